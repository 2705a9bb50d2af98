/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to groups and frames: each function takes a version and gives a new one (transfer full). */
#pragma once

#include "cr-geometry.h"
#include "cr-graph.h"

G_BEGIN_DECLS

/* The keys with what goes along with them: the members of groups at any depth, and the nodes, closed groups and frames that lie in
 * frames (their places count). Each once (transfer full; CrKey elements). */
GArray *cr_edit_with_contents (const CrGraph *graph, const CrKey *keys, guint n_keys);

/* Where a node, a group or a frame is; FALSE where the key names none of them. */
gboolean cr_edit_get_place (const CrGraph *graph, CrKey key, CrPoint *place);

/* New parts with the groups and frames among the keys elsewhere, for cr_edit_move(); NULL where there are none of them. */
CrParts *cr_edit_moved_parts (const CrGraph *graph, const CrKey *keys, guint n_keys, double dx, double dy);

/* Without these nodes, the members of these groups, and these frames (not what lies in them). */
CrGraph *cr_edit_delete (const CrGraph *graph, const CrKey *keys, guint n_keys);

/* A group closed, in the middle of its members unless it has a place, or open. */
CrGraph *cr_edit_set_collapsed (const CrGraph *graph, CrKey key, gboolean collapsed);

/* With a frame more, without title or text, at that rectangle; @key is its key. */
CrGraph *cr_edit_add_frame (const CrGraph *graph, CrArea area, CrKey *key);

/* A frame with another rectangle. */
CrGraph *cr_edit_set_frame_area (const CrGraph *graph, CrKey key, CrArea area);

/* Puts a folded group, or a frame with its size, somewhere else; nothing where the key names neither. */
void cr_edit_place_part (CrParts *parts, CrKey key, const CrArea *area);

/* Another title of a group or a frame, another text of a frame; an empty one takes it away. The same version where nothing differs. */
CrGraph *cr_edit_set_part_title (const CrGraph *graph, CrKey key, const char *title);
CrGraph *cr_edit_set_frame_text (const CrGraph *graph, CrKey key, const char *text);

G_END_DECLS
