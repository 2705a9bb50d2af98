/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forgetting: the parts of a graph from which nodes, groups or frames were taken.
 *
 * How this works: first the groups that go are found. A group counts its members that stay; when it loses the last one it goes and its
 * own group counts one less, along a queue, so that groups inside one another 100,000 deep need no stack. Then every part is looked at:
 * one that mentions nothing that is gone is shared, others are copied and the mentions dropped.
 */
#include "cr-parts.h"

typedef struct
{
  CrPartsIsGone is_gone;
  gpointer data;
  GHashTable *groups; /* keys of groups that go */
} Gone;

static gboolean
gone_contains (const Gone *gone, CrKey key)
{
  return key != CR_KEY_NONE &&
         (g_hash_table_contains (gone->groups, GUINT_TO_POINTER (key)) || gone->is_gone (key, gone->data));
}

/* --- Which groups go --- */

static void
groups_find_gone (const CrParts *parts, Gone *gone)
{
  guint n_groups = parts->groups->len;
  g_autofree guint *n_left = g_new0 (guint, n_groups);
  g_autoptr (GHashTable) group_of = g_hash_table_new (NULL, NULL); /* member that stays → its group's place */
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_groups; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      for (guint j = 0; j < group->members->len; j++)
        {
          CrKey member = g_array_index (group->members, CrKey, j);

          if (gone->is_gone (member, gone->data))
            continue;
          g_hash_table_insert (group_of, GUINT_TO_POINTER (member), GUINT_TO_POINTER (i));
          n_left[i]++;
        }
      if (n_left[i] == 0 || gone->is_gone (group->key, gone->data))
        g_array_append_val (queue, i);
    }
  for (guint next = 0; next < queue->len; next++)
    {
      const CrGroup *group = parts->groups->pdata[g_array_index (queue, guint, next)];
      gpointer parent;

      if (!g_hash_table_add (gone->groups, GUINT_TO_POINTER (group->key)) ||
          !g_hash_table_lookup_extended (group_of, GUINT_TO_POINTER (group->key), NULL, &parent))
        continue;

      guint place = GPOINTER_TO_UINT (parent);

      if (--n_left[place] == 0)
        g_array_append_val (queue, place);
    }
}

/* --- What mentions them --- */

static gboolean
keys_mention (GArray *keys, const Gone *gone)
{
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (gone_contains (gone, g_array_index (keys, CrKey, i)))
      return TRUE;
  return FALSE;
}

static void
keys_forget (GArray *keys, const Gone *gone)
{
  guint n = 0;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      CrKey key = g_array_index (keys, CrKey, i);

      if (!gone_contains (gone, key))
        g_array_index (keys, CrKey, n++) = key;
    }
  if (keys != NULL)
    g_array_set_size (keys, n);
}

static gboolean
ports_mention (GArray *ports, const Gone *gone)
{
  for (guint i = 0; ports != NULL && i < ports->len; i++)
    if (gone_contains (gone, g_array_index (ports, CrPort, i).from))
      return TRUE;
  return FALSE;
}

static void
ports_forget (GArray *ports, const Gone *gone)
{
  for (guint i = ports != NULL ? ports->len : 0; i-- > 0;)
    if (gone_contains (gone, g_array_index (ports, CrPort, i).from))
      g_array_remove_index (ports, i);
}

static gboolean
hiding_mentions (const CrHiding *hiding, const Gone *gone)
{
  return keys_mention (hiding->values.keys, gone) || keys_mention (hiding->gradients.keys, gone);
}

static void
hiding_forget (CrHiding *hiding, const Gone *gone)
{
  keys_forget (hiding->values.keys, gone);
  keys_forget (hiding->gradients.keys, gone);
}

/* --- Part by part: each gives the part to keep (transfer full), the same one where it mentions nothing, NULL where it goes --- */

