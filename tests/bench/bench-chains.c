/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fusing chains of one-operand gates saves: such chains as the tape runs them, fused and not, against bare loops over the same numbers.
 *
 * How this works: chains of LENGTH gates begin at an input each and end in a sum. What inputs and sum alone take, without chains between
 * them, is measured as well and subtracted, so that ns are a gate's of the chains. What the tape computes is computed three times more
 * without one, on rows of as many numbers as there are chains times examples: by the gates' own loops, gate by gate over whole rows; by the
 * same loops over BLOCK numbers, which stay in the first cache until the chain is through; and by a loop made for just this chain, which keeps
 * what goes from gate to gate in registers. As the canvas may show any of them, all values and gradients are stored each time; and all
 * ways give the same bits. The last is a bound: loops like it cannot be there for every chain that a person may wire.
 */
#include "bench.h"
#include "cr-loops.h"
#include "cr-tape.h"
#include "cr-vector-math.h"
#include "graph-builder.h"

#include <stdio.h>
#include <string.h>

#define LENGTH 16 /* gates of a chain */
#define PATTERN 4 /* of which it repeats so many */
#define BLOCK 128
#define STEP 8 /* rows are filled up to whole vectors */

/* What goes into gate @gate; what comes out is in the next row. Gradients lie alike. The rows do not meet in the caches. */
#define ROW_OF(numbers, gate, n) ((numbers) + (gsize) (gate) * ((n) + STEP))

/**
 * Kind:
 * @gates: of which a chain is made, over and over
 * @forward: whole chains: from the first row of values, of @n numbers each, all others
 * @backward: from the last row of gradients all others
 */
typedef struct
{
  const char *gates[PATTERN];
  void (*forward) (gsize n, double *values);
  void (*backward) (gsize n, const double *values, double *gradients);
} Kind;

/* Chains without a tape: @n numbers in each of LENGTH + 1 rows, of which the gates' own loops take @block at a time. */
typedef struct
{
  const Kind *kind;
  const CrGate *gates[LENGTH];
  gsize n;
  gsize block;
  double *values;
  double *gradients;
} Chains;

/* --- Fused --- */

typedef double (*ValueOf) (guint gate, double x);
typedef double (*SlopeOf) (guint gate, double x, double y);

CR_INLINE void
forward (gsize n, double *values, ValueOf value_of)
{
#pragma GCC ivdep
  for (gsize i = 0; i < n; i++)
    {
      double x = values[i];

#pragma GCC unroll 16
      for (guint gate = 0; gate < LENGTH; gate++)
        ROW_OF (values, gate + 1, n)[i] = x = value_of (gate % PATTERN, x);
    }
}

CR_INLINE void
backward (gsize n, const double *values, double *gradients, SlopeOf slope_of)
{
#pragma GCC ivdep
  for (gsize i = 0; i < n; i++)
    {
      double g = ROW_OF (gradients, LENGTH, n)[i];

#pragma GCC unroll 16
      for (guint gate = LENGTH; gate > 0; gate--)
        {
          double x = ROW_OF (values, gate - 1, n)[i], y = ROW_OF (values, gate, n)[i];

          ROW_OF (gradients, gate - 1, n)[i] = g = slope_of ((gate - 1) % PATTERN, x, y) * g;
        }
    }
}

