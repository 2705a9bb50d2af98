/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The automatic layout on plain arrays: the order in each layer, with few crossings. */
#include "cr-layered.h"

#include <string.h>

#define FEW 300        /* up to here for a second first order and changes of single places too */
#define MOST_PASSES 8
#define SMALL 4000     /* up to here there is time for many sweeps */
#define MANY_SWEEPS 24
#define FEW_SWEEPS 6
#define PATIENCE 6     /* sweeps without a better order */

/* --- A first order: depth first from the right, operands in their order, so that a tree has no crossings at all --- */

typedef struct
{
  guint vertex;
  guint next; /* edge into it that is to be walked next */
} Step;

static void
number_tree (const CrLayered *layered, guint root, guint *number, guint *n_numbered, GArray *path)
{
  Step first = { root, layered->into_start[root] };

  if (number[root] != G_MAXUINT)
    return;
  number[root] = (*n_numbered)++;
  g_array_append_val (path, first);
  while (path->len > 0)
    {
      Step *step = &g_array_index (path, Step, path->len - 1);

      if (step->next == layered->into_start[step->vertex + 1])
        {
          g_array_set_size (path, path->len - 1);
          continue;
        }

      guint from = layered->into[step->next++].from;

      if (number[from] == G_MAXUINT)
        {
          Step deeper = { from, layered->into_start[from] };

          number[from] = (*n_numbered)++;
          g_array_append_val (path, deeper);
        }
    }
}

static guint *
number_depth_first (const CrLayered *layered, gboolean from_last)
{
  guint *number = g_new (guint, layered->n_vertices + 1);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (Step));
  guint n_numbered = 0;

  for (guint v = 0; v < layered->n_vertices; v++)
    number[v] = G_MAXUINT;
  for (guint i = 0; i < layered->n_vertices; i++)
    {
      guint v = from_last ? layered->n_vertices - 1 - i : i;

      if (layered->out_start[v] == layered->out_start[v + 1])
        number_tree (layered, v, number, &n_numbered, path);
    }
  return number;
}

static void
fill_layers (CrLayered *layered, const guint *number)
{
  guint n = layered->n_vertices;
  g_autofree guint *by_number = g_new (guint, n + 1);
  g_autofree guint *next = g_new0 (guint, layered->n_layers + 1);

  for (guint v = 0; v < n; v++)
    by_number[number[v]] = v;
  memset (layered->layer_start, 0, (layered->n_layers + 2) * sizeof *layered->layer_start);
  for (guint v = 0; v < n; v++)
    layered->layer_start[layered->layer[v] + 1]++;
  for (guint l = 0; l < layered->n_layers; l++)
    layered->layer_start[l + 1] += layered->layer_start[l];
  memcpy (next, layered->layer_start, (layered->n_layers + 1) * sizeof *next);
  for (guint i = 0; i < n; i++)
    {
      guint v = by_number[i];

      layered->rank[v] = next[layered->layer[v]] - layered->layer_start[layered->layer[v]];
      layered->order[next[layered->layer[v]]++] = v;
    }
}

/* --- Sweeps --- */

typedef struct
{
  guint vertex;
  guint rank;
  double mean;
} Wish;

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *one = a;
  const Wish *other = b;

  if (one->mean != other->mean)
    return one->mean < other->mean ? -1 : 1;
  return (one->rank > other->rank) - (one->rank < other->rank);
}

/* Where a vertex wants to be: the mean place of what feeds it, or of what it feeds (an operand's place within its gate counts a
 * little); with no neighbours on that side where it is. */
static double
mean_place (const CrLayered *layered, guint v, gboolean of_feeders)
{
  const CrEdge *edges = of_feeders ? layered->into : layered->out;
  const guint *start = of_feeders ? layered->into_start : layered->out_start;
  double sum = 0;

  if (start[v] == start[v + 1])
    return layered->rank[v];
  for (guint e = start[v]; e < start[v + 1]; e++)
    if (of_feeders)
      sum += layered->rank[edges[e].from];
    else
      {
        guint to = edges[e].to;
        guint n_ports = layered->into_start[to + 1] - layered->into_start[to];

        sum += layered->rank[to] + 0.9 * edges[e].port / MAX (n_ports, 1);
      }
  return sum / (start[v + 1] - start[v]);
}

