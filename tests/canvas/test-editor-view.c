/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's view: how a graph is fitted into it, what an edit does to it, what the document remembers of it. */
#include "editor-driver.h"

#include <math.h>

static CrDocument *
make_document (gboolean with_view)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);
  g_autoptr (CrGraph) graph = NULL;
  CrDocument *document;
  CrView view = CR_VIEW_DEFAULT;

  for (int i = 0; i < 2; i++)
    {
      CrNode *node = cr_node_new (cr_graph_edit_new_key (edit), i == 0 ? "x" : "y", cr_gate_find ("input"));

      cr_node_set_place (node, 5000 + i * 4000, 3000);
      cr_graph_edit_take_node (edit, node);
    }
  graph = cr_graph_edit_end (edit);
  document = cr_document_new_for_graph (graph);
  if (with_view)
    {
      view.given = CR_VIEW_ZOOM | CR_VIEW_CENTER;
      view.zoom = 0.5;
      view.center = (CrPoint) { 5000, 3000 };
      cr_document_set_view (document, &view);
    }
  return document;
}

static void
test_a_document_fits_itself_into_the_view (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrPoint left, right;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 800, 600);
  left = cr_viewport_to_view (viewport, 5000, 3000);
  right = cr_viewport_to_view (viewport, 9000, 3000);
  g_assert_cmpfloat (left.x, >, 0);
  g_assert_cmpfloat (right.x, <, 800);
  g_assert_cmpfloat (viewport->zoom, <, 0.25);

  /* It goes on fitting until the user has moved the view himself. */
  cr_editor_set_size (editor, 1600, 600);
  g_assert_cmpfloat (viewport->zoom, >, 0.25);
  cr_editor_pan (editor, 10, 0);
  cr_editor_set_size (editor, 400, 600);
  g_assert_cmpfloat (viewport->zoom, >, 0.25);
}

/* A view that was stored is taken, but for one from which nothing of the graph is seen. */
static void
test_a_stored_view_shows_something (void)
{
  const CrPoint centers[] = { { 5000, 3000 }, { 0, 0 }, { 1e300, -1e300 } };

  for (guint i = 0; i < G_N_ELEMENTS (centers); i++)
    {
      g_autoptr (CrEditor) editor = cr_editor_new ();
      g_autoptr (CrDocument) document = make_document (TRUE);
      CrView view = *cr_document_get_view (document);
      const CrViewport *viewport = cr_editor_get_viewport (editor);
      CrPoint place;

      view.center = centers[i];
      cr_document_set_view (document, &view);
      cr_editor_set_document (editor, document);
      cr_editor_set_size (editor, 800, 600);
      place = cr_viewport_to_view (viewport, 5000, 3000);
      g_assert_cmpfloat (place.x, >=, 0);
      g_assert_cmpfloat (place.x, <=, 800);
      g_assert_true ((viewport->zoom == 0.5) == (i == 0));
    }
}

/* A matrix in place of a number makes a tag far wider; the view that shows all goes on showing all. */
static void
test_a_fitted_view_follows_what_grows (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  double zoom;
  CrArea area;
  CrPoint corner;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 4138, 600);
  zoom = viewport->zoom;
  g_assert_true (cr_editor_open_entry (editor, cr_graph_find (cr_document_get_graph (document), "x")));
  g_assert_true (cr_editor_apply_entry (editor, "[[-1234567, 2345678, -3456789, 4567890]]"));
  area = cr_picture_get_area (cr_editor_get_picture (editor));
  corner = cr_viewport_to_view (viewport, area.x, area.y);
  g_assert_cmpfloat (corner.x, >=, 0);
  g_assert_cmpfloat (viewport->zoom, <, zoom);

  /* Once the user has moved it, it stays. */
  cr_editor_pan (editor, 10, 0);
  zoom = viewport->zoom;
  cr_document_undo (document);
  cr_document_redo (document);
  g_assert_cmpfloat (viewport->zoom, ==, zoom);
}

/* A longer number makes a tag wider, and the view stays; so it does in a gesture, whatever leaves it. */
static void
test_a_fitted_view_stays_under_the_hand (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  const CrGraph *graph = cr_document_get_graph (document);
  CrKey key = cr_graph_find (graph, "x");
  CrViewport before;
  CrGraphEdit *edit;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 4138, 600);
  before = *viewport;
  g_assert_true (cr_editor_open_entry (editor, key));
  g_assert_true (cr_editor_apply_entry (editor, "-0.00247"));
  g_assert_cmpmem (viewport, sizeof before, &before, sizeof before);

  cr_document_begin_gesture (document, "Move");
  edit = cr_graph_edit_begin (cr_document_get_graph (document));
  cr_graph_edit_move (edit, key, -20000, 0);
  cr_document_preview (document, cr_graph_edit_end (edit));
  g_assert_cmpmem (viewport, sizeof before, &before, sizeof before);
  cr_document_cancel_gesture (document);
}

