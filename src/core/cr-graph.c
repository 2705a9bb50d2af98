/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph version: what it holds, and what it answers. Editing is in cr-graph-edit.c. */
#include "cr-graph-private.h"

#include <string.h>

CrGraph *
cr_graph_new_copy (const CrGraph *graph)
{
  CrGraph *copy = g_new0 (CrGraph, 1);

  g_atomic_ref_count_init (&copy->references);
  if (graph == NULL)
    {
      copy->last_key = g_atomic_rc_box_new0 (guint);
      copy->parts = cr_parts_ref (cr_parts_get_empty ());
      return copy;
    }
  cr_node_map_copy (&copy->nodes, &graph->nodes);
  copy->last_key = g_atomic_rc_box_acquire (graph->last_key);
  copy->parts = cr_parts_ref (graph->parts);
  copy->title = graph->title != NULL ? g_ref_string_acquire (graph->title) : NULL;
  copy->description = graph->description != NULL ? g_ref_string_acquire (graph->description) : NULL;
  copy->output = graph->output;
  return copy;
}

CrGraph *
cr_graph_new (void)
{
  return cr_graph_new_copy (NULL);
}

CrGraph *
cr_graph_ref (const CrGraph *graph)
{
  CrGraph *shared = (CrGraph *) graph;

  g_atomic_ref_count_inc (&shared->references);
  return shared;
}

void
cr_graph_unref (CrGraph *graph)
{
  if (!g_atomic_ref_count_dec (&graph->references))
    return;
  cr_node_map_clear (&graph->nodes);
  g_atomic_rc_box_release (graph->last_key);
  cr_parts_unref (graph->parts);
  g_clear_pointer (&graph->title, g_ref_string_release);
  g_clear_pointer (&graph->description, g_ref_string_release);
  g_free (graph);
}

guint
cr_graph_get_n_nodes (const CrGraph *graph)
{
  return graph->nodes.n_nodes;
}

const CrNode *
cr_graph_get_node (const CrGraph *graph, CrKey key)
{
  return cr_node_map_get (&graph->nodes, key);
}

const CrNode *
cr_graph_get_next (const CrGraph *graph, CrKey key)
{
  return cr_node_map_get_next (&graph->nodes, key);
}

CrKey
cr_graph_get_key_limit (const CrGraph *graph)
{
  return graph->nodes.limit;
}

const char *
cr_graph_get_title (const CrGraph *graph)
{
  return graph->title;
}

const char *
cr_graph_get_description (const CrGraph *graph)
{
  return graph->description;
}

CrKey
cr_graph_get_output (const CrGraph *graph)
{
  return graph->output;
}

const CrParts *
cr_graph_get_parts (const CrGraph *graph)
{
  return graph->parts;
}

CrKey
cr_graph_find (const CrGraph *graph, const char *id)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (strcmp (node->id, id) == 0)
        return node->key;
    }
  return cr_parts_find (graph->parts, id);
}

/* The number behind @base in "base_7"; 1 for @base itself, 0 for any other id. */
static guint64
suffix_of (const char *id, const char *base, gsize length)
{
  if (strncmp (id, base, length) != 0)
    return 0;
  if (id[length] == '\0')
    return 1;

  guint64 number;

  if (id[length] != '_' || id[length + 1] == '0' || !g_ascii_string_to_unsigned (id + length + 1, 10, 2, G_MAXUINT32, &number, NULL))
    return 0;
  return number;
}

typedef struct
{
  const char *base;
  gsize length;
  GHashTable *taken; /* of suffixes, as pointers */
} FreeIdSearch;

static void
note_suffix (CrKey key, const char *id, gpointer data)
{
  FreeIdSearch *search = data;
  guint64 suffix = suffix_of (id, search->base, search->length);

  if (suffix != 0)
    g_hash_table_add (search->taken, GSIZE_TO_POINTER (suffix));
}

char *
cr_graph_dup_free_id (const CrGraph *graph, const char *base)
{
  /* Eleven bytes are left for "_" and the largest number. */
  g_autofree char *stem = g_strndup (base, CR_LIMIT_ID_BYTES - 11);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  FreeIdSearch search = { stem, strlen (stem), taken };
  gsize suffix = 1;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      note_suffix (node->key, node->id, &search);
    }
  cr_parts_for_each_id (graph->parts, note_suffix, &search);
  while (g_hash_table_contains (taken, GSIZE_TO_POINTER (suffix)))
    suffix++;
  return suffix == 1 ? g_strdup (stem) : g_strdup_printf ("%s_%" G_GSIZE_FORMAT, stem, suffix);
}

