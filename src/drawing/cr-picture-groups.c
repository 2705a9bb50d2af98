/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open groups: an outline around their members with their title, behind everything.
 *
 * How this works: after items have been placed the outlines are worked out anew; groups are few. What has changed is damaged.
 */
#include "cr-picture-private.h"

#include "cr-text.h"

#define DEEPEST 64
#define LONGEST_LABEL 80.0
#define MARK_WIDTH 10.0
#define MARK_HEIGHT 5.5

gboolean
cr_picture_is_folded (CrPicture *picture, const CrGroup *group)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);
  const CrGroup *shown = picture->inside != CR_KEY_NONE ? cr_parts_get_group (parts, picture->inside) : NULL;

  for (; shown != NULL; shown = cr_parts_get_group_of (parts, shown->key))
    if (shown->key == group->key)
      return FALSE;
  return group->collapsed;
}

static gboolean
unite_members (CrPicture *picture, const CrParts *parts, const CrGroup *group, guint depth, CrArea *area)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < group->members->len && depth < DEEPEST; i++)
    {
      CrKey key = g_array_index (group->members, CrKey, i);
      const CrItem *item = cr_picture_get_item (picture, key);
      const CrGroup *inner = item == NULL ? cr_parts_get_group (parts, key) : NULL;
      CrArea one = { 0 };

      if (item != NULL)
        {
          one = cr_body_get_area (&item->body, item->place);
          one.height += CR_GROUP_NAMES;
          if (cr_picture_is_output (picture, item) && item->uses->len == 0) /* and the numbers before its flag */
            {
              CrArea flag = cr_picture_get_flag (picture, item);

              one = cr_area_united (&one, &flag);
            }
        }
      else if (inner == NULL || !unite_members (picture, parts, inner, depth + 1, &one))
        continue;
      *area = has_any ? cr_area_united (area, &one) : one;
      has_any = TRUE;
    }
  if (!has_any)
    return FALSE;
  *area = cr_geometry_get_outline (area);
  return TRUE;
}

/* Damages what of one list the other one has not. */
static void
damage_others (CrPicture *picture, const GArray *list, const GArray *other)
{
  for (guint i = 0; i < list->len; i++)
    {
      const CrOpenGroup *open = &g_array_index (list, CrOpenGroup, i);
      const CrOpenGroup *same = i < other->len ? &g_array_index (other, CrOpenGroup, i) : NULL;
      CrArea damage = cr_area_grown (&open->area, 4);

      if (same == NULL || same->group != open->group || !cr_area_equal (&same->area, &open->area))
        cr_picture_add_damage (picture, &damage);
    }
}

void
cr_picture_measure_groups (CrPicture *picture)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);
  GArray *open_groups;

  if (parts->groups->len == 0 && picture->open_groups->len == 0)
    return;
  open_groups = g_array_new (FALSE, FALSE, sizeof (CrOpenGroup));
  for (guint i = 0; i < parts->groups->len && !picture->style.compact; i++)
    {
      CrOpenGroup open = { .group = parts->groups->pdata[i] };

      if (!cr_picture_is_folded (picture, open.group) && cr_picture_find_visible (picture, open.group->key) == open.group->key &&
          unite_members (picture, parts, open.group, 0, &open.area))
        g_array_append_val (open_groups, open);
    }
  damage_others (picture, picture->open_groups, open_groups);
  damage_others (picture, open_groups, picture->open_groups);
  g_array_unref (picture->open_groups);
  picture->open_groups = open_groups;
}

gboolean
cr_picture_is_on_border (CrPicture *picture, const CrArea *area)
{
  for (guint i = 0; i < picture->open_groups->len; i++)
    {
      const CrArea *group = &g_array_index (picture->open_groups, CrOpenGroup, i).area;

      if (cr_area_meets (group, area) && !cr_area_contains_area (group, area))
        return TRUE;
    }
  return FALSE;
}

