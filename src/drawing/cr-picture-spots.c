/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spots of numbers and matrices on wires.
 *
 * How this works: a value stands above its wire and its gradient below, both with their arrow's left and their last figure in
 * common, on the run that cr-picture-runs.c finds. Where something is in the way (a long number between two gates that stand close)
 * each goes for itself to the nearest free spot: raised off the wire as little as clears the gates at its ends, past them, to a side,
 * a gradient above its value, on the wire itself on a ground of its own, a line farther. Wherever it goes its own wire is the nearest.
 * All are of one size and have the same digits. What finds no spot at all shows when its wire is hovered.
 *
 * In key order: each respects where those before it have gone, and off its usual spot also the usual ones of those after it. Spots
 * are found when they are asked for, and kept until numbers or places change.
 */
#include "cr-draw.h"

#include <math.h>

#define CLEAR_BODY 1.25 /* between a number and the edge of a gate */
#define CLEAR_WIRE 1.2  /* and the middle of a wire */
#define APART 1.0       /* and another number, */
#define APART_BESIDE 6.0 /* beside which the next arrow stands */
#define WIRE_TO_NUMBERS 20.0
#define CLEAR_WORDS 3.0 /* and words beside it, */
#define CLEAR_WORDS_AWAY 9.0 /* off the usual spot so much that nobody reads them as one */
#define NEARER_ON_WIRE 1.0 /* what stands on its wire is nearer to it than to any other */
#define LINE 13.0 /* of numbers */
#define SIDEWAYS 60.0   /* what of the surroundings is looked at */
#define PLACES 25       /* on a wire that are looked at for a number on a ground of its own */
#define AWAY 64.0       /* above and below the gates at the ends of a run */
#define MOST_WAITING 50 /* so many items wait for the spots of those before them; then the usual ones have to do */

/* How far from the wire. */
typedef enum
{
  ON_THE_WIRE,
  RAISED,
  RAISED_MORE,
  RAISED_MOST,
  PAST_THE_GATES,
  A_LINE_PAST, /* below or above another number that is past them */
  FARTHER,
  FARTHEST
} Height;

/* --- What is around --- */

/* Items in @area and wires near a run; @item is its own. */
typedef struct
{
  CrPicture *picture;
  const CrItem *item;
  CrArea area;
  GPtrArray *items;
  GPtrArray *wires;
  gboolean covers_wires; /* what finds a spot has a ground of its own, which other wires run under */
} Around;

