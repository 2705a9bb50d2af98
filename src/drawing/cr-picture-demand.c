/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wires on demand: those of what is selected, or of what is hovered, drawn in full over the faint ones of the still part. */
#include "cr-draw.h"

/* Items whose wires are asked for, by key. (transfer full) */
static GHashTable *
find_asked (CrPicture *picture, const CrMarks *marks)
{
  GHashTable *asked = g_hash_table_new (NULL, NULL);
  CrPick hovered = marks != NULL ? marks->hovered : (CrPick) { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

  if (marks == NULL)
    return asked;
  for (guint i = 0; i < marks->n_selected && picture->style.wires == CR_WIRES_SELECTED; i++)
    g_hash_table_add (asked, GUINT_TO_POINTER (cr_picture_find_visible (picture, marks->selected[i])));
  if (picture->style.wires == CR_WIRES_HOVER && hovered.kind != CR_PICK_WIRE && hovered.kind != CR_PICK_NOTHING)
    g_hash_table_add (asked, GUINT_TO_POINTER (cr_picture_find_visible (picture, hovered.key)));
  return asked;
}

static gboolean
is_asked (GHashTable *asked, CrKey key)
{
  return g_hash_table_contains (asked, GUINT_TO_POINTER (key));
}

static void
draw_asked_wire (const CrPen *pen, CrPicture *picture, CrWire *wire, const CrArea *clip)
{
  if (wire->from == CR_KEY_NONE || wire->to->is_lifted || !cr_area_meets (&wire->area, clip))
    return;
  cr_picture_ensure_way (picture, wire);
  cr_draw_wire (pen, picture, wire);
}

void
cr_draw_demanded_wires (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip)
{
  g_autoptr (GHashTable) asked = NULL;
  GHashTableIter iter;
  gpointer key;

  if (picture->style.wires == CR_WIRES_ALL || cr_picture_is_carrying (picture))
    return;
  asked = find_asked (picture, marks);
  g_hash_table_iter_init (&iter, asked);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      CrItem *item = cr_picture_get_item (picture, GPOINTER_TO_UINT (key));

      for (guint i = 0; item != NULL && i < item->n_wires; i++)
        draw_asked_wire (pen, picture, cr_picture_get_wire (picture, item, i), clip);
      for (guint i = 0; item != NULL && i < item->uses->len; i++)
        if (!is_asked (asked, g_array_index (item->uses, CrUse, i).to))
          draw_asked_wire (pen, picture, cr_picture_get_use (picture, item, i), clip);
    }
}

/* Whether a number on a wire is asked for: at either end of one that is. That of the output always is. */
static gboolean
shows_numbers (CrPicture *picture, const CrItem *item, GHashTable *asked, const CrWire *selected, const CrWire *hovered)
{
  if (cr_item_holds_numbers (item) || cr_picture_is_output (picture, item) || is_asked (asked, item->key)
      || (selected != NULL && selected->from == item->key) || (hovered != NULL && hovered->from == item->key))
    return TRUE;
  for (guint i = 0; i < item->uses->len; i++)
    if (is_asked (asked, g_array_index (item->uses, CrUse, i).to))
      return TRUE;
  return FALSE;
}

void
cr_picture_keep_demanded (CrPicture *picture, GPtrArray *items, const CrMarks *marks)
{
  g_autoptr (GHashTable) asked = NULL;
  const CrWire *selected, *hovered;
  guint n_left = 0;

  if (picture->style.wires == CR_WIRES_ALL || marks == NULL)
    return;
  asked = find_asked (picture, marks);
  selected = cr_picture_find_marked_wire (picture, marks->selected_wire);
  hovered = cr_picture_find_marked_wire (picture, marks->hovered);
  for (guint i = 0; i < items->len; i++)
    if (shows_numbers (picture, items->pdata[i], asked, selected, hovered))
      items->pdata[n_left++] = items->pdata[i];
  g_ptr_array_set_size (items, n_left);
}
