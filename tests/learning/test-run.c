/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The run on its thread: the same numbers as without one, orders, snapshots, ends. */
#include "cr-memory.h"
#include "cr-run.h"
#include "nets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h> /* defines __GLIBC__ where it is so */
#include <string.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

typedef gboolean (*Wanted) (const CrSnapshot *snapshot, guint64 number);

/* Takes snapshots until one is as wanted; gives it (transfer full). */
static CrSnapshot *
wait_for (CrRun *run, Wanted wanted, guint64 number)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      CrSnapshot *snapshot = cr_run_take (run);

      if (snapshot != NULL && wanted (snapshot, number))
        return snapshot;
      g_clear_pointer (&snapshot, cr_snapshot_unref);
      g_usleep (500);
    }
  g_assert_not_reached ();
}

static gboolean
has_serial (const CrSnapshot *snapshot, guint64 serial)
{
  return snapshot->serial >= serial;
}

static gboolean
is_at_step (const CrSnapshot *snapshot, guint64 step)
{
  return snapshot->place.step == step;
}

static gboolean
is_beyond_step (const CrSnapshot *snapshot, guint64 step)
{
  return snapshot->place.step > step;
}

static gboolean
has_status (const CrSnapshot *snapshot, guint64 status)
{
  return snapshot->status == status;
}

static void
assert_same (const CrSnapshot *snapshot, CrTrainer *trainer)
{
  gsize n;
  const double *parameters = cr_trainer_get_parameters (trainer, &n);

  g_assert_cmpuint (snapshot->n_parameters, ==, n);
  g_assert_cmpmem (snapshot->parameters, n * sizeof (double), parameters, n * sizeof (double));
}

typedef struct
{
  CrGraph *graph;
  CrData *data;
  CrTrainer *control;
  CrRun *run;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->graph = net_make_circle (47);
  fixture->data = net_get_data (fixture->graph);
  fixture->control = net_train (fixture->graph);
  fixture->run = cr_run_new (fixture->graph, fixture->data);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  cr_run_free (fixture->run);
  cr_trainer_free (fixture->control);
  cr_data_unref (fixture->data);
  cr_graph_unref (fixture->graph);
}

static void
test_the_thread_changes_no_number (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) end = NULL;

  cr_run_start (fixture->run, 500);
  end = wait_for (fixture->run, has_status, CR_RUN_ENDED);
  g_assert_cmpint (end->end, ==, CR_END_EPOCHS);
  g_assert_cmpuint (end->place.epoch, ==, 500);
  cr_trainer_run (fixture->control, 500 * 3);
  assert_same (end, fixture->control);
  g_assert_cmpfloat (end->measure.train_loss, ==, cr_trainer_measure (fixture->control).train_loss);
  g_assert_cmpuint (end->measured_step, ==, end->place.step);
  g_assert_cmpuint (end->curve->points[end->curve->n_points - 1].step, ==, 1500);
}

static void
test_one_by_one (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) at_start = wait_for (fixture->run, has_status, CR_RUN_PAUSED);
  g_autoptr (CrSnapshot) example = NULL, step = NULL, epoch = NULL;

  g_assert_cmpuint (at_start->place.step, ==, 0);
  g_assert_cmpuint (at_start->n_rows, ==, 10);
  g_assert_cmpuint (at_start->example, ==, 0);
  for (guint i = 0; i < 9; i++)
    cr_run_advance (fixture->run, CR_RUN_EXAMPLE);
  example = wait_for (fixture->run, has_serial, 10); /* the first order was the version */
  g_assert_cmpuint (example->example, ==, 9);
  g_assert_cmpuint (example->place.step, ==, 0);
  step = wait_for (fixture->run, has_serial, cr_run_advance (fixture->run, CR_RUN_EXAMPLE));
  g_assert_cmpuint (step->example, ==, 0);
  g_assert_cmpuint (step->place.step, ==, 1);
  g_clear_pointer (&step, cr_snapshot_unref);
  step = wait_for (fixture->run, has_serial, cr_run_advance (fixture->run, CR_RUN_BATCH));
  g_assert_cmpuint (step->place.step, ==, 2);
  epoch = wait_for (fixture->run, has_serial, cr_run_advance (fixture->run, CR_RUN_EPOCH));
  g_assert_cmpuint (epoch->place.step, ==, 3);
  g_assert_cmpuint (epoch->place.epoch, ==, 1);
  g_assert_cmpint (epoch->status, ==, CR_RUN_PAUSED);
  cr_trainer_run (fixture->control, 3);
  assert_same (epoch, fixture->control);
}

