/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of a node: its numbers, its attributes, what feeds it, how it is called. */
#include "cr-node-panel.h"

#include "cr-attribute-editor.h"
#include "cr-card-view.h"
#include "cr-changes.h"
#include "cr-diagnosis-text.h"
#include "cr-edits.h"
#include "cr-field.h"
#include "cr-gate-view.h"
#include "cr-text-field.h"
#include "cr-wire-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _CrNodePanel
{
  CrPanel parent_instance;

  CrKey key;
  const CrGate *edited; /* whose attributes @editors are for: a node that unfolds or folds goes on as another gate */
  GPtrArray *editors;
  GtkWidget *heading;
  GtkWidget *caption;
  GtkWidget *derivative;
  GtkWidget *problem;
  GtkWidget *value;
  GtkWidget *gradient;
  GtkWidget *card;
  GtkWidget *gate;
  GtkWidget *attributes;
  GtkWidget *operands_heading;
  GtkWidget *operands;
  GtkWidget *add_operand;
  GtkWidget *id;
  GtkWidget *label;
  GtkWidget *note;
  GtkWidget *output_row;
  GtkWidget *output_switch;
  GtkWidget *stop_row;
  GtkWidget *stop_choice; /* in the order of #CrBreakpoint's values */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (CrNodePanel, cr_node_panel, CR_TYPE_PANEL)

static const CrNode *
get_node (CrNodePanel *self)
{
  return cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), self->key);
}

/* --- What it shows --- */

static gboolean
is_lost (CrTape *tape, CrKey key, gboolean gradient)
{
  CrNumbers numbers;

  if (!(gradient ? cr_tape_get_gradient (tape, key, &numbers) : cr_tape_get_value (tape, key, &numbers)))
    return FALSE;
  for (gsize i = 0; i < cr_shape_get_size (numbers.shape) * numbers.width; i++)
    if (!isfinite (numbers.entries[i]))
      return TRUE;
  return FALSE;
}

/* Whether anything at the node, or that it sends back, is no number: else there is no need to look for where that began. */
static gboolean
may_be_wrong (CrTape *tape, const CrNode *node)
{
  if (is_lost (tape, node->key, FALSE) || is_lost (tape, node->key, TRUE) || cr_gate_is_unit (node->gate))
    return TRUE;
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] != CR_KEY_NONE && is_lost (tape, node->operands[i], TRUE))
      return TRUE;
  return FALSE;
}

/* What is wrong at the node itself, as markup: a fault of its own, or the first number that is none. */
static char *
dup_problem (CrNodePanel *self, const CrNode *node)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  CrDiagnosis diagnosis;

  if (cr_tape_get_problem (tape, node->key) != NULL)
    return g_markup_escape_text (cr_tape_get_problem (tape, node->key), -1);
  if (!may_be_wrong (tape, node) || !cr_diagnosis_find (tape, &diagnosis) || diagnosis.node != node->key)
    return NULL;
  if (cr_panel_get_canvas (CR_PANEL (self)) != NULL && cr_canvas_get_hides_steps (cr_panel_get_canvas (CR_PANEL (self))))
    diagnosis.step = 0;
  return cr_diagnosis_text_write_markup (tape, &diagnosis, cr_panel_get_format (CR_PANEL (self)));
}

