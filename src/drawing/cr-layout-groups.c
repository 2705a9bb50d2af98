/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The automatic layout of a graph with groups.
 *
 * How this works: from the innermost outwards the members of each group are laid out by themselves, and the group then takes part in the
 * layout around it as one box. A wire counts at the level where its ends are in two different boxes. If boxes feed one another in a loop
 * (a wire leaves a group and comes back through others), the groups in it are dissolved for the layout and all begins anew.
 */
#include "cr-layout-groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ORIGIN 96.0
#define APART 6.0   /* and above and below them */
#define BESIDE 30.0 /* left of a group, for wires that pass it */
#define SLANT 0.5   /* how fast a wire climbs past what stands before its end */
#define LABEL 56.0  /* numbers on a wire that leaves it */

/* Where a node or a group takes part. */
typedef struct
{
  guint level;
  guint slot; /* among the boxes there */
} Seat;

/* The inside of a group; the first is the whole graph. */
typedef struct
{
  const CrGroup *group; /* (nullable) */
  Seat seat;
  guint depth;
  GArray *boxes;  /* of CrBox */
  GArray *inside; /* of guint: for each the level that is inside it, or 0 */
  GArray *edges;  /* of CrEdge */
  GArray *ends;   /* of guint: for each the node that it goes to */
  CrPoint *places;
  CrPoint centre; /* of its box, among these places */
  CrPoint offset; /* from these places to those of the graph */
} Level;

typedef struct
{
  const CrGraph *graph;
  GHashTable *outer; /* key of a node or group to key of its group */
  GHashTable *gone;  /* keys of groups that are dissolved */
  GHashTable *index; /* key of a group to its level */
  GArray *levels;    /* of Level, outer ones first */
  Seat *seats;       /* of the nodes */
} Nest;

static Level *
get_level (const Nest *nest, guint i)
{
  return &g_array_index (nest->levels, Level, i);
}

static void
level_clear (gpointer data)
{
  Level *level = data;

  g_clear_pointer (&level->boxes, g_array_unref);
  g_clear_pointer (&level->inside, g_array_unref);
  g_clear_pointer (&level->edges, g_array_unref);
  g_clear_pointer (&level->ends, g_array_unref);
  g_free (level->places);
}

static void
nest_clear (Nest *nest)
{
  g_hash_table_unref (nest->outer);
  g_hash_table_unref (nest->gone);
  g_hash_table_unref (nest->index);
  g_array_unref (nest->levels);
  g_free (nest->seats);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Nest, nest_clear)

/* --- Who is in what --- */

static void
nest_init (Nest *nest, const CrGraph *graph, guint n_nodes)
{
  const CrParts *parts = cr_graph_get_parts (graph);

  *nest = (Nest) {
    .graph = graph,
    .outer = g_hash_table_new (NULL, NULL),
    .gone = g_hash_table_new (NULL, NULL),
    .index = g_hash_table_new (NULL, NULL),
    .levels = g_array_new (FALSE, TRUE, sizeof (Level)),
    .seats = g_new0 (Seat, n_nodes + 1),
  };
  g_array_set_clear_func (nest->levels, level_clear);
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      for (guint j = 0; j < group->members->len; j++)
        g_hash_table_insert (nest->outer, GUINT_TO_POINTER (g_array_index (group->members, CrKey, j)), GUINT_TO_POINTER (group->key));
    }
}

/* The group around a node or group that is not dissolved, or CR_KEY_NONE. */
static CrKey
get_outer (const Nest *nest, CrKey key)
{
  do
    key = GPOINTER_TO_UINT (g_hash_table_lookup (nest->outer, GUINT_TO_POINTER (key)));
  while (key != CR_KEY_NONE && g_hash_table_contains (nest->gone, GUINT_TO_POINTER (key)));
  return key;
}

static guint
measure_depth (const Nest *nest, CrKey key)
{
  guint depth = 0;

  for (; key != CR_KEY_NONE; key = get_outer (nest, key))
    depth++;
  return depth;
}

