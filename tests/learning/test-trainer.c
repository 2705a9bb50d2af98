/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trainer: batches and epochs, the same run again, changes while it runs, what cannot be trained, what is not finite. */
#include "cr-epoch.h"
#include "cr-next-update.h"
#include "cr-random.h"
#include "graph-builder.h"
#include "nets.h"

#include <math.h>
#include <string.h>

/* --- Steps --- */

static void
test_epoch_has_every_example_once (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47); /* round (23.5) = 24 train, in batches of 10, 10 and 4 */
  g_autoptr (CrTrainer) trainer = net_train (graph);
  const CrData *data = cr_trainer_get_data (trainer);
  g_autofree guint8 *seen = g_new0 (guint8, 47);
  const guint32 sizes[] = { 10, 10, 4 };

  g_assert_cmpuint (cr_data_get_n_train (data), ==, 24);
  for (guint batch = 0; batch < 3; batch++)
    {
      guint32 n_rows;
      const guint32 *rows = cr_trainer_get_next_rows (trainer, &n_rows);

      g_assert_cmpuint (n_rows, ==, sizes[batch]);
      for (guint i = 0; i < n_rows; i++)
        seen[rows[i]]++;
      g_assert_cmpuint (cr_trainer_get_place (trainer).batch, ==, batch);
      g_assert_true (cr_trainer_step (trainer));
    }
  g_assert_cmpuint (cr_trainer_get_place (trainer).epoch, ==, 1);
  g_assert_cmpuint (cr_trainer_get_place (trainer).step, ==, 3);
  g_assert_cmpuint (cr_trainer_get_place (trainer).batch, ==, 0);
  for (guint i = 0; i < 47; i++)
    {
      gboolean trains = FALSE;

      for (guint j = 0; j < 24; j++)
        trains |= data->split.rows[j] == i;
      g_assert_cmpuint (seen[i], ==, trains);
    }
}

static void
test_epochs_have_other_orders (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (40);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  guint32 n, first[10];

  memcpy (first, cr_trainer_get_next_rows (trainer, &n), sizeof first);
  g_assert_true (cr_trainer_epoch (trainer));
  g_assert_cmpint (memcmp (first, cr_trainer_get_next_rows (trainer, &n), sizeof first), !=, 0);
}

static void
test_the_same_seed_gives_the_same_run (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrGraph) other = net_with (graph, net_set_seed, GUINT_TO_POINTER (1));
  g_autoptr (CrTrainer) a = net_train (graph);
  g_autoptr (CrTrainer) b = net_train (graph);
  g_autoptr (CrTrainer) c = net_train (other);

  g_assert_true (net_is_same (a, c)); /* the weights are written out */
  g_assert_cmpuint (cr_trainer_run (a, 1000), ==, 1000);
  g_assert_cmpuint (cr_trainer_run (b, 1000), ==, 1000);
  g_assert_cmpuint (cr_trainer_run (c, 1000), ==, 1000);
  net_assert_same (a, b);
  g_assert_false (net_is_same (a, c));
}

static void
test_without_data_a_step_is_an_epoch (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTrainer) trainer = NULL;
  CrMeasure measure;
  double expected = 3;

  graph_builder_number (builder, "parameter", "w", 3);
  graph_builder_number (builder, "input", "x", 2);
  graph_builder_gate (builder, "mul", "p", "w x");
  graph_builder_gate (builder, "squared_error", "L", "p x");
  graph = graph_builder_end (builder);
  trainer = net_train (graph);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (cr_trainer_epoch (trainer));
      expected -= 0.03 * 2 * (2 * expected - 2) * 2; /* ∂(2w − 2)²/∂w */
    }
  g_assert_cmpuint (cr_trainer_get_place (trainer).step, ==, 5);
  g_assert_cmpfloat_with_epsilon (cr_trainer_get_parameters (trainer, NULL)[0], expected, 1e-14);
  measure = cr_trainer_measure (trainer);
  g_assert_cmpfloat_with_epsilon (measure.train_loss, (2 * expected - 2) * (2 * expected - 2), 1e-14);
  g_assert_true (isnan (measure.test_loss));
}

/* --- Orders --- */

