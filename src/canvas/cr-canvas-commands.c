/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas's actions: what each row of cr-canvas-actions.h does, and when it can. */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is done: to the canvas, to its editor, or to the canvas told how; and when it can be, in one of the same ways (none: always). */
typedef struct
{
  const char *name;
  void (*run) (CrCanvas *canvas);
  gboolean (*can_run) (CrCanvas *canvas);
  void (*edit) (CrEditor *editor);
  gboolean (*can_edit) (CrEditor *editor);
  void (*run_how) (CrCanvas *canvas, int how);
  gboolean (*can_run_how) (CrCanvas *canvas, int how);
  int how;
} Command;

/* --- When --- */

static gboolean
has_document (CrCanvas *canvas)
{
  return cr_editor_get_document (canvas->editor) != NULL;
}

static gboolean
has_selection (CrCanvas *canvas)
{
  return !cr_selection_is_empty (cr_editor_get_selection (canvas->editor));
}

static gboolean
has_nodes_selected (CrCanvas *canvas)
{
  guint n_nodes;

  cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), &n_nodes);
  return n_nodes > 0;
}

static gboolean
has_source_selected (CrCanvas *canvas)
{
  guint n_nodes;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), &n_nodes);

  const CrNode *node = n_nodes == 1 ? cr_graph_get_node (cr_editor_get_graph (canvas->editor), keys[0]) : NULL;

  return node != NULL && cr_gate_is_source (node->gate);
}

static gboolean
has_editable_selected (CrCanvas *canvas)
{
  return has_source_selected (canvas) || cr_editor_can_open_title (canvas->editor);
}

static gboolean
can_arrange (CrCanvas *canvas, int how)
{
  return cr_editor_can_arrange (canvas->editor, (CrArrangement) how);
}

/* --- What --- */

/* Its title is typed at once. */
static void
group (CrCanvas *canvas)
{
  CrKey key = cr_editor_group (canvas->editor);

  if (key != CR_KEY_NONE)
    cr_editor_open_title (canvas->editor, key);
}

static gboolean
is_inside (CrCanvas *canvas)
{
  return cr_editor_get_inside (canvas->editor) != CR_KEY_NONE;
}

static gboolean
can_unfold (CrCanvas *canvas)
{
  return cr_editor_can_unfold (canvas->editor, CR_EXPANSION_GATES);
}

static void
unfold (CrCanvas *canvas)
{
  cr_editor_unfold (canvas->editor, CR_EXPANSION_GATES);
}

static gboolean
can_unfold_neurons (CrCanvas *canvas)
{
  return cr_editor_can_unfold (canvas->editor, CR_EXPANSION_NEURONS);
}

static void
unfold_neurons (CrCanvas *canvas)
{
  cr_editor_unfold (canvas->editor, CR_EXPANSION_NEURONS);
}

static gboolean
has_one_node_selected (CrCanvas *canvas)
{
  guint n_nodes;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), &n_nodes);

  return n_nodes == 1 && cr_graph_get_node (cr_editor_get_graph (canvas->editor), keys[0]) != NULL;
}

static void
wire (CrCanvas *canvas)
{
  cr_editor_begin_wiring (canvas->editor);
}

static void
cut_wires (CrCanvas *canvas)
{
  cr_editor_set_cutting (canvas->editor, TRUE);
  cr_canvas_show_bubble (canvas, _("Drag across the wires that are to be cut. Control and the right button do the same."), canvas->pointer);
}

static void
copy (CrCanvas *canvas)
{
  g_autofree char *text = cr_editor_dup_clipboard (canvas->editor);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (canvas)), text);
}

static void
cut (CrCanvas *canvas)
{
  copy (canvas);
  cr_editor_cut (canvas->editor);
}

/* A paste that waits for its text. */
typedef struct
{
  CrCanvas *canvas;
  gboolean has_place;
  CrPoint place;
  gboolean keeps_wires;
} Paste;

static void
free_paste (Paste *paste)
{
  g_object_unref (paste->canvas);
  g_free (paste);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, free_paste)

/* The canvas may be gone, or show another document, when the text arrives. */
static void
on_text_read (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) paste = data;
  CrCanvas *canvas = paste->canvas;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (canvas->editor == NULL || cr_editor_get_document (canvas->editor) == NULL)
    return;
  if (text == NULL || !cr_editor_paste (canvas->editor, text, paste->has_place ? &paste->place : NULL, paste->keeps_wires, NULL))
    cr_editor_tell (canvas->editor, _("The clipboard holds no gates."));
}

/* At the pointer; from the menu, where that was opened. */
static void
paste_text (CrCanvas *canvas, gboolean keeps_wires)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->canvas = g_object_ref (canvas);
  paste->has_place = cr_canvas_get_command_place (canvas, &paste->place);
  paste->keeps_wires = keeps_wires;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (canvas)), NULL, on_text_read, paste);
}

