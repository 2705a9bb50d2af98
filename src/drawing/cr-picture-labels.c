/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a picture, and where they stand.
 *
 * How this works: a value stands above its wire and its gradient below, both with their arrow's left and their last figure in
 * common. They stand on the level run next to the output port, so that no curve crosses them, or in the middle of a straight
 * wire, or inside a node that has room. A wire that is one of several also has the gradient of its own use, pushed off the curve
 * along its normal.
 */
#include "cr-picture-private.h"

#include "cr-text.h"

#include <math.h>

#define ABOVE 6.0
#define ABOVE_BOLD 7.5
#define LEAST_RUN 40.0
#define TIP_MARGIN 11.0
#define STUB_STEP 8.0
#define TAG_STEP 12.0
#define LONGEST_NUMBER 150.0
#define BADGE_REACH 10.0 /* of the mark of an error to the right of the port */
#define UNIT_INSET 7.0
#define UNIT_NUMBERS 57.0
#define BLOCK_GAP 8.0
#define GRAZE 4.0 /* so far numbers may reach over the ends of their wire */

/* --- Lists --- */

static void
clear_block (gpointer block)
{
  g_free (((CrBlockLabel *) block)->entries);
}

CrLabels *
cr_labels_new (void)
{
  CrLabels *labels = g_new (CrLabels, 1);

  labels->numbers = g_array_new (FALSE, FALSE, sizeof (CrNumberLabel));
  labels->blocks = g_array_new (FALSE, FALSE, sizeof (CrBlockLabel));
  g_array_set_clear_func (labels->blocks, clear_block);
  return labels;
}

void
cr_labels_free (CrLabels *labels)
{
  g_array_unref (labels->numbers);
  g_array_unref (labels->blocks);
  g_free (labels);
}

/* --- Pairs of numbers --- */

/* A value and its gradient, either of which may be missing, before they have a place. */
typedef struct
{
  char value[CR_NUMBER_TEXT_SIZE];
  char gradient[CR_NUMBER_TEXT_SIZE];
  double value_width;
  double gradient_width;
  double width; /* of both with their arrow */
  CrColorRole gradient_role;
  gboolean bold;
} Pair;

double
cr_label_measure (CrPicture *picture, const char *text, gboolean bold)
{
  return text[0] != '\0' ? cr_fonts_measure_number (picture->fonts, text, CR_NUMBER_SIZE, bold) : 0;
}

static void
measure_pair (CrPicture *picture, Pair *pair)
{
  pair->value_width = cr_label_measure (picture, pair->value, pair->bold);
  pair->gradient_width = cr_label_measure (picture, pair->gradient, pair->bold);
  pair->width = MAX (pair->value_width, pair->gradient_width) + CR_ARROW_WIDTH + CR_ARROW_GAP;
}

/* Writes a number as the style has it, or with fewer digits until it is no wider than @room. */
static void
write_to_fit (CrPicture *picture, double number, gboolean bold, double room, char *text)
{
  cr_number_format_write (number, picture->style.format, text);
  for (guint digits = MIN (picture->style.format.digits, 3); digits > 0 && cr_label_measure (picture, text, bold) > room;
       digits--)
    cr_number_format_write_short (number, digits, text);
}

/* Whether the file hides it until it is revealed. */
gboolean
cr_label_is_hidden (CrPicture *picture, CrKey key, gboolean gradient)
{
  const CrNode *node = cr_graph_get_node (picture->graph, key);

  if (gradient && picture->style.hide_gradients)
    return TRUE;
  return node != NULL && (node->hide & (gradient ? CR_HIDE_GRADIENT : CR_HIDE_VALUE)) != 0;
}

static gboolean
get_shown_number (CrPicture *picture, CrKey key, gboolean gradient, double *number)
{
  return !cr_label_is_hidden (picture, key, gradient) && cr_picture_get_number (picture, key, gradient, number);
}

