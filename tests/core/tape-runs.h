/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a tape forward and backward, for tests. */
#pragma once

#include "cr-tape.h"

/* All of it, as the programs do; there must be an output. */
void tape_run (CrTape *tape);

/* The same one instruction after the other: what every faster way has to agree with. */
void tape_run_in_steps (CrTape *tape);
