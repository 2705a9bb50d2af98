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
#include "cr-loops.h"
#include "cr-vector.h"

#include <string.h>

/* Rows of examples: row i at @numbers + @offsets[i] or, without @offsets, at @numbers + i·@stride. Which of the two is known when this is
 * compiled, as all that takes rows is inlined; and no list of pointers is made for each call. */
typedef struct
{
  double *numbers;
  const guint32 *offsets;
  gsize stride;
} Rows;

CR_INLINE double *
get_row (Rows rows, gsize i)
{
  return rows.numbers + (rows.offsets != NULL ? rows.offsets[i] : i * rows.stride);
}

/**
 * Sum: to[o] = a (start[o] + Σᵢ weights[o·to_step + i·from_step] · from[i]) for each of @n_to rows; without @start, 0; or added to what is
 * there. Of the activations a, those that take some work come after the sum (activate()).
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
  CrLayerActivation activation;
  double alpha;
} Sum;

CR_INLINE Vector
finish (Sum sum, Vector net)
{
  if (sum.activation == CR_LAYER_RELU)
    return only_where (~(net <= 0), net);
  if (sum.activation == CR_LAYER_LEAKY_RELU)
    return only_where (net > 0, net) + only_where (~(net > 0), sum.alpha * net);
  return net;
}

/* Rows @row … @row + @n_rows − 1, @n_vectors vectors from example @at on; both numbers are known when this is compiled. */
CR_INLINE void
sum_tile (Sum sum, Rows from, Rows to, guint32 row, int n_rows, gsize at, int n_vectors)
{
  const double *weights = sum.weights + row * sum.to_step;
  Vector sums[MOST_ROWS][4];

  for (int r = 0; r < n_rows; r++)
    for (int v = 0; v < n_vectors; v++)
      sums[r][v] = spread (sum.start != NULL ? sum.start[row + r] : 0);
  for (guint32 i = 0; i < sum.n_from; i++)
    {
      const double *numbers = get_row (from, i) + at;

      for (int r = 0; r < n_rows; r++)
        {
          Vector weight = spread (weights[r * sum.to_step]);

          for (int v = 0; v < n_vectors; v++)
            sums[r][v] += weight * load (numbers + v * LANES);
        }
      weights += sum.from_step;
    }
  for (int r = 0; r < n_rows; r++)
    {
      double *numbers = get_row (to, row + r) + at;

      for (int v = 0; v < n_vectors; v++)
        store (numbers + v * LANES, sum.adds ? load (numbers + v * LANES) + sums[r][v] : finish (sum, sums[r][v]));
    }
}

CR_INLINE void
sum_columns (Sum sum, Rows from, Rows to, gsize at, int n_vectors)
{
  guint32 row = 0;

  if (MOST_ROWS == 4)
    for (; row + 4 <= sum.n_to; row += 4)
      sum_tile (sum, from, to, row, 4, at, n_vectors);
  for (; row + 2 <= sum.n_to; row += 2)
    sum_tile (sum, from, to, row, 2, at, n_vectors);
  if (row < sum.n_to)
    sum_tile (sum, from, to, row, 1, at, n_vectors);
}

/* For @n examples, whole vectors of them: first the numbers of them that small batches have. */
CR_INLINE void
sum_rows (Sum sum, Rows from, Rows to, gsize n)
{
  gsize at = 0;

  if (n == 2 * LANES)
    {
      sum_columns (sum, from, to, 0, 2);
      return;
    }
  for (; at + 4 * LANES <= n; at += 4 * LANES)
    sum_columns (sum, from, to, at, 4);
  for (; at + 2 * LANES <= n; at += 2 * LANES)
    sum_columns (sum, from, to, at, 2);
  if (at < n)
    sum_columns (sum, from, to, at, 1);
}

/* --- Examples that do not fill a vector --- */

/* Copies @n examples of a row into a vector's place, and zeros behind them. */
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

/* --- Activations --- */

/* @n_rows rows of @n examples, which are whole vectors; and what may be left over of them. The examples of one vector first, of all rows: the
 * next layer can then begin with them. */
