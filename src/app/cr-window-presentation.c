/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window while it presents: full screen, the presentation over everything else, every key to it. */
#include "cr-window-private.h"

#include "cr-presentation.h"

gboolean
cr_window_is_presenting (CrWindow *window)
{
  g_return_val_if_fail (CR_IS_WINDOW (window), FALSE);

  return window->presentation != NULL && gtk_widget_get_visible (window->presentation);
}

void
cr_window_end_presentation (CrWindow *self)
{
  if (!cr_window_is_presenting (self))
    return;
  gtk_widget_set_visible (self->presentation, FALSE);
  gtk_widget_set_opacity (GTK_WIDGET (self->width_bin), 1);
  gtk_widget_set_can_target (GTK_WIDGET (self->width_bin), TRUE);
  if (!self->was_fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* Before anything else sees it: what has the focus beneath is not asked. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, CrWindow *self)
{
  if (!cr_window_is_presenting (self) || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  return cr_presentation_press (CR_PRESENTATION (self->presentation), key);
}

/* The presentation lies over the whole window; what is beneath goes on, but is not drawn. */
void
cr_window_add_presentation (CrWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->presentation = cr_presentation_new (self->canvas);
  g_signal_connect_swapped (self->presentation, "leave", G_CALLBACK (cr_window_end_presentation), self);
  g_object_ref (self->width_bin);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->width_bin));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->presentation);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), overlay);
  g_object_unref (self->width_bin);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
cr_window_present_slides (CrWindow *window)
{
  g_return_if_fail (CR_IS_WINDOW (window));

  if (window->document == NULL || cr_window_is_presenting (window))
    return;
  cr_window_finish_typing (window);
  cr_window_pause_training (window);
  window->was_fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (window));
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_widget_set_opacity (GTK_WIDGET (window->width_bin), 0);
  gtk_widget_set_can_target (GTK_WIDGET (window->width_bin), FALSE);
  gtk_widget_set_visible (window->presentation, TRUE);
  cr_presentation_start (CR_PRESENTATION (window->presentation));
  gtk_widget_grab_focus (window->presentation);
}

void
cr_window_present_when_loaded (CrWindow *window)
{
  g_return_if_fail (CR_IS_WINDOW (window));

  window->presents_next = TRUE;
}
