/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many gates forward and reverse mode run for all derivatives of the output: why nets are differentiated backward. */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/**
 * CrModeCount:
 * @n_numbers: of the sources that get a gradient: as many derivatives are asked for, and as many walks forward mode takes
 * @n_forward: gates that these walks run in all: of each number those that depend on it and that the output depends on
 * @n_backward: gates that one backward pass runs
 */
typedef struct
{
  guint64 n_numbers;
  guint64 n_forward;
  guint64 n_backward;
} CrModeCount;

/* Cost: a visit of what depends on it for each source. */
CrModeCount cr_mode_count (CrTape *tape);

G_END_DECLS
