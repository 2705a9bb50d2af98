/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widget's parts, for its own files only. */
#pragma once

#include "cr-canvas.h"
#include "cr-wheel.h"
#include "cr-editor.h"
#include "cr-glide.h"
#include "cr-overview.h"
#include "cr-part-nodes.h"
#include "cr-player.h"
#include "cr-still-image.h"
#include "cr-tile-nodes.h"

G_BEGIN_DECLS

#define CR_CANVAS_BUBBLE_GAP 20.0 /* a bubble stands so far over the place that it is told: there the pointer is */

/**
 * CrCanvas:
 * @editor: all that needs no widget
 * @image: the still part as it was last drawn
 * @tile_nodes: its tiles as render nodes
 * @part_nodes: what moves while a net learns, as render nodes
 * @player: plays the document's timeline; @play_tick tells it the time while it needs any, @play_time was the last frame's
 * @transition_tick: moves the motion that is shown, @transition_start was its first frame, 0 before that; @transition_fraction of its time is
 *   over
 * @settle_source: runs out when the zoom has come to rest; 0 when it is at rest
 * @late_source: draws what a lazy image has left undrawn; 0 where there is nothing
 * @describe_source: an idle that renews the accessible description; 0 where it is up to date
 * @is_allocating: sizes are being given out, and none may be asked for
 * @hint: what an empty canvas teaches
 * @bubble: a message next to the pointer; @bubble_place in view coordinates, @bubble_source hides it
 * @card: tells of @card_pick, on which the pointer rests; @card_area is what it stands beside, in view coordinates, @card_source shows it,
 *   @card_time is when one was hidden last
 * @overview_area: the small picture of the whole graph, seen where @shows_overview and it tells more than the view; @overview its geometry,
 *   @overview_image its blocks, those of @overview_graph; @is_overview_stale: they are to be drawn again; @overview_time when they were drawn
 *   last, @overview_source draws them later; @overview_hold: from where the hand holds the frame to its middle
 * @glide: how fast the view goes on by itself; @glide_tick moves it, @glide_time was the last frame's
 * @entry: the in-place entry, hidden while it is closed
 * @menu: the context menu, made when it is first asked for; @menu_place where it was opened last, @is_menu_place as long as what is
 *   chosen from it is about that place
 * @search: the search for a gate, made when it is first asked for, with its parts; @found is what its list shows
 * @ghost: the gate that is dragged over the canvas, or %NULL
 * @last_press, @last_press_time, @n_presses, @last_button: tell a double click
 * @edge_tick: moves the view while the pointer is held at its edge; 0 where it is not
 * @pinch_zoom, @pinch_centre: where a pinch began
 */
struct _CrCanvas
{
  GtkWidget parent;

  CrEditor *editor;
  CrStillImage *image;
  CrTileNodes *tile_nodes;
  CrPartNodes *part_nodes;
  CrPlayer *player;
  CrHunt *hunt; /* for the gate that is broken in it */
  CrQuiz *quiz; /* what of the document is hidden, to be predicted */
  guint play_tick;
  gint64 play_time;
  guint transition; /* which of the editor's is shown, 0 for none */
  guint transition_tick;
  gint64 transition_start;
  double transition_fraction;
  guint settle_source;
  guint describe_source;
  guint late_source;
  GSimpleActionGroup *actions;
  gboolean is_allocating;

  GtkWidget *hint;
  GtkWidget *bubble;
  CrPoint bubble_place;
  guint bubble_source;
  GtkWidget *card;
  GtkWidget *progress; /* shown while a large graph is laid out, @progress_source shows it */
  guint progress_source;
  GtkWidget *trail;
  CrKey trail_inside;
  const CrParts *trail_parts; /* only compared */
  CrPick card_pick;
  CrArea card_area;
  guint card_source;
  gint64 card_time;
  gboolean shows_overview;
  GtkWidget *overview_area;
  CrOverview overview;
  cairo_surface_t *overview_image;
  CrGraph *overview_graph;
  gboolean is_overview_stale;
  gint64 overview_time;
  guint overview_source;
  CrPoint overview_hold;
  CrGlide glide;
  guint glide_tick;
  gint64 glide_time;
  GtkWidget *entry;
  gboolean entry_is_fresh; /* no key has come since it was opened */
  GtkWidget *answer; /* to a blank, hidden while none is filled in */
  GtkWidget *answer_hint;
  CrBlank asked; /* without its area */
  gboolean is_answering;
  GtkWidget *menu;
  CrPoint menu_place;
  gboolean is_menu_place;
  CrWheel wheel;

