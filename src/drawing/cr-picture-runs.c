/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runs of wire on which numbers and matrices stand: on the level run next to the output port, so that no curve crosses them, or in
 * the middle of a straight wire. What is done where something is in the way is in cr-picture-spots.c.
 */
#include "cr-picture-private.h"

#include "cr-text.h"

#include <math.h>

#define CAPTION_SIZE 11.0
#define CAPTION_END "  ±0.000" /* after the shape of a matrix, see cr_draw_block() */
#define LONGEST_LEAD 160.0
#define STUB_STEP 8.0
#define LEAD_STEP 8.0
#define LEAD_OVER 8.0       /* numbers may reach so far over the level run */
#define BADGE_REACH 10.0    /* of the mark of an error to the right of the port */

/* --- Runs --- */

CrArea
cr_label_get_run_block (CrShape shape)
{
  CrArea block = cr_shape_get_block (shape);

  if (cr_shape_get_look (shape) == CR_LOOK_MAP) /* on a wire there is less room than in a node */
    {
      g_autofree char *sizes = cr_shape_to_string (shape);
      CrArea map = cr_shape_get_map (shape);
      double height = MAX (map.height / 2, 8);
      double caption = CAPTION_SIZE * (cr_text_estimate_width (sizes) + cr_text_estimate_width (CAPTION_END));

      block.width = ceil (MAX (map.width * height / map.height, caption));
      block.height = height + CR_MAP_CAPTION;
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

CrRun
cr_run_find (CrPicture *picture, const CrItem *item)
{
  CrPoint port = cr_item_get_output (item, cr_item_get_value_key (item));
  const CrWire *wire = get_only_wire (picture, item);
  CrRun run = { .y = port.y, .from = port.x, .to = port.x + CR_LEAST_RUN, .half = item->body.height / 2 };

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

void
cr_run_place (const CrItem *item, double width, CrRun *run)
{
  run->left = run->centred ? (run->from + run->to - width) / 2 : run->from + 2;
  if (cr_item_is_wrong (item))
    run->left = MAX (run->left, run->from + BADGE_REACH);
  run->right = run->left + (run->centred ? width : MAX (width, CR_LEAST_RUN));
}

/* A pair of "−0.123" or "−12.34" and its like. */
static double
measure_usual_pair (CrPicture *picture)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (picture->style.format.decimals ? -12.3456789 : -0.123456789, picture->style.format, text);
  return cr_label_measure (picture, text, FALSE) + CR_ARROW_WIDTH + CR_ARROW_GAP;
}

/* In steps, so that the flag does not tremble while numbers change; for a number that is longer than usual it stays where it is. */
double
cr_picture_measure_stub (CrPicture *picture)
{
  const CrItem *item
      = picture->output != CR_KEY_NONE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, picture->output)) : NULL;
  CrShape shape;
  CrPair pair;

  if (item == NULL || cr_item_holds_numbers (item))
    return CR_LEAST_STUB;
  shape = cr_picture_get_shape (picture, item); /* the item may not have followed yet */
  if (!cr_shape_is_number (shape))
    return MAX (CR_LEAST_STUB, cr_label_get_run_block (shape).width + 28);
  if (!cr_pair_make (picture, item, FALSE, &pair))
    return CR_LEAST_STUB;
  return CR_LEAST_STUB + STUB_STEP * ceil (MAX (MIN (pair.width, measure_usual_pair (picture)) + 4 - CR_LEAST_STUB, 0) / STUB_STEP);
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

/* --- Where numbers stand if nothing is in their way --- */

static CrArea
get_usual_number (double left, double right, double top)
{
  return (CrArea) { left, top - 1, right - left, CR_FIGURE_HEIGHT + 2 };
}

const CrArea *
cr_picture_get_usual (CrPicture *picture, CrItem *item)
{
  CrRun run;
  CrPair pair;

  if (item->usual_version == picture->version)
    return item->usual;
  item->usual_version = picture->version;
  item->usual[0] = item->usual[1] = (CrArea) { 0 };
  if (cr_item_holds_numbers (item) || cr_item_get_value_key (item) == CR_KEY_NONE || !(item->shows & CR_SHOWS_VALUE))
    return item->usual;
  run = cr_run_find (picture, item);
  if (!cr_shape_is_number (item->shape))
    {
      CrArea block = cr_label_get_run_block (item->shape);

      cr_run_place (item, block.width + 9, &run);
      item->usual[0] = (CrArea) { run.left, run.y - CR_BLOCK_GAP - block.height, block.width + 9, block.height };
      if (item->shows & CR_SHOWS_GRADIENT)
        item->usual[1] = (CrArea) { run.left, run.y + CR_BLOCK_GAP, block.width + 9, block.height };
      return item->usual;
    }
  if (!cr_pair_make (picture, item, FALSE, &pair))
    return item->usual;
  cr_run_place (item, pair.width, &run);
  if (pair.value[0] != '\0')
    item->usual[0] = get_usual_number (run.left, run.right, run.y - CR_ABOVE - CR_FIGURE_HEIGHT);
  if (pair.gradient[0] != '\0')
    item->usual[1] = get_usual_number (run.left, run.right, run.y + CR_ABOVE);
  return item->usual;
}
