/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pulses of a step: which there are at a fraction of its time, where, and how they look. */
#include "cr-draw.h"
#include "cr-pulse.h"

#include <math.h>
#include <string.h>

#define LEAVE_WAY 44.0 /* how far a result is followed from the gate, and from where an upstream gradient comes */
#define PILL_HEIGHT 19.0
#define PILL_PADDING 7.0
#define TRAVELLED 3.5
#define DOT_RADIUS 4.0 /* on the screen, where a number would be too small to be read */
#define USUAL_WIDTH 66.0 /* of a pill with a number like "−12.00" */
#define FADE 8.0         /* so far before a pulse numbers begin to fade */
#define STRIDE 6.0

/* --- The way along a wire --- */

CrPath
cr_path_new (const CrCurve *curve)
{
  CrPath path = { .lengths = { 0 } };

  path.n_points = cr_curve_flatten (curve, path.points);
  for (guint i = 1; i < path.n_points; i++)
    path.lengths[i] =
      path.lengths[i - 1] + hypot (path.points[i].x - path.points[i - 1].x, path.points[i].y - path.points[i - 1].y);
  return path;
}

double
cr_path_get_length (const CrPath *path)
{
  return path->lengths[path->n_points - 1];
}

CrPoint
cr_path_get_point (const CrPath *path, double distance)
{
  guint i = 1;
  double share;

  while (i < path->n_points - 1 && path->lengths[i] < distance)
    i++;
  share = path->lengths[i] > path->lengths[i - 1] ? (distance - path->lengths[i - 1]) / (path->lengths[i] - path->lengths[i - 1]) : 0;
  share = CLAMP (share, 0, 1);
  return (CrPoint) { path->points[i - 1].x + share * (path->points[i].x - path->points[i - 1].x),
                     path->points[i - 1].y + share * (path->points[i].y - path->points[i - 1].y) };
}

/* --- Which pulses there are --- */

/* A pulse on its way from @from to @to, distances along the path; @share of it is behind it. @pill: as it is drawn. */
typedef struct
{
  CrPulse pulse;
  CrPath path;
  double from;
  double to;
  double share;
  CrArea pill;
} Flight;

static double
get_distance (const Flight *flight)
{
  return flight->from + flight->share * (flight->to - flight->from);
}

static void
write_numbers (CrPicture *picture, const double *entries, CrShape shape, char *text)
{
  if (cr_shape_is_number (shape))
    cr_number_format_write (entries[0], picture->style.format, text);
  else
    g_snprintf (text, CR_NUMBER_TEXT_SIZE, "%u×%u", shape.rows, shape.columns);
}

/* What a node holds; FALSE where it is not computed. */
static gboolean
write_own (CrPicture *picture, CrKey key, gboolean gradient, char *text)
{
  CrShape shape;
  g_autofree double *entries = cr_picture_get_numbers (picture, key, gradient, &shape);

  if (entries == NULL)
    return FALSE;
  write_numbers (picture, entries, shape, text);
  if (cr_label_is_hidden (picture, key, gradient))
    strcpy (text, "?");
  return TRUE;
}

/* What a wire is about to carry back; FALSE where it carries nothing. */
static gboolean
write_product (CrPicture *picture, const CrWire *wire, char *text)
{
  CrNumbers value;
  g_autofree double *product = NULL;

  if (!cr_tape_get_value (picture->tape, wire->source, &value) || cr_picture_is_not_routed (picture, wire))
    return FALSE;
  product = g_new (double, cr_shape_get_size (value.shape) * value.width);
  if (!cr_tape_get_product (picture->tape, wire->target, wire->operand, product))
    return FALSE;
  write_numbers (picture, product, value.shape, text);
  if (cr_label_is_hidden (picture, wire->source, TRUE))
    strcpy (text, "?");
  return TRUE;
}

static void
take_off (GArray *flights, Flight flight)
{
  flight.pulse.place = cr_path_get_point (&flight.path, get_distance (&flight));
  g_array_append_val (flights, flight);
}

