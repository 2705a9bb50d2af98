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
  CR_WIDTH_NARROW, /* 480 … 699: both lie over it; zoom is in the menu, and save where it does not fit */
  CR_WIDTH_PHONE,  /* below: the inspector is a sheet from below; undo, redo and open are in the menu too */
} CrWidth;

/* A window of 360 pixels, where it draws a frame of five around itself. */
#define CR_WIDTH_LEAST 350

/* The class of a width in pixels. */
CrWidth cr_width_classify (int pixels);

#define CR_TYPE_WIDTH_BIN (cr_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (CrWidthBin, cr_width_bin, CR, WIDTH_BIN, GtkWidget)

/**
 * CrWidthBin:
 *
 * Property: "child". Signal "width-changed": its width or its height is another one; never emitted while sizes are being given out, so
 * that handlers may move widgets.
 */

/* The class of its width, and the width itself; WIDE and 0 before it has got one. */
CrWidth cr_width_bin_get_width (CrWidthBin *bin);
int cr_width_bin_get_pixels (CrWidthBin *bin);

G_END_DECLS
