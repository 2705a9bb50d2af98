/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training of a document: that what is learned gets into it as undo steps, that edits and a run get along, that time travel is exact. */
#include "cr-count.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-training-session.h"
#include "cr-training-setting.h"

#include <string.h>

static const char *const net =
  "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": ["
  "{\"id\": \"x1\", \"gate\": \"input\", \"feature\": \"x1\", \"at\": [0, 0]}, {\"id\": \"x2\", \"gate\": \"input\", \"feature\": \"x2\"},"
  "{\"id\": \"a\", \"gate\": \"neuron\", \"inputs\": [\"x1\", \"x2\"], \"weights\": [0.5, -0.3], \"activation\": \"tanh\"},"
  "{\"id\": \"b\", \"gate\": \"neuron\", \"inputs\": [\"x1\", \"x2\"], \"weights\": [-0.2, 0.7], \"activation\": \"tanh\"},"
  "{\"id\": \"o\", \"gate\": \"neuron\", \"inputs\": [\"a\", \"b\"], \"weights\": [0.4, 0.1], \"activation\": \"tanh\"},"
  "{\"id\": \"t\", \"gate\": \"input\", \"feature\": \"label\"},"
  "{\"id\": \"L\", \"gate\": \"squared_error\", \"inputs\": [\"o\", \"t\"]}], \"output\": \"L\","
  "\"training\": {\"dataset\": {\"generator\": \"gauss\", \"points\": 100, \"seed\": 3}}}";

typedef struct
{
  CrDocument *document;
  CrTrainingSession *session;
} Fixture;

static CrDocument *
new_document (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return cr_document_new_for_graph (graph);
}

static const CrSnapshot *
get_snapshot (Fixture *fixture)
{
  return cr_training_session_get_snapshot (fixture->session);
}

/* As the window does, a frame at a time, until @is_so. */
static void
play (Fixture *fixture, gboolean (*is_so) (Fixture *fixture))
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (2000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      cr_training_session_take (fixture->session);
    }
  while (!is_so (fixture));
}

static gboolean
has_snapshot (Fixture *fixture)
{
  return get_snapshot (fixture) != NULL && get_snapshot (fixture)->parameters != NULL;
}

static gboolean
has_run (Fixture *fixture)
{
  return get_snapshot (fixture)->place.step >= 20;
}

static gboolean
is_paused (Fixture *fixture)
{
  return !cr_training_session_is_running (fixture->session) && get_snapshot (fixture)->status == CR_RUN_PAUSED;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = new_document (net);
  fixture->session = cr_training_session_new (fixture->document);
  play (fixture, has_snapshot);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->session);
  g_object_unref (fixture->document);
}

static guint64 wanted_step;

/* The run has heard of the document's optimizer: the snapshot before an edit can be at the same step. */
static gboolean
is_at_step (Fixture *fixture)
{
  return is_paused (fixture) && get_snapshot (fixture)->place.step == wanted_step
         && cr_training_of (get_snapshot (fixture)->graph)->optimizer.method
              == cr_training_of (cr_document_get_graph (fixture->document))->optimizer.method;
}

static gboolean
is_beyond_step (Fixture *fixture)
{
  return get_snapshot (fixture)->place.step > wanted_step;
}

static void
train_to (Fixture *fixture, guint64 step)
{
  cr_training_session_set_grain (fixture->session, CR_RUN_BATCH);
  while (get_snapshot (fixture)->place.step < step)
    {
      wanted_step = get_snapshot (fixture)->place.step + 1;
      cr_training_session_forward (fixture->session);
      play (fixture, is_at_step);
    }
}

static void
get_weights (CrDocument *document, const char *id, double *weights)
{
  const CrGraph *graph = cr_document_get_graph (document);
  const CrMatrix *matrix = cr_node_get_matrix (cr_graph_get_node (graph, cr_graph_find (graph, id)), "weights");

  memcpy (weights, matrix->entries, 2 * sizeof (double));
}

static void
assert_same (const double *a, const double *b)
{
  g_assert_cmpmem (a, 2 * sizeof (double), b, 2 * sizeof (double));
}

/* From run to pause is one undo step, and undo gives back the very same version. */
static void
test_one_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrGraph) before = cr_graph_ref (cr_document_get_graph (fixture->document));
  g_autofree char *count = NULL;
  g_autofree char *name = NULL;

  g_assert_false (cr_document_is_modified (fixture->document));
  cr_training_session_run (fixture->session);
  play (fixture, has_run);
  g_assert_true (cr_document_is_modified (fixture->document));
  cr_training_session_pause (fixture->session);
  play (fixture, is_paused);
  count = cr_count_to_text (get_snapshot (fixture)->place.step);
  name = g_strdup_printf ("Train %s steps", count);
  g_assert_cmpstr (cr_document_get_undo_name (fixture->document), ==, name);
  g_assert_false (cr_document_in_gesture (fixture->document));
  cr_document_undo (fixture->document);
  g_assert_true (cr_document_get_graph (fixture->document) == before);
  g_assert_null (cr_document_get_undo_name (fixture->document));
}

