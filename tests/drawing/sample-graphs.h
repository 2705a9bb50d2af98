/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graphs that the tests of the drawing library draw. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/* The lecture's sigmoid neuron with the places that it has in the pictures of the program. */
CrGraph *sample_sigmoid_neuron (void);

/* x = 3, y = −4 into mul; z = 2, w = −1 into max; add; times 2. */
CrGraph *sample_patterns (void);

/* One value used twice. */
CrGraph *sample_branches (void);

/* ‖W·x‖². */
CrGraph *sample_norm_squared (void);

/* Every kind of node once, not all of them fed. */
CrGraph *sample_kinds (void);

/* Shapes that do not fit, a logarithm of a negative number, open operands, heat maps. */
CrGraph *sample_troubles (void);

/* A layered net of neurons without places. */
CrGraph *sample_net (const guint *layers, guint n_layers);

/* A long graph of @n gates without places, each taking two of those before it. */
CrGraph *sample_random (guint n, guint seed);

/* The key of an id that has to be there. */
CrKey sample_key (const CrGraph *graph, const char *id);

/* The net of the circle: x1 and x2, layers of 4 and 2 neurons and one, all tanh, and the loss; trained by hand to look well. */
CrGraph *sample_circle_net (void);

/* Single gates and a dense layer over x1 and x2. */
CrGraph *sample_gates_of_plane (void);

G_END_DECLS
