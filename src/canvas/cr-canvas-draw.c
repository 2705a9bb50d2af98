/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas shows, as render nodes.
 *
 * How this works: GTK paints anew where render nodes are others than in the frame before. So each tile of the still image keeps its node as
 * long as it is not drawn anew. While a net learns, what moves is given to GTK in parts, each with the area that it stays in: maps and the
 * numbers near them change with every frame, and most of the canvas does not. At other times it is one node: there are too many numbers then.
 */
#include "cr-canvas-private.h"

#define BUDGET 500   /* microseconds a frame for wires that have become wider or thinner */
#define LATEST 60000 /* microseconds until a lazy image goes on, where no frame of what is learned comes before */

static gboolean
on_late (gpointer data)
{
  CrCanvas *canvas = data;

  canvas->late_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return G_SOURCE_REMOVE;
}

static void
append_still (CrCanvas *canvas, CrPicture *picture, int device_scale, GtkSnapshot *snapshot)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  gboolean is_sharp;

  cr_still_image_set_lazy (canvas->image, cr_editor_is_learning (canvas->editor) ? BUDGET : 0);
  is_sharp = cr_still_image_update (canvas->image, picture, viewport, device_scale, canvas->settle_source == 0);
  if (cr_still_image_get_wait (canvas->image) > 0 && canvas->late_source == 0)
    canvas->late_source = g_timeout_add (MAX (cr_still_image_get_wait (canvas->image), LATEST) / 1000, on_late, canvas);
  if (!is_sharp) /* the image may not reach as far as the view */
    {
      CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (picture)->dark);
      GdkRGBA color = { ground.red, ground.green, ground.blue, 1 };

      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, viewport->width, viewport->height));
    }
  cr_tile_nodes_append (canvas->tile_nodes, canvas->image, viewport, snapshot);
}

static void
append_moving (CrCanvas *canvas, CrPicture *picture, int device_scale, const CrArea *visible, GtkSnapshot *snapshot)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, viewport->width, viewport->height));

  cr_still_image_set_transform (cairo, viewport, device_scale);
  cr_picture_draw_moving (picture, cairo, visible, viewport->zoom, cr_editor_get_marks (canvas->editor));
  if (canvas->ghost != NULL)
    cr_picture_draw_ghost (picture, cairo, canvas->ghost, canvas->ghost_place, viewport->zoom);
  cairo_destroy (cairo);
}

void
cr_canvas_snapshot_picture (CrCanvas *canvas, CrPicture *picture, GtkSnapshot *snapshot)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);
  CrArea visible = { corner.x, corner.y, viewport->width / viewport->zoom, viewport->height / viewport->zoom };
  int device_scale = gtk_widget_get_scale_factor (GTK_WIDGET (canvas));

  append_still (canvas, picture, device_scale, snapshot);
  if (cr_editor_is_learning (canvas->editor) && canvas->ghost == NULL)
    cr_part_nodes_append (canvas->part_nodes, picture, viewport, device_scale, cr_editor_get_marks (canvas->editor), snapshot);
  else
    append_moving (canvas, picture, device_scale, &visible, snapshot);
}
