/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group that is opened in its place: the others make room, keep their order, and get it back. */
#include "cr-edits-groups.h"
#include "cr-edits-open.h"
#include "cr-edits.h"
#include "editor-driver.h"
#include "graph-builder.h"

/* A long chain c0 … c5, of which all but the ends are folded into a group, and the ends brought close to it: */
static const struct
{
  const char *id;
  double x, y;
} places[] = {
  { "left", 0, 0 },      { "c0", 100, 0 },   { "c1", 300, -100 }, { "c2", 500, 0 },    { "c3", 700, 100 },
  { "right", 500, 0 },   { "above", 400, -80 }, { "below", 400, 80 }, { "far", 900, 60 }, { "corner", 480, 70 },
};

static Driver *
make_driver (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "input", "left", 1);
  graph_builder_gate (builder, "square", "c0", "left");
  graph_builder_gate (builder, "sin", "c1", "c0");
  graph_builder_gate (builder, "cos", "c2", "c1");
  graph_builder_gate (builder, "exp", "c3", "c2");
  graph_builder_gate (builder, "neg", "right", "c3");
  graph_builder_number (builder, "input", "above", 2);
  graph_builder_number (builder, "input", "below", 2);
  graph_builder_gate (builder, "neg", "far", "right");
  graph_builder_gate (builder, "neg", "corner", "below");
  graph = graph_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      CrGraphEdit *edit = cr_graph_edit_begin (graph);

      cr_graph_edit_move (edit, cr_graph_find (graph, places[i].id), places[i].x, places[i].y);
      cr_graph_unref (graph);
      graph = cr_graph_edit_end (edit);
    }
  return driver_new_for_graph (graph);
}

/* The group of c0 … c3, folded; its box stands at 396, 0. */
static CrKey
fold (Driver *driver)
{
  CrKey keys[4];
  const char *const ids[] = { "c0", "c1", "c2", "c3" };

  for (guint i = 0; i < 4; i++)
    keys[i] = driver_find (driver, ids[i]);
  cr_editor_select_nodes (driver->editor, keys, 4);
  return cr_editor_group (driver->editor);
}

static CrArea
get_area (Driver *driver, CrKey key)
{
  CrArea area;

  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &area));
  return area;
}

static void
assert_apart (Driver *driver, CrKey group)
{
  static const char *const ids[] = { "left", "right", "above", "below", "far", "corner" };
  CrArea outline = get_area (driver, group);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      CrArea area = get_area (driver, driver_find (driver, ids[i]));

      g_test_message ("%s", ids[i]);
      g_assert_false (cr_area_meets (&outline, &area));
    }
}

static CrPoint
get_place (Driver *driver, const char *id)
{
  return driver_node (driver, id)->place;
}

static void
assert_place (Driver *driver, const char *id, CrPoint place)
{
  CrPoint now = get_place (driver, id);

  g_test_message ("%s at %g, %g", id, now.x, now.y);
  g_assert_true (now.x == place.x && now.y == place.y);
}

/* What is right stays right, below below, and what was in line stays in line. */
static void
test_open (void)
{
  g_autoptr (Driver) driver = make_driver ();
  CrKey group = fold (driver);
  CrArea box = get_area (driver, group);

  g_assert_cmpfloat (box.x + box.width, <, get_place (driver, "right").x);
  cr_editor_toggle_group (driver->editor, group);
  assert_apart (driver, group);
  g_assert_cmpfloat (get_place (driver, "right").x, >, get_area (driver, group).x + get_area (driver, group).width);
  g_assert_cmpfloat (get_place (driver, "far").x - get_place (driver, "right").x, ==, 400);
  g_assert_cmpfloat (get_place (driver, "below").y, >, get_area (driver, group).y + get_area (driver, group).height);
  g_assert_cmpfloat (get_place (driver, "above").y, <, get_area (driver, group).y);
  g_assert_cmpfloat (get_place (driver, "above").x, ==, 400);
  assert_place (driver, "c1", (CrPoint) { 300, -100 });
  driver_assert_undo (driver, "Open group");
  cr_document_undo (driver->document);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_place (driver, places[i].id, (CrPoint) { places[i].x, places[i].y });
}

