/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar that says something, may offer answers to it, and can be closed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_BAR (cr_bar_get_type ())
G_DECLARE_FINAL_TYPE (CrBar, cr_bar, CR, BAR, GtkWidget)

/* How grave it is: the bar's colour. */
typedef enum
{
  CR_BAR_NEWS,
  CR_BAR_WARNING,
  CR_BAR_ERROR,
} CrBarKind;

#define CR_BAR_CLOSED 0 /* an answer: the bar was closed */

/**
 * CrBar:
 *
 * Signal "answered" (guint answer): a button was pressed; CR_BAR_CLOSED is the one that closes. The bar stays until it is hidden.
 *
 * libadwaita's banner has one button and cannot be closed, and is newer than Debian 12; GTK's info bar is deprecated.
 */

GtkWidget *cr_bar_new (void);

/* Adds a button with that label, which may have a mnemonic, and returns it. @answer: not CR_BAR_CLOSED */
GtkWidget *cr_bar_add_button (CrBar *bar, const char *label, guint answer);

/* Slides in with that text. */
void cr_bar_show (CrBar *bar, CrBarKind kind, const char *text);
void cr_bar_hide (CrBar *bar);
gboolean cr_bar_is_shown (CrBar *bar);

/* What it says; "" before it has said anything. */
const char *cr_bar_get_text (CrBar *bar);

/* As if that button were pressed. */
void cr_bar_answer (CrBar *bar, guint answer);

G_END_DECLS
