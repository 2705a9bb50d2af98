/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escape leaves a drag, also where the toolkit does not hear it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Listens as long as that drag goes on. Does nothing but on X11: elsewhere whoever runs the screen hears the keys. */
void cr_drag_keys_listen (GdkDrag *drag);

G_END_DECLS
