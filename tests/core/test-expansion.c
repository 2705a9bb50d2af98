/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unfolding, by walking the gate table: every unit with every activation, every composite gate; values and gradients stay, and what was
 * unfolded folds back. */
#include "expanded-graph.h"
#include "gate-cases.h"
#include "graph-builder.h"

#include <math.h>
#include <string.h>

/* --- Composite gates --- */

/* Until nothing in the group of y unfolds: what it is in the end made of. */
static CrGraph *
expand_to_the_ground (const CrGraph *graph)
{
  g_autoptr (CrGraph) current = cr_graph_ref (graph);

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
      CrGraph *next;

      CR_GRAPH_FOR_EACH (current, node)
        {
          if (node->gate->expansion != NULL)
            g_array_append_val (keys, node->key);
        }
      next = cr_graph_expanded (current, (CrKey *) keys->data, keys->len, CR_EXPANSION_GATES, NULL);
      g_assert_nonnull (next);
      cr_graph_unref (current);
      current = next;
    }
  return g_steal_pointer (&current);
}

static void
check_composite (const CrGate *gate, const CrShape *operands, guint n_operands)
{
  if (gate->expansion == NULL || cr_gate_is_unit (gate))
    return;

  g_autoptr (CrGraph) graph = gate_case_build (gate, operands, n_operands);
  g_autoptr (CrGraph) expanded = expanded_graph_new (graph, "y", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) ground = expand_to_the_ground (graph);
  const CrGroup *group = expanded_graph_get_group (expanded, "y");

  g_assert_cmpstr (group->id, ==, "y_gates");
  g_assert_cmpstr (group->title, ==, "y");
  g_assert_false (cr_graph_get_node (expanded, cr_graph_find (expanded, "y"))->gate == gate);
  assert_same_numbers (graph, expanded, 30);
  assert_same_numbers (graph, ground, 30);
  assert_folds_back (graph, expanded, "y", TRUE);
}

static void
test_composites (void)
{
  for (guint round = 0; round < 30; round++)
    gate_cases_for_each (check_composite);
}

/* Which gates are composite, and which are not taken apart: docs/FORMAT.md says so too. */
static void
test_what_unfolds (void)
{
  static const char *const primitive[] = { "input", "parameter", "constant", "add", "mul", "max", "min", "neg", "scale", "shift",
                                           "reciprocal", "power", "sqrt", "exp", "log", "sin", "cos", "gelu", "matmul", "transpose",
                                           "sum", "concat", "pick", "binary_cross_entropy", "hinge", NULL };
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      g_autofree char *text = cr_gate_describe_expansion (gates[i]);

      g_assert_true ((text == NULL) == g_strv_contains (primitive, gates[i]->name));
    }

  g_autofree char *sigmoid = cr_gate_describe_expansion (cr_gate_find ("sigmoid"));

  g_assert_cmpstr (sigmoid, ==, "scale −1, exp, shift 1, reciprocal");
}

