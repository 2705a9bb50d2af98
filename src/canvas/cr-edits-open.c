/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a folded group in its place, and giving back the room that it has taken.
 *
 * How this works: what would lie on the outline of the open group says how far it has to go: to the right, the left, up or down, as it stands
 * to the folded box; if it stands aslant, the shorter way. Then the plane is cut along the edges of the box: all that is right of it goes right by
 * the greatest of these ways, and so on. The same is done for each open group around it, which has grown.
 */
#include "cr-edits-open.h"

#include "cr-edits-parts.h"

#include <math.h>

#define GAP 12.0     /* between an outline and what is beside it */
#define NUMBERS 24.0 /* right of it */
#define FLAG 92.0    /* right of the output */
#define DEEPEST 64

typedef enum
{
  RIGHT,
  LEFT,
  DOWN,
  UP,
  N_SIDES
} Side;

/* How far each half of the plane around a box goes. */
typedef struct
{
  CrArea box;
  double ways[N_SIDES];
} Cut;

/* --- Who is where --- */

typedef struct
{
  const CrGraph *graph;
  CrTape *tape;
  CrKey output;
  GHashTable *outer; /* key of a node or group to its CrGroup */
} Nest;

static void
nest_init (Nest *nest, const CrGraph *graph, CrTape *tape)
{
  const CrParts *parts = cr_graph_get_parts (graph);

  *nest = (Nest) { graph, tape, tape != NULL ? cr_tape_get_output (tape, NULL) : CR_KEY_NONE, g_hash_table_new (NULL, NULL) };
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      for (guint j = 0; j < group->members->len; j++)
        g_hash_table_insert (nest->outer, GUINT_TO_POINTER (g_array_index (group->members, CrKey, j)), (gpointer) group);
    }
}

static void
nest_clear (Nest *nest)
{
  g_hash_table_unref (nest->outer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Nest, nest_clear)

static const CrGroup *
get_outer (const Nest *nest, CrKey key)
{
  return g_hash_table_lookup (nest->outer, GUINT_TO_POINTER (key));
}

/* At any depth. */
static gboolean
is_inside (const Nest *nest, CrKey key, CrKey group)
{
  const CrGroup *outer = get_outer (nest, key);

  for (guint depth = 0; outer != NULL && depth < DEEPEST; depth++)
    {
      if (outer->key == group)
        return TRUE;
      outer = get_outer (nest, outer->key);
    }
  return FALSE;
}

/* The outermost folded group that hides it, or NULL. */
static const CrGroup *
find_hiding (const Nest *nest, CrKey key)
{
  const CrGroup *outer = get_outer (nest, key);
  const CrGroup *hiding = NULL;

  for (guint depth = 0; outer != NULL && depth < DEEPEST; depth++)
    {
      if (outer->collapsed)
        hiding = outer;
      outer = get_outer (nest, outer->key);
    }
  return hiding;
}

/* --- What is how large --- */

static CrArea
get_node_area (const Nest *nest, const CrNode *node)
{
  CrNumbers numbers;
  CrShape shape = nest->tape != NULL && cr_tape_get_value (nest->tape, node->key, &numbers) ? numbers.shape : (CrShape) { 0, 0 };
  CrBody body = cr_body_for_node (node, shape);
  CrArea area = cr_body_get_area (&body, node->place);

  area.height += CR_GROUP_NAMES;
  if (node->key == nest->output)
    area.width += FLAG;
  return area;
}

static CrArea
get_box (const Nest *nest, const CrGroup *group)
{
  CrBody body = cr_body_for_group (group->title != NULL ? group->title : group->id);
  CrPoint place = { 0, 0 };

  cr_edit_get_place (nest->graph, group->key, &place);
  return cr_body_get_area (&body, place);
}

/* Folded its box, open its outline; 0 wide where it holds nothing. */
static CrArea
measure_group (const Nest *nest, const CrGroup *group, guint depth)
{
  CrArea all = { 0 };

  if (group->collapsed)
    return get_box (nest, group);
  for (guint i = 0; i < group->members->len && depth < DEEPEST; i++)
    {
      CrKey key = g_array_index (group->members, CrKey, i);
      const CrNode *node = cr_graph_get_node (nest->graph, key);
      const CrGroup *inner = cr_parts_get_group (cr_graph_get_parts (nest->graph), key);
      CrArea one = { 0 };

      if (node != NULL)
        one = get_node_area (nest, node);
      else if (inner != NULL)
        one = measure_group (nest, inner, depth + 1);
      all = all.width > 0 ? cr_area_united (&all, &one) : one;
    }
  return all.width > 0 ? cr_geometry_get_outline (&all) : all;
}

/* --- Cutting the plane --- */

/* Whether something lies on that side of the box. */
static gboolean
is_on_side (const CrArea *box, const CrArea *area, Side side)
{
  double x = area->x + area->width / 2, y = area->y + area->height / 2;

  switch (side)
    {
    case RIGHT:
      return x > box->x + box->width;
    case LEFT:
      return x < box->x;
    case DOWN:
      return y > box->y + box->height;
    default:
      return y < box->y;
    }
}

/* How far it has to go to that side to be beside the outline. */
static double
find_way (const CrArea *outline, const CrArea *area, Side side)
{
  switch (side)
    {
    case RIGHT:
      return outline->x + outline->width + GAP - area->x;
    case LEFT:
      return area->x + area->width + GAP - outline->x;
    case DOWN:
      return outline->y + outline->height + GAP - area->y;
    default:
      return area->y + area->height + GAP - outline->y;
    }
}

static void
push (Cut *cut, const CrArea *outline, const CrArea *area)
{
  CrArea around = cr_area_grown (outline, GAP - 0.5);
  int best = -1;
  double shortest = INFINITY;

  if (!cr_area_meets (&around, area))
    return;
  for (Side side = RIGHT; side < N_SIDES; side++)
    {
      double way = find_way (outline, area, side);

      if (!is_on_side (&cut->box, area, side))
        continue;
      if (cut->ways[side] >= way) /* it goes far enough with others */
        return;
      if (way < shortest)
        {
          shortest = way;
          best = side;
        }
    }
  if (best >= 0)
    cut->ways[best] = ceil (shortest / CR_GRID) * CR_GRID;
}

/* All that is in sight and neither in the group nor around it; a frame that the group is not in. */
static void
push_all (const Nest *nest, CrKey key, const CrArea *outline, Cut *cut)
{
  const CrParts *parts = cr_graph_get_parts (nest->graph);

  CR_GRAPH_FOR_EACH (nest->graph, node)
    {
      CrArea area;

      if (!node->has_place || is_inside (nest, node->key, key) || find_hiding (nest, node->key) != NULL)
        continue;
      area = get_node_area (nest, node);
      area.width += NUMBERS;
      push (cut, outline, &area);
    }
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];
      CrArea area;

      if (group->key == key || is_inside (nest, group->key, key) || is_inside (nest, key, group->key)
          || find_hiding (nest, group->key) != NULL)
        continue;
      area = measure_group (nest, group, 0);
      push (cut, outline, &area);
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea area = { frame->x, frame->y, frame->width, frame->height };

      if (!cr_area_meets (&area, &cut->box))
        push (cut, outline, &area);
    }
}

