/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a graph: its table, split into training and test examples, and their way into the inputs that are bound to them. */
#pragma once

#include "cr-split.h"
#include "cr-table.h"
#include "cr-tape.h"
#include "cr-training.h"

G_BEGIN_DECLS

/**
 * CrData:
 * @training: what it was made for
 * @table: (nullable): the examples
 * @problem: (nullable): why there are none; one of the two is set
 * @split: of the table
 *
 * To be read freely, from any thread. Reference-counted atomically.
 */
typedef struct
{
  CrTraining *training;
  CrTable *table;
  GError *problem;
  CrSplit split;
} CrData;

/**
 * cr_data_new:
 * @training: how the graph is to be trained
 * @table: (nullable): the examples
 * @problem: (nullable): without @table: why they cannot be had
 *
 * Returns: (transfer full): the data, split as @training says
 */
CrData *cr_data_new (const CrTraining *training, const CrTable *table, const GError *problem);

/**
 * cr_data_new_without_file:
 * @training: how the graph is to be trained; its data set is made by a generator or listed
 *
 * Returns: (transfer full): the data; it has a problem where the generator cannot make them
 */
CrData *cr_data_new_without_file (const CrTraining *training);
CrData *cr_data_ref (const CrData *data);
void cr_data_unref (CrData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrData, cr_data_unref)

/* Whether @training asks for the same examples in the same split: then there is no need to load them again. */
gboolean cr_data_serves (const CrData *data, const CrTraining *training);

/* Examples that train; 0 where there is a problem. */
guint32 cr_data_get_n_train (const CrData *data);

/**
 * cr_data_bind:
 * @data: (nullable): the data
 * @tape: a tape
 * @rows: rows of the table, one for each example of the batch
 * @width: how many; 1 or more
 *
 * Binds the graph's inputs that name features to these examples, and no others; without @data every input has its own value. An input
 * that names a feature that there is not is in error, every one where the data have a problem; all others are bound.
 * Cost: one visit a node; compiles only where other inputs are bound than before, or other features or another number of examples.
 */
void cr_data_bind (const CrData *data, CrTape *tape, const guint32 *rows, guint32 width);

/* Binds one example of the training split, 0 … cr_data_get_n_train() − 1. Where no example trains, the bound inputs are in error. */
void cr_data_bind_example (const CrData *data, CrTape *tape, guint32 example);

G_END_DECLS