/* Attributes at and beside their defaults, also those that a step is left out for. */
static void
test_attributes (void)
{
  static const struct
  {
    const char *gate;
    gboolean is_set;
    double number;
  } cases[] = {
    { "squared_error", FALSE, 1 }, { "squared_error", TRUE, 0.5 }, { "squared_error", TRUE, 1 }, { "squared_error", TRUE, 0 },
    { "svm", FALSE, 1 },           { "svm", TRUE, 0.25 },          { "svm", TRUE, -2 },
    { "leaky_relu", FALSE, 0.1 },   { "leaky_relu", TRUE, 0 },    { "leaky_relu", TRUE, 1 },
    { "elu", FALSE, 1 },           { "elu", TRUE, -0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();
      const CrGate *gate = cr_gate_find (cases[i].gate);

      graph_builder_matrix (builder, "input", "a", strcmp (gate->name, "svm") == 0 ? 3 : 1, 1, (double[]) { 0.4, -1.3, 0.9 });
      graph_builder_number (builder, "constant", "b", 1);
      graph_builder_gate (builder, gate->name, "y", gate->minimum_operands == 2 ? "a b" : "a");
      if (cases[i].is_set)
        cr_node_set_number (graph_builder_peek (builder), 0, cases[i].number);

      g_autoptr (CrGraph) named = graph_builder_end (builder);
      g_autoptr (CrGraph) graph = cr_graph_with_output (named, cr_graph_find (named, "y"));
      g_autoptr (CrGraph) expanded = expanded_graph_new (graph, "y", CR_EXPANSION_GATES);

      assert_same_numbers (graph, expanded, 1);
      assert_folds_back (graph, expanded, "y", TRUE);
    }
}

/* --- Units --- */

/* The parameters that a unit became: all values, and all gradients, weights and biases each in order. */
static void
gather (const CrGraph *graph, CrTape *tape, const char *unit, gboolean bias, gboolean gradients, GArray *numbers)
{
  const CrGroup *group = expanded_graph_get_group (graph, unit);

  for (guint i = 0; i < group->members->len; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, g_array_index (group->members, CrKey, i));
      CrNumbers entries;

      if (strcmp (node->gate->name, "parameter") != 0 || (cr_node_get_number (node, "decay") == 0) != bias)
        continue;
      g_assert_true (gradients ? cr_tape_get_gradient (tape, node->key, &entries) : cr_tape_get_value (tape, node->key, &entries));
      g_array_append_vals (numbers, entries.entries, cr_shape_get_size (entries.shape));
    }
}

/* What training would change is the same before and after: to the bit the numbers, nearly the gradients. */
static void
assert_same_parameters (const CrGraph *before, const CrGraph *after, const char *unit)
{
  g_autoptr (CrTape) tape = expanded_graph_run (before);
  g_autoptr (CrTape) other = expanded_graph_run (after);
  const CrNode *node = cr_graph_get_node (before, cr_graph_find (before, unit));

  for (guint bias = 0; bias < 2; bias++)
    for (guint gradients = 0; gradients < 2; gradients++)
      {
        g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
        guint attribute = cr_gate_find_attribute (node->gate, bias ? "bias" : "weights");
        CrNumbers own;

        gather (after, other, unit, bias, gradients, numbers);
        g_assert_true (gradients ? cr_tape_get_parameter_gradient (tape, node->key, attribute, &own)
                                 : cr_tape_get_parameter_value (tape, node->key, attribute, &own));
        g_assert_cmpuint (numbers->len, ==, cr_shape_get_size (own.shape));
        for (guint i = 0; i < numbers->len; i++)
          if (gradients)
            assert_near_number (g_array_index (numbers, double, i), own.entries[i], 50);
          else
            g_assert_cmpfloat (g_array_index (numbers, double, i), ==, own.entries[i]);
      }
}

static void
check_unit (const char *gate, const CrGate *activation, gboolean given, gboolean with_alpha)
{
  g_autoptr (CrGraph) graph = expanded_graph_build_unit (gate, activation, given, with_alpha);
  g_autoptr (CrGraph) expanded = expanded_graph_new (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) ground = expand_to_the_ground (expanded);

  assert_same_numbers (graph, expanded, 50);
  assert_same_numbers (graph, ground, 50);
  assert_same_parameters (graph, expanded, "u");
  assert_folds_back (graph, expanded, "u", given);
  if (strcmp (gate, "dense") != 0)
    return;

  g_autoptr (CrGraph) neurons = expanded_graph_new (graph, "u", CR_EXPANSION_NEURONS);
  g_autoptr (CrGraph) gates = expand_to_the_ground (neurons);

  assert_same_numbers (graph, neurons, 50);
  assert_same_numbers (graph, gates, 50);
  assert_folds_back (graph, neurons, "u", given);
}