/* From the state that GSL's has come the numbers that GSL's gives. */
/* What is shown as the next update is what the trainer does next, bit for bit, whatever the method and the penalty. */
static void
test_the_next_update_is_the_trainers (gconstpointer method)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) plain = NULL;
  g_autoptr (CrParts) parts = NULL;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrTrainer) trainer = NULL;
  g_autofree double *after = NULL;
  const double *learned;
  gsize n;

  graph_builder_number (builder, "parameter", "w", 2);
  graph_builder_number (builder, "parameter", "v", -0.5);
  graph_builder_gate (builder, "mul", "y", "w v");
  graph_builder_gate (builder, "square", "L", "y");
  plain = graph_builder_end (builder);
  parts = cr_parts_copy (cr_graph_get_parts (plain));
  parts->training = cr_training_new ();
  parts->training->optimizer.method = GPOINTER_TO_UINT (method);
  parts->training->regularization.kind = CR_PENALTY_L2;
  parts->training->regularization.rate = 0.1;
  graph = cr_graph_with_parts (plain, parts);
  tape = cr_tape_new (graph);
  g_assert_null (cr_next_update_find (tape)); /* nothing has run */
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  after = cr_next_update_find (tape);
  trainer = cr_trainer_new (graph, NULL, NULL);
  g_assert_true (cr_trainer_step (trainer));
  learned = cr_trainer_get_parameters (trainer, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpmem (after, 2 * sizeof (double), learned, n * sizeof (double));
  g_assert_cmpfloat (after[0], !=, 2);
}

static void
test_the_twister_is_the_one_of_gsl (void)
{
  g_autoptr (gsl_rng) random = cr_random_new_stream (3, "/epochs");
  CrTwister twister;
  struct
  {
    unsigned long words[CR_TWISTER_N];
    int at;
  } *state = random->state;

  g_assert_cmpuint (random->type->size, ==, sizeof *state);
  for (guint i = 0; i < CR_TWISTER_N; i++)
    twister.words[i] = state->words[i];
  twister.at = CR_TWISTER_N;
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpuint (cr_twister_get (&twister), ==, gsl_rng_get (random));
}

/* Every row comes to every place about as often. */
static void
test_the_shuffle_is_even (void)
{
  g_autoptr (gsl_rng) random = cr_random_new_stream (1, "/epochs");
  CrTwister twister;
  guint32 n_at[6][6] = { { 0 } };

  cr_twister_init (&twister, random);
  for (guint i = 0; i < 60000; i++)
    {
      guint32 rows[] = { 0, 1, 2, 3, 4, 5 };

      cr_shuffle (&twister, rows, 6);
      for (guint j = 0; j < 6; j++)
        n_at[j][rows[j]]++;
    }
  for (guint j = 0; j < 6; j++)
    for (guint k = 0; k < 6; k++)
      g_assert_cmpfloat (ABS (n_at[j][k] - 10000.0), <, 500); /* more than five deviations of 91 */
}

/* --- States --- */

static void
test_going_on_from_a_state (gconstpointer method)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrGraph) graph_of_method = net_with (graph, net_set_method, method);
  g_autoptr (CrTrainer) whole = net_train (graph_of_method);
  g_autoptr (CrTrainer) other = net_train (graph_of_method);
  g_autoptr (CrTrainerState) state = NULL;

  cr_trainer_run (whole, 100); /* in the midst of an epoch of 3 */
  state = cr_trainer_save (whole);
  cr_trainer_run (whole, 201);
  cr_trainer_restore (other, state);
  g_assert_cmpuint (cr_trainer_get_place (other).step, ==, 100);
  cr_trainer_run (other, 201);
  net_assert_same (whole, other);
  cr_trainer_restore (whole, state); /* back, too */
  cr_trainer_run (whole, 201);
  net_assert_same (whole, other);
}

static void
test_reset (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrTrainer) fresh = net_train (graph);

  cr_trainer_run (trainer, 50);
  cr_trainer_reset (trainer);
  net_assert_same (trainer, fresh);
  cr_trainer_run (trainer, 50);
  cr_trainer_run (fresh, 50);
  net_assert_same (trainer, fresh);
}

/* --- Changes while it runs --- */

static void
test_a_rate_changes_without_reset (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrData) data = net_get_data (graph);
  double rate = 0.1;
  g_autoptr (CrGraph) faster = net_with (graph, net_set_rate, &rate);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrTrainer) control = net_train (graph);

  cr_trainer_run (trainer, 100);
  cr_trainer_run (control, 100);
  g_assert_true (cr_trainer_update (trainer, graph, faster, data, NULL));
  net_assert_same (trainer, control);
  g_assert_cmpuint (cr_trainer_get_place (trainer).batch, ==, cr_trainer_get_place (control).batch);
  cr_trainer_run (trainer, 10);
  cr_trainer_run (control, 10);
  g_assert_false (net_is_same (trainer, control));
  g_assert_cmpuint (cr_trainer_get_place (trainer).step, ==, 110);
}

