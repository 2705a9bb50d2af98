/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector: what it shows of each selection, that it follows the numbers, and that what is typed there is one undo step. */
#include "cr-inspector.h"
#include "cr-document-panel.h"
#include "cr-field.h"
#include "cr-node-panel.h"
#include "cr-number-tile.h"
#include "cr-selection-panel.h"
#include "cr-text-field.h"
#include "cr-wire-panel.h"

#include "window-driver.h"

#include <string.h>

static GtkWidget *
get_panel (CrWindow *window)
{
  driver_settle ();
  return cr_inspector_get_panel (driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR));
}

static GtkWidget *
select_node (CrWindow *window, const char *id)
{
  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, id));
  return get_panel (window);
}

/* The field whose title that is. */
static CrField *
find_field (GtkWidget *panel, const char *title)
{
  g_autoptr (GPtrArray) fields = driver_find_all (panel, CR_TYPE_FIELD);

  for (guint i = 0; i < fields->len; i++)
    if (driver_sees (fields->pdata[i], title))
      return fields->pdata[i];
  g_test_message ("no field %s", title);
  g_assert_not_reached ();
}

/* As a hand does it: the text, then Enter. */
static void
type (CrField *field, const char *text)
{
  gtk_widget_grab_focus (GTK_WIDGET (cr_field_get_entry (field)));
  gtk_editable_set_text (cr_field_get_entry (field), text);
  g_signal_emit_by_name (cr_field_get_entry (field), "activate");
  driver_settle ();
}

static void
test_nothing_selected (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = get_panel (window);

  g_assert_true (CR_IS_DOCUMENT_PANEL (panel));
  g_assert_true (driver_sees (panel, "5 sources, 8 gates, 12 wires"));
  g_assert_true (driver_sees (panel, "f = 0.73"));
  driver_close (window);
}

static void
test_empty (void)
{
  CrWindow *window = driver_open_window ();
  GtkWidget *panel;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-graph", NULL);
  panel = get_panel (window);
  g_assert_true (driver_sees (panel, "Drag a gate from the palette"));
  g_assert_false (driver_sees (panel, "Click a wire"));
  driver_close (window);
}

/* Its rows are high enough for a finger. */
static void
test_output_list (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *choice = driver_find (get_panel (window), GTK_TYPE_DROP_DOWN);
  GtkWidget *row;
  graphene_rect_t bounds;

  gtk_toggle_button_set_active (driver_find (choice, GTK_TYPE_TOGGLE_BUTTON), TRUE);
  driver_settle ();
  row = gtk_widget_get_first_child (driver_find (choice, GTK_TYPE_LIST_VIEW));
  g_assert_true (gtk_widget_get_mapped (row));
  g_assert_true (gtk_widget_compute_bounds (row, row, &bounds));
  g_assert_cmpfloat (bounds.size.height, >=, 30);
  gtk_toggle_button_set_active (driver_find (choice, GTK_TYPE_TOGGLE_BUTTON), FALSE); /* as who closes the window has to */
  driver_settle ();
  driver_close (window);
}

static void
test_title (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);

  type (find_field (get_panel (window), "Title"), "Another title");
  g_assert_cmpstr (cr_document_get_title (document), ==, "Another title");
  g_assert_true (cr_document_is_modified (document));
  cr_document_undo (document);
  g_assert_false (cr_document_is_modified (document));
  g_assert_cmpstr (gtk_editable_get_text (cr_field_get_entry (find_field (get_panel (window), "Title"))), ==,
                   cr_document_get_title (document));
  driver_close (window);
}

/* A text of several lines is taken when the focus leaves it. */
static void
test_description (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrDocument *document = cr_window_get_document (window);
  GtkTextView *view = cr_text_field_get_view (driver_find (get_panel (window), CR_TYPE_TEXT_FIELD));

  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "one line\nand another", -1);
  g_assert_false (cr_document_is_modified (document));
  gtk_widget_grab_focus (GTK_WIDGET (driver_get_canvas (window)));
  driver_settle ();
  g_assert_cmpstr (cr_graph_get_description (cr_document_get_graph (document)), ==, "one line\nand another");
  driver_close (window);
}

