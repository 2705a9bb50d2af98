/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loops of a layer. Compiled once for each width of vectors: CR_VECTOR_BYTES and CR_LOOPS (the name) come from the build.
 *
 * How this works: a row holds one unit's numbers for all examples, so a vector holds several examples of one unit, and no loop crosses
 * lanes but the last step of the weights' gradients. Forward, a unit's row is the sum of its inputs' rows, each times one weight.
 * Backward, first the gradients of the net inputs are found from the results (a′ is known from a for these activations); then an input's
 * row is the sum of those rows, times the same weights taken the other way; and the gradient of a weight is the product of two rows,
 * added up over the examples: lane by lane, and the lanes of several weights at once at the end. What does not fill a vector is
 * copied into a small tile of its own, with zeros beside it, and goes the same way.
 */
#include "cr-layer.h"
#include "cr-vector-math.h"

#include <string.h>

#define LANES (CR_VECTOR_BYTES / 8)

typedef double Vector __attribute__ ((vector_size (CR_VECTOR_BYTES)));
typedef double Numbers __attribute__ ((vector_size (CR_VECTOR_BYTES), aligned (8), may_alias));

CR_INLINE Vector
load (const double *from)
{
  return *(const Numbers *) from;
}

CR_INLINE void
store (double *to, Vector vector)
{
  *(Numbers *) to = vector;
}

CR_INLINE Vector
spread (double number)
{
  return number - (Vector) { 0 };
}

/* Rows of examples: of the inputs, the units, the net inputs' gradients. */
typedef struct
{
  const double *from[CR_LAYER_LARGEST];
  double *to[CR_LAYER_LARGEST];
} Rows;

/**
 * Sum: to[o] = start[o] + Σᵢ weights[o·to_step + i·from_step] · from[i] for each of @n_to rows; without @start, 0; or added to what is there.
 */
typedef struct
{
  const double *weights;
  const double *start;
  gsize to_step;
  gsize from_step;
  guint32 n_to;
  guint32 n_from;
  gboolean adds;
} Sum;

/* Rows @row … @row + @n_rows − 1, @n_vectors vectors from example @at on; both numbers are known when this is compiled. */
CR_INLINE void
sum_tile (const Sum *sum, const Rows *rows, guint32 row, int n_rows, gsize at, int n_vectors)
{
  const double *weights = sum->weights + row * sum->to_step;
  Vector sums[2][4];

  for (int r = 0; r < n_rows; r++)
    for (int v = 0; v < n_vectors; v++)
      sums[r][v] = spread (sum->start != NULL ? sum->start[row + r] : 0);
  for (guint32 i = 0; i < sum->n_from; i++)
    {
      const double *from = rows->from[i] + at;

      for (int r = 0; r < n_rows; r++)
        {
          Vector weight = spread (weights[r * sum->to_step + i * sum->from_step]);

          for (int v = 0; v < n_vectors; v++)
            sums[r][v] += weight * load (from + v * LANES);
        }
    }
  for (int r = 0; r < n_rows; r++)
    for (int v = 0; v < n_vectors; v++)
      {
        double *to = rows->to[row + r] + at + v * LANES;

        store (to, sum->adds ? load (to) + sums[r][v] : sums[r][v]);
      }
}

CR_INLINE void
sum_columns (const Sum *sum, const Rows *rows, gsize at, int n_vectors)
{
  guint32 row = 0;

  for (; row + 2 <= sum->n_to; row += 2)
    sum_tile (sum, rows, row, 2, at, n_vectors);
  if (row < sum->n_to)
    sum_tile (sum, rows, row, 1, at, n_vectors);
}

/* For @n examples, whole vectors of them. */
static void
sum_rows (const Sum *sum, const Rows *rows, gsize n)
{
  gsize at = 0;

  for (; at + 4 * LANES <= n; at += 4 * LANES)
    sum_columns (sum, rows, at, 4);
  for (; at + 2 * LANES <= n; at += 2 * LANES)
    sum_columns (sum, rows, at, 2);
  if (at < n)
    sum_columns (sum, rows, at, 1);
}

/* --- Activations --- */

#define FOR_EACH(expression)                                                                                                   \
  for (gsize i = 0; i < n; i++)                                                                                                \
    {                                                                                                                          \
      double x = numbers[i];                                                                                                   \
                                                                                                                               \
      numbers[i] = expression;                                                                                                 \
    }

