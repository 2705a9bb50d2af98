/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs and names with superscripts and subscripts, as Pango markup: for the canvas and for labels in the window alike.
 *
 * '^' starts a superscript and '_' a subscript: one sign, a whole number, or what stands in braces: "e^x", "w_0", "e^{−(w_0x_0 +
 * b)}".
 */
#pragma once

#include "cr-node.h"

G_BEGIN_DECLS

/* A gate's symbol or a formula: "e^x" gives "e<sup>x</sup>". Free with g_free(). */
char *cr_text_symbol_to_markup (const char *symbol);

/* What stands in a node: its gate's sign, with the node's own number where that is short: "×−1", "+0.5", "e^x". Free with
 * g_free(). */
char *cr_text_dup_symbol (const CrNode *node);

/* A node's name: as a symbol, but digits at its end are an index too ("w0", "w₀" and "w_0" look alike), and a longer name with
 * underscores is left as it is ("learning_rate"). Free with g_free(). */
char *cr_text_name_to_markup (const char *name);

/* A formula with names in it, "∇x = Wᵀ · (tanh′(net) ∘ ∇h1)": the indices of its names are lowered as on the canvas, and a number behind '^' is
 * raised. Free with g_free(). */
char *cr_text_formula_to_markup (const char *formula);

/* About how wide a name or formula is at a size of 1 px, without a font: for the layout, which must not depend on fonts. */
double cr_text_estimate_width (const char *text);

G_END_DECLS
