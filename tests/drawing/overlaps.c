/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what stands on what in a picture.
 *
 * How this works: every pair is looked at, without the grids and without any of the drawing library's own tests of what is free,
 * so that a mistake in those shows. A wire is taken as the points along it.
 */
#include "overlaps.h"

#include "cr-draw.h"

#include <math.h>

#define STEPS 160   /* points a wire is looked at */
#define GRAZE 1.0   /* so far into each other does not count, of wires and bodies */
#define CLEAR_BODY 1.25 /* a number at least so far from a body's edge, half of whose outline is outside, */
#define CLEAR_WIRE 1.0 /* from the middle of a wire, */
#define CLEAR_NUMBER 0.5 /* and twice that from another number */
#define NEARER 0.9 /* a number to its own wire than to any other */

/* A text with the item that it belongs to. */
typedef struct
{
  const CrItem *item;
  const CrWire *wire; /* whose own number it is, or NULL */
  gboolean is_on_wire; /* and not in its node */
  gboolean is_chip;
  CrArea area;
  const char *text;
} Text;

static const char *
name_of (const CrItem *item)
{
  return item->node != NULL ? item->node->id : item->group->id;
}

static CrArea
shrunk (const CrArea *area)
{
  return cr_area_grown (area, -GRAZE);
}

/* Whether the area comes closer than @clear to a body. For round bodies their nearest point counts. */
static gboolean
body_meets (const CrItem *item, const CrArea *area, double clear)
{
  CrArea body = cr_body_get_area (&item->body, item->place);

  if (item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_RINGS)
    {
      double x = CLAMP (item->place.x, area->x, area->x + area->width);
      double y = CLAMP (item->place.y, area->y, area->y + area->height);

      return hypot (x - item->place.x, y - item->place.y) < item->body.width / 2 + clear;
    }
  body = cr_area_grown (&body, clear);
  return cr_area_meets (&body, area);
}

static gboolean
polyline_meets (const CrPoint *points, guint n, const CrItem *item, const CrArea *area)
{
  for (guint i = 0; i + 1 < n; i++)
    for (guint step = 0; step < STEPS / n + 1; step++)
      {
        double t = step / (STEPS / n + 1.0);
        CrPoint point = { points[i].x + t * (points[i + 1].x - points[i].x), points[i].y + t * (points[i + 1].y - points[i].y) };
        CrArea dot = { point.x, point.y, 0, 0 };

        if (item != NULL ? body_meets (item, &dot, -GRAZE) : cr_area_contains (area, point))
          return TRUE;
      }
  return FALSE;
}

static void
say (const char *report, const char *what, const char *one, const char *other)
{
  if (report != NULL)
    g_test_message ("%s: %s: %s, %s", report, what, one, other);
}

static void
count_wire (CrPicture *picture, const CrWire *wire, GArray *texts, const char *report, Overlaps *overlaps)
{
  CrPoint points[CR_CURVE_POINTS];
  guint n = cr_curve_flatten (&wire->curve, points);
  g_autofree char *name
      = g_strdup_printf ("%s → %s", name_of (cr_picture_get_item (picture, wire->from)), name_of (wire->to));

  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];
      CrArea area;

      if (item == NULL)
        continue;
      if (item != wire->to && item->key != wire->from && polyline_meets (points, n, item, NULL))
        {
          overlaps->wires++;
          say (report, "wire under node", name, name_of (item));
        }
      if (cr_draw_shape_caption (picture, item, &area) != NULL)
        {
          area = shrunk (&area);
          if (polyline_meets (points, n, NULL, &area))
            {
              overlaps->wire_words++;
              say (report, "wire through name", name, name_of (item));
            }
        }
      area = cr_picture_get_flag (picture, item);
      if (cr_picture_is_output (picture, item) && polyline_meets (points, n, NULL, &area))
        {
          overlaps->wire_words++;
          say (report, "wire under flag", name, name_of (item));
        }
    }
  for (guint i = 0; i < texts->len; i++)
    {
      const Text *text = &g_array_index (texts, Text, i);
      CrArea area = cr_area_grown (&text->area, CLEAR_WIRE);

      if (text->is_chip)
        continue; /* its ground covers what runs there */
      if (polyline_meets (points, n, NULL, &area))
        {
          overlaps->wire_numbers++;
          say (report, "wire through number", name, text->text);
        }
    }
}

