/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exercises as a teacher prepares them: what is hidden, how exact an answer must be, which gate is broken; and how answers are read. */
#include "cr-card.h"
#include "cr-examples.h"
#include "cr-exercise.h"
#include "cr-graph-reader.h"
#include "cr-hunt.h"
#include "cr-quiz.h"

#include "graph-builder.h"

#include <string.h>

/* (x + y) · z */
static CrGraph *
make_graph (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "add", "q", "x y");
  graph_builder_gate (builder, "mul", "f", "q z");
  return graph_builder_end (builder);
}

static void
test_hides (void)
{
  static const CrExerciseHides all[] = { CR_EXERCISE_HIDES_NOTHING, CR_EXERCISE_HIDES_VALUES, CR_EXERCISE_HIDES_GRADIENTS, CR_EXERCISE_HIDES_ALL };
  g_autoptr (CrGraph) graph = make_graph ();
  CrKey q = cr_graph_find (graph, "q"), x = cr_graph_find (graph, "x");
  const CrKey some[] = { q, x };
  g_autoptr (CrGraph) hidden = cr_exercise_with_hides (graph, CR_EXERCISE_HIDES_SOME, some, 2);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (CrGraph) other = cr_exercise_with_hides (hidden, all[i], NULL, 0);

      g_assert_cmpint (cr_exercise_get_hides (other), ==, all[i]);
      g_assert_cmpint (cr_graph_get_node (other, q)->hide, ==, CR_HIDE_NONE);
    }
  g_assert_cmpint (cr_exercise_get_hides (hidden), ==, CR_EXERCISE_HIDES_SOME);
  g_assert_cmpint (cr_graph_get_node (hidden, q)->hide, ==, CR_HIDE_VALUE | CR_HIDE_GRADIENT);
  g_assert_cmpint (cr_graph_get_node (hidden, x)->hide, ==, CR_HIDE_GRADIENT); /* its value is given */
  g_assert_null (cr_exercise_with_hides (graph, CR_EXERCISE_HIDES_SOME, NULL, 0));
}

/* It stays when something else is hidden, also by single nodes. */
static void
test_tolerance (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  CrKey q = cr_graph_find (graph, "q");
  g_autoptr (CrGraph) hidden = cr_exercise_with_hides (graph, CR_EXERCISE_HIDES_GRADIENTS, NULL, 0);
  g_autoptr (CrGraph) exact = cr_exercise_with_tolerance (hidden, 0.25);
  g_autoptr (CrGraph) values = cr_exercise_with_hides (exact, CR_EXERCISE_HIDES_VALUES, NULL, 0);
  g_autoptr (CrGraph) some = cr_exercise_with_hides (values, CR_EXERCISE_HIDES_SOME, &q, 1);

  g_assert_cmpfloat (cr_exercise_get_tolerance (graph), ==, 0.01);
  g_assert_cmpfloat (cr_exercise_get_tolerance (hidden), ==, 0.01);
  g_assert_cmpfloat (cr_exercise_get_tolerance (exact), ==, 0.25);
  g_assert_cmpint (cr_exercise_get_hides (exact), ==, CR_EXERCISE_HIDES_GRADIENTS);
  g_assert_cmpfloat (cr_exercise_get_tolerance (some), ==, 0.25);
  g_assert_cmpint (cr_exercise_get_hides (some), ==, CR_EXERCISE_HIDES_SOME);
}

/* A wider tolerance makes an answer right that was not. */
static void
test_tolerance_counts (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrGraph) hidden = cr_exercise_with_hides (graph, CR_EXERCISE_HIDES_GRADIENTS, NULL, 0);
  g_autoptr (CrGraph) exact = cr_exercise_with_tolerance (hidden, 0.25);
  g_autoptr (CrDocument) document = cr_document_new_for_graph (hidden);
  g_autoptr (CrQuiz) quiz = cr_quiz_new ();
  g_autoptr (CrMatrix) answer = cr_quiz_read_answer ("−3,2", NULL);
  guint n, place = 0;
  const CrQuestion *questions;

  cr_quiz_set_document (quiz, document);
  questions = cr_quiz_get_questions (quiz, &n);
  while (questions[place].key != cr_graph_find (graph, "q"))
    place++;
  g_assert_cmpint (cr_quiz_answer (quiz, place, answer), !=, CR_VERDICT_RIGHT);
  cr_document_edit (document, exact, "");
  g_assert_cmpint (cr_quiz_answer (quiz, place, answer), ==, CR_VERDICT_RIGHT); /* −4 within 1 */
}

