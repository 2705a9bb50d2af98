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

G_END_DECLS
