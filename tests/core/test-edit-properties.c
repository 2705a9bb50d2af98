/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for every edit, on random graphs over the whole gate table: a tape that follows edits is one that is made anew; unfolding
 * and folding change no number. */
#include "cr-expansion.h"
#include "cr-tape-private.h"
#include "random-graph.h"

#include <math.h>
#include <string.h>

#define ROUNDS 1000
#define EDITS 8

/* --- A tape that follows edits --- */

static void
run (CrTape *tape)
{
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
}

/* Bit for bit, or absent on both sides. */
static void
assert_same (gboolean has_a, const CrNumbers *a, gboolean has_b, const CrNumbers *b)
{
  g_assert_cmpint (has_a, ==, has_b);
  if (!has_a)
    return;
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  g_assert_cmpuint (a->width, ==, b->width);
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    if (!isnan (a->entries[i]) || !isnan (b->entries[i])) /* whose sign says nothing */
      g_assert_cmpmem (&a->entries[i], sizeof (double), &b->entries[i], sizeof (double));
}

/* States, problems, values, gradients, those of parameters. */
static void
assert_same_tapes (CrTape *tape, CrTape *fresh)
{
  const CrGraph *graph = cr_tape_get_graph (fresh);

  g_assert_cmpuint (cr_tape_get_output (tape, NULL), ==, cr_tape_get_output (fresh, NULL));
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNumbers a, b;

      g_assert_cmpint (cr_tape_get_state (tape, node->key), ==, cr_tape_get_state (fresh, node->key));
      g_assert_cmpstr (cr_tape_get_problem (tape, node->key), ==, cr_tape_get_problem (fresh, node->key));
      assert_same (cr_tape_get_value (tape, node->key, &a), &a, cr_tape_get_value (fresh, node->key, &b), &b);
      assert_same (cr_tape_get_gradient (tape, node->key, &a), &a, cr_tape_get_gradient (fresh, node->key, &b), &b);
      for (guint i = 0; i < node->gate->n_attributes; i++)
        assert_same (cr_tape_get_parameter_gradient (tape, node->key, i, &a), &a,
                     cr_tape_get_parameter_gradient (fresh, node->key, i, &b), &b);
    }
}

/* A wire from anywhere to anywhere, if it makes no loop. */
static CrGraph *
with_wire (const CrGraph *graph)
{
  CrKey from = random_graph_key (graph), to = random_graph_key (graph);
  guint n = cr_graph_get_node (graph, to)->n_operands;
  CrGraph *wired = n > 0 ? cr_graph_connected (graph, from, to, g_test_rand_int_range (0, n + 1), NULL) : NULL;

  return wired != NULL ? wired : cr_graph_ref (graph);
}

static CrGraph *
without_wire (const CrGraph *graph)
{
  CrKey to = random_graph_key (graph);
  guint n = cr_graph_get_node (graph, to)->n_operands;

  return n > 0 ? cr_graph_disconnected (graph, to, g_test_rand_int_range (0, n)) : cr_graph_ref (graph);
}

static CrGraph *
without_node (const CrGraph *graph)
{
  CrKey key = random_graph_key (graph);

  return cr_graph_without (graph, &key, 1);
}

static CrGraph *
with_other_id (const CrGraph *graph)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, random_graph_key (graph)));
  g_autofree char *id = cr_graph_dup_free_id (graph, "renamed");

  cr_node_set_id (node, id);
  cr_node_set_place (node, g_test_rand_int_range (0, 500), 0);
  return cr_graph_with_node (graph, node);
}

/* An attribute back at its default, or a unit with weights that are drawn again. */
static CrGraph *
without_attribute (const CrGraph *graph)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, random_graph_key (graph)));

  if (node->gate->n_attributes == 0)
    return cr_graph_ref (graph);
  cr_node_unset (node, g_test_rand_int_range (0, node->gate->n_attributes));
  return cr_graph_with_node (graph, node);
}

static CrGraph *
edited (const CrGraph *graph)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return with_wire (graph);
    case 1:
      return without_wire (graph);
    case 2:
      return without_node (graph);
    case 3:
      return with_other_id (graph);
    case 4:
      return without_attribute (graph);
    case 5:
      return cr_graph_with_output (graph, g_test_rand_bit () ? random_graph_key (graph) : CR_KEY_NONE);
    default:
      return random_graph_with_other_numbers (graph);
    }
}

