/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The player without a display: moves and rests as time is told to it, stops at breakpoints and at the end, and survives edits. */
#include "cr-edits.h"
#include "cr-player.h"
#include "cr-pulse.h"

#include "graph-builder.h"

/* (x + y) · z: forward q, f; the loss; backward f, q. */
typedef struct
{
  CrDocument *document;
  CrPlayer *player;
  guint n_ticks;
} Fixture;

static void
count (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *fixture, gconstpointer is_animated)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "input", "x", -2);
  graph_builder_number (builder, "input", "y", 5);
  graph_builder_number (builder, "input", "z", -4);
  graph_builder_gate (builder, "add", "q", "x y");
  graph_builder_gate (builder, "mul", "f", "q z");
  graph = graph_builder_end (builder);
  fixture->document = cr_document_new_for_graph (graph);
  fixture->player = cr_player_new ();
  fixture->n_ticks = 0;
  cr_player_set_animated (fixture->player, GPOINTER_TO_INT (is_animated));
  cr_player_set_document (fixture->player, fixture->document);
  g_signal_connect_swapped (fixture->player, "tick", G_CALLBACK (count), &fixture->n_ticks);
}

static void
tear_down (Fixture *fixture, gconstpointer is_animated)
{
  g_object_unref (fixture->player);
  g_object_unref (fixture->document);
}

static CrKey
find (Fixture *fixture, const char *id)
{
  return cr_graph_find (cr_document_get_graph (fixture->document), id);
}

static void
set_breakpoint (Fixture *fixture, const char *id, CrBreakpoint breakpoint)
{
  CrKey key = find (fixture, id);
  g_autoptr (CrGraph) graph = cr_edit_set_breakpoint (cr_document_get_graph (fixture->document), &key, 1, breakpoint);

  cr_document_edit (fixture->document, graph, "Set a breakpoint");
}

static void
assert_at (Fixture *fixture, guint position)
{
  g_assert_cmpuint (cr_document_get_position (fixture->document), ==, position);
}

/* Lets it play for so many seconds, in frames. */
static void
play_for (Fixture *fixture, double seconds)
{
  for (double time = 0; time < seconds && cr_player_needs_time (fixture->player); time += 1 / 64.0)
    cr_player_advance (fixture->player, 1 / 64.0);
}

static void
test_at_once (Fixture *fixture, gconstpointer is_animated)
{
  cr_player_go (fixture->player, 0);
  assert_at (fixture, 0);
  cr_player_move (fixture->player, 1);
  assert_at (fixture, 1);
  g_assert_false (cr_player_needs_time (fixture->player));
  cr_player_move (fixture->player, -1);
  cr_player_move (fixture->player, -1);
  assert_at (fixture, 0);
  g_object_set (fixture->player, "grain", "phase", NULL);
  cr_player_move (fixture->player, 1);
  assert_at (fixture, 2);
  cr_player_move (fixture->player, 1);
  assert_at (fixture, 3);
  cr_player_go (fixture->player, 99);
  assert_at (fixture, 5);
  cr_player_move (fixture->player, 1);
  assert_at (fixture, 5);
}

/* Of a graph that is trained: from where the pass is done it plays from the start, and on into the update; from there from the start again. */
static void
test_update (Fixture *fixture, gconstpointer is_animated)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) plain = NULL;
  g_autoptr (CrParts) parts = NULL;
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "parameter", "w", 2);
  graph_builder_gate (builder, "square", "L", "w");
  plain = graph_builder_end (builder);
  parts = cr_parts_copy (cr_graph_get_parts (plain));
  parts->training = cr_training_new ();
  graph = cr_graph_with_parts (plain, parts);
  g_object_unref (fixture->document);
  fixture->document = cr_document_new_for_graph (graph);
  cr_player_set_document (fixture->player, fixture->document);
  assert_at (fixture, 3);
  cr_player_set_playing (fixture->player, TRUE);
  play_for (fixture, 60);
  assert_at (fixture, 4);
  g_assert_false (cr_player_is_playing (fixture->player));
  cr_player_move (fixture->player, -1);
  assert_at (fixture, 3);
  cr_player_move (fixture->player, 1);
  play_for (fixture, 60);
  assert_at (fixture, 4);
  cr_player_set_playing (fixture->player, TRUE);
  g_assert_cmpuint (cr_document_get_position (fixture->document), <=, 1);
}

/* A forward step: the document moves when the results leave, and the move lasts on; a backward step: at its end. */
static void
test_move (Fixture *fixture, gconstpointer is_animated)
{
  guint n_steps;
  double fraction;
  const CrTimelineStep *steps;

  cr_player_go (fixture->player, 0);
  cr_player_move (fixture->player, 1);
  steps = cr_player_get_steps (fixture->player, &n_steps, &fraction);
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_cmpuint (steps[0].key, ==, find (fixture, "q"));
  g_assert_cmpfloat (fraction, ==, 0);
  cr_player_advance (fixture->player, (CR_PULSE_LEAVES - 0.05) * CR_PLAYER_MOVE_TIME);
  assert_at (fixture, 0);
  cr_player_advance (fixture->player, 0.1 * CR_PLAYER_MOVE_TIME);
  assert_at (fixture, 1);
  cr_player_get_steps (fixture->player, &n_steps, &fraction);
  g_assert_cmpfloat_with_epsilon (fraction, CR_PULSE_LEAVES + 0.05, 1e-9);
  cr_player_advance (fixture->player, CR_PLAYER_MOVE_TIME);
  steps = cr_player_get_steps (fixture->player, &n_steps, &fraction); /* it has been taken */
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_cmpuint (steps[0].key, ==, find (fixture, "q"));
  g_assert_cmpfloat (fraction, ==, 1);
  g_assert_false (cr_player_needs_time (fixture->player));

  cr_player_go (fixture->player, 3);
  cr_player_move (fixture->player, 1);
  cr_player_advance (fixture->player, 0.9 * CR_PLAYER_MOVE_TIME);
  assert_at (fixture, 3);
  cr_player_advance (fixture->player, 0.2 * CR_PLAYER_MOVE_TIME);
  assert_at (fixture, 4);
}

