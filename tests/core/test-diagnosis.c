/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where numbers stop being numbers: the first step, and why. */
#include "cr-diagnosis.h"
#include "graph-builder.h"

#include <math.h>

/* One gate on x, and its square as the output, so that something comes after it. */
static CrGraph *
build_gate (const char *gate, double x)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", x);
  graph_builder_gate (builder, "shift", "a", "x");
  graph_builder_gate (builder, gate, "n", "a");
  graph_builder_gate (builder, "square", "f", "n");
  return graph_builder_end (builder);
}

static gboolean
diagnose (const CrGraph *graph, CrDiagnosis *diagnosis)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  return cr_diagnosis_find (tape, diagnosis);
}

static void
assert_diagnosis (const CrGraph *graph, CrPhase phase, const char *node, guint step, CrDiagnosisReason reason)
{
  CrDiagnosis diagnosis;

  g_assert_true (diagnose (graph, &diagnosis));
  g_assert_cmpuint (diagnosis.phase, ==, phase);
  g_assert_cmpuint (diagnosis.node, ==, cr_graph_find (graph, node));
  g_assert_cmpuint (diagnosis.step, ==, step);
  g_assert_cmpuint (diagnosis.reason, ==, reason);
}

static void
test_forward (void)
{
  static const struct
  {
    const char *gate;
    double x;
    CrDiagnosisReason reason;
  } cases[] = {
    { "log", -2, CR_DIAGNOSIS_DOMAIN },  { "sqrt", -1, CR_DIAGNOSIS_DOMAIN },  { "log", 0, CR_DIAGNOSIS_POLE },
    { "reciprocal", 0, CR_DIAGNOSIS_POLE }, { "exp", 800, CR_DIAGNOSIS_OVERFLOW }, { "reciprocal", 1e-310, CR_DIAGNOSIS_OVERFLOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrGraph) graph = build_gate (cases[i].gate, cases[i].x);

      assert_diagnosis (graph, CR_PHASE_FORWARD, "n", 2, cases[i].reason);
    }
}

/* √0 is 0, and its slope is infinite: times a gradient of 0 that is nothing definite, times another it is infinite. */
static void
test_backward (void)
{
  g_autoptr (CrGraph) squared = build_gate ("sqrt", 0);
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  CrDiagnosis diagnosis;

  assert_diagnosis (squared, CR_PHASE_BACKWARD, "n", 6, CR_DIAGNOSIS_DOMAIN);

  graph_builder_number (builder, "input", "x", 0);
  graph_builder_gate (builder, "sqrt", "f", "x");
  graph = graph_builder_end (builder);
  assert_diagnosis (graph, CR_PHASE_BACKWARD, "f", 3, CR_DIAGNOSIS_POLE);
  g_assert_true (diagnose (graph, &diagnosis));
  g_assert_cmpuint (diagnosis.operand, ==, 0);
  g_assert_cmpfloat (diagnosis.number, ==, INFINITY);
}

/* 1e200 · 1e-200 is 1, but each gets the gradient of the other times 1e200. */
static void
test_overflow_backward (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "input", "x", 1e-200);
  graph_builder_number (builder, "input", "y", 1e200);
  graph_builder_gate (builder, "mul", "p", "x y");
  graph_builder_gate (builder, "mul", "f", "p y");
  graph = graph_builder_end (builder);
  assert_diagnosis (graph, CR_PHASE_BACKWARD, "p", 5, CR_DIAGNOSIS_OVERFLOW);
}

/* Two branches of 1e308 each: what comes back is finite, their sum is not. */
static void
test_sum (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  CrDiagnosis diagnosis;

  graph_builder_number (builder, "input", "x", 1e-10);
  graph_builder_gate (builder, "shift", "a", "x");
  graph_builder_gate (builder, "scale", "p", "a");
  cr_node_set_number (graph_builder_peek (builder), 0, 1e308);
  graph_builder_gate (builder, "scale", "q", "a");
  cr_node_set_number (graph_builder_peek (builder), 0, 1e308);
  graph_builder_gate (builder, "add", "f", "p q");
  graph = graph_builder_end (builder);
  assert_diagnosis (graph, CR_PHASE_BACKWARD, "a", 8, CR_DIAGNOSIS_OVERFLOW);
  g_assert_true (diagnose (graph, &diagnosis));
  g_assert_cmpuint (diagnosis.operand, ==, CR_DIAGNOSIS_SUM);
}

/* What has not been computed yet is not wrong. */
static void
test_on_a_walk (void)
{
  g_autoptr (CrGraph) graph = build_gate ("log", -2);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  CrDiagnosis diagnosis;

  cr_timeline_seek (timeline, tape, 1);
  g_assert_false (cr_diagnosis_find (tape, &diagnosis));
  cr_timeline_seek (timeline, tape, 2);
  g_assert_true (cr_diagnosis_find (tape, &diagnosis));
  g_assert_cmpuint (diagnosis.step, ==, 2);
}

static void
test_healthy (void)
{
  g_autoptr (CrGraph) graph = build_gate ("log", 2);
  CrDiagnosis diagnosis;

  g_assert_false (diagnose (graph, &diagnosis));
}

/* Entry by entry: the row and column that is lost. */
static void
test_entry (void)
{
  static const double entries[] = { 1, 4, 9, -1, 16, 25 };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  CrDiagnosis diagnosis;

  graph_builder_matrix (builder, "input", "x", 2, 3, entries);
  graph_builder_gate (builder, "sqrt", "n", "x");
  graph_builder_gate (builder, "sum", "f", "n");
  graph = graph_builder_end (builder);
  assert_diagnosis (graph, CR_PHASE_FORWARD, "n", 1, CR_DIAGNOSIS_DOMAIN);
  g_assert_true (diagnose (graph, &diagnosis));
  g_assert_cmpuint (diagnosis.entry, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagnosis/forward", test_forward);
  g_test_add_func ("/diagnosis/backward", test_backward);
  g_test_add_func ("/diagnosis/overflow-backward", test_overflow_backward);
  g_test_add_func ("/diagnosis/sum", test_sum);
  g_test_add_func ("/diagnosis/on-a-walk", test_on_a_walk);
  g_test_add_func ("/diagnosis/healthy", test_healthy);
  g_test_add_func ("/diagnosis/entry", test_entry);
  return g_test_run ();
}
