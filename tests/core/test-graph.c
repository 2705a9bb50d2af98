/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graph versions: old ones stay as they were, edits do what they say, loops are refused, and a difference is what differs. */
#include "cr-order.h"
#include "graph-builder.h"

#include <string.h>

static CrKey
key_of (const CrGraph *graph, const char *id)
{
  CrKey key = cr_graph_find (graph, id);

  g_assert_cmpuint (key, !=, CR_KEY_NONE);
  return key;
}

static const CrNode *
node_of (const CrGraph *graph, const char *id)
{
  return cr_graph_get_node (graph, key_of (graph, id));
}

/* --- Versions, against a plain model --- */

/* A model of a version: key → node. */
static void
assert_is_model (const CrGraph *graph, GHashTable *model)
{
  CrKey before = CR_KEY_NONE;
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_assert_cmpuint (node->key, >, before);
      g_assert_true (g_hash_table_lookup (model, GUINT_TO_POINTER (node->key)) == node);
      g_assert_true (cr_graph_get_node (graph, node->key) == node);
      before = node->key;
      n++;
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (model));
  g_assert_cmpuint (n, ==, cr_graph_get_n_nodes (graph));
}

static GHashTable *
copy_model (GHashTable *model)
{
  GHashTable *copy = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, key, value);
  return copy;
}

static CrGraph *
random_edit (const CrGraph *graph, GHashTable *model)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  for (guint i = g_test_rand_int_range (1, 40); i > 0; i--)
    {
      CrKey key = g_test_rand_int_range (1, 3000);
      const CrNode *node = cr_graph_edit_get_node (edit, key);

      g_assert_true (g_hash_table_lookup (model, GUINT_TO_POINTER (key)) == node);
      if (node == NULL || g_test_rand_bit ())
        {
          CrNode *new = cr_node_new (node == NULL ? cr_graph_edit_new_key (edit) : key, "n", cr_gate_find ("neg"));

          g_hash_table_insert (model, GUINT_TO_POINTER (new->key), new);
          cr_graph_edit_take_node (edit, new);
        }
      else
        {
          g_hash_table_remove (model, GUINT_TO_POINTER (key));
          cr_graph_edit_remove_nodes (edit, &key, 1);
        }
    }
  return cr_graph_edit_end (edit);
}

static void
count_difference (const CrNode *before, const CrNode *after, gpointer data)
{
  GHashTable *differences = data;
  const CrNode *node = before != NULL ? before : after;

  g_assert_true (before != after);
  g_assert_true (g_hash_table_add (differences, GUINT_TO_POINTER (node->key)));
}

static void
assert_difference (const CrGraph *a, GHashTable *model_a, const CrGraph *b, GHashTable *model_b)
{
  g_autoptr (GHashTable) differences = g_hash_table_new (NULL, NULL);
  guint expected = 0;
  CrKey limit = MAX (cr_graph_get_key_limit (a), cr_graph_get_key_limit (b));

  cr_graph_compare (a, b, count_difference, differences);
  for (CrKey key = 1; key < limit; key++)
    expected += g_hash_table_lookup (model_a, GUINT_TO_POINTER (key)) != g_hash_table_lookup (model_b, GUINT_TO_POINTER (key));
  g_assert_cmpuint (g_hash_table_size (differences), ==, expected);
}

static void
test_versions (void)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_graph_unref);
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  g_ptr_array_add (versions, cr_graph_new ());
  g_ptr_array_add (models, g_hash_table_new (NULL, NULL));
  for (guint i = 0; i < 150; i++)
    {
      guint from = g_test_rand_int_range (MAX (0, (int) i - 5), i + 1);
      GHashTable *model = copy_model (g_ptr_array_index (models, from));

      g_ptr_array_add (versions, random_edit (g_ptr_array_index (versions, from), model));
      g_ptr_array_add (models, model);
    }
  /* Later edits have changed none of the earlier versions. */
  for (guint i = 0; i < versions->len; i++)
    assert_is_model (g_ptr_array_index (versions, i), g_ptr_array_index (models, i));
  for (guint i = 1; i < versions->len; i += 7)
    assert_difference (g_ptr_array_index (versions, i - 1), g_ptr_array_index (models, i - 1), g_ptr_array_index (versions, i),
                       g_ptr_array_index (models, i));
}

