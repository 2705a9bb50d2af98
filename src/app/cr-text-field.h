/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row with a name and a text of any number of lines that may be changed: it is taken when the focus leaves. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_TEXT_FIELD (cr_text_field_get_type ())
G_DECLARE_FINAL_TYPE (CrTextField, cr_text_field, CR, TEXT_FIELD, GtkListBoxRow)

/**
 * CrTextField:
 *
 * Signal "commit" (const char *text): another text was entered.
 */

GtkWidget *cr_text_field_new (const char *title);

/* What stands there. A text that is being typed is left alone. */
void cr_text_field_set_text (CrTextField *field, const char *text);

/* The text's view, for tests. */
GtkTextView *cr_text_field_get_view (CrTextField *field);

G_END_DECLS
