/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers: GSL's mt19937, seeded so that the same file gives the same numbers, bit for bit. */
#include "cr-random.h"

#include <gsl/gsl_randist.h>
#include <math.h>

/* mt19937 takes 32 bits; a larger seed keeps what its upper half says. */
static gsl_rng *
random_new (guint64 seed)
{
  gsl_rng *random = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (random, (guint32) (seed ^ (seed >> 32)));
  return random;
}

static void
fill (gsl_rng *random, gboolean normal, double scale, double *entries, gsize n)
{
  for (gsize i = 0; i < n; i++)
    entries[i] = normal ? gsl_ran_gaussian (random, scale) : gsl_ran_flat (random, -scale, scale);
}

void
cr_random_fill_init (const CrInit *init, double *entries)
{
  g_autoptr (gsl_rng) random = random_new (init->seed);

  fill (random, init->normal, init->scale, entries, cr_shape_get_size (init->shape));
}

/* FNV-1a, 64 bits, over the seed's bytes and the name's. */
static guint64
stream_of (guint64 seed, const char *name)
{
  guint64 hash = 14695981039346656037u;

  for (guint i = 0; i < 8; i++)
    hash = (hash ^ ((seed >> (8 * i)) & 0xff)) * 1099511628211u;
  for (; *name != '\0'; name++)
    hash = (hash ^ (guint8) *name) * 1099511628211u;
  return hash;
}

gsl_rng *
cr_random_new_stream (guint64 seed, const char *name)
{
  return random_new (stream_of (seed, name));
}

static gboolean
is_rectifier (const CrGate *activation)
{
  static const char *const rectifiers[] = { "relu", "leaky_relu", "elu", "silu", "gelu", NULL };

  return activation != NULL && g_strv_contains (rectifiers, activation->name);
}

void
cr_random_fill_weights (guint64 seed,
                        const char *id,
                        const CrGate *activation,
                        guint fan_in,
                        guint fan_out,
                        double *entries,
                        gsize n)
{
  g_autoptr (gsl_rng) random = cr_random_new_stream (seed, id);
  gboolean normal = is_rectifier (activation);

  fill (random, normal, normal ? sqrt (2.0 / fan_in) : sqrt (6.0 / ((double) fan_in + fan_out)), entries, n);
}

void
cr_random_fill_unit (guint64 seed, const CrNode *unit, CrShape shape, double *entries)
{
  const CrAttribute *activation = cr_node_get_attribute (unit, "activation");
  int weights = cr_gate_find_attribute (unit->gate, "weights");
  gboolean is_column = unit->gate->attributes[weights].kind == CR_ATTRIBUTE_COLUMN;
  gboolean is_layer = cr_gate_find_attribute (unit->gate, "units") >= 0;

  cr_random_fill_weights (seed, unit->id, activation != NULL ? activation->activation : NULL, is_column ? shape.rows : shape.columns,
                          is_layer ? shape.rows : 1, entries, cr_shape_get_size (shape));
}
