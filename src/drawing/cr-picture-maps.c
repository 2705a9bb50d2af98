/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small maps over the plane in the nodes of a picture, and the words for units that are not well. */
#include "cr-draw.h"
#include "cr-node-maps.h"

#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SIDE 48.0
#define INSET 7.0
#define FINEST 64 /* cells each way that are kept: enough for 48 pixels on a fine screen */
#define TILE_GAP 1.0
#define PALER 0.35
#define MARK_SIZE 11.0
#define MARK_HEIGHT 17.0
#define MARK_GAP 5.0
#define NAME_GAP 23.0
#define PORT_REACH 6.0 /* of ports beyond the body */

/* The maps of one node, as images. */
struct _CrItemMap
{
  guint n_images;
  cairo_surface_t **images;
  gboolean is_discrete;
  CrNodeMark mark;
};

static void
item_map_free (gpointer data)
{
  CrItemMap *map = data;

  for (guint i = 0; i < map->n_images; i++)
    cairo_surface_destroy (map->images[i]);
  g_free (map->images);
  g_free (map);
}

static CrItemMap *
item_map_new (const CrNodeMap *given, gboolean dark)
{
  CrItemMap *item_map = g_new0 (CrItemMap, 1);
  CrMap map = given->map;
  gsize n_cells = (gsize) map.columns * map.rows;
  guint every = MAX ((MAX (map.columns, map.rows) + FINEST - 1) / FINEST, 1);

  item_map->mark = given->mark;
  item_map->is_discrete = map.discrete;
  if (map.values == NULL || n_cells == 0)
    return item_map;
  item_map->n_images = MIN (map.n_classes, CR_NODE_MAP_MOST_ENTRIES);
  item_map->images = g_new (cairo_surface_t *, item_map->n_images);
  map.n_classes = 1;
  for (guint i = 0; i < item_map->n_images; i++, map.values += n_cells)
    item_map->images[i] = cr_map_paint (&map, every, dark);
  return item_map;
}

static CrItemMap *
find_map (CrPicture *picture, CrKey key)
{
  return picture->maps != NULL ? g_hash_table_lookup (picture->maps, GUINT_TO_POINTER (key)) : NULL;
}

gboolean
cr_item_has_map (CrPicture *picture, const CrItem *item)
{
  const CrItemMap *map = item->node != NULL && !picture->style.compact ? find_map (picture, item->key) : NULL;

  return map != NULL && map->n_images > 0;
}

gboolean
cr_picture_set_maps (CrPicture *picture, const CrNodeMap *maps, guint n_maps)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&picture->maps);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  g_return_val_if_fail (maps != NULL || n_maps == 0, FALSE);

  if (n_maps > 0)
    picture->maps = g_hash_table_new_full (NULL, NULL, NULL, item_map_free);
  for (guint i = 0; i < n_maps; i++)
    g_hash_table_insert (picture->maps, GUINT_TO_POINTER (maps[i].key), item_map_new (&maps[i], picture->style.dark));
  for (guint key = 0; key < picture->items->len && (before != NULL || n_maps > 0); key++)
    {
      CrItem *item = picture->items->pdata[key];
      const CrItemMap *old = before != NULL ? g_hash_table_lookup (before, GUINT_TO_POINTER (key)) : NULL;
      const CrItemMap *new = find_map (picture, key);

      if (item != NULL && (old != NULL && old->n_images > 0) != (new != NULL && new->n_images > 0))
        g_ptr_array_add (changed, item);
    }
  if (changed->len > 0)
    cr_picture_renew (picture, (CrItem *const *) changed->pdata, changed->len);
  return changed->len > 0;
}

/* --- Drawing --- */

/* So many squares as large as can be in an area: how many beside one another. */
static guint
count_columns (const CrArea *area, guint n)
{
  guint best = 1;
  double largest = 0;

  for (guint columns = 1; columns <= n; columns++)
    {
      double side = MIN (area->width / columns, area->height / ((n + columns - 1) / columns));

      if (side > largest)
        {
          largest = side;
          best = columns;
        }
    }
  return best;
}

static void
draw_tiles (const CrPen *pen, const CrItemMap *map, const CrArea *area)
{
  guint columns = count_columns (area, map->n_images);
  guint rows = (map->n_images + columns - 1) / columns;
  double side = MIN (area->width / columns, area->height / rows);
  double left = area->x + (area->width - columns * side) / 2;
  double top = area->y + (area->height - rows * side) / 2;
  double gap = map->n_images > 1 ? TILE_GAP : 0;

  for (guint i = 0; i < map->n_images; i++)
    {
      CrArea tile = { left + i % columns * side, top + i / columns * side, side - gap, side - gap };

      cr_map_draw_image (pen, map->images[i], &tile, !map->is_discrete);
    }
}

/* Under its sign, as far as the outline; paler, so that the sign is read, and with the ports on top again. */
static void
draw_under_sign (const CrPen *pen, CrPicture *picture, const CrItem *item, const CrItemMap *map)
{
  CrArea area = cr_body_get_area (&item->body, item->place);
  g_autofree char *symbol = cr_text_dup_symbol (item->node);
  gboolean is_round = item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_RINGS;
  double inset = item->body.outline == CR_OUTLINE_RINGS ? 5 : 1.5;
  CrColor ground = cr_color_get (CR_COLOR_NODE, pen->dark);

  area = cr_area_grown (&area, -inset);
  cairo_save (pen->cairo);
  if (is_round)
    cr_pen_circle (pen, item->place, area.width / 2);
  else
    cr_pen_rounded (pen, &area, 3);
  cairo_clip (pen->cairo);
  draw_tiles (pen, map, &area);
  cairo_set_source_rgba (pen->cairo, ground.red, ground.green, ground.blue, PALER);
  cairo_paint (pen->cairo);
  cairo_restore (pen->cairo);
  cr_draw_sign (pen, &item->body, item->place, symbol, 1);
  cr_draw_ports (pen, picture, item);
}

