/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does to a graph: adding with free ids, moving, values, wires and their refusals, copies. */
#include "cr-edits-fit.h"
#include "cr-edits.h"
#include "cr-geometry.h"
#include "cr-step-names.h"
#include "graph-builder.h"

#include <string.h>

/* (x + y) z with a column, a matrix and a label to be refused. */
static CrGraph *
make_graph (void)
{
  static const double entries[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "add", "q", "x y");
  graph_builder_gate (builder, "mul", "f", "q z");
  graph_builder_matrix (builder, "parameter", "W", 2, 3, entries);
  graph_builder_matrix (builder, "input", "c", 4, 1, entries);
  graph_builder_gate (builder, "matmul", "m", "W -");
  return graph_builder_end (builder);
}

static CrTape *
make_tape (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  return tape;
}

static const CrNode *
find (const CrGraph *graph, const char *id)
{
  return cr_graph_get_node (graph, cr_graph_find (graph, id));
}

static void
test_added_gates_get_free_ids (void)
{
  static const struct
  {
    const char *gate;
    const char *id;
  } cases[] = {
    { "input", "u" },         { "input", "v" },           { "input", "x_2" }, { "parameter", "w" }, { "parameter", "w_2" }, { "constant", "c_2" },
    { "squared_error", "L" }, { "squared_error", "L_2" }, { "add", "r" },     { "mul", "s" },       { "neuron", "h" },
  };
  g_autoptr (CrGraph) graph = make_graph ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CrKey key;
      CrGraph *more = cr_edit_add (graph, cr_gate_find (cases[i].gate), (CrPoint) { 24, 48 }, &key);

      g_assert_cmpstr (cr_graph_get_node (more, key)->id, ==, cases[i].id);
      g_assert_cmpfloat (cr_graph_get_node (more, key)->place.y, ==, 48);
      cr_graph_unref (graph);
      graph = more;
    }
}

static void
test_moving_leaves_the_others (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  CrKey key;
  g_autoptr (CrGraph) placed = cr_edit_add (graph, cr_gate_find ("add"), (CrPoint) { 24, 48 }, &key);
  g_autoptr (CrGraph) moved = cr_edit_move (placed, &key, 1, 12, -24);

  g_assert_cmpfloat (cr_graph_get_node (moved, key)->place.x, ==, 36);
  g_assert_cmpfloat (cr_graph_get_node (moved, key)->place.y, ==, 24);
  g_assert_true (find (moved, "x") == find (graph, "x"));
}

static void
test_values (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrTape) tape = make_tape (graph);
  CrKey key = cr_graph_find (graph, "W");
  g_autoptr (CrMatrix) value = cr_edit_get_value (graph, tape, key);
  g_autoptr (CrMatrix) changed = cr_edit_with_entry (value, 4, -1);
  g_autoptr (CrGraph) edited = cr_edit_set_value (graph, key, changed);

  g_assert_cmpfloat (value->entries[4], ==, 5);
  g_assert_cmpfloat (cr_node_get_matrix (cr_graph_get_node (edited, key), "value")->entries[4], ==, -1);
  g_assert_cmpfloat (cr_node_get_matrix (cr_graph_get_node (edited, key), "value")->entries[3], ==, 4);
  g_assert_null (cr_edit_get_value (graph, tape, cr_graph_find (graph, "q")));
}

static void
test_a_random_value_becomes_a_written_one (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrGraph) edited = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrMatrix) drawn = NULL;
  CrInit init = { .normal = TRUE, .shape = { 2, 2 }, .scale = 1, .seed = 3 };
  CrKey key;

  graph_builder_number (builder, "parameter", "W", 0);
  cr_node_unset (graph_builder_peek (builder), 0);
  cr_node_set_init (graph_builder_peek (builder), 1, &init);
  graph = graph_builder_end (builder);
  tape = make_tape (graph);
  key = cr_graph_find (graph, "W");
  drawn = cr_edit_get_value (graph, tape, key);
  g_assert_cmpuint (cr_shape_get_size (drawn->shape), ==, 4);
  g_assert_cmpfloat (drawn->entries[0], !=, 0);

  edited = cr_edit_set_value (graph, key, drawn);
  g_assert_null (cr_node_get_attribute (find (edited, "W"), "init"));
  g_assert_true (cr_matrix_equal (cr_node_get_matrix (find (edited, "W"), "value"), drawn));
}

