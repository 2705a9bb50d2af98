/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor without tools: the in-place entry, arrow keys, commands, what is hovered and said. */
#include "cr-edits.h"
#include "editor-driver.h"

#include <math.h>
#include <string.h>

/* --- The entry --- */

static void
test_a_double_click_opens_the_entry (void)
{
  g_autoptr (Driver) driver = driver_new ();
  const CrEntry *entry;

  driver_double_click (driver, driver_at_value (driver, "x"));
  entry = cr_editor_get_entry (driver->editor);
  g_assert_nonnull (entry);
  g_assert_cmpuint (entry->key, ==, driver_find (driver, "x"));
  g_assert_cmpstr (entry->text, ==, "-2");
  g_assert_null (entry->problem);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->edited.key, ==, entry->key);

  g_assert_true (cr_editor_apply_entry (driver->editor, " 2.5 "));
  g_assert_null (cr_editor_get_entry (driver->editor));
  g_assert_cmpfloat (driver_number (driver, "x"), ==, 2.5);
  g_assert_cmpfloat (driver_number (driver, "f"), ==, -30);
  driver_assert_undo (driver, "Change x");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

/* The tag makes room for what is typed, as wide as it is on the screen, and is as before when the entry is left. */
static void
test_a_tag_makes_room_for_what_is_typed (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPicture *picture = cr_editor_get_picture (driver->editor);
  CrKey key = driver_find (driver, "x");
  CrArea before, during, after;

  g_assert_true (cr_picture_get_node_area (picture, key, &before));
  g_assert_true (cr_editor_open_entry (driver->editor, key));
  cr_editor_zoom_at (driver->editor, 2, (CrPoint) { 0, 0 });
  cr_editor_set_entry_width (driver->editor, 300);
  g_assert_true (cr_picture_get_node_area (picture, key, &during));
  g_assert_cmpfloat (during.width, >, 150);
  g_assert_cmpfloat (during.width, <, 300);
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_true (cr_picture_get_node_area (picture, key, &after));
  g_assert_true (cr_area_equal (&after, &before));
}

static void
test_the_entry_opens_on_the_selected_source (void)
{
  g_autoptr (Driver) driver = driver_new ();

  g_assert_false (cr_editor_open_entry (driver->editor, CR_KEY_NONE));
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  g_assert_false (cr_editor_open_entry (driver->editor, CR_KEY_NONE));
  driver_click (driver, driver_at_node (driver, "W"), CR_MODIFIER_NONE);
  g_assert_true (cr_editor_open_entry (driver->editor, CR_KEY_NONE));
  g_assert_cmpstr (cr_editor_get_entry (driver->editor)->text, ==, "1");
}

static void
test_a_bad_text_says_so_and_stays (void)
{
  static const char *const bad[] = { "", "abc", "1,5", "[1, 2", "[[1, 2], [3]]", "[]", "1e999", "{}", "\"2\"", "1 2", "nan" };
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_open_entry (driver->editor, driver_find (driver, "x"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (cr_editor_apply_entry (driver->editor, bad[i]));
      g_assert_nonnull (cr_editor_get_entry (driver->editor));
      g_assert_cmpuint (strlen (cr_editor_get_entry (driver->editor)->problem), >, 5);
    }
  g_assert_false (cr_editor_apply_entry (driver->editor, "-1e400"));
  g_assert_nonnull (strstr (cr_editor_get_entry (driver->editor)->problem, "too large"));
  g_assert_cmpfloat (driver_number (driver, "x"), ==, -2);
  driver_assert_undo (driver, NULL);
  g_assert_true (cr_editor_apply_entry (driver->editor, "3"));
  g_assert_cmpfloat (driver_number (driver, "x"), ==, 3);
}

static void
test_a_matrix_and_a_minus_sign_as_shown (void)
{
  g_autoptr (Driver) driver = driver_new ();
  const CrMatrix *value;

  cr_editor_open_entry (driver->editor, driver_find (driver, "c"));
  g_assert_true (cr_editor_apply_entry (driver->editor, "[[1, −2], [3, 4]]"));
  value = cr_node_get_matrix (driver_node (driver, "c"), "value");
  g_assert_cmpuint (value->shape.rows, ==, 2);
  g_assert_cmpfloat (value->entries[1], ==, -2);

  /* Keys step numbers only, so a matrix is not marked as stepped. */
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->focused.kind, ==, CR_PICK_NOTHING);
  driver_click (driver, driver_at_value (driver, "x"), CR_MODIFIER_NONE);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->focused.kind, ==, CR_PICK_VALUE);
}