static void
paste_alone (CrCanvas *canvas)
{
  paste_text (canvas, FALSE);
}

static void
paste_with_wires (CrCanvas *canvas)
{
  paste_text (canvas, TRUE);
}

/* At the pointer, or where the menu was opened; else in the middle. In graph coordinates. */
static CrPoint
get_place (CrCanvas *canvas)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  CrPoint place;

  if (!cr_canvas_get_command_place (canvas, &place))
    place = (CrPoint) { viewport->width / 2, viewport->height / 2 };
  return cr_viewport_to_graph (viewport, place.x, place.y);
}

static void
add_gate (CrCanvas *canvas)
{
  cr_editor_open_search (canvas->editor, get_place (canvas), (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 });
}

/* Its title is typed at once. */
static void
add_frame (CrCanvas *canvas)
{
  CrKey key = cr_editor_add_frame (canvas->editor, get_place (canvas));

  cr_editor_open_title (canvas->editor, key);
}

static void
arrange (CrCanvas *canvas, int how)
{
  cr_editor_arrange (canvas->editor, (CrArrangement) how);
}

static void
select_related (CrCanvas *canvas, int relation)
{
  cr_editor_select_related (canvas->editor, (CrRelation) relation);
}

static void
cancel (CrCanvas *canvas)
{
  if (cr_canvas_is_answering (canvas))
    cr_canvas_close_answer (canvas);
  else
    cr_editor_cancel (canvas->editor);
}

static void
edit_value (CrCanvas *canvas)
{
  if (!cr_editor_open_title (canvas->editor, CR_KEY_NONE))
    cr_editor_open_entry (canvas->editor, CR_KEY_NONE);
}

static void
open_menu (CrCanvas *canvas)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);

  cr_canvas_open_menu (canvas, (CrPoint) { viewport->width / 2, viewport->height / 2 });
}

static void
zoom_in (CrCanvas *canvas)
{
  cr_editor_zoom_step (canvas->editor, 1);
}

static void
zoom_out (CrCanvas *canvas)
{
  cr_editor_zoom_step (canvas->editor, -1);
}

static void
zoom_reset (CrCanvas *canvas)
{
  g_object_set (canvas, "zoom", 1.0, NULL);
}

static void
toggle_overview (CrCanvas *canvas)
{
  g_object_set (canvas, "overview", !canvas->shows_overview, NULL);
}

#define ARRANGE(name, as) { name, .run_how = arrange, .can_run_how = can_arrange, .how = as }
#define SELECT_RELATED(name, relation) { name, .run_how = select_related, .can_run = has_nodes_selected, .how = relation }

static const Command commands[] = {
  { "canvas.add-gate", add_gate, has_document },
  { "canvas.delete-selection", .edit = cr_editor_delete, .can_run = has_selection },
  { "canvas.cut", cut, has_nodes_selected },
  { "canvas.copy", copy, has_nodes_selected },
  { "canvas.paste", paste_alone, has_document },
  { "canvas.paste-with-wires", paste_with_wires, has_document },
  { "canvas.duplicate", .edit = cr_editor_duplicate, .can_run = has_nodes_selected },
  { "canvas.wire", .run = wire, .can_run = has_one_node_selected },
  { "canvas.cut-wires", cut_wires, has_document },
  { "canvas.swap-operands", .edit = cr_editor_swap_operands, .can_edit = cr_editor_can_swap_operands },
  { "canvas.group", .run = group, .can_edit = cr_editor_can_group },
  { "canvas.ungroup", .edit = cr_editor_ungroup, .can_edit = cr_editor_has_group_selected },
  { "canvas.go-inside", .edit = cr_editor_go_inside, .can_edit = cr_editor_has_group_selected },
  { "canvas.go-outside", .edit = cr_editor_go_outside, .can_run = is_inside },
  { "canvas.unfold", unfold, can_unfold },
  { "canvas.unfold-neurons", unfold_neurons, can_unfold_neurons },
  { "canvas.fold", .edit = cr_editor_fold, .can_edit = cr_editor_has_group_selected },
  { "canvas.select-all", .edit = cr_editor_select_all, .can_run = has_document },
  { "canvas.select-none", .edit = cr_editor_select_none, .can_run = has_selection },
  SELECT_RELATED ("canvas.select-upstream", CR_RELATION_UPSTREAM),
  SELECT_RELATED ("canvas.select-downstream", CR_RELATION_DOWNSTREAM),
  SELECT_RELATED ("canvas.select-kind", CR_RELATION_KIND),
  { "canvas.frame", add_frame, has_document },
  ARRANGE ("canvas.align-left", CR_ARRANGE_LEFT),
  ARRANGE ("canvas.align-centre", CR_ARRANGE_CENTRE),
  ARRANGE ("canvas.align-right", CR_ARRANGE_RIGHT),
  ARRANGE ("canvas.align-top", CR_ARRANGE_TOP),
  ARRANGE ("canvas.align-middle", CR_ARRANGE_MIDDLE),
  ARRANGE ("canvas.align-bottom", CR_ARRANGE_BOTTOM),
  ARRANGE ("canvas.distribute-across", CR_ARRANGE_ACROSS),
  ARRANGE ("canvas.distribute-down", CR_ARRANGE_DOWN),
  { "canvas.cancel", cancel, NULL },
  { "canvas.edit-value", edit_value, has_editable_selected },
  { "canvas.answer", cr_canvas_answer_next, cr_canvas_has_blanks },
  { "canvas.open-menu", open_menu, NULL },
  { "canvas.go-to-start", cr_canvas_go_to_start, cr_canvas_has_steps_before },
  { "canvas.step-back", cr_canvas_step_back, cr_canvas_has_steps_before },
  { "canvas.play", cr_canvas_play, cr_canvas_has_steps },
  { "canvas.step-forward", cr_canvas_step_forward, cr_canvas_has_steps_after },
  { "canvas.go-to-end", cr_canvas_go_to_end, cr_canvas_has_steps_after },
  { "canvas.toggle-breakpoint", cr_canvas_toggle_breakpoint, cr_canvas_has_gates_selected },
  { "canvas.toggle-patterns", cr_canvas_toggle_patterns, NULL },
  { "canvas.toggle-overview", toggle_overview, has_document },
  { "canvas.next-wires", .edit = cr_editor_show_next_wires, .can_run = has_document },
  { "canvas.zoom-in", zoom_in, NULL },
  { "canvas.zoom-out", zoom_out, NULL },
  { "canvas.zoom-reset", zoom_reset, NULL },
  { "canvas.zoom-fit", .edit = cr_editor_zoom_fit, .can_run = has_document },
  { "canvas.zoom-selection", .edit = cr_editor_zoom_selection, .can_run = has_selection },
};

