/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the curve of every gate of one operand, with its derivative, for the help:  draw-curves FOLDER */
#include "cr-gate-curve.h"

#include <cairo-svg.h>
#include <math.h>

#define WIDTH 360
#define HEIGHT 220

static void
draw (const CrGate *gate, CrFonts *fonts, const char *folder)
{
  g_autofree char *name = g_strdup_printf ("curve-%s.svg", gate->name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  cairo_surface_t *surface = cairo_svg_surface_create (path, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  CrPen pen = cr_pen_make (cairo, fonts, FALSE, 1);
  CrArea area = { 8, 12, WIDTH - 16, HEIGHT - 20 };
  CrGateCurve curve = { .gate = gate, .x = NAN, .format = { 3, FALSE } };

  curve.attribute = gate->n_attributes > 0 ? gate->attributes[0].standard : 0;
  cr_pen_set_color (&pen, CR_COLOR_CANVAS);
  cairo_paint (cairo);
  cr_gate_curve_draw (&pen, &curve, &area);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    g_error ("%s: %s", path, cairo_status_to_string (cairo_surface_status (surface)));
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  if (argc != 2)
    {
      g_printerr ("usage: draw-curves FOLDER\n");
      return 2;
    }
  for (guint i = 0; i < n_gates; i++)
    if (gates[i]->function != NULL)
      draw (gates[i], fonts, argv[1]);
  return 0;
}
