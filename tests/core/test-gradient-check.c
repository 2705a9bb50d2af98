/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check: what it must find, what it must not call a failure, and that it says so where it cannot tell. */
#include "cr-gradient-check.h"
#include "graph-builder.h"

#include <math.h>

/* --- Faults --- */

static double
check_with_fault (CrGraph *graph, const char *id, CrFault fault)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_set_fault (tape, cr_graph_find (graph, id), fault);

  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

  return cr_gradient_check_get_worst (entries);
}

/* The faults that only some gates can have. */
static void
test_special_faults_are_seen (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -1.5);
  graph_builder_number (builder, "input", "y", 2);
  graph_builder_gate (builder, "mul", "m", "x y");
  graph_builder_gate (builder, "relu", "r", "m");
  graph_builder_gate (builder, "square", "s", "y");
  graph_builder_gate (builder, "add", "f", "m r s y");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  g_assert_cmpfloat (check_with_fault (graph, "m", CR_FAULT_NONE), <, 1e-7);
  g_assert_cmpfloat (check_with_fault (graph, "m", CR_FAULT_SWITCH), >, 0.1);
  g_assert_cmpfloat (check_with_fault (graph, "r", CR_FAULT_MASK), >, 0.1);
  g_assert_cmpfloat (check_with_fault (graph, "y", CR_FAULT_SUM), >, 0.1);
}

/* --- Rows with a wrong backward: what people get wrong when they derive it by hand --- */

/* g·B and A·g, without the transposes; of square matrices the shapes do not show it. */
static void
matmul_without_transposes (const CrCall *call)
{
  const CrBlock *a = &call->operands[0], *b = &call->operands[1];
  const double *g = call->result.gradient;
  guint n = a->shape.rows;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      for (guint k = 0; k < n; k++)
        {
          a->gradient[i * n + j] += g[i * n + k] * b->value[k * n + j];
          b->gradient[i * n + j] += a->value[i * n + k] * g[k * n + j];
        }
}

/* g to both. */
static void
sub_without_sign (const CrCall *call)
{
  for (gsize i = 0; i < cr_shape_get_size (call->result.shape); i++)
    {
      call->operands[0].gradient[i] += call->result.gradient[i];
      call->operands[1].gradient[i] += call->result.gradient[i];
    }
}

/* x·g. */
static void
square_without_factor (const CrCall *call)
{
  for (gsize i = 0; i < cr_shape_get_size (call->result.shape); i++)
    call->operands[0].gradient[i] += call->operands[0].value[i] * call->result.gradient[i];
}

/* g to every entry. */
static void
mean_without_count (const CrCall *call)
{
  for (gsize i = 0; i < cr_shape_get_size (call->operands[0].shape); i++)
    call->operands[0].gradient[i] += call->result.gradient[0];
}

/* g to the first operand alone. */
static void
mul_without_branch (const CrCall *call)
{
  for (gsize i = 0; i < cr_shape_get_size (call->result.shape); i++)
    call->operands[0].gradient[i] += call->operands[1].value[i] * call->result.gradient[i];
}

/* g wherever x is, not where it is above 0. */
static void
relu_without_mask (const CrCall *call)
{
  for (gsize i = 0; i < cr_shape_get_size (call->result.shape); i++)
    call->operands[0].gradient[i] += call->result.gradient[i];
}

/* y·g, without − y·Σ y·g. */
static void
softmax_without_sum (const CrCall *call)
{
  for (gsize i = 0; i < cr_shape_get_size (call->result.shape); i++)
    call->operands[0].gradient[i] += call->result.value[i] * call->result.gradient[i];
}

static double
check_with_backward (const char *gate, guint columns, const char *operands, void (*backward) (const CrCall *call))
{
  static const double a[] = { 1, -2, 0.5, 3 }, b[] = { 2, 0.25, -1, 1.5 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  CrGate row = *cr_gate_find (gate);

  graph_builder_matrix (builder, "input", "a", 4 / columns, columns, a);
  graph_builder_matrix (builder, "input", "b", 4 / columns, columns, b);
  graph_builder_gate (builder, gate, "y", operands);
  if (backward != NULL)
    {
      row.backward = backward;
      row.overwrites = FALSE;
      row.values = NULL; /* or its loops would be run */
      graph_builder_peek (builder)->gate = &row;
    }
  graph_builder_gate (builder, "mul", "weighted", "y a");
  graph_builder_gate (builder, "sum", "f", "weighted");

  g_autoptr (CrGraph) unnamed = graph_builder_end (builder);
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "f"));

  return check_with_fault (graph, "y", CR_FAULT_NONE);
}

