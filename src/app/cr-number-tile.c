/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile with a value (blue) or a gradient (orange): the number large, its exact digits small below. */
#include "cr-number-tile.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_ROWS 6
#define MOST_COLUMNS 4
#define COLUMN_SPACING 12
#define MOST_SIGNS 31         /* that a line of a matrix holds where the tile is as wide as the panel */
#define MOST_SIGNS_OF_HALF 13 /* and where two tiles share it */

#define MOST_LARGE_SIGNS 8    /* of a number in the largest figures, where two tiles share the panel */
#define MOST_NUMBER_SIGNS 10  /* and in smaller ones */

struct _CrNumberTile
{
  GtkBox parent_instance;

  gboolean is_gradient;
  GtkWidget *heading;
  GtkWidget *columns[MOST_COLUMNS]; /* of a matrix; a number is in the first */
  GtkWidget *exact;
  gboolean is_wide;
};

G_DEFINE_FINAL_TYPE (CrNumberTile, cr_number_tile, GTK_TYPE_BOX)

static GtkWidget *
append_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR); /* a minus sign stands before its number in every language */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
append_columns (CrNumberTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING);

  for (guint i = 0; i < MOST_COLUMNS; i++)
    {
      self->columns[i] = append_label (box, "tile-number");
      gtk_label_set_justify (GTK_LABEL (self->columns[i]), GTK_JUSTIFY_RIGHT);
    }
  gtk_box_append (GTK_BOX (self), box);
}

static void
cr_number_tile_class_init (CrNumberTileClass *class)
{
}

static void
cr_number_tile_init (CrNumberTile *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "number-tile");
  self->heading = append_label (GTK_WIDGET (self), "tile-heading");
  append_columns (self);
  self->exact = append_label (GTK_WIDGET (self), "tile-exact");
  gtk_label_set_selectable (GTK_LABEL (self->exact), TRUE);
  gtk_widget_set_focusable (self->exact, FALSE);
}

GtkWidget *
cr_number_tile_new (gboolean is_gradient)
{
  CrNumberTile *self = g_object_new (CR_TYPE_NUMBER_TILE, NULL);

  self->is_gradient = is_gradient;
  gtk_widget_add_css_class (GTK_WIDGET (self), is_gradient ? "gradient" : "value");
  gtk_label_set_text (GTK_LABEL (self->heading), is_gradient ? _("◂ Gradient") : _("▸ Value"));
  return GTK_WIDGET (self);
}

char *
cr_number_tile_dup_exact (double number, CrNumberFormat format)
{
  g_autofree char *all = cr_number_to_exact_text (number);
  g_autofree char *shown = cr_number_to_text (number, format);
  g_autofree char *six = NULL;

  if (!isfinite (number))
    return g_strdup (isnan (number) ? _("not a number") : _("without bound"));
  if (g_utf8_strlen (all, -1) <= MAX (g_utf8_strlen (shown, -1), 9))
    return g_strdup_printf (_("exactly %s"), all);
  six = cr_number_to_text (number, (CrNumberFormat) { 6, FALSE });
  return g_steal_pointer (&six);
}

static char *
dup_range (CrShape shape, const double *entries, CrNumberFormat format)
{
  char least[CR_NUMBER_TEXT_SIZE];
  char most[CR_NUMBER_TEXT_SIZE];
  double low = entries[0];
  double high = entries[0];

  for (gsize i = 0; i < cr_shape_get_size (shape); i++)
    {
      if (isnan (entries[i]))
        return g_strdup (_("not a number"));
      low = MIN (low, entries[i]);
      high = MAX (high, entries[i]);
    }
  cr_number_format_write (low, format, least);
  cr_number_format_write (high, format, most);
  /* Translators: the least and the largest entry of a matrix: "−0.30 … 0.80" */
  return g_strdup_printf (_("%s … %s"), least, most);
}

static char *
dup_column (CrShape shape, const double *entries, guint column, CrNumberFormat format)
{
  GString *lines = g_string_new (NULL);
  char text[CR_NUMBER_TEXT_SIZE];

  for (guint row = 0; row < shape.rows; row++)
    {
      cr_number_format_write (entries[row * shape.columns + column], format, text);
      g_string_append_printf (lines, "%s%s", row > 0 ? "\n" : "", text);
    }
  return g_string_free (lines, FALSE);
}

static char **
dup_columns (CrShape shape, const double *entries, CrNumberFormat format)
{
  char **columns = g_new0 (char *, shape.columns + 1);

  for (guint i = 0; i < shape.columns; i++)
    columns[i] = dup_column (shape, entries, i, format);
  return columns;
}

