/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often numbers lie where: the activations of a layer, or its gradients, with what is saturated or dead told apart. */
#pragma once

#include "cr-pen.h"

G_BEGIN_DECLS

/* What is said of the numbers of a bin. */
typedef enum
{
  CR_BIN_WELL,      /* filled */
  CR_BIN_SATURATED, /* hatched: the slope there is next to nothing */
  CR_BIN_DEAD,      /* crossed, in the colour of errors: no gradient passes */
  CR_N_BIN_MARKS
} CrBinMark;

/**
 * CrHistogram:
 * @counts: how many numbers lie in each of @n_bins bins
 * @n_bins: at least 1
 * @low: where the first bin begins
 * @high: where the last bin ends, more than @low
 * @marks: (nullable): a #CrBinMark for each bin
 * @words: (nullable): what the marked bins are called, drawn with their pattern in the upper corner
 * @is_gradient: in the colour of gradients; else in that of values
 * @logarithmic: heights by the logarithm of 1 + count, so that few beside many are seen
 * @hovered: a bin that stands out, or -1
 */
typedef struct
{
  const guint32 *counts;
  guint n_bins;
  double low;
  double high;
  const guint8 *marks;
  const char *words[CR_N_BIN_MARKS];
  gboolean is_gradient;
  gboolean logarithmic;
  int hovered;
} CrHistogram;

/* Draws bars and the axis below them into an area. */
void cr_histogram_draw (const CrPen *pen, const CrHistogram *histogram, const CrArea *area);

/* The bar of a bin, of no height where nothing is counted. */
CrArea cr_histogram_get_bar (const CrHistogram *histogram, const CrArea *area, guint bin);

/* The bin whose column a point is in, or -1. */
int cr_histogram_find_bin (const CrHistogram *histogram, const CrArea *area, double x, double y);

G_END_DECLS
