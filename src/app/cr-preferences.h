/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user prefers, for the whole program: the dialog that sets it, and what the program does by it. All of it is kept in the settings. */
#pragma once

#include "cr-canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes the program look as is preferred (theme, colors, animation, language of gates), now and whenever that changes. @settings lives as long as the program. */
void cr_preferences_apply (GSettings *settings);

/* A new graph has the digits that are preferred. @settings: (nullable) */
void cr_preferences_take_digits (GSettings *settings, CrDocument *document);

/* How large the canvas draws at 100 %: as is preferred, times the size of the desktop's text. */
double cr_preferences_get_text_scale (GSettings *settings);

/* Opens the dialog over @parent (nullable). */
void cr_preferences_show (GtkWindow *parent, GSettings *settings);

G_END_DECLS
