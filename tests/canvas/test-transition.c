/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, unfolding and laying out as motion: it begins as the picture was, ends as it is, and goes from the one to the other. */
#include "drawn.h"
#include "editor-driver.h"

#define SCALE 1.0

/* Where the group is, folded and open; the unit; everything. */
static const CrArea at_group = { 320, 30, 300, 200 };
static const CrArea at_unit = { 480, 380, 240, 140 };
static const CrArea all = { 0, 0, 800, 800 };

/* The picture of now, or a moment of the motion. */
static cairo_surface_t *
draw (Driver *driver, const CrArea *area, const CrTransition *transition, double fraction)
{
  CrPicture *picture = cr_editor_get_picture (driver->editor);
  cairo_surface_t *surface;
  cairo_t *cairo;

  if (transition == NULL)
    return drawn_new (picture, area, SCALE, NULL);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, area->width * SCALE, area->height * SCALE);
  cairo = cairo_create (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, SCALE, SCALE);
  cairo_translate (cairo, -area->x, -area->y);
  cr_transition_draw (transition, picture, cairo, area, SCALE, fraction);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}

static const CrTransition *
get_transition (Driver *driver)
{
  return cr_editor_get_transition (driver->editor, NULL);
}

/* A file's folded group of q and f, with x, y and z before it. */
static CrKey
find_group (Driver *driver)
{
  return ((const CrGroup *) cr_graph_get_parts (cr_editor_get_graph (driver->editor))->groups->pdata[0])->key;
}

static void
assert_ends (Driver *driver, const CrArea *area, cairo_surface_t *before)
{
  cairo_surface_t *first = draw (driver, area, get_transition (driver), 0);
  cairo_surface_t *middle = draw (driver, area, get_transition (driver), 0.5);
  cairo_surface_t *last = draw (driver, area, get_transition (driver), 1);
  cairo_surface_t *now = draw (driver, area, NULL, 1);

  g_assert_cmpfloat (drawn_difference (first, before), <, DRAWN_TOLERANCE);
  g_assert_cmpfloat (drawn_difference (last, now), <, DRAWN_TOLERANCE);
  g_assert_cmpfloat (drawn_difference (middle, before), >, 2 * DRAWN_TOLERANCE);
  g_assert_cmpfloat (drawn_difference (middle, now), >, 2 * DRAWN_TOLERANCE);
  cairo_surface_destroy (first);
  cairo_surface_destroy (middle);
  cairo_surface_destroy (last);
  cairo_surface_destroy (now);
}

/* Open, folded again, undone: whoever opens a group and whatever does so. */
static void
test_group (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();

  cr_editor_set_animates (driver->editor, TRUE);
  for (guint i = 0; i < 3; i++)
    {
      cairo_surface_t *before = draw (driver, &at_group, NULL, 1);

      if (i < 2)
        cr_editor_toggle_group (driver->editor, find_group (driver));
      else
        cr_document_undo (driver->document);
      g_assert_nonnull (get_transition (driver));
      assert_ends (driver, &at_group, before);
      cairo_surface_destroy (before);
      cr_editor_end_transition (driver->editor);
      g_assert_null (get_transition (driver));
    }
}

/* What stands elsewhere is half way there half way through. */
static void
test_way (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autoptr (CrGraph) moved = NULL;
  CrGraphEdit *edit = cr_graph_edit_begin (cr_editor_get_graph (driver->editor));
  CrPoint place = driver_node (driver, "q")->place;
  CrPoint at = { place.x, place.y + 200 };
  cairo_surface_t *between;

  cr_graph_edit_move (edit, driver_find (driver, "q"), place.x, place.y + 400);
  moved = cr_graph_edit_end (edit);
  cr_editor_set_animates (driver->editor, TRUE);
  cr_document_edit (driver->document, moved, "Move");
  g_assert_nonnull (get_transition (driver));
  between = draw (driver, &all, get_transition (driver), 0.5);
  g_assert_cmphex (drawn_get_pixel (between, at.x - 18, at.y), !=, 0xffffff); /* its outline */
  g_assert_cmphex (drawn_get_pixel (between, at.x + 30, at.y - 30), ==, 0xffffff);
  cairo_surface_destroy (between);
}

/* Nothing moves where nobody wants it, where only numbers are others, and under the hand. */
static void
test_none (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();

  cr_editor_toggle_group (driver->editor, find_group (driver));
  g_assert_null (get_transition (driver));
  cr_editor_set_animates (driver->editor, TRUE);
  driver_drag (driver, driver_at_node (driver, "q"), driver_beside (driver_at_node (driver, "q"), 60, 60), 0);
  g_assert_null (get_transition (driver));
  cr_editor_toggle_group (driver->editor, find_group (driver));
  g_assert_nonnull (get_transition (driver));
  driver_click (driver, DRIVER_NOWHERE, 0);
  g_assert_null (get_transition (driver));
  cr_document_undo (driver->document);
  g_assert_nonnull (get_transition (driver));
  cr_editor_pan (driver->editor, 10, 0);
  g_assert_null (get_transition (driver));
}

/* A unit that is taken apart and put together. */
static void
test_unit (void)
{
  g_autoptr (Driver) driver = driver_new ();
  const CrGate *sigmoid = cr_gate_find ("sigmoid");
  cairo_surface_t *before;
  CrKey key;

  key = cr_editor_add_gate (driver->editor, sigmoid, (CrPoint) { 600, 450 });
  cr_editor_select_none (driver->editor);
  cr_editor_set_animates (driver->editor, TRUE);
  before = draw (driver, &at_unit, NULL, 1);
  cr_editor_select_nodes (driver->editor, &key, 1);
  cr_editor_unfold (driver->editor, CR_EXPANSION_GATES);
  g_assert_nonnull (get_transition (driver));
  assert_ends (driver, &at_unit, before);
  cairo_surface_destroy (before);
  cr_editor_fold (driver->editor);
  g_assert_nonnull (get_transition (driver));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transition/group", test_group);
  g_test_add_func ("/transition/way", test_way);
  g_test_add_func ("/transition/none", test_none);
  g_test_add_func ("/transition/unit", test_unit);
  return g_test_run ();
}