/* In a large graph the output is named by its id. */
static void
test_output_of_many (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *panel;

  for (guint i = 0; i < 200; i++)
    cr_canvas_add_gate_in_view (driver_get_canvas (window), cr_gate_find ("input"));
  cr_canvas_select_none (driver_get_canvas (window));
  panel = get_panel (window);
  type (find_field (panel, "Output"), "nobody");
  g_assert_true (driver_sees (panel, "There is no node “nobody”"));
  type (find_field (panel, "Output"), "q");
  g_assert_cmpuint (cr_graph_get_output (cr_document_get_graph (cr_window_get_document (window))), ==, driver_find_node (window, "q"));
  driver_close (window);
}

static void
test_node (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = select_node (window, "a");

  g_assert_true (CR_IS_NODE_PANEL (panel));
  g_assert_true (driver_sees (panel, "−1.00"));
  g_assert_true (driver_sees (panel, "exactly −1"));
  g_assert_true (driver_sees (panel, "−0.20"));
  g_assert_true (driver_sees (panel, "−0.196612"));
  g_assert_true (driver_sees (panel, "Factor"));
  driver_close (window);
}

static void
test_value (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *panel = select_node (window, "w0");
  double before = driver_get_value (window, "f");

  type (find_field (panel, "Value"), "−1.5");
  g_assert_cmpfloat (driver_get_value (window, "w0"), ==, -1.5);
  g_assert_cmpfloat (driver_get_value (window, "f"), !=, before);
  g_assert_true (driver_sees (panel, "exactly −1.5"));
  cr_document_undo (document);
  g_assert_cmpfloat (driver_get_value (window, "w0"), ==, 2);
  g_assert_null (cr_document_get_undo_name (document));
  driver_settle ();
  g_assert_true (driver_sees (panel, "exactly 2"));
  driver_close (window);
}

/* What does not parse stays, with the reason below it; the graph is as it was. */
static void
test_bad_value (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  CrField *field = find_field (select_node (window, "w0"), "Value");
  g_autoptr (GPtrArray) labels = NULL;

  type (field, "two");
  g_assert_cmpfloat (driver_get_value (window, "w0"), ==, 2);
  g_assert_false (cr_document_is_modified (cr_window_get_document (window)));
  g_assert_cmpstr (gtk_editable_get_text (cr_field_get_entry (field)), ==, "two");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (cr_field_get_entry (field)), "error"));
  type (field, "3");
  g_assert_cmpfloat (driver_get_value (window, "w0"), ==, 3);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (cr_field_get_entry (field)), "error"));
  driver_close (window);
}

/* An arrow key that is held down is one undo step. */
static void
test_steps (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  CrDocument *document = cr_window_get_document (window);
  CrField *field = find_field (select_node (window, "w0"), "Value");

  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (field, "step", 1, 0u);
  g_assert_true (cr_document_in_gesture (document));
  g_signal_emit_by_name (field, "step-end");
  g_assert_false (cr_document_in_gesture (document));
  g_assert_cmpfloat (driver_get_value (window, "w0"), >, 2);
  cr_document_undo (document);
  g_assert_cmpfloat (driver_get_value (window, "w0"), ==, 2);
  g_assert_null (cr_document_get_undo_name (document));
  driver_close (window);
}

static void
test_rename (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = select_node (window, "a");
  CrField *field = find_field (panel, "Id");

  type (field, "w0");
  g_assert_true (driver_sees (panel, "“w0” is taken"));
  type (field, "minus");
  g_assert_false (driver_sees (panel, "is taken"));
  g_assert_cmpuint (driver_find_node (window, "minus"), !=, CR_KEY_NONE);
  driver_close (window);
}

static void
test_output (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = select_node (window, "b");

  gtk_switch_set_active (driver_find (panel, GTK_TYPE_SWITCH), TRUE);
  driver_settle ();
  g_assert_cmpuint (cr_tape_get_output (cr_document_get_tape (cr_window_get_document (window)), NULL), ==, driver_find_node (window, "b"));
  g_assert_cmpfloat (driver_get_gradient (window, "b"), ==, 1);
  driver_close (window);
}

static void
press_button (GtkWidget *panel, const char *label)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (panel, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      {
        g_signal_emit_by_name (buttons->pdata[i], "clicked");
        driver_settle ();
        return;
      }
  g_assert_not_reached ();
}

