/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A double as text in the fewest digits that read back as the same double, bit for bit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for the longest one with its final zero: "-0.00012345678901234567", "-1.2345678901234567e-308". */
#define CR_NUMBER_WRITE_SIZE 32

/**
 * cr_number_write:
 * @number: a finite number
 * @text: (out caller-allocates): room for %CR_NUMBER_WRITE_SIZE bytes
 *
 * Writes a JSON number, whatever the locale: of all decimals with the fewest digits that read back as @number the nearest to it.
 * Written with an exponent below 1e-4 and from 1e16 on; −0 is "-0".
 *
 * Returns: the length in bytes
 */
gsize cr_number_write (double number, char text[CR_NUMBER_WRITE_SIZE]);

/* The same at the end of @string. */
void cr_number_append (GString *string, double number);

G_END_DECLS
