/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step that the timeline stands at: its gates stand out, and a tile over each says what it does. */
#include "cr-draw.h"
#include "cr-pulse.h"
#include "cr-step-text.h"

#define TEXT_SIZE 12.5
#define TEXT_WIDTH 600.0
#define PATTERN_SIZE 12.0
#define PATTERN_WIDTH 230.0
#define PADDING_X 9.0
#define PADDING_Y 5.0
#define DISTANCE 12.0 /* of a tile from its gate */
#define NAME_HEIGHT 26.0 /* of the name under a gate */
#define MOST_TILES 6  /* more gates at once would cover one another with their tiles */

void
cr_picture_set_steps (CrPicture *picture, const CrTimelineStep *steps, guint n_steps, double fraction)
{
  g_return_if_fail (picture != NULL);

  g_array_set_size (picture->steps, 0);
  if (n_steps > 0)
    g_array_append_vals (picture->steps, steps, n_steps);
  picture->fraction = fraction;
}

void
cr_picture_set_names_patterns (CrPicture *picture, gboolean names_patterns)
{
  g_return_if_fail (picture != NULL);

  picture->names_patterns = names_patterns;
}

static CrItem *
find_item (CrPicture *picture, guint step)
{
  CrKey key = g_array_index (picture->steps, CrTimelineStep, step).key;

  return cr_picture_get_item (picture, cr_picture_find_visible (picture, key));
}

void
cr_draw_active_gates (const CrPen *pen, CrPicture *picture)
{
  for (guint i = 0; i < picture->steps->len; i++)
    {
      CrItem *item = find_item (picture, i);

      if (item == NULL)
        continue;
      cr_draw_halo (pen, &item->body, item->place);
      cr_draw_item_body (pen, picture, item, (CrStroke) { CR_COLOR_ACCENT, 2.5 });
      cr_picture_raise (picture, item);
      cr_draw_ports (pen, picture, item);
    }
}

static gboolean
meets_wire (CrPicture *picture, const CrArea *area)
{
  g_autoptr (GPtrArray) wires = cr_picture_find_wires (picture, area);

  for (guint i = 0; i < wires->len; i++)
    if (cr_curve_meets (&((const CrWire *) wires->pdata[i])->curve, area))
      return TRUE;
  return FALSE;
}

static gboolean
meets_tile (const GArray *tiles, const CrArea *area)
{
  for (guint i = 0; i < tiles->len; i++)
    if (cr_area_meets (&g_array_index (tiles, CrArea, i), area))
      return TRUE;
  return FALSE;
}

/* Over its gate, or to a side of that, or under it: the first place where it covers neither nodes nor wires nor the gate's own numbers,
 * else no nodes. Among several gates FALSE where there is none: what is left out can be asked for by a click. */
static gboolean
place_tile (CrPicture *picture, const CrItem *item, const GArray *tiles, double width, double height, CrArea *tile)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  CrArea numbers = cr_item_get_numbers_reach (item);
  double above = body.y - DISTANCE - height, below = body.y + body.height + NAME_HEIGHT;
  double middle = item->place.x - width / 2, right = body.x, left = body.x + body.width - width;
  const CrPoint places[] = { { middle, above }, { right, above }, { left, above }, { middle, below }, { right, below }, { left, below } };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (places); i++)
    {
      CrPoint place = places[i % G_N_ELEMENTS (places)];

      *tile = (CrArea) { place.x, place.y, width, height };
      if (cr_label_meets_body (picture, tile, 0) || meets_tile (tiles, tile))
        continue;
      if (i >= G_N_ELEMENTS (places) || (!meets_wire (picture, tile) && !cr_area_meets (tile, &numbers)))
        return TRUE;
    }
  *tile = (CrArea) { middle, above, width, height };
  return picture->steps->len == 1;
}

/* A text over another, as one tile at a gate, clear of the tiles that are there. */
static void
draw_tile (const CrPen *pen, CrPicture *picture, const CrItem *item, const char *text, const char *pattern, gboolean is_gradient, GArray *tiles)
{
  CrColorRole role = is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE;
  CrShaped below = { 0 }; /* sizes: what is shaped is good until the next text */
  const CrShaped *shaped;
  double width, height;

  if (pattern != NULL)
    below = *cr_fonts_shape (pen->fonts, pattern, PATTERN_SIZE, FALSE, CR_FIT_WRAP, PATTERN_WIDTH);
  shaped = cr_fonts_shape (pen->fonts, text, TEXT_SIZE, FALSE, CR_FIT_WRAP, TEXT_WIDTH);
  width = MAX (shaped->width, below.width) + 2 * PADDING_X;
  height = shaped->height + (pattern != NULL ? below.height + PADDING_Y : 0) + 2 * PADDING_Y;

  CrArea tile;

  if (!place_tile (picture, item, tiles, width, height, &tile))
    return;
  g_array_append_val (tiles, tile);
  cr_pen_rounded (pen, &tile, 6);
  cr_pen_set_color (pen, is_gradient ? CR_COLOR_GRADIENT_TILE : CR_COLOR_VALUE_TILE);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, role, 1);
  cr_pen_set_color (pen, role);
  cr_fonts_draw (pen->fonts, pen->cairo, shaped, tile.x + PADDING_X, tile.y + PADDING_Y + shaped->baseline);
  if (pattern == NULL)
    return;

  double top = tile.y + 2 * PADDING_Y + shaped->height;

  shaped = cr_fonts_shape (pen->fonts, pattern, PATTERN_SIZE, FALSE, CR_FIT_WRAP, PATTERN_WIDTH);
  cr_pen_set_color (pen, CR_COLOR_INK);
  cr_fonts_draw (pen->fonts, pen->cairo, shaped, tile.x + PADDING_X, top + shaped->baseline);
}

static gboolean
is_hidden (CrPicture *picture, const CrTimelineStep *step)
{
  const CrNode *node = cr_graph_get_node (picture->graph, step->key);
  gboolean is_gradient = step->phase != CR_PHASE_FORWARD;

  if (cr_label_is_hidden (picture, step->key, is_gradient))
    return TRUE;
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] != CR_KEY_NONE &&
        (cr_label_is_hidden (picture, node->operands[i], FALSE) || (is_gradient && cr_label_is_hidden (picture, node->operands[i], TRUE))))
      return TRUE;
  return FALSE;
}

static void
draw_text (const CrPen *pen, CrPicture *picture, guint number, GArray *tiles)
{
  const CrTimelineStep *step = &g_array_index (picture->steps, CrTimelineStep, number);
  const CrItem *item = find_item (picture, number);
  gboolean is_gradient = step->phase != CR_PHASE_FORWARD;
  g_autofree char *text = NULL;
  g_autofree char *pattern = NULL;

  if (item == NULL || item->node == NULL || is_hidden (picture, step))
    return;
  text = cr_step_text_write (picture->tape, step, picture->style.format);
  if (picture->names_patterns && step->phase == CR_PHASE_BACKWARD)
    pattern = cr_step_text_pattern (picture->graph, step->key);
  if (text != NULL)
    draw_tile (pen, picture, item, text, pattern, is_gradient, tiles);
}

void
cr_draw_step_texts (const CrPen *pen, CrPicture *picture)
{
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (CrArea));

  if (picture->style.hide_tiles || picture->steps->len > MOST_TILES || picture->tape == NULL || picture->fraction < CR_PULSE_ARRIVES ||
      !cr_pen_shows_text (pen, TEXT_SIZE))
    return;
  for (guint i = 0; i < picture->steps->len; i++)
    draw_text (pen, picture, i, tiles);
}
