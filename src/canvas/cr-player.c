/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays a document's timeline.
 *
 * How this works: it stands still, or moves from one position to the next, or rests between two moves while it plays. A move takes
 * time where it is animated. The document is brought to the move's end as soon as the results are to be seen, so that whatever is
 * shown at any time is what the tape has computed.
 */
#include "cr-player.h"

#include "cr-pulse.h"

typedef enum
{
  STANDING,
  MOVING,
  RESTING,
} State;

struct _CrPlayer
{
  GObject parent;

  CrDocument *document;
  gboolean is_animated;
  gboolean is_playing;
  gboolean names_patterns;
  CrGrain grain;
  double speed;

  State state;
  double elapsed; /* of the move or the rest, in seconds at speed 1 */
  guint from;     /* of the move */
  guint to;
  gboolean is_own_change;
  gboolean has_just_moved; /* it stands where a move has brought it */
};

enum
{
  PROP_PLAYING = 1,
  PROP_GRAIN,
  PROP_SPEED,
  PROP_PATTERNS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint tick_signal;

static const char *const grain_names[CR_N_GRAINS] = { "operation", "layer", "phase" };

G_DEFINE_FINAL_TYPE (CrPlayer, cr_player, G_TYPE_OBJECT)

static void
tell (CrPlayer *player)
{
  g_signal_emit (player, tick_signal, 0);
}

/* --- Moving --- */

static void
set_position (CrPlayer *player, guint position)
{
  player->is_own_change = TRUE;
  cr_document_set_position (player->document, position);
  player->is_own_change = FALSE;
}

static guint
count_steps (CrPlayer *player)
{
  guint n_steps;

  cr_timeline_get_steps (cr_document_get_timeline (player->document), &n_steps);
  return n_steps;
}

static void
set_is_playing (CrPlayer *player, gboolean is_playing)
{
  if (player->is_playing == is_playing)
    return;
  player->is_playing = is_playing;
  g_object_notify_by_pspec (G_OBJECT (player), properties[PROP_PLAYING]);
}

/* Whether the pass is done and nobody has stepped there, or nothing is left to be done. */
static gboolean
is_at_rest (CrPlayer *player)
{
  guint position = cr_document_get_position (player->document);
  guint pass_end = cr_timeline_get_pass_end (cr_document_get_timeline (player->document));

  return position == count_steps (player) || (position == pass_end && !player->has_just_moved);
}

/* Whether a gate is about to run at which the timeline is to stop; the end stops it too. */
static gboolean
must_stop (CrPlayer *player, guint position)
{
  const CrTimeline *timeline = cr_document_get_timeline (player->document);

  if (position == count_steps (player))
    return TRUE;
  return position > 0 && cr_timeline_find_stop (timeline, cr_document_get_graph (player->document), position - 1, 1) == position;
}

/* A move has come to its end, or what was moving is not there any more. */
static void
arrive (CrPlayer *player)
{
  guint position = cr_document_get_position (player->document);

  player->elapsed = 0;
  player->has_just_moved = TRUE;
  player->state = STANDING;
  if (player->is_playing && must_stop (player, position))
    set_is_playing (player, FALSE);
  if (player->is_playing)
    player->state = RESTING;
  tell (player);
}

static void
finish_move (CrPlayer *player)
{
  if (player->state != MOVING)
    return;
  player->state = STANDING;
  set_position (player, player->to);
}

/* Where a move from there ends: a breakpoint on the way cuts it short while it plays. */
static guint
find_end (CrPlayer *player, guint from)
{
  const CrTimeline *timeline = cr_document_get_timeline (player->document);
  guint end = cr_timeline_move (timeline, from, player->grain, 1);

  if (!player->is_playing)
    return end;
  return MIN (end, cr_timeline_find_stop (timeline, cr_document_get_graph (player->document), from, 1));
}

static void
begin_move (CrPlayer *player)
{
  player->from = cr_document_get_position (player->document);
  player->to = find_end (player, player->from);
  player->elapsed = 0;
  /* Of a phase there is no one picture: it is a sequence of moves. */
  if (!player->is_animated || player->grain == CR_GRAIN_PHASE || player->to == player->from)
    {
      set_position (player, player->to);
      arrive (player);
      return;
    }
  player->state = MOVING;
  tell (player);
}

/* The results of a forward step leave before its time is over. */
static void
show_results (CrPlayer *player)
{
  guint n_steps;
  const CrTimelineStep *steps = cr_timeline_get_steps (cr_document_get_timeline (player->document), &n_steps);

  if (steps[player->from].phase == CR_PHASE_FORWARD && player->elapsed >= CR_PULSE_LEAVES * CR_PLAYER_MOVE_TIME)
    set_position (player, player->to);
}

/* Without movement the steps follow one another in the same time. */
static double
get_rest_time (CrPlayer *player)
{
  gboolean is_shown_moving = player->is_animated && player->grain != CR_GRAIN_PHASE;

  return CR_PLAYER_REST_TIME + (is_shown_moving ? 0 : CR_PLAYER_MOVE_TIME);
}

void
cr_player_advance (CrPlayer *player, double seconds)
{
  g_return_if_fail (CR_IS_PLAYER (player));

  if (player->state == STANDING)
    return;
  player->elapsed += seconds * player->speed;
  if (player->state == RESTING && player->elapsed >= get_rest_time (player))
    begin_move (player);
  else if (player->state == MOVING && player->elapsed >= CR_PLAYER_MOVE_TIME)
    {
      set_position (player, player->to);
      arrive (player);
    }
  else if (player->state == MOVING)
    {
      show_results (player);
      tell (player);
    }
}

/* --- What the hand does --- */

void
cr_player_move (CrPlayer *player, int direction)
{
  guint position;

  g_return_if_fail (CR_IS_PLAYER (player));

  if (player->document == NULL)
    return;
  set_is_playing (player, FALSE);
  finish_move (player);
  player->state = STANDING;
  if (direction > 0)
    {
      begin_move (player);
      return;
    }
  position = cr_document_get_position (player->document);
  set_position (player, cr_timeline_move (cr_document_get_timeline (player->document), position, player->grain, -1));
  arrive (player);
}

void
cr_player_go (CrPlayer *player, guint position)
{
  g_return_if_fail (CR_IS_PLAYER (player));

  if (player->document == NULL)
    return;
  set_is_playing (player, FALSE);
  player->state = STANDING;
  set_position (player, position);
  player->elapsed = 0;
  player->has_just_moved = FALSE;
  tell (player);
}

void
cr_player_set_playing (CrPlayer *player, gboolean is_playing)
{
  g_return_if_fail (CR_IS_PLAYER (player));

  if (player->document == NULL || player->is_playing == is_playing || (is_playing && count_steps (player) == 0))
    return;
  if (is_playing && player->state == STANDING && is_at_rest (player))
    set_position (player, 0);
  set_is_playing (player, is_playing);
  if (is_playing && player->state == STANDING)
    begin_move (player);
  else if (!is_playing && player->state == RESTING)
    arrive (player);
}

gboolean
cr_player_is_playing (CrPlayer *player)
{
  g_return_val_if_fail (CR_IS_PLAYER (player), FALSE);

  return player->is_playing;
}

gboolean
cr_player_needs_time (CrPlayer *player)
{
  g_return_val_if_fail (CR_IS_PLAYER (player), FALSE);

  return player->state != STANDING;
}

/* Where the steps that were taken last begin. Where it stands at the end without having moved there, everything is done and no step is
 * the last one. */
static guint
find_last_begin (CrPlayer *player, guint position)
{
  gboolean is_done = position == cr_timeline_get_pass_end (cr_document_get_timeline (player->document)) && !player->has_just_moved;

  if (is_done || player->grain == CR_GRAIN_PHASE)
    return position;
  return cr_timeline_move (cr_document_get_timeline (player->document), position, player->grain, -1);
}

const CrTimelineStep *
cr_player_get_steps (CrPlayer *player, guint *n_steps, double *fraction)
{
  guint from = player->from, to = player->to;
  guint n_all;
  const CrTimelineStep *steps;

  g_return_val_if_fail (CR_IS_PLAYER (player), NULL);

  *n_steps = 0;
  *fraction = 1;
  if (player->document == NULL)
    return NULL;
  steps = cr_timeline_get_steps (cr_document_get_timeline (player->document), &n_all);
  if (player->state == MOVING)
    *fraction = MIN (player->elapsed / CR_PLAYER_MOVE_TIME, 1);
  else
    {
      to = cr_document_get_position (player->document);
      from = find_last_begin (player, to);
    }
  *n_steps = to - from;
  return steps + from;
}

/* --- The document --- */

/* What was moving may be gone: the move ends where the document stands. */
static void
on_changed (CrPlayer *player)
{
  if (player->is_own_change)
    return;
  if (player->state == MOVING)
    arrive (player);
  player->has_just_moved = FALSE;
}

void
cr_player_set_document (CrPlayer *player, CrDocument *document)
{
  g_return_if_fail (CR_IS_PLAYER (player));

  if (player->document == document)
    return;
  if (player->document != NULL)
    g_signal_handlers_disconnect_by_data (player->document, player);
  set_is_playing (player, FALSE);
  player->state = STANDING;
  player->has_just_moved = FALSE;
  g_set_object (&player->document, document);
  if (document != NULL)
    {
      g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed), player);
      g_signal_connect_swapped (document, "position-changed", G_CALLBACK (on_changed), player);
    }
  tell (player);
}