static void
test_a_wire_replaces_what_was_there (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrTape) tape = make_tape (graph);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) wired = cr_edit_wire (graph, tape, cr_graph_find (graph, "z"), cr_graph_find (graph, "q"), 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (find (wired, "q")->operands[1], ==, cr_graph_find (graph, "z"));
  g_assert_cmpuint (find (wired, "q")->operands[0], ==, cr_graph_find (graph, "x"));
}

static void
test_a_wire_more_where_the_gate_takes_more (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrTape) tape = make_tape (graph);
  g_autoptr (CrGraph) wired = cr_edit_wire (graph, tape, cr_graph_find (graph, "z"), cr_graph_find (graph, "q"), 2, NULL);

  g_assert_cmpuint (find (wired, "q")->n_operands, ==, 3);
}

static void
assert_refused (const char *from, const char *to, guint operand, int code, const char *piece, const char *other_piece)
{
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrTape) tape = make_tape (graph);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) wired = cr_edit_wire (graph, tape, cr_graph_find (graph, from), cr_graph_find (graph, to), operand, &error);

  g_assert_null (wired);
  g_assert_error (error, CR_ERROR, code);
  g_assert_nonnull (strstr (error->message, piece));
  g_assert_nonnull (strstr (error->message, other_piece));
}

static void
test_wires_that_may_not_be_say_why (void)
{
  assert_refused ("f", "q", 0, CR_ERROR_LOOP, "f", "q");
  assert_refused ("q", "q", 0, CR_ERROR_LOOP, "q", "q");
  assert_refused ("c", "m", 1, CR_ERROR_SHAPE, "2×3", "4×1");
}