static void
activate (const CrLayer *layer, double *numbers, gsize n)
{
  double alpha = layer->alpha;

  switch (layer->activation)
    {
    case CR_LAYER_LINEAR:
      break;
    case CR_LAYER_TANH:
      FOR_EACH (cr_tanh (x))
      break;
    case CR_LAYER_SIGMOID:
      FOR_EACH (cr_sigmoid (x))
      break;
    case CR_LAYER_RELU:
      FOR_EACH (x <= 0 ? 0 : x)
      break;
    case CR_LAYER_LEAKY_RELU:
      FOR_EACH (x > 0 ? x : alpha * x)
      break;
    }
}

#define FOR_EACH_SLOPE(slope)                                                                                                  \
  for (gsize i = 0; i < n; i++)                                                                                                \
    {                                                                                                                          \
      G_GNUC_UNUSED double y = results[i];                                                                                     \
                                                                                                                               \
      net[i] = (slope) * upstream[i];                                                                                          \
    }

static void
find_net_gradients (const CrLayer *layer, const double *results, const double *upstream, double *restrict net, gsize n)
{
  double alpha = layer->alpha;

  switch (layer->activation)
    {
    case CR_LAYER_LINEAR:
      memcpy (net, upstream, n * sizeof (double));
      break;
    case CR_LAYER_TANH:
      FOR_EACH_SLOPE (1 - y * y)
      break;
    case CR_LAYER_SIGMOID:
      FOR_EACH_SLOPE (y * (1 - y))
      break;
    case CR_LAYER_RELU:
      FOR_EACH_SLOPE (y > 0 ? 1.0 : 0.0)
      break;
    case CR_LAYER_LEAKY_RELU:
      FOR_EACH_SLOPE (y > 0 ? 1.0 : alpha)
      break;
    }
}

/* --- Gradients of the weights --- */

/* Lane l of the result is the sum of all lanes of vectors[l]. */
CR_INLINE Vector
add_up_lanes (const double *vectors)
{
#define GET(i) load (vectors + (i) * LANES)
#if LANES == 8
#define PAIR(a, b) (__builtin_shufflevector (a, b, 0, 9, 2, 11, 4, 13, 6, 15) + __builtin_shufflevector (a, b, 1, 8, 3, 10, 5, 12, 7, 14))
#define QUAD(a, b) (__builtin_shufflevector (a, b, 0, 1, 10, 11, 4, 5, 14, 15) + __builtin_shufflevector (a, b, 2, 3, 8, 9, 6, 7, 12, 13))
  Vector low = QUAD (PAIR (GET (0), GET (1)), PAIR (GET (2), GET (3)));
  Vector high = QUAD (PAIR (GET (4), GET (5)), PAIR (GET (6), GET (7)));

  return __builtin_shufflevector (low, high, 0, 1, 2, 3, 12, 13, 14, 15) + __builtin_shufflevector (low, high, 4, 5, 6, 7, 8, 9, 10, 11);
#elif LANES == 4
#define PAIR(a, b) (__builtin_shufflevector (a, b, 0, 5, 2, 7) + __builtin_shufflevector (a, b, 1, 4, 3, 6))
  Vector low = PAIR (GET (0), GET (1));
  Vector high = PAIR (GET (2), GET (3));

  return __builtin_shufflevector (low, high, 0, 1, 6, 7) + __builtin_shufflevector (low, high, 2, 3, 4, 5);
#else
  return __builtin_shufflevector (GET (0), GET (1), 0, 2) + __builtin_shufflevector (GET (0), GET (1), 1, 3);
#endif
#undef GET
}

/* Sums that wait, a vector each, to be added up over their lanes into the gradients from @to on. */
#define MOST_WAITING 64

typedef struct
{
  double *to;
  guint32 n;
  double vectors[MOST_WAITING * LANES] __attribute__ ((aligned (CR_VECTOR_BYTES)));
} Waiting;

