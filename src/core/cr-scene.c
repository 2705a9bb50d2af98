/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes: where they stand on the timeline, what they hide, and edits of their list. */
#include "cr-scene.h"

/* --- Sets of nodes --- */

gboolean
cr_key_set_contains (const CrKeySet *set, CrKey key)
{
  if (set->all)
    return TRUE;
  for (guint i = 0; set->keys != NULL && i < set->keys->len; i++)
    if (g_array_index (set->keys, CrKey, i) == key)
      return TRUE;
  return FALSE;
}

void
cr_key_set_take (CrKeySet *set, const CrKey *keys, guint n_keys)
{
  g_clear_pointer (&set->keys, g_array_unref);
  set->all = FALSE;
  set->is_given = n_keys > 0;
  if (n_keys == 0)
    return;
  set->keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_array_append_vals (set->keys, keys, n_keys);
}

gboolean
cr_hiding_contains (const CrHiding *hiding, CrKey key, gboolean gradient)
{
  return cr_key_set_contains (gradient ? &hiding->gradients : &hiding->values, key);
}

/* --- Steps --- */

guint
cr_scene_find_position (const CrScene *scene, const CrTimeline *timeline)
{
  guint first, n_steps;
  CrPhase phase = scene->step.phase;

  if (!scene->has_step)
    return cr_timeline_get_pass_end (timeline);
  cr_timeline_get_phase (timeline, phase, &first, &n_steps);
  if (scene->step.node == CR_KEY_NONE || (phase == CR_PHASE_UPDATE && n_steps == 0))
    return first + n_steps;
  return cr_timeline_find (timeline, phase, scene->step.node);
}

/* Its value is there from the start. */
static CrKey
find_source (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (cr_gate_is_source (node->gate))
      return node->key;
  return CR_KEY_NONE;
}

void
cr_scene_set_position (CrScene *scene, const CrGraph *graph, const CrTimeline *timeline, guint position)
{
  guint n_steps;
  const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_steps);

  scene->has_step = position <= n_steps && position != cr_timeline_get_pass_end (timeline);
  if (!scene->has_step)
    return;
  scene->step.phase = position > 0 ? steps[position - 1].phase : CR_PHASE_FORWARD;
  scene->step.node = position > 0 ? steps[position - 1].key : find_source (graph);
}

/* --- Edits --- */

static CrGraph *
with_scenes (const CrGraph *graph, GPtrArray *scenes)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));

  g_ptr_array_set_size (parts->scenes, 0);
  for (guint i = 0; i < scenes->len; i++)
    g_ptr_array_add (parts->scenes, cr_scene_ref (scenes->pdata[i]));
  if (scenes->len == 0)
    parts->given &= ~CR_PARTS_SCENES;

  CrGraph *result = cr_graph_with_parts (graph, parts);

  cr_parts_unref (parts);
  return result;
}

/* The scenes themselves, to be shuffled; the version keeps its own. */
static GPtrArray *
list_scenes (const CrGraph *graph)
{
  const GPtrArray *scenes = cr_graph_get_parts (graph)->scenes;
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < scenes->len; i++)
    g_ptr_array_add (list, scenes->pdata[i]);
  return list;
}

CrGraph *
cr_graph_with_scene (const CrGraph *graph, guint index, const CrScene *scene)
{
  g_autoptr (GPtrArray) scenes = list_scenes (graph);

  g_ptr_array_insert (scenes, MIN (index, scenes->len), (gpointer) scene);
  return with_scenes (graph, scenes);
}

CrGraph *
cr_graph_with_scene_changed (const CrGraph *graph, guint index, const CrScene *scene)
{
  g_autoptr (GPtrArray) scenes = list_scenes (graph);

  g_return_val_if_fail (index < scenes->len, cr_graph_ref (graph));

  scenes->pdata[index] = (gpointer) scene;
  return with_scenes (graph, scenes);
}

CrGraph *
cr_graph_without_scene (const CrGraph *graph, guint index)
{
  g_autoptr (GPtrArray) scenes = list_scenes (graph);

  g_return_val_if_fail (index < scenes->len, cr_graph_ref (graph));

  g_ptr_array_remove_index (scenes, index);
  return with_scenes (graph, scenes);
}

CrGraph *
cr_graph_with_scene_moved (const CrGraph *graph, guint index, guint to)
{
  g_autoptr (GPtrArray) scenes = list_scenes (graph);
  gpointer scene;

  g_return_val_if_fail (index < scenes->len && to < scenes->len, cr_graph_ref (graph));

  scene = g_ptr_array_steal_index (scenes, index);
  g_ptr_array_insert (scenes, to, scene);
  return with_scenes (graph, scenes);
}
