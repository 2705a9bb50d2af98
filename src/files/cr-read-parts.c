/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what stands beside the nodes: groups, frames, scenes, exercises, answers, training, view. */
#include "cr-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- One of each --- */

static gpointer
read_group (CrReader *reader, const CrPlace *place, const json_t *json, gsize index, GError **error)
{
  g_autofree char *id = cr_reader_dup_id (reader, place->name);
  g_autoptr (CrGroup) group = cr_group_new (reader->first_group + index, id);

  if (!cr_read_members (reader, place, json, &cr_members_group, group, error))
    return NULL;
  if (group->members->len == 0)
    {
      cr_place_fail (place, CR_ERROR_MEMBER, error, _("a group has at least one member"));
      return NULL;
    }
  return g_steal_pointer (&group);
}

static gpointer
read_frame (CrReader *reader, const CrPlace *place, const json_t *json, gsize index, GError **error)
{
  g_autofree char *id = cr_reader_dup_id (reader, place->name);
  g_autoptr (CrFrame) frame = cr_frame_new (reader->first_frame + index, id);

  return cr_read_members (reader, place, json, &cr_members_frame, frame, error) ? g_steal_pointer (&frame) : NULL;
}

static gpointer
read_scene (CrReader *reader, const CrPlace *place, const json_t *json, gsize index, GError **error)
{
  g_autoptr (CrScene) scene = cr_scene_new ();

  return cr_read_members (reader, place, json, &cr_members_scene, scene, error) ? g_steal_pointer (&scene) : NULL;
}

static gpointer
read_exercise (CrReader *reader, const CrPlace *place, const json_t *json, gsize index, GError **error)
{
  g_autoptr (CrExercise) exercise = cr_exercise_new (CR_EXERCISE_PREDICT);

  return cr_read_members (reader, place, json, &cr_members_exercise, exercise, error) ? g_steal_pointer (&exercise) : NULL;
}

static gpointer
read_answer (CrReader *reader, const CrPlace *place, const json_t *json, gsize index, GError **error)
{
  g_autoptr (CrAnswer) answer = cr_answer_new (CR_KEY_NONE, CR_ANSWER_VALUE, NULL);

  return cr_read_members (reader, place, json, &cr_members_answer, answer, error) ? g_steal_pointer (&answer) : NULL;
}

/* --- Lists of them --- */

typedef gpointer (*ReadItem) (CrReader *reader, const CrPlace *place, const json_t *json, gsize index, GError **error);

/* Fills @list; absent is empty. Groups and frames have ids, by which they are named in messages; their count has been checked. */
static gboolean
read_list (CrReader *reader, const json_t *root, const char *name, CrPlaceKind kind, ReadItem read_item, GPtrArray *list,
           GError **error)
{
  const json_t *json = json_object_get (root, name);

  if (json != NULL && !json_is_array (json))
    return cr_place_fail_expected (CR_PLACE_IN (NULL, name), json, error, _("a list of objects"));
  for (gsize i = 0; i < json_array_size (json); i++)
    {
      const json_t *item = json_array_get (json, i);
      CrPlace place = { NULL, kind, NULL, i + 1 };

      if (kind == CR_PLACE_GROUP || kind == CR_PLACE_FRAME)
        place.name = json_string_value (json_object_get (item, "id"));

      gpointer part = read_item (reader, &place, item, i, error);

      if (part == NULL)
        return FALSE;
      g_ptr_array_add (list, part);
    }
  return TRUE;
}

/* --- Groups in one another --- */

static const char *
get_group_id (const CrParts *parts, const CrReader *reader, CrKey key)
{
  const CrGroup *group = parts->groups->pdata[key - reader->first_group];

  return group->id;
}

