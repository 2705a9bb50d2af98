/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector while nothing is selected: the graph as a whole. */
#include "cr-document-panel.h"

#include "cr-changes.h"
#include "cr-edits.h"
#include "cr-field.h"
#include "cr-lesson.h"
#include "cr-number-tile.h"
#include "cr-text-field.h"

#include <glib/gi18n-lib.h>

/* A longer list is no help: then the output is named by its id. */
#define MOST_OUTPUTS 200

struct _CrDocumentPanel
{
  CrPanel parent_instance;

  GtkWidget *title;
  GtkWidget *description;
  GtkWidget *output_row;
  GtkWidget *output_choice;
  GtkWidget *output_id;
  GArray *output_keys; /* CrKey of each choice; the first is CR_KEY_NONE: chosen by the program */
  GtkWidget *output_value;
  GtkWidget *reductions; /* of an output that is no number */
  GtkWidget *counts;
  GtkWidget *hint;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (CrDocumentPanel, cr_document_panel, CR_TYPE_PANEL)

/* --- The output --- */

static char *
dup_automatic (CrDocumentPanel *self)
{
  CrKey key = cr_tape_get_output (cr_panel_get_tape (CR_PANEL (self)), NULL);
  const CrNode *node = cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), key);

  if (cr_graph_get_output (cr_panel_get_graph (CR_PANEL (self))) != CR_KEY_NONE || node == NULL)
    return g_strdup (_("automatic"));
  return g_strdup_printf (_("automatic (%s)"), cr_node_get_title (node));
}

static GtkStringList *
list_outputs (CrDocumentPanel *self, GArray *keys)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autofree char *automatic = dup_automatic (self);
  GtkStringList *names = gtk_string_list_new ((const char *const[]) { automatic, NULL });
  CrKey none = CR_KEY_NONE;

  g_array_append_val (keys, none);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrShape shape;
      gboolean may_be = cr_tape_get_shape (tape, node->key, &shape) && cr_shape_is_number (shape) && !cr_gate_is_source (node->gate);

      if (!may_be && node->key != cr_graph_get_output (graph))
        continue;
      gtk_string_list_append (names, cr_node_get_title (node));
      g_array_append_val (keys, node->key);
    }
  return names;
}

static void
update_output (CrDocumentPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));

  gtk_widget_set_visible (self->output_row, cr_graph_get_n_nodes (graph) <= MOST_OUTPUTS);
  gtk_widget_set_visible (self->output_id, cr_graph_get_n_nodes (graph) > MOST_OUTPUTS);
  if (cr_graph_get_n_nodes (graph) > MOST_OUTPUTS)
    {
      const CrNode *output = cr_graph_get_node (graph, cr_graph_get_output (graph));
      g_autofree char *automatic = dup_automatic (self);

      cr_field_set_text (CR_FIELD (self->output_id), output != NULL ? output->id : "");
      cr_field_set_placeholder (CR_FIELD (self->output_id), automatic);
      return;
    }
  g_array_set_size (self->output_keys, 0);
  cr_panel_set_choices (self->output_choice, list_outputs (self, self->output_keys));
  for (guint i = 0; i < self->output_keys->len; i++)
    if (g_array_index (self->output_keys, CrKey, i) == cr_graph_get_output (graph))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->output_choice), i);
}

static void
on_output_chosen (CrDocumentPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->output_choice));

  if (self->is_updating || chosen >= self->output_keys->len)
    return;
  cr_panel_take_edit (CR_PANEL (self),
                      cr_graph_with_output (cr_panel_get_graph (CR_PANEL (self)), g_array_index (self->output_keys, CrKey, chosen)),
                      _("Choose the output"));
}

static void
on_output_id_commit (CrDocumentPanel *self, const char *text)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrKey key = cr_graph_find (graph, text);
  g_autofree char *problem = NULL;

  if (*text == '\0' || cr_graph_get_node (graph, key) != NULL)
    {
      cr_panel_take_edit (CR_PANEL (self), cr_graph_with_output (graph, *text == '\0' ? CR_KEY_NONE : key), _("Choose the output"));
      return;
    }
  problem = g_strdup_printf (_("There is no node “%s”"), text);
  cr_field_set_problem (CR_FIELD (self->output_id), problem);
}

