/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A click on the mark of a group opens it in its place or folds it again, and so does a double click on the group. Double click on a
 * source opens the entry on its value, on a bias the entry on that, on a frame that on its title, on nothing opens the search for a
 * gate. The entry opens with the second press: what comes of the release (a grab that is broken by a
 * window that shows or hides just then) no longer matters. The search opens with the release: it is a window that takes the pointer.
 */
#include "cr-editor.h"

enum
{
  IDLE = CR_TOOL_IDLE,
  PRESSED, /* the second click is down, and the entry open */
  PRESSED_ON_NOTHING,
  N_STATES
};

typedef struct
{
  CrTool base;
  gboolean has_folded; /* with the first click of those that may yet come */
} OpenTool;

static gboolean
is_on_source (CrEditor *editor, const CrPick *pick)
{
  const CrNode *node;

  if (pick->kind == CR_PICK_VALUE)
    return TRUE;
  node = pick->kind == CR_PICK_NODE ? cr_graph_get_node (cr_editor_get_graph (editor), pick->key) : NULL;
  return node != NULL && cr_gate_is_source (node->gate);
}

/* A second click there, where the mark stood before the first, does nothing more. */
static gboolean
press_on_mark (OpenTool *open, CrEditor *editor, const CrEvent *event)
{
  if (event->n_presses == 1)
    open->has_folded = event->button == CR_BUTTON_PRIMARY && event->pick.kind == CR_PICK_FOLD;
  if (event->n_presses == 1 && open->has_folded)
    cr_editor_toggle_group (editor, event->pick.key);
  if (open->has_folded)
    open->base.state = PRESSED;
  return open->has_folded;
}

static gboolean
press (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  if (press_on_mark ((OpenTool *) tool, editor, event))
    return TRUE;
  if (event->button != CR_BUTTON_PRIMARY || event->n_presses != 2)
    return FALSE;
  if (event->pick.kind == CR_PICK_GROUP)
    {
      cr_editor_toggle_group (editor, event->pick.key);
      tool->state = PRESSED;
      return TRUE;
    }
  if (event->pick.kind == CR_PICK_FRAME)
    {
      cr_editor_open_title (editor, event->pick.key);
      tool->state = PRESSED;
      return TRUE;
    }
  if (event->pick.kind == CR_PICK_BIAS)
    {
      cr_editor_open_bias (editor, event->pick.key);
      tool->state = PRESSED;
      return TRUE;
    }
  if (event->pick.kind == CR_PICK_NOTHING)
    {
      tool->state = PRESSED_ON_NOTHING;
      return TRUE;
    }
  if (!is_on_source (editor, &event->pick))
    return FALSE;
  cr_editor_open_entry_at (editor, event->pick.key, event->pick.kind == CR_PICK_VALUE ? event->pick.operand : 0);
  tool->state = PRESSED;
  return TRUE;
}

static void
motion (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
}

static void
release (CrTool *tool, CrEditor *editor, const CrEvent *event)
{
  gboolean on_nothing = tool->state == PRESSED_ON_NOTHING && event->pick.kind == CR_PICK_NOTHING;

  tool->state = IDLE;
  if (on_nothing)
    cr_editor_open_search (editor, event->point, event->pick);
}

static void
cancel (CrTool *tool, CrEditor *editor)
{
  tool->state = IDLE;
}

const CrToolClass cr_tool_open = {
  .name = "open",
  .size = sizeof (OpenTool),
  .n_states = N_STATES,
  .press = press,
  .motion = motion,
  .release = release,
  .cancel = cancel,
};
