/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of the core and of the files. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CR_ERROR (cr_error_quark ())

/**
 * CrError:
 * @CR_ERROR_SYNTAX: the text is not JSON (or not a value) at all; the message has line and column
 * @CR_ERROR_FORMAT: it is JSON, but not a graph file, or not of a version that this program reads
 * @CR_ERROR_MEMBER: a member is missing, of a wrong type, out of its range or unknown by name
 * @CR_ERROR_ID: an id is malformed, taken, or names nothing
 * @CR_ERROR_LOOP: a wire would close a loop
 * @CR_ERROR_OPERAND: a gate takes fewer operands, or one is open
 * @CR_ERROR_SHAPE: shapes do not fit
 * @CR_ERROR_NO_OUTPUT: there is no output to start the backward pass from
 * @CR_ERROR_LIMIT: a limit of the format was passed; nothing was allocated for it
 * @CR_ERROR_LABEL: a class index or a label that the gate cannot use
 * @CR_ERROR_DATA: a feature or a data file is missing or bad
 * @CR_ERROR_TRAINING: there is nothing to train, or a node that the loss depends on cannot be computed
 */
typedef enum
{
  CR_ERROR_SYNTAX,
  CR_ERROR_FORMAT,
  CR_ERROR_MEMBER,
  CR_ERROR_ID,
  CR_ERROR_LOOP,
  CR_ERROR_OPERAND,
  CR_ERROR_SHAPE,
  CR_ERROR_NO_OUTPUT,
  CR_ERROR_LIMIT,
  CR_ERROR_LABEL,
  CR_ERROR_DATA,
  CR_ERROR_TRAINING,
} CrError;

GQuark cr_error_quark (void);

G_END_DECLS
