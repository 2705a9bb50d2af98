/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas as render nodes: what has not changed keeps its node, and what has is in few rectangles. */
#include "cr-network.h"
#include "cr-node-maps.h"
#include "cr-part-nodes.h"
#include "cr-tile-nodes.h"

#include <gtk/gtk.h>

#define WIDTH 1000
#define HEIGHT 800
#define ROUNDING 2

/* A net with maps of one colour in all its nodes. */
typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
  CrViewport viewport;
} Scene;

static void
set_maps (Scene *scene, const double *value)
{
  g_autoptr (GArray) maps = g_array_new (FALSE, FALSE, sizeof (CrNodeMap));

  CR_GRAPH_FOR_EACH (scene->graph, node)
    {
      CrNodeMap map = { .key = node->key, .map = { .columns = 1, .rows = 1, .n_classes = 1, .values = value, .extent = 1 } };

      g_array_append_val (maps, map);
    }
  cr_picture_set_maps (scene->picture, (const CrNodeMap *) maps->data, maps->len);
}

static void
scene_init (Scene *scene)
{
  static const double one = 1;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  CrNetwork network;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  scene->graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  scene->tape = cr_tape_new (scene->graph);
  cr_tape_bind_all (scene->tape, NULL, 0, 1);
  cr_tape_forward (scene->tape);
  scene->picture = cr_picture_new (scene->graph, scene->tape, &style);
  scene->viewport = (CrViewport) { .zoom = 0.9, .centre = { 350.3, 240.7 }, .width = WIDTH, .height = HEIGHT };
  set_maps (scene, &one);
}

static void
scene_clear (Scene *scene)
{
  cr_picture_free (scene->picture);
  cr_tape_free (scene->tape);
  cr_graph_unref (scene->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static GskRenderNode *
make_parts (CrPartNodes *nodes, Scene *scene)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  cr_part_nodes_append (nodes, scene->picture, &scene->viewport, 1, NULL, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* As GTK counts them: bands of rows, and what is beside one another in each. */
static guint
count_rectangles (GskRenderNode *node)
{
  cairo_region_t *region = cairo_region_create ();
  guint n;

  for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
    {
      graphene_rect_t bounds;

      gsk_render_node_get_bounds (gsk_container_node_get_child (node, i), &bounds);
      cairo_region_union_rectangle (region, &(cairo_rectangle_int_t) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
    }
  n = cairo_region_num_rectangles (region);
  cairo_region_destroy (region);
  return n;
}

static cairo_surface_t *
draw_node (GskRenderNode *node)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);

  gsk_render_node_draw (node, cairo);
  cairo_destroy (cairo);
  return surface;
}

static cairo_surface_t *
draw_moving (Scene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  CrPoint corner = cr_viewport_to_graph (&scene->viewport, 0, 0);
  CrArea visible = { corner.x, corner.y, WIDTH / scene->viewport.zoom, HEIGHT / scene->viewport.zoom };

  cr_still_image_set_transform (cairo, &scene->viewport, 1);
  cr_picture_draw_moving (scene->picture, cairo, &visible, scene->viewport.zoom, NULL);
  cairo_destroy (cairo);
  return surface;
}

static void
assert_shows_all (GskRenderNode *node, Scene *scene)
{
  cairo_surface_t *parts = draw_node (node);
  cairo_surface_t *whole = draw_moving (scene);
  const guchar *a = cairo_image_surface_get_data (parts), *b = cairo_image_surface_get_data (whole);
  gsize n_drawn = 0;

  for (gsize i = 0; i < 4 * WIDTH * HEIGHT; i++)
    {
      g_assert_cmpint (ABS (a[i] - b[i]), <=, ROUNDING);
      n_drawn += a[i] != 0;
    }
  g_assert_cmpuint (n_drawn, >, 10000);
  cairo_surface_destroy (parts);
  cairo_surface_destroy (whole);
}

/* GTK paints the whole window where more than thirty rectangles have changed. */
static void
test_parts_are_few_rectangles (void)
{
  g_auto (Scene) scene;
  CrPartNodes *nodes = cr_part_nodes_new ();
  static const double minus = -1;

  scene_init (&scene);
  for (guint frame = 0; frame < 3; frame++)
    {
      GskRenderNode *node = make_parts (nodes, &scene);

      if (frame > 0) /* the first looks where they are */
        g_assert_cmpuint (count_rectangles (node), <=, 10);
      assert_shows_all (node, &scene);
      gsk_render_node_unref (node);
      set_maps (&scene, &minus);
    }
  cr_viewport_pan (&scene.viewport, 31, -17);
  gsk_render_node_unref (make_parts (nodes, &scene));
  GskRenderNode *after = make_parts (nodes, &scene);

  g_assert_cmpuint (count_rectangles (after), <=, 10);
  assert_shows_all (after, &scene);
  gsk_render_node_unref (after);
  cr_part_nodes_free (nodes);
}

static GskRenderNode *
make_tiles (CrTileNodes *nodes, CrStillImage *image, Scene *scene)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  g_assert_true (cr_still_image_update (image, scene->picture, &scene->viewport, 1, TRUE));
  cr_tile_nodes_append (nodes, image, &scene->viewport, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Moves one node, and compares the tiles by their nodes. */
static void
test_tiles_keep_their_nodes (void)
{
  g_auto (Scene) scene;
  g_autoptr (CrStillImage) image = cr_still_image_new ();
  CrTileNodes *nodes = cr_tile_nodes_new ();
  GskRenderNode *first, *same, *moved;
  guint n_tiles, n_kept = 0;

  scene_init (&scene);
  first = make_tiles (nodes, image, &scene);
  same = make_tiles (nodes, image, &scene);
  n_tiles = gsk_container_node_get_n_children (first);
  g_assert_cmpuint (n_tiles, >, 20);
  for (guint i = 0; i < n_tiles; i++)
    g_assert_true (gsk_container_node_get_child (first, i) == gsk_container_node_get_child (same, i));

  CrGraphEdit *edit = cr_graph_edit_begin (scene.graph);
  CrKey key = cr_graph_find (scene.graph, "x1");
  const CrNode *node = cr_graph_get_node (scene.graph, key);

  cr_graph_edit_move (edit, key, node->place.x, node->place.y - 24);
  g_autoptr (CrGraph) edited = cr_graph_edit_end (edit);

  cr_picture_update (scene.picture, edited, NULL);
  moved = make_tiles (nodes, image, &scene);
  for (guint i = 0; i < n_tiles; i++)
    n_kept += gsk_container_node_get_child (first, i) == gsk_container_node_get_child (moved, i);
  g_assert_cmpuint (n_kept, >, n_tiles / 4);
  g_assert_cmpuint (n_kept, <, n_tiles);
  gsk_render_node_unref (first);
  gsk_render_node_unref (same);
  gsk_render_node_unref (moved);
  cr_tile_nodes_free (nodes);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas/nodes/parts-are-few-rectangles", test_parts_are_few_rectangles);
  g_test_add_func ("/canvas/nodes/tiles-keep-their-nodes", test_tiles_keep_their_nodes);
  return g_test_run ();
}