#define DEFINE_CHAIN(name, value_of_gate, slope_of_gate)                                                                       \
  CR_INLINE double name##_value (guint gate, double x)                                                                         \
  {                                                                                                                            \
    return value_of_gate;                                                                                                      \
  }                                                                                                                            \
  CR_INLINE double name##_slope (guint gate, double x, double y)                                                               \
  {                                                                                                                            \
    return slope_of_gate;                                                                                                      \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_forward (gsize n, double *values)                                                          \
  {                                                                                                                            \
    forward (n, values, name##_value);                                                                                         \
  }                                                                                                                            \
  static CR_VECTOR_LOOP void name##_backward (gsize n, const double *values, double *gradients)                       \
  {                                                                                                                            \
    backward (n, values, gradients, name##_slope);                                                                             \
  }

DEFINE_CHAIN (dear, gate == 0 ? cr_exp (x) : gate == 2 ? cr_tanh (x) : -x, gate == 0 ? y : gate == 2 ? 1 - y * y : -1)
DEFINE_CHAIN (cheap, gate == 1 ? fabs (x) : -x, gate == 1 ? (x > 0) - (x < 0) : -1)

static const Kind kinds[] = {
  { { "exp", "neg", "tanh", "neg" }, dear_forward, dear_backward },
  { { "neg", "abs", "neg", "neg" }, cheap_forward, cheap_backward },
};

static void
run_fused (gpointer data)
{
  Chains *chains = data;

  chains->kind->forward (chains->n, chains->values);
  chains->kind->backward (chains->n, chains->values, chains->gradients);
}

/* --- By the gates' own loops --- */

/* Gate @gate on the numbers from @begin on. Its gradient is not added to another. */
static CrRows
get_rows (const Chains *chains, guint gate, gsize begin)
{
  static const guint32 offset = 0;
  static const guint8 is_new = TRUE;
  gsize size = MIN (chains->block, chains->n - begin);

  return (CrRows) {
    .n_gates = 1,
    .n_numbers = size,
    .operands = { &offset },
    .are_new = { &is_new },
    .result = chains->n + STEP,
    .stride = size,
    .values = ROW_OF (chains->values, gate, chains->n) + begin,
    .gradients = ROW_OF (chains->gradients, gate, chains->n) + begin,
  };
}

static void
run_gates (gpointer data)
{
  Chains *chains = data;

  for (gsize begin = 0; begin < chains->n; begin += chains->block)
    for (guint gate = 0; gate < LENGTH; gate++)
      {
        CrRows rows = get_rows (chains, gate, begin);

        chains->gates[gate]->forward_rows (&rows);
      }
  for (gsize begin = 0; begin < chains->n; begin += chains->block)
    for (guint gate = LENGTH; gate-- > 0;)
      {
        CrRows rows = get_rows (chains, gate, begin);

        chains->gates[gate]->backward_rows (&rows);
      }
}

/* --- On the tape --- */

static void
run_tape (gpointer data)
{
  CrTape *tape = data;

  cr_tape_mark_changed (tape);
  cr_tape_forward (tape);
  if (!cr_tape_backward (tape, NULL))
    g_error ("the graph of the benchmark has no gradient");
}

static char *
get_id (guint chain, guint gate)
{
  return g_strdup_printf ("c%u_%u", chain, gate);
}

/* Adds the ends two by two, by gates s1, s2, …, so that the sum is a gate like others. */
static void
add_ends (GraphBuilder *builder, guint n_chains, guint length)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new_with_free_func (g_free);

  for (guint chain = 0; chain < n_chains; chain++)
    g_ptr_array_add (ends, get_id (chain, length));
  for (guint i = 0; i + 1 < ends->len; i += 2)
    {
      g_autofree char *operands = g_strdup_printf ("%s %s", (char *) ends->pdata[i], (char *) ends->pdata[i + 1]);
      char *id = g_strdup_printf ("s%u", i / 2);

      graph_builder_gate (builder, "add", id, operands);
      g_ptr_array_add (ends, id);
    }
}

/* What goes into the chains is in @numbers. */
static CrGraph *
make_graph (const Kind *kind, guint n_chains, guint length, const double *numbers)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();

  for (guint chain = 0; chain < n_chains; chain++)
    {
      g_autofree char *operand = get_id (chain, 0);

      graph_builder_number (builder, "input", operand, numbers[chain]);
      for (guint gate = 0; gate < length; gate++)
        {
          char *id = get_id (chain, gate + 1);

          graph_builder_gate (builder, kind->gates[gate % PATTERN], id, operand);
          g_free (operand);
          operand = id;
        }
    }
  add_ends (builder, n_chains, length);
  return graph_builder_end (builder);
}

/* The inputs' keys, chain by chain. */
static GArray *
find_inputs (const CrGraph *graph)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  CR_GRAPH_FOR_EACH (graph, node)
    if (cr_gate_is_source (node->gate))
      g_array_append_val (keys, node->key);
  return keys;
}

static void
bind_all (CrTape *tape, guint32 width, const double *numbers)
{
  g_autoptr (GArray) keys = find_inputs (cr_tape_get_graph (tape));
  g_autofree CrTapeInput *inputs = g_new0 (CrTapeInput, keys->len);

  for (guint chain = 0; chain < keys->len; chain++)
    inputs[chain] = (CrTapeInput) { g_array_index (keys, CrKey, chain), { 1, 1 }, numbers + (gsize) chain * width, NULL };
  cr_tape_bind_all (tape, inputs, keys->len, width);
}

/* --- Comparing --- */

static void
chains_init (Chains *chains, const Kind *kind, gsize n)
{
  gsize size = (n + STEP - 1) / STEP * STEP;

  *chains = (Chains) { .kind = kind, .n = size };
  for (guint gate = 0; gate < LENGTH; gate++)
    chains->gates[gate] = cr_gate_find (kind->gates[gate % PATTERN]);
  chains->values = g_new0 (double, (size + STEP) * (LENGTH + 1));
  chains->gradients = g_new0 (double, (size + STEP) * (LENGTH + 1));
  for (gsize i = 0; i < n; i++)
    {
      chains->values[i] = g_test_rand_double_range (-1, 1);
      ROW_OF (chains->gradients, LENGTH, size)[i] = 1;
    }
}

static void
chains_clear (Chains *chains)
{
  g_free (chains->values);
  g_free (chains->gradients);
}