static int
compare_depths (gconstpointer a, gconstpointer b)
{
  const Level *one = a;
  const Level *other = b;

  return (one->depth > other->depth) - (one->depth < other->depth);
}

/* --- Levels --- */

static Seat
take_seat (Nest *nest, CrKey key, guint inside, const CrBox *box)
{
  CrKey outer = get_outer (nest, key);
  Seat seat = { outer != CR_KEY_NONE ? GPOINTER_TO_UINT (g_hash_table_lookup (nest->index, GUINT_TO_POINTER (outer))) : 0, 0 };
  Level *level = get_level (nest, seat.level);

  seat.slot = level->boxes->len;
  g_array_append_vals (level->boxes, box, 1);
  g_array_append_val (level->inside, inside);
  return seat;
}

/* At the innermost level that has both ends. */
static void
add_edge (Nest *nest, const CrEdge *edge)
{
  Seat from = nest->seats[edge->from], to = nest->seats[edge->to];
  CrEdge found = { .port = edge->port };

  while (from.level != to.level)
    if (get_level (nest, from.level)->depth >= get_level (nest, to.level)->depth)
      from = get_level (nest, from.level)->seat;
    else
      to = get_level (nest, to.level)->seat;
  found.from = from.slot;
  found.to = to.slot;
  if (found.from == found.to)
    return;
  g_array_append_val (get_level (nest, from.level)->edges, found);
  g_array_append_val (get_level (nest, from.level)->ends, edge->to);
}

static void
build_levels (Nest *nest)
{
  const CrParts *parts = cr_graph_get_parts (nest->graph);
  const CrBox empty = { 0 };

  g_array_set_size (nest->levels, 0);
  g_array_set_size (nest->levels, 1);
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];
      Level level = { .group = group, .depth = measure_depth (nest, group->key) };

      if (!g_hash_table_contains (nest->gone, GUINT_TO_POINTER (group->key)))
        g_array_append_val (nest->levels, level);
    }
  g_array_sort (nest->levels, compare_depths);
  for (guint i = 0; i < nest->levels->len; i++)
    {
      Level *level = get_level (nest, i);

      level->boxes = g_array_new (FALSE, TRUE, sizeof (CrBox));
      level->inside = g_array_new (FALSE, FALSE, sizeof (guint));
      level->edges = g_array_new (FALSE, FALSE, sizeof (CrEdge));
      level->ends = g_array_new (FALSE, FALSE, sizeof (guint));
      if (i > 0)
        g_hash_table_insert (nest->index, GUINT_TO_POINTER (level->group->key), GUINT_TO_POINTER (i));
    }
  for (guint i = 1; i < nest->levels->len; i++)
    get_level (nest, i)->seat = take_seat (nest, get_level (nest, i)->group->key, i, &empty);
}

/* --- Loops --- */

/* Takes away, again and again, what nothing feeds that is @left (or, backward, what feeds nothing that is). */
static void
peel (const Level *level, gboolean backward, gboolean *left)
{
  guint n = level->boxes->len, n_ready = 0;
  const CrEdge *edges = (const CrEdge *) (gpointer) level->edges->data;
  g_autofree guint *waiting = g_new0 (guint, n + 1);
  g_autofree guint *start = g_new0 (guint, n + 2);
  g_autofree guint *next = NULL;
  g_autofree guint *targets = g_new (guint, level->edges->len + 1);
  g_autofree guint *ready = g_new (guint, n + 1);

  for (guint i = 0; i < level->edges->len; i++)
    start[(backward ? edges[i].to : edges[i].from) + 1]++;
  for (guint v = 0; v < n; v++)
    start[v + 1] += start[v];
  next = g_memdup2 (start, (n + 1) * sizeof *start);
  for (guint i = 0; i < level->edges->len; i++)
    {
      guint from = backward ? edges[i].to : edges[i].from, to = backward ? edges[i].from : edges[i].to;

      targets[next[from]++] = to;
      waiting[to] += left[from];
    }
  for (guint v = 0; v < n; v++)
    if (left[v] && waiting[v] == 0)
      ready[n_ready++] = v;
  for (guint i = 0; i < n_ready; i++)
    {
      left[ready[i]] = FALSE;
      for (guint e = start[ready[i]]; e < start[ready[i] + 1]; e++)
        if (left[targets[e]] && --waiting[targets[e]] == 0)
          ready[n_ready++] = targets[e];
    }
}