/* A double click on an entry of a matrix edits that entry, in its place; Tab goes on to the next. */
static void
test_one_entry_of_a_matrix (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = driver_find (driver, "c");
  const CrMatrix *value;
  CrArea area;

  cr_editor_open_entry (driver->editor, key);
  g_assert_true (cr_editor_apply_entry (driver->editor, "[[1, 2], [3, 4]]"));
  g_assert_true (cr_picture_get_pick_area (cr_editor_get_picture (driver->editor), (CrPick) { CR_PICK_VALUE, key, 2 }, &area));
  driver_double_click (driver, cr_viewport_to_view (cr_editor_get_viewport (driver->editor), area.x + 20, area.y + 9));
  g_assert_nonnull (cr_editor_get_entry (driver->editor));
  g_assert_cmpuint (cr_editor_get_entry (driver->editor)->operand, ==, 2);
  g_assert_cmpstr (cr_editor_get_entry (driver->editor)->text, ==, "3");
  g_assert_true (cr_editor_get_entry (driver->editor)->is_number);
  g_assert_cmpuint (cr_editor_get_marks (driver->editor)->edited.operand, ==, 2);
  g_assert_true (cr_editor_apply_entry_and_go (driver->editor, "-7", 1));
  value = cr_node_get_matrix (driver_node (driver, "c"), "value");
  g_assert_true (value->entries[0] == 1 && value->entries[1] == 2 && value->entries[2] == -7 && value->entries[3] == 4);
  g_assert_cmpuint (cr_editor_get_entry (driver->editor)->operand, ==, 3);
  g_assert_cmpstr (cr_editor_get_entry (driver->editor)->text, ==, "4");
  g_assert_true (cr_editor_apply_entry_and_go (driver->editor, "5", 1)); /* the last one */
  g_assert_null (cr_editor_get_entry (driver->editor));
  cr_document_undo (driver->document);
  cr_document_undo (driver->document);
  g_assert_cmpfloat (cr_node_get_matrix (driver_node (driver, "c"), "value")->entries[2], ==, 3);
}

/* What is shown as a map is edited as a whole. */
static void
test_a_map_is_edited_as_text (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = driver_find (driver, "c");

  cr_editor_open_entry (driver->editor, key);
  g_assert_true (cr_editor_apply_entry (driver->editor, "[1, 2, 3, 4, 5]"));
  g_assert_true (cr_editor_open_entry_at (driver->editor, key, 0));
  g_assert_false (cr_editor_get_entry (driver->editor)->is_number);
  g_assert_cmpstr (cr_editor_get_entry (driver->editor)->text, ==, "[1, 2, 3, 4, 5]");
}

static void
test_escape_and_a_lost_node_close_the_entry (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = driver_find (driver, "x");
  g_autoptr (CrGraph) without = NULL;

  cr_editor_open_entry (driver->editor, key);
  cr_editor_apply_entry (driver->editor, "abc");
  g_assert_true (cr_editor_cancel (driver->editor));
  g_assert_null (cr_editor_get_entry (driver->editor));
  driver_assert_undo (driver, NULL);

  cr_editor_open_entry (driver->editor, key);
  without = cr_graph_without (cr_document_get_graph (driver->document), &key, 1);
  cr_document_edit (driver->document, without, "Delete x");
  g_assert_null (cr_editor_get_entry (driver->editor));
  driver_assert_selected (driver, "");
}