void
cr_player_set_animated (CrPlayer *player, gboolean is_animated)
{
  g_return_if_fail (CR_IS_PLAYER (player));

  player->is_animated = is_animated;
}

/* --- The object --- */

static void
set_grain (CrPlayer *player, const char *name)
{
  for (CrGrain grain = 0; grain < CR_N_GRAINS; grain++)
    if (g_strcmp0 (grain_names[grain], name) == 0 && player->grain != grain)
      {
        player->grain = grain;
        g_object_notify_by_pspec (G_OBJECT (player), properties[PROP_GRAIN]);
        tell (player);
      }
}

static void
set_speed (CrPlayer *player, double speed)
{
  if (player->speed == speed)
    return;
  player->speed = speed;
  g_object_notify_by_pspec (G_OBJECT (player), properties[PROP_SPEED]);
}

static void
set_names_patterns (CrPlayer *player, gboolean names_patterns)
{
  if (player->names_patterns == names_patterns)
    return;
  player->names_patterns = names_patterns;
  g_object_notify_by_pspec (G_OBJECT (player), properties[PROP_PATTERNS]);
  tell (player);
}

static void
cr_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CrPlayer *player = CR_PLAYER (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, player->is_playing);
      break;
    case PROP_GRAIN:
      g_value_set_static_string (value, grain_names[player->grain]);
      break;
    case PROP_SPEED:
      g_value_set_double (value, player->speed);
      break;
    case PROP_PATTERNS:
      g_value_set_boolean (value, player->names_patterns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cr_player_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrPlayer *player = CR_PLAYER (object);

  switch (id)
    {
    case PROP_PLAYING:
      cr_player_set_playing (player, g_value_get_boolean (value));
      break;
    case PROP_GRAIN:
      set_grain (player, g_value_get_string (value));
      break;
    case PROP_SPEED:
      set_speed (player, g_value_get_double (value));
      break;
    case PROP_PATTERNS:
      set_names_patterns (player, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cr_player_dispose (GObject *object)
{
  CrPlayer *player = CR_PLAYER (object);

  if (player->document != NULL)
    g_signal_handlers_disconnect_by_data (player->document, player);
  g_clear_object (&player->document);
  G_OBJECT_CLASS (cr_player_parent_class)->dispose (object);
}

static void
cr_player_class_init (CrPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cr_player_get_property;
  object_class->set_property = cr_player_set_property;
  object_class->dispose = cr_player_dispose;
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_GRAIN] = g_param_spec_string ("grain", NULL, NULL, grain_names[0], flags);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0.25, 4, 1, flags);
  properties[PROP_PATTERNS] = g_param_spec_boolean ("patterns", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  tick_signal = g_signal_new ("tick", CR_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_player_init (CrPlayer *player)
{
  player->speed = 1;
}

CrPlayer *
cr_player_new (void)
{
  return g_object_new (CR_TYPE_PLAYER, NULL);
}
