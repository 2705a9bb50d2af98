/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of tools, and what they share. */
#include "cr-tool.h"

#include <math.h>

/* View pixels; a touch is less steady. */
#define DRAG_DISTANCE 4.0
#define TOUCH_DRAG_DISTANCE 10.0

const CrToolClass *const cr_tool_classes[CR_N_TOOLS] = {
  &cr_tool_pan, &cr_tool_cut, &cr_tool_open, &cr_tool_scrub, &cr_tool_wire, &cr_tool_resize, &cr_tool_move, &cr_tool_select,
};

CrTool *
cr_tool_new (const CrToolClass *klass)
{
  CrTool *tool = g_malloc0 (klass->size);

  tool->klass = klass;
  return tool;
}

void
cr_tool_free (CrTool *tool)
{
  g_assert (tool->state == CR_TOOL_IDLE);
  g_free (tool);
}

gboolean
cr_event_is_adding (const CrEvent *event)
{
  return (event->modifiers & (CR_MODIFIER_SHIFT | CR_MODIFIER_CONTROL)) != 0;
}

gboolean
cr_tool_is_drag (const CrEvent *press, const CrEvent *now)
{
  double distance = hypot (now->view.x - press->view.x, now->view.y - press->view.y);

  return distance >= (press->is_touch ? TOUCH_DRAG_DISTANCE : DRAG_DISTANCE);
}