/* A key is used once in a document, also across versions of which one is undone. */
static void
test_keys_are_never_used_again (void)
{
  g_autoptr (CrGraph) first = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (first);
  CrKey key = cr_graph_edit_new_key (edit);

  cr_graph_edit_cancel (edit);
  edit = cr_graph_edit_begin (first);
  g_assert_cmpuint (cr_graph_edit_new_key (edit), >, key);
  cr_graph_edit_cancel (edit);
}

/* --- Wires --- */

static CrGraph *
build_chain (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_number (builder, "input", "y", 1);
  graph_builder_gate (builder, "neg", "a", "x");
  graph_builder_gate (builder, "neg", "b", "a");
  graph_builder_gate (builder, "add", "f", "b y x");
  return graph_builder_end (builder);
}

static void
test_connect (void)
{
  g_autoptr (CrGraph) graph = build_chain ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) replaced = cr_graph_connected (graph, key_of (graph, "y"), key_of (graph, "b"), 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (node_of (replaced, "b")->operands[0], ==, key_of (graph, "y"));
  g_assert_cmpuint (node_of (graph, "b")->operands[0], ==, key_of (graph, "a"));

  g_autoptr (CrGraph) wider = cr_graph_connected (graph, key_of (graph, "y"), key_of (graph, "f"), 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (node_of (wider, "f")->n_operands, ==, 4);
  g_assert_null (cr_graph_connected (graph, key_of (graph, "y"), key_of (graph, "b"), 1, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
}

static void
test_loops_are_refused (void)
{
  g_autoptr (CrGraph) graph = build_chain ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_graph_connected (graph, key_of (graph, "f"), key_of (graph, "a"), 0, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_LOOP);
  g_assert_cmpstr (error->message, ==, "would make a loop: a → b → f → a");
  g_clear_error (&error);
  g_assert_null (cr_graph_connected (graph, key_of (graph, "a"), key_of (graph, "a"), 0, &error));
  g_assert_cmpstr (error->message, ==, "would make a loop: a → a");
  g_assert_true (cr_graph_reaches (graph, key_of (graph, "x"), key_of (graph, "f")));
  g_assert_false (cr_graph_reaches (graph, key_of (graph, "f"), key_of (graph, "x")));
}

static void
test_disconnect (void)
{
  g_autoptr (CrGraph) graph = build_chain ();
  g_autoptr (CrGraph) fewer = cr_graph_disconnected (graph, key_of (graph, "f"), 1);
  g_autoptr (CrGraph) open = cr_graph_disconnected (graph, key_of (graph, "a"), 0);

  /* add has an operand to spare; neg has not. */
  g_assert_cmpuint (node_of (fewer, "f")->n_operands, ==, 2);
  g_assert_cmpuint (node_of (fewer, "f")->operands[1], ==, key_of (graph, "x"));
  g_assert_cmpuint (node_of (open, "a")->n_operands, ==, 1);
  g_assert_cmpuint (node_of (open, "a")->operands[0], ==, CR_KEY_NONE);
}

/* A unit keeps as many weights as operands. */
static void
test_units_keep_their_weights (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrMatrix) weights = cr_matrix_new (2, 1, (double[]) { 3, 4 });
  g_autoptr (CrMatrix) rows = cr_matrix_new (2, 2, (double[]) { 1, 2, 3, 4 });

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_gate (builder, "neuron", "n", "x x");
  cr_node_set_matrix (graph_builder_peek (builder), 0, weights);
  graph_builder_gate (builder, "maxout", "m", "x x");
  cr_node_set_matrix (graph_builder_peek (builder), 0, rows);

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autoptr (CrGraph) more = cr_graph_connected (graph, key_of (graph, "x"), key_of (graph, "n"), 2, NULL);
  g_autoptr (CrGraph) most = cr_graph_connected (more, key_of (graph, "x"), key_of (graph, "m"), 2, NULL);
  const CrMatrix *longer = cr_node_get_matrix (node_of (most, "n"), "weights");
  const CrMatrix *wider = cr_node_get_matrix (node_of (most, "m"), "weights");
  const double expected[] = { 1, 2, 0, 3, 4, 0 };

  g_assert_true (cr_shape_equal (longer->shape, ((CrShape) { 3, 1 })));
  g_assert_cmpfloat (longer->entries[1], ==, 4);
  g_assert_cmpfloat (longer->entries[2], ==, 0);
  g_assert_true (cr_shape_equal (wider->shape, ((CrShape) { 2, 3 })));
  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat (wider->entries[i], ==, expected[i]);

  /* Detached, the operand is open and its weight stays. */
  g_autoptr (CrGraph) detached = cr_graph_disconnected (graph, key_of (graph, "n"), 0);

  g_assert_cmpuint (node_of (detached, "n")->n_operands, ==, 2);
  g_assert_cmpuint (node_of (detached, "n")->operands[0], ==, CR_KEY_NONE);
}

static void
test_remove (void)
{
  g_autoptr (CrGraph) unnamed = build_chain ();
  g_autoptr (CrGraph) graph = cr_graph_with_output (unnamed, key_of (unnamed, "b"));
  CrKey keys[] = { key_of (graph, "b"), key_of (graph, "x") };
  g_autoptr (CrGraph) rest = cr_graph_without (graph, keys, 2);

  g_assert_cmpuint (cr_graph_get_n_nodes (rest), ==, 3);
  g_assert_cmpuint (cr_graph_get_output (rest), ==, CR_KEY_NONE);
  g_assert_cmpuint (node_of (rest, "a")->operands[0], ==, CR_KEY_NONE);
  /* Of add's three operands x went; b could not, since two are needed. */
  g_assert_cmpuint (node_of (rest, "f")->n_operands, ==, 2);
  g_assert_cmpuint (node_of (rest, "f")->operands[0], ==, CR_KEY_NONE);
  g_assert_cmpuint (node_of (rest, "f")->operands[1], ==, key_of (graph, "y"));
  g_assert_cmpuint (cr_graph_get_n_nodes (graph), ==, 5);
}

static void
test_find_loop (void)
{
  g_autoptr (CrGraph) graph = build_chain ();
  g_autoptr (CrNode) closing = cr_node_copy (node_of (graph, "a"));

  g_assert_null (cr_graph_find_loop (graph));
  cr_node_set_operand (closing, 0, key_of (graph, "f"));

  g_autoptr (CrGraph) looped = cr_graph_with_node (graph, closing);
  g_autoptr (GArray) loop = cr_graph_find_loop (looped);
  g_autofree char *text = cr_graph_way_to_string (looped, loop);

  g_assert_cmpstr (text, ==, "a → b → f → a");
}

/* A loop of 100,000 nodes costs no stack. */
static void
test_find_long_loop (void)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);
  const guint n = 100000;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);
      CrNode *node = cr_node_new (cr_graph_edit_new_key (edit), id, cr_gate_find ("neg"));

      cr_node_set_operand (node, 0, i == 1 ? n : i - 1);
      cr_graph_edit_take_node (edit, node);
    }

  g_autoptr (CrGraph) graph = cr_graph_edit_end (edit);
  g_autoptr (GArray) loop = cr_graph_find_loop (graph);
  g_autofree char *text = cr_graph_way_to_string (graph, loop);

  g_assert_cmpuint (loop->len, ==, n + 1);
  g_assert_cmpuint (strlen (text), <, 200);
}

