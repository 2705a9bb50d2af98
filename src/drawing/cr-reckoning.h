/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sum, a product or another operation as text that a reader can reckon again: the printed operands give the printed result. */
#pragma once

#include "cr-node.h"
#include "cr-number-format.h"

G_BEGIN_DECLS

/* What is done to the operands. @data: what else it needs. */
typedef double (*CrReckonFunction) (const double *operands, guint n_operands, gconstpointer data);

double cr_reckon_sum (const double *operands, guint n_operands, gconstpointer data);
double cr_reckon_product (const double *operands, guint n_operands, gconstpointer data);

/* What a gate with these attributes does to numbers; @data is the node. Only for gates of which cr_reckon_knows() says %TRUE. */
double cr_reckon_gate (const double *operands, guint n_operands, gconstpointer node);
gboolean cr_reckon_knows (const CrGate *gate);

/**
 * CrReckoning:
 * @base: how numbers are written that need no more digits than those elsewhere
 * @operands: how the operands are written, unless @base says one of them whole
 * @result: how the result is written
 * @is_exact: %FALSE where no number of digits helps; the sign between both sides is then ≈, and all is written as @base
 */
typedef struct
{
  CrNumberFormat base;
  CrNumberFormat operands;
  CrNumberFormat result;
  gboolean is_exact;
} CrReckoning;

/**
 * cr_reckoning_find:
 * @reckon: what is done
 * @data: (nullable): for @reckon
 * @n_operands: how many numbers it is done to, at least one
 * @operands: these numbers, @n_operands for each result
 * @n_results: how often it is done: the entries of a matrix are written alike
 * @results: what came out
 * @format: how numbers are written elsewhere
 *
 * The fewest digits with which a reader who reckons with the printed operands and rounds finds the printed results. It is the operands that
 * become longer, so that the result looks as it does elsewhere; it does so too only where the rounding is at a tie ("0.50 · 0.25 = 0.125").
 * An operand that is said whole ("9.00") stays as it is. Costs a few microseconds a result.
 */
CrReckoning cr_reckoning_find (CrReckonFunction reckon, gconstpointer data, guint n_operands, const double *operands, guint n_results,
                               const double *results, CrNumberFormat format);

/* How one of its operands is written. */
CrNumberFormat cr_reckoning_get_format (const CrReckoning *reckoning, double operand);

G_END_DECLS