static void
test_wrong_rows_are_seen (void)
{
  static const struct
  {
    const char *gate;
    guint columns;
    const char *operands;
    void (*backward) (const CrCall *call);
  } cases[] = {
    { "matmul", 2, "a b", matmul_without_transposes }, { "sub", 1, "a b", sub_without_sign },   { "square", 1, "a", square_without_factor },
    { "mean", 1, "a", mean_without_count },            { "mul", 1, "a b", mul_without_branch }, { "relu", 1, "a", relu_without_mask },
    { "softmax", 1, "a", softmax_without_sum },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].gate);
      g_assert_cmpfloat (check_with_backward (cases[i].gate, cases[i].columns, cases[i].operands, NULL), <, 1e-7);
      g_assert_cmpfloat (check_with_backward (cases[i].gate, cases[i].columns, cases[i].operands, cases[i].backward), >, 0.1);
    }
}

/* --- Kinks --- */

/* A kink is told apart from a failure. */
static void
test_kinks (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0);
  graph_builder_number (builder, "input", "y", 3);
  graph_builder_gate (builder, "relu", "r", "x");
  graph_builder_gate (builder, "mul", "f", "r y");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_true (g_array_index (entries, CrCheckedEntry, 0).is_kink);
  g_assert_cmpfloat (g_array_index (entries, CrCheckedEntry, 0).error, >, 0.1);
  g_assert_false (g_array_index (entries, CrCheckedEntry, 1).is_kink);
  g_assert_cmpfloat (cr_gradient_check_get_worst (entries), <, 1e-7);
}

static gboolean
is_kink (const char *gate, guint rows, const double *entries, double alpha)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_matrix (builder, "input", "x", rows, 1, entries);
  graph_builder_gate (builder, gate, "y", "x");
  if (graph_builder_peek (builder)->gate->n_attributes > 0)
    cr_node_set_number (graph_builder_peek (builder), 0, alpha);
  graph_builder_gate (builder, "sum", "f", "y");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) checked = cr_gradient_check (tape, 0, NULL);

  return g_array_index (checked, CrCheckedEntry, 0).is_kink;
}

/* A kink is one where it lies within ±h, and where it is touched; of ELU alone it depends on α whether there is one. */
static void
test_kinks_nearby (void)
{
  static const char *const gates[] = { "relu", "leaky_relu", "elu", "abs", "norm" };

  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      g_assert_true (is_kink (gates[i], 1, (double[]) { 0 }, 0.5));
      g_assert_true (is_kink (gates[i], 1, (double[]) { 5e-6 }, 0.5));
      g_assert_true (is_kink (gates[i], 1, (double[]) { -5e-6 }, 0.5));
      g_assert_false (is_kink (gates[i], 1, (double[]) { 7e-6 }, 0.5));
    }
  g_assert_true (is_kink ("leaky_relu", 1, (double[]) { 0 }, 1));
  g_assert_false (is_kink ("elu", 1, (double[]) { 0 }, 1));
  g_assert_true (is_kink ("norm", 2, (double[]) { 1e-6, 0 }, 0));
  g_assert_true (is_kink ("norm", 2, (double[]) { 0, 0 }, 0));
  g_assert_false (is_kink ("norm", 2, (double[]) { 1e-7, -1e-7 }, 0)); /* the other entry keeps it away from 0 */
  g_assert_false (is_kink ("norm", 2, (double[]) { 0, 3 }, 0));
  g_assert_false (is_kink ("norm", 2, (double[]) { 0, -3 }, 0));
  g_assert_false (is_kink ("norm", 2, (double[]) { 3, -3 }, 0));
}