static Flight
new_flight (const CrCurve *curve, CrKey key, guint operand, gboolean is_gradient, double share)
{
  return (Flight) { .pulse = { .key = key, .operand = operand, .is_gradient = is_gradient }, .path = cr_path_new (curve), .share = share };
}

/* From the output to its flag, or a short way where nothing takes the value. */
CrCurve
cr_picture_get_stub_curve (CrPicture *picture, const CrItem *item, CrKey key)
{
  CrPoint start = cr_item_get_output (item, key);
  CrPoint end = { start.x + (picture->output == key && item->uses->len == 0 ? picture->stub : LEAVE_WAY), start.y };

  return (CrCurve) { .start = start, .bend = start, .control = { start, end }, .end = end, .is_straight = TRUE };
}

/* Into the gate along its wires: values forward; away from it along its wires: products backward. */
static void
fly_inputs (CrPicture *picture, CrItem *item, CrKey key, gboolean is_gradient, double share, GArray *flights)
{
  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrWire *wire = cr_picture_get_wire (picture, item, i);
      Flight flight;

      if (wire->target != key || wire->from == CR_KEY_NONE)
        continue;
      flight = new_flight (&wire->curve, key, wire->operand, is_gradient, share);
      flight.from = is_gradient ? cr_path_get_length (&flight.path) : 0;
      flight.to = is_gradient ? 0 : cr_path_get_length (&flight.path);
      if (is_gradient ? write_product (picture, wire, flight.pulse.text) : write_own (picture, wire->source, FALSE, flight.pulse.text))
        take_off (flights, flight);
    }
}

/* At the output, a short way: the result leaves, or the upstream gradient arrives. */
static void
fly_output (CrPicture *picture, const CrItem *item, CrKey key, gboolean is_gradient, double share, GArray *flights)
{
  CrCurve curve = item->uses->len > 0 ? cr_picture_get_use (picture, item, 0)->curve : cr_picture_get_stub_curve (picture, item, key);
  Flight flight = new_flight (&curve, key, CR_PULSE_RESULT, is_gradient, is_gradient ? 1 - share : share);

  flight.to = MIN (LEAVE_WAY, cr_path_get_length (&flight.path));
  if (write_own (picture, key, is_gradient, flight.pulse.text))
    take_off (flights, flight);
}

/* Where a value is used several times, what each use sends arrives on its own wire: the gradients add. */
static void
fly_branches (CrPicture *picture, const CrItem *item, CrKey key, double share, GArray *flights)
{
  for (guint i = 0; i < item->uses->len; i++)
    {
      const CrWire *wire = cr_picture_get_use (picture, item, i);
      Flight flight = new_flight (&wire->curve, key, CR_PULSE_RESULT, TRUE, 1 - share);

      flight.to = MIN (LEAVE_WAY, cr_path_get_length (&flight.path));
      if (wire->source == key && cr_tape_has_sent (picture->tape, wire->target) && write_product (picture, wire, flight.pulse.text))
        take_off (flights, flight);
    }
}

/* The 1 from the flag to the output. */
static void
fly_one (CrPicture *picture, const CrItem *item, CrKey key, double share, GArray *flights)
{
  CrCurve stub = cr_picture_get_stub_curve (picture, item, key);
  Flight flight = new_flight (&stub, key, CR_PULSE_RESULT, TRUE, share);

  flight.from = cr_path_get_length (&flight.path);
  cr_number_format_write (1, picture->style.format, flight.pulse.text);
  take_off (flights, flight);
}

