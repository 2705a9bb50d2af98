/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everything stands on: the dots of the grid, the frames. Behind a number there are no dots: one could be read as its point. */
#include "cr-draw.h"

#include <math.h>

#define DOT 1.72 /* as black as a disc of radius 1 */
#define LEAST_DISTANCE 10.0 /* of two dots on the screen */
#define BEYOND 1.0 /* what a dot is hidden by on each side, on the screen: in a scaled picture it may be blurred */

static double
get_step (const CrPen *pen)
{
  double step = CR_GRID;

  while (step * pen->scale < LEAST_DISTANCE)
    step *= 2;
  return step;
}

/* Adds the dots of an area to the path. */
static void
trace_dots (const CrPen *pen, const CrArea *area, double dot)
{
  double step = get_step (pen);
  double left = step * ceil (area->x / step), top = step * ceil (area->y / step);
  double n_columns = floor ((area->x + area->width - left) / step) + 1, n_rows = floor ((area->y + area->height - top) / step) + 1;

  for (double row = 0; row < n_rows; row++)
    for (double column = 0; column < n_columns; column++)
      cairo_rectangle (pen->cairo, left + column * step - dot / 2, top + row * step - dot / 2, dot, dot);
}

void
cr_draw_grid (const CrPen *pen, const CrArea *clip)
{
  trace_dots (pen, clip, DOT / pen->scale);
  cr_pen_fill (pen, CR_COLOR_GRID);
}

static void
draw_frames (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  for (guint i = 0; i < parts->frames->len && !picture->style.compact; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea area = cr_frame_get_area (frame);

      if (cr_area_meets (&area, clip))
        cr_draw_frame (pen, frame, NULL);
    }
}

void
cr_draw_ground (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  if (!picture->style.hide_grid)
    cr_draw_grid (pen, clip);
  draw_frames (pen, picture, clip);
}

/* Bodies and frames have a ground of their own. */
static gboolean
is_on_grid (CrPicture *picture, CrKey key, const CrArea *area)
{
  const GPtrArray *frames = cr_graph_get_parts (picture->graph)->frames;
  const CrItem *item = cr_picture_get_item (picture, key);

  if (item == NULL || cr_item_is_source (item) || cr_item_holds_numbers (item))
    return FALSE;
  for (guint i = 0; i < frames->len; i++)
    {
      CrArea frame = cr_frame_get_area (frames->pdata[i]);

      if (cr_area_meets (&frame, area))
        return FALSE;
    }
  return TRUE;
}

static void
trace_dots_behind (const CrPen *pen, CrPicture *picture, CrKey key, const CrArea *area)
{
  CrArea wide = cr_area_grown (area, DOT / pen->scale);

  if (is_on_grid (picture, key, area))
    trace_dots (pen, &wide, (DOT + 2 * BEYOND) / pen->scale);
}

void
cr_draw_no_grid (const CrPen *pen, CrPicture *picture, const CrLabels *labels)
{
  if (picture->style.hide_grid)
    return;
  for (guint i = 0; i < labels->numbers->len; i++)
    {
      const CrLabel *label = &g_array_index (labels->numbers, CrNumberLabel, i).label;

      trace_dots_behind (pen, picture, label->key, &label->area);
    }
  for (guint i = 0; i < labels->blocks->len; i++)
    {
      const CrBlockLabel *block = &g_array_index (labels->blocks, CrBlockLabel, i);

      trace_dots_behind (pen, picture, block->key, &block->area);
    }
  cr_pen_fill (pen, CR_COLOR_CANVAS);
}