/* --- Installing --- */

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/* The entries have their own keys: of ours only Escape and the zoom reach them. */
static void
activate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrCanvas *canvas = CR_CANVAS (widget);
  gboolean is_for_view = cr_canvas_action_find (name)->is_window_wide;
  const Command *command;

  if ((cr_editor_get_entry (canvas->editor) != NULL || cr_canvas_is_answering (canvas)) && !is_for_view && !g_str_equal (name, "canvas.cancel"))
    return;
  cr_canvas_hide_bubble (canvas);
  command = find_command (name);
  if (command->run != NULL)
    command->run (canvas);
  else if (command->edit != NULL)
    command->edit (canvas->editor);
  else
    command->run_how (canvas, command->how);
}

static void
add_shortcuts (GtkWidgetClass *klass, const CrCanvasAction *action)
{
  for (const char *const *key = action->accelerators; *key != NULL; key++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (*key), gtk_named_action_new (action->name));

      gtk_widget_class_add_shortcut (klass, shortcut);
      g_object_unref (shortcut);
    }
}

void
cr_canvas_class_install_actions (GtkWidgetClass *klass)
{
  guint n_actions;
  const CrCanvasAction *actions = cr_canvas_action_get_all (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    if (actions[i].name != NULL)
      {
        g_assert (find_command (actions[i].name) != NULL);
        gtk_widget_class_install_action (klass, actions[i].name, NULL, activate);
        if (!actions[i].is_window_wide)
          add_shortcuts (klass, &actions[i]);
      }
}

/* --- The same for the window --- */

static void
on_activate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *name = g_strconcat ("canvas.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (GTK_WIDGET (data), name, NULL);
}

static void
add_property_action (CrCanvas *canvas, const char *name)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, canvas->player, name);

  g_action_map_add_action (G_ACTION_MAP (canvas->actions), G_ACTION (action));
}

void
cr_canvas_add_actions (CrCanvas *canvas)
{
  canvas->actions = g_simple_action_group_new ();
  add_property_action (canvas, "grain");
  add_property_action (canvas, "speed");
  add_property_action (canvas, "patterns");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (commands[i].name + strlen ("canvas."), NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (on_activate), canvas, 0);
      g_action_map_add_action (G_ACTION_MAP (canvas->actions), G_ACTION (action));
    }
}

static gboolean
can_run_now (CrCanvas *canvas, const Command *command)
{
  if (command->can_run_how != NULL)
    return command->can_run_how (canvas, command->how);
  if (command->can_edit != NULL)
    return command->can_edit (canvas->editor);
  return command->can_run == NULL || command->can_run (canvas);
}

void
cr_canvas_update_actions (CrCanvas *canvas)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      gboolean can_run = can_run_now (canvas, &commands[i]);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (canvas->actions), commands[i].name + strlen ("canvas."));

      gtk_widget_action_set_enabled (GTK_WIDGET (canvas), commands[i].name, can_run);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), can_run);
    }
}
