/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar over the canvas that says why training does not go on, or cannot begin, with what mends it. */
#include "cr-window-private.h"

#include "cr-notice.h"
#include "cr-network.h"
#include "cr-training-setting.h"

#include <glib/gi18n-lib.h>

#define RESPONSE_SHOW GTK_RESPONSE_ACCEPT
#define RESPONSE_FIT GTK_RESPONSE_APPLY

/* --- What there is to say --- */

/* More classes than outputs: "3 classes, but 1 output: …" */
static char *
dup_misfit (CrWindow *self)
{
  const CrGraph *graph = cr_document_get_graph (self->document);
  guint n_classes;
  guint n_outputs;

  if (!cr_network_misses_classes (graph, cr_training_find_gate (graph, cr_document_get_tape (self->document)),
                                  cr_document_get_data (self->document), &n_classes, &n_outputs))
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The data have %u classes, and the net has %u output.",
                                       "The data have %u classes, and the net has %u outputs.", n_outputs),
                          n_classes, n_outputs);
}

/* What cannot be trained at all says why; of a graph without data that is no news. */
static char *
dup_message (CrWindow *self, const CrSnapshot *snapshot, gboolean *can_fit)
{
  g_autofree char *misfit = dup_misfit (self);
  gboolean has_data = cr_training_of (cr_document_get_graph (self->document))->dataset.kind != CR_DATASET_NONE;

  *can_fit = misfit != NULL;
  if (misfit != NULL)
    return g_steal_pointer (&misfit);
  if (snapshot->status == CR_RUN_ENDED && snapshot->end == CR_END_NOT_FINITE)
    return g_strdup (snapshot->message);
  return snapshot->status == CR_RUN_FAILED && has_data ? g_strdup (snapshot->message) : NULL;
}

/* --- The bar --- */

static GtkWidget *
get_child (CrWindow *self, const char *name)
{
  return g_object_get_data (G_OBJECT (self->trouble_bar), name);
}

static void
hide_bar (CrWindow *self)
{
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->trouble_bar), FALSE);
  gtk_label_set_text (GTK_LABEL (get_child (self, "label")), "");
}

/* A bar that was closed stays closed while it would say the same. */
void
cr_window_update_trouble (CrWindow *self)
{
  gboolean is_wanted = self->session != NULL && cr_training_session_is_wanted (self->session);
  const CrSnapshot *snapshot = is_wanted ? cr_training_session_get_snapshot (self->session) : NULL;
  g_autofree char *message = NULL;
  gboolean can_fit;
  GtkLabel *label = GTK_LABEL (get_child (self, "label"));

  /* The bar names the step of the training: another one, of the pass, would contradict it. */
  cr_canvas_set_hides_steps (self->canvas, snapshot != NULL && snapshot->trouble.node != CR_KEY_NONE);
  if (snapshot == NULL || snapshot->status == CR_RUN_RUNNING)
    {
      hide_bar (self);
      return;
    }
  message = dup_message (self, snapshot, &can_fit);
  if (message == NULL)
    hide_bar (self);
  if (message == NULL || g_str_equal (gtk_label_get_text (label), message))
    return;
  gtk_label_set_text (label, message);
  gtk_widget_set_visible (get_child (self, "show"), !can_fit && snapshot->trouble.node != CR_KEY_NONE);
  gtk_widget_set_visible (get_child (self, "fit"), can_fit);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (self->trouble_bar), can_fit ? GTK_MESSAGE_WARNING : GTK_MESSAGE_ERROR);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->trouble_bar), TRUE);
}

static void
show_node (CrWindow *self)
{
  const CrSnapshot *snapshot = cr_training_session_get_snapshot (self->session);

  if (snapshot == NULL)
    return;
  cr_canvas_select_node (self->canvas, snapshot->trouble.node);
  cr_canvas_show_node (self->canvas, snapshot->trouble.node);
  gtk_stack_set_visible_child_name (self->right_pages, "inspector");
}

/* An output for every class; a loss that compares one number becomes one that tells classes apart. */
static void
fit_outputs (CrWindow *self)
{
  const CrGraph *graph = cr_document_get_graph (self->document);
  CrKey key = cr_training_find_gate (graph, cr_document_get_tape (self->document));
  const CrGate *gate = key != CR_KEY_NONE ? cr_graph_get_node (graph, key)->gate : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) changed = NULL;

  if (gate == NULL)
    return;
  if (!cr_network_loss_has_classes (gate))
    gate = cr_gate_find ("cross_entropy");
  changed = cr_network_change_loss (graph, key, gate, cr_document_get_data (self->document), &error);
  if (changed != NULL)
    cr_document_edit (self->document, changed, _("Give each class an output"));
  else
    cr_canvas_show_message (self->canvas, error->message);
}

static void
on_response (CrWindow *self, int response)
{
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->trouble_bar), response != GTK_RESPONSE_CLOSE);
  if (response == RESPONSE_SHOW)
    show_node (self);
  if (response == RESPONSE_FIT)
    fit_outputs (self);
}

void
cr_window_add_trouble_bar (CrWindow *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *bar = gtk_info_bar_new ();

  self->trouble_bar = bar;
  g_object_set_data (G_OBJECT (bar), "label", label);
  g_object_set_data (G_OBJECT (bar), "show", gtk_info_bar_add_button (GTK_INFO_BAR (bar), _("Show the Node"), RESPONSE_SHOW));
  g_object_set_data (G_OBJECT (bar), "fit", gtk_info_bar_add_button (GTK_INFO_BAR (bar), _("An Output for Each"), RESPONSE_FIT));
  gtk_widget_set_visible (get_child (self, "fit"), FALSE); /* one of the two at a time: also in a narrow window there is room for it */
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (bar), TRUE);
  cr_notice_name_close_button (bar);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar), FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  g_signal_connect_swapped (bar, "response", G_CALLBACK (on_response), self);
  gtk_box_prepend (GTK_BOX (gtk_widget_get_ancestor (GTK_WIDGET (self->canvas), GTK_TYPE_BOX)), bar);
}
