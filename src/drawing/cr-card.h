/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain rule of one node, ready to be shown and copied: in symbols, with its numbers one term a use, and their sum; from what `explain`
 * says, so that no card can disagree with it. (Lecture rows 1, 2, 6 and 9.)
 */
#pragma once

#include "cr-explanation.h"
#include "cr-matrix-product.h"
#include "cr-number-format.h"

G_BEGIN_DECLS

/**
 * CrCard:
 * @symbols: markup: "∂f/∂x = ∂f/∂q · ∂q/∂x + ∂f/∂r · ∂r/∂x"; of matrices "∇x = Wᵀ · ∇q"
 * @shapes: markup: of matrices the shapes of the gradients in it, "∇W 2×2, ∇q 2×1"; else %NULL
 * @lines: (element-type utf8): markup, one for each use: "q: 1.00 · −4.00 = −4.00"; of matrices their product, or where they are too large
 *   upstream gradient and what is sent back
 * @sum: markup: "−4.00 + 2.00 = −2.00" where there are several; else %NULL
 * @products: (element-type CrMatrixProduct): the lines as matrices, one for each use; empty where one of them cannot be shown so
 * @names: (element-type utf8): markup, the gate of each use
 * @text: all of it as plain text
 * @latex: all of it as lines of LaTeX mathematics
 */
typedef struct
{
  char *symbols;
  char *shapes;
  GPtrArray *lines;
  char *sum;
  GPtrArray *products;
  GPtrArray *names;
  char *text;
  char *latex;
} CrCard;

/**
 * cr_card_new:
 * @tape: a tape
 * @key: a node
 * @format: of numbers; a line takes as many more digits as make its printed factors give the printed product
 *
 * On a walk step by step it holds the uses that have sent something by then.
 *
 * Returns: (transfer full) (nullable): %NULL where the node has no gradient
 */
CrCard *cr_card_new (CrTape *tape, CrKey key, CrNumberFormat format);

/* The same of one wire alone: of a value that is used several times the one term, by the name "x → a". NULL also where the wire has
 * sent nothing yet. */
CrCard *cr_card_new_for_wire (CrTape *tape, CrKey to, guint operand, CrNumberFormat format);
void cr_card_free (CrCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrCard, cr_card_free)

G_END_DECLS
