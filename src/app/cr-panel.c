/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the inspector shows of one selection: the ground of its panels. */
#include "cr-panel.h"

#include "cr-choice.h"
#include "cr-number-tile.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrCanvas *canvas;
} CrPanelPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrPanel, cr_panel, GTK_TYPE_BOX)

static void
cr_panel_finalize (GObject *object)
{
  CrPanelPrivate *private = cr_panel_get_instance_private (CR_PANEL (object));

  g_clear_weak_pointer (&private->canvas);
  G_OBJECT_CLASS (cr_panel_parent_class)->finalize (object);
}

static void
cr_panel_class_init (CrPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_panel_finalize;
}

static void
cr_panel_init (CrPanel *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
}

void
cr_panel_set_canvas (CrPanel *panel, CrCanvas *canvas)
{
  CrPanelPrivate *private = cr_panel_get_instance_private (panel);

  g_set_weak_pointer (&private->canvas, canvas);
}

CrCanvas *
cr_panel_get_canvas (CrPanel *panel)
{
  CrPanelPrivate *private = cr_panel_get_instance_private (panel);

  return private->canvas;
}

void
cr_panel_update (CrPanel *panel)
{
  g_return_if_fail (CR_IS_PANEL (panel));

  CR_PANEL_GET_CLASS (panel)->update (panel);
}

CrDocument *
cr_panel_get_document (CrPanel *panel)
{
  CrCanvas *canvas = cr_panel_get_canvas (panel);

  return canvas != NULL ? cr_canvas_get_document (canvas) : NULL;
}

const CrGraph *
cr_panel_get_graph (CrPanel *panel)
{
  return cr_document_get_graph (cr_panel_get_document (panel));
}

CrTape *
cr_panel_get_tape (CrPanel *panel)
{
  return cr_document_get_tape (cr_panel_get_document (panel));
}

CrNumberFormat
cr_panel_get_format (CrPanel *panel)
{
  const CrView *view = cr_document_get_view (cr_panel_get_document (panel));

  return (CrNumberFormat) { view->n_digits, view->fixed_decimals };
}

gboolean
cr_panel_hides (CrPanel *panel, CrKey key, gboolean gradient)
{
  return cr_quiz_hides (cr_canvas_get_quiz (cr_panel_get_canvas (panel)), key, gradient);
}

gboolean
cr_panel_hides_reason (CrPanel *panel, CrKey key)
{
  guint n_questions;

  cr_quiz_get_questions (cr_canvas_get_quiz (cr_panel_get_canvas (panel)), &n_questions);
  if (n_questions == 0)
    return FALSE;
  if (cr_panel_hides (panel, key, TRUE) || cr_panel_hides (panel, key, FALSE))
    return TRUE;
  CR_GRAPH_FOR_EACH (cr_panel_get_graph (panel), node)
    for (guint i = 0; i < node->n_operands; i++)
      if (node->operands[i] == key)
        {
          if (cr_panel_hides (panel, node->key, TRUE))
            return TRUE;
          for (guint j = 0; j < node->n_operands; j++)
            if (cr_panel_hides (panel, node->operands[j], FALSE)) /* a local gradient tells it */
              return TRUE;
        }
  return FALSE;
}

void
cr_panel_take_edit (CrPanel *panel, CrGraph *graph, const char *name)
{
  g_autoptr (CrGraph) owned = graph;

  if (graph != NULL)
    cr_document_edit (cr_panel_get_document (panel), graph, name);
}

GtkWidget *
cr_panel_append_text (GtkWidget *column, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (column), label);
  return label;
}

GtkWidget *
cr_panel_append_label (CrPanel *panel, const char *style)
{
  return cr_panel_append_text (GTK_WIDGET (panel), style);
}

