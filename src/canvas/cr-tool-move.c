/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selects the node that is pressed and moves the whole selection, from snap to snap. */
#include "cr-edits.h"
#include "cr-editor.h"
#include "cr-step-names.h"

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  MOVING,
  N_STATES
};

/* keys are those of the selection at the start; moved is how far they are from there. */
typedef struct
{
  CrTool base;
  CrEvent pressed;
  gboolean was_selected;
  CrGraph *graph;
  GArray *keys;
  CrPoint moved;
} MoveTool;

/* Also with the value of a source pressed, where scrubbing has passed the gesture on. */
static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  MoveTool *move = (MoveTool *) tool;
  CrKey key = event->pick.key;

  if (event->button != CR_BUTTON_PRIMARY
      || (event->pick.kind != CR_PICK_NODE && event->pick.kind != CR_PICK_FLAG && event->pick.kind != CR_PICK_VALUE))
    return FALSE;
  tool->state = PRESSED;
  move->pressed = *event;
  move->was_selected = cr_selection_contains (cr_editor_get_selection (editor), key);
  if (!move->was_selected && cr_event_is_adding (event))
    cr_editor_select_more (editor, &key, 1);
  else if (!move->was_selected)
    cr_editor_select_nodes (editor, &key, 1);
  return TRUE;
}

static void
begin (MoveTool *move, CrEditor *editor)
{
  g_autofree char *name = NULL;
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (editor), &n_keys);

  move->base.state = MOVING;
  move->graph = cr_graph_ref (cr_editor_get_graph (editor));
  move->keys = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (CrKey)), keys, n_keys);
  move->moved = (CrPoint) { 0, 0 };
  name = cr_step_name_move (move->graph, keys, n_keys);
  cr_editor_begin_gesture (editor, name);
  cr_picture_lift (cr_editor_get_picture (editor), keys, n_keys);
  cr_editor_set_cursor (editor, CR_CURSOR_MOVING);
}

static void
end (MoveTool *move, CrEditor *editor)
{
  if (move->base.state == MOVING)
    cr_picture_lift (cr_editor_get_picture (editor), NULL, 0);
  move->base.state = IDLE;
  g_clear_pointer (&move->graph, cr_graph_unref);
  g_clear_pointer (&move->keys, g_array_unref);
}

/* The pressed node goes to the snap grid, the others keep their distance from it. */
static void
follow (MoveTool *move, CrEditor *editor, const CrEvent *event)
{
  CrPoint start = cr_graph_get_node (move->graph, move->pressed.pick.key)->place;
  CrPoint place = cr_geometry_snap ((CrPoint) { start.x + event->point.x - move->pressed.point.x,
                                                start.y + event->point.y - move->pressed.point.y });
  CrPoint moved = { place.x - start.x, place.y - start.y };

  if (moved.x == move->moved.x && moved.y == move->moved.y)
    return;
  move->moved = moved;
  cr_editor_take_preview (editor, cr_edit_move (move->graph, cr_keys_peek (move->keys), move->keys->len, moved.x, moved.y));
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  MoveTool *move = (MoveTool *) tool;

  if (tool->state == PRESSED && cr_tool_is_drag (&move->pressed, event))
    begin (move, editor);
  if (tool->state == MOVING)
    follow (move, editor, event);
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  MoveTool *move = (MoveTool *) tool;
  CrKey key = move->pressed.pick.key;

  if (tool->state == MOVING)
    cr_editor_end_gesture (editor);
  else if (move->was_selected && cr_event_is_adding (event))
    cr_editor_toggle_node (editor, key);
  else if (move->was_selected)
    cr_editor_select_nodes (editor, &key, 1);
  end (move, editor);
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  if (tool->state == MOVING)
    cr_editor_cancel_gesture (editor);
  end ((MoveTool *) tool, editor);
}

const CrToolClass cr_tool_move = {
  .name = "move",
  .size = sizeof (MoveTool),
  .n_states = N_STATES,
  .pans_at_edges = TRUE,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
