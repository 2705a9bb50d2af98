/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of every wire.
 *
 * How this works: the wires are checked with one step after another (cr-check-series.h); the slider only chooses with which of them the
 * badges are shown. A change of any number or wire makes all of it stale, and it goes.
 */
#include "cr-check-panel.h"

#include "cr-check-plot.h"
#include "cr-check-series.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define PLOT_HEIGHT 172
#define WRONG 1e-5 /* the error of a wire that no step confirms */

struct _CrCheckPanel
{
  CrPanel parent_instance;

  CrDocument *document;
  CrFonts *fonts;
  CrCheckSeries *series;
  CrKey broken;
  CrFault fault;
  GtkWidget *button;
  GtkWidget *progress;
  GtkWidget *found;
  GtkWidget *summary;
  GtkWidget *step;
  GtkWidget *slider;
  GtkWidget *plot;
};

G_DEFINE_FINAL_TYPE (CrCheckPanel, cr_check_panel, CR_TYPE_PANEL)

/* --- What was found --- */

static guint
get_chosen (CrCheckPanel *self)
{
  return CLAMP ((int) (gtk_range_get_value (GTK_RANGE (self->slider)) + 0.5), 0, CR_CHECK_N_STEPS - 1);
}

static const CrCheckedWire *
get_wire (CrCheckPanel *self, guint step, guint wire)
{
  const GArray *wires = cr_check_series_get_wires (self->series, step);

  return wires != NULL ? &g_array_index (wires, CrCheckedWire, wire) : NULL;
}

/* The least error that any step gives; NaN where none does. */
static double
get_best (CrCheckPanel *self, guint wire)
{
  double best = NAN;

  for (guint i = 0; i < CR_CHECK_N_STEPS; i++)
    {
      const CrCheckedWire *found = get_wire (self, i, wire);

      if (found != NULL && !isnan (found->error) && !(found->error >= best))
        best = found->error;
    }
  return best;
}

static void
write_error (double error, char *text)
{
  if (error == 0 || error >= 0.01)
    cr_number_format_write (error, (CrNumberFormat) { 2, FALSE }, text);
  else
    cr_number_format_write_short (error, 1, text);
}

/* FALSE where nothing could be measured. */
static gboolean
make_badge (CrCheckPanel *self, const CrCheckedWire *wire, double best, CrBadge *badge)
{
  char error[CR_NUMBER_TEXT_SIZE];

  *badge = (CrBadge) { .to = wire->to, .operand = wire->operand };
  if (wire->is_kink)
    {
      badge->kind = CR_BADGE_KINK;
      g_strlcpy (badge->text, _("kink"), sizeof badge->text);
      return TRUE;
    }
  if (isnan (wire->error))
    return FALSE;
  write_error (wire->error, error);
  badge->kind = best > WRONG ? CR_BADGE_WRONG : wire->error <= CR_CHECK_TOLERANCE ? CR_BADGE_PASSED : CR_BADGE_ROUGH;
  if (badge->kind == CR_BADGE_WRONG && fabs (wire->analytic + wire->numeric) < 0.01 * fabs (wire->numeric))
    g_snprintf (badge->text, sizeof badge->text, _("%s, wrong sign?"), error);
  else
    g_strlcpy (badge->text, error, sizeof badge->text);
  return TRUE;
}

static void
show_badges (CrCheckPanel *self, const GArray *badges)
{
  cr_canvas_set_badges (cr_panel_get_canvas (CR_PANEL (self)), badges != NULL ? (const CrBadge *) badges->data : NULL,
                        badges != NULL ? badges->len : 0);
}

/* "11 wires agree." "2 of 11 wires do not agree." "1 stands at a kink, …" */
static char *
dup_summary (guint n_wires, guint n_wrong, guint n_kinks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_wires == 0)
    return g_strdup (_("No wire carries a gradient back."));
  if (n_wrong > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u of %u wires does not agree with what is measured.",
                                               "%u of %u wires do not agree with what is measured.", n_wrong), n_wrong, n_wires);
  else if (n_wires > n_kinks)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u wire agrees with what is measured.",
                                               "%u wires agree with what is measured.", n_wires - n_kinks), n_wires - n_kinks);
  if (n_kinks > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            g_dngettext (GETTEXT_PACKAGE, "One stands at a kink: there is no slope to measure.",
                                         "Some stand at a kink: there is no slope to measure.", n_kinks));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_found (CrCheckPanel *self)
{
  guint chosen = get_chosen (self);
  const GArray *wires = cr_check_series_get_wires (self->series, chosen);
  g_autoptr (GArray) badges = g_array_new (FALSE, FALSE, sizeof (CrBadge));
  guint n_wrong = 0, n_kinks = 0;
  g_autofree char *summary = NULL;
  g_autofree char *step = NULL;
  char number[CR_NUMBER_TEXT_SIZE];

  gtk_widget_set_visible (self->found, wires != NULL);
  if (wires == NULL)
    {
      show_badges (self, NULL);
      return;
    }
  for (guint i = 0; i < wires->len; i++)
    {
      CrBadge badge;

      if (!make_badge (self, &g_array_index (wires, CrCheckedWire, i), get_best (self, i), &badge))
        continue;
      n_wrong += badge.kind == CR_BADGE_WRONG;
      n_kinks += badge.kind == CR_BADGE_KINK;
      g_array_append_val (badges, badge);
    }
  show_badges (self, badges);
  summary = dup_summary (wires->len, n_wrong, n_kinks);
  cr_number_format_write_short (cr_check_series_get_steps (self->series)[chosen], 1, number);
  step = g_strdup_printf (_("Step h = %s"), number);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_label_set_text (GTK_LABEL (self->step), step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, number, -1);
  gtk_widget_queue_draw (self->plot);
}

