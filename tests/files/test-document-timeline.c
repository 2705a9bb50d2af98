/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a document's timeline stands: what its tape gives there, and that edits keep the place. */
#include "cr-document.h"
#include "graph-builder.h"

#include <math.h>

/* (x + y) · z with x = −2, y = 5, z = −4: forward q, f; the loss; backward f, q. */
static CrDocument *
new_document (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "add", "q", "x y");
  graph_builder_gate (builder, "mul", "f", "q z");
  graph = graph_builder_end (builder);
  return cr_document_new_for_graph (graph);
}

static CrKey
find (CrDocument *document, const char *id)
{
  return cr_graph_find (cr_document_get_graph (document), id);
}

/* "x -2 -; y 5 -; …": value and gradient of each node, '-' where there is none. */
static void
assert_shows (CrDocument *document, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  CrTape *tape = cr_document_get_tape (document);
  CrNumbers numbers;

  CR_GRAPH_FOR_EACH (cr_document_get_graph (document), node)
    {
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", node->id);
      for (guint i = 0; i < 2; i++)
        if (i == 0 ? cr_tape_get_value (tape, node->key, &numbers) : cr_tape_get_gradient (tape, node->key, &numbers))
          g_string_append_printf (text, " %g", numbers.entries[0]);
        else
          g_string_append (text, " -");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
count (guint *n)
{
  (*n)++;
}

static void
set_number (CrDocument *document, const char *id, double number)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (cr_document_get_graph (document), find (document, id)));
  g_autoptr (CrMatrix) matrix = cr_matrix_new_number (number);
  g_autoptr (CrGraph) graph = NULL;

  cr_node_set_matrix (node, 0, matrix);
  graph = cr_graph_with_node (cr_document_get_graph (document), node);
  cr_document_edit (document, graph, "Change");
}

static void
test_every_position (void)
{
  g_autoptr (CrDocument) document = new_document ();

  g_assert_cmpuint (cr_document_get_position (document), ==, 5);
  assert_shows (document, "x -2 -4; y 5 -4; z -4 3; q 3 -4; f -12 1");
  cr_document_set_position (document, 0);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q - -; f - -");
  cr_document_set_position (document, 1);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -; f - -");
  cr_document_set_position (document, 2);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -; f -12 -");
  cr_document_set_position (document, 3);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -; f -12 1");
  cr_document_set_position (document, 4);
  assert_shows (document, "x -2 -; y 5 -; z -4 3; q 3 -4; f -12 1");
  cr_document_set_position (document, 99);
  g_assert_cmpuint (cr_document_get_position (document), ==, 5);
  assert_shows (document, "x -2 -4; y 5 -4; z -4 3; q 3 -4; f -12 1");
  cr_document_set_position (document, 2);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -; f -12 -");
}

static void
test_is_no_edit (void)
{
  g_autoptr (CrDocument) document = new_document ();
  guint n_changed = 0, n_moved = 0;

  g_signal_connect_swapped (document, "changed", G_CALLBACK (count), &n_changed);
  g_signal_connect_swapped (document, "position-changed", G_CALLBACK (count), &n_moved);
  cr_document_set_position (document, 5); /* where it is */
  g_assert_cmpuint (n_moved, ==, 0);
  cr_document_set_position (document, 1);
  cr_document_set_position (document, 1);
  g_assert_cmpuint (n_moved, ==, 1);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_false (cr_document_is_modified (document));
  g_assert_null (cr_document_get_undo_name (document));
}

static void
test_value_keeps_position (void)
{
  g_autoptr (CrDocument) document = new_document ();
  guint n_compiles;

  cr_document_set_position (document, 1);
  n_compiles = cr_tape_get_n_compiles (cr_document_get_tape (document));
  set_number (document, "x", 1);
  g_assert_cmpuint (cr_document_get_position (document), ==, 1);
  assert_shows (document, "x 1 -; y 5 -; z -4 -; q 6 -; f - -");
  cr_document_undo (document);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -; f - -");
  g_assert_cmpuint (cr_tape_get_n_compiles (cr_document_get_tape (document)), ==, n_compiles);
  cr_document_set_position (document, 5);
  set_number (document, "x", 1);
  assert_shows (document, "x 1 -4; y 5 -4; z -4 6; q 6 -4; f -24 1");
}

