/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program has done to the view because of an edit (fitted a new layout, made room for a tag that grew), so that undo and redo
 * bring the view with the version. What the hand does to the view is no step, and is never taken back.
 */
#pragma once

#include "cr-graph.h"

G_BEGIN_DECLS

/**
 * CrLook:
 * @zoom: as in #CrViewport
 * @centre: as in #CrViewport
 * @is_fit: the view shows the whole graph by itself; the numbers follow from the size of the view
 *
 * Where the view stands.
 */
typedef struct
{
  double zoom;
  CrPoint centre;
  gboolean is_fit;
} CrLook;

typedef struct _CrViewHistory CrViewHistory;

CrViewHistory *cr_view_history_new (void);
void cr_view_history_free (CrViewHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrViewHistory, cr_view_history_free)

/* Forgets all, and the references of versions that it holds. */
void cr_view_history_clear (CrViewHistory *history);

/* The step from one version to the next has taken the view from one look to the other. Only the last few dozen steps are kept. */
void cr_view_history_note (CrViewHistory *history, const CrGraph *before, CrLook was, const CrGraph *after, CrLook is);

/**
 * cr_view_history_find:
 * @before: the version that has been left
 * @after: the version that has come, by undo or redo
 * @now: how the view stands
 * @look: return location
 *
 * The look that belongs to @after, where that step has been noted and the view still stands as the step, or its undoing, has left it.
 *
 * Returns: whether there is one
 */
gboolean cr_view_history_find (const CrViewHistory *history, const CrGraph *before, const CrGraph *after, CrLook now, CrLook *look);

G_END_DECLS
