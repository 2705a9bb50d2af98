/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the wires into units with many weights are drawn: those of the largest weights, thinner than usual, over a ground that stands for all of them. */
#include "cr-draw.h"
#include "cr-network-captions.h"

#include <math.h>

#define THIN 0.4 /* so much of their usual width wires have among many */

/* The wires of sheaves while they are drawn. */
typedef struct
{
  const CrPen *pen;
  CrPicture *picture;
  double share;
  gboolean is_straight;
} SheafPen;

static void
draw_wire (CrItem *item, guint i, gpointer data)
{
  const SheafPen *sheaf = data;
  const CrItem *from = cr_picture_get_feeder (sheaf->picture, item, i);
  CrWire wire = { .to = item, .from = from->key, .source = item->node->operands[i], .port = cr_item_get_port (item, i) };

  if (from->is_carried || !cr_picture_is_lit_now (sheaf->picture, wire.from, item->key))
    return;
  wire.weight = cr_sheaf_get_drawn_weight (sheaf->picture, item, i);
  wire.curve = cr_picture_get_usual_curve (sheaf->picture, &wire);
  if (sheaf->is_straight)
    cr_wire_straighten (&wire);
  if (sheaf->share >= 1)
    cr_draw_wire (sheaf->pen, sheaf->picture, &wire);
  else
    cr_draw_curve (sheaf->pen, &wire.curve, (CrStroke) { CR_COLOR_QUIET, THIN * cr_weight_get_width (wire.weight, sheaf->picture->greatest_weight) });
}

static void
draw_hairline (CrItem *item, guint i, gpointer data)
{
  const SheafPen *sheaf = data;
  const CrItem *from = cr_picture_get_feeder (sheaf->picture, item, i);
  CrPoint start = cr_item_get_output (from, item->node->operands[i]), end = cr_item_get_port (item, i).point;

  if (from->is_carried || !cr_picture_is_lit_now (sheaf->picture, from->key, item->key))
    return;
  cairo_move_to (sheaf->pen->cairo, start.x, start.y);
  cairo_line_to (sheaf->pen->cairo, end.x, end.y);
  cr_pen_stroke (sheaf->pen, CR_COLOR_GRID, 1 / sheaf->pen->scale);
}

static gboolean
are_sisters (const CrItem *one, const CrItem *other)
{
  return one->n_wires == other->n_wires && one->place.x == other->place.x && one->place.y <= other->place.y
         && one->node->operands[0] == other->node->operands[0] && one->node->operands[0] != CR_KEY_NONE
         && one->node->operands[one->n_wires - 1] == other->node->operands[one->n_wires - 1];
}

/* What lies between the first and the last of the units that the same ones feed: among the wires that are shown it stands for the others. */
static void
draw_wash (const CrPen *pen, CrPicture *picture, GPtrArray *items, const CrArea *clip)
{
  CrColor ground = cr_color_get (CR_COLOR_CANVAS, pen->dark), grid = cr_color_get (CR_COLOR_GRID, pen->dark);

  for (guint i = 0, last; i < items->len; i = last + 1)
    {
      const CrItem *item = items->pdata[i], *end = item;
      CrPoint from = cr_item_get_output (cr_picture_get_feeder (picture, item, 0), item->node->operands[0]);
      CrPoint to = cr_item_get_output (cr_picture_get_feeder (picture, item, item->n_wires - 1), item->node->operands[item->n_wires - 1]);

      for (last = i; last + 1 < items->len && are_sisters (item, items->pdata[last + 1]); last++)
        end = items->pdata[last + 1];
      if (cr_sheaf_get_share (picture, item, pen->scale) >= 1)
        continue;
      cairo_move_to (pen->cairo, from.x, from.y);
      cairo_line_to (pen->cairo, cr_item_get_port (item, 0).point.x, cr_item_get_port (item, 0).point.y);
      cairo_line_to (pen->cairo, cr_item_get_port (end, end->n_wires - 1).point.x, cr_item_get_port (end, end->n_wires - 1).point.y);
      cairo_line_to (pen->cairo, to.x, to.y);
      cairo_close_path (pen->cairo);
    }
  cairo_set_source_rgb (pen->cairo, (ground.red + grid.red) / 2, (ground.green + grid.green) / 2, (ground.blue + grid.blue) / 2);
  cairo_fill (pen->cairo);
}

void
cr_draw_sheaves (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  CrTakeWire draw_one = cr_picture_is_density (picture, pen->scale) ? draw_hairline : draw_wire;
  g_autoptr (GPtrArray) items = cr_picture_find_sheaves (picture, clip);
  SheafPen sheaf = { pen, picture, 1, cr_picture_has_straight_wires (pen->scale) };

  if (picture->style.wires == CR_WIRES_ALL)
    draw_wash (pen, picture, items, clip);
  for (guint i = 0; i < items->len && picture->style.wires == CR_WIRES_ALL; i++)
    {
      CrItem *item = items->pdata[i];

      if (item->is_lifted)
        continue;
      sheaf.share = cr_sheaf_get_share (picture, item, pen->scale);
      cr_sheaf_for_each_in (picture, item, clip, sheaf.share, draw_one, &sheaf);
    }
}
