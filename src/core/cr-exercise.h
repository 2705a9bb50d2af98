/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exercises of a version: what is hidden, how exact an answer must be, which gate is broken. Each edit is a new version. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/* What is hidden to be predicted. */
typedef enum
{
  CR_EXERCISE_HIDES_NOTHING,
  CR_EXERCISE_HIDES_VALUES,    /* all that is computed forward */
  CR_EXERCISE_HIDES_GRADIENTS, /* all of them */
  CR_EXERCISE_HIDES_ALL,
  CR_EXERCISE_HIDES_SOME,      /* of single nodes */
} CrExerciseHides;

/* How far an answer may be off, by 1 or by its size, where the file does not say. */
#define CR_EXERCISE_TOLERANCE 0.01

/* The first exercise of that kind, or NULL. */
const CrExercise *cr_graph_find_exercise (const CrGraph *graph, CrExerciseKind kind);

/* With @exercise in its place, or as a new one; NULL: without any of @kind (transfer full). */
CrGraph *cr_graph_with_exercise (const CrGraph *graph, CrExerciseKind kind, const CrExercise *exercise);

CrExerciseHides cr_exercise_get_hides (const CrGraph *graph);

/**
 * cr_exercise_with_hides:
 * @graph: a version
 * @hides: what is to be hidden
 * @keys: for %CR_EXERCISE_HIDES_SOME @n_keys nodes: of gates both numbers are hidden, of sources the gradient
 * @n_keys: how many
 *
 * An exercise that the file has keeps its tolerance, and what this program does not know of it.
 *
 * Returns: (transfer full) (nullable): %NULL where none of @keys has a number to be hidden
 */
CrGraph *cr_exercise_with_hides (const CrGraph *graph, CrExerciseHides hides, const CrKey *keys, guint n_keys);

double cr_exercise_get_tolerance (const CrGraph *graph);
CrGraph *cr_exercise_with_tolerance (const CrGraph *graph, double tolerance);

/* Which fault the file has prepared, and at which gate: CR_FAULT_NONE where that is left to chance, CR_KEY_NONE likewise. */
CrFault cr_exercise_get_fault (const CrGraph *graph, CrKey *gate);
CrGraph *cr_exercise_with_fault (const CrGraph *graph, CrFault fault, CrKey gate);

G_END_DECLS