  GtkWidget *search;
  GtkWidget *search_heading;
  GtkWidget *search_entry;
  GtkWidget *search_list;
  GtkWidget *search_scroller;
  GArray *found;

  const CrGate *ghost;
  CrPoint ghost_place;

  CrPoint last_press;
  guint32 last_press_time;
  guint last_button;
  guint n_presses;
  CrPoint pointer;
  gboolean is_space_down;
  gboolean is_space_used; /* to pan, while it was down */
  guint edge_tick;
  double pinch_zoom;
  CrPoint pinch_centre;
};

/* cr-canvas-draw.c: the picture as render nodes. */
void cr_canvas_snapshot_picture (CrCanvas *canvas, CrPicture *picture, GtkSnapshot *snapshot);

/* cr-canvas-transition.c: folding and unfolding as motion. */
void cr_canvas_add_transition (CrCanvas *canvas);
void cr_canvas_remove_transition (CrCanvas *canvas);
void cr_canvas_update_transition (CrCanvas *canvas); /* the editor may have another one, or none any more */

/* FALSE where there is none: the picture is to be drawn. */
gboolean cr_canvas_snapshot_transition (CrCanvas *canvas, CrPicture *picture, GtkSnapshot *snapshot);

/* cr-canvas-follow.c: what the editor and the document tell. */
void cr_canvas_follow_editor (CrCanvas *canvas);
void cr_canvas_follow_document (CrCanvas *canvas, CrDocument *document);

/* By what the editor has under the pointer, or a blank that is there. */
void cr_canvas_update_cursor (CrCanvas *canvas);

/* Renews the accessible description when there is time. */
void cr_canvas_describe_soon (CrCanvas *canvas);

/* Says something next to the pointer, and to whoever listens. */
void cr_canvas_tell (CrCanvas *canvas, const char *message);

/* cr-canvas-input.c: pointer, keys, touch, drops. */
void cr_canvas_add_controllers (CrCanvas *canvas);

/* The place in the view that a command is about: where the menu was opened that it comes from, or where the pointer is. FALSE where it is
 * about none. */
gboolean cr_canvas_get_command_place (CrCanvas *canvas, CrPoint *place);

/* cr-canvas-overlays.c: hint, bubble, menu, and where all that lies over the picture is. */
void cr_canvas_add_overlays (CrCanvas *canvas);
void cr_canvas_remove_overlays (CrCanvas *canvas);
void cr_canvas_allocate_overlays (CrCanvas *canvas, int width, int height);
void cr_canvas_snapshot_overlays (CrCanvas *canvas, GtkSnapshot *snapshot);
void cr_canvas_update_hint (CrCanvas *canvas);
void cr_canvas_show_bubble (CrCanvas *canvas, const char *message, CrPoint place);
void cr_canvas_hide_bubble (CrCanvas *canvas);
void cr_canvas_open_menu (CrCanvas *canvas, CrPoint place);
void cr_canvas_install_style (void);

/* Gives a child its size with its corner at a place, held inside the canvas of that size. */
void cr_canvas_allocate_at (GtkWidget *child, double x, double y, int child_width, int child_height, int width, int height);

/* What a label needs that may be as wide as the canvas. */
void cr_canvas_measure_label (GtkWidget *label, int width, int *label_width, int *label_height);

/* cr-canvas-trail.c: the way back out of a group whose inside is shown. */
void cr_canvas_add_trail (CrCanvas *canvas);
void cr_canvas_update_trail (CrCanvas *canvas);
void cr_canvas_allocate_trail (CrCanvas *canvas, int width, int height);

/* cr-canvas-progress.c: what is said while a large graph is laid out. */
void cr_canvas_add_progress (CrCanvas *canvas);
void cr_canvas_remove_progress (CrCanvas *canvas);
void cr_canvas_allocate_progress (CrCanvas *canvas, int width, int height);
void cr_canvas_update_progress (CrCanvas *canvas);