/* Room for headings is kept free above the graph; what would be too small to be read begins at its left. */
static void
test_room_above_and_a_readable_beginning (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrArea area;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 1600, 600);
  area = cr_picture_get_area (cr_editor_get_picture (editor));
  g_assert_cmpfloat (viewport->zoom, ==, 0.62);
  g_assert_cmpfloat_with_epsilon (cr_viewport_to_view (viewport, area.x, area.y).x, 20, 0.001);
  cr_editor_set_size (editor, 0.57 * area.width + 2 * 20, 600); /* where a little smaller is enough, nothing is cut for it */
  g_assert_cmpfloat_with_epsilon (viewport->zoom, 0.57, 0.001);
  cr_editor_set_size (editor, 1600, 600);

  /* What a net says without its numbers is readable farther out. */
  cr_editor_set_room_above (editor, 100);
  g_assert_cmpfloat (viewport->zoom, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (cr_viewport_to_view (viewport, area.x, area.y).x, 20, 0.001);
  cr_editor_set_size (editor, 3200, 300);
  g_assert_cmpfloat (cr_viewport_to_view (viewport, area.x, area.y).y, >=, 100);
}

/* Where all just fits at 100 %, that is taken in place of 97 %. */
static void
test_a_fit_near_the_whole_size_is_the_whole_size (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrArea area;

  cr_editor_set_document (editor, document);
  area = cr_picture_get_area (cr_editor_get_picture (editor));
  cr_editor_set_size (editor, ceil (area.width) + 16, 600);
  g_assert_cmpfloat (viewport->zoom, ==, 1);
  g_assert_cmpfloat (cr_viewport_to_view (viewport, area.x, area.y).x, >=, 8);
  cr_editor_set_size (editor, floor (area.width) + 15, 600);
  g_assert_cmpfloat (viewport->zoom, <, 1);
}

/* The left and right edges of all nodes lie in the view. */
static void
assert_all_in_view (CrEditor *editor)
{
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrArea area = cr_picture_get_nodes_area (cr_editor_get_picture (editor));

  g_assert_cmpfloat (cr_viewport_to_view (viewport, area.x, 0).x, >=, 0);
  g_assert_cmpfloat (cr_viewport_to_view (viewport, area.x + area.width, 0).x, <=, viewport->width);
}

static void
apply_value (CrEditor *editor, const char *id, const char *text)
{
  g_assert_true (cr_editor_open_entry (editor, cr_graph_find (cr_editor_get_graph (editor), id)));
  g_assert_true (cr_editor_apply_entry (editor, text));
}

/* A view that the hand has made, or the file: a tag that grows at its edge stays whole, by a pan where that is enough; undo brings it back. */
static void
test_a_tag_that_grows_stays_in_a_view_by_hand (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrViewport before;
  CrArea area;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 5000, 600);
  area = cr_picture_get_nodes_area (cr_editor_get_picture (editor));
  cr_editor_pan (editor, 2 - cr_viewport_to_view (viewport, area.x, 0).x, 0);
  before = *viewport;
  apply_value (editor, "x", "-0.00001234");
  g_assert_cmpfloat (viewport->zoom, ==, before.zoom);
  g_assert_cmpfloat (viewport->centre.x, <, before.centre.x);
  assert_all_in_view (editor);
  g_assert_cmpfloat (cr_document_get_view (document)->center.x, ==, viewport->centre.x);
  cr_document_undo (document);
  g_assert_cmpmem (viewport, sizeof before, &before, sizeof before);
  cr_document_redo (document);
  assert_all_in_view (editor);

  /* Moved by hand since, it is the hand's. */
  cr_editor_pan (editor, 0, 5);
  before = *viewport;
  cr_document_undo (document);
  g_assert_cmpmem (viewport, sizeof before, &before, sizeof before);
}

static void
test_a_tag_that_grows_where_there_is_no_room_beside (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrArea area;
  double zoom;

  cr_editor_set_document (editor, document);
  area = cr_picture_get_nodes_area (cr_editor_get_picture (editor));
  cr_editor_set_size (editor, area.width + 4, 600);
  cr_editor_zoom_at (editor, 1, (CrPoint) { 0, 0 });
  cr_editor_pan (editor, -5 - cr_viewport_to_view (viewport, area.x, 0).x, 0); /* a little is cut off already */
  zoom = viewport->zoom;
  apply_value (editor, "x", "-0.00001234");
  g_assert_cmpfloat (viewport->zoom, <, zoom);
  g_assert_cmpfloat (viewport->zoom, >, 0.98 * zoom);
  assert_all_in_view (editor);
}

/* A graph that lies beside the view is known to. */
static void
test_out_of_sight (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 800, 600);
  g_assert_true (cr_editor_shows_something (editor));
  cr_editor_pan (editor, 9000, 0);
  g_assert_false (cr_editor_shows_something (editor));
  cr_editor_zoom_fit (editor);
  g_assert_true (cr_editor_shows_something (editor));
}

