/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate that sends nothing back sends 0 whatever comes to it, infinite and undefined gradients too: it chooses, and does not multiply by 0. */
#include "graph-builder.h"
#include "tape-runs.h"

#include <math.h>
#include <string.h>

/* A gate on x and w, of which x gets nothing; as a chain: with a gate before and one behind it, many side by side. */
typedef struct
{
  const char *gate;
  const char *operands;
  double x;
  double w;
} Case;

static const Case cases[] = {
  { "relu", "x", 0 },
  { "relu", "x", -1 },
  { "abs", "x", 0 },
  { "max", "x w", -1, 1 },
  { "max", "w x", 1, 1 },
  { "min", "x w", 2, 1 },
  { "absolute_error", "x w", 1, 1 },
  { "absolute_error", "w x", 1, 1 },
  { "hinge", "x w", 2, 1 },
  { "neuron", "x", 0 },
  { "dense", "x", 0 },
};

#define N_SIDE_BY_SIDE 9

/* Replaces the ids x and w by those of the copy. */
static char *
name_operands (const char *operands, guint copy)
{
  g_auto (GStrv) ids = g_strsplit (operands, " ", -1);
  GString *named = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (named, "%s%s%u", i > 0 ? " " : "", strcmp (ids[i], "x") == 0 ? "before" : ids[i], copy);
  return g_string_free (named, FALSE);
}

static void
add_copy (GraphBuilder *builder, const Case *this, guint copy)
{
  g_autofree char *x = g_strdup_printf ("x%u", copy), *w = g_strdup_printf ("w%u", copy), *before = g_strdup_printf ("before%u", copy);
  g_autofree char *y = g_strdup_printf ("y%u", copy), *behind = g_strdup_printf ("behind%u", copy);
  g_autofree char *operands = name_operands (this->operands, copy);
  CrNode *node;

  graph_builder_number (builder, "input", x, this->x);
  if (strchr (this->operands, 'w') != NULL)
    graph_builder_number (builder, "constant", w, this->w);
  graph_builder_gate (builder, "shift", before, x);
  graph_builder_gate (builder, this->gate, y, operands);
  node = graph_builder_peek (builder);
  if (cr_gate_is_unit (node->gate))
    cr_node_set_activation (node, cr_gate_find_attribute (node->gate, "activation"), cr_gate_find ("relu"));
  if (strcmp (this->gate, "dense") == 0)
    cr_node_set_number (node, cr_gate_find_attribute (node->gate, "units"), 1);
  graph_builder_gate (builder, "neg", behind, y);
}

/* f = factor · Σ over the copies: what comes to each is the factor. */
static CrGraph *
make_graph (const Case *this, guint n_copies, double factor)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) ends = g_string_new (NULL);

  for (guint copy = 0; copy < n_copies; copy++)
    {
      add_copy (builder, this, copy);
      g_string_append_printf (ends, "%sbehind%u", copy > 0 ? " " : "", copy);
    }
  graph_builder_gate (builder, n_copies > 1 ? "add" : "neg", "all", ends->str);
  graph_builder_gate (builder, "scale", "f", "all");
  cr_node_set_number (graph_builder_peek (builder), 0, factor);
  return graph_builder_end (builder);
}

static void
assert_nothing_comes (const CrTape *tape, const Case *this, double factor)
{
  CrNumbers gradient;

  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (cr_tape_get_graph (tape), "y0"), &gradient));
  g_assert_false (isfinite (gradient.entries[0]));
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (cr_tape_get_graph (tape), "x0"), &gradient));
  for (guint32 i = 0; i < gradient.width; i++)
    if (gradient.entries[i] != 0)
      g_error ("%s: of %g comes %g", this->gate, factor, gradient.entries[i]);
}

/* Along the plan and gate by gate, on single numbers and on rows. */
static void
assert_case (const Case *this, guint n_copies, guint32 width, double factor)
{
  g_autoptr (CrGraph) graph = make_graph (this, n_copies, factor);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autofree double *entries = g_new (double, width);

  for (guint32 i = 0; i < width; i++)
    entries[i] = this->x;
  for (guint copy = 0; copy < n_copies && width > 1; copy++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", copy);

      cr_tape_bind (tape, cr_graph_find (graph, id), (CrShape) { 1, 1 }, width, entries);
    }
  tape_run (tape);
  assert_nothing_comes (tape, this, factor);
  tape_run_in_steps (tape);
  assert_nothing_comes (tape, this, factor);
}

static void
test_nothing_comes (void)
{
  static const double factors[] = { INFINITY, -INFINITY, NAN };
  static const guint copies[] = { 1, N_SIDE_BY_SIDE, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (factors); j++)
      for (guint k = 0; k < G_N_ELEMENTS (copies); k++)
        {
          assert_case (&cases[i], copies[k], 1, factors[j]);
          assert_case (&cases[i], copies[k], 16, factors[j]);
        }
}

/* 1 / (2√0) is infinite. */
static void
test_root_of_closed (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0);
  graph_builder_gate (builder, "relu", "r", "x");
  graph_builder_gate (builder, "sqrt", "f", "r");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrNumbers gradient;

  tape_run (tape);
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "r"), &gradient));
  g_assert_true (isinf (gradient.entries[0]));
  g_assert_true (cr_tape_get_gradient (tape, cr_graph_find (graph, "x"), &gradient));
  g_assert_cmpfloat (gradient.entries[0], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closed-gates/nothing-comes", test_nothing_comes);
  g_test_add_func ("/closed-gates/root-of-closed", test_root_of_closed);
  return g_test_run ();
}
