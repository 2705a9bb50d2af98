/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector: the panel that fits what is selected on the canvas, always up to date. */
#include "cr-inspector.h"

#include "cr-document-panel.h"
#include "cr-node-panel.h"
#include "cr-part-panel.h"
#include "cr-selection-panel.h"
#include "cr-wire-panel.h"

#include <glib/gi18n-lib.h>

struct _CrInspector
{
  AdwBin parent_instance;

  CrCanvas *canvas;
  CrDocument *document;
  GtkScrolledWindow *scroller;
  AdwBin *frame;
};

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrInspector, cr_inspector, ADW_TYPE_BIN)

static GtkWidget *
new_panel (CrInspector *self)
{
  guint n_nodes;
  const CrKey *nodes = cr_canvas_get_selected_nodes (self->canvas, &n_nodes);
  CrKey to;
  guint operand;

  if (cr_canvas_get_selected_wire (self->canvas, &to, &operand))
    return cr_wire_panel_new (self->canvas, to, operand);
  if (n_nodes == 1 && cr_graph_get_node (cr_document_get_graph (self->document), nodes[0]) != NULL)
    return cr_node_panel_new (self->canvas, nodes[0]);
  if (n_nodes == 1)
    return cr_part_panel_new (self->canvas, nodes[0]);
  if (n_nodes > 0)
    return cr_selection_panel_new (self->canvas);
  return cr_document_panel_new (self->canvas);
}

/* What is being typed is taken before its entry goes. */
static void
finish_typing (CrInspector *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, GTK_WIDGET (self->canvas));
}

static void
on_selection_changed (CrInspector *self)
{
  if (self->document == NULL)
    return;
  finish_typing (self);
  adw_bin_set_child (self->frame, new_panel (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
on_document_changed (CrInspector *self)
{
  GtkWidget *panel = adw_bin_get_child (self->frame);

  if (panel != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    cr_panel_update (CR_PANEL (panel));
}

static void
on_document_replaced (CrInspector *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, cr_canvas_get_document (self->canvas));
  if (self->document != NULL)
    {
      g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_document_changed), self);
      g_signal_connect_swapped (self->document, "position-changed", G_CALLBACK (on_document_changed), self);
      g_signal_connect_swapped (self->document, "view-changed", G_CALLBACK (on_document_changed), self);
    }
  on_selection_changed (self);
}

static void
cr_inspector_constructed (GObject *object)
{
  CrInspector *self = CR_INSPECTOR (object);

  G_OBJECT_CLASS (cr_inspector_parent_class)->constructed (object);
  g_signal_connect_object (self->canvas, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_document_changed), NULL);
}

static void
cr_inspector_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CANVAS)
    CR_INSPECTOR (object)->canvas = g_value_get_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_inspector_dispose (GObject *object)
{
  CrInspector *self = CR_INSPECTOR (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_inspector_parent_class)->dispose (object);
}

static void
cr_inspector_class_init (CrInspectorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = cr_inspector_constructed;
  object_class->set_property = cr_inspector_set_property;
  object_class->dispose = cr_inspector_dispose;
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, CR_TYPE_CANVAS,
                                                 G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, CrInspector, scroller);
  gtk_widget_class_bind_template_child (widget_class, CrInspector, frame);
}

static void
cr_inspector_init (CrInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cr_inspector_set_sheet_height (CrInspector *inspector, int height)
{
  g_return_if_fail (CR_IS_INSPECTOR (inspector));

  gtk_scrolled_window_set_propagate_natural_height (inspector->scroller, height > 0);
  gtk_scrolled_window_set_max_content_height (inspector->scroller, height > 0 ? height : -1);
}

GtkWidget *
cr_inspector_get_panel (CrInspector *inspector)
{
  g_return_val_if_fail (CR_IS_INSPECTOR (inspector), NULL);

  return adw_bin_get_child (inspector->frame);
}
