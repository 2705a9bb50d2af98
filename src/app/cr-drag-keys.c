/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escape leaves a drag.
 *
 * How this works: on X11 GTK 4.8 takes Escape away from all windows while a drag goes on, by a grab of the root window, and then drops the
 * key, since the root window is no surface of its own. The key is seen here among all that X11 tells.
 */
#include "cr-drag-keys.h"

#ifdef CR_HAS_X11

#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

static gboolean
is_escape (GdkDisplay *display, guint keycode)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  if (gdk_display_map_keyval (display, GDK_KEY_Escape, &keys, &n_keys))
    for (int i = 0; i < n_keys; i++)
      if (keys[i].keycode == keycode)
        return TRUE;
  return FALSE;
}

static gboolean
on_event (GdkDisplay *display, XEvent *event, GdkDrag *drag)
{
  const XIDeviceEvent *key = event->type == GenericEvent ? event->xcookie.data : NULL;

  if (key == NULL || event->xcookie.evtype != XI_KeyPress || !is_escape (display, (guint) key->detail))
    return FALSE;
  g_signal_emit_by_name (drag, "cancel", GDK_DRAG_CANCEL_USER_CANCELLED);
  return TRUE;
}

/* GTK may keep the drag for ever. */
static void
on_end (GdkDrag *drag)
{
  g_signal_handlers_disconnect_by_data (gdk_drag_get_display (drag), drag);
}

void
cr_drag_keys_listen (GdkDrag *drag)
{
  GdkDisplay *display = gdk_drag_get_display (drag);

  if (!GDK_IS_X11_DISPLAY (display))
    return;
  g_signal_connect_object (display, "xevent", G_CALLBACK (on_event), drag, 0);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_end), NULL);
  g_signal_connect (drag, "dnd-finished", G_CALLBACK (on_end), NULL);
  g_signal_connect (drag, "drop-performed", G_CALLBACK (on_end), NULL);
}

#else

void
cr_drag_keys_listen (GdkDrag *drag)
{
}

#endif
