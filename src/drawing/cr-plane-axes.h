/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers at the edges of a plane. */
#pragma once

#include "cr-pen.h"
#include "cr-plane.h"

G_BEGIN_DECLS

/* Less of an area than all of it: room for the numbers below and at the left. */
CrArea cr_plane_axes_get_inner (const CrArea *area);

/* Draws ticks and numbers at the lower and the left edge. @names: (nullable) of both axes, as names of nodes are written, in the
 * corners of the plane. */
void cr_plane_axes_draw (const CrPen *pen, const CrPlane *plane, const char *const *names);

G_END_DECLS
