/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmarks share: run something many times and print how long one run takes. */
#pragma once

#include <glib.h>

typedef void (*BenchFunction) (gpointer data);

/**
 * bench_run:
 * @name: what is measured
 * @target: what it is to stay under, in µs
 * @function: one run
 * @data: for @function
 *
 * Runs it for about a second after a warm-up and prints the median and the fastest run. Nothing passes or fails: machines differ.
 */
void bench_run (const char *name, double target, BenchFunction function, gpointer data);

/* The fastest of many runs, in seconds, after about a tenth of a second of them. What is short is timed many runs at once. */
double bench_measure (BenchFunction function, gpointer data);
