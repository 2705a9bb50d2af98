/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas: a widget that shows a document as a picture and lets it be edited by pointer and keys. */
#pragma once

#include "cr-canvas-actions.h"
#include "cr-document.h"
#include "cr-node-maps.h"
#include "cr-hunt.h"
#include "cr-player.h"
#include "cr-quiz.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_CANVAS (cr_canvas_get_type ())
G_DECLARE_FINAL_TYPE (CrCanvas, cr_canvas, CR, CANVAS, GtkWidget)

/**
 * CrCanvas:
 *
 * Properties: "document" (CrDocument, nullable), "zoom" (double, 1 is 100 %; notifies while it changes),
 * "text-scale" (double, how large 100 % is, for those who need larger text),
 * "dark" (boolean: whether the theme's ground is dark),
 * "overview" (boolean: whether the whole graph is seen small in a corner, where it is large and not all in sight),
 * "wheel" (string: what scrolling does, a name of cr_wheel_names, see cr-wheel.h).
 *
 * Signal "selection-changed": other nodes or another wire are selected. Signal "asking": a blank has been opened to be filled in.
 * Signal "recolored": the theme's ground has become dark, or bright; maps keep their colours until they are set again.
 * Signal "message" (const char *text): something was refused. The canvas itself shows it next to the pointer.
 *
 * Actions: the rows of cr-canvas-actions.h. They belong to the widget; cr_canvas_get_actions() lends them to the window.
 */

GtkWidget *cr_canvas_new (void);

/* The document that is shown, or NULL. The canvas fits it into its view, or takes the view that the document's file names. */
void cr_canvas_set_document (CrCanvas *canvas, CrDocument *document);
CrDocument *cr_canvas_get_document (CrCanvas *canvas);

/**
 * cr_canvas_get_actions:
 * @canvas: a canvas
 *
 * The canvas's actions for the parts of the window that are not inside it, with the names and states of the widget's own:
 * `gtk_widget_insert_action_group (window, "canvas", cr_canvas_get_actions (canvas))` makes "canvas.zoom-in" work in menus
 * and buttons.
 *
 * Returns: (transfer none): the group, the same at each call
 */
GActionGroup *cr_canvas_get_actions (CrCanvas *canvas);

/* How large 100 % may be. */
#define CR_TEXT_SCALE_MINIMUM 0.4
#define CR_TEXT_SCALE_MAXIMUM 4.0

/* The colours are others now (cr_colors_choose()): draws all of it again. */
void cr_canvas_recolor (CrCanvas *canvas);

/* --- The selection: any number of nodes, or one wire --- */

/* The keys of the selected nodes in the file's order; owned by the canvas, valid until the selection changes. */
const CrKey *cr_canvas_get_selected_nodes (CrCanvas *canvas, guint *n_nodes);

/* Whether a wire is selected: the one into @operand of @to. */
gboolean cr_canvas_get_selected_wire (CrCanvas *canvas, CrKey *to, guint *operand);

/* What is not in the graph is not selected: the selection stays as it is. */
void cr_canvas_select_node (CrCanvas *canvas, CrKey key);
void cr_canvas_select_nodes (CrCanvas *canvas, const CrKey *keys, guint n_keys);
void cr_canvas_select_wire (CrCanvas *canvas, CrKey to, guint operand);
void cr_canvas_select_none (CrCanvas *canvas);

/* Brings a node into the view without changing the zoom, if it is not there. */
void cr_canvas_show_node (CrCanvas *canvas, CrKey key);

/* Selects a node and brings it into the view; opens the groups that it is folded into, as one undo step. */
void cr_canvas_reveal_node (CrCanvas *canvas, CrKey key);

/* Opens a folded group in its place, or folds an open one. */
void cr_canvas_toggle_group (CrCanvas *canvas, CrKey key);

/* --- The timeline --- */

/* What plays the document's timeline on this canvas; owned by it. The states of the actions "grain" and "speed" are the player's
 * properties. */
CrPlayer *cr_canvas_get_player (CrCanvas *canvas);

/* What of the document is to be predicted, and so is hidden here; owned by the canvas. */
CrQuiz *cr_canvas_get_quiz (CrCanvas *canvas);

/* Which number is being filled in on the canvas; FALSE where none is. */
gboolean cr_canvas_get_asked (CrCanvas *canvas, CrKey *key, gboolean *gradient);

/* The hunt for a broken gate of the document; owned by the canvas. */
CrHunt *cr_canvas_get_hunt (CrCanvas *canvas);

/* Places all nodes anew, as one undo step, and shows them as if the graph had just been opened. */
void cr_canvas_lay_out (CrCanvas *canvas);

/* Where a point of the graph is in the widget. */
CrPoint cr_canvas_to_view (CrCanvas *canvas, CrPoint place);

/* Says something next to the pointer for a few seconds: why what was asked for cannot be. */
void cr_canvas_show_message (CrCanvas *canvas, const char *message);

/* Pixels at the top that are kept free where the graph is fitted into the view: for headings over it. */
void cr_canvas_set_room_above (CrCanvas *canvas, double room);

/* Whether the view stays as it is whatever is edited, as long as something over the graph is being clicked: see cr_editor_set_view_held(). */
void cr_canvas_set_view_held (CrCanvas *canvas, gboolean held);

/* Moves what is seen down by so many pixels, as when what stands over the graph is to stay where it is. */
void cr_canvas_slide (CrCanvas *canvas, double view_dy);

/* Whether what is wrong with the numbers is said without the step of the timeline: where steps of a training are spoken of. */
void cr_canvas_set_hides_steps (CrCanvas *canvas, gboolean hides_steps);
gboolean cr_canvas_get_hides_steps (CrCanvas *canvas);

/* Shows these maps in the nodes, and no others: see cr_picture_set_maps(). They stay until others are set, or another document. */
void cr_canvas_set_maps (CrCanvas *canvas, const CrNodeMap *maps, guint n_maps);

/* Shows these badges at its wires, and no others: see cr_picture_set_badges(). They stay until others are set, or another document. */
void cr_canvas_set_badges (CrCanvas *canvas, const CrBadge *badges, guint n_badges);

/* --- Adding gates --- */

/**
 * CR_TYPE_GATE_DRAG:
 *
 * What a drag from the palette carries: a pointer to the gate's row. gdk_content_provider_new_typed (CR_TYPE_GATE_DRAG, gate).
 */
#define CR_TYPE_GATE_DRAG (cr_gate_drag_get_type ())
GType cr_gate_drag_get_type (void);

/* Data of the GdkDrag: the window whose palette it comes from, which is the only one that it serves; a reference of it. */
#define CR_GATE_DRAG_WINDOW "cr-gate-drag-window"

/**
 * cr_canvas_add_gate:
 * @canvas: a canvas with a document
 * @gate: a row of the table
 * @x: where its centre is to be, in graph coordinates; taken to the nearest point of the snap grid
 * @y: as @x
 *
 * Adds a node with a free id (x, y, z, … for inputs, w for parameters, short names otherwise) as one undo step, and selects it. On a
 * wire it is put into that.
 *
 * Returns: its key
 */
CrKey cr_canvas_add_gate (CrCanvas *canvas, const CrGate *gate, double x, double y);

/* The same at a free place near the middle of the view: for double click and Enter in the palette. */
CrKey cr_canvas_add_gate_in_view (CrCanvas *canvas, const CrGate *gate);

G_END_DECLS
