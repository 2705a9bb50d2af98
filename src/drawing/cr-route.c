/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a wire past what stands between its ends.
 *
 * How this works: the wire may change its height in gaps, narrow strips right before and right behind obstacles, and run between
 * them on levels, the heights of its ends and those just above and below obstacles. The cheapest way through the gaps, from left
 * to right, is found by dynamic programming: a turn costs a little and what it climbs. The turns are then made as wide as there
 * is room.
 */
#include "cr-route.h"

#include <math.h>
#include <stdlib.h>

#define MOST_GAPS 24
#define MOST_LEVELS 44
#define GAP 22.0          /* how wide a gap is, and the narrowest turn */
#define BEHIND_NUMBERS 12.0 /* the level run reaches that far under a wider bend */
#define PLAIN_RUN 4.0     /* what a wire without numbers runs level at least */
#define LANE 1.0          /* how far beside an obstacle the nearest lane is */
#define BETWEEN_LANES 4.0
#define N_LANES 3
#define TURN_COST 40.0
#define OTHER_LANE_COST 12.0
#define EARLY_COST 0.5
#define WIDEST_TURN 110.0
#define BESIDE_ENDS 36.0
#define MOST_TURNS_BACK 8
#define CLOSEST_BACK 24.0 /* a lane back to the run that it comes from or goes to */

typedef struct
{
  double from;
  double to;
} Gap;

typedef struct
{
  double y;
  double cost;
} Level;

/* What is known about a wire whose way is sought. */
typedef struct
{
  CrPoint start;
  CrInputPort end;
  double first; /* from here on it may turn */
  const CrObstacle *obstacles;
  guint n_obstacles;
  gboolean under_texts; /* those do not count */
  Gap gaps[MOST_GAPS];
  guint n_gaps;
  Level levels[MOST_LEVELS];
  guint n_levels;
} Search;

gboolean
cr_route_is_blocked (const CrCurve *curve, const CrObstacle *obstacles, guint n_obstacles)
{
  CrArea area = cr_curve_get_area (curve);

  for (guint i = 0; i < n_obstacles; i++)
    if (cr_area_meets (&obstacles[i].area, &area) && cr_curve_meets (curve, &obstacles[i].area))
      return TRUE;
  return FALSE;
}

static gboolean
counts (const Search *search, const CrObstacle *obstacle)
{
  return !(search->under_texts && obstacle->is_text);
}

/* --- Gaps and levels --- */

static void
add_gap (Search *search, double from)
{
  double to = from + GAP;

  if (from < search->first || to > search->end.point.x - GAP || search->n_gaps == MOST_GAPS - 1)
    return;
  for (guint i = 0; i < search->n_gaps; i++)
    if (search->gaps[i].from < to && search->gaps[i].to > from)
      return;
  search->gaps[search->n_gaps++] = (Gap) { from, to };
}

static int
compare_gaps (const void *a, const void *b)
{
  double one = ((const Gap *) a)->from;
  double other = ((const Gap *) b)->from;

  return (one > other) - (one < other);
}

/* Those before nodes first: there a layout leaves room. The last one, before the input, is always there. */
static void
find_gaps (Search *search)
{
  for (guint pass = 0; pass < 4; pass++)
    for (guint i = 0; i < search->n_obstacles; i++)
      {
        const CrObstacle *obstacle = &search->obstacles[i];

        if (counts (search, obstacle) && obstacle->is_text == (pass >= 2))
          add_gap (search, pass % 2 == 0 ? obstacle->area.x - GAP : obstacle->area.x + obstacle->area.width);
      }
  add_gap (search, search->first);
  search->gaps[search->n_gaps++] = (Gap) { MAX (search->end.point.x - GAP, search->first), search->end.point.x };
  qsort (search->gaps, search->n_gaps, sizeof *search->gaps, compare_gaps);
}

/* How much farther than need be a wire over this level is. */
static double
detour_to (const Search *search, double y)
{
  double top = MIN (search->start.y, search->end.point.y);
  double bottom = MAX (search->start.y, search->end.point.y);

  return MAX (MAX (top - y, y - bottom), 0);
}

static void
add_level (const Search *search, double y, double cost, GArray *levels)
{
  Level level = { y, cost };

  if (detour_to (search, y) <= CR_ROUTE_REACH)
    g_array_append_val (levels, level);
}

