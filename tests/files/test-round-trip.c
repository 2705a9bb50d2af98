/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random documents over the whole gate table, with all parts: what is written and read is the same, and is written to the same bytes.
 * A failure is repeated by the seed that the test prints. */
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <math.h>
#include <string.h>

/* --- Random things --- */

static guint
below (guint n)
{
  return g_test_rand_int_range (0, n);
}

static gboolean
coin (void)
{
  return g_test_rand_bit ();
}

/* Any finite double, bit by bit; or a small whole number, as people write them. */
static double
random_number (void)
{
  union
  {
    guint64 bits;
    double number;
  } any;

  if (coin ())
    return g_test_rand_int_range (-10, 11);
  do
    any.bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  while (!isfinite (any.number));
  return any.number;
}

static double
random_in_range (double minimum, double maximum)
{
  if (minimum > -1e9 && maximum < 1e9)
    return g_test_rand_double_range (minimum, maximum);
  return minimum > -1e9 ? minimum + fabs (random_number ()) / 2 : random_number ();
}

/* NULL, or a text with everything in it that texts can have. */
static char *
random_text (void)
{
  static const char *const pieces[] = { "a", "w₀", "\n", "\"", "\\", "/", "\t", "\x01", "\x7f", "€", "𝜎", " ", "null", "{[" };
  GString *text = g_string_new (NULL);

  if (coin ())
    return g_string_free (text, TRUE);
  for (guint n = below (6); n > 0; n--)
    g_string_append (text, pieces[below (G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static char *
random_extra (void)
{
  static const char *const extras[] = { "{\"future\": 1}", "{\"a\": [1, {\"b\": null}], \"ä\": \"\\n\"}", "{\"-\": 5e-324, \"+\": [[], {}]}" };

  return below (4) == 0 ? g_strdup (extras[below (G_N_ELEMENTS (extras))]) : NULL;
}

static CrMatrix *
random_matrix (guint rows, guint columns)
{
  CrMatrix *matrix = cr_matrix_new (rows, columns, NULL);

  for (guint i = 0; i < rows * columns; i++)
    matrix->entries[i] = random_number ();
  return matrix;
}

/* --- Random nodes --- */

static const CrGate *
random_activation (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const CrGate *gate = gates[below (n_gates)];

  return cr_gate_is_activation (gate) ? gate : NULL;
}

/* As many rows as the unit has operands or units, as the case may be; other matrices have any shape. */
static CrMatrix *
random_parameter (const CrNode *node, const CrAttributeInfo *info)
{
  guint units = cr_gate_find_attribute (node->gate, "units") >= 0 ? cr_node_get_number (node, "units") : 0;

  if (!info->is_parameter)
    return random_matrix (1 + below (3), 1 + below (3));
  if (units > 0)
    return random_matrix (units, info->kind == CR_ATTRIBUTE_ROWS ? 1 + below (3) : 1);
  if (info->kind == CR_ATTRIBUTE_ROWS)
    return random_matrix (3, node->n_operands);
  return random_matrix (g_str_equal (info->name, "bias") ? 3 : node->n_operands, 1);
}

static void
set_random_features (CrNode *node, guint attribute)
{
  static const char *const one[] = { "x1", NULL };
  static const char *const several[] = { "x1", "x20", "label", NULL };

  cr_node_set_features (node, attribute, coin () ? one : several);
}

static void
set_random_attribute (CrNode *node, guint attribute)
{
  const CrAttributeInfo *info = &node->gate->attributes[attribute];
  g_autoptr (CrMatrix) matrix = NULL;
  CrInit init = { coin (), { 1 + below (9), 1 + below (9) }, coin () ? 1 : 0.5, below (1000), below (4) };

  switch (info->kind)
    {
    case CR_ATTRIBUTE_NUMBER:
      /* A unit's alpha has to be in the range of its activation's. */
      cr_node_set_number (node, attribute,
                          g_str_equal (info->name, "alpha") ? random_in_range (0, 1) : random_in_range (info->minimum, info->maximum));
      break;
    case CR_ATTRIBUTE_COUNT:
      cr_node_set_number (node, attribute, info->minimum + below (4));
      break;
    case CR_ATTRIBUTE_BOOLEAN:
      cr_node_set_number (node, attribute, coin ());
      break;
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      matrix = random_parameter (node, info);
      cr_node_set_matrix (node, attribute, matrix);
      break;
    case CR_ATTRIBUTE_ACTIVATION:
      cr_node_set_activation (node, attribute, random_activation ());
      break;
    case CR_ATTRIBUTE_FEATURE:
      set_random_features (node, attribute);
      break;
    case CR_ATTRIBUTE_INIT:
      if (cr_node_get_attribute (node, "value") == NULL)
        cr_node_set_init (node, attribute, &init);
      break;
    }
}

/* Operands among the nodes before it; some open. */
static void
set_random_operands (CrNode *node, guint n_before)
{
  guint most = MIN (node->gate->maximum_operands, node->gate->minimum_operands + 3);
  guint n = g_test_rand_int_range (node->gate->minimum_operands, most + 1);
  g_autofree CrKey *operands = g_new0 (CrKey, n + 1);

  for (guint i = 0; i < n && n_before > 0; i++)
    operands[i] = below (4) == 0 ? CR_KEY_NONE : 1 + below (n_before);
  cr_node_set_operands (node, operands, n);
}

static CrNode *
random_node (CrKey key, const CrGate *gate)
{
  g_autofree char *id = g_strdup_printf (coin () ? "n%u" : "_N%u", key);
  g_autofree char *label = random_text ();
  g_autofree char *note = random_text ();
  g_autofree char *extra = random_extra ();
  CrNode *node = cr_node_new (key, id, gate);

  cr_node_set_label (node, label);
  cr_node_set_note (node, note);
  cr_node_set_extra (node, extra);
  if (coin ())
    cr_node_set_place (node, random_number (), random_number ());
  cr_node_set_breakpoint (node, below (4));
  cr_node_set_hide (node, below (4));
  set_random_operands (node, key - 1);
  for (guint i = 0; i < gate->n_attributes; i++)
    if (coin ())
      set_random_attribute (node, i);
  return node;
}

/* --- Random parts --- */

static CrKeySet
random_key_set (guint n_nodes)
{
  CrKeySet set = { .is_given = coin () };

  if (!set.is_given)
    return set;
  set.all = coin ();
  if (!set.all)
    {
      set.keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
      for (guint n = below (3); n > 0; n--)
        {
          CrKey key = 1 + below (n_nodes);

          g_array_append_val (set.keys, key);
        }
    }
  return set;
}

static CrHiding
random_hiding (guint n_nodes)
{
  return (CrHiding) { .values = random_key_set (n_nodes), .gradients = random_key_set (n_nodes), .extra = random_extra () };
}

/* Every group has the one before it and a node of its own as members. */
static void
add_random_groups (CrGraphEdit *edit, CrParts *parts, guint n_nodes)
{
  CrKey last = CR_KEY_NONE;

  for (CrKey member = 1; member <= MIN (n_nodes, 3); member++)
    {
      g_autofree char *id = g_strdup_printf ("g%u", member);
      CrGroup *group = cr_group_new (cr_graph_edit_new_key (edit), id);

      group->title = random_text ();
      g_array_append_val (group->members, member);
      if (last != CR_KEY_NONE)
        g_array_append_val (group->members, last);
      last = group->key;
      group->collapsed = coin ();
      group->has_place = coin ();
      if (group->has_place)
        group->place = (CrPoint) { random_number (), random_number () };
      if (coin ())
        {
          CrPort port = { 1 + below (n_nodes), random_text (), 0, random_extra () };

          group->ports.inputs = cr_ports_new ();
          g_array_append_val (group->ports.inputs, port);
        }
      group->extra = random_extra ();
      g_ptr_array_add (parts->groups, group);
    }
}

static void
add_random_frame (CrGraphEdit *edit, CrParts *parts)
{
  CrFrame *frame = cr_frame_new (cr_graph_edit_new_key (edit), "frame");

  frame->title = random_text ();
  frame->text = random_text ();
  frame->x = random_number ();
  frame->y = random_number ();
  frame->width = fabs (random_number ());
  frame->height = fabs (random_number ());
  frame->color = below (8);
  frame->extra = random_extra ();
  g_ptr_array_add (parts->frames, frame);
}

static void
add_random_lesson (CrParts *parts, guint n_nodes)
{
  CrScene *scene = cr_scene_new ();
  CrExercise *exercise = cr_exercise_new (below (2));
  g_autoptr (CrMatrix) value = random_matrix (1 + below (2), 1 + below (2));

  scene->title = random_text ();
  scene->text = random_text ();
  scene->has_center = coin ();
  if (scene->has_center)
    scene->center = (CrPoint) { random_number (), random_number () };
  scene->has_zoom = coin ();
  if (scene->has_zoom)
    scene->zoom = random_in_range (0.01, 100);
  scene->has_step = coin ();
  scene->step = scene->has_step ? (CrStep) { .phase = below (4), .node = below (n_nodes + 1) } : scene->step;
  scene->hide = random_hiding (n_nodes);
  scene->spotlight = random_key_set (n_nodes);
  scene->extra = random_extra ();
  g_ptr_array_add (parts->scenes, scene);

  exercise->hide = random_hiding (n_nodes);
  exercise->tolerance = random_in_range (0, 1);
  if (exercise->kind == CR_EXERCISE_FAULT)
    exercise->fault = 1 + below (5);
  exercise->node = below (n_nodes + 1);
  exercise->extra = random_extra ();
  g_ptr_array_add (parts->exercises, exercise);
  g_ptr_array_add (parts->answers, cr_answer_new (1 + below (n_nodes), below (2), value));
}

static void
set_random_dataset (CrDataset *dataset)
{
  dataset->kind = below (4);
  dataset->extra = dataset->kind != CR_DATASET_NONE ? random_extra () : NULL;
  switch (dataset->kind)
    {
    case CR_DATASET_NONE:
      break;
    case CR_DATASET_GENERATOR:
      dataset->generator = below (10);
      dataset->n_points = 1 + below (1000);
      dataset->noise = random_in_range (0, 1);
      dataset->seed = below (1000);
      dataset->n_classes = coin () ? 0 : 2 + below (15);
      break;
    case CR_DATASET_POINTS:
      dataset->points = random_matrix (1 + below (5), 3);
      break;
    case CR_DATASET_FILE:
      dataset->file = g_strdup ("points.csv");
      break;
    }
}

/* Node 2 is the parameter of the table. */
static CrTraining *
random_training (guint n_nodes)
{
  CrTraining *training = cr_training_new ();
  g_autoptr (CrMatrix) value = random_matrix (1 + below (2), 1);
  CrInitial initial = { 2, .value = value };

  training->loss = below (n_nodes + 1);
  set_random_dataset (&training->dataset);
  training->train_fraction = random_in_range (0, 1);
  training->batch_size = 1 + below (100);
  training->shuffle = coin ();
  training->reduction = below (2);
  training->optimizer.method = below (4);
  training->optimizer.learning_rate = random_in_range (0, G_MAXDOUBLE);
  training->optimizer.beta1 = random_in_range (0, 0.99);
  training->regularization.kind = below (3);
  training->regularization.rate = random_in_range (0, G_MAXDOUBLE);
  training->seed = below (100);
  training->epochs = below (200);
  training->stop.patience = below (3);
  training->extra = random_extra ();
  if (coin ())
    cr_training_set_initial (training, &initial);
  return training;
}

/* Every gate of the table once, then some of them again. */
static CrGraph *
random_document (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);
  CrParts *parts = cr_parts_copy (cr_parts_get_empty ());
  g_autofree char *title = random_text ();
  guint n_nodes = n_gates + below (n_gates);

  for (guint i = 0; i < n_nodes; i++)
    cr_graph_edit_take_node (edit, random_node (cr_graph_edit_new_key (edit), i < n_gates ? gates[i] : gates[below (n_gates)]));
  cr_graph_edit_set_title (edit, title);
  cr_graph_edit_set_output (edit, below (n_nodes + 1));
  if (coin ())
    add_random_groups (edit, parts, n_nodes);
  if (coin ())
    add_random_frame (edit, parts);
  if (coin ())
    add_random_lesson (parts, n_nodes);
  if (coin ())
    parts->training = random_training (n_nodes);
  if (coin ())
    parts->view = (CrView) { below (32), random_in_range (0.01, 9), { 1, -0.0 }, coin (), 1 + below (9), below (3), coin () };
  parts->extra = coin () ? g_strdup ("{\"x\": [1, 2]}") : NULL;
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

/* --- The same --- */

static const char *
get_id (const CrGraph *graph, CrKey key)
{
  return key != CR_KEY_NONE ? cr_graph_get_node (graph, key)->id : NULL;
}

static void
assert_same_attribute (const CrAttributeInfo *info, const CrAttribute *a, const CrAttribute *b)
{
  g_assert_cmpint (a->is_set, ==, b->is_set);
  if (!a->is_set)
    return;
  switch (info->kind)
    {
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_COUNT:
    case CR_ATTRIBUTE_BOOLEAN:
      g_assert_cmpmem (&a->number, sizeof (double), &b->number, sizeof (double));
      break;
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      g_assert_true (cr_matrix_equal (a->matrix, b->matrix));
      break;
    case CR_ATTRIBUTE_ACTIVATION:
      g_assert_true (a->activation == b->activation);
      break;
    case CR_ATTRIBUTE_FEATURE:
      g_assert_cmpstrv (a->features, b->features);
      break;
    case CR_ATTRIBUTE_INIT:
      g_assert_true (a->init->normal == b->init->normal && cr_shape_equal (a->init->shape, b->init->shape));
      g_assert_true (a->init->scale == b->init->scale && a->init->seed == b->init->seed);
      break;
    }
}

static void
assert_same_node (const CrGraph *graph_a, const CrNode *a, const CrGraph *graph_b, const CrNode *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_true (a->gate == b->gate);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpstr (a->extra, ==, b->extra);
  g_assert_cmpint (a->has_place, ==, b->has_place);
  if (a->has_place)
    g_assert_cmpmem (&a->place, sizeof (CrPoint), &b->place, sizeof (CrPoint));
  g_assert_cmpint (a->breakpoint, ==, b->breakpoint);
  g_assert_cmpint (a->hide, ==, b->hide);
  g_assert_cmpuint (a->n_operands, ==, b->n_operands);
  for (guint i = 0; i < a->n_operands; i++)
    g_assert_cmpstr (get_id (graph_a, a->operands[i]), ==, get_id (graph_b, b->operands[i]));
  for (guint i = 0; i < a->gate->n_attributes; i++)
    assert_same_attribute (&a->gate->attributes[i], &a->attributes[i], &b->attributes[i]);
}

static void
assert_same_graph (const CrGraph *a, const CrGraph *b)
{
  const CrParts *parts_a = cr_graph_get_parts (a), *parts_b = cr_graph_get_parts (b);
  const CrNode *node_b = cr_graph_get_next (b, CR_KEY_NONE);

  g_assert_cmpuint (cr_graph_get_n_nodes (a), ==, cr_graph_get_n_nodes (b));
  g_assert_cmpstr (cr_graph_get_title (a), ==, cr_graph_get_title (b));
  g_assert_cmpstr (get_id (a, cr_graph_get_output (a)), ==, get_id (b, cr_graph_get_output (b)));
  CR_GRAPH_FOR_EACH (a, node_a)
    {
      assert_same_node (a, node_a, b, node_b);
      node_b = cr_graph_get_next (b, node_b->key);
    }
  g_assert_cmpuint (parts_a->groups->len, ==, parts_b->groups->len);
  g_assert_cmpuint (parts_a->frames->len, ==, parts_b->frames->len);
  g_assert_cmpuint (parts_a->scenes->len, ==, parts_b->scenes->len);
  g_assert_cmpuint (parts_a->exercises->len, ==, parts_b->exercises->len);
  g_assert_cmpuint (parts_a->answers->len, ==, parts_b->answers->len);
  g_assert_true ((parts_a->training == NULL) == (parts_b->training == NULL));
  g_assert_cmpstr (parts_a->extra, ==, parts_b->extra);
}

static void
assert_same_training (const CrTraining *a, const CrTraining *b)
{
  g_assert_cmpint (a->dataset.kind, ==, b->dataset.kind);
  g_assert_true (cr_matrix_equal (a->dataset.points, b->dataset.points));
  g_assert_cmpuint (a->dataset.n_points, ==, b->dataset.n_points);
  g_assert_cmpuint (a->dataset.n_classes, ==, b->dataset.n_classes);
  g_assert_cmpstr (a->dataset.file, ==, b->dataset.file);
  g_assert_cmpfloat (a->train_fraction, ==, b->train_fraction);
  g_assert_cmpuint (a->batch_size, ==, b->batch_size);
  g_assert_cmpint (a->shuffle, ==, b->shuffle);
  g_assert_cmpint (a->optimizer.method, ==, b->optimizer.method);
  g_assert_cmpfloat (a->optimizer.learning_rate, ==, b->optimizer.learning_rate);
  g_assert_cmpfloat (a->optimizer.beta1, ==, b->optimizer.beta1);
  g_assert_cmpfloat (a->optimizer.beta2, ==, b->optimizer.beta2);
  g_assert_cmpint (a->regularization.kind, ==, b->regularization.kind);
  g_assert_cmpuint (a->epochs, ==, b->epochs);
  g_assert_cmpuint (a->stop.patience, ==, b->stop.patience);
  g_assert_cmpuint (a->initial->len, ==, b->initial->len);
}

static void
test_random_documents (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (CrGraph) graph = random_document ();
      g_autofree char *text = cr_graph_write_text (graph, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CrGraph) again = cr_graph_read_text (text, strlen (text), &error);

      if (error != NULL)
        g_error ("%s\n%s", error->message, text);
      assert_same_graph (graph, again);
      if (cr_graph_get_parts (graph)->training != NULL)
        assert_same_training (cr_graph_get_parts (graph)->training, cr_graph_get_parts (again)->training);

      g_autofree char *text_again = cr_graph_write_text (again, NULL, NULL);

      g_assert_cmpstr (text_again, ==, text);
    }
}

/* Whatever is deleted from a document, what is left can be read. */
static void
test_random_deletions (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (CrGraph) graph = random_document ();

      while (cr_graph_get_n_nodes (graph) > 0)
        {
          g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
          g_autoptr (GError) error = NULL;

          CR_GRAPH_FOR_EACH (graph, node)
            {
              if (below (4) == 0)
                g_array_append_val (keys, node->key);
            }

          CrGraph *smaller = cr_graph_without (graph, (const CrKey *) keys->data, keys->len);
          g_autofree char *text = cr_graph_write_text (smaller, NULL, NULL);
          g_autoptr (CrGraph) again = cr_graph_read_text (text, strlen (text), &error);

          if (error != NULL)
            g_error ("%s\n%s", error->message, text);
          assert_same_graph (smaller, again);
          cr_graph_unref (graph);
          graph = smaller;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-trip/random-documents", test_random_documents);
  g_test_add_func ("/round-trip/random-deletions", test_random_deletions);
  return g_test_run ();
}
