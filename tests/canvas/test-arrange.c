/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting by relation, aligning, distributing, frames, guides. */
#include "cr-edits-arrange.h"
#include "cr-edits-relations.h"
#include "cr-guides.h"
#include "editor-driver.h"

#include "cr-edits.h"

#include <math.h>

/* --- Arithmetic --- */

static CrArrangeBox
box_at (double x, double y, double width, double height)
{
  return (CrArrangeBox) { .area = { x, y, width, height } };
}

static void
test_boxes_come_in_line (void)
{
  CrArrangeBox boxes[] = { box_at (10, 0, 100, 40), box_at (30, 60, 20, 20), box_at (0, 100, 60, 30) };

  cr_arrange (boxes, 3, CR_ARRANGE_LEFT);
  g_assert_cmpfloat (boxes[0].shift.x, ==, -10);
  g_assert_cmpfloat (boxes[1].shift.x, ==, -30);
  g_assert_cmpfloat (boxes[2].shift.x, ==, 0);
  g_assert_cmpfloat (boxes[0].shift.y, ==, 0);
  cr_arrange (boxes, 3, CR_ARRANGE_RIGHT);
  g_assert_cmpfloat (boxes[0].shift.x, ==, 0);
  g_assert_cmpfloat (boxes[1].shift.x, ==, 60);
  g_assert_cmpfloat (boxes[2].shift.x, ==, 50);
  cr_arrange (boxes, 3, CR_ARRANGE_BOTTOM);
  g_assert_cmpfloat (boxes[0].shift.y, ==, 90);
  g_assert_cmpfloat (boxes[2].shift.y, ==, 0);
  cr_arrange (boxes, 3, CR_ARRANGE_TOP);
  g_assert_cmpfloat (boxes[2].shift.y, ==, -100);
}

/* The centres are at 60, 40, 30: halfway is 45, and 48 is on the grid. */
static void
test_centres_come_onto_the_grid (void)
{
  CrArrangeBox boxes[] = { box_at (10, 0, 100, 40), box_at (30, 60, 20, 20), box_at (0, 100, 60, 30) };

  cr_arrange (boxes, 3, CR_ARRANGE_CENTRE);
  g_assert_cmpfloat (boxes[0].shift.x, ==, -12);
  g_assert_cmpfloat (boxes[1].shift.x, ==, 8);
  g_assert_cmpfloat (boxes[2].shift.x, ==, 18);
  g_assert_cmpfloat (boxes[2].shift.y, ==, 0);
}

/* Three boxes of 40, 10 and 20 from 0 to 100: two gaps of 15. */
static void
test_gaps_become_equal (void)
{
  CrArrangeBox boxes[] = { box_at (80, 0, 20, 10), box_at (0, 5, 40, 10), box_at (41, 9, 10, 10) };

  cr_arrange (boxes, 3, CR_ARRANGE_ACROSS);
  g_assert_cmpfloat (boxes[0].area.x, ==, 0);
  g_assert_cmpfloat (boxes[0].shift.x, ==, 0);
  g_assert_cmpfloat (boxes[1].shift.x, ==, 55 - 41);
  g_assert_cmpfloat (boxes[2].shift.x, ==, 0);
}

static void
test_what_overlaps_is_distributed_by_centres (void)
{
  CrArrangeBox boxes[] = { box_at (0, 0, 10, 100), box_at (0, 10, 10, 100), box_at (0, 60, 10, 100) };

  cr_arrange (boxes, 3, CR_ARRANGE_DOWN);
  g_assert_cmpfloat (boxes[1].shift.y, ==, 20);
  g_assert_cmpfloat (boxes[2].shift.y, ==, 0);
}

/* --- In the editor --- */

static void
select_ids (Driver *driver, const char *ids)
{
  g_auto (GStrv) names = g_strsplit (ids, " ", -1);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (char **name = names; *name != NULL; name++)
    {
      CrKey key = driver_find (driver, *name);

      g_array_append_val (keys, key);
    }
  cr_editor_select_nodes (driver->editor, (const CrKey *) (gpointer) keys->data, keys->len);
}

static void
test_aligning_is_one_step (void)
{
  g_autoptr (Driver) driver = driver_new ();

  select_ids (driver, "q f");
  g_assert_true (cr_editor_can_arrange (driver->editor, CR_ARRANGE_MIDDLE));
  g_assert_false (cr_editor_can_arrange (driver->editor, CR_ARRANGE_ACROSS));
  cr_editor_arrange (driver->editor, CR_ARRANGE_MIDDLE);
  g_assert_cmpfloat (driver_node (driver, "q")->place.y, ==, 156);
  g_assert_cmpfloat (driver_node (driver, "f")->place.y, ==, 156);
  g_assert_cmpfloat (driver_node (driver, "f")->place.x, ==, 408);
  driver_assert_selected (driver, "q f ");
  driver_assert_undo (driver, "Align 2 nodes");
  cr_document_undo (driver->document);
  g_assert_cmpfloat (driver_node (driver, "f")->place.y, ==, 192);
  driver_assert_undo (driver, NULL);
}

