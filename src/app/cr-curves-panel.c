/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a run has gone: the curves of loss and accuracy, and the figures. */
#include "cr-curves-panel.h"

#include "cr-chart.h"
#include "cr-chart-view.h"
#include "cr-count.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define SAMPLE_WIDTH 20
#define SAMPLE_HEIGHT 8
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
  GtkWidget *others[N_FIGURES]; /* the same of the run before */
  CrFonts *fonts;
  gint64 figures_until; /* monotonic time up to which the figures stay */
  double pointed;       /* at which epoch the figures are, or NAN: now */
};

G_DEFINE_FINAL_TYPE (CrCurvesPanel, cr_curves_panel, CR_TYPE_RUN_PANEL)

/* --- The figures --- */

/* The curve's point at that epoch; NULL where it does not reach so far. */
static const CrRunPoint *
find_point (const CrRunCurve *curve, double epoch)
{
  const CrRunPoint *found = NULL;

  if (curve == NULL || curve->n_points == 0 || epoch > curve->points[curve->n_points - 1].epoch)
    return NULL;
  for (guint i = 0; i < curve->n_points && curve->points[i].epoch <= epoch; i++)
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
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    return g_strdup ("–");
  if (figure == FIGURE_TRAIN_ACCURACY || figure == FIGURE_TEST_ACCURACY)
    return g_strdup_printf (_("%s %%"), g_ascii_formatd (digits, sizeof digits, "%.1f", 100 * number));
  return cr_number_to_text (number, (CrNumberFormat) { 3, FALSE });
}

static void
show_other (CrCurvesPanel *self, Figure figure, double number)
{
  g_autofree char *shown = dup_figure (number, figure);
  g_autofree char *text = g_strdup_printf (_("before: %s"), shown);

  gtk_widget_set_visible (self->others[figure], !isnan (number));
  gtk_label_set_text (GTK_LABEL (self->others[figure]), text);
}

/* Accuracy and penalty only where there is such a thing. */
static void
update_figures (CrCurvesPanel *self, const CrMeasure *measure, const CrMeasure *other)
{
  for (Figure figure = 0; figure < N_FIGURES; figure++)
    {
      double number = measure != NULL ? get_figure (measure, figure) : NAN;
      double of_other = other != NULL ? get_figure (other, figure) : NAN;
      g_autofree char *text = dup_figure (number, figure);

      gtk_widget_set_visible (self->boxes[figure], figure <= FIGURE_TEST_LOSS || !isnan (number) || !isnan (of_other));
      cr_panel_set_markup (self->figures[figure], text);
      show_other (self, figure, of_other);
    }
}

/* What can be gone back to, and what that takes. */
static void
update_memory (CrCurvesPanel *self, const CrSnapshot *snapshot)
{
  g_autofree char *count = NULL, *text = NULL;
  char taken[G_ASCII_DTOSTR_BUF_SIZE];

  gtk_widget_set_visible (self->memory, snapshot != NULL && snapshot->last_step > 0);
  if (snapshot == NULL || snapshot->last_step == 0)
    return;
  count = cr_count_to_text (snapshot->n_recorded);
  /* Translators: how many states of a run are kept, and the memory that they take, in mebibytes */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s state recorded, %s of at most %.0f MiB", "%s states recorded, %s of at most %.0f MiB",
                                       snapshot->n_recorded),
                          count, g_ascii_formatd (taken, sizeof taken, "%.1f", snapshot->recorded_bytes / MEBIBYTE),
                          CR_RECORDING_STANDARD_BYTES / MEBIBYTE);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->memory)), text) != 0)
    gtk_label_set_text (GTK_LABEL (self->memory), text);
}

