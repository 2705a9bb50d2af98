/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives an editor as a hand does, without a display. */
#include "editor-driver.h"

#include "graph-builder.h"

#define MOVES 6

static void
add_places (GraphBuilder *builder, double x, double y)
{
  cr_node_set_place (graph_builder_peek (builder), x, y);
}

/* (x + y) z = f; p: add with one open operand; m: matmul of W (2×3) with an open operand; c: 4×1; k: no one's. */
static CrGraph *
make_graph (void)
{
  static const double entries[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  add_places (builder, 96, 72);
  graph_builder_number (builder, "input", "y", 5);
  add_places (builder, 96, 168);
  graph_builder_number (builder, "parameter", "z", -4);
  add_places (builder, 96, 264);
  graph_builder_gate (builder, "add", "q", "x y");
  add_places (builder, 264, 120);
  graph_builder_gate (builder, "mul", "f", "q z");
  add_places (builder, 408, 192);
  graph_builder_gate (builder, "sub", "p", "- x");
  add_places (builder, 264, 336);
  graph_builder_matrix (builder, "parameter", "W", 2, 3, entries);
  add_places (builder, 120, 384);
  graph_builder_matrix (builder, "input", "c", 4, 1, entries);
  add_places (builder, 120, 504);
  graph_builder_gate (builder, "matmul", "m", "W -");
  add_places (builder, 408, 432);
  return graph_builder_end (builder);
}

/* With a frame F at the right, which holds nothing, and a folded group G of q and f. */
static CrGraph *
driver_add_parts (const CrGraph *graph)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrFrame *frame = cr_frame_new (cr_graph_edit_new_key (edit), "F");
  CrGroup *group = cr_group_new (cr_graph_edit_new_key (edit), "G");
  CrKey members[] = { cr_graph_find (graph, "q"), cr_graph_find (graph, "f") };

  frame->title = g_strdup ("Frame");
  frame->x = 504;
  frame->y = 48;
  frame->width = 240;
  frame->height = 144;
  g_ptr_array_add (parts->frames, frame);
  g_array_append_vals (group->members, members, G_N_ELEMENTS (members));
  group->collapsed = TRUE;
  group->has_place = TRUE;
  group->place = (CrPoint) { 336, 156 };
  g_ptr_array_add (parts->groups, group);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

static void
on_message (Driver *driver, const char *message)
{
  g_free (driver->message);
  driver->message = g_strdup (message);
}

Driver *
driver_new_for_graph (const CrGraph *graph)
{
  Driver *driver = g_new0 (Driver, 1);
  CrView view = CR_VIEW_DEFAULT;

  view.given = CR_VIEW_ZOOM | CR_VIEW_CENTER;
  view.center = (CrPoint) { 400, 300 };
  driver->document = cr_document_new_for_graph (graph);
  cr_document_set_view (driver->document, &view);
  driver->editor = cr_editor_new ();
  g_signal_connect_swapped (driver->editor, "message", G_CALLBACK (on_message), driver);
  cr_editor_set_size (driver->editor, 800, 600);
  cr_editor_set_document (driver->editor, driver->document);
  return driver;
}

Driver *
driver_new (void)
{
  g_autoptr (CrGraph) graph = make_graph ();

  return driver_new_for_graph (graph);
}

Driver *
driver_new_with_parts (void)
{
  g_autoptr (CrGraph) plain = make_graph ();
  g_autoptr (CrGraph) graph = driver_add_parts (plain);

  return driver_new_for_graph (graph);
}

void
driver_free (Driver *driver)
{
  g_object_unref (driver->editor);
  g_object_unref (driver->document);
  g_free (driver->message);
  g_free (driver);
}

CrKey
driver_find (Driver *driver, const char *id)
{
  return cr_graph_find (cr_document_get_graph (driver->document), id);
}

const CrNode *
driver_node (Driver *driver, const char *id)
{
  const CrNode *node = cr_graph_get_node (cr_document_get_graph (driver->document), driver_find (driver, id));

  g_assert_nonnull (node);
  return node;
}

double
driver_number (Driver *driver, const char *id)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_value (cr_document_get_tape (driver->document), driver_find (driver, id), &numbers));
  return numbers.entries[0];
}

static CrPoint
to_view (Driver *driver, double x, double y)
{
  return cr_viewport_to_view (cr_editor_get_viewport (driver->editor), x, y);
}

static CrPoint
at_pick (Driver *driver, CrPickKind kind, const char *id, guint operand)
{
  CrPick pick = { kind, driver_find (driver, id), operand };
  CrArea area;

  g_assert_true (cr_picture_get_pick_area (cr_editor_get_picture (driver->editor), pick, &area));
  return to_view (driver, area.x + area.width / 2, area.y + area.height / 2);
}

CrPoint
driver_at_node (Driver *driver, const char *id)
{
  const CrNode *node = driver_node (driver, id);

  /* A source's number is in its right half. */
  return to_view (driver, node->place.x - (cr_gate_is_source (node->gate) ? 34 : 0), node->place.y);
}

CrPoint
driver_at_output (Driver *driver, const char *id)
{
  return at_pick (driver, CR_PICK_OUTPUT, id, 0);
}

CrPoint
driver_at_input (Driver *driver, const char *id, guint operand)
{
  return at_pick (driver, CR_PICK_INPUT, id, operand);
}

CrPoint
driver_at_value (Driver *driver, const char *id)
{
  return at_pick (driver, CR_PICK_VALUE, id, 0);
}

CrPoint
driver_beside (CrPoint point, double dx, double dy)
{
  return (CrPoint) { point.x + dx, point.y + dy };
}

void
driver_click (Driver *driver, CrPoint at, CrModifiers modifiers)
{
  cr_editor_press (driver->editor, at, CR_BUTTON_PRIMARY, 1, modifiers, FALSE);
  cr_editor_release (driver->editor, at, modifiers);
}

void
driver_double_click (Driver *driver, CrPoint at)
{
  driver_click (driver, at, CR_MODIFIER_NONE);
  cr_editor_press (driver->editor, at, CR_BUTTON_PRIMARY, 2, CR_MODIFIER_NONE, FALSE);
  cr_editor_release (driver->editor, at, CR_MODIFIER_NONE);
}

void
driver_pull (Driver *driver, CrPoint from, CrPoint to, CrModifiers modifiers)
{
  cr_editor_press (driver->editor, from, CR_BUTTON_PRIMARY, 1, modifiers, FALSE);
  for (int i = 1; i <= MOVES; i++)
    cr_editor_motion (driver->editor, driver_beside (from, (to.x - from.x) * i / MOVES, (to.y - from.y) * i / MOVES), modifiers);
}

void
driver_drag (Driver *driver, CrPoint from, CrPoint to, CrModifiers modifiers)
{
  driver_pull (driver, from, to, modifiers);
  cr_editor_release (driver->editor, to, modifiers);
}

void
driver_assert_selected (Driver *driver, const char *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (driver->editor), &n_keys);

  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (text, "%s ", cr_graph_get_node (cr_editor_get_graph (driver->editor), keys[i])->id);
  g_assert_cmpstr (text->str, ==, ids);
}

void
driver_assert_undo (Driver *driver, const char *name)
{
  g_assert_cmpstr (cr_document_get_undo_name (driver->document), ==, name);
}
