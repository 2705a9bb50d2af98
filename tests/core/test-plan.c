/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scalar gates that a tape runs many at once, in another order: the numbers are those of one instruction after the other. */
#include "graph-builder.h"
#include "random-graph.h"
#include "tape-runs.h"

#include <math.h>
#include <string.h>

/* Random numbers to about three of four inputs, the same to both tapes. */
static void
bind_inputs (CrTape *a, CrTape *b, guint32 width)
{
  g_autofree double *entries = g_new (double, width);

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (a), node)
    {
      if (strcmp (node->gate->name, "input") != 0 || g_test_rand_int_range (0, 4) == 0)
        continue;
      for (guint32 i = 0; i < width; i++)
        entries[i] = g_test_rand_double_range (-1, 1);
      cr_tape_bind (a, node->key, (CrShape) { 1, 1 }, width, entries);
      cr_tape_bind (b, node->key, (CrShape) { 1, 1 }, width, entries);
    }
}

/* Values are the same to the bit; gradients are sums, which come together in another order. */
static void
assert_same (CrTape *together, CrTape *stepped)
{
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (together), node)
    {
      CrNumbers a, b;

      g_assert_true (cr_tape_get_value (together, node->key, &a) && cr_tape_get_value (stepped, node->key, &b));
      g_assert_cmpuint (a.width, ==, b.width);
      for (guint32 i = 0; i < a.width; i++)
        g_assert_true (a.entries[i] == b.entries[i] || (isnan (a.entries[i]) && isnan (b.entries[i])));
      g_assert_true (cr_tape_get_gradient (together, node->key, &a) && cr_tape_get_gradient (stepped, node->key, &b));
      for (guint32 i = 0; i < a.width; i++)
        if (a.entries[i] != b.entries[i] && !(isnan (a.entries[i]) && isnan (b.entries[i])))
          g_assert_cmpfloat_with_epsilon (a.entries[i], b.entries[i], 1e-9 * fmax (1, fabs (a.entries[i])));
    }
}

static void
assert_graph (const CrGraph *graph, guint32 width)
{
  g_autoptr (CrTape) together = cr_tape_new (graph);
  g_autoptr (CrTape) stepped = cr_tape_new (graph);

  if (width > 1)
    bind_inputs (together, stepped, width);
  tape_run_in_steps (stepped);
  /* Twice: nothing may be left over from the pass before. */
  for (guint round = 0; round < 2; round++)
    {
      cr_tape_mark_changed (together);
      tape_run (together);
      assert_same (together, stepped);
    }
}

static void
test_rows (void)
{
  static const guint32 widths[] = { 2, 5, 8, 17, 64 };

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (CrGraph) graph = random_scalar_graph_new (g_test_rand_int_range (20, 400));

      assert_graph (graph, widths[round % G_N_ELEMENTS (widths)]);
    }
}

static void
test_numbers (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (CrGraph) graph = random_scalar_graph_new (g_test_rand_int_range (32, 3000));

      assert_graph (graph, 1);
    }
}

/* So large that it is taken in parts. */
static void
test_parts (void)
{
  g_autoptr (CrGraph) graph = random_scalar_graph_new (100000);

  g_assert_cmpuint (cr_graph_get_n_nodes (graph), >, 100000);
  assert_graph (graph, 1);
}

#define N_SOURCES 40
#define N_GATES 300 /* of each kind, so that they do not go into any loop's step */

/* Σ of gates of one kind. The operands of the first half are 40 inputs of that size; so are those of the second or, where @is_deep, any
 * gates of the first as well. */
static CrGraph *
new_graph_of (const CrGate *gate, double low, double high, gboolean is_deep)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      graph_builder_number (builder, "input", id, g_test_rand_double_range (low, high));
    }
  for (guint i = 0; i < N_GATES; i++)
    {
      guint n = N_SOURCES + (i < N_GATES / 2 || !is_deep ? 0 : N_GATES / 2);
      guint first = i < N_SOURCES ? i : (guint) g_test_rand_int_range (0, n), second = g_test_rand_int_range (0, n);
      g_autofree char *id = g_strdup_printf ("x%u", N_SOURCES + i);
      g_autofree char *operands = gate->minimum_operands == 1 ? g_strdup_printf ("x%u", first) : g_strdup_printf ("x%u x%u", first, second);

      graph_builder_gate (builder, gate->name, id, operands);
      g_string_append_printf (all, "%s%s", id, i + 1 < N_GATES ? " " : "");
    }
  graph_builder_gate (builder, "add", "f", all->str);
  return graph_builder_end (builder);
}

