/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas in words, for those who do not see it: "multiply q, value 3.00, gradient −4.00". */
#pragma once

#include "cr-number-format.h"
#include "cr-picture.h"
#include "cr-selection.h"
#include "cr-tape.h"

G_BEGIN_DECLS

/* What is selected with its numbers; with nothing selected, how large the graph is, what its output holds, and what is wrong with the numbers;
 * written in that style, and without steps where it hides them. Free with g_free(). */
char *cr_describe_selection (const CrGraph *graph, CrTape *tape, const CrSelection *selection, const CrPictureStyle *style);

/* One node: what it is, its name, its value and gradient, or why it has none. Free with g_free(). */
char *cr_describe_node (const CrGraph *graph, CrTape *tape, CrKey key, CrNumberFormat format);

/* Why a node that could have a value has none: "p: an input is open"; NULL where it has one. Free with g_free(). */
char *cr_describe_lack (const CrGraph *graph, CrTape *tape, CrKey key);

G_END_DECLS
