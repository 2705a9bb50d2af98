/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scrolling does to the view: zoom or move it, by the device, the keys that are held, and what the user has set. */
#include "cr-wheel.h"

const char *const cr_wheel_names[] = {
  [CR_WHEEL_AUTOMATIC] = "automatic", [CR_WHEEL_ZOOMS] = "zooms", [CR_WHEEL_MOVES] = "moves", NULL
};

CrWheel
cr_wheel_find (const char *name)
{
  for (guint i = 0; cr_wheel_names[i] != NULL; i++)
    if (g_strcmp0 (name, cr_wheel_names[i]) == 0)
      return i;
  return CR_WHEEL_AUTOMATIC;
}

CrScroll
cr_wheel_decide (CrWheel wheel, gboolean has_notches, CrModifiers modifiers, gboolean is_upright)
{
  gboolean zooms = wheel == CR_WHEEL_ZOOMS || (wheel == CR_WHEEL_AUTOMATIC && has_notches);

  if (modifiers & CR_MODIFIER_CONTROL)
    return CR_SCROLL_ZOOM;
  if ((modifiers & CR_MODIFIER_SHIFT) && (has_notches || zooms))
    return CR_SCROLL_SIDEWAYS;
  return zooms && is_upright ? CR_SCROLL_ZOOM : CR_SCROLL_MOVE;
}
