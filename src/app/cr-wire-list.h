/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of wires with the numbers that they carry; pressing one selects it on the canvas. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_WIRE_LIST (cr_wire_list_get_type ())
G_DECLARE_FINAL_TYPE (CrWireList, cr_wire_list, CR, WIRE_LIST, GtkBox)

GtkWidget *cr_wire_list_new (CrPanel *panel, const char *accessible_name, gboolean with_values);

/* What it holds is told anew between begin and end; rows are kept and only their texts change, so that the focus stays. */
void cr_wire_list_begin (CrWireList *list);

/* The wire into @operand of @to, which may be open: then it cannot be pressed. */
void cr_wire_list_add (CrWireList *list, const char *markup, const CrNode *to, guint operand);

/* Returns how many there are now. */
guint cr_wire_list_end (CrWireList *list);

G_END_DECLS
