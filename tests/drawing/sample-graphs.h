/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graphs that the tests of the drawing library draw. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/* Builds graphs in a few words. */
typedef struct
{
  CrGraphEdit *edit;
  GHashTable *keys;
} Sample;

Sample sample_begin (void);

/* A node of that gate at a place; @operands: ids in a string with blanks between, "-" an open one. Returns it, still changeable. */
CrNode *sample_add (Sample *sample, const char *id, const char *gate, double x, double y, const char *operands);
void sample_set_number (CrNode *node, const char *attribute, double number);
void sample_set_matrix (CrNode *node, const char *attribute, guint rows, guint columns, const double *entries);
CrKey sample_key (Sample *sample, const char *id);

/* Ends it with that output (or NULL). Returns: (transfer full) */
CrGraph *sample_end (Sample *sample, const char *output);

/* The lecture's sigmoid neuron with its places, and the keys of a graph by id. */
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

G_END_DECLS
