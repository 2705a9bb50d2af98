/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curve of a gate of one operand. */
#include "cr-gate-curve.h"

#include <math.h>

#define N_POINTS 161
#define REACH 3.0   /* to either side of 0, or more where the point stands farther out */
#define TEXT 11.5
#define BOTTOM 18.0
#define TALLEST 4.0 /* times the reach: a curve that grows beyond is cut off */
#define DOT 4.0
#define LABEL_GAP 6.0

typedef struct
{
  const CrPen *pen;
  const CrGateCurve *curve;
  CrArea area;
  double reach;
  double low;
  double high;
} Frame;

static double
get_value (const CrGateCurve *curve, double x, gboolean is_slope)
{
  double y = curve->gate->function (x, curve->attribute);

  return is_slope ? curve->gate->slope (x, y, curve->attribute) : y;
}

static CrPoint
get_point (const Frame *frame, double x, double y)
{
  return (CrPoint) { frame->area.x + frame->area.width * (x + frame->reach) / (2 * frame->reach),
                     frame->area.y + frame->area.height * (frame->high - y) / (frame->high - frame->low) };
}

/* All of both curves that is not too far out, 0, and where the gate stands. */
static void
find_range (Frame *frame)
{
  double most = TALLEST * frame->reach;

  double stands_at = isfinite (frame->curve->x) ? get_value (frame->curve, frame->curve->x, FALSE) : 0;

  frame->low = fmin (isfinite (stands_at) ? stands_at : 0, 0);
  frame->high = fmax (isfinite (stands_at) ? stands_at : 0, 0);
  for (guint i = 0; i < 2 * N_POINTS; i++)
    {
      double x = frame->reach * (2.0 * (i / 2) / (N_POINTS - 1) - 1), y = get_value (frame->curve, x, i % 2);

      if (!isfinite (y) || fabs (y) > most)
        continue;
      frame->low = fmin (frame->low, y);
      frame->high = fmax (frame->high, y);
    }
  if (frame->high - frame->low < 1e-9)
    frame->high = frame->low + 1;
  frame->high += 0.06 * (frame->high - frame->low);
  frame->low -= 0.06 * (frame->high - frame->low);
}

static void
draw_curve (const Frame *frame, gboolean is_slope, CrColorRole role, double width)
{
  static const double dashes[] = { 4, 3 };
  gboolean is_on = FALSE;

  cairo_new_path (frame->pen->cairo);
  for (guint i = 0; i < N_POINTS; i++)
    {
      double x = frame->reach * (2.0 * i / (N_POINTS - 1) - 1), y = get_value (frame->curve, x, is_slope);
      CrPoint point = get_point (frame, x, y);

      if (!isfinite (y) || y < frame->low || y > frame->high)
        {
          is_on = FALSE;
          continue;
        }
      if (is_on)
        cairo_line_to (frame->pen->cairo, point.x, point.y);
      else
        cairo_move_to (frame->pen->cairo, point.x, point.y);
      is_on = TRUE;
    }
  if (is_slope)
    cairo_set_dash (frame->pen->cairo, dashes, 2, 0);
  cr_pen_stroke (frame->pen, role, width);
  cairo_set_dash (frame->pen->cairo, NULL, 0, 0);
}

static void
draw_line (const Frame *frame, CrColorRole role, double width, CrPoint from, CrPoint to)
{
  cairo_move_to (frame->pen->cairo, from.x, from.y);
  cairo_line_to (frame->pen->cairo, to.x, to.y);
  cr_pen_stroke (frame->pen, role, width);
}

/* --- What stands below the axis --- */

/* A number below the axis, from @left on. */
typedef struct
{
  char text[CR_NUMBER_TEXT_SIZE];
  double left;
  double width;
} Label;

/* Centred at @x, but within the curve's width. */
static Label
make_label (const Frame *frame, double number, CrNumberFormat format, gboolean bold, double x)
{
  const CrArea *area = &frame->area;
  Label label;

  cr_number_format_write (number, format, label.text);
  label.width = cr_fonts_shape (frame->pen->fonts, label.text, TEXT, bold, CR_FIT_FREE, 0)->width;
  label.left = fmax (fmin (x - label.width / 2, area->x + area->width - label.width), area->x);
  return label;
}