static void
count_text (CrPicture *picture, GArray *texts, guint which, const char *report, Overlaps *overlaps)
{
  const Text *text = &g_array_index (texts, Text, which);
  CrArea area = text->area;
  CrArea wide = cr_area_grown (&area, CLEAR_NUMBER);

  for (guint i = which + 1; i < texts->len; i++)
    {
      const Text *other = &g_array_index (texts, Text, i);
      CrArea others = cr_area_grown (&other->area, CLEAR_NUMBER);

      if (!cr_area_meets (&wide, &others))
        continue;
      overlaps->numbers++;
      say (report, "number on number", text->text, other->text);
    }
  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];
      CrArea words;

      if (item == NULL)
        continue;
      if (!(item == text->item && cr_item_holds_numbers (item)) && body_meets (item, &area, CLEAR_BODY))
        {
          overlaps->bodies++;
          say (report, "number on node", text->text, name_of (item));
        }
      words = cr_picture_get_flag (picture, item);
      if (cr_picture_is_output (picture, item) && cr_area_meets (&words, &area))
        {
          overlaps->bodies++;
          say (report, "number on flag", text->text, name_of (item));
        }
      if (cr_draw_shape_caption (picture, item, &words) != NULL && cr_area_meets (&words, &area))
        {
          overlaps->bodies++;
          say (report, "number on name", text->text, name_of (item));
        }
      words = item->message;
      if (cr_item_is_wrong (item) && cr_area_meets (&words, &area))
        {
          overlaps->bodies++;
          say (report, "number on message", text->text, name_of (item));
        }
    }
}

/* --- Whose a number is, and how it is written --- */

/* From points along the wire to the nearest of the area. */
static double
measure_polyline (const CrPoint *points, guint n, const CrArea *area)
{
  double least = INFINITY;

  for (guint i = 0; i + 1 < n; i++)
    {
      guint steps = 1 + (guint) hypot (points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);

      for (guint step = 0; step <= steps; step++)
        {
          double t = step / (double) steps;
          double x = points[i].x + t * (points[i + 1].x - points[i].x), y = points[i].y + t * (points[i + 1].y - points[i].y);

          least = MIN (least, hypot (x - CLAMP (x, area->x, area->x + area->width), y - CLAMP (y, area->y, area->y + area->height)));
        }
    }
  return least;
}

static double
measure_wire (const CrWire *wire, const CrArea *area)
{
  CrPoint points[CR_CURVE_POINTS];

  return measure_polyline (points, cr_curve_flatten (&wire->curve, points), area);
}

static double
measure_body (const CrItem *item, const CrArea *area)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  double across = MAX (MAX (body.x - area->x - area->width, area->x - body.x - body.width), 0);
  double down = MAX (MAX (body.y - area->y - area->height, area->y - body.y - body.height), 0);

  return hypot (across, down);
}

/* With the number of the same node right below it: the two stand as one. */
static CrArea
unite_with_value (GArray *texts, const Text *text)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const Text *other = &g_array_index (texts, Text, i);
      double gap = other->area.y - text->area.y - text->area.height;

      if (other != text && other->item == text->item && other->wire == NULL && text->wire == NULL && gap >= 0 && gap < 6)
        return cr_area_united (&text->area, &other->area);
    }
  return text->area;
}

