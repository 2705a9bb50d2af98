/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One fully connected layer on a batch, as the loops of cr-loops.h run it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The activations whose slope can be told from the value, and which these loops know. */
typedef enum
{
  CR_LAYER_LINEAR,
  CR_LAYER_TANH,
  CR_LAYER_SIGMOID,
  CR_LAYER_RELU,
  CR_LAYER_LEAKY_RELU,
} CrLayerActivation;

/* Layers with more inputs or more units than this are not for these loops; and `dense` ones with more than the second: a product is faster
 * then (docs/PERFORMANCE.md has the measurement), while neurons are nodes of their own and would be taken one by one. */
#define CR_LAYER_LARGEST 64
#define CR_LAYER_LARGEST_DENSE 32

/* No more examples at once than this, so that what a layer works on stays in the nearest cache. */
#define CR_LAYER_STRIP 64

/**
 * CrLayer:
 * @activation: of all units
 * @alpha: of leaky ReLU
 * @n_inputs: 1 … %CR_LAYER_LARGEST
 * @n_units: 1 … %CR_LAYER_LARGEST
 * @stride: from one unit's row of examples to the next one's
 * @results: offset of the first unit's row in the arenas
 * @weights: offset of @n_units × @n_inputs weights, one unit after the other, behind which the @n_units biases lie; in the arena of gradients at
 *   least 8 numbers more follow, as a tape's rows are whole vectors, to which backward adds 0
 * @inputs: offsets of the rows of examples of the inputs
 * @wants_input_gradients: whether backward is to leave gradients for the inputs
 * @adds: whether it is to add them to what is there; else it overwrites
 */
typedef struct
{
  CrLayerActivation activation;
  double alpha;
  guint32 n_inputs;
  guint32 n_units;
  gsize stride;
  gsize results;
  gsize weights;
  guint32 *inputs;
  gboolean wants_input_gradients;
  gboolean adds;
} CrLayer;

G_END_DECLS