/* Walks up the wires from @to until it meets @from; @below (key → the node that it was met from) then holds the way down. */
static gboolean
search_upstream (const CrGraph *graph, CrKey from, CrKey to, GHashTable *below)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (CrKey));

  g_array_append_val (waiting, to);
  g_hash_table_insert (below, GUINT_TO_POINTER (to), GUINT_TO_POINTER (CR_KEY_NONE));
  while (waiting->len > 0)
    {
      CrKey key = g_array_index (waiting, CrKey, waiting->len - 1);
      const CrNode *node = cr_graph_get_node (graph, key);

      g_array_set_size (waiting, waiting->len - 1);
      if (key == from)
        return TRUE;
      for (guint i = 0; node != NULL && i < node->n_operands; i++)
        {
          CrKey operand = node->operands[i];

          if (operand == CR_KEY_NONE || g_hash_table_contains (below, GUINT_TO_POINTER (operand)))
            continue;
          g_hash_table_insert (below, GUINT_TO_POINTER (operand), GUINT_TO_POINTER (key));
          g_array_append_val (waiting, operand);
        }
    }
  return FALSE;
}

GArray *
cr_graph_find_way (const CrGraph *graph, CrKey from, CrKey to)
{
  g_autoptr (GHashTable) below = g_hash_table_new (NULL, NULL);

  if (!search_upstream (graph, from, to, below))
    return NULL;

  GArray *way = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (CrKey key = from; key != CR_KEY_NONE; key = GPOINTER_TO_UINT (g_hash_table_lookup (below, GUINT_TO_POINTER (key))))
    g_array_append_val (way, key);
  return way;
}

gboolean
cr_graph_reaches (const CrGraph *graph, CrKey from, CrKey to)
{
  g_autoptr (GArray) way = cr_graph_find_way (graph, from, to);

  return way != NULL;
}

void
cr_graph_compare (const CrGraph *before, const CrGraph *after, CrGraphDifference difference, gpointer data)
{
  cr_node_map_compare (&before->nodes, &after->nodes, difference, data);
}

/* --- Loops --- */

enum
{
  UNSEEN,
  ON_THE_WAY,
  DONE
};

typedef struct
{
  CrKey key;
  guint next_operand;
} Visit;

/* The part of the stack from the node of @key on, turned round so that it runs with the wires, closed by its first key. */
static GArray *
loop_from_stack (const GArray *stack, CrKey key)
{
  GArray *loop = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint i = stack->len;

  g_array_append_val (loop, key);
  do
    g_array_append_val (loop, g_array_index (stack, Visit, --i).key);
  while (g_array_index (stack, Visit, i).key != key);
  return loop;
}

/* Goes upstream from @start, depth first, on a stack of its own. */
static GArray *
find_loop_from (const CrGraph *graph, CrKey start, guint8 *seen, GArray *stack)
{
  Visit first = { start, 0 };

  g_array_append_val (stack, first);
  seen[start] = ON_THE_WAY;
  while (stack->len > 0)
    {
      Visit *visit = &g_array_index (stack, Visit, stack->len - 1);
      const CrNode *node = cr_graph_get_node (graph, visit->key);

      if (visit->next_operand >= node->n_operands)
        {
          seen[visit->key] = DONE;
          g_array_set_size (stack, stack->len - 1);
          continue;
        }

      Visit next = { node->operands[visit->next_operand++], 0 };

      if (next.key == CR_KEY_NONE || seen[next.key] == DONE)
        continue;
      if (seen[next.key] == ON_THE_WAY)
        return loop_from_stack (stack, next.key);
      seen[next.key] = ON_THE_WAY;
      g_array_append_val (stack, next);
    }
  return NULL;
}

GArray *
cr_graph_find_loop (const CrGraph *graph)
{
  g_autofree guint8 *seen = g_new0 (guint8, (gsize) cr_graph_get_key_limit (graph) + 1);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Visit));

  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (seen[node->key] != UNSEEN)
        continue;

      GArray *loop = find_loop_from (graph, node->key, seen, stack);

      if (loop != NULL)
        return loop;
    }
  return NULL;
}