/* How many signs lie side by side, the room between two columns counted as two. */
static glong
count_signs (char **columns)
{
  glong n_signs = -2;

  for (; *columns != NULL; columns++)
    {
      g_auto (GStrv) lines = g_strsplit (*columns, "\n", -1);
      glong longest = 0;

      for (char **line = lines; *line != NULL; line++)
        longest = MAX (longest, g_utf8_strlen (*line, -1));
      n_signs += longest + 2;
    }
  return n_signs;
}

char **
cr_number_tile_dup_matrix (CrShape shape, const double *entries, CrNumberFormat format)
{
  char *range[] = { NULL, NULL };

  if (shape.rows <= MOST_ROWS && shape.columns <= MOST_COLUMNS)
    for (CrNumberFormat fewer = format;; fewer.digits--)
      {
        g_auto (GStrv) columns = dup_columns (shape, entries, fewer);

        if (count_signs (columns) <= MOST_SIGNS)
          return g_steal_pointer (&columns);
        if (fewer.digits <= 1)
          break;
      }
  range[0] = dup_range (shape, entries, format);
  return g_memdup2 (range, sizeof range);
}

/* @columns: NULL-terminated, at most MOST_COLUMNS */
static void
set_texts (CrNumberTile *self, const char *const *columns, const char *exact, gboolean is_matrix)
{
  for (guint i = 0; i < MOST_COLUMNS; i++)
    {
      gtk_label_set_text (GTK_LABEL (self->columns[i]), *columns != NULL ? *columns : "");
      gtk_widget_set_visible (self->columns[i], *columns != NULL);
      columns += *columns != NULL;
    }
  gtk_label_set_text (GTK_LABEL (self->exact), exact);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "long");
  if (is_matrix)
    gtk_widget_add_css_class (GTK_WIDGET (self), "matrix");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "matrix");
}

/* The number as elsewhere, where half the panel holds it; else with as many digits as it holds, by a power of ten. */
char *
cr_number_tile_dup_number (double number, CrNumberFormat format)
{
  g_autofree char *text = cr_number_to_text (number, format);
  char shorter[CR_NUMBER_TEXT_SIZE];

  if (g_utf8_strlen (text, -1) <= MOST_NUMBER_SIGNS)
    return g_steal_pointer (&text);
  for (guint digits = 3; digits > 0; digits--)
    {
      cr_number_format_write_short (number, digits, shorter);
      if (g_utf8_strlen (shorter, -1) <= MOST_NUMBER_SIGNS)
        break;
    }
  return g_strdup (g_utf8_strlen (shorter, -1) < g_utf8_strlen (text, -1) ? shorter : text);
}

static void
set_number (CrNumberTile *self, double number, CrNumberFormat format)
{
  g_autofree char *text = cr_number_tile_dup_number (number, format);
  g_autofree char *exact = cr_number_tile_dup_exact (number, format);

  self->is_wide = FALSE;
  set_texts (self, (const char *[]) { text, NULL }, exact, FALSE);
  if (g_utf8_strlen (text, -1) > MOST_LARGE_SIGNS)
    gtk_widget_add_css_class (GTK_WIDGET (self), "long");
}

static void
set_matrix (CrNumberTile *self, CrShape shape, const double *entries, CrNumberFormat format)
{
  g_auto (GStrv) columns = cr_number_tile_dup_matrix (shape, entries, format);
  g_autofree char *exact = cr_shape_to_caption (shape);

  self->is_wide = count_signs (columns) > MOST_SIGNS_OF_HALF;
  set_texts (self, (const char *const *) columns, exact, TRUE);
}

void
cr_number_tile_set_numbers (CrNumberTile *tile, const CrNumbers *numbers, CrNumberFormat format)
{
  g_autofree double *entries = NULL;

  g_return_if_fail (CR_IS_NUMBER_TILE (tile));

  if (numbers == NULL)
    {
      tile->is_wide = FALSE;
      set_texts (tile, (const char *[]) { "–", NULL }, _("not computed"), FALSE);
      return;
    }
  entries = g_new (double, cr_shape_get_size (numbers->shape));
  cr_numbers_get_example (numbers, 0, entries);
  if (cr_shape_is_number (numbers->shape))
    set_number (tile, entries[0], format);
  else
    set_matrix (tile, numbers->shape, entries, format);
}

void
cr_number_tile_set_hidden (CrNumberTile *tile)
{
  g_return_if_fail (CR_IS_NUMBER_TILE (tile));

  tile->is_wide = FALSE;
  set_texts (tile, (const char *[]) { "?", NULL }, _("hidden"), FALSE);
}

gboolean
cr_number_tile_is_wide (CrNumberTile *tile)
{
  g_return_val_if_fail (CR_IS_NUMBER_TILE (tile), FALSE);

  return tile->is_wide;
}
