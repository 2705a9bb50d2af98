/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as it is shown to a lecture room: the picture and what stands around it. */
#include "cr-slide-private.h"

#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 48.0
#define TOP 76.0
#define BOTTOM 8.0 /* over the band */
#define OUTPUT_ROOM 80.0
#define OUTLINE 3.0  /* of a node at the room's edge, which is more than its area */
#define SLACK 1e-6   /* pixels, of rounding */
#define FADE 40.0  /* where the picture goes on past a side */
#define HEADER_SIZE 28.0
#define LARGEST_SCALE 2.4

double
cr_slide_get_unit (double height)
{
  return height / CR_SLIDE_HEIGHT;
}

double
cr_slide_get_least_scale (double height)
{
  return CR_SLIDE_LEAST_TEXT / CR_SLIDE_NUMBER_SIZE * MIN (1, cr_slide_get_unit (height));
}

CrArea
cr_slide_get_room (double width, double height, double band)
{
  double unit = cr_slide_get_unit (height);

  return (CrArea) { MARGIN * unit, TOP * unit, width - 2 * MARGIN * unit, height - (TOP + BOTTOM) * unit - band };
}

/* --- The view --- */

/* Numbers that come from data may need more than was thought. */
CrArea
cr_slide_get_whole (const CrSlide *slide)
{
  CrArea now = cr_picture_get_area (slide->picture);

  return slide->whole.width > 0 ? cr_area_united (&slide->whole, &now) : now;
}

static void
include (const CrSlide *slide, CrKey key, CrArea *focus)
{
  CrArea area;

  if (key == CR_KEY_NONE || !cr_picture_get_node_area (slide->picture, key, &area))
    return;
  /* Its flag stands to the right of it. */
  if (key == cr_tape_get_output (slide->tape, NULL))
    area.width += OUTPUT_ROOM;
  *focus = focus->width > 0 ? cr_area_united (focus, &area) : area;
}

/* With the nodes beside a gate: what it takes, and who takes from it. */
static void
include_neighbours (const CrSlide *slide, CrKey key, CrArea *focus)
{
  const CrGraph *graph = cr_tape_get_graph (slide->tape);

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      if (node->key == key)
        include (slide, node->operands[i], focus);
      else if (node->operands[i] == key)
        include (slide, node->key, focus);
}

/* The middle of what is to be in sight, if anything is: the gate of the step, with its neighbours where there is room for them; else what
 * the slide is about. */
static gboolean
find_focus (const CrSlide *slide, double width, double height, CrPoint *focus)
{
  CrArea area = { 0 };

  if (slide->current != NULL)
    {
      CrArea wide;

      include (slide, slide->current->key, &area);
      wide = area;
      include_neighbours (slide, slide->current->key, &wide);
      area.x = wide.width <= width ? wide.x : area.x;
      area.width = wide.width <= width ? wide.width : area.width;
      area.y = wide.height <= height ? wide.y : area.y;
      area.height = wide.height <= height ? wide.height : area.height;
    }
  for (guint i = 0; slide->current == NULL && i < slide->n_focus; i++)
    include (slide, slide->focus[i], &area);
  if (area.width > 0)
    *focus = (CrPoint) { area.x + area.width / 2, area.y + area.height / 2 };
  return area.width > 0;
}

