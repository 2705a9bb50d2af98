/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random graphs over the whole gate table, saved and read back: they compute the same numbers, bit for bit, as those kept in memory. */
#include "cr-expansion.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-tape.h"
#include "random-graph.h"

#include <string.h>

#define ROUNDS 500

static CrTape *
run (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  g_assert_true (cr_tape_backward (tape, NULL));
  return tape;
}

static void
assert_same_numbers (gboolean has_a, const CrNumbers *a, gboolean has_b, const CrNumbers *b)
{
  g_assert_cmpint (has_a, ==, has_b);
  if (has_a)
    g_assert_cmpmem (a->entries, cr_shape_get_size (a->shape) * sizeof (double), b->entries,
                     cr_shape_get_size (b->shape) * sizeof (double));
}

static CrGraph *
read_back (const CrGraph *graph)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = cr_graph_write_text (graph, NULL, &length);
  CrGraph *again = cr_graph_read_text (text, length, &error);

  g_assert_no_error (error);
  return again;
}

/* By ids, since keys are the program's own. */
static void
assert_same_graphs (const CrGraph *graph, const CrGraph *again)
{
  g_autoptr (CrTape) a = run (graph);
  g_autoptr (CrTape) b = run (again);

  g_assert_cmpuint (cr_graph_get_n_nodes (graph), ==, cr_graph_get_n_nodes (again));
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrKey key = cr_graph_find (again, node->id);
      CrNumbers mine, others;

      assert_same_numbers (cr_tape_get_value (a, node->key, &mine), &mine, cr_tape_get_value (b, key, &others), &others);
      assert_same_numbers (cr_tape_get_gradient (a, node->key, &mine), &mine, cr_tape_get_gradient (b, key, &others), &others);
      for (guint i = 0; i < node->gate->n_attributes; i++)
        assert_same_numbers (cr_tape_get_parameter_gradient (a, node->key, i, &mine), &mine,
                             cr_tape_get_parameter_gradient (b, key, i, &others), &others);
    }
}

static void
test_saved_is_kept (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (15);
      g_autoptr (CrGraph) again = read_back (graph);

      assert_same_graphs (graph, again);
    }
}

/* The same of unfolded graphs, which the reader must take as the program makes them. */
static void
test_saved_unfolded (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (CrGraph) graph = random_graph_new (12);
      g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
      g_autoptr (CrGraph) expanded = NULL;
      g_autoptr (CrGraph) again = NULL;

      CR_GRAPH_FOR_EACH (graph, node)
        {
          if (node->gate->expansion != NULL)
            g_array_append_val (keys, node->key);
        }
      expanded = cr_graph_expanded (graph, (CrKey *) keys->data, keys->len,
                                    round % 2 ? CR_EXPANSION_GATES : CR_EXPANSION_NEURONS, NULL);
      again = read_back (expanded);
      assert_same_graphs (expanded, again);
      g_assert_cmpuint (cr_graph_get_parts (again)->groups->len, ==, keys->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-graphs/saved-is-kept", test_saved_is_kept);
  g_test_add_func ("/random-graphs/saved-unfolded", test_saved_unfolded);
  return g_test_run ();
}
