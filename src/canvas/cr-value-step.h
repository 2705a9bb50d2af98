/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a value goes at a step of scrubbing or of an arrow key, and what round number it stops at. */
#pragma once

#include "cr-tool.h"

G_BEGIN_DECLS

/* The step at one pixel of scrubbing: 0.01 for numbers below 10, 0.1 below 100, …; a tenth with Shift, ten times with Control. */
double cr_value_step_get (double number, CrModifiers modifiers);

/* How many such steps an arrow key takes. */
#define CR_VALUE_STEP_ARROW 10

/* The multiple of the step next to the number, as the double that its decimal digits name (2.37, not 2.3700000000000001). */
double cr_value_step_round (double number, double step);

G_END_DECLS
