/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate is: its curve with the point where it stands, and its forward and backward as a few lines of code. */
#pragma once

#include "cr-number-format.h"
#include "cr-tape.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_GATE_VIEW (cr_gate_view_get_type ())
G_DECLARE_FINAL_TYPE (CrGateView, cr_gate_view, CR, GATE_VIEW, GtkBox)

GtkWidget *cr_gate_view_new (void);

/* Shows that node's gate; @hides_numbers: without the point. Sources have none. */
void cr_gate_view_set_node (CrGateView *view, CrTape *tape, const CrNode *node, CrNumberFormat format, gboolean hides_numbers);

G_END_DECLS
