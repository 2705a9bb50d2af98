/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unfolding and folding, by walking the gate table: every unit with every activation, every composite gate; values and gradients stay,
 * and what was unfolded folds back. */
#include "cr-expansion.h"
#include "cr-tape.h"
#include "gate-cases.h"
#include "graph-builder.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-12

static CrTape *
run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  return tape;
}

static CrGraph *
expand (const CrGraph *graph, const char *id, CrExpansionForm form)
{
  CrKey key = cr_graph_find (graph, id);
  g_autoptr (GError) error = NULL;
  CrGraph *expanded = cr_graph_expanded (graph, &key, 1, form, &error);

  g_assert_no_error (error);
  return expanded;
}

static const CrGroup *
get_group (const CrGraph *graph, const char *member)
{
  return cr_parts_get_group_of (cr_graph_get_parts (graph), cr_graph_find (graph, member));
}

static CrGraph *
fold (const CrGraph *graph, const char *member)
{
  g_autoptr (GError) error = NULL;
  CrGraph *folded = cr_graph_folded (graph, get_group (graph, member)->key, &error);

  g_assert_no_error (error);
  return folded;
}

static char *
refuse_fold (const CrGraph *graph, const char *member)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_graph_folded (graph, get_group (graph, member)->key, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  return g_strdup (error->message);
}

/* @scale: the sum of the sizes of what the numbers are made of. What is not defined is so on both sides. */
static void
assert_near_number (double a, double b, double scale)
{
  if (!(isnan (a) && isnan (b)))
    g_assert_cmpfloat (fabs (a - b), <=, TOLERANCE * fmax (scale, fabs (a)));
}

static void
assert_near (const CrNumbers *a, const CrNumbers *b, double scale)
{
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    assert_near_number (a->entries[i], b->entries[i], scale);
}

static gboolean
is_label (const CrGraph *graph, CrKey key)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (node->gate->label < node->n_operands && node->operands[node->gate->label] == key)
        return TRUE;
    }
  return FALSE;
}

/* Every node of @before has the same value and gradient in @after; labels have none before. */
static void
assert_same_numbers (const CrGraph *before, const CrGraph *after, double scale)
{
  g_autoptr (CrTape) tape = run (before);
  g_autoptr (CrTape) other = run (after);

  CR_GRAPH_FOR_EACH (before, node)
    {
      CrNumbers a, b;

      g_assert_true (cr_tape_get_value (tape, node->key, &a) && cr_tape_get_value (other, node->key, &b));
      assert_near (&a, &b, scale);
      if (is_label (before, node->key) || !cr_tape_get_gradient (tape, node->key, &a))
        continue;
      g_assert_true (cr_tape_get_gradient (other, node->key, &b));
      assert_near (&a, &b, scale);
    }
}

static gboolean
attribute_is (const CrNode *node, guint i, double number)
{
  const CrAttributeInfo *info = &node->gate->attributes[i];

  return cr_node_get_number (node, info->name) == number;
}

/* Same gate, operands and attributes, bit for bit; one that is given may be left out where it is the default. */
static void
assert_same_node (const CrNode *a, const CrNode *b, gboolean with_weights)
{
  g_assert_true (a->gate == b->gate);
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpuint (a->key, ==, b->key);
  g_assert_cmpuint (a->breakpoint, ==, b->breakpoint);
  g_assert_cmpuint (a->hide, ==, b->hide);
  g_assert_cmpmem (a->operands, a->n_operands * sizeof (CrKey), b->operands, b->n_operands * sizeof (CrKey));
  for (guint i = 0; i < a->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &a->gate->attributes[i];

      if (info->kind <= CR_ATTRIBUTE_BOOLEAN)
        g_assert_true (attribute_is (b, i, cr_node_get_number (a, info->name)));
      else if (info->kind == CR_ATTRIBUTE_ACTIVATION)
        g_assert_true (a->attributes[i].activation == b->attributes[i].activation);
      else if (with_weights)
        g_assert_true (cr_matrix_equal (cr_node_get_matrix (a, info->name), cr_node_get_matrix (b, info->name)));
    }
}