/* Folded again it gives the room back; not where something has been moved meanwhile. */
static void
test_give_back (void)
{
  g_autoptr (Driver) driver = make_driver ();
  CrKey group = fold (driver), far = driver_find (driver, "far");
  CrPoint right;

  for (guint i = 0; i < 2; i++)
    {
      cr_editor_toggle_group (driver->editor, group);
      cr_editor_toggle_group (driver->editor, group);
      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        assert_place (driver, places[j].id, (CrPoint) { places[j].x, places[j].y });
    }
  cr_editor_toggle_group (driver->editor, group);
  right = get_place (driver, "right");
  cr_document_edit (driver->document, cr_edit_move (cr_editor_get_graph (driver->editor), &far, 1, 24, 0), "Move");
  cr_editor_toggle_group (driver->editor, group);
  assert_place (driver, "right", right);
}

/* Where there is room nothing moves but the frame that is in the way. */
static void
test_room_enough (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();
  CrKey group = ((const CrGroup *) cr_graph_get_parts (cr_editor_get_graph (driver->editor))->groups->pdata[0])->key;
  CrPoint x = get_place (driver, "x"), z = get_place (driver, "z");
  CrArea outline, frame;

  cr_editor_toggle_group (driver->editor, group);
  assert_place (driver, "x", x);
  assert_place (driver, "z", z);
  outline = get_area (driver, group);
  frame = get_area (driver, ((const CrFrame *) cr_graph_get_parts (cr_editor_get_graph (driver->editor))->frames->pdata[0])->key);
  g_assert_false (cr_area_meets (&outline, &frame));
  g_assert_cmpfloat (frame.width, ==, 240);
}

/* Opened in an open group, which grows with it; folded members of others go with their box. */
static void
test_nested (void)
{
  g_autoptr (Driver) driver = make_driver ();
  CrKey inner = fold (driver), outer, other;
  CrKey below[2] = { driver_find (driver, "below"), driver_find (driver, "corner") };
  CrPoint distance;

  cr_editor_select_nodes (driver->editor, (CrKey[]) { inner, driver_find (driver, "right") }, 2);
  outer = cr_editor_group (driver->editor);
  cr_editor_toggle_group (driver->editor, outer);
  cr_editor_select_nodes (driver->editor, below, 2);
  other = cr_editor_group (driver->editor);
  distance = (CrPoint) { get_place (driver, "corner").x - get_place (driver, "below").x, get_place (driver, "corner").y - get_place (driver, "below").y };
  cr_editor_toggle_group (driver->editor, inner);
  for (guint i = 0; i < 3; i++)
    {
      CrArea outline = get_area (driver, outer), area = get_area (driver, i == 0 ? other : driver_find (driver, i == 1 ? "above" : "far"));

      g_assert_false (cr_area_meets (&outline, &area));
    }
  g_assert_cmpfloat (get_place (driver, "corner").x - get_place (driver, "below").x, ==, distance.x);
  g_assert_cmpfloat (get_place (driver, "corner").y - get_place (driver, "below").y, ==, distance.y);
}

/* A gate that is unfolded and folded back leaves everything where it was. */
static void
test_unfold (void)
{
  g_autoptr (Driver) driver = make_driver ();
  CrKey key = cr_editor_add_gate (driver->editor, cr_gate_find ("sigmoid"), (CrPoint) { 804, 60 });
  CrPoint place = cr_graph_get_node (cr_editor_get_graph (driver->editor), key)->place;

  cr_editor_unfold (driver->editor, CR_EXPANSION_GATES);
  g_assert_cmpfloat (get_place (driver, "far").x, >, 900);
  cr_editor_fold (driver->editor);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_place (driver, places[i].id, (CrPoint) { places[i].x, places[i].y });
  g_assert_cmpfloat (cr_graph_get_node (cr_editor_get_graph (driver->editor), key)->place.x, ==, place.x);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/opening/open", test_open);
  g_test_add_func ("/opening/give-back", test_give_back);
  g_test_add_func ("/opening/room-enough", test_room_enough);
  g_test_add_func ("/opening/nested", test_nested);
  g_test_add_func ("/opening/unfold", test_unfold);
  return g_test_run ();
}