/* Dissolves the groups that are in loops; FALSE where there are none. */
static gboolean
dissolve_loops (Nest *nest)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < nest->levels->len; i++)
    {
      const Level *level = get_level (nest, i);
      g_autofree gboolean *left = g_new (gboolean, level->boxes->len + 1);

      for (guint v = 0; v < level->boxes->len; v++)
        left[v] = TRUE;
      peel (level, FALSE, left);
      peel (level, TRUE, left);
      for (guint v = 0; v < level->boxes->len; v++)
        {
          guint inside = g_array_index (level->inside, guint, v);

          if (left[v] && inside > 0)
            is_any |= g_hash_table_add (nest->gone, GUINT_TO_POINTER (get_level (nest, inside)->group->key));
        }
    }
  return is_any;
}

static void
fill_levels (Nest *nest, GPtrArray *nodes, const CrBox *boxes, const CrEdge *edges, guint n_edges)
{
  do
    {
      build_levels (nest);
      for (guint i = 0; i < nodes->len; i++)
        nest->seats[i] = take_seat (nest, ((const CrNode *) nodes->pdata[i])->key, 0, &boxes[i]);
      for (guint i = 0; i < n_edges; i++)
        add_edge (nest, &edges[i]);
    }
  while (dissolve_loops (nest));
}

/* --- Places --- */

/* What the outline of an open group goes around. */
static CrArea
measure_inside (const Level *level)
{
  CrArea all = { 0 };

  for (guint i = 0; i < level->boxes->len; i++)
    {
      const CrBox *box = &g_array_index (level->boxes, CrBox, i);
      CrArea area = box->area;

      area.height = MAX (area.height, box->bottom - area.y);
      area.x += level->places[i].x;
      area.y += level->places[i].y;
      all = i == 0 ? area : cr_area_united (&all, &area);
    }
  return cr_geometry_get_outline (&all);
}

/* The box of a folded group stands in the middle of its members. */
static CrPoint
find_mean (const Level *level)
{
  CrPoint sum = { 0, 0 };
  guint n = level->boxes->len;

  for (guint i = 0; i < n; i++)
    sum = (CrPoint) { sum.x + level->places[i].x, sum.y + level->places[i].y };
  return (CrPoint) { sum.x / MAX (n, 1), sum.y / MAX (n, 1) };
}

static CrBox
make_box (Level *level)
{
  const char *title = level->group->title != NULL ? level->group->title : level->group->id;
  CrBody body = cr_body_for_group (title);
  CrArea inside = measure_inside (level);
  CrBox box = { .label_width = LABEL };

  level->centre = (CrPoint) { inside.x + inside.width / 2, inside.y + inside.height / 2 };
  if (level->group->collapsed)
    {
      level->centre = find_mean (level);
      inside = (CrArea) { 0, 0, body.width, body.height };
    }
  box.area = (CrArea) { -inside.width / 2, -inside.height / 2, inside.width, inside.height };
  box.left = inside.width / 2 + BESIDE;
  box.top = box.bottom = inside.height / 2 + APART;
  return box;
}

/* A wire into a group, and how high in it is where it goes. */
typedef struct
{
  guint edge;
  guint to;
  double y;
} Entrance;

static int
compare_entrances (gconstpointer a, gconstpointer b)
{
  const Entrance *one = a;
  const Entrance *other = b;

  if (one->to != other->to)
    return (one->to > other->to) - (one->to < other->to);
  return (one->y > other->y) - (one->y < other->y);
}

