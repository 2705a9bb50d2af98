/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How frames and open groups are drawn. A frame is a tinted ground with a title and a text. One with a text alone and no colour is a line of writing on the
 * canvas. */
#include "cr-draw.h"

#include "cr-text.h"

#define RADIUS 12.0
#define PADDING 14.0
#define TITLE_SIZE 13.5
#define TEXT_SIZE 12.5
#define FORMULA_SIZE 17.0

/* GNOME's palette; drawn thin, so that what stands on it keeps its contrast. */
static const CrColor tints[] = {
  [CR_FRAME_BLUE] = { 0.208, 0.518, 0.894, 1 },   [CR_FRAME_GREEN] = { 0.200, 0.820, 0.478, 1 },
  [CR_FRAME_YELLOW] = { 0.965, 0.827, 0.176, 1 }, [CR_FRAME_ORANGE] = { 1.000, 0.471, 0.000, 1 },
  [CR_FRAME_RED] = { 0.878, 0.106, 0.141, 1 },    [CR_FRAME_PURPLE] = { 0.569, 0.255, 0.675, 1 },
  [CR_FRAME_BROWN] = { 0.596, 0.416, 0.267, 1 },  [CR_FRAME_GRAY] = { 0.500, 0.500, 0.500, 1 },
};

gboolean
cr_frame_is_writing (const CrFrame *frame)
{
  return (frame->title == NULL || frame->title[0] == '\0') && frame->text != NULL && !cr_frame_has_color (frame);
}

static void
draw_ground (const CrPen *pen, const CrFrame *frame, const CrArea *area)
{
  CrColor tint = tints[frame->color];

  cr_pen_rounded (pen, area, RADIUS);
  if (!cr_frame_has_color (frame))
    {
      cr_pen_set_color (pen, CR_COLOR_FRAME);
      cairo_fill_preserve (pen->cairo);
      cr_pen_stroke (pen, CR_COLOR_GRID, 1);
      return;
    }
  cr_pen_set_color (pen, CR_COLOR_CANVAS); /* no dots of the grid behind its words */
  cairo_fill_preserve (pen->cairo);
  cairo_set_source_rgba (pen->cairo, tint.red, tint.green, tint.blue, 0.10);
  cairo_fill_preserve (pen->cairo);
  cairo_set_source_rgba (pen->cairo, tint.red, tint.green, tint.blue, 0.45);
  cairo_set_line_width (pen->cairo, 1);
  cairo_stroke (pen->cairo);
}

/* --- Words --- */

/* A title or a text, shaped, and where it stands; what was shaped is good until the next is. */
CrArea
cr_frame_get_area (const CrFrame *frame)
{
  CrPoint corner = cr_geometry_hold ((CrPoint) { frame->x, frame->y });
  CrPoint size = cr_geometry_hold ((CrPoint) { frame->width, frame->height });

  return (CrArea) { corner.x, corner.y, size.x, size.y };
}

static const CrShaped *
shape_writing (CrFonts *fonts, const CrFrame *frame, CrArea *place)
{
  g_autofree char *markup = cr_text_symbol_to_markup (frame->text);
  CrArea area = cr_frame_get_area (frame);
  const CrShaped *text = cr_fonts_shape (fonts, markup, FORMULA_SIZE, FALSE, CR_FIT_WRAP, area.width);

  *place = (CrArea) { area.x + (area.width - text->width) / 2, area.y + (area.height - text->height) / 2, text->width, text->height };
  return text;
}

static const CrShaped *
shape_title (CrFonts *fonts, const CrFrame *frame, CrArea *place)
{
  g_autofree char *markup = cr_text_symbol_to_markup (frame->title);
  CrArea area = cr_frame_get_area (frame);
  const CrShaped *title = cr_fonts_shape (fonts, markup, TITLE_SIZE, TRUE, CR_FIT_ELLIPSIS, MAX (area.width - 2 * PADDING, 1));

  *place = (CrArea) { area.x + PADDING, area.y + 9, title->width, title->height };
  return title;
}