static CrArea
get_area (const CrItem *item)
{
  CrArea body = cr_body_get_area (&item->body, item->place);

  switch (item->body.outline)
    {
    case CR_OUTLINE_TAG:
      return (CrArea) { body.x + INSET - 1, body.y + INSET, SIDE, SIDE };
    case CR_OUTLINE_BOX:
      return (CrArea) { body.x + INSET, body.y + INSET, SIDE, SIDE };
    case CR_OUTLINE_STACK:
      return (CrArea) { item->place.x - 30, item->place.y - 24, 60, 30 };
    case CR_OUTLINE_CIRCLE:
    case CR_OUTLINE_SQUARE:
    case CR_OUTLINE_RINGS:
      break;
    }
  return body;
}

static const char *
get_mark_word (CrNodeMark mark)
{
  return mark == CR_NODE_MARK_DEAD ? _("dead") : _("saturated");
}

/* Below the node, or below its name. */
static CrArea
get_mark_area (CrPicture *picture, const CrItem *item, CrNodeMark mark)
{
  CrArea name;
  double gap = cr_draw_shape_caption (picture, item, &name) != NULL ? NAME_GAP : MARK_GAP;
  const CrShaped *text = cr_fonts_shape (picture->fonts, get_mark_word (mark), MARK_SIZE, TRUE, CR_FIT_FREE, 0);

  return (CrArea) { item->place.x - text->width / 2 - 7, item->place.y + item->body.height / 2 + gap, text->width + 14, MARK_HEIGHT };
}

static void
draw_mark (const CrPen *pen, CrPicture *picture, const CrItem *item, CrNodeMark mark)
{
  CrColorRole role = mark == CR_NODE_MARK_DEAD ? CR_COLOR_ERROR : CR_COLOR_INK;
  CrArea pill = get_mark_area (picture, item, mark);

  if (!cr_pen_shows_text (pen, MARK_SIZE))
    return;
  cr_pen_rounded (pen, &pill, MARK_HEIGHT / 2);
  cr_pen_set_color (pen, CR_COLOR_CANVAS);
  cairo_fill_preserve (pen->cairo);
  if (mark == CR_NODE_MARK_SATURATED)
    cairo_set_dash (pen->cairo, (const double[]) { 4, 2.5 }, 2, 0);
  cr_pen_stroke (pen, role, 1.5);
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  cr_pen_set_color (pen, role);
  cr_fonts_draw (pen->fonts, pen->cairo, cr_fonts_shape (pen->fonts, get_mark_word (mark), MARK_SIZE, TRUE, CR_FIT_FREE, 0), pill.x + 7,
                 pill.y + 12.5);
}

static void
draw_map (const CrPen *pen, CrPicture *picture, const CrItem *item, const CrItemMap *map)
{
  CrArea area = get_area (item);

  if (cr_picture_is_covered (picture, item, &area))
    return;
  if (item->body.outline == CR_OUTLINE_CIRCLE || item->body.outline == CR_OUTLINE_SQUARE ||
      item->body.outline == CR_OUTLINE_RINGS)
    {
      draw_under_sign (pen, picture, item, map);
      return;
    }
  draw_tiles (pen, map, &area);
  if (item->body.outline == CR_OUTLINE_BOX)
    cr_draw_unit_bias (pen, picture, item);
}

gboolean
cr_picture_has_maps (const CrPicture *picture)
{
  return picture->maps != NULL;
}

/* What is to be drawn at an item, or NULL. */
static const CrItemMap *
find_drawn (CrPicture *picture, const CrItem *item)
{
  const CrItemMap *map = item->node != NULL ? find_map (picture, item->key) : NULL;

  return map == NULL || cr_item_is_wrong (item) || (map->n_images == 0 && map->mark == CR_NODE_MARK_NONE) ? NULL : map;
}

void
cr_draw_item_map (const CrPen *pen, CrPicture *picture, const CrItem *item)
{
  const CrItemMap *map = find_drawn (picture, item);

  if (map != NULL && map->n_images > 0)
    draw_map (pen, picture, item, map);
  if (map != NULL && map->mark != CR_NODE_MARK_NONE)
    draw_mark (pen, picture, item, map->mark);
}

gboolean
cr_draw_find_item_map (CrPicture *picture, const CrItem *item, CrArea *area)
{
  const CrItemMap *map = find_drawn (picture, item);
  CrArea body = cr_body_get_area (&item->body, item->place);
  CrArea mark;

  if (map == NULL)
    return FALSE;
  *area = cr_area_grown (&body, PORT_REACH);
  if (map->mark == CR_NODE_MARK_NONE)
    return TRUE;
  mark = get_mark_area (picture, item, map->mark);
  mark = cr_area_grown (&mark, 1);
  *area = cr_area_united (area, &mark);
  return TRUE;
}
