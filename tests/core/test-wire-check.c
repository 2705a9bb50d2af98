/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient check of wires: right graphs pass, each fault is found at its gate's wires, kinks are known as such. */
#include "cr-wire-check.h"
#include "graph-builder.h"

#include <math.h>

/* f = (x y + max(x, z))² with x used twice. */
static CrGraph *
build (double x)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", x);
  graph_builder_number (builder, "input", "y", -4);
  graph_builder_number (builder, "input", "z", 2);
  graph_builder_gate (builder, "mul", "p", "x y");
  graph_builder_gate (builder, "max", "m", "x z");
  graph_builder_gate (builder, "add", "s", "p m");
  graph_builder_gate (builder, "square", "f", "s");
  return graph_builder_end (builder);
}

static GArray *
run (const CrGraph *graph, const char *broken, CrFault fault, double step)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrWireCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  GArray *wires;

  cr_tape_forward (tape);
  check = cr_wire_check_new (tape, CR_KEY_NONE, 0);
  if (broken != NULL)
    cr_wire_check_set_fault (check, cr_graph_find (graph, broken), fault);
  wires = cr_wire_check_run (check, step, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wires->len, ==, cr_wire_check_get_n_wires (check));
  return wires;
}

static const CrCheckedWire *
find (const CrGraph *graph, const GArray *wires, const char *to, guint operand)
{
  for (guint i = 0; i < wires->len; i++)
    {
      const CrCheckedWire *wire = &g_array_index (wires, CrCheckedWire, i);

      if (wire->to == cr_graph_find (graph, to) && wire->operand == operand)
        return wire;
    }
  g_assert_not_reached ();
}

/* x = 3, y = −4, z = 2: s = −12 + 3 = −9, ∂f/∂s = −18; to p −18, to x by p 72 and by m −18, to z 0. */
static void
test_right (void)
{
  g_autoptr (CrGraph) graph = build (3);
  g_autoptr (GArray) wires = run (graph, NULL, CR_FAULT_NONE, 0);

  g_assert_cmpuint (wires->len, ==, 7);
  for (guint i = 0; i < wires->len; i++)
    {
      const CrCheckedWire *wire = &g_array_index (wires, CrCheckedWire, i);

      g_assert_cmpfloat (wire->error, <, CR_CHECK_TOLERANCE);
      g_assert_false (wire->is_kink);
    }
  g_assert_cmpfloat_with_epsilon (find (graph, wires, "p", 0)->analytic, 72, 1e-12);
  g_assert_cmpfloat_with_epsilon (find (graph, wires, "m", 0)->analytic, -18, 1e-12);
  g_assert_cmpfloat_with_epsilon (find (graph, wires, "m", 1)->analytic, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (find (graph, wires, "p", 1)->numeric, -54, 1e-6);
}

/* The wires into the broken gate are wrong, those into gates after it are right. */
static void
test_faults (void)
{
  static const CrFault faults[] = { CR_FAULT_SIGN, CR_FAULT_SWITCH, CR_FAULT_FACTOR };
  g_autoptr (CrGraph) graph = build (3);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GArray) wires = run (graph, "p", faults[i], 0);

      g_assert_cmpfloat (find (graph, wires, "p", 0)->error, >, 0.1);
      g_assert_cmpfloat (find (graph, wires, "s", 0)->error, <, CR_CHECK_TOLERANCE);
      g_assert_cmpfloat (find (graph, wires, "m", 0)->error, <, CR_CHECK_TOLERANCE);
    }
}

static void
test_kink (void)
{
  g_autoptr (CrGraph) graph = build (2); /* max(2, 2) */
  g_autoptr (GArray) wires = run (graph, NULL, CR_FAULT_NONE, 0);

  g_assert_true (find (graph, wires, "m", 0)->is_kink);
  g_assert_false (find (graph, wires, "s", 0)->is_kink);
}

/* Truncation with a large step, rounding with a tiny one. */
static void
test_steps (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  double errors[3];
  const double steps[] = { 0.1, 1e-5, 1e-12 };

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_gate (builder, "exp", "f", "x");
  graph = graph_builder_end (builder);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) wires = run (graph, NULL, CR_FAULT_NONE, steps[i]);

      errors[i] = find (graph, wires, "f", 0)->error;
    }
  g_assert_cmpfloat_with_epsilon (errors[0], 0.01 / 6, 1e-4); /* h²/6 */
  g_assert_cmpfloat (errors[1], <, 1e-9);
  g_assert_cmpfloat (errors[2], >, 1e-6);
}

/* A matrix of 16 entries is checked one by one, a larger one along a direction; a fault shows either way. */
static void
test_matrices (void)
{
  for (guint n = 4; n <= 8; n += 4)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();
      g_autoptr (CrGraph) graph = NULL;
      g_autoptr (GArray) right = NULL;
      g_autoptr (GArray) wrong = NULL;
      g_autofree double *entries = g_new (double, n *n);

      for (guint i = 0; i < n * n; i++)
        entries[i] = sin (i + 1.0);
      graph_builder_matrix (builder, "parameter", "W", n, n, entries);
      graph_builder_matrix (builder, "input", "x", n, 1, entries);
      graph_builder_gate (builder, "matmul", "q", "W x");
      graph_builder_gate (builder, "sumsq", "f", "q");
      graph = graph_builder_end (builder);
      right = run (graph, NULL, CR_FAULT_NONE, 0);
      wrong = run (graph, "q", CR_FAULT_FACTOR, 0);
      g_assert_cmpfloat (find (graph, right, "q", 0)->error, <, CR_CHECK_TOLERANCE);
      g_assert_cmpfloat (find (graph, right, "q", 1)->error, <, CR_CHECK_TOLERANCE);
      g_assert_cmpfloat (find (graph, wrong, "q", 0)->error, >, 0.1);
      g_assert_cmpfloat (find (graph, wrong, "f", 0)->error, <, CR_CHECK_TOLERANCE);
    }
}

static void
test_single (void)
{
  g_autoptr (CrGraph) graph = build (3);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrWireCheck) check = NULL;
  g_autoptr (GArray) wires = NULL;

  cr_tape_forward (tape);
  check = cr_wire_check_new (tape, cr_graph_find (graph, "p"), 1);
  wires = cr_wire_check_run (check, 0, NULL);
  g_assert_cmpuint (wires->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (wires, CrCheckedWire, 0).numeric, -54, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire-check/right", test_right);
  g_test_add_func ("/wire-check/faults", test_faults);
  g_test_add_func ("/wire-check/kink", test_kink);
  g_test_add_func ("/wire-check/steps", test_steps);
  g_test_add_func ("/wire-check/matrices", test_matrices);
  g_test_add_func ("/wire-check/single", test_single);
  return g_test_run ();
}