/* Wires, nodes, ids, attributes, the output, numbers: in any order, and back again by undo. */
static void
test_following_edits_is_a_fresh_compile (void)
{
  guint n_without_compiling = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) first = random_graph_new (12);
      g_autoptr (CrGraph) current = cr_graph_ref (first);
      g_autoptr (CrTape) tape = cr_tape_new (first);

      run (tape);
      for (guint i = 0; i <= EDITS; i++)
        {
          CrGraph *next = i == EDITS ? cr_graph_ref (first) : edited (current);
          g_autoptr (CrTape) fresh = cr_tape_new (next);

          n_without_compiling += !cr_tape_update (tape, next);
          run (tape);
          run (fresh);
          assert_same_tapes (tape, fresh);
          cr_graph_unref (current);
          current = next;
        }
    }
  g_assert_cmpuint (n_without_compiling, >, ROUNDS);
}

/* Other numbers compile nothing. */
static void
test_numbers_compile_nothing (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrGraph) other = random_graph_with_other_numbers (graph);
      g_autoptr (CrTape) updated = cr_tape_new (graph);
      g_autoptr (CrTape) fresh = cr_tape_new (other);

      run (updated);
      g_assert_false (cr_tape_update (updated, other));
      run (updated);
      run (fresh);
      assert_same_tapes (updated, fresh);
    }
}

/* One number after the other: only what depends on it is computed, and everything is as if all had been. Takes the graph over. */
static void
follow_single_numbers (CrGraph *graph, guint n_edits)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  run (tape);
  for (guint i = 0; i < n_edits; i++)
    {
      CrGraph *next = random_graph_with_one_other_number (graph);
      g_autoptr (CrTape) fresh = cr_tape_new (next);
      guint64 n_before = cr_tape_get_n_gates_run (tape);

      cr_graph_unref (graph);
      graph = next;
      cr_tape_update (tape, graph);
      run (tape);
      run (fresh);
      g_assert_cmpuint (cr_tape_get_n_gates_run (tape) - n_before, <=, cr_tape_get_n_gates_run (fresh));
      assert_same_tapes (tape, fresh);
    }
  cr_graph_unref (graph);
}

static void
test_single_numbers (void)
{
  for (guint round = 0; round < ROUNDS / 5; round++)
    follow_single_numbers (random_graph_new (15), EDITS);
  for (guint round = 0; round < 5; round++)
    follow_single_numbers (random_scalar_graph_new (g_test_rand_int_range (500, 3000)), EDITS);
}

/* --- Unfolding and folding --- */

/* Whether a gate chooses otherwise when each number of its operands is shaken by some 1e-10 of its size. */
static gboolean
chooses_otherwise (const CrCall *call, const GArray *choices)
{
  g_autofree CrBlock *operands = g_memdup2 (call->operands, call->n_operands * sizeof (CrBlock));
  g_autoptr (GPtrArray) shaken = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (CrChoice));
  CrCall other = *call;

  for (guint i = 0; i < call->n_operands; i++)
    {
      gsize n = cr_shape_get_size (operands[i].shape) * operands[i].width;
      double *values = g_memdup2 (operands[i].value, n * sizeof (double));

      for (gsize j = 0; j < n && i != call->gate->label; j++)
        values[j] += (1 + fabs (values[j])) * g_test_rand_double_range (-1e-10, 1e-10);
      operands[i].value = values;
      g_ptr_array_add (shaken, values);
    }
  other.operands = operands;
  call->gate->note_choices (&other, others);
  for (guint i = 0; i < choices->len; i++)
    if (g_array_index (choices, CrChoice, i).branch != g_array_index (others, CrChoice, i).branch)
      return TRUE;
  return FALSE;
}

/* Whether a choice stands between two ways, or so near that rounding decides: there a gate and what it unfolds into may take
 * different ones. */
static gboolean
has_kink (CrTape *tape)
{
  guint n;

  cr_tape_get_order (tape, &n);
  for (guint place = 0; place < n; place++)
    {
      CrCall call = cr_tape_make_call (tape, place, FALSE);
      g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (CrChoice));

      if (call.gate->note_choices == NULL)
        continue;
      call.gate->note_choices (&call, choices);
      for (guint i = 0; i < choices->len; i++)
        if (g_array_index (choices, CrChoice, i).distance == 0)
          return TRUE;
      for (guint i = 0; i < 12; i++)
        if (chooses_otherwise (&call, choices))
          return TRUE;
    }
  return FALSE;
}

