/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every tool, events in and document out: what a gesture does, that it is one undo step, and that Escape leaves it. */
#include "editor-driver.h"

#include <string.h>

/* --- Selecting --- */

static void
test_clicks_select (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  driver_assert_selected (driver, "q ");
  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_NONE);
  driver_assert_selected (driver, "f ");
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_SHIFT);
  driver_assert_selected (driver, "q f ");
  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_CONTROL);
  driver_assert_selected (driver, "q ");
  driver_click (driver, DRIVER_NOWHERE, CR_MODIFIER_SHIFT);
  driver_assert_selected (driver, "q ");
  driver_click (driver, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  driver_assert_selected (driver, "");
  driver_assert_undo (driver, NULL);
}

static void
test_a_click_on_one_of_many_leaves_that_one (void)
{
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_select_all (driver->editor);
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  driver_assert_selected (driver, "q ");
}

static void
test_a_click_selects_a_wire (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint start = driver_at_output (driver, "q");
  CrKey to;
  guint operand;

  driver_click (driver, driver_beside (start, 28, 0), CR_MODIFIER_NONE);
  g_assert_true (cr_selection_get_wire (cr_editor_get_selection (driver->editor), &to, &operand));
  g_assert_cmpuint (to, ==, driver_find (driver, "f"));
  g_assert_cmpuint (operand, ==, 0);
  driver_assert_selected (driver, "");

  driver_click (driver, driver_at_input (driver, "q", 1), CR_MODIFIER_NONE);
  g_assert_true (cr_selection_get_wire (cr_editor_get_selection (driver->editor), &to, &operand));
  g_assert_cmpuint (to, ==, driver_find (driver, "q"));
  g_assert_cmpuint (operand, ==, 1);
}

static void
test_rubber_band (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, (CrPoint) { 20, 20 }, (CrPoint) { 190, 220 }, CR_MODIFIER_NONE);
  driver_assert_selected (driver, "x y ");
  driver_drag (driver, (CrPoint) { 460, 240 }, (CrPoint) { 360, 130 }, CR_MODIFIER_SHIFT);
  driver_assert_selected (driver, "x y f ");
  driver_drag (driver, (CrPoint) { 460, 240 }, (CrPoint) { 360, 130 }, CR_MODIFIER_NONE);
  driver_assert_selected (driver, "f ");
  g_assert_cmpfloat (cr_editor_get_marks (driver->editor)->rubber_band.width, ==, 0);
}

static void
test_a_rubber_band_is_shown_and_left_by_escape (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_NONE);
  driver_pull (driver, (CrPoint) { 20, 20 }, (CrPoint) { 190, 220 }, CR_MODIFIER_NONE);
  g_assert_cmpfloat (cr_editor_get_marks (driver->editor)->rubber_band.width, ==, 170);
  driver_assert_selected (driver, "x y ");
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_cmpfloat (cr_editor_get_marks (driver->editor)->rubber_band.width, ==, 0);
  driver_assert_selected (driver, "f ");
}

/* --- Moving --- */

static void
test_a_move_is_one_undo_step_on_the_snap_grid (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_node (driver, "q");

  driver_drag (driver, at, driver_beside (at, 50, -31), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264 + 48);
  g_assert_cmpfloat (driver_node (driver, "q")->place.y, ==, 120 - 36);
  driver_assert_undo (driver, "Move q");
  cr_document_undo (driver->document);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264);
  driver_assert_undo (driver, NULL);
}

static void
test_the_whole_selection_moves (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_node (driver, "q");

  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_NONE);
  driver_drag (driver, at, driver_beside (at, 24, 24), CR_MODIFIER_SHIFT);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 288);
  g_assert_cmpfloat (driver_node (driver, "f")->place.x, ==, 432);
  g_assert_cmpfloat (driver_node (driver, "z")->place.x, ==, 96);
  driver_assert_undo (driver, "Move 2 nodes");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

static void
test_a_move_back_to_its_start_is_no_step (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_node (driver, "q");

  driver_pull (driver, at, driver_beside (at, 48, 0), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 312);
  cr_editor_motion (driver->editor, at, CR_MODIFIER_NONE);
  cr_editor_release (driver->editor, at, CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264);
  driver_assert_undo (driver, NULL);
}

static void
test_a_move_follows_the_pointer_at_any_zoom (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at;

  cr_editor_zoom_at (driver->editor, 2, (CrPoint) { 200, 200 });
  at = driver_at_node (driver, "q");
  driver_drag (driver, at, driver_beside (at, 48, 0), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264 + 24);
}

