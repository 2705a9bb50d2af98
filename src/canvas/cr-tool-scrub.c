/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrubs a source's value: the pointer goes sideways, the number follows. A click alone gives it the arrow keys. */
#include "cr-edits.h"
#include "cr-editor.h"
#include "cr-step-names.h"
#include "cr-value-step.h"

#include <math.h>

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  SCRUBBING,
  N_STATES
};

/* number is where the pointer has brought it, unrounded, so that nothing is lost when the step changes on the way. */
typedef struct
{
  CrTool base;
  CrEvent pressed;
  CrGraph *graph;
  CrMatrix *matrix;
  double number;
  double last_x;
} ScrubTool;

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  if (event->button != CR_BUTTON_PRIMARY || event->pick.kind != CR_PICK_VALUE)
    return FALSE;
  tool->state = PRESSED;
  ((ScrubTool *) tool)->pressed = *event;
  return TRUE;
}

static gboolean
begin (ScrubTool *scrub, CrEditor *editor, const CrEvent *event)
{
  CrPick pick = scrub->pressed.pick;
  g_autoptr (CrMatrix) matrix = cr_edit_get_value (cr_editor_get_graph (editor), cr_editor_get_tape (editor), pick.key);
  g_autofree char *name = NULL;

  if (matrix == NULL || pick.operand >= cr_shape_get_size (matrix->shape))
    return FALSE;
  scrub->graph = cr_graph_ref (cr_editor_get_graph (editor));
  scrub->number = matrix->entries[pick.operand];
  scrub->matrix = g_steal_pointer (&matrix);
  scrub->last_x = event->view.x;
  scrub->base.state = SCRUBBING;
  name = cr_step_name_change (scrub->graph, pick.key);
  cr_editor_select_value (editor, pick.key);
  cr_editor_begin_gesture (editor, name);
  return TRUE;
}

static void
end (ScrubTool *scrub)
{
  scrub->base.state = IDLE;
  g_clear_pointer (&scrub->graph, cr_graph_unref);
  g_clear_pointer (&scrub->matrix, cr_matrix_unref);
}

static void
follow (ScrubTool *scrub, CrEditor *editor, const CrEvent *event)
{
  double step = cr_value_step_get (scrub->number, event->modifiers);
  CrPick pick = scrub->pressed.pick;
  g_autoptr (CrMatrix) matrix = NULL;

  scrub->number += (event->view.x - scrub->last_x) * step;
  scrub->last_x = event->view.x;
  matrix = cr_edit_with_entry (scrub->matrix, pick.operand, cr_value_step_round (scrub->number, step));
  cr_editor_take_preview (editor, cr_edit_set_value (scrub->graph, pick.key, matrix));
}

/* A drag that starts downwards or upwards was meant for the node. */
static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  ScrubTool *scrub = (ScrubTool *) tool;
  const CrEvent *pressed = &scrub->pressed;

  if (tool->state == SCRUBBING)
    follow (scrub, editor, event);
  else if (!cr_tool_is_drag (pressed, event))
    return;
  else if (fabs (event->view.y - pressed->view.y) > fabs (event->view.x - pressed->view.x) || !begin (scrub, editor, event))
    {
      end (scrub);
      cr_editor_pass_on (editor, &cr_tool_move, pressed);
    }
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  ScrubTool *scrub = (ScrubTool *) tool;

  if (tool->state == SCRUBBING)
    cr_editor_end_gesture (editor);
  else if (event->modifiers & (CR_MODIFIER_SHIFT | CR_MODIFIER_CONTROL))
    cr_editor_toggle_node (editor, scrub->pressed.pick.key);
  else
    cr_editor_select_value (editor, scrub->pressed.pick.key);
  end (scrub);
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  if (tool->state == SCRUBBING)
    cr_editor_cancel_gesture (editor);
  end ((ScrubTool *) tool);
}

const CrToolClass cr_tool_scrub = {
  .name = "scrub",
  .size = sizeof (ScrubTool),
  .n_states = N_STATES,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