static void
sort_layer (CrLayered *layered, guint layer, gboolean by_feeders, Wish *wishes)
{
  guint *vertices = layered->order + layered->layer_start[layer];
  guint n = layered->layer_start[layer + 1] - layered->layer_start[layer];

  for (guint i = 0; i < n; i++)
    wishes[i] = (Wish) { vertices[i], i, mean_place (layered, vertices[i], by_feeders) };
  qsort (wishes, n, sizeof *wishes, compare_wishes);
  for (guint i = 0; i < n; i++)
    {
      vertices[i] = wishes[i].vertex;
      layered->rank[vertices[i]] = i;
    }
}

static void
sweep (CrLayered *layered, gboolean to_the_right, Wish *wishes)
{
  for (guint i = 1; i < layered->n_layers; i++)
    sort_layer (layered, to_the_right ? i : layered->n_layers - 1 - i, to_the_right, wishes);
}

/* --- Crossings --- */

/* How many ports a vertex has, those included that nothing feeds. */
static guint
count_ports (const CrLayered *layered, guint v)
{
  guint n = layered->into_start[v + 1] - layered->into_start[v];

  for (guint e = layered->into_start[v]; e < layered->into_start[v + 1]; e++)
    n = MAX (n, layered->into[e].port + 1);
  return n;
}

/* The first of the ports of each vertex of a layer, counted from the top of the layer, at its rank. Returns how many there are. */
static guint
number_ports (const CrLayered *layered, guint layer, guint *first_port)
{
  guint n_ports = 0;

  for (guint i = layered->layer_start[layer]; i < layered->layer_start[layer + 1]; i++)
    {
      guint v = layered->order[i];
      first_port[layered->rank[v]] = n_ports;
      n_ports += count_ports (layered, v);
    }
  return n_ports;
}

/* Edges between two layers, sorted by their left end, cross as often as their right ends, which are ports, are out of order: counted
 * with a tree of sums. @first_port: room for a number a vertex. */
static guint64
count_between (const CrLayered *layered, guint layer, guint *tree, guint *first_port)
{
  guint n_right = number_ports (layered, layer + 1, first_port);
  guint64 n_crossings = 0;
  guint n_seen = 0;

  memset (tree, 0, (n_right + 1) * sizeof *tree);
  for (guint i = layered->layer_start[layer]; i < layered->layer_start[layer + 1]; i++)
    {
      guint v = layered->order[i];

      for (guint e = layered->out_start[v]; e < layered->out_start[v + 1]; e++)
        {
          guint n_above = 0;

          if (layered->layer[layered->out[e].to] != layer + 1)
            continue;
          for (guint r = first_port[layered->rank[layered->out[e].to]] + layered->out[e].port + 1; r > 0; r -= r & -r)
            n_above += tree[r];
          n_crossings += n_seen - n_above;
        }
      for (guint e = layered->out_start[v]; e < layered->out_start[v + 1]; e++)
        {
          if (layered->layer[layered->out[e].to] != layer + 1)
            continue;
          for (guint r = first_port[layered->rank[layered->out[e].to]] + layered->out[e].port + 1; r <= n_right; r += r & -r)
            tree[r]++;
          n_seen++;
        }
    }
  return n_crossings;
}

/* Room for the tree and the first ports of any layer, in one. */
static guint *
new_room (const CrLayered *layered)
{
  gsize n_ports = 0;

  for (guint v = 0; v < layered->n_vertices; v++)
    n_ports += count_ports (layered, v);
  return g_new (guint, n_ports + 2 + layered->n_vertices);
}

guint64
cr_layered_count_crossings (const CrLayered *layered)
{
  g_autofree guint *room = new_room (layered);
  guint64 n_crossings = 0;

  for (guint layer = 0; layer + 1 < layered->n_layers; layer++)
    n_crossings += count_between (layered, layer, room + layered->n_vertices, room);
  return n_crossings;
}

