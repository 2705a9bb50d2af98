/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers keep their spots from one step of a timeline to the next.
 *
 * How this works: while a step is followed every change leaves the area that it is in: a number more or less, an item or a wire that
 * has moved. When somebody next asks for a spot, be it some steps later: what has looked for its own near none of them would find the same
 * one. The others look anew at once, in key order, as
 * each respects those before it; where one finds another spot that is a change too. Then what single wires carry back, which respects
 * all of them.
 */
#include "cr-picture-private.h"

#define LOOKED 130.0      /* farther from an item and its wires nothing is looked at for its numbers */
#define MOST_CHANGES 400 /* with more all look anew when they are asked for */

void
cr_picture_note_change (CrPicture *picture, const CrArea *area)
{
  if (picture->changes->len <= MOST_CHANGES)
    g_array_append_val (picture->changes, *area);
}

void
cr_picture_note_numbers (CrPicture *picture, const CrItem *item)
{
  cr_picture_note_change (picture, &item->reach);
  for (guint i = 0; i < 2; i++)
    {
      if (item->spots.spots[i].area.width > 0)
        cr_picture_note_change (picture, &item->spots.spots[i].area);
      if (item->usual[i].width > 0)
        cr_picture_note_change (picture, &item->usual[i]);
    }
}

/* Where it has looked for spots. */
static CrArea
get_looked (CrPicture *picture, const CrItem *item)
{
  CrArea all = item->reach;

  for (guint i = 0; i < item->uses->len; i++)
    {
      CrArea area = cr_picture_get_use_area (picture, item, i);

      all = cr_area_united (&all, &area);
    }
  return cr_area_grown (&all, LOOKED);
}

static gboolean
is_near_change (CrPicture *picture, const CrItem *item)
{
  CrArea looked = get_looked (picture, item);

  for (guint i = 0; i < picture->changes->len; i++)
    if (cr_area_meets (&g_array_index (picture->changes, CrArea, i), &looked))
      return TRUE;
  return FALSE;
}

static gboolean
spots_equal (const CrSpots *a, const CrSpots *b)
{
  return cr_area_equal (&a->spots[0].area, &b->spots[0].area) && cr_area_equal (&a->spots[1].area, &b->spots[1].area);
}

static void
keep_spots (CrPicture *picture, CrItem *item, guint version)
{
  CrSpots before = item->spots;

  if (item->spots.version != version)
    return;
  if (!is_near_change (picture, item))
    {
      item->spots.version = item->usual_version = picture->version;
      return;
    }
  cr_picture_find_spots (picture, item);
  if (spots_equal (&before, &item->spots))
    return;
  for (guint i = 0; i < 2; i++)
    {
      cr_picture_note_change (picture, &before.spots[i].area);
      cr_picture_note_change (picture, &item->spots.spots[i].area);
    }
}

/* Those before it in key order have theirs; where it has looked anew they count as changed. */
static void
keep_branches (CrPicture *picture, CrItem *item, guint version)
{
  if (item->branches_version != version)
    return;
  if (!is_near_change (picture, item))
    item->branches_version = picture->version;
  else if (item->uses->len > 1)
    for (guint i = 0; i < item->uses->len; i++)
      {
        CrArea area = cr_picture_get_use_area (picture, item, i);

        cr_picture_note_change (picture, &area);
      }
}

void
cr_picture_keep_spots (CrPicture *picture)
{
  guint version = picture->kept_version;

  if (!picture->is_kept_later)
    return;
  picture->is_kept_later = FALSE;
  for (guint key = 0; key < picture->items->len && picture->changes->len <= MOST_CHANGES; key++)
    if (picture->items->pdata[key] != NULL)
      keep_spots (picture, picture->items->pdata[key], version);
  for (guint key = 0; key < picture->items->len && picture->changes->len <= MOST_CHANGES; key++)
    if (picture->items->pdata[key] != NULL)
      keep_branches (picture, picture->items->pdata[key], version);
  g_array_set_size (picture->changes, 0);
}