/* What leaves the node, a stub where nothing does, is its own; of a branch's number the branch alone. */
static void
count_stray (CrPicture *picture, GArray *texts, const Text *text, const char *report, Overlaps *overlaps)
{
  CrArea area = unite_with_value (texts, text);
  double own = INFINITY, others = INFINITY;
  const CrWire *nearest = NULL;

  if (!text->is_on_wire || text->is_chip)
    return;
  if (text->item->uses->len == 0)
    {
      CrPoint port = cr_item_get_output (text->item, cr_item_get_value_key (text->item));

      if (cr_picture_is_output (picture, text->item))
        own = measure_polyline ((CrPoint[]) { port, { port.x + CR_LEAST_STUB, port.y } }, 2, &area);
      own = MIN (own, measure_body (text->item, &area));
    }
  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];

      for (guint i = 0; item != NULL && i < item->n_wires; i++)
        {
          const CrWire *wire = &item->wires[i];
          gboolean is_own = text->wire != NULL ? wire == text->wire : wire->from == text->item->key;
          double distance = wire->from != CR_KEY_NONE ? measure_wire (wire, &area) : INFINITY;

          if (is_own)
            own = MIN (own, distance);
          else if (distance < others)
            {
              others = distance;
              nearest = wire;
            }
        }
    }
  if (own + NEARER < others)
    return;
  overlaps->strays++;
  say (report, "number nearer to another's wire", text->text, name_of (nearest->to));
}

/* The wire that a label of an item belongs to, or NULL: to all that leave it. */
static const CrWire *
find_wire_of (CrPicture *picture, const CrItem *item, const CrLabel *label)
{
  for (guint i = 0; label->key != cr_item_get_value_key (item) && i < item->uses->len; i++)
    {
      const CrWire *wire = cr_picture_get_use (picture, item, i);

      if (wire->target == label->key && wire->operand == label->operand)
        return wire;
    }
  return NULL;
}

static void
count_digits (CrPicture *picture, const CrItem *item, const CrNumberLabel *label, const char *report, Overlaps *overlaps)
{
  const CrWire *wire = find_wire_of (picture, item, &label->label);
  gboolean gradient = label->label.kind == CR_LABEL_GRADIENT;
  g_autofree char *text = NULL;
  double number;

  if (wire != NULL ? !cr_picture_get_wire_number (picture, wire, &number)
                   : !cr_picture_get_number (picture, label->label.key, gradient, &number))
    return;
  text = cr_number_to_text (number, picture->style.format);
  if (cr_item_holds_numbers (item) && wire == NULL && picture->style.format.digits > 3) /* more than it has room for: both have fewer */
    return;
  if (g_str_equal (text, label->label.text))
    return;
  overlaps->digits++;
  say (report, "other digits", label->label.text, text);
}

/* Of what single wires carry back those that are computed and stand nowhere. */
static void
count_hidden_branches (CrPicture *picture, CrItem *item, CrLabels *labels, const char *report, Overlaps *overlaps)
{
  for (guint i = 0; i < item->uses->len && item->uses->len > 1 && cr_shape_is_number (item->shape); i++)
    {
      const CrWire *wire = cr_picture_get_use (picture, item, i);
      gboolean is_shown = FALSE;
      double number;

      if (!isnan (wire->weight) || !(wire->shows & CR_SHOWS_GRADIENT) || cr_label_is_hidden (picture, wire->source, TRUE) ||
          !cr_picture_get_wire_number (picture, wire, &number))
        continue;
      for (guint j = 0; j < labels->numbers->len; j++)
        {
          const CrLabel *label = &g_array_index (labels->numbers, CrNumberLabel, j).label;

          is_shown |= label->key == wire->target && label->operand == wire->operand && label->kind == CR_LABEL_GRADIENT;
        }
      if (is_shown)
        continue;
      overlaps->hidden_branches++;
      say (report, "hidden on its wire", name_of (item), name_of (wire->to));
    }
}

/* Of value and gradient those that are computed and stand nowhere. */
static void
count_hidden (CrPicture *picture, const CrItem *item, CrLabels *labels, const char *report, Overlaps *overlaps)
{
  CrKey key = cr_item_get_value_key (item);
  CrShape shape;

  if (key == CR_KEY_NONE || cr_shape_get_size (item->shape) == 0)
    return;
  for (guint gradient = 0; gradient < 2; gradient++)
    {
      g_autofree double *numbers = cr_picture_get_numbers (picture, key, gradient, &shape);
      gboolean is_shown = FALSE;

      if (numbers == NULL || cr_label_is_hidden (picture, key, gradient) || (gradient && cr_item_is_constant (item)))
        continue;
      for (guint i = 0; i < labels->numbers->len; i++)
        {
          const CrNumberLabel *label = &g_array_index (labels->numbers, CrNumberLabel, i);

          is_shown |= label->label.key == key && label->label.kind == (gradient ? CR_LABEL_GRADIENT : CR_LABEL_VALUE);
        }
      for (guint i = 0; i < labels->blocks->len; i++)
        is_shown |= g_array_index (labels->blocks, CrBlockLabel, i).is_gradient == (gboolean) gradient;
      if (is_shown)
        continue;
      overlaps->hidden++;
      say (report, "hidden", name_of (item), gradient ? "gradient" : "value");
    }
}

