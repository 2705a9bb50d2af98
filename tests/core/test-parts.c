/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a graph holds beside its nodes: sharing, copying, and forgetting what is gone. */
#include "cr-parts.h"

/* Nodes are 1…9, groups 10…19, frames 20… in these tests. */

static GArray *
keys_new (const CrKey *keys, guint n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (CrKey));

  return g_array_append_vals (array, keys, n);
}

#define KEYS(...) keys_new ((const CrKey[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const CrKey[]) { __VA_ARGS__ })))

static CrGroup *
group_new (CrKey key, const char *id, GArray *members)
{
  CrGroup *group = cr_group_new (key, id);

  g_array_unref (group->members);
  group->members = members;
  return group;
}

static void
assert_keys (GArray *keys, GArray *expected)
{
  g_assert_cmpuint (keys->len, ==, expected->len);
  g_assert_cmpmem (keys->data, keys->len * sizeof (CrKey), expected->data, expected->len * sizeof (CrKey));
  g_array_unref (expected);
}

static gboolean
is_in (CrKey key, gpointer list)
{
  for (const CrKey *gone = list; *gone != CR_KEY_NONE; gone++)
    if (*gone == key)
      return TRUE;
  return FALSE;
}

#define WITHOUT(parts, ...) cr_parts_without (parts, is_in, (CrKey[]) { __VA_ARGS__, CR_KEY_NONE })

/* Two nested groups, a frame, a scene, two exercises, an answer, training: all about nodes 1 to 5. */
static CrParts *
make_parts (void)
{
  CrParts *parts = cr_parts_copy (cr_parts_get_empty ());
  CrScene *scene = cr_scene_new ();
  CrExercise *fault = cr_exercise_new (CR_EXERCISE_FAULT);
  CrExercise *predict = cr_exercise_new (CR_EXERCISE_PREDICT);
  g_autoptr (CrMatrix) value = cr_matrix_new_number (3);
  CrInitial initial = { 5, .value = value };
  CrGroup *outer = group_new (11, "outer", KEYS (10, 3));
  CrPort port = { 4, NULL, 0, NULL };

  outer->ports.inputs = cr_ports_new ();
  g_array_append_val (outer->ports.inputs, port);
  g_ptr_array_add (parts->groups, group_new (10, "inner", KEYS (1, 2)));
  g_ptr_array_add (parts->groups, outer);
  g_ptr_array_add (parts->frames, cr_frame_new (20, "frame"));

  scene->has_step = TRUE;
  scene->step.node = 1;
  scene->hide.values = (CrKeySet) { .is_given = TRUE, .keys = KEYS (1, 10, 4) };
  scene->hide.gradients = (CrKeySet) { .is_given = TRUE, .all = TRUE };
  scene->spotlight = (CrKeySet) { .is_given = TRUE, .keys = KEYS (11) };
  g_ptr_array_add (parts->scenes, scene);

  fault->node = 3;
  predict->hide.gradients = (CrKeySet) { .is_given = TRUE, .keys = KEYS (3, 4) };
  g_ptr_array_add (parts->exercises, fault);
  g_ptr_array_add (parts->exercises, predict);
  g_ptr_array_add (parts->answers, cr_answer_new (2, CR_ANSWER_GRADIENT, value));
  parts->training = cr_training_new ();
  parts->training->loss = 4;
  cr_training_set_initial (parts->training, &initial);
  return parts;
}

static void
test_empty (void)
{
  const CrParts *empty = cr_parts_get_empty ();
  g_autoptr (CrParts) same = WITHOUT (empty, 1);

  g_assert_true (same == empty);
  g_assert_cmpuint (empty->groups->len, ==, 0);
  g_assert_cmpfloat (empty->view.zoom, ==, 1);
  g_assert_true (empty->view.weight_width);
}

/* A copy shares its parts, and may be changed without the original. */
static void
test_copy (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) copy = cr_parts_copy (parts);

  g_assert_true (copy->groups->pdata[0] == parts->groups->pdata[0]);
  g_assert_true (copy->training == parts->training);
  g_ptr_array_set_size (copy->groups, 0);
  g_assert_cmpuint (parts->groups->len, ==, 2);

  g_autoptr (CrGroup) changed = cr_group_copy (parts->groups->pdata[1]);

  g_array_set_size (changed->members, 0);
  g_array_set_size (changed->ports.inputs, 0);
  g_assert_cmpuint (((CrGroup *) parts->groups->pdata[1])->members->len, ==, 2);
  g_assert_cmpuint (((CrGroup *) parts->groups->pdata[1])->ports.inputs->len, ==, 1);
}

static void
count_id (CrKey key, const char *id, gpointer data)
{
  *(guint *) data += key;
}

static void
test_find (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  guint sum = 0;

  g_assert_cmpuint (cr_parts_find (parts, "outer"), ==, 11);
  g_assert_cmpuint (cr_parts_find (parts, "frame"), ==, 20);
  g_assert_cmpuint (cr_parts_find (parts, "nobody"), ==, CR_KEY_NONE);
  g_assert_true (cr_parts_get_group (parts, 10) == parts->groups->pdata[0]);
  g_assert_true (cr_parts_get_group_of (parts, 10) == parts->groups->pdata[1]);
  g_assert_null (cr_parts_get_group_of (parts, 11));
  g_assert_true (cr_parts_get_frame (parts, 20) == parts->frames->pdata[0]);
  cr_parts_for_each_id (parts, count_id, &sum);
  g_assert_cmpuint (sum, ==, 41);
}

