/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar under the canvas that drives the timeline: to start, back, play, forward, to end, scrubber, grain, speed. */
#pragma once

#include "cr-canvas.h"

G_BEGIN_DECLS

#define CR_TYPE_TRANSPORT (cr_transport_get_type ())
G_DECLARE_FINAL_TYPE (CrTransport, cr_transport, CR, TRANSPORT, GtkBox)

/* Its buttons are the canvas's actions. Construct property: "canvas" (CrCanvas). */

/* Where there is little room: back, play, forward and scrubber; the rest is in a menu. */
void cr_transport_set_narrow (CrTransport *transport, gboolean is_narrow);

G_END_DECLS