static void
test_free_ids (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", 1);
  graph_builder_number (builder, "input", "x_2", 1);
  graph_builder_number (builder, "input", "x_03", 1);
  graph_builder_number (builder, "input", "x_4", 1);

  g_autoptr (CrGraph) graph = graph_builder_end (builder);
  g_autofree char *free_x = cr_graph_dup_free_id (graph, "x");
  g_autofree char *free_y = cr_graph_dup_free_id (graph, "y");

  g_assert_cmpstr (free_x, ==, "x_3");
  g_assert_cmpstr (free_y, ==, "y");
}

static void
test_ids (void)
{
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');

  g_assert_true (cr_id_is_valid ("_x9"));
  g_assert_true (cr_id_is_valid (longest));
  g_assert_false (cr_id_is_valid (too_long));
  g_assert_false (cr_id_is_valid (""));
  g_assert_false (cr_id_is_valid ("9x"));
  g_assert_false (cr_id_is_valid ("x y"));
  g_assert_false (cr_id_is_valid ("é"));
}

/* --- Order --- */

/* The order as its definition says it, in quadratic time: of the ready ones the first in the file. */
static void
assert_order_as_defined (const CrGraph *graph)
{
  guint n;
  g_autofree CrKey *order = cr_order_topologically (graph, &n);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (n, ==, cr_graph_get_n_nodes (graph));
  for (guint place = 0; place < n; place++)
    {
      CrKey first = CR_KEY_NONE;

      CR_GRAPH_FOR_EACH (graph, node)
        {
          gboolean ready = !g_hash_table_contains (done, GUINT_TO_POINTER (node->key));

          for (guint i = 0; i < node->n_operands; i++)
            ready &= node->operands[i] == CR_KEY_NONE || g_hash_table_contains (done, GUINT_TO_POINTER (node->operands[i]));
          if (ready && first == CR_KEY_NONE)
            first = node->key;
        }
      g_assert_cmpuint (order[place], ==, first);
      g_hash_table_add (done, GUINT_TO_POINTER (first));
    }
}