static void
test_an_undo_breaks_a_move_off (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_node (driver, "q");

  driver_drag (driver, at, driver_beside (at, 24, 0), CR_MODIFIER_NONE);
  driver_pull (driver, driver_at_node (driver, "q"), driver_beside (at, 120, 0), CR_MODIFIER_NONE);
  cr_document_undo (driver->document);
  g_assert_true (cr_editor_is_idle (driver->editor));
  cr_editor_motion (driver->editor, driver_beside (at, 200, 0), CR_MODIFIER_NONE);
  cr_editor_release (driver->editor, driver_beside (at, 200, 0), CR_MODIFIER_NONE);
  g_assert_false (cr_document_in_gesture (driver->document));
}

/* --- Wiring --- */

static void
test_a_wire_from_output_to_input (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_pull (driver, driver_at_output (driver, "y"), driver_at_input (driver, "p", 0), CR_MODIFIER_NONE);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.target.kind, ==, CR_PICK_INPUT);
  g_assert_null (cr_editor_get_marks (driver->editor)->drag.refusal);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, CR_KEY_NONE);
  cr_editor_release (driver->editor, driver_at_input (driver, "p", 0), CR_MODIFIER_NONE);

  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "y"));
  g_assert_cmpfloat (driver_number (driver, "p"), ==, 7);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.from.kind, ==, CR_PICK_NOTHING);
  driver_assert_undo (driver, "Wire y to p");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

static void
test_a_wire_from_an_open_input_back_to_an_output (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_input (driver, "p", 0), driver_at_output (driver, "q"), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "q"));
  driver_assert_undo (driver, "Wire q to p");
}

static void
test_a_drop_on_an_occupied_input_replaces (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_output (driver, "z"), driver_at_input (driver, "q", 0), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "q")->operands[0], ==, driver_find (driver, "z"));
  g_assert_cmpuint (driver_node (driver, "q")->n_operands, ==, 2);
  g_assert_cmpfloat (driver_number (driver, "f"), ==, -4);
}

static void
test_a_drop_on_the_body_fills_the_open_operand (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_output (driver, "y"), driver_at_node (driver, "p"), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "y"));
  g_assert_cmpuint (driver_node (driver, "p")->n_operands, ==, 2);
}

/* One that takes the wire is met from farther than one that does not. */
static void
test_a_port_that_fits_is_snapped_to_from_farther (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_output (driver, "y"), driver_beside (driver_at_input (driver, "p", 0), -20, 0), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "y"));
  cr_document_undo (driver->document);
  driver_drag (driver, driver_at_output (driver, "c"), driver_beside (driver_at_input (driver, "m", 1), -20, 0), CR_MODIFIER_NONE);
  g_assert_null (driver->message);
  driver_assert_undo (driver, NULL);
}

/* Dropped on one of the selected nodes the wire goes to all of them that take it: not to z, which takes none, nor to q itself. */
static void
test_a_wire_to_many (void)
{
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_add_gate (driver->editor, cr_gate_find ("exp"), (CrPoint) { 600, 60 });
  cr_editor_add_gate (driver->editor, cr_gate_find ("add"), (CrPoint) { 600, 200 });
  cr_editor_select_all (driver->editor);
  driver_drag (driver, driver_at_output (driver, "q"), driver_at_node (driver, "p"), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "q"));
  g_assert_cmpuint (driver_node (driver, "r")->operands[0], ==, driver_find (driver, "q"));
  g_assert_cmpuint (driver_node (driver, "s")->operands[0], ==, driver_find (driver, "q"));
  g_assert_cmpuint (driver_node (driver, "m")->operands[1], ==, CR_KEY_NONE); /* a number is no column of three */
  driver_assert_undo (driver, "Wire q to 4 nodes"); /* f, a product, takes one more */
  cr_document_undo (driver->document);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, CR_KEY_NONE);
}

static void
test_a_drop_on_a_full_body_adds_an_operand (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_output (driver, "z"), driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "q")->n_operands, ==, 3);
  g_assert_cmpfloat (driver_number (driver, "q"), ==, -1);
}

