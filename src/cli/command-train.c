/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli train: trains a graph as its file says, and writes what it learned. */
#include "cr-command.h"
#include "cr-graph-writer.h"
#include "cr-print.h"
#include "cr-trainer.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NOT_GIVEN G_MININT64
#define BAR_EVERY 100000 /* microseconds */
#define BAR_WIDTH 30
#define LOOK_EVERY 1000 /* steps between looks at the clock and for ^C, in a long epoch */

static volatile sig_atomic_t is_interrupted;

static void
interrupt (int signal_number)
{
  is_interrupted = TRUE;
}

/**
 * Training: one call of the command.
 * @log: (nullable): a line an epoch
 * @summary: what is printed of it goes there: not among the graph where that goes to standard output
 * @epochs: how many to make
 * @bar: when the progress bar was last drawn; 0 where there is none
 * @measure: the last one, which is that of the last epoch if @is_measured
 */
typedef struct
{
  const char *file;
  CrTrainer *trainer;
  FILE *log;
  FILE *summary;
  guint64 epochs;
  gboolean has_bar;
  gint64 bar;
  gint64 began;
  CrMeasure measure;
  gboolean is_measured;
  CrEnd end;
} Training;

/* --- The progress bar --- */

static void
draw_bar (Training *training)
{
  CrTrainerPlace place = cr_trainer_get_place (training->trainer);
  double part = training->epochs > 0 ? (place.epoch + (double) place.batch / place.n_batches) / training->epochs : 1;
  guint n_full = (guint) (part * BAR_WIDTH);
  char loss[32];

  training->bar = g_get_monotonic_time ();
  fprintf (stderr, "\r[%.*s%.*s] ", n_full, "##############################", BAR_WIDTH - n_full, "------------------------------");
  fprintf (stderr, _("epoch %" PRIu64 "/%" PRIu64), place.epoch, training->epochs);
  fprintf (stderr, _(", batch loss %s"), g_ascii_formatd (loss, sizeof loss, "%-12.6g", cr_trainer_get_batch_loss (training->trainer)));
  fflush (stderr);
}

static void
look_at_clock (Training *training)
{
  if (training->has_bar && g_get_monotonic_time () - training->bar >= BAR_EVERY)
    draw_bar (training);
}

/* --- The log --- */

/* A number as JSON has it; nothing where there is none. */
static void
append_cell (GString *line, double number, gboolean exists)
{
  g_string_append_c (line, ',');
  if (!exists)
    return;
  if (isfinite (number))
    cr_print_json_number (line, number);
  else
    g_string_append (line, isnan (number) ? "nan" : number > 0 ? "inf" : "-inf");
}

static gboolean
has_test (const Training *training)
{
  const CrData *data = cr_trainer_get_data (training->trainer);

  return data != NULL && data->split.n_rows > data->split.n_train;
}

static gboolean
write_log_line (Training *training)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean rated = cr_trainer_has_accuracy (training->trainer);
  const CrMeasure *measure = &training->measure;

  g_string_append_printf (line, "%" G_GUINT64_FORMAT, cr_trainer_get_place (training->trainer).epoch);
  append_cell (line, measure->train_loss, TRUE);
  append_cell (line, measure->test_loss, has_test (training));
  append_cell (line, measure->train_accuracy, rated);
  append_cell (line, measure->test_accuracy, rated && has_test (training));
  return fprintf (training->log, "%s\n", line->str) >= 0;
}

/* --- Training --- */

static void
measure (Training *training)
{
  if (!training->is_measured)
    training->measure = cr_trainer_measure (training->trainer);
  training->is_measured = TRUE;
}

/* To the end of the epoch, unless ^C comes or a step cannot be made. */
static gboolean
run_epoch (Training *training)
{
  CrTrainerPlace place = cr_trainer_get_place (training->trainer);

  for (guint32 left = place.n_batches, n; left > 0; left -= n)
    {
      n = MIN (left, LOOK_EVERY);
      training->is_measured = FALSE;
      if (cr_trainer_run (training->trainer, n) < n)
        {
          training->end = CR_END_NOT_FINITE;
          return FALSE;
        }
      if (is_interrupted)
        return FALSE;
      if (left > LOOK_EVERY)
        look_at_clock (training);
    }
  return TRUE;
}