#define FOR_EACH_RESULT(function)                                                                                              \
  for (gsize e = 0; e < whole; e += LANES)                                                                                     \
    for (gsize row = 0; row < n_rows; row++)                                                                                   \
      for (gsize lane = 0; lane < LANES; lane++)                                                                               \
        numbers[row * stride + e + lane] = function (numbers[row * stride + e + lane]);                                        \
  for (gsize row = 0; whole < n && row < n_rows; row++)                                                                        \
    for (gsize e = whole; e < n; e++)                                                                                          \
      numbers[row * stride + e] = function (numbers[row * stride + e]);

static void
activate (CrLayerActivation activation, double *numbers, gsize n_rows, gsize stride, gsize n)
{
  gsize whole = n / LANES * LANES;

  if (activation == CR_LAYER_TANH)
    {
      FOR_EACH_RESULT (cr_tanh)
    }
  else
    {
      FOR_EACH_RESULT (cr_sigmoid)
    }
}

#define FOR_EACH_PRODUCT(product)                                                                                              \
  for (gsize i = 0; i < n; i += LANES)                                                                                         \
    {                                                                                                                          \
      Vector y = load (results + i), g = load (upstream + i);                                                                  \
                                                                                                                               \
      store (net + i, product);                                                                                                \
    }

/* For @n numbers, whole vectors of them. */
CR_INLINE void
find_whole_net_gradients (const CrLayer *layer, const double *results, const double *upstream, double *net, gsize n)
{
  Vector alpha = spread (layer->alpha);

  switch (layer->activation)
    {
    case CR_LAYER_LINEAR:
      memcpy (net, upstream, n * sizeof (double));
      break;
    case CR_LAYER_TANH:
      FOR_EACH_PRODUCT ((1 - y * y) * g)
      break;
    case CR_LAYER_SIGMOID:
      FOR_EACH_PRODUCT (y * (1 - y) * g)
      break;
    case CR_LAYER_RELU:
      FOR_EACH_PRODUCT (only_where (y > 0, g))
      break;
    case CR_LAYER_LEAKY_RELU:
      FOR_EACH_PRODUCT (only_where (y > 0, g) + only_where (~(y > 0), alpha * g))
      break;
    }
}

