/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision surface: map, line, examples, axes, legend. */
#include "cr-surface-picture.h"

#include "cr-contour.h"
#include "cr-plane-axes.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LINE 2.0
#define FARTHEST 30000.0 /* pixels; beyond them cairo cannot draw */
#define HIT_RADIUS 8.0
#define ROW 20.0
#define LEGEND_SIZE 12.0
#define MARKER_GAP 9.0
#define ENTRY_GAP 20.0
#define MOST_SHARE_MARKERS 3 /* of train and of test, in the legend */
#define SAMPLE 20.0 /* of a curve, in the legend */

static const struct
{
  CrColorRole role;
  double dash[2]; /* 0: none */
} curve_looks[CR_SURFACE_MOST_CURVES] = {
  { CR_COLOR_VALUE, { 0, 0 } },
  { CR_COLOR_INK, { 6, 4 } },
  { CR_COLOR_GRADIENT, { 2, 3 } },
};

CrPlane
cr_surface_picture_get_plane (const CrSurfacePicture *surface, const CrArea *area)
{
  CrPlane plane = { surface->left, surface->right, surface->bottom, surface->top, *area };

  if (surface->show_axes)
    plane.area = cr_plane_axes_get_inner (area);
  return plane;
}

int
cr_surface_picture_find (const CrSurfacePicture *surface, const CrArea *area, double x, double y)
{
  CrPlane plane = cr_surface_picture_get_plane (surface, area);

  return cr_data_points_find (&surface->examples, &plane, x, y, HIT_RADIUS);
}

/* --- The line between the answers --- */

static void
stroke_contour (const CrPen *pen, const CrMap *map, const double *values, double level, const CrArea *area)
{
  g_autoptr (CrContour) contour = cr_contour_new (values, map->columns, map->rows, level);

  if (contour->starts->len == 0)
    return;
  cr_contour_trace (contour, pen->cairo, map->columns, map->rows, map->upwards, area);
  cr_pen_stroke (pen, CR_COLOR_INK, LINE);
}

/* How far a class is ahead of the best of the others, in each cell. */
static void
compare_class (const CrMap *map, guint class, double *leads)
{
  gsize n_cells = (gsize) map->columns * map->rows;

  for (gsize cell = 0; cell < n_cells; cell++)
    {
      double best = -INFINITY;

      for (guint other = 0; other < map->n_classes; other++)
        if (other != class)
          best = MAX (best, map->values[other * n_cells + cell]);
      leads[cell] = map->values[class * n_cells + cell] - best;
    }
}

/* Of two classes the second has no line that the first has not. */
static void
draw_lines (const CrPen *pen, const CrMap *map, const CrArea *area)
{
  g_autofree double *leads = NULL;

  if (map->n_classes == 1)
    {
      stroke_contour (pen, map, map->values, map->middle, area);
      return;
    }
  leads = g_new (double, (gsize) map->columns * map->rows);
  for (guint class = 0; class + 1 < map->n_classes; class++)
    {
      compare_class (map, class, leads);
      stroke_contour (pen, map, leads, 0, area);
    }
}

/* --- The curves over one input --- */

static void
stroke_curve (const CrPen *pen, guint which)
{
  if (curve_looks[which].dash[0] > 0)
    cairo_set_dash (pen->cairo, curve_looks[which].dash, 2, 0);
  cr_pen_stroke (pen, curve_looks[which].role, LINE);
  cairo_set_dash (pen->cairo, NULL, 0, 0);
}

static void
draw_curve (const CrPen *pen, const CrSurfacePicture *surface, guint which, const CrPlane *plane)
{
  const double *values = surface->curves[which].values;
  double width = (surface->curve_right - surface->curve_left) / MAX (surface->n_parts, 1);
  gboolean is_on = FALSE;

  for (guint i = 0; i < surface->n_parts; i++)
    {
      CrPoint at = cr_plane_to_pixel (plane, surface->curve_left + (i + 0.5) * width, values[i]);

      if (!isfinite (values[i]))
        is_on = FALSE;
      else if (is_on)
        cairo_line_to (pen->cairo, at.x, CLAMP (at.y, -FARTHEST, FARTHEST));
      else
        cairo_move_to (pen->cairo, at.x, CLAMP (at.y, -FARTHEST, FARTHEST));
      is_on = isfinite (values[i]);
    }
  stroke_curve (pen, which);
}

/* --- All of it --- */

