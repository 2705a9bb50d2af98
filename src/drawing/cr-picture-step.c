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
#define N_ROWS 4
#define ROW 24.0
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

/* --- Where a tile stands --- */

/* What a tile may not cover, from what it must not to what it had better not. */
typedef enum
{
  CLEAR_OF_NODES, /* and of other tiles */
  CLEAR_OF_BADGES,
  CLEAR_OF_PULSES, /* of its own step */
  CLEAR_OF_NUMBERS, /* and of names, also where they are still to come */
  CLEAR_OF_WIRES,
  IN_SIGHT,
  N_CLAIMS
} Claim;

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
meets_any (const GArray *areas, const CrArea *area)
{
  for (guint i = 0; i < areas->len; i++)
    if (cr_area_meets (&g_array_index (areas, CrArea, i), area))
      return TRUE;
  return FALSE;
}

/* Numbers that are not there yet count too: the tile stays where it is when they come. */
static gboolean
meets_writing (CrPicture *picture, const CrArea *area)
{
  g_autoptr (GPtrArray) items = cr_picture_find_items (picture, area);

  if (cr_label_meets_writing (picture, area))
    return TRUE;
  for (guint i = 0; i < items->len; i++)
    {
      const CrItem *item = items->pdata[i];
      CrArea numbers = cr_item_get_numbers_reach (item), flag = cr_picture_get_flag (picture, item), name;

      if ((!cr_item_holds_numbers (item) && cr_area_meets (&numbers, area))
          || (cr_picture_is_output (picture, item) && cr_area_meets (&flag, area))
          || (cr_draw_shape_caption (picture, item, &name) != NULL && cr_area_meets (&name, area)))
        return TRUE;
    }
  return FALSE;
}

/* How many of the claims, from the first one on, are met there. */
static guint
count_claims (CrPicture *picture, CrItem *item, CrKey gate, const GArray *tiles, const CrArea *tile, const CrArea *clip)
{
  if (cr_label_meets_body (picture, tile, 0) || meets_any (tiles, tile))
    return CLEAR_OF_NODES;
  if (meets_any (picture->badge_areas, tile))
    return CLEAR_OF_BADGES;
  if (cr_draw_is_passed (picture, item, gate, tile))
    return CLEAR_OF_PULSES;
  if (meets_writing (picture, tile))
    return CLEAR_OF_NUMBERS;
  if (meets_wire (picture, tile))
    return CLEAR_OF_WIRES;
  return cr_area_contains_area (clip, tile) ? N_CLAIMS : IN_SIGHT;
}

/* Over its gate, or to a side of that, or under it, in one of some rows: the first place with the most claims met. Among several gates
 * FALSE where there is none that covers no node: what is left out can be asked for by a click. */
static gboolean
place_tile (CrPicture *picture, CrItem *item, CrKey gate, const GArray *tiles, const CrArea *clip, CrArea *tile)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  double width = tile->width, height = tile->height, most = -1;
  double above = body.y - DISTANCE - height, below = body.y + body.height + NAME_HEIGHT;
  const double lefts[] = { item->place.x - width / 2, body.x, body.x + body.width - width, body.x + body.width, body.x - width };

  for (guint i = 0; i < 2 * N_ROWS * G_N_ELEMENTS (lefts) && most < N_CLAIMS; i++)
    {
      guint row = i / (2 * G_N_ELEMENTS (lefts));
      gboolean is_above = i / G_N_ELEMENTS (lefts) % 2 == 0;
      CrArea place = { lefts[i % G_N_ELEMENTS (lefts)], is_above ? above - row * ROW : below + row * ROW, width, height };
      guint n = count_claims (picture, item, gate, tiles, &place, clip);

      if (n <= most)
        continue;
      most = n;
      *tile = place;
    }
  return most > CLEAR_OF_NODES || picture->steps->len == 1;
}

/* A text over another, as one tile at a gate, clear of the tiles that are there. */
static void
draw_tile (const CrPen *pen, CrPicture *picture, CrItem *item, const CrTimelineStep *step, const char *text, const char *pattern,
           GArray *tiles, const CrArea *clip)
{
  gboolean is_gradient = step->phase != CR_PHASE_FORWARD;
  CrColorRole role = is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE;
  CrShaped below = { 0 }; /* sizes: what is shaped is good until the next text */
  const CrShaped *shaped;
  CrArea tile = { 0 };

  if (pattern != NULL)
    below = *cr_fonts_shape (pen->fonts, pattern, PATTERN_SIZE, FALSE, CR_FIT_WRAP, PATTERN_WIDTH);
  shaped = cr_fonts_shape (pen->fonts, text, TEXT_SIZE, FALSE, CR_FIT_WRAP, TEXT_WIDTH);
  tile.width = MAX (shaped->width, below.width) + 2 * PADDING_X;
  tile.height = shaped->height + (pattern != NULL ? below.height + PADDING_Y : 0) + 2 * PADDING_Y;
  if (!place_tile (picture, item, step->key, tiles, clip, &tile))
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
draw_text (const CrPen *pen, CrPicture *picture, guint number, GArray *tiles, const CrArea *clip)
{
  const CrTimelineStep *step = &g_array_index (picture->steps, CrTimelineStep, number);
  CrItem *item = find_item (picture, number);
  g_autofree char *text = NULL;
  g_autofree char *pattern = NULL;

  if (item == NULL || item->node == NULL || is_hidden (picture, step))
    return;
  text = cr_step_text_write (picture->tape, step, picture->style.format);
  if (picture->names_patterns && step->phase == CR_PHASE_BACKWARD)
    pattern = cr_step_text_pattern (picture->graph, step->key);
  if (text != NULL)
    draw_tile (pen, picture, item, step, text, pattern, tiles, clip);
}

void
cr_draw_step_texts (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (CrArea));

  if (picture->style.hide_tiles || picture->steps->len > MOST_TILES || picture->tape == NULL || picture->fraction < CR_PULSE_ARRIVES ||
      !cr_pen_shows_text (pen, TEXT_SIZE))
    return;
  for (guint i = 0; i < picture->steps->len; i++)
    draw_text (pen, picture, i, tiles, clip);
}
