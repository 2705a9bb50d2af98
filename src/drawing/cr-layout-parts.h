/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames and closed groups go with what they hold when all nodes get new places. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/* The version @after with the frames and closed groups of @before moved as its nodes have moved. O(frames · nodes). */
CrGraph *cr_layout_move_parts (const CrGraph *before, const CrGraph *after);

G_END_DECLS
