/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples as points: shapes, colours, hit tests. */
#include "cr-data-points.h"

#include <math.h>

#define AROUND 8 /* pixels around the plane that an example may reach into */
#define EDGE 1.0     /* in the canvas's colour, around a point */
#define OUTLINE 1.25 /* of a hollow point */
#define CHOSEN_RADIUS 7.0

guint
cr_data_points_get_class (const CrDataPoints *examples, guint example)
{
  double label = examples->points[example].label;

  switch (examples->kind)
    {
    case CR_LABELS_SIGNED:
      return label > examples->middle ? 0 : 1;
    case CR_LABELS_CLASSES:
      return label > 0 && label < G_MAXINT ? (guint) (label + 0.5) : 0;
    case CR_LABELS_REAL:
      break;
    }
  return 0;
}

static gboolean
is_shown (const CrDataPoints *examples, guint example)
{
  const CrDataPoint *point = &examples->points[example];

  return !(point->is_test && examples->hide_test) && isfinite (point->x) && isfinite (point->y);
}

/* --- Colours --- */

static double
get_extent (const CrDataPoints *examples)
{
  double extent = 0;

  if (examples->extent > 0 || examples->kind != CR_LABELS_REAL)
    return examples->extent;
  for (guint i = 0; i < examples->n_points; i++)
    if (isfinite (examples->points[i].label))
      extent = MAX (extent, fabs (examples->points[i].label - examples->middle));
  return extent;
}

/* Stronger than the map, so that a point stands out from a surface that fits it. */
static CrColor
color_of_real (double share, gboolean dark)
{
  CrColor end = cr_color_get (share < 0 ? CR_COLOR_GRADIENT : CR_COLOR_VALUE, dark);

  return isnan (share) ? cr_color_get (CR_COLOR_QUIET, dark)
                       : cr_color_mix (cr_color_get (CR_COLOR_MAP_ZERO, dark), end, MIN (fabs (share), 1));
}

static CrColor
color_of (const CrDataPoints *examples, guint example, double extent, gboolean dark)
{
  if (examples->kind != CR_LABELS_REAL)
    return cr_color_get_class (cr_data_points_get_class (examples, example), dark);
  return color_of_real (extent > 0 ? (examples->points[example].label - examples->middle) / extent : 0, dark);
}

/* A real label near the middle is as pale as the ground: its edge is dark. */
static CrColorRole
edge_of (const CrDataPoints *examples)
{
  return examples->kind == CR_LABELS_REAL ? CR_COLOR_CAPTION : CR_COLOR_CANVAS;
}

/* --- Shapes --- */

/* A polygon of @n corners, the first straight up (or, @turned, with a flat top); every second one at @inner of the radius. */
static void
trace_polygon (cairo_t *cairo, CrPoint center, double radius, guint n, gboolean turned, double inner)
{
  cairo_new_sub_path (cairo);
  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * (i + (turned ? 0.5 : 0)) / n - G_PI_2;
      double reach = i % 2 == 1 ? radius * inner : radius;

      cairo_line_to (cairo, center.x + reach * cos (angle), center.y + reach * sin (angle));
    }
  cairo_close_path (cairo);
}

/* Shapes of about the same black. */
static void
trace_shape (cairo_t *cairo, guint class, CrPoint center, double radius)
{
  switch (class % CR_N_POINT_SHAPES)
    {
    case 0:
      cairo_new_sub_path (cairo);
      cairo_arc (cairo, center.x, center.y, radius, 0, 2 * G_PI);
      cairo_close_path (cairo);
      break;
    case 1:
      cairo_rectangle (cairo, center.x - 0.9 * radius, center.y - 0.9 * radius, 1.8 * radius, 1.8 * radius);
      break;
    case 2:
      trace_polygon (cairo, (CrPoint) { center.x, center.y + 0.2 * radius }, 1.4 * radius, 3, FALSE, 1);
      break;
    case 3:
      trace_polygon (cairo, center, 1.35 * radius, 4, FALSE, 1);
      break;
    case 4:
      trace_polygon (cairo, (CrPoint) { center.x, center.y - 0.2 * radius }, 1.4 * radius, 3, TRUE, 1);
      break;
    case 5:
      trace_polygon (cairo, center, 1.6 * radius, 10, FALSE, 0.45);
      break;
    case 6:
      trace_polygon (cairo, center, 1.1 * radius, 6, FALSE, 1);
      break;
    default: /* a cross */
      trace_polygon (cairo, center, 1.5 * radius, 8, FALSE, 0.45);
      break;
    }
}