/* Everything at once is worth more than large text, within bounds: who sees a part only asks where the rest is. */
static double
find_least_scale (const CrSlide *slide, const CrArea *all, const CrArea *room, double height)
{
  double least = cr_slide_get_least_scale (height);
  double whole = all->width > 0 && all->height > 0 ? MIN (room->width / all->width, room->height / all->height) : least;

  return !slide->has_view && whole < least && whole >= CR_SLIDE_LEAST_WHOLE * least ? whole : least;
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
  CrArea all = cr_slide_get_whole (slide);
  CrSlideView view = {
    .area = cr_slide_get_room (width, height, cr_slide_get_band (slide, width, height)),
    .centre = { all.x + all.width / 2, all.y + all.height / 2 },
  };
  double room = view.area.width;

  view.scale = LARGEST_SCALE * unit;
  if (all.width > 0 && all.height > 0)
    view.scale = MIN (view.scale, MIN (room / all.width, view.area.height / all.height));
  if (slide->has_view)
    view.scale = slide->zoom * unit;
  view.scale = MAX (view.scale, find_least_scale (slide, &all, &view.area, height));
  if (slide->has_view)
    view.centre = slide->centre;
  if (all.width * view.scale <= room + SLACK && all.height * view.scale <= view.area.height + SLACK && !slide->has_view)
    return view;
  if (!find_focus (slide, room / view.scale, view.area.height / view.scale, &view.centre) && !slide->has_view)
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

/* A strip of the ground that is clear at its inner end: from @start, where it is solid, by @x or @y. */
static void
fade (const CrSlide *slide, cairo_t *cairo, CrPoint start, double x, double y, const CrArea *area)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, cr_picture_get_style (slide->picture)->dark);
  cairo_pattern_t *pattern = cairo_pattern_create_linear (start.x, start.y, start.x + x, start.y + y);

  cairo_pattern_add_color_stop_rgba (pattern, 0, ground.red, ground.green, ground.blue, 1);
  cairo_pattern_add_color_stop_rgba (pattern, 1, ground.red, ground.green, ground.blue, 0);
  cairo_set_source (cairo, pattern);
  cairo_rectangle (cairo, MIN (start.x, start.x + x), MIN (start.y, start.y + y), x != 0 ? fabs (x) : area->width,
                   y != 0 ? fabs (y) : area->height);
  cairo_fill (cairo);
  cairo_pattern_destroy (pattern);
}

/* Where the picture goes on past a side it fades away there: nothing looks cut off. */
static void
fade_sides (const CrSlide *slide, cairo_t *cairo, const CrSlideView *view, const CrArea *seen, const CrArea *clip, double length)
{
  CrArea all = cr_slide_get_whole (slide);
  double slack = 1 / view->scale;

  if (all.x < clip->x - slack)
    fade (slide, cairo, (CrPoint) { seen->x, seen->y }, length, 0, seen);
  if (all.x + all.width > clip->x + clip->width + slack)
    fade (slide, cairo, (CrPoint) { seen->x + seen->width, seen->y }, -length, 0, seen);
  if (all.y < clip->y - slack)
    fade (slide, cairo, (CrPoint) { seen->x, seen->y }, 0, length, seen);
  if (all.y + all.height > clip->y + clip->height + slack)
    fade (slide, cairo, (CrPoint) { seen->x, seen->y + seen->height }, 0, -length, seen);
}

static void
draw_picture (const CrSlide *slide, cairo_t *cairo, const CrSlideView *view, double unit)
{
  double width = view->area.width + 2 * view->area.x;
  CrArea seen = { 0, view->area.y, width, view->area.height };
  CrArea clip = {
    view->centre.x - width / view->scale / 2,
    view->centre.y - view->area.height / view->scale / 2,
    width / view->scale,
    view->area.height / view->scale,
  };

  cairo_save (cairo);
  cairo_rectangle (cairo, seen.x, seen.y - OUTLINE * unit, seen.width, seen.height + 2 * OUTLINE * unit);
  cairo_clip (cairo);
  cairo_translate (cairo, view->area.x + view->area.width / 2, view->area.y + view->area.height / 2);
  cairo_scale (cairo, view->scale, view->scale);
  cairo_translate (cairo, -view->centre.x, -view->centre.y);
  cr_picture_draw_still (slide->picture, cairo, &clip, view->scale);
  cr_picture_draw_moving (slide->picture, cairo, &clip, view->scale, NULL);
  cairo_restore (cairo);
  fade_sides (slide, cairo, view, &seen, &clip, FADE * unit);
}

void
cr_slide_draw (const CrSlide *slide, cairo_t *cairo, double width, double height, const CrSlideView *view)
{
  double unit = cr_slide_get_unit (height);
  CrSlideView found = view != NULL ? *view : cr_slide_find_view (slide, width, height);
  CrColor line = cr_color_get (CR_COLOR_GRID, cr_picture_get_style (slide->picture)->dark);

  fill_ground (slide, cairo);
  draw_picture (slide, cairo, &found, unit);
  draw_title (slide, cairo, width, unit);
  draw_place (slide, cairo, width, unit);
  if (slide->current != NULL || slide->text != NULL)
    {
      cairo_set_source_rgb (cairo, line.red, line.green, line.blue);
      cairo_rectangle (cairo, 0, height - cr_slide_get_band (slide, width, height), width, MAX (1, 1.5 * unit));
      cairo_fill (cairo);
    }
  cr_slide_draw_band (slide, cairo, width, height);
}
