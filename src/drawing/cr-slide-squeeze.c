/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves nodes closer together for a slide, so that a graph is seen whole with large text.
 *
 * How this works: along each axis the places where nodes are have gaps between them. All gaps shrink alike; where two nodes would meet that
 * did not, the gaps between them grow again as far as they must. That is tried with smaller and smaller gaps until all of it has room.
 * Nodes that stand in line stay in line, and none changes its order with another.
 */
#include "cr-slide-private.h"

#define MOST_NODES 200
#define LEAST_X 0.6 /* of a gap; numbers stand beside nodes */
#define LEAST_Y 0.5
#define TRIES 8
#define ROOM_X 10.0     /* between nodes that have come closer, in pixels at 100 %: ports stand out there */
#define ROOM_Y 4.0
#define LEAST_HALF 22.0 /* of a node's height: so far reach the numbers at its wire */
#define NAME 16.0       /* under a box that is no source; a circle's may give way */
#define BOX 50.0        /* what is higher than that */
#define LINE 24.0       /* higher than a number */
#define BESIDE 24.0     /* a matrix: its arrow and brackets, and what is left free */
#define MAP 48.0        /* a large one's picture, with its shape in a line over it */
#define OVER 8.0        /* between it and its wire */
#define CURVE 70.0      /* before its end a wire leaves its level */
#define SAME 0.5        /* places closer than that are one */

/* A node along one axis: from, to and middle, and its extent along the other. */
typedef struct
{
  double low;
  double high;
  double middle;
  double cross_low;
  double cross_high;
  double room; /* to the next one */
  guint place; /* of the middle, in the order of all places */
} Span;

/* --- Mapping --- */

void
cr_squeeze_clear (CrSqueeze *squeeze)
{
  for (guint axis = 0; axis < 2; axis++)
    {
      g_clear_pointer (&squeeze->from[axis], g_array_unref);
      g_clear_pointer (&squeeze->to[axis], g_array_unref);
    }
}

static double
map_place (const GArray *from, const GArray *to, double place)
{
  guint n = from != NULL ? from->len : 0, i = 0;
  double low, high, share;

  if (n == 0)
    return place;
  while (i < n && g_array_index (from, double, i) < place)
    i++;
  if (i == 0 || i == n)
    {
      i = i == n ? n - 1 : 0;
      return g_array_index (to, double, i) + place - g_array_index (from, double, i);
    }
  low = g_array_index (from, double, i - 1);
  high = g_array_index (from, double, i);
  share = (place - low) / (high - low);
  return (1 - share) * g_array_index (to, double, i - 1) + share * g_array_index (to, double, i);
}

CrPoint
cr_squeeze_point (const CrSqueeze *squeeze, CrPoint point)
{
  return (CrPoint) { map_place (squeeze->from[0], squeeze->to[0], point.x), map_place (squeeze->from[1], squeeze->to[1], point.y) };
}

/* --- One axis --- */

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *first = a, *second = b;

  return (first->middle > second->middle) - (first->middle < second->middle);
}

/* The distinct middles of @spans, sorted; each span is told its own. */
static GArray *
list_places (GArray *spans)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      if (places->len == 0 || span->middle > g_array_index (places, double, places->len - 1) + SAME)
        g_array_append_val (places, span->middle);
      span->place = places->len - 1;
    }
  return places;
}

/* Gaps of @places, each @factor of what it was. */
static void
shrink (const GArray *places, double factor, GArray *to)
{
  g_array_set_size (to, 0);
  g_array_append_val (to, g_array_index (places, double, 0));
  for (guint i = 1; i < places->len; i++)
    {
      double next = g_array_index (to, double, i - 1) + factor * (g_array_index (places, double, i) - g_array_index (places, double, i - 1));

      g_array_append_val (to, next);
    }
}

/* Stretches what is between two places to @wanted; what comes after moves along. */
static void
stretch (GArray *to, guint first, guint last, double wanted)
{
  double *places = (double *) to->data;
  double start = places[first], was = places[last] - start;

  for (guint i = first + 1; i < to->len; i++)
    places[i] = i <= last ? start + (places[i] - start) * wanted / was : places[i] + wanted - was;
}

/* How far apart two nodes must be, or 0 where they may be anywhere. */
static double
find_distance (const Span *a, const Span *b)
{
  if (a->place == b->place || a->cross_high <= b->cross_low || b->cross_high <= a->cross_low)
    return 0;
  return MIN (b->middle - a->middle, a->high - a->middle + b->middle - b->low + a->room);
}

