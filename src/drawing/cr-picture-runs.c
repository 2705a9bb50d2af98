/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and matrices on wires.
 *
 * How this works: a value stands above its wire and its gradient below, both with their arrow's left and their last figure in
 * common: on the level run next to the output port, so that no curve crosses them, or in the middle of a straight wire. Where
 * something is in the way (a long number between two gates that stand close) there are other spots: the same in smaller type, or
 * lifted off the wire past the gates at its ends, first for both, then for each alone. What finds no spot shows when its wire is
 * hovered. Whether a spot is free depends on where others usually stand, not on where they have gone themselves.
 */
#include "cr-draw.h"

#include <math.h>

#define ABOVE 6.0
#define ABOVE_BOLD 7.5
#define LEAST_RUN 40.0
#define LONGEST_LEAD 160.0
#define STUB_STEP 8.0
#define LEAD_STEP 8.0
#define LEAD_OVER 8.0       /* numbers may reach so far over the level run */
#define BADGE_REACH 10.0    /* of the mark of an error to the right of the port */
#define SMALL 11.0          /* the smallest type of a picture */
#define LIFT 5.0            /* between a lifted number and the gate that it passes */
#define NAME_BASELINE 15.0  /* under a gate: lifted gradients stand on the same line */
#define WIRE_TO_NUMBERS 20.0
#define APART 1.0
#define SIDEWAYS 40.0       /* what of the surroundings is looked at */

/* --- Runs --- */

CrArea
cr_label_get_run_block (CrShape shape)
{
  CrArea block = cr_shape_get_block (shape);

  if (cr_shape_get_look (shape) == CR_LOOK_MAP) /* on a wire there is less room than in a node */
    {
      CrArea map = cr_shape_get_map (shape);

      block.height = MAX (map.height / 2, 8) + CR_MAP_CAPTION;
    }
  return block;
}

/* The one wire that leaves an item, or NULL. */
static const CrWire *
get_only_wire (CrPicture *picture, const CrItem *item)
{
  CrWire *wire = item->uses->len == 1 ? cr_picture_get_use (picture, item, 0) : NULL;

  if (wire != NULL)
    cr_picture_ensure_way (picture, wire);
  return wire;
}

/* A run of wire with what stands on it. */
typedef struct
{
  double y;
  double from;
  double to;
  double half; /* how far the nodes at its ends reach above and below it */
  gboolean centred;
  double left;
  double right;
} Run;

static Run
find_run (CrPicture *picture, const CrItem *item)
{
  CrPoint port = cr_item_get_output (item, cr_item_get_value_key (item));
  const CrWire *wire = get_only_wire (picture, item);
  Run run = { .y = port.y, .from = port.x, .to = port.x + LEAST_RUN, .half = item->body.height / 2 };

  if (wire != NULL && wire->curve.is_straight)
    {
      run.to = wire->curve.end.x;
      run.centred = TRUE;
      run.half = MAX (run.half, wire->to->body.height / 2);
    }
  else if (item->uses->len == 0 && cr_picture_is_output (picture, item))
    {
      run.to = port.x + picture->stub;
      run.centred = TRUE;
    }
  return run;
}

static void
place_on_run (const CrItem *item, double width, Run *run)
{
  run->left = run->centred ? (run->from + run->to - width) / 2 : run->from + 2;
  if (cr_item_is_wrong (item))
    run->left = MAX (run->left, run->from + BADGE_REACH);
  run->right = run->left + (run->centred ? width : MAX (width, LEAST_RUN));
}

