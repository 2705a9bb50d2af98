/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a graph version holds beside its nodes: making, copying and freeing it, and finding a part by key or id. */
#include "cr-parts.h"

const char *const cr_frame_color_names[] = { "blue", "green", "yellow", "orange", "red", "purple", "brown", "gray", NULL };
const char *const cr_phase_names[] = { "forward", "loss", "backward", "update", NULL };
const char *const cr_exercise_names[] = { "predict", "fault", NULL };
const char *const cr_fault_names[] = { "none", "sign", "sum", "mask", "switch", "factor", NULL };
const char *const cr_answer_names[] = { "value", "gradient", NULL };
const char *const cr_wires_names[] = { "all", "selected", "hover", NULL };

/* Every kind of part is counted in the same way. */
#define DEFINE_REFERENCES(Type, name)                                     \
  Type *cr_##name##_ref (const Type *name)                                \
  {                                                                       \
    return g_atomic_rc_box_acquire ((Type *) name);                       \
  }                                                                       \
                                                                          \
  void cr_##name##_unref (Type *name)                                     \
  {                                                                       \
    g_atomic_rc_box_release_full (name, (GDestroyNotify) name##_clear);   \
  }

static GArray *
keys_copy (GArray *keys)
{
  return keys != NULL ? g_array_copy (keys) : NULL;
}

static void
port_clear (CrPort *port)
{
  g_clear_pointer (&port->label, g_free);
  g_clear_pointer (&port->extra, g_free);
}

GArray *
cr_ports_new (void)
{
  GArray *ports = g_array_new (FALSE, TRUE, sizeof (CrPort));

  g_array_set_clear_func (ports, (GDestroyNotify) port_clear);
  return ports;
}

static GArray *
ports_copy (GArray *ports)
{
  if (ports == NULL)
    return NULL;

  GArray *copy = cr_ports_new ();

  for (guint i = 0; i < ports->len; i++)
    {
      CrPort port = g_array_index (ports, CrPort, i);

      port.label = g_strdup (port.label);
      port.extra = g_strdup (port.extra);
      g_array_append_val (copy, port);
    }
  return copy;
}

CrGroup *
cr_group_new (CrKey key, const char *id)
{
  g_return_val_if_fail (key != CR_KEY_NONE && cr_id_is_valid (id), NULL);

  CrGroup *group = g_atomic_rc_box_new0 (CrGroup);

  group->key = key;
  group->id = g_strdup (id);
  group->members = g_array_new (FALSE, FALSE, sizeof (CrKey));
  return group;
}

CrGroup *
cr_group_copy (const CrGroup *group)
{
  CrGroup *copy = (g_atomic_rc_box_dup) (sizeof *group, group);

  copy->id = g_strdup (group->id);
  copy->title = g_strdup (group->title);
  copy->members = g_array_copy (group->members);
  copy->ports.inputs = ports_copy (group->ports.inputs);
  copy->ports.outputs = ports_copy (group->ports.outputs);
  copy->ports.extra = g_strdup (group->ports.extra);
  copy->extra = g_strdup (group->extra);
  return copy;
}

static void
group_clear (CrGroup *group)
{
  g_free (group->id);
  g_free (group->title);
  g_array_unref (group->members);
  g_clear_pointer (&group->ports.inputs, g_array_unref);
  g_clear_pointer (&group->ports.outputs, g_array_unref);
  g_free (group->ports.extra);
  g_free (group->extra);
}

DEFINE_REFERENCES (CrGroup, group)

CrFrame *
cr_frame_new (CrKey key, const char *id)
{
  g_return_val_if_fail (key != CR_KEY_NONE && cr_id_is_valid (id), NULL);

  CrFrame *frame = g_atomic_rc_box_new0 (CrFrame);

  frame->key = key;
  frame->id = g_strdup (id);
  return frame;
}

CrFrame *
cr_frame_copy (const CrFrame *frame)
{
  CrFrame *copy = (g_atomic_rc_box_dup) (sizeof *frame, frame);

  copy->id = g_strdup (frame->id);
  copy->title = g_strdup (frame->title);
  copy->text = g_strdup (frame->text);
  copy->extra = g_strdup (frame->extra);
  return copy;
}

static void
frame_clear (CrFrame *frame)
{
  g_free (frame->id);
  g_free (frame->title);
  g_free (frame->text);
  g_free (frame->extra);
}

DEFINE_REFERENCES (CrFrame, frame)

/* Of a struct that was copied field by field: makes the copy's own what the original owns. */
static void
hiding_own (CrHiding *hiding)
{
  hiding->values.keys = keys_copy (hiding->values.keys);
  hiding->gradients.keys = keys_copy (hiding->gradients.keys);
  hiding->extra = g_strdup (hiding->extra);
}

static void
hiding_clear (CrHiding *hiding)
{
  g_clear_pointer (&hiding->values.keys, g_array_unref);
  g_clear_pointer (&hiding->gradients.keys, g_array_unref);
  g_free (hiding->extra);
}

CrScene *
cr_scene_new (void)
{
  CrScene *scene = g_atomic_rc_box_new0 (CrScene);

  scene->zoom = 1;
  return scene;
}

CrScene *
cr_scene_copy (const CrScene *scene)
{
  CrScene *copy = (g_atomic_rc_box_dup) (sizeof *scene, scene);

  copy->title = g_strdup (scene->title);
  copy->text = g_strdup (scene->text);
  copy->step.extra = g_strdup (scene->step.extra);
  hiding_own (&copy->hide);
  copy->spotlight.keys = keys_copy (scene->spotlight.keys);
  copy->extra = g_strdup (scene->extra);
  return copy;
}

static void
scene_clear (CrScene *scene)
{
  g_free (scene->title);
  g_free (scene->text);
  g_free (scene->step.extra);
  hiding_clear (&scene->hide);
  g_clear_pointer (&scene->spotlight.keys, g_array_unref);
  g_free (scene->extra);
}

DEFINE_REFERENCES (CrScene, scene)

CrExercise *
cr_exercise_new (CrExerciseKind kind)
{
  CrExercise *exercise = g_atomic_rc_box_new0 (CrExercise);

  exercise->kind = kind;
  exercise->tolerance = 0.01;
  exercise->fault = kind == CR_EXERCISE_FAULT ? CR_FAULT_SIGN : CR_FAULT_NONE;
  return exercise;
}

CrExercise *
cr_exercise_copy (const CrExercise *exercise)
{
  CrExercise *copy = (g_atomic_rc_box_dup) (sizeof *exercise, exercise);

  hiding_own (&copy->hide);
  copy->extra = g_strdup (exercise->extra);
  return copy;
}

static void
exercise_clear (CrExercise *exercise)
{
  hiding_clear (&exercise->hide);
  g_free (exercise->extra);
}

DEFINE_REFERENCES (CrExercise, exercise)

CrAnswer *
cr_answer_new (CrKey node, CrAnswerKind what, const CrMatrix *value)
{
  CrAnswer *answer = g_atomic_rc_box_new0 (CrAnswer);

  answer->node = node;
  answer->what = what;
  answer->value = value != NULL ? cr_matrix_ref (value) : NULL;
  return answer;
}

CrAnswer *
cr_answer_copy (const CrAnswer *answer)
{
  CrAnswer *copy = (g_atomic_rc_box_dup) (sizeof *answer, answer);

  copy->value = answer->value != NULL ? cr_matrix_ref (answer->value) : NULL;
  copy->extra = g_strdup (answer->extra);
  return copy;
}

static void
answer_clear (CrAnswer *answer)
{
  g_clear_pointer (&answer->value, cr_matrix_unref);
  g_free (answer->extra);
}

DEFINE_REFERENCES (CrAnswer, answer)

static CrParts *
parts_new (void)
{
  CrParts *parts = g_atomic_rc_box_new0 (CrParts);

  parts->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_group_unref);
  parts->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_frame_unref);
  parts->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_scene_unref);
  parts->exercises = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_exercise_unref);
  parts->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_answer_unref);
  parts->view = CR_VIEW_DEFAULT;
  return parts;
}