static void
test_the_same_value_is_no_step (void)
{
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_open_entry (driver->editor, driver_find (driver, "x"));
  g_assert_true (cr_editor_apply_entry (driver->editor, "-2.0"));
  driver_assert_undo (driver, NULL);
}

/* --- Arrow keys --- */

/* Nothing is selected: the arrows lead over the picture. */
static void
test_arrows_pan_without_a_selection (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint before = cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 0, 0);
  CrPoint after;

  cr_editor_arrow (driver->editor, 1, 0, CR_MODIFIER_NONE);
  cr_editor_arrow (driver->editor, 0, -1, CR_MODIFIER_NONE);
  cr_editor_arrow_released (driver->editor);
  after = cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 0, 0);
  g_assert_cmpfloat (after.x, <, before.x);
  g_assert_cmpfloat (after.y, >, before.y);
  driver_assert_undo (driver, NULL);
}

static void
test_arrows_move_the_selection_in_one_step (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  for (int i = 0; i < 3; i++)
    cr_editor_arrow (driver->editor, 1, 0, CR_MODIFIER_NONE);
  cr_editor_arrow_released (driver->editor);
  g_assert_cmpfloat (driver_node (driver, "q")->place.x, ==, 264 + 36);
  driver_assert_undo (driver, "Move q");
  cr_document_undo (driver->document);
  driver_assert_undo (driver, NULL);
}

static void
test_arrows_change_the_value_that_was_clicked (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_click (driver, driver_at_value (driver, "x"), CR_MODIFIER_NONE);
  cr_editor_arrow (driver->editor, 0, -1, CR_MODIFIER_NONE);
  cr_editor_arrow (driver->editor, 0, -1, CR_MODIFIER_NONE);
  cr_editor_arrow_released (driver->editor);
  g_assert_cmpfloat (driver_number (driver, "x"), ==, -1.8);
  cr_editor_arrow (driver->editor, 0, 1, CR_MODIFIER_SHIFT);
  cr_editor_arrow_released (driver->editor);
  g_assert_cmpfloat (driver_number (driver, "x"), ==, -1.81);
  driver_assert_undo (driver, "Change x");

  /* Sideways it is the same value: the node stays. */
  cr_editor_arrow (driver->editor, 1, 0, CR_MODIFIER_NONE);
  cr_editor_arrow_released (driver->editor);
  g_assert_cmpfloat (driver_number (driver, "x"), ==, -1.71);
  driver_assert_undo (driver, "Change x");
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  cr_editor_arrow (driver->editor, 1, 0, CR_MODIFIER_NONE);
  cr_editor_arrow_released (driver->editor);
  driver_assert_undo (driver, "Move q");
}

/* --- Commands --- */

static void
test_delete_nodes_and_wires (void)
{
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_delete (driver->editor);
  driver_assert_undo (driver, NULL);
  driver_click (driver, driver_at_node (driver, "x"), CR_MODIFIER_NONE);
  cr_editor_delete (driver->editor);
  g_assert_cmpuint (driver_find (driver, "x"), ==, CR_KEY_NONE);
  g_assert_cmpuint (driver_node (driver, "q")->operands[0], ==, CR_KEY_NONE);
  driver_assert_undo (driver, "Delete x");
  driver_assert_selected (driver, "");

  cr_editor_select_wire (driver->editor, driver_find (driver, "f"), 1);
  cr_editor_delete (driver->editor);
  g_assert_cmpuint (driver_node (driver, "f")->operands[1], ==, CR_KEY_NONE);
  driver_assert_undo (driver, "Detach z from f");
  g_assert_true (cr_selection_is_empty (cr_editor_get_selection (driver->editor)));

  cr_editor_select_all (driver->editor);
  cr_editor_delete (driver->editor);
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), ==, 0);
  driver_assert_undo (driver, "Delete 8 nodes");
}

