/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files were open in which windows, from one start of the program to the next. */
#pragma once

#include "cr-application.h"

G_BEGIN_DECLS

/* Notes the files that are open now, and the sizes of their windows; what is not in a file has no place here (drafts keep it). Does nothing without
 * settings. */
void cr_session_remember (CrApplication *application);

/* Opens those that were noted and are still there, each in a window as it was, unless that is not wanted; but for files that are open already. */
void cr_session_restore (CrApplication *application);

G_END_DECLS
