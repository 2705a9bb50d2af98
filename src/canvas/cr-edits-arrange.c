/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aligning and distributing. */
#include "cr-edits-arrange.h"

#include "cr-edits-parts.h"
#include "cr-edits.h"

#include <stdlib.h>

/* --- One axis --- */

/* Where a box begins and how long it is, from left to right or from top to bottom. */
typedef struct
{
  double start;
  double length;
} Extent;

static Extent
get_extent (const CrArrangeBox *box, gboolean is_down)
{
  return is_down ? (Extent) { box->area.y, box->area.height } : (Extent) { box->area.x, box->area.width };
}

static double
get_centre (const CrArrangeBox *box, gboolean is_down)
{
  Extent extent = get_extent (box, is_down);

  return extent.start + extent.length / 2;
}

/* The part of a box that is to come to the line: 0 its start, ½ its centre, 1 its end. */
static void
align (CrArrangeBox *boxes, guint n_boxes, gboolean is_down, double part)
{
  double least = G_MAXDOUBLE, greatest = -G_MAXDOUBLE, line;

  for (guint i = 0; i < n_boxes; i++)
    {
      Extent extent = get_extent (&boxes[i], is_down);
      double at = extent.start + part * extent.length;

      least = MIN (least, at);
      greatest = MAX (greatest, at);
    }
  line = part == 0 ? least : greatest;
  if (part > 0 && part < 1)
    line = cr_geometry_snap ((CrPoint) { (least + greatest) / 2, 0 }).x;
  for (guint i = 0; i < n_boxes; i++)
    {
      Extent extent = get_extent (&boxes[i], is_down);
      double way = line - extent.start - part * extent.length;

      boxes[i].shift = is_down ? (CrPoint) { 0, way } : (CrPoint) { way, 0 };
    }
}

static int
compare_across (const void *a, const void *b)
{
  double one = get_centre (a, FALSE), other = get_centre (b, FALSE);

  return (one > other) - (one < other);
}

static int
compare_down (const void *a, const void *b)
{
  double one = get_centre (a, TRUE), other = get_centre (b, TRUE);

  return (one > other) - (one < other);
}

static void
distribute (CrArrangeBox *boxes, guint n_boxes, gboolean is_down)
{
  double taken = 0, first, last, gap, at;
  Extent end;

  qsort (boxes, n_boxes, sizeof (CrArrangeBox), is_down ? compare_down : compare_across);
  for (guint i = 0; i < n_boxes; i++)
    taken += get_extent (&boxes[i], is_down).length;
  end = get_extent (&boxes[n_boxes - 1], is_down);
  first = at = get_extent (&boxes[0], is_down).start;
  gap = (end.start + end.length - first - taken) / (n_boxes - 1);
  first = get_centre (&boxes[0], is_down);
  last = get_centre (&boxes[n_boxes - 1], is_down);
  for (guint i = 0; i < n_boxes; i++)
    {
      Extent extent = get_extent (&boxes[i], is_down);
      double way = gap >= 0 ? at - extent.start : first + (last - first) * i / (n_boxes - 1) - get_centre (&boxes[i], is_down);

      boxes[i].shift = is_down ? (CrPoint) { 0, way } : (CrPoint) { way, 0 };
      at += extent.length + gap;
    }
}

/* --- Both --- */

guint
cr_arrangement_get_least (CrArrangement how)
{
  return how == CR_ARRANGE_ACROSS || how == CR_ARRANGE_DOWN ? 3 : 2;
}

void
cr_arrange (CrArrangeBox *boxes, guint n_boxes, CrArrangement how)
{
  g_return_if_fail (n_boxes >= cr_arrangement_get_least (how));

  if (how == CR_ARRANGE_ACROSS || how == CR_ARRANGE_DOWN)
    distribute (boxes, n_boxes, how == CR_ARRANGE_DOWN);
  else
    align (boxes, n_boxes, how >= CR_ARRANGE_TOP, how % 3 / 2.0);
}

CrGraph *
cr_edit_arrange (const CrGraph *graph, const CrArrangeBox *boxes, guint n_boxes)
{
  CrGraph *arranged = cr_graph_ref (graph);

  for (guint i = 0; i < n_boxes; i++)
    {
      g_autoptr (GArray) keys = cr_edit_with_contents (graph, &boxes[i].key, 1);
      g_autoptr (CrGraph) before = arranged;

      arranged = cr_edit_move (before, (const CrKey *) (gpointer) keys->data, keys->len, boxes[i].shift.x, boxes[i].shift.y);
    }
  return arranged;
}
