/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who feeds whom in a picture, with folded groups seen as one thing. */
#include "cr-picture-private.h"

#include <math.h>

/* --- Folding --- */

/* Every member of a folded group, at any depth, is hidden by the outermost one. */
static void
hide_members (GHashTable *folded, const CrParts *parts, const CrGroup *group, CrKey outermost)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, (gpointer) group);
  while (open->len > 0)
    {
      const CrGroup *next = g_ptr_array_remove_index_fast (open, open->len - 1);

      for (guint i = 0; i < next->members->len; i++)
        {
          CrKey member = g_array_index (next->members, CrKey, i);
          const CrGroup *inner = cr_parts_get_group (parts, member);

          g_hash_table_insert (folded, GUINT_TO_POINTER (member), GUINT_TO_POINTER (outermost));
          if (inner != NULL)
            g_ptr_array_add (open, (gpointer) inner);
        }
    }
}

/* Whether a group that this one is in is folded too. */
static gboolean
is_inside_folded (CrPicture *picture, const CrParts *parts, const CrGroup *group)
{
  for (const CrGroup *outer = cr_parts_get_group_of (parts, group->key); outer != NULL;
       outer = cr_parts_get_group_of (parts, outer->key))
    if (cr_picture_is_folded (picture, outer))
      return TRUE;
  return FALSE;
}

void
cr_picture_fold_groups (CrPicture *picture)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  g_clear_pointer (&picture->folded, g_hash_table_unref);
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      if (!cr_picture_is_folded (picture, group) || is_inside_folded (picture, parts, group))
        continue;
      if (picture->folded == NULL)
        picture->folded = g_hash_table_new (NULL, NULL);
      hide_members (picture->folded, parts, group, group->key);
    }
}

/* --- Wires --- */

/* A member's value leaves its folded group. */
static void
note_group_output (CrItem *item, CrKey source)
{
  for (guint i = 0; i < item->outputs->len; i++)
    if (g_array_index (item->outputs, CrKey, i) == source)
      return;
  g_array_append_val (item->outputs, source);
}

static CrWire
wire_new (CrPicture *picture, CrItem *to, CrKey source, CrKey target, guint operand)
{
  return (CrWire) {
    .to = to,
    .from = source != CR_KEY_NONE ? cr_picture_find_visible (picture, source) : CR_KEY_NONE,
    .source = source,
    .target = target,
    .operand = operand,
    .weight = NAN,
  };
}

static void
collect_node_wires (CrPicture *picture, CrItem *item, GArray *wires)
{
  gboolean has_weights = cr_gate_has_weights (item->node->gate);

  for (guint i = 0; i < item->node->n_operands; i++)
    {
      CrWire wire = wire_new (picture, item, item->node->operands[i], item->key, i);

      wire.weight = has_weights ? 0 : NAN;
      g_array_append_val (wires, wire);
    }
}

static gboolean
has_wire_from (GArray *wires, CrKey source)
{
  for (guint i = 0; i < wires->len; i++)
    if (g_array_index (wires, CrWire, i).source == source)
      return TRUE;
  return FALSE;
}

/* One wire for each value that comes in from outside. */
static void
collect_group_wires (CrPicture *picture, CrItem *item, GArray *wires)
{
  CR_GRAPH_FOR_EACH (picture->graph, node)
    {
      if (cr_picture_find_visible (picture, node->key) != item->key)
        continue;
      for (guint i = 0; i < node->n_operands; i++)
        {
          CrKey source = node->operands[i];

          if (source == CR_KEY_NONE || cr_picture_find_visible (picture, source) == item->key || has_wire_from (wires, source))
            continue;

          CrWire wire = wire_new (picture, item, source, node->key, i);

          g_array_append_val (wires, wire);
        }
    }
}