static void
assert_folds_back (const CrGraph *before, const CrGraph *expanded, const char *id, gboolean with_weights)
{
  g_autoptr (CrGraph) folded = fold (expanded, id);
  const CrNode *node = cr_graph_get_node (before, cr_graph_find (before, id));

  g_assert_cmpuint (cr_graph_get_n_nodes (folded), ==, cr_graph_get_n_nodes (before));
  g_assert_cmpuint (cr_graph_get_parts (folded)->groups->len, ==, cr_graph_get_parts (before)->groups->len);
  assert_same_node (node, cr_graph_get_node (folded, node->key), with_weights);
  assert_same_numbers (before, folded, 1);
}

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
  g_autoptr (CrGraph) expanded = expand (graph, "y", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) ground = expand_to_the_ground (graph);
  const CrGroup *group = get_group (expanded, "y");

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
                                           "sum", "concat", "pick", "binary_cross_entropy", NULL };
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
    { "svm", FALSE, 1 },           { "svm", TRUE, 0.25 },          { "svm", TRUE, -2 },          { "hinge", FALSE, 1 },
    { "hinge", TRUE, -1 },         { "leaky_relu", FALSE, 0.1 },   { "leaky_relu", TRUE, 0 },    { "leaky_relu", TRUE, 1 },
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
      g_autoptr (CrGraph) expanded = expand (graph, "y", CR_EXPANSION_GATES);

      assert_same_numbers (graph, expanded, 1);
      assert_folds_back (graph, expanded, "y", TRUE);
    }
}

/* --- Units --- */

static CrMatrix *
random_matrix (guint rows, guint columns)
{
  CrMatrix *matrix = cr_matrix_new (rows, columns, NULL);

  for (guint i = 0; i < rows * columns; i++)
    matrix->entries[i] = g_test_rand_double_range (-2, 2);
  return matrix;
}

static void
set_random (CrNode *unit, const char *attribute, guint rows, guint columns)
{
  g_autoptr (CrMatrix) matrix = random_matrix (rows, columns);

  cr_node_set_matrix (unit, cr_gate_find_attribute (unit->gate, attribute), matrix);
}

/* A unit u on three numbers, or a column of three; its weights given or drawn. */
static CrGraph *
build_unit (const char *gate, const CrGate *activation, gboolean given, gboolean with_alpha)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  gboolean is_layer = strcmp (gate, "dense") == 0;
  CrNode *unit;

  for (guint i = 0; i < 3; i++)
    graph_builder_number (builder, "input", (const char *[]) { "x", "y", "z" }[i], g_test_rand_double_range (0.2, 2));
  if (is_layer)
    graph_builder_gate (builder, "concat", "column", "x y z");
  graph_builder_gate (builder, gate, "u", is_layer ? "column" : "x y z");
  unit = graph_builder_peek (builder);
  if (is_layer)
    cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "units"), 2);
  if (given && strcmp (gate, "neuron") == 0)
    {
      set_random (unit, "weights", 3, 1);
      cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "bias"), g_test_rand_double_range (-1, 1));
    }
  else if (given)
    {
      set_random (unit, "weights", 2, 3);
      set_random (unit, "bias", 2, 1);
    }
  if (activation != NULL)
    cr_node_set_activation (unit, cr_gate_find_attribute (unit->gate, "activation"), activation);
  if (with_alpha)
    cr_node_set_number (unit, cr_gate_find_attribute (unit->gate, "alpha"), 0.3);
  graph_builder_gate (builder, "sumsq", "f", "u");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  return cr_graph_with_output (graph, cr_graph_find (graph, "f"));
}

