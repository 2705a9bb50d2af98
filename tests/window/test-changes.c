/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the inspector does to a graph. */
#include "cr-changes.h"

#include "graph-builder.h"

static const CrNode *
find (const CrGraph *graph, const char *id)
{
  return cr_graph_get_node (graph, cr_graph_find (graph, id));
}

static CrGraph *
new_graph (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_gate (builder, "neuron", "h", "x y");
  graph_builder_gate (builder, "dense", "layer", "x");
  graph_builder_gate (builder, "leaky_relu", "f", "h");
  return graph_builder_end (builder);
}

static CrGraph *
change (const CrGraph *graph, const char *id, const char *attribute, const char *text, GError **error)
{
  const CrNode *node = find (graph, id);

  return cr_change_attribute (graph, node->key, cr_gate_find_attribute (node->gate, attribute), text, error);
}

static void
test_id (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  CrKey x = cr_graph_find (graph, "x");
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) renamed = cr_change_id (graph, x, "input_1", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cr_graph_find (renamed, "input_1"), ==, x);
  g_assert_cmpuint (cr_graph_find (renamed, "x"), ==, CR_KEY_NONE);
  g_assert_cmpuint (find (renamed, "h")->operands[0], ==, x);
}

static void
test_id_refused (void)
{
  static const char *const bad[] = { "", "1x", "a b", "w₀", "y" };
  g_autoptr (CrGraph) graph = new_graph ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cr_change_id (graph, cr_graph_find (graph, "x"), bad[i], &error));
      g_assert_error (error, CR_ERROR, CR_ERROR_ID);
    }
}

static void
test_label_and_note (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  CrKey x = cr_graph_find (graph, "x");
  g_autoptr (CrGraph) labelled = cr_change_label (graph, x, "x₀");
  g_autoptr (CrGraph) noted = cr_change_note (labelled, x, "the first");
  g_autoptr (CrGraph) bare = cr_change_label (noted, x, "");

  g_assert_cmpstr (cr_node_get_title (find (noted, "x")), ==, "x₀");
  g_assert_cmpstr (find (noted, "x")->note, ==, "the first");
  g_assert_null (find (bare, "x")->label);
}

static void
test_value (void)
{
  static const struct
  {
    const char *typed;
    const char *shown;
  } cases[] = {
    { "3", "3" },
    { "−2.5", "−2.5" },
    { " 1e-7 ", "1e-7" },
    { "-1e-7", "−1e-7" },
    { "[1, −2]", "[1, −2]" },
    { "[[1,2],[3,4]]", "[[1, 2], [3, 4]]" },
  };
  g_autoptr (CrGraph) graph = new_graph ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CrGraph) changed = change (graph, "x", "value", cases[i].typed, &error);
      g_autofree char *shown = NULL;

      g_assert_no_error (error);
      shown = cr_attribute_dup_text (find (changed, "x"), cr_gate_find_attribute (find (changed, "x")->gate, "value"));
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* What nothing was said of shows what holds: a source's 0, a default. */
static void
test_defaults (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autofree char *value = NULL;
  g_autofree char *factor = NULL;

  graph_builder_gate (builder, "input", "x", "");
  graph_builder_gate (builder, "scale", "f", "x");
  graph = graph_builder_end (builder);
  value = cr_attribute_dup_text (find (graph, "x"), cr_gate_find_attribute (cr_gate_find ("input"), "value"));
  factor = cr_attribute_dup_text (find (graph, "f"), cr_gate_find_attribute (cr_gate_find ("scale"), "factor"));
  g_assert_cmpstr (value, ==, "0");
  g_assert_cmpstr (factor, ==, "1");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *id;
    const char *attribute;
    const char *text;
  } cases[] = {
    { "x", "value", "" },
    { "x", "value", "three" },
    { "x", "value", "[1, [2]]" },
    { "x", "value", "1e999" },
    { "h", "weights", "[1, 2, 3]" },
    { "h", "activation", "softmax" },
    { "f", "alpha", "2" },
    { "layer", "units", "0" },
    { "layer", "units", "2.5" },
  };
  g_autoptr (CrGraph) graph = new_graph ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (change (graph, cases[i].id, cases[i].attribute, cases[i].text, &error));
      g_assert_nonnull (error);
      g_test_message ("%s: %s", cases[i].text, error->message);
    }
}

/* The message is about what was typed, not about JSON. */
static void
test_messages (void)
{
  static const struct
  {
    const char *id;
    const char *attribute;
    const char *text;
    const char *message;
  } cases[] = {
    { "x", "value", "two", "“two” is no value: type 3, [1, 2] or [[1, 2], [3, 4]]" },
    { "x", "value", "1e400", "“1e400” is too large for a number" },
    { "f", "alpha", "q", "“q” is no number" },
  };
  g_autoptr (CrGraph) graph = new_graph ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (change (graph, cases[i].id, cases[i].attribute, cases[i].text, &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_add_operand (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (CrGraph) changed = cr_change_add_operand (graph, cr_graph_find (graph, "h"));

  g_assert_cmpuint (find (changed, "h")->n_operands, ==, 3);
  g_assert_cmpuint (find (changed, "h")->operands[2], ==, CR_KEY_NONE);
}

static void
test_activation (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) changed = change (graph, "h", "activation", "tanh", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = cr_attribute_dup_text (find (changed, "h"), cr_gate_find_attribute (find (changed, "h")->gate, "activation"));
  g_assert_cmpstr (text, ==, "tanh");
}

/* Another number of units keeps the weights that there are, so that the file stays one that can be read. */
static void
test_units (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (CrGraph) two = change (graph, "layer", "units", "2", NULL);
  g_autoptr (CrGraph) written = change (two, "layer", "weights", "[[1], [2]]", NULL);
  g_autoptr (CrGraph) three = change (written, "layer", "units", "3", NULL);
  g_autoptr (CrGraph) one = change (three, "layer", "units", "1", NULL);
  const CrMatrix *weights = cr_node_get_matrix (find (three, "layer"), "weights");

  g_assert_cmpuint (weights->shape.rows, ==, 3);
  g_assert_cmpfloat (weights->entries[1], ==, 2);
  g_assert_cmpfloat (weights->entries[2], ==, 0);
  weights = cr_node_get_matrix (find (one, "layer"), "weights");
  g_assert_cmpuint (weights->shape.rows, ==, 1);
  g_assert_cmpfloat (weights->entries[0], ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/id", test_id);
  g_test_add_func ("/changes/id-refused", test_id_refused);
  g_test_add_func ("/changes/label-and-note", test_label_and_note);
  g_test_add_func ("/changes/value", test_value);
  g_test_add_func ("/changes/defaults", test_defaults);
  g_test_add_func ("/changes/refused", test_refused);
  g_test_add_func ("/changes/messages", test_messages);
  g_test_add_func ("/changes/add-operand", test_add_operand);
  g_test_add_func ("/changes/activation", test_activation);
  g_test_add_func ("/changes/units", test_units);
  return g_test_run ();
}
