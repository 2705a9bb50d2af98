/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tape that is fed with batches of a table, as fast as they can be copied. */
#pragma once

#include "cr-data.h"

G_BEGIN_DECLS

/* One column of the table on its way into the tape. */
typedef struct
{
  const double *column; /* of row 0 */
  double *entries;      /* of example 0 */
} CrFeed;

/**
 * CrFeeder:
 * @tape: descends from the loss
 * @width: of the tape: the examples of a batch, rounded up to what vectors take at once
 * @feeds: a column of an input each
 * @stride: from a row of the table to the next
 * @values: its parameters
 * @gradients: theirs
 * @n_parameters: how many numbers
 *
 * For one thread.
 */
typedef struct
{
  CrTape *tape;
  guint32 width;
  GArray *feeds;
  gsize stride;
  double *values;
  const double *gradients;
  gsize n_parameters;
} CrFeeder;

/**
 * cr_feeder_init:
 * @feeder: (out caller-allocates): to be cleared by cr_feeder_clear()
 * @graph: a version
 * @data: (nullable): its data; without, every input has its own value
 * @n: the most examples of a batch, 1 … rows of the data; not read without data
 *
 * Compiles. Inputs that cannot be fed (a feature that the data do not have) are in error on the tape.
 */
void cr_feeder_init (CrFeeder *feeder, const CrGraph *graph, const CrData *data, guint32 n);

/* The same with a width of just @n. */
void cr_feeder_init_exactly (CrFeeder *feeder, const CrGraph *graph, const CrData *data, guint32 n);

/* Lets backward leave out the gradients of what is fed, as training needs none. @data: as it was initialized with */
void cr_feeder_spare_inputs (CrFeeder *feeder, const CrData *data);
void cr_feeder_clear (CrFeeder *feeder);

/* Puts these rows in, of which there are @width or fewer: the last one stands in for those that are missing. Nothing is computed. */
void cr_feeder_put (CrFeeder *feeder, const guint32 *rows, guint32 n_rows);

/* Takes over all parameters; @values are as many as the feeder has. */
void cr_feeder_set_parameters (CrFeeder *feeder, const double *values);

G_END_DECLS