static void
update_heading (CrNodePanel *self, const CrNode *node)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autofree char *problem = dup_problem (self, node);
  g_autofree char *name = cr_panel_dup_name (node);
  g_autofree char *formula = g_markup_escape_text (node->gate->formula, -1);
  g_autofree char *shape = NULL;
  g_autofree char *caption = NULL;
  CrShape known;

  if (cr_tape_get_shape (tape, node->key, &known))
    shape = cr_shape_to_caption (known);
  else
    shape = g_strdup (cr_tape_get_state (tape, node->key) == CR_NODE_OPEN ? _("an operand is open") : _("not computed"));
  if (cr_gate_is_source (node->gate))
    caption = g_strdup_printf (_("%s · %s"), cr_gate_get_title (node->gate), shape);
  else
    caption = g_strdup_printf (_("%s, %s · %s"), cr_gate_get_title (node->gate), formula, shape);
  cr_panel_set_markup (self->heading, name);
  cr_panel_set_markup (self->caption, caption);
  gtk_label_set_markup (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

static void
update_tiles (CrNodePanel *self, const CrNode *node)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  CrNumbers value;
  CrNumbers gradient;
  gboolean has_value = cr_tape_get_value (tape, node->key, &value);
  gboolean has_gradient = cr_tape_get_gradient (tape, node->key, &gradient);

  cr_panel_update_tiles (CR_PANEL (self), node->key, self->value, has_value ? &value : NULL, self->gradient, has_gradient ? &gradient : NULL);
}

/* What the gate sends back, in the notation of its row. */
static void
update_derivative (CrNodePanel *self, const CrNode *node)
{
  g_autofree char *formula = g_markup_escape_text (node->gate->derivative, -1);
  g_autofree char *text = g_strdup_printf (_("backward %s, where g is the upstream gradient"), formula);

  cr_panel_set_markup (self->derivative, text);
  gtk_widget_set_visible (self->derivative, *formula != '\0');
}

/* Why the gradient is what it is: of the output itself there is nothing to say. */
static void
update_card (CrNodePanel *self, const CrNode *node)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autoptr (CrCard) card = cr_card_new (tape, node->key, cr_panel_get_format (CR_PANEL (self)));
  gboolean is_said = card != NULL && card->lines->len > 0 && !cr_panel_hides_reason (CR_PANEL (self), node->key);

  cr_card_view_set_card (CR_CARD_VIEW (self->card), is_said ? g_steal_pointer (&card) : NULL, _("The chain rule"), TRUE);
}

/* The point on the curve tells the operand. */
static void
update_gate (CrNodePanel *self, const CrNode *node)
{
  gboolean hides = FALSE;

  for (guint i = 0; i < node->n_operands; i++)
    hides = hides || cr_panel_hides (CR_PANEL (self), node->operands[i], FALSE);
  cr_gate_view_set_node (CR_GATE_VIEW (self->gate), cr_panel_get_tape (CR_PANEL (self)), node, cr_panel_get_format (CR_PANEL (self)),
                         hides || cr_panel_hides (CR_PANEL (self), node->key, FALSE));
}

static void
update_operands (CrNodePanel *self, const CrNode *node)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));

  cr_wire_list_begin (CR_WIRE_LIST (self->operands));
  for (guint i = 0; i < node->n_operands; i++)
    {
      const CrNode *from = cr_graph_get_node (graph, node->operands[i]);
      const char *operand_name = cr_gate_get_operand_name (node->gate, i);
      g_autofree char *number = g_strdup_printf (_("operand %u"), i);
      g_autofree char *escaped = g_markup_escape_text (operand_name != NULL ? operand_name : number, -1);
      g_autofree char *name = from != NULL ? cr_panel_dup_name (from) : NULL;

      cr_wire_list_add (CR_WIRE_LIST (self->operands), name != NULL ? name : escaped, node, i);
    }
  gtk_widget_set_visible (self->operands_heading, cr_wire_list_end (CR_WIRE_LIST (self->operands)) > 0);
  gtk_widget_set_visible (self->add_operand, node->n_operands < node->gate->maximum_operands);
}

static void
update_output (CrNodePanel *self, const CrNode *node)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  gboolean is_output = cr_tape_get_output (tape, NULL) == node->key;
  CrShape shape;

  gtk_widget_set_visible (self->output_row, is_output || (cr_tape_get_shape (tape, node->key, &shape) && cr_shape_is_number (shape)));
  gtk_switch_set_active (GTK_SWITCH (self->output_switch), is_output);
}