static void
fly_step (CrPicture *picture, const CrTimelineStep *step, double fraction, GArray *flights)
{
  CrItem *item = cr_picture_get_item (picture, cr_picture_find_visible (picture, step->key));
  gboolean is_backward = step->phase == CR_PHASE_BACKWARD;
  double leaving = (fraction - CR_PULSE_LEAVES) / (1 - CR_PULSE_LEAVES);

  if (item == NULL || fraction >= 1 || step->phase == CR_PHASE_UPDATE)
    return;
  if (step->phase == CR_PHASE_LOSS)
    fly_one (picture, item, step->key, fraction, flights);
  else if (fraction < CR_PULSE_ARRIVES && !is_backward)
    fly_inputs (picture, item, step->key, FALSE, fraction / CR_PULSE_ARRIVES, flights);
  else if (fraction < CR_PULSE_ARRIVES && item->uses->len > 1)
    fly_branches (picture, item, step->key, fraction / CR_PULSE_ARRIVES, flights);
  else if (fraction < CR_PULSE_ARRIVES)
    fly_output (picture, item, step->key, TRUE, fraction / CR_PULSE_ARRIVES, flights);
  else if (fraction >= CR_PULSE_LEAVES && is_backward)
    fly_inputs (picture, item, step->key, TRUE, leaving, flights);
  else if (fraction >= CR_PULSE_LEAVES)
    fly_output (picture, item, step->key, FALSE, leaving, flights);
}

static GArray *
find_flights (CrPicture *picture)
{
  GArray *flights = g_array_new (FALSE, FALSE, sizeof (Flight));

  for (guint i = 0; picture->tape != NULL && i < picture->steps->len; i++)
    fly_step (picture, &g_array_index (picture->steps, CrTimelineStep, i), picture->fraction, flights);
  return flights;
}

GArray *
cr_picture_list_pulses (CrPicture *picture)
{
  g_autoptr (GArray) flights = find_flights (picture);
  GArray *pulses = g_array_new (FALSE, FALSE, sizeof (CrPulse));

  for (guint i = 0; i < flights->len; i++)
    g_array_append_val (pulses, g_array_index (flights, Flight, i).pulse);
  return pulses;
}

/* --- How they look --- */

/* The part of the way that is behind the pulse. */
static void
draw_travelled (const CrPen *pen, const Flight *flight, CrColorRole role)
{
  double now = get_distance (flight);
  double first = MIN (flight->from, now), last = MAX (flight->from, now);
  CrPoint point = cr_path_get_point (&flight->path, first);

  cairo_move_to (pen->cairo, point.x, point.y);
  for (guint i = 0; i < flight->path.n_points; i++)
    if (flight->path.lengths[i] > first && flight->path.lengths[i] < last)
      cairo_line_to (pen->cairo, flight->path.points[i].x, flight->path.points[i].y);
  point = cr_path_get_point (&flight->path, last);
  cairo_line_to (pen->cairo, point.x, point.y);
  cr_pen_stroke (pen, role, TRAVELLED);
}

static CrArea
get_pill (const CrPen *pen, const CrPulse *pulse)
{
  double width = cr_fonts_measure_number (pen->fonts, pulse->text, CR_NUMBER_SIZE, TRUE) + CR_ARROW_WIDTH + 4 + 2 * PILL_PADDING;

  return (CrArea) { pulse->place.x - width / 2, pulse->place.y - PILL_HEIGHT / 2, width, PILL_HEIGHT };
}

static void
draw_pill (const CrPen *pen, const Flight *flight, CrColorRole role)
{
  const CrPulse *pulse = &flight->pulse;
  const CrArea *pill = &flight->pill;

  cr_pen_rounded (pen, pill, PILL_HEIGHT / 2);
  cr_pen_set_color (pen, role);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, CR_COLOR_CANVAS, 1.5);
  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cr_pen_arrow (pen, !pulse->is_gradient, CR_NUMBER_SIZE, pill->x + PILL_PADDING, pulse->place.y);
  cr_fonts_draw_number (pen->fonts, pen->cairo, pulse->text, CR_NUMBER_SIZE, TRUE, pill->x + PILL_PADDING + CR_ARROW_WIDTH + 4,
                        pulse->place.y + CR_FIGURE_HEIGHT / 2);
}