/* An update that changes nothing changes nothing: momentum, place in the epoch and order go on. */
static void
test_an_update_to_the_same_is_seamless (gconstpointer method)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrGraph) graph_of_method = net_with (graph, net_set_method, method);
  g_autoptr (CrData) data = net_get_data (graph_of_method);
  g_autoptr (CrTrainer) trainer = net_train (graph_of_method);
  g_autoptr (CrTrainer) control = net_train (graph_of_method);

  cr_trainer_run (trainer, 100);
  g_assert_true (cr_trainer_update (trainer, graph_of_method, graph_of_method, data, NULL));
  cr_trainer_run (trainer, 100);
  cr_trainer_run (control, 200);
  net_assert_same (trainer, control);
}

static void
test_an_edited_weight_wins_and_the_others_stay (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  CrKey key = cr_graph_find (graph, "out");
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, key));
  g_autofree double *learned = NULL;
  const CrTapeParameter *part;
  int bias = cr_gate_find_attribute (node->gate, "bias");
  gsize n;

  cr_trainer_run (trainer, 100);
  cr_node_set_number (node, bias, 7);
  cr_trainer_get_parameters (trainer, &n);
  learned = g_memdup2 (cr_trainer_get_parameters (trainer, NULL), n * sizeof (double));

  g_autoptr (CrGraph) edited = cr_graph_with_node (graph, node);

  g_assert_true (cr_trainer_update (trainer, graph, edited, data, NULL));
  part = cr_parameter_table_find (cr_trainer_get_table (trainer), key, bias);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (cr_trainer_get_parameters (trainer, NULL)[i], ==, i == part->offset ? 7 : learned[i]);
}

static void
test_a_failed_update_changes_nothing (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrTrainer) control = net_train (graph);
  g_autoptr (CrGraph) broken = cr_graph_disconnected (graph, cr_graph_find (graph, "L"), 0);
  g_autoptr (GError) error = NULL;

  cr_trainer_run (trainer, 10);
  g_assert_false (cr_trainer_update (trainer, graph, broken, data, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_OPERAND);
  cr_trainer_run (trainer, 10);
  cr_trainer_run (control, 20);
  net_assert_same (trainer, control);
}

/* --- Graph versions --- */

static void
test_commit_and_back (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrGraph) first = NULL, second = NULL, back = NULL, same = NULL;
  g_autoptr (CrTrainer) again = NULL, fresh = net_train (graph);

  same = cr_trainer_commit (trainer);
  g_assert_true (same == graph); /* nothing was learned yet */
  cr_trainer_run (trainer, 50);
  first = cr_trainer_commit (trainer);
  g_assert_true (cr_learned_is_trained (first));
  again = net_train (first);
  net_assert_same (trainer, again);
  cr_trainer_run (again, 50);
  second = cr_trainer_commit (again);
  back = cr_learned_reset (second);
  g_assert_false (cr_learned_is_trained (back));
  g_clear_pointer (&again, cr_trainer_free);
  again = net_train (back);
  net_assert_same (again, fresh); /* the very first ones, not those of the second run */
}

/* A unit whose weights are drawn, and a random parameter: what training wrote can be taken back to the bit. */
static void
test_drawn_parameters_and_back (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL, learned = NULL, back = NULL, drawn = NULL;
  g_autoptr (CrTrainer) trainer = NULL, again = NULL, other = NULL;
  const CrInit init = { TRUE, { 1, 1 }, 0.5, 3, 3 };

  graph_builder_number (builder, "input", "x", 2);
  graph_builder_gate (builder, "neuron", "h", "x");
  graph_builder_number (builder, "parameter", "w", 0);
  cr_node_unset (graph_builder_peek (builder), 0);
  cr_node_set_init (graph_builder_peek (builder), cr_gate_find_attribute (cr_gate_find ("parameter"), "init"), &init);
  graph_builder_gate (builder, "mul", "p", "h w");
  graph_builder_gate (builder, "squared_error", "L", "p x");
  graph = graph_builder_end (builder);
  trainer = net_train (graph);
  cr_trainer_run (trainer, 7);
  learned = cr_trainer_commit (trainer);
  g_assert_nonnull (cr_node_get_matrix (cr_graph_get_node (learned, cr_graph_find (learned, "w")), "value"));
  g_assert_null (cr_node_get_attribute (cr_graph_get_node (learned, cr_graph_find (learned, "w")), "init"));
  back = cr_learned_reset (learned);
  again = net_train (back);
  cr_trainer_reset (trainer);
  net_assert_same (trainer, again);
  drawn = cr_learned_draw (graph, 5);
  other = net_train (drawn);
  for (guint i = 0; i < 3; i++)
    g_assert_true ((cr_trainer_get_parameters (other, NULL)[i] == cr_trainer_get_parameters (again, NULL)[i]) == (i == 1)); /* the bias */
}

