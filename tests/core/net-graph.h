/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fully connected nets for tests and benchmarks, drawn as neurons or as dense layers. */
#pragma once

#include "cr-tape.h"

/**
 * net_graph_new:
 * @sizes: inputs, then units of each layer; @n_sizes of them
 * @activation: the name of the hidden layers' gate, or %NULL for linear ones; the last layer has tanh
 * @is_dense: whether the layers are `dense` nodes on one column x, or neurons on numbers x0, x1, …
 *
 * Inputs x, layers h (dense: h1, h2, …; neurons: h1_0, h1_1, …), a label y and the output f, the squared error. Weights are drawn from
 * g_test_rand_*, alike for both ways of drawing.
 */
CrGraph *net_graph_new (const guint *sizes, guint n_sizes, const char *activation, gboolean is_dense);

/* Binds the inputs and the label to random points, @width of them. */
void net_graph_bind (CrTape *tape, guint32 width);
