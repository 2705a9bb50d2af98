/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of graphs as files, as thumbnails, and of single gates. */
#include "cr-export.h"

#include "cr-draw.h"
#include "cr-layout.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MAP_SIZE 128 /* points each way */
#define LARGEST_IMAGE 16384.0 /* pixels a side */
#define LARGEST_DRAWING 1e6   /* units a side; what takes vectors takes no more */
#define LARGEST_THUMBNAIL 0.6 /* of 100 % */
#define THUMBNAIL_MARGIN 7.0

gboolean
cr_export_guess_format (const char *file_name, CrExportFormat *format, GError **error)
{
  g_autofree char *folded = g_ascii_strdown (file_name, -1);

  if (g_str_has_suffix (folded, ".png"))
    *format = CR_EXPORT_PNG;
  else if (g_str_has_suffix (folded, ".svg"))
    *format = CR_EXPORT_SVG;
  else if (g_str_has_suffix (folded, ".pdf"))
    *format = CR_EXPORT_PDF;
  else
    {
      g_set_error (error, CR_ERROR, CR_ERROR_FORMAT, _("“%s” does not end in .png, .svg or .pdf"), file_name);
      return FALSE;
    }
  return TRUE;
}

/* --- A graph with all places and numbers --- */

typedef struct
{
  CrGraph *graph;
  CrTape *own_tape; /* (nullable) */
  CrPicture *picture;
} Sheet;