static void
count_writing (CrPicture *picture, const Text *text, const char *report, Overlaps *overlaps)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);

  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];
      CrArea words[2];

      cr_frame_measure_words (picture->fonts, frame, words);
      if (!(words[0].width > 0 && cr_area_meets (&words[0], &text->area)) && !(words[1].width > 0 && cr_area_meets (&words[1], &text->area)))
        continue;
      overlaps->bodies++;
      say (report, "number on writing", text->text, frame->id);
    }
}

/* Of a gate's name and everything else that stands below another node, or is one. */
static void
count_name (CrPicture *picture, const CrItem *item, const char *report, Overlaps *overlaps)
{
  CrArea name;

  if (cr_draw_shape_caption (picture, item, &name) == NULL)
    return;
  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *other = picture->items->pdata[key];
      CrArea words;
      gboolean meets;

      if (other == NULL || other == item)
        continue;
      meets = body_meets (other, &name, -GRAZE);
      if (other->key > item->key && cr_draw_shape_caption (picture, other, &words) != NULL)
        meets |= cr_area_meets (&words, &name);
      if (cr_picture_is_output (picture, other))
        {
          words = cr_picture_get_flag (picture, other);
          meets |= cr_area_meets (&words, &name);
        }
      if (!meets)
        continue;
      overlaps->names++;
      say (report, "name on node or name", name_of (item), name_of (other));
    }
}

Overlaps
overlaps_count (CrPicture *picture, const char *report)
{
  Overlaps overlaps = { 0 };
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_labels_free);

  for (guint key = 0; key < picture->items->len; key++)
    {
      CrItem *item = picture->items->pdata[key];
      CrLabels *labels;

      if (item == NULL)
        continue;
      labels = cr_labels_new ();
      g_ptr_array_add (lists, labels);
      cr_picture_add_labels (picture, item, FALSE, labels);
      for (guint i = 0; i < labels->numbers->len; i++)
        {
          const CrNumberLabel *label = &g_array_index (labels->numbers, CrNumberLabel, i);
          const CrWire *wire = find_wire_of (picture, item, &label->label);
          Text text = { item, wire, wire != NULL || !cr_item_holds_numbers (item), label->is_chip, label->label.area, label->label.text };

          if (text.is_chip)
            text.area = cr_label_get_chip (&text.area);
          g_array_append_val (texts, text);
          count_digits (picture, item, label, report, &overlaps);
          if (label->size != CR_NUMBER_SIZE)
            {
              overlaps.sizes++;
              say (report, "other size", label->label.text, name_of (item));
            }
        }
      for (guint i = 0; i < labels->blocks->len; i++)
        {
          Text text = { item, NULL, FALSE, FALSE, g_array_index (labels->blocks, CrBlockLabel, i).area, "matrix" };

          g_array_append_val (texts, text);
        }
      count_hidden (picture, item, labels, report, &overlaps);
      count_hidden_branches (picture, item, labels, report, &overlaps);
    }
  for (guint i = 0; i < texts->len; i++)
    {
      count_text (picture, texts, i, report, &overlaps);
      count_stray (picture, texts, &g_array_index (texts, Text, i), report, &overlaps);
      count_writing (picture, &g_array_index (texts, Text, i), report, &overlaps);
    }
  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];

      if (item != NULL)
        count_name (picture, item, report, &overlaps);
      for (guint i = 0; item != NULL && i < item->n_wires; i++)
        if (item->wires[i].from != CR_KEY_NONE)
          count_wire (picture, &item->wires[i], texts, report, &overlaps);
    }
  return overlaps;
}
