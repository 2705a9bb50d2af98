/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for the numbers of every graph, on random ones over the whole gate table. What must hold for edits is in
 * test-edit-properties.c. */
#include "cr-explanation.h"
#include "cr-gradient-check.h"
#include "random-graph.h"
#include "tape-runs.h"

#include <math.h>
#include <string.h>

#define ROUNDS 1500
#define WIDTH 9

/* Values of up to 50 may cancel to an output near 0: rounding them then makes 7e-15 in 1.2e-5, the usual step to both sides, which against
 * 1e-4, the least that an error is taken relative to, is 6e-6. */
#define TOLERANCE (20 * CR_CHECK_TOLERANCE)

static void
assert_gradients (const CrGraph *graph, guint *n_entries, guint *n_kinks)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) entries = cr_gradient_check (tape, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const CrCheckedEntry *entry = &g_array_index (entries, CrCheckedEntry, i);

      (*n_entries)++;
      *n_kinks += entry->is_kink;
      if (!entry->is_kink && !(entry->error <= TOLERANCE))
        g_error ("node %s: analytic %.17g, numeric %.17g", cr_graph_get_node (graph, entry->node)->id, entry->analytic, entry->numeric);
    }
}

static void
test_gradients (void)
{
  guint n_entries = 0, n_kinks = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);

      assert_gradients (graph, &n_entries, &n_kinks);
    }
  /* Kinks are the exception, else the test looks at nothing. */
  g_assert_cmpuint (n_entries, >, 10 * ROUNDS);
  g_assert_cmpuint (n_kinks, <, n_entries / 4);
}

/* How much a fault changes an entry's gradient, as the check measures it but for the size of the output. */
static double
get_harm (const CrCheckedEntry *right, const CrCheckedEntry *wrong)
{
  return fabs (right->analytic - wrong->analytic) / fmax (fmax (fabs (right->analytic), fabs (wrong->analytic)), 1);
}

/* Whatever is done to make true gradients pass, wrong ones do not. */
static void
test_faults_are_seen (void)
{
  guint n_wrong = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrTape) tape = cr_tape_new (graph);
      g_autoptr (GArray) right = cr_gradient_check (tape, 0, NULL);
      g_autoptr (GArray) wrong = NULL;

      cr_tape_set_fault (tape, random_graph_key (graph), g_test_rand_int_range (CR_FAULT_SIGN, CR_FAULT_FACTOR + 1));
      wrong = cr_gradient_check (tape, 0, NULL);
      for (guint i = 0; i < right->len; i++)
        {
          const CrCheckedEntry *entry = &g_array_index (wrong, CrCheckedEntry, i);

          if (entry->is_kink || get_harm (&g_array_index (right, CrCheckedEntry, i), entry) < 1e-2)
            continue;
          n_wrong++;
          g_assert_cmpfloat (entry->error, >, 1e-3);
        }
    }
  g_assert_cmpuint (n_wrong, >, ROUNDS / 4);
}

/* A node's gradient is the sum of what its wires bring back. */
static void
test_wires_add_up (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrTape) tape = cr_tape_new (graph);

      tape_run (tape);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          g_autoptr (CrExplanation) why = cr_explanation_new (tape, node->key, NULL);

          if (why == NULL || node->key == cr_graph_get_output (graph))
            continue;
          for (gsize i = 0; i < cr_shape_get_size (why->shape); i++)
            {
              double sum = 0, size = 0;

              for (guint k = 0; k < why->terms->len; k++)
                {
                  double product = g_array_index (why->terms, CrTerm, k).product[i];

                  sum += product;
                  size += fabs (product);
                }
              g_assert_cmpfloat (fabs (sum - why->gradient[i]), <=, 1e-10 * fmax (1, size));
            }
        }
    }
}

/* Binds random data to every second input; @data is a list of what was bound to each key. */
static void
bind_inputs (CrTape *tape, const CrGraph *graph, GHashTable *data)
{
  guint n_inputs = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrShape shape;

      if (strcmp (node->gate->name, "input") != 0 || n_inputs++ % 2 == 1 || !cr_tape_get_shape (tape, node->key, &shape))
        continue;

      gsize n = cr_shape_get_size (shape) * WIDTH;
      double *entries = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        entries[i] = g_test_rand_double_range (-2, 2);
      g_hash_table_insert (data, GUINT_TO_POINTER (node->key), entries);
      cr_tape_bind (tape, node->key, shape, WIDTH, entries);
    }
}

