/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what stands on what in a picture. */
#pragma once

#include "cr-picture.h"

G_BEGIN_DECLS

/**
 * Overlaps:
 * @wires: pairs of a wire and a node that the wire runs under and does not end at
 * @wire_words: pairs of a wire and a name or a flag that it runs through
 * @wire_numbers: pairs of a wire and a number that it runs through or touches
 * @numbers: pairs of numbers that meet or touch
 * @bodies: pairs of a number and a node, a name or a flag that it meets or touches
 * @sizes: numbers of another size than the first one's
 * @strays: numbers on wires that are not nearer, by a margin, to their own wire than to every other one
 * @digits: numbers that are not written as the picture's one format has them
 * @names: pairs of a gate's name and another one, another node or a flag, that meet
 * @hidden: values and gradients of nodes that are computed and not shown
 * @hidden_branches: what a single one of several wires carries back and does not show
 */
typedef struct
{
  guint wires;
  guint wire_words;
  guint wire_numbers;
  guint numbers;
  guint bodies;
  guint sizes;
  guint strays;
  guint digits;
  guint names;
  guint hidden;
  guint hidden_branches;
} Overlaps;

/* @report: (nullable): prints each with this before it. */
Overlaps overlaps_count (CrPicture *picture, const char *report);

/* All but the hidden ones. */
static inline guint
overlaps_sum (Overlaps overlaps)
{
  return overlaps.wires + overlaps.wire_words + overlaps.wire_numbers + overlaps.numbers + overlaps.bodies + overlaps.sizes +
         overlaps.strays + overlaps.digits + overlaps.names;
}

G_END_DECLS
