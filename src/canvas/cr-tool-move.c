/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selects the node, group or frame that is pressed and moves the whole selection with what it holds, from snap to snap. A gate that has
 * no wires yet is put into the wire on which it is dropped.
 */
#include "cr-edits-parts.h"
#include "cr-edits-wires.h"
#include "cr-edits.h"
#include "cr-editor.h"
#include "cr-step-names.h"

#define MANY 1000 /* more than these are only drawn elsewhere until they are put down: a version for every step would take too long */

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  MOVING,
  N_STATES
};

/* keys are those of the selection at the start and of what goes along; moved is how far they are from there. into: the wire into which
 * what can_insert would be put. */
typedef struct
{
  CrTool base;
  CrEvent pressed;
  gboolean was_selected;
  CrGraph *graph;
  GArray *keys;
  CrPoint moved;
  gboolean can_insert;
  CrPick into;
} MoveTool;

/* Whether a node, a group or a frame is taken by what was pressed: also by the value of a source, where scrubbing has passed the gesture on. */
static gboolean
is_on_item (const CrPick *pick)
{
  switch (pick->kind)
    {
    case CR_PICK_NODE:
    case CR_PICK_FLAG:
    case CR_PICK_VALUE:
    case CR_PICK_BIAS:
    case CR_PICK_GROUP:
    case CR_PICK_FRAME:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  MoveTool *move = (MoveTool *) tool;
  CrKey key = event->pick.key;

  if (event->button != CR_BUTTON_PRIMARY || !is_on_item (&event->pick))
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
  move->keys = cr_edit_with_contents (move->graph, keys, n_keys);
  move->moved = (CrPoint) { 0, 0 };
  move->can_insert = move->keys->len == 1 && cr_edit_can_insert (move->graph, move->pressed.pick.key);
  move->into = (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 };
  name = cr_step_name_move (move->graph, keys, n_keys);
  cr_editor_begin_gesture (editor, name);
  cr_picture_lift (cr_editor_get_picture (editor), cr_keys_peek (move->keys), move->keys->len);
  cr_editor_set_cursor (editor, CR_CURSOR_MOVING);
}

static void
end (MoveTool *move, CrEditor *editor)
{
  if (move->base.state == MOVING)
    cr_picture_lift (cr_editor_get_picture (editor), NULL, 0);
  if (move->base.state == MOVING && move->into.kind == CR_PICK_WIRE)
    cr_editor_edit_marks (editor)->hovered = (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 };
  move->base.state = IDLE;
  g_clear_pointer (&move->graph, cr_graph_unref);
  g_clear_pointer (&move->keys, g_array_unref);
}

static void
preview (MoveTool *move, CrEditor *editor)
{
  cr_editor_take_preview (editor, cr_edit_move (move->graph, cr_keys_peek (move->keys), move->keys->len, move->moved.x, move->moved.y));
}

/* The version with the node put into the wire on which it stands, or NULL. */
static CrGraph *
try_into_wire (MoveTool *move, CrEditor *editor)
{
  if (move->into.kind != CR_PICK_WIRE)
    return NULL;
  return cr_edit_insert (cr_editor_get_graph (editor), cr_editor_get_tape (editor), move->pressed.pick.key, move->into.key,
                         move->into.operand, NULL);
}

/* Shows the wire into which the node would be put here. */
static void
look_for_wire (MoveTool *move, CrEditor *editor)
{
  g_autoptr (CrGraph) put = NULL;
  CrPoint place = { 0, 0 };

  if (!move->can_insert || !cr_edit_get_place (cr_editor_get_graph (editor), move->pressed.pick.key, &place))
    return;
  move->into = cr_editor_find_wire_at (editor, place);
  put = try_into_wire (move, editor);
  if (put == NULL)
    move->into = (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 };
  cr_editor_edit_marks (editor)->hovered = move->into;
}

/* The pressed node goes to the snap grid, the others keep their distance from it. */
static void
follow (MoveTool *move, CrEditor *editor, const CrEvent *event)
{
  CrPoint start = { 0, 0 };
  CrPoint place, moved;

  cr_edit_get_place (move->graph, move->pressed.pick.key, &start);
  place = cr_geometry_snap ((CrPoint) { start.x + event->point.x - move->pressed.point.x,
                                        start.y + event->point.y - move->pressed.point.y });
  moved = (CrPoint) { place.x - start.x, place.y - start.y };
  if (moved.x == move->moved.x && moved.y == move->moved.y)
    return;
  move->moved = moved;
  if (move->keys->len < MANY)
    {
      preview (move, editor);
      look_for_wire (move, editor);
    }
  else
    {
      cr_picture_carry (cr_editor_get_picture (editor), moved.x, moved.y);
      cr_editor_edit_marks (editor); /* redraws */
    }
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
    {
      if (move->keys->len >= MANY)
        preview (move, editor);
      cr_editor_take_preview (editor, try_into_wire (move, editor));
      cr_editor_end_gesture (editor);
    }
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
