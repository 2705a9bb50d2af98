/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A container for one child that may be narrower than the child asks for, and that tells how wide it is: for layouts by width. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How wide the window is, and so where its panels are. */
typedef enum
{
  CR_WIDTH_WIDE,   /* 1100 and more: both panels beside the canvas */
  CR_WIDTH_MEDIUM, /* 700 … 1099: the inspector lies over the canvas */
  CR_WIDTH_NARROW, /* 480 … 699: both lie over it; zoom, save and redo are in the menu */
  CR_WIDTH_PHONE,  /* below: the inspector is a sheet from below; undo and open are in the menu too */
} CrWidth;

#define CR_WIDTH_LEAST 360

/* The class of a width in pixels. */
CrWidth cr_width_classify (int pixels);

#define CR_TYPE_WIDTH_BIN (cr_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (CrWidthBin, cr_width_bin, CR, WIDTH_BIN, GtkWidget)

/**
 * CrWidthBin:
 *
 * Property: "child". Signal "width-changed": its class is another one, or its height has changed; never emitted while sizes
 * are being given out, so that handlers may move widgets.
 */

CrWidth cr_width_bin_get_width (CrWidthBin *bin);

G_END_DECLS
