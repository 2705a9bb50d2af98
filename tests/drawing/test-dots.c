/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dots of the canvas' grid stand behind no number. */
#include "cr-examples.h"
#include "cr-graph-reader.h"
#include "cr-pen.h"
#include "cr-picture.h"

#include <math.h>

/* On the ground of the canvas. (transfer full) */
static cairo_surface_t *
draw_on_ground (CrPicture *picture, const CrArea *all, double zoom)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (zoom * all->width), (int) (zoom * all->height));
  cairo_t *cairo = cairo_create (surface);
  CrPen pen = { .cairo = cairo };

  cr_pen_set_color (&pen, CR_COLOR_CANVAS);
  cairo_paint (cairo);
  cairo_scale (cairo, zoom, zoom);
  cairo_translate (cairo, -all->x, -all->y);
  cr_picture_draw_still (picture, cairo, all, zoom);
  cr_picture_draw_moving (picture, cairo, all, zoom, NULL);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_differences (cairo_surface_t *one, cairo_surface_t *other, const CrArea *area)
{
  guint n = 0;

  for (int row = (int) ceil (area->y); row < (int) floor (area->y + area->height); row++)
    for (int column = (int) ceil (area->x); column < (int) floor (area->x + area->width); column++)
      {
        const guint32 *first = (gpointer) (cairo_image_surface_get_data (one) + row * cairo_image_surface_get_stride (one));
        const guint32 *second = (gpointer) (cairo_image_surface_get_data (other) + row * cairo_image_surface_get_stride (other));

        n += (first[column] & 0xffffff) != (second[column] & 0xffffff);
      }
  return n;
}

/* A dot of the grid behind "3.20" could be read as "3:20": numbers look alike with the grid and without. */
static void
test_no_dots_behind_numbers (void)
{
  static const double zooms[] = { 0.64, 1, 1.5 };
  g_autoptr (GBytes) bytes = cr_example_load ("svm-loss");
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrPictureStyle style = cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, FALSE);
  g_autoptr (CrPicture) picture = NULL;
  g_autoptr (GArray) labels = NULL;
  CrArea all;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  labels = cr_picture_list_labels (picture, NULL);
  all = cr_picture_get_area (picture);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      cairo_surface_t *with_dots, *without_dots;
      guint n = 0;

      style.hide_grid = FALSE;
      cr_picture_set_style (picture, &style);
      with_dots = draw_on_ground (picture, &all, zooms[i]);
      style.hide_grid = TRUE;
      cr_picture_set_style (picture, &style);
      without_dots = draw_on_ground (picture, &all, zooms[i]);
      for (guint j = 0; j < labels->len; j++)
        {
          const CrLabel *label = &g_array_index (labels, CrLabel, j);
          CrArea area = { zooms[i] * (label->area.x - all.x), zooms[i] * (label->area.y - all.y), zooms[i] * label->area.width,
                          zooms[i] * label->area.height };

          if (label->kind != CR_LABEL_VALUE && label->kind != CR_LABEL_GRADIENT)
            continue;
          g_assert_cmpuint (count_differences (with_dots, without_dots, &area), ==, 0);
          n++;
        }
      g_assert_cmpuint (n, >, 10);
      g_assert_cmpuint (count_differences (with_dots, without_dots, &(CrArea) { 0, 0, zooms[i] * all.width - 1, zooms[i] * all.height - 1 }), >,
                        100);
      cairo_surface_destroy (with_dots);
      cairo_surface_destroy (without_dots);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/dots/no-dots-behind-numbers", test_no_dots_behind_numbers);
  return g_test_run ();
}
