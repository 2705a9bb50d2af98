/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as a program in another language, or as the source of a picture, that computes the same values and gradients. */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrLanguage: one row of the table of languages.
 * @name: what it is called on the command line, "numpy"
 * @title: (translatable): what it is called on the screen
 * @ending: of the file's name, without the dot
 * @write: appends the whole text; of the tape all is read, nothing changed
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *ending;
  void (*write) (GString *text, const CrTape *tape);
} CrLanguage;

/* The whole table, in the order in which it is shown. */
const CrLanguage *cr_language_get_all (guint *n_languages);

/* The row of that name, or NULL. */
const CrLanguage *cr_language_find (const char *name);

/**
 * cr_program_write:
 * @language: a row of the table
 * @tape: a tape after forward, and after backward where it has an output
 * @length: (out) (nullable): the length in bytes
 *
 * Programs hold the numbers that the tape holds now: the values of its sources, the weights of its units, and of data the one example that
 * is bound (a batch may not be). They compute in the tape's order what the tape has computed; of a node that it could not compute they say
 * why in a comment. Without an output there is no backward pass. Names are the nodes' ids, with "_" behind those that mean something in the language.
 *
 * Cost: linear in the graph and its numbers.
 *
 * Returns: (transfer full): the text, in UTF-8; free with g_free()
 */
char *cr_program_write (const CrLanguage *language, const CrTape *tape, gsize *length);

/* Whether every language has what it needs to write this gate: for the test that a new row of the gate table has it. */
gboolean cr_program_knows_gate (const CrGate *gate);

G_END_DECLS
