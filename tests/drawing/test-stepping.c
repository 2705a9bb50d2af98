/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture whose tape is walked step by step: what is not computed is blank, and nothing moves because numbers come and go. */
#include "cr-layout.h"
#include "cr-picture-private.h"
#include "cr-timeline.h"
#include "drawn.h"
#include "sample-graphs.h"

/* --- A picture on a walk --- */

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrTimeline *timeline;
  CrPicture *picture;
  guint n_steps;
} Walk;

static void
walk_init (Walk *walk, CrGraph *graph)
{
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;

  walk->graph = graph;
  walk->tape = cr_tape_new (graph);
  cr_tape_forward (walk->tape);
  cr_tape_backward (walk->tape, NULL);
  walk->timeline = cr_timeline_new (walk->tape);
  walk->picture = cr_picture_new (graph, walk->tape, &style);
  cr_timeline_get_steps (walk->timeline, &walk->n_steps);
}

static void
walk_to (Walk *walk, guint position)
{
  cr_timeline_seek (walk->timeline, walk->tape, position);
  cr_picture_update (walk->picture, walk->graph, walk->tape);
}

static void
walk_clear (Walk *walk)
{
  cr_picture_free (walk->picture);
  cr_timeline_free (walk->timeline);
  cr_tape_free (walk->tape);
  cr_graph_unref (walk->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* --- What is shown --- */

static gboolean
is_shown (GArray *labels, CrKey key, guint kind)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);

      if (label->key == key && label->kind == kind)
        return TRUE;
    }
  return FALSE;
}

static void
assert_shows_what_is_computed (Walk *walk)
{
  g_autoptr (GArray) labels = cr_picture_list_labels (walk->picture, NULL);
  CrNumbers numbers;

  for (guint i = 0; i < labels->len; i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);

      if (label->kind == CR_LABEL_VALUE)
        g_assert_true (cr_tape_get_value (walk->tape, label->key, &numbers));
      else if (label->kind == CR_LABEL_GRADIENT && label->operand == 0)
        g_assert_true (cr_tape_get_gradient (walk->tape, label->key, &numbers));
    }
}

/* The numbers of a picture that has kept spots from step to step stand where they would if all looked anew. Returns how many kept theirs. */
static guint
assert_kept_as_if_anew (Walk *walk)
{
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GArray) anew = NULL;
  guint n_kept = 0;

  cr_picture_keep_spots (walk->picture);
  for (guint key = 0; key < walk->picture->items->len; key++)
    {
      const CrItem *item = walk->picture->items->pdata[key];

      n_kept += item != NULL && item->spots.version == walk->picture->version;
    }
  kept = cr_picture_list_labels (walk->picture, NULL);
  walk->picture->version++;
  anew = cr_picture_list_labels (walk->picture, NULL);
  g_assert_cmpuint (kept->len, ==, anew->len);
  for (guint i = 0; i < kept->len; i++)
    {
      const CrLabel *one = &g_array_index (kept, CrLabel, i), *other = &g_array_index (anew, CrLabel, i);

      g_assert_cmpstr (one->text, ==, other->text);
      g_assert_true (cr_area_equal (&one->area, &other->area));
    }
  return n_kept;
}

static void
test_spots_are_kept (void)
{
  guint n_kept = 0;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (CrGraph) drawn = i == 0 ? sample_sigmoid_neuron () : i == 1 ? sample_branches () : sample_random (10 * i, i);
      g_auto (Walk) walk;

      walk_init (&walk, i < 2 ? cr_graph_ref (drawn) : cr_layout_all (drawn));
      for (guint position = 0; position <= walk.n_steps; position++)
        {
          walk_to (&walk, position);
          n_kept += assert_kept_as_if_anew (&walk);
        }
      for (guint position = walk.n_steps; position > 0; position -= MIN (position, 3))
        {
          walk_to (&walk, position);
          n_kept += assert_kept_as_if_anew (&walk);
        }
      for (guint position = 0; position <= walk.n_steps; position++) /* asked after every few steps only */
        {
          walk_to (&walk, position);
          if (position % 3 == i % 3)
            n_kept += assert_kept_as_if_anew (&walk);
        }
    }
  g_test_message ("%u spots kept", n_kept);
  g_assert_cmpuint (n_kept, >, 100);
}

