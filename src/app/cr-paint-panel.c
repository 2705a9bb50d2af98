/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points that stand in the file: painted, erased and moved by hand, or taken from a CSV file. */
#include "cr-paint-panel.h"

#include "cr-csv-buttons.h"
#include "cr-network.h"
#include "cr-paint-view.h"
#include "cr-points.h"
#include "cr-training-setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_CLASSES 8
#define N_NUMBERS 9       /* that the brush offers where labels are numbers */
#define BRUSH_STEP 12.0  /* pixels between two points of a stroke */
#define ERASER_REACH 9.0 /* pixels */
#define ERASER_STEP 3.0

typedef enum
{
  TOOL_PAINT,
  TOOL_ERASE,
  TOOL_MOVE,
  N_TOOLS
} Tool;

struct _CrPaintPanel
{
  CrPanel parent_instance;

  GtkWidget *expander;
  GtkWidget *view;
  GtkWidget *tools[N_TOOLS];
  GtkWidget *labels;
  GtkWidget *clear;
  GtkWidget *csv;
  GtkWidget *problem;
  CrData *data;
  CrExamplesShown *examples;
  CrGraph *problem_graph; /* (nullable): the version that is shown since the problem */
  CrMatrix *points; /* (nullable): of the stroke so far */
  CrPoint last;     /* where the stroke touched last */
  guint n_outputs;  /* of a net that tells classes apart, else 0 */
  gint64 held;      /* the point that is being moved, or -1 */
};

G_DEFINE_FINAL_TYPE (CrPaintPanel, cr_paint_panel, CR_TYPE_PANEL)

static CrDocument *
get_document (CrPaintPanel *self)
{
  return cr_panel_get_document (CR_PANEL (self));
}

static const CrTraining *
get_training (CrPaintPanel *self)
{
  return cr_training_of (cr_panel_get_graph (CR_PANEL (self)));
}

static Tool
get_tool (CrPaintPanel *self)
{
  for (Tool tool = 0; tool < N_TOOLS; tool++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->tools[tool])))
      return tool;
  return TOOL_PAINT;
}

static gboolean
has_signs (CrPaintPanel *self)
{
  for (guint i = 0; self->examples != NULL && i < self->examples->shown.n_points; i++)
    if (self->examples->points[i].label < 0)
      return TRUE;
  return FALSE;
}

/* How many classes the graph's loss tells apart; 0 where it compares one number. */
static guint
get_n_outputs (CrPaintPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  const CrNode *gate = cr_graph_get_node (graph, cr_training_find_gate (graph, tape));
  CrNumbers scores;

  if (gate == NULL || !cr_network_loss_has_classes (gate->gate))
    return 0;
  return gate->n_operands > 0 && cr_tape_get_value (tape, gate->operands[0], &scores) ? cr_shape_get_size (scores.shape) : 2;
}

/* Classes where there are some; of a net that tells them apart also where nothing is painted yet. */
static gboolean
has_classes (CrPaintPanel *self)
{
  if (self->examples == NULL)
    return FALSE;
  if (self->examples->shown.n_points > 0 && self->examples->shown.kind == CR_LABELS_CLASSES)
    return TRUE;
  return self->n_outputs > 0 && !has_signs (self) && (self->examples->shown.n_points == 0 || self->examples->shown.kind != CR_LABELS_REAL);
}

static gboolean
has_numbers (CrPaintPanel *self)
{
  return self->examples != NULL && self->examples->shown.n_points > 0 && self->examples->shown.kind == CR_LABELS_REAL;
}

/* Of a brush that paints numbers: from the greatest that there is, rounded up, down to its negative. */
static double
get_number (CrPaintPanel *self, guint choice)
{
  double most = self->examples->shown.extent <= 1 ? 1 : ceil (self->examples->shown.extent);

  return most * (N_NUMBERS / 2 - (double) choice) / (N_NUMBERS / 2);
}