static int
compare_levels (gconstpointer a, gconstpointer b, gpointer search)
{
  const Level *one = a;
  const Level *other = b;
  double first = detour_to (search, one->y) + one->cost;
  double second = detour_to (search, other->y) + other->cost;

  return first != second ? (first > second) - (first < second) : (one->y > other->y) - (one->y < other->y);
}

static void
collect_levels (const Search *search, guint lane, GArray *levels)
{
  double away = LANE + BETWEEN_LANES * (lane % N_LANES);

  for (guint pass = 0; pass < 2; pass++, away = LANE)
    for (guint i = 0; i < search->n_obstacles; i++)
      {
        const CrArea *area = &search->obstacles[i].area;

        if (!counts (search, &search->obstacles[i]) || (pass == 1 && lane % N_LANES == 0))
          continue;
        add_level (search, area->y - away, pass * OTHER_LANE_COST, levels);
        add_level (search, area->y + area->height + away, pass * OTHER_LANE_COST, levels);
      }
}

/* The ends' own are the first two; of the others those that lead the least out of the way, each once. */
static void
find_levels (Search *search, guint lane)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));

  search->levels[0] = (Level) { search->start.y, 0 };
  search->levels[1] = (Level) { search->end.point.y, 0 };
  search->n_levels = 2;
  collect_levels (search, lane, levels);
  g_array_sort_with_data (levels, compare_levels, search);
  for (guint i = 0; i < levels->len && search->n_levels < MOST_LEVELS; i++)
    if (i == 0 || fabs (g_array_index (levels, Level, i).y - g_array_index (levels, Level, i - 1).y) > 0.5)
      search->levels[search->n_levels++] = g_array_index (levels, Level, i);
}

/* --- What is free --- */

static gboolean
is_level_free (const Search *search, double y, double from, double to)
{
  for (guint i = 0; i < search->n_obstacles; i++)
    {
      const CrArea *area = &search->obstacles[i].area;

      if (counts (search, &search->obstacles[i]) && area->y < y && area->y + area->height > y && area->x < to &&
          area->x + area->width > from)
        return FALSE;
    }
  return TRUE;
}

/* How far up and down a gap is free from the height @y; nothing (top > bottom) where it is not free there. */
static void
find_span (const Search *search, const Gap *gap, double y, double *top, double *bottom)
{
  *top = -INFINITY;
  *bottom = INFINITY;
  for (guint i = 0; i < search->n_obstacles; i++)
    {
      const CrArea *area = &search->obstacles[i].area;

      if (!counts (search, &search->obstacles[i]) || area->x >= gap->to || area->x + area->width <= gap->from)
        continue;
      if (area->y + area->height <= y)
        *top = MAX (*top, area->y + area->height);
      else if (area->y >= y)
        *bottom = MIN (*bottom, area->y);
      else
        *top = INFINITY;
    }
}

/* --- The way --- */

/* For every gap and level: what it costs to be behind the gap on that level, and on which one the wire came to the gap. */
typedef struct
{
  double cost[MOST_GAPS][MOST_LEVELS];
  guint8 came[MOST_GAPS][MOST_LEVELS];
} Ways;

static void
pass_gap (const Search *search, guint g, guint level, double cost, Ways *ways)
{
  const Gap *gap = &search->gaps[g];
  double y = search->levels[level].y;
  double top, bottom;

  find_span (search, gap, y, &top, &bottom);
  for (guint i = 0; i < search->n_levels; i++)
    {
      double to = search->levels[i].y;
      double sum = cost;

      if (to < top || to > bottom)
        continue;
      if (i != level)
        sum += TURN_COST + fabs (to - y) + search->levels[i].cost + EARLY_COST * (search->n_gaps - g);
      if (sum < ways->cost[g][i])
        {
          ways->cost[g][i] = sum;
          ways->came[g][i] = level;
        }
    }
}

static void
find_ways (const Search *search, Ways *ways)
{
  for (guint g = 0; g < search->n_gaps; g++)
    {
      double from = g > 0 ? search->gaps[g - 1].to : search->start.x;

      for (guint i = 0; i < search->n_levels; i++)
        ways->cost[g][i] = INFINITY;
      for (guint i = 0; i < search->n_levels; i++)
        {
          double cost = g > 0 ? ways->cost[g - 1][i] : i == 0 ? 0 : INFINITY;

          if (isfinite (cost) && is_level_free (search, search->levels[i].y, from, search->gaps[g].from))
            pass_gap (search, g, i, cost, ways);
        }
    }
}

