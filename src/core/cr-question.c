/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that a predict exercise asks for, and what the answers to them are worth. */
#include "cr-question.h"

#include "cr-exercise.h"
#include "cr-scene.h"

static gboolean
is_asked (const CrExercise *exercise, const CrNode *node, gboolean gradient)
{
  const CrKeySet *set = exercise == NULL ? NULL : gradient ? &exercise->hide.gradients : &exercise->hide.values;

  if (gradient && g_str_equal (node->gate->name, "constant"))
    return FALSE;
  if ((node->hide & (gradient ? CR_HIDE_GRADIENT : CR_HIDE_VALUE)) != 0)
    return TRUE;
  if (set == NULL)
    return FALSE;
  return set->all ? gradient || !cr_gate_is_source (node->gate) : cr_key_set_contains (set, node->key);
}

gboolean
cr_graph_asks_anything (const CrGraph *graph)
{
  const CrExercise *exercise = cr_graph_find_exercise (graph, CR_EXERCISE_PREDICT);

  CR_GRAPH_FOR_EACH (graph, node)
    if (is_asked (exercise, node, FALSE) || is_asked (exercise, node, TRUE))
      return TRUE;
  return FALSE;
}

static gboolean
has_number (CrTape *tape, CrKey key, gboolean gradient)
{
  CrNumbers numbers;

  return gradient ? cr_tape_get_gradient (tape, key, &numbers) : cr_tape_get_value (tape, key, &numbers);
}

static void
add_questions (GArray *questions, CrTape *tape, gboolean gradient)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  const CrExercise *exercise = cr_graph_find_exercise (graph, CR_EXERCISE_PREDICT);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      CrQuestion question = { .key = order[gradient ? n_nodes - 1 - i : i], .gradient = gradient };

      if (is_asked (exercise, cr_graph_get_node (graph, question.key), gradient) && has_number (tape, question.key, gradient))
        g_array_append_val (questions, question);
    }
}

GArray *
cr_questions_find (CrTape *tape)
{
  GArray *questions = g_array_new (FALSE, TRUE, sizeof (CrQuestion));

  add_questions (questions, tape, FALSE);
  add_questions (questions, tape, TRUE);
  return questions;
}

gpointer
cr_question_get_name (CrKey key, gboolean gradient)
{
  return GUINT_TO_POINTER (key << 1 | (gradient ? 1 : 0)); /* keys end far below */
}

void
cr_questions_judge (GArray *questions, CrTape *tape, const GPtrArray *answers, double tolerance)
{
  g_autoptr (GHashTable) answered = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < answers->len; i++)
    {
      const CrAnswer *answer = answers->pdata[i];

      g_hash_table_insert (answered, cr_question_get_name (answer->node, answer->what == CR_ANSWER_GRADIENT), (gpointer) answer);
    }
  for (guint i = 0; i < questions->len; i++)
    {
      CrQuestion *question = &g_array_index (questions, CrQuestion, i);

      question->answer = g_hash_table_lookup (answered, cr_question_get_name (question->key, question->gradient));
      if (question->answer != NULL)
        question->verdict = cr_verdict_find (tape, question->key, question->gradient, question->answer->value, tolerance);
    }
}
