/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for a graph that has none: layers from left to right, few crossings, nothing on top of anything. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/* A version in which every node has a place: those without one are placed beside their neighbours, or below everything where
 * none of them has one. The same version (referenced) where none is missing. Deterministic; O((nodes + wires) · log). Returns:
 * (transfer full) */
CrGraph *cr_layout_missing (const CrGraph *graph);

/* A version in which all nodes are placed anew, the members of a group side by side, frames with what they hold; a centre and a zoom of its view are forgotten.
 * Returns: (transfer full) */
CrGraph *cr_layout_all (const CrGraph *graph);

G_END_DECLS