static void
test_not_mentioned (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) same = WITHOUT (parts, 7, 8, 9);

  g_assert_true (same == parts);
}

/* Group inner keeps node 2; what does not mention node 1 is shared. */
static void
test_one_member (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) rest = WITHOUT (parts, 1);
  const CrGroup *inner = rest->groups->pdata[0];
  const CrScene *scene = rest->scenes->pdata[0];

  assert_keys (inner->members, KEYS (2));
  g_assert_true (rest->groups->pdata[1] == parts->groups->pdata[1]);
  g_assert_true (rest->training == parts->training);
  g_assert_cmpuint (scene->step.node, ==, CR_KEY_NONE);
  g_assert_true (scene->has_step);
  assert_keys (scene->hide.values.keys, KEYS (10, 4));
  g_assert_true (scene->hide.gradients.all);
  g_assert_cmpuint (((CrScene *) parts->scenes->pdata[0])->step.node, ==, 1);
}

/* The last member takes its group along, and what mentions the group forgets it. */
static void
test_last_members (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) rest = WITHOUT (parts, 1, 2);
  const CrGroup *outer = rest->groups->pdata[0];
  const CrScene *scene = rest->scenes->pdata[0];

  g_assert_cmpuint (rest->groups->len, ==, 1);
  assert_keys (outer->members, KEYS (3));
  assert_keys (scene->hide.values.keys, KEYS (4));
  g_assert_cmpuint (rest->answers->len, ==, 0);
}

static void
test_all_members (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) rest = WITHOUT (parts, 3, 2, 1);
  const CrScene *scene = rest->scenes->pdata[0];

  g_assert_cmpuint (rest->groups->len, ==, 0);
  g_assert_cmpuint (scene->spotlight.keys->len, ==, 0);
  g_assert_true (scene->spotlight.is_given);
  g_assert_cmpuint (rest->frames->len, ==, 1);
}

/* A group may go itself: its members stay, on their own. */
static void
test_group_itself (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) rest = WITHOUT (parts, 10);

  g_assert_cmpuint (rest->groups->len, ==, 1);
  assert_keys (((CrGroup *) rest->groups->pdata[0])->members, KEYS (3));
  g_assert_cmpuint (rest->answers->len, ==, 1);
}

static void
test_frame_itself (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) rest = WITHOUT (parts, 20);

  g_assert_cmpuint (rest->frames->len, ==, 0);
  g_assert_cmpuint (rest->groups->len, ==, 2);
}

static void
test_exercises_and_training (void)
{
  g_autoptr (CrParts) parts = make_parts ();
  g_autoptr (CrParts) without_3 = WITHOUT (parts, 3);
  g_autoptr (CrParts) without_4 = WITHOUT (parts, 4);
  g_autoptr (CrParts) without_5 = WITHOUT (parts, 5);

  /* The exercise about node 3 goes, the other forgets it. */
  g_assert_cmpuint (without_3->exercises->len, ==, 1);
  assert_keys (((CrExercise *) without_3->exercises->pdata[0])->hide.gradients.keys, KEYS (4));
  g_assert_cmpuint (without_4->training->loss, ==, CR_KEY_NONE);
  g_assert_cmpuint (without_4->training->initial->len, ==, 1);
  g_assert_cmpuint (((CrGroup *) without_4->groups->pdata[1])->ports.inputs->len, ==, 0);
  g_assert_cmpuint (without_5->training->loss, ==, 4);
  g_assert_cmpuint (without_5->training->initial->len, ==, 0);
  g_assert_cmpuint (parts->training->initial->len, ==, 1);
}

static void
test_initial (void)
{
  g_autoptr (CrTraining) training = cr_training_new ();
  g_autoptr (CrMatrix) one = cr_matrix_new_number (1);
  g_autoptr (CrMatrix) two = cr_matrix_new_number (2);

  cr_training_set_initial (training, &(CrInitial) { 1, .value = one });
  cr_training_set_initial (training, &(CrInitial) { 2, .weights = one, .bias = two });
  cr_training_set_initial (training, &(CrInitial) { 1, .value = two });
  g_assert_cmpuint (training->initial->len, ==, 2);
  g_assert_true (cr_training_find_initial (training, 1)->value == two);
  g_assert_true (cr_training_find_initial (training, 2)->bias == two);
  g_assert_null (cr_training_find_initial (training, 3));

  g_autoptr (CrTraining) copy = cr_training_copy (training);

  cr_dataset_clear (&copy->dataset);
  g_assert_true (cr_training_find_initial (copy, 2)->weights == one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parts/empty", test_empty);
  g_test_add_func ("/parts/copy", test_copy);
  g_test_add_func ("/parts/find", test_find);
  g_test_add_func ("/parts/without/not-mentioned", test_not_mentioned);
  g_test_add_func ("/parts/without/one-member", test_one_member);
  g_test_add_func ("/parts/without/last-members", test_last_members);
  g_test_add_func ("/parts/without/all-members", test_all_members);
  g_test_add_func ("/parts/without/group-itself", test_group_itself);
  g_test_add_func ("/parts/without/frame-itself", test_frame_itself);
  g_test_add_func ("/parts/without/exercises-and-training", test_exercises_and_training);
  g_test_add_func ("/parts/initial", test_initial);
  return g_test_run ();
}
