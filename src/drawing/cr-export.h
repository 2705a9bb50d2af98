/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of graphs as files (PNG, SVG, PDF), as thumbnails, and of single gates for the palette. */
#pragma once

#include "cr-nodes-shown.h"
#include "cr-picture.h"

G_BEGIN_DECLS

typedef enum
{
  CR_EXPORT_PNG,
  CR_EXPORT_SVG,
  CR_EXPORT_PDF,
} CrExportFormat;

/**
 * CrExportOptions:
 * @scale: pixels (of SVG and PDF: units) a pixel at 100 %, more than 0; 1 by default
 * @fit: the longer side of the whole picture in pixels, 0 to let @scale decide
 * @margin: around the picture at 100 %; 24 by default
 * @style: how it is drawn
 * @nodes_show: what the nodes show of a net with data; their numbers by default
 * @data: (nullable): of the graph, for maps: where they are not over x1 and x2 there are numbers
 */
typedef struct
{
  double scale;
  double fit;
  double margin;
  CrPictureStyle style;
  CrNodesShow nodes_show;
  const CrData *data;
} CrExportOptions;

#define CR_EXPORT_OPTIONS_STANDARD                                                                                               \
  ((CrExportOptions){ .scale = 1, .margin = 24, .style = { .format = { 3, FALSE }, .hide_grid = TRUE } })

/* The format that a file's name asks for by its ending; FALSE with @error (CR_ERROR_FORMAT) for another. */
gboolean cr_export_guess_format (const char *file_name, CrExportFormat *format, GError **error);

/**
 * cr_export_to_bytes:
 * @graph: a version; nodes without a place are laid out
 * @tape: (nullable): a tape of it with its numbers; without one they are computed here
 * @format: PNG, SVG or PDF
 * @options: how
 * @error: return location: %CR_ERROR_LIMIT where a PNG would be larger than 16384 a side; the words of cairo
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *cr_export_to_bytes (const CrGraph *graph, CrTape *tape, CrExportFormat format, const CrExportOptions *options,
                            GError **error);

/**
 * cr_export_draw_page:
 * @graph: a version whose nodes all have places
 * @tape: a tape of it with its numbers
 * @style: how it is drawn
 * @cairo: what to draw on, without a ground
 * @width: of the page in units of @cairo, more than 0
 * @height: likewise
 *
 * The whole picture at 0, 0, in the middle of the page, at 100 % or as much smaller as it must be.
 */
void cr_export_draw_page (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style, cairo_t *cairo, double width, double height);

/* The width of the whole picture by its height: whether a page is to lie or to stand. Cost: as drawing it, but for the drawing. */
double cr_export_get_aspect (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style);

/**
 * cr_export_draw_thumbnail:
 * @graph: a version
 * @cairo: what to draw on; the picture is centred in @width × @height at 0, 0
 * @dark: colours for a dark ground
 *
 * A small picture for the start page: larger nodes with their signs and names, no grid, no numbers.
 */
void cr_export_draw_thumbnail (const CrGraph *graph, cairo_t *cairo, double width, double height, gboolean dark);

/* One gate with its sign, centred in @width × @height and made smaller where it must be, as a tile of the palette. */
void cr_export_draw_gate (const CrGate *gate, cairo_t *cairo, double width, double height, gboolean dark);

G_END_DECLS