/* The parameters that a unit became: all values, and all gradients, weights and biases each in order. */
static void
gather (const CrGraph *graph, CrTape *tape, const char *unit, gboolean bias, gboolean gradients, GArray *numbers)
{
  const CrGroup *group = get_group (graph, unit);

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
  g_autoptr (CrTape) tape = run (before);
  g_autoptr (CrTape) other = run (after);
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
  g_autoptr (CrGraph) graph = build_unit (gate, activation, given, with_alpha);
  g_autoptr (CrGraph) expanded = expand (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) ground = expand_to_the_ground (expanded);

  assert_same_numbers (graph, expanded, 50);
  assert_same_numbers (graph, ground, 50);
  assert_same_parameters (graph, expanded, "u");
  assert_folds_back (graph, expanded, "u", given);
  if (strcmp (gate, "dense") != 0)
    return;

  g_autoptr (CrGraph) neurons = expand (graph, "u", CR_EXPANSION_NEURONS);
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
  g_autoptr (CrGraph) graph = build_unit ("dense", cr_gate_find ("tanh"), TRUE, FALSE);
  g_autoptr (CrGraph) neurons = expand (graph, "u", CR_EXPANSION_NEURONS);
  CrKey keys[] = { cr_graph_find (neurons, "u_0"), cr_graph_find (neurons, "u_1") };
  g_autoptr (CrGraph) gates = cr_graph_expanded (neurons, keys, 2, CR_EXPANSION_GATES, NULL);
  const CrGroup *inner = get_group (gates, "u_0_w0");

  g_assert_cmpstr (inner->title, ==, "u_0");
  g_assert_true (cr_parts_get_group_of (cr_graph_get_parts (gates), inner->key) == get_group (gates, "u"));
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
  g_autoptr (CrGraph) plain = build_unit ("neuron", cr_gate_find ("tanh"), TRUE, FALSE);
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
  g_autoptr (CrGraph) expanded = expand (graph, "u", CR_EXPANSION_GATES);
  const CrNode *last = cr_graph_get_node (expanded, u);
  const CrGroup *group = get_group (expanded, "u");

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

  g_autoptr (CrGraph) folded = fold (expanded, "u");
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
  g_autoptr (CrGraph) plain = build_unit ("dense", cr_gate_find ("relu"), FALSE, FALSE);
  CrKey u = cr_graph_find (plain, "u");
  g_autoptr (CrMatrix) none = cr_matrix_new_number (0);
  g_autoptr (CrGraph) graph = with_training (plain, &(CrInitial) { u, none, NULL, NULL });
  g_autoptr (CrGraph) expanded = expand (graph, "u", CR_EXPANSION_GATES);
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
  g_autoptr (CrGraph) graph = build_unit ("neuron", NULL, TRUE, FALSE);
  g_autoptr (CrGraph) expanded = expand (graph, "u", CR_EXPANSION_GATES);

  CR_GRAPH_FOR_EACH (expanded, node)
    {
      g_assert_false (node->has_place);
    }
  g_assert_false (get_group (expanded, "u")->has_place);
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
  g_autoptr (CrGraph) half = expand (graph, "half", CR_EXPANSION_GATES);

  g_assert_cmpstr (plain, ==, "e does not unfold: exp stands for no simpler gates");
  g_assert_nonnull (strstr (source, "x does not unfold"));
  g_assert_nonnull (strstr (wrong, "wrong cannot be unfolded while it is in error"));
  g_assert_nonnull (strstr (open, "open cannot be unfolded"));
  g_assert_nonnull (strstr (waits, "waits cannot be unfolded"));
  /* What is open stays open. */
  g_assert_cmpuint (cr_graph_get_node (half, cr_graph_find (half, "half"))->operands[0], ==, CR_KEY_NONE);
}

/* One edit of an unfolded neuron, after which it is none. */
static CrGraph *
edited (const CrGraph *graph, const char *id, const char *attribute, double number)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, id)));

  cr_node_set_number (node, cr_gate_find_attribute (node->gate, attribute), number);
  return cr_graph_with_node (graph, node);
}

static CrGraph *
with_gate (const CrGraph *graph, const char *gate, const char *id, const char *a, const char *b)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrNode *node = cr_node_new (cr_graph_edit_new_key (edit), id, cr_gate_find (gate));

  cr_node_set_operands (node, (CrKey[]) { cr_graph_find (graph, a), cr_graph_find (graph, b) }, 2);
  cr_graph_edit_take_node (edit, node);
  return cr_graph_edit_end (edit);
}

