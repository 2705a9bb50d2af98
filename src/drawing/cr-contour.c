/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contour lines of numbers on a grid: marching squares, joined to lines. */
#include "cr-contour.h"

#include <math.h>
#include <string.h>

#define NONE G_MAXUINT32

/* Between number @i and its right (2i) or lower (2i + 1) neighbour the level is crossed. At most two pieces end there. */
typedef struct
{
  guint32 ends[2];
} Crossing;

/* The numbers with the outermost ones repeated all round. */
typedef struct
{
  guint columns;
  guint rows;
  double *values; /* less the level */
  Crossing *crossings;
  GArray *found; /* guint32: those that were made */
} Field;

static void
field_init (Field *field, const double *values, guint columns, guint rows, double level)
{
  field->columns = columns + 2;
  field->rows = rows + 2;
  field->values = g_new (double, (gsize) field->columns * field->rows);
  field->crossings = g_new (Crossing, 2 * (gsize) field->columns * field->rows);
  field->found = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint row = 0; row < field->rows; row++)
    {
      const double *from = values + (gsize) CLAMP ((int) row - 1, 0, (int) rows - 1) * columns;
      double *to = field->values + (gsize) row * field->columns;

      for (guint column = 0; column < columns; column++)
        to[column + 1] = from[column] - level;
      to[0] = to[1];
      to[columns + 1] = to[columns];
    }
  memset (field->crossings, 0xff, 2 * (gsize) field->columns * field->rows * sizeof (Crossing));
}

static void
field_clear (Field *field)
{
  g_free (field->values);
  g_free (field->crossings);
  g_array_unref (field->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Field, field_clear)

/* --- Pieces --- */

static void
add_end (Field *field, guint32 at, guint32 other)
{
  Crossing *crossing = &field->crossings[at];

  if (crossing->ends[0] == NONE)
    {
      crossing->ends[0] = other;
      g_array_append_val (field->found, at);
    }
  else
    crossing->ends[1] = other;
}

static void
add_piece (Field *field, guint32 from, guint32 to)
{
  add_end (field, from, to);
  add_end (field, to, from);
}

/* The square right of and below number @i; @corners: a bit for each that is not below the level, from the first one clockwise. */
static void
cross_square (Field *field, guint32 i, guint corners)
{
  /* Sides, clockwise from the upper one; which two each case joins. */
  const guint32 sides[] = { 2 * i, 2 * (i + 1) + 1, 2 * (i + field->columns), 2 * i + 1 };
  static const gint8 joined[16][2] = {
    { -1, -1 }, { 3, 0 }, { 0, 1 }, { 3, 1 }, { 1, 2 }, { -1, -1 }, { 0, 2 }, { 3, 2 },
    { 2, 3 },   { 2, 0 }, { -1, -1 }, { 2, 1 }, { 1, 3 }, { 1, 0 }, { 0, 3 }, { -1, -1 },
  };

  if (corners != 5 && corners != 10)
    {
      add_piece (field, sides[joined[corners][0]], sides[joined[corners][1]]);
      return;
    }

  const double *v = field->values;
  gboolean middle = v[i] + v[i + 1] + v[i + field->columns] + v[i + field->columns + 1] >= 0;

  if (middle == (corners == 5)) /* the first corner and the one across hang together, or the two others do */
    {
      add_piece (field, sides[0], sides[1]);
      add_piece (field, sides[2], sides[3]);
    }
  else
    {
      add_piece (field, sides[3], sides[0]);
      add_piece (field, sides[1], sides[2]);
    }
}

static void
cross_squares (Field *field)
{
  for (guint row = 0; row + 1 < field->rows; row++)
    for (guint column = 0; column + 1 < field->columns; column++)
      {
        guint32 i = row * field->columns + column;
        const double *above = field->values + i;
        const double *below = above + field->columns;
        guint corners = (above[0] >= 0) | (above[1] >= 0) << 1 | (below[1] >= 0) << 2 | (below[0] >= 0) << 3;

        if (corners != 0 && corners != 15 && isfinite (above[0] + above[1] + below[0] + below[1]))
          cross_square (field, i, corners);
      }
}

/* --- Lines --- */

/* Where between its two numbers the level is. */
static CrPoint
place_of (const Field *field, guint32 crossing)
{
  guint32 i = crossing / 2;
  gboolean is_down = crossing % 2;
  double one = field->values[i];
  double other = field->values[is_down ? i + field->columns : i + 1];
  double share = one == other ? 0.5 : one / (one - other);
  CrPoint point = { i % field->columns - 0.5, i / field->columns - 0.5 };

  if (is_down)
    point.y += share;
  else
    point.x += share;
  return (CrPoint) { CLAMP (point.x, 0, field->columns - 2), CLAMP (point.y, 0, field->rows - 2) };
}

static void
append_point (CrContour *contour, const Field *field, guint32 crossing)
{
  CrPoint point = place_of (field, crossing);

  g_array_append_val (contour->points, point);
}

/* Takes the piece between two crossings away. */
static void
cut (Field *field, guint32 from, guint32 to)
{
  Crossing *crossing = &field->crossings[from];

  if (crossing->ends[0] == to)
    crossing->ends[0] = crossing->ends[1];
  crossing->ends[1] = NONE;
}

/* Follows a line from one of its crossings as far as it goes, and uses it up. */
static void
follow (CrContour *contour, Field *field, guint32 at)
{
  if (field->crossings[at].ends[0] == NONE)
    return;
  g_array_append_val (contour->starts, contour->points->len);
  append_point (contour, field, at);
  while (field->crossings[at].ends[0] != NONE)
    {
      guint32 next = field->crossings[at].ends[0];

      cut (field, at, next);
      cut (field, next, at);
      append_point (contour, field, next);
      at = next;
    }
}

CrContour *
cr_contour_new (const double *values, guint columns, guint rows, double level)
{
  g_return_val_if_fail (values != NULL && columns > 0 && rows > 0, NULL);

  CrContour *contour = g_new (CrContour, 1);
  g_auto (Field) field;

  contour->points = g_array_new (FALSE, FALSE, sizeof (CrPoint));
  contour->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  field_init (&field, values, columns, rows, level);
  cross_squares (&field);
  for (guint i = 0; i < field.found->len; i++) /* open lines from an end, then what is closed */
    {
      guint32 at = g_array_index (field.found, guint32, i);

      if (field.crossings[at].ends[1] == NONE)
        follow (contour, &field, at);
    }
  for (guint i = 0; i < field.found->len; i++)
    follow (contour, &field, g_array_index (field.found, guint32, i));
  return contour;
}

void
cr_contour_free (CrContour *contour)
{
  g_array_unref (contour->points);
  g_array_unref (contour->starts);
  g_free (contour);
}

void
cr_contour_trace (const CrContour *contour, cairo_t *cairo, guint columns, guint rows, gboolean upwards, const CrArea *area)
{
  for (guint line = 0; line < contour->starts->len; line++)
    {
      guint first = g_array_index (contour->starts, guint, line);
      guint end = line + 1 < contour->starts->len ? g_array_index (contour->starts, guint, line + 1) : contour->points->len;

      cairo_new_sub_path (cairo);
      for (guint i = first; i < end; i++)
        {
          CrPoint point = g_array_index (contour->points, CrPoint, i);
          double y = upwards ? rows - point.y : point.y;

          cairo_line_to (cairo, area->x + area->width * point.x / columns, area->y + area->height * y / rows);
        }
    }
}
