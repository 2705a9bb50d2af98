/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What building nets and editing them share: for the cr-network*.c files alone. */
#pragma once

#include "cr-network.h"

/* Where columns and the units in them stand, in pixels at 100 %. */
#define CR_NETWORK_LEFT 96
#define CR_NETWORK_MIDDLE 336
#define CR_NETWORK_COLUMN 180
#define CR_NETWORK_MOST_PITCH 256
#define CR_NETWORK_LEAST_PITCH 128

/* Whether sizes, loss, labels and output units fit together. */
gboolean cr_network_check (const CrNetwork *network, GError **error);

/* The distance of units in a column, where the fullest column has @most of them. */
double cr_network_get_pitch (guint n_units, guint most);

/* Where unit @i of @n stands, the column being centred on @middle. */
double cr_network_get_y (guint i, guint n, double pitch, double middle);

/* New weights for a unit: @n_rows of @fan_in, one row for a neuron. */
CrMatrix *cr_network_draw_weights (guint64 seed, const char *id, const CrGate *activation, guint fan_in, guint n_units,
                                   guint n_rows);

/* The same, drawn in that way. */
CrMatrix *cr_network_draw_weights_as (CrNetworkDraw draw, guint64 seed, const char *id, const CrGate *activation, guint fan_in, guint n_units,
                                      guint n_rows);

/* Sets an attribute by its name. */
void cr_network_set_matrix (CrNode *node, const char *name, const CrMatrix *matrix);