/* Every weight of the document is the run's: of both neurons side by side, and of the one behind them. */
static void
test_document_has_what_was_learned (Fixture *fixture, gconstpointer data)
{
  double before[3][2];
  static const char *const ids[] = { "a", "b", "o" };

  for (guint i = 0; i < 3; i++)
    get_weights (fixture->document, ids[i], before[i]);
  train_to (fixture, 5);
  for (guint i = 0; i < 3; i++)
    {
      double after[2];

      get_weights (fixture->document, ids[i], after);
      g_assert_cmpfloat (after[0], !=, before[i][0]);
      g_assert_cmpfloat (after[1], !=, before[i][1]);
    }
}

/* An edit ends the step before it; the run goes on from what was learned. */
static void
test_edit_while_it_runs (Fixture *fixture, gconstpointer data)
{
  double learned[2];
  double after_edit[2];
  guint64 step;
  g_autoptr (CrGraph) edited = NULL;

  cr_training_session_run (fixture->session);
  play (fixture, has_run);
  get_weights (fixture->document, "o", learned);
  edited = cr_setting_change (cr_document_get_graph (fixture->document), CR_SETTING_RATE, 0.001);
  cr_document_edit (fixture->document, edited, "Change the rate");
  get_weights (fixture->document, "o", after_edit);
  assert_same (after_edit, learned);
  g_assert_cmpstr (cr_document_get_undo_name (fixture->document), ==, "Change the rate");
  g_assert_true (cr_training_session_is_running (fixture->session));
  step = get_snapshot (fixture)->place.step;
  wanted_step = step;
  cr_training_session_pause (fixture->session);
  play (fixture, is_paused);
  g_assert_cmpuint (get_snapshot (fixture)->place.step, >=, step);
  g_assert_cmpfloat (cr_training_of (get_snapshot (fixture)->graph)->optimizer.learning_rate, ==, 0.001);
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  double before[2];
  double after[2];

  get_weights (fixture->document, "a", before);
  train_to (fixture, 7);
  cr_training_session_reset (fixture->session);
  wanted_step = 0;
  play (fixture, is_at_step);
  get_weights (fixture->document, "a", after);
  assert_same (after, before);
}

static gboolean
cannot_reset (Fixture *fixture)
{
  return !cr_training_session_can_reset (fixture->session);
}

/* What was trained, saved and opened again can go back to where it started, without a run. */
static void
test_reset_of_a_trained_file (Fixture *fixture, gconstpointer data)
{
  Fixture other;
  g_autofree char *text = NULL;
  const double start[2] = { 0.5, -0.3 };
  double weights[2];

  g_assert_false (cr_training_session_can_reset (fixture->session));
  train_to (fixture, 3);
  g_assert_true (cr_training_session_can_reset (fixture->session));
  cr_training_session_commit (fixture->session);
  text = cr_graph_write_text (cr_document_get_graph (fixture->document), NULL, NULL);
  other.document = new_document (text);
  other.session = cr_training_session_new (other.document);
  play (&other, has_snapshot);
  g_assert_cmpuint (get_snapshot (&other)->place.step, ==, 0);
  g_assert_true (cr_training_session_can_reset (other.session));
  cr_training_session_reset (other.session);
  play (&other, cannot_reset);
  get_weights (other.document, "a", weights);
  assert_same (weights, start);
  cr_training_session_commit (other.session);
  cr_document_undo (other.document);
  g_assert_true (cr_training_session_can_reset (other.session));
  tear_down (&other, NULL);
}

/* Back, and on from there: the same numbers, bit for bit. */
static void
test_time_travel (Fixture *fixture, gconstpointer data)
{
  double at_10[2];
  double at_20[2];
  double now[2];

  train_to (fixture, 10);
  get_weights (fixture->document, "o", at_10);
  train_to (fixture, 20);
  get_weights (fixture->document, "o", at_20);
  wanted_step = 10;
  cr_training_session_seek (fixture->session, 10);
  play (fixture, is_at_step);
  get_weights (fixture->document, "o", now);
  assert_same (now, at_10);
  g_assert_cmpuint (get_snapshot (fixture)->last_step, ==, 20);
  train_to (fixture, 20);
  get_weights (fixture->document, "o", now);
  assert_same (now, at_20);
}

