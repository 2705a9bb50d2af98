/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Badges at wires: what a gradient check has found there.
 *
 * Each stands on its wire or over or under the wire's numbers, at the first place where it covers nothing; where there is none, and where its
 * text would be too small to be read, a dot on the wire stands for it.
 */
#include "cr-draw.h"
#include "cr-pulse.h"

#define TEXT_SIZE 11.5
#define HEIGHT 18.0
#define PADDING 6.0
#define SIGN 10.0 /* room for it, at the left */
#define DOT_RADIUS 4.5
#define EDGE 1.25
#define CLEAR 2.0 /* around a badge */

void
cr_picture_set_badges (CrPicture *picture, const CrBadge *badges, guint n_badges)
{
  g_return_if_fail (picture != NULL);

  g_clear_pointer (&picture->badges, g_array_unref);
  if (n_badges == 0)
    return;
  picture->badges = g_array_new (FALSE, FALSE, sizeof (CrBadge));
  g_array_append_vals (picture->badges, badges, n_badges);
}

static CrColorRole
get_role (const CrBadge *badge)
{
  static const CrColorRole roles[] = {
    [CR_BADGE_PASSED] = CR_COLOR_PASSED,
    [CR_BADGE_ROUGH] = CR_COLOR_CAPTION,
    [CR_BADGE_WRONG] = CR_COLOR_ERROR,
    [CR_BADGE_KINK] = CR_COLOR_ACCENT,
    [CR_BADGE_DERIVATIVE] = CR_COLOR_VALUE,
  };

  return roles[badge->kind];
}

/* --- Where --- */

static gboolean
meets_any (const GArray *areas, const CrArea *area)
{
  for (guint i = 0; i < areas->len; i++)
    if (cr_area_meets (&g_array_index (areas, CrArea, i), area))
      return TRUE;
  return FALSE;
}

/* The areas of all texts that are drawn there. */
static GArray *
list_texts (CrPicture *picture, const CrArea *clip)
{
  g_autoptr (GArray) labels = cr_picture_list_labels (picture, clip);
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (CrArea));

  for (guint i = 0; i < labels->len; i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);

      if (label->kind != CR_LABEL_TITLE)
        g_array_append_val (areas, label->area);
    }
  return areas;
}

/* On one of several wires from the same output first where they have parted. */
static gboolean
find_place (CrPicture *picture, const CrPath *path, gboolean is_branch, double width, const GArray *taken, CrArea *area)
{
  static const double shares[2][5] = { { 0.5, 0.7, 0.3, 0.85, 0.15 }, { 0.75, 0.65, 0.85, 0.5, 0.3 } };
  static const double offsets[] = { 0, -33, 35, -52, 54 };
  double length = cr_path_get_length (path);

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    for (guint j = 0; j < G_N_ELEMENTS (shares[0]); j++)
      {
        CrPoint middle = cr_path_get_point (path, shares[is_branch][j] * length);
        CrArea around;

        *area = (CrArea) { middle.x - width / 2, middle.y + offsets[i] - HEIGHT / 2, width, HEIGHT };
        around = cr_area_grown (area, CLEAR);
        if (!meets_any (taken, &around) && !cr_label_meets_body (picture, area, 0))
          return TRUE;
      }
  return FALSE;
}

/* --- How they look --- */

static void
draw_sign (const CrPen *pen, CrBadgeKind kind, double x, double y)
{
  cairo_new_path (pen->cairo);
  switch (kind)
    {
    case CR_BADGE_PASSED:
      cairo_move_to (pen->cairo, x, y);
      cairo_line_to (pen->cairo, x + 2.5, y + 2.8);
      cairo_line_to (pen->cairo, x + 7, y - 3.2);
      break;
    case CR_BADGE_WRONG:
      cairo_move_to (pen->cairo, x, y - 3);
      cairo_line_to (pen->cairo, x + 6, y + 3);
      cairo_move_to (pen->cairo, x, y + 3);
      cairo_line_to (pen->cairo, x + 6, y - 3);
      break;
    case CR_BADGE_KINK: /* the graph of a function that bends at a point */
      cairo_move_to (pen->cairo, x, y + 2.5);
      cairo_line_to (pen->cairo, x + 3.5, y + 2.5);
      cairo_line_to (pen->cairo, x + 7, y - 3.5);
      break;
    case CR_BADGE_DERIVATIVE: /* it runs forward */
      cairo_move_to (pen->cairo, x, y - 3);
      cairo_line_to (pen->cairo, x + 5, y);
      cairo_line_to (pen->cairo, x, y + 3);
      break;
    default: /* about */
      cairo_move_to (pen->cairo, x, y + 0.8);
      cairo_curve_to (pen->cairo, x + 2, y - 3, x + 5, y + 3, x + 7, y - 0.8);
    }
  cr_pen_stroke (pen, get_role (&(CrBadge) { .kind = kind }), 1.6);
}