/* cr-canvas-hover.c: the card that tells of what the pointer rests on. */
void cr_canvas_add_card (CrCanvas *canvas);
void cr_canvas_remove_card (CrCanvas *canvas);
void cr_canvas_allocate_card (CrCanvas *canvas, int width, int height);
void cr_canvas_hide_card (CrCanvas *canvas);

/* The pointer may be over something else, or the numbers of what it rests on others. */
void cr_canvas_update_card (CrCanvas *canvas);

/* cr-canvas-overview.c: the small picture of the whole graph. */
void cr_canvas_add_overview (CrCanvas *canvas);
void cr_canvas_remove_overview (CrCanvas *canvas);
void cr_canvas_allocate_overview (CrCanvas *canvas, int width, int height);
void cr_canvas_update_overview (CrCanvas *canvas); /* the graph or the view may be another one */
void cr_canvas_renew_overview (CrCanvas *canvas);  /* the selection or the colours are others */
void cr_canvas_forget_overview (CrCanvas *canvas); /* another document comes */
gboolean cr_canvas_is_over_overview (CrCanvas *canvas, CrPoint place);

/* cr-canvas-glide.c: kinetic panning. Times in milliseconds, velocities in pixels a millisecond. */
void cr_canvas_push_view (CrCanvas *canvas, CrPoint velocity);
void cr_canvas_note_finger (CrCanvas *canvas, guint32 time, CrPoint place);
void cr_canvas_let_go_of_view (CrCanvas *canvas, guint32 time);
gboolean cr_canvas_stop_view (CrCanvas *canvas); /* returns whether it was moving */

/* cr-canvas-entry.c: the in-place entry. */
GtkWidget *cr_canvas_make_entry (CrCanvas *canvas);
void cr_canvas_update_entry (CrCanvas *canvas);
void cr_canvas_allocate_entry (CrCanvas *canvas, int width, int height);

/* cr-canvas-answer.c: filling in blanks. */
void cr_canvas_add_answer (CrCanvas *canvas);
void cr_canvas_allocate_answer (CrCanvas *canvas, int width, int height);
gboolean cr_canvas_is_answering (CrCanvas *canvas);
gboolean cr_canvas_has_blanks (CrCanvas *canvas);
void cr_canvas_answer_next (CrCanvas *canvas);
void cr_canvas_close_answer (CrCanvas *canvas);

/* Opens the blank at a place of the view; FALSE where none is. */
gboolean cr_canvas_answer_at (CrCanvas *canvas, CrPoint place);
gboolean cr_canvas_is_over_blank (CrCanvas *canvas, CrPoint place);

/* Closes the entry where its blank has been filled meanwhile, or is gone. */
void cr_canvas_check_answer (CrCanvas *canvas);

/* cr-canvas-search.c: the search for a gate. */
void cr_canvas_update_search (CrCanvas *canvas);
void cr_canvas_remove_search (CrCanvas *canvas);

/* cr-canvas-timeline.c: the player and its commands. */
void cr_canvas_add_player (CrCanvas *canvas);
void cr_canvas_remove_player (CrCanvas *canvas);
gboolean cr_canvas_has_steps (CrCanvas *canvas);
gboolean cr_canvas_has_steps_before (CrCanvas *canvas);
gboolean cr_canvas_has_steps_after (CrCanvas *canvas);
gboolean cr_canvas_has_gates_selected (CrCanvas *canvas);
void cr_canvas_go_to_start (CrCanvas *canvas);
void cr_canvas_go_to_end (CrCanvas *canvas);
void cr_canvas_step_back (CrCanvas *canvas);
void cr_canvas_step_forward (CrCanvas *canvas);
void cr_canvas_play (CrCanvas *canvas);
void cr_canvas_toggle_breakpoint (CrCanvas *canvas);
void cr_canvas_toggle_patterns (CrCanvas *canvas);

/* Lets the picture show the step that is being taken or was taken last. */
void cr_canvas_show_steps (CrCanvas *canvas);

/* cr-canvas-commands.c: the actions. */
void cr_canvas_class_install_actions (GtkWidgetClass *klass);
void cr_canvas_add_actions (CrCanvas *canvas);
void cr_canvas_update_actions (CrCanvas *canvas);

G_END_DECLS
