/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of wires with the numbers that they carry; pressing one selects it on the canvas. */
#include "cr-wire-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GtkWidget *button;
  GtkWidget *text;
  GtkWidget *value;
  GtkWidget *gradient;
  CrKey to;
  guint operand;
} Row;

struct _CrWireList
{
  GtkBox parent_instance;

  CrPanel *panel;
  GtkWidget *list;
  GPtrArray *rows;
  guint n_rows;
  gboolean with_values;
};

G_DEFINE_FINAL_TYPE (CrWireList, cr_wire_list, GTK_TYPE_BOX)

static void
follow (CrWireList *self, GtkWidget *button)
{
  CrCanvas *canvas = cr_panel_get_canvas (self->panel);

  for (guint i = 0; i < self->n_rows; i++)
    {
      Row *row = self->rows->pdata[i];

      if (row->button == button)
        {
          cr_canvas_show_node (canvas, row->to);
          cr_canvas_select_wire (canvas, row->to, row->operand);
          return;
        }
    }
}

static GtkWidget *
append_number (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR); /* a minus sign stands before its number in every language */
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The button has the focus, not the list's row around it. */
static void
append_to_list (CrWireList *self, GtkWidget *button)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static Row *
append_row (CrWireList *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  row->button = gtk_button_new ();
  row->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row->text, TRUE);
  gtk_box_append (GTK_BOX (box), row->text);
  row->value = append_number (box, "value-number");
  row->gradient = append_number (box, "gradient-number");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (row->button), box);
  gtk_widget_add_css_class (row->button, "flat");
  gtk_widget_add_css_class (row->button, "wire-row");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row->text, row->value, row->gradient, NULL, -1);
  g_signal_connect_swapped (row->button, "clicked", G_CALLBACK (follow), self);
  append_to_list (self, row->button);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
cr_wire_list_finalize (GObject *object)
{
  g_ptr_array_unref (CR_WIRE_LIST (object)->rows);
  G_OBJECT_CLASS (cr_wire_list_parent_class)->finalize (object);
}

static void
cr_wire_list_class_init (CrWireListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_wire_list_finalize;
}

static void
cr_wire_list_init (CrWireList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
cr_wire_list_new (CrPanel *panel, const char *accessible_name, gboolean with_values)
{
  CrWireList *self = g_object_new (CR_TYPE_WIRE_LIST, NULL);

  self->panel = panel;
  self->with_values = with_values;
  self->list = cr_panel_new_list (accessible_name);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_box_append (GTK_BOX (self), self->list);
  return GTK_WIDGET (self);
}

void
cr_wire_list_begin (CrWireList *list)
{
  g_return_if_fail (CR_IS_WIRE_LIST (list));

  list->n_rows = 0;
}

static void
show_numbers (CrWireList *self, Row *row, const CrNode *to, guint operand)
{
  CrTape *tape = cr_panel_get_tape (self->panel);
  CrNumberFormat format = cr_panel_get_format (self->panel);
  char value_text[CR_NUMBER_TEXT_SIZE] = "";
  char gradient_text[CR_NUMBER_TEXT_SIZE] = "";
  g_autofree char *shape = NULL;
  CrNumbers value;
  double gradient;

  if (to->operands[operand] == CR_KEY_NONE)
    g_strlcpy (value_text, _("open"), sizeof value_text);
  else if (cr_tape_get_value (tape, to->operands[operand], &value) && cr_shape_is_number (value.shape) && value.width == 1)
    {
      cr_number_format_write (value.entries[0], format, value_text);
      if (cr_tape_get_wire_gradient (tape, to->key, operand, &gradient))
        cr_number_format_write (gradient, format, gradient_text);
    }
  else if (cr_tape_get_value (tape, to->operands[operand], &value))
    {
      shape = cr_shape_to_string (value.shape);
      g_strlcpy (value_text, shape, sizeof value_text);
    }
  if (cr_panel_hides (self->panel, to->operands[operand], FALSE))
    strcpy (value_text, "?");
  if (cr_panel_hides (self->panel, to->operands[operand], TRUE))
    strcpy (gradient_text, "?");
  cr_panel_set_markup (row->value, self->with_values ? value_text : "");
  cr_panel_set_markup (row->gradient, gradient_text);
}

void
cr_wire_list_add (CrWireList *list, const char *markup, const CrNode *to, guint operand)
{
  Row *row;

  g_return_if_fail (CR_IS_WIRE_LIST (list));

  row = list->n_rows < list->rows->len ? list->rows->pdata[list->n_rows] : append_row (list);
  list->n_rows++;
  row->to = to->key;
  row->operand = operand;
  gtk_widget_set_sensitive (row->button, to->operands[operand] != CR_KEY_NONE);
  cr_panel_set_markup (row->text, markup);
  show_numbers (list, row, to, operand);
}

guint
cr_wire_list_end (CrWireList *list)
{
  g_return_val_if_fail (CR_IS_WIRE_LIST (list), 0);

  while (list->rows->len > list->n_rows)
    {
      guint last = list->rows->len - 1;

      gtk_list_box_remove (GTK_LIST_BOX (list->list), GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list->list), last)));
      g_ptr_array_remove_index (list->rows, last);
    }
  gtk_widget_set_visible (GTK_WIDGET (list), list->n_rows > 0);
  return list->n_rows;
}
