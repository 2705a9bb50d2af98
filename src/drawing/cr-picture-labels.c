/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a picture: as text, in pairs of a value and its gradient, and inside nodes that have room for them. Those on wires
 * are in cr-picture-runs.c, what one of several wires carries back in cr-picture-branches.c.
 */
#include "cr-picture-private.h"

#include "cr-text.h"

#include <math.h>
#include <string.h>

#define TIP_MARGIN 11.0
#define AFTER_NAME 5.0 /* between a name and the arrow of a number */
#define TAG_STEP 12.0
#define LONGEST_NUMBER 150.0
#define LONGEST_TYPED 260.0
#define TYPED_BEYOND 4.0 /* what is typed over a number may be so much wider than the number */
#define UNIT_INSET 8.0
#define UNIT_NUMBERS 60.0 /* as wide as "−0.0970", so that those of a layer stand in line */

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

double
cr_label_measure (CrPicture *picture, const char *text, gboolean bold)
{
  if (cr_label_is_blank (text))
    return CR_BLANK_WIDTH;
  return text[0] != '\0' ? cr_fonts_measure_number (picture->fonts, text, CR_NUMBER_SIZE, bold) : 0;
}

void
cr_pair_measure (CrPicture *picture, CrPair *pair)
{
  pair->value_width = cr_label_measure (picture, pair->value, pair->bold);
  pair->gradient_width = cr_label_measure (picture, pair->gradient, pair->bold);
  pair->width = MAX (pair->value_width, pair->gradient_width) + CR_ARROW_WIDTH + CR_ARROW_GAP;
}

/* Whether the file hides it until it is revealed. */
gboolean
cr_label_is_hidden (CrPicture *picture, CrKey key, gboolean gradient)
{
  const CrNode *node = cr_graph_get_node (picture->graph, key);

  if (gradient && picture->style.hide_gradients)
    return TRUE;
  if (picture->hides != NULL)
    return picture->hides (key, gradient, picture->hider);
  return node != NULL && (node->hide & (gradient ? CR_HIDE_GRADIENT : CR_HIDE_VALUE)) != 0;
}

static gboolean
get_shown_number (CrPicture *picture, CrKey key, gboolean gradient, double *number)
{
  return !cr_label_is_hidden (picture, key, gradient) && cr_picture_get_number (picture, key, gradient, number);
}

/* A hidden number as it is to be filled in: FALSE where there is none to be hidden. */
static gboolean
has_blank (CrPicture *picture, CrKey key, gboolean gradient)
{
  double number;

  return picture->has_blanks && cr_label_is_hidden (picture, key, gradient) && cr_picture_get_number (picture, key, gradient, &number);
}

gboolean
cr_pair_make (CrPicture *picture, const CrItem *item, gboolean bold, CrPair *pair)
{
  CrKey key = cr_item_get_value_key (item);
  double number;

  *pair = (CrPair) { .bold = bold, .gradient_role = item->shows & CR_SHOWS_NOT_ROUTED ? CR_COLOR_CAPTION : CR_COLOR_GRADIENT };
  if (get_shown_number (picture, key, FALSE, &number))
    cr_number_format_write (number, picture->style.format, pair->value);
  else if (has_blank (picture, key, FALSE))
    strcpy (pair->value, CR_BLANK_TEXT);
  if (!cr_item_is_constant (item) && get_shown_number (picture, key, TRUE, &number))
    cr_number_format_write (number, picture->style.format, pair->gradient);
  else if (!cr_item_is_constant (item) && has_blank (picture, key, TRUE))
    strcpy (pair->gradient, CR_BLANK_TEXT);
  cr_pair_measure (picture, pair);
  return pair->value[0] != '\0' || pair->gradient[0] != '\0';
}

