/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as it is shown to a lecture room: the picture with large text, a title, where the timeline stands, and a band that says the step.
 *
 * All sizes go with the height; a text on the picture has at least %CR_SLIDE_LEAST_TEXT pixels whatever the view (on a slide lower than 800
 * as much less as all else: the same share of the wall), or six tenths of that where the graph is then seen whole: what would have to be
 * smaller still is shown in part, around the gates of the step. Where no step is explained the graph then gets the band's room too, but for what is said there.
 */
#pragma once

#include "cr-fonts.h"
#include "cr-picture.h"

G_BEGIN_DECLS

#define CR_SLIDE_LEAST_TEXT 24.0

/**
 * CrSlide:
 * @picture: a picture of @tape's graph, with a style that hides grid and tiles; its steps, hider and spotlight are set
 * @tape: the tape, as far as the timeline has come
 * @whole: what the picture takes with all numbers there, so that it stays in its place while they come and go; 0 wide: not known
 * @fonts: for what stands around the picture
 * @title: (nullable): at the top left, in the notation of signs
 * @text: (nullable): what is said in the band, in the place of the gate's own sentence; in the notation of signs
 * @phase: what is being run; of no meaning where @n_steps is 0
 * @step: which step of the phase was taken last, or is being taken, from 1
 * @n_steps: of the phase; 0 where none is
 * @current: (nullable): the step that the band explains
 * @operand: of a step backward, the operand that it is about
 * @hides: (nullable): as in cr_picture_set_hider(): numbers in the band that are not to be seen
 * @hider: for @hides
 * @focus: (nullable): @n_focus nodes that are to be in sight where no step is explained
 * @n_focus: how many
 * @has_view: whether @zoom and @centre are asked for; else the whole graph is, where its text stays large enough
 * @zoom: pixels at a height of 800 for one of the graph
 * @centre: what is in the middle
 */
typedef struct
{
  CrPicture *picture;
  CrTape *tape;
  CrArea whole;
  CrFonts *fonts;
  const char *title;
  const char *text;
  CrPhase phase;
  guint step;
  guint n_steps;
  const CrTimelineStep *current;
  guint operand;
  CrPictureHides hides;
  gpointer hider;
  const CrKey *focus;
  guint n_focus;
  gboolean has_view;
  double zoom;
  CrPoint centre;
} CrSlide;

/* Which part of the graph is shown where: scale and the point in the middle of the area that is left for the picture. */
typedef struct
{
  CrArea area;
  double scale;
  CrPoint centre;
} CrSlideView;

/* Where the picture goes, on a slide of that size. */
CrSlideView cr_slide_find_view (const CrSlide *slide, double width, double height);

/**
 * CrSqueeze:
 * @from: (nullable): for x and y, places before, ascending; %NULL where that axis is as it was
 * @to: (nullable): where they have come to
 */
typedef struct
{
  GArray *from[2];
  GArray *to[2];
} CrSqueeze;

void cr_squeeze_clear (CrSqueeze *squeeze);

/* Where a point of the graph is now; what is between places in proportion. */
CrPoint cr_squeeze_point (const CrSqueeze *squeeze, CrPoint point);

/**
 * cr_slide_squeeze:
 * @picture: a picture of @graph
 * @graph: a version, every node of which has a place
 * @width: of the slide
 * @height: of the slide
 * @squeeze: (inout): what was done, in place of what was done before: scenes name points of the graph as it was
 *
 * Where a graph of few nodes would have to be shown in part, brings its nodes closer to one another, but none onto another.
 *
 * Returns: (transfer full): @graph itself, or one with other places
 */
CrGraph *cr_slide_squeeze (CrPicture *picture, const CrGraph *graph, double width, double height, CrSqueeze *squeeze);

/* Draws all of it, with its ground. @view: (nullable): as found, or on the way to it. */
void cr_slide_draw (const CrSlide *slide, cairo_t *cairo, double width, double height, const CrSlideView *view);

/* The operands to which a gate sends a gradient, one of which the band is about; free with g_array_unref(). */
GArray *cr_slide_find_operands (const CrGraph *graph, CrKey gate);

G_END_DECLS