static void
test_refused_folds (void)
{
  g_autoptr (CrGraph) graph = build_unit ("neuron", cr_gate_find ("tanh"), TRUE, FALSE);
  g_autoptr (CrGraph) gates = expand (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) used_outside = with_gate (gates, "mul", "spy", "u_sum", "x");
  g_autoptr (CrGraph) shared = with_gate (gates, "mul", "spy", "u_w1", "x");
  g_autoptr (CrGraph) output_inside = cr_graph_with_output (gates, cr_graph_find (gates, "u_sum"));
  g_autoptr (CrGraph) decaying = edited (gates, "u_b", "decay", TRUE);
  g_autoptr (CrGraph) lasting = edited (gates, "u_w2", "decay", FALSE);
  g_autoptr (CrGraph) rewired = cr_graph_connected (gates, cr_graph_find (gates, "u_m0"), cr_graph_find (gates, "u_m1"), 0, NULL);
  g_autoptr (CrGraph) reweighed = cr_graph_connected (gates, cr_graph_find (gates, "u_w0"), cr_graph_find (gates, "u_m1"), 1, NULL);
  const struct
  {
    const CrGraph *graph;
    const char *message;
  } cases[] = {
    { used_outside, "u_sum is inside of the group, and spy outside of it uses its value" },
    { shared, "u_w1 is inside of the group, and spy outside of it uses its value" },
    { output_inside, "u_sum is inside of the group, and is the output of the graph" },
    { decaying, "turn its decay off" },
    { lasting, "turn its decay on" },
    { rewired, "no unit and no gate is made of these gates in this way: parameter, add, mul, tanh" },
    { reweighed, "both " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = refuse_fold (cases[i].graph, "u");

      if (strstr (message, cases[i].message) == NULL)
        g_error ("case %u: %s", i, message);
    }
}

/* A weight that two products of one sum share. */
static void
test_shared_weight (void)
{
  g_autoptr (CrGraph) graph = build_unit ("neuron", NULL, TRUE, FALSE);
  g_autoptr (CrGraph) gates = expand (graph, "u", CR_EXPANSION_GATES);
  g_autoptr (CrGraph) rewired = cr_graph_connected (gates, cr_graph_find (gates, "u_w0"), cr_graph_find (gates, "u_m1"), 1, NULL);
  CrKey unused = cr_graph_find (rewired, "u_w1");
  g_autoptr (CrGraph) shared = cr_graph_without (rewired, &unused, 1);
  g_autofree char *message = refuse_fold (shared, "u");

  g_assert_nonnull (strstr (message, "u_w0 is used more than once"));
}

/* --- Recognised by structure --- */

static CrGraph *
with_group (const CrGraph *graph, const char *members)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGroup *group = cr_group_new (cr_graph_edit_new_key (edit), "by_hand");
  g_auto (GStrv) ids = g_strsplit (members, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CrKey key = cr_graph_find (graph, ids[i]);

      g_array_append_val (group->members, key);
    }
  g_ptr_array_add (parts->groups, group);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

/* The lecture's sigmoid neuron, wired by hand with operands in any order and the bias first, is a neuron (lecture row 3). */
static void
test_by_hand (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const struct
  {
    const char *id;
    double value;
  } sources[] = { { "w0", 2 }, { "w1", -3 }, { "w2", -3 } };

  graph_builder_number (builder, "input", "x0", -1);
  graph_builder_number (builder, "input", "x1", -2);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    graph_builder_number (builder, "parameter", sources[i].id, sources[i].value);
  cr_node_set_number (graph_builder_peek (builder), cr_gate_find_attribute (cr_gate_find ("parameter"), "decay"), FALSE);
  graph_builder_gate (builder, "mul", "p", "w0 x0");
  graph_builder_gate (builder, "mul", "q", "x1 w1");
  graph_builder_gate (builder, "add", "s", "w2 p q");
  graph_builder_gate (builder, "scale", "a", "s");
  cr_node_set_number (graph_builder_peek (builder), 0, -1);
  graph_builder_gate (builder, "exp", "b", "a");
  graph_builder_gate (builder, "shift", "c", "b");
  cr_node_set_number (graph_builder_peek (builder), 0, 1);
  graph_builder_gate (builder, "reciprocal", "f", "c");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrGraph) grouped = with_group (graph, "a b c f");
  g_autoptr (CrGraph) half = fold (grouped, "f");
  g_autoptr (CrGraph) again = with_group (half, "w0 w1 w2 p q s f");
  g_autoptr (CrGraph) folded = fold (again, "f");
  const CrNode *neuron = cr_graph_get_node (folded, cr_graph_find (folded, "f"));
  g_autoptr (CrTape) tape = run (folded);
  CrNumbers value, gradient;

  g_assert_cmpstr (cr_graph_get_node (half, cr_graph_find (half, "f"))->gate->name, ==, "sigmoid");
  g_assert_cmpstr (neuron->gate->name, ==, "neuron");
  g_assert_cmpuint (cr_graph_get_n_nodes (folded), ==, 3);
  g_assert_cmpfloat (cr_node_get_matrix (neuron, "weights")->entries[1], ==, -3);
  g_assert_cmpfloat (cr_node_get_number (neuron, "bias"), ==, -3);
  g_assert_true (cr_tape_get_value (tape, neuron->key, &value));
  g_assert_cmpfloat_with_epsilon (value.entries[0], 0.73105857863, 1e-10);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (folded, "x0"), &gradient));
  g_assert_cmpfloat_with_epsilon (gradient.entries[0], 0.39322386648, 1e-10);
}

