/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exercises as a teacher prepares them: what is hidden, how exact an answer must be, which gate is broken; and how answers are read. */
#include "cr-exercise.h"
#include "cr-hunt.h"
#include "cr-quiz.h"

#include "graph-builder.h"

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
  g_test_add_func ("/exercises/reading-answers", test_reading_answers);
  return g_test_run ();
}
