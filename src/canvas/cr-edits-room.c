/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making room for a source whose value has become larger: what it would lie on moves aside, and what that would lie on in turn. */
#include "cr-edits.h"

#include "cr-geometry.h"

#include <math.h>

#define GAP 12.0 /* between bodies, in each direction */

typedef struct
{
  CrKey key;
  CrArea before;
  CrArea area;
} Box;

static gboolean
lies_on (const CrArea *a, const CrArea *b)
{
  CrArea around = cr_area_grown (a, GAP - 0.5);

  return cr_area_meets (&around, b);
}

/* From where they are to where they have @gap between them, along one axis: whole steps of the grid, away from @from's middle. */
static double
find_way (double from, double from_length, double other, double other_length)
{
  gboolean is_after = other + other_length / 2 >= from + from_length / 2;
  double way = is_after ? from + from_length + GAP - other : other + other_length + GAP - from;
  double steps = ceil (way / CR_SNAP) * CR_SNAP;

  return is_after ? steps : -steps;
}

/* The shorter way of the two. */
static void
move_aside (const Box *from, Box *other)
{
  double dx = find_way (from->area.x, from->area.width, other->area.x, other->area.width);
  double dy = find_way (from->area.y, from->area.height, other->area.y, other->area.height);

  if (fabs (dx) < fabs (dy))
    other->area.x += dx;
  else
    other->area.y += dy;
}

static CrShape
get_shape (CrTape *tape, CrKey key)
{
  CrNumbers numbers;

  return tape != NULL && cr_tape_get_value (tape, key, &numbers) ? numbers.shape : (CrShape) { 0, 0 };
}

static GArray *
find_boxes (const CrGraph *graph, CrTape *tape, CrKey key, CrShape shape)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (Box));

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrShape old = get_shape (tape, node->key);
      CrBody before = cr_body_for_node (node, old);
      CrBody body = cr_body_for_node (node, node->key == key ? shape : old);
      Box box = { node->key, cr_body_get_area (&before, node->place), cr_body_get_area (&body, node->place) };

      if (node->has_place)
        g_array_append_val (boxes, box);
    }
  return boxes;
}

/* What lay on each other before may go on doing so. */
static void
spread (GArray *boxes, CrKey key)
{
  g_autoptr (GArray) stirred = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_left = 4 * boxes->len; /* moves, so that it ends */

  for (guint i = 0; i < boxes->len; i++)
    if (g_array_index (boxes, Box, i).key == key)
      g_array_append_val (stirred, i);
  for (guint next = 0; next < stirred->len && n_left > 0; next++)
    {
      const Box *from = &g_array_index (boxes, Box, g_array_index (stirred, guint, next));

      for (guint i = 0; i < boxes->len && n_left > 0; i++)
        {
          Box *other = &g_array_index (boxes, Box, i);

          if (other == from || other->key == key || !lies_on (&from->area, &other->area) || lies_on (&from->before, &other->before))
            continue;
          move_aside (from, other);
          g_array_append_val (stirred, i);
          n_left--;
        }
    }
}

CrGraph *
cr_edit_make_room (const CrGraph *graph, CrTape *tape, CrKey key, CrShape shape)
{
  CrShape before = get_shape (tape, key);
  g_autoptr (GArray) boxes = NULL;
  CrGraphEdit *edit;

  if (shape.rows <= before.rows && shape.columns <= before.columns)
    return cr_graph_ref (graph);
  boxes = find_boxes (graph, tape, key, shape);
  spread (boxes, key);
  edit = cr_graph_edit_begin (graph);
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);
      const CrNode *node = cr_graph_get_node (graph, box->key);

      if (box->key != key && (box->area.x != box->before.x || box->area.y != box->before.y))
        cr_graph_edit_move (edit, box->key, node->place.x + box->area.x - box->before.x, node->place.y + box->area.y - box->before.y);
    }
  return cr_graph_edit_end (edit);
}
