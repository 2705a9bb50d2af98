/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recordings: seeking is exact, memory is bounded, changes on the way are known. */
#include "cr-recording.h"
#include "nets.h"

#include <string.h>

/* Runs to @step as the thread does. */
static void
run_to (CrRecording *recording, CrTrainer *trainer, guint64 step)
{
  if (cr_trainer_get_place (trainer).step == 0)
    cr_recording_note (recording, trainer);
  while (cr_trainer_get_place (trainer).step < step)
    {
      guint64 at = cr_trainer_get_place (trainer).step, next = cr_recording_get_next_step (recording);

      g_assert_cmpuint (next, >, at);
      cr_trainer_run (trainer, MIN (next, step) - at);
      if (cr_trainer_get_place (trainer).step == next)
        cr_recording_note (recording, trainer);
    }
}

static void
test_seek_is_exact (gconstpointer method)
{
  g_autoptr (CrGraph) plain = net_make_circle (47);
  g_autoptr (CrGraph) graph = net_with (plain, net_set_method, method);
  g_autoptr (CrTrainer) trainer = net_train (graph), control = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (200 * 1024);
  const guint64 steps[] = { 20000, 1, 17, 4999, 12345, 0, 19999, 7 };

  run_to (recording, trainer, 20000);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      cr_trainer_reset (control);
      cr_trainer_run (control, steps[i]);
      g_assert_true (cr_recording_seek (recording, trainer, steps[i]));
      g_assert_cmpuint (cr_trainer_get_place (trainer).step, ==, steps[i]);
      net_assert_same (trainer, control);
    }
  cr_trainer_run (trainer, 3000); /* and on from there */
  cr_trainer_run (control, 3000);
  net_assert_same (trainer, control);
}

static void
test_memory_is_bounded (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (20);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (100 * 1024);
  g_autoptr (CrRunCurve) curve = NULL;
  guint64 last = 0;

  for (guint64 step = 1000; step <= 200000; step += 1000)
    {
      run_to (recording, trainer, step);
      g_assert_cmpuint (cr_recording_get_size (recording), <=, 100 * 1024 + 512 * 1024);
      g_assert_cmpuint (cr_recording_get_n_states (recording), >=, 2);
    }
  curve = cr_recording_get_curve (recording);
  g_assert_cmpuint (curve->n_points, >, CR_RECORDING_MOST_POINTS / 2 - 1);
  g_assert_cmpuint (curve->n_points, <=, CR_RECORDING_MOST_POINTS);
  for (guint i = 0; i < curve->n_points; i++)
    g_assert_cmpuint (curve->points[i].step, ==, i * curve->points[1].step); /* evenly */
  g_assert_cmpuint (cr_run_curve_find (curve, curve->points[5].step + 1)->step, ==, curve->points[5].step);
  for (guint64 step = 0; step <= 200000; step += 997)
    {
      const CrTrainerState *before = cr_recording_find_before (recording, step);
      guint64 at = cr_trainer_state_get_place (before).step;

      g_assert_cmpuint (at, <=, step);
      g_assert_cmpuint (at, >=, last);
      last = at;
    }
}