static void
test_units (void)
{
  guint n_gates, n_activations = 0;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < 5 * n_gates; i++)
    {
      const CrGate *activation = gates[i % n_gates];

      if (!cr_gate_is_activation (activation))
        continue;
      n_activations++;
      for (guint given = 0; given < 2; given++)
        {
          check_unit ("neuron", activation, given, FALSE);
          check_unit ("dense", activation, given, FALSE);
          if (activation->n_attributes > 0)
            {
              check_unit ("neuron", activation, given, TRUE);
              check_unit ("dense", activation, given, TRUE);
            }
        }
    }
  g_assert_cmpuint (n_activations, >=, 5 * 15);
  for (guint given = 0; given < 2; given++)
    {
      check_unit ("neuron", NULL, given, FALSE);
      check_unit ("dense", NULL, given, FALSE);
      check_unit ("maxout", NULL, given, FALSE);
    }
}

/* A layer unfolds into neurons, each of those into gates, and all of it folds back at once, from the innermost groups outward. */
static void
test_scales (void)
{
  g_autoptr (CrGraph) graph = expanded_graph_build_unit ("dense", cr_gate_find ("tanh"), TRUE, FALSE);
  g_autoptr (CrGraph) neurons = expanded_graph_new (graph, "u", CR_EXPANSION_NEURONS);
  CrKey keys[] = { cr_graph_find (neurons, "u_0"), cr_graph_find (neurons, "u_1") };
  g_autoptr (CrGraph) gates = cr_graph_expanded (neurons, keys, 2, CR_EXPANSION_GATES, NULL);
  const CrGroup *inner = expanded_graph_get_group (gates, "u_0_w0");

  g_assert_cmpstr (inner->title, ==, "u_0");
  g_assert_true (cr_parts_get_group_of (cr_graph_get_parts (gates), inner->key) == expanded_graph_get_group (gates, "u"));
  assert_same_numbers (graph, gates, 50);
  assert_folds_back (graph, gates, "u", TRUE);
}

/* --- What goes on meaning the same --- */

static CrGraph *
with_training (const CrGraph *graph, const CrInitial *initial)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGraph *trained;

  parts->training = cr_training_new ();
  parts->training->loss = cr_graph_find (graph, "u");
  parts->training->seed = 7;
  cr_training_set_initial (parts->training, initial);
  trained = cr_graph_with_parts (graph, parts);
  cr_parts_unref (parts);
  return trained;
}

static double
start_of (const CrGraph *graph, const char *id)
{
  return cr_training_find_initial (cr_graph_get_parts (graph)->training, cr_graph_find (graph, id))->value->entries[0];
}

/* Output, loss, where training started, id, label, note, stops, hiding; there and back. */
static void
test_what_stays (void)
{
  g_autoptr (CrGraph) plain = expanded_graph_build_unit ("neuron", cr_gate_find ("tanh"), TRUE, FALSE);
  CrKey u = cr_graph_find (plain, "u");
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (plain, u));
  g_autoptr (CrMatrix) weights = cr_matrix_new (3, 1, (double[]) { 10, 20, 30 });
  g_autoptr (CrMatrix) bias = cr_matrix_new_number (40);

  cr_node_set_label (node, "h₁");
  cr_node_set_note (node, "a note");
  cr_node_set_breakpoint (node, CR_BREAKPOINT_BACKWARD);
  cr_node_set_hide (node, CR_HIDE_GRADIENT);
  cr_node_set_extra (node, "{\"mine\": 1}");
  cr_node_set_place (node, 300, 200);

  g_autoptr (CrGraph) dressed = cr_graph_with_node (plain, node);
  g_autoptr (CrGraph) graph = with_training (dressed, &(CrInitial) { u, NULL, weights, bias });
  g_autoptr (CrGraph) expanded = expanded_graph_new (graph, "u", CR_EXPANSION_GATES);
  const CrNode *last = cr_graph_get_node (expanded, u);
  const CrGroup *group = expanded_graph_get_group (expanded, "u");

  g_assert_cmpstr (last->gate->name, ==, "tanh");
  g_assert_cmpstr (last->id, ==, "u");
  g_assert_cmpstr (last->label, ==, "h₁");
  g_assert_cmpstr (last->note, ==, "a note");
  g_assert_cmpstr (last->extra, ==, "{\"mine\": 1}");
  g_assert_cmpuint (last->breakpoint, ==, CR_BREAKPOINT_BACKWARD);
  g_assert_cmpuint (last->hide, ==, CR_HIDE_GRADIENT);
  g_assert_cmpstr (group->title, ==, "h₁");
  g_assert_true (group->has_place && group->place.x == 300 && group->place.y == 200);
  g_assert_cmpuint (cr_graph_get_parts (expanded)->training->loss, ==, u);
  g_assert_null (cr_training_find_initial (cr_graph_get_parts (expanded)->training, u));
  g_assert_cmpfloat (start_of (expanded, "u_w0"), ==, 10);
  g_assert_cmpfloat (start_of (expanded, "u_w2"), ==, 30);
  g_assert_cmpfloat (start_of (expanded, "u_b"), ==, 40);
  assert_folds_back (graph, expanded, "u", TRUE);

  g_autoptr (CrGraph) folded = expanded_graph_fold (expanded, "u");
  const CrTraining *training = cr_graph_get_parts (folded)->training;

  g_assert_cmpuint (training->initial->len, ==, 1);
  g_assert_true (cr_matrix_equal (cr_training_find_initial (training, u)->weights, weights));
  g_assert_true (cr_matrix_equal (cr_training_find_initial (training, u)->bias, bias));
  g_assert_true (cr_graph_get_node (folded, u)->place.x == 300 && cr_graph_get_node (folded, u)->place.y == 200);
}