const CrParts *
cr_parts_get_empty (void)
{
  static CrParts *empty = NULL;

  if (g_once_init_enter (&empty))
    g_once_init_leave (&empty, parts_new ());
  return empty;
}

/* The arrays' elements are boxes: shared by one more reference each. */
static void
share_all (GPtrArray *to, const GPtrArray *from)
{
  g_ptr_array_set_size (to, from->len);
  for (guint i = 0; i < from->len; i++)
    to->pdata[i] = g_atomic_rc_box_acquire (from->pdata[i]);
}

CrParts *
cr_parts_copy (const CrParts *parts)
{
  CrParts *copy = parts_new ();

  share_all (copy->groups, parts->groups);
  share_all (copy->frames, parts->frames);
  share_all (copy->scenes, parts->scenes);
  share_all (copy->exercises, parts->exercises);
  share_all (copy->answers, parts->answers);
  copy->training = parts->training != NULL ? cr_training_ref (parts->training) : NULL;
  copy->view = parts->view;
  copy->view_extra = g_strdup (parts->view_extra);
  copy->given = parts->given;
  copy->extra = g_strdup (parts->extra);
  return copy;
}

static void
parts_clear (CrParts *parts)
{
  g_ptr_array_unref (parts->groups);
  g_ptr_array_unref (parts->frames);
  g_ptr_array_unref (parts->scenes);
  g_ptr_array_unref (parts->exercises);
  g_ptr_array_unref (parts->answers);
  g_clear_pointer (&parts->training, cr_training_unref);
  g_free (parts->view_extra);
  g_free (parts->extra);
}

DEFINE_REFERENCES (CrParts, parts)

CrKey
cr_parts_find (const CrParts *parts, const char *id)
{
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      if (g_str_equal (group->id, id))
        return group->key;
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];

      if (g_str_equal (frame->id, id))
        return frame->key;
    }
  return CR_KEY_NONE;
}

const CrGroup *
cr_parts_get_group (const CrParts *parts, CrKey key)
{
  for (guint i = 0; i < parts->groups->len; i++)
    if (((const CrGroup *) parts->groups->pdata[i])->key == key)
      return parts->groups->pdata[i];
  return NULL;
}

const CrFrame *
cr_parts_get_frame (const CrParts *parts, CrKey key)
{
  for (guint i = 0; i < parts->frames->len; i++)
    if (((const CrFrame *) parts->frames->pdata[i])->key == key)
      return parts->frames->pdata[i];
  return NULL;
}

const CrGroup *
cr_parts_get_group_of (const CrParts *parts, CrKey member)
{
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      for (guint j = 0; j < group->members->len; j++)
        if (g_array_index (group->members, CrKey, j) == member)
          return group;
    }
  return NULL;
}

void
cr_parts_for_each_id (const CrParts *parts, CrPartsId callback, gpointer data)
{
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];

      callback (group->key, group->id, data);
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      const CrFrame *frame = parts->frames->pdata[i];

      callback (frame->key, frame->id, data);
    }
}
