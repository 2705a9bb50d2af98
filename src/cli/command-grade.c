/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli grade: marks the answers in one file against the exercise in another. All numbers are computed anew from the exercise: what
 * else stands in the file with the answers does not count. */
#include "cr-command.h"
#include "cr-exercise.h"
#include "cr-print.h"
#include "cr-question.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What a verdict is called in JSON, where it is a reason. */
static const char *const reason_names[] = {
  [CR_VERDICT_SHAPE] = "shape",     [CR_VERDICT_TRANSPOSED] = "transposed", [CR_VERDICT_CLOSE] = "close",
  [CR_VERDICT_SIGN] = "sign",       [CR_VERDICT_BRANCH] = "branch",         [CR_VERDICT_UPSTREAM] = "upstream",
  [CR_VERDICT_LOCAL] = "local",     [CR_VERDICT_OPERAND] = "operand",       [CR_VERDICT_ROUTE] = "route",
  [CR_VERDICT_OUTPUT] = "output",   [CR_VERDICT_WRONG] = NULL,
};

/* --- The answers --- */

/* The answers of @graph about nodes of the same id in @exercise (of CrAnswer). Says which are about none. */
static GPtrArray *
take_answers (const char *file, const CrGraph *graph, const CrGraph *exercise)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_answer_unref);
  const GPtrArray *given = cr_graph_get_parts (graph)->answers;

  for (guint i = 0; i < given->len; i++)
    {
      const CrAnswer *answer = given->pdata[i];
      const char *id = cr_graph_get_node (graph, answer->node)->id;
      CrKey key = cr_graph_find (exercise, id);

      if (key != CR_KEY_NONE && cr_graph_get_node (exercise, key) != NULL)
        g_ptr_array_add (answers, cr_answer_new (key, answer->what, answer->value));
      else
        cr_command_complain (file, _("answer %u: the exercise has no node \"%s\""), i, id);
    }
  return answers;
}

static gboolean
is_right (const CrQuestion *question)
{
  return question->answer != NULL && question->verdict == CR_VERDICT_RIGHT;
}

static guint
count_right (const GArray *questions)
{
  guint n_right = 0;

  for (guint i = 0; i < questions->len; i++)
    n_right += is_right (&g_array_index (questions, CrQuestion, i));
  return n_right;
}

/* The number that is asked for, of the example that is bound (transfer full). */
static CrMatrix *
get_expected (CrTape *tape, const CrQuestion *question)
{
  g_autofree double *entries = NULL;
  CrNumbers numbers;

  if (question->gradient)
    cr_tape_get_gradient (tape, question->key, &numbers);
  else
    cr_tape_get_value (tape, question->key, &numbers);
  entries = g_new (double, cr_shape_get_size (numbers.shape));
  cr_numbers_get_example (&numbers, 0, entries);
  return cr_matrix_new (numbers.shape.rows, numbers.shape.columns, entries);
}

/* --- Telling --- */

static void
append_json (GString *json, CrTape *tape, const CrQuestion *question)
{
  g_autoptr (CrMatrix) expected = get_expected (tape, question);
  const char *reason = question->answer != NULL && !is_right (question) ? reason_names[question->verdict] : NULL;

  g_string_append_printf (json, "{\"node\": \"%s\", \"what\": \"%s\", \"verdict\": \"%s\", \"reason\": ",
                          cr_graph_get_node (cr_tape_get_graph (tape), question->key)->id,
                          cr_answer_names[question->gradient ? CR_ANSWER_GRADIENT : CR_ANSWER_VALUE],
                          question->answer == NULL ? "missing" : is_right (question) ? "right" : "wrong");
  g_string_append_printf (json, reason != NULL ? "\"%s\"" : "null", reason);
  g_string_append (json, ", \"answer\": ");
  if (question->answer != NULL)
    cr_print_json_matrix (json, question->answer->value->shape, question->answer->value->entries, CR_FORM_VALUE);
  else
    g_string_append (json, "null");
  g_string_append (json, ", \"expected\": ");
  cr_print_json_matrix (json, expected->shape, expected->entries, CR_FORM_VALUE);
  g_string_append_c (json, '}');
}

static void
print_json (CrTape *tape, const GArray *questions)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"questions\": %u, \"right\": %u, \"answers\": [", questions->len, count_right (questions));
  for (guint i = 0; i < questions->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      append_json (json, tape, &g_array_index (questions, CrQuestion, i));
    }
  printf ("%s]}\n", json->str);
}

/* "q, gradient: 4 is wrong, it is -4. The right size, with the wrong sign." */
static void
append_text (GString *text, CrTape *tape, const CrQuestion *question)
{
  g_autoptr (CrMatrix) expected = get_expected (tape, question);
  g_autoptr (GString) given = g_string_new (NULL);
  g_autoptr (GString) truth = g_string_new (NULL);

  cr_print_matrix (truth, expected->shape, expected->entries);
  g_string_append_printf (text, question->gradient ? _("%s, gradient: ") : _("%s, value: "),
                          cr_graph_get_node (cr_tape_get_graph (tape), question->key)->id);
  if (question->answer == NULL)
    {
      g_string_append_printf (text, _("not answered, it is %s\n"), truth->str);
      return;
    }
  cr_print_matrix (given, question->answer->value->shape, question->answer->value->entries);
  if (is_right (question))
    g_string_append_printf (text, _("%s is right\n"), given->str);
  else
    g_string_append_printf (text, _("%s is wrong, it is %s. %s\n"), given->str, truth->str, cr_verdict_get_text (question->verdict));
}

static void
print_text (CrTape *tape, const GArray *questions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    append_text (text, tape, &g_array_index (questions, CrQuestion, i));
  g_string_append_printf (text, _("%u of %u right\n"), count_right (questions), questions->len);
  fputs (text->str, stdout);
}

/* --- The command --- */

/* What the exercise asks for; NULL where that is nothing. Without an output there are no gradients, but there may be values. */
static GArray *
find_questions (const char *file, CrTape *tape)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) questions = NULL;

  if (!cr_graph_asks_anything (cr_tape_get_graph (tape)))
    {
      cr_command_complain (file, _("it hides no number, so it asks for nothing"));
      return NULL;
    }
  cr_tape_backward (tape, &error);
  questions = cr_questions_find (tape);
  if (questions->len > 0)
    return g_steal_pointer (&questions);
  cr_command_complain (file, "%s", error != NULL ? error->message : _("what it hides cannot be computed"));
  return NULL;
}

CrExit
cr_command_grade (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE, any_path = FALSE;
  int example = 0;
  const GOptionEntry options[] = {
    CR_OPTION_EXAMPLE (&example),
    CR_OPTION_ALLOW_PATH (&any_path),
    CR_OPTION_JSON (&json),
    { NULL },
  };
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrGraph) handed_in = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GArray) questions = NULL;
  CrExit exercise_status, status;

  if (!cr_command_parse (command, arguments, options, 2, 2, &names))
    return CR_EXIT_USAGE;
  tape = cr_command_evaluate (names[0], example, any_path, &exercise_status);
  if (tape == NULL)
    return exercise_status;
  questions = find_questions (names[0], tape);
  if (questions == NULL)
    return CR_EXIT_NO;
  handed_in = cr_command_read_graph (names[1], &status);
  if (handed_in == NULL)
    return status;
  answers = take_answers (names[1], handed_in, cr_tape_get_graph (tape));
  cr_questions_judge (questions, tape, answers);
  if (json)
    print_json (tape, questions);
  else
    print_text (tape, questions);
  return count_right (questions) == questions->len ? exercise_status : CR_EXIT_NO;
}
