/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contrast as it is drawn: each word and number of a picture against what is behind it there, and each shape against the canvas, in all colours.
 *
 * How this works: a picture is drawn with its text and without. Where the two differ there is text, and the second says what is behind it. Pixels
 * that touch are one word or shape; its darkest (or lightest) pixel is its colour, the others are its smooth edges.
 */
#include "cr-colors.h"
#include "drawn.h"
#include "sample-graphs.h"

#include <string.h>

#define SCALE 4.0 /* so that the thinnest stroke has pixels of its full colour */
#define LEAST_PIXELS 40

typedef struct
{
  int width;
  int height;
  const guint32 *text;  /* with all */
  const guint32 *shape; /* without text */
  guint8 *open;         /* belongs to a word or shape, and has not been visited */
} Plane;

static CrColor
color_of (guint32 pixel)
{
  return (CrColor) { (pixel >> 16 & 0xff) / 255.0, (pixel >> 8 & 0xff) / 255.0, (pixel & 0xff) / 255.0, 1 };
}

/* The greatest contrast in the piece at @start, which is visited, and its @size. */
static double
visit (Plane *plane, guint32 start, const guint32 *front, const guint32 *back, GArray *stack, guint *size)
{
  double best = 1;

  g_array_set_size (stack, 0);
  g_array_append_val (stack, start);
  plane->open[start] = FALSE;
  for (*size = 0; stack->len > 0; (*size)++)
    {
      guint32 at = g_array_index (stack, guint32, stack->len - 1);
      int x = at % plane->width;
      int y = at / plane->width;

      g_array_set_size (stack, stack->len - 1);
      best = MAX (best, cr_color_get_contrast (color_of (front[at]), color_of (back[at])));
      for (int near_y = MAX (y - 1, 0); near_y <= MIN (y + 1, plane->height - 1); near_y++)
        for (int near_x = MAX (x - 1, 0); near_x <= MIN (x + 1, plane->width - 1); near_x++)
          {
            guint32 near = near_y * plane->width + near_x;

            if (plane->open[near])
              {
                plane->open[near] = FALSE;
                g_array_append_val (stack, near);
              }
          }
    }
  return best;
}

/* How many pieces there are where @front differs from @back; each stands out by @least, or by no more than @most_of_fill. */
static guint
check_pieces (Plane *plane, const guint32 *front, const guint32 *back, double least, double most_of_fill, const char *what)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 n = plane->width * plane->height;
  guint n_pieces = 0;

  for (guint32 i = 0; i < n; i++)
    plane->open[i] = (front[i] & 0xffffff) != (back[i] & 0xffffff);
  for (guint32 i = 0; i < n; i++)
    if (plane->open[i])
      {
        guint size;
        double contrast = visit (plane, i, front, back, stack, &size);

        if (size < LEAST_PIXELS)
          continue; /* the tip of a smooth edge */
        n_pieces++;
        if (contrast < least && contrast > most_of_fill)
          g_error ("%s at %d, %d: contrast %.2f, needs %.1f", what, (int) (i % plane->width / SCALE), (int) (i / plane->width / SCALE), contrast,
                   least);
      }
  return n_pieces;
}

static cairo_surface_t *
draw (const CrGraph *graph, CrTape *tape, gboolean dark, gboolean hide_text)
{
  CrPictureStyle style = { .dark = dark, .format = { 2, TRUE }, .hide_text = hide_text, .hide_grid = TRUE };
  g_autoptr (CrPicture) picture = cr_picture_new (graph, tape, &style);
  CrArea area = { 0, 0, 900, 560 };
  CrMarks marks = { 0 };

  return drawn_new (picture, &area, SCALE, &marks);
}

static void
check_picture (CrGraph *(*sample) (void), gboolean dark, gboolean is_strong)
{
  g_autoptr (CrGraph) graph = sample ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  cairo_surface_t *all;
  cairo_surface_t *shapes;
  g_autofree guint32 *ground = NULL;
  guint32 n, canvas;
  Plane plane;
  /* A constant has no outline: its number stands on its fill, and says that it is there. */
  double constant = cr_color_get_contrast (cr_color_get (CR_COLOR_CONSTANT, dark), cr_color_get (CR_COLOR_CANVAS, dark));

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  all = draw (graph, tape, dark, FALSE);
  shapes = draw (graph, tape, dark, TRUE);
  plane = (Plane) { cairo_image_surface_get_width (all), cairo_image_surface_get_height (all), NULL, NULL, NULL };
  g_assert_cmpint (cairo_image_surface_get_stride (all), ==, 4 * plane.width);
  plane.text = (const guint32 *) cairo_image_surface_get_data (all);
  plane.shape = (const guint32 *) cairo_image_surface_get_data (shapes);
  n = plane.width * plane.height;
  plane.open = g_malloc (n);
  ground = g_new (guint32, n);
  canvas = cr_color_to_pixel (cr_color_get (CR_COLOR_CANVAS, dark));
  for (guint32 i = 0; i < n; i++)
    ground[i] = canvas;
  g_assert_cmpuint (check_pieces (&plane, plane.text, plane.shape, is_strong ? 7 : 4.5, 0, "text"), >, 5);
  g_assert_cmpuint (check_pieces (&plane, plane.shape, ground, is_strong ? 4.5 : 3, constant + 0.01, "shape"), >, 0);
  g_free (plane.open);
  cairo_surface_destroy (all);
  cairo_surface_destroy (shapes);
}

static void
test_pictures (void)
{
  static CrGraph *(*const samples[]) (void) = { sample_sigmoid_neuron, sample_patterns, sample_norm_squared, sample_kinds };
  static const gboolean grounds[] = { FALSE, TRUE, CR_COLORS_BRIGHT };

  for (CrColorScheme scheme = 0; scheme < CR_N_SCHEMES; scheme++)
    for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
      {
        cr_colors_choose (scheme, FALSE);
        for (guint j = 0; j < G_N_ELEMENTS (samples); j++)
          {
            g_test_message ("scheme %d, ground %d, sample %u", scheme, grounds[i], j);
            check_picture (samples[j], grounds[i], scheme == CR_SCHEME_STRONG);
          }
      }
  cr_colors_choose (CR_SCHEME_STANDARD, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/contrast/pictures", test_pictures);
  return g_test_run ();
}