/* A gate of one operand on a wire, two of them behind one another; one with two operands; one whose value goes to two places. */
static void
test_deleting_heals_the_wire (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q");
  CrKey f = driver_find (driver, "f");
  CrKey gates[2];

  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    gates[i] = cr_editor_drop_gate (driver->editor, cr_gate_find ("neg"), (CrPoint) { 300 + 48 * i, 120 });
  g_assert_cmpuint (cr_graph_get_node (cr_document_get_graph (driver->document), gates[1])->operands[0], !=, CR_KEY_NONE);
  g_assert_cmpfloat (driver_number (driver, "f"), ==, -12);
  cr_editor_select_nodes (driver->editor, gates, 2);
  cr_editor_delete (driver->editor);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, q);
  driver_assert_undo (driver, "Delete 2 nodes");

  cr_editor_select_nodes (driver->editor, &q, 1);
  cr_editor_delete (driver->editor);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, CR_KEY_NONE);
  cr_document_undo (driver->document);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, q);
  g_assert_cmpuint (driver_find (driver, "f"), ==, f);
}

static void
test_operands_are_swapped (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey p = driver_find (driver, "p");

  g_assert_false (cr_editor_can_swap_operands (driver->editor));
  cr_editor_select_nodes (driver->editor, &p, 1);
  g_assert_true (cr_editor_can_swap_operands (driver->editor));
  cr_editor_swap_operands (driver->editor);
  g_assert_cmpuint (driver_node (driver, "p")->operands[0], ==, driver_find (driver, "x"));
  g_assert_cmpuint (driver_node (driver, "p")->operands[1], ==, CR_KEY_NONE);
  driver_assert_undo (driver, "Swap operands of p");
}

/* From the palette, and by moving one that has no wires; a source stays beside the wire, and so does what would not fit there. */
static void
test_a_gate_dropped_on_a_wire_is_put_into_it (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q");
  CrKey gate = cr_editor_drop_gate (driver->editor, cr_gate_find ("exp"), (CrPoint) { 300, 120 });
  const CrGraph *graph = cr_document_get_graph (driver->document);

  g_assert_cmpuint (cr_graph_get_node (graph, gate)->operands[0], ==, q);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, gate);
  cr_document_undo (driver->document);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, q);

  cr_editor_drop_gate (driver->editor, cr_gate_find ("input"), (CrPoint) { 300, 120 });
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, q);
  cr_document_undo (driver->document);

  gate = cr_editor_add_gate (driver->editor, cr_gate_find ("neg"), (CrPoint) { 600, 300 });
  driver_drag (driver, cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 600, 300),
               cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 312, 120), CR_MODIFIER_NONE);
  graph = cr_document_get_graph (driver->document);
  g_assert_cmpuint (cr_graph_get_node (graph, gate)->operands[0], ==, q);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, gate);
  g_assert_cmpfloat (driver_number (driver, "f"), ==, 12);
  cr_document_undo (driver->document);
  g_assert_cmpuint (driver_node (driver, "f")->operands[0], ==, q);
  g_assert_cmpfloat (cr_graph_get_node (cr_document_get_graph (driver->document), gate)->place.x, ==, 600);
}

/* Neither another node nor any number that stands outside of it. */
static void
assert_covers_nothing (Driver *driver, const char *id)
{
  CrPicture *picture = cr_editor_get_picture (driver->editor);
  g_autoptr (GArray) labels = cr_picture_list_labels (picture, NULL);
  CrKey key = driver_find (driver, id);
  CrArea area, other;

  g_assert_true (cr_picture_get_node_area (picture, key, &area));
  CR_GRAPH_FOR_EACH (cr_document_get_graph (driver->document), node)
    if (node->key != key && cr_picture_get_node_area (picture, node->key, &other))
      g_assert_false (cr_area_meets (&area, &other));
  for (guint i = 0; i < labels->len; i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);

      if (label->key != key && (label->kind == CR_LABEL_VALUE || label->kind == CR_LABEL_GRADIENT))
        g_assert_false (cr_area_meets (&area, &label->area));
    }
}