/* What lies outside rounded corners, in the colour around: cheaper than a clip that has soft edges. */
static void
round_corners (const CrPen *pen, const CrSurfacePicture *surface, const CrArea *area)
{
  for (guint i = 0; i < 4; i++)
    {
      double x = i % 2 == 0 ? area->x : area->x + area->width;
      double y = i < 2 ? area->y : area->y + area->height;
      double to_x = i % 2 == 0 ? surface->radius : -surface->radius;
      double to_y = i < 2 ? surface->radius : -surface->radius;

      cairo_move_to (pen->cairo, x, y);
      cairo_line_to (pen->cairo, x + to_x, y);
      cairo_curve_to (pen->cairo, x + 0.448 * to_x, y, x, y + 0.448 * to_y, x, y + to_y);
      cairo_close_path (pen->cairo);
    }
  cr_pen_fill (pen, surface->around);
}

static void
draw_points (const CrPen *pen, const CrSurfacePicture *surface, const CrPlane *plane)
{
  cr_data_points_draw (pen, &surface->examples, plane);
  if (surface->chosen >= 0 && (guint) surface->chosen < surface->examples.n_points)
    cr_data_points_draw_chosen (pen, &surface->examples, surface->chosen, plane);
}

static void
clip (const CrPen *pen, const CrArea *area)
{
  cairo_rectangle (pen->cairo, area->x, area->y, area->width, area->height);
  cairo_clip (pen->cairo);
}

/* Examples at the ends are whole: there is room around. The curves lie above them. */
static void
draw_with_axes (const CrPen *pen, const CrSurfacePicture *surface, const CrPlane *plane)
{
  cairo_rectangle (pen->cairo, plane->area.x, plane->area.y, plane->area.width, plane->area.height);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
  cr_plane_axes_draw (pen, plane, surface->names);
  draw_points (pen, surface, plane);
  if (surface->n_curves == 0)
    return;
  cairo_save (pen->cairo);
  clip (pen, &plane->area);
  for (guint i = 0; i < MIN (surface->n_curves, CR_SURFACE_MOST_CURVES); i++)
    draw_curve (pen, surface, i, plane);
  cairo_restore (pen->cairo);
}

void
cr_surface_picture_draw (const CrPen *pen, const CrSurfacePicture *surface, const CrArea *area)
{
  CrPlane plane = cr_surface_picture_get_plane (surface, area);

  if (surface->show_axes && surface->map.values == NULL)
    {
      draw_with_axes (pen, surface, &plane);
      return;
    }
  cairo_save (pen->cairo);
  clip (pen, &plane.area);
  if (surface->map.values != NULL && surface->map.columns > 0 && surface->map.rows > 0)
    {
      cr_map_draw (pen, &surface->map, &plane.area);
      if (surface->examples.kind != CR_LABELS_REAL)
        draw_lines (pen, &surface->map, &plane.area);
    }
  draw_points (pen, surface, &plane);
  if (surface->radius > 0)
    round_corners (pen, surface, &plane.area);
  cairo_restore (pen->cairo);
  if (surface->show_axes)
    cr_plane_axes_draw (pen, &plane, surface->names);
}

/* --- Legend --- */

/* A row of entries, set from left to right, on a new row where there is no more room. */
typedef struct
{
  const CrPen *pen;
  double left;
  double right;
  CrPoint at;
} Legend;

/* Markers of this class and those behind it, and a word. */
static void
add_entry (Legend *legend, const CrDataPoints *examples, guint class, guint n_markers, gboolean is_hollow, const char *word)
{
  const CrPen *pen = legend->pen;
  g_autofree char *markup = cr_text_name_to_markup (word);
  double width = cr_fonts_shape (pen->fonts, markup, LEGEND_SIZE, FALSE, CR_FIT_FREE, 0)->width;
  double markers = n_markers * 18 - 6;

  if (legend->at.x + markers + MARKER_GAP + width > legend->right && legend->at.x > legend->left)
    legend->at = (CrPoint) { legend->left, legend->at.y + ROW };
  for (guint i = 0; i < n_markers && pen->cairo != NULL; i++)
    {
      CrColor color = examples->kind == CR_LABELS_REAL ? cr_color_get (CR_COLOR_CAPTION, pen->dark)
                                                       : cr_color_get_class (class + i, pen->dark);
      CrPoint center = { legend->at.x + 5 + 18 * i, legend->at.y + ROW / 2 };

      cr_data_points_draw_marker (pen, class + i, color, is_hollow, center);
    }
  if (pen->cairo != NULL)
    cr_pen_text (pen, markup, LEGEND_SIZE, FALSE, CR_COLOR_CAPTION, legend->at.x + markers + MARKER_GAP - 3,
                 legend->at.y + ROW / 2 + 4, 0);
  legend->at.x += markers + MARKER_GAP + width + ENTRY_GAP;
}