/* Of the selected wire, or else of all: the largest that is no kink. */
static double
get_error (CrCheckPanel *self, guint step)
{
  const GArray *wires = cr_check_series_get_wires (self->series, step);
  CrKey to = CR_KEY_NONE;
  guint operand = 0;
  gboolean is_selected = cr_canvas_get_selected_wire (cr_panel_get_canvas (CR_PANEL (self)), &to, &operand);
  double error = NAN;

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      const CrCheckedWire *wire = get_wire (self, step, i);

      if (wire->is_kink || isnan (wire->error) || (is_selected && (wire->to != to || wire->operand != operand)))
        continue;
      if (!(wire->error <= error))
        error = wire->error;
    }
  return error;
}

static void
draw_plot (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  CrCheckPanel *self = data;
  double errors[CR_CHECK_N_STEPS];
  CrPen pen;
  CrArea whole = { 0, 0, width, height };
  CrCheckPlot plot = { cr_check_series_get_steps (self->series), errors, CR_CHECK_N_STEPS, get_chosen (self) };

  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), 1);
  for (guint i = 0; i < CR_CHECK_N_STEPS; i++)
    errors[i] = get_error (self, i);
  cr_check_plot_draw (&pen, &plot, &whole);
}

/* --- Running it --- */

static void
show_work (CrCheckPanel *self)
{
  gboolean is_running = cr_check_series_is_running (self->series);

  gtk_button_set_label (GTK_BUTTON (self->button), is_running ? _("Stop") : _("Check All Wires"));
  gtk_widget_set_visible (self->progress, is_running);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), cr_check_series_get_n_done (self->series) / (double) CR_CHECK_N_STEPS);
}

static void
on_step_done (const GError *error, gpointer data)
{
  CrCheckPanel *self = data;

  if (error != NULL)
    cr_canvas_show_message (cr_panel_get_canvas (CR_PANEL (self)), error->message);
  show_work (self);
  show_found (self);
}

void
cr_check_panel_run (CrCheckPanel *panel)
{
  g_autoptr (GError) error = NULL;
  CrTape *tape;

  g_return_if_fail (CR_IS_CHECK_PANEL (panel));

  cr_check_series_forget (panel->series);
  tape = cr_panel_get_tape (CR_PANEL (panel));
  if (cr_tape_get_output (tape, &error) == CR_KEY_NONE)
    cr_canvas_show_message (cr_panel_get_canvas (CR_PANEL (panel)), error->message);
  else
    cr_check_series_start (panel->series, tape, panel->broken, panel->fault);
  show_work (panel);
  show_found (panel);
}

gboolean
cr_check_panel_is_running (CrCheckPanel *panel)
{
  g_return_val_if_fail (CR_IS_CHECK_PANEL (panel), FALSE);

  return cr_check_series_is_running (panel->series);
}

void
cr_check_panel_set_fault (CrCheckPanel *panel, CrKey key, CrFault fault)
{
  g_return_if_fail (CR_IS_CHECK_PANEL (panel));

  panel->broken = key;
  panel->fault = fault;
  cr_check_series_forget (panel->series);
  show_work (panel);
  show_found (panel);
}

static void
on_clicked (CrCheckPanel *self)
{
  if (!cr_check_series_is_running (self->series))
    {
      cr_check_panel_run (self);
      return;
    }
  cr_check_series_stop (self->series);
  show_work (self);
}

static void
on_clear (CrCheckPanel *self)
{
  cr_check_series_forget (self->series);
  show_work (self);
  show_found (self);
}

/* --- Following the document --- */

static void
note_difference (const CrNode *before, const CrNode *after, gpointer data)
{
  if (before == NULL || after == NULL || !cr_node_same_structure (before, after) || !cr_node_same_numbers (before, after))
    *(gboolean *) data = TRUE;
}

