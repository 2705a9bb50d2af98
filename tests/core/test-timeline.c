/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: its steps, what can be seen at each, and that walking back and forth changes no number. */
#include "cr-timeline.h"
#include "graph-builder.h"
#include "random-graph.h"

/* Lecture row 2: two products, two sums, and the four gates of a sigmoid. */
static CrGraph *
build_neuron (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "parameter", "w0", 2);
  graph_builder_number (builder, "input", "x0", -1);
  graph_builder_number (builder, "parameter", "w1", -3);
  graph_builder_number (builder, "input", "x1", -2);
  graph_builder_number (builder, "parameter", "w2", -3);
  graph_builder_gate (builder, "mul", "p", "w0 x0");
  graph_builder_gate (builder, "mul", "q", "w1 x1");
  graph_builder_gate (builder, "add", "r", "p q");
  graph_builder_gate (builder, "add", "s", "r w2");
  graph_builder_gate (builder, "neg", "a", "s");
  graph_builder_gate (builder, "exp", "b", "a");
  graph_builder_gate (builder, "shift", "c", "b");
  graph_builder_gate (builder, "reciprocal", "f", "c");
  return graph_builder_end (builder);
}

static const char *
get_id (const CrGraph *graph, const CrTimelineStep *step)
{
  return cr_graph_get_node (graph, step->key)->id;
}

/* "fq ff Lf bf bq": phase and gate of every step. */
static char *
describe (const CrGraph *graph, const CrTimeline *timeline)
{
  GString *text = g_string_new (NULL);
  guint n_steps;
  const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_steps);

  for (guint i = 0; i < n_steps; i++)
    g_string_append_printf (text, "%s%c%s", i > 0 ? " " : "", "fLb"[steps[i].phase], get_id (graph, &steps[i]));
  return g_string_free (text, FALSE);
}

static gboolean
has_value (CrTape *tape, const char *id)
{
  CrNumbers numbers;

  return cr_tape_get_value (tape, cr_graph_find (cr_tape_get_graph (tape), id), &numbers);
}

/* The gradient so far; G_MAXDOUBLE where none has come in. */
static double
gradient_of (CrTape *tape, const char *id)
{
  CrNumbers numbers;

  if (!cr_tape_get_gradient (tape, cr_graph_find (cr_tape_get_graph (tape), id), &numbers))
    return G_MAXDOUBLE;
  return numbers.entries[0];
}

static void
test_steps (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  g_autofree char *text = describe (graph, timeline);
  guint first, n_steps;

  g_assert_cmpstr (text, ==, "fq ff Lf bf bq");
  cr_timeline_get_phase (timeline, CR_PHASE_LOSS, &first, &n_steps);
  g_assert_cmpuint (first, ==, 2);
  g_assert_cmpuint (n_steps, ==, 1);
  cr_timeline_get_phase (timeline, CR_PHASE_BACKWARD, &first, &n_steps);
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (n_steps, ==, 2);
}

static void
test_what_is_seen (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  double gradient;
  CrKey f = cr_graph_find (graph, "f");

  cr_timeline_seek (timeline, tape, 0);
  g_assert_true (has_value (tape, "x"));
  g_assert_false (has_value (tape, "q"));
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, G_MAXDOUBLE);
  g_assert_false (cr_tape_is_current (tape));

  cr_timeline_seek (timeline, tape, 1);
  g_assert_true (has_value (tape, "q"));
  g_assert_false (has_value (tape, "f"));

  cr_timeline_seek (timeline, tape, 3);
  g_assert_cmpfloat (gradient_of (tape, "f"), ==, 1);
  g_assert_cmpfloat (gradient_of (tape, "q"), ==, G_MAXDOUBLE);
  g_assert_false (cr_tape_get_wire_gradient (tape, f, 0, &gradient));

  cr_timeline_seek (timeline, tape, 4);
  g_assert_cmpfloat (gradient_of (tape, "q"), ==, -4);
  g_assert_cmpfloat (gradient_of (tape, "z"), ==, 3);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, G_MAXDOUBLE);
  g_assert_true (cr_tape_get_wire_gradient (tape, f, 0, &gradient));
  g_assert_cmpfloat (gradient, ==, -4);

  cr_timeline_seek (timeline, tape, 5);
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, -4);
  g_assert_true (cr_tape_is_current (tape));

  cr_timeline_seek (timeline, tape, 2);
  g_assert_true (has_value (tape, "f"));
  g_assert_cmpfloat (gradient_of (tape, "f"), ==, G_MAXDOUBLE);
}

