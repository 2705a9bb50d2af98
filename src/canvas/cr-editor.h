/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas without a window: a document with its picture, viewport and selection, and the tools that work on them. */
#pragma once

#include "cr-expansion.h"
#include "cr-document.h"
#include "cr-edits-arrange.h"
#include "cr-edits-relations.h"
#include "cr-gate-search.h"
#include "cr-node-maps.h"
#include "cr-picture.h"
#include "cr-selection.h"
#include "cr-tool.h"
#include "cr-transition.h"
#include "cr-viewport.h"

G_BEGIN_DECLS

#define CR_TYPE_EDITOR (cr_editor_get_type ())
G_DECLARE_FINAL_TYPE (CrEditor, cr_editor, CR, EDITOR, GObject)

/**
 * CrEntry:
 * @key: the source whose value is edited, or the unit
 * @operand: which of its entries, row by row; 0 where it is edited as a whole
 * @is_bias: whether it is the bias of a unit
 * @is_title: whether it is the title of a frame or a group
 * @is_number: whether one number is edited in its place: of a matrix that is shown as a map the whole text is
 * @text: what stood there when it was opened
 * @problem: (nullable): why the text was not taken
 *
 * The in-place entry, while it is open.
 */
typedef struct
{
  CrKey key;
  guint operand;
  gboolean is_bias;
  gboolean is_title;
  gboolean is_number;
  char *text;
  char *problem;
} CrEntry;

/**
 * CrSearch:
 * @place: where the gate is to be that is looked for, in graph coordinates
 * @from: the port whose wire hangs there and goes to the gate; or %CR_PICK_NOTHING
 *
 * The search for a gate, while it is open.
 */
typedef struct
{
  CrPoint place;
  CrPick from;
} CrSearch;

/**
 * CrEditor:
 *
 * Signals: "redraw" (the picture, the marks or the viewport have changed), "selection-changed", "viewport-changed",
 * "entry-changed" (it was opened, closed or refused), "search-changed" (it was opened or closed), "layout-changed" (one has begun or ended), "cursor-changed", "message" (const char *text).
 */

CrEditor *cr_editor_new (void);

void cr_editor_set_document (CrEditor *editor, CrDocument *document);
CrDocument *cr_editor_get_document (CrEditor *editor);

/* The document's version, every node of it with a place. All edits start from it. NULL without a document, as the picture. */
const CrGraph *cr_editor_get_graph (CrEditor *editor);
CrPicture *cr_editor_get_picture (CrEditor *editor);

/* How large all is drawn at 100 %, 1 by default: for those who need larger text. Zooms in files are without it. */
void cr_editor_set_text_scale (CrEditor *editor, double scale);
double cr_editor_get_text_scale (CrEditor *editor);

/* Light or dark; the number format comes with the document's view. Returns whether it was the other. */
gboolean cr_editor_set_dark (CrEditor *editor, gboolean dark);
gboolean cr_editor_get_dark (CrEditor *editor);

/* Whether what is wrong with the numbers is said without the step of the timeline: where steps of a training are spoken of. */
void cr_editor_set_hides_steps (CrEditor *editor, gboolean hides_steps);
gboolean cr_editor_get_hides_steps (CrEditor *editor);

/* --- Motion --- */

/* Whether steps that rearrange the graph (folding, unfolding, a layout, and their undoing) are shown as motion; not by default. */
void cr_editor_set_animates (CrEditor *editor, gboolean animates);

/* The motion that is to be shown now, NULL where all is at rest; @from (nullable): return location for the view at its beginning. Whoever
 * shows it ends it; a press and another step do so too. */
const CrTransition *cr_editor_get_transition (CrEditor *editor, CrViewport *from);

/* How many there have been, by which one is told from another. */
guint cr_editor_get_n_transitions (CrEditor *editor);
void cr_editor_end_transition (CrEditor *editor);

/* --- What the hand does; positions are pixels of the view --- */

void cr_editor_press (CrEditor *editor, CrPoint view, CrButton button, guint n_presses, CrModifiers modifiers, gboolean is_touch);
void cr_editor_motion (CrEditor *editor, CrPoint view, CrModifiers modifiers);
void cr_editor_release (CrEditor *editor, CrPoint view, CrModifiers modifiers);
void cr_editor_leave (CrEditor *editor);

/* Escape: leaves what is going on, one thing at a time: a gesture, the entry, the selection. Returns whether there was any. */
gboolean cr_editor_cancel (CrEditor *editor);

/* Ends a gesture without doing what it showed: the widget has lost the pointer or the keys. */
void cr_editor_break_off (CrEditor *editor);