/* The same version with another example is stale too; moved nodes are not. */
static void
on_changed (CrCheckPanel *self, const CrGraph *before)
{
  const CrGraph *graph = cr_document_get_graph (self->document);
  gboolean is_stale = before == graph || cr_graph_get_output (before) != cr_graph_get_output (graph);

  if (cr_check_series_get_n_done (self->series) == 0 && !cr_check_series_is_running (self->series))
    return;
  if (!is_stale)
    cr_graph_compare (before, graph, note_difference, &is_stale);
  if (is_stale)
    on_clear (self);
}

static void
on_document_replaced (CrCheckPanel *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  cr_check_series_forget (self->series);
  self->broken = CR_KEY_NONE;
  g_set_object (&self->document, cr_canvas_get_document (cr_panel_get_canvas (CR_PANEL (self))));
  if (self->document != NULL)
    g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_changed), self);
  show_work (self);
  show_found (self);
}

/* Another wire may be selected. */
static void
cr_check_panel_update (CrPanel *panel)
{
  gtk_widget_queue_draw (CR_CHECK_PANEL (panel)->plot);
}

/* --- Making it --- */

static void
cr_check_panel_dispose (GObject *object)
{
  CrCheckPanel *self = CR_CHECK_PANEL (object);

  cr_check_series_stop (self->series);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_check_panel_parent_class)->dispose (object);
}

static void
cr_check_panel_finalize (GObject *object)
{
  cr_check_series_free (CR_CHECK_PANEL (object)->series);
  cr_fonts_free (CR_CHECK_PANEL (object)->fonts);
  G_OBJECT_CLASS (cr_check_panel_parent_class)->finalize (object);
}

static void
cr_check_panel_class_init (CrCheckPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_check_panel_dispose;
  G_OBJECT_CLASS (class)->finalize = cr_check_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_check_panel_update;
}

static void
make_found (CrCheckPanel *self)
{
  GtkWidget *clear = gtk_button_new_with_label (_("Remove the Badges"));

  self->found = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->summary = gtk_label_new (NULL);
  self->step = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->step), 0);
  gtk_widget_add_css_class (self->step, "caption-text");
  /* To the right the step grows, as in the plot. */
  self->slider = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, CR_CHECK_N_STEPS - 1, 1);
  gtk_range_set_inverted (GTK_RANGE (self->slider), TRUE);
  gtk_scale_set_has_origin (GTK_SCALE (self->slider), FALSE);
  gtk_range_set_value (GTK_RANGE (self->slider), CR_CHECK_USUAL_STEP);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Step h"), -1);
  g_signal_connect_swapped (self->slider, "value-changed", G_CALLBACK (show_found), self);
  self->plot = gtk_drawing_area_new ();
  gtk_widget_set_size_request (self->plot, -1, PLOT_HEIGHT);
  gtk_widget_set_tooltip_text (self->plot, _("The relative error by the step, of the selected wire or the worst of all. "
                                             "On the right truncation counts, on the left rounding."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Relative error by the step"), -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->plot), draw_plot, self, NULL);
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (on_clear), self);
  gtk_box_append (GTK_BOX (self->found), self->summary);
  gtk_box_append (GTK_BOX (self->found), self->step);
  gtk_box_append (GTK_BOX (self->found), self->slider);
  gtk_box_append (GTK_BOX (self->found), self->plot);
  gtk_box_append (GTK_BOX (self->found), clear);
  gtk_widget_set_visible (self->found, FALSE);
  gtk_box_append (GTK_BOX (self), self->found);
}

static void
cr_check_panel_init (CrCheckPanel *self)
{
  CrPanel *panel = CR_PANEL (self);
  g_autoptr (GString) hint = g_string_new (_("Is what each wire carries back the slope (f(x + h) − f(x − h)) / 2h?"));

  g_string_replace (hint, "x + h", "x\u00a0+\u00a0h", 0); /* no line ends within a call */
  g_string_replace (hint, "x − h", "x\u00a0−\u00a0h", 0);
  self->fonts = cr_fonts_new ();
  self->series = cr_check_series_new (on_step_done, self);
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (panel, "panel-heading")), _("Gradient check"));
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (panel, "caption-text")), hint->str);
  self->button = gtk_button_new_with_label (_("Check All Wires"));
  gtk_widget_add_css_class (self->button, "lesson-buttons");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self), self->button);
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_box_append (GTK_BOX (self), self->progress);
  make_found (self);
}

GtkWidget *
cr_check_panel_new (CrCanvas *canvas)
{
  CrCheckPanel *self = g_object_new (CR_TYPE_CHECK_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  g_signal_connect_object (canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "selection-changed", G_CALLBACK (gtk_widget_queue_draw), self->plot, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
