/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a gradient is what it is: gradient = upstream · local, for one wire between numbers. */
#pragma once

#include "cr-number-format.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrChainTerm:
 * @gradient: what the wire carries back, ∂f/∂a along this wire
 * @upstream: what arrived at the gate that it goes into, ∂f/∂b
 * @local: that gate's own derivative by this operand, ∂b/∂a
 */
typedef struct
{
  double gradient;
  double upstream;
  double local;
} CrChainTerm;

/**
 * cr_chain_term_get:
 * @tape: a tape
 * @to: the node that the wire goes into
 * @operand: which operand
 * @term: (out): the three numbers
 *
 * The gradient is also what the wire is about to carry, where the gate has its own gradient and has not sent it on yet.
 *
 * Returns: %FALSE where one of the three is no single number, or not computed
 */
gboolean cr_chain_term_get (CrTape *tape, CrKey to, guint operand, CrChainTerm *term);

/* The three as text, gradient first. */
typedef struct
{
  char gradient[CR_NUMBER_TEXT_SIZE];
  char upstream[CR_NUMBER_TEXT_SIZE];
  char local[CR_NUMBER_TEXT_SIZE];
  gboolean is_exact;
} CrChainText;

/**
 * cr_chain_term_write:
 * @term: the numbers
 * @format: how numbers are written elsewhere
 * @text: (out): the factors with as many digits as it takes until they give the printed product (cr-reckoning.h); @text->is_exact is
 * %FALSE where no number of digits does (the sign between them is then ≈)
 */
void cr_chain_term_write (const CrChainTerm *term, CrNumberFormat format, CrChainText *text);

/* How many wires take a node's value and send something back; O(nodes + wires). */
guint cr_chain_count_uses (const CrGraph *graph, CrKey key);

/**
 * cr_chain_dup_branch:
 * @graph: a graph
 * @to: the node that a wire goes into
 * @operand: which operand
 *
 * Where a value is used several times, what one wire carries back is not its gradient but one of the terms that add up to it: it goes by the
 * wire's name. (Lecture row 9.)
 *
 * Returns: (transfer full) (nullable): "x → a", plain; %NULL where it is the only use
 */
char *cr_chain_dup_branch (const CrGraph *graph, CrKey to, guint operand);

G_END_DECLS
