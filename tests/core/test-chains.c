/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains of one-operand gates that are run as one: every value and gradient of every gate is there, and the same to the bit as without it. */
#include "graph-builder.h"
#include "tape-runs.h"

#include <math.h>
#include <string.h>

#define LONGEST 12

/**
 * Case: chains of the same gates side by side.
 * @width: of the batch
 * @is_matrix: whether they begin with matrices, and not with numbers
 * @has_branches: whether some of what is inside a chain is used by another gate as well
 * @is_simple: whether they are of gates alone that are an instruction or two
 */
typedef struct
{
  guint n_chains;
  guint32 width;
  gboolean is_matrix;
  gboolean has_branches;
  gboolean is_simple;
} Case;

static const Case cases[] = {
  { 1, 1, .is_matrix = TRUE },
  { 1, 1 },
  { 2, 1 },
  { 37, 1 },
  { 300, 1 },
  { 1, 64 },
  { 3, 17 },
  { 1, 1, .has_branches = TRUE },
  { 1, 5, .has_branches = TRUE },
  { 9, 64, .has_branches = TRUE },
  { 1, 1, .is_simple = TRUE, .is_matrix = TRUE },
  { 6, 1, .is_simple = TRUE },
  { 40, 1, .is_simple = TRUE },
  { 77, 1, .is_simple = TRUE },
  { 1, 8, .is_simple = TRUE },
  { 3, 16, .is_simple = TRUE },
  { 7, 1, .is_simple = TRUE, .has_branches = TRUE },
  { 120, 1, .is_simple = TRUE, .has_branches = TRUE },
};

/* The gates that chains are made of. */
static GPtrArray *
find_gates (gboolean is_simple)
{
  GPtrArray *found = g_ptr_array_new ();
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    if (gates[i]->values != NULL && (!is_simple || gates[i]->simple != 0))
      g_ptr_array_add (found, (gpointer) gates[i]);
  g_assert_cmpuint (found->len, >, is_simple ? 5 : 15);
  return found;
}

static void
add_source (GraphBuilder *builder, const char *id, gboolean is_matrix)
{
  double entries[15];

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    entries[i] = g_test_rand_double_range (-2, 2);
  if (is_matrix)
    graph_builder_matrix (builder, "input", id, 3, 5, entries);
  else
    graph_builder_number (builder, "input", id, entries[0]);
}

/* Adds the next gate behind @operand; its id to @ends, if it is to be summed. */
static char *
add_link (GraphBuilder *builder, const CrGate *gate, const char *operand, guint chain, guint link, double attribute, GString *ends)
{
  char *id = g_strdup_printf ("c%u_%u", chain, link);

  graph_builder_gate (builder, gate->name, id, operand);
  if (gate->n_attributes > 0)
    cr_node_set_number (graph_builder_peek (builder), 0, attribute);
  if (ends != NULL)
    g_string_append_printf (ends, "%s ", id);
  return id;
}

/* f = Σ over the ends of the chains, and over some of what is between. */
static CrGraph *
make_graph (const Case *this)
{
  g_autoptr (GPtrArray) gates = find_gates (this->is_simple);
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (GString) ends = g_string_new (NULL);
  guint length = g_test_rand_int_range (2, LONGEST);
  const CrGate *links[LONGEST];
  double attributes[LONGEST];

  for (guint link = 0; link < length; link++)
    {
      links[link] = g_ptr_array_index (gates, g_test_rand_int_range (0, gates->len));
      attributes[link] = g_test_rand_double_range (0.1, 0.9);
    }
  for (guint chain = 0; chain < this->n_chains; chain++)
    {
      char *operand = g_strdup_printf ("c%u", chain);

      add_source (builder, operand, this->is_matrix);
      for (guint link = 0; link < length; link++)
        {
          gboolean is_seen = link + 1 == length || (this->has_branches && g_test_rand_int_range (0, 5) == 0);
          char *id = add_link (builder, links[link], operand, chain, link, attributes[link], is_seen ? ends : NULL);

          g_free (operand);
          operand = id;
        }
      g_free (operand);
    }
  g_string_truncate (ends, ends->len - 1);
  if (strchr (ends->str, ' ') != NULL)
    graph_builder_gate (builder, "add", "all", ends->str);
  else
    graph_builder_gate (builder, "neg", "all", ends->str);
  graph_builder_gate (builder, this->is_matrix ? "sum" : "square", "f", "all");
  return graph_builder_end (builder);
}