static void
sheet_clear (Sheet *sheet)
{
  cr_picture_free (sheet->picture);
  g_clear_pointer (&sheet->own_tape, cr_tape_free);
  cr_graph_unref (sheet->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

/* A tape of another version does not do: nodes that were laid out are new ones, though their numbers are the same. */
static void
sheet_init (Sheet *sheet, const CrGraph *graph, CrTape *tape, const CrPictureStyle *style)
{
  sheet->graph = cr_layout_missing (graph);
  sheet->own_tape = NULL;
  if (tape == NULL)
    {
      tape = sheet->own_tape = cr_tape_new (sheet->graph);
      cr_tape_forward (tape);
      cr_tape_backward (tape, NULL); /* without an output there are no gradients to show */
    }
  sheet->picture = cr_picture_new (sheet->graph, tape, style);
}

/* As the canvas does: maps are over the plane of the examples. */
static void
show_maps (Sheet *sheet, const CrExportOptions *options)
{
  const CrTable *table = options->data != NULL ? options->data->table : NULL;
  g_autoptr (CrSurface) surface = NULL;
  CrNodesShown *nodes;
  const CrNodeMap *maps;
  guint n_maps;

  if (options->nodes_show == CR_NODES_SHOW_NUMBERS || table == NULL || cr_table_find_column (table, "x1") < 0
      || cr_table_find_column (table, "x2") < 0)
    return;
  surface = cr_surface_new (sheet->graph, options->data, MAP_SIZE);
  cr_surface_compute (surface, options->nodes_show == CR_NODES_SHOW_GRADIENTS);
  nodes = cr_nodes_shown_new ();
  cr_nodes_shown_update (nodes, sheet->graph, options->data, FALSE);
  maps = cr_nodes_shown_get_maps (nodes, surface, options->nodes_show, &n_maps);
  cr_picture_set_maps (sheet->picture, maps, n_maps);
  cr_nodes_shown_free (nodes);
}

static void
sheet_draw (Sheet *sheet, cairo_t *cairo, const CrArea *area, double scale)
{
  cr_picture_draw_still (sheet->picture, cairo, area, scale);
  cr_picture_draw_moving (sheet->picture, cairo, area, scale, NULL);
}

/* --- Files --- */

static cairo_status_t
append_bytes (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (CrExportFormat format, double width, double height, GByteArray *bytes)
{
  cairo_surface_t *surface = NULL;

  switch (format)
    {
    case CR_EXPORT_PNG:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
    case CR_EXPORT_SVG:
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case CR_EXPORT_PDF:
      return cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
    }
  g_assert_not_reached ();
}

/* The area that is drawn, and the scale that makes it as large as was asked for. */
static gboolean
measure_sheet (Sheet *sheet, CrExportFormat format, const CrExportOptions *options, CrArea *area, double *scale, GError **error)
{
  double largest = format == CR_EXPORT_PNG ? LARGEST_IMAGE : LARGEST_DRAWING;

  *area = cr_picture_get_area (sheet->picture);
  *area = cr_area_grown (area, MAX (options->margin, 0));
  area->width = MAX (area->width, 1);
  area->height = MAX (area->height, 1);
  *scale = options->fit > 0 ? options->fit / MAX (area->width, area->height) : options->scale;
  if (*scale > 0 && MAX (area->width, area->height) * *scale <= largest)
    return TRUE;
  g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("the picture would be %.6g × %.6g pixels; at most %.6g a side are possible"),
               area->width * *scale, area->height * *scale, largest);
  return FALSE;
}

/* Whole pixels that hold @length; what rounding has added is no pixel more. */
static double
count_pixels (double length)
{
  return ceil (length - 1e-6);
}

static GBytes *
write_surface (cairo_surface_t *surface, CrExportFormat format, GByteArray *bytes, GError **error)
{
  cairo_status_t status;

  if (format == CR_EXPORT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  else
    {
      cairo_surface_finish (surface);
      status = cairo_surface_status (surface);
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_byte_array_ref (bytes));
  g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("the picture could not be drawn: %s"), cairo_status_to_string (status));
  return NULL;
}

GBytes *
cr_export_to_bytes (const CrGraph *graph, CrTape *tape, CrExportFormat format, const CrExportOptions *options, GError **error)
{
  g_return_val_if_fail (graph != NULL && options != NULL, NULL);

  g_auto (Sheet) sheet;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  CrPen pen = { .dark = options->style.dark };
  CrArea area;
  double scale;
  GBytes *result;

  sheet_init (&sheet, graph, tape, &options->style);
  show_maps (&sheet, options);
  if (!measure_sheet (&sheet, format, options, &area, &scale, error))
    return NULL;

  cairo_surface_t *surface = create_surface (format, count_pixels (area.width * scale), count_pixels (area.height * scale), bytes);

  pen.cairo = cairo_create (surface);
  cr_pen_set_color (&pen, CR_COLOR_CANVAS);
  cairo_paint (pen.cairo);
  cairo_scale (pen.cairo, scale, scale);
  cairo_translate (pen.cairo, -area.x, -area.y);
  sheet_draw (&sheet, pen.cairo, &area, scale);
  cairo_destroy (pen.cairo);
  result = write_surface (surface, format, bytes, error);
  cairo_surface_destroy (surface);
  return result;
}

/* --- Pages --- */

void
cr_export_draw_page (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style, cairo_t *cairo, double width, double height)
{
  g_return_if_fail (graph != NULL && tape != NULL && width > 0 && height > 0);

  g_auto (Sheet) sheet;

  sheet_init (&sheet, graph, tape, style);

  CrArea area = cr_picture_get_area (sheet.picture);
  double scale = MIN (1, MIN (width / MAX (area.width, 1), height / MAX (area.height, 1)));

  cairo_save (cairo);
  cairo_translate (cairo, width / 2, height / 2);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -(area.x + area.width / 2), -(area.y + area.height / 2));
  sheet_draw (&sheet, cairo, &area, scale);
  cairo_restore (cairo);
}

double
cr_export_get_aspect (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style)
{
  g_return_val_if_fail (graph != NULL && tape != NULL, 1);

  g_auto (Sheet) sheet;

  sheet_init (&sheet, graph, tape, style);

  CrArea area = cr_picture_get_area (sheet.picture);

  return MAX (area.width, 1) / MAX (area.height, 1);
}

/* --- Small pictures --- */

void
cr_export_draw_thumbnail (const CrGraph *graph, cairo_t *cairo, double width, double height, gboolean dark)
{
  CrPictureStyle style = cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, dark);
  g_auto (Sheet) sheet;

  style.compact = TRUE;
  style.hide_grid = TRUE;
  style.even_weights = TRUE;
  sheet_init (&sheet, graph, NULL, &style);

  CrArea area = cr_picture_get_area (sheet.picture);
  double scale
      = MIN ((width - 2 * THUMBNAIL_MARGIN) / MAX (area.width, 1), (height - 2 * THUMBNAIL_MARGIN) / MAX (area.height, 1));

  if (scale <= 0)
    return;
  scale = MIN (scale, LARGEST_THUMBNAIL);
  cairo_save (cairo);
  cairo_translate (cairo, width / 2, height / 2);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -(area.x + area.width / 2), -(area.y + area.height / 2));
  area = cr_area_grown (&area, 24);
  cr_picture_draw_still (sheet.picture, cairo, &area, scale);
  cairo_restore (cairo);
}

void
cr_export_draw_gate (const CrGate *gate, cairo_t *cairo, double width, double height, gboolean dark)
{
  g_autoptr (CrFonts) fonts = cr_fonts_new ();
  CrBody body = cr_gate_is_source (gate) ? (CrBody) { CR_OUTLINE_TAG, 42, 24, 6 } : cr_body_for_gate (gate);
  CrArea area = cr_body_get_area (&body, (CrPoint) { 0, 0 });
  double scale = MIN (1, MIN ((width - 4) / area.width, (height - 4) / area.height));
  CrPen pen = { .cairo = cairo, .fonts = fonts, .dark = dark, .scale = MAX (scale, 0.01), .least_text = CR_LEAST_TEXT };

  if (scale <= 0)
    return;
  cairo_save (cairo);
  cairo_translate (cairo, width / 2, height / 2);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -(area.x + area.width / 2), -(area.y + area.height / 2));
  cr_draw_gate (&pen, gate, &body, (CrPoint) { 0, 0 }, gate->symbol);
  cairo_restore (cairo);
}
