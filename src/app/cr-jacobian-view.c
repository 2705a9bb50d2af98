/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Jacobian of a gate by one operand. */
#include "cr-jacobian-view.h"

#include "cr-gate-rule.h"
#include "cr-jacobian-picture.h"
#include "cr-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MOST_NUMBERS 6 /* of a product that is written out */

struct _CrJacobianView
{
  GtkBox parent_instance;

  CrFonts *fonts;
  CrJacobian *jacobian; /* (nullable) */
  CrNumberFormat format;
  GtkWidget *heading;
  GtkWidget *caption;
  GtkWidget *area;
  GtkWidget *product;
  GtkWidget *shortcut;
};

G_DEFINE_FINAL_TYPE (CrJacobianView, cr_jacobian_view, GTK_TYPE_BOX)

/* --- Words --- */

static char *
dup_name (const CrGraph *graph, CrKey key)
{
  return cr_text_name_to_markup (cr_node_get_title (cr_graph_get_node (graph, key)));
}

static const char *
get_structure (const CrJacobian *jacobian)
{
  static const char *const names[] = {
    [CR_JACOBIAN_DIAGONAL] = N_("diagonal"),
    [CR_JACOBIAN_BLOCK] = N_("in blocks"),
    [CR_JACOBIAN_DENSE] = N_("dense"),
  };

  return _(names[jacobian->structure]);
}

static void
show_size (CrJacobianView *self, const CrGraph *graph, CrKey from, CrKey to)
{
  const CrJacobian *jacobian = self->jacobian;
  g_autofree char *above = dup_name (graph, to);
  g_autofree char *below = dup_name (graph, from);
  g_autofree char *heading = g_strdup_printf (_("The Jacobian ∂%s/∂%s"), above, below);
  const char *built = jacobian->entries != NULL && jacobian->structure != CR_JACOBIAN_DIAGONAL ? _("built to be seen") : _("never built");
  /* Translators: rows × columns, structure, whether it is built: "4096×4096, diagonal, never built" */
  g_autofree char *caption = g_strdup_printf (_("%zu×%zu, %s, %s: a row for each entry of %s, a column for each of %s"), jacobian->rows,
                                              jacobian->columns, get_structure (jacobian), built, above, below);

  gtk_label_set_markup (GTK_LABEL (self->heading), heading);
  gtk_label_set_markup (GTK_LABEL (self->caption), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (GTK_LABEL (self->caption)), -1);
}

/* "[0.088, 0.176, 0.104, 0.208]": entries row by row, the first few of many. */
static char *
dup_numbers (const double *numbers, gsize n, CrNumberFormat format)
{
  GString *text = g_string_new ("[");
  char number[CR_NUMBER_TEXT_SIZE];

  for (gsize i = 0; i < MIN (n, MOST_NUMBERS); i++)
    {
      cr_number_format_write (numbers[i], format, number);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  g_string_append (text, n > MOST_NUMBERS ? ", …]" : "]");
  return g_string_free (text, FALSE);
}

static void
show_product (CrJacobianView *self, CrTape *tape, CrKey to)
{
  g_autofree char *name = dup_name (cr_tape_get_graph (tape), to);
  g_autofree double *upstream = NULL;
  g_autofree double *product = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *text = NULL;
  CrNumbers gradient;
  gboolean is_known = self->jacobian->entries != NULL && cr_tape_get_gradient (tape, to, &gradient);

  gtk_widget_set_visible (self->product, is_known);
  if (!is_known)
    return;
  upstream = g_new (double, self->jacobian->rows);
  product = g_new (double, self->jacobian->columns);
  cr_numbers_get_example (&gradient, 0, upstream);
  cr_jacobian_multiply (self->jacobian, upstream, product);
  numbers = dup_numbers (product, self->jacobian->columns, self->format);
  text = g_strdup_printf (_("∇%s as a row, times the Jacobian, %zu products: <b>%s</b>"), name,
                          self->jacobian->rows * self->jacobian->columns, numbers);
  gtk_label_set_markup (GTK_LABEL (self->product), text);
}

static void
show_shortcut (CrJacobianView *self, CrTape *tape, CrKey from, CrKey to, guint operand)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  g_autofree char *rule = cr_gate_rule_dup (graph, to, operand);
  g_autofree char *whole = rule == NULL ? cr_gate_rule_dup_whole (graph, to) : NULL;
  g_autofree char *escaped = cr_text_formula_to_markup (rule != NULL ? rule : whole);
  g_autofree char *name = dup_name (graph, from);
  g_autofree double *product = NULL;
  g_autofree double *first = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *text = NULL;
  CrNumbers value;

  if (!cr_tape_get_value (tape, from, &value))
    return;
  product = g_new (double, cr_shape_get_size (value.shape) * value.width);
  first = g_new (double, cr_shape_get_size (value.shape));
  if (cr_tape_get_product (tape, to, operand, product))
    {
      value.entries = product;
      cr_numbers_get_example (&value, 0, first);
      numbers = dup_numbers (first, cr_shape_get_size (value.shape), self->format);
    }
  text = g_strdup_printf (_("The program does without it, ∇%s = %s: <b>%s</b>"), name, escaped, numbers != NULL ? numbers : "");
  gtk_label_set_markup (GTK_LABEL (self->shortcut), text);
}

