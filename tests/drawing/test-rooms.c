/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs more room than usual gets it, and gives it back: a value that is typed, the flag behind a matrix, what is wrong at a node. */
#include "cr-picture.h"
#include "sample-graphs.h"

#include "graph-builder.h"

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
} Scene;

static void
show (Scene *scene, CrGraph *graph)
{
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;

  g_clear_pointer (&scene->graph, cr_graph_unref);
  scene->graph = graph;
  if (scene->tape == NULL)
    scene->tape = cr_tape_new (graph);
  else
    cr_tape_update (scene->tape, graph);
  cr_tape_forward (scene->tape);
  cr_tape_backward (scene->tape, NULL);
  if (scene->picture == NULL)
    scene->picture = cr_picture_new (graph, scene->tape, &style);
  else
    cr_picture_update (scene->picture, graph, scene->tape);
}

static void
scene_clear (Scene *scene)
{
  cr_picture_free (scene->picture);
  cr_tape_free (scene->tape);
  cr_graph_unref (scene->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static CrGraph *
with_value (const CrGraph *graph, const char *id, guint rows, const double *entries)
{
  g_autoptr (CrNode) node = cr_node_copy (cr_graph_get_node (graph, sample_key (graph, id)));
  g_autoptr (CrMatrix) value = cr_matrix_new (rows, 1, entries);

  cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  return cr_graph_with_node (graph, node);
}

static CrArea
get_area (Scene *scene, const char *id, CrPickKind kind)
{
  CrArea area = { 0 };

  if (kind == CR_PICK_NODE)
    g_assert_true (cr_picture_get_node_area (scene->picture, sample_key (scene->graph, id), &area));
  else
    g_assert_true (cr_picture_get_pick_area (scene->picture, (CrPick) { kind, sample_key (scene->graph, id), 0 }, &area));
  return area;
}

/* The tag grows for what is typed over its number, in the still part, and is as before when nothing is typed any more. */
static void
test_typed (void)
{
  g_auto (Scene) scene = { 0 };
  CrArea usual, grown, value, damage;
  CrKey key;

  show (&scene, sample_sigmoid_neuron ());
  key = sample_key (scene.graph, "w0");
  usual = get_area (&scene, "w0", CR_PICK_NODE);
  cr_picture_set_typed (scene.picture, key, 20);
  value = get_area (&scene, "w0", CR_PICK_NODE);
  g_assert_true (cr_area_equal (&value, &usual)); /* there is room enough */

  cr_picture_take_damage (scene.picture, &damage);
  cr_picture_set_typed (scene.picture, key, 140);
  grown = get_area (&scene, "w0", CR_PICK_NODE);
  value = get_area (&scene, "w0", CR_PICK_VALUE);
  g_assert_cmpfloat (value.width, >=, 140);
  g_assert_cmpfloat (value.x, >, grown.x + 17);                               /* behind the name */
  g_assert_cmpfloat (value.x + value.width, <=, grown.x + grown.width - 8);   /* before the tip */
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  g_assert_true (cr_area_contains_area (&damage, &grown));

  cr_picture_set_typed (scene.picture, key, 10000);
  g_assert_cmpfloat (get_area (&scene, "w0", CR_PICK_NODE).width, <, 400);
  cr_picture_set_typed (scene.picture, CR_KEY_NONE, 0);
  value = get_area (&scene, "w0", CR_PICK_NODE);
  g_assert_true (cr_area_equal (&value, &usual));
}

/* The flag stands behind a matrix as soon as there is one, and comes back with the number. */
static void
test_flag_behind_a_matrix (void)
{
  const double entries[] = { 1, 2, 3 };
  g_auto (Scene) scene = { 0 };
  CrArea usual, moved;

  show (&scene, sample_sigmoid_neuron ());
  usual = get_area (&scene, "f", CR_PICK_FLAG);
  show (&scene, with_value (scene.graph, "w0", 3, entries));
  moved = get_area (&scene, "f", CR_PICK_FLAG);
  g_assert_cmpfloat (moved.x, >, usual.x + 20);
  show (&scene, with_value (scene.graph, "w0", 1, entries));
  moved = get_area (&scene, "f", CR_PICK_FLAG);
  g_assert_true (cr_area_equal (&moved, &usual));
}

static CrArea
find_words (Scene *scene, const char *id, guint kind)
{
  g_autoptr (GArray) labels = cr_picture_list_labels (scene->picture, NULL);
  CrKey key = sample_key (scene->graph, id);

  for (guint i = 0; i < labels->len; i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);

      if (label->key == key && (guint) label->kind == kind)
        return label->area;
    }
  g_error ("%s has no such words", id);
}

/* A column of three and one of two do not add up at r: its message hides neither its name nor a wire. */
static void
test_message_beside_name_and_wires (void)
{
  const double entries[] = { 1, 2, 3 };
  g_auto (Scene) scene = { 0 };
  CrArea name, message;
  g_autoptr (CrGraph) graph = NULL;

  graph = sample_sigmoid_neuron ();
  show (&scene, with_value (graph, "w0", 3, entries));
  show (&scene, with_value (scene.graph, "w1", 2, entries));
  name = find_words (&scene, "r", CR_LABEL_NAME);
  message = find_words (&scene, "r", CR_LABEL_PROBLEM);
  g_assert_false (cr_area_meets (&name, &message));
  for (double x = message.x - 1; x <= message.x + message.width + 1; x += 2)
    for (double y = message.y - 1; y <= message.y + message.height + 1; y += 2)
      g_assert_cmpint (cr_picture_pick_wire (scene.picture, x, y, 20).kind, ==, CR_PICK_NOTHING); /* near in, so that near is on it */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/rooms/typed", test_typed);
  g_test_add_func ("/drawing/rooms/flag-behind-a-matrix", test_flag_behind_a_matrix);
  g_test_add_func ("/drawing/rooms/message", test_message_beside_name_and_wires);
  return g_test_run ();
}
