/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of a data set as points of the plane (of one feature: over it, at the height of their labels), and how an answer over the plane is to be read beside them. Knows no widgets. */
#pragma once

#include "cr-data.h"
#include "cr-surface-picture.h"

G_BEGIN_DECLS

/**
 * CrExamplesShown:
 * @shown: the points, those that test first, so that those that train lie above them
 * @rows: of each point its row in the data's table
 * @is_curve: whether x1 is the one feature: then y is the label
 * @left, @right, @bottom, @top: what of the plane is looked at: −6…6 both ways, of one feature where the points are
 *
 * Those whose x1 or x2 is beyond the plane are points all the same; without such features there are none.
 */
typedef struct
{
  CrDataPoints shown;
  CrDataPoint *points;
  guint32 *rows;
  gboolean is_curve;
  double left;
  double right;
  double bottom;
  double top;
} CrExamplesShown;

/* @data: (nullable) */
CrExamplesShown *cr_examples_shown_new (const CrData *data);
void cr_examples_shown_free (CrExamplesShown *examples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrExamplesShown, cr_examples_shown_free)

/* The point of that row, or -1. */
int cr_examples_shown_find (const CrExamplesShown *examples, guint32 row);

/* How a map of one number, what @loss (nullable) compares with the label, is to be coloured: writes middle and extent. */
void cr_examples_shown_scale_map (const CrExamplesShown *examples, const CrGate *loss, CrMap *map);

G_END_DECLS
