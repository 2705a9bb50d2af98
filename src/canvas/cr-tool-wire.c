/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws wires: from an output to an input, or to all selected nodes at once, from an open input back to an output, and off an occupied
 * input.
 *
 * How this works: while a wire hangs on the pointer, the nearest port of the other kind is its target. Whenever the target
 * changes, the edit is tried on the graph; if it may not be, the reason is shown and dropping does nothing. The document changes
 * only at the drop: one undo step, or none.
 */
#include "cr-edits-fit.h"
#include "cr-edits.h"
#include "cr-editor.h"
#include "cr-step-names.h"

#include <math.h>

/* Within this many view pixels of the press the node's own ports are no target. */
#define OWN_PORT_DISTANCE 24.0

/* Within this many view pixels of its ports a gate that takes more operands offers one more. */
#define OFFER_DISTANCE 56.0

#define OCCUPIED_HIT_RADIUS 7.0

/* A port that takes the wire is snapped to from this many times as far as others are. */
#define FITTING_REACH 1.75

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  DRAGGING_OUTPUT,   /* the loose end looks for an input */
  DRAGGING_INPUT,    /* it looks for an output */
  DRAGGING_DETACHED, /* it was dragged off an occupied input and looks for another one */
  N_STATES
};

/* from: the port that the wire hangs on. old: the input that it was dragged off. target: where it would be dropped.
 * result: what dropping there would give; NULL with refusal set where it may not be dropped. unfit: by key, what takes it nowhere. */
typedef struct
{
  CrTool base;
  CrEvent pressed;
  CrPick from;
  CrPick old;
  CrPick target;
  CrGraph *result;
  char *refusal;
  gboolean *unfit;
} WireTool;

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  if (event->button != CR_BUTTON_PRIMARY || (event->pick.kind != CR_PICK_OUTPUT && event->pick.kind != CR_PICK_INPUT))
    return FALSE;
  tool->state = PRESSED;
  ((WireTool *) tool)->pressed = *event;
  return TRUE;
}

/* What feeds that input, or CR_KEY_NONE. */
static CrKey
get_feeder (CrEditor *editor, CrPick input)
{
  const CrNode *node = cr_graph_get_node (cr_editor_get_graph (editor), input.key);

  return node != NULL && input.operand < node->n_operands ? node->operands[input.operand] : CR_KEY_NONE;
}

/* What takes the wire nowhere steps back as long as it is dragged. */
static void
mark_unfit (WireTool *wire, CrEditor *editor)
{
  const CrGraph *graph = cr_editor_get_graph (editor);
  CrTape *tape = cr_editor_get_tape (editor);
  CrMarks *marks = cr_editor_edit_marks (editor);

  if (wire->base.state == DRAGGING_INPUT)
    wire->unfit = cr_edit_find_unfit_feeders (graph, tape, wire->from.key, wire->from.operand);
  else
    wire->unfit = cr_edit_find_unfit_takers (graph, tape, wire->from.key);
  marks->drag.unfit = wire->unfit;
  marks->drag.n_unfit = cr_graph_get_key_limit (graph);
}

static void
begin (WireTool *wire, CrEditor *editor)
{
  CrPick pick = wire->pressed.pick;
  CrKey feeder = pick.kind == CR_PICK_INPUT ? get_feeder (editor, pick) : CR_KEY_NONE;

  wire->from = pick;
  wire->old = wire->target = nothing;
  cr_editor_edit_marks (editor)->hovered = nothing;
  if (pick.kind == CR_PICK_OUTPUT)
    wire->base.state = DRAGGING_OUTPUT;
  else if (feeder == CR_KEY_NONE)
    wire->base.state = DRAGGING_INPUT;
  else
    {
      wire->base.state = DRAGGING_DETACHED;
      wire->old = pick;
      wire->from = (CrPick) { CR_PICK_OUTPUT, feeder, 0 };
      cr_picture_lift (cr_editor_get_picture (editor), &pick.key, 1); /* so that its old wire is not drawn */
    }
  mark_unfit (wire, editor);
}

/* --- The target --- */