/* An arrow key goes down, with (dx, dy) one of (±1, 0), (0, ±1); and up again. As long as it is held it is one undo step.
 * A value that was clicked is changed by all four (right and up raise it); else the selected nodes move; where none is, the view does. */
void cr_editor_arrow (CrEditor *editor, int dx, int dy, CrModifiers modifiers);
void cr_editor_arrow_released (CrEditor *editor);

/* Whether no tool is at work. */
gboolean cr_editor_is_idle (CrEditor *editor);
const CrTool *cr_editor_get_active_tool (CrEditor *editor);

/* Where the pointer is, in view coordinates; FALSE while it is not over the canvas. */
gboolean cr_editor_get_pointer (CrEditor *editor, CrPoint *view);

/* --- Commands --- */

/* Adds a gate at the nearest point of the snap grid and selects it. */
CrKey cr_editor_add_gate (CrEditor *editor, const CrGate *gate, CrPoint place);

/* The same for a gate that is dropped there: on a wire it is put into it, if it fits. */
CrKey cr_editor_drop_gate (CrEditor *editor, const CrGate *gate, CrPoint place);

/* The wire into which a gate dropped there would be put, or %CR_PICK_NOTHING. */
CrPick cr_editor_find_wire_at (CrEditor *editor, CrPoint place);

/* A place for a gate near the middle of the view that nothing stands on. */
CrPoint cr_editor_find_free_place (CrEditor *editor);

/* Opens a folded group in its place, or folds an open one. */
void cr_editor_toggle_group (CrEditor *editor, CrKey key);

/* Folds the selected nodes and groups into a new one, which is then selected; its key, or CR_KEY_NONE where there are none. */
gboolean cr_editor_can_group (CrEditor *editor);
CrKey cr_editor_group (CrEditor *editor);

/* Takes the group that is selected alone apart: its members stay where they are, and are selected. */
gboolean cr_editor_has_group_selected (CrEditor *editor);
void cr_editor_ungroup (CrEditor *editor);

/* Unfolds the selected units and composite gates into groups of the gates that they stand for (cr-expansion.h); layers also into
 * neurons. What cannot be unfolded is told. */
gboolean cr_editor_can_unfold (CrEditor *editor, CrExpansionForm form);
void cr_editor_unfold (CrEditor *editor, CrExpansionForm form);

/* Folds the group that is selected alone into the unit or composite gate that its gates are; why they are none is told. */
void cr_editor_fold (CrEditor *editor);

/* Goes inside a group: it fills the view, and what is around it is faint; CR_KEY_NONE: out again, to where the view was before. No step of undo:
 * the document does not change. */
void cr_editor_set_inside (CrEditor *editor, CrKey group);
CrKey cr_editor_get_inside (CrEditor *editor);

/* Into the group that is selected alone; out of the one that is shown, into the one around it if there is one. */
void cr_editor_go_inside (CrEditor *editor);
void cr_editor_go_outside (CrEditor *editor);

/* Lays out all nodes as one step of undo, and fits the view: of a large graph when it is ready, beside what goes on. It is not taken where nodes
 * or wires have come or gone meanwhile, or it was cancelled, as by cr_editor_cancel(). */
void cr_editor_lay_out (CrEditor *editor);
gboolean cr_editor_is_laying_out (CrEditor *editor);
void cr_editor_cancel_layout (CrEditor *editor);

/* Aligns or distributes what is selected, as one undo step; what is in line already is no step. */
gboolean cr_editor_can_arrange (CrEditor *editor, CrArrangement how);
void cr_editor_arrange (CrEditor *editor, CrArrangement how);

/* A frame around what is selected, or an empty one about that point of the graph; selects it. */
CrKey cr_editor_add_frame (CrEditor *editor, CrPoint place);

/* The selected nodes, groups with their members, and frames; or the selected wire. */
void cr_editor_delete (CrEditor *editor);

/* Whether the next stroke of the primary button cuts the wires that it crosses. One stroke, or Escape, and it is as before. */
void cr_editor_set_cutting (CrEditor *editor, gboolean is_cutting);
gboolean cr_editor_is_cutting (CrEditor *editor);

/* The two operands of the node that is selected change places. */
gboolean cr_editor_can_swap_operands (CrEditor *editor);
void cr_editor_swap_operands (CrEditor *editor);
void cr_editor_duplicate (CrEditor *editor);

/* The selected nodes as the text that the clipboard holds, or NULL. Free with g_free(). */
char *cr_editor_dup_clipboard (CrEditor *editor);
void cr_editor_cut (CrEditor *editor);

