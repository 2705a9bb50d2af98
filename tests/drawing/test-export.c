/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as files and thumbnails. */
#include "cr-export.h"

#include "cr-error.h"
#include "drawn.h"
#include "sample-graphs.h"

#include <string.h>

static void
test_formats (void)
{
  CrExportFormat format;
  g_autoptr (GError) error = NULL;

  g_assert_true (cr_export_guess_format ("a.png", &format, NULL) && format == CR_EXPORT_PNG);
  g_assert_true (cr_export_guess_format ("dir.pdf/b.SVG", &format, NULL) && format == CR_EXPORT_SVG);
  g_assert_true (cr_export_guess_format ("c.pdf", &format, NULL) && format == CR_EXPORT_PDF);
  g_assert_false (cr_export_guess_format ("png", &format, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_FORMAT);
}

typedef struct
{
  const guchar *data;
  gsize length;
} Stream;

static cairo_status_t
read_bytes (gpointer closure, guchar *data, guint length)
{
  Stream *stream = closure;

  if (length > stream->length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, stream->data, length);
  stream->data += length;
  stream->length -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
export_png (const CrGraph *graph, const CrExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cr_export_to_bytes (graph, NULL, CR_EXPORT_PNG, options, &error);
  Stream stream;
  cairo_surface_t *surface;

  g_assert_no_error (error);
  stream.data = g_bytes_get_data (bytes, &stream.length);
  surface = cairo_image_surface_create_from_png_stream (read_bytes, &stream);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static void
test_png (void)
{
  g_autoptr (CrGraph) graph = sample_sigmoid_neuron ();
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  cairo_surface_t *surface = export_png (graph, &options);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  g_assert_cmpint (width, >, 700);
  g_assert_cmpint (width, >, height);
  g_assert_cmpuint (drawn_count (surface, 0x1a5fb4), >, 100); /* values */
  g_assert_cmpuint (drawn_count (surface, 0xc64600), >, 100); /* gradients */
  cairo_surface_destroy (surface);

  options.scale = 2;
  surface = export_png (graph, &options);
  g_assert_cmpint (ABS (cairo_image_surface_get_width (surface) - 2 * width), <=, 1);
  cairo_surface_destroy (surface);

  options.fit = 300;
  surface = export_png (graph, &options);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 300);
  cairo_surface_destroy (surface);
}

static void
test_without_gradients (void)
{
  g_autoptr (CrGraph) graph = sample_sigmoid_neuron ();
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  guint with, without;
  cairo_surface_t *surface = export_png (graph, &options);

  with = drawn_count (surface, 0xc64600);
  cairo_surface_destroy (surface);
  options.style.hide_gradients = TRUE;
  surface = export_png (graph, &options);
  without = drawn_count (surface, 0xc64600);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (without, <, with);
}

static void
test_dark (void)
{
  g_autoptr (CrGraph) graph = sample_branches ();
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  cairo_surface_t *surface;

  options.style.dark = TRUE;
  surface = export_png (graph, &options);
  g_assert_cmpuint (drawn_count (surface, 0x1e1e1e), >, 10000);
  g_assert_cmpuint (drawn_count (surface, 0x99c1f1), >, 10);
  cairo_surface_destroy (surface);
}

static void
test_vectors (void)
{
  g_autoptr (CrGraph) graph = sample_troubles ();
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  g_autoptr (GBytes) svg = cr_export_to_bytes (graph, NULL, CR_EXPORT_SVG, &options, NULL);
  g_autoptr (GBytes) pdf = cr_export_to_bytes (graph, NULL, CR_EXPORT_PDF, &options, NULL);
  gsize length;
  const char *text = g_bytes_get_data (svg, &length);

  g_assert_nonnull (g_strstr_len (text, length, "<svg"));
  g_assert_nonnull (g_strstr_len (text, length, "</svg>"));
  text = g_bytes_get_data (pdf, &length);
  g_assert_true (length > 1000 && memcmp (text, "%PDF-", 5) == 0);
}

/* Nothing to draw is an empty sheet, and too much is an error before memory is taken. */
static void
test_extremes (void)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  g_autoptr (CrGraph) graph = sample_branches ();
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = export_png (empty, &options);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 48);
  cairo_surface_destroy (surface);
  options.scale = 1000;
  g_assert_null (cr_export_to_bytes (graph, NULL, CR_EXPORT_PNG, &options, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_LIMIT);
  g_clear_error (&error);
  options.scale = -1;
  g_assert_null (cr_export_to_bytes (graph, NULL, CR_EXPORT_PNG, &options, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_LIMIT);
}

/* A graph without places is laid out for its picture. */
static void
test_without_places (void)
{
  static const guint layers[] = { 3, 4, 4, 1 };
  g_autoptr (CrGraph) graph = sample_net (layers, G_N_ELEMENTS (layers));
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  cairo_surface_t *surface = export_png (graph, &options);

  g_assert_cmpint (cairo_image_surface_get_width (surface), >, 500);
  g_assert_cmpint (cairo_image_surface_get_height (surface), >, 300);
  cairo_surface_destroy (surface);
}

static guint
count_painted (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  return width * height - drawn_count (surface, 0xffffff);
}

/* A thumbnail is drawn within its box, whatever its proportions; too small a box is left empty. */
static void
test_thumbnail (void)
{
  g_autoptr (CrGraph) graph = sample_sigmoid_neuron ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 160);
  cairo_t *cairo = cairo_create (surface);

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cr_export_draw_thumbnail (graph, cairo, 5, 5, FALSE);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_painted (surface), ==, 0);
  cr_export_draw_thumbnail (graph, cairo, 268, 126, FALSE);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_painted (surface), >, 1000);
  g_assert_cmpuint (drawn_count (surface, 0x2e2e2e), >, 20); /* the flag */

  cairo_surface_t *outside = cairo_surface_create_for_rectangle (surface, 268, 0, 32, 160);
  cairo_surface_t *copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 32, 160);
  cairo_t *other = cairo_create (copy);

  cairo_set_source_surface (other, outside, 0, 0);
  cairo_paint (other);
  cairo_destroy (other);
  cairo_surface_flush (copy);
  g_assert_cmpuint (count_painted (copy), ==, 0);
  cairo_surface_destroy (copy);
  cairo_surface_destroy (outside);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static cairo_surface_t *
