/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of several nodes: how many they are, and what may be done with them. */
#include "cr-selection-panel.h"

#include "cr-actions.h"
#include "cr-canvas-actions.h"

#include <glib/gi18n-lib.h>

struct _CrSelectionPanel
{
  CrPanel parent_instance;

  GtkWidget *heading;
  GtkWidget *caption;
};

G_DEFINE_FINAL_TYPE (CrSelectionPanel, cr_selection_panel, CR_TYPE_PANEL)

/* "add, exp, 2 × mul" */
static char *
dup_gates (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_gates; i++)
    {
      guint n_nodes = 0;

      for (guint j = 0; j < n_keys; j++)
        {
          const CrNode *node = cr_graph_get_node (graph, keys[j]);

          n_nodes += node != NULL && node->gate == gates[i];
        }
      if (n_nodes == 0)
        continue;
      g_string_append (text, text->len > 0 ? ", " : "");
      if (n_nodes > 1)
        g_string_append_printf (text, "%u × ", n_nodes);
      g_string_append (text, gates[i]->name);
    }
  return g_string_free (text, FALSE);
}

static void
cr_selection_panel_update (CrPanel *panel)
{
  CrSelectionPanel *self = CR_SELECTION_PANEL (panel);
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (panel), &n_keys);
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u node selected", "%u nodes selected", n_keys), n_keys);
  g_autofree char *gates = dup_gates (cr_panel_get_graph (panel), keys, n_keys);

  cr_panel_set_markup (self->heading, heading);
  cr_panel_set_markup (self->caption, gates);
}

static void
cr_selection_panel_class_init (CrSelectionPanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_selection_panel_update;
}

static GtkWidget *
new_button (const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (cr_canvas_action_get_title (cr_canvas_action_find (action)));
  g_autofree char *tooltip = cr_action_dup_tooltip (action);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  return button;
}

static void
cr_selection_panel_init (CrSelectionPanel *self)
{
  static const char *const actions[] = { "canvas.duplicate", "canvas.copy", "canvas.cut", "canvas.delete-selection", "canvas.select-none" };
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->heading = cr_panel_append_label (CR_PANEL (self), "panel-title");
  self->caption = cr_panel_append_label (CR_PANEL (self), "caption-text");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_box_append (GTK_BOX (buttons), new_button (actions[i]));
  gtk_widget_add_css_class (buttons, "tiles");
  gtk_box_append (GTK_BOX (self), buttons);
}

GtkWidget *
cr_selection_panel_new (CrCanvas *canvas)
{
  CrSelectionPanel *self = g_object_new (CR_TYPE_SELECTION_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  cr_panel_update (CR_PANEL (self));
  return GTK_WIDGET (self);
}