static void
test_nothing_infinite_is_written (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  gsize n;
  const double *initial = cr_trainer_get_parameters (trainer, &n);
  g_autofree double *lost = g_new (double, n);
  g_autoptr (CrGraph) written = NULL;

  for (gsize i = 0; i < n; i++)
    lost[i] = i % 2 == 0 ? NAN : INFINITY;
  written = cr_learned_write (graph, cr_trainer_get_table (trainer), lost, initial);
  g_assert_true (written == graph);
}

/* --- What is not finite --- */

static void
assert_trouble (CrTrainer *trainer, const char *id, CrPhase phase, guint64 step)
{
  const CrTrouble *trouble = cr_trainer_get_trouble (trainer);
  g_autofree char *text = cr_trainer_describe_trouble (trainer);
  gsize n;
  const double *parameters = cr_trainer_get_parameters (trainer, &n);

  g_assert_cmpstr (cr_graph_get_node (cr_trainer_get_graph (trainer), trouble->node)->id, ==, id);
  g_assert_cmpint (trouble->phase, ==, phase);
  g_assert_cmpuint (trouble->step, ==, step);
  g_assert_nonnull (strstr (text, id));
  for (gsize i = 0; i < n; i++)
    g_assert_true (isfinite (parameters[i]));
}

/* w is 1, then 1 − 30·…: the square root of a negative number at the second step. */
static void
test_a_value_that_is_not_finite (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTrainer) trainer = NULL;
  double before;

  graph_builder_number (builder, "parameter", "w", 0.0001);
  graph_builder_gate (builder, "sqrt", "root", "w");
  graph_builder_gate (builder, "neg", "side", "w");
  graph_builder_gate (builder, "add", "L", "root side");
  graph = graph_builder_end (builder);
  trainer = net_train (graph);
  g_assert_true (cr_trainer_step (trainer)); /* w = 0.0001 − 0.03·(50 − 1) < 0 */
  before = cr_trainer_get_parameters (trainer, NULL)[0];
  g_assert_cmpfloat (before, <, 0);
  g_assert_false (cr_trainer_step (trainer));
  assert_trouble (trainer, "root", CR_PHASE_FORWARD, 2);
  g_assert_cmpfloat (cr_trainer_get_parameters (trainer, NULL)[0], ==, before);
  g_assert_cmpuint (cr_trainer_get_place (trainer).step, ==, 1);
}

/* √0 is 0, its slope is infinite. */
static void
test_a_gradient_that_is_not_finite (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTrainer) trainer = NULL;

  graph_builder_number (builder, "parameter", "w", 0);
  graph_builder_gate (builder, "scale", "s", "w");
  graph_builder_gate (builder, "sqrt", "root", "s");
  graph = graph_builder_end (builder);
  trainer = net_train (graph);
  g_assert_false (cr_trainer_step (trainer));
  assert_trouble (trainer, "root", CR_PHASE_BACKWARD, 1);
  g_assert_cmpstr (cr_graph_get_node (graph, cr_trainer_get_trouble (trainer)->receiver)->id, ==, "s");
}

/* L = (1e100·w)² */
static CrGraph *
make_steep (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrParts) parts = cr_parts_copy (cr_parts_get_empty ());
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "parameter", "w", 1);
  graph_builder_gate (builder, "scale", "s", "w");
  cr_node_set_number (graph_builder_peek (builder), 0, 1e100);
  graph_builder_gate (builder, "square", "L", "s");
  graph = graph_builder_end (builder);
  parts->training = cr_training_new ();
  return cr_graph_with_parts (graph, parts);
}

