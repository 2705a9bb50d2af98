/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curve of a gate of one operand, its derivative, and where the gate stands on it now, with the slope there. (Lecture row 17.) */
#pragma once

#include "cr-gate.h"
#include "cr-number-format.h"
#include "cr-pen.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrGateCurve:
 * @gate: a gate with a function
 * @attribute: its first attribute
 * @x: where it stands; NaN: nowhere
 * @format: of numbers
 */
typedef struct
{
  const CrGate *gate;
  double attribute;
  double x;
  CrNumberFormat format;
} CrGateCurve;

/* Draws axes, the function, its derivative (dashed), the point and its tangent into an area. */
void cr_gate_curve_draw (const CrPen *pen, const CrGateCurve *curve, const CrArea *area);

/* What goes into a neuron's activation, Σ weight · operand + bias, of the first example; NaN where that is not known. */
double cr_gate_curve_find_net (CrTape *tape, const CrNode *node);

G_END_DECLS
