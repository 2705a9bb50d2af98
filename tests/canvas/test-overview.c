/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small picture of the whole graph: where things are in it, when it is useful, what is drawn. */
#include "cr-overview.h"
#include "editor-driver.h"

#include <math.h>

static CrOverview
make (Driver *driver)
{
  return cr_overview_new (cr_editor_get_picture (driver->editor), 190, 130);
}

static void
test_all_nodes_are_in_it (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrOverview overview = make (driver);
  CrArea nodes = cr_picture_get_nodes_area (cr_editor_get_picture (driver->editor));

  g_assert_true (cr_area_contains_area (&overview.area, &nodes));
  g_assert_cmpfloat (overview.width, <=, 190 + 1e-9);
  g_assert_cmpfloat (overview.height, <=, 130 + 1e-9);
  g_assert_true (fabs (overview.width - 190) < 1e-9 || fabs (overview.height - 130) < 1e-9);
}

/* What is in the middle of the view is in the middle of its frame. */
static void
test_the_frame_is_the_view (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrOverview overview = make (driver);
  const CrViewport *viewport = cr_editor_get_viewport (driver->editor);
  CrArea frame;
  CrPoint middle;

  cr_editor_zoom_at (driver->editor, 4, (CrPoint) { 300, 200 });
  frame = cr_overview_get_view (&overview, viewport);
  middle = cr_overview_to_graph (&overview, (CrPoint) { frame.x + frame.width / 2, frame.y + frame.height / 2 });
  g_assert_cmpfloat (fabs (frame.width - 800 / 4 * overview.scale), <, 1e-9);
  g_assert_cmpfloat (hypot (middle.x - viewport->centre.x, middle.y - viewport->centre.y), <, 1e-6);
  cr_editor_zoom_at (driver->editor, 0.05, (CrPoint) { 300, 200 });
  frame = cr_overview_get_view (&overview, viewport);
  g_assert_cmpfloat (frame.width, <=, overview.width); /* held within */
}

static void
test_it_is_there_where_it_helps (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrOverview overview = make (driver);
  const CrViewport *viewport = cr_editor_get_viewport (driver->editor);

  g_assert_false (cr_overview_is_useful (&overview, 100, viewport));
  cr_editor_zoom_at (driver->editor, 4, (CrPoint) { 300, 200 });
  g_assert_true (cr_overview_is_useful (&overview, 100, viewport));
  g_assert_false (cr_overview_is_useful (&overview, 9, viewport));
}

static gboolean
has_ink (cairo_surface_t *surface, double x, double y)
{
  const guint32 *row = (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                                     + (int) y * cairo_image_surface_get_stride (surface));

  return row[(int) x] != 0;
}

static void
test_nodes_are_blocks (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrOverview overview = make (driver);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 140);
  cairo_t *cairo = cairo_create (surface);
  CrPoint place = driver_node (driver, "W")->place;

  cr_overview_draw (&overview, cr_editor_get_picture (driver->editor), cairo, NULL, 0);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  g_assert_true (has_ink (surface, (place.x - overview.area.x) * overview.scale, (place.y - overview.area.y) * overview.scale));
  g_assert_false (has_ink (surface, overview.width - 2, 2));
  cairo_surface_destroy (surface);
}

static void
test_an_empty_graph_has_none (void)
{
  g_autoptr (CrGraph) graph = cr_graph_new ();
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = cr_picture_new (graph, NULL, &style);

  g_assert_cmpfloat (cr_overview_new (picture, 190, 130).scale, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overview/nodes", test_all_nodes_are_in_it);
  g_test_add_func ("/overview/view", test_the_frame_is_the_view);
  g_test_add_func ("/overview/useful", test_it_is_there_where_it_helps);
  g_test_add_func ("/overview/blocks", test_nodes_are_blocks);
  g_test_add_func ("/overview/empty", test_an_empty_graph_has_none);
  return g_test_run ();
}