void
cr_pair_shorten (CrPicture *picture, const CrItem *item, guint digits, CrPair *pair)
{
  CrKey key = cr_item_get_value_key (item);
  double number;

  if (pair->value[0] != '\0' && get_shown_number (picture, key, FALSE, &number))
    cr_number_format_write_short (number, digits, pair->value);
  if (pair->gradient[0] != '\0' && get_shown_number (picture, key, TRUE, &number))
    cr_number_format_write_short (number, digits, pair->gradient);
  cr_pair_measure (picture, pair);
}

/* With fewer digits where it is wider than @room: both with the same number of them. */
static gboolean
make_pair_to_fit (CrPicture *picture, const CrItem *item, gboolean bold, double room, CrPair *pair)
{
  CrNumberFormat format = picture->style.format;

  if (!cr_pair_make (picture, item, bold, pair))
    return FALSE;
  for (guint digits = format.decimals ? format.digits + 1 : format.digits; digits > 0 && pair->width > room; digits--)
    cr_pair_shorten (picture, item, digits, pair);
  return TRUE;
}

void
cr_labels_add_number (CrLabels *labels, CrNumberLabel number, const char *text, double width)
{
  g_strlcpy (number.label.text, text, sizeof number.label.text);

  double left = isnan (number.arrow_x) ? number.x : MIN (number.arrow_x, number.x);

  number.label.area = (CrArea) {
    .x = left,
    .y = number.baseline - 0.7 * number.size - 1,
    .width = number.x + width - left,
    .height = 0.7 * number.size + 2,
  };
  g_array_append_val (labels->numbers, number);
}

void
cr_pair_add_value (CrLabels *labels, CrKey key, const CrPair *pair, double left, double right, double baseline)
{
  CrNumberLabel number = { .label = { .key = key, .kind = CR_LABEL_VALUE },
                           .arrow_x = left,
                           .size = CR_NUMBER_SIZE,
                           .bold = pair->bold,
                           .role = CR_COLOR_VALUE,
                           .x = right - pair->value_width,
                           .baseline = baseline };

  if (pair->value[0] != '\0')
    cr_labels_add_number (labels, number, pair->value, pair->value_width);
}

void
cr_pair_add_gradient (CrLabels *labels, CrKey key, const CrPair *pair, double left, double right, double baseline)
{
  CrNumberLabel number = { .label = { .key = key, .kind = CR_LABEL_GRADIENT },
                           .arrow_x = left,
                           .size = CR_NUMBER_SIZE,
                           .bold = pair->bold,
                           .role = pair->gradient_role,
                           .x = right - pair->gradient_width,
                           .baseline = baseline };

  if (pair->gradient[0] != '\0')
    cr_labels_add_number (labels, number, pair->gradient, pair->gradient_width);
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
  double width = 0;
  CrPair pair;

  if (cr_picture_is_stepping (picture)) /* what is not computed yet keeps its room */
    least = MAX (least, item->body.width);
  if (cr_shape_get_look (item->shape) != CR_LOOK_NUMBER)
    return least;
  if (make_pair_to_fit (picture, item, FALSE, LONGEST_NUMBER, &pair))
    width = cr_item_is_constant (item) ? pair.width - CR_ARROW_WIDTH - CR_ARROW_GAP : pair.width;
  if (item->key == picture->typed)
    width = MAX (width, MIN (picture->typed_width, LONGEST_TYPED) - TYPED_BEYOND);
  if (width == 0)
    return least;
  return least + TAG_STEP * ceil (MAX (name_end + AFTER_NAME + width + TIP_MARGIN - least, 0) / TAG_STEP);
}

gboolean
cr_picture_tag_is_resized (CrPicture *picture, const CrItem *item)
{
  return cr_item_is_source (item) && !picture->style.compact && !cr_item_has_map (picture, item) &&
         cr_picture_measure_tag (picture, item) != item->body.width;
}