/* The same numbers to another tape of the graph. */
static void
bind_same_inputs (CrTape *tape, const CrGraph *graph, GHashTable *data)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      const double *entries = g_hash_table_lookup (data, GUINT_TO_POINTER (node->key));
      CrShape shape;

      if (entries != NULL && cr_tape_get_shape (tape, node->key, &shape))
        cr_tape_bind (tape, node->key, shape, WIDTH, entries);
    }
}

static CrGraph *
graph_of_example (const CrGraph *graph, const CrTape *tape, GHashTable *data, guint example)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  GHashTableIter iter;
  gpointer key, entries;

  g_hash_table_iter_init (&iter, data);
  while (g_hash_table_iter_next (&iter, &key, &entries))
    {
      CrNode *node = cr_node_copy (cr_graph_edit_get_node (edit, GPOINTER_TO_UINT (key)));
      CrNumbers all = { .width = WIDTH, .entries = entries };
      g_autoptr (CrMatrix) matrix = NULL;

      g_assert_true (cr_tape_get_shape (tape, node->key, &all.shape));
      matrix = cr_matrix_new (all.shape.rows, all.shape.columns, NULL);
      cr_numbers_get_example (&all, example, matrix->entries);
      cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), matrix);
      cr_graph_edit_take_node (edit, node);
    }
  return cr_graph_edit_end (edit);
}

static void
assert_near (double a, double b)
{
  if (a == b || (isnan (a) && isnan (b)))
    return;
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fabs (a)));
}

/* What nodes without data collect over the examples: by key, of a node or (with a bit that no key has) of a unit's parameter. */
static void
collect (GHashTable *sums, gpointer name, const CrNumbers *gradient)
{
  double *sum = g_hash_table_lookup (sums, name);

  if (sum == NULL)
    g_hash_table_insert (sums, name, sum = g_new0 (double, cr_shape_get_size (gradient->shape)));
  for (gsize i = 0; i < cr_shape_get_size (gradient->shape); i++)
    sum[i] += gradient->entries[i];
}

static void
assert_example (const CrNumbers *many, const CrNumbers *one, guint example)
{
  for (gsize i = 0; i < cr_shape_get_size (one->shape); i++)
    assert_near (many->entries[i * many->width + (many->width > 1 ? example : 0)], one->entries[i]);
}

static gpointer
name_parameter (const CrNode *node, guint attribute)
{
  return GUINT_TO_POINTER (node->key | (attribute + 1) << 28);
}

static void
compare_example (CrTape *batch, CrTape *single, const CrNode *node, guint example, GHashTable *sums)
{
  CrNumbers many, one;

  g_assert_true (cr_tape_get_value (batch, node->key, &many) && cr_tape_get_value (single, node->key, &one));
  assert_example (&many, &one, example);
  if (cr_tape_get_gradient (batch, node->key, &many))
    {
      g_assert_true (cr_tape_get_gradient (single, node->key, &one));
      if (many.width > 1)
        assert_example (&many, &one, example);
      else
        collect (sums, GUINT_TO_POINTER (node->key), &one);
    }
  for (guint i = 0; i < node->gate->n_attributes; i++)
    if (cr_tape_get_parameter_gradient (single, node->key, i, &one))
      collect (sums, name_parameter (node, i), &one);
}

static void
assert_sum (GHashTable *sums, gpointer name, const CrNumbers *total)
{
  const double *sum = g_hash_table_lookup (sums, name);

  for (gsize i = 0; sum != NULL && i < cr_shape_get_size (total->shape); i++)
    if (isfinite (sum[i]))
      g_assert_cmpfloat_with_epsilon (total->entries[i], sum[i], 1e-8 * fmax (1, fabs (sum[i])));
}

/* A batch of N examples is N runs of one example, and what depends on no data gets the sum of their gradients. */
static void
test_batch_is_single_runs (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (12);
      g_autoptr (CrTape) batch = cr_tape_new (graph);
      g_autoptr (GHashTable) data = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      CrNumbers output;

      bind_inputs (batch, graph, data);
      tape_run (batch);
      g_assert_true (cr_tape_get_value (batch, cr_graph_get_output (graph), &output));
      for (guint example = 0; example < WIDTH; example++)
        {
          g_autoptr (CrGraph) one = graph_of_example (graph, batch, data, example);
          g_autoptr (CrTape) single = cr_tape_new (one);

          tape_run (single);
          CR_GRAPH_FOR_EACH (one, node)
            {
              compare_example (batch, single, node, example, sums);
            }
        }
      CR_GRAPH_FOR_EACH (graph, node)
        {
          CrNumbers total;

          if (output.width == 1)
            break; /* then the output is one number, not one an example */
          if (cr_tape_get_gradient (batch, node->key, &total) && total.width == 1)
            assert_sum (sums, GUINT_TO_POINTER (node->key), &total);
          for (guint i = 0; i < node->gate->n_attributes; i++)
            if (cr_tape_get_parameter_gradient (batch, node->key, i, &total))
              assert_sum (sums, name_parameter (node, i), &total);
        }
    }
}