static void
test_duplicate_selects_the_copies (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_SHIFT);
  cr_editor_duplicate (driver->editor);
  driver_assert_selected (driver, "q_2 f_2 ");
  assert_covers_nothing (driver, "q_2");
  assert_covers_nothing (driver, "f_2");
  g_assert_cmpuint (driver_node (driver, "f_2")->operands[0], ==, driver_find (driver, "q_2"));
  g_assert_cmpuint (driver_node (driver, "f_2")->operands[1], ==, driver_find (driver, "z"));
  driver_assert_undo (driver, "Duplicate 2 nodes");
}

static void
paste (Driver *driver, const char *text, const CrPoint *view)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cr_editor_paste (driver->editor, text, view, FALSE, &error));
  g_assert_no_error (error);
}

static void
test_cut_copy_paste (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_editor_dup_clipboard (driver->editor));
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_SHIFT);
  text = cr_editor_dup_clipboard (driver->editor);
  g_assert_nonnull (strstr (text, "\"fragment\": true"));

  g_assert_true (cr_editor_paste (driver->editor, text, NULL, TRUE, &error));
  g_assert_no_error (error);
  driver_assert_selected (driver, "q_2 f_2 ");
  g_assert_cmpuint (driver_node (driver, "f_2")->operands[0], ==, driver_find (driver, "q_2"));
  g_assert_cmpuint (driver_node (driver, "q_2")->operands[0], ==, driver_find (driver, "x"));
  assert_covers_nothing (driver, "q_2");
  assert_covers_nothing (driver, "f_2");
  driver_assert_undo (driver, "Paste 2 nodes");

  /* Without the wires from outside; those among the copies stay. */
  paste (driver, text, NULL);
  driver_assert_selected (driver, "q_3 f_3 ");
  g_assert_cmpuint (driver_node (driver, "f_3")->operands[0], ==, driver_find (driver, "q_3"));
  g_assert_cmpuint (driver_node (driver, "f_3")->operands[1], ==, CR_KEY_NONE);
  g_assert_cmpuint (driver_node (driver, "q_3")->n_operands, ==, 2);
  g_assert_cmpuint (driver_node (driver, "q_3")->operands[0], ==, CR_KEY_NONE);

  g_assert_false (cr_editor_paste (driver->editor, "not a graph", NULL, TRUE, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_SYNTAX);
  driver_assert_undo (driver, "Paste 2 nodes");
}

static void
assert_place (Driver *driver, const char *id, double x, double y)
{
  g_assert_cmpfloat (driver_node (driver, id)->place.x, ==, x);
  g_assert_cmpfloat (driver_node (driver, id)->place.y, ==, y);
}

/* A copy of everything stands clear of it as a block, and is in sight. */
static void
test_all_is_pasted_as_a_block (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *text = NULL;
  CrArea before, area;
  guint n = cr_graph_get_n_nodes (cr_document_get_graph (driver->document));

  cr_editor_zoom_fit (driver->editor);
  before = cr_picture_get_nodes_area (cr_editor_get_picture (driver->editor));
  cr_editor_select_all (driver->editor);
  text = cr_editor_dup_clipboard (driver->editor);
  paste (driver, text, NULL);
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), ==, 2 * n);
  CR_GRAPH_FOR_EACH (cr_document_get_graph (driver->document), node)
    if (g_str_has_suffix (node->id, "_2"))
      {
        g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), node->key, &area));
        g_assert_false (cr_area_meets (&area, &before));
      }
}

/* At the pointer, if that is elsewhere; in steps, so that no copy covers another node; where what was copied and the pointer are out of
 * sight, in the middle of the view. */