/* What only moves things is nothing to the run, and what was recorded stays. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  const CrGraph *graph;
  g_autoptr (CrGraph) moved = NULL;
  CrGraphEdit *edit;

  train_to (fixture, 12);
  wanted_step = 4;
  cr_training_session_seek (fixture->session, 4);
  play (fixture, is_at_step);
  graph = cr_document_get_graph (fixture->document);
  edit = cr_graph_edit_begin (graph);
  cr_graph_edit_move (edit, cr_graph_find (graph, "x1"), 50, 60);
  moved = cr_graph_edit_end (edit);
  cr_document_edit (fixture->document, moved, "Move");
  wanted_step = 12;
  cr_training_session_seek (fixture->session, 12);
  play (fixture, is_at_step);
  graph = cr_document_get_graph (fixture->document);
  g_assert_cmpfloat (cr_graph_get_node (graph, cr_graph_find (graph, "x1"))->place.x, ==, 50);
}

/* While something is dragged, the run shows nothing; afterwards it does, as a step of its own. */
static void
test_gesture_of_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrGraph) noisy = NULL;
  double during[2];
  double later[2];

  cr_document_begin_gesture (fixture->document, "Drag");
  noisy = cr_setting_change (cr_document_get_graph (fixture->document), CR_SETTING_RATE, 0.02);
  cr_document_preview (fixture->document, noisy);
  cr_training_session_run (fixture->session);
  play (fixture, has_run);
  g_assert_true (cr_document_get_graph (fixture->document) == noisy);
  cr_document_end_gesture (fixture->document);
  get_weights (fixture->document, "o", during);
  cr_training_session_pause (fixture->session);
  play (fixture, is_paused);
  get_weights (fixture->document, "o", later);
  g_assert_cmpfloat (later[0], !=, during[0]);
  cr_document_undo (fixture->document);
  g_assert_cmpstr (cr_document_get_undo_name (fixture->document), ==, "Drag");
}

static void
test_new_weights (Fixture *fixture, gconstpointer data)
{
  double before[2];
  double after[2];

  cr_training_session_run (fixture->session);
  play (fixture, has_run);
  cr_training_session_reset (fixture->session);
  wanted_step = 0;
  play (fixture, is_at_step);
  get_weights (fixture->document, "a", before);
  cr_training_session_draw_weights (fixture->session);
  get_weights (fixture->document, "a", after);
  g_assert_cmpfloat (after[0], !=, before[0]);
  g_assert_cmpstr (cr_document_get_undo_name (fixture->document), ==, "Draw new weights");
  g_assert_nonnull (cr_training_session_get_other_curve (fixture->session));
  play (fixture, has_snapshot);
  g_assert_cmpuint (get_snapshot (fixture)->place.step, ==, 0);
}

/* Where the run is, and the weights that the document has there. */
typedef struct
{
  guint64 step;
  double weights[2];
} Stand;

static Stand
get_stand (Fixture *fixture)
{
  Stand stand = { .step = get_snapshot (fixture)->place.step };

  get_weights (fixture->document, "o", stand.weights);
  return stand;
}

static void
assert_stands (Fixture *fixture, const Stand *stand)
{
  double weights[2];

  wanted_step = stand->step;
  play (fixture, is_at_step);
  get_weights (fixture->document, "o", weights);
  assert_same (weights, stand->weights);
}

static void
set_adam (Fixture *fixture)
{
  g_autoptr (CrGraph) graph = cr_setting_change (cr_document_get_graph (fixture->document), CR_SETTING_METHOD, CR_METHOD_ADAM);

  cr_document_edit (fixture->document, graph, "Change the optimizer");
}

/* The run goes back and on with the document, and what it then learns is what it would have learned, bit for bit. */
static void
test_undo_takes_the_run_along (Fixture *fixture, gconstpointer data)
{
  Stand start = get_stand (fixture), six, twelve, later;

  train_to (fixture, 6);
  six = get_stand (fixture);
  set_adam (fixture);
  train_to (fixture, 12);
  twelve = get_stand (fixture);
  train_to (fixture, 15);
  later = get_stand (fixture);
  cr_training_session_commit (fixture->session);
  for (guint i = 15; i > 12; i--)
    cr_document_undo (fixture->document);
  assert_stands (fixture, &twelve);
  g_assert_cmpuint (get_snapshot (fixture)->last_step, ==, 15);
  for (guint i = 12; i > 6; i--)
    cr_document_undo (fixture->document);
  assert_stands (fixture, &six);
  g_assert_cmpint (cr_training_of (get_snapshot (fixture)->graph)->optimizer.method, ==, CR_METHOD_ADAM);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &six);
  while (cr_document_get_undo_name (fixture->document) != NULL)
    cr_document_undo (fixture->document);
  assert_stands (fixture, &start);
  g_assert_nonnull (cr_document_get_redo_name (fixture->document));
  while (cr_document_get_redo_name (fixture->document) != NULL)
    cr_document_redo (fixture->document);
  assert_stands (fixture, &later);
  for (guint i = 15; i > 12; i--)
    cr_document_undo (fixture->document);
  assert_stands (fixture, &twelve);
  train_to (fixture, 15);
  assert_stands (fixture, &later);
}