/* In steps, so that the flag does not tremble while numbers change. */
double
cr_picture_measure_stub (CrPicture *picture)
{
  const CrItem *item
      = picture->output != CR_KEY_NONE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, picture->output)) : NULL;
  CrPair pair;

  if (item == NULL || cr_item_holds_numbers (item))
    return CR_LEAST_STUB;
  if (!cr_shape_is_number (item->shape))
    return MAX (CR_LEAST_STUB, cr_label_get_run_block (item->shape).width + 28);
  if (!cr_pair_make (picture, item, FALSE, &pair) || pair.width <= CR_LEAST_STUB - 4)
    return CR_LEAST_STUB;
  return CR_LEAST_STUB + STUB_STEP * ceil ((pair.width + 4 - CR_LEAST_STUB) / STUB_STEP);
}

/* In steps, so that wires do not tremble. */
double
cr_picture_measure_lead (CrPicture *picture, const CrItem *item)
{
  double least = cr_picture_is_stepping (picture) ? MAX (CR_LEAST_LEAD, item->lead) : CR_LEAST_LEAD; /* keeps its room */
  CrPair pair;

  if (picture->style.compact || cr_item_holds_numbers (item) || cr_shape_get_size (item->shape) == 0)
    return CR_LEAST_LEAD;
  if (!cr_shape_is_number (item->shape))
    return MAX (CR_LEAST_LEAD, cr_label_get_run_block (item->shape).width + 16);
  if (!cr_pair_make (picture, item, FALSE, &pair))
    return least;
  return MIN (least + LEAD_STEP * ceil (MAX (pair.width - least - LEAD_OVER, 0) / LEAD_STEP), LONGEST_LEAD);
}

/* --- What is around --- */

/* Items and wires near a run; @item is its own. */
typedef struct
{
  CrPicture *picture;
  const CrItem *item;
  GPtrArray *items;
  GPtrArray *wires;
} Around;

