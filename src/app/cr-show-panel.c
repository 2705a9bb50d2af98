/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of a training beside the numbers: switches. */
#include "cr-show-panel.h"

#include <glib/gi18n-lib.h>

struct _CrShowPanel
{
  CrPanel parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (CrShowPanel, cr_show_panel, CR_TYPE_PANEL)

/* The switches follow by themselves. */
static void
cr_show_panel_update (CrPanel *panel)
{
}

static void
cr_show_panel_class_init (CrShowPanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_show_panel_update;
}

static void
cr_show_panel_init (CrShowPanel *self)
{
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (CR_PANEL (self), "page-heading")), _("Show"));
  self->list = cr_panel_new_list (_("Show"));
  gtk_box_append (GTK_BOX (self), self->list);
}

static void
add_switch (CrShowPanel *self, const char *title, const char *explanation, gpointer object, const char *property)
{
  GtkWidget *control = gtk_switch_new ();
  GtkWidget *row = cr_panel_new_row (title, control);

  gtk_widget_set_tooltip_text (row, explanation);
  g_object_bind_property (object, property, control, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_nodes_choice (CrShowPanel *self, CrResultsPanel *results)
{
  const char *choices[CR_N_NODES_SHOW + 1] = { [CR_NODES_SHOW_NUMBERS] = _("numbers"),
                                               [CR_NODES_SHOW_VALUES] = _("maps of values"),
                                               [CR_NODES_SHOW_GRADIENTS] = _("maps of gradients") };
  GtkWidget *choice = cr_panel_new_choice (gtk_string_list_new (choices));
  GtkWidget *row = cr_panel_new_row (_("Nodes"), choice);

  gtk_widget_set_tooltip_text (row, _("Numbers are those of the chosen point, maps are over the whole plane"));
  g_object_bind_property (results, "nodes-show", choice, "selected", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

GtkWidget *
cr_show_panel_new (CrCanvas *canvas, CrResultsPanel *results)
{
  CrShowPanel *self = g_object_new (CR_TYPE_SHOW_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  add_nodes_choice (self, results);
  add_switch (self, _("Test points"), _("The points that are not trained with"), results, "shows-test");
  add_switch (self, _("Answers only"), _("The answer at each place without how sure the net is"), results, "answers-only");
  return GTK_WIDGET (self);
}
