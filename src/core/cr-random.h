/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers: GSL's mt19937, seeded so that the same file gives the same numbers, bit for bit. */
#pragma once

#include "cr-node.h"

#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (gsl_rng, gsl_rng_free)

/**
 * cr_random_new_stream:
 * @seed: the run's, or a data set's
 * @name: of the stream; one that is no id ("/split") is no unit's stream
 *
 * A stream of its own for every seed and name, so that what one draws does not change what another draws.
 *
 * Returns: (transfer full): free with gsl_rng_free()
 */
gsl_rng *cr_random_new_stream (guint64 seed, const char *name);

/* Fills @entries, size(init->shape) of them, from N(0, scale²) or U(−scale, scale): the same for the same seed. */
void cr_random_fill_init (const CrInit *init, double *entries);

/**
 * cr_random_fill_weights:
 * @seed: the run's
 * @id: the unit's; together they seed a stream of its own, so that adding a node does not change the others' weights
 * @activation: (nullable): %NULL is linear
 * @fan_in: how many numbers go into one unit
 * @fan_out: how many units the layer has; 1 for a single unit
 * @entries: @n of them
 *
 * A unit's first weights. Normal with deviation √(2/fan_in) for relu, leaky_relu, elu, silu and gelu (He et al. 2015), else uniform in
 * ±√(6/(fan_in + fan_out)) (Glorot and Bengio 2010).
 */
void cr_random_fill_weights (guint64 seed,
                             const char *id,
                             const CrGate *activation,
                             guint fan_in,
                             guint fan_out,
                             double *entries,
                             gsize n);

/**
 * cr_random_fill_unit:
 * @seed: the run's
 * @unit: a unit whose weights are not written out
 * @shape: of its weights
 * @entries: size(@shape) of them
 *
 * The weights that this unit has for that seed: cr_random_fill_weights() with its own id, activation and fan.
 */
void cr_random_fill_unit (guint64 seed, const CrNode *unit, CrShape shape, double *entries);

G_END_DECLS
