/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Jacobian of a gate by one operand: as a picture, and its product with the upstream gradient beside what the program really does. */
#pragma once

#include "cr-number-format.h"
#include "cr-tape.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_JACOBIAN_VIEW (cr_jacobian_view_get_type ())
G_DECLARE_FINAL_TYPE (CrJacobianView, cr_jacobian_view, CR, JACOBIAN_VIEW, GtkBox)

GtkWidget *cr_jacobian_view_new (void);

/* Shows the gate @to by its @operand; hidden where @tape is NULL, or nothing is computed there. */
void cr_jacobian_view_set_wire (CrJacobianView *view, CrTape *tape, CrKey to, guint operand, CrNumberFormat format);

G_END_DECLS