static void
test_fault (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  CrKey q = cr_graph_find (graph, "q"), found;
  g_autoptr (CrGraph) prepared = cr_exercise_with_fault (graph, CR_FAULT_SIGN, q);
  g_autoptr (CrGraph) again = cr_exercise_with_fault (prepared, CR_FAULT_FACTOR, CR_KEY_NONE);
  g_autoptr (CrGraph) none = cr_exercise_with_fault (again, CR_FAULT_NONE, CR_KEY_NONE);
  g_autoptr (CrDocument) document = cr_document_new_for_graph (prepared);
  g_autoptr (CrHunt) hunt = cr_hunt_new ();

  g_assert_cmpint (cr_exercise_get_fault (graph, &found), ==, CR_FAULT_NONE);
  g_assert_cmpint (cr_exercise_get_fault (prepared, &found), ==, CR_FAULT_SIGN);
  g_assert_cmpuint (found, ==, q);
  g_assert_cmpint (cr_exercise_get_fault (again, &found), ==, CR_FAULT_FACTOR);
  g_assert_cmpuint (found, ==, CR_KEY_NONE);
  g_assert_cmpuint (cr_graph_get_parts (again)->exercises->len, ==, 1);
  g_assert_cmpuint (cr_graph_get_parts (none)->exercises->len, ==, 0);
  cr_hunt_set_document (hunt, document);
  g_assert_true (cr_hunt_start (hunt, 1, NULL));
  g_assert_cmpuint (cr_hunt_get_key (hunt), ==, q);
  g_assert_cmpint (cr_hunt_get_fault (hunt), ==, CR_FAULT_SIGN);
}

/* --- Reasons --- */

static CrGraph *
load_example (const char *name)
{
  g_autoptr (GBytes) bytes = cr_example_load (name);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  CrGraph *graph = cr_graph_read_text (text, size, &error);

  g_assert_no_error (error);
  return graph;
}

/* As many wires as there are probes, each as often as one likes; then no other. */
static void
test_probes (void)
{
  g_autoptr (CrGraph) graph = load_example ("sigmoid-neuron");
  g_autoptr (CrDocument) document = cr_document_new_for_graph (graph);
  g_autoptr (CrHunt) hunt = cr_hunt_new ();
  const char *const ids[] = { "a", "b", "c", "f" };
  CrCheckedWire wire;

  cr_hunt_set_document (hunt, document);
  g_assert_true (cr_hunt_start (hunt, 1, NULL));
  g_assert_cmpuint (cr_hunt_get_n_probes (hunt), ==, 3);
  for (guint i = 0; i < 3; i++)
    for (guint again = 0; again < 3; again++)
      {
        g_assert_true (cr_hunt_probe (hunt, cr_graph_find (graph, ids[i]), 0, &wire));
        g_assert_cmpuint (cr_hunt_get_n_probes (hunt), ==, 2 - i);
      }
  g_assert_false (cr_hunt_probe (hunt, cr_graph_find (graph, ids[3]), 0, &wire));
  g_assert_true (cr_hunt_start (hunt, 2, NULL));
  g_assert_true (cr_hunt_probe (hunt, cr_graph_find (graph, ids[3]), 0, &wire));
  g_assert_cmpuint (cr_hunt_get_n_probes (hunt), ==, 2);
}

/* Answers of a learner to the lecture's graphs, each with one fault: that one is told, and no other. Of 0.20 at w₀ nobody knows whether its
 * sign is wrong or its local gradient, −1, was left out. */
