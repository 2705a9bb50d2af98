/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicting hidden numbers: which are asked for, what was answered, what is still hidden (cr-question.h). No widgets.
 *
 * Answers are kept in the document and are judged anew whenever it changes; what was revealed is known here alone.
 */
#pragma once

#include "cr-document.h"
#include "cr-question.h"

G_BEGIN_DECLS

#define CR_TYPE_QUIZ (cr_quiz_get_type ())
G_DECLARE_FINAL_TYPE (CrQuiz, cr_quiz, CR, QUIZ, GObject)

/* Signal "changed": there are other questions, or something is hidden that was not, or the other way round. */
CrQuiz *cr_quiz_new (void);

/* Follows a document, or none. */
void cr_quiz_set_document (CrQuiz *quiz, CrDocument *document);

/* Whether a number is hidden now: asked for, and neither answered rightly nor revealed. */
gboolean cr_quiz_hides (CrQuiz *quiz, CrKey key, gboolean gradient);

/* The questions in the order in which a pass computes their numbers; owned by the quiz, until it changes. */
const CrQuestion *cr_quiz_get_questions (CrQuiz *quiz, guint *n_questions);

/* Whether it still waits for its answer. */
gboolean cr_question_is_open (const CrQuestion *question);

/* How many are answered, rightly answered, and revealed. */
void cr_quiz_count (CrQuiz *quiz, guint *n_answered, guint *n_right, guint *n_revealed);

/* Puts an answer into the document, as one undo step, and judges it. */
CrVerdict cr_quiz_answer (CrQuiz *quiz, guint question, const CrMatrix *answer);

/* What somebody has typed, as a number or a matrix: a minus sign as the canvas shows it may be typed too, and a comma for a point
 * (transfer full); NULL with @error set where it is neither. */
CrMatrix *cr_quiz_read_answer (const char *text, GError **error);

/* What to type, for one who has typed something else; translated. */
const char *cr_quiz_explain_form (void);

/* Shows the number without an answer. */
void cr_quiz_reveal (CrQuiz *quiz, guint question);

/* Takes all answers out of the document, as one undo step, and hides again what was revealed. */
void cr_quiz_start_over (CrQuiz *quiz);

G_END_DECLS
