/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does for a teacher and a learner. */
#include "cr-canvas-actions.h"
#include "cr-check-panel.h"
#include "cr-diagnosis.h"
#include "cr-exercise.h"
#include "cr-exercise-panel.h"
#include "cr-field.h"
#include "cr-gate-code.h"
#include "cr-hunt-panel.h"
#include "cr-inspector.h"
#include "cr-modes-panel.h"
#include "cr-scene.h"
#include "cr-scenes-panel.h"

#include "window-driver.h"

/* The same graph with another number in that source. */
static void
set_number (CrWindow *window, const char *id, double number)
{
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrMatrix) value = cr_matrix_new_number (number);
  CrNode *node = cr_node_copy (cr_graph_get_node (cr_document_get_graph (document), driver_find_node (window, id)));
  g_autoptr (CrGraph) graph = NULL;

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  graph = cr_graph_with_node (cr_document_get_graph (document), node);
  cr_node_unref (node);
  cr_document_edit (document, graph, "Change a number");
  driver_settle ();
}

/* --- Where numbers stop being numbers --- */

static void
test_diagnosis (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *inspector = driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR);
  CrDiagnosis diagnosis;

  set_number (window, "w2", 2000);
  g_assert_false (cr_diagnosis_find (cr_document_get_tape (cr_window_get_document (window)), &diagnosis));
  set_number (window, "w2", -2000); /* e^1996 */
  g_assert_true (cr_diagnosis_find (cr_document_get_tape (cr_window_get_document (window)), &diagnosis));
  cr_canvas_select_node (driver_get_canvas (window), diagnosis.node);
  driver_settle ();
  g_assert_true (driver_sees (inspector, "is infinite. That is past the largest number"));
  cr_document_undo (cr_window_get_document (window));
  driver_settle ();
  g_assert_false (driver_sees (inspector, "is infinite"));
  driver_close (window);
}

/* --- The lesson page --- */

static gpointer
show_lesson (CrWindow *window, GType type)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-lesson", NULL);
  driver_settle ();
  return driver_find (GTK_WIDGET (window), type);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  g_autoptr (GPtrArray) buttons = driver_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      return buttons->pdata[i];
  return NULL;
}

static void
press (gpointer root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  driver_settle ();
}

static const CrScene *
get_scene (CrWindow *window, guint number)
{
  return cr_graph_get_parts (cr_document_get_graph (cr_window_get_document (window)))->scenes->pdata[number];
}

static guint
count_scenes (CrWindow *window)
{
  return cr_graph_get_parts (cr_document_get_graph (cr_window_get_document (window)))->scenes->len;
}

/* A scene is made of what the window shows, changed, and taken back. */
static void
test_editing_scenes (void)
{
  CrWindow *window = driver_open_example ("circle");
  GtkWidget *panel = show_lesson (window, CR_TYPE_SCENES_PANEL);
  CrDocument *document = cr_window_get_document (window);
  CrPlayer *player = cr_canvas_get_player (driver_get_canvas (window));

  g_assert_cmpuint (count_scenes (window), ==, 0);
  cr_player_go (player, 0);
  press (panel, "Add a Scene");
  cr_player_go (player, 3);
  press (panel, "Add a Scene");
  g_assert_cmpuint (count_scenes (window), ==, 2);
  g_assert_cmpuint (cr_scene_find_position (get_scene (window, 0), cr_document_get_timeline (document)), ==, 0);
  g_assert_cmpuint (cr_scene_find_position (get_scene (window, 1), cr_document_get_timeline (document)), ==, 3);

  cr_canvas_select_node (driver_get_canvas (window), cr_graph_get_next (cr_document_get_graph (document), CR_KEY_NONE)->key);
  press (panel, "on everything"); /* the spotlight's button */
  g_assert_cmpuint (get_scene (window, 1)->spotlight.keys->len, ==, 1);
  cr_document_undo (document);
  driver_settle ();
  g_assert_null (get_scene (window, 1)->spotlight.keys);
  cr_document_undo (document);
  cr_document_undo (document);
  driver_settle ();
  g_assert_cmpuint (count_scenes (window), ==, 0);
  g_assert_false (cr_document_is_modified (document));
  driver_close (window);
}