static void
test_a_step_that_is_not_finite (gconstpointer method)
{
  g_autoptr (CrGraph) plain = make_steep ();
  g_autoptr (CrGraph) graph_of_method = net_with (plain, net_set_method, method);
  double rate = 1e308;
  g_autoptr (CrGraph) wild = net_with (graph_of_method, net_set_rate, &rate);
  g_autoptr (CrTrainer) trainer = net_train (wild);
  guint64 made = cr_trainer_run (trainer, 100);
  gsize n;
  const double *parameters = cr_trainer_get_parameters (trainer, &n);

  g_assert_cmpuint (made, <, 100);
  g_assert_cmpuint (cr_trainer_get_trouble (trainer)->step, ==, made + 1);
  g_assert_cmpuint (cr_trainer_get_trouble (trainer)->node, !=, CR_KEY_NONE);
  for (gsize i = 0; i < n; i++)
    g_assert_true (isfinite (parameters[i]));
}

/* --- What cannot be trained --- */

static void
assert_refused (CrGraph *graph, CrError code, const char *what)
{
  g_autoptr (CrGraph) owned = graph;
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_trainer_new (graph, data, &error));
  g_assert_error (error, CR_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, what));
}

static void
set_loss (CrTraining *training, gconstpointer key)
{
  training->loss = GPOINTER_TO_UINT (key);
}

static void
set_no_training_examples (CrTraining *training, gconstpointer unused)
{
  training->train_fraction = 0;
}

static void
set_classes (CrTraining *training, gconstpointer unused)
{
  training->dataset.n_classes = 2;
}

static CrGraph *
make_simple (const char *source, const char *gate, gboolean is_matrix)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  if (is_matrix)
    graph_builder_matrix (builder, source, "w", 2, 1, NULL);
  else
    graph_builder_number (builder, source, "w", 1);
  graph_builder_gate (builder, gate, "f", "w");
  return graph_builder_end (builder);
}

static void
test_what_cannot_be_trained (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (40);
  g_autoptr (CrGraph) column = make_simple ("parameter", "neg", TRUE);
  g_autoptr (CrParts) parts = cr_parts_copy (cr_parts_get_empty ());
  g_autoptr (CrGraph) with_parts = NULL;

  assert_refused (cr_graph_new (), CR_ERROR_NO_OUTPUT, "output");
  assert_refused (make_simple ("input", "neg", FALSE), CR_ERROR_TRAINING, "f");
  parts->training = cr_training_new ();
  with_parts = cr_graph_with_parts (column, parts);
  assert_refused (net_with (with_parts, set_loss, GUINT_TO_POINTER (cr_graph_find (column, "f"))), CR_ERROR_SHAPE, "2×1");
  assert_refused (cr_graph_disconnected (graph, cr_graph_find (graph, "out"), 0), CR_ERROR_OPERAND, "out");
  assert_refused (net_with (graph, set_no_training_examples, NULL), CR_ERROR_DATA, "training");
}

/* A label that hinge cannot use is found before the first step, and named. */
static void
test_labels_that_cannot_be_used (void)
{
  CrNetwork network;
  g_autoptr (CrGraph) graph = NULL;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.loss = cr_gate_find ("hinge");
  graph = cr_network_build (&network, NULL);
  cr_network_clear (&network);
  assert_refused (net_with (graph, set_classes, NULL), CR_ERROR_LABEL, "\"L\"");
}

/* --- Measures and stopping --- */

static void
test_accuracy_is_the_share_of_right_signs (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const double rows[] = { 1, 1, 2, 1, -3, 1, 0, -1, -4, -1, 5, -1 }; /* 0 is not above 0 */
  g_autoptr (CrParts) parts = cr_parts_copy (cr_parts_get_empty ());
  g_autoptr (CrGraph) plain = NULL, graph = NULL;
  g_autoptr (CrTrainer) trainer = NULL;
  CrMeasure measure;

  graph_builder_number (builder, "input", "x", 0);
  cr_node_set_features (graph_builder_peek (builder), 2, (const char *const[]) { "x1", NULL });
  graph_builder_number (builder, "input", "y", 0);
  cr_node_set_features (graph_builder_peek (builder), 2, (const char *const[]) { "label", NULL });
  graph_builder_number (builder, "parameter", "w", 1);
  graph_builder_gate (builder, "mul", "p", "x w");
  graph_builder_gate (builder, "squared_error", "L", "p y");
  plain = graph_builder_end (builder);
  parts->training = cr_training_new ();
  parts->training->dataset.kind = CR_DATASET_POINTS;
  parts->training->dataset.features = g_strdupv ((char *[]) { (char *) "x1", NULL });
  parts->training->dataset.points = cr_matrix_new (6, 2, rows);
  parts->training->shuffle = FALSE;
  parts->training->train_fraction = 4.0 / 6;
  graph = cr_graph_with_parts (plain, parts);
  trainer = net_train (graph);
  measure = cr_trainer_measure (trainer);
  g_assert_true (cr_trainer_has_accuracy (trainer));
  g_assert_cmpfloat (measure.train_accuracy, ==, 0.75);
  g_assert_cmpfloat (measure.test_accuracy, ==, 0.5);
  g_assert_cmpfloat (measure.train_loss, ==, (0 + 1 + 16 + 1) / 4.0);
  g_assert_cmpfloat (measure.test_loss, ==, (9 + 36) / 2.0);
}

