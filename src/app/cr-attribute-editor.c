/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one attribute of a node: a field, a switch or a choice, as the gate table says of its kind. */
#include "cr-attribute-editor.h"

#include "cr-changes.h"
#include "cr-choice.h"
#include "cr-edits.h"
#include "cr-field.h"
#include "cr-value-step.h"

#include <glib/gi18n-lib.h>

/* Larger matrices are for the file, not for a line of text. */
#define MOST_ENTRIES 64
#define MOST_GRADIENTS 12
#define LONG_TEXT 18 /* signs that fit beside any title */
#define LONG_LIST 22 /* and of numbers */

struct _CrAttributeEditor
{
  GObject parent_instance;

  CrPanel *panel;
  CrKey key;
  guint attribute;
  const CrAttributeInfo *info;
  GtkWidget *row;
  GtkWidget *control; /* of a switch or a choice */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (CrAttributeEditor, cr_attribute_editor, G_TYPE_OBJECT)

static const CrNode *
get_node (CrAttributeEditor *self)
{
  return cr_graph_get_node (cr_panel_get_graph (self->panel), self->key);
}

static char *
dup_step_name (CrAttributeEditor *self)
{
  /* Translators: what undo takes back: "Change factor of a" */
  return g_strdup_printf (_("Change %s of %s"), self->info->name, cr_node_get_title (get_node (self)));
}

/* @graph (transfer full) with room for a source whose value has become larger. */
static CrGraph *
make_room (CrAttributeEditor *self, CrGraph *graph)
{
  g_autoptr (CrGraph) changed = graph;
  const CrNode *node = cr_graph_get_node (graph, self->key);
  const CrMatrix *value = cr_gate_is_source (node->gate) ? cr_node_get_matrix (node, "value") : NULL;

  if (value == NULL)
    return g_steal_pointer (&changed);
  return cr_edit_make_room (changed, cr_document_get_tape (cr_panel_get_document (self->panel)), self->key, value->shape);
}

/* Takes the text over as one step; returns why not, or NULL. */
static GError *
take_text (CrAttributeEditor *self, const char *text)
{
  g_autofree char *name = dup_step_name (self);
  GError *error = NULL;
  CrGraph *graph = cr_change_attribute (cr_panel_get_graph (self->panel), self->key, self->attribute, text, &error);

  if (graph != NULL)
    cr_panel_take_edit (self->panel, make_room (self, graph), name);
  return error;
}

/* --- Fields --- */

static void
on_commit (CrAttributeEditor *self, const char *text)
{
  g_autoptr (GError) error = take_text (self, text);

  if (error != NULL)
    cr_field_set_problem (CR_FIELD (self->row), error->message);
}

/* The number that arrow keys change: the attribute's own, or that of a 1×1 matrix. */
static gboolean
get_number (CrAttributeEditor *self, double *number)
{
  const CrNode *node = get_node (self);
  const CrAttribute *attribute = &node->attributes[self->attribute];

  if (self->info->kind == CR_ATTRIBUTE_NUMBER || self->info->kind == CR_ATTRIBUTE_COUNT)
    {
      *number = attribute->is_set ? attribute->number : self->info->standard;
      return TRUE;
    }
  if (self->info->kind != CR_ATTRIBUTE_VALUE || (attribute->is_set && !cr_shape_is_number (attribute->matrix->shape)))
    return FALSE;
  *number = attribute->is_set ? attribute->matrix->entries[0] : 0;
  return TRUE;
}

/* All presses of an arrow key until it is released are one undo step. */
static void
on_step (CrAttributeEditor *self, int direction, guint modifiers)
{
  CrDocument *document = cr_panel_get_document (self->panel);
  g_autoptr (CrGraph) graph = NULL;
  g_autofree char *name = NULL;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double number;
  double step;

  if (!get_number (self, &number))
    return;
  step = self->info->kind == CR_ATTRIBUTE_COUNT ? 1 : cr_value_step_get (number, 0) * CR_VALUE_STEP_ARROW;
  g_ascii_dtostr (text, sizeof text, cr_value_step_round (number + direction * step, step));
  graph = cr_change_attribute (cr_document_get_graph (document), self->key, self->attribute, text, NULL);
  if (graph == NULL)
    return;
  name = dup_step_name (self);
  if (!cr_document_in_gesture (document))
    cr_document_begin_gesture (document, name);
  cr_document_preview (document, graph);
}

static void
on_step_end (CrAttributeEditor *self)
{
  cr_document_end_gesture (cr_panel_get_document (self->panel));
}

static void
make_field (CrAttributeEditor *self)
{
  gboolean is_numeric = self->info->kind != CR_ATTRIBUTE_FEATURE && self->info->kind != CR_ATTRIBUTE_INIT;

  self->row = cr_field_new (_(self->info->title), is_numeric);
  g_signal_connect_object (self->row, "commit", G_CALLBACK (on_commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "step", G_CALLBACK (on_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "step-end", G_CALLBACK (on_step_end), self, G_CONNECT_SWAPPED);
}

/* What it does, and its name in the file. */
static void
explain (CrAttributeEditor *self)
{
  g_autofree char *name = g_strdup_printf (_("“%s” in the file"), self->info->name);
  g_autofree char *text = NULL;

  if (self->info->description != NULL)
    text = g_strdup_printf ("%s\n%s", _(self->info->description), name);
  gtk_widget_set_tooltip_text (self->row, text != NULL ? text : name);
}

/* What holds where nothing is written. */
static const char *
get_placeholder (CrAttributeEditor *self, const CrNode *node)
{
  if (self->info->kind == CR_ATTRIBUTE_FEATURE)
    return _("none");
  if (self->info->kind == CR_ATTRIBUTE_VALUE)
    return cr_node_get_attribute (node, "feature") != NULL ? _("from the data") : _("drawn at random");
  return g_str_equal (self->info->name, "weights") ? _("drawn at random") : "0";
}

/* "◂ −0.20, 0.39": the gradient of a unit's own weights or bias, as far as a line holds it; NULL where there is none. */
static char *
dup_gradient (CrAttributeEditor *self)
{
  CrNumberFormat format = cr_panel_get_format (self->panel);
  CrNumbers gradient;
  GString *text;

  if (!self->info->is_parameter
      || !cr_tape_get_parameter_gradient (cr_panel_get_tape (self->panel), self->key, self->attribute, &gradient) || gradient.width != 1)
    return NULL;
  text = g_string_new ("◂ ");
  for (gsize i = 0; i < MIN (cr_shape_get_size (gradient.shape), MOST_GRADIENTS); i++)
    {
      g_autofree char *number = cr_number_to_text (gradient.entries[i], format);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  return g_string_free (text, FALSE);
}

/* A unit's alpha is its activation's: it is shown where there is one, or where one is set all the same. */
static gboolean
is_in_use (CrAttributeEditor *self, const CrNode *node)
{
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");

  if (node->attributes[self->attribute].is_set)
    return TRUE;
  if (self->info->kind == CR_ATTRIBUTE_INIT)
    return FALSE;
  if (!cr_gate_is_unit (node->gate) || self->info->kind != CR_ATTRIBUTE_NUMBER || cr_gate_find_attribute (node->gate, "activation") < 0)
    return TRUE;
  return activation != NULL && activation->activation != NULL
         && cr_gate_find_attribute (activation->activation, self->info->name) >= 0;
}

/* "−0.865, 0.540", and of many numbers the first: "3×2: −0.865, 0.540, …". */
static char *
dup_rounded (const CrMatrix *matrix, CrNumberFormat format)
{
  gsize size = cr_shape_get_size (matrix->shape);
  GString *text = g_string_new (NULL);

  if (matrix->shape.rows > 1 && matrix->shape.columns > 1)
    {
      g_autofree char *shape = cr_shape_to_string (matrix->shape);

      g_string_append_printf (text, "%s: ", shape);
    }
  for (gsize i = 0; i < size; i++)
    {
      g_autofree char *number = cr_number_to_text (matrix->entries[i], format);

      if (i > 0 && g_utf8_strlen (text->str, -1) + g_utf8_strlen (number, -1) > LONG_LIST)
        {
          g_string_append (text, ", …");
          break;
        }
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_distribution (const CrInit *init)
{
  g_autofree char *scale = cr_number_to_text (init->scale, (CrNumberFormat) { 3, FALSE });

  /* Translators: how a number is drawn at random: normally with that deviation, or evenly up to that size */
  return g_strdup_printf (init->normal ? _("normal, σ %s") : _("even, ±%s"), scale);
}

/* What stands in the row while it is not edited, where the text itself has no room there. */
static char *
dup_shown (CrAttributeEditor *self, const CrAttribute *attribute, const char *text)
{
  if (!attribute->is_set || g_utf8_strlen (text, -1) <= LONG_TEXT)
    return NULL;
  switch (self->info->kind)
    {
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      return cr_shape_is_number (attribute->matrix->shape) ? NULL : dup_rounded (attribute->matrix, cr_panel_get_format (self->panel));
    case CR_ATTRIBUTE_INIT:
      return dup_distribution (attribute->init);
    default:
      return NULL;
    }
}

static void
update_field (CrAttributeEditor *self, const CrNode *node)
{
  const CrAttribute *attribute = &node->attributes[self->attribute];
  gboolean is_matrix = self->info->kind == CR_ATTRIBUTE_VALUE || self->info->kind == CR_ATTRIBUTE_COLUMN
                       || self->info->kind == CR_ATTRIBUTE_ROWS;
  gboolean is_large = is_matrix && attribute->is_set && cr_shape_get_size (attribute->matrix->shape) > MOST_ENTRIES;
  g_autofree char *text = is_large ? cr_shape_to_string (attribute->matrix->shape) : cr_attribute_dup_text (node, self->attribute);
  g_autofree char *shown = is_large ? NULL : dup_shown (self, attribute, text);
  g_autofree char *gradient = dup_gradient (self);

  gtk_widget_set_sensitive (self->row, !is_large);
  cr_field_set_gradient (CR_FIELD (self->row), gradient);
  cr_field_set_long_text (CR_FIELD (self->row), text, shown);
  cr_field_set_placeholder (CR_FIELD (self->row), get_placeholder (self, node));
  gtk_widget_set_visible (self->row, is_in_use (self, node));
}

/* --- Switches and choices --- */

static void
on_switched (CrAttributeEditor *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->is_updating)
    error = take_text (self, gtk_switch_get_active (GTK_SWITCH (self->control)) ? "true" : "false");
}

static void
make_switch (CrAttributeEditor *self)
{
  self->control = gtk_switch_new ();
  self->row = cr_panel_new_row (_(self->info->title), self->control);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
}

static void
on_chosen (CrAttributeEditor *self)
{
  GtkStringObject *choice = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->control));
  g_autoptr (GError) error = NULL;

  if (self->is_updating || choice == NULL)
    return;
  error = take_text (self, gtk_string_object_get_string (choice));
  if (error != NULL)
    cr_attribute_editor_update (self, get_node (self));
}

static void
make_choice (CrAttributeEditor *self)
{
  g_autoptr (GPtrArray) gates = cr_choice_list_activations ();
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < gates->len; i++)
    gtk_string_list_append (names, gates->pdata[i] != NULL ? ((const CrGate *) gates->pdata[i])->name : "linear");
  self->control = cr_choice_open_at_chosen (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  self->row = cr_panel_new_row (_(self->info->title), self->control);
  g_signal_connect_object (self->control, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
}

static void
update_choice (CrAttributeEditor *self, const CrNode *node)
{
  const CrAttribute *attribute = &node->attributes[self->attribute];
  const char *name = attribute->is_set && attribute->activation != NULL ? attribute->activation->name : "linear";
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (self->control));

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), name))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
}