/* Walks back from the input; FALSE where there are too many turns. The last change of height is the bend. */
static gboolean
collect_turns (const Search *search, const Ways *ways, CrTurn *turns, guint *n_turns, double *last_y)
{
  guint level = 1;

  *n_turns = 0;
  for (guint g = search->n_gaps; g-- > 0;)
    {
      guint before = ways->came[g][level];

      if (g == search->n_gaps - 1)
        *last_y = search->levels[before].y;
      else if (before != level)
        {
          if (*n_turns == CR_MOST_TURNS)
            return FALSE;
          turns[(*n_turns)++] = (CrTurn) { search->gaps[g].from, search->gaps[g].to, search->levels[level].y };
        }
      level = before;
    }
  for (guint i = 0; i < *n_turns / 2; i++)
    {
      CrTurn turn = turns[i];

      turns[i] = turns[*n_turns - 1 - i];
      turns[*n_turns - 1 - i] = turn;
    }
  return TRUE;
}

/* --- Widths --- */

static gboolean
is_turn_free (const Search *search, double y, CrTurn turn)
{
  CrInputPort end = { .point = { turn.to, turn.y } };
  CrCurve curve = cr_curve_new_with_turns ((CrPoint) { turn.from, y }, end, NULL, 0, turn.from);

  for (guint i = 0; i < search->n_obstacles; i++)
    if (counts (search, &search->obstacles[i]) && cr_curve_meets (&curve, &search->obstacles[i].area))
      return FALSE;
  return TRUE;
}

/* As wide as looks well, to the left or to the right of its gap, between @least and @most. */
static void
widen_turn (const Search *search, double y, double least, double most, CrTurn *turn)
{
  static const double shares[] = { 1, 0.75, 0.5 };
  double wanted = CLAMP (0.8 * fabs (turn->y - y), 40, WIDEST_TURN);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (shares); i++)
    {
      double width = shares[i / 2] * wanted;
      CrTurn wider = *turn;

      if (i % 2 == 0)
        wider.from = wider.to - width;
      else
        wider.to = wider.from + width;
      if (width > turn->to - turn->from && wider.from >= least && wider.to <= most && is_turn_free (search, y, wider))
        {
          *turn = wider;
          return;
        }
    }
}

/* The last bend as wide as the usual one, or as there is room. */
static CrCurve
bend_to_port (const Search *search, const CrTurn *turns, guint n_turns, double y)
{
  double least = n_turns > 0 ? turns[n_turns - 1].to : search->first;
  double usual = CLAMP (0.8 * fabs (search->end.point.y - y), 64, 150);
  CrCurve curve;

  for (double share = 1;; share -= 0.2)
    {
      double width = MAX (share * usual, GAP);
      gboolean is_last = share < 0.3;

      if (search->end.point.x - width < least)
        width = search->end.point.x - least;
      curve = cr_curve_new_with_turns (search->start, search->end, turns, n_turns, search->end.point.x - width);
      if (is_last || !cr_route_is_blocked (&curve, search->obstacles, search->n_obstacles))
        return curve;
    }
}

static gboolean
find_way (Search *search, guint lane, CrCurve *curve)
{
  CrTurn turns[CR_MOST_TURNS];
  Ways ways;
  guint n_turns;
  double last_y = 0;
  double y = search->start.y;

  search->n_gaps = 0;
  search->n_levels = 0;
  find_gaps (search);
  find_levels (search, lane);
  find_ways (search, &ways);
  if (!isfinite (ways.cost[search->n_gaps - 1][1]) || !collect_turns (search, &ways, turns, &n_turns, &last_y))
    return FALSE;
  for (guint i = 0; i < n_turns; i++)
    {
      widen_turn (search, y, i > 0 ? turns[i - 1].to : search->first,
                  i + 1 < n_turns ? turns[i + 1].from : search->end.point.x - GAP, &turns[i]);
      y = turns[i].y;
    }
  *curve = bend_to_port (search, turns, n_turns, last_y);
  return TRUE;
}

/* --- Public --- */

