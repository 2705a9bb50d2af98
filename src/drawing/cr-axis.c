/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes: round ends, ticks, texts. */
#include "cr-axis.h"

#include "cr-count.h"

#include <math.h>
#include <string.h>

#define HAIR 1e-9 /* of a step: what rounding may cost */
#define LARGEST_PLAIN 1e7
#define SMALLEST_PLAIN 1e-3

/* The largest of 1, 2, 5 times a power of ten that is not above @number, or the smallest not below. */
static double
round_number (double number, gboolean up)
{
  static const double factors[] = { 1, 2, 5, 10 };
  double power = pow (10, floor (log10 (number) + HAIR));

  if (!up)
    for (guint i = 3; i > 0; i--)
      if (factors[i] * power <= number * (1 + HAIR))
        return factors[i] * power;
  for (guint i = 0; up && i < 4; i++)
    if (factors[i] * power >= number * (1 - HAIR))
      return factors[i] * power;
  return power;
}

static CrAxis
fit_logarithmic (double least, double greatest)
{
  if (!(greatest > 0) || !isfinite (greatest))
    return (CrAxis) { 0.1, 1, TRUE };
  if (!(least > 0))
    least = greatest / 1000;

  CrAxis axis = { round_number (least, FALSE), round_number (greatest, TRUE), TRUE };

  if (axis.high < 2 * axis.low)
    axis = (CrAxis) { round_number (axis.low / 2, FALSE), round_number (axis.high * 2, TRUE), TRUE };
  return axis;
}

CrAxis
cr_axis_fit (double least, double greatest, gboolean logarithmic)
{
  if (logarithmic)
    return fit_logarithmic (least, greatest);
  if (!isfinite (least) || !isfinite (greatest) || least > greatest)
    return (CrAxis) { 0, 1, FALSE };

  double range = greatest - least;

  if (range <= 1e-12 * MAX (fabs (least), fabs (greatest)))
    range = least != 0 ? fabs (least) : 1;

  double step = round_number (range / 4, TRUE);
  CrAxis axis = { step * floor (least / step + HAIR), step * ceil (greatest / step - HAIR), FALSE };

  if (axis.high <= axis.low)
    axis.high = axis.low + step;
  return axis;
}

double
cr_axis_get_share (const CrAxis *axis, double number)
{
  if (!axis->logarithmic)
    return (number - axis->low) / (axis->high - axis->low);
  return number > 0 ? log (number / axis->low) / log (axis->high / axis->low) : number <= 0 ? -INFINITY : NAN;
}

double
cr_axis_get_number (const CrAxis *axis, double share)
{
  if (!axis->logarithmic)
    return axis->low + share * (axis->high - axis->low);
  return axis->low * pow (axis->high / axis->low, share);
}

/* --- Ticks --- */

static guint
list_linear (const CrAxis *axis, guint most, double *ticks)
{
  double step = round_number ((axis->high - axis->low) / MAX (most - 1, 1), TRUE);
  double first = ceil (axis->low / step - HAIR);
  guint n = 0;

  for (; n < most && (first + n) * step <= axis->high + HAIR * step; n++)
    ticks[n] = (first + n) * step + 0.0; /* no −0 */
  return n;
}

/* Every so many powers of ten. */
static guint
list_powers (const CrAxis *axis, guint most, double *ticks)
{
  int first = (int) ceil (log10 (axis->low) - HAIR);
  int last = (int) floor (log10 (axis->high) + HAIR);
  int every = MAX ((last - first) / (int) most + 1, 1);
  guint n = 0;

  for (int power = every * (int) ceil (first / (double) every); power <= last && n < most; power += every)
    ticks[n++] = pow (10, power);
  return n;
}

static guint
list_fine (const CrAxis *axis, guint most, double *ticks)
{
  guint n = 0;

  for (double tick = round_number (axis->low, TRUE); tick <= axis->high * (1 + HAIR); tick = round_number (tick * 1.5, TRUE))
    {
      if (n == most)
        return 0;
      ticks[n++] = tick;
    }
  return n;
}

/* Both ends, and a power of ten that lies between them. */
static guint
list_ends (const CrAxis *axis, guint most, double *ticks)
{
  double power = pow (10, ceil (log10 (axis->low) + HAIR));
  guint n = 0;

  ticks[n++] = axis->low;
  if (most > 2 && power < axis->high * (1 - HAIR))
    ticks[n++] = power;
  ticks[n++] = axis->high;
  return n;
}

guint
cr_axis_list_ticks (const CrAxis *axis, guint most, double *ticks)
{
  guint n;

  g_return_val_if_fail (axis->high > axis->low && most >= 2 && most <= CR_AXIS_MOST_TICKS, 0);

  if (!axis->logarithmic)
    return list_linear (axis, most, ticks);
  n = list_powers (axis, most, ticks);
  if (n < 2)
    n = list_fine (axis, most, ticks);
  return n >= 2 ? n : list_ends (axis, most, ticks);
}

/* Decimals that a number of 1, 2 or 5 times a power of ten needs. */
static guint
decimals_of (double step)
{
  return (guint) CLAMP (ceil (-log10 (step) - HAIR), 0, 15);
}

/* "12 345": the figures before the point in threes. */
static void
group_figures (char *text)
{
  gboolean negative = g_str_has_prefix (text, "\u2212");
  const char *figures = negative ? g_utf8_next_char (text) : text;
  gsize n = strspn (figures, "0123456789");
  GString *grouped = g_string_new (negative ? "\u2212" : "");

  cr_count_group (figures, n, grouped);
  g_string_append (grouped, figures + n);
  g_strlcpy (text, grouped->str, CR_NUMBER_TEXT_SIZE);
  g_string_free (grouped, TRUE);
}

/* "10⁻⁵", "2·10⁸": without a factor of one. */
static void
write_power (double number, char *text)
{
  static const char one[] = "1\u00b7";
  gsize n_one = sizeof one - 1;

  cr_number_format_write_power (number, 1, text);
  if (g_str_has_prefix (text, one))
    memmove (text, text + n_one, strlen (text + n_one) + 1);
}

void
cr_axis_write_tick (const CrAxis *axis, const double *ticks, guint n_ticks, guint tick, char *text)
{
  double number = ticks[tick];
  double step = n_ticks > 1 ? ticks[1] - ticks[0] : fabs (number);
  double greatest = MAX (fabs (ticks[0]), fabs (ticks[n_ticks - 1]));

  if (axis->logarithmic)
    {
      step = number;
      greatest = number < 1 ? ticks[0] : ticks[n_ticks - 1]; /* one way of writing on each side of 1 */
    }
  if (number != 0 && (greatest >= LARGEST_PLAIN || greatest < SMALLEST_PLAIN))
    {
      write_power (number, text);
      return;
    }
  cr_number_format_write (number, (CrNumberFormat) { number != 0 ? decimals_of (step) : 0, TRUE }, text);
  group_figures (text);
}