/* What the brush paints: +1 and −1, or the numbers of classes, or numbers. */
static double
get_label (CrPaintPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->labels));

  if (has_classes (self))
    return chosen;
  return has_numbers (self) ? get_number (self, chosen) : chosen == 0 ? 1 : -1;
}

/* What a choice of the brush is called. Free with g_free(). */
static char *
dup_label_name (CrPaintPanel *self, guint choice)
{
  if (has_classes (self))
    return g_strdup_printf (_("class %u"), choice);
  if (has_numbers (self))
    return cr_number_to_exact_text (get_number (self, choice));
  return g_strdup (choice == 0 ? "+1" : "−1");
}

/* It is forgotten with the next version. */
static void
show_problem (CrPaintPanel *self, const char *problem)
{
  g_clear_pointer (&self->problem_graph, cr_graph_unref);
  if (problem != NULL)
    self->problem_graph = cr_graph_ref (cr_panel_get_graph (CR_PANEL (self)));
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

/* --- Strokes --- */

/* The points as they are listed now; of a generator those that it makes. NULL where there are none. */
static CrMatrix *
dup_points (CrPaintPanel *self)
{
  const CrData *data = cr_document_get_data (get_document (self));

  if (data == NULL || data->table == NULL || data->table->n_features != 2)
    return NULL;
  return cr_matrix_ref (data->table->rows);
}

/* Without a point there is no data set. */
static CrGraph *
make_version (CrPaintPanel *self, const CrMatrix *points)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrTraining *training = cr_training_copy (cr_training_of (graph));

  cr_dataset_set_points (&training->dataset, points);
  return cr_graph_take_training (graph, training);
}

static void
preview (CrPaintPanel *self, CrMatrix *points)
{
  g_autoptr (CrGraph) graph = NULL;

  if (points == self->points)
    {
      g_clear_pointer (&points, cr_matrix_unref);
      return;
    }
  g_clear_pointer (&self->points, cr_matrix_unref);
  self->points = points;
  graph = make_version (self, points);
  cr_document_preview (get_document (self), graph);
}

/* The points once the tool has touched this place; @points is handed over. */
static CrMatrix *
touch (CrPaintPanel *self, CrMatrix *points, CrPoint place)
{
  const double row[] = { place.x, place.y, get_label (self) };
  double reach = ERASER_REACH * cr_paint_view_get_unit (CR_PAINT_VIEW (self->view));
  g_autoptr (GError) error = NULL;
  CrMatrix *touched = NULL;

  if (get_tool (self) == TOOL_PAINT)
    touched = cr_points_add (points, row, 1, get_training (self), &error);
  else if (points != NULL)
    touched = cr_points_erase (points, place.x, place.y, reach, get_training (self));
  if (error != NULL)
    {
      show_problem (self, error->message);
      return points;
    }
  g_clear_pointer (&points, cr_matrix_unref);
  return touched;
}

/* A quick stroke touches the same places as a slow one: one every @step. */
static void
follow (CrPaintPanel *self, CrPoint to, double step)
{
  CrMatrix *points = self->points != NULL ? cr_matrix_ref (self->points) : NULL;
  double length = hypot (to.x - self->last.x, to.y - self->last.y);
  CrPoint from = self->last;

  for (guint i = 1; i * step <= length; i++)
    {
      self->last = (CrPoint) { from.x + (to.x - from.x) * i * step / length, from.y + (to.y - from.y) * i * step / length };
      points = touch (self, points, self->last);
    }
  preview (self, points);
}

static void
on_begin (CrPaintPanel *self, double x1, double x2)
{
  static const char *const names[N_TOOLS] = { N_("Paint points"), N_("Erase points"), N_("Move a point") };
  Tool tool = get_tool (self);
  double reach = ERASER_REACH * cr_paint_view_get_unit (CR_PAINT_VIEW (self->view));

  show_problem (self, NULL);
  g_clear_pointer (&self->points, cr_matrix_unref);
  self->points = dup_points (self);
  self->held = tool == TOOL_MOVE && self->points != NULL ? cr_points_find (self->points, x1, x2, reach) : -1;
  self->last = (CrPoint) { x1, x2 };
  cr_document_begin_gesture (get_document (self), _(names[tool]));
  if (tool != TOOL_MOVE)
    preview (self, touch (self, self->points != NULL ? cr_matrix_ref (self->points) : NULL, self->last));
}