/* On the body of a gate, away from its ports, a wire goes to the first open operand, or becomes one more where there may be more. */
static guint
choose_operand (const CrNode *node, guint nearest)
{
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] == CR_KEY_NONE)
      return i;
  return node->n_operands < node->gate->maximum_operands ? node->n_operands : nearest;
}

/* An occupied input has to be met well, where there is a free one beside it: a wire that comes near wants to be added. */
static gboolean
is_on_port (CrEditor *editor, const CrNode *node, CrPick port, CrPoint point)
{
  gboolean is_occupied = port.operand < node->n_operands && node->operands[port.operand] != CR_KEY_NONE;
  gboolean has_free = choose_operand (node, G_MAXUINT) != G_MAXUINT;
  double zoom = cr_editor_get_viewport (editor)->zoom;
  double radius = is_occupied && has_free ? OCCUPIED_HIT_RADIUS : CR_PORT_HIT_RADIUS;
  CrArea area;

  if (!cr_picture_get_pick_area (cr_editor_get_picture (editor), port, &area))
    return FALSE;
  return hypot (area.x + area.width / 2 - point.x, area.y + area.height / 2 - point.y) <= radius / zoom;
}

static gboolean
takes_more (const CrNode *node)
{
  return choose_operand (node, G_MAXUINT) == node->n_operands;
}

/* A full gate that takes more offers a free port when the wire comes near: it would not be found otherwise. */
static void
offer_operand (WireTool *wire, CrEditor *editor, const CrEvent *event)
{
  double scale = cr_editor_get_viewport (editor)->zoom * CR_PORT_HIT_RADIUS / OFFER_DISTANCE;
  CrPick near = cr_picture_pick_port (cr_editor_get_picture (editor), event->point.x, event->point.y, scale, CR_PICK_INPUT);
  const CrNode *node = cr_graph_get_node (cr_editor_get_graph (editor), near.key);
  gboolean is_own = near.key == wire->from.key || near.key == wire->old.key;

  if (wire->base.state != DRAGGING_INPUT)
    cr_editor_offer_operand (editor, node != NULL && !is_own && takes_more (node) ? node->key : CR_KEY_NONE);
}

/* On the body of a gate the wire goes where it fits: where the operand that is its turn does not take it, to another open one that does. */
static guint
choose_fitting_operand (WireTool *wire, CrEditor *editor, const CrNode *node, guint chosen)
{
  const CrGraph *graph = cr_editor_get_graph (editor);
  CrTape *tape = cr_editor_get_tape (editor);
  g_autoptr (CrGraph) first = cr_edit_wire (graph, tape, wire->from.key, node->key, chosen, NULL);

  for (guint i = 0; i < node->n_operands && first == NULL; i++)
    {
      g_autoptr (CrGraph) other = node->operands[i] == CR_KEY_NONE ? cr_edit_wire (graph, tape, wire->from.key, node->key, i, NULL) : NULL;

      if (other != NULL)
        return i;
    }
  return chosen;
}

static gboolean
takes_wire (WireTool *wire, CrEditor *editor, CrPick port)
{
  gboolean is_backward = wire->base.state == DRAGGING_INPUT;
  g_autoptr (CrGraph) wired = NULL;

  if (port.key == wire->from.key || wire->unfit[port.key])
    return FALSE;
  wired = cr_edit_wire (cr_editor_get_graph (editor), cr_editor_get_tape (editor), is_backward ? port.key : wire->from.key,
                        is_backward ? wire->from.key : port.key, is_backward ? wire->from.operand : port.operand, NULL);
  return wired != NULL;
}

/* The port under the pointer, or else one near it that takes the wire. */
static CrPick
find_port (WireTool *wire, CrEditor *editor, const CrEvent *event, CrPickKind wanted)
{
  CrPicture *picture = cr_editor_get_picture (editor);
  double zoom = cr_editor_get_viewport (editor)->zoom;
  CrPick port = cr_picture_pick_port (picture, event->point.x, event->point.y, zoom, wanted);

  if (port.kind != CR_PICK_NOTHING)
    return port;
  port = cr_picture_pick_port (picture, event->point.x, event->point.y, zoom / FITTING_REACH, wanted);
  return port.kind != CR_PICK_NOTHING && takes_wire (wire, editor, port) ? port : nothing;
}

