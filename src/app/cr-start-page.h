/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows while it has no document: the lecture's examples as pictures, recent files, an empty canvas. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_START_PAGE (cr_start_page_get_type ())
G_DECLARE_FINAL_TYPE (CrStartPage, cr_start_page, CR, START_PAGE, AdwBin)

/* One column below each other, for a narrow window. */
void cr_start_page_set_narrow (CrStartPage *page, gboolean is_narrow);

G_END_DECLS
