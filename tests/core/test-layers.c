/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers that are run as a whole compute what their units compute one by one. */
#include "cr-explanation.h"
#include "cr-loops.h"
#include "graph-builder.h"
#include "net-graph.h"
#include "tape-runs.h"

#include <math.h>
#include <string.h>

static const guint32 widths[] = { 1, 2, 3, 7, 8, 10, 16, 29, 32, 64, 65, 100, 200 };
static const char *const activations[] = { NULL, "tanh", "sigmoid", "relu", "leaky_relu", "softplus" };

static void
assert_near (double a, double b)
{
  if (a == b || (isnan (a) && isnan (b)))
    return;
  g_assert_cmpfloat_with_epsilon (a, b, 1e-12 * fmax (1, fabs (a)));
}

static void
assert_near_numbers (const CrNumbers *a, const CrNumbers *b)
{
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  g_assert_cmpuint (a->width, ==, b->width);
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    assert_near (a->entries[i], b->entries[i]);
}

/* One instruction after the other: no layers, no runs. */
/* Values, gradients, those of parameters, and those of single wires. */
static void
assert_same (CrTape *a, CrTape *b)
{
  CrTapeParameters mine, others;

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (a), node)
    {
      CrNumbers x, y;

      g_assert_true (cr_tape_get_value (a, node->key, &x) && cr_tape_get_value (b, node->key, &y));
      assert_near_numbers (&x, &y);
      if (cr_tape_get_gradient (a, node->key, &x))
        {
          g_assert_true (cr_tape_get_gradient (b, node->key, &y));
          assert_near_numbers (&x, &y);
        }
      for (guint i = 0; i < node->n_operands; i++)
        {
          g_assert_true (cr_tape_get_value (a, node->operands[i], &x));

          gsize size = cr_shape_get_size (x.shape) * x.width;
          g_autofree double *one = g_new (double, size);
          g_autofree double *other = g_new (double, size);

          gboolean is_there = cr_tape_get_wire_gradient (a, node->key, i, one);

          g_assert_cmpint (cr_tape_get_wire_gradient (b, node->key, i, other), ==, is_there);
          for (gsize j = 0; is_there && j < size; j++)
            assert_near (one[j], other[j]);
        }
    }
  cr_tape_get_parameters (a, &mine);
  cr_tape_get_parameters (b, &others);
  for (gsize i = 0; i < mine.n; i++)
    assert_near (mine.gradients[i], others.gradients[i]);
}

static void
assert_layers (const CrGraph *graph, guint32 width)
{
  g_autoptr (CrTape) fused = cr_tape_new (graph);
  g_autoptr (CrTape) stepped = cr_tape_new (graph);

  net_graph_bind (fused, width);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers bound;

      cr_tape_forward (fused);
      g_assert_true (cr_tape_get_value (fused, node->key, &bound));
      if (strcmp (node->gate->name, "input") == 0)
        cr_tape_bind (stepped, node->key, bound.shape, width, bound.entries);
    }
  tape_run (fused);
  tape_run_in_steps (stepped);
  assert_same (fused, stepped);
  /* Nothing is left over from the run before. */
  tape_run (fused);
  assert_same (fused, stepped);
}

static void
test_nets (void)
{
  for (guint round = 0; round < 150; round++)
    {
      guint sizes[5];
      guint n_sizes = g_test_rand_int_range (2, G_N_ELEMENTS (sizes) + 1);
      const char *activation = activations[g_test_rand_int_range (0, G_N_ELEMENTS (activations))];

      for (guint i = 0; i + 1 < n_sizes; i++)
        sizes[i] = g_test_rand_int_range (1, round % 10 == 0 ? 70 : 12);
      sizes[n_sizes - 1] = 1;

      g_autoptr (CrGraph) graph = net_graph_new (sizes, n_sizes, activation, round % 2);

      assert_layers (graph, widths[round % G_N_ELEMENTS (widths)]);
    }
}