void
cr_panel_append_tiles (CrPanel *panel, GtkWidget **value, GtkWidget **gradient)
{
  GtkWidget *tiles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  *value = cr_number_tile_new (FALSE);
  *gradient = cr_number_tile_new (TRUE);
  gtk_box_set_homogeneous (GTK_BOX (tiles), TRUE);
  gtk_widget_add_css_class (tiles, "tiles");
  gtk_box_append (GTK_BOX (tiles), *value);
  gtk_box_append (GTK_BOX (tiles), *gradient);
  gtk_box_append (GTK_BOX (panel), tiles);
}

static void
set_tile (CrPanel *panel, CrKey key, gboolean gradient, GtkWidget *tile, const CrNumbers *numbers)
{
  if (numbers != NULL && cr_panel_hides (panel, key, gradient))
    cr_number_tile_set_hidden (CR_NUMBER_TILE (tile));
  else
    cr_number_tile_set_numbers (CR_NUMBER_TILE (tile), numbers, cr_panel_get_format (panel));
}

void
cr_panel_update_tiles (CrPanel *panel, CrKey key, GtkWidget *value, const CrNumbers *values, GtkWidget *gradient, const CrNumbers *gradients)
{
  GtkWidget *tiles = gtk_widget_get_parent (value);
  gboolean is_wide;

  set_tile (panel, key, FALSE, value, values);
  set_tile (panel, key, TRUE, gradient, gradients);
  is_wide = cr_number_tile_is_wide (CR_NUMBER_TILE (value)) || cr_number_tile_is_wide (CR_NUMBER_TILE (gradient));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (tiles), is_wide ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (tiles), !is_wide);
}

void
cr_panel_set_markup (GtkWidget *label, const char *markup)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), markup) != 0)
    gtk_label_set_markup (GTK_LABEL (label), markup);
}

GtkWidget *
cr_panel_new_list (const char *accessible_name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible_name, -1);
  return list;
}

GtkWidget *
cr_panel_new_row (const char *title, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption-text");
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "field");
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

/* Longer names of nodes do not make a panel wider. */
#define LONGEST_CHOICE 22

static void
set_up_choice (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_CHOICE);
  gtk_list_item_set_child (item, label);
}

static void
bind_choice (GtkListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

GtkWidget *
cr_panel_new_button (const char *title, const char *explanation, GCallback on_clicked, gpointer target)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_set_tooltip_text (button, explanation);
  g_signal_connect_swapped (button, "clicked", on_clicked, target);
  return button;
}

GtkWidget *
cr_panel_new_choice (GtkStringList *choices)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (choices), NULL);
  g_autoptr (GtkListItemFactory) rows = g_object_ref (gtk_drop_down_get_factory (GTK_DROP_DOWN (choice)));
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (set_up_choice), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_choice), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (choice), rows);
  return cr_choice_open_at_chosen (choice);
}

static gboolean
is_same_list (GListModel *a, GListModel *b)
{
  guint n = g_list_model_get_n_items (a);

  if (g_list_model_get_n_items (b) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (a), i), gtk_string_list_get_string (GTK_STRING_LIST (b), i)))
      return FALSE;
  return TRUE;
}

void
cr_panel_set_choices (GtkWidget *choice, GtkStringList *choices)
{
  g_autoptr (GtkStringList) owned = choices;

  if (!is_same_list (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)), G_LIST_MODEL (choices)))
    gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (choices));
}

char *
cr_panel_dup_name (const CrNode *node)
{
  return cr_text_name_to_markup (cr_node_get_title (node));
}

char *
cr_panel_dup_symbol (const CrNode *node)
{
  g_autofree char *symbol = NULL;

  if (cr_gate_is_source (node->gate))
    return g_markup_escape_text (cr_gate_get_title (node->gate), -1);
  if (node->gate->category == CR_CATEGORY_LINEAR_ALGEBRA)
    return g_strdup (node->gate->name); /* their signs say little without the brackets */
  symbol = cr_text_dup_symbol (node);
  return cr_text_symbol_to_markup (symbol);
}
