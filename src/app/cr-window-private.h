/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */
#pragma once

#include "cr-bar.h"
#include "cr-headings.h"
#include "cr-inspector.h"
#include "cr-notice.h"
#include "cr-node-table.h"
#include "cr-page.h"
#include "cr-palette.h"
#include "cr-results-panel.h"
#include "cr-side-view.h"
#include "cr-start-page.h"
#include "cr-tour-bar.h"
#include "cr-transport.h"
#include "cr-training-bar.h"
#include "cr-training-session.h"
#include "cr-width-bin.h"
#include "cr-window.h"

G_BEGIN_DECLS

/**
 * CrWindow:
 * @settings: (nullable): what is remembered; the application's
 * @document: (nullable): what is shown; without one the start page is
 * @file_name: (nullable): what a first save proposes
 * @session: (nullable): the training of the document
 * @zoom_id: the idle source that is about to show the zoom, or 0
 */
struct _CrWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  CrDocument *document;
  char *file_name;
  guint zoom_id;
  GMenu *recent_section;
  GMenu *examples_section;
  GMenu *open_elsewhere; /* of the menu: what these have, where the header has no room for the button that they belong to */
  GMenu *programs_section;

  CrWidthBin *width_bin;
  AdwWindowTitle *title;
  CrNotice *notice;
  AdwToastOverlay *start_toasts;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  CrStartPage *start_page;
  GtkBox *editor_box;
  CrSideView *palette_side;
  GtkStack *left_pages;
  CrPalette *palette;
  CrPage *data_page;
  CrPage *lesson_page;
  GtkWidget *paint_panel; /* which takes data */
  CrSideView *inspector_side;
  GtkStack *right_pages;
  GtkStackPage *results_stack_page;
  CrInspector *inspector;
  CrPage *results_page;
  CrNodeTable *node_table;
  CrCanvas *canvas;
  CrHeadings *headings;
  GtkBox *canvas_box;
  GtkWidget *bottom_box; /* below the canvas, or below the panels too */
  CrWidthBin *transport_bin;
  GtkStack *transports;
  GtkWidget *transport_switcher;
  CrTransport *transport;
  CrTrainingSession *session;
  CrResultsPanel *results_panel;
  CrTrainingBar *training_bar;
  CrTourBar *tour_bar;
  CrBar *trouble_bar;       /* why training does not go on */
  GtkWidget *show_trouble;  /* its two buttons */
  GtkWidget *fit_outputs;
  char *trouble;            /* (nullable): what it says, or would say had it not been closed */
  gint64 bar_until; /* monotonic time up to which the bar stays as it is */
  guint take_id; /* takes a snapshot at the next frame, or 0 */
  gint64 taken_at; /* the frame of the last one */
  GtkWidget *palette_button;
  GtkMenuButton *open_button;
  GtkWidget *save_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *zoom_box;
  GtkLabel *zoom_label;
  GtkWidget *inspector_button;
  GtkWidget *present_button;
  GtkWidget *presentation;
  gboolean was_fullscreen; /* before it presented */
  gboolean presents_next;  /* the next document that it shows */
  GtkMenuButton *menu_button;
  GtkWidget *command_search; /* (nullable) */
  GtkWidget *history_list;   /* (nullable) */
};

/* --- cr-window-widths.c --- */

/* Which buttons the header has: by its width, and by whether there is a document. */
void cr_window_update_controls (CrWindow *self);

/* Adds the action by which a bar is chosen. */
void cr_window_add_transport_action (CrWindow *self);

/* Which bar is under the canvas can be chosen where there are several, and the bars fit their place; after one of them was shown or hidden. */
void cr_window_update_transports (CrWindow *self);

/* The window has got another size; a panel was shown or hidden. */
void cr_window_on_width_changed (CrWindow *self);
void cr_window_on_panels_changed (CrWindow *self, GParamSpec *pspec, CrSideView *changed);

/* --- cr-window-trouble.c --- */

/* Puts the bar over the canvas that says why training does not go on; makes it say what holds now. */
/* What the bar of the training's trouble is answered with. */
enum
{
  CR_TROUBLE_SHOW = 1, /* the node where numbers are none */
  CR_TROUBLE_FIT,      /* an output for each class */
};
void cr_window_add_trouble_bar (CrWindow *self);
void cr_window_update_trouble (CrWindow *self);

/* --- cr-window-actions.c --- */

/* Gives the window its actions, those of its panels and those of its canvas. */
void cr_window_add_actions (CrWindow *self);

/* When the window goes: takes away the actions that hold its side bars, and so all that is shown in it. Actions outlive a window in which a tooltip
 * was the last to be shown until one is shown elsewhere. */
void cr_window_drop_property_actions (CrWindow *self);

/* Gives every button below @widget its action's title and key, from the table, as tooltip. */
void cr_window_set_tooltips (GtkWidget *widget);

/* An entry that is being typed in counts: it takes what was typed when it loses the focus. */
void cr_window_finish_typing (CrWindow *self);

/* --- cr-window-training.c --- */

/* Makes the widgets of training, once. */
void cr_window_add_training (CrWindow *self);

/* Follows the training of the window's document, or of none. */
void cr_window_follow_training (CrWindow *self);

/* Before the document is saved, closed, or goes back: what was learned becomes an undo step; whether a run goes on after it. */
void cr_window_commit_training (CrWindow *self);
void cr_window_pause_training (CrWindow *self);

/* --- cr-window-help.c --- */

/* Opens the help, at the page of the one gate that is selected; says so where nothing can show it. */
void cr_window_show_help (CrWindow *self);

/* --- cr-window-state.c --- */

/* Takes the size and the panels that a window had last; keeps those that it has. */
void cr_window_restore_state (CrWindow *self);
void cr_window_remember_state (CrWindow *self);

/* Keeps the list of open files with the file that the window's document has or gets. */
void cr_window_follow_session (CrWindow *self);

/* --- cr-window-tour.c --- */

/* Makes the bar of the guided tour, once; the tour ends when the window shows another document. */
void cr_window_add_tour (CrWindow *self);
void cr_window_follow_tour (CrWindow *self);

/* --- cr-window-view.c --- */

/* Adds the actions by which the document's view is set, once; follows the view of the window's document. */
void cr_window_add_view_actions (CrWindow *self);
void cr_window_follow_view (CrWindow *self);

/* --- cr-window-lesson.c --- */

/* Makes the page for teaching, once; follows the timeline of the window's document there. */
void cr_window_add_lesson (CrWindow *self);
void cr_window_follow_lesson (CrWindow *self);

/* --- cr-window-presentation.c --- */

/* Puts the presentation, hidden, over the content; once. */
void cr_window_add_presentation (CrWindow *self);

/* Back to the window as it was; before it shows another document. */
void cr_window_end_presentation (CrWindow *self);

/* --- cr-window-disk.c --- */

void cr_window_init_notice (CrWindow *self);

/* Begins to follow what becomes of the document outside of the window, and to keep drafts of it. */
void cr_window_follow_disk (CrWindow *self);

G_END_DECLS