/* On both sides of a layer. */
static guint64
count_beside (const CrLayered *layered, guint layer, guint *room)
{
  guint64 n_crossings = 0;

  if (layer > 0)
    n_crossings += count_between (layered, layer - 1, room + layered->n_vertices, room);
  if (layer + 1 < layered->n_layers)
    n_crossings += count_between (layered, layer, room + layered->n_vertices, room);
  return n_crossings;
}

static void
exchange (CrLayered *layered, guint i)
{
  guint *order = layered->order;
  guint upper = order[i];

  order[i] = order[i + 1];
  order[i + 1] = upper;
  layered->rank[order[i]]--;
  layered->rank[upper]++;
}

/* Neighbours in a layer change places as long as that leaves fewer crossings: what no sweep finds, as it takes all of a layer at once. */
static void
exchange_neighbours (CrLayered *layered)
{
  g_autofree guint *room = new_room (layered);
  gboolean is_better = TRUE;

  for (guint pass = 0; pass < MOST_PASSES && is_better; pass++)
    {
      is_better = FALSE;
      for (guint layer = 0; layer < layered->n_layers; layer++)
        for (guint i = layered->layer_start[layer]; i + 1 < layered->layer_start[layer + 1]; i++)
          {
            guint64 before = count_beside (layered, layer, room);

            exchange (layered, i);
            if (count_beside (layered, layer, room) < before)
              is_better = TRUE;
            else
              exchange (layered, i);
          }
    }
}

static void
take_order (CrLayered *layered, const guint *order)
{
  memcpy (layered->order, order, layered->n_vertices * sizeof *order);
  for (guint layer = 0; layer < layered->n_layers; layer++)
    for (guint i = layered->layer_start[layer]; i < layered->layer_start[layer + 1]; i++)
      layered->rank[layered->order[i]] = i - layered->layer_start[layer];
}

/* Sorts from one first order on. @best: room for the order with the fewest crossings. Returns how many it has. */
static guint64
sort_from (CrLayered *layered, const guint *number, guint *best)
{
  guint n = layered->n_vertices;
  guint n_sweeps = n <= SMALL ? MANY_SWEEPS : FEW_SWEEPS;
  g_autofree Wish *wishes = g_new (Wish, n + 1);
  guint64 fewest;
  guint n_worse = 0;

  fill_layers (layered, number);
  fewest = cr_layered_count_crossings (layered);
  memcpy (best, layered->order, n * sizeof *best);
  for (guint i = 0; i < n_sweeps && fewest > 0 && n_worse < PATIENCE; i++)
    {
      guint64 n_crossings;

      sweep (layered, i % 2 == 1, wishes);
      n_crossings = cr_layered_count_crossings (layered);
      n_worse = n_crossings < fewest ? 0 : n_worse + 1;
      if (n_crossings >= fewest)
        continue;
      fewest = n_crossings;
      memcpy (best, layered->order, n * sizeof *best);
    }
  if (fewest == 0 || n > FEW)
    return fewest;
  take_order (layered, best);
  exchange_neighbours (layered);
  memcpy (best, layered->order, n * sizeof *best);
  return cr_layered_count_crossings (layered);
}

/* What has several ends is numbered from the first and from the last of them: which is better shows only when it is sorted. */
void
cr_layered_sort (CrLayered *layered)
{
  guint n = layered->n_vertices;
  g_autofree guint *number = number_depth_first (layered, FALSE);
  g_autofree guint *best = g_new (guint, n + 1);
  g_autofree guint *other = NULL;
  guint64 fewest;

  layered->order = g_new0 (guint, n + 1);
  layered->rank = g_new0 (guint, n + 1);
  layered->layer_start = g_new0 (guint, layered->n_layers + 2);
  fewest = sort_from (layered, number, best);
  if (fewest > 0 && n <= FEW)
    {
      g_autofree guint *from_last = number_depth_first (layered, TRUE);

      other = g_new (guint, n + 1);
      if (sort_from (layered, from_last, other) < fewest)
        memcpy (best, other, n * sizeof *best);
    }
  take_order (layered, best);
}
