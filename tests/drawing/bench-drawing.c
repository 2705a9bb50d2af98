/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the picture of a large graph takes: layout, building, following an edit, picking, drawing; and a step of the timeline. */
#include "cr-layout.h"
#include "cr-picture.h"
#include "cr-step-text.h"
#include "cr-timeline.h"
#include "sample-graphs.h"

static gint64 lap_start;

static void
lap (const char *what)
{
  gint64 now = g_get_monotonic_time ();

  g_print ("  %-28s %9.2f ms\n", what, (now - lap_start) / 1000.0);
  lap_start = g_get_monotonic_time ();
}

static void
draw_at (CrPicture *picture, const CrArea *all, double scale, const char *what)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1920, 1080);
  cairo_t *cairo = cairo_create (surface);
  CrArea clip = { all->x, all->y, 1920 / scale, 1080 / scale };
  g_autofree char *still = g_strdup_printf ("still part, %s", what);
  g_autofree char *moving = g_strdup_printf ("moving part, %s", what);

  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -clip.x, -clip.y);
  cr_picture_draw_moving (picture, cairo, &clip, scale, NULL);
  lap_start = g_get_monotonic_time ();
  cr_picture_draw_still (picture, cairo, &clip, scale);
  lap (still);
  cr_picture_draw_moving (picture, cairo, &clip, scale, NULL);
  lap (moving);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static CrGraph *
move_first (const CrGraph *graph)
{
  const CrNode *first = cr_graph_get_next (graph, CR_KEY_NONE);
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  cr_graph_edit_move (edit, first->key, first->place.x, first->place.y - 12);
  return cr_graph_edit_end (edit);
}

static void
measure (guint n)
{
  g_autoptr (CrGraph) graph = sample_random (n, 1);
  g_autoptr (CrGraph) placed = NULL;
  g_autoptr (CrGraph) moved = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrPicture) picture = NULL;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  CrArea all;

  g_print ("%u nodes\n", n);
  lap_start = g_get_monotonic_time ();
  placed = cr_layout_all (graph);
  lap ("layout");
  tape = cr_tape_new (placed);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  lap_start = g_get_monotonic_time ();
  picture = cr_picture_new (placed, tape, &style);
  lap ("picture, built");
  cr_picture_update (picture, placed, tape);
  lap ("picture, new numbers");
  moved = move_first (placed);
  cr_tape_update (tape, moved);
  lap_start = g_get_monotonic_time ();
  cr_picture_update (picture, moved, tape);
  lap ("picture, a node moved");
  all = cr_picture_get_area (picture);
  lap ("area");
  for (guint i = 0; i < 1000; i++)
    cr_picture_pick (picture, all.x + all.width * i / 1000, all.y + all.height * i / 1000, 1);
  lap ("1000 picks");
  draw_at (picture, &all, 1, "100 %");
  draw_at (picture, &all, 0.4, "40 %");
  draw_at (picture, &all, 1920 / all.width, "all");
}

/* All that a step of the timeline does but drawing: the tape, the picture, the pulses, the words. */
static void
step_to (CrTimeline *timeline, CrTape *tape, CrPicture *picture, const CrGraph *graph, guint position)
{
  guint n_steps;
  const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_steps);

  cr_timeline_seek (timeline, tape, position);
  cr_picture_update (picture, graph, tape);
  if (position == 0 || position == n_steps)
    return;
  cr_picture_set_steps (picture, &steps[position - 1], 1, 1);

  g_autoptr (GArray) pulses = cr_picture_list_pulses (picture);
  g_autofree char *text = cr_step_text_write (tape, &steps[position - 1], CR_NUMBER_FORMAT_STANDARD);
}

static void
measure_steps (guint n)
{
  g_autoptr (CrGraph) graph = sample_random (n, 1);
  g_autoptr (CrGraph) placed = cr_layout_all (graph);
  g_autoptr (CrTape) tape = cr_tape_new (placed);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = NULL;
  g_autoptr (CrTimeline) timeline = NULL;
  guint n_steps;
  gint64 begin;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  timeline = cr_timeline_new (tape);
  cr_timeline_get_steps (timeline, &n_steps);
  picture = cr_picture_new (placed, tape, &style);
  g_print ("%u nodes, %u steps of the timeline\n", n, n_steps);
  begin = g_get_monotonic_time ();
  for (guint position = 0; position <= n_steps; position++)
    step_to (timeline, tape, picture, placed, position);
  g_print ("  %-28s %9.3f ms\n", "a step forward", (g_get_monotonic_time () - begin) / 1000.0 / n_steps);
  begin = g_get_monotonic_time ();
  for (guint position = n_steps; position-- > 0;)
    step_to (timeline, tape, picture, placed, position);
  g_print ("  %-28s %9.3f ms\n", "a step back", (g_get_monotonic_time () - begin) / 1000.0 / n_steps);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* What numbers cost while @at_once steps at a time are played: all of them are in view and look for their spots. @anew: all of them do at
 * each step, as if everything had changed. */
static void
measure_numbers (guint n, guint at_once, gboolean anew)
{
  g_autoptr (CrGraph) graph = sample_random (n, 1);
  g_autoptr (CrGraph) placed = cr_layout_all (graph);
  g_autoptr (CrTape) tape = cr_tape_new (placed);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = NULL;
  g_autoptr (CrTimeline) timeline = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_steps;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  timeline = cr_timeline_new (tape);
  cr_timeline_get_steps (timeline, &n_steps);
  picture = cr_picture_new (placed, tape, &style);
  for (guint position = 0; position <= n_steps; position += at_once)
    {
      gint64 begin;
      double time;

      cr_timeline_seek (timeline, tape, position);
      begin = g_get_monotonic_time ();
      if (anew)
        cr_picture_set_style (picture, &style);
      cr_picture_update (picture, placed, tape);
      g_array_unref (cr_picture_list_labels (picture, NULL));
      time = (g_get_monotonic_time () - begin) / 1000.0;
      if (position > 0)
        g_array_append_val (times, time);
    }
  g_array_sort (times, compare_times);
  g_print ("%u nodes, %u steps at once, %s: median %.2f ms, p95 %.2f ms, most %.2f ms\n", n, at_once, anew ? "all look anew" : "spots are kept",
           g_array_index (times, double, times->len / 2), g_array_index (times, double, times->len * 95 / 100),
           g_array_index (times, double, times->len - 1));
}

int
main (void)
{
  for (guint i = 0; i < 4; i++)
    measure_numbers (500, i < 2 ? 1 : 20, i % 2);
  measure_steps (1000);
  measure (2000);
  measure (10000);
  measure (100000);
  return 0;
}