static void
bind_inputs (CrTape *tape, guint32 width, const double *entries)
{
  guint n = 0;

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    if (cr_gate_is_source (node->gate))
      cr_tape_bind (tape, node->key, (CrShape) { 1, 1 }, width, entries + n++ * width);
}

static void
assert_same_bits (const CrNumbers *a, const CrNumbers *b, const char *id)
{
  g_assert_cmpuint (a->width, ==, b->width);
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    if (memcmp (&a->entries[i], &b->entries[i], sizeof (double)) != 0 && !(isnan (a->entries[i]) && isnan (b->entries[i])))
      g_error ("%s: %a and %a", id, a->entries[i], b->entries[i]);
}

static void
assert_same (const CrTape *one, const CrTape *other)
{
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (one), node)
    {
      CrNumbers a, b;

      g_assert_true (cr_tape_get_value (one, node->key, &a) && cr_tape_get_value (other, node->key, &b));
      assert_same_bits (&a, &b, node->id);
      g_assert_true (cr_tape_get_gradient (one, node->key, &a) && cr_tape_get_gradient (other, node->key, &b));
      assert_same_bits (&a, &b, node->id);
    }
}

/* Fused twice, as nothing may be left over from the pass before; against the same gates each by itself, and step by step. */
static void
assert_graph (const CrGraph *graph, const Case *this)
{
  g_autoptr (CrTape) fused = cr_tape_new (graph);
  g_autoptr (CrTape) unfused = cr_tape_new (graph);
  g_autoptr (CrTape) stepped = cr_tape_new (graph);
  g_autofree double *entries = g_new (double, this->n_chains * this->width);
  CrTape *tapes[] = { fused, unfused, stepped };

  cr_tape_fuse_chains (unfused, FALSE);
  for (gsize i = 0; i < this->n_chains * this->width; i++)
    entries[i] = g_test_rand_double_range (-2, 2);
  for (guint i = 0; i < G_N_ELEMENTS (tapes) && this->width > 1 && !this->is_matrix; i++)
    bind_inputs (tapes[i], this->width, entries);
  tape_run (unfused);
  tape_run_in_steps (stepped);
  for (guint round = 0; round < 2; round++)
    {
      cr_tape_mark_changed (fused);
      tape_run (fused);
      assert_same (fused, unfused);
      assert_same (fused, stepped);
    }
}

static void
test_same_bits (void)
{
  for (guint round = 0; round < 20; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr (CrGraph) graph = make_graph (&cases[i]);

        assert_graph (graph, &cases[i]);
      }
}

/* The output may be any gate of a chain: what comes behind it gets no gradient. */
static void
test_output_inside (void)
{
  static const Case this = { 1, 1 };

  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (CrGraph) ends = make_graph (&this);
      g_autoptr (CrGraph) graph = cr_graph_with_output (ends, cr_graph_find (ends, "c0_1"));

      assert_graph (graph, &this);
    }
}

/* Another factor is taken without compiling. */
static void
test_attributes_change (void)
{
  static const char *const gates[] = { "neg", "scale", "tanh", "shift", "leaky_relu" };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 0.7);
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    graph_builder_gate (builder, gates[i], gates[i], i > 0 ? gates[i - 1] : "x");

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  tape_run (tape);
  for (guint i = 1; i < G_N_ELEMENTS (gates); i += 2)
    {
      g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, gates[i])));

      cr_node_set_number (node, 0, -3);

      g_autoptr (CrGraph) other = cr_graph_with_node (graph, node);
      g_autoptr (CrTape) fresh = cr_tape_new (other);

      g_assert_false (cr_tape_update (tape, other));
      cr_tape_mark_changed (tape);
      tape_run (tape);
      tape_run_in_steps (fresh);
      assert_same (tape, fresh);
    }
}

/* Gates are counted, and no gate is run twice. */
static void
test_gates_run (void)
{
  static const Case this = { 9, 1, FALSE, TRUE, TRUE };
  g_autoptr (CrGraph) graph = make_graph (&this);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  tape_run (tape);
  g_assert_cmpuint (cr_tape_get_n_gates_run (tape), ==, 2 * (cr_graph_get_n_nodes (graph) - this.n_chains));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chains/same-bits", test_same_bits);
  g_test_add_func ("/chains/output-inside", test_output_inside);
  g_test_add_func ("/chains/attributes-change", test_attributes_change);
  g_test_add_func ("/chains/gates-run", test_gates_run);
  return g_test_run ();
}
