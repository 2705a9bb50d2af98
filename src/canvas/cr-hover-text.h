/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of that which the pointer rests on. */
#pragma once

#include "cr-picture.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrHoverText:
 * @ends: of a wire, "q → f, operand 1"; else what is wrong, in words
 * @shape: (nullable): of what the wire carries, "2×3"; with the number of examples where there are many, "2×3 · 10 examples"
 * @value: (nullable): "▸ −2.00"; of a matrix its entries where they are few, else the least and the greatest
 * @gradient: (nullable): of this wire alone, in the same form: "◂ −4.00"
 * @weight: (nullable): with which a unit takes it, "weight 3.00"
 *
 * A wire's numbers in words, or why a node has none. Translated; clear with cr_hover_text_clear().
 */
typedef struct
{
  char *ends;
  char *shape;
  char *value;
  char *gradient;
  char *weight;
} CrHoverText;

void cr_hover_text_clear (CrHoverText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrHoverText, cr_hover_text_clear)

/**
 * cr_hover_text_for_wire:
 * @graph: a version
 * @tape: its tape
 * @to: the node that the wire goes into
 * @operand: which of its operands
 * @format: of numbers
 * @hides: (nullable): says which numbers are not to be told
 * @data: for @hides
 * @text: (out caller-allocates): what is told
 *
 * Cost: one backward of one gate.
 *
 * Returns: whether there is such a wire
 */
gboolean cr_hover_text_for_wire (const CrGraph *graph, CrTape *tape, CrKey to, guint operand, CrNumberFormat format, CrPictureHides hides,
                                 gpointer data, CrHoverText *text);

G_END_DECLS
