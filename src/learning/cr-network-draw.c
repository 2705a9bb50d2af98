/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first weights of a net. */
#include "cr-network-private.h"

#include "cr-random.h"

#include <gsl/gsl_randist.h>

#define HALF_WIDTH 0.5 /* of the uniform ones */
#define SMALL 0.01     /* deviation */

/* Ways that do not go by the layer's size. */
static void
fill (CrNetworkDraw draw, guint64 seed, const char *id, double *entries, gsize n)
{
  g_autoptr (gsl_rng) random = cr_random_new_stream (seed, id);

  for (gsize i = 0; i < n; i++)
    entries[i] = draw == CR_NETWORK_DRAW_UNIFORM ? gsl_ran_flat (random, -HALF_WIDTH, HALF_WIDTH)
                 : draw == CR_NETWORK_DRAW_SMALL ? gsl_ran_gaussian (random, SMALL)
                                                 : 0;
}

CrMatrix *
cr_network_draw_weights_as (CrNetworkDraw draw, guint64 seed, const char *id, const CrGate *activation, guint fan_in, guint n_units,
                            guint n_rows)
{
  CrMatrix *weights = cr_matrix_new (n_rows > 0 ? n_rows : fan_in, n_rows > 0 ? fan_in : 1, NULL);
  gsize n = cr_shape_get_size (weights->shape);

  if (draw == CR_NETWORK_DRAW_GLOROT)
    activation = NULL;
  else if (draw == CR_NETWORK_DRAW_HE)
    activation = cr_gate_find ("relu");
  if (draw > CR_NETWORK_DRAW_HE)
    fill (draw, seed, id, weights->entries, n);
  else
    cr_random_fill_weights (seed, id, activation, fan_in, n_units, weights->entries, n);
  return weights;
}

CrMatrix *
cr_network_draw_weights (guint64 seed, const char *id, const CrGate *activation, guint fan_in, guint n_units, guint n_rows)
{
  return cr_network_draw_weights_as (CR_NETWORK_DRAW_TO_SUIT, seed, id, activation, fan_in, n_units, n_rows);
}
