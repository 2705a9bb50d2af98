/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding gates by words: names, signs, titles in the user's language, formulas; and numbers, which are values of sources. */
#pragma once

#include "cr-gate.h"
#include "cr-matrix.h"

G_BEGIN_DECLS

/* How well a gate fits what was typed; lower is better, and %CR_MATCH_NONE is not at all. */
typedef enum
{
  CR_MATCH_SAME,    /* it is its name or its sign */
  CR_MATCH_START,   /* its name or its title begins so */
  CR_MATCH_WORD,    /* a word of its title does */
  CR_MATCH_WITHIN,  /* it is somewhere in its name or its title */
  CR_MATCH_FORMULA, /* or all words are somewhere, the formula included */
  CR_MATCH_NONE,
} CrMatch;

/* How well the gate fits. Upper and lower case, accents, the kinds of minus and times signs, and ^ make no difference; "x^2" finds x², "*"
 * finds ×. Everything fits an empty text the same. */
CrMatch cr_gate_match (const CrGate *gate, const char *text);

/**
 * CrFound:
 * @gate: a row of the table
 * @value: (nullable): of a source: the value that was typed
 */
typedef struct
{
  const CrGate *gate;
  CrMatrix *value;
} CrFound;

/* Whether that gate is to be found at all. */
typedef gboolean (*CrGateFilter) (const CrGate *gate, gpointer data);

/**
 * cr_gate_search:
 * @text: what was typed; spaces around it do not count
 * @filter: (nullable): with @data, which gates are looked at
 *
 * All gates that fit, the best first, equally good ones in the order of the table. Where the text is a value (3, −0.5, [1, 2]) the sources
 * come first, with that value. O(gates · text).
 *
 * Returns: (transfer full) (element-type CrFound): free with g_array_unref()
 */
GArray *cr_gate_search (const char *text, CrGateFilter filter, gpointer data);

G_END_DECLS
