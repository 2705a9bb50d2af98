/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scrolling does to the view: zoom or move it, by the device, the keys that are held, and what the user has set. */
#pragma once

#include "cr-tool.h"

G_BEGIN_DECLS

typedef enum
{
  CR_WHEEL_AUTOMATIC, /* a wheel zooms, a touchpad moves */
  CR_WHEEL_ZOOMS,     /* both zoom: for a mouse that looks like a touchpad */
  CR_WHEEL_MOVES,     /* both move */
} CrWheel;

typedef enum
{
  CR_SCROLL_ZOOM,
  CR_SCROLL_SIDEWAYS, /* what is scrolled up and down moves the view sideways */
  CR_SCROLL_MOVE,
} CrScroll;

/* In settings and menus: "automatic", "zooms", "moves"; by value, NULL-terminated. */
extern const char *const cr_wheel_names[];

/* The value of that name; that of another is %CR_WHEEL_AUTOMATIC. */
CrWheel cr_wheel_find (const char *name);

/**
 * cr_wheel_decide:
 * @wheel: what is set
 * @has_notches: whether it is a wheel, as far as the toolkit knows
 * @is_upright: whether it was scrolled up or down, not only sideways
 *
 * Control zooms always. Shift turns a wheel, and whatever else would zoom, sideways.
 *
 * Returns: what to do
 */
CrScroll cr_wheel_decide (CrWheel wheel, gboolean has_notches, CrModifiers modifiers, gboolean is_upright);

G_END_DECLS