const CrOpenGroup *
cr_picture_find_open_group (CrPicture *picture, CrKey key)
{
  for (guint i = 0; i < picture->open_groups->len; i++)
    if (g_array_index (picture->open_groups, CrOpenGroup, i).group->key == key)
      return &g_array_index (picture->open_groups, CrOpenGroup, i);
  return NULL;
}

CrKey
cr_picture_pick_open_group (CrPicture *picture, CrPoint point, double reach)
{
  const CrOpenGroup *found = NULL;

  for (guint i = 0; i < picture->open_groups->len; i++)
    {
      const CrOpenGroup *open = &g_array_index (picture->open_groups, CrOpenGroup, i);
      CrArea inner = cr_area_grown (&open->area, -reach);
      CrArea title = { open->area.x, open->area.y, open->area.width, CR_GROUP_TITLE };

      if (!cr_area_contains (&open->area, point) || (cr_area_contains (&inner, point) && !cr_area_contains (&title, point)))
        continue;
      if (found == NULL || open->area.width * open->area.height < found->area.width * found->area.height)
        found = open;
    }
  return found != NULL ? found->group->key : CR_KEY_NONE;
}

/* --- Marks that fold and open --- */

CrArea
cr_item_get_fold_mark (CrPicture *picture, const CrItem *item)
{
  CrArea body = cr_body_get_area (&item->body, item->place);
  double right = body.x + body.width - 12 - cr_item_measure_port_labels (picture, item, TRUE);

  return (CrArea) { right - MARK_WIDTH, item->place.y - 2.5, MARK_WIDTH, MARK_HEIGHT };
}

CrArea
cr_open_group_get_fold_mark (const CrOpenGroup *open)
{
  return (CrArea) { open->area.x + open->area.width - 14 - MARK_WIDTH, open->area.y + 9, MARK_WIDTH, MARK_HEIGHT };
}

CrKey
cr_picture_pick_fold_mark (CrPicture *picture, GPtrArray *items, CrPoint point, double reach)
{
  for (guint i = items->len; i > 0; i--)
    {
      const CrItem *item = items->pdata[i - 1];
      CrArea mark;

      if (!cr_body_contains (&item->body, item->place, point))
        continue;
      if (item->group == NULL)
        return CR_KEY_NONE;
      mark = cr_item_get_fold_mark (picture, item);
      mark = cr_area_grown (&mark, reach);
      return cr_area_contains (&mark, point) ? item->key : CR_KEY_NONE;
    }
  for (guint i = picture->open_groups->len; i > 0; i--)
    {
      const CrOpenGroup *open = &g_array_index (picture->open_groups, CrOpenGroup, i - 1);
      CrArea mark = cr_open_group_get_fold_mark (open);

      mark = cr_area_grown (&mark, reach);
      if (cr_area_contains (&mark, point))
        return open->group->key;
    }
  return CR_KEY_NONE;
}

/* --- Names of ports --- */

const char *
cr_item_get_port_label (CrPicture *picture, const CrItem *item, gboolean output, guint i)
{
  GArray *ports = output ? item->group->ports.outputs : item->group->ports.inputs;
  CrKey source = output ? g_array_index (item->outputs, CrKey, i) : cr_item_get_source (item, i);

  for (guint j = 0; ports != NULL && j < ports->len; j++)
    {
      const CrPort *port = &g_array_index (ports, CrPort, j);

      if (port->from == source || (!output && port->from == cr_picture_find_visible (picture, source)))
        return port->label;
    }
  return NULL;
}

double
cr_item_measure_port_labels (CrPicture *picture, const CrItem *item, gboolean output)
{
  double width = 0;

  for (guint i = 0; i < (output ? item->outputs->len : item->n_wires); i++)
    {
      const char *label = cr_item_get_port_label (picture, item, output, i);

      if (label != NULL)
        width = MAX (width, MIN (cr_text_estimate_width (label) * CR_PORT_LABEL_SIZE, LONGEST_LABEL) + 12);
    }
  return width;
}
