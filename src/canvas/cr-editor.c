/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas without a window: keeps picture and document together. */
#include "cr-editor-private.h"

#include "cr-describe.h"
#include "cr-layout.h"

G_DEFINE_FINAL_TYPE (CrEditor, cr_editor, G_TYPE_OBJECT)

static guint signals[CR_EDITOR_N_SIGNALS];

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

void
cr_editor_emit (CrEditor *editor, CrEditorSignal number)
{
  g_signal_emit (editor, signals[number], 0);
}

/* --- The document --- */

static CrPictureStyle
get_style (CrEditor *editor)
{
  const CrView *view = cr_document_get_view (editor->document);
  CrPictureStyle style = cr_picture_style_for_view (view, editor->dark);

  style.wires = view->wires;
  style.hide_steps = editor->hides_steps;
  return style;
}

static void
update_style (CrEditor *editor)
{
  CrPictureStyle style = get_style (editor);

  g_clear_pointer (&editor->transition, cr_transition_free);
  cr_picture_set_style (editor->picture, &style);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

/* Longer numbers make the graph wider. */
static void
on_view_changed (CrEditor *editor)
{
  update_style (editor);
  cr_editor_keep_fitting (editor);
}

static void
forget_document (CrEditor *editor)
{
  cr_editor_cancel_layout (editor);
  cr_editor_break_off (editor);
  cr_editor_close_entry (editor);
  cr_editor_close_search (editor);
  cr_editor_end_wiring (editor);
  cr_editor_select_none (editor);
  editor->offered = CR_KEY_NONE;
  editor->inside = CR_KEY_NONE;
  g_hash_table_remove_all (editor->rooms);
  editor->marks.hovered = nothing;
  g_clear_pointer (&editor->transition, cr_transition_free);
  g_clear_pointer (&editor->picture, cr_picture_free);
  g_clear_pointer (&editor->graph, cr_graph_unref);
  g_clear_pointer (&editor->settled, cr_graph_unref);
}

/* The graph with one more, open operand at that node. */
static CrGraph *
make_offer (const CrGraph *graph, CrKey key)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, key));

  cr_node_add_operand (node, CR_KEY_NONE);
  return cr_graph_with_node (graph, node);
}

/* Shows the version, with the operand that is offered, and what the tape holds now. */
static void
show_graph (CrEditor *editor)
{
  g_autoptr (CrGraph) shown =
    editor->offered != CR_KEY_NONE ? make_offer (editor->graph, editor->offered) : cr_graph_ref (editor->graph);

  cr_picture_update (editor->picture, shown, cr_editor_get_tape (editor));
}

static void
note_structure (const CrNode *before, const CrNode *after, gpointer data)
{
  if (before == NULL || after == NULL || before->place.x != after->place.x || before->place.y != after->place.y
      || !cr_node_same_structure (before, after))
    *(gboolean *) data = FALSE;
}

/* Whether nothing but numbers is another, as a net that learns changes them many times a second: the hand and the view stay as they are. */
static gboolean
is_same_structure (const CrGraph *before, const CrGraph *after)
{
  gboolean is_same = TRUE;

  cr_graph_compare (before, after, note_structure, &is_same);
  return is_same;
}

/* The nodes that an undo, or a redo, has brought back are what one goes on with: they are selected. Not where others are new in their
 * place, as where a file is read again. */
typedef struct
{
  GArray *came;
  gboolean some_went;
} Comers;

static void
note_comer (const CrNode *before, const CrNode *after, gpointer data)
{
  Comers *comers = data;

  if (before == NULL)
    g_array_append_val (comers->came, after->key);
  comers->some_went = comers->some_went || after == NULL;
}

static void
select_what_came (CrEditor *editor, const CrGraph *before, const CrGraph *after)
{
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (CrKey));
  Comers comers = { came, FALSE };

  cr_graph_compare (before, after, note_comer, &comers);
  if (came->len > 0 && !comers.some_went)
    cr_editor_select_nodes (editor, cr_keys_peek (came), came->len);
}