static void
test_distributing_is_one_step (void)
{
  g_autoptr (Driver) driver = driver_new ();

  select_ids (driver, "x q f");
  cr_editor_arrange (driver->editor, CR_ARRANGE_DOWN);
  g_assert_cmpfloat (driver_node (driver, "x")->place.y, ==, 72);
  g_assert_cmpfloat (driver_node (driver, "f")->place.y, ==, 192);
  driver_assert_undo (driver, "Distribute 3 nodes");
}

/* What is already in line stays, and is no step. */
static void
test_nothing_moves_without_need (void)
{
  g_autoptr (Driver) driver = driver_new ();

  select_ids (driver, "x y z");
  cr_editor_arrange (driver->editor, CR_ARRANGE_CENTRE);
  driver_assert_undo (driver, NULL);
}

/* A folded group moves with what is in it; what lies in a frame that is aligned goes along once. */
static void
test_groups_and_frames_are_arranged_whole (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();
  const CrGroup *group;

  select_ids (driver, "x G");
  cr_editor_arrange (driver->editor, CR_ARRANGE_MIDDLE);
  group = cr_parts_get_group (cr_graph_get_parts (cr_editor_get_graph (driver->editor)), driver_find (driver, "G"));
  g_assert_cmpfloat (group->place.y, ==, driver_node (driver, "x")->place.y);
  g_assert_cmpfloat (driver_node (driver, "q")->place.y - 120, ==, group->place.y - 156);
}

/* --- Relations --- */

static void
test_upstream_downstream_and_kind (void)
{
  g_autoptr (Driver) driver = driver_new ();

  select_ids (driver, "q");
  cr_editor_select_related (driver->editor, CR_RELATION_UPSTREAM);
  driver_assert_selected (driver, "x y q ");
  select_ids (driver, "x");
  cr_editor_select_related (driver->editor, CR_RELATION_DOWNSTREAM);
  driver_assert_selected (driver, "x q f p ");
  select_ids (driver, "x");
  cr_editor_select_related (driver->editor, CR_RELATION_KIND);
  driver_assert_selected (driver, "x y c ");
  driver_assert_undo (driver, NULL);
}

static void
test_a_folded_group_answers_for_its_members (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();

  select_ids (driver, "x");
  cr_editor_select_related (driver->editor, CR_RELATION_DOWNSTREAM);
  g_assert_true (cr_selection_contains (cr_editor_get_selection (driver->editor), driver_find (driver, "G")));
  g_assert_false (cr_selection_contains (cr_editor_get_selection (driver->editor), driver_find (driver, "q")));
  select_ids (driver, "G");
  cr_editor_select_related (driver->editor, CR_RELATION_UPSTREAM);
  g_assert_true (cr_selection_contains (cr_editor_get_selection (driver->editor), driver_find (driver, "z")));
}

/* --- Guides --- */

static void
test_centres_draw_and_edges_do_not (void)
{
  CrArea others[] = { { 0, 0, 40, 40 }, { 100, 200, 60, 60 } };
  CrArea moved = { 107, 97, 44, 44 };
  double x = 100, y = 100;

  cr_guides_snap (&moved, others, 2, 6, &x, &y);
  g_assert_cmpfloat (x, ==, 130 - 129); /* centre on centre */
  g_assert_cmpfloat (y, ==, 100);       /* nothing is near */
  moved.x = 98;
  x = 100;
  cr_guides_snap (&moved, others, 2, 6, &x, &y);
  g_assert_cmpfloat (x, ==, 100); /* left edges are 2 apart */
}

static void
test_a_guide_reaches_from_one_to_the_other (void)
{
  CrArea others[] = { { 0, 0, 40, 40 }, { 0, 300, 40, 40 } };
  CrArea moved = { 0, 100, 40, 40 };
  CrGuides guides;

  cr_guides_find (&moved, others, 2, &guides);
  g_assert_cmpuint (guides.n_lines, ==, 1);
  g_assert_cmpfloat (guides.lines[0].from.x, ==, 20);
  g_assert_cmpfloat (guides.lines[0].from.y, ==, 0);
  g_assert_cmpfloat (guides.lines[0].to.y, ==, 140);
  moved.x = 7;
  cr_guides_find (&moved, others, 2, &guides);
  g_assert_cmpuint (guides.n_lines, ==, 0);
}

/* While a node is dragged into line with another one a guide is shown, and gone with the button. */
static void
test_guides_are_shown_while_moving (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_node (driver, "p");

  driver_pull (driver, at, driver_beside (at, 0, 48), CR_MODIFIER_NONE);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->n_guides, ==, 2); /* q above; W beside */
  g_assert_cmpfloat (cr_editor_get_marks (driver->editor)->guides[0].from.x, ==, 264);
  cr_editor_release (driver->editor, driver_beside (at, 0, 48), CR_MODIFIER_NONE);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->n_guides, ==, 0);
}

