/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graphs that were opened lately, as the desktop remembers them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Remembers that this file was opened or saved. */
void cr_recent_add (GFile *file);

/* The files of this program that still exist, the latest first, @most at most (transfer full; GFile elements). */
GPtrArray *cr_recent_list (guint most);

/* Puts them into @section, each opening itself by win.open-uri, and keeps it up to date as long as the section lives. */
void cr_recent_fill_menu (GMenu *section);

G_END_DECLS
