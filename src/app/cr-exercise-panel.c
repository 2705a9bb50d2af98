/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicting numbers. */
#include "cr-exercise-panel.h"

#include "cr-exercise.h"
#include "cr-field.h"
#include "cr-lesson.h"

#include <glib/gi18n-lib.h>

struct _CrExercisePanel
{
  CrPanel parent_instance;

  gboolean is_updating;
  int asked;       /* place of the question that is shown, or -1 */
  CrKey asked_key; /* of it, so that a new order keeps it */
  gboolean asked_gradient;
  GtkWidget *hide;
  GtkWidget *tolerance;
  GtkWidget *quiz;
  GtkWidget *progress;
  GtkWidget *score;
  GtkWidget *question;
  GtkWidget *entry;
  GtkWidget *check;
  GtkWidget *reveal;
  GtkWidget *next;
  GtkWidget *verdict;
};

G_DEFINE_FINAL_TYPE (CrExercisePanel, cr_exercise_panel, CR_TYPE_PANEL)

static CrQuiz *
get_quiz (CrExercisePanel *self)
{
  return cr_canvas_get_quiz (cr_panel_get_canvas (CR_PANEL (self)));
}

/* --- What is hidden --- */

static void
on_hide_chosen (CrExercisePanel *self)
{
  CrPanel *panel = CR_PANEL (self);
  CrExerciseHides hides = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->hide));
  CrGraph *hidden;
  guint n_keys;
  const CrKey *keys;

  if (self->is_updating || cr_panel_get_document (panel) == NULL)
    return;
  keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (panel), &n_keys);
  hidden = cr_exercise_with_hides (cr_panel_get_graph (panel), hides, keys, n_keys);
  if (hidden == NULL)
    cr_canvas_show_message (cr_panel_get_canvas (panel), _("Select the nodes on the canvas first."));
  cr_panel_take_edit (panel, hidden, _("Change what is hidden"));
  cr_panel_update (panel);
}

static void
on_tolerance_commit (CrExercisePanel *self, const char *text)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  g_autoptr (CrMatrix) number = cr_quiz_read_answer (text, NULL);

  if (number == NULL || !cr_shape_is_number (number->shape) || number->entries[0] < 0)
    {
      cr_field_set_problem (CR_FIELD (self->tolerance), _("A number of 0 or more: 0.01 lets an answer be off by one in a hundred."));
      return;
    }
  cr_field_set_problem (CR_FIELD (self->tolerance), NULL);
  if (number->entries[0] != cr_exercise_get_tolerance (graph))
    cr_panel_take_edit (CR_PANEL (self), cr_exercise_with_tolerance (graph, number->entries[0]), _("Change the tolerance"));
}

static void
show_settings (CrExercisePanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrExerciseHides hides = cr_exercise_get_hides (graph);
  char tolerance[G_ASCII_DTOSTR_BUF_SIZE];

  self->is_updating = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->hide), hides);
  self->is_updating = FALSE;
  gtk_widget_set_visible (self->tolerance, hides != CR_EXERCISE_HIDES_NOTHING);
  g_ascii_formatd (tolerance, sizeof tolerance, "%g", cr_exercise_get_tolerance (graph));
  cr_field_set_text (CR_FIELD (self->tolerance), tolerance);
}

/* --- The question --- */

/* "∂f/∂q", "∇W", "q". */
static char *
dup_name_of (CrExercisePanel *self, const CrQuestion *question)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autofree char *name = cr_panel_dup_name (cr_graph_get_node (graph, question->key));
  const CrNode *output = cr_graph_get_node (graph, cr_tape_get_output (tape, NULL));
  CrShape shape;

  if (!question->gradient)
    return g_steal_pointer (&name);
  if (output == NULL || (cr_tape_get_shape (tape, question->key, &shape) && !cr_shape_is_number (shape)))
    return g_strdup_printf ("∇%s", name);

  g_autofree char *of = cr_panel_dup_name (output);

  return g_strdup_printf ("∂%s/∂%s", of, name);
}

static int
find_open (const CrQuestion *questions, guint n, guint from)
{
  for (guint i = 0; i < n; i++)
    if (cr_question_is_open (&questions[(from + i) % n]))
      return (from + i) % n;
  return -1;
}

/* The one that was asked before stays, as long as it can be seen what came of it. */
static void
choose_question (CrExercisePanel *self)
{
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);

  for (guint i = 0; i < n; i++)
    if (questions[i].key == self->asked_key && questions[i].gradient == self->asked_gradient)
      {
        self->asked = i;
        return;
      }
  self->asked = find_open (questions, n, 0);
}

