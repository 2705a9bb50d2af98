/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's colours: those of the picture, given to the style sheet by name. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the display the colours of cr-colors.h as @cr_value, @cr_gradient, …, and follows light and dark. */
void cr_style_install (void);

/* What the display has been given, for tests; NULL before cr_style_install(). */
GtkCssProvider *cr_style_peek_provider (void);

/* The same as text: one @define-color a role. Free with g_free(). */
char *cr_style_write_colors (gboolean dark);

G_END_DECLS
