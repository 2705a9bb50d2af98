/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a value goes at a step of scrubbing or of an arrow key. */
#include "cr-value-step.h"

#include <math.h>

#define STEPS_A_POWER 2 /* the third significant digit changes */
#define LARGEST 1e300

double
cr_value_step_get (double number, CrModifiers modifiers)
{
  double power = floor (log10 (CLAMP (fabs (number), 1, LARGEST))) - STEPS_A_POWER;

  if (modifiers & CR_MODIFIER_SHIFT)
    power -= 1;
  if (modifiers & CR_MODIFIER_CONTROL)
    power += 1;
  return pow (10, power);
}

double
cr_value_step_round (double number, double step)
{
  int decimals = MAX (0, (int) -round (log10 (step)));
  double multiple = round (number / step) * step;
  char text[G_ASCII_DTOSTR_BUF_SIZE * 10];
  char format[16];

  if (!isfinite (multiple))
    return CLAMP (number, -LARGEST, LARGEST);
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (text, sizeof text, format, multiple);
  /* Never −0: it would be written as such. */
  return g_ascii_strtod (text, NULL) + 0.0;
}