/* A sum takes as many operands as one wants; a function does not. */
static void
test_add_operand (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = select_node (window, "r");

  press_button (panel, "Add an Operand");
  g_assert_true (driver_sees (panel, "open"));
  g_assert_true (driver_sees (panel, "not computed"));
  cr_document_undo (cr_window_get_document (window));
  driver_settle ();
  g_assert_false (driver_sees (panel, "not computed"));
  g_assert_false (driver_sees (select_node (window, "b"), "Add an Operand"));
  driver_close (window);
}

/* A unit's own weights and bias have gradients too; alpha is asked for only where the activation has one. */
static void
test_unit (void)
{
  CrWindow *window = driver_open_example ("neuron");
  GtkWidget *panel = select_node (window, "f");

  g_assert_true (driver_sees (panel, "◂ −0.20, −0.39"));
  g_assert_true (driver_sees (panel, "◂ 0.20"));
  g_assert_false (driver_sees (panel, "Alpha"));
  type (find_field (panel, "Weights"), "[1, 2, 3]");
  g_assert_true (driver_sees (panel, "expected 2"));
  driver_close (window);
}

/* Numbers of many digits are rounded in their row; all digits are there to be edited, and nothing becomes rounded by that. */
static void
test_long_weights (void)
{
  CrWindow *window = driver_open_example ("neuron");
  CrField *field = find_field (select_node (window, "f"), "Weights");
  CrField *other = find_field (select_node (window, "f"), "Id");
  GtkEditable *entry = cr_field_get_entry (field);
  const char *long_text = "[0.1234567890123, −3]";
  const CrGraph *graph;

  type (field, long_text);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, long_text);
  gtk_widget_grab_focus (GTK_WIDGET (cr_field_get_entry (other)));
  driver_settle ();
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "0.12, −3.00");
  graph = cr_document_get_graph (cr_window_get_document (window));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  driver_settle ();
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, long_text);
  gtk_widget_grab_focus (GTK_WIDGET (cr_field_get_entry (other)));
  driver_settle ();
  g_assert_true (cr_document_get_graph (cr_window_get_document (window)) == graph);
  driver_close (window);
}

/* A field that is empty says what holds. */
static const char *
get_placeholder (GtkWidget *panel, const char *title)
{
  return gtk_entry_get_placeholder_text (GTK_ENTRY (cr_field_get_entry (find_field (panel, title))));
}

static GtkWidget *
add_node (CrWindow *window, const char *gate)
{
  cr_canvas_select_node (driver_get_canvas (window), cr_canvas_add_gate_in_view (driver_get_canvas (window), cr_gate_find (gate)));
  return get_panel (window);
}

static void
test_defaults (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *panel = add_node (window, "input");

  g_assert_cmpstr (gtk_editable_get_text (cr_field_get_entry (find_field (panel, "Value"))), ==, "0");
  g_assert_cmpstr (get_placeholder (panel, "Feature"), ==, "none");
  panel = add_node (window, "dense");
  g_assert_cmpstr (gtk_editable_get_text (cr_field_get_entry (find_field (panel, "Units"))), ==, "1");
  g_assert_cmpstr (get_placeholder (panel, "Weights"), ==, "drawn at random");
  g_assert_cmpstr (get_placeholder (panel, "Bias"), ==, "0");
  g_assert_true (driver_sees (panel, "linear"));
  driver_close (window);
}

static void
test_tooltips (void)
{
  CrWindow *window = driver_open_example ("neuron");
  GtkWidget *panel = add_node (window, "parameter");
  GtkWidget *row = gtk_widget_get_ancestor (driver_find (panel, GTK_TYPE_SWITCH), GTK_TYPE_LIST_BOX_ROW);

  g_assert_true (driver_sees (row, "Decay"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (row), "Regularization pulls this parameter toward 0"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (row), "“decay”"));
  driver_close (window);
}

/* No line of a tile ends in "…". */
static void
assert_whole (GtkWidget *panel)
{
  g_autoptr (GPtrArray) tiles = driver_find_all (panel, CR_TYPE_NUMBER_TILE);

  g_assert_cmpuint (tiles->len, ==, 2);
  for (guint i = 0; i < tiles->len; i++)
    {
      g_autoptr (GPtrArray) labels = driver_find_all (tiles->pdata[i], GTK_TYPE_LABEL);

      for (guint j = 0; j < labels->len; j++)
        g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (labels->pdata[j])));
    }
}

