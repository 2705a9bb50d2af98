/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's commands about what is selected as a whole: selecting by relation, aligning, distributing, a frame around it. */
#include "cr-editor-private.h"

#include "cr-edits-parts.h"
#include "cr-step-names.h"

#define FRAME_MARGIN 12.0 /* around what is framed with its numbers; above it the title stands too */
#define FRAME_TITLE 24.0
#define EMPTY_FRAME_WIDTH 240.0
#define EMPTY_FRAME_HEIGHT 144.0

/* --- Relations --- */

void
cr_editor_select_related (CrEditor *editor, CrRelation relation)
{
  const CrKey *keys;
  guint n_keys;
  g_autoptr (GArray) related = NULL;

  g_return_if_fail (CR_IS_EDITOR (editor));

  keys = cr_selection_get_nodes (editor->selection, &n_keys);
  if (editor->graph == NULL || n_keys == 0)
    return;
  related = cr_edit_find_related (editor->graph, keys, n_keys, relation);
  cr_editor_select_nodes (editor, cr_keys_peek (related), related->len);
}

/* --- Arranging --- */

/* What is selected, without what lies in something else that is, since it goes along with that. */
static GArray *
list_boxes (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);
  GArray *boxes = g_array_new (FALSE, TRUE, sizeof (CrArrangeBox));

  for (guint i = 0; i < n_keys; i++)
    if (cr_graph_get_node (editor->graph, keys[i]) == NULL)
      {
        g_autoptr (GArray) contents = cr_edit_with_contents (editor->graph, &keys[i], 1);

        for (guint j = 1; j < contents->len; j++)
          g_hash_table_add (inside, GUINT_TO_POINTER (g_array_index (contents, CrKey, j)));
      }
  for (guint i = 0; i < n_keys; i++)
    {
      CrArrangeBox box = { .key = keys[i] };

      if (!g_hash_table_contains (inside, GUINT_TO_POINTER (keys[i])) && cr_picture_get_node_area (editor->picture, keys[i], &box.area))
        g_array_append_val (boxes, box);
    }
  return boxes;
}

gboolean
cr_editor_can_arrange (CrEditor *editor, CrArrangement how)
{
  guint n_keys;

  cr_selection_get_nodes (editor->selection, &n_keys);
  return editor->graph != NULL && n_keys >= cr_arrangement_get_least (how);
}

void
cr_editor_arrange (CrEditor *editor, CrArrangement how)
{
  g_autoptr (GArray) boxes = NULL;
  g_autoptr (CrGraph) arranged = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->graph == NULL)
    return;
  cr_editor_break_off (editor);
  boxes = list_boxes (editor);
  if (boxes->len < cr_arrangement_get_least (how))
    return;
  cr_arrange ((CrArrangeBox *) (gpointer) boxes->data, boxes->len, how);
  arranged = cr_edit_arrange (editor->graph, (const CrArrangeBox *) (gpointer) boxes->data, boxes->len);
  if (arranged == editor->graph)
    return;
  name = how >= CR_ARRANGE_ACROSS ? cr_step_name_distribute (boxes->len) : cr_step_name_align (boxes->len);
  cr_editor_take_edit (editor, g_steal_pointer (&arranged), name);
}

/* --- Frames --- */

/* Around all that is selected, on the snap grid; else an empty one about @place. */
static CrArea
get_frame_area (CrEditor *editor, CrPoint place)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);
  CrArea all = { 0 };
  CrPoint corner, end;

  for (guint i = 0; i < n_keys; i++)
    {
      CrArea area;

      if (cr_picture_get_whole_area (editor->picture, keys[i], &area))
        all = cr_area_united (&all, &area);
    }
  if (all.width <= 0)
    {
      corner = cr_geometry_snap ((CrPoint) { place.x - EMPTY_FRAME_WIDTH / 2, place.y - EMPTY_FRAME_HEIGHT / 2 });
      return (CrArea) { corner.x, corner.y, EMPTY_FRAME_WIDTH, EMPTY_FRAME_HEIGHT };
    }
  all = cr_area_grown (&all, FRAME_MARGIN);
  corner = cr_geometry_snap ((CrPoint) { all.x - CR_SNAP / 2, all.y - FRAME_TITLE - CR_SNAP / 2 });
  end = cr_geometry_snap ((CrPoint) { all.x + all.width + CR_SNAP / 2, all.y + all.height + CR_SNAP / 2 });
  return (CrArea) { corner.x, corner.y, end.x - corner.x, end.y - corner.y };
}

CrKey
cr_editor_add_frame (CrEditor *editor, CrPoint place)
{
  CrKey key = CR_KEY_NONE;
  CrGraph *framed;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CR_IS_EDITOR (editor), CR_KEY_NONE);

  if (editor->graph == NULL)
    return CR_KEY_NONE;
  cr_editor_break_off (editor);
  framed = cr_edit_add_frame (editor->graph, get_frame_area (editor, place), &key);
  name = cr_step_name_add (framed, key);
  cr_editor_take_edit (editor, framed, name);
  cr_editor_select_nodes (editor, &key, 1);
  return key;
}