/* Why there is no backward pass, or what the graph comes to. */
static void
update_output_value (CrDocumentPanel *self)
{
  CrKey named = cr_graph_get_output (cr_panel_get_graph (CR_PANEL (self)));
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autoptr (GError) error = NULL;
  CrKey key = cr_tape_get_output (tape, &error);
  g_autofree char *text = NULL;
  CrNumbers value;

  if (cr_graph_get_n_nodes (cr_panel_get_graph (CR_PANEL (self))) == 0)
    text = g_strdup ("");
  else if (key == CR_KEY_NONE)
    text = g_strdup_printf (_("No gradients: %s"), error->message);
  else if (!cr_tape_get_value (tape, key, &value) || !cr_shape_is_number (value.shape))
    text = g_strdup (_("The output is not computed."));
  else
    {
      gboolean is_hidden = cr_panel_hides (CR_PANEL (self), key, FALSE);
      g_autofree char *number = is_hidden ? g_strdup ("?") : cr_number_to_text (value.entries[0], cr_panel_get_format (CR_PANEL (self)));
      const CrNode *node = cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), key);

      text = g_strdup_printf ("%s = %s", cr_node_get_title (node), number);
    }
  gtk_widget_set_visible (self->reductions, named != CR_KEY_NONE && g_error_matches (error, CR_ERROR, CR_ERROR_SHAPE));
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->output_value)), text) != 0)
    gtk_label_set_text (GTK_LABEL (self->output_value), text);
}

/* Backward starts from a number: what follows the output makes one of it. */
static void
reduce_output (CrDocumentPanel *self, const char *gate, const char *name)
{
  CrCanvas *canvas = cr_panel_get_canvas (CR_PANEL (self));
  CrKey key;
  CrGraph *reduced = cr_edit_reduce_output (cr_panel_get_graph (CR_PANEL (self)), cr_gate_find (gate), &key);

  cr_panel_take_edit (CR_PANEL (self), reduced, name); /* another panel may be shown now */
  cr_canvas_select_node (canvas, key);
  cr_canvas_show_node (canvas, key);
}

static void
on_sum_output (CrDocumentPanel *self)
{
  reduce_output (self, "sum", _("Sum the output"));
}

/* Its row and column can be chosen then, since it is selected. */
static void
on_pick_output (CrDocumentPanel *self)
{
  reduce_output (self, "pick", _("Pick an entry of the output"));
}

static void
make_reductions (CrDocumentPanel *self)
{
  self->reductions = cr_lesson_append_row (GTK_WIDGET (self));
  gtk_widget_add_css_class (self->reductions, "lesson-buttons");
  gtk_widget_set_tooltip_text (cr_lesson_append_button (self->reductions, _("Sum It"), G_CALLBACK (on_sum_output), self),
                               _("Every entry of the output then has the gradient 1"));
  gtk_widget_set_tooltip_text (cr_lesson_append_button (self->reductions, _("Pick an Entry"), G_CALLBACK (on_pick_output), self),
                               _("That entry then has the gradient 1, the others 0"));
}

/* --- Counts --- */

static void
update_counts (CrDocumentPanel *self)
{
  guint n_sources = 0;
  guint n_gates = 0;
  guint n_wires = 0;
  g_autofree char *sources = NULL;
  g_autofree char *gates = NULL;
  g_autofree char *wires = NULL;
  g_autofree char *text = NULL;

  CR_GRAPH_FOR_EACH (cr_panel_get_graph (CR_PANEL (self)), node)
    {
      *(cr_gate_is_source (node->gate) ? &n_sources : &n_gates) += 1;
      for (guint i = 0; i < node->n_operands; i++)
        n_wires += node->operands[i] != CR_KEY_NONE;
    }
  sources = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u source", "%u sources", n_sources), n_sources);
  gates = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u gate", "%u gates", n_gates), n_gates);
  wires = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u wire", "%u wires", n_wires), n_wires);
  text = g_strdup_printf ("%s, %s, %s", sources, gates, wires);
  cr_panel_set_markup (self->counts, text);
}