static CrPick
find_target (WireTool *wire, CrEditor *editor, const CrEvent *event)
{
  CrPickKind wanted = wire->base.state == DRAGGING_INPUT ? CR_PICK_OUTPUT : CR_PICK_INPUT;
  CrPick target = find_port (wire, editor, event, wanted);
  const CrNode *node = cr_graph_get_node (cr_editor_get_graph (editor), target.key);
  double distance = hypot (event->view.x - wire->pressed.view.x, event->view.y - wire->pressed.view.y);

  if (target.kind == CR_PICK_NOTHING || node == NULL || (target.key == wire->from.key && distance < OWN_PORT_DISTANCE))
    return nothing;
  if (wanted == CR_PICK_INPUT && !is_on_port (editor, node, target, event->point))
    {
      if (target.key == wire->old.key)
        return wire->old;
      target.operand = choose_fitting_operand (wire, editor, node, choose_operand (node, target.operand));
    }
  return target;
}

/* The version that dropping at the target would give, or NULL with the reason. */
static CrGraph *
try_target (WireTool *wire, CrEditor *editor, GError **error)
{
  const CrGraph *graph = cr_editor_get_graph (editor);
  CrTape *tape = cr_editor_get_tape (editor);
  CrPick target = wire->target;

  if (wire->base.state == DRAGGING_INPUT)
    return cr_edit_wire (graph, tape, target.key, wire->from.key, wire->from.operand, error);
  if (wire->base.state == DRAGGING_OUTPUT)
    return cr_edit_wire (graph, tape, wire->from.key, target.key, target.operand, error);
  if (cr_pick_equal (target, wire->old))
    return cr_graph_ref (graph);
  return cr_edit_rewire (graph, tape, wire->old.key, wire->old.operand, target.key, target.operand, error);
}

static void
set_target (WireTool *wire, CrEditor *editor, CrPick target)
{
  g_autoptr (GError) error = NULL;

  wire->target = target;
  g_clear_pointer (&wire->result, cr_graph_unref);
  g_clear_pointer (&wire->refusal, g_free);
  if (target.kind == CR_PICK_NOTHING)
    return;
  wire->result = try_target (wire, editor, &error);
  if (wire->result == NULL)
    wire->refusal = g_strdup (error->message);
}

static void
follow (WireTool *wire, CrEditor *editor, const CrEvent *event)
{
  CrPick target;
  CrMarks *marks = cr_editor_edit_marks (editor);

  offer_operand (wire, editor, event);
  target = find_target (wire, editor, event);
  if (!cr_pick_equal (target, wire->target))
    set_target (wire, editor, target);
  marks->detached = wire->old;
  if (wire->base.state == DRAGGING_DETACHED)
    marks->detached.kind = CR_PICK_WIRE;
  marks->drag.from = wire->from;
  marks->drag.pointer = event->point;
  marks->drag.target = wire->target;
  marks->drag.refusal = wire->refusal;
  cr_editor_set_cursor (editor, wire->refusal != NULL ? CR_CURSOR_REFUSED : CR_CURSOR_PORT);
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  WireTool *wire = (WireTool *) tool;

  if (tool->state == PRESSED && cr_tool_is_drag (&wire->pressed, event))
    begin (wire, editor);
  if (tool->state != PRESSED)
    follow (wire, editor, event);
}

/* --- The drop --- */

/* Where the target is one of several selected nodes, the wire goes to all of them that take it: the version with those wires, and how many
 * there are. */