static void
draw_pill (const CrPen *pen, const CrBadge *badge, const CrArea *area)
{
  CrColorRole role = get_role (badge);

  cr_pen_rounded (pen, area, HEIGHT / 2);
  cr_pen_set_color (pen, CR_COLOR_NODE);
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, role, EDGE);
  draw_sign (pen, badge->kind, area->x + PADDING, area->y + HEIGHT / 2);
  cr_pen_text (pen, badge->text, TEXT_SIZE, FALSE, role, area->x + PADDING + SIGN, area->y + HEIGHT / 2 + 0.36 * TEXT_SIZE, 0);
}

static void
draw_dot (const CrPen *pen, const CrBadge *badge, const CrPath *path)
{
  double radius = DOT_RADIUS / MIN (pen->scale, 1);

  cr_pen_circle (pen, cr_path_get_point (path, cr_path_get_length (path) / 2), radius);
  cr_pen_set_color (pen, get_role (badge));
  cairo_fill_preserve (pen->cairo);
  cr_pen_stroke (pen, CR_COLOR_CANVAS, EDGE);
}

static gboolean
find_stub (CrPicture *picture, const CrItem *item, CrKey key, const CrArea *clip, CrPath *path)
{
  CrCurve stub;

  if (!cr_picture_is_output (picture, item) || item->uses->len > 0 || !cr_area_meets (&item->reach, clip))
    return FALSE;
  stub = cr_picture_get_stub_curve (picture, item, key);
  *path = cr_path_new (&stub);
  return TRUE;
}

/* The way of the wire that it belongs to, and whether others come from the same output; FALSE where that is inside a folded group or out of
 * sight. */
static gboolean
find_path (CrPicture *picture, const CrBadge *badge, const CrArea *clip, CrPath *path, gboolean *is_branch)
{
  CrItem *item = cr_picture_get_item (picture, cr_picture_find_visible (picture, badge->to));
  const CrWire *wire;

  *is_branch = FALSE;
  if (item != NULL && badge->operand == CR_BADGE_AT_OUTPUT)
    return find_stub (picture, item, badge->to, clip, path);
  wire = cr_picture_find_marked_wire (picture, (CrPick) { CR_PICK_WIRE, badge->to, badge->operand });
  if (wire == NULL || !cr_area_meets (&wire->area, clip))
    return FALSE;
  *path = cr_path_new (&wire->curve);
  *is_branch = cr_picture_get_item (picture, wire->from)->uses->len > 1;
  return TRUE;
}

void
cr_draw_badges (const CrPen *pen, CrPicture *picture, const CrArea *clip)
{
  g_autoptr (GArray) taken = NULL;
  gboolean has_text = cr_pen_shows_text (pen, TEXT_SIZE);

  g_array_set_size (picture->badge_areas, 0);
  if (picture->badges == NULL)
    return;
  taken = has_text ? list_texts (picture, clip) : NULL;
  for (guint i = 0; i < picture->badges->len; i++)
    {
      const CrBadge *badge = &g_array_index (picture->badges, CrBadge, i);
      gboolean is_branch;
      CrPath path;
      CrArea area;

      if (!find_path (picture, badge, clip, &path, &is_branch))
        continue;
      if (has_text)
        area.width = cr_fonts_shape (pen->fonts, badge->text, TEXT_SIZE, FALSE, CR_FIT_FREE, 0)->width + SIGN + 2 * PADDING;
      if (!has_text || !find_place (picture, &path, is_branch, area.width, taken, &area))
        {
          draw_dot (pen, badge, &path);
          continue;
        }
      g_array_append_val (taken, area);
      g_array_append_val (picture->badge_areas, area);
      draw_pill (pen, badge, &area);
    }
}
