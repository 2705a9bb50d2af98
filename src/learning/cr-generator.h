/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets made by rule from a seed: points of the plane, each with a label. */
#pragma once

#include "cr-table.h"
#include "cr-training.h"

G_BEGIN_DECLS

/* Every point of every generator lies within −6…6 in both coordinates. */
#define CR_GENERATOR_EXTENT 6.0

/**
 * CrGeneratorInfo:
 * @title: (translatable) what it is called in the window
 * @n_points: how many points a new data set of its kind has (a file that does not say how many has 500)
 * @most_classes: how many classes it can make; 0 where its labels are real numbers (regression)
 *
 * What is known of a generator. Its name in the file is cr_generator_names[].
 */
typedef struct
{
  const char *title;
  guint n_points;
  guint most_classes;
} CrGeneratorInfo;

const CrGeneratorInfo *cr_generator_get_info (CrGenerator generator);

/**
 * cr_generator_run:
 * @dataset: of the kind GENERATOR; its number of points, noise, seed, classes and features are used
 * @error: return location for a #GError
 *
 * Makes the points. Classes take turns along the table, so that its beginning has as many of each as its end. Without noise the label
 * is a rule of the point (written above each generator); noise from 0 to 1 moves the point, except for circle, xor, checkerboard, plane and
 * multi_gauss: there the point stays and the label is that of a place beside it.
 * Labels are −1 and 1, with classes 0 … classes − 1, or real numbers. The same description gives the same numbers, bit for bit.
 *
 * Cost: linear in the points.
 * Errors: %CR_ERROR_DATA where the generator cannot make that many classes or features.
 * Source: circle, xor, gauss, spiral, plane and multi_gauss have the formulas of TensorFlow Playground (src/dataset.ts), moons those of
 * scikit-learn's make_moons.
 *
 * Returns: (transfer full): the table, two features and the label; %NULL with @error set
 */
CrTable *cr_generator_run (const CrDataset *dataset, GError **error);

G_END_DECLS
