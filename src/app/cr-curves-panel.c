/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a run has gone: the curves of loss and accuracy, and the figures. */
#include "cr-curves-panel.h"

#include "cr-chart-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MEBIBYTE (1024.0 * 1024.0)
#define FIGURES_REST 250000 /* microseconds between two sets of figures of a run: faster ones cannot be read */

/* Each with its caption in the sandbox's figures. */
typedef enum
{
  FIGURE_TRAIN_LOSS,
  FIGURE_TEST_LOSS,
  FIGURE_TRAIN_ACCURACY,
  FIGURE_TEST_ACCURACY,
  FIGURE_PENALTY,
  N_FIGURES
} Figure;

struct _CrCurvesPanel
{
  CrRunPanel parent_instance;

  GtkWidget *kind_choice;
  GtkWidget *log_button;
  GtkWidget *chart_view;
  GtkWidget *place;
  GtkWidget *memory;
  GtkWidget *boxes[N_FIGURES];
  GtkWidget *figures[N_FIGURES];
  gint64 figures_until; /* monotonic time up to which the figures stay */
  double pointed;       /* at which epoch the figures are, or NAN: now */
};

G_DEFINE_FINAL_TYPE (CrCurvesPanel, cr_curves_panel, CR_TYPE_RUN_PANEL)

/* --- The figures --- */

/* The curve's point at that epoch; NULL where there is none. */
static const CrRunPoint *
find_point (const CrRunCurve *curve, double epoch)
{
  const CrRunPoint *found = NULL;

  for (guint i = 0; curve != NULL && i < curve->n_points && curve->points[i].epoch <= epoch; i++)
    found = &curve->points[i];
  return found;
}

static double
get_figure (const CrMeasure *measure, Figure figure)
{
  switch (figure)
    {
    case FIGURE_TRAIN_LOSS:
      return measure->train_loss;
    case FIGURE_TEST_LOSS:
      return measure->test_loss;
    case FIGURE_TRAIN_ACCURACY:
      return measure->train_accuracy;
    case FIGURE_TEST_ACCURACY:
      return measure->test_accuracy;
    default:
      return measure->penalty != 0 ? measure->penalty : NAN;
    }
}

static char *
dup_figure (double number, Figure figure)
{
  if (isnan (number))
    return g_strdup ("–");
  if (figure == FIGURE_TRAIN_ACCURACY || figure == FIGURE_TEST_ACCURACY)
    return g_strdup_printf (_("%.1f %%"), 100 * number);
  return cr_number_to_text (number, (CrNumberFormat) { 3, FALSE });
}

/* Accuracy and penalty only where there is such a thing. */
static void
update_figures (CrCurvesPanel *self, const CrMeasure *measure)
{
  for (Figure figure = 0; figure < N_FIGURES; figure++)
    {
      double number = measure != NULL ? get_figure (measure, figure) : NAN;
      g_autofree char *text = dup_figure (number, figure);

      gtk_widget_set_visible (self->boxes[figure], figure <= FIGURE_TEST_LOSS || !isnan (number));
      cr_panel_set_markup (self->figures[figure], text);
    }
}

/* What can be gone back to, and what that takes. */
static void
update_memory (CrCurvesPanel *self, const CrSnapshot *snapshot)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->memory, snapshot != NULL && snapshot->last_step > 0);
  if (snapshot == NULL || snapshot->last_step == 0)
    return;
  /* Translators: how many states of a run are kept, and the memory that they take, in mebibytes */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u state recorded, %.1f of at most %.0f MiB", "%u states recorded, %.1f of at most %.0f MiB",
                                       snapshot->n_recorded),
                          snapshot->n_recorded, snapshot->recorded_bytes / MEBIBYTE, CR_RECORDING_STANDARD_BYTES / MEBIBYTE);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->memory)), text) != 0)
    gtk_label_set_text (GTK_LABEL (self->memory), text);
}