/* --- The picture --- */

static void
draw (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  CrJacobianView *self = data;
  CrArea whole = { 0, 0, width, height };
  CrPen pen;

  if (self->jacobian == NULL)
    return;
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), 1);
  cr_jacobian_picture_draw (&pen, self->jacobian, self->format, &whole);
  height = cr_jacobian_picture_get_height (self->jacobian, width) + 0.5;
  gtk_drawing_area_set_content_height (area, height);
}

/* Entries are computed where there are few enough to be shown; a diagonal is cheap however large. */
static CrJacobian *
find_jacobian (CrTape *tape, CrKey to, guint operand)
{
  CrJacobian *outline = cr_jacobian_new_outline (tape, to, operand, NULL);

  if (outline == NULL || outline->rows * outline->columns > CR_JACOBIAN_MOST_SHOWN)
    return outline;
  cr_jacobian_free (outline);
  return cr_jacobian_new (tape, to, operand, NULL);
}

void
cr_jacobian_view_set_wire (CrJacobianView *view, CrTape *tape, CrKey to, guint operand, CrNumberFormat format)
{
  CrKey from;

  g_return_if_fail (CR_IS_JACOBIAN_VIEW (view));

  g_clear_pointer (&view->jacobian, cr_jacobian_free);
  view->format = format;
  if (tape != NULL)
    view->jacobian = find_jacobian (tape, to, operand);
  gtk_widget_set_visible (GTK_WIDGET (view), view->jacobian != NULL);
  if (view->jacobian == NULL)
    return;
  from = cr_graph_get_node (cr_tape_get_graph (tape), to)->operands[operand];
  show_size (view, cr_tape_get_graph (tape), from, to);
  show_product (view, tape, to);
  show_shortcut (view, tape, from, to, operand);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (view->area), cr_jacobian_picture_get_height (view->jacobian, 264) + 0.5);
  gtk_widget_queue_draw (view->area);
}

/* --- The object --- */

static GtkWidget *
append_label (CrJacobianView *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
cr_jacobian_view_finalize (GObject *object)
{
  g_clear_pointer (&CR_JACOBIAN_VIEW (object)->jacobian, cr_jacobian_free);
  cr_fonts_free (CR_JACOBIAN_VIEW (object)->fonts);
  G_OBJECT_CLASS (cr_jacobian_view_parent_class)->finalize (object);
}

static void
cr_jacobian_view_class_init (CrJacobianViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_jacobian_view_finalize;
}

static void
cr_jacobian_view_init (CrJacobianView *self)
{
  self->fonts = cr_fonts_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->heading = append_label (self, "panel-heading");
  self->caption = append_label (self, "caption-text");
  self->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw, self, NULL);
  gtk_box_append (GTK_BOX (self), self->area);
  self->product = append_label (self, "caption-text");
  self->shortcut = append_label (self, "caption-text");
}

GtkWidget *
cr_jacobian_view_new (void)
{
  return g_object_new (CR_TYPE_JACOBIAN_VIEW, NULL);
}