/* Whether the picture draws that port: then it is what is found where it stands. */
static gboolean
has_port (Driver *driver, const char *id, guint operand)
{
  CrPicture *picture = cr_editor_get_picture (driver->editor);
  CrPick pick = { CR_PICK_INPUT, driver_find (driver, id), operand };
  CrArea area;

  return cr_picture_get_pick_area (picture, pick, &area)
         && cr_pick_equal (cr_picture_pick (picture, area.x + area.width / 2, area.y + area.height / 2, 1), pick);
}

static void
test_a_gate_that_takes_more_offers_a_port (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint near = driver_beside (driver_at_input (driver, "q", 1), -30, 20);

  g_assert_false (has_port (driver, "q", 2));
  driver_pull (driver, driver_at_output (driver, "z"), near, CR_MODIFIER_NONE);
  g_assert_true (has_port (driver, "q", 2));
  g_assert_false (has_port (driver, "p", 2));
  g_assert_cmpuint (driver_node (driver, "q")->n_operands, ==, 2);

  cr_editor_motion (driver->editor, driver_at_input (driver, "q", 2), CR_MODIFIER_NONE);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->drag.target.operand, ==, 2);
  cr_editor_release (driver->editor, driver_at_input (driver, "q", 2), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "q")->n_operands, ==, 3);
  g_assert_cmpfloat (driver_number (driver, "q"), ==, -1);
  driver_assert_undo (driver, "Wire z to q");
}

/* An occupied port is met and replaced where it stood before the offer: it does not run away from the pointer. */
static void
test_an_occupied_port_is_replaced_where_it_stood (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint aim = driver_at_input (driver, "q", 1);

  driver_pull (driver, driver_at_output (driver, "z"), driver_beside (aim, -30, 20), CR_MODIFIER_NONE);
  g_assert_true (has_port (driver, "q", 2));
  cr_editor_motion (driver->editor, driver_beside (aim, -15, 10), CR_MODIFIER_NONE);
  cr_editor_motion (driver->editor, aim, CR_MODIFIER_NONE);
  cr_editor_release (driver->editor, aim, CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "q")->n_operands, ==, 2);
  g_assert_cmpuint (driver_node (driver, "q")->operands[1], ==, driver_find (driver, "z"));
}

static void
test_an_offered_port_goes_with_the_wire (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint near = driver_beside (driver_at_input (driver, "q", 1), -30, 20);

  driver_pull (driver, driver_at_output (driver, "z"), near, CR_MODIFIER_NONE);
  cr_editor_motion (driver->editor, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_false (has_port (driver, "q", 2));
  cr_editor_motion (driver->editor, near, CR_MODIFIER_NONE);
  g_assert_true (has_port (driver, "q", 2));
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_false (has_port (driver, "q", 2));
  driver_assert_undo (driver, NULL);
}

static void
test_a_wire_dragged_off_is_detached (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint input = driver_at_input (driver, "f", 1);

  driver_pull (driver, input, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->detached.kind, !=, CR_PICK_NOTHING);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.from.kind, ==, CR_PICK_OUTPUT);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->drag.from.key, ==, driver_find (driver, "z"));
  cr_editor_release (driver->editor, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "f")->operands[1], ==, CR_KEY_NONE);
  driver_assert_undo (driver, "Detach z from f");
  cr_document_undo (driver->document);
  g_assert_cmpuint (driver_node (driver, "f")->operands[1], ==, driver_find (driver, "z"));
  driver_assert_undo (driver, NULL);
}

static void
test_a_wire_dragged_off_goes_to_another_input_in_one_step (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_drag (driver, driver_at_input (driver, "f", 1), driver_at_input (driver, "p", 0), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "f")->operands[1], ==, CR_KEY_NONE);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "z"));
  driver_assert_undo (driver, "Wire z to p");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

static void
test_a_wire_put_back_is_no_step (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint input = driver_at_input (driver, "f", 1);

  driver_pull (driver, input, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  cr_editor_motion (driver->editor, input, CR_MODIFIER_NONE);
  cr_editor_release (driver->editor, input, CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "f")->operands[1], ==, driver_find (driver, "z"));
  driver_assert_undo (driver, NULL);
}

static void
assert_refused (Driver *driver, CrPoint from, CrPoint to, const char *piece, const char *other_piece)
{
  const CrMarks *marks = cr_editor_get_marks (driver->editor);

  driver_pull (driver, from, to, CR_MODIFIER_NONE);
  g_assert_nonnull (marks->drag.refusal);
  g_assert_nonnull (strstr (marks->drag.refusal, piece));
  g_assert_nonnull (strstr (marks->drag.refusal, other_piece));
  g_assert_cmpint (cr_editor_get_cursor (driver->editor), ==, CR_CURSOR_REFUSED);
  cr_editor_release (driver->editor, to, CR_MODIFIER_NONE);
  g_assert_null (marks->drag.refusal);
  g_assert_nonnull (driver->message);
  g_assert_nonnull (strstr (driver->message, piece));
  driver_assert_undo (driver, NULL);
}

