/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that a predict exercise asks for, and what the answers to them are worth.
 *
 * What is hidden is said by the file: `hide` of a node, and `hide` of each `predict` exercise, where "all" means all that is computed: not the
 * values of sources; and a group means what is in it. */
#pragma once

#include "cr-verdict.h"

G_BEGIN_DECLS

/**
 * CrQuestion:
 * @key: whose number is asked for
 * @gradient: its gradient, else its value
 * @tolerance: how far an answer may be off: of the first exercise that asks for it; see cr_verdict_find()
 * @answer: (nullable): what was answered; borrowed from the answers
 * @verdict: of that
 * @is_revealed: it was given up
 */
typedef struct
{
  CrKey key;
  gboolean gradient;
  double tolerance;
  const CrAnswer *answer;
  CrVerdict verdict;
  gboolean is_revealed;
} CrQuestion;

/* The name of a number, for hash tables: that of a node's value and that of its gradient are two. */
gpointer cr_question_get_name (CrKey key, gboolean gradient);

/* Whether the graph asks for any number, computed or not. O(nodes). */
gboolean cr_graph_asks_anything (const CrGraph *graph);

/* The questions of the tape's graph in the order in which a pass computes their numbers: values forward, gradients backward; none for a
 * number that the tape does not have (array of CrQuestion, transfer full; not answered yet). O(nodes). */
GArray *cr_questions_find (CrTape *tape);

/**
 * cr_questions_judge:
 * @questions: of @tape
 * @tape: a tape with the numbers
 * @answers: of #CrAnswer, which live as long as the questions; of several to one question the last counts
 *
 * Answers to what is not asked are passed over.
 */
void cr_questions_judge (GArray *questions, CrTape *tape, const GPtrArray *answers);

G_END_DECLS