/* FALSE where there is nothing to show. */
static gboolean
make_pair (CrPicture *picture, const CrItem *item, gboolean bold, double room, Pair *pair)
{
  CrKey key = cr_item_get_value_key (item);
  double number;

  *pair = (Pair) { .bold = bold, .gradient_role = item->shows & CR_SHOWS_NOT_ROUTED ? CR_COLOR_CAPTION : CR_COLOR_GRADIENT };
  if (get_shown_number (picture, key, FALSE, &number))
    write_to_fit (picture, number, bold, room, pair->value);
  if (!cr_item_is_constant (item) && get_shown_number (picture, key, TRUE, &number))
    write_to_fit (picture, number, bold, room, pair->gradient);
  measure_pair (picture, pair);
  return pair->value[0] != '\0' || pair->gradient[0] != '\0';
}

void
cr_labels_add_number (CrLabels *labels, CrNumberLabel number, const char *text, double width)
{
  g_strlcpy (number.label.text, text, sizeof number.label.text);

  double left = isnan (number.arrow_x) ? number.x : MIN (number.arrow_x, number.x);

  number.label.area = (CrArea) {
    .x = left,
    .y = number.baseline - CR_FIGURE_HEIGHT - 1,
    .width = number.x + width - left,
    .height = CR_FIGURE_HEIGHT + 2,
  };
  g_array_append_val (labels->numbers, number);
}

/* Puts a pair with its arrows' left at @left and its last figures at @right, on these baselines. */
static void
add_pair (CrLabels *labels, CrKey key, const Pair *pair, double left, double right, double value_baseline,
          double gradient_baseline)
{
  CrNumberLabel number = { .label = { .key = key }, .arrow_x = left, .size = CR_NUMBER_SIZE, .bold = pair->bold };

  if (pair->value[0] != '\0')
    {
      number.label.kind = CR_LABEL_VALUE;
      number.role = CR_COLOR_VALUE;
      number.x = right - pair->value_width;
      number.baseline = value_baseline;
      cr_labels_add_number (labels, number, pair->value, pair->value_width);
    }
  if (pair->gradient[0] != '\0')
    {
      number.label.kind = CR_LABEL_GRADIENT;
      number.role = pair->gradient_role;
      number.x = right - pair->gradient_width;
      number.baseline = gradient_baseline;
      cr_labels_add_number (labels, number, pair->gradient, pair->gradient_width);
    }
}

/* --- Inside nodes --- */

/* Where the name of a source ends. */
static double
get_name_end (CrPicture *picture, const CrItem *item)
{
  g_autofree char *markup = cr_text_name_to_markup (cr_node_get_title (item->node));
  const CrShaped *name = cr_fonts_shape (picture->fonts, markup, 15, TRUE, CR_FIT_ELLIPSIS, 180);

  return item->place.x - item->body.width / 2 + item->body.inset + name->width;
}

/* How wide a tag has to be for its name and its numbers. */
double
cr_picture_measure_tag (CrPicture *picture, const CrItem *item)
{
  double name_end = get_name_end (picture, item) - (item->place.x - item->body.width / 2);
  double least = cr_body_for_node (item->node, item->shape).width;
  Pair pair;

  if (cr_picture_is_stepping (picture)) /* what is not computed yet keeps its room */
    least = MAX (least, item->body.width);
  if (cr_shape_get_look (item->shape) != CR_LOOK_NUMBER || !make_pair (picture, item, FALSE, LONGEST_NUMBER, &pair))
    return least;
  if (cr_item_is_constant (item))
    pair.width -= CR_ARROW_WIDTH + CR_ARROW_GAP;
  return least + TAG_STEP * ceil (MAX (name_end + 1 + pair.width + TIP_MARGIN - least, 0) / TAG_STEP);
}

static void
add_tag_numbers (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  double right = item->place.x + item->body.width / 2 - TIP_MARGIN;
  Pair pair;

  if (!make_pair (picture, item, bold, LONGEST_NUMBER, &pair))
    return;
  if (cr_item_is_constant (item))
    add_pair (labels, item->key, &pair, NAN, right, item->place.y + CR_FIGURE_HEIGHT / 2, 0);
  else
    add_pair (labels, item->key, &pair, right - pair.width, right, item->place.y - 5, item->place.y + 13);
}

static void
add_unit_numbers (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  double left = item->place.x - item->body.width / 2 + UNIT_INSET;
  Pair pair;

  if (make_pair (picture, item, bold, UNIT_NUMBERS - CR_ARROW_WIDTH - CR_ARROW_GAP, &pair))
    add_pair (labels, item->key, &pair, left, MAX (left + pair.width, left + 48), item->place.y - 5, item->place.y + 13);
}