/* A place beside the grid, where another node stands, draws nearer than the grid. */
static void
test_a_move_snaps_to_a_node_beside_the_grid (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q");
  CrPoint at;

  cr_editor_take_edit (driver->editor, cr_edit_move (cr_editor_get_graph (driver->editor), &q, 1, 5, 0), "Aside");
  at = driver_at_node (driver, "p");
  driver_drag (driver, at, driver_beside (at, 7, 24), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_node (driver, "p")->place.x, ==, 269);
  g_assert_cmpfloat (driver_node (driver, "p")->place.y, ==, 360);
}

/* --- Frames --- */

static const CrFrame *
get_only_frame (Driver *driver)
{
  GPtrArray *frames = cr_graph_get_parts (cr_editor_get_graph (driver->editor))->frames;

  g_assert_cmpuint (frames->len, ==, 1);
  return frames->pdata[0];
}

static void
test_a_frame_goes_round_the_selection (void)
{
  g_autoptr (Driver) driver = driver_new ();
  const CrFrame *frame;

  select_ids (driver, "x y q");
  cr_editor_add_frame (driver->editor, (CrPoint) { 0, 0 });
  frame = get_only_frame (driver);
  g_assert_cmpfloat (frame->x, <, 96 - 48);
  g_assert_cmpfloat (frame->y, <, 72 - 22 - 20);
  g_assert_cmpfloat (frame->x + frame->width, >, 264 + 18);
  g_assert_cmpfloat (fmod (frame->x, CR_SNAP), ==, 0);
  g_assert_true (cr_selection_contains (cr_editor_get_selection (driver->editor), frame->key));
  driver_assert_undo (driver, "Add frame");
}

static void
test_a_title_is_typed_in_its_place (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();
  CrKey frame = driver_find (driver, "F"), group = driver_find (driver, "G");

  g_assert_true (cr_editor_open_title (driver->editor, frame));
  g_assert_cmpstr (cr_editor_get_entry (driver->editor)->text, ==, "Frame");
  g_assert_true (cr_editor_apply_entry (driver->editor, "Inputs"));
  g_assert_cmpstr (cr_parts_get_frame (cr_graph_get_parts (cr_editor_get_graph (driver->editor)), frame)->title, ==, "Inputs");
  driver_assert_undo (driver, "Rename Inputs");
  g_assert_true (cr_editor_open_title (driver->editor, group));
  g_assert_true (cr_editor_apply_entry (driver->editor, "product"));
  g_assert_cmpstr (cr_parts_get_group (cr_graph_get_parts (cr_editor_get_graph (driver->editor)), group)->title, ==, "product");
  g_assert_false (cr_editor_open_title (driver->editor, driver_find (driver, "q")));
}

/* --- The view --- */

static void
test_the_selection_is_fitted (void)
{
  g_autoptr (Driver) driver = driver_new ();

  select_ids (driver, "q");
  cr_editor_zoom_selection (driver->editor);
  g_assert_cmpfloat (fabs (cr_editor_get_viewport (driver->editor)->centre.x - 264), <, 30);
  g_assert_cmpfloat (cr_editor_get_viewport (driver->editor)->zoom, >=, 1.5);
  cr_editor_select_none (driver->editor);
  cr_editor_zoom_selection (driver->editor);
  g_assert_cmpfloat (cr_editor_get_viewport (driver->editor)->zoom, <, 1.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrange/align", test_boxes_come_in_line);
  g_test_add_func ("/arrange/centres", test_centres_come_onto_the_grid);
  g_test_add_func ("/arrange/gaps", test_gaps_become_equal);
  g_test_add_func ("/arrange/overlaps", test_what_overlaps_is_distributed_by_centres);
  g_test_add_func ("/arrange/align-step", test_aligning_is_one_step);
  g_test_add_func ("/arrange/distribute-step", test_distributing_is_one_step);
  g_test_add_func ("/arrange/no-need", test_nothing_moves_without_need);
  g_test_add_func ("/arrange/parts", test_groups_and_frames_are_arranged_whole);
  g_test_add_func ("/arrange/related", test_upstream_downstream_and_kind);
  g_test_add_func ("/arrange/related-folded", test_a_folded_group_answers_for_its_members);
  g_test_add_func ("/arrange/snap", test_centres_draw_and_edges_do_not);
  g_test_add_func ("/arrange/guide", test_a_guide_reaches_from_one_to_the_other);
  g_test_add_func ("/arrange/guides-shown", test_guides_are_shown_while_moving);
  g_test_add_func ("/arrange/beside-the-grid", test_a_move_snaps_to_a_node_beside_the_grid);
  g_test_add_func ("/arrange/frame", test_a_frame_goes_round_the_selection);
  g_test_add_func ("/arrange/title", test_a_title_is_typed_in_its_place);
  g_test_add_func ("/arrange/fit", test_the_selection_is_fitted);
  return g_test_run ();
}
