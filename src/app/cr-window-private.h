/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */
#pragma once

#include "cr-inspector.h"
#include "cr-page.h"
#include "cr-palette.h"
#include "cr-start-page.h"
#include "cr-transport.h"
#include "cr-width-bin.h"
#include "cr-window.h"

G_BEGIN_DECLS

/**
 * CrWindow:
 * @settings: (nullable): what is remembered; the application's
 * @document: (nullable): what is shown; without one the start page is
 * @file_name: (nullable): what a first save proposes
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

  CrWidthBin *width_bin;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  CrStartPage *start_page;
  AdwFlap *palette_flap;
  GtkStack *left_pages;
  CrPalette *palette;
  CrPage *data_page;
  AdwFlap *inspector_flap;
  CrInspector *inspector;
  CrCanvas *canvas;
  GtkStack *transports;
  GtkWidget *transport_switcher;
  CrTransport *transport;
  GtkWidget *palette_button;
  GtkMenuButton *open_button;
  GtkWidget *save_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *zoom_box;
  GtkLabel *zoom_label;
  GtkWidget *inspector_button;
  GtkMenuButton *menu_button;
};

/* --- cr-window-actions.c --- */

/* Gives the window its actions, those of its panels and those of its canvas. */
void cr_window_add_actions (CrWindow *self);

/* Gives every button below @widget its action's title and key, from the table, as tooltip. */
void cr_window_set_tooltips (GtkWidget *widget);

/* An entry that is being typed in counts: it takes what was typed when it loses the focus. */
void cr_window_finish_typing (CrWindow *self);

G_END_DECLS