/* A unit between others: operands used twice, by two layers, by gates beside; a constant that holds no batch; a unit that ends nowhere. */
static CrGraph *
build_crossed (void)
{
  static const char *const neurons[][2] = {
    { "a", "x y" }, { "b", "x y" }, { "c", "y x" },   { "d", "x x" },   { "e", "a b c" }, { "g", "a b c" }, { "h", "a b c" },
    { "i", "a b c" }, { "j", "a k" }, { "l", "m" },  { "n", "a b c" }, { "o", "e g h i j l" },
  };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_number (builder, "input", "y", 2);
  graph_builder_number (builder, "constant", "k", 3);
  for (guint i = 0; i < G_N_ELEMENTS (neurons); i++)
    {
      CrNode *node;

      graph_builder_gate (builder, "neuron", neurons[i][0], neurons[i][1]);
      node = graph_builder_peek (builder);
      cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find ("leaky_relu"));
      cr_node_set_number (node, cr_gate_find_attribute (node->gate, "alpha"), neurons[i][0][0] == 'h' ? 0.5 : 0.25);
    }
  graph_builder_gate (builder, "mul", "m", "a x");
  graph_builder_gate (builder, "tanh", "t", "b");
  graph_builder_gate (builder, "add", "s", "o t m");
  graph_builder_gate (builder, "squared_error", "f", "s y");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  return cr_graph_with_output (graph, cr_graph_find (graph, "f"));
}

static void
test_crossed (void)
{
  g_autoptr (CrGraph) graph = build_crossed ();

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    assert_layers (graph, widths[i]);
}

/* Faults are of single gates. */
static void
test_faults (void)
{
  g_autoptr (CrGraph) graph = build_crossed ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTape) faulty = cr_tape_new (graph);
  CrNumbers right, wrong;

  cr_tape_bind (tape, cr_graph_find (graph, "x"), (CrShape) { 1, 1 }, 3, (double[]) { 1, 2, 3 });
  cr_tape_bind (faulty, cr_graph_find (graph, "x"), (CrShape) { 1, 1 }, 3, (double[]) { 1, 2, 3 });
  cr_tape_set_fault (faulty, cr_graph_find (graph, "o"), CR_FAULT_SIGN);
  tape_run (tape);
  tape_run (faulty);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "e"), &right));
  g_assert_true (cr_tape_get_gradient (faulty, cr_graph_find (graph, "e"), &wrong));
  for (guint i = 0; i < 3; i++)
    assert_near (right.entries[i], -wrong.entries[i]);
}

/* A label that cannot be used stops what follows, and only that, layers or not; with a good one all is well again. */
static void
test_bad_label (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_number (builder, "input", "y", 0);
  graph_builder_gate (builder, "neuron", "a", "x");
  graph_builder_gate (builder, "neuron", "b", "x");
  graph_builder_gate (builder, "concat", "s", "a b");
  graph_builder_gate (builder, "cross_entropy", "l", "s y");
  graph_builder_gate (builder, "neuron", "after", "l");
  graph_builder_gate (builder, "neuron", "beside", "a b");

  g_autoptr (CrGraph) unnamed = graph_builder_end (builder);
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "l"));
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrTapeInput inputs[] = {
    { cr_graph_find (graph, "x"), { 1, 1 }, (double[]) { 1, 2 }, NULL },
    { cr_graph_find (graph, "y"), { 1, 1 }, (double[]) { 0, 5 }, NULL },
  };
  CrNumbers numbers;

  cr_tape_bind_all (tape, inputs, 2, 2);
  cr_tape_forward (tape);
  g_assert_cmpint (cr_tape_get_state (tape, cr_graph_find (graph, "l")), ==, CR_NODE_ERROR);
  g_assert_cmpint (cr_tape_get_state (tape, cr_graph_find (graph, "after")), ==, CR_NODE_WAITING);
  g_assert_true (cr_tape_get_value (tape, cr_graph_find (graph, "beside"), &numbers));
  g_assert_false (cr_tape_backward (tape, NULL));
  inputs[1].entries = (double[]) { 0, 1 };
  cr_tape_bind_all (tape, inputs, 2, 2);
  tape_run (tape);
  g_assert_true (cr_tape_get_value (tape, cr_graph_find (graph, "after"), &numbers));
}