/* Every gate of the table that can be run so. */
static void
test_every_gate (void)
{
  guint n_gates, n_found = 0;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      if (gates[i]->forward_rows == NULL || gates[i]->n_attributes > 0)
        continue;

      g_autoptr (CrGraph) graph = new_graph_of (gates[i], gates[i]->range.low, gates[i]->range.high, TRUE);

      g_assert_true (gates[i]->backward_rows != NULL && gates[i]->forward_numbers != NULL && gates[i]->backward_numbers != NULL);
      assert_graph (graph, 1);
      assert_graph (graph, 11);
      n_found++;
    }
  g_assert_cmpuint (n_found, >, 15);
}

#define N_CHAINS 37 /* that do not fill whole vectors */

/* Σ of chains that begin at an input each: twice the sign, the gate, twice the sign. */
static CrGraph *
new_chains_of (const CrGate *gate)
{
  const char *const links[] = { "neg", "neg", gate->name, "neg", "neg" };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) ends = g_string_new (NULL);

  for (guint chain = 0; chain < N_CHAINS; chain++)
    {
      g_autofree char *operand = g_strdup_printf ("c%u_0", chain);

      graph_builder_number (builder, "input", operand, g_test_rand_double_range (gate->range.low, gate->range.high));
      for (guint link = 0; link < G_N_ELEMENTS (links); link++)
        {
          char *id = g_strdup_printf ("c%u_%u", chain, link + 1);

          graph_builder_gate (builder, links[link], id, operand);
          g_free (operand);
          operand = id;
        }
      g_string_append_printf (ends, "%s%s", chain > 0 ? " " : "", operand);
    }
  graph_builder_gate (builder, "add", "f", ends->str);
  return graph_builder_end (builder);
}

/* Operands side by side are one block of numbers to a gate: every value and gradient between is there, the same to the bit. */
static void
test_chains (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      if (gates[i]->forward_rows == NULL || gates[i]->maximum_operands != 1)
        continue;

      g_autoptr (CrGraph) graph = new_chains_of (gates[i]);
      g_autoptr (CrTape) together = cr_tape_new (graph);
      g_autoptr (CrTape) stepped = cr_tape_new (graph);

      tape_run (together);
      tape_run_in_steps (stepped);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          CrNumbers a, b;

          g_assert_true (cr_tape_get_value (together, node->key, &a) && cr_tape_get_value (stepped, node->key, &b));
          g_assert_cmpmem (a.entries, sizeof (double), b.entries, sizeof (double));
          g_assert_true (cr_tape_get_gradient (together, node->key, &a) && cr_tape_get_gradient (stepped, node->key, &b));
          g_assert_cmpmem (a.entries, sizeof (double), b.entries, sizeof (double));
        }
    }
}

/* 1 / b² is not in range, but a / b² is. */
static void
test_small_divisors (void)
{
  g_autoptr (CrGraph) graph = new_graph_of (cr_gate_find ("div"), 1e-170, 3e-170, FALSE);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  assert_graph (graph, 1);
  tape_run (tape);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers gradient;

      g_assert_true (cr_tape_get_gradient (tape, node->key, &gradient));
      g_assert_true (isfinite (gradient.entries[0]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/rows-are-step-by-step", test_rows);
  g_test_add_func ("/plan/numbers-are-step-by-step", test_numbers);
  g_test_add_func ("/plan/parts-are-step-by-step", test_parts);
  g_test_add_func ("/plan/every-gate-is-step-by-step", test_every_gate);
  g_test_add_func ("/plan/chains-are-step-by-step", test_chains);
  g_test_add_func ("/plan/small-divisors", test_small_divisors);
  return g_test_run ();
}
