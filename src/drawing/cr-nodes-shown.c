/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the nodes of the canvas show of a net beside their numbers. */
#include "cr-nodes-shown.h"

#include "cr-activity.h"

#define MOST_MAPS 200     /* nodes of a larger net are too small for maps */
#define LEAST_TO_HALVE 80 /* points each way of a map that has more than its node shows */
#define MARKS_REST 300000 /* microseconds between two looks at which units are well */
#define REST_FACTOR 8     /* a dearer one rests this many times as long as it took */

struct _CrNodesShown
{
  CrGraph *graph;
  GHashTable *marks;  /* of units that are not well: key to CrNodeMark */
  gint64 marks_until; /* monotonic time up to which they hold */
  GArray *maps;
  GPtrArray *halves;  /* of the numbers of maps, at half the resolution of the surface */
};

CrNodesShown *
cr_nodes_shown_new (void)
{
  CrNodesShown *nodes = g_new0 (CrNodesShown, 1);

  nodes->marks = g_hash_table_new (NULL, NULL);
  nodes->maps = g_array_new (FALSE, TRUE, sizeof (CrNodeMap));
  nodes->halves = g_ptr_array_new_with_free_func (g_free);
  return nodes;
}

void
cr_nodes_shown_free (CrNodesShown *nodes)
{
  g_clear_pointer (&nodes->graph, cr_graph_unref);
  g_hash_table_unref (nodes->marks);
  g_array_unref (nodes->maps);
  g_ptr_array_unref (nodes->halves);
  g_free (nodes);
}

/* --- Marks --- */

/* A layer that is one node is marked where all of its units are the same. */
static CrNodeMark
find_mark (const CrActivity *activity, const CrNode *node)
{
  guint n_units = MAX (1, cr_node_get_number (node, "units"));
  CrUnitHealth health = cr_activity_get_health (activity, node->key, 0);

  for (guint unit = 1; unit < n_units; unit++)
    if (cr_activity_get_health (activity, node->key, unit) != health)
      return CR_NODE_MARK_NONE;
  return health == CR_UNIT_DEAD ? CR_NODE_MARK_DEAD : health == CR_UNIT_SATURATED ? CR_NODE_MARK_SATURATED : CR_NODE_MARK_NONE;
}

void
cr_nodes_shown_update (CrNodesShown *nodes, const CrGraph *graph, const CrData *data, gboolean is_running)
{
  gint64 now = g_get_monotonic_time ();
  CrGraph *before = nodes->graph;
  g_autoptr (CrActivity) activity = NULL;

  nodes->graph = cr_graph_ref (graph);
  g_clear_pointer (&before, cr_graph_unref);
  if (now < nodes->marks_until && is_running)
    return;
  g_hash_table_remove_all (nodes->marks);
  if (cr_graph_get_n_nodes (graph) > MOST_MAPS || data == NULL || data->table == NULL)
    return;
  activity = cr_activity_new (graph, data);
  cr_activity_compute (activity);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNodeMark mark = cr_gate_is_unit (node->gate) || cr_gate_is_activation (node->gate) ? find_mark (activity, node) : CR_NODE_MARK_NONE;

      if (mark != CR_NODE_MARK_NONE)
        g_hash_table_insert (nodes->marks, GUINT_TO_POINTER (node->key), GINT_TO_POINTER (mark));
    }
  nodes->marks_until = now + MAX (MARKS_REST, REST_FACTOR * (g_get_monotonic_time () - now));
}

/* --- Maps --- */

void
cr_nodes_shown_scale_map (const CrNode *node, CrMap *map)
{
  const CrAttribute *attribute = cr_node_get_attribute (node, "activation");
  const CrGate *activation = attribute != NULL ? attribute->activation : node->gate;
  const char *name = activation != NULL ? activation->name : "";

  if (g_str_equal (name, "tanh"))
    map->extent = 1;
  else if (g_str_equal (name, "sigmoid"))
    {
      map->middle = 0.5;
      map->extent = 0.5;
    }
  else if (cr_gate_is_source (node->gate))
    map->extent = CR_SURFACE_EXTENT;
}

/* Not of losses, whose number is what one wants to see, and not of labels. */
static gboolean
has_map (const CrNode *node)
{
  const CrAttribute *feature = cr_node_get_attribute (node, "feature");

  if (feature != NULL && g_strv_contains ((const char *const *) feature->features, "label"))
    return FALSE;
  return node->gate->category != CR_CATEGORY_LOSSES;
}

/* A node's map is some fifty pixels wide: what it has more than that is averaged before it costs colours. */
static void
halve (CrNodesShown *nodes, CrMap *map)
{
  guint size = map->columns / 2;
  guint n_maps = MAX (1, map->n_classes);
  double *halves;

  if (map->columns < LEAST_TO_HALVE || map->columns % 2 != 0)
    return;
  halves = g_new (double, (gsize) n_maps * size * size);
  for (guint of_map = 0; of_map < n_maps; of_map++)
    for (guint row = 0; row < size; row++)
      {
        const double *upper = map->values + ((gsize) of_map * map->rows + 2 * row) * map->columns;
        const double *lower = upper + map->columns;
        double *half = halves + ((gsize) of_map * size + row) * size;

        for (guint column = 0; column < size; column++)
          half[column] = 0.25 * (upper[2 * column] + upper[2 * column + 1] + lower[2 * column] + lower[2 * column + 1]);
      }
  g_ptr_array_add (nodes->halves, halves);
  map->columns = map->rows = size;
  map->values = halves;
}

/* The map over the plane of what is to be shown; FALSE where the node has none. */
static gboolean
get_map (const CrSurface *surface, CrNodesShow shown, const CrNode *node, CrMap *map)
{
  gboolean are_gradients = shown == CR_NODES_SHOW_GRADIENTS;
  CrSurfaceMap values;

  if (shown == CR_NODES_SHOW_NUMBERS || !has_map (node))
    return FALSE;
  if (are_gradients ? !cr_surface_get_gradient (surface, node->key, &values) : !cr_surface_get_value (surface, node->key, &values))
    return FALSE;
  if (values.is_flat)
    return FALSE;
  *map = (CrMap) { .columns = values.size, .rows = values.size, .n_classes = cr_shape_get_size (values.shape), .values = values.entries };
  if (!are_gradients)
    cr_nodes_shown_scale_map (node, map);
  return TRUE;
}

const CrNodeMap *
cr_nodes_shown_get_maps (CrNodesShown *nodes, const CrSurface *surface, CrNodesShow shown, guint *n_maps)
{
  g_array_set_size (nodes->maps, 0);
  g_ptr_array_set_size (nodes->halves, 0);
  CR_GRAPH_FOR_EACH (nodes->graph, node)
    {
      CrNodeMap map = { .key = node->key,
                        .mark = GPOINTER_TO_INT (g_hash_table_lookup (nodes->marks, GUINT_TO_POINTER (node->key))) };
      gboolean has_values = nodes->maps->len < MOST_MAPS && get_map (surface, shown, node, &map.map);

      if (has_values)
        halve (nodes, &map.map);
      if (has_values || map.mark != CR_NODE_MARK_NONE)
        g_array_append_val (nodes->maps, map);
    }
  *n_maps = nodes->maps->len;
  return (const CrNodeMap *) nodes->maps->data;
}