static void
set_patience (CrTraining *training, gconstpointer unused)
{
  training->stop = (CrStop) { .loss = 0.2, .accuracy = 0.9, .patience = 2, .given = CR_STOP_LOSS | CR_STOP_ACCURACY | CR_STOP_PATIENCE };
}

static void
test_stop_conditions (void)
{
  g_autoptr (CrGraph) plain = net_make_circle (40);
  g_autoptr (CrGraph) graph = net_with (plain, set_patience, NULL);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  CrMeasure measure = { .train_loss = 1, .train_accuracy = 0.5 };

  g_assert_true (cr_trainer_has_stop (trainer));
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_NONE);
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_NONE);
  measure.train_loss = 0.9;
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_NONE);
  measure.train_loss = 0.95;
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_NONE);
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_PATIENCE);
  measure.train_accuracy = 0.9;
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_ACCURACY);
  measure.train_loss = 0.2;
  g_assert_cmpint (cr_trainer_check_stop (trainer, &measure), ==, CR_END_LOSS);
}

int
main (int argc, char **argv)
{
  static const char *const methods[] = { "sgd", "momentum", "rmsprop", "adam" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trainer/epoch", test_epoch_has_every_example_once);
  g_test_add_func ("/trainer/orders", test_epochs_have_other_orders);
  for (guint method = CR_METHOD_SGD; method <= CR_METHOD_ADAM; method++)
    {
      g_autofree char *path = g_strdup_printf ("/trainer/the-next-update-is-the-trainers/%s", cr_method_names[method]);

      g_test_add_data_func (path, GUINT_TO_POINTER (method), test_the_next_update_is_the_trainers);
    }
  g_test_add_func ("/trainer/twister", test_the_twister_is_the_one_of_gsl);
  g_test_add_func ("/trainer/shuffle", test_the_shuffle_is_even);
  g_test_add_func ("/trainer/same-run", test_the_same_seed_gives_the_same_run);
  g_test_add_func ("/trainer/without-data", test_without_data_a_step_is_an_epoch);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *state = g_strdup_printf ("/trainer/state/%s", methods[i]);
      g_autofree char *same = g_strdup_printf ("/trainer/seamless/%s", methods[i]);
      g_autofree char *wild = g_strdup_printf ("/trainer/not-finite/step/%s", methods[i]);

      g_test_add_data_func (state, GUINT_TO_POINTER (i), test_going_on_from_a_state);
      g_test_add_data_func (same, GUINT_TO_POINTER (i), test_an_update_to_the_same_is_seamless);
      g_test_add_data_func (wild, GUINT_TO_POINTER (i), test_a_step_that_is_not_finite);
    }
  g_test_add_func ("/trainer/reset", test_reset);
  g_test_add_func ("/trainer/rate", test_a_rate_changes_without_reset);
  g_test_add_func ("/trainer/edited-weight", test_an_edited_weight_wins_and_the_others_stay);
  g_test_add_func ("/trainer/failed-update", test_a_failed_update_changes_nothing);
  g_test_add_func ("/trainer/commit", test_commit_and_back);
  g_test_add_func ("/trainer/drawn", test_drawn_parameters_and_back);
  g_test_add_func ("/trainer/nothing-infinite", test_nothing_infinite_is_written);
  g_test_add_func ("/trainer/not-finite/value", test_a_value_that_is_not_finite);
  g_test_add_func ("/trainer/not-finite/gradient", test_a_gradient_that_is_not_finite);
  g_test_add_func ("/trainer/refused", test_what_cannot_be_trained);
  g_test_add_func ("/trainer/labels", test_labels_that_cannot_be_used);
  g_test_add_func ("/trainer/accuracy", test_accuracy_is_the_share_of_right_signs);
  g_test_add_func ("/trainer/stop", test_stop_conditions);
  return g_test_run ();
}