/* Alpha is a number of the unit: another one may take it out of its layer. */
static void
test_alpha (void)
{
  g_autoptr (CrGraph) graph = build_crossed ();
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, "a")));
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "alpha"), 0.75);

  g_autoptr (CrGraph) other = cr_graph_with_node (graph, node);
  g_autoptr (CrTape) fresh = cr_tape_new (other);

  for (guint i = 0; i < 2; i++)
    {
      CrTape *each = i == 0 ? tape : fresh;

      cr_tape_bind (each, cr_graph_find (graph, "x"), (CrShape) { 1, 1 }, 2, (double[]) { -5, 2 });
      cr_tape_bind (each, cr_graph_find (graph, "y"), (CrShape) { 1, 1 }, 2, (double[]) { -5, 2 });
    }
  tape_run (tape);
  cr_tape_update (tape, other);
  tape_run (tape);
  tape_run (fresh);
  assert_same (tape, fresh);
}

/* --- The loops themselves, of each width of vectors that there is --- */

static void
fill_layer (CrLayer *layer, guint32 width)
{
  layer->n_inputs = g_test_rand_int_range (1, 20);
  layer->n_units = g_test_rand_int_range (1, 20);
  layer->activation = g_test_rand_int_range (CR_LAYER_LINEAR, CR_LAYER_LEAKY_RELU + 1);
  layer->alpha = 0.2;
  layer->weights = 0;
  layer->stride = width + g_test_rand_int_range (0, 2) * 3;
  layer->results = layer->n_units * (layer->n_inputs + 1);
  layer->inputs = g_new (guint32, layer->n_inputs);
  layer->wants_input_gradients = TRUE;
  layer->adds = g_test_rand_bit ();
  for (guint32 i = 0; i < layer->n_inputs; i++)
    layer->inputs[i] = layer->results + layer->n_units * layer->stride + (layer->n_inputs - 1 - i) * width;
}

static void
test_loops (void)
{
  const CrLoops *const *all = cr_loops_get_all ();

  for (guint round = 0; round < 100; round++)
    {
      guint32 width = widths[round % G_N_ELEMENTS (widths)];
      CrLayer layer = { 0 };

      fill_layer (&layer, width);

      /* A tape's rows are whole vectors: so much lies behind the biases at least. */
      gsize n = layer.results + layer.n_units * layer.stride + layer.n_inputs * width + 8;
      g_autofree double *values = g_new (double, 2 * n);
      g_autofree double *first = NULL;

      for (gsize i = 0; i < 2 * n; i++)
        values[i] = g_test_rand_double_range (-1, 1);
      for (guint which = 0; all[which] != NULL; which++)
        {
          g_autofree double *mine = g_memdup2 (values, 2 * n * sizeof (double));

          for (gsize begin = 0; begin < width; begin += CR_LAYER_STRIP)
            all[which]->layer_forward (&layer, mine, begin, MIN (CR_LAYER_STRIP, width - begin));
          for (gsize begin = 0; begin < width; begin += CR_LAYER_STRIP)
            all[which]->layer_backward (&layer, mine, mine + n, begin, MIN (CR_LAYER_STRIP, width - begin));
          for (gsize i = 0; first != NULL && i < 2 * n; i++)
            assert_near (first[i], mine[i]);
          if (first == NULL)
            first = g_steal_pointer (&mine);
        }
      g_free (layer.inputs);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layers/nets", test_nets);
  g_test_add_func ("/layers/crossed", test_crossed);
  g_test_add_func ("/layers/faults", test_faults);
  g_test_add_func ("/layers/bad-label", test_bad_label);
  g_test_add_func ("/layers/alpha", test_alpha);
  g_test_add_func ("/layers/loops", test_loops);
  return g_test_run ();
}