/* Weights that are drawn keep the numbers of that run's seed. */
static void
test_seed (void)
{
  g_autoptr (CrGraph) plain = expanded_graph_build_unit ("dense", cr_gate_find ("relu"), FALSE, FALSE);
  CrKey u = cr_graph_find (plain, "u");
  g_autoptr (CrMatrix) none = cr_matrix_new_number (0);
  g_autoptr (CrGraph) graph = with_training (plain, &(CrInitial) { u, none, NULL, NULL });
  g_autoptr (CrGraph) expanded = expanded_graph_new (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) before = cr_graph_with_output (graph, cr_graph_find (graph, "f"));

  assert_same_parameters (before, expanded, "u");
}

/* Ids are free, valid and short enough. */
static void
test_ids (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const char *longest = "a123456789012345678901234567890123456789012345678901234567890123";

  graph_builder_number (builder, "input", "x", 2);
  graph_builder_number (builder, "input", "n_w0", 3);
  graph_builder_gate (builder, "neuron", "n", "x n_w0");
  graph_builder_gate (builder, "neuron", longest, "n");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  CrKey keys[] = { cr_graph_find (graph, "n"), cr_graph_find (graph, longest) };
  g_autoptr (CrGraph) expanded = cr_graph_expanded (graph, keys, 2, CR_EXPANSION_GATES, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (cr_graph_find (expanded, "n_w0_2") != CR_KEY_NONE);
  CR_GRAPH_FOR_EACH (expanded, node)
    {
      g_assert_true (cr_id_is_valid (node->id));
      g_assert_true (g_hash_table_add (ids, node->id));
    }
}

/* --- Places --- */

static gboolean
overlap (const CrNode *a, const CrNode *b)
{
  return fabs (a->place.x - b->place.x) < 100 && fabs (a->place.y - b->place.y) < 60;
}

/* A 2-3-1 net on a narrow grid: nothing lies on anything, columns keep their order, and every wire still goes to the right. */
static void
test_room (void)
{
  static const struct
  {
    const char *id;
    const char *operands;
    double x, y;
  } nodes[] = {
    { "x0", NULL, 80, 120 },    { "x1", NULL, 80, 240 },    { "a", "x0 x1", 240, 84 },
    { "b", "x0 x1", 240, 180 }, { "c", "x0 x1", 240, 276 }, { "o", "a b c", 400, 180 },
  };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  CrKey keys[4];

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      if (nodes[i].operands != NULL)
        graph_builder_gate (builder, "neuron", nodes[i].id, nodes[i].operands);
      else
        graph_builder_number (builder, "input", nodes[i].id, 1);
      cr_node_set_place (graph_builder_peek (builder), nodes[i].x, nodes[i].y);
    }

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  for (guint i = 0; i < 4; i++)
    keys[i] = cr_graph_find (graph, nodes[i + 2].id);

  g_autoptr (CrGraph) expanded = cr_graph_expanded (graph, keys, 4, CR_EXPANSION_GATES, NULL);

  CR_GRAPH_FOR_EACH (expanded, node)
    {
      g_assert_true (node->has_place);
      for (const CrNode *other = cr_graph_get_next (expanded, node->key); other != NULL;
           other = cr_graph_get_next (expanded, other->key))
        if (overlap (node, other))
          g_error ("%s lies on %s", node->id, other->id);
      for (guint i = 0; i < node->n_operands; i++)
        g_assert_cmpfloat (cr_graph_get_node (expanded, node->operands[i])->place.x, <, node->place.x);
    }
}