static void
test_copies_have_places_of_their_own (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrPoint elsewhere = cr_viewport_to_view (cr_editor_get_viewport (driver->editor), 604, 300);
  CrPoint on_it = driver_at_node (driver, "q");
  g_autofree char *text = NULL;

  driver_click (driver, on_it, CR_MODIFIER_NONE);
  text = cr_editor_dup_clipboard (driver->editor);
  paste (driver, text, &elsewhere);
  assert_place (driver, "q_2", 600, 300);
  paste (driver, text, &elsewhere);
  assert_covers_nothing (driver, "q_3");
  g_assert_cmpfloat (hypot (driver_node (driver, "q_3")->place.x - 600, driver_node (driver, "q_3")->place.y - 300), <, 120);
  paste (driver, text, &on_it);
  assert_covers_nothing (driver, "q_4");
  g_assert_cmpfloat (hypot (driver_node (driver, "q_4")->place.x - 264, driver_node (driver, "q_4")->place.y - 120), <, 120);
  driver_assert_selected (driver, "q_4 ");

  cr_editor_pan (driver->editor, -3000, 0);
  paste (driver, text, NULL);
  g_assert_cmpfloat_with_epsilon (driver_node (driver, "q_5")->place.x, cr_editor_get_viewport (driver->editor)->centre.x, CR_SNAP);
}

static void
test_what_is_cut_is_pasted_where_it_was (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *text = NULL;

  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  text = cr_editor_dup_clipboard (driver->editor);
  cr_editor_cut (driver->editor);
  paste (driver, text, NULL);
  assert_place (driver, "q", 264, 120);
}

static void
test_what_an_undo_brings_back_is_selected (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  driver_click (driver, driver_at_node (driver, "f"), CR_MODIFIER_SHIFT);
  cr_editor_delete (driver->editor);
  driver_assert_selected (driver, "");
  cr_document_undo (driver->document);
  driver_assert_selected (driver, "q f ");

  /* What stays is selected as it was. */
  driver_click (driver, driver_at_node (driver, "z"), CR_MODIFIER_NONE);
  cr_editor_arrow (driver->editor, 1, 0, CR_MODIFIER_NONE);
  cr_editor_arrow_released (driver->editor);
  cr_editor_select_none (driver->editor);
  cr_document_undo (driver->document);
  driver_assert_selected (driver, "");
}

static void
test_an_added_gate_is_snapped_and_selected (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey key = cr_editor_add_gate (driver->editor, cr_gate_find ("parameter"), (CrPoint) { 601, 98 });

  driver_assert_selected (driver, "w ");
  g_assert_cmpuint (key, ==, driver_find (driver, "w"));
  g_assert_cmpfloat (driver_node (driver, "w")->place.x, ==, 600);
  g_assert_cmpfloat (driver_node (driver, "w")->place.y, ==, 96);
  driver_assert_undo (driver, "Add w");
}

static void
test_gates_added_by_key_do_not_cover_each_other (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrArea areas[6];

  for (int i = 0; i < 6; i++)
    {
      CrKey key = cr_editor_add_gate (driver->editor, cr_gate_find ("input"), cr_editor_find_free_place (driver->editor));

      g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &areas[i]));
      for (int j = 0; j < i; j++)
        g_assert_false (cr_area_meets (&areas[i], &areas[j]));
    }
}

/* --- Hovering, words, nothing at all --- */

static void
test_hovering_marks_and_sets_the_cursor (void)
{
  g_autoptr (Driver) driver = driver_new ();

  cr_editor_motion (driver->editor, driver_at_value (driver, "x"), CR_MODIFIER_NONE);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->hovered.kind, ==, CR_PICK_VALUE);
  g_assert_cmpint (cr_editor_get_cursor (driver->editor), ==, CR_CURSOR_VALUE);
  cr_editor_motion (driver->editor, driver_at_output (driver, "x"), CR_MODIFIER_NONE);
  g_assert_cmpint (cr_editor_get_cursor (driver->editor), ==, CR_CURSOR_PORT);
  cr_editor_motion (driver->editor, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->hovered.kind, ==, CR_PICK_NOTHING);
  cr_editor_motion (driver->editor, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  cr_editor_leave (driver->editor);
  g_assert_cmpint (cr_editor_get_marks (driver->editor)->hovered.kind, ==, CR_PICK_NOTHING);
}

