/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes: where one stands on the timeline, what it hides, and edits of a document's list of them. */
#pragma once

#include "cr-timeline.h"

G_BEGIN_DECLS

/* Whether a node is in such a set. O(keys). */
gboolean cr_key_set_contains (const CrKeySet *set, CrKey key);

/* Replaces the keys of a set by these; none at all: as if it was not given. */
void cr_key_set_take (CrKeySet *set, const CrKey *keys, guint n_keys);

/* Whether it hides a node's value or gradient. */
gboolean cr_hiding_contains (const CrHiding *hiding, CrKey key, gboolean gradient);

/* The position at which a scene's step is the last one done: of a whole phase its last one; at a source, which takes no step, the start;
 * without a step the end of the pass. */
guint cr_scene_find_position (const CrScene *scene, const CrTimeline *timeline);

/* Sets a scene's step so that it names this position of @graph's timeline; the end of the pass is no step. */
void cr_scene_set_position (CrScene *scene, const CrGraph *graph, const CrTimeline *timeline, guint position);

/* --- Edits; each a new version (transfer full) --- */

/* With @scene (referenced) before the one at @index; after all where there are fewer. */
CrGraph *cr_graph_with_scene (const CrGraph *graph, guint index, const CrScene *scene);

/* With @scene in the place of the one at @index. */
CrGraph *cr_graph_with_scene_changed (const CrGraph *graph, guint index, const CrScene *scene);
CrGraph *cr_graph_without_scene (const CrGraph *graph, guint index);

/* With the scene at @index moved to the place @to. */
CrGraph *cr_graph_with_scene_moved (const CrGraph *graph, guint index, guint to);

G_END_DECLS