static void
test_reasons (void)
{
  static const struct
  {
    const char *example;
    const char *node;
    double answer;
    CrVerdict verdict;
  } cases[] = {
    { "xyz", "x", -4, CR_VERDICT_RIGHT },           { "xyz", "x", 4, CR_VERDICT_SIGN },
    { "xyz", "x", 1, CR_VERDICT_UPSTREAM },         { "xyz", "q", 3, CR_VERDICT_OPERAND },
    { "xyz", "z", -4, CR_VERDICT_OPERAND },         { "xyz", "z", 1, CR_VERDICT_LOCAL },
    { "sigmoid-neuron", "x0", 0.39, CR_VERDICT_RIGHT }, { "sigmoid-neuron", "x0", 2, CR_VERDICT_UPSTREAM },
    { "sigmoid-neuron", "x0", 0.2, CR_VERDICT_LOCAL }, { "sigmoid-neuron", "x0", -0.2, CR_VERDICT_OPERAND },
    { "sigmoid-neuron", "x1", 0.59, CR_VERDICT_SIGN }, { "sigmoid-neuron", "x1", -3, CR_VERDICT_UPSTREAM },
    { "sigmoid-neuron", "x1", -0.39, CR_VERDICT_OPERAND }, { "sigmoid-neuron", "a", 0.37, CR_VERDICT_UPSTREAM },
    { "sigmoid-neuron", "a", -0.53, CR_VERDICT_LOCAL }, { "sigmoid-neuron", "w2", -0.2, CR_VERDICT_SIGN },
    { "patterns", "x", 6, CR_VERDICT_OPERAND },     { "patterns", "x", -4, CR_VERDICT_UPSTREAM },
    { "patterns", "x", 8, CR_VERDICT_SIGN },        { "patterns", "x", 2, CR_VERDICT_LOCAL },
    { "patterns", "w", 2, CR_VERDICT_ROUTE },       { "patterns", "z", 0, CR_VERDICT_ROUTE },
    { "patterns", "x", 77, CR_VERDICT_WRONG },      { "branches", "x", 2, CR_VERDICT_BRANCH },
    { "branches", "x", 0.2, CR_VERDICT_BRANCH },    { "branches", "x", -2.2, CR_VERDICT_SIGN },
    { "branches", "x", 2.2, CR_VERDICT_RIGHT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = load_example (cases[i].example);
      g_autoptr (CrDocument) document = cr_document_new_for_graph (graph);
      g_autoptr (CrMatrix) answer = cr_matrix_new_number (cases[i].answer);
      CrVerdict verdict = cr_verdict_find (cr_document_get_tape (document), cr_graph_find (graph, cases[i].node), TRUE, answer, 0.01);

      g_test_message ("%s, %s: %g: %s", cases[i].example, cases[i].node, cases[i].answer, cr_verdict_get_text (verdict));
      g_assert_cmpint (verdict, ==, cases[i].verdict);
    }
}

/* --- What can be found of a fault --- */

static gboolean
is_right (const CrCheckedWire *wire)
{
  return wire->error < 0.005;
}

/* Of the wires of @node: those that come back to it by its uses carry what is measured; into a broken gate one at least does not; where the
 * branches do not add up all into the uses are right, and the sum is not. */
static void
check_clues (CrDocument *document, const CrNode *node, CrFault fault)
{
  CrTape *tape = cr_document_get_tape (document);
  g_autoptr (CrWireCheck) check = cr_wire_check_new (tape, CR_KEY_NONE, 0);
  g_autoptr (GArray) wires = NULL;
  gboolean is_wrong = FALSE;

  cr_wire_check_set_fault (check, node->key, fault);
  wires = cr_wire_check_run (check, 0, NULL);
  for (guint i = 0; i < wires->len; i++)
    {
      const CrCheckedWire *wire = &g_array_index (wires, CrCheckedWire, i);
      const CrNode *to = cr_graph_get_node (cr_document_get_graph (document), wire->to);

      if (wire->is_kink)
        continue;
      if (to->operands[wire->operand] == node->key)
        g_assert_true (is_right (wire));
      is_wrong = is_wrong || (wire->to == node->key && !is_right (wire));
    }
  if (fault == CR_FAULT_SUM)
    {
      g_autoptr (CrCard) card = cr_card_new (tape, node->key, (CrNumberFormat) { 6, FALSE });

      g_assert_nonnull (strstr (card->sum, "≠"));
    }
  else
    g_assert_true (is_wrong);
}

/* Each of the five, at each node of the small examples where it is to be seen. */
static void
test_clues (void)
{
  static const char *const names[] = { "xyz", "sigmoid-neuron", "patterns", "branches", "norm-squared", "svm-loss" };
  guint n_seen[CR_FAULT_FACTOR + 1] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);

      CR_GRAPH_FOR_EACH (graph, node)
        for (CrFault fault = CR_FAULT_SIGN; fault <= CR_FAULT_FACTOR; fault++)
          {
            g_autoptr (CrGraph) prepared = cr_exercise_with_fault (graph, fault, node->key);
            g_autoptr (CrDocument) document = cr_document_new_for_graph (prepared);
            g_autoptr (CrHunt) hunt = cr_hunt_new ();

            cr_hunt_set_document (hunt, document);
            if (!cr_hunt_start (hunt, 1, NULL) || cr_hunt_get_key (hunt) != node->key || cr_hunt_get_fault (hunt) != fault)
              continue; /* there it changes nothing */
            g_test_message ("%s: fault %d at %s", names[i], fault, node->id);
            n_seen[fault]++;
            check_clues (document, node, fault);
          }
    }
  for (CrFault fault = CR_FAULT_SIGN; fault <= CR_FAULT_FACTOR; fault++)
    g_assert_cmpuint (n_seen[fault], >=, 2);
}