/* Of the lecture's neuron every number has its place. */
static void
test_neuron (void)
{
  g_auto (Walk) walk;
  CrNumbers numbers;

  walk_init (&walk, sample_sigmoid_neuron ());
  for (guint position = 0; position <= walk.n_steps; position++)
    {
      walk_to (&walk, position);
      assert_shows_what_is_computed (&walk);

      g_autoptr (GArray) labels = cr_picture_list_labels (walk.picture, NULL);

      CR_GRAPH_FOR_EACH (walk.graph, node)
        {
          g_assert_cmpint (is_shown (labels, node->key, CR_LABEL_VALUE), ==, cr_tape_get_value (walk.tape, node->key, &numbers));
          g_assert_cmpint (is_shown (labels, node->key, CR_LABEL_GRADIENT), ==, cr_tape_get_gradient (walk.tape, node->key, &numbers));
        }
    }
}

static void
test_back_and_forth (void)
{
  CrGraph *(*const samples[]) (void) = { sample_patterns, sample_branches, sample_norm_squared, sample_kinds, sample_troubles };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_auto (Walk) walk;

      walk_init (&walk, samples[i] ());
      for (guint step = 0; step <= 2 * walk.n_steps; step++)
        {
          walk_to (&walk, step * 7 % (walk.n_steps + 1));
          assert_shows_what_is_computed (&walk);
        }
    }
}

/* The wire that max did not choose is dotted from max's own step back on, not from the step that brings max its gradient. */
static void
test_wires (void)
{
  g_auto (Walk) walk;
  const CrArea area = { 156, 306, 44, 36 }; /* the wire of w, without its numbers */
  CrKey max;
  cairo_surface_t *pictures[3];

  walk_init (&walk, sample_patterns ());
  max = sample_key (walk.graph, "m");
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      guint sent = cr_timeline_find (walk.timeline, CR_PHASE_BACKWARD, max);

      walk_to (&walk, i == 0 ? 4 : sent - (i == 1));
      pictures[i] = drawn_new (walk.picture, &area, 1, NULL);
    }
  g_assert_cmpfloat (drawn_difference (pictures[0], pictures[1]), ==, 0);
  g_assert_cmpfloat (drawn_difference (pictures[1], pictures[2]), >, DRAWN_TOLERANCE);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    cairo_surface_destroy (pictures[i]);
}

/* Wide gradients have widened their tags; without them the tags keep their width. */
static void
test_nothing_moves (void)
{
  g_auto (Walk) walk;
  g_autoptr (GArray) ports = g_array_new (FALSE, FALSE, sizeof (CrArea));

  walk_init (&walk, sample_branches ());
  for (guint position = 0; position <= walk.n_steps; position++)
    {
      guint i = 0;

      walk_to (&walk, position);
      CR_GRAPH_FOR_EACH (walk.graph, node)
        {
          CrArea area;

          g_assert_true (cr_picture_get_pick_area (walk.picture, (CrPick) { CR_PICK_OUTPUT, node->key, 0 }, &area));
          if (position == 0)
            g_array_append_val (ports, area);
          else
            g_assert_cmpfloat (area.x, ==, g_array_index (ports, CrArea, i).x);
          i++;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/stepping/neuron", test_neuron);
  g_test_add_func ("/drawing/stepping/spots-are-kept", test_spots_are_kept);
  g_test_add_func ("/drawing/stepping/back-and-forth", test_back_and_forth);
  g_test_add_func ("/drawing/stepping/wires", test_wires);
  g_test_add_func ("/drawing/stepping/nothing-moves", test_nothing_moves);
  return g_test_run ();
}
