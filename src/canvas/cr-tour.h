/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided tour: what is to be done next until (x + y) · z is wired. No widgets.
 *
 * How this works: a step is a row with its words and a look at the graph that says whether it has been done. Where the tour stands is not kept
 * anywhere: it is the first row that the graph does not fulfil. So each step goes on by itself when it really has been done, by pointer or by
 * keyboard, in whatever order; and undo goes back in the tour too.
 */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

typedef enum
{
  CR_TOUR_FIRST_INPUT,
  CR_TOUR_OTHER_INPUTS,
  CR_TOUR_ADD,
  CR_TOUR_WIRE_ADD,
  CR_TOUR_MUL,
  CR_TOUR_WIRE_MUL,
  CR_TOUR_DONE,
  CR_TOUR_N_STEPS
} CrTourStep;

/* The first step that @graph does not fulfil; %CR_TOUR_DONE where (x + y) · z of three sources is wired. O(nodes · operands). */
CrTourStep cr_tour_get_step (const CrGraph *graph);

/* What the step is, what to do with the pointer, and how the same is done by keys; translated. */
const char *cr_tour_get_title (CrTourStep step);
const char *cr_tour_get_text (CrTourStep step);
const char *cr_tour_get_keys (CrTourStep step);

G_END_DECLS