/* What was wrong is told, and then the lecture's numbers. */
static void
test_solutions (void)
{
  static const struct
  {
    const char *example;
    const char *node;
    CrFault fault;
    const char *wrong;
    const char *right;
  } cases[] = {
    { "patterns", "p", CR_FAULT_SWITCH, "p sent its products to its operands in reverse order.", "x: 2.00 · −4.00 = <b>−8.00</b>" },
    { "patterns", "m", CR_FAULT_SIGN, "m sent its products back with the wrong sign.", "w: 2.00 · 0.00 = <b>0.00</b>" },
    { "patterns", "p", CR_FAULT_MASK, "p let the upstream gradient pass as it is", "y: 2.00 · 3.00 = <b>6.00</b>" },
    { "patterns", "f", CR_FAULT_FACTOR, "f sent back half of what it should", "s: 1.00 · 2.00 = <b>2.00</b>" },
    { "branches", "x", CR_FAULT_SUM, "Of the branches that come back to x only one counted", "2.00 + 0.20 = 2.20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = load_example (cases[i].example);
      g_autoptr (CrGraph) prepared = cr_exercise_with_fault (graph, cases[i].fault, cr_graph_find (graph, cases[i].node));
      g_autoptr (CrDocument) document = cr_document_new_for_graph (prepared);
      g_autoptr (CrHunt) hunt = cr_hunt_new ();
      g_autofree char *solution = NULL;

      cr_hunt_set_document (hunt, document);
      g_assert_true (cr_hunt_start (hunt, 1, NULL));
      cr_hunt_give_up (hunt);
      solution = cr_hunt_dup_solution (hunt, (CrNumberFormat) { 2, TRUE });
      g_test_message ("%s", solution);
      g_assert_nonnull (strstr (solution, cases[i].wrong));
      g_assert_nonnull (strstr (solution, cases[i].right));
    }
}

static void
test_reading_answers (void)
{
  g_autoptr (CrMatrix) minus = cr_quiz_read_answer (" −4 ", NULL);
  g_autoptr (CrMatrix) comma = cr_quiz_read_answer ("0,25", NULL);
  g_autoptr (CrMatrix) column = cr_quiz_read_answer ("[0.44, −0.52]", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (minus->entries[0], ==, -4);
  g_assert_cmpfloat (comma->entries[0], ==, 0.25);
  g_assert_cmpuint (column->shape.rows, ==, 2);
  g_assert_cmpfloat (column->entries[1], ==, -0.52);
  g_assert_null (cr_quiz_read_answer ("four", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exercises/hides", test_hides);
  g_test_add_func ("/exercises/tolerance", test_tolerance);
  g_test_add_func ("/exercises/tolerance-counts", test_tolerance_counts);
  g_test_add_func ("/exercises/fault", test_fault);
  g_test_add_func ("/exercises/probes", test_probes);
  g_test_add_func ("/exercises/reasons", test_reasons);
  g_test_add_func ("/exercises/clues", test_clues);
  g_test_add_func ("/exercises/solutions", test_solutions);
  g_test_add_func ("/exercises/reading-answers", test_reading_answers);
  return g_test_run ();
}