/* --- On wires --- */

/* On a wire there is less room than in a node: maps are half as large. */
static CrArea
get_run_block (CrShape shape)
{
  CrArea block = cr_shape_get_block (shape);

  if (cr_shape_get_look (shape) == CR_LOOK_MAP)
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
  return item->uses->len == 1 ? cr_picture_get_use (picture, item, 0) : NULL;
}

/* The stretch on which the numbers of an output stand: from and to, and whether they stand in its middle. */
static void
find_run (CrPicture *picture, const CrItem *item, double *from, double *to, gboolean *centred)
{
  CrPoint port = cr_item_get_output (item, cr_item_get_value_key (item));
  const CrWire *wire = get_only_wire (picture, item);

  *from = port.x;
  *to = port.x + LEAST_RUN;
  *centred = FALSE;
  if (wire != NULL && wire->curve.is_straight)
    {
      *to = wire->curve.end.x;
      *centred = TRUE;
    }
  else if (item->uses->len == 0 && cr_picture_is_output (picture, item))
    {
      *to = port.x + picture->stub;
      *centred = TRUE;
    }
}

/* A run of wire with what stands on it. */
typedef struct
{
  double y;
  double from;
  double to;
  gboolean centred;
  double left;
  double right;
} Run;

static void
place_on_run (const CrItem *item, const Pair *pair, Run *run)
{
  run->left = run->centred ? (run->from + run->to - pair->width) / 2 : run->from + 2;
  if (cr_item_is_wrong (item))
    run->left = MAX (run->left, run->from + BADGE_REACH);
  run->right = run->left + (run->centred ? pair->width : MAX (pair->width, LEAST_RUN));
}

static gboolean
run_meets_body (CrPicture *picture, const Run *run)
{
  double height = ABOVE + CR_FIGURE_HEIGHT;
  CrArea area = { run->left, run->y - height, run->right - run->left, 2 * height };

  return cr_label_meets_body (picture, &area);
}

/* Shorter numbers for a narrow place; one that is still too wide shows on hover only. */
static gboolean
shorten_pair (CrPicture *picture, const CrItem *item, double room, Pair *pair)
{
  room -= CR_ARROW_WIDTH + CR_ARROW_GAP;
  if (!make_pair (picture, item, FALSE, room, pair))
    return FALSE;
  if (pair->value_width > room)
    pair->value[0] = '\0';
  if (pair->gradient_width > room)
    pair->gradient[0] = '\0';
  measure_pair (picture, pair);
  return pair->value[0] != '\0' || pair->gradient[0] != '\0';
}

static void
add_run_numbers (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  CrKey key = cr_item_get_value_key (item);
  Run run = { .y = cr_item_get_output (item, key).y };
  double away = bold ? ABOVE_BOLD : ABOVE;
  Pair pair;

  if (!make_pair (picture, item, bold, LONGEST_NUMBER, &pair))
    return;
  find_run (picture, item, &run.from, &run.to, &run.centred);
  place_on_run (item, &pair, &run);
  if (!bold && run_meets_body (picture, &run))
    {
      if (!shorten_pair (picture, item, run.to - run.from + 2 * GRAZE, &pair))
        return;
      place_on_run (item, &pair, &run);
      if (run_meets_body (picture, &run))
        return;
    }
  add_pair (labels, key, &pair, run.left, run.right, run.y - away, run.y + away + CR_FIGURE_HEIGHT);
}

/* In steps, so that the flag does not tremble while numbers change. */
double
cr_picture_measure_stub (CrPicture *picture)
{
  const CrItem *item = cr_picture_get_item (picture, picture->output);
  Pair pair;

  if (item == NULL || cr_item_holds_numbers (item))
    return CR_LEAST_STUB;
  if (!cr_shape_is_number (item->shape))
    return MAX (CR_LEAST_STUB, get_run_block (item->shape).width + 28);
  if (!make_pair (picture, item, FALSE, 200, &pair) || pair.width <= CR_LEAST_STUB - 4)
    return CR_LEAST_STUB;
  return CR_LEAST_STUB + STUB_STEP * ceil ((pair.width + 4 - CR_LEAST_STUB) / STUB_STEP);
}

