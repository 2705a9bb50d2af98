/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points that are painted: edits of a data set that is listed in the file. Each gives a new list; the old one stays as it is. */
#pragma once

#include "cr-table.h"
#include "cr-training.h"

G_BEGIN_DECLS

/* A list of points: a row x1, x2, …, label each. NULL is the empty one: a data set without points has none to list. */

/* With these points behind the others (as many columns as @points has, 3 where that is NULL); NULL with @error (CR_ERROR_LIMIT) where they are too many. */
CrMatrix *cr_points_add (const CrMatrix *points, const double *rows, guint32 n_rows, GError **error);

/* Without those whose first two features lie within @radius of the place; a new reference where none does; NULL where none is left. */
CrMatrix *cr_points_erase (const CrMatrix *points, double x1, double x2, double radius);
CrMatrix *cr_points_remove (const CrMatrix *points, guint32 point);

/* That point at another place; with another label. */
CrMatrix *cr_points_move (const CrMatrix *points, guint32 point, double x1, double x2);
CrMatrix *cr_points_set_label (const CrMatrix *points, guint32 point, double label);

/* The point nearest to the place, within @radius; -1 where there is none. */
gint64 cr_points_find (const CrMatrix *points, double x1, double x2, double radius);

/* Makes @dataset list these points (NULL: no data set), as a page of its own where it was a generator: what it makes can be painted on. */
void cr_dataset_set_points (CrDataset *dataset, const CrMatrix *points);

G_END_DECLS
