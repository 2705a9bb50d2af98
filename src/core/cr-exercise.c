/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exercises of a version. */
#include "cr-exercise.h"

#include "cr-scene.h"

const CrExercise *
cr_graph_find_exercise (const CrGraph *graph, CrExerciseKind kind)
{
  const GPtrArray *exercises = cr_graph_get_parts (graph)->exercises;

  for (guint i = 0; i < exercises->len; i++)
    if (((const CrExercise *) exercises->pdata[i])->kind == kind)
      return exercises->pdata[i];
  return NULL;
}

CrGraph *
cr_graph_with_exercise (const CrGraph *graph, CrExerciseKind kind, const CrExercise *exercise)
{
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (graph));
  const CrExercise *old = cr_graph_find_exercise (graph, kind);
  guint place = parts->exercises->len;

  if (old != NULL)
    {
      g_ptr_array_find (parts->exercises, old, &place);
      g_ptr_array_remove_index (parts->exercises, place);
    }
  if (exercise != NULL)
    g_ptr_array_insert (parts->exercises, place, cr_exercise_ref (exercise));
  if (parts->exercises->len == 0)
    parts->given &= ~CR_PARTS_EXERCISES;
  return cr_graph_with_parts (graph, parts);
}

/* To be changed: as the file has it, or new. */
static CrExercise *
begin_change (const CrGraph *graph, CrExerciseKind kind)
{
  const CrExercise *old = cr_graph_find_exercise (graph, kind);

  return old != NULL ? cr_exercise_copy (old) : cr_exercise_new (kind);
}

/* --- What is hidden --- */

static gboolean
hides_some (const CrGraph *graph, const CrExercise *exercise)
{
  if (exercise != NULL && (exercise->hide.values.keys != NULL || exercise->hide.gradients.keys != NULL))
    return TRUE;
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->hide != CR_HIDE_NONE)
      return TRUE;
  return FALSE;
}

CrExerciseHides
cr_exercise_get_hides (const CrGraph *graph)
{
  const CrExercise *exercise = cr_graph_find_exercise (graph, CR_EXERCISE_PREDICT);

  if (exercise != NULL && exercise->hide.values.all)
    return exercise->hide.gradients.all ? CR_EXERCISE_HIDES_ALL : CR_EXERCISE_HIDES_VALUES;
  if (exercise != NULL && exercise->hide.gradients.all)
    return CR_EXERCISE_HIDES_GRADIENTS;
  return hides_some (graph, exercise) ? CR_EXERCISE_HIDES_SOME : CR_EXERCISE_HIDES_NOTHING;
}

/* Without what single nodes hide. */
static CrGraph *
show_all_nodes (const CrGraph *graph)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  CR_GRAPH_FOR_EACH (graph, node)
    if (node->hide != CR_HIDE_NONE)
      {
        CrNode *shown = cr_node_copy (node);

        cr_node_set_hide (shown, CR_HIDE_NONE);
        cr_graph_edit_take_node (edit, shown);
      }
  return cr_graph_edit_end (edit);
}

static CrGraph *
hide_nodes (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  guint n_hidden = 0;

  for (guint i = 0; i < n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);
      CrNode *hidden;

      if (node == NULL || g_str_equal (node->gate->name, "constant"))
        continue;
      hidden = cr_node_copy (node);
      cr_node_set_hide (hidden, cr_gate_is_source (node->gate) ? CR_HIDE_GRADIENT : CR_HIDE_VALUE | CR_HIDE_GRADIENT);
      cr_graph_edit_take_node (edit, hidden);
      n_hidden++;
    }
  if (n_hidden > 0)
    return cr_graph_edit_end (edit);
  cr_graph_edit_cancel (edit);
  return NULL;
}

static void
hide_all (CrKeySet *set, gboolean all)
{
  cr_key_set_take (set, NULL, 0);
  set->all = set->is_given = all;
}

CrGraph *
cr_exercise_with_hides (const CrGraph *graph, CrExerciseHides hides, const CrKey *keys, guint n_keys)
{
  gboolean is_some = hides == CR_EXERCISE_HIDES_SOME;
  gboolean has_exercise = cr_graph_find_exercise (graph, CR_EXERCISE_PREDICT) != NULL;
  g_autoptr (CrGraph) nodes = is_some ? hide_nodes (graph, keys, n_keys) : show_all_nodes (graph);
  g_autoptr (CrExercise) exercise = NULL;

  if (nodes == NULL)
    return NULL;
  if (is_some && !has_exercise)
    return g_steal_pointer (&nodes);
  if (hides == CR_EXERCISE_HIDES_NOTHING)
    return cr_graph_with_exercise (nodes, CR_EXERCISE_PREDICT, NULL);
  exercise = begin_change (graph, CR_EXERCISE_PREDICT);
  hide_all (&exercise->hide.values, hides == CR_EXERCISE_HIDES_VALUES || hides == CR_EXERCISE_HIDES_ALL);
  hide_all (&exercise->hide.gradients, hides == CR_EXERCISE_HIDES_GRADIENTS || hides == CR_EXERCISE_HIDES_ALL);
  return cr_graph_with_exercise (nodes, CR_EXERCISE_PREDICT, exercise);
}

/* --- How exact an answer must be --- */

double
cr_exercise_get_tolerance (const CrGraph *graph)
{
  const CrExercise *exercise = cr_graph_find_exercise (graph, CR_EXERCISE_PREDICT);

  return exercise != NULL ? exercise->tolerance : CR_EXERCISE_TOLERANCE;
}

CrGraph *
cr_exercise_with_tolerance (const CrGraph *graph, double tolerance)
{
  g_autoptr (CrExercise) exercise = begin_change (graph, CR_EXERCISE_PREDICT);

  exercise->tolerance = tolerance;
  return cr_graph_with_exercise (graph, CR_EXERCISE_PREDICT, exercise);
}

/* --- What is broken --- */

CrFault
cr_exercise_get_fault (const CrGraph *graph, CrKey *gate)
{
  const CrExercise *exercise = cr_graph_find_exercise (graph, CR_EXERCISE_FAULT);

  *gate = exercise != NULL ? exercise->node : CR_KEY_NONE;
  return exercise != NULL ? exercise->fault : CR_FAULT_NONE;
}

CrGraph *
cr_exercise_with_fault (const CrGraph *graph, CrFault fault, CrKey gate)
{
  g_autoptr (CrExercise) exercise = NULL;

  if (fault == CR_FAULT_NONE)
    return cr_graph_with_exercise (graph, CR_EXERCISE_FAULT, NULL);
  exercise = begin_change (graph, CR_EXERCISE_FAULT);
  exercise->fault = fault;
  exercise->node = gate;
  return cr_graph_with_exercise (graph, CR_EXERCISE_FAULT, exercise);
}