static gboolean
is_done (gpointer panel)
{
  return !cr_check_panel_is_running (panel);
}

/* All wires agree; a change of a number takes the badges away. */
static void
test_gradient_check (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = show_lesson (window, CR_TYPE_CHECK_PANEL);

  press (panel, "Check All Wires");
  driver_wait (is_done, panel);
  driver_settle ();
  g_assert_true (driver_sees (panel, "12 wires agree with what is measured."));
  set_number (window, "w2", 1);
  g_assert_false (driver_sees (panel, "agree"));
  cr_check_panel_set_fault (CR_CHECK_PANEL (panel), driver_find_node (window, "p"), CR_FAULT_SIGN);
  press (panel, "Check All Wires");
  driver_wait (is_done, panel);
  driver_settle ();
  g_assert_true (driver_sees (panel, "2 of 12 wires do not agree"));
  driver_close (window);
}

/* --- Predicting --- */

static void
answer (gpointer panel, const char *text)
{
  gtk_editable_set_text (cr_exercise_panel_get_entry (panel), text);
  press (panel, "Check");
}

static void
choose_hidden (gpointer panel, guint choice)
{
  gtk_drop_down_set_selected (driver_find (panel, GTK_TYPE_DROP_DOWN), choice);
  driver_settle ();
}

/* Gradients are hidden, answered wrongly and rightly, revealed, and begun anew; the inspector tells none of them. */
static void
test_predicting (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *panel = show_lesson (window, CR_TYPE_EXERCISE_PANEL);
  CrDocument *document = cr_window_get_document (window);
  CrQuiz *quiz = cr_canvas_get_quiz (driver_get_canvas (window));
  guint n, n_answered, n_right, n_revealed;

  choose_hidden (panel, 2);
  cr_quiz_get_questions (quiz, &n);
  g_assert_cmpuint (n, ==, 5); /* f, q, z, y, x */
  g_assert_true (cr_quiz_hides (quiz, driver_find_node (window, "q"), TRUE));
  g_assert_false (cr_quiz_hides (quiz, driver_find_node (window, "q"), FALSE));
  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "q"));
  driver_settle ();
  g_assert_true (driver_sees (panel, "∂f/∂q = ?"));
  g_assert_false (driver_sees (driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR), "−4.00"));
  g_assert_true (driver_sees (driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR), "hidden"));
  g_assert_false (driver_sees (driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR), "not computed"));
  answer (panel, "3");
  g_assert_true (driver_sees (panel, "That is what the gate sends to its other operand."));
  g_assert_true (cr_quiz_hides (quiz, driver_find_node (window, "q"), TRUE));
  answer (panel, "nonsense");
  g_assert_true (driver_sees (panel, "Type a number"));
  answer (panel, "−4");
  g_assert_true (driver_sees (panel, "Right."));
  g_assert_false (cr_quiz_hides (quiz, driver_find_node (window, "q"), TRUE));
  press (panel, "Next");
  press (panel, "Reveal");
  cr_quiz_count (quiz, &n_answered, &n_right, &n_revealed);
  g_assert_cmpuint (n_answered, ==, 1);
  g_assert_cmpuint (n_right, ==, 1);
  g_assert_cmpuint (n_revealed, ==, 1);
  g_assert_cmpuint (cr_graph_get_parts (cr_document_get_graph (document))->answers->len, ==, 1);
  press (panel, "Start Over");
  g_assert_true (cr_quiz_hides (quiz, driver_find_node (window, "q"), TRUE));
  cr_document_undo (document);
  driver_settle ();
  g_assert_false (cr_quiz_hides (quiz, driver_find_node (window, "q"), TRUE));
  for (guint i = 0; i < 3; i++)
    cr_document_undo (document);
  cr_quiz_get_questions (quiz, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (cr_document_is_modified (document));
  driver_close (window);
}