static void
assert_near_numbers (const CrNumbers *a, const CrNumbers *b)
{
  g_assert_true (cr_shape_equal (a->shape, b->shape));
  g_assert_cmpuint (a->width, ==, b->width);
  for (gsize i = 0; i < cr_shape_get_size (a->shape) * a->width; i++)
    assert_near (a->entries[i], b->entries[i]);
}

/* Near, or absent on both sides; 1 where there was something to compare. */
static guint
assert_near_where_there (gboolean has_a, const CrNumbers *a, gboolean has_b, const CrNumbers *b)
{
  g_assert_cmpint (has_a, ==, has_b);
  if (has_a)
    assert_near_numbers (a, b);
  return has_a;
}

/* Layers that a tape runs as a whole, on batches that fill vectors and that do not, are one instruction after the other. */
static void
test_fused_is_step_by_step (void)
{
  guint n_compared = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (20);
      g_autoptr (CrTape) fused = cr_tape_new (graph);
      g_autoptr (CrTape) stepped = cr_tape_new (graph);
      g_autoptr (GHashTable) data = g_hash_table_new_full (NULL, NULL, NULL, g_free);

      bind_inputs (fused, graph, data);
      bind_same_inputs (stepped, graph, data);
      tape_run (fused);
      tape_run_in_steps (stepped);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          CrNumbers a, b;

          g_assert_true (cr_tape_get_value (fused, node->key, &a) && cr_tape_get_value (stepped, node->key, &b));
          assert_near_numbers (&a, &b);
          n_compared += assert_near_where_there (cr_tape_get_gradient (fused, node->key, &a), &a,
                                                 cr_tape_get_gradient (stepped, node->key, &b), &b);
          for (guint i = 0; i < node->gate->n_attributes; i++)
            n_compared += assert_near_where_there (cr_tape_get_parameter_gradient (fused, node->key, i, &a), &a,
                                                   cr_tape_get_parameter_gradient (stepped, node->key, i, &b), &b);
        }
    }
  g_assert_cmpuint (n_compared, >, 10 * ROUNDS);
}

/* A tape that spares its bound inputs has no gradients of these, and all others. */
static void
test_spared_inputs (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (20);
      g_autoptr (CrTape) whole = cr_tape_new (graph);
      g_autoptr (CrTape) sparing = cr_tape_new (graph);
      g_autoptr (GHashTable) data = g_hash_table_new_full (NULL, NULL, NULL, g_free);

      if (round % 2 == 0)
        cr_tape_spare_inputs (sparing);
      bind_inputs (whole, graph, data);
      bind_same_inputs (sparing, graph, data);
      cr_tape_spare_inputs (sparing);
      tape_run (whole);
      tape_run (sparing);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          gboolean is_bound = g_hash_table_contains (data, GUINT_TO_POINTER (node->key));
          CrNumbers a, b;

          if (cr_tape_get_gradient (whole, node->key, &a) && !is_bound)
            {
              g_assert_true (cr_tape_get_gradient (sparing, node->key, &b));
              assert_near_numbers (&a, &b);
            }
          else
            g_assert_false (cr_tape_get_gradient (sparing, node->key, &b));
          for (guint i = 0; i < node->gate->n_attributes; i++)
            if (cr_tape_get_parameter_gradient (whole, node->key, i, &a))
              {
                g_assert_true (cr_tape_get_parameter_gradient (sparing, node->key, i, &b));
                assert_near_numbers (&a, &b);
              }
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties/gradients", test_gradients);
  g_test_add_func ("/properties/faults-are-seen", test_faults_are_seen);
  g_test_add_func ("/properties/wires-add-up", test_wires_add_up);
  g_test_add_func ("/properties/batch-is-single-runs", test_batch_is_single_runs);
  g_test_add_func ("/properties/fused-is-step-by-step", test_fused_is_step_by_step);
  g_test_add_func ("/properties/spared-inputs-alone-have-no-gradients", test_spared_inputs);
  return g_test_run ();
}