static void
test_pause_and_seek (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) some = NULL, paused = NULL, back = NULL, on = NULL;

  cr_run_start (fixture->run, 0);
  some = wait_for (fixture->run, is_beyond_step, 20000);
  g_assert_cmpint (some->status, ==, CR_RUN_RUNNING);
  paused = wait_for (fixture->run, has_serial, cr_run_pause (fixture->run));
  g_assert_cmpint (paused->status, ==, CR_RUN_PAUSED);
  cr_trainer_run (fixture->control, 12345);
  cr_run_seek (fixture->run, 12345);
  back = wait_for (fixture->run, is_at_step, 12345);
  assert_same (back, fixture->control);
  g_assert_cmpuint (back->last_step, >=, 20000);
  for (guint i = 0; i < 5; i++)
    cr_run_advance (fixture->run, CR_RUN_BATCH);
  on = wait_for (fixture->run, is_at_step, 12350);
  cr_trainer_run (fixture->control, 5);
  assert_same (on, fixture->control);
}

static void
test_reset (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) some = NULL, reset = NULL;

  cr_run_start (fixture->run, 0);
  some = wait_for (fixture->run, is_beyond_step, 1000);
  reset = wait_for (fixture->run, has_serial, cr_run_reset (fixture->run));
  g_assert_cmpuint (reset->place.step, ==, 0);
  g_assert_cmpint (reset->status, ==, CR_RUN_PAUSED);
  assert_same (reset, fixture->control);
  g_assert_cmpuint (some->curve->n_points, >, 1); /* the run before can still be compared */
  g_assert_cmpuint (reset->curve->n_points, ==, 1);
}

/* At ten batches a second no more are made than there was time for, and a faster pace is taken at once. */
static void
test_speed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) slow = NULL, fast = NULL;
  gint64 begin = g_get_monotonic_time ();

  cr_run_set_speed (fixture->run, CR_RUN_BATCH, 10);
  cr_run_start (fixture->run, 0);
  slow = wait_for (fixture->run, is_beyond_step, 2);
  g_assert_cmpfloat (slow->place.step, <=, 1 + 10.0 * (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  cr_run_set_speed (fixture->run, CR_RUN_BATCH, 1);
  cr_run_start (fixture->run, 0);
  cr_run_set_speed (fixture->run, CR_RUN_BATCH, CR_RUN_UNBOUNDED);
  fast = wait_for (fixture->run, is_beyond_step, 5000);
}

static void
test_another_version_on_the_way (Fixture *fixture, gconstpointer unused)
{
  double rate = 0.1;
  g_autoptr (CrGraph) faster = net_with (fixture->graph, net_set_rate, &rate);
  g_autoptr (CrGraph) broken = cr_graph_disconnected (fixture->graph, cr_graph_find (fixture->graph, "L"), 0);
  g_autoptr (CrSnapshot) some = NULL, changed = NULL, failed = NULL, mended = NULL;
  guint64 serial;

  cr_run_start (fixture->run, 0);
  some = wait_for (fixture->run, is_beyond_step, 100);
  serial = cr_run_update (fixture->run, fixture->graph, faster, fixture->data);
  changed = wait_for (fixture->run, has_serial, serial);
  g_assert_true (changed->graph == faster);
  g_assert_cmpint (changed->status, ==, CR_RUN_RUNNING);
  g_assert_cmpuint (changed->place.step, >=, some->place.step);
  failed = wait_for (fixture->run, has_serial, cr_run_update (fixture->run, faster, broken, fixture->data));
  g_assert_cmpint (failed->status, ==, CR_RUN_FAILED);
  g_assert_nonnull (strstr (failed->message, "\"L\""));
  mended = wait_for (fixture->run, has_serial, cr_run_update (fixture->run, broken, faster, fixture->data));
  g_assert_cmpint (mended->status, ==, CR_RUN_RUNNING); /* it goes on by itself */
  g_assert_cmpuint (mended->place.step, >=, failed->place.step);
}

static void
test_a_snapshot_becomes_a_version (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) end = NULL;
  g_autoptr (CrGraph) moved = NULL, written = NULL;
  g_autoptr (CrTape) tape = cr_tape_new (fixture->graph);
  g_autoptr (CrTrainer) again = NULL;
  CrTapeParameters parameters;
  CrGraphEdit *edit = cr_graph_edit_begin (fixture->graph);

  cr_graph_edit_move (edit, cr_graph_find (fixture->graph, "out"), 1, 2);
  moved = cr_graph_edit_end (edit);
  cr_run_start (fixture->run, 10);
  end = wait_for (fixture->run, has_status, CR_RUN_ENDED);
  written = cr_snapshot_commit (end, moved); /* a later version than was trained */
  again = net_train (written);
  assert_same (end, again);
  g_assert_cmpfloat (cr_graph_get_node (written, cr_graph_find (written, "out"))->place.x, ==, 1);
  g_assert_true (cr_snapshot_load (end, tape));
  cr_tape_get_parameters (tape, &parameters);
  g_assert_cmpmem (parameters.values, parameters.n * sizeof (double), end->parameters, end->n_parameters * sizeof (double));
}