/* What the canvas says of a blank while it is filled in, or the canvas's own entry. */
static GtkWidget *
get_blank (CrWindow *window)
{
  g_autoptr (GPtrArray) entries = driver_find_all (GTK_WIDGET (driver_get_canvas (window)), GTK_TYPE_ENTRY);

  for (guint i = 0; i < entries->len; i++)
    if (gtk_widget_get_visible (entries->pdata[i]))
      return entries->pdata[i];
  return NULL;
}

static void
fill_in (CrWindow *window, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_blank (window)), text);
  g_signal_emit_by_name (get_blank (window), "activate");
  driver_settle ();
}

/* A wrong answer stays in the blank to be mended, a right one takes its place; each answer is one undo step. */
static void
test_filling_in (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrCanvas *canvas = driver_get_canvas (window);
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *panel = show_lesson (window, CR_TYPE_EXERCISE_PANEL);
  CrQuiz *quiz = cr_canvas_get_quiz (canvas);
  CrKey f = driver_find_node (window, "f"), q = driver_find_node (window, "q"), asked;
  gboolean is_gradient;

  g_assert_true (cr_canvas_action_find ("canvas.answer")->is_window_wide); /* the keys work where what is hidden has just been chosen */
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.answer", NULL);
  g_assert_null (get_blank (window)); /* nothing is hidden */
  choose_hidden (panel, CR_EXERCISE_HIDES_GRADIENTS);
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.answer", NULL);
  driver_settle ();
  g_assert_nonnull (get_blank (window));
  fill_in (window, "2");
  g_assert_true (gtk_widget_has_css_class (get_blank (window), "error"));
  g_assert_true (cr_quiz_hides (quiz, f, TRUE));
  fill_in (window, "1");
  g_assert_false (cr_quiz_hides (quiz, f, TRUE));
  g_assert_nonnull (get_blank (window)); /* the next one, which the panel asks about too */
  g_assert_true (cr_canvas_get_asked (canvas, &asked, &is_gradient) && asked == q && is_gradient);
  g_assert_true (driver_sees (panel, "∂f/∂q = ?"));
  fill_in (window, "−4");
  g_assert_false (cr_quiz_hides (quiz, q, TRUE) && cr_quiz_hides (quiz, driver_find_node (window, "z"), TRUE));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.answer", NULL);
  driver_settle ();
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.cancel", NULL);
  driver_settle ();
  g_assert_null (get_blank (window));
  while (cr_document_get_undo_name (document) != NULL)
    cr_document_undo (document);
  g_assert_false (cr_document_is_modified (document));
  driver_close (window);
}

/* What a teacher prepares is said by the file: how exact an answer must be, and which fault is to be found where. */
static void
test_preparing (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *predict = show_lesson (window, CR_TYPE_EXERCISE_PANEL);
  GtkWidget *hunt = show_lesson (window, CR_TYPE_HUNT_PANEL);
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *tolerance = driver_find (predict, CR_TYPE_FIELD);
  CrKey gate;

  g_assert_false (gtk_widget_get_visible (tolerance));
  choose_hidden (predict, CR_EXERCISE_HIDES_GRADIENTS);
  g_assert_true (gtk_widget_get_visible (tolerance));
  g_signal_emit_by_name (tolerance, "commit", "a little");
  g_assert_cmpfloat (cr_exercise_get_tolerance (cr_document_get_graph (document)), ==, 0.01);
  g_signal_emit_by_name (tolerance, "commit", "0.05");
  g_assert_cmpfloat (cr_exercise_get_tolerance (cr_document_get_graph (document)), ==, 0.05);
  gtk_expander_set_expanded (driver_find (hunt, GTK_TYPE_EXPANDER), TRUE);
  driver_settle ();
  gtk_drop_down_set_selected (driver_find (hunt, GTK_TYPE_DROP_DOWN), CR_FAULT_SWITCH);
  driver_settle ();
  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "f"));
  press (hunt, "any gate");
  g_assert_cmpint (cr_exercise_get_fault (cr_document_get_graph (document), &gate), ==, CR_FAULT_SWITCH);
  g_assert_cmpuint (gate, ==, driver_find_node (window, "f"));
  press (hunt, "Break a Gate");
  g_assert_cmpuint (cr_hunt_get_key (cr_canvas_get_hunt (driver_get_canvas (window))), ==, gate);
  driver_close (window);
}

