/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves the view: middle button, Space and drag, or a finger on nothing. */
#include "cr-editor.h"

enum
{
  IDLE = CR_TOOL_IDLE,
  PANNING,
  N_STATES
};

typedef struct
{
  CrTool base;
  CrPoint last;
} PanTool;

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  gboolean with_space = event->button == CR_BUTTON_PRIMARY && (event->modifiers & CR_MODIFIER_SPACE) != 0;
  gboolean with_finger = event->is_touch && event->pick.kind == CR_PICK_NOTHING;

  if (event->button != CR_BUTTON_MIDDLE && !with_space && !with_finger)
    return FALSE;
  tool->state = PANNING;
  ((PanTool *) tool)->last = event->view;
  cr_editor_set_cursor (editor, CR_CURSOR_PANNING);
  return TRUE;
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  PanTool *pan = (PanTool *) tool;

  cr_editor_pan (editor, event->view.x - pan->last.x, event->view.y - pan->last.y);
  pan->last = event->view;
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  tool->state = IDLE;
}

/* The view stays where it is: it is no edit, and a second finger must not make it jump back. */
static void
cancel (CrTool *tool, CrEditor *editor)
{
  tool->state = IDLE;
}

const CrToolClass cr_tool_pan = {
  .name = "pan",
  .size = sizeof (PanTool),
  .n_states = N_STATES,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