/* Whether an operand of @to takes the value of @from, by trying each of them. */
static gboolean
takes_anywhere (const CrGraph *graph, CrTape *tape, const CrNode *from, const CrNode *to)
{
  for (guint i = 0; i <= to->n_operands && i < to->gate->maximum_operands; i++)
    {
      g_autoptr (CrGraph) wired = cr_edit_wire (graph, tape, from->key, to->key, i, NULL);

      if (wired != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What steps back while a wire is dragged is just what refuses it everywhere: every pair of nodes is tried, both ways. */
static void
test_unfit_is_what_refuses (void)
{
  static const double entries[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  guint n_unfit = 0;

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_matrix (builder, "parameter", "W", 2, 3, entries);
  graph_builder_matrix (builder, "input", "v", 3, 1, entries);
  graph_builder_matrix (builder, "input", "c", 4, 1, entries);
  graph_builder_gate (builder, "matmul", "m", "W v");
  graph_builder_gate (builder, "sumsq", "s", "m");
  graph_builder_gate (builder, "add", "q", "x s");
  graph_builder_gate (builder, "add", "a", "c c");
  graph_builder_gate (builder, "sub", "p", "- x");
  graph_builder_gate (builder, "dot", "d", "a -");
  graph = graph_builder_end (builder);
  tape = make_tape (graph);

  CR_GRAPH_FOR_EACH (graph, from)
    {
      g_autofree gboolean *takers = cr_edit_find_unfit_takers (graph, tape, from->key);

      CR_GRAPH_FOR_EACH (graph, to)
        {
          gboolean is_unfit = to != from && to->gate->maximum_operands > 0 && !takes_anywhere (graph, tape, from, to);

          g_assert_cmpint (takers[to->key], ==, is_unfit);
          n_unfit += is_unfit;
          for (guint i = 0; i < to->n_operands; i++)
            {
              g_autofree gboolean *feeders = cr_edit_find_unfit_feeders (graph, tape, to->key, i);
              g_autoptr (CrGraph) wired = cr_edit_wire (graph, tape, from->key, to->key, i, NULL);

              g_assert_cmpint (feeders[from->key], ==, from != to && wired == NULL);
            }
        }
    }
  g_assert_cmpuint (n_unfit, >=, 8);
}

static void
test_a_wire_is_moved_in_one_step (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrTape) tape = make_tape (graph);
  CrKey q = cr_graph_find (graph, "q"), f = cr_graph_find (graph, "f");
  g_autoptr (CrGraph) moved = cr_edit_rewire (graph, tape, q, 1, f, 1, NULL);
  g_autoptr (CrGraph) within = cr_edit_rewire (graph, tape, f, 1, f, 0, NULL);

  g_assert_cmpuint (find (moved, "f")->operands[1], ==, cr_graph_find (graph, "y"));
  g_assert_cmpuint (find (moved, "q")->operands[1], ==, CR_KEY_NONE);
  g_assert_cmpuint (find (within, "f")->operands[0], ==, cr_graph_find (graph, "z"));
  g_assert_cmpuint (find (within, "f")->operands[1], ==, CR_KEY_NONE);
}

static void
test_steps_have_names (void)
{
  g_autoptr (CrGraph) graph = make_graph ();
  CrKey keys[] = { cr_graph_find (graph, "q"), cr_graph_find (graph, "f") };
  g_autofree char *one = cr_step_name_move (graph, keys, 1);
  g_autofree char *two = cr_step_name_delete (graph, keys, 2);
  g_autofree char *wire = cr_step_name_wire (graph, keys[0], keys[1], 1);

  g_assert_cmpstr (one, ==, "Move q");
  g_assert_cmpstr (two, ==, "Delete 2 nodes");
  g_assert_cmpstr (wire, ==, "Wire q to f");
}

static void
move (CrGraph **graph, const char *id, double x, double y)
{
  CrGraphEdit *edit = cr_graph_edit_begin (*graph);

  cr_graph_edit_move (edit, cr_graph_find (*graph, id), x, y);
  cr_graph_unref (*graph);
  *graph = cr_graph_edit_end (edit);
}

/* Of x, y, z in a column and q beside them, x becomes 4×4: y makes room, and z for y, and q; what is far stays, and what was covered before. */
static void
test_a_source_that_grows_gets_room (void)
{
  static const struct
  {
    const char *id;
    double x, y;
  } places[] = { { "x", 0, 0 }, { "y", 0, 84 }, { "z", 0, 168 }, { "q", 120, 24 }, { "f", 600, 0 }, { "W", 600, 300 }, { "c", 600, 310 }, { "m", 900, 0 } };
  g_autoptr (CrGraph) graph = make_graph ();
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrGraph) same = NULL;
  g_autoptr (CrGraph) spread = NULL;
  CrBody body;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    move (&graph, places[i].id, places[i].x, places[i].y);
  tape = make_tape (graph);
  same = cr_edit_make_room (graph, tape, cr_graph_find (graph, "x"), (CrShape) { 1, 1 });
  g_assert_true (same == graph);
  spread = cr_edit_make_room (graph, tape, cr_graph_find (graph, "x"), (CrShape) { 4, 4 });
  g_assert_cmpfloat (find (spread, "x")->place.y, ==, 0);
  body = cr_body_for_node (find (spread, "x"), (CrShape) { 4, 4 });
  g_assert_cmpfloat (find (spread, "y")->place.y, >=, body.height / 2 + 44 / 2 + 12);
  g_assert_cmpfloat (find (spread, "z")->place.y, >=, find (spread, "y")->place.y + 44 + 12);
  g_assert_cmpfloat (find (spread, "y")->place.x, ==, 0);
  g_assert_cmpfloat (find (spread, "q")->place.x, >, 120);
  for (guint i = 4; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpfloat (find (spread, places[i].id)->place.x, ==, places[i].x);
      g_assert_cmpfloat (find (spread, places[i].id)->place.y, ==, places[i].y);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/added-gates-get-free-ids", test_added_gates_get_free_ids);
  g_test_add_func ("/edits/moving-leaves-the-others", test_moving_leaves_the_others);
  g_test_add_func ("/edits/values", test_values);
  g_test_add_func ("/edits/a-random-value-becomes-a-written-one", test_a_random_value_becomes_a_written_one);
  g_test_add_func ("/edits/a-wire-replaces-what-was-there", test_a_wire_replaces_what_was_there);
  g_test_add_func ("/edits/a-wire-more-where-the-gate-takes-more", test_a_wire_more_where_the_gate_takes_more);
  g_test_add_func ("/edits/wires-that-may-not-be-say-why", test_wires_that_may_not_be_say_why);
  g_test_add_func ("/edits/unfit-is-what-refuses", test_unfit_is_what_refuses);
  g_test_add_func ("/edits/a-wire-is-moved-in-one-step", test_a_wire_is_moved_in_one_step);
  g_test_add_func ("/edits/steps-have-names", test_steps_have_names);
  g_test_add_func ("/edits/room", test_a_source_that_grows_gets_room);
  return g_test_run ();
}