/**
 * cr_editor_paste:
 * @editor: an editor with a document
 * @text: what cr_editor_dup_clipboard() gave, or a whole file
 * @view: (nullable): where the pointer is, in view coordinates; %NULL where it is not over the canvas
 * @keeps_wires: whether operands that name nodes beside those of the text are wired to the nodes of that name; else they are open
 * @error: return location, as of cr_clipboard_from_text()
 *
 * Adds what the text holds and selects it: at the pointer, or where it was where the pointer is near that; in the middle of the view where
 * neither can be seen; from there so many steps down and right that it covers nothing.
 *
 * Returns: whether it could; else nothing has changed
 */
gboolean cr_editor_paste (CrEditor *editor, const char *text, const CrPoint *view, gboolean keeps_wires, GError **error);
void cr_editor_select_all (CrEditor *editor);

/* Opens the entry on a source's value, of a matrix of numbers on its first entry; CR_KEY_NONE: on that of the one selected source.
 * Returns whether it could. */
gboolean cr_editor_open_entry (CrEditor *editor, CrKey key);

/* The same on the entry @operand, row by row. */
gboolean cr_editor_open_entry_at (CrEditor *editor, CrKey key, guint operand);

/* Opens the entry on the bias of a neuron. Returns whether it could. */
gboolean cr_editor_open_bias (CrEditor *editor, CrKey key);

/* The same on the title of a frame or a group; CR_KEY_NONE: of the one that is selected. */
gboolean cr_editor_open_title (CrEditor *editor, CrKey key);

/* Whether that is what is selected, and no more. */
gboolean cr_editor_can_open_title (CrEditor *editor);

/* Takes the text as cr_editor_apply_entry() does and goes on to the next entry of the matrix (@step 1) or the one before (−1), where
 * there is one. */
gboolean cr_editor_apply_entry_and_go (CrEditor *editor, const char *text, int step);

/* Takes the text for the value, of a matrix for the entry that is open, or for all of it where it is a list: the entry closes, or stays
 * open with a problem. Returns whether it closed. */
gboolean cr_editor_apply_entry (CrEditor *editor, const char *text);
void cr_editor_close_entry (CrEditor *editor);
const CrEntry *cr_editor_get_entry (CrEditor *editor); /* NULL while it is closed */

/* How wide the text in the entry is, in pixels of the view, its margins included: the tag of a number makes room for it. */
void cr_editor_set_entry_width (CrEditor *editor, double width);

/* --- By keys, without the pointer --- */

/* Selects another node and brings it into sight. Returns whether there is one.
 * cr_editor_go_next: the next (@step 1) or the one before (−1) in the order of reading, by columns; the first, or last, where none is selected.
 * cr_editor_go: with (dx, dy) one of (±1, 0), (0, ±1): right and left along a wire, where one leads there; else the nearest on that side. */
gboolean cr_editor_go_next (CrEditor *editor, int step);
gboolean cr_editor_go (CrEditor *editor, int dx, int dy);

/* Begins a wire at the one selected node, at the first of the ports that take it; FALSE, with a message, where there is none. Then step goes
 * from port to port, take connects it as one undo step, end leaves it, as cr_editor_cancel() does. */
gboolean cr_editor_begin_wiring (CrEditor *editor);
gboolean cr_editor_is_wiring (CrEditor *editor);
void cr_editor_wire_next (CrEditor *editor, int step);
void cr_editor_take_wire (CrEditor *editor);
void cr_editor_end_wiring (CrEditor *editor);

/* --- The search for a gate --- */

/* Opens it for a gate that is to stand at a point of the graph, and where @from is a port is wired to that: until the search is closed the
 * wire hangs there. */
void cr_editor_open_search (CrEditor *editor, CrPoint place, CrPick from);
void cr_editor_close_search (CrEditor *editor);
const CrSearch *cr_editor_get_search (CrEditor *editor); /* NULL while it is closed */

/* What fits that text, and the wire, best first: see cr_gate_search(). Free with g_array_unref(). */
GArray *cr_editor_find_gates (CrEditor *editor, const char *text);

/* What a search with a wire looks for, in words ("Gates that take q"); NULL without one. Free with g_free(). */
char *cr_editor_describe_search (CrEditor *editor);

/* Adds what was found, with its value, wired to what the search began at, as one undo step; selects it and closes the search. */
CrKey cr_editor_take_found (CrEditor *editor, const CrFound *found);

/* --- The selection --- */