static CrGraph *
wire_selected (WireTool *wire, CrEditor *editor, guint *n_wires)
{
  CrTape *tape = cr_editor_get_tape (editor);
  CrGraph *graph = g_steal_pointer (&wire->result);
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (editor), &n_keys);
  gboolean is_among = wire->base.state == DRAGGING_OUTPUT && cr_selection_contains (cr_editor_get_selection (editor), wire->target.key);

  *n_wires = 1;
  for (guint i = 0; i < n_keys && is_among; i++)
    {
      const CrNode *node = keys[i] != wire->target.key && keys[i] != wire->from.key ? cr_graph_get_node (graph, keys[i]) : NULL;
      guint operand = node != NULL ? choose_operand (node, G_MAXUINT) : G_MAXUINT;
      CrGraph *more = NULL;

      if (operand != G_MAXUINT)
        more = cr_edit_wire (graph, tape, wire->from.key, keys[i], choose_fitting_operand (wire, editor, node, operand), NULL);
      if (more == NULL)
        continue;
      cr_graph_unref (graph);
      graph = more;
      (*n_wires)++;
    }
  return graph;
}

static void
connect_target (WireTool *wire, CrEditor *editor)
{
  gboolean is_backward = wire->base.state == DRAGGING_INPUT;
  CrKey from = is_backward ? wire->target.key : wire->from.key;
  CrKey to = is_backward ? wire->from.key : wire->target.key;
  g_autofree char *name = NULL;
  guint n_wires;
  CrGraph *wired = wire_selected (wire, editor, &n_wires);

  name = cr_step_name_wire (cr_editor_get_graph (editor), from, n_wires == 1 ? to : CR_KEY_NONE, n_wires);
  cr_editor_take_edit (editor, wired, name);
}

static void
detach (WireTool *wire, CrEditor *editor)
{
  g_autofree char *name = cr_step_name_detach (cr_editor_get_graph (editor), wire->from.key, wire->old.key);

  cr_editor_take_edit (editor, cr_graph_disconnected (cr_editor_get_graph (editor), wire->old.key, wire->old.operand), name);
}

/* A click on a port selects its wire, or else its node. */
static void
click (WireTool *wire, CrEditor *editor)
{
  CrPick pick = wire->pressed.pick;

  if (pick.kind == CR_PICK_INPUT && get_feeder (editor, pick) != CR_KEY_NONE)
    cr_editor_select_wire (editor, pick.key, pick.operand);
  else
    cr_editor_select_nodes (editor, &pick.key, 1);
}

static void
end (WireTool *wire, CrEditor *editor)
{
  CrMarks *marks = cr_editor_edit_marks (editor);

  if (wire->base.state == DRAGGING_DETACHED)
    cr_picture_lift (cr_editor_get_picture (editor), NULL, 0);
  cr_editor_offer_operand (editor, CR_KEY_NONE);
  wire->base.state = IDLE;
  wire->target = nothing;
  marks->detached = marks->drag.from = marks->drag.target = nothing;
  marks->drag.refusal = NULL;
  marks->drag.unfit = NULL;
  marks->drag.n_unfit = 0;
  g_clear_pointer (&wire->unfit, g_free);
  g_clear_pointer (&wire->result, cr_graph_unref);
  g_clear_pointer (&wire->refusal, g_free);
}

/* In the open nothing takes the wire yet: the gate that is to take it is looked for. */
static gboolean
wants_search (WireTool *wire, const CrEvent *event)
{
  return (wire->base.state == DRAGGING_OUTPUT || wire->base.state == DRAGGING_INPUT) && wire->target.kind == CR_PICK_NOTHING
         && (event->pick.kind == CR_PICK_NOTHING || event->pick.kind == CR_PICK_FRAME);
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  WireTool *wire = (WireTool *) tool;
  CrPick from = wire->from;

  if (wants_search (wire, event))
    {
      end (wire, editor);
      cr_editor_open_search (editor, event->point, from);
      return;
    }
  if (tool->state == PRESSED)
    click (wire, editor);
  else if (wire->refusal != NULL)
    cr_editor_tell (editor, wire->refusal);
  else if (wire->target.kind != CR_PICK_NOTHING)
    connect_target (wire, editor);
  else if (tool->state == DRAGGING_DETACHED)
    detach (wire, editor);
  end (wire, editor);
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  end ((WireTool *) tool, editor);
}

const CrToolClass cr_tool_wire = {
  .name = "wire",
  .size = sizeof (WireTool),
  .n_states = N_STATES,
  .pans_at_edges = TRUE,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