/* Some of the nodes that unfold. */
static GArray *
choose_nodes (const CrGraph *graph)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (node->gate->expansion != NULL && g_test_rand_bit ())
        g_array_append_val (keys, node->key);
    }
  return keys;
}

/* The largest gradient: what differences are measured by, since errors are propagated with it. */
static double
find_scale (CrTape *tape)
{
  double scale = 1;

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      CrNumbers gradient;

      for (gsize i = 0; cr_tape_get_gradient (tape, node->key, &gradient) && i < cr_shape_get_size (gradient.shape); i++)
        scale = fmax (scale, fabs (gradient.entries[i]));
    }
  return scale;
}

static void
assert_near (const CrNumbers *a, const CrNumbers *b, double scale)
{
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  for (gsize i = 0; i < cr_shape_get_size (a->shape); i++)
    g_assert_cmpfloat (fabs (a->entries[i] - b->entries[i]), <=, 1e-9 * scale);
}

/* What a node had before, it has after. Constants that are labels get no gradient either way. */
static void
assert_same_numbers (CrTape *before, CrTape *after, gboolean with_gradients)
{
  double scale = 50 + find_scale (before);

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (before), node)
    {
      CrNumbers a, b;

      g_assert_true (cr_tape_get_value (before, node->key, &a) && cr_tape_get_value (after, node->key, &b));
      assert_near (&a, &b, scale);
      if (with_gradients && cr_tape_get_gradient (before, node->key, &a) && cr_tape_get_gradient (after, node->key, &b))
        assert_near (&a, &b, scale);
    }
}

static CrGraph *
fold_all (const CrGraph *graph)
{
  g_autoptr (CrGraph) current = cr_graph_ref (graph);

  while (cr_graph_get_parts (current)->groups->len > 0)
    {
      const CrGroup *group = cr_graph_get_parts (current)->groups->pdata[0];
      g_autoptr (GError) error = NULL;
      CrGraph *folded = cr_graph_folded (current, group->key, &error);

      g_assert_no_error (error);
      cr_graph_unref (current);
      current = folded;
    }
  return g_steal_pointer (&current);
}

static void
test_unfolded_and_folded (void)
{
  guint n_kinks = 0, n_unfolded = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (GArray) keys = choose_nodes (graph);
      CrExpansionForm form = g_test_rand_bit () ? CR_EXPANSION_GATES : CR_EXPANSION_NEURONS;
      g_autoptr (GError) error = NULL;
      g_autoptr (CrGraph) expanded = cr_graph_expanded (graph, (CrKey *) keys->data, keys->len, form, &error);
      g_autoptr (CrGraph) folded = NULL;
      g_autoptr (CrTape) before = cr_tape_new (graph);
      g_autoptr (CrTape) between = NULL;
      g_autoptr (CrTape) after = NULL;
      gboolean is_smooth;

      g_assert_no_error (error);
      folded = fold_all (expanded);
      between = cr_tape_new (expanded);
      after = cr_tape_new (folded);
      run (before);
      run (between);
      run (after);
      is_smooth = !has_kink (before);
      n_kinks += !is_smooth;
      n_unfolded += keys->len;
      assert_same_numbers (before, between, is_smooth);
      /* There and back again it is the same graph, to the bit. */
      assert_same_tapes (after, before);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          g_assert_true (cr_graph_get_node (folded, node->key)->gate == node->gate);
        }
    }
  g_assert_cmpuint (n_unfolded, >, 3 * ROUNDS);
  g_assert_cmpuint (n_kinks, <, ROUNDS / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-properties/following-edits-is-a-fresh-compile", test_following_edits_is_a_fresh_compile);
  g_test_add_func ("/edit-properties/numbers-compile-nothing", test_numbers_compile_nothing);
  g_test_add_func ("/edit-properties/single-numbers", test_single_numbers);
  g_test_add_func ("/edit-properties/unfolded-and-folded", test_unfolded_and_folded);
  return g_test_run ();
}
