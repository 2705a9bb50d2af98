/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's drafts: kept while it runs and when it is told to end, shown again when it starts. */
#pragma once

#include "cr-application.h"

G_BEGIN_DECLS

typedef struct _CrRecovery CrRecovery;

/* Begins to keep drafts in the user's state folder; where that cannot be written, none are kept. @application outlives it. */
CrRecovery *cr_recovery_new (CrApplication *application);
void cr_recovery_free (CrRecovery *recovery);

/* NULL where none can be kept. */
CrDrafts *cr_recovery_get_drafts (CrRecovery *recovery);

/* Calls @then when what an earlier program left unsaved is shown again in windows: the first time a moment later, from then on at once. */
void cr_recovery_then (CrRecovery *recovery, void (*then) (CrApplication *application, gpointer data), gpointer data);

G_END_DECLS
