/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided tour in the window: offered on the first start, and found again in the menu. */
#include "cr-window-private.h"

#include "cr-window-files.h"

void
cr_window_add_tour (CrWindow *self)
{
  self->tour_bar = CR_TOUR_BAR (cr_tour_bar_new ());
  gtk_box_prepend (self->canvas_box, GTK_WIDGET (self->tour_bar));
}

void
cr_window_follow_tour (CrWindow *self)
{
  if (cr_tour_bar_get_document (self->tour_bar) != self->document)
    cr_tour_bar_set_document (self->tour_bar, NULL);
}

/* With the palette, where there is room for it beside the canvas: gates are dragged from there. */
void
cr_window_start_tour (CrWindow *window)
{
  CrWindow *room;

  g_return_if_fail (CR_IS_WINDOW (window));

  room = cr_window_new_graph (window);
  if (cr_width_bin_get_width (room->width_bin) < CR_WIDTH_NARROW)
    gtk_widget_activate_action (GTK_WIDGET (room), "win.show-gates", NULL);
  cr_tour_bar_set_document (room->tour_bar, room->document);
  gtk_widget_grab_focus (GTK_WIDGET (room->canvas));
}

void
cr_window_offer_tour (CrWindow *window)
{
  g_return_if_fail (CR_IS_WINDOW (window));

  cr_notice_show (window->notice, CR_NOTICE_TOUR, "");
}