/* Deep inside, what goes into an upper operand comes over the others, into a lower one under them. */
static double
get_height_within (const Nest *nest, guint node, guint port, guint outer)
{
  double deep = 0, y = port;

  for (Seat seat = nest->seats[node]; seat.level != outer; seat = get_level (nest, seat.level)->seat)
    {
      const Level *level = get_level (nest, seat.level);

      y += level->places[seat.slot].y - level->centre.y;
      deep += level->places[seat.slot].x - ORIGIN;
    }
  return port == 0 ? y - SLANT * deep : y + SLANT * deep;
}

/* The ports of groups follow from above what is inside. */
static void
number_entrances (Nest *nest, guint i)
{
  const Level *level = get_level (nest, i);
  CrEdge *edges = (CrEdge *) (gpointer) level->edges->data;
  g_autoptr (GArray) entrances = g_array_new (FALSE, FALSE, sizeof (Entrance));

  for (guint e = 0; e < level->edges->len; e++)
    {
      Entrance entrance = { e, edges[e].to, get_height_within (nest, g_array_index (level->ends, guint, e), edges[e].port, i) };

      if (g_array_index (level->inside, guint, edges[e].to) > 0)
        g_array_append_val (entrances, entrance);
    }
  g_array_sort (entrances, compare_entrances);
  for (guint j = 0, port = 0; j < entrances->len; j++)
    {
      const Entrance *entrance = &g_array_index (entrances, Entrance, j);

      port = j > 0 && entrance->to == (entrance - 1)->to ? port + 1 : 0;
      edges[entrance->edge].port = port;
    }
}

static void
place_level (Nest *nest, guint i)
{
  Level *level = get_level (nest, i);
  const CrBox *boxes = (const CrBox *) (gpointer) level->boxes->data;
  const CrEdge *edges = (const CrEdge *) (gpointer) level->edges->data;
  g_autoptr (CrLayered) layered = NULL;

  number_entrances (nest, i);
  layered = cr_boxes_sort (boxes, level->boxes->len, edges, level->edges->len);
  level->places = cr_boxes_find_places (boxes, level->boxes->len, edges, level->edges->len, layered);
  if (i > 0)
    g_array_index (get_level (nest, level->seat.level)->boxes, CrBox, level->seat.slot) = make_box (level);
}

static void
place_offset (Nest *nest, guint i)
{
  Level *level = get_level (nest, i);
  const Level *outer = get_level (nest, level->seat.level);
  CrPoint place = outer->places[level->seat.slot];
  CrPoint snapped = cr_geometry_snap ((CrPoint) { place.x - level->centre.x, place.y - level->centre.y });

  level->offset = (CrPoint) { outer->offset.x + snapped.x, outer->offset.y + snapped.y };
}

CrPoint *
cr_layout_in_groups (const CrGraph *graph, GPtrArray *nodes, const CrBox *boxes, const CrEdge *edges, guint n_edges)
{
  g_auto (Nest) nest;
  CrPoint *places = g_new (CrPoint, nodes->len + 1);
  CrPoint least = { INFINITY, INFINITY };

  nest_init (&nest, graph, nodes->len);
  fill_levels (&nest, nodes, boxes, edges, n_edges);
  for (guint i = nest.levels->len; i-- > 0;)
    place_level (&nest, i);
  for (guint i = 1; i < nest.levels->len; i++)
    place_offset (&nest, i);
  for (guint i = 0; i < nodes->len; i++)
    {
      const Level *level = get_level (&nest, nest.seats[i].level);
      CrPoint place = level->places[nest.seats[i].slot];

      places[i] = (CrPoint) { place.x + level->offset.x, place.y + level->offset.y };
      least = (CrPoint) { MIN (least.x, places[i].x), MIN (least.y, places[i].y) };
    }
  for (guint i = 0; i < nodes->len; i++)
    places[i] = (CrPoint) { places[i].x - least.x + ORIGIN, places[i].y - least.y + ORIGIN };
  return places;
}
