/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A step of the timeline as movement: pulses that carry numbers along wires, and how a step's time is divided.
 *
 * How this works: forward, what the operands hold runs along their wires into the gate, the gate shows its operation, its result leaves.
 * Backward, the upstream gradient arrives at the gate's output, the gate shows upstream · local, and the products run on along its wires;
 * a wire that max or min did not choose carries none. A pulse's speed is constant along its wire. (Lecture rows 1, 2, 5 and 6.)
 */
#pragma once

#include "cr-curve.h"
#include "cr-number-format.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/* Shares of a step's time, 0 … 1. Forward: what the operands carry has arrived at the gate; its result leaves. Backward: the upstream
 * gradient has arrived; the products leave, and arrive at the end. */
#define CR_PULSE_ARRIVES 0.45
#define CR_PULSE_LEAVES 0.65

/**
 * CrPulse:
 * @key: the gate that takes the step
 * @operand: the operand whose wire it runs along; %CR_PULSE_RESULT at the gate's output
 * @is_gradient: it runs against the wire
 * @text: the number, the shape of a matrix, or "?" where it is hidden
 * @place: where it is now, in graph coordinates
 */
typedef struct
{
  CrKey key;
  guint operand;
  gboolean is_gradient;
  char text[CR_NUMBER_TEXT_SIZE];
  CrPoint place;
} CrPulse;

#define CR_PULSE_RESULT G_MAXUINT

/* --- The way along a wire --- */

/* A wire as straight pieces, with the length from its start up to each point. */
typedef struct
{
  guint n_points;
  CrPoint points[CR_CURVE_POINTS];
  double lengths[CR_CURVE_POINTS];
} CrPath;

CrPath cr_path_new (const CrCurve *curve);
double cr_path_get_length (const CrPath *path);

/* The point at that distance from the start; held within the path. */
CrPoint cr_path_get_point (const CrPath *path, double distance);

G_END_DECLS
