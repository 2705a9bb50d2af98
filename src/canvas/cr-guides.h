/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines along which what is moved stands in line with what stays: where it snaps to, and what is drawn. Pure arithmetic. */
#pragma once

#include "cr-picture.h"

G_BEGIN_DECLS

#define CR_MOST_GUIDES 6

/**
 * CrGuides:
 * @lines: those that hold now, @n_lines
 *
 * What is drawn while something is moved.
 */
typedef struct
{
  CrGuide lines[CR_MOST_GUIDES];
  guint n_lines;
} CrGuides;

/**
 * cr_guides_snap:
 * @moved: what is moved, where the pointer has it
 * @others: @n_others things that stay
 * @reach: how near a line has to be, in pixels at 100 %
 * @on_x: (inout): how far @moved is to go to the right to stand on the snap grid; that to a line where one is near enough
 * @on_y: (inout): the same downwards
 *
 * The centre of what is moved comes in line with the nearest centre of another thing. Edges do not draw: those of gates of several sizes lie
 * between the points of the grid, which would be hard to meet then. O(n_others).
 */
void cr_guides_snap (const CrArea *moved, const CrArea *others, guint n_others, double reach, double *on_x, double *on_y);

/* Those lines that hold for @moved where it stands now: through a centre or an edge that it shares with others, as long as both. The nearest
 * other thing on either side counts for a line. */
void cr_guides_find (const CrArea *moved, const CrArea *others, guint n_others, CrGuides *guides);

G_END_DECLS