static void
count_call (CrRun *run, gpointer n_calls)
{
  (*(guint *) n_calls)++;
}

static void
test_it_tells_the_window (Fixture *fixture, gconstpointer unused)
{
  guint n_calls = 0;
  CrSnapshot *snapshot;

  cr_run_set_notify (fixture->run, count_call, &n_calls);
  while (n_calls == 0)
    g_main_context_iteration (NULL, TRUE);
  snapshot = cr_run_take (fixture->run);
  g_assert_nonnull (snapshot);
  cr_snapshot_unref (snapshot);
  cr_run_advance (fixture->run, CR_RUN_BATCH);
  while (n_calls == 1)
    g_main_context_iteration (NULL, TRUE);
  cr_run_set_notify (fixture->run, NULL, NULL);
}

static gboolean
has_path (const CrSnapshot *snapshot, guint64 unused)
{
  return snapshot->n_path > 100;
}

static void
test_two_parameters_are_watched (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrSnapshot) some = NULL, back = NULL;
  guint n = 0;

  cr_run_watch (fixture->run, 2, 5);
  cr_run_start (fixture->run, 0);
  some = wait_for (fixture->run, has_path, 0);
  g_assert_cmpfloat (some->path[0], ==, some->initial[2]);
  g_assert_cmpfloat (some->path[1], ==, some->initial[5]);
  g_assert_cmpfloat (some->path[2 * some->n_path - 2], ==, some->parameters[2]);
  g_assert_cmpfloat (some->path[2 * some->n_path - 1], ==, some->parameters[5]);
  cr_run_seek (fixture->run, 0);
  back = wait_for (fixture->run, is_at_step, 0);
  while (back->status == CR_RUN_RUNNING && n++ < 100)
    {
      g_clear_pointer (&back, cr_snapshot_unref);
      back = wait_for (fixture->run, is_at_step, 0);
    }
  g_assert_cmpuint (back->n_path, ==, 1); /* what is still to come is not shown */
}

static void
set_stop (CrTraining *training, gconstpointer unused)
{
  training->stop = (CrStop) { .accuracy = 0.95, .given = CR_STOP_ACCURACY };
}

static void
test_it_ends_by_itself (void)
{
  g_autoptr (CrGraph) plain = net_make_circle (200);
  g_autoptr (CrGraph) graph = net_with (plain, set_stop, NULL);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrRun) run = cr_run_new (graph, data);
  g_autoptr (CrSnapshot) end = NULL;

  cr_run_start (run, 0);
  end = wait_for (run, has_status, CR_RUN_ENDED);
  g_assert_cmpint (end->end, ==, CR_END_ACCURACY);
  g_assert_cmpfloat (end->measure.train_accuracy, >=, 0.95);
  g_assert_cmpuint (end->place.batch, ==, 0);
  g_assert_nonnull (end->message);
}

static void
set_epochs (CrTraining *training, gconstpointer epochs)
{
  training->epochs = GPOINTER_TO_UINT (epochs);
}

/* A run ends with the epochs of its training; who runs it again wants it to go on. */
static void
test_it_ends_after_its_epochs (void)
{
  g_autoptr (CrGraph) plain = net_make_circle (47);
  g_autoptr (CrGraph) graph = net_with (plain, set_epochs, GUINT_TO_POINTER (30));
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (CrRun) run = cr_run_new (graph, data);
  g_autoptr (CrSnapshot) end = NULL, later = NULL;

  cr_run_start (run, 0);
  end = wait_for (run, has_status, CR_RUN_ENDED);
  g_assert_cmpint (end->end, ==, CR_END_EPOCHS);
  g_assert_cmpuint (end->place.epoch, ==, 30);
  g_assert_cmpuint (end->place.batch, ==, 0);
  g_assert_nonnull (strstr (end->message, "30 epochs"));
  cr_run_start (run, 0);
  later = wait_for (run, is_beyond_step, 200);
}

static void
test_what_cannot_be_trained (void)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (CrRun) run = cr_run_new (empty, NULL);
  g_autoptr (CrSnapshot) failed = NULL, still = NULL, good = NULL;
  g_autoptr (CrGraph) graph = net_make_circle (20);
  g_autoptr (CrData) data = net_get_data (graph);

  failed = wait_for (run, has_status, CR_RUN_FAILED);
  g_assert_nonnull (failed->message);
  still = wait_for (run, has_serial, cr_run_start (run, 0));
  g_assert_cmpint (still->status, ==, CR_RUN_FAILED);
  cr_run_update (run, NULL, graph, data);
  good = wait_for (run, is_beyond_step, 10);
  g_assert_cmpint (good->status, ==, CR_RUN_RUNNING);
}

