/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the scrubber share. */
#pragma once

#include "cr-scrubber.h"

G_BEGIN_DECLS

/* --- cr-scrubber.c --- */

/* (nullable) */
CrDocument *cr_scrubber_get_document (CrScrubber *scrubber);

/* Where the timeline stands, 0 … the number of its steps. */
guint cr_scrubber_get_position (CrScrubber *scrubber);
guint cr_scrubber_get_n_steps (CrScrubber *scrubber);

/* Says that the user wants to go there. */
void cr_scrubber_choose (CrScrubber *scrubber, guint position);

/* --- cr-scrubber-input.c --- */

void cr_scrubber_add_controllers (CrScrubber *scrubber);

G_END_DECLS
