/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups made of what is selected, nested and taken apart; units that unfold and fold back. Whatever is folded, the numbers stay. */
#include "cr-edits-groups.h"
#include "editor-driver.h"
#include "graph-builder.h"

#include <math.h>

static const CrGroup *
get_group (Driver *driver, CrKey key)
{
  return cr_parts_get_group (cr_graph_get_parts (cr_document_get_graph (driver->document)), key);
}

static void
select_ids (Driver *driver, const char *const *ids)
{
  CrKey keys[8];
  guint n = 0;

  for (; ids[n] != NULL; n++)
    keys[n] = driver_find (driver, ids[n]);
  cr_editor_select_nodes (driver->editor, keys, n);
}

static void
assert_members (Driver *driver, CrKey key, const CrKey *members, guint n)
{
  const CrGroup *group = get_group (driver, key);

  g_assert_nonnull (group);
  g_assert_cmpuint (group->members->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (g_array_index (group->members, CrKey, i), ==, members[i]);
}

/* The lecture's (x + y) z: q and f become one gate with three ports at its left, and the gradients on its border are those inside. */
static void
test_fold_selection (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q"), f = driver_find (driver, "f"), x = driver_find (driver, "x");
  CrNumbers before, after;
  double gradient;
  CrKey key;

  g_assert_true (cr_tape_get_gradient (cr_document_get_tape (driver->document), x, &before));
  gradient = before.entries[0];
  g_assert_false (cr_editor_can_group (driver->editor));
  select_ids (driver, (const char *const[]) { "q", "f", NULL });
  g_assert_true (cr_editor_can_group (driver->editor));
  key = cr_editor_group (driver->editor);
  assert_members (driver, key, (CrKey[]) { q, f }, 2);
  g_assert_true (get_group (driver, key)->collapsed);
  g_assert_true (get_group (driver, key)->has_place);
  driver_assert_undo (driver, "Fold into a group");
  g_assert_true (cr_tape_get_gradient (cr_document_get_tape (driver->document), x, &after));
  g_assert_cmpfloat (after.entries[0], ==, gradient);
  for (guint i = 0; i < 3; i++) /* x, y and z each come to a port of the gate */
    {
      CrPick pick = { CR_PICK_INPUT, i < 2 ? q : f, i < 2 ? i : 1 };
      CrArea port, body;

      g_assert_true (cr_picture_get_pick_area (cr_editor_get_picture (driver->editor), pick, &port));
      g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), key, &body));
      g_assert_cmpfloat (fabs (port.x + port.width / 2 - body.x), <, 1);
    }
  cr_document_undo (driver->document);
  g_assert_null (get_group (driver, key));
}

/* A group of a group and a node; taking the inner one apart leaves its members in the outer one. */
static void
test_nested (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q"), f = driver_find (driver, "f"), z = driver_find (driver, "z");
  CrKey inner, outer;

  select_ids (driver, (const char *const[]) { "q", "f", NULL });
  inner = cr_editor_group (driver->editor);
  cr_editor_select_nodes (driver->editor, (CrKey[]) { inner, z }, 2);
  outer = cr_editor_group (driver->editor);
  assert_members (driver, outer, (CrKey[]) { z, inner }, 2);
  assert_members (driver, inner, (CrKey[]) { q, f }, 2);

  cr_editor_select_nodes (driver->editor, (CrKey[]) { inner }, 1);
  cr_editor_ungroup (driver->editor);
  g_assert_null (get_group (driver, inner));
  assert_members (driver, outer, (CrKey[]) { z, q, f }, 3);
  driver_assert_undo (driver, "Take group apart");
  driver_assert_selected (driver, "q f ");
  cr_editor_select_nodes (driver->editor, (CrKey[]) { outer }, 1);
  cr_editor_ungroup (driver->editor);
  g_assert_cmpuint (cr_graph_get_parts (cr_document_get_graph (driver->document))->groups->len, ==, 0);
  cr_document_undo (driver->document);
  cr_document_undo (driver->document);
  assert_members (driver, outer, (CrKey[]) { z, inner }, 2);
}

/* Of nodes from within a group and outside of it the group goes in as a whole; within one group the new one is inside. */
static void
test_members (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q"), f = driver_find (driver, "f"), x = driver_find (driver, "x");
  CrKey group, inner;

  select_ids (driver, (const char *const[]) { "q", "f", NULL });
  group = cr_editor_group (driver->editor);
  {
    const CrGraph *graph = cr_document_get_graph (driver->document);
    g_autoptr (GArray) members = cr_edit_find_group_members (graph, (CrKey[]) { x, q, f }, 3);

    g_assert_cmpuint (members->len, ==, 2);
    g_assert_cmpuint (g_array_index (members, CrKey, 0), ==, x);
    g_assert_cmpuint (g_array_index (members, CrKey, 1), ==, group);
  }
  cr_editor_toggle_group (driver->editor, group);
  select_ids (driver, (const char *const[]) { "f", NULL });
  inner = cr_editor_group (driver->editor);
  assert_members (driver, group, (CrKey[]) { q, inner }, 2);
  assert_members (driver, inner, (CrKey[]) { f }, 1);
}

/* --- Inside --- */

