/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel about a run of training. */
#include "cr-run-panel.h"

#define LEAST_REST 300000 /* microseconds */
#define REST_FACTOR 8     /* a dearer one rests this many times as long as it took */

typedef struct
{
  CrTrainingSession *session;
  GtkWidget *expander;
  gint64 rest_until; /* monotonic time */
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

/* --- Panels that open --- */

static void
on_expanded (CrRunPanel *self)
{
  if (cr_run_panel_get_session (self) != NULL)
    cr_panel_update (CR_PANEL (self));
}

GtkWidget *
cr_run_panel_fold (CrRunPanel *panel, const char *title, const char *sentence)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (title);

  private->expander = gtk_expander_new (NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (private->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "fold-heading");
  gtk_expander_set_label_widget (GTK_EXPANDER (private->expander), heading);
  gtk_widget_add_css_class (column, "fold-column");
  gtk_label_set_text (GTK_LABEL (cr_panel_append_text (column, "caption-text")), sentence);
  gtk_expander_set_child (GTK_EXPANDER (private->expander), column);
  g_signal_connect_object (private->expander, "notify::expanded", G_CALLBACK (on_expanded), panel, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (panel), private->expander);
  return column;
}

gboolean
cr_run_panel_is_open (CrRunPanel *panel)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);

  return private->session != NULL && (private->expander == NULL || gtk_expander_get_expanded (GTK_EXPANDER (private->expander)));
}

void
cr_run_panel_set_open (CrRunPanel *panel, gboolean is_open)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);

  g_return_if_fail (CR_IS_RUN_PANEL (panel) && private->expander != NULL);

  gtk_expander_set_expanded (GTK_EXPANDER (private->expander), is_open);
}

gboolean
cr_run_panel_may_compute (CrRunPanel *panel)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);

  return !cr_run_panel_is_running (panel) || g_get_monotonic_time () >= private->rest_until;
}

void
cr_run_panel_rest (CrRunPanel *panel, gint64 begun)
{
  CrRunPanelPrivate *private = cr_run_panel_get_instance_private (panel);
  gint64 now = g_get_monotonic_time ();

  private->rest_until = now + MAX (LEAST_REST, REST_FACTOR * (now - begun));
}
