/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of a run's curves as a widget, with the numbers under the pointer. */
#include "cr-chart-view.h"

#include "cr-chart.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_LINES 6
#define PADDING 10

/* A curve's numbers, one array each. */
typedef struct
{
  guint n_points;
  double *epochs;
  double *numbers[3]; /* train, test, penalty */
} Columns;

struct _CrChartView
{
  GtkWidget parent_instance;

  CrFonts *fonts;
  CrRunCurve *curve;
  CrRunCurve *other;
  Columns columns;
  Columns other_columns;
  CrChartKind kind;
  gboolean is_logarithmic;
  double now;
  double pointed;
  CrChartLine lines[MOST_LINES];
  CrChart chart;
};

enum
{
  POINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrChartView, cr_chart_view, GTK_TYPE_WIDGET)

/* --- Lines --- */

static void
columns_clear (Columns *columns)
{
  g_clear_pointer (&columns->epochs, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (columns->numbers); i++)
    g_clear_pointer (&columns->numbers[i], g_free);
  columns->n_points = 0;
}

static void
columns_fill (Columns *columns, const CrRunCurve *curve, CrChartKind kind)
{
  columns_clear (columns);
  if (curve == NULL)
    return;
  columns->n_points = curve->n_points;
  columns->epochs = g_new (double, curve->n_points);
  for (guint i = 0; i < G_N_ELEMENTS (columns->numbers); i++)
    columns->numbers[i] = g_new (double, curve->n_points);
  for (guint i = 0; i < curve->n_points; i++)
    {
      const CrRunPoint *point = &curve->points[i];

      columns->epochs[i] = point->epoch;
      columns->numbers[0][i] = kind == CR_CHART_LOSS ? point->measure.train_loss : point->measure.train_accuracy;
      columns->numbers[1][i] = kind == CR_CHART_LOSS ? point->measure.test_loss : point->measure.test_accuracy;
      columns->numbers[2][i] = kind == CR_CHART_LOSS ? point->measure.penalty : NAN;
    }
}

/* Whether a column says anything: a penalty of 0 throughout is none. */
static gboolean
is_shown (const Columns *columns, guint column)
{
  for (guint i = 0; i < columns->n_points; i++)
    if (isfinite (columns->numbers[column][i]) && (column < 2 || columns->numbers[column][i] != 0))
      return TRUE;
  return FALSE;
}

static void
add_lines (CrChartView *self, const Columns *columns, gboolean is_other)
{
  static const guint order[] = { 2, 1, 0 };
  static const CrLineLook looks[] = { CR_LINE_TRAIN, CR_LINE_TEST, CR_LINE_PENALTY };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (is_shown (columns, order[i]))
      self->lines[self->chart.n_lines++] = (CrChartLine) {
        .steps = columns->epochs, .values = columns->numbers[order[i]], .n_points = columns->n_points,
        .look = looks[order[i]], .is_other = is_other
      };
}

static void
update_chart (CrChartView *self)
{
  self->chart = CR_CHART_EMPTY;
  self->chart.lines = self->lines;
  self->chart.logarithmic = self->is_logarithmic && self->kind == CR_CHART_LOSS;
  self->chart.is_share = self->kind == CR_CHART_ACCURACY;
  self->chart.empty = _("Run to see how it learns");
  add_lines (self, &self->other_columns, TRUE);
  add_lines (self, &self->columns, FALSE);
  self->chart.cursor = isnan (self->pointed) ? self->now : self->pointed;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- The widget --- */

static CrChartFrame
get_frame (CrChartView *self)
{
  CrArea area = { PADDING, PADDING, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING,
                  gtk_widget_get_height (GTK_WIDGET (self)) - 2 * PADDING };

  return cr_chart_get_frame (&self->chart, &area);
}

static void
cr_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrChartView *self = CR_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  CrChartFrame frame;
  cairo_t *cairo;
  CrPen pen;

  if (width <= 2 * PADDING || height <= 2 * PADDING)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  frame = get_frame (self);
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), gtk_widget_get_scale_factor (widget));
  cr_chart_draw (&pen, &self->chart, &frame);
  cairo_destroy (cairo);
}

static void
cr_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 170;
}