/* Into a folded group in a folded group, and out again step by step: the view comes back, the document has not changed. */
static void
test_go_inside (void)
{
  g_autoptr (Driver) driver = driver_new ();
  CrKey q = driver_find (driver, "q"), z = driver_find (driver, "z"), y = driver_find (driver, "y");
  CrViewport before = *cr_editor_get_viewport (driver->editor);
  const CrGraph *graph;
  CrKey inner, outer;
  CrArea area;

  select_ids (driver, (const char *const[]) { "q", "f", NULL });
  inner = cr_editor_group (driver->editor);
  cr_editor_select_nodes (driver->editor, (CrKey[]) { inner, z }, 2);
  outer = cr_editor_group (driver->editor);
  graph = cr_document_get_graph (driver->document);
  g_assert_cmpuint (cr_editor_get_inside (driver->editor), ==, CR_KEY_NONE);
  cr_editor_go_inside (driver->editor);
  g_assert_cmpuint (cr_editor_get_inside (driver->editor), ==, outer);
  g_assert_cmpfloat (cr_editor_get_viewport (driver->editor)->zoom, >, before.zoom);
  cr_editor_select_nodes (driver->editor, &inner, 1);
  cr_editor_go_inside (driver->editor);
  g_assert_cmpuint (cr_editor_get_inside (driver->editor), ==, inner);
  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), q, &area));
  g_assert_cmpfloat (area.width, ==, 36); /* the gate itself, not the box that it is in */
  g_assert_true (cr_picture_get_node_area (cr_editor_get_picture (driver->editor), y, &area));

  cr_editor_go_outside (driver->editor);
  g_assert_cmpuint (cr_editor_get_inside (driver->editor), ==, outer);
  cr_editor_go_outside (driver->editor);
  g_assert_cmpuint (cr_editor_get_inside (driver->editor), ==, CR_KEY_NONE);
  g_assert_cmpfloat (cr_editor_get_viewport (driver->editor)->zoom, ==, before.zoom);
  g_assert_cmpfloat (cr_editor_get_viewport (driver->editor)->centre.x, ==, before.centre.x);
  g_assert_true (cr_document_get_graph (driver->document) == graph);
  cr_editor_set_inside (driver->editor, outer);
  cr_document_undo (driver->document); /* the group that is shown is gone */
  g_assert_cmpuint (cr_editor_get_inside (driver->editor), ==, CR_KEY_NONE);
}

/* --- Units --- */

static Driver *
new_with_layer (void)
{
  GraphBuilder *builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrMatrix) weights = cr_matrix_new (2, 2, (const double[]) { 0.5, -1, 0.25, 2 });
  g_autoptr (CrMatrix) bias = cr_matrix_new (2, 1, (const double[]) { 0.1, -0.2 });
  CrNode *node;

  graph_builder_matrix (builder, "input", "x", 2, 1, (const double[]) { 1, 2 });
  cr_node_set_place (graph_builder_peek (builder), 96, 96);
  graph_builder_gate (builder, "dense", "h", "x");
  node = graph_builder_peek (builder);
  cr_node_set_place (node, 276, 96);
  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "units"), 2);
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "weights"), weights);
  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "bias"), bias);
  cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find ("tanh"));
  graph_builder_gate (builder, "sumsq", "L", "h");
  cr_node_set_place (graph_builder_peek (builder), 456, 96);
  graph = graph_builder_end (builder);
  graph_builder_free (builder);
  return driver_new_for_graph (graph);
}

/* dense ↔ neurons ↔ gates, and back: one step each way, and the loss is the same. */
static void
test_unfold (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Driver) driver = new_with_layer ();
      CrExpansionForm form = i == 0 ? CR_EXPANSION_GATES : CR_EXPANSION_NEURONS;
      double loss = driver_number (driver, "L");
      guint n_keys;
      const CrKey *keys;

      select_ids (driver, (const char *const[]) { "x", NULL });
      g_assert_false (cr_editor_can_unfold (driver->editor, form));
      select_ids (driver, (const char *const[]) { "h", NULL });
      g_assert_true (cr_editor_can_unfold (driver->editor, form));
      cr_editor_unfold (driver->editor, form);
      driver_assert_undo (driver, "Unfold h");
      g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), >, 5);
      g_assert_cmpfloat_with_epsilon (driver_number (driver, "L"), loss, 1e-12);
      keys = cr_selection_get_nodes (cr_editor_get_selection (driver->editor), &n_keys);
      g_assert_cmpuint (n_keys, ==, 1);
      g_assert_nonnull (get_group (driver, keys[0]));

      cr_editor_fold (driver->editor);
      g_assert_null (driver->message);
      g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (driver->document)), ==, 3);
      g_assert_cmpstr (driver_node (driver, "h")->gate->name, ==, "dense");
      g_assert_cmpfloat_with_epsilon (driver_number (driver, "L"), loss, 1e-12);
      driver_assert_selected (driver, "h ");
    }
}

/* A group that is no unit says why, and nothing happens. */
static void
test_fold_refused (void)
{
  g_autoptr (Driver) driver = driver_new ();
  const CrGraph *graph;

  select_ids (driver, (const char *const[]) { "q", "f", NULL });
  cr_editor_group (driver->editor);
  graph = cr_document_get_graph (driver->document);
  cr_editor_fold (driver->editor);
  g_assert_nonnull (driver->message);
  g_assert_true (cr_document_get_graph (driver->document) == graph);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/groups/fold-selection", test_fold_selection);
  g_test_add_func ("/groups/nested", test_nested);
  g_test_add_func ("/groups/members", test_members);
  g_test_add_func ("/groups/go-inside", test_go_inside);
  g_test_add_func ("/groups/unfold", test_unfold);
  g_test_add_func ("/groups/fold-refused", test_fold_refused);
  return g_test_run ();
}
