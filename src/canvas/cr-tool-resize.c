/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drags an edge or a corner of a frame: what lies in it stays where it is. */
#include "cr-edits-parts.h"
#include "cr-editor.h"
#include "cr-step-names.h"

#include <math.h>

#define EDGE 7.0 /* on the screen */
#define LEAST_SIDE 24.0

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  RESIZING,
  N_STATES
};

/* dx, dy: −1, 0 or 1: which edges follow the pointer. */
typedef struct
{
  CrTool base;
  CrEvent pressed;
  CrGraph *graph;
  CrArea area;
  int dx;
  int dy;
} ResizeTool;

static int
find_edge (double from, double length, double at, double reach)
{
  if (at - from <= reach)
    return -1;
  return from + length - at <= reach ? 1 : 0;
}

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  ResizeTool *resize = (ResizeTool *) tool;
  double reach = EDGE / cr_editor_get_viewport (editor)->zoom;
  CrKey key = event->pick.key;

  if (event->button != CR_BUTTON_PRIMARY || event->n_presses != 1 || event->pick.kind != CR_PICK_FRAME ||
      !cr_picture_get_node_area (cr_editor_get_picture (editor), key, &resize->area))
    return FALSE;
  resize->dx = find_edge (resize->area.x, resize->area.width, event->point.x, reach);
  resize->dy = find_edge (resize->area.y, resize->area.height, event->point.y, reach);
  if (resize->dx == 0 && resize->dy == 0)
    return FALSE;
  tool->state = PRESSED;
  resize->pressed = *event;
  cr_editor_select_nodes (editor, &key, 1);
  return TRUE;
}

static void
begin (ResizeTool *resize, CrEditor *editor)
{
  g_autofree char *name = cr_step_name_change (cr_editor_get_graph (editor), resize->pressed.pick.key);

  resize->base.state = RESIZING;
  resize->graph = cr_graph_ref (cr_editor_get_graph (editor));
  cr_editor_begin_gesture (editor, name);
}

/* One end of a side from snap to snap, never past the other one. */
static void
drag_side (double *from, double *length, int side, double by)
{
  double end = *from + *length;

  if (side < 0)
    *from = MIN (CR_SNAP * round ((*from + by) / CR_SNAP), end - LEAST_SIDE);
  if (side > 0)
    end = MAX (CR_SNAP * round ((end + by) / CR_SNAP), *from + LEAST_SIDE);
  *length = end - *from;
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  ResizeTool *resize = (ResizeTool *) tool;
  CrArea area = resize->area;

  if (tool->state == PRESSED && cr_tool_is_drag (&resize->pressed, event))
    begin (resize, editor);
  if (tool->state != RESIZING)
    return;
  drag_side (&area.x, &area.width, resize->dx, event->point.x - resize->pressed.point.x);
  drag_side (&area.y, &area.height, resize->dy, event->point.y - resize->pressed.point.y);
  cr_editor_take_preview (editor, cr_edit_set_frame_area (resize->graph, resize->pressed.pick.key, area));
}

static void
end (ResizeTool *resize)
{
  resize->base.state = IDLE;
  g_clear_pointer (&resize->graph, cr_graph_unref);
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  if (tool->state == RESIZING)
    cr_editor_end_gesture (editor);
  end ((ResizeTool *) tool);
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  if (tool->state == RESIZING)
    cr_editor_cancel_gesture (editor);
  end ((ResizeTool *) tool);
}

const CrToolClass cr_tool_resize = {
  .name = "resize",
  .size = sizeof (ResizeTool),
  .n_states = N_STATES,
  .pans_at_edges = TRUE,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
