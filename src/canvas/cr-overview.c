/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole graph as a small picture. */
#include "cr-overview.h"

#include "cr-colors.h"

#define MARGIN 8.0 /* of it, around the nodes */
#define LEAST_NODES 24
#define LEAST_BLOCK 1.5 /* no node is smaller in it */

/* --- Geometry --- */

CrOverview
cr_overview_new (CrPicture *picture, double most_width, double most_height)
{
  CrArea nodes = cr_picture_get_nodes_area (picture);
  CrOverview overview = { .nodes = nodes };

  if (nodes.width <= 0 || nodes.height <= 0)
    return (CrOverview) { 0 };
  overview.scale = MIN ((most_width - 2 * MARGIN) / nodes.width, (most_height - 2 * MARGIN) / nodes.height);
  overview.area = cr_area_grown (&nodes, MARGIN / overview.scale);
  overview.width = overview.area.width * overview.scale;
  overview.height = overview.area.height * overview.scale;
  return overview;
}

CrArea
cr_overview_get_view (const CrOverview *overview, const CrViewport *viewport)
{
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);
  CrPoint end = cr_viewport_to_graph (viewport, viewport->width, viewport->height);
  double left = CLAMP ((corner.x - overview->area.x) * overview->scale, 0, overview->width);
  double top = CLAMP ((corner.y - overview->area.y) * overview->scale, 0, overview->height);
  double right = CLAMP ((end.x - overview->area.x) * overview->scale, 0, overview->width);
  double bottom = CLAMP ((end.y - overview->area.y) * overview->scale, 0, overview->height);

  return (CrArea) { left, top, right - left, bottom - top };
}

CrPoint
cr_overview_to_graph (const CrOverview *overview, CrPoint place)
{
  return (CrPoint) { overview->area.x + place.x / overview->scale, overview->area.y + place.y / overview->scale };
}

gboolean
cr_overview_is_useful (const CrOverview *overview, guint n_nodes, const CrViewport *viewport)
{
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);
  CrArea seen = { corner.x, corner.y, viewport->width / viewport->zoom, viewport->height / viewport->zoom };

  return n_nodes >= LEAST_NODES && viewport->width > 0 && !cr_area_contains_area (&seen, &overview->nodes);
}

/* --- Drawing --- */

static void
set_color (cairo_t *cairo, CrPicture *picture, CrColorRole role)
{
  CrColor color = cr_color_get (role, cr_picture_get_style (picture)->dark);

  cairo_set_source_rgba (cairo, color.red, color.green, color.blue, color.alpha);
}

static void
add_block (cairo_t *cairo, const CrOverview *overview, const CrArea *area)
{
  cairo_rectangle (cairo, (area->x - overview->area.x) * overview->scale, (area->y - overview->area.y) * overview->scale,
                   MAX (area->width * overview->scale, LEAST_BLOCK), MAX (area->height * overview->scale, LEAST_BLOCK));
}

void
cr_overview_draw (const CrOverview *overview, CrPicture *picture, cairo_t *cairo, const CrKey *selected, guint n_selected)
{
  g_autoptr (GArray) taken = cr_picture_list_taken (picture, &overview->area);
  g_autoptr (GPtrArray) frames = g_ptr_array_new ();

  cairo_set_line_width (cairo, 1);
  for (guint i = 0; i < taken->len; i++)
    {
      const CrTaken *entry = &g_array_index (taken, CrTaken, i);

      if (entry->is_frame)
        g_ptr_array_add (frames, (gpointer) entry);
      else
        add_block (cairo, overview, &entry->area);
    }
  set_color (cairo, picture, CR_COLOR_QUIET);
  cairo_fill (cairo);
  for (guint i = 0; i < frames->len; i++)
    add_block (cairo, overview, &((const CrTaken *) frames->pdata[i])->area);
  set_color (cairo, picture, CR_COLOR_GRID);
  cairo_stroke (cairo);
  for (guint i = 0; i < n_selected; i++)
    {
      CrArea area;

      if (cr_picture_get_node_area (picture, selected[i], &area))
        add_block (cairo, overview, &area);
    }
  set_color (cairo, picture, CR_COLOR_ACCENT);
  cairo_fill (cairo);
}
