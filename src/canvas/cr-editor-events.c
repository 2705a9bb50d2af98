/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's events: what the pointer is over, and which tool gets what it does. */
#include "cr-editor-private.h"

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

/* --- Hovering --- */

static CrCursor
get_cursor_for (CrPick pick)
{
  switch (pick.kind)
    {
    case CR_PICK_OUTPUT:
    case CR_PICK_INPUT:
      return CR_CURSOR_PORT;
    case CR_PICK_VALUE:
    case CR_PICK_BIAS:
      return CR_CURSOR_VALUE;
    case CR_PICK_NODE:
    case CR_PICK_FLAG:
    case CR_PICK_WIRE:
    case CR_PICK_GROUP:
    case CR_PICK_FRAME:
    case CR_PICK_FOLD:
      return CR_CURSOR_NODE;
    case CR_PICK_NOTHING:
    default:
      return CR_CURSOR_DEFAULT;
    }
}

static CrPick
pick_at (CrEditor *editor, CrPoint view)
{
  CrPoint point = cr_viewport_to_graph (&editor->viewport, view.x, view.y);

  return cr_picture_pick (editor->picture, point.x, point.y, editor->viewport.zoom);
}

void
cr_editor_update_hover (CrEditor *editor)
{
  CrPick pick = editor->has_pointer && editor->picture != NULL ? pick_at (editor, editor->pointer) : nothing;

  cr_editor_set_cursor (editor, editor->is_cutting ? CR_CURSOR_PORT : get_cursor_for (pick));
  if (!cr_pick_equal (pick, editor->marks.hovered))
    cr_editor_edit_marks (editor)->hovered = pick;
}

/* --- Events --- */

static CrEvent
make_event (CrEditor *editor, CrPoint view, CrModifiers modifiers)
{
  CrEvent event = editor->pressed;

  event.view = view;
  event.point = cr_viewport_to_graph (&editor->viewport, view.x, view.y);
  event.pick = pick_at (editor, view);
  event.modifiers = modifiers;
  return event;
}

/* A tool that has become idle has let go of the gesture. */
static void
settle (CrEditor *editor)
{
  if (editor->active != NULL && editor->active->state != CR_TOOL_IDLE)
    return;
  editor->active = NULL;
  cr_editor_update_hover (editor);
}

/* The secondary button opens a menu about what is under it, which is therefore selected. */
static void
select_for_menu (CrEditor *editor, const CrEvent *event)
{
  CrPick pick = event->pick;

  if (pick.kind == CR_PICK_WIRE)
    cr_editor_select_wire (editor, pick.key, pick.operand);
  else if (pick.kind == CR_PICK_NOTHING)
    cr_editor_select_none (editor);
  else if (!cr_selection_contains (editor->selection, pick.key))
    cr_editor_select_nodes (editor, &pick.key, 1);
}

void
cr_editor_press (CrEditor *editor, CrPoint view, CrButton button, guint n_presses, CrModifiers modifiers, gboolean is_touch)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->picture == NULL || editor->active != NULL)
    return;
  cr_editor_end_transition (editor);
  cr_editor_arrow_released (editor);
  cr_editor_close_search (editor);
  cr_editor_end_wiring (editor);
  editor->pointer = view;
  editor->has_pointer = TRUE;
  editor->pressed = (CrEvent) { .button = button, .n_presses = n_presses, .is_touch = is_touch };
  editor->pressed = make_event (editor, view, modifiers);
  if (button == CR_BUTTON_SECONDARY && (modifiers & CR_MODIFIER_CONTROL) == 0)
    {
      select_for_menu (editor, &editor->pressed);
      return;
    }
  for (guint i = 0; i < CR_N_TOOLS && editor->active == NULL; i++)
    if (editor->tools[i]->klass->press (editor->tools[i], editor, &editor->pressed))
      editor->active = editor->tools[i];
}

void
cr_editor_pass_on (CrEditor *editor, const CrToolClass *klass, const CrEvent *press)
{
  editor->active = NULL;
  for (guint i = 0; i < CR_N_TOOLS; i++)
    if (editor->tools[i]->klass == klass && klass->press (editor->tools[i], editor, press))
      editor->active = editor->tools[i];
}

void
cr_editor_motion (CrEditor *editor, CrPoint view, CrModifiers modifiers)
{
  CrEvent event;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->picture == NULL)
    return;
  editor->pointer = view;
  editor->has_pointer = TRUE;
  if (editor->active == NULL)
    {
      cr_editor_update_hover (editor);
      return;
    }
  event = make_event (editor, view, modifiers);
  editor->active->klass->motion (editor->active, editor, &event);
}

void
cr_editor_release (CrEditor *editor, CrPoint view, CrModifiers modifiers)
{
  CrEvent event;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->active == NULL)
    return;
  event = make_event (editor, view, modifiers);
  editor->active->klass->release (editor->active, editor, &event);
  settle (editor);
}

void
cr_editor_leave (CrEditor *editor)
{
  editor->has_pointer = FALSE;
  if (editor->active == NULL)
    cr_editor_update_hover (editor);
}

void
cr_editor_break_off (CrEditor *editor)
{
  CrTool *tool = g_steal_pointer (&editor->active);

  cr_editor_arrow_released (editor);
  if (tool == NULL)
    return;
  tool->klass->cancel (tool, editor);
  cr_editor_update_hover (editor);
}

gboolean
cr_editor_cancel (CrEditor *editor)
{
  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (editor->active != NULL || editor->entry != NULL || editor->search != NULL)
    {
      cr_editor_break_off (editor);
      cr_editor_close_entry (editor);
      cr_editor_close_search (editor);
    }
  else if (editor->wiring != NULL)
    cr_editor_end_wiring (editor);
  else if (editor->is_cutting)
    cr_editor_set_cutting (editor, FALSE);
  else if (editor->layout != NULL)
    cr_editor_cancel_layout (editor);
  else if (!cr_selection_is_empty (editor->selection))
    cr_editor_select_none (editor);
  else
    return FALSE;
  return TRUE;
}

gboolean
cr_editor_is_idle (CrEditor *editor)
{
  return editor->active == NULL && editor->arrow == CR_ARROW_IDLE && editor->entry == NULL && editor->search == NULL
         && editor->wiring == NULL;
}

const CrTool *
cr_editor_get_active_tool (CrEditor *editor)
{
  return editor->active;
}

gboolean
cr_editor_get_pointer (CrEditor *editor, CrPoint *view)
{
  *view = editor->pointer;
  return editor->has_pointer;
}

void
cr_editor_set_cutting (CrEditor *editor, gboolean is_cutting)
{
  if (editor->is_cutting == is_cutting)
    return;
  editor->is_cutting = is_cutting;
  if (editor->active == NULL)
    cr_editor_update_hover (editor);
}

gboolean
cr_editor_is_cutting (CrEditor *editor)
{
  return editor->is_cutting;
}
