/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar over the canvas that says why training does not go on, or cannot begin, with what mends it. */
#include "cr-window-private.h"

#include "cr-network.h"
#include "cr-training-setting.h"

#include <glib/gi18n-lib.h>

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

/* A bar that was closed stays closed while it would say the same. */
void
cr_window_update_trouble (CrWindow *self)
{
  gboolean is_wanted = self->session != NULL && cr_training_session_is_wanted (self->session);
  const CrSnapshot *snapshot = is_wanted ? cr_training_session_get_snapshot (self->session) : NULL;
  g_autofree char *message = NULL;
  gboolean can_fit;

  /* The bar names the step of the training: another one, of the pass, would contradict it. */
  cr_canvas_set_hides_steps (self->canvas, snapshot != NULL && snapshot->trouble.node != CR_KEY_NONE);
  if (snapshot != NULL && snapshot->status != CR_RUN_RUNNING)
    message = dup_message (self, snapshot, &can_fit);
  if (message == NULL)
    {
      cr_bar_hide (self->trouble_bar);
      g_clear_pointer (&self->trouble, g_free);
      return;
    }
  if (g_strcmp0 (self->trouble, message) == 0)
    return;
  gtk_widget_set_visible (self->show_trouble, !can_fit && snapshot->trouble.node != CR_KEY_NONE);
  gtk_widget_set_visible (self->fit_outputs, can_fit);
  cr_bar_show (self->trouble_bar, can_fit ? CR_BAR_WARNING : CR_BAR_ERROR, message);
  g_free (self->trouble);
  self->trouble = g_steal_pointer (&message);
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
on_answered (CrWindow *self, guint answer)
{
  if (answer == CR_BAR_CLOSED)
    cr_bar_hide (self->trouble_bar);
  if (answer == CR_TROUBLE_SHOW)
    show_node (self);
  if (answer == CR_TROUBLE_FIT)
    fit_outputs (self);
}

void
cr_window_add_trouble_bar (CrWindow *self)
{
  GtkWidget *bar = cr_bar_new ();

  self->trouble_bar = CR_BAR (bar);
  /* One of the two at a time: also in a narrow window there is room for it. */
  self->show_trouble = cr_bar_add_button (self->trouble_bar, _("Show the Node"), CR_TROUBLE_SHOW);
  self->fit_outputs = cr_bar_add_button (self->trouble_bar, _("An Output for Each"), CR_TROUBLE_FIT);
  gtk_widget_set_visible (self->fit_outputs, FALSE);
  g_signal_connect_swapped (bar, "answered", G_CALLBACK (on_answered), self);
  gtk_box_prepend (GTK_BOX (gtk_widget_get_ancestor (GTK_WIDGET (self->canvas), GTK_TYPE_BOX)), bar);
}