/* The place of a source in the order that the file gives a group's border; behind all of them where it is not named. */
static guint
rank_of_port (GArray *ports, CrPicture *picture, CrKey source)
{
  for (guint i = 0; ports != NULL && i < ports->len; i++)
    {
      CrKey from = g_array_index (ports, CrPort, i).from;

      if (from == source || (from != CR_KEY_NONE && from == cr_picture_find_visible (picture, source)))
        return i;
    }
  return ports != NULL ? ports->len : 0;
}

/* Insertion: those of one rank stay in their order. */
static void
sort_group_wires (CrPicture *picture, const CrItem *item, GArray *wires)
{
  for (guint i = 1; i < wires->len; i++)
    {
      CrWire wire = g_array_index (wires, CrWire, i);
      guint rank = rank_of_port (item->group->ports.inputs, picture, wire.source);
      guint j = i;

      for (; j > 0 && rank_of_port (item->group->ports.inputs, picture, g_array_index (wires, CrWire, j - 1).source) > rank; j--)
        g_array_index (wires, CrWire, j) = g_array_index (wires, CrWire, j - 1);
      g_array_index (wires, CrWire, j) = wire;
    }
}

/* The output of the graph leaves its group too, though no wire takes it. */
static void
collect_group_output (CrPicture *picture, CrItem *item)
{
  CrKey output = cr_picture_find_output (picture);

  if (output != CR_KEY_NONE && cr_picture_find_visible (picture, output) == item->key)
    note_group_output (item, output);
}

static void
connect_sheaf (CrPicture *picture, CrItem *item)
{
  item->n_wires = item->node->n_operands;
  item->looks = g_malloc0 (item->n_wires);
  for (guint i = 0; i < item->n_wires; i++)
    {
      CrItem *from = cr_picture_get_feeder (picture, item, i);
      CrUse use = { item->key, i };

      if (from == NULL)
        continue;
      g_array_append_val (from->uses, use);
      if (from->outputs != NULL)
        note_group_output (from, item->node->operands[i]);
    }
}

void
cr_picture_connect_item (CrPicture *picture, CrItem *item)
{
  g_autoptr (GArray) wires = NULL;

  if (item->node != NULL && cr_node_has_sheaf (item->node))
    {
      connect_sheaf (picture, item);
      return;
    }
  wires = g_array_new (FALSE, FALSE, sizeof (CrWire));
  if (item->node != NULL)
    collect_node_wires (picture, item, wires);
  else
    {
      collect_group_wires (picture, item, wires);
      if (item->group->ports.inputs != NULL)
        sort_group_wires (picture, item, wires);
      collect_group_output (picture, item);
    }
  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *wire = &g_array_index (wires, CrWire, i);
      CrItem *from = cr_picture_get_item (picture, wire->from);
      CrUse use = { item->key, i };

      if (from == NULL)
        continue;
      g_array_append_val (from->uses, use);
      if (from->outputs != NULL)
        note_group_output (from, wire->source);
    }
  item->n_wires = wires->len;
  item->wires = g_memdup2 (wires->data, wires->len * sizeof (CrWire)); /* no more room than it needs */
}

/* All of them in one walk: the next wire between the same two finds nothing left. */
static void
forget_uses (CrItem *from, CrKey user)
{
  guint n_left = 0;

  for (guint i = 0; i < from->uses->len; i++)
    {
      CrUse use = g_array_index (from->uses, CrUse, i);

      if (use.to != user)
        g_array_index (from->uses, CrUse, n_left++) = use;
    }
  g_array_set_size (from->uses, n_left);
}

void
cr_picture_disconnect_item (CrPicture *picture, CrItem *item)
{
  for (guint i = 0; i < item->n_wires; i++)
    {
      CrItem *from = cr_picture_get_feeder (picture, item, i);

      if (from != NULL)
        forget_uses (from, item->key);
    }
  cr_sheaf_drop_records (picture, item);
  g_clear_pointer (&item->looks, g_free);
  g_clear_pointer (&item->wires, g_free);
  item->n_wires = 0;
}
