/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves nodes closer together for a slide, so that a graph is seen whole with large text. */
#include "cr-slide-private.h"

#define MOST_NODES 200
#define LEAST 0.6
#define TRIES 6
#define ROOM 4.0 /* between nodes that have come closer, in pixels at 100 % */

typedef struct
{
  double x;
  double y;
} Factors;

/* The areas of all nodes, without those of groups and frames. */
static GArray *
list_areas (CrPicture *picture, const CrGraph *graph)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (CrArea));
  CrArea area;

  CR_GRAPH_FOR_EACH (graph, node)
    if (cr_picture_get_node_area (picture, node->key, &area))
      g_array_append_val (areas, area);
  return areas;
}

/* The same node, its middle closer to the origin. */
static CrArea
squeeze_area (const CrArea *area, Factors factors)
{
  return (CrArea) { (area->x + area->width / 2) * factors.x - area->width / 2 - ROOM / 2,
                    (area->y + area->height / 2) * factors.y - area->height / 2 - ROOM / 2, area->width + ROOM, area->height + ROOM };
}

/* Whether two nodes meet that did not. */
static gboolean
is_too_close (const GArray *areas, Factors factors)
{
  for (guint i = 0; i < areas->len; i++)
    for (guint j = 0; j < i; j++)
      {
        CrArea a = squeeze_area (&g_array_index (areas, CrArea, i), factors), b = squeeze_area (&g_array_index (areas, CrArea, j), factors);

        if (cr_area_meets (&a, &b) && !cr_area_meets (&g_array_index (areas, CrArea, i), &g_array_index (areas, CrArea, j)))
          return TRUE;
      }
  return FALSE;
}

/* As little as is needed for @room pixels of the graph; what is not squeezed is the nodes at its ends. */
static double
find_factor (double size, double end, double room)
{
  return size <= room ? 1 : CLAMP ((room - end) / (size - end), LEAST, 1);
}

static CrGraph *
squeeze (const CrGraph *graph, Factors factors)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));

  CR_GRAPH_FOR_EACH (graph, node)
    cr_graph_edit_move (edit, node->key, node->place.x * factors.x, node->place.y * factors.y);
  for (guint i = 0; i < parts->frames->len; i++)
    {
      CrFrame *frame = cr_frame_copy (parts->frames->pdata[i]);

      frame->x = (frame->x + frame->width / 2) * factors.x - frame->width / 2;
      frame->y = (frame->y + frame->height / 2) * factors.y - frame->height / 2;
      cr_frame_unref (parts->frames->pdata[i]);
      parts->frames->pdata[i] = frame;
    }
  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = cr_group_copy (parts->groups->pdata[i]);

      group->place = (CrPoint) { group->place.x * factors.x, group->place.y * factors.y };
      cr_group_unref (parts->groups->pdata[i]);
      parts->groups->pdata[i] = group;
    }
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

CrGraph *
cr_slide_squeeze (CrPicture *picture, const CrGraph *graph, double width, double height, CrPoint *factors)
{
  CrArea all = cr_picture_get_area (picture);
  double scale = CR_SLIDE_LEAST_TEXT / CR_SLIDE_NUMBER_SIZE;
  CrArea room = cr_slide_get_room (width, height);
  Factors found = { find_factor (all.width, 100, room.width / scale), find_factor (all.height, 60, room.height / scale) };
  g_autoptr (GArray) areas = NULL;

  *factors = (CrPoint) { 1, 1 };
  if ((found.x == 1 && found.y == 1) || cr_graph_get_n_nodes (graph) > MOST_NODES)
    return cr_graph_ref (graph);
  areas = list_areas (picture, graph);
  for (guint i = 0; i < TRIES && is_too_close (areas, found); i++)
    {
      gboolean is_too_narrow = is_too_close (areas, (Factors) { found.x, 1 }), is_too_low = is_too_close (areas, (Factors) { 1, found.y });

      if (is_too_narrow || !is_too_low)
        found.x = (1 + found.x) / 2;
      if (is_too_low || !is_too_narrow)
        found.y = (1 + found.y) / 2;
    }
  if (is_too_close (areas, found))
    return cr_graph_ref (graph);
  *factors = (CrPoint) { found.x, found.y };
  return squeeze (graph, found);
}