static void
draw_point (const CrPen *pen, guint class, CrColor color, CrColorRole edge, gboolean is_hollow, CrPoint center)
{
  trace_shape (pen->cairo, class, center, CR_POINT_RADIUS + EDGE);
  cr_pen_fill (pen, edge);
  trace_shape (pen->cairo, class, center, CR_POINT_RADIUS);
  cairo_set_source_rgba (pen->cairo, color.red, color.green, color.blue, color.alpha);
  cairo_fill (pen->cairo);
  if (!is_hollow)
    return;
  trace_shape (pen->cairo, class, center, CR_POINT_RADIUS - OUTLINE);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
}

void
cr_data_points_draw_marker (const CrPen *pen, guint class, CrColor color, gboolean is_hollow, CrPoint center)
{
  draw_point (pen, class, color, CR_COLOR_CANVAS, is_hollow, center);
}

/* --- Many of them as an image --- */

/* How black each pixel of a shape is, in device pixels: with its edge, without, and the inside of a hollow one. */
typedef struct
{
  int size;
  int stride;
  cairo_surface_t *layers[3];
} Stamp;

static void
make_stamp (Stamp *stamp, guint class, double scale)
{
  static const double radii[] = { CR_POINT_RADIUS + EDGE, CR_POINT_RADIUS, CR_POINT_RADIUS - OUTLINE };
  double size = 2 * ceil (1.6 * radii[0] * scale) + 1;

  stamp->size = (int) size;
  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      cairo_t *cairo;

      stamp->layers[i] = cairo_image_surface_create (CAIRO_FORMAT_A8, stamp->size, stamp->size);
      cairo = cairo_create (stamp->layers[i]);
      trace_shape (cairo, class, (CrPoint) { size / 2, size / 2 }, radii[i] * scale);
      cairo_fill (cairo);
      cairo_destroy (cairo);
      cairo_surface_flush (stamp->layers[i]);
    }
  stamp->stride = cairo_image_surface_get_stride (stamp->layers[0]);
}

