/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate is. */
#include "cr-gate-view.h"

#include "cr-accessible.h"
#include "cr-gate-code.h"
#include "cr-gate-curve.h"
#include "cr-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define CURVE_HEIGHT 130

struct _CrGateView
{
  GtkBox parent_instance;

  CrFonts *fonts;
  CrGateCurve curve;
  GtkWidget *heading;
  GtkWidget *area;
  GtkWidget *caption;
  GtkWidget *expander;
  GtkWidget *code;
};

G_DEFINE_FINAL_TYPE (CrGateView, cr_gate_view, GTK_TYPE_BOX)

/* --- The curve --- */

static gboolean
get_number (CrTape *tape, CrKey key, double *number)
{
  CrNumbers value;

  if (key == CR_KEY_NONE || !cr_tape_get_value (tape, key, &value) || !cr_shape_is_number (value.shape))
    return FALSE;
  *number = value.entries[0];
  return TRUE;
}

/* The gate whose curve it is: itself, or a unit's activation; NULL where it has none. */
static const CrGate *
find_curve (CrGateView *self, CrTape *tape, const CrNode *node)
{
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");

  self->curve.x = NAN;
  if (node->gate->function != NULL)
    {
      self->curve.attribute = node->gate->n_attributes > 0 ? cr_node_get_number (node, node->gate->attributes[0].name) : 0;
      get_number (tape, node->operands[0], &self->curve.x);
      return node->gate;
    }
  if (activation == NULL || activation->activation == NULL || activation->activation->function == NULL)
    return NULL;
  self->curve.attribute = cr_node_get_attribute (node, "alpha") != NULL ? cr_node_get_number (node, "alpha")
                          : activation->activation->n_attributes > 0   ? activation->activation->attributes[0].standard
                                                                       : 0;
  if (g_str_equal (node->gate->name, "neuron"))
    self->curve.x = cr_gate_curve_find_net (tape, node);
  return activation->activation;
}

/* "slope 0.37 at −1.00" */
static void
show_slope (CrGateView *self)
{
  const CrGateCurve *curve = &self->curve;
  double y = isfinite (curve->x) ? curve->gate->function (curve->x, curve->attribute) : NAN;
  g_autofree char *text = NULL;
  char slope[CR_NUMBER_TEXT_SIZE], x[CR_NUMBER_TEXT_SIZE];

  gtk_widget_set_visible (self->caption, isfinite (y));
  if (!isfinite (y))
    return;
  cr_number_format_write (curve->gate->slope (curve->x, y, curve->attribute), curve->format, slope);
  cr_number_format_write (curve->x, curve->format, x);
  text = g_strdup_printf (_("slope %s at %s; dashed: the derivative"), slope, x);
  gtk_label_set_text (GTK_LABEL (self->caption), text);
}

static void
draw (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  CrGateView *self = data;
  CrArea whole = { 0, 4, width, height - 4 };
  CrPen pen;

  if (self->curve.gate == NULL)
    return;
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), 1);
  cr_gate_curve_draw (&pen, &self->curve, &whole);
}

/* "Local gradient: the slope of eˣ at a", by the lecture's word for it. */
static char *
dup_heading (const CrGate *curve, CrTape *tape, const CrNode *node)
{
  CrKey key = tape != NULL && node->gate->function != NULL ? node->operands[0] : CR_KEY_NONE;
  const CrNode *operand = key != CR_KEY_NONE ? cr_graph_get_node (cr_tape_get_graph (tape), key) : NULL;
  g_autofree char *formula = g_markup_escape_text (curve->formula, -1);
  g_autofree char *name = operand != NULL ? cr_text_name_to_markup (cr_node_get_title (operand)) : NULL;

  if (name == NULL)
    return g_strdup_printf (_("Local gradient: the slope of %s"), formula);
  return g_strdup_printf (_("Local gradient: the slope of %s at %s"), formula, name);
}

void
cr_gate_view_set_node (CrGateView *view, CrTape *tape, const CrNode *node, CrNumberFormat format, gboolean hides_numbers)
{
  g_autofree char *code = NULL;
  g_autofree char *heading = NULL;

  g_return_if_fail (CR_IS_GATE_VIEW (view));

  code = cr_gate_code_dup (node);
  view->curve.format = format;
  view->curve.gate = find_curve (view, tape, node);
  if (hides_numbers)
    view->curve.x = NAN;
  gtk_widget_set_visible (GTK_WIDGET (view), view->curve.gate != NULL || code != NULL);
  gtk_widget_set_visible (view->heading, view->curve.gate != NULL);
  gtk_widget_set_visible (view->area, view->curve.gate != NULL);
  gtk_widget_set_visible (view->caption, FALSE);
  gtk_widget_set_visible (view->expander, code != NULL);
  gtk_label_set_text (GTK_LABEL (view->code), code != NULL ? code : "");
  if (view->curve.gate == NULL)
    return;
  heading = dup_heading (view->curve.gate, tape, node);
  gtk_label_set_markup (GTK_LABEL (view->heading), heading);
  show_slope (view);
  gtk_widget_queue_draw (view->area);
}

/* --- The object --- */

static void
cr_gate_view_finalize (GObject *object)
{
  cr_fonts_free (CR_GATE_VIEW (object)->fonts);
  G_OBJECT_CLASS (cr_gate_view_parent_class)->finalize (object);
}

static void
cr_gate_view_class_init (CrGateViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_gate_view_finalize;
}

static GtkWidget *
append_label (CrGateView *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
cr_gate_view_init (CrGateView *self)
{
  self->fonts = cr_fonts_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->heading = append_label (self, "panel-heading");
  self->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area), CURVE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The gate's curve and its derivative"), -1);
  gtk_box_append (GTK_BOX (self), self->area);
  self->caption = append_label (self, "caption-text");
  self->code = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->code), 0);
  gtk_label_set_selectable (GTK_LABEL (self->code), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->code), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->code), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->code, "gate-code");
  self->expander = gtk_expander_new (_("As code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, _("As code"), -1);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->code);
  gtk_widget_add_css_class (self->expander, "gate-expander");
  gtk_box_append (GTK_BOX (self), self->expander);
  cr_accessible_name_all (self->expander);
}

GtkWidget *
cr_gate_view_new (void)
{
  return g_object_new (CR_TYPE_GATE_VIEW, NULL);
}