static void
ask (CrExercisePanel *self, int place)
{
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);

  self->asked = place;
  self->asked_key = place >= 0 ? questions[place].key : CR_KEY_NONE;
  self->asked_gradient = place >= 0 && questions[place].gradient;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (place >= 0)
    cr_canvas_show_node (cr_panel_get_canvas (CR_PANEL (self)), self->asked_key);
  cr_panel_update (CR_PANEL (self));
}

/* --- What it shows --- */

static void
show_verdict (CrExercisePanel *self, const CrQuestion *question)
{
  if (question == NULL)
    cr_lesson_tell (self->verdict, "", CR_LESSON_NEUTRAL);
  else if (question->is_revealed)
    cr_lesson_tell (self->verdict, _("It was revealed."), CR_LESSON_NEUTRAL);
  else if (question->answer != NULL)
    cr_lesson_tell (self->verdict, cr_verdict_get_text (question->verdict),
                    question->verdict == CR_VERDICT_RIGHT ? CR_LESSON_RIGHT : CR_LESSON_WRONG);
  else
    cr_lesson_tell (self->verdict, "", CR_LESSON_NEUTRAL);
}

static void
update_question (CrExercisePanel *self, const CrQuestion *questions, guint n)
{
  const CrQuestion *question = self->asked >= 0 ? &questions[self->asked] : NULL;
  gboolean is_open = question != NULL && cr_question_is_open (question);
  g_autofree char *name = question != NULL ? dup_name_of (self, question) : NULL;
  g_autofree char *text = question != NULL ? g_strdup_printf ("%s = %s", name, is_open ? "?" : "") : g_strdup (_("All numbers are told."));

  if (question != NULL && !is_open)
    {
      g_free (text);
      text = g_strdup_printf (_("%s is told."), name);
    }
  cr_panel_set_markup (self->question, text);
  gtk_widget_set_visible (self->entry, is_open);
  gtk_widget_set_visible (self->check, is_open);
  gtk_widget_set_visible (self->reveal, is_open);
  gtk_widget_set_sensitive (self->next, find_open (questions, n, 0) >= 0 && (n > 1 || !is_open));
  show_verdict (self, question);
}

static void
cr_exercise_panel_update (CrPanel *panel)
{
  CrExercisePanel *self = CR_EXERCISE_PANEL (panel);
  guint n, n_answered, n_right, n_revealed;
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);
  g_autofree char *score = NULL;

  cr_quiz_count (get_quiz (self), &n_answered, &n_right, &n_revealed);
  show_settings (self);
  gtk_widget_set_visible (self->quiz, n > 0);
  if (n == 0)
    {
      self->asked = -1;
      self->asked_key = CR_KEY_NONE;
      return;
    }
  choose_question (self);
  score = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u right, %u revealed", "%u of %u right, %u revealed", n_right), n_right, n,
                           n_revealed);
  gtk_label_set_text (GTK_LABEL (self->score), score);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), (n_right + n_revealed) / (double) n);
  update_question (self, questions, n);
}

/* --- Answering --- */

static void
on_check (CrExercisePanel *self)
{
  g_autoptr (CrMatrix) answer = NULL;
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);

  if (self->asked < 0 || (guint) self->asked >= n || !cr_question_is_open (&questions[self->asked]))
    return;
  answer = cr_quiz_read_answer (gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);
  if (answer == NULL)
    {
      cr_lesson_tell (self->verdict, cr_quiz_explain_form (), CR_LESSON_WRONG);
      return;
    }
  self->asked_key = questions[self->asked].key;
  self->asked_gradient = questions[self->asked].gradient;
  cr_quiz_answer (get_quiz (self), self->asked, answer);
  cr_panel_update (CR_PANEL (self));
}

static void
on_reveal (CrExercisePanel *self)
{
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);

  if (self->asked < 0 || (guint) self->asked >= n)
    return;
  self->asked_key = questions[self->asked].key;
  self->asked_gradient = questions[self->asked].gradient;
  cr_quiz_reveal (get_quiz (self), self->asked);
  cr_panel_update (CR_PANEL (self));
}

static void
on_next (CrExercisePanel *self)
{
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);

  if (n > 0)
    ask (self, find_open (questions, n, self->asked + 1));
  gtk_widget_grab_focus (self->entry);
}