static CrPoint
cut_point (const Cut *cut, CrPoint point)
{
  CrArea at = { point.x, point.y, 0, 0 };
  CrPoint moved = point;

  moved.x += is_on_side (&cut->box, &at, RIGHT) ? cut->ways[RIGHT] : 0;
  moved.x -= is_on_side (&cut->box, &at, LEFT) ? cut->ways[LEFT] : 0;
  moved.y += is_on_side (&cut->box, &at, DOWN) ? cut->ways[DOWN] : 0;
  moved.y -= is_on_side (&cut->box, &at, UP) ? cut->ways[UP] : 0;
  return moved;
}

/* What a folded group hides goes with its box. */
static CrPoint
cut_member (const Nest *nest, const Cut *cut, CrKey key, CrPoint place)
{
  const CrGroup *hiding = find_hiding (nest, key);
  CrPoint box, moved;

  if (hiding == NULL || !cr_edit_get_place (nest->graph, hiding->key, &box))
    return cut_point (cut, place);
  moved = cut_point (cut, box);
  return (CrPoint) { place.x + moved.x - box.x, place.y + moved.y - box.y };
}

static void
cut_parts (const Nest *nest, CrKey key, const Cut *cut, CrParts *parts)
{
  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = cr_group_copy (parts->groups->pdata[i]);

      if (group->has_place && group->key != key && !is_inside (nest, group->key, key))
        group->place = cut_member (nest, cut, group->key, group->place);
      cr_group_unref (parts->groups->pdata[i]);
      parts->groups->pdata[i] = group;
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      CrFrame *frame = cr_frame_copy (parts->frames->pdata[i]);
      CrPoint first = cut_point (cut, (CrPoint) { frame->x, frame->y });
      CrPoint last = cut_point (cut, (CrPoint) { frame->x + frame->width, frame->y + frame->height });

      frame->x = first.x;
      frame->y = first.y;
      frame->width = last.x - first.x;
      frame->height = last.y - first.y;
      cr_frame_unref (parts->frames->pdata[i]);
      parts->frames->pdata[i] = frame;
    }
}

