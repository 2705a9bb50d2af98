/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the fully connected layers of a graph. */
#include "cr-network-private.h"

#include "cr-order.h"

#include <string.h>

static gboolean
is_neuron (const CrNode *node)
{
  return strcmp (node->gate->name, "neuron") == 0;
}

static gboolean
is_dense (const CrNode *node)
{
  return cr_gate_find_attribute (node->gate, "units") >= 0;
}

static const CrGate *
get_activation (const CrNode *node)
{
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");

  return activation != NULL ? activation->activation : NULL;
}

/* A layer while it is being found: its keys grow. */
typedef struct
{
  CrNetworkLayer layer;
  GArray *keys;
} Found;

static gboolean
has_operands_of (const CrGraph *graph, const Found *found, const CrNode *node)
{
  const CrNode *first = cr_graph_get_node (graph, g_array_index (found->keys, CrKey, 0));

  return is_neuron (node) && is_neuron (first) && node->n_operands == first->n_operands &&
         memcmp (node->operands, first->operands, node->n_operands * sizeof (CrKey)) == 0;
}

static void
add_unit (const CrGraph *graph, GArray *all, const CrNode *node)
{
  for (guint i = 0; i < all->len; i++)
    {
      Found *found = &g_array_index (all, Found, i);

      if (!has_operands_of (graph, found, node))
        continue;
      found->layer.n_units++;
      found->layer.mixed |= get_activation (node) != found->layer.activation;
      g_array_append_val (found->keys, node->key);
      return;
    }

  Found found = {
    .layer = { .n_units = is_dense (node) ? (guint) cr_node_get_number (node, "units") : 1, .activation = get_activation (node) },
    .keys = g_array_new (FALSE, FALSE, sizeof (CrKey)),
  };

  g_array_append_val (found.keys, node->key);
  g_array_append_val (all, found);
}

/* From top to bottom; those without a place, and at the same height, in file order. */
static int
compare_heights (gconstpointer a, gconstpointer b, gpointer graph)
{
  const CrNode *first = cr_graph_get_node (graph, *(const CrKey *) a), *second = cr_graph_get_node (graph, *(const CrKey *) b);

  if (first->has_place && second->has_place && first->place.y != second->place.y)
    return first->place.y < second->place.y ? -1 : 1;
  return first->key < second->key ? -1 : 1;
}

/* Marks by key all that any unit depends on. */
static guint8 *
mark_what_units_need (const CrGraph *graph, const CrKey *order, guint n_nodes)
{
  guint8 *is_needed = g_new0 (guint8, (gsize) cr_graph_get_key_limit (graph) + 1);

  for (guint i = n_nodes; i-- > 0;)
    {
      const CrNode *node = cr_graph_get_node (graph, order[i]);

      if (!is_needed[node->key] && !is_neuron (node) && !is_dense (node))
        continue;
      for (guint j = 0; j < node->n_operands; j++)
        is_needed[node->operands[j]] = TRUE; /* that of CR_KEY_NONE is read by nobody */
    }
  return is_needed;
}

static void
layer_clear (CrNetworkLayer *layer)
{
  g_free (layer->keys);
}

/* --- Neurons that are unfolded --- */

/* What the products of a group that was a neuron take from outside, as it did: one operand each. NULL where the group is something else. */
static GArray *
find_weighed (const CrGraph *graph, const CrGroup *group)
{
  g_autoptr (GArray) weighed = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint n_sums = 0;

  for (guint i = 0; i < group->members->len; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, g_array_index (group->members, CrKey, i));

      if (node == NULL)
        return NULL;
      if (strcmp (node->gate->name, "mul") == 0 && node->n_operands == 2)
        g_array_append_val (weighed, node->operands[0]);
      n_sums += strcmp (node->gate->name, "add") == 0;
    }
  return n_sums == 1 && weighed->len > 0 ? g_steal_pointer (&weighed) : NULL;
}

static void
count_unfolded (const CrGraph *graph, const CrGroup *group, GArray *all)
{
  g_autoptr (GArray) weighed = find_weighed (graph, group);

  for (guint i = 0; i < all->len && weighed != NULL; i++)
    {
      Found *found = &g_array_index (all, Found, i);
      const CrNode *first = cr_graph_get_node (graph, g_array_index (found->keys, CrKey, 0));

      if (!is_neuron (first) || first->n_operands != weighed->len
          || memcmp (first->operands, weighed->data, weighed->len * sizeof (CrKey)) != 0)
        continue;
      found->layer.n_unfolded++;
      return;
    }
}

GArray *
cr_network_find_layers (const CrGraph *graph)
{
  GArray *layers = g_array_new (FALSE, TRUE, sizeof (CrNetworkLayer));
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Found));
  const GPtrArray *groups = cr_graph_get_parts (graph)->groups;
  guint n_nodes;
  g_autofree CrKey *order = cr_order_topologically (graph, &n_nodes);
  g_autofree guint8 *is_needed = mark_what_units_need (graph, order, n_nodes);

  g_array_set_clear_func (layers, (GDestroyNotify) layer_clear);
  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, order[i]);

      if (is_neuron (node) || is_dense (node))
        add_unit (graph, all, node);
    }
  for (guint i = 0; i < groups->len; i++)
    count_unfolded (graph, groups->pdata[i], all);
  for (guint i = 0; i < all->len; i++)
    {
      Found *found = &g_array_index (all, Found, i);

      g_array_sort_with_data (found->keys, compare_heights, (gpointer) graph);
      found->layer.n_keys = found->keys->len;
      found->layer.is_output = TRUE;
      for (guint j = 0; j < found->keys->len; j++)
        found->layer.is_output &= !is_needed[g_array_index (found->keys, CrKey, j)];
      found->layer.keys = (CrKey *) (gpointer) g_array_free (found->keys, FALSE);
      g_array_append_val (layers, found->layer);
    }
  return layers;
}
