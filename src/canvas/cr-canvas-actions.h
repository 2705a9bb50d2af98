/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what the canvas does by key: its actions, the menus, the shortcuts window and the tests walk it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CR_CANVAS_MAX_ACCELERATORS 4

typedef enum
{
  CR_CANVAS_SECTION_EDIT,
  CR_CANVAS_SECTION_VALUE,
  CR_CANVAS_SECTION_SELECT,
  CR_CANVAS_SECTION_ARRANGE,
  CR_CANVAS_SECTION_TIMELINE,
  CR_CANVAS_SECTION_VIEW,
  CR_CANVAS_N_SECTIONS
} CrCanvasSection;

/**
 * CrCanvasAction:
 * @name: (nullable): the action, "canvas.zoom-in"; %NULL where the keys go to the tools and are only listed
 * @section: under which heading it is listed
 * @title: what it does, in words; not translated yet, see cr_canvas_action_get_title()
 * @accelerators: keys as gtk_accelerator_parse() reads them, %NULL after the last
 * @is_in_menu: whether the context menu has it
 * @is_window_wide: whether the keys work wherever the focus is; the window installs them. The others belong to the canvas alone
 */
typedef struct
{
  const char *name;
  CrCanvasSection section;
  const char *title;
  const char *accelerators[CR_CANVAS_MAX_ACCELERATORS + 1];
  gboolean is_in_menu;
  gboolean is_window_wide;
} CrCanvasAction;

/* The whole table, in the order in which it is listed. */
const CrCanvasAction *cr_canvas_action_get_all (guint *n_actions);

/* The row of that action ("canvas.zoom-in"), or NULL. */
const CrCanvasAction *cr_canvas_action_find (const char *name);

/* Its title, translated. */
const char *cr_canvas_action_get_title (const CrCanvasAction *action);

/* Whether the context menu has that section as a menu of its own. */
gboolean cr_canvas_section_is_submenu (CrCanvasSection section);

/* The translated heading of a section ("Edit"). */
const char *cr_canvas_section_get_title (CrCanvasSection section);

G_END_DECLS
