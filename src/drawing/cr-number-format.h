/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text for the screen. (What a file holds is written with all digits; that is the writer's.) */
#pragma once

#include "cr-matrix.h"

G_BEGIN_DECLS

/**
 * CrNumberFormat:
 * @digits: how many, 0 … 15
 * @decimals: whether they are counted behind the point ("2.00", "−0.20"); else significant ones ("2.00", "−0.197")
 */
typedef struct
{
  guint digits;
  gboolean decimals;
} CrNumberFormat;

#define CR_NUMBER_FORMAT_STANDARD ((CrNumberFormat) { 3, FALSE })

/* Room for any number as text, its NUL included. */
#define CR_NUMBER_TEXT_SIZE 64

/**
 * cr_number_format_write:
 * @number: any double
 * @format: how many digits
 * @text: (out): room for %CR_NUMBER_TEXT_SIZE bytes
 *
 * The number with a real minus sign, a point whatever the locale, "∞", "−∞", "NaN", and no minus on zero.
 * What would be longer than seven figures (with its decimals, unless it is below 10,000), or (with significant digits) be smaller
 * than 0.001, is written as "1.23·10⁻⁵". What is less than its last decimal has one significant digit more than decimals: 0.00247.
 */
void cr_number_format_write (double number, CrNumberFormat format, char *text);

/* With @digits significant ones, plain ("0.097", "12346") or with a power of ten ("1.2·10⁷"), whichever is narrower: for where the
 * usual form does not fit. */
void cr_number_format_write_short (double number, guint digits, char *text);

/* Always with a power of ten ("1.2·10⁵"); @digits significant ones. */
void cr_number_format_write_power (double number, guint digits, char *text);

/* The same, to be freed with g_free(). */
char *cr_number_to_text (double number, CrNumberFormat format);

/* All digits that tell this double from its neighbours, at most 17, for tooltips and editing: "−0.1966119332414818". Free with
 * g_free(). */
char *cr_number_to_exact_text (double number);

/* "2×3", "column of 3", "one number": a shape in words (translated) for captions. Free with g_free(). */
char *cr_shape_to_caption (CrShape shape);

G_END_DECLS