static void
on_changed (CrDocument *document, const CrGraph *before, CrEditor *editor)
{
  g_autoptr (CrGraph) old = editor->graph;
  gboolean is_same = is_same_structure (before, cr_document_get_graph (document));
  gboolean only_numbers = cr_document_in_gesture (document) && is_same;
  g_autoptr (CrGraph) now = cr_layout_missing (cr_document_get_graph (document));
  CrCast *cast = only_numbers ? NULL : cr_editor_prepare_transition (editor, now);

  editor->only_numbers = only_numbers;
  editor->graph = g_steal_pointer (&now);
  if (!editor->is_own_change && !only_numbers)
    {
      cr_editor_break_off (editor);
      cr_editor_close_search (editor);
      cr_editor_end_wiring (editor);
    }
  if (!only_numbers)
    editor->offered = CR_KEY_NONE;
  cr_editor_prepare_settling (editor);
  show_graph (editor);
  cr_editor_prune_selection (editor);
  if (!editor->is_own_change && !is_same)
    select_what_came (editor, before, cr_document_get_graph (document));
  cr_editor_update_focus (editor);
  cr_editor_prune_entry (editor);
  cr_editor_prune_inside (editor);
  cr_editor_settle_view (editor);
  cr_editor_begin_transition (editor, cast);
  if (editor->active == NULL)
    cr_editor_update_hover (editor);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

static void
on_position_changed (CrDocument *document, CrEditor *editor)
{
  show_graph (editor);
  if (editor->active == NULL)
    cr_editor_update_hover (editor);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

void
cr_editor_set_document (CrEditor *editor, CrDocument *document)
{
  CrPictureStyle style;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->document == document)
    return;
  forget_document (editor);
  if (editor->document != NULL)
    g_signal_handlers_disconnect_by_data (editor->document, editor);
  g_set_object (&editor->document, document);
  if (document != NULL)
    {
      style = get_style (editor);
      editor->graph = cr_layout_missing (cr_document_get_graph (document));
      editor->picture = cr_picture_new (editor->graph, cr_document_get_tape (document), &style);
      g_signal_connect (document, "changed", G_CALLBACK (on_changed), editor);
      g_signal_connect (document, "position-changed", G_CALLBACK (on_position_changed), editor);
      g_signal_connect_swapped (document, "view-changed", G_CALLBACK (on_view_changed), editor);
      cr_editor_reset_view (editor);
    }
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

CrDocument *
cr_editor_get_document (CrEditor *editor)
{
  return editor->document;
}

const CrGraph *
cr_editor_get_graph (CrEditor *editor)
{
  return editor->graph;
}

CrPicture *
cr_editor_get_picture (CrEditor *editor)
{
  return editor->picture;
}

CrTape *
cr_editor_get_tape (CrEditor *editor)
{
  return cr_document_get_tape (editor->document);
}

gboolean
cr_editor_set_dark (CrEditor *editor, gboolean dark)
{
  if (editor->dark == dark)
    return FALSE;
  editor->dark = dark;
  if (editor->picture != NULL)
    update_style (editor);
  return TRUE;
}

gboolean
cr_editor_get_dark (CrEditor *editor)
{
  return editor->dark;
}

void
cr_editor_set_hides_steps (CrEditor *editor, gboolean hides_steps)
{
  if (editor->hides_steps == hides_steps)
    return;
  editor->hides_steps = hides_steps;
  if (editor->picture != NULL)
    update_style (editor);
}

gboolean
cr_editor_get_hides_steps (CrEditor *editor)
{
  return editor->hides_steps;
}

/* --- Edits --- */

void
cr_editor_take_edit (CrEditor *editor, CrGraph *graph, const char *name)
{
  g_autoptr (CrGraph) taken = graph;

  if (graph == NULL)
    return;
  editor->is_own_change = TRUE;
  cr_document_edit (editor->document, graph, name);
  editor->is_own_change = FALSE;
}

void
cr_editor_begin_gesture (CrEditor *editor, const char *name)
{
  editor->is_own_change = TRUE;
  cr_document_begin_gesture (editor->document, name);
  editor->is_own_change = FALSE;
}

void
cr_editor_take_preview (CrEditor *editor, CrGraph *graph)
{
  g_autoptr (CrGraph) taken = graph;

  if (graph == NULL || !cr_document_in_gesture (editor->document))
    return;
  editor->is_own_change = TRUE;
  cr_document_preview (editor->document, graph);
  editor->is_own_change = FALSE;
}

void
cr_editor_end_gesture (CrEditor *editor)
{
  editor->is_own_change = TRUE;
  if (cr_document_in_gesture (editor->document))
    cr_document_end_gesture (editor->document);
  editor->is_own_change = FALSE;
  cr_editor_settle_view (editor);
}

void
cr_editor_cancel_gesture (CrEditor *editor)
{
  editor->is_own_change = TRUE;
  if (cr_document_in_gesture (editor->document))
    cr_document_cancel_gesture (editor->document);
  editor->is_own_change = FALSE;
}

void
cr_editor_offer_operand (CrEditor *editor, CrKey key)
{
  if (editor->offered == key || editor->picture == NULL)
    return;
  editor->offered = key;
  show_graph (editor);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

/* --- What is shown --- */

const CrMarks *
cr_editor_get_marks (CrEditor *editor)
{
  return &editor->marks;
}

CrMarks *
cr_editor_edit_marks (CrEditor *editor)
{
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
  return &editor->marks;
}

CrCursor
cr_editor_get_cursor (CrEditor *editor)
{
  return editor->cursor;
}

void
cr_editor_set_cursor (CrEditor *editor, CrCursor cursor)
{
  if (editor->cursor == cursor)
    return;
  editor->cursor = cursor;
  cr_editor_emit (editor, CR_EDITOR_CURSOR_CHANGED);
}

void
cr_editor_tell (CrEditor *editor, const char *message)
{
  g_signal_emit (editor, signals[CR_EDITOR_MESSAGE], 0, message);
}

char *
cr_editor_describe (CrEditor *editor)
{
  CrPictureStyle style;

  g_return_val_if_fail (CR_IS_EDITOR (editor), NULL);

  if (editor->graph == NULL)
    return g_strdup ("");
  if (editor->wiring != NULL)
    return cr_editor_describe_wiring (editor);
  style = get_style (editor);
  return cr_describe_selection (editor->graph, cr_editor_get_tape (editor), editor->selection, &style);
}

static CrArea
area_to_view (CrEditor *editor, const CrArea *area)
{
  CrPoint corner = cr_viewport_to_view (&editor->viewport, area->x, area->y);

  return (CrArea) { corner.x, corner.y, area->width * editor->viewport.zoom, area->height * editor->viewport.zoom };
}

char *
cr_editor_describe_lack (CrEditor *editor, CrArea *area)
{
  CrPick pick = editor->marks.hovered;

  g_return_val_if_fail (CR_IS_EDITOR (editor), NULL);

  if (!cr_editor_is_idle (editor) || pick.kind == CR_PICK_NOTHING || pick.kind == CR_PICK_WIRE
      || !cr_picture_get_node_area (editor->picture, pick.key, area) || cr_graph_get_node (editor->graph, pick.key) == NULL)
    return NULL;
  *area = area_to_view (editor, area);
  return cr_describe_lack (editor->graph, cr_editor_get_tape (editor), pick.key);
}

/* --- The object --- */

static void
cr_editor_dispose (GObject *object)
{
  CrEditor *editor = CR_EDITOR (object);

  cr_editor_set_document (editor, NULL);
  G_OBJECT_CLASS (cr_editor_parent_class)->dispose (object);
}

static void
cr_editor_finalize (GObject *object)
{
  CrEditor *editor = CR_EDITOR (object);

  for (guint i = 0; i < CR_N_TOOLS; i++)
    cr_tool_free (editor->tools[i]);
  cr_selection_free (editor->selection);
  g_hash_table_unref (editor->rooms);
  cr_view_history_free (editor->view_history);
  G_OBJECT_CLASS (cr_editor_parent_class)->finalize (object);
}

static void
cr_editor_class_init (CrEditorClass *klass)
{
  static const char *const names[CR_EDITOR_MESSAGE] = {
    [CR_EDITOR_REDRAW] = "redraw",
    [CR_EDITOR_SELECTION_CHANGED] = "selection-changed",
    [CR_EDITOR_VIEWPORT_CHANGED] = "viewport-changed",
    [CR_EDITOR_ENTRY_CHANGED] = "entry-changed",
    [CR_EDITOR_SEARCH_CHANGED] = "search-changed",
    [CR_EDITOR_CURSOR_CHANGED] = "cursor-changed",
    [CR_EDITOR_LAYOUT_CHANGED] = "layout-changed",
  };
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cr_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cr_editor_finalize;

  for (guint i = 0; i < CR_EDITOR_MESSAGE; i++)
    signals[i] = g_signal_new (names[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CR_EDITOR_MESSAGE] =
    g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cr_editor_init (CrEditor *editor)
{
  editor->viewport = CR_VIEWPORT_INIT;
  editor->text_scale = 1;
  editor->selection = cr_selection_new ();
  editor->rooms = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  editor->view_history = cr_view_history_new ();
  for (guint i = 0; i < CR_N_TOOLS; i++)
    editor->tools[i] = cr_tool_new (cr_tool_classes[i]);
}

CrEditor *
cr_editor_new (void)
{
  return g_object_new (CR_TYPE_EDITOR, NULL);
}

gboolean
cr_editor_is_learning (CrEditor *editor)
{
  return editor->only_numbers && !editor->is_own_change && editor->active == NULL && editor->document != NULL
         && cr_document_in_gesture (editor->document);
}