static void
around_clear (Around *around)
{
  g_clear_pointer (&around->items, g_ptr_array_unref);
  g_clear_pointer (&around->wires, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Around, around_clear)

static void
around_init (Around *around, CrPicture *picture, const CrItem *item, const CrRun *run, double width, double height)
{
  double left = MIN (run->left, item->place.x - width / 2) - SIDEWAYS;
  double right = MAX (run->right, run->left + width) + SIDEWAYS;
  CrArea area = { left, run->y - height, right - left, 2 * height };

  *around = (Around) { picture, item, area, cr_picture_find_items (picture, &area), NULL };
  area = cr_area_grown (&area, WIRE_TO_NUMBERS);
  around->wires = cr_picture_find_wires (picture, &area);
}

/* Whether a body is closer than it may be; asks the picture only about what is farther away than @around reaches. */
static gboolean
meets_body (const Around *around, const CrArea *area)
{
  CrArea wide = cr_area_grown (area, CLEAR_BODY);

  if (!cr_area_contains_area (&around->area, &wide))
    return cr_label_meets_body (around->picture, area, CLEAR_BODY);
  for (guint i = 0; i < around->items->len; i++)
    if (cr_label_comes_close (around->items->pdata[i], area, CLEAR_BODY))
      return TRUE;
  return FALSE;
}

static gboolean
meets_either (const CrArea *one, const CrArea *other, const CrArea *area)
{
  return (one->width > 0 && cr_area_meets (one, area)) || (other->width > 0 && cr_area_meets (other, area));
}

static gboolean
meets_usual (CrPicture *picture, CrItem *item, const CrArea *area)
{
  const CrArea *usual = cr_picture_get_usual (picture, item);

  return meets_either (&usual[0], &usual[1], area);
}

/* Whether the numbers of another item stand there, or would usually and have the first claim. */
static gboolean
meets_numbers (const Around *around, CrItem *other, const CrArea *area, gboolean is_usual)
{
  CrPicture *picture = around->picture;
  const CrSpots *found;

  if (other == around->item)
    return FALSE;
  if (other->key > around->item->key)
    return !is_usual && meets_usual (picture, other, area);
  if (picture->depth > MOST_WAITING)
    return meets_usual (picture, other, area);
  found = cr_picture_find_spots (picture, other);
  for (guint i = 0; i < 2; i++)
    {
      CrArea ground = found->spots[i].is_chip ? cr_label_get_chip (&found->spots[i].area) : found->spots[i].area;

      if (found->spots[i].area.width > 0 && cr_area_meets (&ground, area))
        return TRUE;
    }
  return FALSE;
}

static gboolean
meets_words (CrPicture *picture, const CrItem *item, const CrArea *area, gboolean is_usual)
{
  CrArea words;
  double beside = is_usual ? CLEAR_WORDS : CLEAR_WORDS_AWAY;
  CrArea wide = { area->x - beside, area->y, area->width + 2 * beside, area->height };

  area = &wide;
  if (cr_picture_is_output (picture, item))
    {
      words = cr_picture_get_flag (picture, item);
      return cr_area_meets (&words, area);
    }
  if (cr_item_is_wrong (item) && cr_area_meets (&item->message, area))
    return TRUE;
  words = (CrArea) { item->place.x - 60, item->place.y + item->body.height / 2, 120, 20 + item->drop }; /* no name reaches farther */
  return cr_area_meets (&words, area) && cr_draw_shape_caption (picture, item, &words) != NULL && cr_area_meets (&words, area);
}

/* Of names, messages and other numbers. */
static gboolean
is_clear_of_text (const Around *around, const CrArea *area, gboolean is_usual)
{
  CrArea room = { area->x - APART_BESIDE, area->y - APART, area->width + 2 * APART_BESIDE, area->height + 2 * APART };

  for (guint i = 0; i < around->items->len; i++)
    if (meets_words (around->picture, around->items->pdata[i], area, is_usual) ||
        meets_numbers (around, around->items->pdata[i], &room, is_usual))
      return FALSE;
  for (guint i = 0; i < around->wires->len; i++)
    {
      const CrWire *wire = around->wires->pdata[i];

      if (wire->curve.is_straight && meets_numbers (around, cr_picture_get_item (around->picture, wire->from), &room, is_usual))
        return FALSE;
    }
  return TRUE;
}

/* @stacked_on: (nullable): the number with which it stands as one, on whichever side of it the wire is. */
static gboolean
is_free (const Around *around, const CrArea *area, Height height, gboolean is_usual, const CrArea *stacked_on)
{
  CrArea both = stacked_on != NULL ? cr_area_united (area, stacked_on) : *area;
  double margin = height == ON_THE_WIRE ? NEARER_ON_WIRE : CR_NEARER;
  CrArea beside = cr_area_grown (area, CLEAR_WIRE);
  CrArea ground = around->covers_wires ? cr_label_get_chip (area) : *area;

  if (meets_body (around, &ground) || cr_label_meets_writing (around->picture, area))
    return FALSE;
  if (around->covers_wires)
    return is_clear_of_text (around, &ground, is_usual);
  for (guint i = 0; i < around->wires->len; i++)
    if (cr_curve_meets (&((const CrWire *) around->wires->pdata[i])->curve, &beside))
      return FALSE;
  return is_clear_of_text (around, area, is_usual) && cr_label_is_nearest (around->picture, around->item, NULL, &both, margin);
}

/* --- Spots --- */

/* How far to the right of the usual spot. */
static const double shifts[] = { 0, -6, 6, -12, 12, -18, 18, -24, 24, -30, 30, -36, 36, -42, 42, -48, 48 };

/* What has to find a spot: a number or a matrix, or two numbers of the same width. */
typedef struct
{
  double width;
  double height;
  gboolean is_block;
} Extent;

static double
get_distance (const CrRun *run, const Extent *extent, Height height, gboolean gradient)
{
  double usual = extent->is_block ? CR_BLOCK_GAP : CR_ABOVE - 1;

  switch (height)
    {
    case PAST_THE_GATES:
      return run->half + (gradient && extent->is_block ? 20 : 3); /* a number above the names or in line with them, a matrix below */
    case A_LINE_PAST:
      return run->half + 3 + LINE;
    case FARTHER:
      return run->half + 3 + 2 * LINE;
    case FARTHEST:
      return run->half + 48;
    default:
      return usual + 4 * height;
    }
}

static CrArea
get_area_in_spot (const CrItem *item, const CrRun *run, const Extent *extent, Height height, double shift, gboolean gradient)
{
  double distance = get_distance (run, extent, height, gradient);
  CrRun own = *run;

  cr_run_place (item, extent->width, &own);
  return (CrArea) {
    .x = own.left + shift,
    .y = gradient ? run->y + distance : run->y - distance - extent->height,
    .width = extent->is_block ? extent->width : own.right - own.left,
    .height = extent->height,
  };
}

/* What is raised from a run between two gates stays between their middles, for what stands on the next run may be raised too. Farther
 * away its own middle does: past a gate it would be read as a number of the next run. */
static gboolean
is_within_reach (const CrRun *run, Height height, const CrArea *area)
{
  double middle = area->x + area->width / 2;

  if (!run->centred)
    return TRUE;
  if (height >= PAST_THE_GATES)
    return middle > run->from - run->half && middle < run->to + run->half;
  return area->x > run->from - run->half + APART_BESIDE / 2 && area->x + area->width < run->to + run->half - APART_BESIDE / 2;
}

static gboolean
is_spot_free (const Around *around, const CrRun *run, const Extent *extent, Height height, double shift, gboolean gradient, CrArea *area)
{
  *area = get_area_in_spot (around->item, run, extent, height, shift, gradient);
  return is_within_reach (run, height, area) && is_free (around, area, height, height == ON_THE_WIRE && shift == 0, NULL);
}

/* The nearest that is free for one of the two, from that height to that. */
static gboolean
find_spot (const Around *around, const CrRun *run, const Extent *extent, const Height heights[2], gboolean gradient, CrSpot *found)
{
  for (Height height = heights[0]; height <= heights[1]; height++)
    for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
      if (is_spot_free (around, run, extent, height, shifts[i], gradient, &found->area))
        {
          found->is_on_wire = height == ON_THE_WIRE;
          found->is_chip = around->covers_wires;
          return TRUE;
        }
  found->area = (CrArea) { 0 };
  return FALSE;
}

/* --- Numbers --- */

static gboolean
has_number (const CrPair *pair, gboolean gradient)
{
  return (gradient ? pair->gradient : pair->value)[0] != '\0';
}

static double
get_width_alone (const CrPair *pair, gboolean gradient)
{
  return (gradient ? pair->gradient_width : pair->value_width) + CR_ARROW_WIDTH + CR_ARROW_GAP;
}

/* Both on the wire, the one right above the other. */
static gboolean
find_spots_on_wire (const Around *around, const CrRun *run, const CrPair *pair, CrSpots *found)
{
  Extent extent = { pair->width, CR_FIGURE_HEIGHT + 2, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      gboolean all = TRUE;

      for (guint gradient = 0; gradient < 2 && all; gradient++)
        {
          CrSpot *spot = &found->spots[gradient];

          *spot = (CrSpot) { .is_on_wire = TRUE };
          all = !has_number (pair, gradient) || is_spot_free (around, run, &extent, ON_THE_WIRE, shifts[i], gradient, &spot->area);
        }
      if (all)
        return TRUE;
    }
  found->spots[0] = found->spots[1] = (CrSpot) { 0 };
  return FALSE;
}

/* A gradient right above its value. */
static gboolean
find_spot_above (const Around *around, const CrRun *run, const Extent *extent, const CrArea *value, CrSpot *found)
{
  static const double lifts[] = { 2.5 * APART, 5 * APART }; /* over the rounding of a gate */

  for (guint i = 0; i < G_N_ELEMENTS (lifts) && value->width > 0; i++)
    for (guint j = 0; j < G_N_ELEMENTS (shifts); j++)
      {
        found->area.x = value->x + value->width - extent->width + shifts[j];
        found->area.y = value->y - extent->height - lifts[i];
        found->area.width = extent->width;
        found->area.height = extent->height;
        if (is_within_reach (run, PAST_THE_GATES, &found->area) && is_free (around, &found->area, RAISED, FALSE, value))
          return TRUE;
      }
  found->area = (CrArea) { 0 };
  return FALSE;
}

/* On the wire itself, from its middle on: what has one wire alone. */
static gboolean
find_spot_on_ground (const Around *around, const Extent *extent, const CrArea *other, CrSpot *found)
{
  const CrItem *item = around->item;
  const CrWire *wire = item->uses->len == 1 ? cr_picture_get_use (around->picture, item, 0) : NULL;

  for (guint i = 0; i < PLACES && wire != NULL; i++)
    {
      double angle;
      CrPoint place = cr_curve_get_place (&wire->curve, 0.5 + (i % 2 ? 0.45 : -0.45) * ((i + 1) / 2) / (PLACES / 2), &angle);
      CrArea chip;

      found->area = (CrArea) { place.x - extent->width / 2, place.y - extent->height / 2, extent->width, extent->height };
      chip = cr_label_get_chip (&found->area);
      found->is_chip = !cr_area_meets (&chip, other) && !meets_body (around, &chip) &&
                       !cr_label_meets_writing (around->picture, &chip) && is_clear_of_text (around, &chip, FALSE) &&
                       cr_label_is_nearest (around->picture, item, wire, &chip, CR_NEARER);
      if (found->is_chip)
        return TRUE;
    }
  found->area = (CrArea) { 0 };
  return FALSE;
}

/* Beside the wire as usual, on a ground of its own that covers what runs there. */
static gboolean
find_spot_over_wires (const Around *around, const CrRun *run, const Extent *extent, const Height heights[2], gboolean gradient, CrSpot *found)
{
  Around over = *around;

  over.covers_wires = TRUE;
  return find_spot (&over, run, extent, heights, gradient, found);
}

static void
find_spots_apart (const Around *around, const CrRun *run, const CrPair *pair, CrSpots *found)
{
  static const Height near[] = { ON_THE_WIRE, A_LINE_PAST };
  static const Height far[] = { FARTHER, FARTHEST };

  for (guint gradient = 0; gradient < 2; gradient++)
    {
      CrSpot *spot = &found->spots[gradient];
      const CrArea *value = &found->spots[0].area;
      Extent extent = { get_width_alone (pair, gradient), CR_FIGURE_HEIGHT + 2, FALSE };

      if (has_number (pair, gradient) && !find_spot (around, run, &extent, near, gradient, spot) &&
          !find_spot_on_ground (around, &extent, value, spot) && !find_spot_over_wires (around, run, &extent, near, gradient, spot) &&
          !(gradient && find_spot_above (around, run, &extent, value, spot)))
        find_spot (around, run, &extent, far, gradient, spot);
    }
}

static void
find_number_spots (CrPicture *picture, const CrItem *item, CrSpots *found)
{
  CrRun run = cr_run_find (picture, item);
  g_auto (Around) around = { 0 };
  CrPair pair;

  if (!cr_pair_make (picture, item, FALSE, &pair))
    return;
  cr_run_place (item, pair.width, &run);
  around_init (&around, picture, item, &run, pair.width, run.half + AWAY);
  if (!find_spots_on_wire (&around, &run, &pair, found))
    find_spots_apart (&around, &run, &pair, found);
}

void
cr_picture_add_run_numbers (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels)
{
  const CrSpots *found = cr_picture_find_spots (picture, item);
  CrKey key = cr_item_get_value_key (item);
  CrPair pair;

  if (!cr_pair_make (picture, item, bold, &pair))
    return;
  for (guint gradient = 0; gradient < 2; gradient++)
    {
      CrSpot spot = found->spots[gradient];
      double right, baseline;
      guint first = labels->numbers->len;

      if (spot.area.width == 0 && !bold)
        continue;
      if (spot.area.width == 0) /* while it is hovered it has to stand somewhere */
        spot = (CrSpot) { .area = cr_picture_get_usual (picture, item)[gradient], .is_chip = TRUE };
      right = MAX (spot.area.x + spot.area.width, spot.area.x + get_width_alone (&pair, gradient));
      baseline = spot.area.y + spot.area.height - 1;
      if (bold && spot.is_on_wire)
        baseline += gradient ? CR_ABOVE_BOLD - CR_ABOVE : CR_ABOVE - CR_ABOVE_BOLD;
      if (gradient)
        cr_pair_add_gradient (labels, key, &pair, spot.area.x, right, baseline);
      else
        cr_pair_add_value (labels, key, &pair, spot.area.x, right, baseline);
      if (labels->numbers->len > first)
        g_array_index (labels->numbers, CrNumberLabel, first).is_chip = spot.is_chip;
    }
}

/* --- Matrices --- */

static void
find_block_spots (CrPicture *picture, const CrItem *item, CrSpots *found)
{
  static const Height heights[] = { ON_THE_WIRE, FARTHEST };
  CrArea block = cr_label_get_run_block (item->shape);
  Extent extent = { block.width + CR_BLOCK_ARROW, block.height, TRUE };
  CrRun run = cr_run_find (picture, item);
  g_auto (Around) around = { 0 };

  cr_run_place (item, extent.width, &run);
  around_init (&around, picture, item, &run, extent.width, extent.height + run.half + AWAY);
  for (guint gradient = 0; gradient < 2; gradient++)
    if (!gradient || (item->shows & CR_SHOWS_GRADIENT))
      find_spot (&around, &run, &extent, heights, gradient, &found->spots[gradient]);
}

void
cr_picture_add_run_blocks (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels)
{
  const CrSpots *found = cr_picture_find_spots (picture, item);
  CrArea block = cr_label_get_run_block (item->shape);

  for (guint gradient = 0; gradient < 2; gradient++)
    {
      CrArea area = found->spots[gradient].area;

      if (area.width == 0 && bold)
        area = cr_picture_get_usual (picture, item)[gradient];
      if (area.width == 0)
        continue;
      block.x = area.x + CR_BLOCK_ARROW;
      block.y = area.y;
      cr_labels_add_block (picture, item, gradient, block, area.x, labels);
    }
}

/* --- All --- */

const CrSpots *
cr_picture_find_spots (CrPicture *picture, CrItem *item)
{
  const CrArea *usual;

  cr_picture_keep_spots (picture);
  if (item->spots.version == picture->version)
    return &item->spots;
  item->spots = (CrSpots) { .version = picture->version };
  usual = cr_picture_get_usual (picture, item);
  if (usual[0].width == 0 && usual[1].width == 0) /* nothing of it stands on wires */
    return &item->spots;
  picture->depth++;
  if (cr_shape_is_number (item->shape))
    find_number_spots (picture, item, &item->spots);
  else
    find_block_spots (picture, item, &item->spots);
  picture->depth--;
  return &item->spots;
}
