/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview in a corner of the canvas: the whole graph small, and what is seen of it as a frame that can be dragged.
 *
 * How this works: the blocks are an image that is drawn again when the graph's version or the selection is another one, a few times a second at
 * most while something is dragged. A frame of the screen then costs the image and one rectangle.
 */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>

#define MOST_WIDTH 190.0
#define MOST_HEIGHT 130.0
#define DISTANCE 12     /* to the edges of the canvas */
#define REDRAW_TIME 150 /* milliseconds between two drawings of the blocks */

/* --- Drawing --- */

static void
draw_blocks (CrCanvas *canvas, CrPicture *picture, int device_scale)
{
  const CrOverview *overview = &canvas->overview;
  int width = (int) overview->width + 1, height = (int) overview->height + 1;
  guint n_selected;
  const CrKey *selected = cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), &n_selected);
  cairo_t *cairo;

  g_clear_pointer (&canvas->overview_image, cairo_surface_destroy);
  canvas->overview_image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * device_scale, height * device_scale);
  cairo_surface_set_device_scale (canvas->overview_image, device_scale, device_scale);
  cairo = cairo_create (canvas->overview_image);
  cr_overview_draw (overview, picture, cairo, selected, n_selected);
  cairo_destroy (cairo);
}

static void
set_color (cairo_t *cairo, CrCanvas *canvas, CrColorRole role)
{
  gboolean dark = cr_picture_get_style (cr_editor_get_picture (canvas->editor))->dark;
  CrColor color = cr_color_get (role, dark);

  cairo_set_source_rgba (cairo, color.red, color.green, color.blue, color.alpha);
}

static void
draw (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  CrCanvas *canvas = data;
  CrArea view;

  if (cr_editor_get_picture (canvas->editor) == NULL || canvas->overview_image == NULL)
    return;
  view = cr_overview_get_view (&canvas->overview, cr_editor_get_viewport (canvas->editor));
  set_color (cairo, canvas, CR_COLOR_CANVAS);
  cairo_paint_with_alpha (cairo, 0.92);
  cairo_set_source_surface (cairo, canvas->overview_image, 0, 0);
  cairo_paint (cairo);
  cairo_rectangle (cairo, view.x + 0.5, view.y + 0.5, MAX (view.width - 1, 2), MAX (view.height - 1, 2));
  set_color (cairo, canvas, CR_COLOR_HALO);
  cairo_fill_preserve (cairo);
  set_color (cairo, canvas, CR_COLOR_ACCENT);
  cairo_set_line_width (cairo, 1.5);
  cairo_stroke (cairo);
  cairo_rectangle (cairo, 0.5, 0.5, width - 1, height - 1);
  set_color (cairo, canvas, CR_COLOR_GRID);
  cairo_set_line_width (cairo, 1);
  cairo_stroke (cairo);
}

/* --- When it is seen --- */

static gboolean
on_late (gpointer data)
{
  CrCanvas *canvas = data;

  canvas->overview_source = 0;
  cr_canvas_update_overview (canvas);
  return G_SOURCE_REMOVE;
}

/* Whether the blocks are those of another graph; FALSE too where it is too early to draw them again: while something is dragged or a net learns,
 * frames have no time to spare for it. */
static gboolean
is_due (CrCanvas *canvas, const CrGraph *graph)
{
  gint64 waited = (g_get_monotonic_time () - canvas->overview_time) / 1000;

  if (canvas->overview_graph == graph && !canvas->is_overview_stale)
    return FALSE;
  if (canvas->overview_graph != NULL && (cr_editor_get_active_tool (canvas->editor) != NULL || cr_editor_is_learning (canvas->editor)))
    return FALSE;
  if (waited >= REDRAW_TIME || canvas->overview_graph == NULL)
    return TRUE;
  if (canvas->overview_source == 0)
    canvas->overview_source = g_timeout_add (REDRAW_TIME, on_late, canvas);
  return FALSE;
}

/* Measures the graph again; its blocks are drawn if they are seen. */
static void
renew (CrCanvas *canvas, CrPicture *picture, const CrGraph *graph)
{
  canvas->overview = cr_overview_new (picture, MOST_WIDTH, MOST_HEIGHT);
  g_clear_pointer (&canvas->overview_graph, cr_graph_unref);
  canvas->overview_graph = cr_graph_ref (graph);
  canvas->overview_time = g_get_monotonic_time ();
  canvas->is_overview_stale = FALSE;
  g_clear_pointer (&canvas->overview_image, cairo_surface_destroy);
}

