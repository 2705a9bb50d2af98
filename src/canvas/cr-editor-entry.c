/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's in-place entry: a source's value as text in the form of the file, and back. */
#include "cr-editor-private.h"

#include "cr-edits-parts.h"
#include "cr-edits.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-step-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

static void
free_entry (CrEntry *entry)
{
  g_free (entry->text);
  g_free (entry->problem);
  g_free (entry);
}

/* The one selected source, if that is what is selected. */
static CrKey
get_selected_source (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  const CrNode *node = n_keys == 1 ? cr_graph_get_node (editor->graph, keys[0]) : NULL;

  return node != NULL && cr_gate_is_source (node->gate) ? keys[0] : CR_KEY_NONE;
}

/* With the value as the file would have it, with all its digits. */
static CrEntry *
make_entry (CrEditor *editor, CrKey key, guint operand)
{
  g_autoptr (CrMatrix) value = cr_edit_get_value (editor->graph, cr_editor_get_tape (editor), key);
  gboolean is_map = cr_shape_get_look (value->shape) == CR_LOOK_MAP;
  CrShape one = { 1, 1 };
  GString *text = g_string_new (NULL);
  CrEntry *entry = g_new0 (CrEntry, 1);

  entry->key = key;
  entry->operand = is_map || operand >= cr_shape_get_size (value->shape) ? 0 : operand;
  entry->is_number = !is_map;
  cr_matrix_append_text (text, is_map ? value->shape : one, value->entries + entry->operand, CR_FORM_VALUE);
  entry->text = g_string_free (text, FALSE);
  return entry;
}

gboolean
cr_editor_open_entry_at (CrEditor *editor, CrKey key, guint operand)
{
  const CrNode *node;

  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (editor->graph == NULL)
    return FALSE;
  cr_editor_break_off (editor);
  cr_editor_close_entry (editor);
  node = cr_graph_get_node (editor->graph, key != CR_KEY_NONE ? key : get_selected_source (editor));
  if (node == NULL || !cr_gate_is_source (node->gate))
    return FALSE;
  editor->entry = make_entry (editor, node->key, operand);
  cr_editor_select_value (editor, node->key);
  editor->marks.edited = (CrPick) { CR_PICK_VALUE, node->key, editor->entry->operand };
  editor->marks.focused = nothing;
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
  return TRUE;
}

gboolean
cr_editor_open_entry (CrEditor *editor, CrKey key)
{
  return cr_editor_open_entry_at (editor, key, 0);
}

gboolean
cr_editor_open_bias (CrEditor *editor, CrKey key)
{
  const CrNode *node;
  int bias;
  CrNumbers numbers;
  GString *text;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->graph != NULL, FALSE);

  cr_editor_break_off (editor);
  cr_editor_close_entry (editor);
  node = cr_graph_get_node (editor->graph, key);
  bias = node != NULL ? cr_gate_find_attribute (node->gate, "bias") : -1;
  if (bias < 0 || node->gate->attributes[bias].kind != CR_ATTRIBUTE_NUMBER
      || !cr_tape_get_parameter_value (cr_editor_get_tape (editor), key, bias, &numbers))
    return FALSE;
  text = g_string_new (NULL);
  cr_matrix_append_text (text, numbers.shape, numbers.entries, CR_FORM_VALUE);
  editor->entry = g_new0 (CrEntry, 1);
  *editor->entry = (CrEntry) { .key = key, .is_bias = TRUE, .is_number = TRUE, .text = g_string_free (text, FALSE) };
  editor->marks.edited = (CrPick) { CR_PICK_BIAS, key, 0 };
  editor->marks.focused = nothing;
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
  return TRUE;
}

/* A minus sign as the canvas shows it is one that may be pasted back. */
static char *
dup_with_plain_minus (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "−", -1);

  return g_strstrip (g_strjoinv ("-", pieces));
}

static gboolean
is_too_large (const char *text)
{
  char *end;

  return isinf (g_ascii_strtod (text, &end)) && *end == '\0' && strpbrk (text, "0123456789") != NULL;
}

/* Where the text is no value at all, what one looks like says more than which sign was met. */
static void
refuse (CrEditor *editor, const char *text, const GError *error)
{
  g_free (editor->entry->problem);
  if (is_too_large (text))
    editor->entry->problem = g_strdup_printf (_("“%s” is too large: numbers end at 1.8·10³⁰⁸"), text);
  else if (g_error_matches (error, CR_ERROR, CR_ERROR_SYNTAX))
    editor->entry->problem = g_strdup_printf (_("“%s” is no value: type 3, [1, 2] or [[1, 2], [3, 4]]"), text);
  else
    editor->entry->problem = g_strdup (error->message);
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
}

