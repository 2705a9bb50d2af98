/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the gate table on operands of every shape that it takes, for tests that walk the table. */
#pragma once

#include "cr-graph.h"

typedef void (*GateCaseFunction) (const CrGate *gate, const CrShape *operands, guint n_operands);

/* Walks the table and runs @function on every case of every gate; each has at least one. */
void gate_cases_for_each (GateCaseFunction function);

/* The gate y on random inputs x0, x1, … and attributes that are not the defaults; its result weighted entry by entry so that no gradient
 * is 1 by accident, and summed to the output. */
CrGraph *gate_case_build (const CrGate *gate, const CrShape *operands, guint n_operands);

/* @n numbers from where the gate's numerical check draws its operands. */
void gate_case_fill (const CrGate *gate, double *entries, gsize n);
