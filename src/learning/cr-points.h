/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points that are painted: edits of a data set that is listed in the file. Each gives a new list; the old one stays as it is. */
#pragma once

#include "cr-table.h"
#include "cr-training.h"

G_BEGIN_DECLS

/* A list of points: a row x1, x2, …, label each. NULL is the empty one: a data set without points has none to list.
 *
 * Which points train follows from their places in the list. Where @training shuffles, points are added and taken away so that the others stay on
 * their side, train or test, as far as the share for training lets them: all of them where points are added. For this a few may change their places. */

/* With these points behind the others or between them (as many columns as @points has, 3 where that is NULL); NULL with @error (CR_ERROR_LIMIT)
 * where they are too many. */
CrMatrix *cr_points_add (const CrMatrix *points, const double *rows, guint32 n_rows, const CrTraining *training, GError **error);

/* Without those whose first two features lie within @radius of the place; a new reference where none does; NULL where none is left. */
CrMatrix *cr_points_erase (const CrMatrix *points, double x1, double x2, double radius, const CrTraining *training);

/* That point at another place. */
CrMatrix *cr_points_move (const CrMatrix *points, guint32 point, double x1, double x2);

/* The point nearest to the place, within @radius; -1 where there is none. */
gint64 cr_points_find (const CrMatrix *points, double x1, double x2, double radius);

/* Makes @dataset list these points (NULL: no data set), as a page of its own where it was a generator: what it makes can be painted on. */
void cr_dataset_set_points (CrDataset *dataset, const CrMatrix *points);

G_END_DECLS
