/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's parts, for its own files only. */
#pragma once

#include "cr-editor.h"
#include "cr-view-history.h"

G_BEGIN_DECLS

/* View pixels that are left free on each side of what is brought into sight. */
#define CR_FIT_MARGIN 8.0

/**
 * CrWiring:
 * @from: whose value the wire brings
 * @ports: the inputs that take it, #CrPick elements, at least one
 * @at: which of them it hangs at
 * @unfit: by key, what takes it nowhere
 *
 * A wire that is made by keys.
 */
typedef struct
{
  CrKey from;
  GArray *ports;
  guint at;
  gboolean *unfit;
} CrWiring;

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
  CR_EDITOR_SEARCH_CHANGED,
  CR_EDITOR_CURSOR_CHANGED,
  CR_EDITOR_LAYOUT_CHANGED,
  CR_EDITOR_MESSAGE,
  CR_EDITOR_N_SIGNALS
} CrEditorSignal;

/**
 * CrEditor:
 * @graph: the document's version with all places; the same object where none was missing
 * @only_numbers: the last change of the document, in a gesture, was one of numbers
 * @offered: a node that is shown with an operand more, to be wired; or %CR_KEY_NONE
 * @is_own_change: an edit of ours is under way; any other one breaks a gesture off
 * @is_fit_wanted: the view shows the whole graph by itself: it is fitted when it gets a size, and when nodes leave it
 * @is_fit_asked: and it is to be so from the next edit on
 * @layout: of the layout that is being made beside, or %NULL
 * @folded: a group that is being opened, or a group or node that is being folded: it is to be in sight; else %CR_KEY_NONE
 * @rooms: key of a group to what has made room for it when it was opened (#CrMoved elements)
 * @settled: (nullable): the document's version at which the view has settled last
 * @is_unsettled: something has changed since; @showed_all before that
 * @view_history: what settling has done to the view
 * @room_above: pixels at the top of the view that are kept free
 * @is_view_held: something over the graph is being clicked: nothing fits the view by itself meanwhile
 * @animates: whether there is motion; @transition is the one that is shown now, or %NULL, @transition_from the view at its beginning
 * @inside: the group whose inside is shown, or %CR_KEY_NONE; @outside is how the graph was looked at before, @was_fit_wanted with it
 * @pointer: where it is, in view pixels; @has_pointer while it is over the canvas
 * @active: the tool that has the gesture, or %NULL
 * @button: the button of that gesture
 * @is_cutting: the next stroke cuts wires
 * @fitting: (nullable): the gates that the wire of the search may go to
 */
struct _CrEditor
{
  GObject parent;

  CrDocument *document;
  CrGraph *graph;
  CrPicture *picture;
  gboolean only_numbers;
  CrKey offered;
  double text_scale; /* of all that is drawn, at 100 % */
  gboolean dark;
  gboolean hides_steps;
  gboolean is_own_change;

  CrViewport viewport;
  gboolean is_fit_wanted;
  gboolean is_fit_asked;
  GCancellable *layout;
  CrKey folded;
  GHashTable *rooms;
  CrGraph *settled;
  gboolean is_unsettled;
  gboolean showed_all;
  CrViewHistory *view_history;
  double room_above;
  gboolean is_view_held;
  gboolean animates;
  CrTransition *transition;
  CrViewport transition_from;
  guint n_transitions;
  CrKey inside;
  CrViewport outside;
  gboolean was_fit_wanted;

  CrSelection *selection;
  CrMarks marks;
  CrCursor cursor;

  CrPoint pointer;
  gboolean has_pointer;

  CrTool *tools[CR_N_TOOLS];
  CrTool *active;
  CrEvent pressed;
  gboolean is_cutting;

  CrArrowState arrow;
  CrEntry *entry;
  CrSearch *search;
  GHashTable *fitting;
  CrWiring *wiring;
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

/* And goes out of a group that is gone. */
void cr_editor_prune_inside (CrEditor *editor);

/* The shift nearest to @first, in steps of the grid, with which none of the areas covers anything; @first where there is none near. */
CrPoint cr_editor_find_free_shift (CrEditor *editor, const CrArea *areas, guint n_areas, CrPoint first);

/* The place nearest to @place at which a gate covers nothing. */
CrPoint cr_editor_find_place_near (CrEditor *editor, const CrGate *gate, CrPoint place);

/* --- cr-editor-title.c --- */

/* Takes what was typed for a title; the entry closes. */
gboolean cr_editor_apply_title (CrEditor *editor, const char *text);

/* --- cr-editor-view.c --- */

/* Tells that another part of the graph is seen. */
void cr_editor_view_changed (CrEditor *editor);

/* What the user has made of the view is written by the next save; a view that fits by itself is not. */
void cr_editor_remember_view (CrEditor *editor);

/* Brings a node into the view; from where it would be a dot, at 100 %. */
void cr_editor_show_readably (CrEditor *editor, CrKey key);

/* Puts all into the view, below the room that is kept free above, at most that large. */
void cr_editor_fit (CrEditor *editor, double most);

/* The same for a graph that is opened: it is readable, even if its end is out of sight then; it begins at the left. */
void cr_editor_fit_readably (CrEditor *editor);

/* --- cr-editor-keys.c --- */

/* Where the wire hangs that is made by keys, in words. */
char *cr_editor_describe_wiring (CrEditor *editor);

/* --- cr-editor-transition.c --- */

/* To be called before the picture shows that version, and with what it has returned when the view has settled: (transfer full) (nullable). */
CrCast *cr_editor_prepare_transition (CrEditor *editor, const CrGraph *after);
void cr_editor_begin_transition (CrEditor *editor, CrCast *before);

/* --- cr-editor-settle.c --- */

/* To be called before the picture shows another version. */
void cr_editor_prepare_settling (CrEditor *editor);

/* To be called with each step, when the picture shows it. Does nothing within a gesture. */
void cr_editor_settle_view (CrEditor *editor);

/* The document, or its view, is another one. */
void cr_editor_forget_settled (CrEditor *editor);

/* Where the view fits by itself and a node has grown out of it: shows all again. */
void cr_editor_keep_fitting (CrEditor *editor);

/* Slides a node that has grown beyond the left or right edge of the view back into it. */
void cr_editor_slide_to_node (CrEditor *editor, CrKey key);

G_END_DECLS