static void
on_move (CrPaintPanel *self, double x1, double x2)
{
  double unit = cr_paint_view_get_unit (CR_PAINT_VIEW (self->view));
  Tool tool = get_tool (self);

  if (!cr_document_in_gesture (get_document (self)))
    return;
  if (tool == TOOL_MOVE && self->held >= 0)
    preview (self, cr_points_move (self->points, self->held, x1, x2));
  else if (tool != TOOL_MOVE)
    follow (self, (CrPoint) { x1, x2 }, (tool == TOOL_PAINT ? BRUSH_STEP : ERASER_STEP) * unit);
}

static void
on_end (CrPaintPanel *self)
{
  cr_document_end_gesture (get_document (self));
  g_clear_pointer (&self->points, cr_matrix_unref);
}

static void
on_clear_clicked (CrPaintPanel *self)
{
  show_problem (self, NULL);
  cr_panel_take_edit (CR_PANEL (self), make_version (self, NULL), _("Clear the points"));
}

/* --- What is dropped --- */

void
cr_paint_panel_take_csv (CrPaintPanel *panel, const char *text, gsize length)
{
  g_return_if_fail (CR_IS_PAINT_PANEL (panel));

  cr_csv_buttons_take_text (CR_CSV_BUTTONS (panel->csv), text, length);
}

void
cr_paint_panel_take_file (CrPaintPanel *panel, GFile *file)
{
  g_return_if_fail (CR_IS_PAINT_PANEL (panel));

  cr_csv_buttons_take_file (CR_CSV_BUTTONS (panel->csv), file);
}

static gboolean
on_drop (CrPaintPanel *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    cr_paint_panel_take_file (self, g_value_get_object (value));
  else
    cr_paint_panel_take_csv (self, g_value_get_string (value), strlen (g_value_get_string (value)));
  return TRUE;
}

/* --- The panel --- */

/* "+1" and "−1", or classes: those that there are, and one more; or numbers. */
static void
update_labels (CrPaintPanel *self)
{
  guint n_labels = has_numbers (self) ? N_NUMBERS : 2;
  GtkStringList *names = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->labels));

  if (has_classes (self))
    n_labels = CLAMP (self->n_outputs, 2, MOST_CLASSES);
  if (has_classes (self))
    for (guint i = 0; i < self->examples->shown.n_points; i++)
      n_labels = MAX (n_labels, MIN (MOST_CLASSES, self->examples->points[i].label + 2));
  for (guint i = 0; i < n_labels; i++)
    {
      g_autofree char *text = dup_label_name (self, i);

      gtk_string_list_append (names, text);
    }
  cr_panel_set_choices (self->labels, names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->labels), chosen < n_labels ? chosen : 0);
}

static void
cr_paint_panel_update (CrPanel *panel)
{
  CrPaintPanel *self = CR_PAINT_PANEL (panel);
  const CrData *data = cr_document_get_data (cr_panel_get_document (panel));

  if (self->problem_graph != NULL && self->problem_graph != cr_panel_get_graph (panel))
    show_problem (self, NULL);
  if (data == self->data && self->examples != NULL && get_n_outputs (self) == self->n_outputs)
    return;
  self->n_outputs = get_n_outputs (self);
  cr_paint_view_set_examples (CR_PAINT_VIEW (self->view), NULL);
  g_clear_pointer (&self->examples, cr_examples_shown_free);
  g_clear_pointer (&self->data, cr_data_unref);
  self->data = data != NULL ? cr_data_ref (data) : NULL;
  self->examples = cr_examples_shown_new (data);
  cr_paint_view_set_examples (CR_PAINT_VIEW (self->view), self->examples->is_curve ? NULL : self->examples);
  update_labels (self);
  gtk_widget_set_sensitive (self->clear, data != NULL);
  /* What is painted has two features; other tables have no place on the square. */
  gtk_widget_set_sensitive (self->view, data == NULL || data->table == NULL || data->table->n_features == 2);
  if (data != NULL && data->training->dataset.kind == CR_DATASET_POINTS && self->examples->shown.n_points > 0
      && !self->examples->is_curve)
    gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}