/* Some nodes: `hide` of the file's nodes. */
static void
test_hiding_some (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *panel = show_lesson (window, CR_TYPE_EXERCISE_PANEL);
  const CrNode *node;

  choose_hidden (panel, 4); /* nothing is selected */
  node = cr_graph_get_node (cr_document_get_graph (cr_window_get_document (window)), driver_find_node (window, "q"));
  g_assert_cmpint (node->hide, ==, CR_HIDE_NONE);
  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "q"));
  choose_hidden (panel, 4);
  node = cr_graph_get_node (cr_document_get_graph (cr_window_get_document (window)), driver_find_node (window, "q"));
  g_assert_cmpint (node->hide, ==, CR_HIDE_VALUE | CR_HIDE_GRADIENT);
  choose_hidden (panel, 0);
  node = cr_graph_get_node (cr_document_get_graph (cr_window_get_document (window)), driver_find_node (window, "q"));
  g_assert_cmpint (node->hide, ==, CR_HIDE_NONE);
  driver_close (window);
}

/* --- An output that is no number --- */

/* It is said that there are no gradients and why; summed, or with one entry picked, there are. */
static void
test_output_of_many_numbers (void)
{
  CrWindow *window = driver_open_example ("norm-squared");
  CrDocument *document = cr_window_get_document (window);
  GtkWidget *inspector = driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR);
  g_autoptr (CrGraph) graph = cr_graph_with_output (cr_document_get_graph (document), driver_find_node (window, "q"));
  guint n_steps;

  cr_document_edit (document, graph, "Choose the output");
  driver_settle ();
  g_assert_true (driver_sees (inspector, "a backward pass starts from a number"));
  cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  g_assert_cmpuint (n_steps, ==, 2); /* forward alone */
  press (inspector, "Sum It");
  g_assert_cmpfloat (driver_get_gradient (window, "q"), ==, 1);
  cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  g_assert_cmpuint (n_steps, ==, 6); /* three forward, the output's own, two backward */
  cr_document_undo (document);
  cr_canvas_select_none (driver_get_canvas (window));
  driver_settle ();
  press (inspector, "Pick an Entry");
  g_assert_cmpfloat (driver_get_gradient (window, "x"), ==, 0.1); /* the first row of W */
  driver_close (window);
}

/* --- The Jacobian --- */

/* Of ‖W·x‖²: q by x is W itself, and ∇q as a row times it is what the program sends as Wᵀ · ∇q; q by W lies in blocks. */
static void
test_jacobian (void)
{
  CrWindow *window = driver_open_example ("norm-squared");
  GtkWidget *inspector = driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR);

  cr_canvas_select_wire (driver_get_canvas (window), driver_find_node (window, "q"), 1);
  driver_settle ();
  g_assert_true (driver_sees (inspector, "2×2, dense, built to be seen"));
  g_assert_true (driver_sees (inspector, "times the Jacobian, 4 products: [−0.112, 0.636]"));
  g_assert_true (driver_sees (inspector, "∇x = Wᵀ · ∇q: [−0.112, 0.636]"));
  cr_canvas_select_wire (driver_get_canvas (window), driver_find_node (window, "q"), 0);
  driver_settle ();
  g_assert_true (driver_sees (inspector, "2×4, in blocks"));
  g_assert_true (driver_sees (inspector, "[0.088, 0.176, 0.104, 0.208]"));
  driver_close (window);
}

/* --- A gate --- */

