/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selects a wire by a click, nodes by a rubber band, and nothing by a click on nothing. */
#include "cr-editor.h"

#include <math.h>

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  BANDING,
  N_STATES
};

/* before: the nodes that were selected when the band began; with Shift or Control it adds to them. */
typedef struct
{
  CrTool base;
  CrEvent pressed;
  GArray *before;
} SelectTool;

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  SelectTool *select = (SelectTool *) tool;

  if (event->button != CR_BUTTON_PRIMARY)
    return FALSE;
  tool->state = PRESSED;
  select->pressed = *event;
  return TRUE;
}

static void
begin_band (SelectTool *select, CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (editor), &n_keys);

  select->base.state = BANDING;
  select->before = g_array_new (FALSE, FALSE, sizeof (CrKey));
  if (n_keys > 0)
    g_array_append_vals (select->before, keys, n_keys);
}

static void
follow (SelectTool *select, CrEditor *editor, const CrEvent *event)
{
  CrPoint a = select->pressed.point;
  CrPoint b = event->point;
  CrArea band = { MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y) };
  g_autoptr (GArray) keys = cr_picture_pick_area (cr_editor_get_picture (editor), &band);

  if (cr_event_is_adding (&select->pressed) && select->before->len > 0)
    g_array_append_vals (keys, select->before->data, select->before->len);
  cr_editor_select_nodes (editor, cr_keys_peek (keys), keys->len);
  cr_editor_edit_marks (editor)->rubber_band = band;
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  SelectTool *select = (SelectTool *) tool;

  if (tool->state == PRESSED && cr_tool_is_drag (&select->pressed, event))
    begin_band (select, editor);
  if (tool->state == BANDING)
    follow (select, editor, event);
}

static void
end (SelectTool *select, CrEditor *editor)
{
  select->base.state = IDLE;
  cr_editor_edit_marks (editor)->rubber_band = (CrArea) { 0 };
  g_clear_pointer (&select->before, g_array_unref);
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  SelectTool *select = (SelectTool *) tool;
  CrPick pick = select->pressed.pick;

  if (tool->state == PRESSED && pick.kind == CR_PICK_WIRE)
    cr_editor_select_wire (editor, pick.key, pick.operand);
  else if (tool->state == PRESSED && !cr_event_is_adding (event))
    cr_editor_select_none (editor);
  end (select, editor);
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  SelectTool *select = (SelectTool *) tool;

  if (tool->state == BANDING)
    cr_editor_select_nodes (editor, cr_keys_peek (select->before), select->before->len);
  end (select, editor);
}

const CrToolClass cr_tool_select = {
  .name = "select",
  .size = sizeof (SelectTool),
  .n_states = N_STATES,
  .pans_at_edges = TRUE,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