void
cr_canvas_update_overview (CrCanvas *canvas)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  const CrGraph *graph = cr_editor_get_graph (canvas->editor);
  gboolean is_shown = FALSE;

  if (canvas->overview_area == NULL)
    return;
  if (canvas->shows_overview && picture != NULL && is_due (canvas, graph))
    renew (canvas, picture, graph);
  if (canvas->shows_overview && picture != NULL && canvas->overview.scale > 0)
    is_shown = cr_overview_is_useful (&canvas->overview, cr_graph_get_n_nodes (graph), cr_editor_get_viewport (canvas->editor));
  if (is_shown && canvas->overview_image == NULL)
    {
      draw_blocks (canvas, picture, gtk_widget_get_scale_factor (GTK_WIDGET (canvas)));
      gtk_widget_queue_allocate (GTK_WIDGET (canvas));
    }
  if (is_shown != gtk_widget_get_visible (canvas->overview_area))
    gtk_widget_set_visible (canvas->overview_area, is_shown);
  if (is_shown)
    gtk_widget_queue_draw (canvas->overview_area);
}

void
cr_canvas_renew_overview (CrCanvas *canvas)
{
  canvas->is_overview_stale = TRUE;
  cr_canvas_update_overview (canvas);
}

void
cr_canvas_forget_overview (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->overview_source, g_source_remove);
  g_clear_pointer (&canvas->overview_graph, cr_graph_unref);
  g_clear_pointer (&canvas->overview_image, cairo_surface_destroy);
  canvas->overview = (CrOverview) { 0 };
}

/* --- The hand --- */

static void
look_at (CrCanvas *canvas, CrPoint place)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  CrPoint point = cr_overview_to_graph (&canvas->overview, place);
  CrPoint now = cr_viewport_to_view (viewport, point.x, point.y);

  cr_editor_pan (canvas->editor, viewport->width / 2 - now.x, viewport->height / 2 - now.y);
}

/* A press in the frame takes hold of it there; one beside it brings it there. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, CrCanvas *canvas)
{
  CrArea view = cr_overview_get_view (&canvas->overview, cr_editor_get_viewport (canvas->editor));
  CrPoint middle = { view.x + view.width / 2, view.y + view.height / 2 };

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  canvas->overview_hold = (CrPoint) { 0, 0 };
  if (cr_area_contains (&view, (CrPoint) { x, y }))
    canvas->overview_hold = (CrPoint) { middle.x - x, middle.y - y };
  else
    look_at (canvas, (CrPoint) { x, y });
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, CrCanvas *canvas)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  look_at (canvas, (CrPoint) { x + dx + canvas->overview_hold.x, y + dy + canvas->overview_hold.y });
}

/* --- The widget --- */

void
cr_canvas_add_overview (CrCanvas *canvas)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  canvas->overview_area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (canvas->overview_area), draw, canvas, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas->overview_area), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview"), -1);
  gtk_widget_set_cursor_from_name (canvas->overview_area, "default");
  gtk_widget_set_visible (canvas->overview_area, FALSE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), canvas);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), canvas);
  gtk_widget_add_controller (canvas->overview_area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_parent (canvas->overview_area, GTK_WIDGET (canvas));
}

void
cr_canvas_remove_overview (CrCanvas *canvas)
{
  cr_canvas_forget_overview (canvas);
  g_clear_pointer (&canvas->overview_area, gtk_widget_unparent);
}

/* In the lower corner on the right. */
void
cr_canvas_allocate_overview (CrCanvas *canvas, int width, int height)
{
  int own_width = (int) canvas->overview.width + 1, own_height = (int) canvas->overview.height + 1;

  if (gtk_widget_get_visible (canvas->overview_area))
    cr_canvas_allocate_at (canvas->overview_area, width - own_width - DISTANCE, height - own_height - DISTANCE, own_width, own_height,
                           width, height);
}

gboolean
cr_canvas_is_over_overview (CrCanvas *canvas, CrPoint place)
{
  graphene_rect_t bounds;

  return gtk_widget_get_visible (canvas->overview_area) && gtk_widget_compute_bounds (canvas->overview_area, GTK_WIDGET (canvas), &bounds)
         && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y));
}
