/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topological order.
 *
 * How this works: Kahn's algorithm. Each node counts the wires that still keep it waiting; a node that nothing keeps waiting is
 * ready. The ready ones lie in a binary heap by key, which is file order, so that the first in the file is taken first.
 */
#include "cr-order.h"

#include <string.h>

typedef struct
{
  CrKey *keys;
  guint n;
} Heap;

static void
heap_push (Heap *heap, CrKey key)
{
  guint at = heap->n++;

  for (; at > 0 && heap->keys[(at - 1) / 2] > key; at = (at - 1) / 2)
    heap->keys[at] = heap->keys[(at - 1) / 2];
  heap->keys[at] = key;
}

static CrKey
heap_pop (Heap *heap)
{
  CrKey first = heap->keys[0];
  CrKey last = heap->keys[--heap->n];
  guint at = 0;

  for (guint child = 1; child < heap->n; child = 2 * at + 1)
    {
      if (child + 1 < heap->n && heap->keys[child + 1] < heap->keys[child])
        child++;
      if (heap->keys[child] >= last)
        break;
      heap->keys[at] = heap->keys[child];
      at = child;
    }
  heap->keys[at] = last;
  return first;
}

/* The file's own order, where every wire points backward in it; else NULL. */
static CrKey *
order_of_file (const CrGraph *graph)
{
  g_autofree CrKey *order = g_new (CrKey, cr_graph_get_n_nodes (graph) + 1);
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        if (node->operands[i] >= node->key)
          return NULL;
      order[n++] = node->key;
    }
  return g_steal_pointer (&order);
}

/* Who uses whose value: the users of key k are users[first[k]] … users[first[k + 1] − 1]. */
typedef struct
{
  guint *first;
  CrKey *users;
} Uses;

static void
uses_clear (Uses *uses)
{
  g_free (uses->first);
  g_free (uses->users);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Uses, uses_clear)

static void
uses_init (Uses *uses, const CrGraph *graph)
{
  gsize limit = (gsize) cr_graph_get_key_limit (graph) + 1;
  guint n_wires = 0;

  uses->first = g_new0 (guint, limit + 1);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        uses->first[node->operands[i]]++;
      n_wires += node->n_operands;
    }
  uses->users = g_new (CrKey, (gsize) n_wires + 1);

  /* From counts to ends; filling from the back turns ends into firsts. */
  for (gsize key = 1; key < limit + 1; key++)
    uses->first[key] += uses->first[key - 1];
  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        uses->users[--uses->first[node->operands[i]]] = node->key;
    }
}

/* How many wires each node waits for, by key; those that wait for none go into @ready. */
static guint *
count_wires (const CrGraph *graph, Heap *ready)
{
  guint *waiting = g_new0 (guint, (gsize) cr_graph_get_key_limit (graph) + 1);

  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        waiting[node->key] += node->operands[i] != CR_KEY_NONE;
      if (waiting[node->key] == 0)
        heap_push (ready, node->key);
    }
  return waiting;
}

CrKey *
cr_order_topologically (const CrGraph *graph, guint *n_nodes)
{
  CrKey *order = order_of_file (graph);

  *n_nodes = cr_graph_get_n_nodes (graph);
  if (order != NULL)
    return order;

  g_auto (Uses) uses = { NULL };
  Heap ready = { g_new (CrKey, *n_nodes + 1), 0 };
  g_autofree guint *waiting = count_wires (graph, &ready);
  guint n = 0;

  uses_init (&uses, graph);
  order = g_new (CrKey, *n_nodes + 1);
  while (ready.n > 0)
    {
      CrKey key = order[n++] = heap_pop (&ready);

      for (guint i = uses.first[key]; i < uses.first[key + 1]; i++)
        if (--waiting[uses.users[i]] == 0)
          heap_push (&ready, uses.users[i]);
    }
  g_free (ready.keys);
  g_warn_if_fail (n == *n_nodes);
  *n_nodes = n;
  return order;
}
