/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys of a presentation do, and the buttons of a mouse. */
#include "cr-presentation-private.h"

#include "cr-scene.h"

/* The next step of the pass is taken as it goes; any other position is there at once. */
static void
go_to_position (CrPresentation *self, guint position)
{
  CrPlayer *player = cr_presentation_get_player (self);
  g_autofree char *grain = NULL;

  g_object_get (player, "grain", &grain, NULL);
  if (position == cr_document_get_position (self->document) + 1 && !cr_player_needs_time (player) && g_str_equal (grain, "operation"))
    cr_player_move (player, 1);
  else
    cr_player_go (player, position);
}

void
cr_presentation_go_to_scene (CrPresentation *self, int number)
{
  const CrScene *scene;

  self->scene = number;
  self->term = 0;
  self->is_revealed = FALSE;
  scene = cr_presentation_get_current_scene (self);
  if (scene != NULL)
    go_to_position (self, cr_scene_find_position (scene, cr_document_get_timeline (self->document)));
  cr_presentation_hide_anew (self);
  cr_presentation_follow_tick (self);
}

static gboolean
is_at_end (CrPresentation *self)
{
  guint n_steps;

  cr_timeline_get_steps (cr_document_get_timeline (self->document), &n_steps);
  return cr_document_get_position (self->document) == n_steps;
}

static void
step (CrPresentation *self, int direction)
{
  guint n_terms = cr_presentation_count_terms (self);

  if (direction > 0 && self->term + 1 < n_terms)
    self->term++;
  else if (direction > 0 && is_at_end (self))
    return;
  else if (direction < 0 && self->term > 0 && n_terms > 1)
    self->term--;
  else
    {
      self->term = 0;
      cr_player_move (cr_presentation_get_player (self), direction);
      if (direction < 0)
        self->term = cr_presentation_count_terms (self) - 1;
    }
  cr_presentation_refresh (self);
}

/* To what the step sends to its next operand; then to the next scene where there is one; without scenes, and past the last one, a step. */
static void
turn_page (CrPresentation *self, int direction)
{
  int n_scenes = cr_presentation_count_scenes (self);
  int next = self->scene + direction;
  guint n_terms = cr_presentation_count_terms (self);

  if (direction > 0 ? self->term + 1 < n_terms : self->term > 0 && n_terms > 1)
    self->term += direction;
  else if (n_scenes > 0 && next >= 0 && next < n_scenes)
    cr_presentation_go_to_scene (self, next);
  else if (n_scenes == 0 || direction > 0)
    step (self, direction);
}

static void
go_to_end (CrPresentation *self, gboolean last)
{
  int n_scenes = cr_presentation_count_scenes (self);

  if (n_scenes > 0)
    cr_presentation_go_to_scene (self, last ? n_scenes - 1 : 0);
  else
    cr_player_go (cr_presentation_get_player (self), last ? G_MAXUINT : 0);
}

static void
change_colors (CrPresentation *self)
{
  CrPictureStyle style;

  self->is_dark = !self->is_dark;
  style = cr_presentation_make_style (self);
  cr_picture_set_style (self->picture, &style);
}

static void
toggle (CrPresentation *self, gboolean *what)
{
  *what = !*what;
  cr_presentation_hide_anew (self);
}

gboolean
cr_presentation_press (CrPresentation *presentation, guint key)
{
  CrPresentation *self = presentation;
  gboolean was_blank;

  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), FALSE);

  if (self->document == NULL)
    return FALSE;
  was_blank = self->is_blank;
  self->is_blank = FALSE;
  switch (key)
    {
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: case GDK_KEY_space: case GDK_KEY_n:
      turn_page (self, 1);
      break;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: case GDK_KEY_BackSpace:
      turn_page (self, -1);
      break;
    case GDK_KEY_Right: case GDK_KEY_Down: case GDK_KEY_KP_Right: case GDK_KEY_KP_Down:
      step (self, 1);
      break;
    case GDK_KEY_Left: case GDK_KEY_Up: case GDK_KEY_KP_Left: case GDK_KEY_KP_Up:
      step (self, -1);
      break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home:
      go_to_end (self, FALSE);
      break;
    case GDK_KEY_End: case GDK_KEY_KP_End:
      go_to_end (self, TRUE);
      break;
    case GDK_KEY_b: case GDK_KEY_B: case GDK_KEY_period:
      self->is_blank = !was_blank;
      break;
    case GDK_KEY_d: case GDK_KEY_D:
      change_colors (self);
      break;
    case GDK_KEY_s: case GDK_KEY_S:
      toggle (self, &self->is_lit);
      break;
    case GDK_KEY_r: case GDK_KEY_R:
      toggle (self, &self->is_revealed);
      break;
    case GDK_KEY_p: case GDK_KEY_P:
      self->term = 0;
      cr_player_set_playing (cr_presentation_get_player (self), !cr_player_is_playing (cr_presentation_get_player (self)));
      break;
    case GDK_KEY_Escape: case GDK_KEY_F5:
      cr_presentation_tell_leave (self);
      return TRUE;
    default:
      self->is_blank = was_blank;
      return FALSE;
    }
  cr_presentation_refresh (self);
  return TRUE;
}