static gboolean
has_pills (const CrPen *pen)
{
  return cr_pen_shows_text (pen, CR_NUMBER_SIZE) && !pen->hide_text;
}

void
cr_draw_begin_pulses (const CrPen *pen, CrPicture *picture)
{
  g_clear_pointer (&picture->flights, g_array_unref);
  if (picture->light == CR_LIGHT_DIM)
    return;
  picture->flights = find_flights (picture);
  for (guint i = 0; has_pills (pen) && i < picture->flights->len; i++)
    {
      Flight *flight = &g_array_index (picture->flights, Flight, i);

      flight->pill = get_pill (pen, &flight->pulse);
    }
}

void
cr_draw_pulses (const CrPen *pen, CrPicture *picture)
{
  g_autoptr (GArray) flights = g_steal_pointer (&picture->flights);

  for (guint i = 0; i < flights->len; i++)
    {
      const Flight *flight = &g_array_index (flights, Flight, i);

      draw_travelled (pen, flight, flight->pulse.is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE);
    }
  for (guint i = 0; i < flights->len; i++)
    {
      const Flight *flight = &g_array_index (flights, Flight, i);
      CrColorRole role = flight->pulse.is_gradient ? CR_COLOR_GRADIENT : CR_COLOR_VALUE;

      if (has_pills (pen))
        draw_pill (pen, flight, role);
      else
        {
          cr_pen_circle (pen, flight->pulse.place, DOT_RADIUS / pen->scale);
          cr_pen_fill (pen, role);
        }
    }
}

/* --- What they pass --- */

/* How far two areas are from one another; 0 where they meet. What is over or under the other is much farther. */
static double
get_gap (const CrArea *a, const CrArea *b)
{
  double across = MAX (a->x - b->x - b->width, b->x - a->x - a->width);
  double down = MAX (a->y - b->y - b->height, b->y - a->y - a->height);

  return hypot (MAX (across, 0), 3 * MAX (down, 0));
}

double
cr_draw_get_faded (CrPicture *picture, const CrArea *area)
{
  double gap = FADE;

  for (guint i = 0; picture->flights != NULL && i < picture->flights->len; i++)
    {
      const CrArea *pill = &g_array_index (picture->flights, Flight, i).pill;

      if (pill->width > 0)
        gap = MIN (gap, get_gap (pill, area));
    }
  return 1 - gap / FADE;
}

static gboolean
is_way_through (const CrCurve *curve, double longest, const CrArea *area)
{
  CrPath path = cr_path_new (curve);
  double length = MIN (longest, cr_path_get_length (&path));

  for (double way = 0; way <= length; way += STRIDE)
    {
      CrPoint place = cr_path_get_point (&path, way);
      CrArea pill = { place.x - USUAL_WIDTH / 2, place.y - PILL_HEIGHT / 2, USUAL_WIDTH, PILL_HEIGHT };

      if (cr_area_meets (&pill, area))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wire_through (const CrWire *wire, double longest, const CrArea *area)
{
  CrArea wide = cr_area_grown (area, USUAL_WIDTH / 2);

  return wire->from != CR_KEY_NONE && cr_area_meets (&wire->area, &wide) && is_way_through (&wire->curve, longest, area);
}

gboolean
cr_draw_is_passed (CrPicture *picture, CrItem *item, CrKey gate, const CrArea *area)
{
  CrCurve stub;

  for (guint i = 0; i < item->n_wires; i++)
    {
      const CrWire *wire = cr_picture_get_wire (picture, item, i);

      if (wire->target == gate && is_wire_through (wire, G_MAXDOUBLE, area))
        return TRUE;
    }
  for (guint i = 0; i < item->uses->len; i++)
    if (is_wire_through (cr_picture_get_use (picture, item, i), LEAVE_WAY, area))
      return TRUE;
  if (item->uses->len > 0)
    return FALSE;
  stub = cr_picture_get_stub_curve (picture, item, gate);
  return is_way_through (&stub, G_MAXDOUBLE, area);
}
