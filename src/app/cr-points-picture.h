/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small square picture of points of the plane in the colours of their labels. */
#pragma once

#include "cr-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_POINTS_PICTURE (cr_points_picture_get_type ())
G_DECLARE_FINAL_TYPE (CrPointsPicture, cr_points_picture, CR, POINTS_PICTURE, GtkWidget)

/* @side: its least width and height in pixels. It shows nothing yet. */
GtkWidget *cr_points_picture_new (int side);

/* Shows these points, of which it draws the first few hundred; NULL shows none. */
void cr_points_picture_set_table (CrPointsPicture *picture, const CrTable *table);

G_END_DECLS