/* --- Memory --- */

#define RUNS 16
#define FIRST_RUNS 3               /* after which there is as much as there will ever be */
#define RECORDED (8 * 1024 * 1024) /* bytes, before a run ends */

static gboolean
has_recorded (const CrSnapshot *snapshot, guint64 bytes)
{
  return snapshot->recorded_bytes >= bytes;
}

/* Resident, in bytes, when what lies free has gone back, as the program gives it when a window has closed; 0 where the system does not tell. */
static gsize
measure_memory (void)
{
  g_autofree char *text = NULL;
  const char *resident;

  cr_memory_give_back ();
  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  resident = strchr (text, ' ');
  return resident != NULL ? g_ascii_strtoull (resident, NULL, 10) * sysconf (_SC_PAGESIZE) : 0;
}

/* How many pools of memory the C library has made for threads; 0 where it does not tell. */
static guint
count_pools (void)
{
  guint n = 0;

#ifdef __GLIBC__
  char *text = NULL;
  gsize length = 0;
  FILE *stream = open_memstream (&text, &length);

  g_assert_cmpint (malloc_info (0, stream), ==, 0);
  fclose (stream);
  for (const char *at = text; (at = strstr (at, "<heap nr=")) != NULL; at++)
    n++;
  free (text);
#endif
  return n;
}

/* How many threads the program has; 0 where the system does not tell. */
static guint
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (tasks != NULL && g_dir_read_name (tasks) != NULL)
    n++;
  return n;
}

/* Until a run's thread has ended, however busy the machine is: nobody waits for it, and only then another one gets its pool. */
static void
wait_for_threads (guint n)
{
  for (guint i = 0; i < 6000 && count_threads () > n; i++)
    g_usleep (10000);
  g_assert_cmpuint (count_threads (), <=, n);
}

/* A thread that only waits until the end: while it does, nobody else gets its pool. */
static gpointer
idle (gpointer queue)
{
  g_free (g_malloc (1000));
  return g_async_queue_pop (queue);
}

/* A window's run ends with the window, and one that comes later takes the room of one that has gone, whatever other threads there are by then. */
static void
test_it_leaves_no_memory_behind (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (20);
  g_autoptr (CrData) data = net_get_data (graph);
  g_autoptr (GAsyncQueue) queue = g_async_queue_new ();
  GThread *idlers[RUNS];
  gsize after_first = 0;

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
  g_test_skip ("the sanitizer has its own way with memory");
  return;
#endif
  for (guint i = 0; i < RUNS; i++)
    {
      guint n_threads = count_threads ();
      g_autoptr (CrRun) run = cr_run_new (graph, data);
      g_autoptr (CrSnapshot) snapshot = NULL;

      cr_run_set_speed (run, CR_RUN_EPOCH, CR_RUN_UNBOUNDED);
      cr_run_start (run, 0);
      snapshot = wait_for (run, has_recorded, RECORDED);
      g_clear_pointer (&snapshot, cr_snapshot_unref);
      g_clear_pointer (&run, cr_run_free);
      wait_for_threads (n_threads);
      idlers[i] = g_thread_new ("idle", idle, queue);
      if (i == FIRST_RUNS - 1)
        after_first = measure_memory ();
    }
  g_test_message ("%zu kB, then %zu; %u pools", after_first / 1024, measure_memory () / 1024, count_pools ());
  g_assert_cmpuint (count_pools (), <=, 2);
  g_assert_cmpuint (measure_memory (), <, after_first + (RUNS - FIRST_RUNS) * RECORDED / 4);
  for (guint i = 0; i < RUNS; i++)
    g_async_queue_push (queue, queue);
  for (guint i = 0; i < RUNS; i++)
    g_thread_join (idlers[i]);
}

#define ADD(name, test) g_test_add ("/run/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  cr_memory_set_up ();
  g_test_init (&argc, &argv, NULL);
  ADD ("same-numbers", test_the_thread_changes_no_number);
  ADD ("one-by-one", test_one_by_one);
  ADD ("pause-and-seek", test_pause_and_seek);
  ADD ("reset", test_reset);
  ADD ("speed", test_speed);
  ADD ("another-version", test_another_version_on_the_way);
  ADD ("commit", test_a_snapshot_becomes_a_version);
  ADD ("watch", test_two_parameters_are_watched);
  ADD ("notify", test_it_tells_the_window);
  g_test_add_func ("/run/epochs", test_it_ends_after_its_epochs);
  g_test_add_func ("/run/ends", test_it_ends_by_itself);
  g_test_add_func ("/run/fails", test_what_cannot_be_trained);
  g_test_add_func ("/run/memory", test_it_leaves_no_memory_behind);
  return g_test_run ();
}
