/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel about a run of training. */
#include "cr-run-panel.h"

typedef struct
{
  CrTrainingSession *session;
} CrRunPanelPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrRunPanel, cr_run_panel, CR_TYPE_PANEL)

static void
cr_run_panel_dispose (GObject *object)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (CR_RUN_PANEL (object));

  g_clear_object (&private->session);
  G_OBJECT_CLASS (cr_run_panel_parent_class)->dispose (object);
}

static void
cr_run_panel_class_init (CrRunPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_run_panel_dispose;
}

static void
cr_run_panel_init (CrRunPanel *self)
{
}

void
cr_run_panel_set_session (CrRunPanel *panel, CrTrainingSession *session)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);

  g_return_if_fail (CR_IS_RUN_PANEL (panel));

  g_set_object (&private->session, session);
}

CrTrainingSession *
cr_run_panel_get_session (CrRunPanel *panel)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);

  g_return_val_if_fail (CR_IS_RUN_PANEL (panel), NULL);

  return private->session;
}

const CrSnapshot *
cr_run_panel_get_snapshot (CrRunPanel *panel)
{
  CrTrainingSession *session = cr_run_panel_get_session (panel);

  return session != NULL ? cr_training_session_get_snapshot (session) : NULL;
}

gboolean
cr_run_panel_is_running (CrRunPanel *panel)
{
  CrTrainingSession *session = cr_run_panel_get_session (panel);

  return session != NULL && cr_training_session_is_running (session);
}

GtkWidget *
cr_run_panel_append_heading (CrRunPanel *panel, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "page-heading");
  gtk_widget_add_css_class (line, "heading-line");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (panel), line);
  return line;
}
