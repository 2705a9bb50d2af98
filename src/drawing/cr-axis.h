/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An axis: which numbers stand on it, where, and how they are written. Pure arithmetic. */
#pragma once

#include "cr-number-format.h"

G_BEGIN_DECLS

/**
 * CrAxis:
 * @low: the number at its beginning
 * @high: the number at its end; more than @low
 * @logarithmic: equal factors are equally far apart; both ends are more than 0
 */
typedef struct
{
  double low;
  double high;
  gboolean logarithmic;
} CrAxis;

#define CR_AXIS_MOST_TICKS 16

/**
 * cr_axis_fit:
 * @least: of what is to be shown
 * @greatest: of what is to be shown
 * @logarithmic: which axis; what is not more than 0 cannot stand on a logarithmic one
 *
 * Returns: an axis with round ends (1, 2 or 5 times a power of ten) that holds both; from 0 to 1, or from 0.1 to 1, where they
 * are not finite
 */
CrAxis cr_axis_fit (double least, double greatest, gboolean logarithmic);

/* How far along the axis a number stands: 0 at its beginning, 1 at its end, beyond where it is beyond; NaN where it has no
 * place. */
double cr_axis_get_share (const CrAxis *axis, double number);

/* The number that stands there. */
double cr_axis_get_number (const CrAxis *axis, double share);

/**
 * cr_axis_list_ticks:
 * @axis: an axis
 * @most: as many as there is room for, 2 … %CR_AXIS_MOST_TICKS
 * @ticks: (out caller-allocates): room for @most
 *
 * Round numbers at even distances: steps of 1, 2 or 5 times a power of ten; on a logarithmic axis powers of ten, where there are
 * fewer than two of them also 2 and 5 times these.
 *
 * Returns: how many, ascending
 */
guint cr_axis_list_ticks (const CrAxis *axis, guint most, double *ticks);

/* A tick as text, with as many decimals as tell it from those beside it: "0.5", "4 050", "10⁻⁵". */
void cr_axis_write_tick (const CrAxis *axis, const double *ticks, guint n_ticks, guint tick, char *text);

G_END_DECLS