const CrSelection *cr_editor_get_selection (CrEditor *editor);
void cr_editor_select_none (CrEditor *editor);
void cr_editor_select_nodes (CrEditor *editor, const CrKey *keys, guint n_keys);
void cr_editor_select_more (CrEditor *editor, const CrKey *keys, guint n_keys);
void cr_editor_select_wire (CrEditor *editor, CrKey to, guint operand);
void cr_editor_select_value (CrEditor *editor, CrKey key);
void cr_editor_toggle_node (CrEditor *editor, CrKey key);

/* Adds to the selection what feeds it, what it feeds, or what is of its kind. */
void cr_editor_select_related (CrEditor *editor, CrRelation relation);

/* --- The view --- */

const CrViewport *cr_editor_get_viewport (CrEditor *editor);

/* Whether any node, with what belongs to it, is in sight; TRUE too where there is no view yet. */
gboolean cr_editor_shows_something (CrEditor *editor);
void cr_editor_set_size (CrEditor *editor, double width, double height);
void cr_editor_pan (CrEditor *editor, double view_dx, double view_dy);
void cr_editor_zoom_at (CrEditor *editor, double zoom, CrPoint view);
void cr_editor_zoom_step (CrEditor *editor, int direction);
void cr_editor_zoom_fit (CrEditor *editor);

/* Puts what is selected into the middle of the view, as large as it goes; everything where nothing is. */
void cr_editor_zoom_selection (CrEditor *editor);
void cr_editor_show_node (CrEditor *editor, CrKey key);

/* Selects a node and shows it, wherever it is: the groups that it is folded into are opened, as one step. */
void cr_editor_reveal_node (CrEditor *editor, CrKey key);

/* Whose wires are shown with their numbers: all, those of the selection, of what is hovered; and the next of the three in turn, which is told.
 * The file remembers it; it is no undo step. */
void cr_editor_set_wires (CrEditor *editor, CrWires wires);
void cr_editor_show_next_wires (CrEditor *editor);

/* Pixels at the top of the view that are kept free of the graph where it is fitted: for what stands over it there. */
void cr_editor_set_room_above (CrEditor *editor, double room);

/* While the view is held, edits and maps do not fit it anew. One that fits by itself is fitted when it is let go. */
void cr_editor_set_view_held (CrEditor *editor, gboolean held);

/* Moves what is seen down by so many pixels for the program's own sake: a view that fits by itself goes on doing so. */
void cr_editor_slide (CrEditor *editor, double view_dy);

/* See cr_picture_set_maps(). */
void cr_editor_set_maps (CrEditor *editor, const CrNodeMap *maps, guint n_maps);

/* --- What is to be shown --- */

/* What the tools have marked, ready for cr_picture_draw_moving(). */
const CrMarks *cr_editor_get_marks (CrEditor *editor);

/* Whether the document's numbers change by themselves, as those of a net that learns, while the hand does nothing. */
gboolean cr_editor_is_learning (CrEditor *editor);
CrCursor cr_editor_get_cursor (CrEditor *editor);

/* A sentence for a screen reader: what the canvas holds, or what is selected with its numbers. Free with g_free(). */
char *cr_editor_describe (CrEditor *editor);

/* Why the node under the pointer has no value, and where it is in view coordinates; NULL where it has one. Free with g_free(). */
char *cr_editor_describe_lack (CrEditor *editor, CrArea *area);

/* --- For the tools --- */

CrMarks *cr_editor_edit_marks (CrEditor *editor); /* and redraws */
void cr_editor_set_cursor (CrEditor *editor, CrCursor cursor);
void cr_editor_tell (CrEditor *editor, const char *message);
CrTape *cr_editor_get_tape (CrEditor *editor);

/* The active tool is idle again and gives its gesture to another tool, from its press on. */
void cr_editor_pass_on (CrEditor *editor, const CrToolClass *klass, const CrEvent *press);

/* Shows that node with one more, open operand, as long as a wire is near that it could take; CR_KEY_NONE: no node. */
void cr_editor_offer_operand (CrEditor *editor, CrKey key);

/* Takes a graph over as one undo step; NULL is nothing. */
void cr_editor_take_edit (CrEditor *editor, CrGraph *graph, const char *name);

/* A gesture is one undo step. Where the document has ended it meanwhile (an undo, a load), ending it again does nothing. */
void cr_editor_begin_gesture (CrEditor *editor, const char *name);
void cr_editor_take_preview (CrEditor *editor, CrGraph *graph);
void cr_editor_end_gesture (CrEditor *editor);
void cr_editor_cancel_gesture (CrEditor *editor);

G_END_DECLS
