/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program remembers from one start to the next. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether there is a session bus to talk to; asks nobody, so it never waits. */
gboolean cr_session_bus_is_there (void);

/**
 * cr_settings_new:
 *
 * The program's settings. Without a session bus they are kept in a file of their own, for there is no dconf then
 * (GSETTINGS_BACKEND in the environment is left to decide).
 *
 * Returns: (transfer full) (nullable): the settings; %NULL where the schema is not installed: nothing is remembered then
 */
GSettings *cr_settings_new (void);

G_END_DECLS
