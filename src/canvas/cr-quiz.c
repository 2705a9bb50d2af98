/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicting hidden numbers. */
#include "cr-quiz.h"

#include "cr-exercise.h"
#include "cr-graph-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrQuiz
{
  GObject parent_instance;

  CrDocument *document;
  CrTape *tape;          /* (nullable): of the whole pass, wherever the timeline stands */
  GArray *questions;     /* of CrQuestion */
  GHashTable *places;    /* name of a number to its question's place, from 1 */
  GHashTable *revealed;  /* names of numbers */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CrQuiz, cr_quiz, G_TYPE_OBJECT)

/* --- The tape of the whole pass --- */

/* Inputs that data are bound to hold the example that is shown. */
static void
bind_shown_example (CrQuiz *self)
{
  CrTape *shown = cr_document_get_tape (self->document);

  CR_GRAPH_FOR_EACH (cr_document_get_graph (self->document), node)
  {
    g_autofree double *entries = NULL;
    CrNumbers value;

    if (cr_node_get_attribute (node, "feature") == NULL || !cr_tape_get_value (shown, node->key, &value))
      continue;
    entries = g_new (double, cr_shape_get_size (value.shape));
    cr_numbers_get_example (&value, 0, entries);
    cr_tape_bind (self->tape, node->key, value.shape, 1, entries);
  }
}

static void
run_tape (CrQuiz *self)
{
  const CrGraph *graph = cr_document_get_graph (self->document);

  if (self->tape == NULL)
    self->tape = cr_tape_new (graph);
  else
    cr_tape_update (self->tape, graph);
  bind_shown_example (self);
  cr_tape_forward (self->tape);
  cr_tape_backward (self->tape, NULL);
}

/* --- The questions --- */

/* Where each stands, and which were given up. */
static void
note_questions (CrQuiz *self)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      CrQuestion *question = &g_array_index (self->questions, CrQuestion, i);
      gpointer name = cr_question_get_name (question->key, question->gradient);

      question->is_revealed = g_hash_table_contains (self->revealed, name);
      g_hash_table_insert (self->places, name, GUINT_TO_POINTER (i + 1));
    }
}

static CrQuestion *
find_question (CrQuiz *self, CrKey key, gboolean gradient)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, cr_question_get_name (key, gradient)));

  return place > 0 ? &g_array_index (self->questions, CrQuestion, place - 1) : NULL;
}

static void
update (CrQuiz *self)
{
  const CrGraph *graph = self->document != NULL ? cr_document_get_graph (self->document) : NULL;
  guint n_before = self->questions->len;

  g_array_set_size (self->questions, 0);
  g_hash_table_remove_all (self->places);
  if (graph != NULL && cr_graph_asks_anything (graph))
    {
      run_tape (self);
      g_array_unref (self->questions);
      self->questions = cr_questions_find (self->tape);
      note_questions (self);
      cr_questions_judge (self->questions, self->tape, cr_graph_get_parts (graph)->answers);
    }
  else
    g_clear_pointer (&self->tape, cr_tape_free);
  if (n_before > 0 || self->questions->len > 0)
    g_signal_emit (self, changed_signal, 0);
}

void
cr_quiz_set_document (CrQuiz *quiz, CrDocument *document)
{
  g_return_if_fail (CR_IS_QUIZ (quiz));

  if (quiz->document != NULL)
    g_signal_handlers_disconnect_by_data (quiz->document, quiz);
  g_set_object (&quiz->document, document);
  g_hash_table_remove_all (quiz->revealed);
  g_clear_pointer (&quiz->tape, cr_tape_free);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (update), quiz, G_CONNECT_SWAPPED);
  update (quiz);
}

/* --- Asking --- */

gboolean
cr_question_is_open (const CrQuestion *question)
{
  return !question->is_revealed && !(question->answer != NULL && question->verdict == CR_VERDICT_RIGHT);
}

gboolean
cr_quiz_hides (CrQuiz *quiz, CrKey key, gboolean gradient)
{
  const CrQuestion *question;

  g_return_val_if_fail (CR_IS_QUIZ (quiz), FALSE);

  question = find_question (quiz, key, gradient);
  return question != NULL && cr_question_is_open (question);
}

const CrQuestion *
cr_quiz_get_questions (CrQuiz *quiz, guint *n_questions)
{
  g_return_val_if_fail (CR_IS_QUIZ (quiz), NULL);

  *n_questions = quiz->questions->len;
  return (const CrQuestion *) quiz->questions->data;
}