static void
test_a_loop_is_refused (void)
{
  g_autoptr (Driver) driver = driver_new ();

  assert_refused (driver, driver_at_output (driver, "f"), driver_at_input (driver, "q", 1), "q", "f");
  assert_refused (driver, driver_at_input (driver, "p", 0), driver_at_output (driver, "p"), "p", "p");
}

static void
test_shapes_that_do_not_fit_are_refused (void)
{
  g_autoptr (Driver) driver = driver_new ();

  assert_refused (driver, driver_at_output (driver, "c"), driver_at_input (driver, "m", 1), "2×3", "4×1");
}

/* --- Scrubbing --- */

static void
test_scrubbing_is_one_undo_step (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_value (driver, "x");

  driver_pull (driver, at, driver_beside (at, 60, 2), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_number (driver, "x"), >, -2);
  g_assert_cmpfloat (driver_number (driver, "f"), ==, (driver_number (driver, "x") + 5) * -4);
  cr_editor_release (driver->editor, driver_beside (at, 60, 2), CR_MODIFIER_NONE);
  driver_assert_undo (driver, "Change x");
  driver_assert_selected (driver, "x ");
  cr_document_undo (driver->document);
  g_assert_cmpfloat (driver_number (driver, "x"), ==, -2);
  driver_assert_undo (driver, NULL);
}

static double
scrub (CrModifiers modifiers)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_value (driver, "x");

  driver_drag (driver, at, driver_beside (at, 60, 0), modifiers);
  return driver_number (driver, "x") + 2;
}

static void
test_scrubbing_is_finer_with_shift_and_coarser_with_control (void)
{
  /* The first move of ten pixels tells a drag from a click; fifty are left. */
  g_assert_cmpfloat_with_epsilon (scrub (CR_MODIFIER_NONE), 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (scrub (CR_MODIFIER_SHIFT), 0.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (scrub (CR_MODIFIER_CONTROL), 5, 1e-9);
}

static void
test_scrubbing_an_entry_leaves_the_others (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPick pick = { CR_PICK_VALUE, driver_find (driver, "W"), 4 };
  CrPoint at;
  CrArea area;

  g_assert_true (cr_picture_get_pick_area (cr_editor_get_picture (driver->editor), pick, &area));
  at = cr_viewport_to_view (cr_editor_get_viewport (driver->editor), area.x + area.width / 2, area.y + area.height / 2);
  driver_drag (driver, at, driver_beside (at, 60, 0), CR_MODIFIER_NONE);
  g_assert_cmpfloat_with_epsilon (cr_node_get_matrix (driver_node (driver, "W"), "value")->entries[4], 5.5, 1e-9);
  g_assert_cmpfloat (cr_node_get_matrix (driver_node (driver, "W"), "value")->entries[3], ==, 4);
}

static void
test_a_value_pulled_downwards_moves_its_node (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint at = driver_at_value (driver, "x");

  driver_drag (driver, at, driver_beside (at, 0, 48), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_number (driver, "x"), ==, -2);
  g_assert_cmpfloat (driver_node (driver, "x")->place.y, ==, 72 + 48);
}

/* --- Panning --- */

static void
assert_pans (CrButton button, CrModifiers modifiers, gboolean is_touch, CrPoint from)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint before = driver_at_node (driver, "q"), after;

  cr_editor_press (driver->editor, from, button, 1, modifiers, is_touch);
  cr_editor_motion (driver->editor, driver_beside (from, 40, -30), modifiers);
  cr_editor_release (driver->editor, driver_beside (from, 40, -30), modifiers);
  after = driver_at_node (driver, "q");
  g_assert_cmpfloat_with_epsilon (after.x, before.x + 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.y, before.y - 30, 1e-9);
  driver_assert_undo (driver, NULL);
  g_assert_false (cr_document_is_modified (driver->document));
}

/* Across both wires into q: both are cut, as one step; the pointer comes back over one of them without harm. */
static void
test_a_stroke_cuts_wires (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint above = driver_beside (driver_at_input (driver, "q", 0), -14, -40);
  CrPoint below = driver_beside (driver_at_input (driver, "q", 1), -14, 40);

  cr_editor_press (driver->editor, above, CR_BUTTON_SECONDARY, 1, CR_MODIFIER_CONTROL, FALSE);
  for (guint i = 1; i <= 12; i++)
    cr_editor_motion (driver->editor, (CrPoint) { above.x, above.y + (below.y - above.y) * i / 12 }, CR_MODIFIER_CONTROL);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->cut.n_wires, ==, 2);
  cr_editor_motion (driver->editor, above, CR_MODIFIER_CONTROL);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->cut.n_wires, ==, 2);
  cr_editor_release (driver->editor, above, CR_MODIFIER_CONTROL);
  g_assert_cmpuint (driver_node (driver, "q")->operands[0], ==, CR_KEY_NONE);
  g_assert_cmpuint (driver_node (driver, "q")->operands[1], ==, CR_KEY_NONE);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], !=, CR_KEY_NONE);
  g_assert_null (cr_editor_get_marks (driver->editor)->cut.points);
  driver_assert_undo (driver, "Cut 2 wires");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

