/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state a run was in at which version of the document: so that undo and redo take the run along. No widgets. */
#pragma once

#include "cr-trainer.h"

G_BEGIN_DECLS

/**
 * CrTrainingMarks:
 *
 * The newest of them, as many as fit into CR_TRAINING_MARKS_MOST and CR_TRAINING_MARKS_MOST_BYTES; at least one.
 */
typedef struct _CrTrainingMarks CrTrainingMarks;

#define CR_TRAINING_MARKS_MOST 200
#define CR_TRAINING_MARKS_MOST_BYTES ((gsize) 64 * 1024 * 1024)

CrTrainingMarks *cr_training_marks_new (void);
void cr_training_marks_free (CrTrainingMarks *marks);

/* @version holds the parameters of @state; both are referenced. @is_edited: it is an edit of what was trained then, so that from that state the
 * trainer has to take the version over. What was said of that version before is forgotten. */
void cr_training_marks_add (CrTrainingMarks *marks, const CrGraph *version, const CrTrainerState *state, gboolean is_edited);

/* The state of that very version, owned by @marks; NULL where none is known. O(marks). */
const CrTrainerState *cr_training_marks_find (const CrTrainingMarks *marks, const CrGraph *version, gboolean *is_edited);

G_END_DECLS
