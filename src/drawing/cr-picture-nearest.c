/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a number on a wire is seen to be: that of the wire that it is nearest to. */
#include "cr-picture-private.h"

#include <math.h>

#define CHIP_PADDING_X 3.0
#define CHIP_PADDING_Y 1.0

CrArea
cr_label_get_chip (const CrArea *number)
{
  return (CrArea) {
    .x = number->x - CHIP_PADDING_X,
    .y = number->y - CHIP_PADDING_Y,
    .width = number->width + 2 * CHIP_PADDING_X,
    .height = number->height + 2 * CHIP_PADDING_Y,
  };
}

/* From what leaves the item; where nothing does, from itself and the run that its numbers stand on. */
static double
get_own_distance (CrPicture *picture, const CrItem *item, const CrWire *wire, const CrArea *area)
{
  CrRun run;
  CrArea body;
  double least = INFINITY;

  if (wire != NULL)
    return cr_curve_get_distance_to_area (&wire->curve, area);
  for (guint i = 0; i < item->uses->len; i++)
    {
      CrWire *use = cr_picture_get_use (picture, item, i);

      cr_picture_ensure_way (picture, use);
      least = MIN (least, cr_curve_get_distance_to_area (&use->curve, area));
    }
  if (item->uses->len > 0)
    return least;
  run = cr_run_find (picture, item);
  body = cr_body_get_area (&item->body, item->place);
  if (cr_area_meets (&body, area))
    return 0;
  least = hypot (MAX (MAX (body.x - area->x - area->width, area->x - body.x - body.width), 0),
                 MAX (MAX (body.y - area->y - area->height, area->y - body.y - body.height), 0));
  if (!cr_picture_is_output (picture, item)) /* nothing is drawn there */
    return least;
  return MIN (least, cr_line_get_distance_to_area ((CrPoint) { run.from, run.y }, (CrPoint) { run.to, run.y }, area));
}

gboolean
cr_label_is_nearest (CrPicture *picture, const CrItem *item, const CrWire *wire, const CrArea *area, double margin)
{
  double own = get_own_distance (picture, item, wire, area);
  CrArea beside = cr_area_grown (area, own + margin);
  g_autoptr (GPtrArray) wires = cr_picture_find_wires (picture, &beside);

  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *other = wires->pdata[i];

      if (other == wire || (wire == NULL && other->from == item->key))
        continue;
      if (cr_curve_get_distance_to_area (&other->curve, area) < own + margin)
        return FALSE;
    }
  return TRUE;
}