/* Two channels of a pixel at once, in the lower and the upper half of a word: @over's share is @black of 255. */
static inline guint32
blend_two (guint32 under, guint32 over, guint black)
{
  guint32 sum = (under & 0xff00ff) * (255 - black) + (over & 0xff00ff) * black + 0x800080;

  return (sum + (sum >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
}

/* An opaque colour over what is below, with premultiplied alpha, where the mask is so black. */
static inline guint32
blend (guint32 below, guint32 color, guint black)
{
  return black == 255 ? color : blend_two (below, color, black) | blend_two (below >> 8, color >> 8, black) << 8;
}

static void
put_stamp (cairo_surface_t *image, const Stamp *stamp, CrPoint center, const guint32 *colors, guint n_layers)
{
  int left = (int) floor (center.x) - stamp->size / 2;
  int top = (int) floor (center.y) - stamp->size / 2;
  int right = MIN (left + stamp->size, cairo_image_surface_get_width (image));
  int bottom = MIN (top + stamp->size, cairo_image_surface_get_height (image));
  int stride = cairo_image_surface_get_stride (image);
  guchar *data = cairo_image_surface_get_data (image);

  for (guint layer = 0; layer < n_layers; layer++)
    for (int row = MAX (top, 0); row < bottom; row++)
      {
        const guchar *mask = cairo_image_surface_get_data (stamp->layers[layer]) + (gsize) (row - top) * stamp->stride;
        guint32 *pixels = (guint32 *) (data + (gsize) row * stride);

        for (int column = MAX (left, 0); column < right; column++)
          if (mask[column - left] != 0)
            pixels[column] = blend (pixels[column], colors[layer], mask[column - left]);
      }
}

static gboolean
is_in_plane (const CrDataPoint *point, const CrPlane *plane)
{
  return point->x >= plane->left && point->x <= plane->right && point->y >= plane->bottom && point->y <= plane->top;
}

static void
put_examples (const CrPen *pen, const CrDataPoints *examples, const CrPlane *plane, double scale, cairo_surface_t *image)
{
  Stamp stamps[CR_N_POINT_SHAPES] = { 0 };
  double extent = get_extent (examples);
  guint32 ground = cr_color_to_pixel (cr_color_get (CR_COLOR_CANVAS, pen->dark));
  guint32 edge = cr_color_to_pixel (cr_color_get (edge_of (examples), pen->dark));

  for (guint i = 0; i < examples->n_points; i++)
    {
      const CrDataPoint *point = &examples->points[i];
      guint shape = cr_data_points_get_class (examples, i) % CR_N_POINT_SHAPES;
      CrPoint at = cr_plane_to_pixel (plane, point->x, point->y);

      if (!is_shown (examples, i) || !is_in_plane (point, plane))
        continue;
      if (stamps[shape].size == 0)
        make_stamp (&stamps[shape], shape, scale);

      guint32 colors[] = { edge, cr_color_to_pixel (color_of (examples, i, extent, pen->dark)), ground };

      at = (CrPoint) { (at.x - plane->area.x + AROUND) * scale, (at.y - plane->area.y + AROUND) * scale };
      put_stamp (image, &stamps[shape], at, colors, point->is_test ? 3 : 2);
    }
  for (guint shape = 0; shape < CR_N_POINT_SHAPES; shape++)
    for (guint i = 0; i < 3 && stamps[shape].size > 0; i++)
      cairo_surface_destroy (stamps[shape].layers[i]);
}

/* Those at the edge are whole; who does not want that clips. */
static void
draw_as_image (const CrPen *pen, const CrDataPoints *examples, const CrPlane *plane)
{
  double scale = MAX (pen->scale, 0.1);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil ((plane->area.width + 2 * AROUND) * scale),
                                                       (int) ceil ((plane->area.height + 2 * AROUND) * scale));

  if (cairo_image_surface_get_data (image) != NULL)
    {
      cairo_surface_flush (image);
      put_examples (pen, examples, plane, scale, image);
      cairo_surface_mark_dirty (image);
      cairo_surface_set_device_scale (image, scale, scale);
      cairo_set_source_surface (pen->cairo, image, plane->area.x - AROUND, plane->area.y - AROUND);
      cairo_pattern_set_filter (cairo_get_source (pen->cairo), CAIRO_FILTER_NEAREST);
      cairo_paint (pen->cairo);
    }
  cairo_surface_destroy (image);
}

/* --- Drawing --- */

static gboolean
takes_vectors (cairo_t *cairo)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cairo));

  return type == CAIRO_SURFACE_TYPE_SVG || type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_PS;
}

void
cr_data_points_draw (const CrPen *pen, const CrDataPoints *examples, const CrPlane *plane)
{
  double extent;

  if (!takes_vectors (pen->cairo))
    {
      draw_as_image (pen, examples, plane);
      return;
    }
  extent = get_extent (examples);
  for (guint i = 0; i < examples->n_points; i++)
    if (is_shown (examples, i) && is_in_plane (&examples->points[i], plane))
      draw_point (pen, cr_data_points_get_class (examples, i), color_of (examples, i, extent, pen->dark), edge_of (examples),
                  examples->points[i].is_test, cr_plane_to_pixel (plane, examples->points[i].x, examples->points[i].y));
}

void
cr_data_points_draw_chosen (const CrPen *pen, const CrDataPoints *examples, guint example, const CrPlane *plane)
{
  const CrDataPoint *point = &examples->points[example];
  CrPoint center = cr_plane_to_pixel (plane, point->x, point->y);

  cr_pen_circle (pen, center, CHOSEN_RADIUS);
  cr_pen_stroke (pen, CR_COLOR_CANVAS, 4);
  cr_pen_circle (pen, center, CHOSEN_RADIUS);
  cr_pen_stroke (pen, CR_COLOR_INK, 2);
  draw_point (pen, cr_data_points_get_class (examples, example), color_of (examples, example, get_extent (examples), pen->dark),
              edge_of (examples), point->is_test, center);
}

int
cr_data_points_find (const CrDataPoints *examples, const CrPlane *plane, double x, double y, double radius)
{
  double nearest = radius;
  int found = -1;

  for (guint i = 0; i < examples->n_points; i++)
    {
      CrPoint at = cr_plane_to_pixel (plane, examples->points[i].x, examples->points[i].y);
      double distance = hypot (at.x - x, at.y - y);

      if (!is_shown (examples, i) || !is_in_plane (&examples->points[i], plane) || distance > nearest)
        continue;
      nearest = distance;
      found = i;
    }
  return found;
}
