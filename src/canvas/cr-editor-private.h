/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's parts, for its own files only. */
#pragma once

#include "cr-editor.h"

G_BEGIN_DECLS

/* What the arrow keys are doing while one is held. */
typedef enum
{
  CR_ARROW_IDLE,
  CR_ARROW_MOVING,
  CR_ARROW_STEPPING,
} CrArrowState;

typedef enum
{
  CR_EDITOR_REDRAW,
  CR_EDITOR_SELECTION_CHANGED,
  CR_EDITOR_VIEWPORT_CHANGED,
  CR_EDITOR_ENTRY_CHANGED,
  CR_EDITOR_CURSOR_CHANGED,
  CR_EDITOR_MESSAGE,
  CR_EDITOR_N_SIGNALS
} CrEditorSignal;

/**
 * CrEditor:
 * @graph: the document's version with all places; the same object where none was missing
 * @only_numbers: the last change of the document, in a gesture, was one of numbers
 * @offered: a node that is shown with an operand more, to be wired; or %CR_KEY_NONE
 * @is_own_change: an edit of ours is under way; any other one breaks a gesture off
 * @is_fit_wanted: the picture is to be fitted as soon as the view has a size
 * @has_moved: nodes have moved or grown since it was looked at whether all are in the view
 * @room_above: pixels at the top of the view that are kept free
 * @pointer: where it is, in view pixels; @has_pointer while it is over the canvas
 * @active: the tool that has the gesture, or %NULL
 * @button: the button of that gesture
 */
struct _CrEditor
{
  GObject parent;

  CrDocument *document;
  CrGraph *graph;
  CrPicture *picture;
  gboolean only_numbers;
  CrKey offered;
  gboolean dark;
  gboolean is_own_change;

  CrViewport viewport;
  gboolean is_fit_wanted;
  gboolean has_moved;
  double room_above;

  CrSelection *selection;
  CrMarks marks;
  CrCursor cursor;

  CrPoint pointer;
  gboolean has_pointer;

  CrTool *tools[CR_N_TOOLS];
  CrTool *active;
  CrEvent pressed;

  CrArrowState arrow;
  CrEntry *entry;
};

void cr_editor_emit (CrEditor *editor, CrEditorSignal number);

/* The pointer stands over something else, because it or the picture has moved. */
void cr_editor_update_hover (CrEditor *editor);

/* Fits the picture into the view, or takes the view of the file. */
void cr_editor_reset_view (CrEditor *editor);

/* Marks the value that has the arrow keys. */
void cr_editor_update_focus (CrEditor *editor);

/* After an edit: forgets what is selected and is not there any more. */
void cr_editor_prune_selection (CrEditor *editor);
void cr_editor_prune_entry (CrEditor *editor);

/* Whether no node's body meets the area. */
gboolean cr_editor_is_area_free (CrEditor *editor, CrArea area);

/* Where the user has not touched the view and a node has moved or grown out of it: fits it again. Never in a gesture. */
void cr_editor_keep_fitting (CrEditor *editor);

G_END_DECLS