/* What a gate will send can be known as soon as its own gradient is there, though no wire carries it yet. */
static void
test_products (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  CrKey f = cr_graph_find (graph, "f");
  double product;

  cr_timeline_seek (timeline, tape, 2);
  g_assert_false (cr_tape_get_product (tape, f, 0, &product));
  g_assert_false (cr_tape_has_sent (tape, f));
  cr_timeline_seek (timeline, tape, 3);
  g_assert_true (cr_tape_get_product (tape, f, 0, &product));
  g_assert_cmpfloat (product, ==, -4);
  g_assert_true (cr_tape_get_product (tape, f, 1, &product));
  g_assert_cmpfloat (product, ==, 3);
  g_assert_false (cr_tape_has_sent (tape, f));
  g_assert_false (cr_tape_get_product (tape, cr_graph_find (graph, "q"), 0, &product));
  g_assert_cmpfloat (gradient_of (tape, "q"), ==, G_MAXDOUBLE);
  cr_timeline_seek (timeline, tape, 4);
  g_assert_true (cr_tape_has_sent (tape, f));
  g_assert_false (cr_tape_has_sent (tape, cr_graph_find (graph, "q")));
}

/* x·x: both wires arrive in one step; x + (x·2): they arrive one after the other, and the first is a sum so far. */
static void
test_branches_add_up (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrTimeline) timeline = NULL;

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "square", "s", "x");
  graph_builder_gate (builder, "add", "f", "x s");
  graph = graph_builder_end (builder);
  tape = cr_tape_new (graph);
  timeline = cr_timeline_new (tape);
  cr_timeline_seek (timeline, tape, cr_timeline_find (timeline, CR_PHASE_BACKWARD, cr_graph_find (graph, "f")));
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 1);
  cr_timeline_seek (timeline, tape, cr_timeline_find (timeline, CR_PHASE_BACKWARD, cr_graph_find (graph, "s")));
  g_assert_cmpfloat (gradient_of (tape, "x"), ==, 7);
}

static void
test_grains (void)
{
  g_autoptr (CrGraph) graph = build_neuron ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  g_autofree char *text = describe (graph, timeline);

  g_assert_cmpstr (text, ==, "fp fq fr fs fa fb fc ff Lf bf bc bb ba bs br bq bp");
  g_assert_cmpuint (cr_timeline_move (timeline, 0, CR_GRAIN_OPERATION, 1), ==, 1);
  g_assert_cmpuint (cr_timeline_move (timeline, 0, CR_GRAIN_LAYER, 1), ==, 2);
  g_assert_cmpuint (cr_timeline_move (timeline, 2, CR_GRAIN_LAYER, 1), ==, 3);
  g_assert_cmpuint (cr_timeline_move (timeline, 0, CR_GRAIN_PHASE, 1), ==, 8);
  g_assert_cmpuint (cr_timeline_move (timeline, 8, CR_GRAIN_PHASE, 1), ==, 9);
  g_assert_cmpuint (cr_timeline_move (timeline, 9, CR_GRAIN_PHASE, 1), ==, 17);
  g_assert_cmpuint (cr_timeline_move (timeline, 17, CR_GRAIN_PHASE, 1), ==, 17);
  g_assert_cmpuint (cr_timeline_move (timeline, 17, CR_GRAIN_OPERATION, -1), ==, 16);
  g_assert_cmpuint (cr_timeline_move (timeline, 17, CR_GRAIN_LAYER, -1), ==, 15);
  g_assert_cmpuint (cr_timeline_move (timeline, 17, CR_GRAIN_PHASE, -1), ==, 9);
  g_assert_cmpuint (cr_timeline_move (timeline, 0, CR_GRAIN_PHASE, -1), ==, 0);
}