static void
add_up (Waiting *waiting)
{
  guint32 whole = waiting->n / LANES * LANES;

  for (guint32 i = 0; i < whole; i += LANES)
    store (waiting->to + i, load (waiting->to + i) + add_up_lanes (waiting->vectors + i * LANES));
  for (guint32 i = whole; i < waiting->n; i++)
    for (int lane = 1; lane < LANES; lane++)
      waiting->vectors[i * LANES] += waiting->vectors[i * LANES + lane];
  for (guint32 i = whole; i < waiting->n; i++)
    waiting->to[i] += waiting->vectors[i * LANES];
  waiting->to += waiting->n;
  waiting->n = 0;
}

CR_INLINE void
put (Waiting *waiting, Vector sums)
{
  store (waiting->vectors + waiting->n++ * LANES, sums);
  if (waiting->n == MOST_WAITING)
    add_up (waiting);
}

/* The weights of one unit: Σ over the examples of its net gradients times each input's row. */
CR_INLINE void
weigh_unit (const double *net, const Rows *inputs, guint32 n_inputs, int n_vectors, Waiting *waiting)
{
  Vector gradients[4];

  for (int v = 0; v < n_vectors; v++)
    gradients[v] = load (net + v * LANES);
  for (guint32 i = 0; i < n_inputs; i++)
    {
      Vector sums = gradients[0] * load (inputs->from[i]);

      for (int v = 1; v < n_vectors; v++)
        sums += gradients[v] * load (inputs->from[i] + v * LANES);
      put (waiting, sums);
    }
}

/* The same for any number of examples. */
static void
weigh_long_unit (const double *net, const Rows *inputs, guint32 n_inputs, gsize n, Waiting *waiting)
{
  for (guint32 i = 0; i < n_inputs; i++)
    {
      const double *input = inputs->from[i];
      Vector even = { 0 }, odd = { 0 };

      for (gsize e = 0; e + 2 * LANES <= n; e += 2 * LANES)
        {
          even += load (net + e) * load (input + e);
          odd += load (net + e + LANES) * load (input + e + LANES);
        }
      if (n / LANES % 2 == 1)
        even += load (net + n - LANES) * load (input + n - LANES);
      put (waiting, even + odd);
    }
}

static void
weigh_inputs (const CrLayer *layer, const Rows *inputs, const Rows *net, gsize n, double *weights_gradient)
{
  Waiting waiting;

  waiting.to = weights_gradient;
  waiting.n = 0;
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    {
      const double *row = net->from[unit];

      if (n == 4 * LANES)
        weigh_unit (row, inputs, layer->n_inputs, 4, &waiting);
      else if (n == 2 * LANES)
        weigh_unit (row, inputs, layer->n_inputs, 2, &waiting);
      else if (n == LANES)
        weigh_unit (row, inputs, layer->n_inputs, 1, &waiting);
      else
        weigh_long_unit (row, inputs, layer->n_inputs, n, &waiting);
    }
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    {
      Vector sums = load (net->from[unit]);

      for (gsize e = LANES; e < n; e += LANES)
        sums += load (net->from[unit] + e);
      put (&waiting, sums);
    }
  add_up (&waiting);
}

/* --- Examples that do not fill a vector --- */

typedef double Tile[CR_LAYER_LARGEST][LANES] __attribute__ ((aligned (CR_VECTOR_BYTES)));

/* Copies @n examples of a row into the tile's, and zeros behind them. */
CR_INLINE void
fill (double *tile, const double *row, gsize n)
{
  for (gsize e = 0; e < LANES; e++)
    tile[e] = e < n ? row[e] : 0;
}

CR_INLINE void
empty (const double *tile, double *row, gsize n, gboolean adds)
{
  for (gsize e = 0; e < n; e++)
    row[e] = adds ? row[e] + tile[e] : tile[e];
}

/* --- Forward --- */

static void
forward_rows (const CrLayer *layer, const double *weights, const Rows *rows, gsize n)
{
  Sum sum = {
    .weights = weights,
    .start = weights + (gsize) layer->n_units * layer->n_inputs,
    .to_step = layer->n_inputs,
    .from_step = 1,
    .n_to = layer->n_units,
    .n_from = layer->n_inputs,
  };

  sum_rows (&sum, rows, n);
}