/* With n = −q before it in the order, the step of f is not the second any more. */
static void
test_kept_by_node (void)
{
  g_autoptr (CrDocument) document = new_document ();
  g_autoptr (CrGraph) graph = NULL;
  CrGraphEdit *edit;
  CrNode *added;
  CrNode *changed;

  cr_document_set_position (document, 2); /* f has run */
  edit = cr_graph_edit_begin (cr_document_get_graph (document));
  added = cr_node_new (cr_graph_edit_new_key (edit), "n", cr_gate_find ("neg"));
  cr_node_set_operand (added, 0, find (document, "q"));
  changed = cr_node_copy (cr_graph_get_node (cr_document_get_graph (document), find (document, "f")));
  cr_node_set_operand (changed, 0, added->key);
  cr_graph_edit_take_node (edit, added);
  cr_graph_edit_take_node (edit, changed);
  graph = cr_graph_edit_end (edit);
  cr_document_edit (document, graph, "Put a gate between");
  g_assert_cmpuint (cr_document_get_position (document), ==, 3);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -; f 12 -; n -3 -");
  cr_document_undo (document);
  g_assert_cmpuint (cr_document_get_position (document), ==, 2);
}

/* Where the gate is gone, the step before it is the last one done; and where no step is left, the beginning is the end. */
static void
test_gate_is_gone (void)
{
  g_autoptr (CrDocument) document = new_document ();
  CrKey gone[] = { find (document, "f"), find (document, "q") };
  g_autoptr (CrGraph) without_f = cr_graph_without (cr_document_get_graph (document), gone, 1);
  g_autoptr (CrGraph) without_both = cr_graph_without (cr_document_get_graph (document), gone, 2);

  cr_document_set_position (document, 4); /* f backward */
  cr_document_edit (document, without_f, "Delete f");
  g_assert_cmpuint (cr_document_get_position (document), ==, 1);
  assert_shows (document, "x -2 -; y 5 -; z -4 -; q 3 -");
  cr_document_edit (document, without_both, "Delete q");
  g_assert_cmpuint (cr_document_get_position (document), ==, 0);
  assert_shows (document, "x -2 -; y 5 -; z -4 -");
}

/* A label that cannot be used stops its gate only when it runs; an edit of the label alone changes which steps there are. */
static void
test_steps_follow_values (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrDocument) document = NULL;
  guint n_steps;

  graph_builder_matrix (builder, "input", "s", 2, 1, (const double[]) { 1, 2 });
  graph_builder_number (builder, "input", "c", 0);
  graph_builder_gate (builder, "cross_entropy", "L", "s c");
  graph = graph_builder_end (builder);
  document = cr_document_new_for_graph (graph);
  cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  g_assert_cmpuint (n_steps, ==, 3);
  cr_document_set_position (document, 1);
  set_number (document, "c", 7);
  cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  g_assert_cmpuint (n_steps, ==, 0);
  g_assert_cmpint (cr_tape_get_state (cr_document_get_tape (document), find (document, "L")), ==, CR_NODE_ERROR);
  cr_document_undo (document);
  cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  g_assert_cmpuint (n_steps, ==, 3);
}

/* y = w x, trained by its square: the document rests before the update, goes into it and back, and is not modified by that. */
static void
test_update (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) plain = NULL;
  g_autoptr (CrParts) parts = NULL;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrDocument) document = NULL;

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_number (builder, "parameter", "w", 2);
  graph_builder_gate (builder, "mul", "y", "w x");
  graph_builder_gate (builder, "square", "L", "y");
  plain = graph_builder_end (builder);
  parts = cr_parts_copy (cr_graph_get_parts (plain));
  parts->training = cr_training_new ();
  parts->training->optimizer.learning_rate = 0.25;
  graph = cr_graph_with_parts (plain, parts);
  document = cr_document_new_for_graph (graph);
  assert_shows (document, "x 3 24; w 2 36; y 6 12; L 36 1");
  g_assert_cmpuint (cr_document_get_position (document), ==, 5);
  cr_document_set_position (document, 6);
  assert_shows (document, "x 3 24; w -7 36; y - 12; L - 1"); /* 2 − 0.25 · 36 */
  set_number (document, "w", 1);
  g_assert_cmpuint (cr_document_get_position (document), ==, 6);
  assert_shows (document, "x 3 6; w -3.5 18; y - 6; L - 1");
  cr_document_undo (document);
  cr_document_set_position (document, G_MAXUINT);
  g_assert_cmpuint (cr_document_get_position (document), ==, 5);
  assert_shows (document, "x 3 24; w 2 36; y 6 12; L 36 1");
  g_assert_false (cr_document_is_modified (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-timeline/every-position", test_every_position);
  g_test_add_func ("/document-timeline/is-no-edit", test_is_no_edit);
  g_test_add_func ("/document-timeline/value-keeps-position", test_value_keeps_position);
  g_test_add_func ("/document-timeline/kept-by-node", test_kept_by_node);
  g_test_add_func ("/document-timeline/gate-is-gone", test_gate_is_gone);
  g_test_add_func ("/document-timeline/steps-follow-values", test_steps_follow_values);
  g_test_add_func ("/document-timeline/update", test_update);
  return g_test_run ();
}
