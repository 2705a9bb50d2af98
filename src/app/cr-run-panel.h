/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel about a run of training: the ground of those on the page of results. */
#pragma once

#include "cr-panel.h"
#include "cr-training-session.h"

G_BEGIN_DECLS

#define CR_TYPE_RUN_PANEL (cr_run_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (CrRunPanel, cr_run_panel, CR, RUN_PANEL, CrPanel)

struct _CrRunPanelClass
{
  CrPanelClass parent_class;
};

/* The run that is shown; NULL for none. */
void cr_run_panel_set_session (CrRunPanel *panel, CrTrainingSession *session);
CrTrainingSession *cr_run_panel_get_session (CrRunPanel *panel);

/* The newest state of the run, or NULL; whether it goes on. */
const CrSnapshot *cr_run_panel_get_snapshot (CrRunPanel *panel);
gboolean cr_run_panel_is_running (CrRunPanel *panel);

/* Adds a line with a heading at its left, for a control at its right. */
GtkWidget *cr_run_panel_append_heading (CrRunPanel *panel, const char *text);

/* Makes the panel one that is opened by its heading, and says in a sentence what it is for. Returns the column for its contents. While it is
 * closed it need not be up to date; it is updated when it opens. */
GtkWidget *cr_run_panel_fold (CrRunPanel *panel, const char *title, const char *sentence);
gboolean cr_run_panel_is_open (CrRunPanel *panel);
void cr_run_panel_set_open (CrRunPanel *panel, gboolean is_open);

/* For what is dear: whether it may be computed now. While the run goes on it is let alone for some tenths of a second, and for some
 * times as long as it took last time; cr_run_panel_rest() says from when on that was. */
gboolean cr_run_panel_may_compute (CrRunPanel *panel);
void cr_run_panel_rest (CrRunPanel *panel, gint64 begun);

G_END_DECLS