/* By the command the primary button does it, once; Escape leaves it; a stroke that crosses nothing is no step. */
static void
test_a_stroke_by_command (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint middle = driver_beside (driver_at_output (driver, "q"), 20, 0);

  cr_editor_set_cutting (driver->editor, TRUE);
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_false (cr_editor_is_cutting (driver->editor));
  cr_editor_set_cutting (driver->editor, TRUE);
  driver_drag (driver, driver_beside (middle, 0, -30), driver_beside (middle, 0, 30), CR_MODIFIER_NONE);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, CR_KEY_NONE);
  driver_assert_undo (driver, "Cut 1 wire");
  g_assert_false (cr_editor_is_cutting (driver->editor));
  cr_document_undo (driver->document);
  cr_editor_set_cutting (driver->editor, TRUE);
  driver_drag (driver, DRIVER_NOWHERE, driver_beside (DRIVER_NOWHERE, 30, 0), CR_MODIFIER_NONE);
  driver_assert_undo (driver, NULL);
}

static void
test_panning (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint node = driver_at_node (driver, "q");

  assert_pans (CR_BUTTON_MIDDLE, CR_MODIFIER_NONE, FALSE, node);
  assert_pans (CR_BUTTON_PRIMARY, CR_MODIFIER_SPACE, FALSE, node);
  assert_pans (CR_BUTTON_PRIMARY, CR_MODIFIER_NONE, TRUE, DRIVER_NOWHERE);
}

/* --- Escape --- */

typedef struct
{
  const char *tool;
  guint state;
  const char *from; /* "node q", "value x", "output y", "input f 1", "nowhere" */
  CrButton button;
  guint n_presses;
  gboolean is_dragged;
  CrModifiers modifiers;
} Way;

static const Way ways[] = {
  { "pan", 1, "node", CR_BUTTON_MIDDLE, 1, FALSE },       { "open", 1, "value", CR_BUTTON_PRIMARY, 2, FALSE },
  { "scrub", 1, "value", CR_BUTTON_PRIMARY, 1, FALSE },   { "scrub", 2, "value", CR_BUTTON_PRIMARY, 1, TRUE },
  { "wire", 1, "output", CR_BUTTON_PRIMARY, 1, FALSE },   { "wire", 2, "output", CR_BUTTON_PRIMARY, 1, TRUE },
  { "wire", 3, "open", CR_BUTTON_PRIMARY, 1, TRUE },      { "wire", 4, "input", CR_BUTTON_PRIMARY, 1, TRUE },
  { "move", 1, "node", CR_BUTTON_PRIMARY, 1, FALSE },     { "move", 2, "node", CR_BUTTON_PRIMARY, 1, TRUE },
  { "resize", 1, "frame", CR_BUTTON_PRIMARY, 1, FALSE },  { "resize", 2, "frame", CR_BUTTON_PRIMARY, 1, TRUE },
  { "open", 2, "nowhere", CR_BUTTON_PRIMARY, 2, FALSE },  { "cut", 1, "nowhere", CR_BUTTON_SECONDARY, 1, FALSE, CR_MODIFIER_CONTROL },
  { "cut", 2, "nowhere", CR_BUTTON_SECONDARY, 1, TRUE, CR_MODIFIER_CONTROL },
  { "select", 1, "nowhere", CR_BUTTON_PRIMARY, 1, FALSE }, { "select", 2, "nowhere", CR_BUTTON_PRIMARY, 1, TRUE },
};