static void
on_start_over (CrExercisePanel *self)
{
  cr_quiz_start_over (get_quiz (self));
  self->asked_key = CR_KEY_NONE;
  cr_panel_update (CR_PANEL (self));
}

/* A node that is selected is asked about: first its value, then its gradient. */
static void
on_selection_changed (CrExercisePanel *self)
{
  guint n_keys, n;
  const CrKey *keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (CR_PANEL (self)), &n_keys);
  const CrQuestion *questions = cr_quiz_get_questions (get_quiz (self), &n);

  for (guint i = 0; n_keys == 1 && i < n; i++)
    if (questions[i].key == keys[0] && cr_question_is_open (&questions[i]))
      {
        ask (self, i);
        return;
      }
}

/* The blank that is open on the canvas is asked about here too. */
static void
on_asking (CrExercisePanel *self)
{
  CrCanvas *canvas = cr_panel_get_canvas (CR_PANEL (self));
  CrKey key;
  gboolean gradient;

  if (!cr_canvas_get_asked (canvas, &key, &gradient) || (key == self->asked_key && gradient == self->asked_gradient))
    return;
  self->asked_key = key;
  self->asked_gradient = gradient;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  cr_panel_update (CR_PANEL (self));
}

static void
on_quiz_changed (CrExercisePanel *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    cr_panel_update (CR_PANEL (self));
}

/* --- Making it --- */

static void
make_quiz (CrExercisePanel *self)
{
  GtkWidget *buttons;

  self->quiz = cr_lesson_append_column (CR_PANEL (self));
  self->progress = gtk_progress_bar_new ();
  gtk_box_append (GTK_BOX (self->quiz), self->progress);
  self->score = cr_panel_append_text (self->quiz, "caption-text");
  self->question = cr_panel_append_text (self->quiz, "quiz-question");
  self->entry = gtk_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Your answer"), -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Your answer"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_check), self);
  gtk_box_append (GTK_BOX (self->quiz), self->entry);
  self->verdict = cr_lesson_append_verdict (self->quiz);
  buttons = cr_lesson_append_row (self->quiz);
  self->check = cr_lesson_append_button (buttons, _("Check"), G_CALLBACK (on_check), self);
  self->reveal = cr_lesson_append_button (buttons, _("Reveal"), G_CALLBACK (on_reveal), self);
  self->next = cr_lesson_append_button (buttons, _("Next"), G_CALLBACK (on_next), self);
  cr_lesson_append_button (self->quiz, _("Start Over"), G_CALLBACK (on_start_over), self);
}

static void
cr_exercise_panel_class_init (CrExercisePanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_exercise_panel_update;
}

static void
cr_exercise_panel_init (CrExercisePanel *self)
{
  CrPanel *panel = CR_PANEL (self);
  const char *const choices[] = { _("nothing"), _("forward values"), _("backward gradients"), _("all numbers"), _("of the selection"),
                                  NULL };
  GtkWidget *list = cr_panel_new_list (_("Predict"));

  self->asked = -1;
  cr_lesson_append_heading (panel, _("Predict"));
  self->hide = cr_panel_new_choice (gtk_string_list_new (choices));
  gtk_widget_add_css_class (self->hide, "flat");
  g_signal_connect_swapped (self->hide, "notify::selected", G_CALLBACK (on_hide_chosen), self);
  gtk_list_box_append (GTK_LIST_BOX (list), cr_panel_new_row (_("Hidden"), self->hide));
  self->tolerance = cr_field_new (_("Right within"), TRUE);
  gtk_widget_set_tooltip_text (self->tolerance, _("How far an answer may be off: by that, or by that share of the number where it is larger than 1"));
  g_signal_connect_swapped (self->tolerance, "commit", G_CALLBACK (on_tolerance_commit), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->tolerance);
  gtk_box_append (GTK_BOX (self), list);
  make_quiz (self);
}

GtkWidget *
cr_exercise_panel_new (CrCanvas *canvas)
{
  CrExercisePanel *self = g_object_new (CR_TYPE_EXERCISE_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  g_signal_connect_object (cr_canvas_get_quiz (canvas), "changed", G_CALLBACK (on_quiz_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "asking", G_CALLBACK (on_asking), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkEditable *
cr_exercise_panel_get_entry (CrExercisePanel *panel)
{
  g_return_val_if_fail (CR_IS_EXERCISE_PANEL (panel), NULL);

  return GTK_EDITABLE (panel->entry);
}
