/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as it is shown to a lecture room: the picture and what stands around it. */
#include "cr-slide-private.h"

#include "cr-text.h"

#include <glib/gi18n-lib.h>

#define MARGIN 48.0
#define TOP 92.0
#define BOTTOM 20.0 /* over the band */
#define HEADER_SIZE 28.0
#define LARGEST_SCALE 2.4

double
cr_slide_get_unit (double height)
{
  return height / CR_SLIDE_HEIGHT;
}

CrArea
cr_slide_get_room (double width, double height)
{
  double unit = cr_slide_get_unit (height);

  return (CrArea) { MARGIN * unit, TOP * unit, width - 2 * MARGIN * unit, height - (TOP + BOTTOM + CR_SLIDE_BAND) * unit };
}

/* --- The view --- */

/* The middle of the gates of the step that is shown, if any. */
static gboolean
find_focus (const CrSlide *slide, CrPoint *focus)
{
  CrArea area;

  if (slide->current == NULL || !cr_picture_get_node_area (slide->picture, slide->current->key, &area))
    return FALSE;
  *focus = (CrPoint) { area.x + area.width / 2, area.y + area.height / 2 };
  return TRUE;
}

/* So that @length pixels of the graph's @start … @start + @size are seen around @wanted, and no more beside it than must be. */
static double
hold_within (double wanted, double start, double size, double length)
{
  if (size <= length)
    return start + size / 2;
  return CLAMP (wanted, start + length / 2, start + size - length / 2);
}

CrSlideView
cr_slide_find_view (const CrSlide *slide, double width, double height)
{
  double unit = cr_slide_get_unit (height);
  double least = CR_SLIDE_LEAST_TEXT / CR_SLIDE_NUMBER_SIZE;
  CrArea all = cr_picture_get_area (slide->picture);
  CrSlideView view = {
    .area = cr_slide_get_room (width, height),
    .centre = { all.x + all.width / 2, all.y + all.height / 2 },
  };
  double room = view.area.width;

  view.scale = LARGEST_SCALE * unit;
  if (all.width > 0 && all.height > 0)
    view.scale = MIN (view.scale, MIN (room / all.width, view.area.height / all.height));
  if (slide->has_view)
    view.scale = slide->zoom * unit;
  view.scale = MAX (view.scale, least);
  if (slide->has_view)
    view.centre = slide->centre;
  if (all.width * view.scale <= room && all.height * view.scale <= view.area.height && !slide->has_view)
    return view;
  if (!find_focus (slide, &view.centre) && !slide->has_view)
    view.centre = (CrPoint) { all.x, all.y };
  view.centre.x = hold_within (view.centre.x, all.x, all.width, room / view.scale);
  view.centre.y = hold_within (view.centre.y, all.y, all.height, view.area.height / view.scale);
  return view;
}

/* --- Texts --- */

double
cr_slide_text (const CrSlide *slide, cairo_t *cairo, const CrSlideText *text, double x, double y, double align)
{
  const CrShaped *shaped = cr_fonts_shape (slide->fonts, text->markup, text->size, text->bold, text->width > 0 ? CR_FIT_WRAP : CR_FIT_FREE,
                                           text->width);
  CrColor color = cr_color_get (text->role, cr_picture_get_style (slide->picture)->dark);

  cairo_set_source_rgba (cairo, color.red, color.green, color.blue, color.alpha);
  cr_fonts_draw (slide->fonts, cairo, shaped, x - align * shaped->width, y);
  return shaped->height;
}

static void
draw_title (const CrSlide *slide, cairo_t *cairo, double width, double unit)
{
  g_autofree char *markup = slide->title != NULL ? cr_text_symbol_to_markup (slide->title) : NULL;
  CrSlideText text = { markup, HEADER_SIZE * unit, FALSE, CR_COLOR_CAPTION, 0 };

  if (markup != NULL)
    cr_slide_text (slide, cairo, &text, MARGIN * unit, (MARGIN + 0.5 * HEADER_SIZE) * unit, 0);
}

/* "Backward, step 4 of 5", its phase in its colour. */
static void
draw_place (const CrSlide *slide, cairo_t *cairo, double width, double unit)
{
  static const char *const titles[] = { N_("Forward"), N_("Loss"), N_("Backward"), N_("Update") };
  /* Translators: after the name of a phase: "Backward, step 4 of 5" */
  g_autofree char *step = g_strdup_printf (_(", step %u of %u"), slide->step, slide->n_steps);
  CrSlideText rest = { step, HEADER_SIZE * unit, FALSE, CR_COLOR_CAPTION, 0 };
  CrSlideText phase = { _(titles[slide->phase]), HEADER_SIZE * unit, TRUE,
                        slide->phase == CR_PHASE_FORWARD ? CR_COLOR_VALUE : CR_COLOR_GRADIENT, 0 };
  double right = width - MARGIN * unit, baseline = (MARGIN + 0.5 * HEADER_SIZE) * unit;

  if (slide->n_steps == 0)
    return;
  if (slide->n_steps > 1)
    {
      cr_slide_text (slide, cairo, &rest, right, baseline, 1);
      right -= cr_fonts_shape (slide->fonts, step, HEADER_SIZE * unit, FALSE, CR_FIT_FREE, 0)->width;
    }
  cr_slide_text (slide, cairo, &phase, right, baseline, 1);
}

/* --- All of it --- */

static void
fill_ground (const CrSlide *slide, cairo_t *cairo)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (slide->picture)->dark);

  cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
  cairo_paint (cairo);
}

/* Where it goes on past the sides it is seen to do so. */
static void
draw_picture (const CrSlide *slide, cairo_t *cairo, const CrSlideView *view)
{
  double width = view->area.width + 2 * view->area.x;
  CrArea clip = {
    view->centre.x - width / view->scale / 2,
    view->centre.y - view->area.height / view->scale / 2,
    width / view->scale,
    view->area.height / view->scale,
  };

  cairo_save (cairo);
  cairo_rectangle (cairo, 0, view->area.y, width, view->area.height);
  cairo_clip (cairo);
  cairo_translate (cairo, view->area.x + view->area.width / 2, view->area.y + view->area.height / 2);
  cairo_scale (cairo, view->scale, view->scale);
  cairo_translate (cairo, -view->centre.x, -view->centre.y);
  cr_picture_draw_still (slide->picture, cairo, &clip, view->scale);
  cr_picture_draw_moving (slide->picture, cairo, &clip, view->scale, NULL);
  cairo_restore (cairo);
}

void
cr_slide_draw (const CrSlide *slide, cairo_t *cairo, double width, double height, const CrSlideView *view)
{
  double unit = cr_slide_get_unit (height);
  CrSlideView found = view != NULL ? *view : cr_slide_find_view (slide, width, height);
  CrColor line = cr_color_get (CR_COLOR_GRID, cr_picture_get_style (slide->picture)->dark);

  fill_ground (slide, cairo);
  draw_picture (slide, cairo, &found);
  draw_title (slide, cairo, width, unit);
  draw_place (slide, cairo, width, unit);
  cairo_set_source_rgb (cairo, line.red, line.green, line.blue);
  cairo_rectangle (cairo, 0, height - CR_SLIDE_BAND * unit, width, MAX (1, 1.5 * unit));
  cairo_fill (cairo);
  cr_slide_draw_band (slide, cairo, width, height);
}