static gboolean
fail_loop (const CrParts *parts, const CrReader *reader, const CrKey *group_of, CrKey start, GError **error)
{
  g_autoptr (GString) way = g_string_new (get_group_id (parts, reader, start));
  guint n_named = 1;

  for (CrKey key = group_of[start - reader->first_node];; key = group_of[key - reader->first_node])
    {
      if (n_named++ < 12 || key == start)
        g_string_append_printf (way, " → %s", get_group_id (parts, reader, key));
      else if (n_named == 14)
        g_string_append (way, " → …");
      if (key == start)
        break;
    }
  return cr_place_fail (CR_PLACE_IN (NULL, "groups"), CR_ERROR_LOOP, error, _("groups inside one another: %s"), way->str);
}

/* Follows each group outwards. A group that was met on an earlier way need not be followed again. */
static gboolean
check_group_loops (const CrParts *parts, const CrReader *reader, const CrKey *group_of, GError **error)
{
  guint n = parts->groups->len;
  g_autofree guint *met_from = g_new0 (guint, n);

  for (guint i = 0; i < n; i++)
    {
      CrKey key = reader->first_group + i;

      for (; key != CR_KEY_NONE && met_from[key - reader->first_group] == 0; key = group_of[key - reader->first_node])
        met_from[key - reader->first_group] = i + 1;
      if (key != CR_KEY_NONE && met_from[key - reader->first_group] == i + 1)
        return fail_loop (parts, reader, group_of, key, error);
    }
  return TRUE;
}

/* Each node and group is in one group at most, and no group in itself. */
static gboolean
check_groups (const CrParts *parts, const CrReader *reader, GError **error)
{
  g_autofree CrKey *group_of = g_new0 (CrKey, reader->first_frame - reader->first_node + 1);

  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];
      CrPlace place = { NULL, CR_PLACE_GROUP, group->id, 0 };

      for (guint j = 0; j < group->members->len; j++)
        {
          CrKey *owner = &group_of[g_array_index (group->members, CrKey, j) - reader->first_node];

          if (*owner != CR_KEY_NONE)
            return cr_place_fail (CR_PLACE_IN (&place, "members"), CR_ERROR_MEMBER, error,
                                  _("member %u is in group \"%s\" already"), j + 1, get_group_id (parts, reader, *owner));
          *owner = group->key;
        }
    }
  return check_group_loops (parts, reader, group_of, error);
}

/* --- Training --- */

static gboolean
read_training (CrReader *reader, const json_t *json, CrParts *parts, GError **error)
{
  if (json == NULL)
    return TRUE;
  parts->training = cr_training_new ();
  return cr_read_members (reader, CR_PLACE_IN (NULL, "training"), json, &cr_members_training, parts->training, error);
}

static gboolean
read_view (CrReader *reader, const json_t *json, CrParts *parts, GError **error)
{
  if (json == NULL)
    return TRUE;
  parts->given |= CR_PARTS_VIEW;
  return cr_read_members (reader, CR_PLACE_IN (NULL, "view"), json, &cr_members_view, parts, error);
}

/* --- All of them --- */

gboolean
cr_read_parts (CrReader *reader, const json_t *root, CrParts *parts, GError **error)
{
  const struct
  {
    const char *name;
    CrPlaceKind kind;
    ReadItem read_item;
    GPtrArray *list;
    CrPartsMember given;
  } lists[] = {
    { "groups", CR_PLACE_GROUP, read_group, parts->groups, CR_PARTS_GROUPS },
    { "frames", CR_PLACE_FRAME, read_frame, parts->frames, CR_PARTS_FRAMES },
    { "scenes", CR_PLACE_SCENE, read_scene, parts->scenes, CR_PARTS_SCENES },
    { "exercises", CR_PLACE_EXERCISE, read_exercise, parts->exercises, CR_PARTS_EXERCISES },
    { "answers", CR_PLACE_ANSWER, read_answer, parts->answers, CR_PARTS_ANSWERS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (!read_list (reader, root, lists[i].name, lists[i].kind, lists[i].read_item, lists[i].list, error))
        return FALSE;
      if (json_object_get (root, lists[i].name) != NULL)
        parts->given |= lists[i].given;
    }
  return check_groups (parts, reader, error) && read_training (reader, json_object_get (root, "training"), parts, error) &&
         read_view (reader, json_object_get (root, "view"), parts, error);
}