static void
update_breakpoint (CrNodePanel *self, const CrNode *node)
{
  gtk_widget_set_visible (self->stop_row, !cr_gate_is_source (node->gate));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->stop_choice), node->breakpoint);
}

static void
make_attributes (CrNodePanel *self, const CrNode *node)
{
  GtkWidget *row;

  g_ptr_array_set_size (self->editors, 0);
  while ((row = gtk_widget_get_first_child (self->attributes)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->attributes), row);
  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      CrAttributeEditor *editor = cr_attribute_editor_new (CR_PANEL (self), node, i);

      gtk_list_box_append (GTK_LIST_BOX (self->attributes), cr_attribute_editor_get_row (editor));
      g_ptr_array_add (self->editors, editor);
    }
  gtk_widget_set_visible (self->attributes, self->editors->len > 0);
  self->edited = node->gate;
}

static void
cr_node_panel_update (CrPanel *panel)
{
  CrNodePanel *self = CR_NODE_PANEL (panel);
  const CrNode *node = get_node (self);

  if (node == NULL)
    return;
  self->is_updating = TRUE;
  if (node->gate != self->edited)
    make_attributes (self, node);
  update_heading (self, node);
  update_derivative (self, node);
  update_tiles (self, node);
  update_card (self, node);
  update_gate (self, node);
  for (guint i = 0; i < self->editors->len; i++)
    cr_attribute_editor_update (self->editors->pdata[i], node);
  update_operands (self, node);
  cr_field_set_text (CR_FIELD (self->id), node->id);
  cr_field_set_text (CR_FIELD (self->label), node->label != NULL ? node->label : "");
  cr_text_field_set_text (CR_TEXT_FIELD (self->note), node->note != NULL ? node->note : "");
  update_output (self, node);
  update_breakpoint (self, node);
  self->is_updating = FALSE;
}

/* --- What it changes --- */

static void
on_id_commit (CrNodePanel *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  CrGraph *graph = cr_change_id (cr_panel_get_graph (CR_PANEL (self)), self->key, text, &error);

  if (graph == NULL)
    cr_field_set_problem (CR_FIELD (self->id), error->message);
  else
    cr_panel_take_edit (CR_PANEL (self), graph, _("Rename"));
}

static void
on_label_commit (CrNodePanel *self, const char *text)
{
  cr_panel_take_edit (CR_PANEL (self), cr_change_label (cr_panel_get_graph (CR_PANEL (self)), self->key, text), _("Change label"));
}

static void
on_note_commit (CrNodePanel *self, const char *text)
{
  cr_panel_take_edit (CR_PANEL (self), cr_change_note (cr_panel_get_graph (CR_PANEL (self)), self->key, text), _("Change note"));
}

static void
on_add_operand (CrNodePanel *self)
{
  cr_panel_take_edit (CR_PANEL (self), cr_change_add_operand (cr_panel_get_graph (CR_PANEL (self)), self->key), _("Add an operand"));
}

static void
on_output_switched (CrNodePanel *self)
{
  gboolean is_output = gtk_switch_get_active (GTK_SWITCH (self->output_switch));

  if (self->is_updating)
    return;
  cr_panel_take_edit (CR_PANEL (self),
                      cr_graph_with_output (cr_panel_get_graph (CR_PANEL (self)), is_output ? self->key : CR_KEY_NONE),
                      _("Choose the output"));
  cr_panel_update (CR_PANEL (self)); /* the only number of the graph stays the output without being named */
}

static void
on_stop_chosen (CrNodePanel *self)
{
  CrBreakpoint breakpoint = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->stop_choice));

  if (!self->is_updating)
    cr_panel_take_edit (CR_PANEL (self), cr_edit_set_breakpoint (cr_panel_get_graph (CR_PANEL (self)), &self->key, 1, breakpoint),
                        breakpoint != CR_BREAKPOINT_NONE ? _("Set a breakpoint") : _("Remove the breakpoint"));
}

/* --- Making it --- */

