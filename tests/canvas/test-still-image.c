/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cached image: whatever it keeps, what it shows is what drawing anew shows. */
#include "cr-edits.h"
#include "cr-network.h"
#include "cr-still-image.h"
#include "editor-driver.h"

#define WIDTH 640
#define HEIGHT 480
#define ROUNDING 2
#define ROUNDING_OF_TILES 10

typedef struct
{
  Driver *driver;
  CrPicture *picture;
  CrStillImage *image;
  CrViewport viewport;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->driver = driver_new ();
  fixture->picture = cr_editor_get_picture (fixture->driver->editor);
  fixture->image = cr_still_image_new ();
  fixture->viewport = (CrViewport) { .zoom = 1, .centre = { 260.3, 240.8 }, .width = WIDTH, .height = HEIGHT };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cr_still_image_free (fixture->image);
  driver_free (fixture->driver);
}

static cairo_surface_t *
paint (CrStillImage *image, Fixture *fixture, int device_scale, gboolean is_settled, gboolean *is_sharp)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * device_scale, HEIGHT * device_scale);
  guint n_tiles;
  const CrStillTile *tiles;
  cairo_t *cairo;

  cairo_surface_set_device_scale (surface, device_scale, device_scale);
  cairo = cairo_create (surface);
  *is_sharp = cr_still_image_update (image, fixture->picture, &fixture->viewport, device_scale, is_settled);
  tiles = cr_still_image_get_tiles (image, &n_tiles);
  for (guint i = 0; i < n_tiles; i++)
    {
      CrArea area = cr_still_image_place_tile (image, &tiles[i], &fixture->viewport);

      cr_still_tile_paint (&tiles[i], cairo, &area);
    }
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}

/* The largest difference of a channel anywhere. */
static int
get_difference (cairo_surface_t *a, cairo_surface_t *b)
{
  const guchar *first = cairo_image_surface_get_data (a);
  const guchar *second = cairo_image_surface_get_data (b);
  gsize size = (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);
  int largest = 0;

  for (gsize i = 0; i < size; i++)
    largest = MAX (largest, ABS (first[i] - second[i]));
  return largest;
}

/* What the kept image shows is what a new one shows, but for how cairo rounds at the edge of a clip. */
static void
assert_about_as_new (Fixture *fixture, int device_scale, int tolerance)
{
  g_autoptr (CrStillImage) fresh = cr_still_image_new ();
  gboolean is_sharp;
  cairo_surface_t *kept = paint (fixture->image, fixture, device_scale, TRUE, &is_sharp);
  cairo_surface_t *new = paint (fresh, fixture, device_scale, TRUE, &is_sharp);

  g_assert_true (is_sharp);
  g_assert_cmpint (get_difference (kept, new), <=, tolerance);
  cairo_surface_destroy (kept);
  cairo_surface_destroy (new);
}

static void
assert_as_new (Fixture *fixture, int device_scale)
{
  assert_about_as_new (fixture, device_scale, ROUNDING);
}

static void
test_panning_within_the_margin_draws_nothing (Fixture *fixture, gconstpointer data)
{
  assert_as_new (fixture, 1);
  for (int i = 0; i < 5; i++)
    {
      cr_viewport_pan (&fixture->viewport, 13.7, -9.2);
      assert_as_new (fixture, 1);
    }
  g_assert_cmpuint (cr_still_image_get_n_drawn (fixture->image), ==, 1);
}

static void
test_leaving_the_margin_draws_once (Fixture *fixture, gconstpointer data)
{
  assert_as_new (fixture, 1);
  cr_viewport_pan (&fixture->viewport, 300, 0);
  assert_as_new (fixture, 1);
  assert_as_new (fixture, 1);
  g_assert_cmpuint (cr_still_image_get_n_drawn (fixture->image), ==, 2);
}

static void
test_an_edit_draws_only_what_changed (Fixture *fixture, gconstpointer data)
{
  CrKey key = driver_find (fixture->driver, "q");
  const CrGraph *graph = cr_document_get_graph (fixture->driver->document);
  g_autoptr (CrGraph) moved = cr_edit_move (graph, &key, 1, 24, 36);
  g_autoptr (CrGraph) without = cr_graph_without (graph, &key, 1);

  assert_as_new (fixture, 1);
  cr_document_edit (fixture->driver->document, moved, "Move q");
  assert_as_new (fixture, 1);
  cr_document_edit (fixture->driver->document, without, "Delete q");
  assert_as_new (fixture, 1);
  cr_document_undo (fixture->driver->document);
  cr_document_undo (fixture->driver->document);
  assert_as_new (fixture, 1);
  g_assert_cmpuint (cr_still_image_get_n_drawn (fixture->image), ==, 1);
}

static void
set_x (Fixture *fixture, double x)
{
  const CrGraph *graph = cr_document_get_graph (fixture->driver->document);
  CrKey key = driver_find (fixture->driver, "x");
  g_autoptr (CrGraph) moved = cr_edit_move (graph, &key, 1, x, 0);

  cr_document_edit (fixture->driver->document, moved, "Move x");
}

/* A net whose weights a run changes. */
typedef struct
{
  CrGraph *graph;
  CrTape *tape;
} Net;

