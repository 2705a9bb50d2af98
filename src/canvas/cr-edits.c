/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to a graph, from version to version. */
#include "cr-edits.h"

#include "cr-edits-parts.h"


/* --- Names --- */

/* The names that a gate's nodes get, in this order, before numbers are appended. */
static const char *
get_usual_names (const CrGate *gate)
{
  if (g_str_equal (gate->name, "input"))
    return "x y z u v";
  if (g_str_equal (gate->name, "parameter"))
    return "w";
  if (g_str_equal (gate->name, "constant"))
    return "c";
  if (gate->category == CR_CATEGORY_LOSSES)
    return "L";
  if (gate->category == CR_CATEGORY_UNITS)
    return "h";
  return "q r s p a b d f g";
}

char *
cr_edit_dup_free_id (const CrGraph *graph, const CrGate *gate)
{
  g_auto (GStrv) names = g_strsplit (get_usual_names (gate), " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (cr_graph_find (graph, names[i]) == CR_KEY_NONE)
      return g_strdup (names[i]);
  return cr_graph_dup_free_id (graph, names[0]);
}

/* --- Nodes --- */

CrGraph *
cr_edit_add (const CrGraph *graph, const CrGate *gate, CrPoint place, CrKey *key)
{
  g_autofree char *id = cr_edit_dup_free_id (graph, gate);
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrNode *node;

  *key = cr_graph_edit_new_key (edit);
  node = cr_node_new (*key, id, gate);
  cr_node_set_place (node, place.x, place.y);
  cr_graph_edit_take_node (edit, node);
  return cr_graph_edit_end (edit);
}

CrGraph *
cr_edit_move (const CrGraph *graph, const CrKey *keys, guint n_keys, double dx, double dy)
{
  CrGraphEdit *edit;
  CrParts *parts;

  if (dx == 0 && dy == 0)
    return cr_graph_ref (graph);
  edit = cr_graph_edit_begin (graph);
  for (guint i = 0; i < n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);

      if (node != NULL && node->has_place)
        cr_graph_edit_move (edit, keys[i], node->place.x + dx, node->place.y + dy);
    }
  parts = cr_edit_moved_parts (graph, keys, n_keys, dx, dy);
  if (parts != NULL)
    cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

void
cr_edit_keep_nodes (const CrGraph *graph, GArray *keys)
{
  for (guint i = keys->len; i > 0; i--)
    if (cr_graph_get_node (graph, g_array_index (keys, CrKey, i - 1)) == NULL)
      g_array_remove_index (keys, i - 1);
}

/* --- Values --- */

CrGraph *
cr_edit_set_value (const CrGraph *graph, CrKey key, const CrMatrix *value)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  g_autoptr (CrNode) changed = NULL;
  int init = cr_gate_find_attribute (node->gate, "init");

  if (cr_matrix_equal (cr_node_get_matrix (node, "value"), value))
    return cr_graph_ref (graph);
  changed = cr_node_copy (node);
  cr_node_set_matrix (changed, cr_gate_find_attribute (node->gate, "value"), value);
  if (init >= 0)
    cr_node_unset (changed, init);
  return cr_graph_with_node (graph, changed);
}

CrGraph *
cr_edit_set_bias (const CrGraph *graph, CrKey key, double bias)
{
  g_autoptr (CrNode) changed = cr_node_copy (cr_graph_get_node (graph, key));

  cr_node_set_number (changed, cr_gate_find_attribute (changed->gate, "bias"), bias);
  return cr_graph_with_node (graph, changed);
}

CrMatrix *
cr_edit_get_value (const CrGraph *graph, CrTape *tape, CrKey key)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  const CrMatrix *value;
  CrNumbers numbers;

  if (node == NULL || !cr_gate_is_source (node->gate))
    return NULL;
  value = cr_node_get_matrix (node, "value");
  if (value != NULL)
    return cr_matrix_ref (value);
  if (tape != NULL && cr_tape_get_value (tape, key, &numbers) && numbers.width == 1)
    return cr_matrix_new (numbers.shape.rows, numbers.shape.columns, numbers.entries);
  return cr_matrix_new_number (0);
}

CrMatrix *
cr_edit_with_entry (const CrMatrix *matrix, guint entry, double number)
{
  gsize size = cr_shape_get_size (matrix->shape);
  g_autofree double *entries = g_memdup2 (matrix->entries, size * sizeof (double));

  g_return_val_if_fail (entry < size, NULL);

  entries[entry] = number;
  return cr_matrix_new (matrix->shape.rows, matrix->shape.columns, entries);
}

/* --- Wires --- */

CrGraph *
cr_edit_set_breakpoint (const CrGraph *graph, const CrKey *keys, guint n_keys, CrBreakpoint breakpoint)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  for (guint i = 0; i < n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);
      CrNode *changed;

      if (node == NULL || cr_gate_is_source (node->gate) || node->breakpoint == breakpoint)
        continue;
      changed = cr_node_copy (node);
      cr_node_set_breakpoint (changed, breakpoint);
      cr_graph_edit_take_node (edit, changed);
    }
  return cr_graph_edit_end (edit);
}

/* Whether the gate can compute with the shapes of its operands. Where one is not known there is nothing to say against it. */
static gboolean
check_shapes (const CrGraph *graph, CrTape *tape, CrKey key, GError **error)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  g_autofree CrShape *shapes = g_new (CrShape, node->n_operands);
  CrShape result;

  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] == CR_KEY_NONE || !cr_tape_get_shape (tape, node->operands[i], &shapes[i]))
      return TRUE;
  return node->gate->infer_shape (node, shapes, node->n_operands, &result, error);
}

CrGraph *
cr_edit_wire (const CrGraph *graph, CrTape *tape, CrKey from, CrKey to, guint operand, GError **error)
{
  const CrNode *node = cr_graph_get_node (graph, to);
  g_autoptr (CrGraph) wired = NULL;

  if (operand < node->n_operands && node->operands[operand] == from)
    return cr_graph_ref (graph);
  wired = cr_graph_connected (graph, from, to, operand, error);
  if (wired == NULL)
    return NULL;
  if (tape != NULL && !check_shapes (wired, tape, to, error))
    return NULL;
  return g_steal_pointer (&wired);
}

CrGraph *
cr_edit_rewire (const CrGraph *graph, CrTape *tape, CrKey old_to, guint old_operand, CrKey to, guint operand, GError **error)
{
  CrKey from = cr_graph_get_node (graph, old_to)->operands[old_operand];
  g_autoptr (CrGraph) wired = cr_graph_connected (graph, from, to, operand, error);
  g_autoptr (CrGraph) moved = NULL;

  if (wired == NULL)
    return NULL;
  moved = cr_graph_disconnected (wired, old_to, old_operand);
  if (tape != NULL && !check_shapes (moved, tape, to, error))
    return NULL;
  return g_steal_pointer (&moved);
}
