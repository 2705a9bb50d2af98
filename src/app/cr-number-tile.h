/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile with a value (blue) or a gradient (orange): the number large, its exact digits small below. */
#pragma once

#include "cr-number-format.h"
#include "cr-tape.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_NUMBER_TILE (cr_number_tile_get_type ())
G_DECLARE_FINAL_TYPE (CrNumberTile, cr_number_tile, CR, NUMBER_TILE, GtkBox)

GtkWidget *cr_number_tile_new (gboolean is_gradient);

/* Shows the first example of @numbers; NULL where there is none: nothing is shown then that could be taken for a 0. */
void cr_number_tile_set_numbers (CrNumberTile *tile, const CrNumbers *numbers, CrNumberFormat format);

/* Says that there is one, which is to be predicted. */
void cr_number_tile_set_hidden (CrNumberTile *tile);

/* Whether it wants the whole width of the panel. */
gboolean cr_number_tile_is_wide (CrNumberTile *tile);

/* A matrix as texts, one a column with a line a row, with fewer digits where a row would be too long. Of a large one, or where one digit
 * is too much, there is one text: the range of its entries. Free with g_strfreev(). */
char **cr_number_tile_dup_matrix (CrShape shape, const double *entries, CrNumberFormat format);

/* A number as it stands large in a tile: no longer than half of the panel holds. Free with g_free(). */
char *cr_number_tile_dup_number (double number, CrNumberFormat format);

/* What stands below the number: "exactly −1" where it shows all there is to it, else all digits. Free with g_free(). */
char *cr_number_tile_dup_exact (double number, CrNumberFormat format);

G_END_DECLS