static void
point_at (CrChartView *self, double epoch)
{
  if (epoch == self->pointed || (isnan (epoch) && isnan (self->pointed)))
    return;
  self->pointed = epoch;
  self->chart.cursor = isnan (epoch) ? self->now : epoch;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[POINTED], 0, epoch);
}

static void
on_motion (CrChartView *self, double x, double y)
{
  CrChartFrame frame = get_frame (self);
  double epoch;

  point_at (self, cr_chart_find_step (&self->chart, &frame, x, &epoch) ? epoch : NAN);
}

static void
on_leave (CrChartView *self)
{
  point_at (self, NAN);
}

/* Arrow keys go from point to point of the curves. */
static gboolean
on_key_pressed (CrChartView *self, guint key)
{
  guint n_points = self->columns.n_points;
  guint place = n_points - 1;

  if (key == GDK_KEY_Escape && !isnan (self->pointed))
    {
      point_at (self, NAN);
      return TRUE;
    }
  if ((key != GDK_KEY_Left && key != GDK_KEY_Right) || n_points == 0)
    return FALSE;
  if (!isnan (self->pointed))
    for (place = 0; place + 1 < n_points && self->columns.epochs[place] < self->pointed;)
      place++;
  if (key == GDK_KEY_Left)
    place -= place > 0;
  else
    place += place + 1 < n_points;
  point_at (self, self->columns.epochs[place]);
  return TRUE;
}

static void
cr_chart_view_finalize (GObject *object)
{
  CrChartView *self = CR_CHART_VIEW (object);

  columns_clear (&self->columns);
  columns_clear (&self->other_columns);
  g_clear_pointer (&self->curve, cr_run_curve_unref);
  g_clear_pointer (&self->other, cr_run_curve_unref);
  cr_fonts_free (self->fonts);
  G_OBJECT_CLASS (cr_chart_view_parent_class)->finalize (object);
}

static void
cr_chart_view_class_init (CrChartViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_chart_view_finalize;
  widget_class->snapshot = cr_chart_view_snapshot;
  widget_class->measure = cr_chart_view_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[POINTED] = g_signal_new ("pointed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_DOUBLE);
}

static void
add_controllers (CrChartView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
cr_chart_view_init (CrChartView *self)
{
  self->fonts = cr_fonts_new ();
  self->now = NAN;
  self->pointed = NAN;
  self->is_logarithmic = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "chart-view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Chart of the run"), -1);
  add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  update_chart (self);
}

GtkWidget *
cr_chart_view_new (void)
{
  return g_object_new (CR_TYPE_CHART_VIEW, NULL);
}

/* Whether it is another curve; then it is kept. */
static gboolean
replace_curve (CrRunCurve **kept, const CrRunCurve *curve)
{
  if (*kept == curve)
    return FALSE;
  g_clear_pointer (kept, cr_run_curve_unref);
  *kept = curve != NULL ? cr_run_curve_ref (curve) : NULL;
  return TRUE;
}

void
cr_chart_view_set_curves (CrChartView *view, const CrRunCurve *curve, const CrRunCurve *other, double now)
{
  gboolean is_other;

  g_return_if_fail (CR_IS_CHART_VIEW (view));

  is_other = now != view->now && !(isnan (now) && isnan (view->now));
  view->now = now;
  if (replace_curve (&view->curve, curve))
    {
      columns_fill (&view->columns, curve, view->kind);
      is_other = TRUE;
    }
  if (replace_curve (&view->other, other))
    {
      columns_fill (&view->other_columns, other, view->kind);
      is_other = TRUE;
    }
  if (is_other)
    update_chart (view);
}

void
cr_chart_view_set_kind (CrChartView *view, CrChartKind kind)
{
  g_return_if_fail (CR_IS_CHART_VIEW (view));

  view->kind = kind;
  columns_fill (&view->columns, view->curve, kind);
  columns_fill (&view->other_columns, view->other, kind);
  update_chart (view);
}

void
cr_chart_view_set_logarithmic (CrChartView *view, gboolean is_logarithmic)
{
  g_return_if_fail (CR_IS_CHART_VIEW (view));

  view->is_logarithmic = is_logarithmic;
  update_chart (view);
}
