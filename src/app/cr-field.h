/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a name and a text that may be changed: it is taken on Enter or when the focus leaves, Escape puts it back. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_FIELD (cr_field_get_type ())
G_DECLARE_FINAL_TYPE (CrField, cr_field, CR, FIELD, GtkListBoxRow)

/**
 * CrField:
 *
 * Signals: "commit" (const char *text): another text was entered; the handler takes it or calls cr_field_set_problem().
 * "step" (int direction, GdkModifierType): an arrow key went up (1) or down (−1) in a field of numbers; "step-end": it was released.
 */

GtkWidget *cr_field_new (const char *title, gboolean is_numeric);

/* What stands there. A text that is being typed is left alone. */
void cr_field_set_text (CrField *field, const char *text);

/* So too, of a text that is too long for the row: @shown (nullable) stands there instead while it is not edited. */
void cr_field_set_long_text (CrField *field, const char *text, const char *shown);

/* Why the text was not taken, shown below it until it is mended; NULL where all is well. */
void cr_field_set_problem (CrField *field, const char *problem);

/* What an empty field stands for, in grey. */
void cr_field_set_placeholder (CrField *field, const char *text);

/* A gradient that belongs to it, in the gradient's colour below the text; NULL where there is none. */
void cr_field_set_gradient (CrField *field, const char *gradient);

/* A button at the right end of the row. */
void cr_field_add_button (CrField *field, GtkWidget *button);

/* The entry itself, for tests. */
GtkEditable *cr_field_get_entry (CrField *field);

G_END_DECLS