static void
forward_rest (const CrLayer *layer, double *values, gsize begin, gsize n)
{
  Tile inputs, results;
  Rows rows;

  for (guint32 i = 0; i < layer->n_inputs; i++)
    {
      fill (inputs[i], values + layer->inputs[i] + begin, n);
      rows.from[i] = inputs[i];
    }
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    rows.to[unit] = results[unit];
  forward_rows (layer, values + layer->weights, &rows, LANES);
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    empty (results[unit], values + layer->results + unit * layer->stride + begin, n, FALSE);
}

static void
forward (const CrLayer *layer, double *values, gsize begin, gsize n)
{
  gsize whole = n / LANES * LANES;
  double *results = values + layer->results + begin;

  if (whole > 0)
    {
      Rows rows;

      for (guint32 i = 0; i < layer->n_inputs; i++)
        rows.from[i] = values + layer->inputs[i] + begin;
      for (guint32 unit = 0; unit < layer->n_units; unit++)
        rows.to[unit] = results + unit * layer->stride;
      forward_rows (layer, values + layer->weights, &rows, whole);
    }
  if (whole < n)
    forward_rest (layer, values, begin + whole, n - whole);
  if (n == layer->stride)
    activate (layer, results, n * layer->n_units);
  else
    for (guint32 unit = 0; unit < layer->n_units; unit++)
      activate (layer, results + unit * layer->stride, n);
}

/* --- Backward --- */

/* From rows of net gradients and of inputs, @n examples: whole vectors. */
static void
backward_rows (const CrLayer *layer, const double *weights, double *weights_gradient, const Rows *inputs, const Rows *net, gsize n,
               gboolean adds)
{
  weigh_inputs (layer, inputs, net, n, weights_gradient);
  if (layer->wants_input_gradients)
    {
      Sum sum = {
        .weights = weights,
        .to_step = 1,
        .from_step = layer->n_inputs,
        .n_to = layer->n_inputs,
        .n_from = layer->n_units,
        .adds = adds,
      };

      sum_rows (&sum, net, n);
    }
}

static void
backward_rest (const CrLayer *layer, const double *values, double *gradients, const double *net_rest, gsize net_stride, gsize begin,
               gsize n)
{
  Tile input_tile, net_tile, gradient_tile;
  Rows inputs, net;

  for (guint32 i = 0; i < layer->n_inputs; i++)
    {
      fill (input_tile[i], values + layer->inputs[i] + begin, n);
      inputs.from[i] = input_tile[i];
      net.to[i] = gradient_tile[i];
    }
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    {
      fill (net_tile[unit], net_rest + unit * net_stride, n);
      net.from[unit] = net_tile[unit];
    }
  backward_rows (layer, values + layer->weights, gradients + layer->weights, &inputs, &net, LANES, FALSE);
  for (guint32 i = 0; layer->wants_input_gradients && i < layer->n_inputs; i++)
    empty (gradient_tile[i], gradients + layer->inputs[i] + begin, n, layer->adds);
}

static void
backward (const CrLayer *layer, const double *values, double *gradients, gsize begin, gsize n)
{
  double net[CR_LAYER_LARGEST * CR_LAYER_STRIP] __attribute__ ((aligned (CR_VECTOR_BYTES)));
  gsize whole = n / LANES * LANES;
  const double *results = values + layer->results + begin;
  const double *upstream = gradients + layer->results + begin;

  if (n == layer->stride)
    find_net_gradients (layer, results, upstream, net, n * layer->n_units);
  else
    for (guint32 unit = 0; unit < layer->n_units; unit++)
      find_net_gradients (layer, results + unit * layer->stride, upstream + unit * layer->stride, net + unit * n, n);
  if (whole > 0)
    {
      Rows inputs, rows;

      for (guint32 i = 0; i < layer->n_inputs; i++)
        {
          inputs.from[i] = values + layer->inputs[i] + begin;
          rows.to[i] = gradients + layer->inputs[i] + begin;
        }
      for (guint32 unit = 0; unit < layer->n_units; unit++)
        rows.from[unit] = net + unit * n;
      backward_rows (layer, values + layer->weights, gradients + layer->weights, &inputs, &rows, whole, layer->adds);
    }
  if (whole < n)
    backward_rest (layer, values, gradients, net + whole, n, begin + whole, n - whole);
}

extern const CrLayerLoops CR_LOOPS;
const CrLayerLoops CR_LOOPS = { CR_LOOPS_NAME, forward, backward };
