/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tools: what a gesture of the pointer does, as state machines without a display.
 *
 * How this works: at a press the editor asks the tools in the order of cr_tool_classes whether they take it; the first that does
 * gets all that follows until the button is up, or until the gesture is cancelled. A tool reads plain events and acts through the
 * editor: on the document, the selection, the viewport, and the marks that the picture draws. State 0 of every tool is idle, and
 * Escape leads back to it from each: what was begun is then as if it had never been.
 */
#pragma once

#include "cr-picture.h"

G_BEGIN_DECLS

typedef struct _CrEditor CrEditor;
typedef struct _CrTool CrTool;

typedef enum
{
  CR_MODIFIER_NONE = 0,
  CR_MODIFIER_SHIFT = 1 << 0,
  CR_MODIFIER_CONTROL = 1 << 1,
  CR_MODIFIER_SPACE = 1 << 2,
} CrModifiers;

typedef enum
{
  CR_BUTTON_PRIMARY = 1,
  CR_BUTTON_MIDDLE = 2,
  CR_BUTTON_SECONDARY = 3,
} CrButton;

/**
 * CrEvent:
 * @view: where the pointer is, in pixels of the view
 * @point: the same in graph coordinates
 * @pick: what is there
 * @modifiers: the keys that are held
 * @button: which button; the one that was pressed, also in motion and release
 * @n_presses: 1 for a click, 2 for a double click
 * @is_touch: a finger
 */
typedef struct
{
  CrPoint view;
  CrPoint point;
  CrPick pick;
  CrModifiers modifiers;
  CrButton button;
  guint n_presses;
  gboolean is_touch;
} CrEvent;

/* Shift or Control add to the selection, or take from it. */
gboolean cr_event_is_adding (const CrEvent *event);

/* The shapes of the pointer, for the widget to translate. */
typedef enum
{
  CR_CURSOR_DEFAULT,
  CR_CURSOR_NODE,
  CR_CURSOR_PORT,
  CR_CURSOR_VALUE,
  CR_CURSOR_MOVING,
  CR_CURSOR_PANNING,
  CR_CURSOR_REFUSED,
} CrCursor;

#define CR_TOOL_IDLE 0

/**
 * CrToolClass:
 * @name: in one word, for tests and messages of the program itself
 * @size: of its struct, which begins with a #CrTool
 * @n_states: how many states it has, idle included
 * @pans_at_edges: whether the view follows when the pointer is held at its edge
 * @press: whether it takes the gesture that begins with this event
 * @motion: the pointer has moved
 * @release: the button is up: do what was shown, and be idle
 * @cancel: leave it all as it was, and be idle
 */
typedef struct
{
  const char *name;
  gsize size;
  guint n_states;
  gboolean pans_at_edges;
  gboolean (*press) (CrTool *tool, CrEditor *editor, const CrEvent *event);
  void (*motion) (CrTool *tool, CrEditor *editor, const CrEvent *event);
  void (*release) (CrTool *tool, CrEditor *editor, const CrEvent *event);
  void (*cancel) (CrTool *tool, CrEditor *editor);
} CrToolClass;

struct _CrTool
{
  const CrToolClass *klass;
  guint state;
};

/* All tools in the order in which they are asked. */
#define CR_N_TOOLS 8
extern const CrToolClass *const cr_tool_classes[CR_N_TOOLS];

extern const CrToolClass cr_tool_cut;
extern const CrToolClass cr_tool_pan;
extern const CrToolClass cr_tool_open;
extern const CrToolClass cr_tool_scrub;
extern const CrToolClass cr_tool_wire;
extern const CrToolClass cr_tool_resize;
extern const CrToolClass cr_tool_move;
extern const CrToolClass cr_tool_select;

CrTool *cr_tool_new (const CrToolClass *klass);
void cr_tool_free (CrTool *tool);

/* Whether the pointer has gone far enough from where it was pressed for a click to be a drag. */
gboolean cr_tool_is_drag (const CrEvent *press, const CrEvent *now);

G_END_DECLS