static void
around_clear (Around *around)
{
  g_clear_pointer (&around->items, g_ptr_array_unref);
  g_clear_pointer (&around->wires, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Around, around_clear)

static void
around_init (Around *around, CrPicture *picture, const CrItem *item, const Run *run, double height)
{
  CrArea area = { run->left - SIDEWAYS, run->y - height, run->right - run->left + 2 * SIDEWAYS, 2 * height };

  *around = (Around) { picture, item, cr_picture_find_items (picture, &area), NULL };
  area = cr_area_grown (&area, WIRE_TO_NUMBERS);
  around->wires = cr_picture_find_wires (picture, &area);
}

static CrArea
get_usual_number (double left, double right, double top)
{
  return (CrArea) { left, top - 1, right - left, CR_FIGURE_HEIGHT + 2 };
}

/* Where the numbers of an item stand on its wire if nothing is in their way; nothing where it has none there. */
static const CrArea *
get_usual (CrPicture *picture, CrItem *item)
{
  Run run;
  CrPair pair;

  if (item->usual_version == picture->version)
    return item->usual;
  item->usual_version = picture->version;
  item->usual[0] = item->usual[1] = (CrArea) { 0 };
  if (cr_item_holds_numbers (item) || cr_item_get_value_key (item) == CR_KEY_NONE || !(item->shows & CR_SHOWS_VALUE))
    return item->usual;
  run = find_run (picture, item);
  if (!cr_shape_is_number (item->shape))
    {
      CrArea block = cr_label_get_run_block (item->shape);

      place_on_run (item, block.width + 9, &run);
      item->usual[0] = (CrArea) { run.left, run.y - CR_BLOCK_GAP - block.height, block.width + 9, block.height };
      if (item->shows & CR_SHOWS_GRADIENT)
        item->usual[1] = (CrArea) { run.left, run.y + CR_BLOCK_GAP, block.width + 9, block.height };
      return item->usual;
    }
  if (!cr_pair_make (picture, item, FALSE, &pair))
    return item->usual;
  place_on_run (item, pair.width, &run);
  if (pair.value[0] != '\0')
    item->usual[0] = get_usual_number (run.left, run.right, run.y - ABOVE - CR_FIGURE_HEIGHT);
  if (pair.gradient[0] != '\0')
    item->usual[1] = get_usual_number (run.left, run.right, run.y + ABOVE);
  return item->usual;
}

/* Whether the usual numbers of another item stand there; @if_before: only those of items before this one in key order. */
static gboolean
meets_usual (const Around *around, CrItem *other, const CrArea *area, gboolean if_before)
{
  const CrArea *usual;

  if (other == around->item || (if_before && other->key > around->item->key))
    return FALSE;
  usual = get_usual (around->picture, other);
  return (usual[0].width > 0 && cr_area_meets (&usual[0], area)) || (usual[1].width > 0 && cr_area_meets (&usual[1], area));
}

static gboolean
meets_words (CrPicture *picture, const CrItem *item, const CrArea *area)
{
  CrArea words;

  if (cr_picture_is_output (picture, item))
    {
      words = cr_picture_get_flag (picture, item);
      return cr_area_meets (&words, area);
    }
  if (cr_item_is_wrong (item))
    return cr_area_meets (&item->message, area);
  words = (CrArea) { item->place.x - 60, item->place.y + item->body.height / 2, 120, 20 }; /* no name reaches farther */
  return cr_area_meets (&words, area) && cr_draw_shape_caption (picture, item, &words) != NULL && cr_area_meets (&words, area);
}

static gboolean
is_free (const Around *around, const CrArea *area, gboolean is_usual)
{
  CrArea room = cr_area_grown (area, APART);
  if (cr_label_meets_body (around->picture, area))
    return FALSE;
  for (guint i = 0; i < around->items->len; i++)
    if (meets_words (around->picture, around->items->pdata[i], area) ||
        meets_usual (around, around->items->pdata[i], &room, is_usual))
      return FALSE;
  for (guint i = 0; i < around->wires->len; i++)
    {
      const CrWire *wire = around->wires->pdata[i];

      if (cr_curve_meets (&wire->curve, area) ||
          (wire->curve.is_straight && meets_usual (around, cr_picture_get_item (around->picture, wire->from), &room, is_usual)))
        return FALSE;
    }
  return TRUE;
}

/* --- Numbers --- */

typedef enum
{
  ON_THE_WIRE,
  SMALL_ON_THE_WIRE,
  LIFTED,
  LIFTED_BACK,
  SMALL_LIFTED,
  SMALL_LIFTED_BACK,
  N_SPOTS
} Spot;

/* Where the value or the gradient stands in a spot. */
static void
place_in_spot (const CrItem *item, const Run *run, const CrPair *pair, Spot spot, gboolean gradient, double *left, double *right,
               double *baseline)
{
  double away = pair->bold ? ABOVE_BOLD : ABOVE;
  Run own = *run;

  place_on_run (item, pair->width, &own);
  *left = own.left;
  *right = own.right;
  *baseline = gradient ? run->y + away + 0.7 * pair->size : run->y - away;
  if (spot == ON_THE_WIRE || spot == SMALL_ON_THE_WIRE)
    return;
  *baseline = gradient ? run->y + run->half + NAME_BASELINE : run->y - run->half - LIFT;
  if ((spot == LIFTED_BACK || spot == SMALL_LIFTED_BACK) && !run->centred)
    {
      *right = run->from + LEAST_RUN;
      *left = *right - pair->width;
    }
}

static gboolean
is_spot_free (const Around *around, const Run *run, const CrPair *pair, Spot spot, gboolean gradient)
{
  double left, right, baseline;
  CrArea area;

  if ((gradient ? pair->gradient : pair->value)[0] == '\0')
    return TRUE;
  place_in_spot (around->item, run, pair, spot, gradient, &left, &right, &baseline);
  if (run->centred && spot >= LIFTED && pair->width > run->to - run->from + 2 * run->half - 2) /* the next ones may be lifted too */
    return FALSE;
  area = (CrArea) { left, baseline - 0.7 * pair->size - 1, right - left, 0.7 * pair->size + 2 };
  area = cr_area_grown (&area, -0.5);
  return is_free (around, &area, spot == ON_THE_WIRE);
}

static void
add_in_spot (const Run *run, const CrPair *pair, const CrItem *item, Spot spot, gboolean gradient, CrLabels *labels)
{
  CrKey key = cr_item_get_value_key (item);
  double left, right, baseline;

  place_in_spot (item, run, pair, spot, gradient, &left, &right, &baseline);
  if (gradient)
    cr_pair_add_gradient (labels, key, pair, left, right, baseline);
  else
    cr_pair_add_value (labels, key, pair, left, right, baseline);
}

static void
measure_for_spot (CrPicture *picture, CrPair *pair, Spot spot)
{
  gboolean is_small = spot == SMALL_ON_THE_WIRE || spot == SMALL_LIFTED || spot == SMALL_LIFTED_BACK;

  cr_pair_measure (picture, pair, is_small ? SMALL : CR_NUMBER_SIZE);
}

/* Each of the two for itself, in the first spot that is free for it. */
static void
add_apart (const Around *around, const Run *run, CrPair *pair, CrLabels *labels)
{
  for (guint gradient = 0; gradient < 2; gradient++)
    {
      CrPair alone = *pair;

      (gradient ? alone.value : alone.gradient)[0] = '\0';
      for (Spot spot = 0; spot < N_SPOTS; spot++)
        {
          measure_for_spot (around->picture, &alone, spot);
          if (!is_spot_free (around, run, &alone, spot, gradient))
            continue;
          add_in_spot (run, &alone, around->item, spot, gradient, labels);
          break;
        }
    }
}

void
cr_picture_add_run_numbers (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  Run run = find_run (picture, item);
  g_auto (Around) around = { 0 };
  CrPair pair;

  if (!cr_pair_make (picture, item, bold, &pair))
    return;
  place_on_run (item, pair.width, &run);
  around_init (&around, picture, item, &run, run.half + 2 * NAME_BASELINE);
  for (Spot spot = 0; spot < N_SPOTS; spot++)
    {
      measure_for_spot (picture, &pair, spot);
      if (!(bold && spot == ON_THE_WIRE) &&
          !(is_spot_free (&around, &run, &pair, spot, FALSE) && is_spot_free (&around, &run, &pair, spot, TRUE)))
        continue;
      add_in_spot (&run, &pair, item, spot, FALSE, labels);
      add_in_spot (&run, &pair, item, spot, TRUE, labels);
      return;
    }
  add_apart (&around, &run, &pair, labels);
}

/* --- Matrices --- */

/* Above or below the wire, or lifted past the node, or not at all. */
static void
add_run_block (const Around *around, const Run *run, gboolean bold, gboolean gradient, CrLabels *labels)
{
  CrArea block = cr_label_get_run_block (around->item->shape);

  for (guint spot = 0; spot < 3; spot++)
    {
      double away = spot == 0 ? CR_BLOCK_GAP : run->half + (gradient ? NAME_BASELINE + LIFT : LIFT);
      CrArea area = { run->left, gradient ? run->y + away : run->y - away - block.height, block.width + 9, block.height };

      if (spot == 2 && !run->centred) /* back over its node */
        area.x = run->from + LEAST_RUN - area.width;
      if (!(bold && spot == 0) && !is_free (around, &area, spot == 0))
        continue;
      block.x = area.x + 9;
      block.y = area.y;
      cr_labels_add_block (around->picture, around->item, gradient, block, area.x, labels);
      return;
    }
}

void
cr_picture_add_run_blocks (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  CrArea block = cr_label_get_run_block (item->shape);
  Run run = find_run (picture, item);
  g_auto (Around) around = { 0 };

  place_on_run (item, block.width + 9, &run);
  around_init (&around, picture, item, &run, block.height + run.half + 2 * NAME_BASELINE);
  add_run_block (&around, &run, bold, FALSE, labels);
  add_run_block (&around, &run, bold, TRUE, labels);
}