/* A number typed for one entry of a matrix: the matrix with it. */
static void
put_into_place (CrEditor *editor, CrMatrix **value)
{
  const CrEntry *entry = editor->entry;
  g_autoptr (CrMatrix) before = cr_edit_get_value (editor->graph, cr_editor_get_tape (editor), entry->key);
  CrMatrix *whole;

  if (before == NULL || entry->operand >= cr_shape_get_size (before->shape))
    return;
  whole = cr_edit_with_entry (before, entry->operand, (*value)->entries[0]);
  cr_matrix_unref (*value);
  *value = whole;
}

/* FALSE, with a problem, where that is not one finite number. */
static gboolean
apply_bias (CrEditor *editor, const char *text, const CrMatrix *value)
{
  CrKey key = editor->entry->key;
  g_autofree char *name = NULL;

  if (!cr_shape_is_number (value->shape) || !isfinite (value->entries[0]))
    {
      g_free (editor->entry->problem);
      editor->entry->problem = g_strdup_printf (_("“%s” is no bias: type one number"), text);
      cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
      return FALSE;
    }
  name = cr_step_name_change (editor->graph, key);
  cr_editor_close_entry (editor);
  cr_editor_take_edit (editor, cr_edit_set_bias (editor->graph, key, value->entries[0]), name);
  return TRUE;
}

gboolean
cr_editor_apply_entry (CrEditor *editor, const char *text)
{
  g_autoptr (CrMatrix) value = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = dup_with_plain_minus (text);
  g_autofree char *name = NULL;
  g_autoptr (CrGraph) changed = NULL;
  CrKey key;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && editor->entry != NULL, FALSE);

  if (editor->entry->is_title)
    return cr_editor_apply_title (editor, text);
  key = editor->entry->key;
  value = cr_matrix_read_text (plain, &error);
  if (value == NULL)
    {
      refuse (editor, plain, error);
      return FALSE;
    }
  if (editor->entry->is_bias)
    return apply_bias (editor, plain, value);
  if (editor->entry->is_number && cr_shape_is_number (value->shape))
    put_into_place (editor, &value);
  name = cr_step_name_change (editor->graph, key);
  cr_editor_close_entry (editor);
  changed = cr_edit_set_value (editor->graph, key, value);
  cr_editor_take_edit (editor, cr_edit_make_room (changed, cr_editor_get_tape (editor), key, value->shape), name);
  return TRUE;
}

gboolean
cr_editor_apply_entry_and_go (CrEditor *editor, const char *text, int step)
{
  CrKey key = editor->entry->key;
  gint64 next = (gint64) editor->entry->operand + step;
  g_autoptr (CrMatrix) value = NULL;

  if (!editor->entry->is_number || editor->entry->is_bias || editor->entry->is_title)
    next = -1;
  if (!cr_editor_apply_entry (editor, text))
    return FALSE;
  value = cr_edit_get_value (editor->graph, cr_editor_get_tape (editor), key);
  if (value != NULL && next >= 0 && next < (gint64) cr_shape_get_size (value->shape))
    cr_editor_open_entry_at (editor, key, (guint) next);
  return TRUE;
}

void
cr_editor_close_entry (CrEditor *editor)
{
  if (editor->entry == NULL)
    return;
  g_clear_pointer (&editor->entry, free_entry);
  cr_picture_set_typed (editor->picture, CR_KEY_NONE, 0);
  editor->marks.edited = nothing;
  cr_editor_update_focus (editor);
  cr_editor_emit (editor, CR_EDITOR_ENTRY_CHANGED);
  cr_editor_keep_fitting (editor); /* it may have been slid for the tag that grew */
}

void
cr_editor_set_entry_width (CrEditor *editor, double width)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->entry == NULL || !editor->entry->is_number || editor->entry->is_bias)
    return;
  cr_picture_set_typed (editor->picture, editor->entry->key, width / editor->viewport.zoom);
  cr_editor_slide_to_node (editor, editor->entry->key);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

const CrEntry *
cr_editor_get_entry (CrEditor *editor)
{
  return editor->entry;
}

void
cr_editor_prune_entry (CrEditor *editor)
{
  CrPoint place;

  if (editor->entry != NULL && !cr_edit_get_place (editor->graph, editor->entry->key, &place))
    cr_editor_close_entry (editor);
}