/* The lecture's multiply gate, with what forward keeps; and the slope of the exponential where it stands. */
static void
test_gate (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *inspector = driver_find (GTK_WIDGET (window), CR_TYPE_INSPECTOR);
  const CrGraph *graph = cr_document_get_graph (cr_window_get_document (window));
  g_autofree char *multiply = cr_gate_code_dup (cr_graph_get_node (graph, driver_find_node (window, "p")));
  g_autofree char *exponential = cr_gate_code_dup (cr_graph_get_node (graph, driver_find_node (window, "b")));
  g_autofree char *add = cr_gate_code_dup (cr_graph_get_node (graph, driver_find_node (window, "r")));

  g_assert_cmpstr (multiply, ==,
                   "def forward(self, x, y):\n    z = x * y\n    self.x = x\n    self.y = y\n    return z\n\n"
                   "def backward(self, dz):\n    dx = self.y * dz\n    dy = self.x * dz\n    return dx, dy");
  g_assert_cmpstr (exponential, ==,
                   "def forward(self, x):\n    z = np.exp(x)\n    self.z = z\n    return z\n\n"
                   "def backward(self, dz):\n    dx = self.z * dz\n    return dx");
  g_assert_cmpstr (add, ==,
                   "def forward(self, x, y):\n    z = x + y\n    return z\n\n"
                   "def backward(self, dz):\n    dx = dz\n    dy = dz\n    return dx, dy");
  cr_canvas_select_node (driver_get_canvas (window), driver_find_node (window, "b"));
  driver_settle ();
  g_assert_true (driver_sees (inspector, "Local gradient: the slope of eˣ at a"));
  g_assert_true (driver_sees (inspector, "slope 0.37 at −1.00"));
  driver_close (window);
}

/* --- The broken gate --- */

/* For many seeds: measuring the wires into the gate tells that it is this one, a wrong guess is told, the right one ends it, and then all
 * gradients are the lecture's again. */
static void
test_broken_gate (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  CrHunt *hunt = cr_canvas_get_hunt (driver_get_canvas (window));
  const CrGraph *graph = cr_document_get_graph (cr_window_get_document (window));
  g_autoptr (GError) error = NULL;

  for (guint seed = 0; seed < 20; seed++)
    {
      double worst = 0;
      CrCheckedWire wire;
      CrKey other;

      g_assert_true (cr_hunt_start (hunt, seed, &error));
      g_assert_cmpint (cr_hunt_get_state (hunt), ==, CR_HUNT_ON);
      g_assert_cmpuint (cr_hunt_get_n_probes (hunt), ==, 3);
      for (guint i = 0; i < cr_graph_get_node (graph, cr_hunt_get_key (hunt))->n_operands; i++)
        if (cr_hunt_probe (hunt, cr_hunt_get_key (hunt), i, &wire))
          worst = MAX (worst, wire.error);
      g_assert_cmpfloat (worst, >, 0.005);
      other = driver_find_node (window, "p") != cr_hunt_get_key (hunt) ? driver_find_node (window, "p") : driver_find_node (window, "q");
      g_assert_false (cr_hunt_guess (hunt, other));
      g_assert_true (cr_hunt_guess (hunt, cr_hunt_get_key (hunt)));
      g_assert_cmpint (cr_hunt_get_state (hunt), ==, CR_HUNT_FOUND);
      g_assert_cmpuint (cr_hunt_get_n_guesses (hunt), ==, 2);
      g_assert_cmpfloat_with_epsilon (driver_get_gradient (window, "w1"), -0.3932238664829637, 1e-12);
    }
  g_assert_false (cr_document_is_modified (cr_window_get_document (window)));
  driver_close (window);
}

static void
test_hunt_panel (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = show_lesson (window, CR_TYPE_HUNT_PANEL);
  GtkWidget *check = show_lesson (window, CR_TYPE_CHECK_PANEL);
  CrHunt *hunt = cr_canvas_get_hunt (driver_get_canvas (window));

  press (panel, "Break a Gate");
  g_assert_false (gtk_widget_get_sensitive (check));
  press (panel, "Measure the Wire (3 left)");
  g_assert_true (driver_sees (panel, "Select a wire on the canvas first."));
  cr_canvas_select_wire (driver_get_canvas (window), driver_find_node (window, "s"), 0);
  press (panel, "Measure the Wire (3 left)");
  g_assert_true (driver_sees (panel, "Measured "));
  g_assert_cmpuint (cr_hunt_get_n_probes (hunt), ==, 2);
  press (panel, "Give Up");
  g_assert_true (driver_sees (panel, "sent") || driver_sees (panel, "branches") || driver_sees (panel, "pass as it is") || driver_sees (panel, "half"));
  g_assert_true (gtk_widget_get_sensitive (check));
  g_assert_cmpfloat_with_epsilon (driver_get_gradient (window, "w1"), -0.3932238664829637, 1e-12);
  driver_close (window);
}

