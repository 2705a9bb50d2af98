/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes: the steps that they name, what they hide, and the edits of their list. */
#include "cr-scene.h"
#include "graph-builder.h"

static CrScene *
new_scene (const char *title)
{
  CrScene *scene = cr_scene_new ();

  scene->title = g_strdup (title);
  return scene;
}

/* "abc": the titles in order. */
static char *
list_titles (const CrGraph *graph)
{
  const GPtrArray *scenes = cr_graph_get_parts (graph)->scenes;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < scenes->len; i++)
    g_string_append (text, ((const CrScene *) scenes->pdata[i])->title);
  return g_string_free (text, FALSE);
}

static void
assert_titles (CrGraph *graph, const char *expected)
{
  g_autofree char *titles = list_titles (graph);

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_edits (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrScene) a = new_scene ("a");
  g_autoptr (CrScene) b = new_scene ("b");
  g_autoptr (CrScene) c = new_scene ("c");
  g_autoptr (CrGraph) one = cr_graph_with_scene (graph, 0, a);
  g_autoptr (CrGraph) two = cr_graph_with_scene (one, 9, c);
  g_autoptr (CrGraph) three = cr_graph_with_scene (two, 1, b);
  g_autoptr (CrGraph) moved = cr_graph_with_scene_moved (three, 2, 0);
  g_autoptr (CrGraph) changed = cr_graph_with_scene_changed (moved, 1, c);
  g_autoptr (CrGraph) less = cr_graph_without_scene (three, 1);

  assert_titles (graph, "");
  assert_titles (one, "a");
  assert_titles (two, "ac");
  assert_titles (three, "abc");
  assert_titles (moved, "cab");
  assert_titles (changed, "ccb");
  assert_titles (less, "ac");
}

/* Every position of the timeline is named and found again. */
static void
test_positions (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrTimeline) timeline = cr_timeline_new (tape);
  g_autoptr (CrScene) scene = cr_scene_new ();

  for (guint position = 0; position <= 5; position++)
    {
      cr_scene_set_position (scene, graph, timeline, position);
      g_assert_cmpint (scene->has_step, ==, position < 5);
      g_assert_cmpuint (cr_scene_find_position (scene, timeline), ==, position);
    }
  scene->has_step = TRUE;
  scene->step = (CrStep) { .phase = CR_PHASE_FORWARD, .node = CR_KEY_NONE };
  g_assert_cmpuint (cr_scene_find_position (scene, timeline), ==, 2);
  scene->step.phase = CR_PHASE_LOSS;
  g_assert_cmpuint (cr_scene_find_position (scene, timeline), ==, 3);
}

static void
test_hiding (void)
{
  g_autoptr (CrScene) scene = cr_scene_new ();
  const CrKey keys[] = { 3, 5 };

  scene->hide.gradients.all = TRUE;
  cr_key_set_take (&scene->hide.values, keys, 2);
  g_assert_true (cr_hiding_contains (&scene->hide, 1, TRUE));
  g_assert_false (cr_hiding_contains (&scene->hide, 1, FALSE));
  g_assert_true (cr_hiding_contains (&scene->hide, 5, FALSE));
  cr_key_set_take (&scene->hide.values, NULL, 0);
  g_assert_false (cr_hiding_contains (&scene->hide, 5, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/edits", test_edits);
  g_test_add_func ("/scene/positions", test_positions);
  g_test_add_func ("/scene/hiding", test_hiding);
  return g_test_run ();
}
