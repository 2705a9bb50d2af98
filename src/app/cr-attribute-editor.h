/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one attribute of a node: a field, a switch or a choice, as the gate table says of its kind. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_ATTRIBUTE_EDITOR (cr_attribute_editor_get_type ())
G_DECLARE_FINAL_TYPE (CrAttributeEditor, cr_attribute_editor, CR, ATTRIBUTE_EDITOR, GObject)

CrAttributeEditor *cr_attribute_editor_new (CrPanel *panel, const CrNode *node, guint attribute);

/* Its row, for a list. */
GtkWidget *cr_attribute_editor_get_row (CrAttributeEditor *editor);

/* Shows what the node has now. */
void cr_attribute_editor_update (CrAttributeEditor *editor, const CrNode *node);

G_END_DECLS
