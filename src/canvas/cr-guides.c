/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guides: lines along which what is moved stands in line with what stays. */
#include "cr-guides.h"

#include <math.h>

#define SAME 0.01 /* pixels at 100 % */

/* A thing on one axis: where it begins, its centre, its end. */
typedef struct
{
  double at[3];
} Lines;

/* Centres before edges. */
static const guint order[] = { 1, 0, 2 };

static Lines
get_lines (const CrArea *area, gboolean is_down)
{
  double start = is_down ? area->y : area->x, length = is_down ? area->height : area->width;

  return (Lines) { { start, start + length / 2, start + length } };
}

/* --- Snapping --- */

/* The way to the nearest centre; infinite where none is within reach. */
static double
find_way (const CrArea *moved, const CrArea *others, guint n_others, gboolean is_down, double reach)
{
  Lines own = get_lines (moved, is_down);
  double best = INFINITY;

  for (guint i = 0; i < n_others; i++)
    {
      Lines other = get_lines (&others[i], is_down);
      double way = other.at[1] - own.at[1];

      if (fabs (way) <= reach && fabs (way) < fabs (best))
        best = way;
    }
  return best;
}

void
cr_guides_snap (const CrArea *moved, const CrArea *others, guint n_others, double reach, double *on_x, double *on_y)
{
  double across = find_way (moved, others, n_others, FALSE, reach);
  double down = find_way (moved, others, n_others, TRUE, reach);

  *on_x = isfinite (across) ? across : *on_x;
  *on_y = isfinite (down) ? down : *on_y;
}

/* --- Drawing --- */

/* How far apart two things are along a line, 0 where they overlap. */
static double
get_distance (const CrArea *a, const CrArea *b, gboolean is_down)
{
  double a_start = is_down ? a->x : a->y, a_end = a_start + (is_down ? a->width : a->height);
  double b_start = is_down ? b->x : b->y, b_end = b_start + (is_down ? b->width : b->height);

  return MAX (0, MAX (a_start - b_end, b_start - a_end));
}

/* The nearest thing that shares that line, or NULL. */
static const CrArea *
find_partner (const CrArea *moved, const CrArea *others, guint n_others, gboolean is_down, guint part)
{
  double line = get_lines (moved, is_down).at[part];
  const CrArea *nearest = NULL;

  for (guint i = 0; i < n_others; i++)
    if (fabs (get_lines (&others[i], is_down).at[part] - line) < SAME
        && (nearest == NULL || get_distance (moved, &others[i], is_down) < get_distance (moved, nearest, is_down)))
      nearest = &others[i];
  return nearest;
}

static void
add_line (CrGuides *guides, const CrArea *moved, const CrArea *partner, gboolean is_down, guint part)
{
  double line = get_lines (moved, is_down).at[part];
  CrArea both = cr_area_united (moved, partner);
  CrGuide *guide = &guides->lines[guides->n_lines++];

  if (is_down)
    *guide = (CrGuide) { { both.x, line }, { both.x + both.width, line } };
  else
    *guide = (CrGuide) { { line, both.y }, { line, both.y + both.height } };
}

/* Where the centres are in line, equal edges say nothing more. */
void
cr_guides_find (const CrArea *moved, const CrArea *others, guint n_others, CrGuides *guides)
{
  guides->n_lines = 0;
  for (int is_down = FALSE; is_down <= TRUE; is_down++)
    for (guint i = 0; i < G_N_ELEMENTS (order); i++)
      {
        const CrArea *partner = find_partner (moved, others, n_others, is_down, order[i]);

        if (partner == NULL)
          continue;
        add_line (guides, moved, partner, is_down, order[i]);
        if (order[i] == 1)
          break;
      }
}
