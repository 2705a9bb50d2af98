/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's page for teaching: scenes, the gradient check, exercises. */
#include "cr-window-private.h"

#include "cr-check-panel.h"
#include "cr-exercise-panel.h"
#include "cr-hunt-panel.h"
#include "cr-modes-panel.h"
#include "cr-scenes-panel.h"

#include <glib/gi18n-lib.h>

#define PANEL_WIDTH 262 /* what an exercise takes, so that nothing moves when one begins */

void
cr_window_add_lesson (CrWindow *self)
{
  GtkWidget *check = cr_check_panel_new (self->canvas);

  self->lesson_page = g_object_new (CR_TYPE_PAGE, "canvas", self->canvas, "panel-width", PANEL_WIDTH, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lesson_page), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lesson"), -1);
  cr_page_append (self->lesson_page, CR_PANEL (check));
  cr_page_append (self->lesson_page, CR_PANEL (cr_exercise_panel_new (self->canvas)));
  cr_page_append (self->lesson_page, CR_PANEL (cr_hunt_panel_new (self->canvas, CR_CHECK_PANEL (check))));
  cr_page_append (self->lesson_page, CR_PANEL (cr_modes_panel_new (self->canvas)));
  cr_page_append (self->lesson_page, CR_PANEL (cr_scenes_panel_new (self->canvas)));
  gtk_stack_add_titled (self->left_pages, GTK_WIDGET (self->lesson_page), "lesson", _("Lesson"));
}

void
cr_window_follow_lesson (CrWindow *self)
{
  g_signal_connect_object (self->document, "position-changed", G_CALLBACK (cr_page_queue_update), self->lesson_page, G_CONNECT_SWAPPED);
}