static void
update_run (CrCurvesPanel *self)
{
  CrTrainingSession *session = cr_run_panel_get_session (CR_RUN_PANEL (self));
  const CrSnapshot *snapshot = cr_run_panel_get_snapshot (CR_RUN_PANEL (self));
  const CrRunCurve *curve = snapshot != NULL ? snapshot->curve : NULL;
  const CrRunPoint *point = isnan (self->pointed) ? NULL : find_point (curve, self->pointed);
  double now = NAN;
  g_autofree char *place = NULL;

  if (snapshot != NULL && snapshot->place.step < snapshot->last_step && snapshot->place.n_batches > 0)
    now = snapshot->place.epoch + (double) snapshot->place.batch / snapshot->place.n_batches;
  cr_chart_view_set_curves (CR_CHART_VIEW (self->chart_view), curve,
                            session != NULL ? cr_training_session_get_other_curve (session) : NULL, now);
  if (g_get_monotonic_time () < self->figures_until && isnan (self->pointed) && cr_run_panel_is_running (CR_RUN_PANEL (self)))
    return;
  self->figures_until = g_get_monotonic_time () + FIGURES_REST;
  update_figures (self, point != NULL ? &point->measure : snapshot != NULL ? &snapshot->measure : NULL);
  if (point != NULL)
    place = g_strdup_printf (_("at epoch %.0f"), floor (point->epoch));
  gtk_label_set_text (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_widget_set_visible (self->place, place != NULL);
  update_memory (self, snapshot);
}

static void
on_pointed (CrCurvesPanel *self, double epoch)
{
  self->pointed = epoch;
  update_run (self);
}

static void
on_logarithmic_toggled (CrCurvesPanel *self)
{
  cr_chart_view_set_logarithmic (CR_CHART_VIEW (self->chart_view), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->log_button)));
}

static void
on_kind_chosen (CrCurvesPanel *self)
{
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_choice));

  cr_chart_view_set_kind (CR_CHART_VIEW (self->chart_view), kind);
  gtk_widget_set_sensitive (gtk_widget_get_parent (self->log_button), kind == CR_CHART_LOSS);
}

static void
cr_curves_panel_update (CrPanel *panel)
{
  update_run (CR_CURVES_PANEL (panel));
}

/* --- Making it --- */

static GtkWidget *
make_scale_buttons (CrCurvesPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *linear = gtk_toggle_button_new_with_label (_("linear"));

  self->log_button = gtk_toggle_button_new_with_label (_("log"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (linear), GTK_TOGGLE_BUTTON (self->log_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->log_button), TRUE);
  gtk_widget_set_tooltip_text (self->log_button, _("Equal factors are equally far apart"));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "small-buttons");
  gtk_box_append (GTK_BOX (box), self->log_button);
  gtk_box_append (GTK_BOX (box), linear);
  g_signal_connect_swapped (self->log_button, "toggled", G_CALLBACK (on_logarithmic_toggled), self);
  return box;
}

static void
append_chart (CrCurvesPanel *self)
{
  const char *kinds[] = { _("Loss by epoch"), _("Accuracy by epoch"), NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->kind_choice = cr_panel_new_choice (gtk_string_list_new (kinds));
  gtk_widget_set_hexpand (self->kind_choice, TRUE);
  gtk_widget_set_halign (self->kind_choice, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->kind_choice, "heading-choice");
  gtk_widget_add_css_class (line, "heading-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the chart shows"), -1);
  g_signal_connect_swapped (self->kind_choice, "notify::selected", G_CALLBACK (on_kind_chosen), self);
  self->chart_view = cr_chart_view_new ();
  g_signal_connect_swapped (self->chart_view, "pointed", G_CALLBACK (on_pointed), self);
  gtk_box_append (GTK_BOX (line), self->kind_choice);
  gtk_box_append (GTK_BOX (line), make_scale_buttons (self));
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->chart_view);
}

static GtkWidget *
make_figure (CrCurvesPanel *self, Figure figure)
{
  static const char *const captions[N_FIGURES] = { N_("Train loss"), N_("Test loss"), N_("Train accuracy"), N_("Test accuracy"),
                                                   N_("Penalty") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = gtk_label_new (_(captions[figure]));

  self->figures[figure] = gtk_label_new ("–");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (self->figures[figure]), 0);
  gtk_widget_add_css_class (caption, "caption-text");
  gtk_widget_add_css_class (self->figures[figure], "figure");
  gtk_widget_add_css_class (self->figures[figure], "numeric");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->figures[figure]);
  self->boxes[figure] = box;
  return box;
}

static void
append_figures (CrCurvesPanel *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "figures");
  for (Figure figure = 0; figure < N_FIGURES; figure++)
    gtk_grid_attach (GTK_GRID (grid), make_figure (self, figure), figure % 2, figure / 2, 1, 1);
  gtk_box_append (GTK_BOX (self), grid);
  self->place = cr_panel_append_label (CR_PANEL (self), "caption-text");
  self->memory = cr_panel_append_label (CR_PANEL (self), "caption-text");
  gtk_widget_set_tooltip_text (self->memory, _("The scrubber goes back to any step. As a run grows, the states lie farther apart, and what lies between "
                                               "them is reckoned again."));
}

static void
cr_curves_panel_class_init (CrCurvesPanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_curves_panel_update;
}

static void
cr_curves_panel_init (CrCurvesPanel *self)
{
  self->pointed = NAN;
  append_chart (self);
  append_figures (self);
}

GtkWidget *
cr_curves_panel_new (CrCanvas *canvas)
{
  CrCurvesPanel *self = g_object_new (CR_TYPE_CURVES_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
