/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The track of the transport bar: one segment a step in the colour of its phase, and a knob where the timeline stands. */
#pragma once

#include "cr-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_SCRUBBER (cr_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (CrScrubber, cr_scrubber, CR, SCRUBBER, GtkWidget)

/* More steps than these are no segments any more, but one track a phase. */
#define CR_SCRUBBER_MOST_SEGMENTS 60

/**
 * CrScrubber:
 *
 * A slider with the role of one: pointer, wheel, arrow keys (a step), Page Up and Down (a layer), Home, End.
 *
 * Signal "chosen" (guint position): the user wants to go there. It moves when the document does.
 */

/* The document whose timeline is shown; (nullable). */
void cr_scrubber_set_document (CrScrubber *scrubber, CrDocument *document);

/* Where on the track a position is and back, both in the widget's own pixels: for tests. */
double cr_scrubber_get_x (CrScrubber *scrubber, guint position);
guint cr_scrubber_get_position_at (CrScrubber *scrubber, double x);

/* What a step is in words: "Forward through b". Free with g_free(). */
char *cr_scrubber_dup_step (const CrGraph *graph, const CrTimelineStep *step);

G_END_DECLS
