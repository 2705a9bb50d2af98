/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selects the node, group or frame that is pressed and moves the whole selection with what it holds, from snap to snap. A gate that has
 * no wires yet is put into the wire on which it is dropped.
 */
#include "cr-edits-parts.h"
#include "cr-edits-wires.h"
#include "cr-edits.h"
#include "cr-editor.h"
#include "cr-guides.h"
#include "cr-step-names.h"

#define MANY 1000 /* more than these are only drawn elsewhere until they are put down: a version for every step would take too long */

/* Within so many view pixels the centre of what is moved comes in line with that of something else; never beyond half a step of the grid. */
#define GUIDE_REACH 5.0

#define GRID_SHOWN 60.0 /* the snap grid is shown so far around what is moved */
#define MOST_OTHERS 3000 /* of these no guides are looked for */

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  MOVING,
  N_STATES
};

/* keys are those of the selection at the start and of what goes along; moved is how far they are from there. into: the wire into which
 * what can_insert would be put. area: of what was pressed, at the start. others: what it may come in line with, CrArea elements. */
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
  CrArea area;
  GArray *others;
  CrGuides guides;
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

/* All that stays and is in sight. */
static GArray *
list_others (MoveTool *move, CrEditor *editor)
{
  const CrViewport *viewport = cr_editor_get_viewport (editor);
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);
  CrArea seen = { corner.x, corner.y, viewport->width / viewport->zoom, viewport->height / viewport->zoom };
  g_autoptr (GArray) taken = cr_picture_list_taken (cr_editor_get_picture (editor), &seen);
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  GArray *others = g_array_new (FALSE, FALSE, sizeof (CrArea));

  for (guint i = 0; i < move->keys->len; i++)
    g_hash_table_add (moved, GUINT_TO_POINTER (g_array_index (move->keys, CrKey, i)));
  for (guint i = 0; i < taken->len && taken->len <= MOST_OTHERS; i++)
    {
      const CrTaken *entry = &g_array_index (taken, CrTaken, i);

      if (!g_hash_table_contains (moved, GUINT_TO_POINTER (entry->key)))
        g_array_append_val (others, entry->area);
    }
  return others;
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
  move->others = list_others (move, editor);
  if (!cr_picture_get_node_area (cr_editor_get_picture (editor), move->pressed.pick.key, &move->area))
    move->area = (CrArea) { 0 };
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
  if (move->base.state == MOVING)
    {
      cr_editor_edit_marks (editor)->n_guides = 0;
      cr_editor_edit_marks (editor)->snap = (CrArea) { 0 };
    }
  move->base.state = IDLE;
  g_clear_pointer (&move->others, g_array_unref);
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

/* How far the pressed node goes: to the snap grid, or in line with something near; the others keep their distance from it. */
static CrPoint
snap_way (MoveTool *move, CrEditor *editor, const CrEvent *event)
{
  CrPoint way = { event->point.x - move->pressed.point.x, event->point.y - move->pressed.point.y };
  CrArea area = { move->area.x + way.x, move->area.y + way.y, move->area.width, move->area.height };
  double reach = MIN (GUIDE_REACH / cr_editor_get_viewport (editor)->zoom, CR_SNAP / 2);
  CrPoint start = { 0, 0 };
  CrPoint place;
  double on_x, on_y;

  cr_edit_get_place (move->graph, move->pressed.pick.key, &start);
  place = cr_geometry_snap ((CrPoint) { start.x + way.x, start.y + way.y });
  on_x = place.x - start.x - way.x;
  on_y = place.y - start.y - way.y;
  if (move->area.width > 0)
    cr_guides_snap (&area, (const CrArea *) (gpointer) move->others->data, move->others->len, reach, &on_x, &on_y);
  return (CrPoint) { way.x + on_x, way.y + on_y };
}

/* What it is in line with, and the grid around it. */
static void
show_guides (MoveTool *move, CrEditor *editor)
{
  CrMarks *marks = cr_editor_edit_marks (editor);
  CrArea area = { move->area.x + move->moved.x, move->area.y + move->moved.y, move->area.width, move->area.height };

  if (move->area.width <= 0)
    return;
  cr_guides_find (&area, (const CrArea *) (gpointer) move->others->data, move->others->len, &move->guides);
  marks->guides = move->guides.lines;
  marks->n_guides = move->guides.n_lines;
  marks->snap = cr_area_grown (&area, GRID_SHOWN);
}

static void
follow (MoveTool *move, CrEditor *editor, const CrEvent *event)
{
  CrPoint moved = snap_way (move, editor, event);

  if (moved.x == move->moved.x && moved.y == move->moved.y)
    return;
  move->moved = moved;
  show_guides (move, editor);
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
