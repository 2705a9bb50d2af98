/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What edits of layers share: which units a layer feeds, weights for other inputs, columns. For the cr-network*.c files alone. */
#pragma once

#include "cr-network-private.h"

/* An input that was none before the edit. */
#define CR_INPUT_IS_NEW (-1)

/**
 * CrLayerEdit:
 * @layers: as they are before it
 * @layer: the one that is edited
 * @next: (element-type CrKey): the units that the layer feeds: all of it goes into each of them
 * @started: (element-type CrInitial): where units that have other weights now started, as far as that is known: with those that fit
 *   still, and for others what was drawn for them
 */
typedef struct
{
  const CrGraph *graph;
  GArray *layers;
  const CrNetworkLayer *layer;
  GArray *next;
  GArray *started;
  CrGraphEdit *edit;
} CrLayerEdit;

/* Looks the layer up; FALSE where there is none, and then there is nothing to end. */
gboolean cr_layer_edit_begin (CrLayerEdit *edit, const CrGraph *graph, guint layer, GError **error);

/* The new version, or %NULL where the edit is not @good. */
CrGraph *cr_layer_edit_end (CrLayerEdit *edit, gboolean good);

/* Sets @error to a translated message; always FALSE. */
gboolean cr_layer_edit_fail (GError **error, const char *message);

/* Whether the layer may have more or fewer units; else @error says why not. */
gboolean cr_layer_edit_feeds_a_layer (const CrLayerEdit *edit, GError **error);

/* How many numbers go into the unit; 0 where its weights are not written out. */
guint cr_layer_edit_count_inputs (const CrNode *unit);

/* 0, 1, …, with @gap left out (CR_INPUT_IS_NEW: none), and CR_INPUT_IS_NEW from @n_before on. */
int *cr_layer_edit_count_up (guint n, guint n_before, int gap);

/* Gives a unit other operands, and weights for its @n inputs. */
void cr_layer_edit_rewire (const CrLayerEdit *edit, CrKey key, const CrKey *operands, guint n_operands, const int *from,
                           guint n);

/* The units that the layer feeds are fed by @operands, which give @n numbers. Where these are as many as before all weights stay. */
void cr_layer_edit_rewire_next (const CrLayerEdit *edit, const CrKey *operands, guint n_operands, guint n, const int *from);

/* Where the layer's column is. */
CrPoint cr_layer_edit_get_middle (const CrLayerEdit *edit);

/* A dense layer gets another number of units: those that are there in both keep weights and bias. */
void cr_layer_edit_resize_dense (const CrLayerEdit *edit, guint n_units);

/* Spreads nodes evenly over the column around @middle. */
void cr_layer_edit_spread (const CrLayerEdit *edit, const CrKey *keys, guint n, CrPoint middle);

/* Moves everything that stands at @from or to the right of it. */
void cr_layer_edit_shift (const CrLayerEdit *edit, double from, double by);

/* Comments below a column at @x give way to what stood lowest in it at @before, and now at @now. */
void cr_layer_edit_push_notes (const CrLayerEdit *edit, double x, double before, double now);

/* The layer's first node, which says what kind they are. */
const CrNode *cr_layer_edit_get_first (const CrLayerEdit *edit);

gboolean cr_layer_edit_is_dense (const CrNode *node);

/* Of the training, which draws weights. */
guint64 cr_layer_edit_get_seed (const CrGraph *graph);

/* A neuron like @model, with an id of its own, new weights, and a bias of 0. */
CrKey cr_layer_edit_add_neuron (const CrLayerEdit *edit, const CrNode *model, const char *id, const CrGate *activation,
                                const CrKey *operands, guint n, guint n_units);
