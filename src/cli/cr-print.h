/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and matrices as the commands print them: as JSON with all digits, and as text with six. */
#pragma once

#include "cr-graph-writer.h"

G_BEGIN_DECLS

/* A number with all its digits; "inf", "-inf" or "nan" in quotes where it is none that JSON knows. */
void cr_print_json_number (GString *json, double number);

/* A matrix of such numbers, row by row, in the brackets of @form. */
void cr_print_json_matrix (GString *json, CrShape shape, const double *entries, CrMatrixForm form);

/* A number with six significant digits, whatever the locale. */
void cr_print_number (GString *text, double number);

/* 3, [1, 2] or [[1, 2], [3, 4]]; of a large one only the first rows and columns, and "…" for the rest. */
void cr_print_matrix (GString *text, CrShape shape, const double *entries);

G_END_DECLS
