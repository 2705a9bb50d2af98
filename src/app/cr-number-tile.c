/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile with a value (blue) or a gradient (orange): the number large, its exact digits small below. */
#include "cr-number-tile.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_ROWS 6
#define MOST_COLUMNS 4
#define FIGURE_SPACE "\xe2\x80\x87"

struct _CrNumberTile
{
  GtkBox parent_instance;

  gboolean is_gradient;
  GtkWidget *heading;
  GtkWidget *number;
  GtkWidget *exact;
};

G_DEFINE_FINAL_TYPE (CrNumberTile, cr_number_tile, GTK_TYPE_BOX)

static GtkWidget *
append_label (CrNumberTile *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (self), label);
  return label;
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
  self->heading = append_label (self, "tile-heading");
  self->number = append_label (self, "tile-number");
  self->exact = append_label (self, "tile-exact");
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
pad (const char *text, glong width)
{
  GString *padded = g_string_new (NULL);

  for (glong n = g_utf8_strlen (text, -1); n < width; n++)
    g_string_append (padded, FIGURE_SPACE);
  g_string_append (padded, text);
  return g_string_free (padded, FALSE);
}

static glong
find_width (CrShape shape, const double *entries, guint n_rows, guint n_columns, CrNumberFormat format)
{
  char text[CR_NUMBER_TEXT_SIZE];
  glong width = 0;

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        cr_number_format_write (entries[row * shape.columns + column], format, text);
        width = MAX (width, g_utf8_strlen (text, -1));
      }
  return width;
}

char *
cr_number_tile_dup_matrix (CrShape shape, const double *entries, CrNumberFormat format)
{
  guint n_rows = MIN (shape.rows, MOST_ROWS);
  guint n_columns = MIN (shape.columns, MOST_COLUMNS);
  glong width = find_width (shape, entries, n_rows, n_columns, format);
  GString *lines = g_string_new (NULL);

  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append (lines, row > 0 ? "\n" : "");
      for (guint column = 0; column < n_columns; column++)
        {
          g_autofree char *text = cr_number_to_text (entries[row * shape.columns + column], format);
          g_autofree char *padded = pad (text, width);

          g_string_append_printf (lines, "%s%s", column > 0 ? "  " : "", padded);
        }
      g_string_append (lines, n_columns < shape.columns ? " …" : "");
    }
  g_string_append (lines, n_rows < shape.rows ? "\n…" : "");
  return g_string_free (lines, FALSE);
}

static void
set_texts (CrNumberTile *self, const char *number, const char *exact, gboolean is_matrix)
{
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->exact), exact);
  if (is_matrix)
    gtk_widget_add_css_class (GTK_WIDGET (self), "matrix");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "matrix");
}

void
cr_number_tile_set_numbers (CrNumberTile *tile, const CrNumbers *numbers, CrNumberFormat format)
{
  g_autofree double *entries = NULL;
  g_autofree char *number = NULL;
  g_autofree char *exact = NULL;

  g_return_if_fail (CR_IS_NUMBER_TILE (tile));

  if (numbers == NULL)
    {
      set_texts (tile, "–", _("not computed"), FALSE);
      return;
    }
  entries = g_new (double, cr_shape_get_size (numbers->shape));
  cr_numbers_get_example (numbers, 0, entries);
  if (cr_shape_is_number (numbers->shape))
    {
      number = cr_number_to_text (entries[0], format);
      exact = cr_number_tile_dup_exact (entries[0], format);
    }
  else
    {
      number = cr_number_tile_dup_matrix (numbers->shape, entries, format);
      exact = cr_shape_to_caption (numbers->shape);
    }
  set_texts (tile, number, exact, !cr_shape_is_number (numbers->shape));
}