/* A piece of a curve and its name. */
static void
add_curve (Legend *legend, const CrSurfacePicture *surface, guint which)
{
  const CrPen *pen = legend->pen;
  const char *name = surface->curves[which].name;
  g_autofree char *markup = cr_text_name_to_markup (name != NULL ? name : "");
  double width = SAMPLE + MARKER_GAP + cr_fonts_shape (pen->fonts, markup, LEGEND_SIZE, FALSE, CR_FIT_FREE, 0)->width;

  if (legend->at.x + width > legend->right && legend->at.x > legend->left)
    legend->at = (CrPoint) { legend->left, legend->at.y + ROW };
  if (pen->cairo != NULL)
    {
      cairo_move_to (pen->cairo, legend->at.x, legend->at.y + ROW / 2);
      cairo_rel_line_to (pen->cairo, SAMPLE, 0);
      stroke_curve (pen, which);
      cr_pen_text (pen, markup, LEGEND_SIZE, FALSE, CR_COLOR_CAPTION, legend->at.x + SAMPLE + MARKER_GAP - 3, legend->at.y + ROW / 2 + 4, 0);
    }
  legend->at.x += width + ENTRY_GAP;
}

static guint
count_classes (const CrSurfacePicture *surface)
{
  guint n = MAX (surface->map.n_classes, surface->n_class_names);

  if (surface->examples.kind == CR_LABELS_REAL)
    return 0;
  if (surface->examples.kind == CR_LABELS_SIGNED)
    return 2;
  for (guint i = 0; i < surface->examples.n_points; i++)
    n = MAX (n, cr_data_points_get_class (&surface->examples, i) + 1);
  return MIN (n, CR_N_CLASS_COLORS);
}

static void
add_class (Legend *legend, const CrSurfacePicture *surface, guint class)
{
  static const char *const signs[] = { "+1", "−1" };
  g_autofree char *number = g_strdup_printf ("%u", class);
  const char *word = surface->examples.kind == CR_LABELS_SIGNED ? signs[class] : number;

  add_entry (legend, &surface->examples, class, 1, FALSE, class < surface->n_class_names ? surface->class_names[class] : word);
}

static gboolean
has_tests (const CrDataPoints *examples)
{
  for (guint i = 0; i < examples->n_points; i++)
    if (examples->points[i].is_test)
      return !examples->hide_test;
  return FALSE;
}

/* What filled and hollow points are: at the right end, where that is free. */
static void
add_shares (Legend *legend, const CrSurfacePicture *surface)
{
  guint n_classes = count_classes (surface);
  guint n_markers = n_classes > MOST_SHARE_MARKERS ? 2 : MAX (1, n_classes); /* of many classes some are enough */
  Legend measured = *legend;
  CrPen dry = *legend->pen;

  dry.cairo = NULL;
  measured.pen = &dry;
  measured.at.x = legend->left;
  measured.right = INFINITY;
  add_entry (&measured, &surface->examples, 0, n_markers, FALSE, _("train"));
  add_entry (&measured, &surface->examples, 0, n_markers, TRUE, _("test"));

  double width = measured.at.x - legend->left - ENTRY_GAP;

  if (legend->at.x + width <= legend->right)
    legend->at.x = legend->right - width;
  else if (legend->at.x > legend->left) /* both on the next row */
    legend->at = (CrPoint) { legend->left, legend->at.y + ROW };
  add_entry (legend, &surface->examples, 0, n_markers, FALSE, _("train"));
  add_entry (legend, &surface->examples, 0, n_markers, TRUE, _("test"));
}

double
cr_surface_picture_draw_legend (const CrPen *pen, const CrSurfacePicture *surface, double x, double y, double width)
{
  Legend legend = { pen, x, x + width, { x, y } };
  guint n_classes = count_classes (surface);

  for (guint class = 0; class < n_classes; class++)
    add_class (&legend, surface, class);
  if (surface->n_curves > 1)
    for (guint i = 0; i < MIN (surface->n_curves, CR_SURFACE_MOST_CURVES); i++)
      add_curve (&legend, surface, i);
  if (has_tests (&surface->examples))
    add_shares (&legend, surface);
  return legend.at.y + ROW - y;
}