/* "neg" is as good as "scale −1", and the other way round; other numbers are another function. */
static void
test_minus (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0.5);
  graph_builder_gate (builder, "neg", "a", "x");
  graph_builder_gate (builder, "exp", "b", "a");
  graph_builder_gate (builder, "shift", "c", "b");
  cr_node_set_number (graph_builder_peek (builder), 0, 1);
  graph_builder_gate (builder, "reciprocal", "s", "c");
  graph_builder_gate (builder, "scale", "n", "s");
  cr_node_set_number (graph_builder_peek (builder), 0, -1);
  graph_builder_gate (builder, "add", "d", "n x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrGraph) grouped = with_group (graph, "a b c s");
  g_autoptr (CrGraph) sigmoid = fold (grouped, "s");
  g_autoptr (CrGraph) again = with_group (sigmoid, "n d");
  g_autoptr (CrGraph) difference = fold (again, "d");
  g_autoptr (CrGraph) other = edited (grouped, "c", "offset", 2);
  g_autofree char *message = refuse_fold (other, "s");
  const CrNode *d = cr_graph_get_node (difference, cr_graph_find (difference, "d"));

  g_assert_cmpstr (cr_graph_get_node (sigmoid, cr_graph_find (sigmoid, "s"))->gate->name, ==, "sigmoid");
  g_assert_cmpstr (d->gate->name, ==, "sub");
  g_assert_cmpuint (d->operands[0], ==, cr_graph_find (difference, "x"));
  g_assert_cmpuint (d->operands[1], ==, cr_graph_find (difference, "s"));
  g_assert_nonnull (strstr (message, "no unit and no gate is made of these gates in this way: neg, shift, reciprocal, exp"));
}

/* Neurons on the same numbers, joined, are a layer on their column. */
static void
test_neurons_to_layer (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0.5);
  graph_builder_number (builder, "input", "y", -1.5);
  graph_builder_gate (builder, "neuron", "a", "x y");
  graph_builder_gate (builder, "neuron", "b", "x y");
  cr_node_set_number (graph_builder_peek (builder), 1, 0.7);
  graph_builder_gate (builder, "neuron", "c", "y x");
  graph_builder_gate (builder, "concat", "h", "a b");
  graph_builder_gate (builder, "concat", "k", "a c");
  graph_builder_gate (builder, "sumsq", "f", "h");

  g_autoptr (CrGraph) all = graph_builder_end (builder);
  CrKey k = cr_graph_find (all, "k"), h = cr_graph_find (all, "h");
  g_autoptr (CrGraph) without = cr_graph_without (all, &k, 1);
  g_autoptr (CrGraph) unnamed = with_group (without, "a b h");
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "f"));
  g_autoptr (CrGraph) folded = fold (graph, "h");
  const CrNode *layer = cr_graph_get_node (folded, h);
  g_autoptr (CrTape) before = run (graph);
  g_autoptr (CrTape) after = run (folded);
  CrNumbers x, y;

  g_assert_cmpstr (layer->gate->name, ==, "dense");
  g_assert_cmpstr (cr_graph_get_node (folded, layer->operands[0])->id, ==, "h_x");
  g_assert_cmpfloat (cr_node_get_matrix (layer, "bias")->entries[1], ==, 0.7);
  g_assert_true (cr_tape_get_value (before, h, &x) && cr_tape_get_value (after, h, &y));
  assert_near (&x, &y, 1);
  g_assert_true (cr_tape_get_gradient (before, cr_graph_find (graph, "y"), &x));
  g_assert_true (cr_tape_get_gradient (after, cr_graph_find (folded, "y"), &y));
  assert_near (&x, &y, 1);

  g_autoptr (CrGraph) other = cr_graph_without (all, &h, 1);
  g_autoptr (CrGraph) mixed = with_group (other, "a c k");
  g_autofree char *message = refuse_fold (mixed, "k");

  g_assert_nonnull (strstr (message, "a and c differ in their operands"));
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
  g_test_add_func ("/expansion/refused-folds", test_refused_folds);
  g_test_add_func ("/expansion/shared-weight", test_shared_weight);
  g_test_add_func ("/expansion/by-hand", test_by_hand);
  g_test_add_func ("/expansion/minus", test_minus);
  g_test_add_func ("/expansion/neurons-to-layer", test_neurons_to_layer);
  return g_test_run ();
}