static void
cr_attribute_editor_finalize (GObject *object)
{
  g_clear_object (&CR_ATTRIBUTE_EDITOR (object)->row);
  G_OBJECT_CLASS (cr_attribute_editor_parent_class)->finalize (object);
}

static void
cr_attribute_editor_class_init (CrAttributeEditorClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_attribute_editor_finalize;
}

static void
cr_attribute_editor_init (CrAttributeEditor *self)
{
}

CrAttributeEditor *
cr_attribute_editor_new (CrPanel *panel, const CrNode *node, guint attribute)
{
  CrAttributeEditor *self = g_object_new (CR_TYPE_ATTRIBUTE_EDITOR, NULL);

  self->panel = panel;
  self->key = node->key;
  self->attribute = attribute;
  self->info = &node->gate->attributes[attribute];
  if (self->info->kind == CR_ATTRIBUTE_BOOLEAN)
    make_switch (self);
  else if (self->info->kind == CR_ATTRIBUTE_ACTIVATION)
    make_choice (self);
  else
    make_field (self);
  g_object_ref_sink (self->row);
  explain (self);
  return self;
}

GtkWidget *
cr_attribute_editor_get_row (CrAttributeEditor *editor)
{
  g_return_val_if_fail (CR_IS_ATTRIBUTE_EDITOR (editor), NULL);

  return editor->row;
}

void
cr_attribute_editor_update (CrAttributeEditor *editor, const CrNode *node)
{
  const CrAttribute *attribute;

  g_return_if_fail (CR_IS_ATTRIBUTE_EDITOR (editor));

  attribute = &node->attributes[editor->attribute];
  editor->is_updating = TRUE;
  if (editor->info->kind == CR_ATTRIBUTE_BOOLEAN)
    gtk_switch_set_active (GTK_SWITCH (editor->control), attribute->is_set ? attribute->number != 0 : editor->info->standard != 0);
  else if (editor->info->kind == CR_ATTRIBUTE_ACTIVATION)
    update_choice (editor, node);
  else
    update_field (editor, node);
  editor->is_updating = FALSE;
}