static void
train (Training *training)
{
  gboolean has_stop = cr_trainer_has_stop (training->trainer);

  training->end = CR_END_EPOCHS;
  for (guint64 epoch = 0; epoch < training->epochs && !is_interrupted; epoch++)
    {
      CrEnd end = CR_END_NONE;

      if (!run_epoch (training))
        break;
      if (training->log != NULL || has_stop)
        measure (training);
      if (training->log != NULL && !write_log_line (training))
        break;
      if (has_stop)
        end = cr_trainer_check_stop (training->trainer, &training->measure);
      look_at_clock (training);
      if (end == CR_END_NONE)
        continue;
      training->end = end;
      break;
    }
  measure (training);
  if (!training->has_bar)
    return;
  draw_bar (training);
  fputc ('\n', stderr);
}

/* --- What came of it --- */

static void
append_member (GString *json, const char *name, double number, gboolean exists)
{
  g_string_append_printf (json, ", \"%s\": ", name);
  if (exists)
    cr_print_json_number (json, number);
  else
    g_string_append (json, "null");
}

static void
print_json (const Training *training, double seconds)
{
  g_autoptr (GString) json = g_string_new (NULL);
  CrTrainerPlace place = cr_trainer_get_place (training->trainer);
  gboolean rated = cr_trainer_has_accuracy (training->trainer);

  g_string_append_printf (json, "{\"epochs\": %" G_GUINT64_FORMAT, place.epoch);
  append_member (json, "train_loss", training->measure.train_loss, TRUE);
  append_member (json, "test_loss", training->measure.test_loss, has_test (training));
  append_member (json, "train_accuracy", training->measure.train_accuracy, rated);
  append_member (json, "test_accuracy", training->measure.test_accuracy, rated && has_test (training));
  g_string_append_printf (json, ", \"steps\": %" G_GUINT64_FORMAT, place.step);
  append_member (json, "seconds", seconds, TRUE);
  fprintf (training->summary, "%s}\n", json->str);
}

/* "training: loss 0.0078, accuracy 99.6 %" */
static void
print_set (FILE *summary, const char *name, double loss, double accuracy, gboolean rated)
{
  char text[32];

  fprintf (summary, _("%s: loss %s"), name, isnan (loss) ? "nan" : g_ascii_formatd (text, sizeof text, "%.6g", loss));
  if (rated && isfinite (loss))
    fprintf (summary, _(", accuracy %s %%"), g_ascii_formatd (text, sizeof text, "%.1f", 100 * accuracy));
  fputc ('\n', summary);
}

/* Why it ended before its last epoch; NULL where it did not. Where no step could be made, trouble is told of by itself. */
static char *
dup_reason (const Training *training)
{
  guint64 epoch = cr_trainer_get_place (training->trainer).epoch;

  if (is_interrupted)
    return g_strdup (_("stopped by ^C"));
  return training->end != CR_END_EPOCHS ? cr_trainer_describe_end (training->end, epoch) : NULL;
}

static void
print_text (const Training *training, const char *reason, double seconds)
{
  CrTrainerPlace place = cr_trainer_get_place (training->trainer);
  gboolean rated = cr_trainer_has_accuracy (training->trainer);
  char text[32];

  fprintf (training->summary, _("%" PRIu64 " epochs, %" PRIu64 " steps in %s s\n"), place.epoch, place.step,
           g_ascii_formatd (text, sizeof text, "%.3g", seconds));
  if (reason != NULL && !is_interrupted)
    fprintf (training->summary, "%s\n", reason);
  print_set (training->summary, _("training"), training->measure.train_loss, training->measure.train_accuracy, rated);
  if (has_test (training))
    print_set (training->summary, _("test"), training->measure.test_loss, training->measure.test_accuracy, rated);
}

static CrExit
write_graph (const Training *training, const char *out)
{
  g_autoptr (CrGraph) learned = cr_trainer_commit (training->trainer);
  g_autoptr (CrGraph) moved = cr_command_move_data (learned, training->file, out);
  gsize length;
  char *text = cr_graph_write_text (moved, NULL, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return cr_command_write (out, bytes);
}

static CrExit
finish (Training *training, const char *out, gboolean json, double seconds)
{
  g_autofree char *trouble = cr_trainer_describe_trouble (training->trainer);
  g_autofree char *reason = dup_reason (training);
  CrExit status = CR_EXIT_DONE;

  json ? print_json (training, seconds) : print_text (training, reason, seconds);
  if ((json || is_interrupted) && reason != NULL)
    cr_command_complain (training->file, "%s", reason);
  if (out != NULL)
    status = write_graph (training, out);
  if (trouble != NULL)
    cr_command_complain (training->file, "%s", trouble);
  if (status != CR_EXIT_DONE)
    return status;
  return is_interrupted ? CR_EXIT_INTERRUPTED : trouble != NULL ? CR_EXIT_NO : CR_EXIT_DONE;
}

/* --- The call --- */

/* The same graph with the seed that the call gives. */
static CrGraph *
with_seed (const CrGraph *graph, guint64 seed)
{
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrTraining *training = parts->training != NULL ? cr_training_copy (parts->training) : cr_training_new ();

  g_clear_pointer (&parts->training, cr_training_unref);
  training->seed = seed;
  parts->training = training;
  return cr_graph_with_parts (graph, parts);
}

static guint64
get_epochs (const CrGraph *graph, gint64 given)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;

  return given != NOT_GIVEN ? (guint64) given : training != NULL ? training->epochs : 100;
}