draw_thumbnail (const CrGraph *graph)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 268, 126);
  cairo_t *cairo = cairo_create (surface);

  cr_export_draw_thumbnail (graph, cairo, 268, 126, FALSE);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  return surface;
}

/* A frame beside the graph takes no room in its thumbnail. */
static void
test_thumbnail_without_frames (void)
{
  g_autoptr (CrGraph) graph = sample_sigmoid_neuron ();
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrFrame *frame = cr_frame_new (cr_graph_edit_new_key (edit), "formula");
  g_autoptr (CrGraph) framed = NULL;

  frame->text = g_strdup ("words above it");
  frame->x = 440;
  frame->y = -300;
  frame->width = 300;
  frame->height = 36;
  g_ptr_array_add (parts->frames, frame);
  cr_graph_edit_take_parts (edit, parts);
  framed = cr_graph_edit_end (edit);

  cairo_surface_t *without = draw_thumbnail (graph);
  cairo_surface_t *with = draw_thumbnail (framed);

  g_assert_cmpfloat (drawn_difference (without, with), ==, 0);
  cairo_surface_destroy (without);
  cairo_surface_destroy (with);
}

/* Every gate of the table has a picture for its tile. */
static void
test_gates (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 57, 40);
      cairo_t *cairo = cairo_create (surface);

      cairo_set_source_rgb (cairo, 1, 1, 1);
      cairo_paint (cairo);
      cr_export_draw_gate (gates[i], cairo, 57, 40, FALSE);
      cairo_surface_flush (surface);
      g_assert_cmpuint (count_painted (surface), >, 100);
      cairo_destroy (cairo);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/export/formats", test_formats);
  g_test_add_func ("/drawing/export/png", test_png);
  g_test_add_func ("/drawing/export/without-gradients", test_without_gradients);
  g_test_add_func ("/drawing/export/dark", test_dark);
  g_test_add_func ("/drawing/export/vectors", test_vectors);
  g_test_add_func ("/drawing/export/extremes", test_extremes);
  g_test_add_func ("/drawing/export/without-places", test_without_places);
  g_test_add_func ("/drawing/export/thumbnail", test_thumbnail);
  g_test_add_func ("/drawing/export/thumbnail-without-frames", test_thumbnail_without_frames);
  g_test_add_func ("/drawing/export/gates", test_gates);
  return g_test_run ();
}