static void
draw_label (const Frame *frame, const Label *label, gboolean bold, CrColorRole role)
{
  cr_pen_text (frame->pen, label->text, TEXT, bold, role, label->left, frame->area.y + frame->area.height + BOTTOM - 4, 0);
}

/* The ends of the axis, and where the gate stands, which counts where two of them would meet. */
static void
draw_labels (const Frame *frame)
{
  const CrGateCurve *curve = frame->curve;
  gboolean has_point = isfinite (curve->x);
  Label point = make_label (frame, has_point ? curve->x : 0, curve->format, TRUE, get_point (frame, has_point ? curve->x : 0, 0).x);

  for (int side = -1; side <= 1; side += 2)
    {
      Label end = make_label (frame, side * frame->reach, (CrNumberFormat) { 2, FALSE }, FALSE, get_point (frame, side * frame->reach, 0).x);

      if (!has_point || end.left + end.width + LABEL_GAP <= point.left || point.left + point.width + LABEL_GAP <= end.left)
        draw_label (frame, &end, FALSE, CR_COLOR_CAPTION);
    }
  if (has_point)
    draw_label (frame, &point, TRUE, CR_COLOR_VALUE);
}

/* --- The picture --- */

static void
draw_axes (const Frame *frame)
{
  draw_line (frame, CR_COLOR_QUIET, 1, get_point (frame, -frame->reach, 0), get_point (frame, frame->reach, 0));
  draw_line (frame, CR_COLOR_QUIET, 1, get_point (frame, 0, frame->low), get_point (frame, 0, frame->high));
}

static void
draw_point (const Frame *frame)
{
  const CrGateCurve *curve = frame->curve;
  double y = get_value (curve, curve->x, FALSE), slope = get_value (curve, curve->x, TRUE), width = 0.45 * frame->reach;
  CrPoint point = get_point (frame, curve->x, y);

  if (!isfinite (y))
    return;
  if (isfinite (slope))
    draw_line (frame, CR_COLOR_ACCENT, 2, get_point (frame, curve->x - width, y - slope * width),
               get_point (frame, curve->x + width, y + slope * width));
  draw_line (frame, CR_COLOR_VALUE, 1, point, get_point (frame, curve->x, 0));
  cr_pen_circle (frame->pen, point, DOT);
  cr_pen_fill (frame->pen, CR_COLOR_VALUE);
}

void
cr_gate_curve_draw (const CrPen *pen, const CrGateCurve *curve, const CrArea *area)
{
  Frame frame = { pen, curve, { area->x, area->y, area->width, area->height - BOTTOM }, REACH, 0, 0 };

  if (curve->gate->function == NULL || frame.area.height <= 0)
    return;
  while (isfinite (curve->x) && fabs (curve->x) > 0.95 * frame.reach)
    frame.reach *= 2;
  find_range (&frame);
  cairo_save (pen->cairo);
  cairo_rectangle (pen->cairo, area->x, area->y, area->width, frame.area.height + 2); /* a steep tangent does not run through the numbers */
  cairo_clip (pen->cairo);
  draw_axes (&frame);
  draw_curve (&frame, FALSE, CR_COLOR_INK, 2);
  draw_curve (&frame, TRUE, CR_COLOR_GRADIENT, 1.5); /* above it: eˣ is its own derivative */
  if (isfinite (curve->x))
    draw_point (&frame);
  cairo_restore (pen->cairo);
  draw_labels (&frame);
}

/* --- Where a neuron stands --- */

static gboolean
get_number (CrTape *tape, CrKey key, double *number)
{
  CrNumbers value;

  if (key == CR_KEY_NONE || !cr_tape_get_value (tape, key, &value) || !cr_shape_is_number (value.shape))
    return FALSE;
  *number = value.entries[0];
  return TRUE;
}

double
cr_gate_curve_find_net (CrTape *tape, const CrNode *node)
{
  CrNumbers weights, bias;
  double net;

  if (!cr_tape_get_parameter_value (tape, node->key, cr_gate_find_attribute (node->gate, "weights"), &weights)
      || !cr_tape_get_parameter_value (tape, node->key, cr_gate_find_attribute (node->gate, "bias"), &bias))
    return NAN;
  net = bias.entries[0];
  for (guint i = 0; i < node->n_operands; i++)
    {
      double operand;

      if (!get_number (tape, node->operands[i], &operand))
        return NAN;
      net += weights.entries[i] * operand;
    }
  return net;
}