/* Short ways first: what they need helps the longer ones. */
static void
keep_apart (const GArray *spans, GArray *to)
{
  for (guint way = 1; way < spans->len; way++)
    for (guint i = 0; i + way < spans->len; i++)
      {
        const Span *a = &g_array_index (spans, Span, i), *b = &g_array_index (spans, Span, i + way);
        double wanted = find_distance (a, b);

        if (wanted > g_array_index (to, double, b->place) - g_array_index (to, double, a->place))
          stretch (to, a->place, b->place, wanted);
      }
}

static double
get_length (const GArray *places)
{
  return g_array_index (places, double, places->len - 1) - g_array_index (places, double, 0);
}

/* Of places between which there may be @room. */
static void
squeeze_axis (GArray *spans, double room, double least, GArray **from, GArray **to)
{
  g_autoptr (GArray) places = list_places (spans);
  double needed = room / MAX (get_length (places), SAME);

  if (needed >= 1)
    return;
  *to = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i <= TRIES; i++)
    {
      double share = (double) i / TRIES, factor = MAX (needed, least);

      shrink (places, (1 - share) * factor + share * least, *to);
      keep_apart (spans, *to);
      if (get_length (*to) <= room)
        break;
    }
  *from = g_steal_pointer (&places);
}

/* --- The graph --- */

/* How large the matrix is that stands beside @key; nothing of a number, or of a source, which has its own inside. */
static CrArea
find_matrix (const GArray *labels, const CrNode *node)
{
  CrArea all = { 0 };

  for (guint i = 0; i < labels->len && !cr_gate_is_source (node->gate); i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);

      if (label->key == node->key && label->kind == CR_LABEL_SHAPE)
        return (CrArea) { 0, 0, MAP, MAP + LINE };
      if (label->key == node->key && label->kind == CR_LABEL_VALUE)
        all = all.width > 0 ? cr_area_united (&all, &label->area) : label->area;
    }
  return all.height > LINE ? all : (CrArea) { 0 };
}

/* How far to the right a node and the wires from it run at its height. */
static double
find_reach (CrPicture *picture, const CrGraph *graph, const CrNode *node, double right)
{
  CrArea area;

  CR_GRAPH_FOR_EACH (graph, to)
    for (guint i = 0; i < to->n_operands; i++)
      if (to->operands[i] == node->key && cr_picture_get_node_area (picture, to->key, &area))
        right = MAX (right, area.x - CURVE);
  return right;
}

static gboolean
has_nodes_in (const CrGraph *graph, const CrFrame *frame)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->place.x >= frame->x && node->place.x <= frame->x + frame->width && node->place.y >= frame->y
        && node->place.y <= frame->y + frame->height)
      return TRUE;
  return FALSE;
}

/* What is written beside the nodes keeps clear of them too. */
static void
append_frames (const CrGraph *graph, GArray *spans, gboolean is_vertical)
{
  const GPtrArray *frames = cr_graph_get_parts (graph)->frames;

  for (guint i = 0; i < frames->len; i++)
    {
      const CrFrame *frame = frames->pdata[i];
      double low = is_vertical ? frame->y : frame->x, size = is_vertical ? frame->height : frame->width;
      double cross_low = is_vertical ? frame->x : frame->y, cross_size = is_vertical ? frame->width : frame->height;
      Span span = { low, low + size, low + size / 2, cross_low, cross_low + cross_size, is_vertical ? ROOM_Y : ROOM_X, 0 };

      if (!has_nodes_in (graph, frame))
        g_array_append_val (spans, span);
    }
}

static GArray *
list_spans (CrPicture *picture, const CrGraph *graph, gboolean is_vertical)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GArray) labels = cr_picture_list_labels (picture, NULL);
  CrArea area, matrix;

  CR_GRAPH_FOR_EACH (graph, node)
  {
    Span span = { .middle = is_vertical ? node->place.y : node->place.x };

    if (!cr_picture_get_node_area (picture, node->key, &area))
      continue;
    matrix = find_matrix (labels, node);
    if (is_vertical)
      {
        double half = matrix.height > 0 ? matrix.height + OVER : LEAST_HALF;

        span.low = MIN (area.y, span.middle - half);
        span.high = MAX (area.y + area.height, span.middle + half);
        span.room = area.height > BOX && !cr_gate_is_source (node->gate) ? NAME + ROOM_Y : ROOM_Y;
      }
    else
      {
        span.low = area.x;
        span.high = area.x + area.width;
        span.room = matrix.width > 0 ? matrix.width + BESIDE : ROOM_X; /* a number finds a place */
      }
    span.cross_low = is_vertical ? area.x : area.y;
    span.cross_high = is_vertical ? find_reach (picture, graph, node, area.x + area.width) : area.y + area.height;
    g_array_append_val (spans, span);
  }
  append_frames (graph, spans, is_vertical);
  return spans;
}