/* @n nodes whose wires run from a random rank to a greater one, in file order that has nothing to do with it. */
static CrGraph *
build_shuffled (guint n)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);
  g_autofree CrKey *by_rank = g_new (CrKey, n);

  for (guint i = 0; i < n; i++)
    by_rank[i] = cr_graph_edit_new_key (edit);
  for (guint i = n - 1; i > 0; i--)
    {
      guint j = g_test_rand_int_range (0, i + 1);
      CrKey key = by_rank[i];

      by_rank[i] = by_rank[j];
      by_rank[j] = key;
    }
  for (guint rank = 0; rank < n; rank++)
    {
      CrNode *node = cr_node_new (by_rank[rank], "n", cr_gate_find ("add"));

      for (guint i = 0; i < 2 && rank > 0; i++)
        if (g_test_rand_int_range (0, 5) > 0)
          cr_node_set_operand (node, i, by_rank[g_test_rand_int_range (0, rank)]);
      cr_graph_edit_take_node (edit, node);
    }
  return cr_graph_edit_end (edit);
}

static void
test_order (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (CrGraph) graph = build_shuffled (g_test_rand_int_range (1, 60));

      assert_order_as_defined (graph);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/versions", test_versions);
  g_test_add_func ("/graph/keys-are-never-used-again", test_keys_are_never_used_again);
  g_test_add_func ("/graph/connect", test_connect);
  g_test_add_func ("/graph/loops-are-refused", test_loops_are_refused);
  g_test_add_func ("/graph/disconnect", test_disconnect);
  g_test_add_func ("/graph/units-keep-their-weights", test_units_keep_their_weights);
  g_test_add_func ("/graph/remove", test_remove);
  g_test_add_func ("/graph/find-loop", test_find_loop);
  g_test_add_func ("/graph/find-long-loop", test_find_long_loop);
  g_test_add_func ("/graph/free-ids", test_free_ids);
  g_test_add_func ("/graph/ids", test_ids);
  g_test_add_func ("/graph/order", test_order);
  return g_test_run ();
}