/* The key is pressed faster than the picture moves: no step is lost. */
static void
test_impatient (Fixture *fixture, gconstpointer is_animated)
{
  cr_player_go (fixture->player, 0);
  for (guint i = 0; i < 3; i++)
    {
      cr_player_move (fixture->player, 1);
      cr_player_advance (fixture->player, 0.1 * CR_PLAYER_MOVE_TIME);
    }
  assert_at (fixture, 2);
  cr_player_move (fixture->player, -1); /* ends the third, and takes it back */
  assert_at (fixture, 2);
  g_assert_false (cr_player_needs_time (fixture->player));
}

static void
test_play (Fixture *fixture, gconstpointer is_animated)
{
  const double whole = 5 * CR_PLAYER_MOVE_TIME + 4 * CR_PLAYER_REST_TIME;

  cr_player_set_playing (fixture->player, TRUE); /* from the end it begins anew */
  play_for (fixture, 0.5 * whole);
  g_assert_true (cr_player_is_playing (fixture->player));
  assert_at (fixture, GPOINTER_TO_INT (is_animated) ? 2 : 3); /* the first move is at its end at once */
  play_for (fixture, whole);
  g_assert_false (cr_player_is_playing (fixture->player));
  assert_at (fixture, 5);

  g_object_set (fixture->player, "speed", 4.0, NULL);
  cr_player_set_playing (fixture->player, TRUE);
  play_for (fixture, 0.3 * whole);
  assert_at (fixture, 5);
}

static void
test_pause (Fixture *fixture, gconstpointer is_animated)
{
  cr_player_set_playing (fixture->player, TRUE);
  cr_player_advance (fixture->player, 0.5 * CR_PLAYER_MOVE_TIME);
  cr_player_set_playing (fixture->player, FALSE);
  play_for (fixture, 10);
  assert_at (fixture, 1);
  g_assert_false (cr_player_needs_time (fixture->player));
}

static void
test_breakpoint (Fixture *fixture, gconstpointer is_animated)
{
  set_breakpoint (fixture, "f", CR_BREAKPOINT_FORWARD);
  set_breakpoint (fixture, "q", CR_BREAKPOINT_BACKWARD);
  cr_player_go (fixture->player, 0);
  cr_player_set_playing (fixture->player, TRUE);
  play_for (fixture, 20);
  assert_at (fixture, 1); /* f is about to run */
  g_assert_false (cr_player_is_playing (fixture->player));
  g_object_set (fixture->player, "grain", "phase", NULL);
  cr_player_set_playing (fixture->player, TRUE);
  play_for (fixture, 20);
  assert_at (fixture, 4); /* q is about to run backward, in the midst of the phase */
  cr_player_set_playing (fixture->player, TRUE);
  play_for (fixture, 20);
  assert_at (fixture, 5);
}

/* What was moving may be gone; what plays goes on. */
static void
test_edit (Fixture *fixture, gconstpointer is_animated)
{
  CrKey key = find (fixture, "f");
  g_autoptr (CrGraph) without = cr_graph_without (cr_document_get_graph (fixture->document), &key, 1);
  guint n_steps;
  double fraction;

  cr_player_set_playing (fixture->player, TRUE);
  play_for (fixture, CR_PLAYER_MOVE_TIME + CR_PLAYER_REST_TIME + 0.2);
  cr_document_edit (fixture->document, without, "Delete f");
  cr_player_get_steps (fixture->player, &n_steps, &fraction);
  g_assert_cmpuint (n_steps, ==, 0); /* f was all that was left: it stands at the end */
  play_for (fixture, 20);
  cr_timeline_get_steps (cr_document_get_timeline (fixture->document), &n_steps);
  assert_at (fixture, n_steps);
  g_assert_false (cr_player_is_playing (fixture->player));
}

/* Without steps there is nothing to play. */
static void
test_nothing (Fixture *fixture, gconstpointer is_animated)
{
  g_autoptr (CrDocument) empty = cr_document_new ();

  cr_player_set_document (fixture->player, empty);
  cr_player_set_playing (fixture->player, TRUE);
  g_assert_false (cr_player_is_playing (fixture->player));
  cr_player_move (fixture->player, 1);
  cr_player_move (fixture->player, -1);
  cr_player_set_document (fixture->player, NULL);
  cr_player_move (fixture->player, 1);
  cr_player_go (fixture->player, 3);
  cr_player_set_playing (fixture->player, TRUE);
  g_assert_false (cr_player_needs_time (fixture->player));
}

#define ADD(path, is_animated, function) \
  g_test_add ("/player/" path, Fixture, GINT_TO_POINTER (is_animated), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("at-once", FALSE, test_at_once);
  ADD ("update", TRUE, test_update);
  ADD ("move", TRUE, test_move);
  ADD ("impatient", TRUE, test_impatient);
  ADD ("play", TRUE, test_play);
  ADD ("play-without-movement", FALSE, test_play);
  ADD ("pause", TRUE, test_pause);
  ADD ("pause-without-movement", FALSE, test_pause);
  ADD ("breakpoint", TRUE, test_breakpoint);
  ADD ("breakpoint-without-movement", FALSE, test_breakpoint);
  ADD ("edit", TRUE, test_edit);
  ADD ("edit-without-movement", FALSE, test_edit);
  ADD ("nothing", TRUE, test_nothing);
  return g_test_run ();
}