/* --- Matrices --- */

static void
add_block (CrPicture *picture, const CrItem *item, gboolean gradient, CrArea area, double arrow_x, CrLabels *labels)
{
  CrKey key = cr_item_get_value_key (item);
  CrBlockLabel block = { .area = area, .is_gradient = gradient, .arrow_x = arrow_x, .key = key };

  if (cr_label_is_hidden (picture, key, gradient))
    return;
  block.entries = cr_picture_get_numbers (picture, key, gradient, &block.shape);
  if (block.entries != NULL)
    g_array_append_val (labels->blocks, block);
}

/* The area of a source's value block. */
static CrArea
get_tag_block (const CrItem *item)
{
  CrArea block = cr_shape_get_block (item->shape);

  block.x = item->place.x + item->body.width / 2 - 14 - block.width;
  block.y = item->place.y - item->body.height / 2 + 8;
  return block;
}

static void
add_tag_blocks (CrPicture *picture, const CrItem *item, CrLabels *labels)
{
  CrArea block = get_tag_block (item);

  add_block (picture, item, FALSE, block, cr_item_is_constant (item) ? NAN : block.x - 11, labels);
  block.y += block.height + 10;
  if (!cr_item_is_constant (item))
    add_block (picture, item, TRUE, block, block.x - 11, labels);
}

static void
add_run_blocks (CrPicture *picture, const CrItem *item, CrLabels *labels)
{
  double y = cr_item_get_output (item, cr_item_get_value_key (item)).y;
  CrArea block = get_run_block (item->shape);
  double from, to;
  gboolean centred;

  find_run (picture, item, &from, &to, &centred);
  block.x = centred ? MAX ((from + to - block.width + 9) / 2, from + 11) : from + 12;
  block.y = y - BLOCK_GAP - block.height;
  add_block (picture, item, FALSE, block, block.x - 9, labels);
  block.y = y + BLOCK_GAP;
  add_block (picture, item, TRUE, block, block.x - 9, labels);
}

/* --- All of an item --- */

static void
add_tag (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  if (cr_shape_is_number (item->shape))
    add_tag_numbers (picture, item, bold, labels);
  else
    add_tag_blocks (picture, item, labels);
}

void
cr_picture_add_own_labels (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  if (cr_shape_get_size (item->shape) == 0)
    return;
  if (cr_item_is_source (item))
    add_tag (picture, item, bold, labels);
  else if (cr_item_holds_numbers (item))
    add_unit_numbers (picture, item, bold, labels);
  else if (cr_shape_is_number (item->shape))
    add_run_numbers (picture, item, bold, labels);
  else
    add_run_blocks (picture, item, labels);
}

void
cr_picture_add_labels (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  guint first = labels->numbers->len;
  guint first_block = labels->blocks->len;

  cr_picture_add_own_labels (picture, item, bold, labels);
  if (cr_shape_is_number (item->shape) && item->uses->len > 1)
    cr_picture_add_branch_numbers (picture, item, bold, first, labels);
  if (!bold || cr_item_holds_numbers (item)) /* on a wire what is hovered shows in any case */
    cr_labels_remove_covered (picture, item, first, first_block, labels);
}

CrArea
cr_picture_get_value_area (CrPicture *picture, const CrItem *item, guint entry)
{
  if (cr_shape_get_look (item->shape) == CR_LOOK_NUMBER)
    {
      double left = get_name_end (picture, item) + 4;
      double right = item->place.x + item->body.width / 2 - TIP_MARGIN;
      double top = item->place.y - (cr_item_is_constant (item) ? 9 : 18);

      return (CrArea) { left, top, right + 3 - left, 18 };
    }

  CrArea block = get_tag_block (item);

  if (cr_shape_get_look (item->shape) == CR_LOOK_MAP)
    return block;
  return (CrArea) {
    .x = block.x + entry % item->shape.columns * CR_ENTRY_WIDTH + 2,
    .y = block.y + entry / item->shape.columns * CR_ENTRY_HEIGHT + 1,
    .width = CR_ENTRY_WIDTH,
    .height = CR_ENTRY_HEIGHT,
  };
}
