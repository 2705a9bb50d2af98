/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find the broken gate: the program breaks one backward rule without saying which; the learner measures a few wires and names it. No widgets.
 *
 * The rule is broken on the document's tape alone: the graph, what is saved and what is trained are as they were.
 */
#pragma once

#include "cr-document.h"
#include "cr-number-format.h"
#include "cr-wire-check.h"

G_BEGIN_DECLS

#define CR_TYPE_HUNT (cr_hunt_get_type ())
G_DECLARE_FINAL_TYPE (CrHunt, cr_hunt, CR, HUNT, GObject)

typedef enum
{
  CR_HUNT_OFF,
  CR_HUNT_ON,
  CR_HUNT_FOUND,
  CR_HUNT_GIVEN_UP,
} CrHuntState;

/* Signal "changed": its state, or how many wires may be measured. */
CrHunt *cr_hunt_new (void);

/* Ends what goes on, and follows another document, or none. */
void cr_hunt_set_document (CrHunt *hunt, CrDocument *document);

/**
 * cr_hunt_start:
 * @hunt: a hunt with a document
 * @seed: for what is chosen at random
 * @error: return location: %CR_ERROR_NO_OUTPUT where no fault would change a gradient
 *
 * Breaks what the document's `fault` exercise says, or where there is none (or it changes nothing) a gate at random, so that some gradient
 * is another one. Brings the timeline to its end.
 *
 * Returns: whether it could
 */
gboolean cr_hunt_start (CrHunt *hunt, guint32 seed, GError **error);

CrHuntState cr_hunt_get_state (CrHunt *hunt);

/* How many wires may still be measured. */
guint cr_hunt_get_n_probes (CrHunt *hunt);

/* Measures one wire; FALSE where none is left, or it carries no gradient. That costs nothing, nor does one that has been measured. */
gboolean cr_hunt_probe (CrHunt *hunt, CrKey to, guint operand, CrCheckedWire *wire);

/* Whether it is that node: then the hunt is over. */
gboolean cr_hunt_guess (CrHunt *hunt, CrKey key);
guint cr_hunt_get_n_guesses (CrHunt *hunt);

/* Tells it without a guess. */
void cr_hunt_give_up (CrHunt *hunt);

/* What was broken, of a hunt that is over. */
CrKey cr_hunt_get_key (CrHunt *hunt);
CrFault cr_hunt_get_fault (CrHunt *hunt);

/* What was wrong and what is right, in words, and in numbers of that format; markup, to be freed. */
char *cr_hunt_dup_solution (CrHunt *hunt, CrNumberFormat format);

G_END_DECLS
