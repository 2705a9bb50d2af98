/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames and closed groups go with what they hold when all nodes get new places.
 *
 * How this works: a frame keeps its distances from the nodes that stood in it. One that held nothing (a line of writing above the
 * graph) keeps its place to the graph as a whole: to its top, or to its bottom where it stood below. The box of a closed group
 * goes as its members do on average.
 */
#include "cr-layout-parts.h"

#include "cr-geometry.h"

#include <math.h>

/* What some nodes take, in the version before and after. */
typedef struct
{
  CrArea before;
  CrArea after;
  CrPoint moved; /* the sum over the nodes */
  guint n;
} Extent;

static void
extent_add (Extent *extent, const CrNode *before, const CrNode *after)
{
  CrBody body = cr_body_for_gate (before->gate);
  CrArea area = cr_body_get_area (&body, before->place);
  CrArea moved = cr_body_get_area (&body, after->place);

  extent->before = extent->n == 0 ? area : cr_area_united (&extent->before, &area);
  extent->after = extent->n == 0 ? moved : cr_area_united (&extent->after, &moved);
  extent->moved.x += after->place.x - before->place.x;
  extent->moved.y += after->place.y - before->place.y;
  extent->n++;
}

static void
measure (const CrGraph *before, const CrGraph *after, const CrArea *within, Extent *extent)
{
  *extent = (Extent) { 0 };
  CR_GRAPH_FOR_EACH (before, node)
    {
      CrArea point = { node->place.x, node->place.y, 0, 0 };

      if (node->has_place && (within == NULL || cr_area_contains_area (within, &point)))
        extent_add (extent, node, cr_graph_get_node (after, node->key));
    }
}

static void
move_frame (const CrGraph *before, const CrGraph *after, const Extent *all, CrFrame *frame)
{
  CrArea area = { frame->x, frame->y, frame->width, frame->height };
  Extent inside;

  measure (before, after, &area, &inside);
  if (inside.n > 0)
    {
      frame->x += inside.after.x - inside.before.x;
      frame->y += inside.after.y - inside.before.y;
      frame->width = MAX (frame->width + inside.after.width - inside.before.width, 1);
      frame->height = MAX (frame->height + inside.after.height - inside.before.height, 1);
      return;
    }
  frame->x += round (all->after.x + all->after.width / 2 - all->before.x - all->before.width / 2);
  frame->y += all->after.y - all->before.y;
  if (area.y > all->before.y + all->before.height)
    frame->y += all->after.height - all->before.height;
}

/* Members of members too. */
static void
add_members (const CrGraph *before, const CrGraph *after, const CrGroup *group, Extent *extent)
{
  const CrParts *parts = cr_graph_get_parts (before);

  for (guint i = 0; i < group->members->len; i++)
    {
      CrKey key = g_array_index (group->members, CrKey, i);
      const CrNode *node = cr_graph_get_node (before, key);
      const CrGroup *inner = cr_parts_get_group (parts, key);

      if (node != NULL && node->has_place)
        extent_add (extent, node, cr_graph_get_node (after, key));
      if (inner != NULL)
        add_members (before, after, inner, extent);
    }
}

static gboolean
move_group (const CrGraph *before, const CrGraph *after, CrGroup *group)
{
  Extent members = { 0 };

  add_members (before, after, group, &members);
  if (members.n == 0)
    return FALSE;
  group->place.x += members.moved.x / members.n;
  group->place.y += members.moved.y / members.n;
  group->place = cr_geometry_snap (group->place);
  return TRUE;
}

CrGraph *
cr_layout_move_parts (const CrGraph *before, const CrGraph *after)
{
  const CrParts *parts = cr_graph_get_parts (before);
  g_autoptr (CrParts) moved = NULL;
  CrGraphEdit *edit;
  Extent all;

  measure (before, after, NULL, &all);
  if (all.n == 0 || parts->groups->len + parts->frames->len == 0)
    return cr_graph_ref (after);
  moved = cr_parts_copy (parts);
  for (guint i = 0; i < parts->frames->len; i++)
    {
      CrFrame *frame = cr_frame_copy (parts->frames->pdata[i]);

      move_frame (before, after, &all, frame);
      cr_frame_unref (moved->frames->pdata[i]);
      moved->frames->pdata[i] = frame;
    }
  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = cr_group_copy (parts->groups->pdata[i]);

      if (group->has_place)
        move_group (before, after, group);
      cr_group_unref (moved->groups->pdata[i]);
      moved->groups->pdata[i] = group;
    }
  edit = cr_graph_edit_begin (after);
  cr_graph_edit_take_parts (edit, g_steal_pointer (&moved));
  return cr_graph_edit_end (edit);
}