/* A rate that changes at step 500 and again at 900: every step is reached with the rate that it had. */
static void
test_changes_on_the_way (void)
{
  g_autoptr (CrGraph) first = net_make_circle (47);
  g_autoptr (CrData) data = net_get_data (first);
  double fast = 0.3, slow = 0.001;
  g_autoptr (CrGraph) second = net_with (first, net_set_rate, &fast), third = net_with (first, net_set_rate, &slow);
  g_autoptr (CrTrainer) trainer = net_train (first), control = net_train (first);
  g_autoptr (CrRecording) recording = cr_recording_new (60 * 1024); /* some ten states */
  const guint64 steps[] = { 499, 500, 501, 899, 900, 1500, 77 };

  run_to (recording, trainer, 500);
  g_assert_true (cr_trainer_update (trainer, first, second, data, NULL));
  cr_recording_note_update (recording, trainer);
  run_to (recording, trainer, 900);
  g_assert_true (cr_trainer_update (trainer, second, third, data, NULL));
  cr_recording_note_update (recording, trainer);
  run_to (recording, trainer, 1500);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_clear_pointer (&control, cr_trainer_free);
      control = net_train (first);
      cr_trainer_run (control, MIN (steps[i], 500));
      g_assert_true (cr_trainer_update (control, first, second, data, NULL));
      cr_trainer_run (control, steps[i] < 500 ? 0 : MIN (steps[i], 900) - 500);
      g_assert_true (cr_trainer_update (control, second, third, data, NULL));
      cr_trainer_run (control, steps[i] < 900 ? 0 : steps[i] - 900);
      g_assert_true (cr_recording_seek (recording, trainer, steps[i]));
      net_assert_same (trainer, control);
    }
  g_assert_true (cr_trainer_get_graph (trainer) == first);
}

/* Who goes back and changes something makes another future. */
static void
test_a_change_forgets_what_came_after (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrData) data = net_get_data (graph);
  double fast = 0.3;
  g_autoptr (CrGraph) faster = net_with (graph, net_set_rate, &fast);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES);

  run_to (recording, trainer, 300);
  g_assert_true (cr_recording_seek (recording, trainer, 100));
  g_assert_cmpuint (cr_recording_get_last_step (recording), ==, 300);
  g_assert_true (cr_trainer_update (trainer, graph, faster, data, NULL));
  cr_recording_note_update (recording, trainer);
  g_assert_cmpuint (cr_recording_get_last_step (recording), ==, 100);
  g_assert_false (cr_recording_can_replay (recording, 101));
}

/* Where the version changes, be it between two points of the curves, they go to what it reaches with that step. */
static void
test_a_change_is_on_the_curve (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrGraph) other = net_with (graph, net_set_seed, GUINT_TO_POINTER (9));
  g_autoptr (CrData) data = net_get_data (other);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES);
  g_autoptr (CrRunCurve) curve = NULL, later = NULL;

  run_to (recording, trainer, 3 * CR_RECORDING_MOST_POINTS + 1);
  g_assert_true (cr_trainer_update (trainer, graph, other, data, NULL));
  cr_recording_note_update (recording, trainer);
  curve = cr_recording_get_curve (recording);
  g_assert_cmpuint (curve->points[curve->n_points - 1].step, ==, 3 * CR_RECORDING_MOST_POINTS + 1);
  g_assert_cmpfloat (curve->points[curve->n_points - 1].measure.train_loss, ==, cr_trainer_measure (trainer).train_loss);
  run_to (recording, trainer, 4 * CR_RECORDING_MOST_POINTS);
  later = cr_recording_get_curve (recording);
  for (guint i = 0; i < later->n_points; i++)
    g_assert_cmpuint (later->points[i].step, ==, i * later->points[1].step); /* evenly again */
}

/* The step at which one pauses can be gone back to, though nothing was due to be kept there. */
static void
test_the_last_step_is_reached (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrTrainer) trainer = net_train (graph), control = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (60 * 1024); /* some ten states */

  run_to (recording, trainer, 6011);
  g_assert_cmpuint (cr_recording_get_last_step (recording), <, 6011);
  cr_recording_note_reached (recording, trainer);
  g_assert_true (cr_recording_seek (recording, trainer, 100));
  g_assert_cmpuint (cr_recording_get_last_step (recording), ==, 6011);
  g_assert_true (cr_recording_seek (recording, trainer, 6011));
  cr_trainer_run (control, 6011);
  net_assert_same (trainer, control);
}