static void
update_hint (CrDocumentPanel *self)
{
  gboolean is_empty = cr_graph_get_n_nodes (cr_panel_get_graph (CR_PANEL (self))) == 0;

  cr_panel_set_markup (self->hint, is_empty ? _("Drag a gate from the palette onto the canvas.")
                                            : _("Click a wire to ask where its gradient comes from, a gate to change it."));
}

static void
cr_document_panel_update (CrPanel *panel)
{
  CrDocumentPanel *self = CR_DOCUMENT_PANEL (panel);
  const CrGraph *graph = cr_panel_get_graph (panel);
  const char *title = cr_graph_get_title (graph);
  const char *description = cr_graph_get_description (graph);

  self->is_updating = TRUE;
  cr_field_set_text (CR_FIELD (self->title), title != NULL ? title : "");
  cr_text_field_set_text (CR_TEXT_FIELD (self->description), description != NULL ? description : "");
  update_output (self);
  update_output_value (self);
  update_counts (self);
  update_hint (self);
  self->is_updating = FALSE;
}

/* --- Making it --- */

static void
on_title_commit (CrDocumentPanel *self, const char *text)
{
  cr_panel_take_edit (CR_PANEL (self), cr_change_title (cr_panel_get_graph (CR_PANEL (self)), text), _("Change title"));
}

static void
on_description_commit (CrDocumentPanel *self, const char *text)
{
  cr_panel_take_edit (CR_PANEL (self), cr_change_description (cr_panel_get_graph (CR_PANEL (self)), text), _("Change description"));
}

static void
cr_document_panel_finalize (GObject *object)
{
  g_array_unref (CR_DOCUMENT_PANEL (object)->output_keys);
  G_OBJECT_CLASS (cr_document_panel_parent_class)->finalize (object);
}

static void
cr_document_panel_class_init (CrDocumentPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_document_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_document_panel_update;
}

static void
make_list (CrDocumentPanel *self)
{
  GtkWidget *list = cr_panel_new_list (_("Graph"));

  self->title = cr_field_new (_("Title"), FALSE);
  self->description = cr_text_field_new (_("About"));
  self->output_choice = cr_panel_new_choice (gtk_string_list_new (NULL));
  self->output_id = cr_field_new (_("Output"), FALSE);
  self->output_row = cr_panel_new_row (_("Output"), self->output_choice);
  cr_field_set_placeholder (CR_FIELD (self->title), _("none"));
  g_signal_connect_swapped (self->title, "commit", G_CALLBACK (on_title_commit), self);
  g_signal_connect_swapped (self->description, "commit", G_CALLBACK (on_description_commit), self);
  g_signal_connect_swapped (self->output_choice, "notify::selected", G_CALLBACK (on_output_chosen), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->title);
  gtk_list_box_append (GTK_LIST_BOX (list), self->description);
  g_signal_connect_swapped (self->output_id, "commit", G_CALLBACK (on_output_id_commit), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->output_row);
  gtk_list_box_append (GTK_LIST_BOX (list), self->output_id);
  gtk_box_append (GTK_BOX (self), list);
}

static void
cr_document_panel_init (CrDocumentPanel *self)
{
  CrPanel *panel = CR_PANEL (self);

  self->output_keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (panel, "panel-title")), _("Graph"));
  self->counts = cr_panel_append_label (panel, "caption-text");
  make_list (self);
  self->output_value = cr_panel_append_label (panel, "panel-text");
  make_reductions (self);
  self->hint = cr_panel_append_label (panel, "caption-text");
}

GtkWidget *
cr_document_panel_new (CrCanvas *canvas)
{
  CrDocumentPanel *self = g_object_new (CR_TYPE_DOCUMENT_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  cr_panel_update (CR_PANEL (self));
  return GTK_WIDGET (self);
}
