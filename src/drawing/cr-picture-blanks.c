/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blanks: the places of hidden numbers that are to be filled in, drawn as boxes with a question mark. */
#include "cr-draw.h"

#include <string.h>

#define REACH 1000.0 /* numbers stand that near to their nodes */
#define SLACK 3.0    /* around a box, for the hand */
#define RADIUS 4.0

gboolean
cr_label_is_blank (const char *text)
{
  return strcmp (text, CR_BLANK_TEXT) == 0;
}

void
cr_draw_blank (const CrPen *pen, const CrNumberLabel *number)
{
  const CrArea *area = &number->label.area;
  double left = number->x, width = area->x + area->width - left;
  CrArea box = { left, area->y - 2, width, area->height + 4 };
  double sign = cr_fonts_measure_number (pen->fonts, CR_BLANK_TEXT, number->size, TRUE);

  cr_pen_rounded (pen, &box, RADIUS);
  cr_pen_fill (pen, CR_COLOR_CANVAS);
  cr_pen_rounded (pen, &box, RADIUS);
  cr_pen_stroke (pen, number->role, 1.25);
  cr_pen_set_color (pen, number->role);
  cr_fonts_draw_number (pen->fonts, pen->cairo, CR_BLANK_TEXT, number->size, TRUE, left + (width - sign) / 2, number->baseline);
}

/* --- Asking --- */

static gboolean
find_number (const CrLabels *labels, CrKey key, gboolean gradient, const CrPoint *point, CrBlank *blank)
{
  for (guint i = 0; i < labels->numbers->len; i++)
    {
      const CrNumberLabel *number = &g_array_index (labels->numbers, CrNumberLabel, i);
      gboolean is_gradient = number->label.kind == CR_LABEL_GRADIENT;
      CrArea area = number->label.area;

      if (!cr_label_is_blank (number->label.text) || (point == NULL && (number->label.key != key || is_gradient != gradient)))
        continue;
      area = (CrArea) { number->x, area.y - 2, area.x + area.width - number->x, area.height + 4 };
      *blank = (CrBlank) { number->label.key, is_gradient, area };
      area = cr_area_grown (&area, SLACK);
      if (point == NULL || cr_area_contains (&area, *point))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_block (const CrLabels *labels, CrKey key, gboolean gradient, const CrPoint *point, CrBlank *blank)
{
  for (guint i = 0; i < labels->blocks->len; i++)
    {
      const CrBlockLabel *block = &g_array_index (labels->blocks, CrBlockLabel, i);

      if (!block->is_blank || (point == NULL && (block->key != key || block->is_gradient != gradient)))
        continue;
      *blank = (CrBlank) { block->key, block->is_gradient, block->area };
      if (point == NULL || cr_area_contains (&block->area, *point))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_in (CrPicture *picture, CrItem *item, CrKey key, gboolean gradient, const CrPoint *point, CrBlank *blank)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();

  cr_picture_add_labels (picture, item, FALSE, labels);
  return find_number (labels, key, gradient, point, blank) || find_block (labels, key, gradient, point, blank);
}

gboolean
cr_picture_pick_blank (CrPicture *picture, double x, double y, CrBlank *blank)
{
  CrPoint point = { x, y };
  CrArea near = { x - REACH, y - REACH, 2 * REACH, 2 * REACH };
  g_autoptr (GPtrArray) items = NULL;

  if (!picture->has_blanks || picture->style.compact)
    return FALSE;
  items = cr_picture_find_items (picture, &near);
  for (guint i = items->len; i-- > 0;)
    if (find_in (picture, items->pdata[i], CR_KEY_NONE, FALSE, &point, blank))
      return TRUE;
  return FALSE;
}

gboolean
cr_picture_find_blank (CrPicture *picture, CrKey key, gboolean gradient, CrBlank *blank)
{
  CrItem *item = cr_picture_get_item (picture, cr_picture_find_visible (picture, key));

  return picture->has_blanks && item != NULL && find_in (picture, item, key, gradient, NULL, blank);
}
