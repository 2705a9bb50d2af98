/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window remembers from one start to the next. */
#include "cr-window-private.h"

#include "cr-application.h"
#include "cr-preferences.h"

static CrApplication *
get_application (CrWindow *self)
{
  return CR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
update_text_scale (CrWindow *self)
{
  g_object_set (self->canvas, "text-scale", cr_preferences_get_text_scale (self->settings), NULL);
}

void
cr_window_restore_state (CrWindow *self)
{
  int width;
  int height;

  if (self->settings == NULL)
    return;
  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, CR_WIDTH_LEAST), MAX (height, CR_WIDTH_LEAST));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  cr_side_view_set_shows_panel (self->palette_side, g_settings_get_boolean (self->settings, "show-palette"));
  cr_side_view_set_shows_panel (self->inspector_side, g_settings_get_boolean (self->settings, "show-inspector"));
  cr_palette_set_settings (self->palette, self->settings);
  g_signal_connect_object (self->settings, "changed::text-size", G_CALLBACK (update_text_scale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (update_text_scale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (cr_canvas_recolor), self->canvas, G_CONNECT_SWAPPED);
  update_text_scale (self);
  g_settings_bind (self->settings, "wheel", self->canvas, "wheel", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "overview", self->canvas, "overview", G_SETTINGS_BIND_DEFAULT);
}

void
cr_window_remember_state (CrWindow *self)
{
  int width;
  int height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  cr_application_remember_session (get_application (self));
}

void
cr_window_follow_session (CrWindow *self)
{
  g_signal_connect_object (self->document, "saved", G_CALLBACK (cr_application_remember_session), get_application (self), G_CONNECT_SWAPPED);
  cr_application_remember_session (get_application (self));
}