static CrPoint
find_start (Driver *driver, const char *name)
{
  if (g_str_equal (name, "node"))
    return driver_at_node (driver, "q");
  if (g_str_equal (name, "value"))
    return driver_at_value (driver, "x");
  if (g_str_equal (name, "output"))
    return driver_at_output (driver, "y");
  if (g_str_equal (name, "open"))
    return driver_at_input (driver, "p", 0);
  if (g_str_equal (name, "input"))
    return driver_at_input (driver, "f", 1);
  if (g_str_equal (name, "frame")) /* its right edge */
    return cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 742, 120);
  return DRIVER_NOWHERE;
}

static void
assert_escape_leads_out (const Way *way)
{
  g_autoptr (Driver) driver = g_str_equal (way->from, "frame") ? driver_new_with_parts () : driver_new ();
  const CrGraph *before = cr_document_get_graph (driver->document);
  g_autoptr (CrGraph) graph = cr_graph_ref (before);
  CrPoint start = find_start (driver, way->from);

  cr_editor_press (driver->editor, start, way->button, way->n_presses, way->modifiers, FALSE);
  for (int i = 1; way->is_dragged && i <= 6; i++)
    cr_editor_motion (driver->editor, driver_beside (start, i * 8, 0), CR_MODIFIER_NONE);
  g_assert_nonnull (cr_editor_get_active_tool (driver->editor));
  g_assert_cmpstr (cr_editor_get_active_tool (driver->editor)->klass->name, ==, way->tool);
  g_assert_cmpuint (cr_editor_get_active_tool (driver->editor)->state, ==, way->state);

  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_true (cr_editor_is_idle (driver->editor));
  g_assert_true (cr_document_get_graph (driver->document) == graph);
  g_assert_false (cr_document_in_gesture (driver->document));
  driver_assert_undo (driver, NULL);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->drag.from.kind, ==, CR_PICK_NOTHING);

  /* What comes of the button after that is no one's. */
  cr_editor_motion (driver->editor, driver_beside (start, 90, 0), CR_MODIFIER_NONE);
  cr_editor_release (driver->editor, driver_beside (start, 90, 0), CR_MODIFIER_NONE);
  g_assert_true (cr_document_get_graph (driver->document) == graph);
}

static void
test_escape_leads_out_of_every_state (void)
{
  guint n_states = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    assert_escape_leads_out (&ways[i]);
  for (guint i = 0; i < CR_N_TOOLS; i++)
    n_states += cr_tool_classes[i]->n_states - 1;
  g_assert_cmpuint (n_states, ==, G_N_ELEMENTS (ways));
}

/* --- Frames and groups --- */

static CrPoint
at (Driver *driver, double x, double y)
{
  return cr_viewport_to_view (cr_editor_get_viewport (driver->editor), x, y);
}

static const CrFrame *
get_frame (Driver *driver)
{
  return cr_graph_get_parts (cr_document_get_graph (driver->document))->frames->pdata[0];
}

static const CrGroup *
get_group (Driver *driver)
{
  return cr_graph_get_parts (cr_document_get_graph (driver->document))->groups->pdata[0];
}

/* By its title it moves with what lies in it, as one step; by an edge it is resized and leaves that alone; Delete takes the frame only. */
static void
test_a_frame (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();
  double x = driver_node (driver, "x")->place.x;
  CrPoint start = at (driver, 600, 60);

  driver_drag (driver, start, driver_beside (start, -36, 24), CR_MODIFIER_NONE);
  g_assert_cmpfloat (get_frame (driver)->x, ==, 468);
  g_assert_cmpfloat (get_frame (driver)->y, ==, 72);
  g_assert_cmpfloat (driver_node (driver, "x")->place.x, ==, x);
  driver_assert_undo (driver, "Move Frame");

  start = at (driver, 707, 140); /* the right edge, over x at last: 468 + 240 */
  driver_drag (driver, start, driver_beside (start, 36, 0), CR_MODIFIER_NONE);
  g_assert_cmpfloat (get_frame (driver)->width, ==, 276);
  driver_assert_undo (driver, "Change Frame");
  start = at (driver, 469, 140); /* the left edge, over everything */
  driver_drag (driver, start, driver_beside (start, -456, 0), CR_MODIFIER_NONE);
  g_assert_cmpfloat (get_frame (driver)->x, ==, 12);
  g_assert_cmpfloat (driver_node (driver, "x")->place.x, ==, x);

  start = at (driver, 600, 80);
  driver_drag (driver, start, driver_beside (start, 48, 12), CR_MODIFIER_NONE);
  g_assert_cmpfloat (get_frame (driver)->x, ==, 60);
  g_assert_cmpfloat (driver_node (driver, "x")->place.x, ==, x + 48);
  g_assert_cmpfloat (driver_node (driver, "y")->place.x, ==, 96 + 48);
  g_assert_cmpfloat (get_group (driver)->place.x, ==, 336 + 48);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264 + 48);
  cr_document_undo (driver->document);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264);

  cr_editor_delete (driver->editor);
  g_assert_cmpuint (cr_graph_get_parts (cr_document_get_graph (driver->document))->frames->len, ==, 0);
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), ==, 9);
}