/* Up to 4×4 a matrix is shown whole, of a larger one the range. */
static void
test_matrices (void)
{
  CrWindow *window = driver_open_example ("norm-squared");
  GtkWidget *panel = select_node (window, "W");

  assert_whole (panel);
  type (find_field (panel, "Value"), "[[1, 2, 3], [4, 5, 6]]");
  g_assert_true (driver_sees (panel, "3.000"));
  assert_whole (panel);
  type (find_field (panel, "Value"), "[[-100.25, 2, 3, 4], [1, 1, 1, 1], [1, 1, 1, 1], [0.125, 6, 7, 8]]");
  g_assert_true (driver_sees (panel, "−100.2"));
  assert_whole (panel);
  type (find_field (panel, "Value"), "[[1, 2, 3, 4, 5]]");
  g_assert_true (driver_sees (panel, "1.000 … 5.000"));
  g_assert_true (driver_sees (panel, "1×5"));
  assert_whole (panel);
  type (find_field (panel, "Value"), "[-123456.789, 123456.789]");
  assert_whole (panel);
  driver_close (window);
}

/* A click on the title, as its gesture tells it. */
static void
press_title (GtkWidget *panel, const char *title)
{
  g_autoptr (GPtrArray) labels = driver_find_all (panel, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_text (labels->pdata[i]), title))
      {
        g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (labels->pdata[i]);

        for (guint j = 0; j < g_list_model_get_n_items (controllers); j++)
          {
            g_autoptr (GObject) controller = g_list_model_get_item (controllers, j);

            if (GTK_IS_GESTURE_CLICK (controller))
              g_signal_emit_by_name (controller, "pressed", 1, 1.0, 1.0);
          }
      }
}

/* The name of a field puts the cursor into it. */
static void
test_title_click (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *panel = select_node (window, "q");
  const char *const titles[] = { "Id", "Label" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkEditable *entry = cr_field_get_entry (find_field (panel, titles[i]));

      press_title (panel, titles[i]);
      g_assert_true (gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN);
    }
  press_title (panel, "Note");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (cr_text_field_get_view (driver_find (panel, CR_TYPE_TEXT_FIELD)))));
  driver_close (window);
}

/* The card of main.png. */
static void
test_wire (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel;

  cr_canvas_select_wire (driver_get_canvas (window), driver_find_node (window, "b"), 0);
  panel = get_panel (window);
  g_assert_true (CR_IS_WIRE_PANEL (panel));
  g_assert_true (driver_sees (panel, "Wire a → b"));
  g_assert_true (driver_sees (panel, "from ×−1 into ex"));
  g_assert_true (driver_sees (panel, "Why −0.20? The chain rule"));
  g_assert_true (driver_sees (panel, "−0.53"));
  g_assert_true (driver_sees (panel, "0.37"));
  g_assert_true (driver_sees (panel, "Raise a by 0.01 and f falls by about 0.0020."));
  g_assert_true (driver_sees (panel, "Upstream: b into +1"));
  g_assert_true (driver_sees (panel, "Passed on: s into ×−1"));
  driver_close (window);
}

static void
test_wire_follows (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *panel;

  cr_canvas_select_wire (driver_get_canvas (window), driver_find_node (window, "b"), 0);
  panel = get_panel (window);
  type (find_field (select_node (window, "w2"), "Value"), "0");
  cr_canvas_select_wire (driver_get_canvas (window), driver_find_node (window, "b"), 0);
  panel = get_panel (window);
  g_assert_true (driver_sees (panel, "−4.00"));
  cr_document_undo (document);
  driver_settle ();
  g_assert_false (driver_sees (panel, "−4.00"));
  g_assert_true (driver_sees (panel, "−1.00"));
  driver_close (window);
}

static char *
dup_copied (GtkWidget *panel, const char *title)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (panel, GTK_TYPE_BUTTON);
  GValue value = G_VALUE_INIT;
  char *text;

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), title) == 0)
      g_signal_emit_by_name (buttons->pdata[i], "clicked");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (panel)), &value, NULL));
  text = g_value_dup_string (&value);
  g_value_unset (&value);
  return text;
}

