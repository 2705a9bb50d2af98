/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a picture is hidden, and what of it is lit.
 *
 * With a spotlight everything is drawn twice: what is not lit as a group that is laid on faintly, then what is lit.
 */
#include "cr-picture-private.h"

void
cr_picture_set_hider (CrPicture *picture, CrPictureHides hides, gpointer data, gboolean has_blanks)
{
  const CrPictureStyle style = picture->style;

  g_return_if_fail (picture != NULL);

  picture->hides = hides;
  picture->hider = data;
  picture->has_blanks = has_blanks;
  cr_picture_set_style (picture, &style); /* everything is measured anew */
}

void
cr_picture_set_spotlight (CrPicture *picture, const CrKey *keys, guint n_keys)
{
  g_return_if_fail (picture != NULL);

  g_clear_pointer (&picture->lit, g_hash_table_unref);
  for (guint i = 0; i < n_keys; i++)
    {
      CrKey key = cr_picture_find_visible (picture, keys[i]);

      if (key == CR_KEY_NONE)
        continue;
      if (picture->lit == NULL)
        picture->lit = g_hash_table_new (NULL, NULL);
      g_hash_table_add (picture->lit, GUINT_TO_POINTER (key));
    }
}

static void
add_members (const CrParts *parts, const CrGroup *group, GArray *keys)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      CrKey key = g_array_index (group->members, CrKey, i);
      const CrGroup *inner = cr_parts_get_group (parts, key);

      g_array_append_val (keys, key);
      if (inner != NULL)
        add_members (parts, inner, keys);
    }
}

void
cr_picture_light_inside (CrPicture *picture)
{
  const CrParts *parts = cr_graph_get_parts (picture->graph);
  const CrGroup *group = picture->inside != CR_KEY_NONE ? cr_parts_get_group (parts, picture->inside) : NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  if (group != NULL)
    add_members (parts, group, keys);
  cr_picture_set_spotlight (picture, (const CrKey *) (gpointer) keys->data, keys->len);
}

static gboolean
is_drawn (CrPicture *picture, gboolean is_lit)
{
  return picture->light == CR_LIGHT_ALL || (picture->light == CR_LIGHT_LIT) == is_lit;
}

static gboolean
is_lit (CrPicture *picture, CrKey key)
{
  return picture->lit != NULL && g_hash_table_contains (picture->lit, GUINT_TO_POINTER (key));
}

void
cr_picture_filter_items (CrPicture *picture, GPtrArray *items)
{
  guint n_left = 0;

  for (guint i = 0; i < items->len; i++)
    if (is_drawn (picture, is_lit (picture, ((CrItem *) items->pdata[i])->key)))
      items->pdata[n_left++] = items->pdata[i];
  g_ptr_array_set_size (items, n_left);
}

/* What stands on a lit wire is lit. */
static gboolean
feeds_lit (CrPicture *picture, const CrItem *item)
{
  for (guint i = 0; i < item->uses->len; i++)
    if (is_lit (picture, g_array_index (item->uses, CrUse, i).to))
      return TRUE;
  return is_lit (picture, item->key);
}

void
cr_picture_filter_numbers (CrPicture *picture, GPtrArray *items)
{
  guint n_left = 0;

  for (guint i = 0; i < items->len; i++)
    if (is_drawn (picture, feeds_lit (picture, items->pdata[i])))
      items->pdata[n_left++] = items->pdata[i];
  g_ptr_array_set_size (items, n_left);
}

gboolean
cr_picture_is_lit_now (CrPicture *picture, CrKey from, CrKey to)
{
  return is_drawn (picture, is_lit (picture, to) || is_lit (picture, from));
}

void
cr_picture_filter_wires (CrPicture *picture, GPtrArray *wires)
{
  guint n_left = 0;

  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *wire = wires->pdata[i];

      if (cr_picture_is_lit_now (picture, wire->from, wire->to->key))
        wires->pdata[n_left++] = wires->pdata[i];
    }
  g_ptr_array_set_size (wires, n_left);
}