/* The figures of now and of the end of the run before, or of both at the epoch that is pointed at. */
static void
show_figures (CrCurvesPanel *self, const CrSnapshot *snapshot, const CrRunCurve *other)
{
  gboolean is_pointed = !isnan (self->pointed);
  const CrRunPoint *point = is_pointed && snapshot != NULL ? find_point (snapshot->curve, self->pointed) : NULL;
  const CrRunPoint *of_other = NULL;
  const CrMeasure *measure = is_pointed ? NULL : snapshot != NULL ? &snapshot->measure : NULL;
  g_autofree char *epoch = cr_count_to_text (is_pointed ? self->pointed : 0);
  g_autofree char *place = is_pointed ? g_strdup_printf (_("at epoch %s"), epoch) : NULL;

  if (point != NULL)
    measure = &point->measure;
  if (other != NULL && other->n_points > 0)
    of_other = is_pointed ? find_point (other, self->pointed) : &other->points[other->n_points - 1];
  update_figures (self, measure, of_other != NULL ? &of_other->measure : NULL);
  gtk_label_set_text (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_widget_set_visible (self->place, place != NULL);
}

static void
update_run (CrCurvesPanel *self)
{
  CrTrainingSession *session = cr_run_panel_get_session (CR_RUN_PANEL (self));
  const CrSnapshot *snapshot = cr_run_panel_get_snapshot (CR_RUN_PANEL (self));
  const CrRunCurve *other = session != NULL ? cr_training_session_get_other_curve (session) : NULL;
  double now = NAN;

  if (snapshot != NULL && snapshot->place.step < snapshot->last_step && snapshot->place.n_batches > 0)
    now = snapshot->place.epoch + (double) snapshot->place.batch / snapshot->place.n_batches;
  cr_chart_view_set_curves (CR_CHART_VIEW (self->chart_view), snapshot != NULL ? snapshot->curve : NULL, other, now);
  if (g_get_monotonic_time () < self->figures_until && isnan (self->pointed) && cr_run_panel_is_running (CR_RUN_PANEL (self)))
    return;
  self->figures_until = g_get_monotonic_time () + FIGURES_REST;
  show_figures (self, snapshot, other);
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

/* How a figure's curve is drawn, as a legend. */
static void
draw_sample (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  CrCurvesPanel *self = CR_CURVES_PANEL (data);
  CrLineLook look = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "look"));
  CrPen pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()),
                           gtk_widget_get_scale_factor (GTK_WIDGET (area)));

  cr_chart_draw_sample (&pen, look, FALSE, 0, height / 2.0);
}

/* Accuracies are drawn alike, where the chart shows them. */
static GtkWidget *
make_sample (CrCurvesPanel *self, Figure figure)
{
  static const CrLineLook looks[N_FIGURES] = { CR_LINE_TRAIN, CR_LINE_TEST, CR_LINE_TRAIN, CR_LINE_TEST, CR_LINE_PENALTY };
  GtkWidget *area = gtk_drawing_area_new ();

  g_object_set_data (G_OBJECT (area), "look", GUINT_TO_POINTER (looks[figure]));
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SAMPLE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SAMPLE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_sample, self, NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}

static GtkWidget *
make_figure (CrCurvesPanel *self, Figure figure)
{
  static const char *const captions[N_FIGURES] = { N_("Train loss"), N_("Test loss"), N_("Train accuracy"), N_("Test accuracy"),
                                                   N_("Penalty") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *caption = gtk_label_new (_(captions[figure]));

  self->figures[figure] = gtk_label_new ("–");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (self->figures[figure]), 0);
  gtk_widget_add_css_class (caption, "caption-text");
  gtk_widget_add_css_class (self->figures[figure], "figure");
  gtk_widget_add_css_class (self->figures[figure], "numeric");
  gtk_box_append (GTK_BOX (line), make_sample (self, figure));
  gtk_box_append (GTK_BOX (line), caption);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->figures[figure]);
  self->others[figure] = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->others[figure]), 0);
  gtk_widget_set_tooltip_text (self->others[figure], _("Of the run before, whose curves are the thin ones"));
  gtk_widget_add_css_class (self->others[figure], "caption-text");
  gtk_widget_add_css_class (self->others[figure], "numeric");
  gtk_widget_set_visible (self->others[figure], FALSE);
  gtk_box_append (GTK_BOX (box), self->others[figure]);
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
cr_curves_panel_finalize (GObject *object)
{
  cr_fonts_free (CR_CURVES_PANEL (object)->fonts);
  G_OBJECT_CLASS (cr_curves_panel_parent_class)->finalize (object);
}

static void
cr_curves_panel_class_init (CrCurvesPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_curves_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_curves_panel_update;
}

static void
cr_curves_panel_init (CrCurvesPanel *self)
{
  self->pointed = NAN;
  self->fonts = cr_fonts_new ();
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
