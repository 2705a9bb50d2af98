/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user prefers, for the whole program: the dialog that sets it, and what the program does by it. All of it is kept in the settings. */
#pragma once

#include "cr-canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes the program look as is preferred (theme, animation), now and whenever that changes. @settings lives as long as the program. */
void cr_preferences_apply (GSettings *settings);

/* A new graph has the digits that are preferred. @settings: (nullable) */
void cr_preferences_take_digits (GSettings *settings, CrDocument *document);

/* The dialog over @parent (transfer floating). */
GtkWidget *cr_preferences_new_dialog (GtkWindow *parent, GSettings *settings);

G_END_DECLS
