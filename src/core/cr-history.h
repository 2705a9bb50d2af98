/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: a list of versions with the name of the step that led to each. Knows nothing of windows. */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

typedef struct _CrHistory CrHistory;

CrHistory *cr_history_new (const CrGraph *first);
void cr_history_free (CrHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrHistory, cr_history_free)

/* The version that is shown. */
const CrGraph *cr_history_get_current (const CrHistory *history);

/* A new step after the current version; what could be redone is gone. @name is a translated phrase: "Move 3 nodes". */
void cr_history_push (CrHistory *history, const CrGraph *graph, const char *name);

/* Replaces the current version without a new step: the further moves of one gesture. */
void cr_history_amend (CrHistory *history, const CrGraph *graph);

gboolean cr_history_undo (CrHistory *history);
gboolean cr_history_redo (CrHistory *history);

/* The names of the steps that undo and redo would take, or NULL where there is none. */
const char *cr_history_get_undo_name (const CrHistory *history);
const char *cr_history_get_redo_name (const CrHistory *history);

/* All steps, those that could be redone too: the first leads from version 0 to version 1; a version is current, and one may be that on disk. */
guint cr_history_get_n_steps (const CrHistory *history);
guint cr_history_get_version (const CrHistory *history);
gboolean cr_history_is_saved (const CrHistory *history, guint version);

/* The name of the step that leads to version 1 … n_steps. */
const char *cr_history_get_step_name (const CrHistory *history, guint version);

/* Goes to that version at once, as by so many undos or redos. */
void cr_history_go_to (CrHistory *history, guint version);

/* The current version is the one on disk. */
void cr_history_mark_saved (CrHistory *history, const CrGraph *saved);
gboolean cr_history_is_modified (const CrHistory *history);

G_END_DECLS