static CrGraph *
move_all (const CrGraph *graph, const CrSqueeze *squeeze)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));

  CR_GRAPH_FOR_EACH (graph, node)
  {
    CrPoint place = cr_squeeze_point (squeeze, node->place);

    cr_graph_edit_move (edit, node->key, place.x, place.y);
  }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      CrFrame *frame = cr_frame_copy (parts->frames->pdata[i]);
      CrPoint middle = cr_squeeze_point (squeeze, (CrPoint) { frame->x + frame->width / 2, frame->y + frame->height / 2 });

      frame->x = middle.x - frame->width / 2;
      frame->y = middle.y - frame->height / 2;
      cr_frame_unref (parts->frames->pdata[i]);
      parts->frames->pdata[i] = frame;
    }
  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = cr_group_copy (parts->groups->pdata[i]);

      group->place = cr_squeeze_point (squeeze, group->place);
      cr_group_unref (parts->groups->pdata[i]);
      parts->groups->pdata[i] = group;
    }
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

/* How long the way between the first and the last place may be: what is not squeezed is what stands out at the ends. */
static double
find_room (const GArray *spans, double size, double room)
{
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;

  for (guint i = 0; i < spans->len; i++)
    {
      low = MIN (low, g_array_index (spans, Span, i).middle);
      high = MAX (high, g_array_index (spans, Span, i).middle);
    }
  return MAX (0, room - (size - (high - low)));
}

/* How long an axis is after it was squeezed. */
static double
get_squeezed (const CrSqueeze *squeeze, guint axis, double size)
{
  return squeeze->from[axis] != NULL ? size - get_length (squeeze->from[axis]) + get_length (squeeze->to[axis]) : size;
}

static void
squeeze_for_scale (GArray *across, GArray *down, const CrArea *all, const CrArea *room, double scale, CrSqueeze *squeeze)
{
  cr_squeeze_clear (squeeze);
  squeeze_axis (across, find_room (across, all->width, room->width / scale), LEAST_X, &squeeze->from[0], &squeeze->to[0]);
  squeeze_axis (down, find_room (down, all->height, room->height / scale), LEAST_Y, &squeeze->from[1], &squeeze->to[1]);
}

CrGraph *
cr_slide_squeeze (CrPicture *picture, const CrGraph *graph, double width, double height, CrSqueeze *squeeze)
{
  CrArea all = cr_picture_get_area (picture);
  double scale = CR_SLIDE_LEAST_TEXT / CR_SLIDE_NUMBER_SIZE; /* larger than the least on a low slide, where that can be had */
  CrArea room = cr_slide_get_room (width, height, CR_SLIDE_BAND * cr_slide_get_unit (height));
  g_autoptr (GArray) across = NULL;
  g_autoptr (GArray) down = NULL;
  double whole;

  cr_squeeze_clear (squeeze);
  if (cr_graph_get_n_nodes (graph) > MOST_NODES)
    return cr_graph_ref (graph);
  across = list_spans (picture, graph, FALSE);
  down = list_spans (picture, graph, TRUE);
  if (across->len == 0)
    return cr_graph_ref (graph);
  squeeze_for_scale (across, down, &all, &room, scale, squeeze);
  whole = MIN (room.width / get_squeezed (squeeze, 0, all.width), room.height / get_squeezed (squeeze, 1, all.height));
  if (whole < scale && whole >= CR_SLIDE_LEAST_WHOLE * cr_slide_get_least_scale (height))
    squeeze_for_scale (across, down, &all, &room, whole, squeeze); /* one axis is not to be narrower than the other asks for */
  return squeeze->from[0] != NULL || squeeze->from[1] != NULL ? move_all (graph, squeeze) : cr_graph_ref (graph);
}