static GtkWidget *
append_field (CrNodePanel *self, GtkWidget *list, const char *title, GCallback on_commit)
{
  GtkWidget *field = cr_field_new (title, FALSE);

  g_signal_connect_swapped (field, "commit", on_commit, self);
  gtk_list_box_append (GTK_LIST_BOX (list), field);
  return field;
}

static void
make_names (CrNodePanel *self)
{
  GtkWidget *list = cr_panel_new_list (_("Names"));

  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (CR_PANEL (self), "panel-heading")), _("Names"));
  self->id = append_field (self, list, _("Id"), G_CALLBACK (on_id_commit));
  self->label = append_field (self, list, _("Label"), G_CALLBACK (on_label_commit));
  self->note = cr_text_field_new (_("Note"));
  g_signal_connect_swapped (self->note, "commit", G_CALLBACK (on_note_commit), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->note);
  cr_field_set_placeholder (CR_FIELD (self->label), _("as the id"));
  self->output_switch = gtk_switch_new ();
  self->output_row = cr_panel_new_row (_("Output of the graph"), self->output_switch);
  g_signal_connect_swapped (self->output_switch, "notify::active", G_CALLBACK (on_output_switched), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->output_row);
  self->stop_choice =
    gtk_drop_down_new_from_strings ((const char *const[]) { _("never"), _("forward"), _("backward"), _("both ways"), NULL });
  self->stop_row = cr_panel_new_row (_("Playing stops here"), self->stop_choice);
  gtk_widget_add_css_class (self->stop_choice, "flat");
  g_signal_connect_swapped (self->stop_choice, "notify::selected", G_CALLBACK (on_stop_chosen), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->stop_row);
  gtk_box_append (GTK_BOX (self), list);
}

static void
cr_node_panel_dispose (GObject *object)
{
  g_clear_pointer (&CR_NODE_PANEL (object)->editors, g_ptr_array_unref);
  G_OBJECT_CLASS (cr_node_panel_parent_class)->dispose (object);
}

static void
cr_node_panel_class_init (CrNodePanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = cr_node_panel_dispose;
  CR_PANEL_CLASS (class)->update = cr_node_panel_update;
}

static void
cr_node_panel_init (CrNodePanel *self)
{
  CrPanel *panel = CR_PANEL (self);

  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->heading = cr_panel_append_label (panel, "panel-title");
  self->caption = cr_panel_append_label (panel, "caption-text");
  self->derivative = cr_panel_append_label (panel, "caption-text");
  self->problem = cr_panel_append_label (panel, "problem");
  cr_panel_append_tiles (panel, &self->value, &self->gradient);
  self->card = cr_card_view_new ();
  gtk_box_append (GTK_BOX (self), self->card);
  self->gate = cr_gate_view_new ();
  gtk_box_append (GTK_BOX (self), self->gate);
  self->attributes = cr_panel_new_list (_("Attributes"));
  gtk_box_append (GTK_BOX (self), self->attributes);
  self->operands_heading = cr_panel_append_label (panel, "panel-heading");
  gtk_label_set_text (GTK_LABEL (self->operands_heading), _("Operands"));
  self->operands = cr_wire_list_new (panel, _("Operands"), TRUE);
  gtk_box_append (GTK_BOX (self), self->operands);
  self->add_operand = gtk_button_new_with_label (_("Add an Operand"));
  gtk_widget_add_css_class (self->add_operand, "add-operand");
  g_signal_connect_swapped (self->add_operand, "clicked", G_CALLBACK (on_add_operand), self);
  gtk_box_append (GTK_BOX (self), self->add_operand);
  make_names (self);
}

GtkWidget *
cr_node_panel_new (CrCanvas *canvas, CrKey key)
{
  CrNodePanel *self = g_object_new (CR_TYPE_NODE_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  self->key = key;
  cr_panel_update (CR_PANEL (self));
  return GTK_WIDGET (self);
}