/* The usual curve with a narrower bend. */
static gboolean
bend_later (CrPoint start, CrInputPort end, const CrCurve *usual, const CrObstacle *obstacles, guint n_obstacles, CrCurve *curve)
{
  double width = end.point.x - usual->bend.x;

  if (usual->is_straight)
    return FALSE;
  for (double share = 0.75; share * width >= GAP; share -= 0.2)
    {
      *curve = cr_curve_new_with_turns (start, end, NULL, 0, end.point.x - share * width);
      if (!cr_route_is_blocked (curve, obstacles, n_obstacles))
        return TRUE;
    }
  return FALSE;
}

/* The lanes of a wire to the left: beside both ends, and beside everything in the way. */
static double
get_lane_back (CrPoint start, CrInputPort end, const CrObstacle *obstacles, guint i, guint lane)
{
  double away = LANE + BETWEEN_LANES * (lane % N_LANES);
  double top = MIN (start.y, end.point.y) - BESIDE_ENDS;
  double bottom = MAX (start.y, end.point.y) + BESIDE_ENDS;

  if (i >= 2)
    {
      top = obstacles[i / 2 - 1].area.y;
      bottom = top + obstacles[i / 2 - 1].area.height;
    }
  return i % 2 == 0 ? top - away : bottom + away;
}

/* The places where a wire to the left may turn back: right behind its numbers, and right behind what is in the way there. */
static guint
find_turns_back (double run, CrPoint start, const CrObstacle *obstacles, guint n_obstacles, double turns[MOST_TURNS_BACK])
{
  guint n = 0;

  turns[n++] = start.x + run;
  for (guint i = 0; i < n_obstacles && n < MOST_TURNS_BACK; i++)
    {
      double x = obstacles[i].area.x + obstacles[i].area.width + LANE;

      if (x > start.x + run && x < start.x + CR_ROUTE_REACH_BACK)
        turns[n++] = x;
    }
  return n;
}

/* To the left: out, back on a lane above or below everything in the way, and in. */
static CrCurve
go_back (CrPoint start, CrInputPort end, double run, const CrCurve *usual, const CrObstacle *obstacles, guint n_obstacles,
         guint lane)
{
  double turns[MOST_TURNS_BACK];
  guint n_turns = find_turns_back (run, start, obstacles, n_obstacles, turns);
  double least = INFINITY;
  CrCurve best = *usual;

  for (guint i = 0; i < 2 * n_obstacles + 2; i++)
    for (guint j = 0; j < n_turns; j++)
      {
        CrTurn turn = { turns[j], turns[j], get_lane_back (start, end, obstacles, i, lane) };
        CrCurve curve = cr_curve_new_with_turns (start, end, &turn, 1, end.point.x);
        double length = fabs (turn.y - start.y) + fabs (turn.y - end.point.y) + 2 * (turn.from - start.x);

        if (length >= least || fabs (turn.y - start.y) < CLOSEST_BACK || fabs (turn.y - end.point.y) < CLOSEST_BACK ||
            cr_route_is_blocked (&curve, obstacles, n_obstacles))
          continue;
        least = length;
        best = curve;
      }
  return best;
}

CrCurve
cr_route_new (CrPoint start, CrInputPort end, CrWireKind kind, double lead, const CrObstacle *obstacles, guint n_obstacles,
              guint lane)
{
  CrCurve usual = cr_curve_new_with_lead (start, end, kind, lead);
  double across = end.point.x - start.x;
  double run = kind == CR_WIRE_LABELED ? lead + BEHIND_NUMBERS : PLAIN_RUN;
  CrCurve curve;
  Search search = { .start = start, .end = end, .obstacles = obstacles, .n_obstacles = n_obstacles };

  if (n_obstacles > CR_MOST_OBSTACLES || !cr_route_is_blocked (&usual, obstacles, n_obstacles))
    return usual;
  if (across < GAP)
    return go_back (start, end, run, &usual, obstacles, n_obstacles, lane);
  if (bend_later (start, end, &usual, obstacles, n_obstacles, &curve))
    return curve;
  search.first = start.x + (kind == CR_WIRE_LABELED ? CLAMP (across - 2 * GAP, 0, run) : run);
  for (guint i = 0; i < 2; i++)
    {
      search.under_texts = i == 1;
      if (find_way (&search, lane, &curve))
        return curve;
    }
  return across < run ? go_back (start, end, run, &usual, obstacles, n_obstacles, lane) : usual;
}