static const CrShaped *
shape_text (CrFonts *fonts, const CrFrame *frame, CrArea *place)
{
  g_autofree char *markup = g_markup_escape_text (frame->text, -1);
  CrArea area = cr_frame_get_area (frame);
  const CrShaped *text = cr_fonts_shape (fonts, markup, TEXT_SIZE, FALSE, CR_FIT_WRAP, MAX (area.width - 2 * PADDING, 1));

  *place = (CrArea) { area.x + PADDING, area.y + area.height - 10 - text->height, text->width, text->height };
  return text;
}

void
cr_frame_measure_words (CrFonts *fonts, const CrFrame *frame, CrArea words[2])
{
  words[0] = words[1] = (CrArea) { 0 };
  if (cr_frame_is_writing (frame))
    {
      shape_writing (fonts, frame, &words[1]);
      return;
    }
  if (frame->title != NULL)
    shape_title (fonts, frame, &words[0]);
  if (frame->text != NULL)
    shape_text (fonts, frame, &words[1]);
}

static void
draw_shaped (const CrPen *pen, const CrShaped *text, const CrArea *place, CrColorRole role)
{
  cr_pen_set_color (pen, role);
  cr_fonts_draw (pen->fonts, pen->cairo, text, place->x, place->y + text->baseline);
}

static void
draw_words (const CrPen *pen, const CrFrame *frame)
{
  CrArea place;

  if (cr_frame_is_writing (frame))
    {
      draw_shaped (pen, shape_writing (pen->fonts, frame, &place), &place, CR_COLOR_INK);
      return;
    }
  if (frame->title != NULL)
    draw_shaped (pen, shape_title (pen->fonts, frame, &place), &place, CR_COLOR_INK);
  if (frame->text != NULL)
    draw_shaped (pen, shape_text (pen->fonts, frame, &place), &place, CR_COLOR_CAPTION);
}

/* --- Frames --- */

void
cr_draw_frame (const CrPen *pen, const CrFrame *frame, const CrStroke *outline)
{
  CrArea area = cr_frame_get_area (frame);

  if (!cr_frame_is_writing (frame))
    draw_ground (pen, frame, &area);
  if (outline != NULL)
    {
      cr_pen_rounded (pen, &area, RADIUS);
      cr_pen_stroke (pen, outline->role, outline->width);
    }
  if (cr_pen_shows_text (pen, TEXT_SIZE))
    draw_words (pen, frame);
}

void
cr_draw_open_group (const CrPen *pen, const CrOpenGroup *open, const CrStroke *outline)
{
  const char *title = open->group->title != NULL ? open->group->title : open->group->id;
  g_autofree char *markup = cr_text_name_to_markup (title);
  CrArea mark = cr_open_group_get_fold_mark (open);

  cr_pen_rounded (pen, &open->area, RADIUS);
  if (outline != NULL)
    cr_pen_stroke (pen, outline->role, outline->width);
  else
    {
      cairo_set_dash (pen->cairo, (const double[]) { 3, 2.5 }, 2, 0);
      cr_pen_stroke (pen, CR_COLOR_CAPTION, 1);
      cairo_set_dash (pen->cairo, NULL, 0, 0);
    }
  cairo_move_to (pen->cairo, mark.x, mark.y + mark.height);
  cairo_line_to (pen->cairo, mark.x + mark.width / 2, mark.y);
  cairo_line_to (pen->cairo, mark.x + mark.width, mark.y + mark.height);
  cr_pen_stroke (pen, CR_COLOR_CAPTION, 1.5);
  if (!cr_pen_shows_text (pen, TEXT_SIZE))
    return;

  const CrShaped *text = cr_fonts_shape (pen->fonts, markup, TEXT_SIZE, TRUE, CR_FIT_ELLIPSIS,
                                         MAX (open->area.width - 2 * PADDING - 20, 1));

  cr_pen_set_color (pen, CR_COLOR_CAPTION);
  cr_fonts_draw (pen->fonts, pen->cairo, text, open->area.x + PADDING, open->area.y + 4 + text->baseline);
}
