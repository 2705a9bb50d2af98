/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the help is, and who shows it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cr_help_dup_uri:
 * @page: the name of a page, "index" or "gate-relu"
 *
 * The page for Yelp (help:chainrule/…) where that is there and the pages are installed for it; else as HTML where a browser is there. A program
 * that runs where it was built shows the pages that were built with it.
 *
 * Returns: (transfer full) (nullable): %NULL where nothing on this system shows either
 */
char *cr_help_dup_uri (const char *page);

/* The folder that has the pages as HTML, or NULL where there is none; free with g_free(). */
char *cr_help_dup_folder (void);

G_END_DECLS
