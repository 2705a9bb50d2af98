/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts the wires that a stroke crosses: Control and the secondary button, or the primary one after the command for it. */
#include "cr-edits-wires.h"
#include "cr-editor.h"
#include "cr-step-names.h"

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED,
  CUTTING,
  N_STATES
};

/* points: the way of the stroke, CrPoint elements. wires: what it has crossed, CrPick elements, each once. */
typedef struct
{
  CrTool base;
  GArray *points;
  GArray *wires;
  CrEvent pressed;
} CutTool;

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  CutTool *cut = (CutTool *) tool;
  gboolean is_stroke = event->button == CR_BUTTON_SECONDARY && (event->modifiers & CR_MODIFIER_CONTROL) != 0;
  gboolean is_asked_for = event->button == CR_BUTTON_PRIMARY && cr_editor_is_cutting (editor);

  if (!is_stroke && !is_asked_for)
    return FALSE;
  tool->state = PRESSED;
  cut->pressed = *event;
  cut->points = g_array_new (FALSE, FALSE, sizeof (CrPoint));
  cut->wires = g_array_new (FALSE, FALSE, sizeof (CrPick));
  g_array_append_val (cut->points, event->point);
  cr_editor_set_cursor (editor, CR_CURSOR_PORT);
  return TRUE;
}

static gboolean
is_cut (const CutTool *cut, CrPick wire)
{
  for (guint i = 0; i < cut->wires->len; i++)
    if (cr_pick_equal (g_array_index (cut->wires, CrPick, i), wire))
      return TRUE;
  return FALSE;
}

static void
follow (CutTool *cut, CrEditor *editor, CrPoint point)
{
  CrMarks *marks = cr_editor_edit_marks (editor);
  CrPoint last = g_array_index (cut->points, CrPoint, cut->points->len - 1);
  g_autoptr (GArray) crossed = cr_picture_pick_crossed (cr_editor_get_picture (editor), last, point);

  for (guint i = 0; i < crossed->len; i++)
    if (!is_cut (cut, g_array_index (crossed, CrPick, i)))
      g_array_append_val (cut->wires, g_array_index (crossed, CrPick, i));
  g_array_append_val (cut->points, point);
  marks->cut.points = (const CrPoint *) (gpointer) cut->points->data;
  marks->cut.n_points = cut->points->len;
  marks->cut.wires = (const CrPick *) (gpointer) cut->wires->data;
  marks->cut.n_wires = cut->wires->len;
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  CutTool *cut = (CutTool *) tool;

  if (tool->state == PRESSED && cr_tool_is_drag (&cut->pressed, event))
    tool->state = CUTTING;
  if (tool->state == CUTTING)
    follow (cut, editor, event->point);
}

static void
end (CutTool *cut, CrEditor *editor)
{
  CrMarks *marks = cr_editor_edit_marks (editor);

  cut->base.state = IDLE;
  marks->cut.points = NULL;
  marks->cut.wires = NULL;
  marks->cut.n_points = marks->cut.n_wires = 0;
  g_clear_pointer (&cut->points, g_array_unref);
  g_clear_pointer (&cut->wires, g_array_unref);
  cr_editor_set_cutting (editor, FALSE);
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  CutTool *cut = (CutTool *) tool;
  g_autoptr (GArray) wires = g_array_ref (cut->wires);

  end (cut, editor);
  if (wires->len > 0)
    {
      g_autofree char *name = cr_step_name_cut_wires (wires->len);

      cr_editor_take_edit (editor, cr_edit_cut (cr_editor_get_graph (editor), (const CrPick *) (gpointer) wires->data, wires->len), name);
    }
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  end ((CutTool *) tool, editor);
}

const CrToolClass cr_tool_cut = {
  .name = "cut",
  .size = sizeof (CutTool),
  .n_states = N_STATES,
  .pans_at_edges = TRUE,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