/* An entry at a kink excuses itself alone: of a broken gate all others are seen. */
static void
test_kinks_are_an_entrys_own (void)
{
  static const struct
  {
    const char *gate;
    const char *operands;
    guint n_kinks;
  } cases[] = { { "relu", "x", 1 },     { "leaky_relu", "x", 1 },          { "abs", "x", 1 }, { "max", "x zero", 1 },
                { "min", "x zero", 1 }, { "absolute_error", "x zero", 1 }, { "svm", "x zero", 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();

      /* Of the classes 1, 2, 3 the margin of the second is s₁ − s₀ + 1 = 0. */
      graph_builder_matrix (builder, "input", "x", 4, 1, (double[]) { 0, -1, 2, 0.5 });
      graph_builder_number (builder, "constant", "zero", 0);
      graph_builder_gate (builder, cases[i].gate, "y", cases[i].operands);
      graph_builder_gate (builder, "mul", "weighted", "y x");
      graph_builder_gate (builder, "sum", "f", "weighted");

      g_autoptr (CrGraph) unnamed = graph_builder_end (builder);
      g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, cr_graph_find (unnamed, "f"));
      g_autoptr (CrTape) tape = cr_tape_new (graph);
      g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);
      guint n_kinks = 0;

      for (guint j = 0; j < entries->len; j++)
        n_kinks += g_array_index (entries, CrCheckedEntry, j).is_kink;
      g_test_message ("%s: %u kinks", cases[i].gate, n_kinks);
      g_assert_cmpuint (n_kinks, ==, cases[i].n_kinks);
      g_assert_cmpfloat (cr_gradient_check_get_worst (entries), <, 1e-7);
      g_assert_cmpfloat (check_with_fault (graph, "y", CR_FAULT_SIGN), >, 0.1);
    }
}

/* The branch is the same at x − h, x and x + h, and another in between. */
static void
test_kinks_between_the_samples (void)
{
  static const struct
  {
    double from, to;
    gboolean is_kink;
  } cases[] = { { 1e-6, 4e-6, TRUE }, { -5e-6, -2e-6, TRUE }, { 2e-6, 2e-6, TRUE }, { 7e-6, 9e-6, FALSE }, { -8e-6, -7e-6, FALSE } };
  static const char *const gates[] = { "relu", "leaky_relu", "abs" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (gates); j++)
      {
        g_autoptr (GraphBuilder) builder = graph_builder_new ();

        graph_builder_number (builder, "input", "x", 0);
        graph_builder_number (builder, "constant", "from", cases[i].from);
        graph_builder_number (builder, "constant", "to", cases[i].to);
        graph_builder_gate (builder, "sub", "a", "x from");
        graph_builder_gate (builder, "sub", "b", "x to");
        graph_builder_gate (builder, "mul", "ab", "a b");
        graph_builder_gate (builder, gates[j], "f", "ab");

        g_autoptr (CrGraph) graph = graph_builder_end (builder);
        g_autoptr (CrTape) tape = cr_tape_new (graph);
        g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

        g_assert_cmpint (g_array_index (entries, CrCheckedEntry, 0).is_kink, ==, cases[i].is_kink);
      }
}

/* --- Where there is nothing to compare, or nothing to compare with --- */

/* Where f or its gradient is not defined there is nothing to compare. */
static void
test_undefined_is_no_failure (void)
{
  static const struct
  {
    const char *gate;
    double x;
  } cases[] = { { "log", -1 }, { "log", 0 }, { "reciprocal", 0 }, { "sqrt", 0 }, { "sqrt", -2 }, { "exp", 1000 },
                /* the value is a number, the slope larger than any */
                { "reciprocal", 1e-300 }, { "reciprocal", -1e-300 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();

      graph_builder_number (builder, "input", "x", cases[i].x);
      graph_builder_gate (builder, cases[i].gate, "f", "x");

      g_autoptr (CrGraph) graph = graph_builder_end (builder);
      g_autoptr (CrTape) tape = cr_tape_new (graph);
      g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

      g_assert_true (isnan (g_array_index (entries, CrCheckedEntry, 0).error));
      g_assert_true (g_array_index (entries, CrCheckedEntry, 0).is_undefined);
      g_assert_cmpfloat (cr_gradient_check_get_worst (entries), ==, 0);
    }
}

static CrGraph *
graph_of_gate (const char *gate, double x, double exponent)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", x);
  graph_builder_gate (builder, gate, "f", "x");
  if (exponent != 0)
    cr_node_set_number (graph_builder_peek (builder), 0, exponent);
  return graph_builder_end (builder);
}

/* Near the border of where it is defined, and where it bends too much for the usual step, the gradient is confirmed all the same, and
 * a broken one is not. */
