/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds graphs for tests, by ids. */
#include "graph-builder.h"

#include <string.h>

struct _GraphBuilder
{
  CrGraphEdit *edit;
  GPtrArray *nodes;    /* of CrNode */
  GPtrArray *operands; /* of strings, one a node; NULL for a source */
  GHashTable *keys;    /* id → key */
};

GraphBuilder *
graph_builder_new (void)
{
  GraphBuilder *builder = g_new0 (GraphBuilder, 1);
  g_autoptr (CrGraph) empty = cr_graph_new ();

  builder->edit = cr_graph_edit_begin (empty);
  builder->nodes = g_ptr_array_new ();
  builder->operands = g_ptr_array_new_with_free_func (g_free);
  builder->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return builder;
}

void
graph_builder_free (GraphBuilder *builder)
{
  g_clear_pointer (&builder->edit, cr_graph_edit_cancel);
  g_ptr_array_unref (builder->nodes);
  g_ptr_array_unref (builder->operands);
  g_hash_table_unref (builder->keys);
  g_free (builder);
}

static CrNode *
add_node (GraphBuilder *builder, const char *gate, const char *id, const char *operands)
{
  CrKey key = cr_graph_edit_new_key (builder->edit);
  CrNode *node = cr_node_new (key, id, cr_gate_find (gate));

  g_assert_true (g_hash_table_insert (builder->keys, g_strdup (id), GUINT_TO_POINTER (key)));
  g_ptr_array_add (builder->nodes, node);
  g_ptr_array_add (builder->operands, g_strdup (operands));
  return node;
}

void
graph_builder_matrix (GraphBuilder *builder, const char *gate, const char *id, guint rows, guint columns, const double *entries)
{
  g_autoptr (CrMatrix) matrix = cr_matrix_new (rows, columns, entries);
  CrNode *node = add_node (builder, gate, id, NULL);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), matrix);
}

void
graph_builder_number (GraphBuilder *builder, const char *gate, const char *id, double value)
{
  graph_builder_matrix (builder, gate, id, 1, 1, &value);
}

void
graph_builder_gate (GraphBuilder *builder, const char *gate, const char *id, const char *operands)
{
  add_node (builder, gate, id, operands);
}

CrNode *
graph_builder_peek (GraphBuilder *builder)
{
  return g_ptr_array_index (builder->nodes, builder->nodes->len - 1);
}

static void
wire (GraphBuilder *builder, CrNode *node, const char *operands)
{
  g_auto (GStrv) ids = g_strsplit (operands, " ", -1);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CrKey key = GPOINTER_TO_UINT (g_hash_table_lookup (builder->keys, ids[i]));

      g_assert_true (key != CR_KEY_NONE || strcmp (ids[i], "-") == 0);
      g_array_append_val (keys, key);
    }
  cr_node_set_operands (node, (CrKey *) keys->data, keys->len);
}

CrGraph *
graph_builder_end (GraphBuilder *builder)
{
  for (guint i = 0; i < builder->nodes->len; i++)
    {
      if (g_ptr_array_index (builder->operands, i) != NULL)
        wire (builder, g_ptr_array_index (builder->nodes, i), g_ptr_array_index (builder->operands, i));
      cr_graph_edit_take_node (builder->edit, g_ptr_array_index (builder->nodes, i));
    }
  return cr_graph_edit_end (g_steal_pointer (&builder->edit));
}

CrGraph *
graph_with_number (const CrGraph *graph, const char *id, double value)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, id)));
  g_autoptr (CrMatrix) matrix = cr_matrix_new_number (value);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), matrix);
  return cr_graph_with_node (graph, node);
}

CrGraph *
graph_build_xyz (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "add", "q", "x y");
  graph_builder_gate (builder, "mul", "f", "q z");
  return graph_builder_end (builder);
}
