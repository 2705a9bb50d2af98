/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a rearranged graph as motion, unless the desktop asks for none. */
#include "cr-canvas-private.h"

#include <math.h>

#define DURATION 200000.0 /* microseconds */

/* --- The time --- */

static void
stop (CrCanvas *canvas)
{
  if (canvas->transition_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (canvas), canvas->transition_tick);
  canvas->transition_tick = 0;
}

static gboolean
on_transition_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrCanvas *canvas = CR_CANVAS (widget);
  gint64 time = gdk_frame_clock_get_frame_time (clock);

  if (canvas->transition_start == 0)
    canvas->transition_start = time;
  canvas->transition_fraction = MIN ((time - canvas->transition_start) / DURATION, 1);
  gtk_widget_queue_draw (widget);
  if (canvas->transition_fraction < 1)
    return G_SOURCE_CONTINUE;
  canvas->transition_tick = 0;
  cr_editor_end_transition (canvas->editor);
  return G_SOURCE_REMOVE;
}

void
cr_canvas_update_transition (CrCanvas *canvas)
{
  gboolean is_any = cr_editor_get_transition (canvas->editor, NULL) != NULL;
  guint transition = is_any ? cr_editor_get_n_transitions (canvas->editor) : 0;

  if (transition == canvas->transition)
    return;
  canvas->transition = transition;
  stop (canvas);
  if (!is_any)
    return;
  canvas->transition_start = 0;
  canvas->transition_fraction = 0;
  canvas->transition_tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_transition_tick, NULL, NULL);
}

static void
on_animations_changed (CrCanvas *canvas)
{
  gboolean is_animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (canvas)), "gtk-enable-animations", &is_animated, NULL);
  cr_editor_set_animates (canvas->editor, is_animated);
}

void
cr_canvas_add_transition (CrCanvas *canvas)
{
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (canvas)), "notify::gtk-enable-animations",
                           G_CALLBACK (on_animations_changed), canvas, G_CONNECT_SWAPPED);
  on_animations_changed (canvas);
}

void
cr_canvas_remove_transition (CrCanvas *canvas)
{
  stop (canvas);
}

/* --- A frame --- */

/* Fast at first, then slower and slower. */
static double
ease_out (double fraction)
{
  return 1 - pow (1 - fraction, 3);
}

static CrViewport
mix_viewports (const CrViewport *from, const CrViewport *to, double share)
{
  CrViewport between = *to;

  between.zoom = from->zoom * pow (to->zoom / from->zoom, share);
  between.centre.x = from->centre.x + share * (to->centre.x - from->centre.x);
  between.centre.y = from->centre.y + share * (to->centre.y - from->centre.y);
  return between;
}

gboolean
cr_canvas_snapshot_transition (CrCanvas *canvas, CrPicture *picture, GtkSnapshot *snapshot)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (picture)->dark);
  double share = ease_out (canvas->transition_fraction);
  const CrTransition *transition;
  CrViewport from, between;
  CrArea visible;
  CrPoint corner;
  cairo_t *cairo;

  transition = cr_editor_get_transition (canvas->editor, &from);
  if (transition == NULL || gtk_widget_get_width (GTK_WIDGET (canvas)) <= 0)
    return FALSE;
  between = mix_viewports (&from, cr_editor_get_viewport (canvas->editor), share);
  corner = cr_viewport_to_graph (&between, 0, 0);
  visible = (CrArea) { corner.x, corner.y, between.width / between.zoom, between.height / between.zoom };
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, between.width, between.height));
  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
  cr_still_image_set_transform (cairo, &between, gtk_widget_get_scale_factor (GTK_WIDGET (canvas)));
  cr_transition_draw (transition, picture, cairo, &visible, between.zoom, share);
  cairo_destroy (cairo);
  return TRUE;
}