/* Where a group was as large as @box and is as large as its outline now: the others make room. (transfer full) */
static CrGraph *
make_room (const CrGraph *graph, CrTape *tape, CrKey key, CrArea box)
{
  g_auto (Nest) nest;
  Cut cut = { .box = box };
  CrArea outline;
  CrGraphEdit *edit;
  CrParts *parts;

  nest_init (&nest, graph, tape);
  outline = measure_group (&nest, cr_parts_get_group (cr_graph_get_parts (graph), key), 0);
  push_all (&nest, key, &outline, &cut);
  if (cut.ways[RIGHT] + cut.ways[LEFT] + cut.ways[DOWN] + cut.ways[UP] == 0)
    return cr_graph_ref (graph);
  edit = cr_graph_edit_begin (graph);
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->has_place && !is_inside (&nest, node->key, key))
      {
        CrPoint moved = cut_member (&nest, &cut, node->key, node->place);

        if (moved.x != node->place.x || moved.y != node->place.y)
          cr_graph_edit_move (edit, node->key, moved.x, moved.y);
      }
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  cut_parts (&nest, key, &cut, parts);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

static CrArea
measure (const CrGraph *graph, CrTape *tape, const CrGroup *group)
{
  g_auto (Nest) nest;

  nest_init (&nest, graph, tape);
  return measure_group (&nest, group, 0);
}

CrGraph *
cr_edit_open_group (const CrGraph *graph, CrTape *tape, CrKey key)
{
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  CrGraph *open = cr_edit_set_collapsed (graph, key, FALSE);

  for (guint depth = 0; group != NULL && depth < DEEPEST; depth++)
    {
      CrArea box = measure (graph, tape, group);
      g_autoptr (CrGraph) narrow = open;

      open = make_room (narrow, tape, group->key, box);
      group = cr_parts_get_group_of (cr_graph_get_parts (graph), group->key);
    }
  return open;
}

/* --- Giving it back --- */

static gboolean
get_area (const CrGraph *graph, CrKey key, CrArea *area)
{
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);
  CrPoint place;

  if (!cr_edit_get_place (graph, key, &place))
    return FALSE;
  *area = (CrArea) { place.x, place.y, frame != NULL ? frame->width : 0, frame != NULL ? frame->height : 0 };
  return TRUE;
}

static void
note_moved (const CrGraph *before, const CrGraph *after, CrKey key, gboolean is_member, GArray *moved)
{
  CrMoved one = { .key = key };

  if (!get_area (after, key, &one.to))
    return;
  if (!get_area (before, key, &one.from))
    one.from = one.to;
  if (is_member || !cr_area_equal (&one.from, &one.to))
    g_array_append_val (moved, one);
}

GArray *
cr_edit_list_moved (const CrGraph *before, const CrGraph *after, CrKey group)
{
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (CrMoved));
  const CrParts *parts = cr_graph_get_parts (after);
  g_auto (Nest) nest;

  nest_init (&nest, after, NULL);
  CR_GRAPH_FOR_EACH (after, node)
    note_moved (before, after, node->key, is_inside (&nest, node->key, group), moved);
  for (guint i = 0; i < parts->groups->len; i++)
    if (((const CrGroup *) parts->groups->pdata[i])->has_place)
      note_moved (before, after, ((const CrGroup *) parts->groups->pdata[i])->key, FALSE, moved);
  for (guint i = 0; i < parts->frames->len; i++)
    note_moved (before, after, ((const CrFrame *) parts->frames->pdata[i])->key, FALSE, moved);
  return moved;
}

gboolean
cr_edit_stands_as_moved (const CrGraph *graph, const GArray *moved)
{
  for (guint i = 0; i < moved->len; i++)
    {
      const CrMoved *one = &g_array_index (moved, CrMoved, i);
      CrArea area;

      if (get_area (graph, one->key, &area) && !cr_area_equal (&area, &one->to))
        return FALSE;
    }
  return TRUE;
}

CrGraph *
cr_edit_move_back (const CrGraph *graph, const GArray *moved)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  for (guint i = 0; i < moved->len; i++)
    {
      const CrMoved *one = &g_array_index (moved, CrMoved, i);

      if (cr_graph_get_node (graph, one->key) != NULL)
        cr_graph_edit_move (edit, one->key, one->from.x, one->from.y);
      else
        cr_edit_place_part (parts, one->key, &one->from);
    }
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}