static void
test_breakpoints (void)
{
  g_autoptr (CrGraph) before = build_neuron ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrTimeline) timeline = NULL;
  CrGraphEdit *edit = cr_graph_edit_begin (before);
  CrNode *node = cr_node_copy (cr_graph_get_node (before, cr_graph_find (before, "s")));

  cr_node_set_breakpoint (node, CR_BREAKPOINT_BACKWARD);
  cr_graph_edit_take_node (edit, node);
  node = cr_node_copy (cr_graph_get_node (before, cr_graph_find (before, "b")));
  cr_node_set_breakpoint (node, CR_BREAKPOINT_FORWARD | CR_BREAKPOINT_BACKWARD);
  cr_graph_edit_take_node (edit, node);
  graph = cr_graph_edit_end (edit);
  tape = cr_tape_new (graph);
  timeline = cr_timeline_new (tape);

  g_assert_cmpuint (cr_timeline_find_stop (timeline, graph, 0, 1), ==, 5);
  g_assert_cmpuint (cr_timeline_find_stop (timeline, graph, 5, 1), ==, 11);
  g_assert_cmpuint (cr_timeline_find_stop (timeline, graph, 11, 1), ==, 13);
  g_assert_cmpuint (cr_timeline_find_stop (timeline, graph, 13, 1), ==, 17);
  g_assert_cmpuint (cr_timeline_find_stop (timeline, graph, 13, -1), ==, 11);
  g_assert_cmpuint (cr_timeline_find_stop (timeline, graph, 5, -1), ==, 0);
}

static void
test_without_output (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrTimeline) timeline = NULL;
  g_autofree char *text = NULL;

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "square", "s", "x");
  graph_builder_gate (builder, "exp", "e", "x");
  graph = graph_builder_end (builder);
  tape = cr_tape_new (graph);
  timeline = cr_timeline_new (tape);
  text = describe (graph, timeline);
  g_assert_cmpstr (text, ==, "fs fe");
  cr_timeline_seek (timeline, tape, 2);
  g_assert_true (has_value (tape, "e"));
}

static void
assert_same (const CrTape *walked, const CrTape *ran, CrKey key)
{
  CrNumbers a, b;
  gboolean has = cr_tape_get_value (walked, key, &a);

  g_assert_cmpint (has, ==, cr_tape_get_value (ran, key, &b));
  for (gsize i = 0; has && i < cr_shape_get_size (a.shape); i++)
    g_assert_true (a.entries[i] == b.entries[i] || (a.entries[i] != a.entries[i] && b.entries[i] != b.entries[i]));
}

/* At every position of a random walk over random graphs: what has run has its value, the very one of the whole pass; the rest has none. */
static void
test_random_walks (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (g_test_rand_int_range (2, 30));
      g_autoptr (CrTape) ran = cr_tape_new (graph);
      g_autoptr (CrTape) walked = cr_tape_new (graph);
      g_autoptr (CrTimeline) timeline = NULL;
      guint n_steps;

      cr_tape_forward (ran);
      cr_tape_forward (walked);
      timeline = cr_timeline_new (walked);

      const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_steps);

      for (guint visit = 0; visit < 20; visit++)
        {
          guint position = g_test_rand_int_range (0, n_steps + 1);

          cr_timeline_seek (timeline, walked, position);
          for (guint i = 0; i < n_steps && steps[i].phase == CR_PHASE_FORWARD; i++)
            {
              CrNumbers numbers;

              g_assert_cmpint (cr_tape_get_value (walked, steps[i].key, &numbers), ==, i < position);
              if (i < position)
                assert_same (walked, ran, steps[i].key);
            }
        }
    }
}

/* --- The update --- */

static CrGraph *
build_trained_neuron (void)
{
  g_autoptr (CrGraph) plain = build_neuron ();
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (plain));

  parts->training = cr_training_new ();
  return cr_graph_with_parts (plain, parts);
}

