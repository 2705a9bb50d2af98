/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the numbers, in words: for canvas and panels alike. */
#pragma once

#include "cr-diagnosis.h"
#include "cr-number-format.h"

G_BEGIN_DECLS

/**
 * cr_diagnosis_text_write:
 * @tape: the tape that @diagnosis is about
 * @diagnosis: what is wrong
 * @format: of numbers
 *
 * The step, what happened there with the numbers of the tape, and why, from the gate's row: "Step 3, forward: ln(−2.00) is not a number. It
 * asks for x > 0."
 *
 * Returns: (transfer full): plain text
 */
char *cr_diagnosis_text_write (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format);

/* The same as markup, with its exponents raised as in the signs of gates. */
char *cr_diagnosis_text_write_markup (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format);

G_END_DECLS