void
cr_quiz_count (CrQuiz *quiz, guint *n_answered, guint *n_right, guint *n_revealed)
{
  g_return_if_fail (CR_IS_QUIZ (quiz));

  *n_answered = *n_right = *n_revealed = 0;
  for (guint i = 0; i < quiz->questions->len; i++)
    {
      const CrQuestion *question = &g_array_index (quiz->questions, CrQuestion, i);

      *n_answered += question->answer != NULL;
      *n_right += question->answer != NULL && question->verdict == CR_VERDICT_RIGHT && !question->is_revealed;
      *n_revealed += question->is_revealed;
    }
}

/* --- Answering --- */

CrMatrix *
cr_quiz_read_answer (const char *text, GError **error)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "−", "-", 0);
  if (strchr (plain->str, '[') == NULL)
    g_string_replace (plain, ",", ".", 0);
  return cr_matrix_read_text (g_strstrip (plain->str), error);
}

const char *
cr_quiz_explain_form (void)
{
  return _("Type a number, or a matrix as [[1, 2], [3, 4]].");
}

static gboolean
is_answer_to (const CrAnswer *answer, const CrQuestion *question)
{
  return answer->node == question->key && (answer->what == CR_ANSWER_GRADIENT) == question->gradient;
}

CrVerdict
cr_quiz_answer (CrQuiz *quiz, guint question, const CrMatrix *answer)
{
  const CrQuestion asked = g_array_index (quiz->questions, CrQuestion, question);
  const CrGraph *graph = cr_document_get_graph (quiz->document);
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (graph));
  g_autoptr (CrGraph) changed = NULL;
  CrAnswer *given = cr_answer_new (asked.key, asked.gradient ? CR_ANSWER_GRADIENT : CR_ANSWER_VALUE, answer);
  const CrQuestion *judged;

  for (guint i = parts->answers->len; i-- > 0;)
    if (is_answer_to (parts->answers->pdata[i], &asked))
      g_ptr_array_remove_index (parts->answers, i);
  g_ptr_array_add (parts->answers, given);
  changed = cr_graph_with_parts (graph, parts);
  cr_document_edit (quiz->document, changed, _("Answer"));
  judged = find_question (quiz, asked.key, asked.gradient);
  return judged != NULL ? judged->verdict : CR_VERDICT_WRONG;
}

void
cr_quiz_reveal (CrQuiz *quiz, guint question)
{
  const CrQuestion *asked;

  g_return_if_fail (CR_IS_QUIZ (quiz) && question < quiz->questions->len);

  asked = &g_array_index (quiz->questions, CrQuestion, question);
  g_hash_table_add (quiz->revealed, cr_question_get_name (asked->key, asked->gradient));
  update (quiz);
}

void
cr_quiz_start_over (CrQuiz *quiz)
{
  g_autoptr (CrParts) parts = NULL;
  g_autoptr (CrGraph) changed = NULL;

  g_return_if_fail (CR_IS_QUIZ (quiz) && quiz->document != NULL);

  g_hash_table_remove_all (quiz->revealed);
  parts = cr_parts_copy (cr_graph_get_parts (cr_document_get_graph (quiz->document)));
  if (parts->answers->len == 0)
    {
      update (quiz);
      return;
    }
  g_ptr_array_set_size (parts->answers, 0);
  parts->given &= ~CR_PARTS_ANSWERS;
  changed = cr_graph_with_parts (cr_document_get_graph (quiz->document), parts);
  cr_document_edit (quiz->document, changed, _("Start the exercise over"));
}

/* --- The object --- */

static void
cr_quiz_dispose (GObject *object)
{
  CrQuiz *self = CR_QUIZ (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->tape, cr_tape_free);
  G_OBJECT_CLASS (cr_quiz_parent_class)->dispose (object);
}

static void
cr_quiz_finalize (GObject *object)
{
  CrQuiz *self = CR_QUIZ (object);

  g_array_unref (self->questions);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->revealed);
  G_OBJECT_CLASS (cr_quiz_parent_class)->finalize (object);
}

static void
cr_quiz_class_init (CrQuizClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_quiz_dispose;
  G_OBJECT_CLASS (class)->finalize = cr_quiz_finalize;
  changed_signal = g_signal_new ("changed", CR_TYPE_QUIZ, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_quiz_init (CrQuiz *self)
{
  self->questions = g_array_new (FALSE, FALSE, sizeof (CrQuestion));
  self->places = g_hash_table_new (NULL, NULL);
  self->revealed = g_hash_table_new (NULL, NULL);
}

CrQuiz *
cr_quiz_new (void)
{
  return g_object_new (CR_TYPE_QUIZ, NULL);
}