/* Folded it moves with its members; a double click opens it in its place, one on its title folds it again; Delete takes the members too. */
static void
test_a_group (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();
  CrKey key = get_group (driver)->key;
  CrPoint start = at (driver, 336, 156);
  CrArea area;

  driver_drag (driver, start, driver_beside (start, 24, 36), CR_MODIFIER_NONE);
  g_assert_cmpfloat (get_group (driver)->place.x, ==, 360);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 288);
  g_assert_cmpfloat (driver_node (driver, "f")->place.y, ==, 228);
  driver_assert_undo (driver, "Move G");

  driver_double_click (driver, at (driver, 360, 192));
  g_assert_false (get_group (driver)->collapsed);
  driver_assert_undo (driver, "Open G");
  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &area));
  g_assert_cmpfloat (area.x, <, 288 - 18);
  g_assert_cmpfloat (area.x + area.width, >, 432 + 18);
  driver_double_click (driver, at (driver, area.x + 40, area.y + 8));
  g_assert_true (get_group (driver)->collapsed);
  driver_assert_undo (driver, "Fold G");

  cr_editor_delete (driver->editor);
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), ==, 7);
  g_assert_cmpuint (cr_graph_get_parts (cr_document_get_graph (driver->document))->groups->len, ==, 0);
  cr_document_undo (driver->document);
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), ==, 9);
}

/* One click on its mark opens it or folds it again; a second one right after it does nothing more. */
static void
test_a_fold_mark (void)
{
  g_autoptr (Driver) driver = driver_new_with_parts ();
  CrKey key = get_group (driver)->key;
  CrArea area;

  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &area));
  driver_click (driver, at (driver, area.x + area.width - 17, area.y + area.height / 2), CR_MODIFIER_NONE);
  g_assert_false (get_group (driver)->collapsed);
  driver_assert_undo (driver, "Open G");
  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &area));
  driver_click (driver, at (driver, area.x + area.width - 19, area.y + 12), CR_MODIFIER_NONE);
  g_assert_true (get_group (driver)->collapsed);
  driver_assert_undo (driver, "Fold G");
  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &area));
  driver_double_click (driver, at (driver, area.x + area.width - 17, area.y + area.height / 2));
  g_assert_false (get_group (driver)->collapsed);
  g_assert_true (cr_editor_is_idle (driver->editor));
}

