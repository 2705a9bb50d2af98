/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of a graph as text: what is copied, and how it joins another graph. */
#include "cr-clipboard.h"

#include "cr-read.h"
#include "cr-write.h"

#include <string.h>

/* --- Copying --- */

/* Adds to @taken what is in the groups that it has, and in the groups in them. */
static void
take_members (const CrParts *parts, GHashTable *taken)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = parts->groups->pdata[i];

      g_hash_table_insert (groups, GUINT_TO_POINTER (group->key), group);
      if (g_hash_table_contains (taken, GUINT_TO_POINTER (group->key)))
        g_ptr_array_add (waiting, group);
    }
  while (waiting->len > 0)
    {
      const CrGroup *group = g_ptr_array_steal_index_fast (waiting, waiting->len - 1);

      for (guint i = 0; i < group->members->len; i++)
        {
          gpointer member = GUINT_TO_POINTER (g_array_index (group->members, CrKey, i));
          CrGroup *inner = g_hash_table_lookup (groups, member);

          if (g_hash_table_add (taken, member) && inner != NULL)
            g_ptr_array_add (waiting, inner);
        }
    }
}

/* Adds to @taken the groups of which all members are taken, from the inside out. */
static void
take_full_groups (const CrParts *parts, GHashTable *taken)
{
  guint n_groups = parts->groups->len;
  g_autofree guint *n_left = g_new0 (guint, n_groups);
  g_autoptr (GHashTable) group_of = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) full = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_groups; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      for (guint j = 0; j < group->members->len; j++)
        {
          gpointer member = GUINT_TO_POINTER (g_array_index (group->members, CrKey, j));

          g_hash_table_insert (group_of, member, GUINT_TO_POINTER (i));
          n_left[i] += !g_hash_table_contains (taken, member);
        }
      if (n_left[i] == 0)
        g_array_append_val (full, i);
    }
  for (guint next = 0; next < full->len; next++)
    {
      const CrGroup *group = parts->groups->pdata[g_array_index (full, guint, next)];
      gpointer outer;

      if (!g_hash_table_add (taken, GUINT_TO_POINTER (group->key)) ||
          !g_hash_table_lookup_extended (group_of, GUINT_TO_POINTER (group->key), NULL, &outer))
        continue;

      guint place = GPOINTER_TO_UINT (outer);

      if (--n_left[place] == 0)
        g_array_append_val (full, place);
    }
}

static gpointer
share_part (gconstpointer part, gpointer unused)
{
  return g_atomic_rc_box_acquire ((gpointer) part);
}

static gboolean
is_not_taken (CrKey key, gpointer taken)
{
  return !g_hash_table_contains (taken, GUINT_TO_POINTER (key));
}

char *
cr_clipboard_to_text (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_keys; i++)
    g_hash_table_add (taken, GUINT_TO_POINTER (keys[i]));
  take_members (parts, taken);
  take_full_groups (parts, taken);

  /* Groups forget what is left behind. */
  g_autoptr (CrParts) kept = cr_parts_without (parts, is_not_taken, taken);
  g_autoptr (CrParts) pieces = cr_parts_copy (cr_parts_get_empty ());

  g_ptr_array_extend (pieces->groups, kept->groups, share_part, NULL);
  g_ptr_array_extend (pieces->frames, kept->frames, share_part, NULL);

  return cr_write_fragment (graph, taken, pieces);
}

/* --- Pasting --- */

static void
add_id (CrKey key, const char *id, gpointer data)
{
  g_hash_table_insert (data, (gpointer) id, GUINT_TO_POINTER (key));
}

static void
index_ids (const CrGraph *graph, GHashTable *keys)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      add_id (node->key, node->id, keys);
    }
  cr_parts_for_each_id (cr_graph_get_parts (graph), add_id, keys);
}

/* Moves what was just read; nobody else has it yet. */
static void
move_pasted (const CrReader *reader, const CrParts *parts, double dx, double dy)
{
  for (CrKey key = reader->first_node; key < reader->first_group; key++)
    {
      const CrNode *node = cr_graph_edit_get_node (reader->edit, key);

      if (node->has_place)
        cr_graph_edit_move (reader->edit, key, node->place.x + dx, node->place.y + dy);
    }
  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrGroup *group = parts->groups->pdata[i];

      group->place.x += dx;
      group->place.y += dy;
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      CrFrame *frame = parts->frames->pdata[i];

      frame->x += dx;
      frame->y += dy;
    }
}

/* The document's parts with the groups and frames that were pasted. */
static CrParts *
join_parts (const CrGraph *graph, const CrParts *pasted)
{
  CrParts *joined = cr_parts_copy (cr_graph_get_parts (graph));

  g_ptr_array_extend (joined->groups, pasted->groups, share_part, NULL);
  g_ptr_array_extend (joined->frames, pasted->frames, share_part, NULL);
  return joined;
}

static GArray *
list_pasted_keys (const CrReader *reader, const CrParts *pasted)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (CrKey key = reader->first_node; key < reader->first_frame + pasted->frames->len; key++)
    g_array_append_val (keys, key);
  return keys;
}

CrGraph *
cr_clipboard_from_text (const CrGraph *graph, const char *text, double dx, double dy, GArray **pasted_keys, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (cr_id_hash, g_str_equal);
  g_autoptr (GHashTable) base_keys = g_hash_table_new (cr_id_hash, g_str_equal);
  g_autoptr (GHashTable) new_ids = g_hash_table_new_full (cr_id_hash, g_str_equal, g_free, NULL);
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (graph);
  g_autoptr (CrParts) pasted = cr_parts_copy (cr_parts_get_empty ());
  CrReader reader = { .edit = edit, .base = graph, .keys = keys, .base_keys = base_keys, .new_ids = new_ids };

  index_ids (graph, base_keys);

  g_autoptr (json_t) root = cr_read_document (&reader, text, strlen (text), pasted, error);

  if (root == NULL)
    return NULL;
  move_pasted (&reader, pasted, dx, dy);
  cr_graph_edit_take_parts (edit, join_parts (graph, pasted));

  g_autoptr (CrGraph) joined = cr_graph_edit_end (g_steal_pointer (&edit));

  if (!cr_check_loops (joined, error))
    return NULL;
  *pasted_keys = list_pasted_keys (&reader, pasted);
  return g_steal_pointer (&joined);
}