/* One term a use and their sum; both buttons copy them. On a walk only what has come back by then. */
static void
test_card (void)
{
  CrWindow *window = driver_open_example ("branches");
  GtkWidget *panel = select_node (window, "x");
  g_autofree char *text = NULL;
  g_autofree char *latex = NULL;

  g_assert_true (driver_sees (panel, "∂f/∂x = ∂f/∂a · ∂a/∂x + ∂f/∂b · ∂b/∂x"));
  g_assert_true (driver_sees (panel, "2.00 + 0.20 = 2.20"));
  text = dup_copied (panel, "Copy as Text");
  g_assert_cmpstr (text, ==, "∂f/∂x = ∂f/∂a · ∂a/∂x + ∂f/∂b · ∂b/∂x\na: 1.00 · 2.00 = 2.00\nb: 1.00 · 0.20 = 0.20\n2.00 + 0.20 = 2.20");
  latex = dup_copied (panel, "Copy as LaTeX");
  g_assert_true (g_str_has_prefix (latex, "\\frac{\\partial f}{\\partial x} = "));
  cr_document_set_position (cr_window_get_document (window), 6); /* b has sent, a has not */
  driver_settle ();
  g_assert_false (driver_sees (panel, "2.00 + 0.20 = 2.20"));
  g_assert_true (driver_sees (panel, "b: 1.00 · 0.20 = 0.20"));
  cr_document_set_position (cr_window_get_document (window), 4);
  driver_settle ();
  g_assert_false (driver_sees (panel, "Copy as Text"));
  driver_close (window);
}

static void
test_several (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *panel;

  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.select-all", NULL);
  panel = get_panel (window);
  g_assert_true (CR_IS_SELECTION_PANEL (panel));
  g_assert_true (driver_sees (panel, "5 nodes selected"));
  g_assert_true (driver_sees (panel, "3 × input"));
  driver_close (window);
}

/* Every gate of the table can be looked at, alone and without operands. */
static void
test_every_gate (void)
{
  CrWindow *window = driver_open_example ("xyz");
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      CrKey key = cr_canvas_add_gate_in_view (driver_get_canvas (window), gates[i]);
      g_autoptr (GPtrArray) fields = NULL;

      g_test_message ("%s", gates[i]->name);
      cr_canvas_select_node (driver_get_canvas (window), key);
      fields = driver_find_all (get_panel (window), GTK_TYPE_LIST_BOX_ROW);
      g_assert_cmpuint (fields->len, >=, gates[i]->n_attributes + gates[i]->minimum_operands + 3);
      cr_document_undo (cr_window_get_document (window));
    }
  driver_close (window);
}

/* A neuron lives on in the last of the gates that it unfolds into, under the same key: what is asked for there is another gate's. */
static void
test_unfolding (void)
{
  CrWindow *window = driver_open_example ("net-3-4-4-1");
  GtkWidget *panel = select_node (window, "b2");

  find_field (panel, "Weights");
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.unfold", NULL);
  panel = select_node (window, "b2");
  g_assert_false (driver_sees (panel, "Weights"));
  cr_document_undo (cr_window_get_document (window));
  find_field (select_node (window, "b2"), "Weights");
  driver_close (window);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspector/nothing-selected", test_nothing_selected);
  g_test_add_func ("/inspector/empty", test_empty);
  g_test_add_func ("/inspector/output-list", test_output_list);
  g_test_add_func ("/inspector/title", test_title);
  g_test_add_func ("/inspector/description", test_description);
  g_test_add_func ("/inspector/output-of-many", test_output_of_many);
  g_test_add_func ("/inspector/node", test_node);
  g_test_add_func ("/inspector/value", test_value);
  g_test_add_func ("/inspector/bad-value", test_bad_value);
  g_test_add_func ("/inspector/steps", test_steps);
  g_test_add_func ("/inspector/rename", test_rename);
  g_test_add_func ("/inspector/output", test_output);
  g_test_add_func ("/inspector/add-operand", test_add_operand);
  g_test_add_func ("/inspector/unit", test_unit);
  g_test_add_func ("/inspector/unfolding", test_unfolding);
  g_test_add_func ("/inspector/long-weights", test_long_weights);
  g_test_add_func ("/inspector/defaults", test_defaults);
  g_test_add_func ("/inspector/tooltips", test_tooltips);
  g_test_add_func ("/inspector/matrices", test_matrices);
  g_test_add_func ("/inspector/title-click", test_title_click);
  g_test_add_func ("/inspector/wire", test_wire);
  g_test_add_func ("/inspector/wire-follows", test_wire_follows);
  g_test_add_func ("/inspector/card", test_card);
  g_test_add_func ("/inspector/several", test_several);
  g_test_add_func ("/inspector/every-gate", test_every_gate);
  return g_test_run ();
}