/* What was not all in sight is not brought there: only the tag that is edited. */
static void
test_a_tag_that_grows_in_a_part_of_the_graph (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrArea area;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 800, 600);
  cr_editor_zoom_at (editor, 1, (CrPoint) { 400, 300 });
  area = cr_picture_get_nodes_area (cr_editor_get_picture (editor));
  cr_editor_pan (editor, 2 - cr_viewport_to_view (viewport, area.x, 0).x, 0);
  apply_value (editor, "x", "-0.00001234");
  area = cr_picture_get_nodes_area (cr_editor_get_picture (editor));
  g_assert_cmpfloat (viewport->zoom, ==, 1);
  g_assert_cmpfloat_with_epsilon (cr_viewport_to_view (viewport, area.x, 0).x, 8, 0.001);
}

/* A new layout is shown as a graph that is opened; undo brings back places, zoom and whose the view was. */
static void
test_a_layout_and_its_view_are_undone_together (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrViewport before;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 800, 600);
  before = *viewport;
  cr_editor_lay_out (editor);
  g_assert_cmpfloat (viewport->zoom, ==, 1);
  assert_all_in_view (editor);
  cr_document_undo (document);
  g_assert_cmpmem (viewport, sizeof before, &before, sizeof before);

  cr_editor_zoom_at (editor, 0.5, (CrPoint) { 20, 30 });
  before = *viewport;
  cr_editor_lay_out (editor);
  g_assert_cmpfloat (viewport->zoom, ==, 1);
  g_assert_false (cr_document_get_view (document)->given & CR_VIEW_CENTER);
  cr_document_undo (document);
  g_assert_cmpmem (viewport, sizeof before, &before, sizeof before);
  g_assert_cmpfloat (cr_document_get_view (document)->center.x, ==, before.centre.x);
}

static void
test_the_view_of_the_file_is_taken (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (TRUE);

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 800, 600);
  g_assert_cmpfloat (cr_editor_get_viewport (editor)->zoom, ==, 0.5);
  g_assert_cmpfloat (cr_editor_get_viewport (editor)->centre.x, ==, 5000);
}

static void
test_the_document_remembers_the_view_and_is_not_modified (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (FALSE);
  const CrView *view;

  cr_editor_set_document (editor, document);
  cr_editor_set_size (editor, 800, 600);
  g_assert_cmpuint (cr_document_get_view (document)->given & CR_VIEW_ZOOM, ==, 0);
  cr_editor_zoom_at (editor, 2, (CrPoint) { 400, 300 });
  view = cr_document_get_view (document);
  g_assert_cmpuint (view->given & (CR_VIEW_ZOOM | CR_VIEW_CENTER), ==, CR_VIEW_ZOOM | CR_VIEW_CENTER);
  g_assert_cmpfloat (view->zoom, ==, 2);
  g_assert_cmpfloat (view->center.x, ==, cr_editor_get_viewport (editor)->centre.x);
  g_assert_false (cr_document_is_modified (document));
}

static void
count (CrEditor *editor, guint *n_times)
{
  (*n_times)++;
}

/* Digits and widths of weights are the document's; zoom and centre are the editor's own to tell it. */
static void
test_the_style_follows_the_document (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  g_autoptr (CrDocument) document = make_document (TRUE);
  CrView view = *cr_document_get_view (document);
  const CrPictureStyle *style;
  guint n_redraws = 0;

  cr_editor_set_document (editor, document);
  g_signal_connect (editor, "redraw", G_CALLBACK (count), &n_redraws);
  view.zoom = 0.75;
  cr_document_set_view (document, &view);
  g_assert_cmpuint (n_redraws, ==, 0);
  view.n_digits = 5;
  view.weight_width = FALSE;
  cr_document_set_view (document, &view);
  g_assert_cmpuint (n_redraws, ==, 1);
  style = cr_picture_get_style (cr_editor_get_picture (editor));
  g_assert_cmpuint (style->format.digits, ==, 5);
  g_assert_true (style->even_weights);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor-view/stored", test_a_stored_view_shows_something);
  g_test_add_func ("/editor-view/style", test_the_style_follows_the_document);
  g_test_add_func ("/editor-view/fits", test_a_document_fits_itself_into_the_view);
  g_test_add_func ("/editor-view/follows-what-grows", test_a_fitted_view_follows_what_grows);
  g_test_add_func ("/editor-view/stays-under-the-hand", test_a_fitted_view_stays_under_the_hand);
  g_test_add_func ("/editor-view/room-above", test_room_above_and_a_readable_beginning);
  g_test_add_func ("/editor-view/near-the-whole-size", test_a_fit_near_the_whole_size_is_the_whole_size);
  g_test_add_func ("/editor-view/by-hand/what-grows", test_a_tag_that_grows_stays_in_a_view_by_hand);
  g_test_add_func ("/editor-view/by-hand/no-room-beside", test_a_tag_that_grows_where_there_is_no_room_beside);
  g_test_add_func ("/editor-view/by-hand/out-of-sight", test_out_of_sight);
  g_test_add_func ("/editor-view/by-hand/a-part", test_a_tag_that_grows_in_a_part_of_the_graph);
  g_test_add_func ("/editor-view/layout-and-undo", test_a_layout_and_its_view_are_undone_together);
  g_test_add_func ("/editor-view/of-the-file", test_the_view_of_the_file_is_taken);
  g_test_add_func ("/editor-view/is-remembered", test_the_document_remembers_the_view_and_is_not_modified);
  return g_test_run ();
}
