/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With how many digits a document's numbers are shown, as one word for actions and settings: "3" significant ones, ".2" decimals. */
#pragma once

#include "cr-parts.h"

G_BEGIN_DECLS

/* Free with g_free(). */
char *cr_view_digits_to_text (const CrView *view);

/* Sets them in @view; whether @text names any. */
gboolean cr_view_digits_read (const char *text, CrView *view);

G_END_DECLS
