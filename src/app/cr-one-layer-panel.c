/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel about one layer of a net, which is chosen from a list. */
#include "cr-one-layer-panel.h"

#include "cr-layer-choice.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *choice;
  GtkWidget *empty;   /* says why nothing is shown */
  GtkWidget *content;
  gboolean is_updating;
} CrOneLayerPanelPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrOneLayerPanel, cr_one_layer_panel, CR_TYPE_RUN_PANEL)

static const char *
show_chosen (CrOneLayerPanel *self, const CrGraph *graph, const GArray *layers, int chosen)
{
  const CrData *data = cr_document_get_data (cr_panel_get_document (CR_PANEL (self)));

  if (chosen < 0)
    return _(CR_ONE_LAYER_PANEL_GET_CLASS (self)->lack);
  if (data == NULL || data->table == NULL || cr_data_get_n_train (data) == 0)
    return _("There are no examples to train with. Choose some on the page “Data”.");
  return CR_ONE_LAYER_PANEL_GET_CLASS (self)->show_layer (self, graph, layers, chosen, data);
}

static void
cr_one_layer_panel_update (CrPanel *panel)
{
  CrOneLayerPanel *self = CR_ONE_LAYER_PANEL (panel);
  CrOneLayerPanelPrivate *private = cr_one_layer_panel_get_instance_private (self);
  const CrGraph *graph = cr_panel_get_graph (panel);
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GArray) layers = NULL;
  const char *reason;
  int chosen;

  if (!cr_run_panel_is_open (CR_RUN_PANEL (self)) || !cr_run_panel_may_compute (CR_RUN_PANEL (self)))
    return;
  layers = cr_network_find_layers (graph);
  private->is_updating = TRUE;
  chosen = cr_layer_choice_update (private->choice, layers, CR_ONE_LAYER_PANEL_GET_CLASS (self)->n_units);
  private->is_updating = FALSE;
  reason = show_chosen (self, graph, layers, chosen);
  gtk_label_set_text (GTK_LABEL (private->empty), reason != NULL ? reason : "");
  gtk_widget_set_visible (private->empty, reason != NULL);
  gtk_widget_set_visible (private->content, reason == NULL);
  cr_run_panel_rest (CR_RUN_PANEL (self), begun);
}

static void
on_layer_chosen (CrOneLayerPanel *self)
{
  CrOneLayerPanelPrivate *private = cr_one_layer_panel_get_instance_private (self);

  if (!private->is_updating && cr_run_panel_is_open (CR_RUN_PANEL (self)))
    cr_panel_update (CR_PANEL (self));
}

static void
cr_one_layer_panel_class_init (CrOneLayerPanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_one_layer_panel_update;
}

static void
cr_one_layer_panel_init (CrOneLayerPanel *self)
{
}

GtkWidget *
cr_one_layer_panel_fold (CrOneLayerPanel *panel, const char *title, const char *sentence)
{
  CrOneLayerPanelPrivate *private = cr_one_layer_panel_get_instance_private (panel);
  GtkWidget *column = cr_run_panel_fold (CR_RUN_PANEL (panel), title, sentence);

  private->choice = cr_layer_choice_new ();
  g_signal_connect_swapped (private->choice, "notify::selected", G_CALLBACK (on_layer_chosen), panel);
  gtk_box_append (GTK_BOX (column), private->choice);
  private->empty = cr_panel_append_text (column, "panel-text");
  private->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, gtk_box_get_spacing (GTK_BOX (column)));
  gtk_box_append (GTK_BOX (column), private->content);
  return private->content;
}