/* Without a place none is given. */
static void
test_no_places (void)
{
  g_autoptr (CrGraph) graph = expanded_graph_build_unit ("neuron", NULL, TRUE, FALSE);
  g_autoptr (CrGraph) expanded = expanded_graph_new (graph, "u", CR_EXPANSION_GATES);

  CR_GRAPH_FOR_EACH (expanded, node)
    {
      g_assert_false (node->has_place);
    }
  g_assert_false (expanded_graph_get_group (expanded, "u")->has_place);
}

/* --- What is refused --- */

static char *
refuse_expansion (const CrGraph *graph, const char *id, CrError code)
{
  CrKey key = cr_graph_find (graph, id);
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_graph_expanded (graph, &key, 1, CR_EXPANSION_GATES, &error));
  g_assert_error (error, CR_ERROR, (int) code);
  return g_strdup (error->message);
}

static void
test_refused_expansions (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 2);
  graph_builder_matrix (builder, "input", "v", 3, 1, (double[]) { 1, 2, 3 });
  graph_builder_gate (builder, "exp", "e", "x");
  graph_builder_gate (builder, "neuron", "wrong", "v");
  graph_builder_gate (builder, "dense", "open", "-");
  graph_builder_gate (builder, "mean", "waits", "open");
  graph_builder_gate (builder, "sub", "half", "- x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autofree char *plain = refuse_expansion (graph, "e", CR_ERROR_OPERAND);
  g_autofree char *source = refuse_expansion (graph, "x", CR_ERROR_OPERAND);
  g_autofree char *wrong = refuse_expansion (graph, "wrong", CR_ERROR_SHAPE);
  g_autofree char *open = refuse_expansion (graph, "open", CR_ERROR_SHAPE);
  g_autofree char *waits = refuse_expansion (graph, "waits", CR_ERROR_SHAPE);
  g_autoptr (CrGraph) half = expanded_graph_new (graph, "half", CR_EXPANSION_GATES);

  g_assert_cmpstr (plain, ==, "e does not unfold: exp stands for no simpler gates");
  g_assert_nonnull (strstr (source, "x does not unfold"));
  g_assert_nonnull (strstr (wrong, "wrong cannot be unfolded while it is in error"));
  g_assert_nonnull (strstr (open, "open cannot be unfolded"));
  g_assert_nonnull (strstr (waits, "waits cannot be unfolded"));
  /* What is open stays open. */
  g_assert_cmpuint (cr_graph_get_node (half, cr_graph_find (half, "half"))->operands[0], ==, CR_KEY_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expansion/composites", test_composites);
  g_test_add_func ("/expansion/what-unfolds", test_what_unfolds);
  g_test_add_func ("/expansion/attributes", test_attributes);
  g_test_add_func ("/expansion/units", test_units);
  g_test_add_func ("/expansion/scales", test_scales);
  g_test_add_func ("/expansion/what-stays", test_what_stays);
  g_test_add_func ("/expansion/seed", test_seed);
  g_test_add_func ("/expansion/ids", test_ids);
  g_test_add_func ("/expansion/room", test_room);
  g_test_add_func ("/expansion/no-places", test_no_places);
  g_test_add_func ("/expansion/refused-expansions", test_refused_expansions);
  return g_test_run ();
}