static void
net_clear (Net *net)
{
  cr_tape_free (net->tape);
  cr_graph_unref (net->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Net, net_clear)

static void
net_init (Net *net)
{
  CrNetwork network;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  net->graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  net->tape = cr_tape_new (net->graph);
  cr_tape_forward (net->tape);
}

/* The weights of every unit are turned around, so that their wires are drawn in other ways. */
static void
turn_weights (CrPicture *picture, Net *net)
{
  CrGraphEdit *edit = cr_graph_edit_begin (net->graph);
  g_auto (Net) before = { net->graph, net->tape };

  CR_GRAPH_FOR_EACH (before.graph, node)
    {
      const CrMatrix *weights = cr_gate_is_unit (node->gate) ? cr_node_get_matrix (node, "weights") : NULL;
      gsize n = weights != NULL ? cr_shape_get_size (weights->shape) : 0;
      g_autofree double *turned = g_new0 (double, n + 1);
      g_autoptr (CrMatrix) matrix = NULL;
      CrNode *copy;

      if (weights == NULL)
        continue;
      for (gsize i = 0; i < n; i++)
        turned[i] = -weights->entries[n - 1 - i];
      matrix = cr_matrix_new (weights->shape.rows, weights->shape.columns, turned);
      copy = cr_node_copy (node);
      cr_node_set_matrix (copy, cr_gate_find_attribute (copy->gate, "weights"), matrix);
      cr_graph_edit_take_node (edit, copy);
    }
  net->graph = cr_graph_edit_end (edit);
  net->tape = cr_tape_new (net->graph);
  cr_tape_forward (net->tape);
  cr_picture_update (picture, net->graph, net->tape);
}

/* Wires that only become wider or thinner are drawn tile by tile on a lazy image; after the last it is as a new one, and at once where it is
 * lazy no more. */
static void
test_a_lazy_image_is_drawn_tile_by_tile (Fixture *fixture, gconstpointer data)
{
  g_auto (Net) net;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  Fixture of_net = *fixture;
  guint n_frames = 0;
  gboolean is_sharp;

  net_init (&net);
  of_net.picture = cr_picture_new (net.graph, net.tape, &style);
  assert_as_new (&of_net, 1);
  cr_still_image_set_lazy (of_net.image, 1);
  turn_weights (of_net.picture, &net);
  do
    {
      cairo_surface_destroy (paint (of_net.image, &of_net, 1, TRUE, &is_sharp));
      n_frames++;
    }
  while (cr_still_image_get_wait (of_net.image) > 0);
  g_assert_cmpuint (n_frames, >, 4);
  assert_about_as_new (&of_net, 1, ROUNDING_OF_TILES);

  turn_weights (of_net.picture, &net);
  cairo_surface_destroy (paint (of_net.image, &of_net, 1, TRUE, &is_sharp));
  g_assert_cmpint (cr_still_image_get_wait (of_net.image), >, 1000); /* it rests now */
  cr_still_image_set_lazy (of_net.image, 0);
  assert_about_as_new (&of_net, 1, ROUNDING_OF_TILES);
  g_assert_cmpint (cr_still_image_get_wait (of_net.image), ==, 0);

  /* In the midst of the tiles they change again. */
  cr_still_image_set_lazy (of_net.image, 1);
  g_usleep (310000);
  turn_weights (of_net.picture, &net);
  cairo_surface_destroy (paint (of_net.image, &of_net, 1, TRUE, &is_sharp));
  turn_weights (of_net.picture, &net);
  cairo_surface_destroy (paint (of_net.image, &of_net, 1, TRUE, &is_sharp));
  cr_still_image_set_lazy (of_net.image, 0);
  assert_about_as_new (&of_net, 1, ROUNDING_OF_TILES);
  g_assert_cmpuint (cr_still_image_get_n_drawn (of_net.image), ==, 1);
  cr_picture_free (of_net.picture);
}

/* What is more than a width is drawn at once on a lazy image, too. */
static void
test_a_lazy_image_moves_at_once (Fixture *fixture, gconstpointer data)
{
  gboolean is_sharp;

  assert_as_new (fixture, 1);
  cr_still_image_set_lazy (fixture->image, 1);
  for (int i = 1; i <= 3; i++)
    {
      set_x (fixture, 24 * i);
      cairo_surface_destroy (paint (fixture->image, fixture, 1, TRUE, &is_sharp));
      assert_about_as_new (fixture, 1, ROUNDING_OF_TILES);
    }
  g_assert_cmpuint (cr_still_image_get_n_drawn (fixture->image), ==, 1);
}

static void
test_another_zoom_and_another_scale_draw_anew (Fixture *fixture, gconstpointer data)
{
  assert_as_new (fixture, 1);
  cr_viewport_zoom_at (&fixture->viewport, 1.7, 100, 100);
  assert_as_new (fixture, 1);
  assert_as_new (fixture, 2);
  g_assert_cmpuint (cr_still_image_get_n_drawn (fixture->image), ==, 3);
}

static void
test_the_view_is_covered_at_any_zoom (Fixture *fixture, gconstpointer data)
{
  for (double zoom = CR_ZOOM_MINIMUM; zoom <= CR_ZOOM_MAXIMUM; zoom *= 2.5)
    {
      cr_viewport_zoom_at (&fixture->viewport, zoom, 300, 200);
      assert_as_new (fixture, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/still-image/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("panning-within-the-margin-draws-nothing", test_panning_within_the_margin_draws_nothing);
  ADD ("leaving-the-margin-draws-once", test_leaving_the_margin_draws_once);
  ADD ("an-edit-draws-only-what-changed", test_an_edit_draws_only_what_changed);
  ADD ("a-lazy-image-is-drawn-tile-by-tile", test_a_lazy_image_is_drawn_tile_by_tile);
  ADD ("a-lazy-image-moves-at-once", test_a_lazy_image_moves_at_once);
  ADD ("another-zoom-and-scale-draw-anew", test_another_zoom_and_another_scale_draw_anew);
  ADD ("the-view-is-covered-at-any-zoom", test_the_view_is_covered_at_any_zoom);
#undef ADD
  return g_test_run ();
}
