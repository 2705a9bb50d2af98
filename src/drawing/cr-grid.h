/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A uniform grid over the plane that says what lies near an area: for culling and picking among many things. */
#pragma once

#include "cr-geometry.h"

G_BEGIN_DECLS

typedef struct _CrGrid CrGrid;

/* @cell: how wide and high its squares are; more than a thing on the average. */
CrGrid *cr_grid_new (double cell);
void cr_grid_free (CrGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrGrid, cr_grid_free)

gboolean cr_grid_is_empty (CrGrid *grid);

/* Files a thing under its area. To be removed with the same area. O(cells that it touches). */
void cr_grid_insert (CrGrid *grid, const CrArea *area, gpointer thing);
void cr_grid_remove (CrGrid *grid, const CrArea *area, gpointer thing);

/* Appends all things whose area may meet @area to @things; one that lies in several cells may be there several times. */
void cr_grid_query (CrGrid *grid, const CrArea *area, GPtrArray *things);

G_END_DECLS