CR_INLINE void
find_net_gradients (const CrLayer *layer, const double *results, const double *upstream, double *net, gsize n)
{
  gsize whole = n / LANES * LANES, rest = n - whole;

  find_whole_net_gradients (layer, results, upstream, net, whole);
  if (rest > 0)
    {
      double last[3][LANES];

      fill (last[0], results + whole, rest);
      fill (last[1], upstream + whole, rest);
      find_whole_net_gradients (layer, last[0], last[1], last[2], LANES);
      empty (last[2], net + whole, rest, FALSE);
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

#define MOST_WAITING (4 * CR_LAYER_LARGEST)

/* Sums that wait, a vector each, to be added up over their lanes into the gradients from @to on. */
typedef struct
{
  double *to;
  guint32 n;
  double vectors[(MOST_WAITING + LANES) * LANES] __attribute__ ((aligned (CR_VECTOR_BYTES)));
} Waiting;

/* Behind the last one, 0 is added to what follows in the arena: the rows of the layer's own results at the latest. */
CR_INLINE void
add_up (Waiting *waiting)
{
  for (guint32 empty = waiting->n; empty % LANES != 0; empty++)
    store (waiting->vectors + empty * LANES, (Vector) { 0 });
  for (guint32 i = 0; i < waiting->n; i += LANES)
    store (waiting->to + i, load (waiting->to + i) + add_up_lanes (waiting->vectors + i * LANES));
  waiting->to += waiting->n;
  waiting->n = 0;
}

/* The weights and the bias of @n_units units: Σ over the examples of their net gradients, times each input's row; @n_vectors vectors. */
CR_INLINE void
weigh_units (Rows inputs, Rows net, guint32 unit, int n_units, guint32 n_inputs, int n_vectors, double *vectors,
             double *biases)
{
  Vector gradients[2][4];

  for (int u = 0; u < n_units; u++)
    {
      Vector sums = { 0 };

      for (int v = 0; v < n_vectors; v++)
        sums += gradients[u][v] = load (get_row (net, unit + u) + v * LANES);
      store (biases + u * LANES, sums);
    }
  for (guint32 i = 0; i < n_inputs; i++)
    {
      const double *input = get_row (inputs, i);

      for (int u = 0; u < n_units; u++)
        {
          Vector sums = gradients[u][0] * load (input);

          for (int v = 1; v < n_vectors; v++)
            sums += gradients[u][v] * load (input + v * LANES);
          store (vectors + (u * n_inputs + i) * LANES, sums);
        }
    }
}

/* The same of one unit for any number of examples. */
CR_INLINE void
weigh_long_unit (Rows inputs, const double *net, guint32 n_inputs, gsize n, double *vectors, double *bias)
{
  Vector all = load (net);

  for (gsize e = LANES; e < n; e += LANES)
    all += load (net + e);
  store (bias, all);
  for (guint32 i = 0; i < n_inputs; i++)
    {
      const double *input = get_row (inputs, i);
      Vector even = load (net) * load (input), odd = { 0 };

      for (gsize e = LANES; e + 2 * LANES <= n; e += 2 * LANES)
        {
          odd += load (net + e) * load (input + e);
          even += load (net + e + LANES) * load (input + e + LANES);
        }
      if (n / LANES % 2 == 0)
        odd += load (net + n - LANES) * load (input + n - LANES);
      store (vectors + i * LANES, even + odd);
    }
}

/* The sums of the biases, a vector each, go to @biases. @most: how many may wait */
CR_INLINE void
weigh_all_units (const CrLayer *layer, Rows inputs, Rows net, int n_vectors, gsize n, guint32 most, double *biases, Waiting *waiting)
{
  guint32 n_units = layer->n_units, n_inputs = layer->n_inputs, n_taken;

  for (guint32 unit = 0; unit < n_units; unit += n_taken)
    {
      double *vectors = waiting->vectors + waiting->n * LANES;
      double *bias = biases + unit * LANES;

      n_taken = n_vectors > 0 && unit + 2 <= n_units ? 2 : 1;
      if (n_vectors == 0)
        weigh_long_unit (inputs, get_row (net, unit), n_inputs, n, vectors, bias);
      else if (n_taken == 2)
        weigh_units (inputs, net, unit, 2, n_inputs, n_vectors, vectors, bias);
      else
        weigh_units (inputs, net, unit, 1, n_inputs, n_vectors, vectors, bias);
      waiting->n += n_taken * n_inputs;
      if (waiting->n > most)
        add_up (waiting);
    }
}

/* What one layer leaves in the gradients of its weights and, behind them, its biases. Where all can wait at once, the biases' sums are put in
 * their place right away. */
CR_INLINE void
weigh_inputs (const CrLayer *layer, Rows inputs, Rows net, gsize n, double *gradients)
{
  double places[CR_LAYER_LARGEST * LANES] __attribute__ ((aligned (CR_VECTOR_BYTES)));
  guint32 n_weights = layer->n_units * layer->n_inputs;
  gboolean all_wait = n_weights + layer->n_units <= MOST_WAITING;
  guint32 most = all_wait ? MOST_WAITING : MOST_WAITING - 2 * CR_LAYER_LARGEST;
  Waiting waiting;
  double *biases = all_wait ? waiting.vectors + n_weights * LANES : places;

  waiting.to = gradients;
  waiting.n = 0;
  if (n == 4 * LANES)
    weigh_all_units (layer, inputs, net, 4, n, most, biases, &waiting);
  else if (n == 2 * LANES)
    weigh_all_units (layer, inputs, net, 2, n, most, biases, &waiting);
  else if (n == LANES)
    weigh_all_units (layer, inputs, net, 1, n, most, biases, &waiting);
  else
    weigh_all_units (layer, inputs, net, 0, n, most, biases, &waiting);
  for (guint32 unit = 0; !all_wait && unit < layer->n_units; unit++)
    store (waiting.vectors + (waiting.n + unit) * LANES, load (places + unit * LANES));
  waiting.n += layer->n_units;
  add_up (&waiting);
}

/* Rows of one vector each, for examples that do not fill one. What goes through them is out of the way of the others, whose calls are all
 * inlined: for nets of a few units those calls would take as long as the sums. */
typedef double Tile[CR_LAYER_LARGEST][LANES] __attribute__ ((aligned (CR_VECTOR_BYTES)));

/* --- Forward --- */

CR_INLINE void
forward_rows (const CrLayer *layer, const double *weights, Rows inputs, Rows results, gsize n)
{
  Sum sum = {
    .weights = weights,
    .start = weights + (gsize) layer->n_units * layer->n_inputs,
    .to_step = layer->n_inputs,
    .from_step = 1,
    .n_to = layer->n_units,
    .n_from = layer->n_inputs,
    .activation = layer->activation,
    .alpha = layer->alpha,
  };

  sum_rows (sum, inputs, results, n);
}

static G_NO_INLINE void
forward_rest (const CrLayer *layer, double *values, gsize begin, gsize n)
{
  Tile inputs, results;

  for (guint32 i = 0; i < layer->n_inputs; i++)
    fill (inputs[i], values + layer->inputs[i] + begin, n);
  forward_rows (layer, values + layer->weights, (Rows) { inputs[0], NULL, LANES }, (Rows) { results[0], NULL, LANES }, LANES);
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    empty (results[unit], values + layer->results + unit * layer->stride + begin, n, FALSE);
}

void
CR_LOOPS_NAME (cr_layer_forward) (const CrLayer *layer, double *values, gsize begin, gsize n)
{
  gsize whole = n / LANES * LANES;
  double *results = values + layer->results + begin;

  if (whole > 0)
    forward_rows (layer, values + layer->weights, (Rows) { values + begin, layer->inputs, 0 }, (Rows) { results, NULL, layer->stride },
                  whole);
  if (whole < n)
    forward_rest (layer, values, begin + whole, n - whole);
  if (layer->activation == CR_LAYER_TANH || layer->activation == CR_LAYER_SIGMOID)
    activate (layer->activation, results, layer->n_units, layer->stride, n);
}

/* --- Backward --- */

/* From rows of net gradients and of inputs, @n examples: whole vectors; @sent: rows of the inputs' gradients. */
CR_INLINE void
backward_rows (const CrLayer *layer, const double *weights, double *weights_gradient, Rows inputs, Rows net, Rows sent, gsize n,
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

      sum_rows (sum, net, sent, n);
    }
}

static G_NO_INLINE void
backward_rest (const CrLayer *layer, const double *values, double *gradients, const double *net_rest, gsize net_stride, gsize begin,
               gsize n)
{
  Tile input_tile, net_tile, gradient_tile;

  for (guint32 i = 0; i < layer->n_inputs; i++)
    fill (input_tile[i], values + layer->inputs[i] + begin, n);
  for (guint32 unit = 0; unit < layer->n_units; unit++)
    fill (net_tile[unit], net_rest + unit * net_stride, n);
  backward_rows (layer, values + layer->weights, gradients + layer->weights, (Rows) { input_tile[0], NULL, LANES },
                 (Rows) { net_tile[0], NULL, LANES }, (Rows) { gradient_tile[0], NULL, LANES }, LANES, FALSE);
  for (guint32 i = 0; layer->wants_input_gradients && i < layer->n_inputs; i++)
    empty (gradient_tile[i], gradients + layer->inputs[i] + begin, n, layer->adds);
}

void
CR_LOOPS_NAME (cr_layer_backward) (const CrLayer *layer, const double *values, double *gradients, gsize begin, gsize n)
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
    backward_rows (layer, values + layer->weights, gradients + layer->weights, (Rows) { (double *) values + begin, layer->inputs, 0 },
                   (Rows) { net, NULL, n }, (Rows) { gradients + begin, layer->inputs, 0 }, whole, layer->adds);
  if (whole < n)
    backward_rest (layer, values, gradients, net + whole, n, begin + whole, n - whole);
}