static void
cr_paint_panel_finalize (GObject *object)
{
  CrPaintPanel *self = CR_PAINT_PANEL (object);

  g_clear_pointer (&self->problem_graph, cr_graph_unref);
  g_clear_pointer (&self->examples, cr_examples_shown_free);
  g_clear_pointer (&self->data, cr_data_unref);
  g_clear_pointer (&self->points, cr_matrix_unref);
  G_OBJECT_CLASS (cr_paint_panel_parent_class)->finalize (object);
}

static void
cr_paint_panel_class_init (CrPaintPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_paint_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_paint_panel_update;
}

static GtkWidget *
make_tools (CrPaintPanel *self)
{
  static const struct
  {
    const char *label;
    const char *explanation;
  } rows[N_TOOLS] = { { N_("Paint"), N_("Click or drag to add points") },
                      { N_("Erase"), N_("Drag over points to take them away") },
                      { N_("Move"), N_("Drag a point to another place") } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "small-buttons");
  for (Tool tool = 0; tool < N_TOOLS; tool++)
    {
      self->tools[tool] = gtk_toggle_button_new_with_label (_(rows[tool].label));
      gtk_widget_set_tooltip_text (self->tools[tool], _(rows[tool].explanation));
      if (tool > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->tools[tool]), GTK_TOGGLE_BUTTON (self->tools[0]));
      gtk_box_append (GTK_BOX (box), self->tools[tool]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tools[TOOL_PAINT]), TRUE);
  return box;
}

/* What the brush paints, and the way back to an empty square. */
static GtkWidget *
make_label_line (CrPaintPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->labels = cr_panel_new_choice (gtk_string_list_new (NULL));
  self->clear = cr_panel_new_button (_("Clear"), _("Take all points away"), G_CALLBACK (on_clear_clicked), self);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "small-buttons");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->labels), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Label of painted points"), -1);
  gtk_box_append (GTK_BOX (box), self->labels);
  gtk_box_append (GTK_BOX (box), self->clear);
  return box;
}

static void
add_drop_target (CrPaintPanel *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, (GType[]) { G_TYPE_FILE, G_TYPE_STRING }, 2);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
cr_paint_panel_init (CrPaintPanel *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->held = -1;
  self->expander = gtk_expander_new (_("Paint or paste points"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Paint or paste points"), -1);
  self->view = cr_paint_view_new ();
  self->csv = cr_csv_buttons_new ();
  gtk_widget_add_css_class (self->expander, "paint-expander");
  gtk_widget_add_css_class (column, "paint-column");
  gtk_box_append (GTK_BOX (column), self->view);
  gtk_box_append (GTK_BOX (column), make_tools (self));
  gtk_box_append (GTK_BOX (column), make_label_line (self));
  gtk_box_append (GTK_BOX (column), self->csv);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), column);
  gtk_box_append (GTK_BOX (self), self->expander);
  self->problem = cr_panel_append_label (CR_PANEL (self), "problem");
  gtk_widget_set_visible (self->problem, FALSE);
  g_signal_connect_swapped (self->view, "begin", G_CALLBACK (on_begin), self);
  g_signal_connect_swapped (self->view, "move", G_CALLBACK (on_move), self);
  g_signal_connect_swapped (self->view, "end", G_CALLBACK (on_end), self);
  g_signal_connect_swapped (self->csv, "problem", G_CALLBACK (show_problem), self);
  add_drop_target (self);
}

GtkWidget *
cr_paint_panel_new (CrCanvas *canvas)
{
  CrPaintPanel *self = g_object_new (CR_TYPE_PAINT_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  cr_csv_buttons_set_canvas (CR_CSV_BUTTONS (self->csv), canvas);
  return GTK_WIDGET (self);
}
