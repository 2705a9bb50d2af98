/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that a predict exercise asks for, and what the answers to them are worth. */
#include "cr-question.h"

#include "cr-exercise.h"

/* --- What is asked for --- */

/**
 * Asking: what is being found of a version, its values or its gradients.
 * @asked: name of a number → how far an answer to it may be off
 * @groups: key → group, of those whose members have not been asked for
 */
typedef struct
{
  const CrGraph *graph;
  gboolean gradient;
  GHashTable *asked;
  GHashTable *groups;
} Asking;

/* Notes one number, unless an exercise before this one asks for it. */
static void
ask (const Asking *asking, const CrNode *node, double tolerance)
{
  gpointer name = cr_question_get_name (node->key, asking->gradient);
  double *own;

  if ((asking->gradient && g_str_equal (node->gate->name, "constant")) || g_hash_table_contains (asking->asked, name))
    return;
  own = g_new (double, 1);
  *own = tolerance;
  g_hash_table_insert (asking->asked, name, own);
}

static void
ask_all (const Asking *asking, double tolerance)
{
  CR_GRAPH_FOR_EACH (asking->graph, node)
    {
      if (asking->gradient || !cr_gate_is_source (node->gate))
        ask (asking, node, tolerance);
    }
}

/* A group stands for the nodes in it, also in groups in it, however deep. */
static void
ask_each (const Asking *asking, const GArray *keys, double tolerance)
{
  g_autoptr (GArray) open = g_array_copy ((GArray *) keys);

  while (open->len > 0)
    {
      CrKey key = g_array_index (open, CrKey, open->len - 1);
      const CrNode *node = cr_graph_get_node (asking->graph, key);
      const CrGroup *group = g_hash_table_lookup (asking->groups, GUINT_TO_POINTER (key));

      g_array_set_size (open, open->len - 1);
      if (node != NULL)
        ask (asking, node, tolerance);
      if (group == NULL)
        continue;
      g_hash_table_remove (asking->groups, GUINT_TO_POINTER (key));
      g_array_append_vals (open, group->members->data, group->members->len);
    }
}

static void
ask_for (const Asking *asking)
{
  const GPtrArray *exercises = cr_graph_get_parts (asking->graph)->exercises;
  double tolerance = cr_exercise_get_tolerance (asking->graph);

  for (guint i = 0; i < exercises->len; i++)
    {
      const CrExercise *exercise = exercises->pdata[i];
      const CrKeySet *set = asking->gradient ? &exercise->hide.gradients : &exercise->hide.values;

      if (exercise->kind != CR_EXERCISE_PREDICT)
        continue;
      if (set->all)
        ask_all (asking, exercise->tolerance);
      else if (set->keys != NULL)
        ask_each (asking, set->keys, exercise->tolerance);
    }
  CR_GRAPH_FOR_EACH (asking->graph, node)
    {
      if ((node->hide & (asking->gradient ? CR_HIDE_GRADIENT : CR_HIDE_VALUE)) != 0)
        ask (asking, node, tolerance);
    }
}

/* Of all that nodes and predict exercises hide: name of a number → how far an answer may be off. (transfer full) */
static GHashTable *
find_asked (const CrGraph *graph)
{
  GHashTable *asked = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const GPtrArray *groups = cr_graph_get_parts (graph)->groups;

  for (guint gradient = 0; gradient < 2; gradient++)
    {
      g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
      Asking asking = { graph, gradient, asked, open };

      for (guint i = 0; i < groups->len; i++)
        g_hash_table_insert (open, GUINT_TO_POINTER (((CrGroup *) groups->pdata[i])->key), groups->pdata[i]);
      ask_for (&asking);
    }
  return asked;
}

gboolean
cr_graph_asks_anything (const CrGraph *graph)
{
  g_autoptr (GHashTable) asked = find_asked (graph);

  return g_hash_table_size (asked) > 0;
}

/* --- The questions --- */

static gboolean
has_number (CrTape *tape, CrKey key, gboolean gradient)
{
  CrNumbers numbers;

  return gradient ? cr_tape_get_gradient (tape, key, &numbers) : cr_tape_get_value (tape, key, &numbers);
}

static void
add_questions (GArray *questions, CrTape *tape, GHashTable *asked, gboolean gradient)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      CrQuestion question = { .key = order[gradient ? n_nodes - 1 - i : i], .gradient = gradient };

      const double *tolerance = g_hash_table_lookup (asked, cr_question_get_name (question.key, gradient));

      if (tolerance == NULL || !has_number (tape, question.key, gradient))
        continue;
      question.tolerance = *tolerance;
      g_array_append_val (questions, question);
    }
}

GArray *
cr_questions_find (CrTape *tape)
{
  GArray *questions = g_array_new (FALSE, TRUE, sizeof (CrQuestion));
  g_autoptr (GHashTable) asked = find_asked (cr_tape_get_graph (tape));

  add_questions (questions, tape, asked, FALSE);
  add_questions (questions, tape, asked, TRUE);
  return questions;
}

gpointer
cr_question_get_name (CrKey key, gboolean gradient)
{
  return GUINT_TO_POINTER (key << 1 | (gradient ? 1 : 0)); /* keys end far below */
}

void
cr_questions_judge (GArray *questions, CrTape *tape, const GPtrArray *answers)
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
        question->verdict = cr_verdict_find (tape, question->key, question->gradient, question->answer->value, question->tolerance);
    }
}
