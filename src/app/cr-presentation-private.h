/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the presentation (cr-presentation.c), its keys (cr-presentation-keys.c) and its turns (cr-presentation-turn.c) share. */
#pragma once

#include "cr-presentation.h"
#include "cr-slide.h"

G_BEGIN_DECLS

struct _CrPresentation
{
  GtkWidget parent_instance;

  CrCanvas *canvas;
  CrDocument *document;
  CrGraph *graph; /* with all places, as they are on the slides */
  CrSqueeze squeeze; /* by which they are closer than in the document */
  CrPicture *picture;
  CrArea whole; /* of it, with all numbers there */
  CrFonts *fonts;
  char *description; /* of the slide, in words */
  int scene;
  guint term; /* which of the operands of a step backward is told */
  gboolean is_blank;
  gboolean is_dark;
  gboolean is_lit;
  gboolean is_revealed;
  guint position_before; /* where the timeline stood; G_MAXUINT at its end */
  CrSlideView view;
  CrSlideView from; /* where the way to @target began */
  CrSlideView target;
  gint64 turn_start; /* of the frame clock; 0 while nothing moves */
  guint turn_tick;
};

const CrScene *cr_presentation_get_current_scene (CrPresentation *self);
guint cr_presentation_count_scenes (CrPresentation *self);
CrPlayer *cr_presentation_get_player (CrPresentation *self);
CrPictureStyle cr_presentation_make_style (CrPresentation *self);

/* How many terms the step that has been taken has; 1 where it has none. */
guint cr_presentation_count_terms (CrPresentation *self);

/* What is hidden may be another number than before. */
void cr_presentation_hide_anew (CrPresentation *self);

/* Shows what the timeline has come to in the same version. */
void cr_presentation_follow_tick (CrPresentation *self);

/* Turns to the view of the slide as it is now. */
void cr_presentation_refresh (CrPresentation *self);

void cr_presentation_tell_leave (CrPresentation *self);

/* --- cr-presentation-words.c --- */

/* Tells the slide in words. */
void cr_presentation_describe (CrPresentation *self, const CrSlide *slide);

/* --- cr-presentation-turn.c --- */

/* Goes to that view, in a moment or, where there is no animation, at once. */
void cr_presentation_turn_to (CrPresentation *self, CrSlideView target);

/* --- cr-presentation-keys.c --- */

/* To the scene of that number, from 0, and its step; a number that there is none for leaves the scenes. */
void cr_presentation_go_to_scene (CrPresentation *self, int number);

G_END_DECLS
