/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate does in a step, with its numbers, as Pango markup: from the gate's row and the tape, for canvas and panels alike. */
#pragma once

#include "cr-number-format.h"
#include "cr-timeline.h"

G_BEGIN_DECLS

/**
 * cr_step_text_operation:
 * @tape: a tape
 * @key: a gate
 * @format: of numbers
 *
 * The gate's sign with the numbers of its operands, in the notation of signs: "2.00 × −1.00", "e^{−1.00}", "ln(3.00)".
 *
 * Returns: (transfer full) (nullable): NULL where an operand is no computed number, or this would not say what the gate does
 */
char *cr_step_text_operation (CrTape *tape, CrKey key, CrNumberFormat format);

/* The same with the operands' names: "q × z", "e^{a}"; NULL where an operand is open, or it would not say what the gate does. */
char *cr_step_text_expression (const CrGraph *graph, CrKey key);

/**
 * cr_step_text_forward:
 * @tape: a tape
 * @key: a gate
 * @format: of numbers
 *
 * "2.00 × −1.00 = −2.00", "e^{−1.00} = 0.37", of a neuron "σ(1.00) = 0.73", as markup; without the result where that is not computed yet;
 * the formula in the graph's names where a number does not say it all ("W · x").
 *
 * Returns: (transfer full) (nullable): NULL where an operand has no value
 */
char *cr_step_text_forward (CrTape *tape, CrKey key, CrNumberFormat format);

/**
 * cr_step_text_backward:
 * @tape: a tape on which the gate's own gradient is there
 * @key: a gate
 * @format: of numbers
 *
 * A line for each operand, "x: −0.53 · 0.37 = −0.20": upstream · local = what is sent, with as many digits as make the product come out.
 * Where these are no single numbers, or too many, the row's derivative in the graph's names, "∇W = ∇q · xᵀ", or as it stands.
 *
 * Returns: (transfer full) (nullable): NULL where the gate has no gradient
 */
char *cr_step_text_backward (CrTape *tape, CrKey key, CrNumberFormat format);

/**
 * cr_step_text_pattern:
 * @graph: the version
 * @key: a gate
 *
 * What it does to the upstream gradient, in words: the row's sentence, and where a value of its operands has several uses, that gradients
 * add up there. (Lecture rows 5 and 6.)
 *
 * Returns: (transfer full) (nullable): as markup
 */
char *cr_step_text_pattern (const CrGraph *graph, CrKey key);

/**
 * cr_step_text_update:
 * @tape: a tape after cr_tape_backward(), of a graph that is to be trained
 * @key: a parameter, or a unit, whose weights are then meant
 * @format: of numbers
 *
 * "w ← w − 0.03 · ∇w" as the graph's training says; of a number by plain descent with its numbers: by the gradient that is shown, which is
 * that of one example where there are data.
 *
 * Returns: (transfer full) (nullable): NULL where the graph is not to be trained
 */
char *cr_step_text_update (CrTape *tape, CrKey key, CrNumberFormat format);

/* The four for a step: forward, "∂f/∂f = 1" for the loss, backward. */
char *cr_step_text_write (CrTape *tape, const CrTimelineStep *step, CrNumberFormat format);

G_END_DECLS