static void
test_what_is_selected_is_said (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autoptr (CrGraph) with_output = NULL;
  char *text = cr_editor_describe (driver->editor);

  g_assert_nonnull (strstr (text, "9 nodes"));
  g_free (text);
  with_output = cr_graph_with_output (cr_document_get_graph (driver->document), driver_find (driver, "f"));
  cr_document_edit (driver->document, with_output, "Choose f");
  driver_click (driver, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  text = cr_editor_describe (driver->editor);
  g_assert_cmpstr (text, ==, "add q, value 3.00, gradient −4.00");
  g_free (text);
  cr_editor_select_wire (driver->editor, driver_find (driver, "f"), 0);
  text = cr_editor_describe (driver->editor);
  g_assert_cmpstr (text, ==, "wire from q to f, value 3.00, gradient −4.00");
  g_free (text);
  driver_click (driver, driver_at_node (driver, "p"), CR_MODIFIER_NONE);
  text = cr_editor_describe (driver->editor);
  g_assert_cmpstr (text, ==, "subtract p, an input is open");
  g_free (text);
  cr_editor_select_all (driver->editor);
  text = cr_editor_describe (driver->editor);
  g_assert_cmpstr (text, ==, "9 nodes selected");
  g_free (text);
}

/* With the step at which it arose, but not where steps of a training are spoken of. */
static void
test_what_is_wrong_is_said (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autoptr (CrMatrix) number = cr_matrix_new (1, 1, &(double) { 1e308 });
  g_autoptr (CrGraph) large = cr_edit_set_value (cr_document_get_graph (driver->document), driver_find (driver, "x"), number);
  g_autofree char *with_step = NULL;
  g_autofree char *without = NULL;

  cr_document_edit (driver->document, large, "Raise x");
  with_step = cr_editor_describe (driver->editor);
  g_assert_nonnull (strstr (with_step, "f: Step 2, forward: "));
  cr_editor_set_hides_steps (driver->editor, TRUE);
  without = cr_editor_describe (driver->editor);
  g_assert_null (strstr (without, "Step 2"));
  g_assert_nonnull (strstr (without, "∞"));
}

static void
test_a_gate_without_a_value_says_why (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrArea area;
  g_autofree char *text = NULL;

  cr_editor_motion (driver->editor, driver_at_node (driver, "q"), CR_MODIFIER_NONE);
  g_assert_null (cr_editor_describe_lack (driver->editor, &area));
  cr_editor_motion (driver->editor, DRIVER_NOWHERE, CR_MODIFIER_NONE);
  g_assert_null (cr_editor_describe_lack (driver->editor, &area));
  cr_editor_motion (driver->editor, driver_at_node (driver, "p"), CR_MODIFIER_NONE);
  text = cr_editor_describe_lack (driver->editor, &area);
  g_assert_cmpstr (text, ==, "p: an input is open");
  g_assert_cmpfloat (area.width, >=, 36);

  /* Not while something is being done. */
  cr_editor_press (driver->editor, driver_at_node (driver, "p"), CR_BUTTON_PRIMARY, 1, CR_MODIFIER_NONE, FALSE);
  g_assert_null (cr_editor_describe_lack (driver->editor, &area));
  cr_editor_cancel (driver->editor);
}

static void
test_without_a_document_nothing_happens (void)
{
  g_autoptr (CrEditor) editor = cr_editor_new ();
  CrPoint at = { 10, 10 };

  cr_editor_set_size (editor, 800, 600);
  cr_editor_press (editor, at, CR_BUTTON_PRIMARY, 1, CR_MODIFIER_NONE, FALSE);
  cr_editor_motion (editor, at, CR_MODIFIER_NONE);
  cr_editor_release (editor, at, CR_MODIFIER_NONE);
  cr_editor_delete (editor);
  cr_editor_duplicate (editor);
  cr_editor_select_all (editor);
  cr_editor_zoom_fit (editor);
  g_assert_false (cr_editor_cancel (editor));
  cr_editor_arrow (editor, 1, 0, CR_MODIFIER_NONE);
  g_assert_false (cr_editor_open_entry (editor, CR_KEY_NONE));
  g_assert_cmpuint (cr_editor_add_gate (editor, cr_gate_find ("add"), at), ==, CR_KEY_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/entry/double-click", test_a_double_click_opens_the_entry);
  g_test_add_func ("/editor/entry/makes-room", test_a_tag_makes_room_for_what_is_typed);
  g_test_add_func ("/editor/entry/on-the-selected-source", test_the_entry_opens_on_the_selected_source);
  g_test_add_func ("/editor/entry/a-bad-text-says-so-and-stays", test_a_bad_text_says_so_and_stays);
  g_test_add_func ("/editor/entry/a-matrix-and-a-minus-sign", test_a_matrix_and_a_minus_sign_as_shown);
  g_test_add_func ("/editor/entry/one-entry-of-a-matrix", test_one_entry_of_a_matrix);
  g_test_add_func ("/editor/entry/a-map-is-edited-as-text", test_a_map_is_edited_as_text);
  g_test_add_func ("/editor/entry/escape-and-a-lost-node", test_escape_and_a_lost_node_close_the_entry);
  g_test_add_func ("/editor/entry/the-same-value-is-no-step", test_the_same_value_is_no_step);
  g_test_add_func ("/editor/arrows/move-in-one-step", test_arrows_move_the_selection_in_one_step);
  g_test_add_func ("/editor/arrows/pan-without-a-selection", test_arrows_pan_without_a_selection);
  g_test_add_func ("/editor/arrows/change-the-value", test_arrows_change_the_value_that_was_clicked);
  g_test_add_func ("/editor/delete", test_delete_nodes_and_wires);
  g_test_add_func ("/editor/delete/heals-the-wire", test_deleting_heals_the_wire);
  g_test_add_func ("/editor/operands-are-swapped", test_operands_are_swapped);
  g_test_add_func ("/editor/add/into-a-wire", test_a_gate_dropped_on_a_wire_is_put_into_it);
  g_test_add_func ("/editor/duplicate", test_duplicate_selects_the_copies);
  g_test_add_func ("/editor/clipboard", test_cut_copy_paste);
  g_test_add_func ("/editor/clipboard/places", test_copies_have_places_of_their_own);
  g_test_add_func ("/editor/clipboard/all-as-a-block", test_all_is_pasted_as_a_block);
  g_test_add_func ("/editor/clipboard/cut-and-paste", test_what_is_cut_is_pasted_where_it_was);
  g_test_add_func ("/editor/undo-selects-what-came-back", test_what_an_undo_brings_back_is_selected);
  g_test_add_func ("/editor/add/snapped-and-selected", test_an_added_gate_is_snapped_and_selected);
  g_test_add_func ("/editor/add/by-key-not-on-each-other", test_gates_added_by_key_do_not_cover_each_other);
  g_test_add_func ("/editor/hover", test_hovering_marks_and_sets_the_cursor);
  g_test_add_func ("/editor/words", test_what_is_selected_is_said);
  g_test_add_func ("/editor/words-of-trouble", test_what_is_wrong_is_said);
  g_test_add_func ("/editor/words/lack", test_a_gate_without_a_value_says_why);
  g_test_add_func ("/editor/without-a-document", test_without_a_document_nothing_happens);
  return g_test_run ();
}
