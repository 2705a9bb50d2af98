/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a tape forward and backward, for tests. */
#include "tape-runs.h"

void
tape_run (CrTape *tape)
{
  g_autoptr (GError) error = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, &error);
  g_assert_no_error (error);
}

void
tape_run_in_steps (CrTape *tape)
{
  guint n_steps;

  cr_tape_forward (tape);
  cr_tape_get_order (tape, &n_steps);
  for (guint step = 0; step < n_steps; step++)
    cr_tape_forward_step (tape, step);
  g_assert_true (cr_tape_backward_begin (tape, NULL));
  for (guint step = n_steps; step-- > 0;)
    cr_tape_backward_step (tape, step);
}
