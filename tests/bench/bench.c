/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times one function. */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#define WARM_UP_RUNS 3
#define MOST_RUNS 20000
#define LONGEST 1e6 /* µs for all runs together */

static double
get_time (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e6 + time.tv_nsec * 1e-3;
}

/* How often this thread has given the processor to others. */
static long
count_turns (void)
{
  struct rusage usage;

  getrusage (RUSAGE_THREAD, &usage);
  return usage.ru_nvcsw + usage.ru_nivcsw;
}

/**
 * Stretch:
 * @wall: how long it took, in µs
 * @processor: how much of that this thread had the processor for. On a virtual machine it is corrected afterwards for what the host took,
 *   so that some stretches seem much shorter than they were: it is not to be asked for the fastest of many short ones
 * @is_whole: whether nothing else ran meanwhile, so that @wall is right
 */
typedef struct
{
  double wall;
  double processor;
  gboolean is_whole;
} Stretch;

static Stretch
take_time (BenchFunction function, gpointer data, guint repeats)
{
  long turns = count_turns ();
  double processor = get_time (CLOCK_THREAD_CPUTIME_ID), wall = get_time (CLOCK_MONOTONIC);

  for (guint i = 0; i < repeats; i++)
    function (data);
  wall = get_time (CLOCK_MONOTONIC) - wall;
  processor = get_time (CLOCK_THREAD_CPUTIME_ID) - processor;
  return (Stretch) { wall, processor, count_turns () == turns };
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

void
bench_run (const char *name, double target, BenchFunction function, gpointer data)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double end;

  for (guint i = 0; i < WARM_UP_RUNS; i++)
    function (data);
  end = get_time (CLOCK_MONOTONIC) + LONGEST;
  while (times->len < MOST_RUNS && get_time (CLOCK_MONOTONIC) < end)
    {
      Stretch stretch = take_time (function, data, 1);
      double taken = stretch.is_whole ? stretch.wall : stretch.processor;

      g_array_append_val (times, taken);
    }
  g_array_sort (times, compare);
  printf ("%-52s %12.1f µs median %12.1f µs fastest  (target %.0f µs, %u runs)\n", name,
          g_array_index (times, double, times->len / 2), g_array_index (times, double, 0), target, times->len);
}

#define LEAST_TIMED 200.0 /* µs: shorter than the turns of a busy machine */
#define MEASURED 500000.0 /* µs */

double
bench_measure (BenchFunction function, gpointer data)
{
  double fastest_whole = INFINITY, fastest = INFINITY, end;
  Stretch first = take_time (function, data, WARM_UP_RUNS);
  guint repeats = CLAMP (LEAST_TIMED / (first.processor / WARM_UP_RUNS + 0.01), 1, 10000);

  end = get_time (CLOCK_MONOTONIC) + MEASURED;
  do
    {
      Stretch stretch = take_time (function, data, repeats);

      fastest = MIN (fastest, stretch.processor / repeats);
      if (stretch.is_whole)
        fastest_whole = MIN (fastest_whole, stretch.wall / repeats);
    }
  while (get_time (CLOCK_MONOTONIC) < end);
  return (isfinite (fastest_whole) ? fastest_whole : fastest) * 1e-6;
}