/* Thousands of nodes are only drawn elsewhere while they are dragged, and move when they are put down: one step. */
static void
test_a_heavy_selection (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (cr_document_get_graph (driver->document));
  g_autoptr (CrGraph) many = NULL;
  const CrGraph *before;
  CrPoint start;

  for (guint i = 0; i < 1200; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);
      CrNode *node = cr_node_new (cr_graph_edit_new_key (edit), id, cr_gate_find ("input"));

      cr_node_set_place (node, 3000 + i % 40 * 120, 3000 + i / 40 * 60);
      cr_graph_edit_take_node (edit, node);
    }
  many = cr_graph_edit_end (edit);
  cr_document_edit (driver->document, many, "Add many");
  before = cr_document_get_graph (driver->document);
  cr_editor_select_all (driver->editor);
  start = driver_at_node (driver, "q");
  driver_pull (driver, start, driver_beside (start, 48, 24), CR_MODIFIER_NONE);
  g_assert_true (cr_document_get_graph (driver->document) == before);
  cr_editor_release (driver->editor, driver_beside (start, 48, 24), CR_MODIFIER_NONE);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264 + 48);
  g_assert_cmpfloat (driver_node (driver, "n1199")->place.y, ==, 3000 + 29 * 60 + 24);
  cr_document_undo (driver->document);
  g_assert_cmpfloat (driver_node (driver, "n1199")->place.y, ==, 3000 + 29 * 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tools/select/clicks-select", test_clicks_select);
  g_test_add_func ("/tools/select/a-click-on-one-of-many-leaves-that-one", test_a_click_on_one_of_many_leaves_that_one);
  g_test_add_func ("/tools/select/a-click-selects-a-wire", test_a_click_selects_a_wire);
  g_test_add_func ("/tools/select/rubber-band", test_rubber_band);
  g_test_add_func ("/tools/select/rubber-band-is-shown-and-left-by-escape", test_a_rubber_band_is_shown_and_left_by_escape);
  g_test_add_func ("/tools/move/one-undo-step-on-the-snap-grid", test_a_move_is_one_undo_step_on_the_snap_grid);
  g_test_add_func ("/tools/move/the-whole-selection", test_the_whole_selection_moves);
  g_test_add_func ("/tools/move/back-to-its-start-is-no-step", test_a_move_back_to_its_start_is_no_step);
  g_test_add_func ("/tools/move/at-any-zoom", test_a_move_follows_the_pointer_at_any_zoom);
  g_test_add_func ("/tools/move/broken-off-by-undo", test_an_undo_breaks_a_move_off);
  g_test_add_func ("/tools/wire/from-output-to-input", test_a_wire_from_output_to_input);
  g_test_add_func ("/tools/wire/from-open-input-to-output", test_a_wire_from_an_open_input_back_to_an_output);
  g_test_add_func ("/tools/wire/on-an-occupied-input-replaces", test_a_drop_on_an_occupied_input_replaces);
  g_test_add_func ("/tools/wire/on-the-body-fills-the-open-operand", test_a_drop_on_the_body_fills_the_open_operand);
  g_test_add_func ("/tools/wire/snapped-to-from-farther", test_a_port_that_fits_is_snapped_to_from_farther);
  g_test_add_func ("/tools/wire/to-many", test_a_wire_to_many);
  g_test_add_func ("/tools/wire/on-a-full-body-adds-an-operand", test_a_drop_on_a_full_body_adds_an_operand);
  g_test_add_func ("/tools/wire/a-port-is-offered", test_a_gate_that_takes_more_offers_a_port);
  g_test_add_func ("/tools/wire/an-occupied-port-is-replaced-where-it-stood", test_an_occupied_port_is_replaced_where_it_stood);
  g_test_add_func ("/tools/wire/an-offered-port-goes-with-the-wire", test_an_offered_port_goes_with_the_wire);
  g_test_add_func ("/tools/wire/dragged-off-is-detached", test_a_wire_dragged_off_is_detached);
  g_test_add_func ("/tools/wire/dragged-off-to-another-input", test_a_wire_dragged_off_goes_to_another_input_in_one_step);
  g_test_add_func ("/tools/wire/put-back-is-no-step", test_a_wire_put_back_is_no_step);
  g_test_add_func ("/tools/wire/a-loop-is-refused", test_a_loop_is_refused);
  g_test_add_func ("/tools/wire/shapes-that-do-not-fit-are-refused", test_shapes_that_do_not_fit_are_refused);
  g_test_add_func ("/tools/scrub/one-undo-step", test_scrubbing_is_one_undo_step);
  g_test_add_func ("/tools/scrub/finer-and-coarser", test_scrubbing_is_finer_with_shift_and_coarser_with_control);
  g_test_add_func ("/tools/scrub/an-entry-of-a-matrix", test_scrubbing_an_entry_leaves_the_others);
  g_test_add_func ("/tools/scrub/pulled-downwards-moves", test_a_value_pulled_downwards_moves_its_node);
  g_test_add_func ("/tools/cut/stroke", test_a_stroke_cuts_wires);
  g_test_add_func ("/tools/cut/by-command", test_a_stroke_by_command);
  g_test_add_func ("/tools/pan", test_panning);
  g_test_add_func ("/tools/a-frame", test_a_frame);
  g_test_add_func ("/tools/a-group", test_a_group);
  g_test_add_func ("/tools/a-fold-mark", test_a_fold_mark);
  g_test_add_func ("/tools/a-heavy-selection", test_a_heavy_selection);
  g_test_add_func ("/tools/escape-leads-out-of-every-state", test_escape_leads_out_of_every_state);
  return g_test_run ();
}