/* Runs that were given up are gone back to as well: by other weights, by a reset. */
static void
test_undo_of_another_run (Fixture *fixture, gconstpointer data)
{
  Stand seven, drawn, eight;

  train_to (fixture, 7);
  seven = get_stand (fixture);
  train_to (fixture, 8);
  eight = get_stand (fixture);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &seven);
  cr_training_session_draw_weights (fixture->session);
  play (fixture, has_snapshot);
  drawn = get_stand (fixture);
  g_assert_cmpuint (drawn.step, ==, 0);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &seven);
  cr_document_redo (fixture->document);
  assert_stands (fixture, &drawn);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &seven);
  train_to (fixture, 8);
  assert_stands (fixture, &eight);
  cr_training_session_reset (fixture->session);
  wanted_step = 0;
  play (fixture, is_at_step);
  cr_training_session_commit (fixture->session);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &eight);
}

/* An edit while it runs: the step before it, and the one at which it was made. */
static void
test_undo_of_an_edit_while_it_ran (Fixture *fixture, gconstpointer data)
{
  Stand at_edit;

  cr_training_session_run (fixture->session);
  play (fixture, has_run);
  at_edit = get_stand (fixture);
  set_adam (fixture);
  wanted_step = at_edit.step + 20;
  play (fixture, is_beyond_step);
  cr_training_session_pause (fixture->session);
  play (fixture, is_paused);
  cr_training_session_commit (fixture->session);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &at_edit);
  g_assert_cmpint (cr_training_of (get_snapshot (fixture)->graph)->optimizer.method, ==, CR_METHOD_ADAM);
  cr_document_undo (fixture->document);
  assert_stands (fixture, &at_edit);
  g_assert_cmpint (cr_training_of (get_snapshot (fixture)->graph)->optimizer.method, ==, CR_METHOD_SGD);
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  g_assert_false (cr_training_session_can_go_back (fixture->session));
  train_to (fixture, 8); /* five batches an epoch */
  cr_training_session_set_grain (fixture->session, CR_RUN_EPOCH);
  wanted_step = 5;
  cr_training_session_back (fixture->session);
  play (fixture, is_at_step);
  wanted_step = 0;
  cr_training_session_back (fixture->session);
  play (fixture, is_at_step);
  g_assert_false (cr_training_session_can_go_back (fixture->session));
}

/* A graph that nobody wants to train has no thread; one that is told how gets one. */
static void
test_wanted (void)
{
  g_autoptr (CrDocument) document = cr_document_new ();
  g_autoptr (CrTrainingSession) session = cr_training_session_new (document);
  g_autoptr (CrGraph) graph = cr_training_change_generator (cr_document_get_graph (document), CR_GENERATOR_CIRCLE);

  g_assert_false (cr_training_session_is_wanted (session));
  cr_training_session_run (session);
  g_assert_false (cr_training_session_is_running (session));
  cr_document_edit (document, graph, "Take data");
  g_assert_true (cr_training_session_is_wanted (session));
  cr_document_undo (document);
  g_assert_false (cr_training_session_is_wanted (session));
}

#define ADD(name, function) g_test_add ("/training-session/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-step", test_one_step);
  ADD ("document-has-what-was-learned", test_document_has_what_was_learned);
  ADD ("edit-while-it-runs", test_edit_while_it_runs);
  ADD ("reset", test_reset);
  ADD ("reset-of-a-trained-file", test_reset_of_a_trained_file);
  ADD ("time-travel", test_time_travel);
  ADD ("move", test_move);
  ADD ("gesture-of-another", test_gesture_of_another);
  ADD ("new-weights", test_new_weights);
  ADD ("back", test_back);
  ADD ("undo-takes-the-run-along", test_undo_takes_the_run_along);
  ADD ("undo-of-another-run", test_undo_of_another_run);
  ADD ("undo-of-an-edit-while-it-ran", test_undo_of_an_edit_while_it_ran);
  g_test_add_func ("/training-session/wanted", test_wanted);
  return g_test_run ();
}
