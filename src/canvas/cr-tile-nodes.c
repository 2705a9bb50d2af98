/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The still image as render nodes. */
#include "cr-tile-nodes.h"

/* The node that shows a tile. */
typedef struct
{
  cairo_surface_t *surface; /* the tile's, when it was made */
  CrArea area;
  GskRenderNode *node;
} TileNode;

struct _CrTileNodes
{
  GArray *nodes; /* of TileNode, one for each tile */
};

static void
tile_node_clear (TileNode *node)
{
  g_clear_pointer (&node->surface, cairo_surface_destroy);
  g_clear_pointer (&node->node, gsk_render_node_unref);
}

CrTileNodes *
cr_tile_nodes_new (void)
{
  CrTileNodes *nodes = g_new0 (CrTileNodes, 1);

  nodes->nodes = g_array_new (FALSE, TRUE, sizeof (TileNode));
  g_array_set_clear_func (nodes->nodes, (GDestroyNotify) tile_node_clear);
  return nodes;
}

void
cr_tile_nodes_free (CrTileNodes *nodes)
{
  g_array_unref (nodes->nodes);
  g_free (nodes);
}

static void
make_node (TileNode *node, const CrStillTile *tile, const CrArea *area)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (area->x, area->y, area->width, area->height);
  cairo_t *cairo;

  tile_node_clear (node);
  node->surface = cairo_surface_reference (tile->surface);
  node->area = *area;
  node->node = gsk_cairo_node_new (&bounds);
  cairo = gsk_cairo_node_get_draw_context (node->node);
  cr_still_tile_paint (tile, cairo, area);
  cairo_destroy (cairo);
}

void
cr_tile_nodes_append (CrTileNodes *nodes, const CrStillImage *image, const CrViewport *viewport, GtkSnapshot *snapshot)
{
  CrArea view = { 0, 0, viewport->width, viewport->height };
  guint n_tiles;
  const CrStillTile *tiles = cr_still_image_get_tiles (image, &n_tiles);

  g_array_set_size (nodes->nodes, n_tiles);
  for (guint i = 0; i < n_tiles; i++)
    {
      TileNode *node = &g_array_index (nodes->nodes, TileNode, i);
      CrArea area = cr_still_image_place_tile (image, &tiles[i], viewport);

      if (!cr_area_meets (&area, &view))
        {
          tile_node_clear (node);
          continue;
        }
      if (node->surface != tiles[i].surface || !cr_area_equal (&node->area, &area))
        make_node (node, &tiles[i], &area);
      gtk_snapshot_append_node (snapshot, node->node);
    }
}