/* --- Forward mode --- */

static void
test_forward_mode (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *panel = show_lesson (window, CR_TYPE_MODES_PANEL);

  g_assert_true (driver_sees (panel, "Operations for all derivatives (5):\nforward mode 33, a walk for each;\nreverse mode 8, one walk for all."));
  gtk_drop_down_set_selected (driver_find (panel, GTK_TYPE_DROP_DOWN), 3); /* w1 */
  driver_settle ();
  g_assert_true (driver_sees (panel, "= −0.39, found on the way forward"));
  cr_player_go (cr_canvas_get_player (driver_get_canvas (window)), 3); /* w1·x1 is not computed yet */
  driver_settle ();
  g_assert_false (driver_sees (panel, "found on the way forward"));
  cr_player_go (cr_canvas_get_player (driver_get_canvas (window)), 8); /* the last one forward */
  driver_settle ();
  g_assert_true (driver_sees (panel, "= −0.39, found on the way forward"));
  driver_close (window);
}

/* Of a matrix one entry at a time moves: ∂f/∂W₁₂ of the lecture is 0.176, as backward has it. */
static void
test_forward_mode_of_entries (void)
{
  CrWindow *window = driver_open_example ("norm-squared");
  GtkWidget *panel = show_lesson (window, CR_TYPE_MODES_PANEL);
  g_autoptr (GPtrArray) places = NULL;

  gtk_drop_down_set_selected (driver_find (panel, GTK_TYPE_DROP_DOWN), 1);
  driver_settle ();
  g_assert_true (driver_sees (panel, "= 0.088, found on the way forward"));
  places = driver_find_all (panel, GTK_TYPE_SPIN_BUTTON);
  g_assert_cmpuint (places->len, ==, 2);
  gtk_spin_button_set_value (places->pdata[1], 2);
  driver_settle ();
  g_assert_true (driver_sees (panel, "= 0.176, found on the way forward"));
  gtk_spin_button_set_value (places->pdata[0], 2);
  driver_settle ();
  g_assert_true (driver_sees (panel, "= 0.208, found on the way forward"));
  gtk_drop_down_set_selected (driver_find (panel, GTK_TYPE_DROP_DOWN), 2); /* x begins with its first entry */
  driver_settle ();
  g_assert_true (driver_sees (panel, "= −0.112, found on the way forward"));
  gtk_drop_down_set_selected (driver_find (panel, GTK_TYPE_DROP_DOWN), 0);
  driver_settle ();
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/teaching/diagnosis", test_diagnosis);
  g_test_add_func ("/teaching/editing-scenes", test_editing_scenes);
  g_test_add_func ("/teaching/gradient-check", test_gradient_check);
  g_test_add_func ("/teaching/predicting", test_predicting);
  g_test_add_func ("/teaching/filling-in", test_filling_in);
  g_test_add_func ("/teaching/preparing", test_preparing);
  g_test_add_func ("/teaching/hiding-some", test_hiding_some);
  g_test_add_func ("/teaching/jacobian", test_jacobian);
  g_test_add_func ("/teaching/gate", test_gate);
  g_test_add_func ("/teaching/broken-gate", test_broken_gate);
  g_test_add_func ("/teaching/hunt-panel", test_hunt_panel);
  g_test_add_func ("/teaching/forward-mode", test_forward_mode);
  g_test_add_func ("/teaching/forward-mode-of-entries", test_forward_mode_of_entries);
  g_test_add_func ("/teaching/output-of-many-numbers", test_output_of_many_numbers);
  return g_test_run ();
}