static gpointer
group_without (gconstpointer part, const Gone *gone)
{
  const CrGroup *group = part;

  if (gone_contains (gone, group->key))
    return NULL;
  if (!keys_mention (group->members, gone) && !ports_mention (group->ports.inputs, gone) && !ports_mention (group->ports.outputs, gone))
    return cr_group_ref (group);

  CrGroup *copy = cr_group_copy (group);

  keys_forget (copy->members, gone);
  ports_forget (copy->ports.inputs, gone);
  ports_forget (copy->ports.outputs, gone);
  return copy;
}

static gpointer
frame_without (gconstpointer part, const Gone *gone)
{
  const CrFrame *frame = part;

  return gone_contains (gone, frame->key) ? NULL : cr_frame_ref (frame);
}

static gpointer
scene_without (gconstpointer part, const Gone *gone)
{
  const CrScene *scene = part;

  if (!gone_contains (gone, scene->step.node) && !hiding_mentions (&scene->hide, gone) &&
      !keys_mention (scene->spotlight.keys, gone))
    return cr_scene_ref (scene);

  CrScene *copy = cr_scene_copy (scene);

  if (gone_contains (gone, copy->step.node))
    copy->step.node = CR_KEY_NONE;
  hiding_forget (&copy->hide, gone);
  keys_forget (copy->spotlight.keys, gone);
  return copy;
}

static gpointer
exercise_without (gconstpointer part, const Gone *gone)
{
  const CrExercise *exercise = part;

  if (gone_contains (gone, exercise->node))
    return NULL;
  if (!hiding_mentions (&exercise->hide, gone))
    return cr_exercise_ref (exercise);

  CrExercise *copy = cr_exercise_copy (exercise);

  hiding_forget (&copy->hide, gone);
  return copy;
}

static gpointer
answer_without (gconstpointer part, const Gone *gone)
{
  const CrAnswer *answer = part;

  return gone_contains (gone, answer->node) ? NULL : cr_answer_ref (answer);
}

static CrTraining *
training_without (const CrTraining *training, const Gone *gone)
{
  gboolean mentioned = gone_contains (gone, training->loss);

  for (guint i = 0; !mentioned && i < training->initial->len; i++)
    mentioned = gone_contains (gone, g_array_index (training->initial, CrInitial, i).key);
  if (!mentioned)
    return cr_training_ref (training);

  CrTraining *copy = cr_training_copy (training);

  if (gone_contains (gone, copy->loss))
    copy->loss = CR_KEY_NONE;
  for (guint i = copy->initial->len; i-- > 0;)
    if (gone_contains (gone, g_array_index (copy->initial, CrInitial, i).key))
      g_array_remove_index (copy->initial, i);
  return copy;
}

/* Puts into @to what is kept of @from. Returns whether anything is not the same. */
static gboolean
list_without (GPtrArray *to, const GPtrArray *from, gpointer (*part_without) (gconstpointer, const Gone *), const Gone *gone)
{
  gboolean changed = FALSE;

  g_ptr_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    {
      gpointer kept = part_without (from->pdata[i], gone);

      changed |= kept != from->pdata[i];
      if (kept != NULL)
        g_ptr_array_add (to, kept);
    }
  return changed;
}

CrParts *
cr_parts_without (const CrParts *parts, CrPartsIsGone is_gone, gpointer data)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  Gone gone = { is_gone, data, groups };
  g_autoptr (CrParts) kept = cr_parts_copy (parts);
  gboolean changed = FALSE;

  groups_find_gone (parts, &gone);
  changed |= list_without (kept->groups, parts->groups, group_without, &gone);
  changed |= list_without (kept->frames, parts->frames, frame_without, &gone);
  changed |= list_without (kept->scenes, parts->scenes, scene_without, &gone);
  changed |= list_without (kept->exercises, parts->exercises, exercise_without, &gone);
  changed |= list_without (kept->answers, parts->answers, answer_without, &gone);
  if (parts->training != NULL)
    {
      cr_training_unref (kept->training);
      kept->training = training_without (parts->training, &gone);
      changed |= kept->training != parts->training;
    }
  return changed ? g_steal_pointer (&kept) : cr_parts_ref (parts);
}
