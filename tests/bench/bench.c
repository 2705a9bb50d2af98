/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times one function. */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#define WARM_UP_RUNS 3
#define MOST_RUNS 20000
#define LONGEST 1e6 /* µs for all runs together */

/* What this thread has used of the processor so far, in µs: what else the machine does meanwhile does not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e6 + time.tv_nsec * 1e-3;
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
  end = now () + LONGEST;
  while (times->len < MOST_RUNS && now () < end)
    {
      double start = now ();
      double taken;

      function (data);
      taken = now () - start;
      g_array_append_val (times, taken);
    }
  g_array_sort (times, compare);
  printf ("%-52s %12.1f µs median %12.1f µs fastest  (target %.0f µs, %u runs)\n", name,
          g_array_index (times, double, times->len / 2), g_array_index (times, double, 0), target, times->len);
}

#define LEAST_TIMED 500.0  /* µs */
#define MEASURED 300000.0 /* µs */

double
bench_measure (BenchFunction function, gpointer data)
{
  double start = now (), fastest = INFINITY, end;
  guint repeats;

  for (guint i = 0; i < WARM_UP_RUNS; i++)
    function (data);
  repeats = CLAMP (LEAST_TIMED / ((now () - start) / WARM_UP_RUNS + 0.01), 1, 10000);
  end = now () + MEASURED;
  do
    {
      start = now ();
      for (guint i = 0; i < repeats; i++)
        function (data);
      fastest = MIN (fastest, (now () - start) / repeats);
    }
  while (now () < end);
  return fastest * 1e-6;
}
