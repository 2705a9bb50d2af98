/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One fully connected layer on a batch, forward and backward, by loops made for the processor. For the tape alone. */
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

/* Layers with more inputs or more units than this are not for these loops: BLAS is faster (docs/PERFORMANCE.md has the measurement). */
#define CR_LAYER_LARGEST 64

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
 * @weights: offset of @n_units × @n_inputs weights, one unit after the other, behind which the @n_units biases lie
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

/**
 * CrLayerLoops:
 * @name: of the instructions that they use
 * @forward: computes examples @begin … @begin + @n − 1 of the results, 0 < @n ≤ %CR_LAYER_STRIP
 * @backward: from the gradients of the results adds to those of weights and biases, and writes or adds to those of the inputs
 */
typedef struct
{
  const char *name;
  void (*forward) (const CrLayer *layer, double *values, gsize begin, gsize n);
  void (*backward) (const CrLayer *layer, const double *values, double *gradients, gsize begin, gsize n);
} CrLayerLoops;

/* The loops for the widest vectors that this processor has. */
const CrLayerLoops *cr_layer_get_loops (void);

/* All those that it can run, widest first, NULL at the end: for tests. */
const CrLayerLoops *const *cr_layer_get_all_loops (void);

G_END_DECLS