/* The tape has the same at every input, bit for bit. */
static void
compare (const Chains *chains, const CrTape *tape, guint32 width)
{
  g_autoptr (GArray) keys = find_inputs (cr_tape_get_graph (tape));

  for (guint chain = 0; chain < keys->len; chain++)
    {
      CrNumbers gradient;

      g_assert_true (cr_tape_get_gradient (tape, g_array_index (keys, CrKey, chain), &gradient));
      g_assert_cmpmem (gradient.entries, width * sizeof (double), chains->gradients + (gsize) chain * width, width * sizeof (double));
    }
}

/* Seconds that a pass over chains of @length takes on a tape of their own. */
static double
measure_tape (const Kind *kind, guint n_chains, guint length, guint32 width, gboolean fuse, const double *numbers)
{
  g_autoptr (CrGraph) graph = make_graph (kind, n_chains, length, numbers);
  g_autoptr (CrTape) tape = cr_tape_new (graph);

  cr_tape_fuse_chains (tape, fuse);
  if (width > 1)
    bind_all (tape, width, numbers);
  return bench_measure (run_tape, tape);
}

static void
bench_chains (const Kind *kind, guint n_chains, guint32 width)
{
  Chains chains;
  gsize n = (gsize) n_chains * width;
  double scale = 1e9 / (n * LENGTH), ends, unfused, fused, by_rows, by_blocks, made;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrTape) tape = NULL;

  chains_init (&chains, kind, n);
  graph = make_graph (kind, n_chains, LENGTH, chains.values);
  tape = cr_tape_new (graph);
  if (width > 1)
    bind_all (tape, width, chains.values);
  run_tape (tape);
  ends = measure_tape (kind, n_chains, 0, width, TRUE, chains.values);
  unfused = measure_tape (kind, n_chains, LENGTH, width, FALSE, chains.values);
  fused = measure_tape (kind, n_chains, LENGTH, width, TRUE, chains.values);
  chains.block = chains.n;
  by_rows = bench_measure (run_gates, &chains);
  compare (&chains, tape, width);
  chains.block = BLOCK;
  by_blocks = bench_measure (run_gates, &chains);
  compare (&chains, tape, width);
  made = bench_measure (run_fused, &chains);
  compare (&chains, tape, width);
  printf ("| %s %s %s %s | %u | %u | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", kind->gates[0], kind->gates[1], kind->gates[2],
          kind->gates[3], n_chains * LENGTH, width, (unfused - ends) * scale, (fused - ends) * scale,
          unfused / (n * (LENGTH + 2) - width) * 1e9, fused / (n * (LENGTH + 2) - width) * 1e9, by_rows * scale, by_blocks * scale,
          made * scale);
  chains_clear (&chains);
}

/* --- One chain alone --- */

/* One chain of @length gates and a number each, without a tape. */
typedef struct
{
  const CrGate *gates[PATTERN];
  guint length;
  double *values;
  double *gradients;
} LoneChain;

static void
run_lone_chain (gpointer data)
{
  LoneChain *chain = data;
  double *values = chain->values, *gradients = chain->gradients;

  for (guint gate = 0; gate < chain->length; gate++)
    values[gate + 1] = chain->gates[gate % PATTERN]->function (values[gate], 0);
  for (guint gate = chain->length; gate-- > 0;)
    gradients[gate] = chain->gates[gate % PATTERN]->slope (values[gate], values[gate + 1], 0) * gradients[gate + 1];
}

static void
bench_lone_chain (const Kind *kind, guint length)
{
  LoneChain chain = { .length = length, .values = g_new0 (double, length + 1), .gradients = g_new0 (double, length + 1) };
  double scale = 1e9 / length;

  for (guint gate = 0; gate < PATTERN; gate++)
    chain.gates[gate] = cr_gate_find (kind->gates[gate]);
  chain.values[0] = 0.5;
  chain.gradients[length] = 1;
  printf ("one chain of %u gates %s %s %s %s: %.1f ns a gate on the tape, ", length, kind->gates[0], kind->gates[1], kind->gates[2],
          kind->gates[3], measure_tape (kind, 1, length, 1, TRUE, chain.values) * scale);
  printf ("%.1f not fused, ", measure_tape (kind, 1, length, 1, FALSE, chain.values) * scale);
  printf ("%.1f called one after the other\n", bench_measure (run_lone_chain, &chain) * scale);
  g_free (chain.values);
  g_free (chain.gradients);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 6, 60, 600, 6000, 60000 };

  g_test_init (&argc, &argv, NULL);
  printf ("instructions: %s; forward and backward, ns a gate of the chains and example; in brackets the whole pass over all nodes\n"
          "| chain | gates | batch | tape, not fused | tape | (not fused) | (tape) | gate by gate | in blocks | made for it |\n"
          "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
          cr_loops_get ()->name);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      bench_lone_chain (&kinds[kind], 16);
      bench_lone_chain (&kinds[kind], 1000);

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        bench_chains (&kinds[kind], sizes[i], 1);
      for (guint i = 0; i < 4; i++)
        {
          bench_chains (&kinds[kind], sizes[i], 64);
          bench_chains (&kinds[kind], sizes[i], 256);
        }
    }
  return 0;
}