static gboolean
open_log (Training *training, const char *path)
{
  if (path == NULL)
    return TRUE;
  training->log = fopen (path, "we");
  if (training->log != NULL)
    return fputs ("epoch,train_loss,test_loss,train_accuracy,test_accuracy\n", training->log) >= 0;
  cr_command_complain (path, "%s", g_strerror (errno));
  return FALSE;
}

static gboolean
close_log (Training *training, const char *path)
{
  gboolean good = TRUE;

  if (training->log == NULL)
    return TRUE;
  good = !ferror (training->log);
  good &= fclose (training->log) == 0;
  if (!good)
    cr_command_complain (path, _("the log cannot be written"));
  return good;
}

static CrExit
run (Training *training, const char *log, const char *out, gboolean json)
{
  double seconds;
  CrExit status;

  if (!cr_command_can_write (out) || !open_log (training, log))
    return CR_EXIT_USAGE;
  signal (SIGINT, interrupt);
  training->has_bar = isatty (STDERR_FILENO);
  training->began = g_get_monotonic_time ();
  train (training);
  seconds = (g_get_monotonic_time () - training->began) / 1e6;
  status = finish (training, out, json, seconds);
  return close_log (training, log) || status != CR_EXIT_DONE ? status : CR_EXIT_USAGE;
}

/* Says what is wrong at nodes, those too that the loss does not need; whether anything is. */
static gboolean
complain_of_nodes (const char *file, const CrGraph *graph, const CrData *data)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  if (data != NULL)
    cr_data_bind_example (data, tape, 0);
  cr_tape_forward (tape);
  return cr_command_complain_of_nodes (file, tape);
}

CrExit
cr_command_train (const CrCommand *command, GStrv arguments)
{
  g_autofree char *out = NULL, *log = NULL;
  g_auto (GStrv) names = NULL;
  gint64 epochs = NOT_GIVEN, seed = NOT_GIVEN;
  gboolean json = FALSE, any_path = FALSE, is_faulty;
  const GOptionEntry options[] = {
    { "epochs", 0, 0, G_OPTION_ARG_INT64, &epochs, N_("How many epochs, in place of the file's"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("Of every random choice, in place of the file's"), "S" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &log, N_("Write losses and accuracies there, a line an epoch"), "loss.csv" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write the trained graph to OUT"), "OUT" },
    CR_OPTION_ALLOW_PATH (&any_path),
    CR_OPTION_JSON (&json),
    { NULL },
  };
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrData) data = NULL;
  g_autoptr (CrTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  Training training = { .end = CR_END_NONE };
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  if ((epochs != NOT_GIVEN && epochs < 0) || (seed != NOT_GIVEN && seed < 0))
    {
      cr_command_complain (NULL, _("--epochs and --seed take whole numbers from 0 on"));
      return CR_EXIT_USAGE;
    }
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  if (seed != NOT_GIVEN)
    {
      CrGraph *seeded = with_seed (graph, seed);

      cr_graph_unref (graph);
      graph = seeded;
    }
  data = cr_command_load_data (names[0], graph, any_path);
  trainer = cr_trainer_new (graph, data, &error);
  if (trainer == NULL)
    {
      cr_command_complain (names[0], "%s", error->message);
      return CR_EXIT_NO;
    }
  training.file = names[0];
  training.summary = out != NULL && g_str_equal (out, "-") ? stderr : stdout;
  training.trainer = trainer;
  training.epochs = get_epochs (graph, epochs);
  is_faulty = complain_of_nodes (names[0], graph, data);
  status = run (&training, log, out, json);
  return is_faulty && status == CR_EXIT_DONE ? CR_EXIT_NO : status;
}