/* Of a graph that is to be trained the parameters are updated at the end, all at once. */
static void
test_update_steps (void)
{
  g_autoptr (CrGraph) graph = build_trained_neuron ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  guint first, n_steps, n_all;

  cr_timeline_get_steps (timeline, &n_all);
  cr_timeline_get_phase (timeline, CR_PHASE_UPDATE, &first, &n_steps);
  g_assert_cmpuint (first, ==, 17);
  g_assert_cmpuint (cr_timeline_get_pass_end (timeline), ==, 17);
  g_assert_cmpuint (n_steps, ==, 3);
  g_assert_cmpuint (n_all, ==, 20);
  g_assert_cmpuint (cr_timeline_move (timeline, 17, CR_GRAIN_LAYER, 1), ==, 20);
  for (guint position = 17; position <= 20; position++) /* told, since nobody has said what it makes */
    {
      cr_timeline_seek (timeline, tape, position);
      g_assert_cmpfloat_with_epsilon (gradient_of (tape, "w1"), -5.43656365691809, 1e-12); /* −2 e */
    }
}

static double
value_of (CrTape *tape, const char *id)
{
  CrNumbers value;

  g_assert_true (cr_tape_get_value (tape, cr_graph_find (cr_tape_get_graph (tape), id), &value));
  return value.entries[0];
}

/* Step by step each parameter is what the update makes of it, and what depends on it is not computed yet; gradients stay, and what explains
 * them. Going back brings all of it back, and the next pass is that of the parameters as they were. */
static void
test_update_shows (void)
{
  g_autoptr (CrGraph) graph = build_trained_neuron ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  g_autofree double *after = NULL;
  CrTapeParameters parameters;
  double before, product;
  const CrTimelineStep *steps;
  guint n_all;

  steps = cr_timeline_get_steps (timeline, &n_all);
  cr_timeline_seek (timeline, tape, 17);
  cr_tape_get_parameters (tape, &parameters);
  g_assert_cmpuint (parameters.n, ==, 3);
  after = g_memdup2 (parameters.values, parameters.n * sizeof (double));
  for (gsize i = 0; i < parameters.n; i++)
    after[i] -= 0.5 * parameters.gradients[i];
  cr_timeline_set_update (timeline, after, parameters.n);
  for (guint position = 18; position <= n_all; position++)
    {
      const char *id = cr_graph_get_node (graph, steps[position - 1].key)->id;

      cr_timeline_seek (timeline, tape, position - 1);
      before = value_of (tape, id);
      cr_timeline_seek (timeline, tape, position);
      g_assert_cmpfloat (value_of (tape, id), ==, before - 0.5 * gradient_of (tape, id));
      g_assert_false (has_value (tape, "f"));
      g_assert_true (has_value (tape, "x0"));
    }
  g_assert_false (has_value (tape, "p"));
  g_assert_cmpfloat_with_epsilon (gradient_of (tape, "w1"), -5.43656365691809, 1e-12);
  g_assert_true (cr_tape_get_product (tape, cr_graph_find (graph, "q"), 0, &product));
  g_assert_cmpfloat_with_epsilon (product, -5.43656365691809, 1e-12);
  cr_timeline_seek (timeline, tape, 17);
  g_assert_cmpfloat (value_of (tape, "w0"), ==, parameters.values[0]);
  g_assert_true (has_value (tape, "f"));
  cr_timeline_seek (timeline, tape, 20);
  cr_tape_forward (tape);
  g_assert_true (has_value (tape, "f"));
  g_assert_cmpfloat (value_of (tape, "w0"), ==, parameters.values[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/steps", test_steps);
  g_test_add_func ("/timeline/what-is-seen", test_what_is_seen);
  g_test_add_func ("/timeline/products", test_products);
  g_test_add_func ("/timeline/branches-add-up", test_branches_add_up);
  g_test_add_func ("/timeline/grains", test_grains);
  g_test_add_func ("/timeline/breakpoints", test_breakpoints);
  g_test_add_func ("/timeline/without-output", test_without_output);
  g_test_add_func ("/timeline/random-walks", test_random_walks);
  g_test_add_func ("/timeline/update-steps", test_update_steps);
  g_test_add_func ("/timeline/update-shows", test_update_shows);
  return g_test_run ();
}