/* A state from outside: what is recorded stays where it belongs to it, and goes where it is of another run. */
static void
test_a_state_is_restored (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (47);
  g_autoptr (CrData) data = net_get_data (graph);
  double fast = 0.3;
  g_autoptr (CrGraph) faster = net_with (graph, net_set_rate, &fast);
  g_autoptr (CrTrainer) trainer = net_train (graph), other = net_train (faster);
  g_autoptr (CrRecording) recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES);
  g_autoptr (CrTrainerState) state = NULL, of_other = NULL;

  run_to (recording, trainer, 100);
  state = cr_trainer_save (trainer);
  run_to (recording, trainer, 300);
  cr_trainer_restore (trainer, state);
  cr_recording_note_restored (recording, trainer);
  g_assert_cmpuint (cr_recording_get_last_step (recording), ==, 300);
  g_assert_true (cr_recording_seek (recording, trainer, 50));
  g_assert_true (cr_trainer_update (trainer, graph, faster, data, NULL));
  cr_recording_note_update (recording, trainer);
  run_to (recording, trainer, 200);
  cr_trainer_restore (trainer, state); /* of the run, but no more of what is recorded at that step */
  cr_recording_note_restored (recording, trainer);
  g_assert_cmpuint (cr_recording_get_last_step (recording), ==, 100);
  g_assert_true (cr_recording_can_replay (recording, 40));
  cr_trainer_run (other, 20);
  of_other = cr_trainer_save (other);
  cr_trainer_restore (trainer, of_other);
  cr_recording_note_restored (recording, trainer);
  g_assert_cmpuint (cr_recording_get_last_step (recording), ==, 20);
  g_assert_cmpuint (cr_recording_get_n_states (recording), ==, 1);
}

static void
set_many_points (CrTraining *training, gconstpointer unused)
{
  training->dataset.n_points = 20000;
}

/* Looking at every example at every step would take all the time where there are many. */
static void
test_many_examples_are_measured_once_an_epoch (void)
{
  g_autoptr (CrGraph) plain = net_make_circle (20);
  g_autoptr (CrGraph) graph = net_with (plain, set_many_points, NULL);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES);
  g_autoptr (CrRunCurve) curve = NULL;

  run_to (recording, trainer, 5000);
  curve = cr_recording_get_curve (recording);
  g_assert_cmpuint (curve->n_points, ==, 3);
}

static void
test_the_end_is_on_the_curve (void)
{
  g_autoptr (CrGraph) graph = net_make_circle (20);
  g_autoptr (CrTrainer) trainer = net_train (graph);
  g_autoptr (CrRecording) recording = cr_recording_new (CR_RECORDING_STANDARD_BYTES);
  g_autoptr (CrRunCurve) curve = NULL, later = NULL;

  run_to (recording, trainer, 2 * CR_RECORDING_MOST_POINTS + 1);
  cr_recording_note_end (recording, trainer);
  curve = cr_recording_get_curve (recording);
  g_assert_cmpuint (curve->points[curve->n_points - 1].step, ==, 2 * CR_RECORDING_MOST_POINTS + 1);
  run_to (recording, trainer, 3 * CR_RECORDING_MOST_POINTS);
  later = cr_recording_get_curve (recording);
  for (guint i = 0; i < later->n_points; i++)
    g_assert_cmpuint (later->points[i].step % 2, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/recording/seek/sgd", GUINT_TO_POINTER (CR_METHOD_SGD), test_seek_is_exact);
  g_test_add_data_func ("/recording/seek/adam", GUINT_TO_POINTER (CR_METHOD_ADAM), test_seek_is_exact);
  g_test_add_func ("/recording/change-on-the-curve", test_a_change_is_on_the_curve);
  g_test_add_func ("/recording/reached", test_the_last_step_is_reached);
  g_test_add_func ("/recording/restored", test_a_state_is_restored);
  g_test_add_func ("/recording/bounded", test_memory_is_bounded);
  g_test_add_func ("/recording/changes", test_changes_on_the_way);
  g_test_add_func ("/recording/another-future", test_a_change_forgets_what_came_after);
  g_test_add_func ("/recording/many-examples", test_many_examples_are_measured_once_an_epoch);
  g_test_add_func ("/recording/end", test_the_end_is_on_the_curve);
  return g_test_run ();
}
