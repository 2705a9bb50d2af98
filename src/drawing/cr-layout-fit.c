/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for some nodes among others that have theirs.
 *
 * How this works: a node is placed as far from its neighbours as a layout of all would place it, first from what feeds it (a
 * walk to the right), then from what it feeds (a walk to the left), then to the right once more. What has no way to a placed
 * node goes below all others. Each then moves down until it stands on nothing.
 */
#include "cr-layout-fit.h"

#include "cr-grid.h"

#include <math.h>

#define CELL 256.0 /* of the grid in which they are looked for */
#define MARGIN 12.0
#define NAME_HEIGHT 18.0
#define ISLAND_GAP 120.0
#define MOST_STEPS 2000 /* then it stays where it is: at 1e300 a step leads nowhere */

/* What a node's neighbours say about its place. */
typedef struct
{
  double x; /* farthest from them */
  double sum_y;
  guint n;
} Wish;

static void
add_wish (Wish *wish, CrPoint neighbour, double dx, double dy)
{
  double x = neighbour.x + dx;

  if (wish->n == 0 || (dx > 0 ? x > wish->x : x < wish->x))
    wish->x = x;
  wish->sum_y += neighbour.y + dy;
  wish->n++;
}

static void
grant_wish (CrFit *fit, guint v, const Wish *wish)
{
  if (fit->is_placed[v] || wish->n == 0)
    return;
  fit->places[v] = (CrPoint) { wish->x, wish->sum_y / wish->n };
  fit->is_placed[v] = TRUE;
}

/* One walk along the wires: to the right nodes are placed by what feeds them, to the left by what they feed. */
static void
walk (CrFit *fit, const guint *start, gboolean to_the_right)
{
  g_autofree Wish *wishes = g_new0 (Wish, fit->n + 1);

  for (guint i = 0; i < fit->n; i++)
    {
      guint v = fit->order[to_the_right ? i : fit->n - 1 - i];

      for (guint e = start[v]; to_the_right && e < start[v + 1]; e++)
        if (fit->is_placed[fit->edges[e].from])
          add_wish (&wishes[v], fit->places[fit->edges[e].from], fit->ideal[v].x - fit->ideal[fit->edges[e].from].x,
                    fit->ideal[v].y - fit->ideal[fit->edges[e].from].y);
      grant_wish (fit, v, &wishes[v]);
      for (guint e = start[v]; !to_the_right && fit->is_placed[v] && e < start[v + 1]; e++)
        add_wish (&wishes[fit->edges[e].from], fit->places[v], fit->ideal[fit->edges[e].from].x - fit->ideal[v].x,
                  fit->ideal[fit->edges[e].from].y - fit->ideal[v].y);
    }
}

static void
place_islands (CrFit *fit)
{
  double bottom = -INFINITY;
  double top = INFINITY;

  for (guint v = 0; v < fit->n; v++)
    if (fit->is_placed[v])
      bottom = MAX (bottom, fit->places[v].y);
    else
      top = MIN (top, fit->ideal[v].y);
  for (guint v = 0; v < fit->n; v++)
    if (!fit->is_placed[v])
      {
        fit->places[v] = (CrPoint) { fit->ideal[v].x, fit->ideal[v].y - top + (isfinite (bottom) ? bottom + ISLAND_GAP : top) };
        fit->is_placed[v] = TRUE;
      }
}

static CrArea
get_room (const CrFit *fit, guint v)
{
  CrArea area = cr_body_get_area (&fit->bodies[v], fit->places[v]);

  area.height += NAME_HEIGHT;
  return area;
}

static gboolean
is_free (const CrFit *fit, CrGrid *grid, const CrArea *room, GPtrArray *found)
{
  CrArea wide = cr_area_grown (room, MARGIN);

  g_ptr_array_set_size (found, 0);
  cr_grid_query (grid, &wide, found);
  for (guint i = 0; i < found->len; i++)
    {
      CrArea other = get_room (fit, GPOINTER_TO_UINT (found->pdata[i]) - 1);

      if (cr_area_meets (&other, &wide))
        return FALSE;
    }
  return TRUE;
}

/* Those that had a place stay; the others make way downwards. */
static void
move_apart (CrFit *fit, const gboolean *had_place)
{
  g_autoptr (CrGrid) grid = cr_grid_new (CELL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < fit->n; i++)
      {
        guint v = fit->order[i];
        CrArea room;

        if (had_place[v] != (pass == 0))
          continue;
        if (pass == 1)
          fit->places[v] = cr_geometry_snap (fit->places[v]);
        room = get_room (fit, v);
        for (guint step = 0; pass == 1 && step < MOST_STEPS && !is_free (fit, grid, &room, found); step++)
          {
            fit->places[v].y += CR_GRID;
            room = get_room (fit, v);
          }
        cr_grid_insert (grid, &room, GUINT_TO_POINTER (v + 1));
      }
}

void
cr_layout_fit (CrFit *fit)
{
  g_autofree gboolean *had_place = g_memdup2 (fit->is_placed, fit->n * sizeof *fit->is_placed);
  g_autofree guint *start = g_new0 (guint, fit->n + 2);

  for (guint e = 0; e < fit->n_edges; e++)
    start[fit->edges[e].to + 1]++;
  for (guint v = 0; v < fit->n; v++)
    start[v + 1] += start[v];
  walk (fit, start, TRUE);
  walk (fit, start, FALSE);
  walk (fit, start, TRUE);
  place_islands (fit);
  move_apart (fit, had_place);
}