static void
test_smaller_steps (void)
{
  static const struct
  {
    const char *gate;
    double x;
    double exponent;
  } cases[] = { { "log", 1e-6 },   { "log", 1e-9 },  { "log", 1e-300 },        { "reciprocal", 1e-6 }, { "reciprocal", -1e-50 }, { "sqrt", 1e-6 },
                { "sqrt", 1e-20 }, { "elu", 0, 1 }, { "elu", 1e-9, 1 }, { "power", 1e-7, 0.5 }, { "power", 1e-7, -3 },    { "exp", 709 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = graph_of_gate (cases[i].gate, cases[i].x, cases[i].exponent);

      g_test_message ("%s at %g", cases[i].gate, cases[i].x);
      g_assert_cmpfloat (check_with_fault (graph, "f", CR_FAULT_NONE), <, 1e-7);
      g_assert_cmpfloat (check_with_fault (graph, "f", CR_FAULT_SIGN), >, 1);
      g_assert_cmpfloat (check_with_fault (graph, "f", CR_FAULT_FACTOR), >, 0.3);
    }
}

/* At 0 it is defined on one side alone. */
static void
test_one_sided (void)
{
  g_autoptr (CrGraph) graph = graph_of_gate ("power", 0, 1.5);

  g_assert_cmpfloat (check_with_fault (graph, "f", CR_FAULT_NONE), <, 1e-7);
}

/* A step that was asked for is the only one: where it leads out of where f is defined, or is lost beside x, nothing has been checked. */
static void
test_missed_entries (void)
{
  static const struct
  {
    const char *gate;
    double x;
    double step;
  } cases[] = { { "log", 1e-6, 1e-5 }, { "square", 2, 1e-300 }, { "exp", 1, 1e4 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = graph_of_gate (cases[i].gate, cases[i].x, 0);
      g_autoptr (CrTape) tape = cr_tape_new (graph);
      g_autoptr (GArray) entries = cr_gradient_check (tape, cases[i].step, NULL);

      g_assert_true (cr_gradient_check_is_missed (&g_array_index (entries, CrCheckedEntry, 0)));
      g_assert_true (isnan (cr_gradient_check_get_worst (entries)));
    }
}

/* A number that is a label somewhere and a factor elsewhere is checked as a factor. */
static void
test_labels_are_held (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "y", 1);
  graph_builder_matrix (builder, "input", "s", 3, 1, (double[]) { 0.5, -1, 2 });
  graph_builder_gate (builder, "cross_entropy", "L", "s y");
  graph_builder_gate (builder, "square", "penalty", "y");
  graph_builder_gate (builder, "add", "f", "L penalty");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);
  const CrCheckedEntry *y = &g_array_index (entries, CrCheckedEntry, 0);

  g_assert_cmpuint (y->node, ==, cr_graph_find (graph, "y"));
  g_assert_cmpfloat_with_epsilon (y->numeric, 2, 1e-8);
  g_assert_cmpfloat (cr_gradient_check_get_worst (entries), <, 1e-7);
}

/* √(x²) at 0: there is a slope to measure, and the chain rule's ∞ · 0 is not it. */
static void
test_undefined_gradient_is_a_failure (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0);
  graph_builder_gate (builder, "square", "s", "x");
  graph_builder_gate (builder, "sqrt", "f", "s");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

  g_assert_true (isinf (g_array_index (entries, CrCheckedEntry, 0).error));
  g_assert_true (isinf (cr_gradient_check_get_worst (entries)));
}

/* ELU with α = 1 is smooth at 0. */
static void
test_smooth_elu (void)
{
  g_assert_false (cr_gate_find ("elu")->slope (-1e-300, -1e-300, 1) != cr_gate_find ("elu")->slope (1e-300, 1e-300, 1));

  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0);
  graph_builder_gate (builder, "elu", "f", "x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, NULL);

  g_assert_false (g_array_index (entries, CrCheckedEntry, 0).is_kink);
  g_assert_cmpfloat (cr_gradient_check_get_worst (entries), <, 1e-8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gradient-check/special-faults-are-seen", test_special_faults_are_seen);
  g_test_add_func ("/gradient-check/wrong-rows-are-seen", test_wrong_rows_are_seen);
  g_test_add_func ("/gradient-check/kinks", test_kinks);
  g_test_add_func ("/gradient-check/kinks-nearby", test_kinks_nearby);
  g_test_add_func ("/gradient-check/kinks-are-an-entrys-own", test_kinks_are_an_entrys_own);
  g_test_add_func ("/gradient-check/kinks-between-the-samples", test_kinks_between_the_samples);
  g_test_add_func ("/gradient-check/smaller-steps", test_smaller_steps);
  g_test_add_func ("/gradient-check/one-sided", test_one_sided);
  g_test_add_func ("/gradient-check/missed-entries", test_missed_entries);
  g_test_add_func ("/gradient-check/labels-are-held", test_labels_are_held);
  g_test_add_func ("/gradient-check/undefined-is-no-failure", test_undefined_is_no_failure);
  g_test_add_func ("/gradient-check/undefined-gradient-is-a-failure", test_undefined_gradient_is_a_failure);
  g_test_add_func ("/gradient-check/smooth-elu", test_smooth_elu);
  return g_test_run ();
}