void
cr_picture_set_typed (CrPicture *picture, CrKey key, double width)
{
  CrItem *items[2];
  guint n_items = 0;

  g_return_if_fail (picture != NULL);

  if (picture->typed == key && picture->typed_width == width)
    return;
  items[0] = cr_picture_get_item (picture, picture->typed);
  items[1] = key != picture->typed ? cr_picture_get_item (picture, key) : NULL;
  picture->typed = key;
  picture->typed_width = width;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i] != NULL && cr_picture_tag_is_resized (picture, items[i]))
      items[n_items++] = items[i];
  if (n_items > 0)
    cr_picture_renew (picture, items, n_items);
}

static void
add_tag_numbers (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  double right = item->place.x + item->body.width / 2 - TIP_MARGIN;
  CrPair pair;

  if (!make_pair_to_fit (picture, item, bold, LONGEST_NUMBER, &pair))
    return;
  if (cr_item_is_constant (item))
    {
      cr_pair_add_value (labels, item->key, &pair, NAN, right, item->place.y + CR_FIGURE_HEIGHT / 2);
      return;
    }
  cr_pair_add_value (labels, item->key, &pair, right - pair.width, right, item->place.y - 5);
  cr_pair_add_gradient (labels, item->key, &pair, right - pair.width, right, item->place.y + 13);
}

/* Below the curve and the bias, in two rows as in a tag. */
static void
add_unit_numbers (CrPicture *picture, const CrItem *item, gboolean bold, CrLabels *labels)
{
  double left = item->place.x - item->body.width / 2 + UNIT_INSET;
  CrPair pair;
  double right;

  if (!make_pair_to_fit (picture, item, bold, item->body.width - 2 * UNIT_INSET, &pair))
    return;
  right = left + MAX (pair.width, UNIT_NUMBERS);
  cr_pair_add_value (labels, item->key, &pair, left, right, item->place.y + 8);
  cr_pair_add_gradient (labels, item->key, &pair, left, right, item->place.y + 25);
}

/* --- Matrices --- */

void
cr_labels_add_block (CrPicture *picture, const CrItem *item, gboolean gradient, CrArea area, double arrow_x, CrLabels *labels)
{
  CrKey key = cr_item_get_value_key (item);
  CrBlockLabel block = { .area = area, .is_gradient = gradient, .arrow_x = arrow_x, .key = key };

  block.is_blank = cr_label_is_hidden (picture, key, gradient);
  if (block.is_blank && !picture->has_blanks)
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

  cr_labels_add_block (picture, item, FALSE, block, cr_item_is_constant (item) ? NAN : block.x - 11, labels);
  block.y += block.height + 10;
  if (!cr_item_is_constant (item))
    cr_labels_add_block (picture, item, TRUE, block, block.x - 11, labels);
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
cr_picture_add_own_labels (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels)
{
  if (cr_shape_get_size (item->shape) == 0)
    return;
  if (cr_item_is_source (item))
    add_tag (picture, item, bold, labels);
  else if (cr_item_holds_numbers (item))
    add_unit_numbers (picture, item, bold, labels);
  else if (cr_shape_is_number (item->shape))
    cr_picture_add_run_numbers (picture, item, bold, labels);
  else
    cr_picture_add_run_blocks (picture, item, bold, labels);
}

void
cr_picture_add_labels (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels)
{
  guint first = labels->numbers->len;
  guint first_block = labels->blocks->len;

  if (cr_item_has_map (picture, item))
    return;
  cr_picture_add_own_labels (picture, item, bold, labels);
  cr_picture_add_branch_numbers (picture, item, bold, labels);
  for (guint i = first; i < labels->numbers->len && picture->open_groups->len > 0; i++)
    {
      CrNumberLabel *number = &g_array_index (labels->numbers, CrNumberLabel, i);

      number->is_on_border = !cr_item_holds_numbers (item) && cr_picture_is_on_border (picture, &number->label.area);
    }
  if (cr_item_holds_numbers (item)) /* others have been looked at when they got their places */
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
