/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture holds: its texts and where they stand, what is at a point, and that it follows edits. */
#include "cr-geometry.h"
#include "cr-picture.h"

#include "drawn.h"
#include "graph-builder.h"
#include "sample-graphs.h"

#include <math.h>

/* --- A picture with its graph and tape --- */

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
} Scene;

static void
scene_init (Scene *scene, CrGraph *graph)
{
  CrPictureStyle style = { .format = { 2, TRUE } };

  scene->graph = graph;
  scene->tape = cr_tape_new (graph);
  cr_tape_forward (scene->tape);
  cr_tape_backward (scene->tape, NULL);
  scene->picture = cr_picture_new (graph, scene->tape, &style);
}

static void
scene_show (Scene *scene, CrGraph *graph)
{
  cr_tape_update (scene->tape, graph);
  cr_tape_forward (scene->tape);
  cr_tape_backward (scene->tape, NULL);
  cr_picture_update (scene->picture, graph, scene->tape);
  cr_graph_unref (scene->graph);
  scene->graph = graph;
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
moved (const CrGraph *graph, const char *id, double x, double y)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);

  cr_graph_edit_move (edit, sample_key (graph, id), x, y);
  return cr_graph_edit_end (edit);
}

static void
assert_same_labels (CrPicture *a, CrPicture *b)
{
  g_autoptr (GArray) one = cr_picture_list_labels (a, NULL);
  g_autoptr (GArray) other = cr_picture_list_labels (b, NULL);

  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    {
      const CrLabel *x = &g_array_index (one, CrLabel, i);
      const CrLabel *y = &g_array_index (other, CrLabel, i);

      g_assert_cmpstr (x->text, ==, y->text);
      g_assert_true (x->key == y->key && x->kind == y->kind && x->operand == y->operand);
      g_assert_cmpfloat (x->area.x, ==, y->area.x);
      g_assert_cmpfloat (x->area.y, ==, y->area.y);
    }
}

/* A picture that has followed edits is the one that is made anew. */
static void
assert_followed (Scene *scene)
{
  CrPictureStyle style = *cr_picture_get_style (scene->picture);
  g_autoptr (CrPicture) fresh = cr_picture_new (scene->graph, scene->tape, &style);
  CrArea area = cr_picture_get_area (fresh);
  CrArea followed = cr_picture_get_area (scene->picture);

  g_assert_cmpmem (&area, sizeof area, &followed, sizeof followed);
  assert_same_labels (scene->picture, fresh);

  cairo_surface_t *a = drawn_new (scene->picture, &area, 0.5, NULL);
  cairo_surface_t *b = drawn_new (fresh, &area, 0.5, NULL);

  g_assert_cmpfloat (drawn_difference (a, b), ==, 0);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

/* --- Texts --- */

static const CrLabel *
find_label (GArray *labels, CrKey key, guint kind)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, CrLabel, i).key == key && g_array_index (labels, CrLabel, i).kind == kind)
      return &g_array_index (labels, CrLabel, i);
  return NULL;
}

static void
assert_label (Scene *scene, GArray *labels, const char *id, guint kind, const char *text)
{
  const CrLabel *label = find_label (labels, sample_key (scene->graph, id), kind);

  if (text == NULL)
    {
      g_assert_null (label);
      return;
    }
  g_assert_nonnull (label);
  g_assert_cmpstr (label->text, ==, text);
}

/* The lecture's numbers (row 3). */
static void
test_sigmoid_neuron (void)
{
  static const char *const rows[][3] = {
    { "w0", "2.00", "−0.20" }, { "x0", "−1.00", "0.39" }, { "w1", "−3.00", "−0.39" }, { "x1", "−2.00", "−0.59" },
    { "w2", "−3.00", "0.20" }, { "p", "−2.00", "0.20" },  { "q", "6.00", "0.20" },    { "r", "4.00", "0.20" },
    { "s", "1.00", "0.20" },   { "a", "−1.00", "−0.20" }, { "b", "0.37", "−0.53" },   { "c", "1.37", "−0.53" },
    { "f", "0.73", "1.00" },
  };
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;

  scene_init (&scene, sample_sigmoid_neuron ());
  labels = cr_picture_list_labels (scene.picture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_label (&scene, labels, rows[i][0], CR_LABEL_VALUE, rows[i][1]);
      assert_label (&scene, labels, rows[i][0], CR_LABEL_GRADIENT, rows[i][2]);
    }
  assert_label (&scene, labels, "a", CR_LABEL_SYMBOL, "×−1");
  assert_label (&scene, labels, "w0", CR_LABEL_NAME, "w₀");
  assert_label (&scene, labels, "a", CR_LABEL_PROBLEM, NULL);
}

/* Value above, gradient below; last figures in line; in the middle of a straight wire, next to the port of a bent one, in a tag.
 * */
static void
test_places (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  const CrLabel *value, *gradient;

  scene_init (&scene, sample_sigmoid_neuron ());
  labels = cr_picture_list_labels (scene.picture, NULL);
  for (const char *const *id = (const char *const[]) { "w0", "p", "r", "f", NULL }; *id != NULL; id++)
    {
      value = find_label (labels, sample_key (scene.graph, *id), CR_LABEL_VALUE);
      gradient = find_label (labels, sample_key (scene.graph, *id), CR_LABEL_GRADIENT);
      g_assert_cmpfloat (value->area.y + value->area.height, <, gradient->area.y);
      g_assert_cmpfloat_with_epsilon (value->area.x + value->area.width, gradient->area.x + gradient->area.width, 0.01);
      g_assert_cmpfloat_with_epsilon (value->area.x, gradient->area.x, 0.01);
    }
  value = find_label (labels, sample_key (scene.graph, "r"), CR_LABEL_VALUE);
  g_assert_cmpfloat_with_epsilon (value->area.x + value->area.width / 2, 510, 0.6);
  g_assert_cmpfloat_with_epsilon (value->area.y + value->area.height, 360 - 5, 0.6);
  value = find_label (labels, sample_key (scene.graph, "p"), CR_LABEL_VALUE);
  g_assert_cmpfloat_with_epsilon (value->area.x, 380, 0.6);
  value = find_label (labels, sample_key (scene.graph, "w0"), CR_LABEL_VALUE);
  g_assert_cmpfloat_with_epsilon (value->area.x + value->area.width, 253 + 49 - 11, 0.01);
}

/* A value that is used twice has the sum at its tag, and its share beside each wire. */
static void
test_branches (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  guint n_shares = 0;

  scene_init (&scene, sample_branches ());
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "x", CR_LABEL_GRADIENT, "2.20");
  for (guint i = 0; i < labels->len; i++)
    {
      const CrLabel *label = &g_array_index (labels, CrLabel, i);
      CrArea a, b;

      if (label->kind != CR_LABEL_GRADIENT)
        continue;
      cr_picture_get_node_area (scene.picture, sample_key (scene.graph, "a"), &a);
      cr_picture_get_node_area (scene.picture, sample_key (scene.graph, "b"), &b);
      g_assert_false (cr_area_meets (&label->area, &a));
      g_assert_false (cr_area_meets (&label->area, &b));
      n_shares += g_str_equal (label->text, "2.00") || g_str_equal (label->text, "0.20");
    }
  g_assert_cmpuint (n_shares, ==, 2);
}

/* No gradient stands on another number, nor so close that the two look like one. */
static void
assert_gradients_apart (GArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    for (guint j = 0; j < labels->len; j++)
      {
        const CrLabel *one = &g_array_index (labels, CrLabel, i);
        const CrLabel *other = &g_array_index (labels, CrLabel, j);
        CrArea room = cr_area_grown (&one->area, 2);

        if (i != j && one->kind == CR_LABEL_GRADIENT && (other->kind == CR_LABEL_GRADIENT || other->kind == CR_LABEL_VALUE))
          g_assert_false (cr_area_meets (&room, &other->area));
      }
}

/* One value into five gates: none of its shares stands on another number or on a gate. */
static void
test_fan (void)
{
  static const char *const gates[] = { "sigmoid", "tanh", "relu", "elu", "sin" };
  GraphBuilder *builder = graph_builder_new ();
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;

  graph_builder_number (builder, "input", "x", 0.5);
  cr_node_set_place (graph_builder_peek (builder), 96, 264);
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      graph_builder_gate (builder, gates[i], gates[i], "x");
      cr_node_set_place (graph_builder_peek (builder), 288, 96 + 84 * i);
    }
  graph_builder_gate (builder, "add", "f", "sigmoid tanh relu elu sin");
  cr_node_set_place (graph_builder_peek (builder), 444, 264);
  scene_init (&scene, graph_builder_end (builder));
  graph_builder_free (builder);
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_gradients_apart (labels);
}

/* A wire of several does not lay its gradient on the numbers or the name of another node that it passes. */
static void
test_branch_past_others (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  guint n_shares = 0;
  CrKey r;

  scene_init (&scene, sample_sigmoid_neuron ());
  r = sample_key (scene.graph, "r");
  scene_show (&scene, cr_graph_connected (scene.graph, sample_key (scene.graph, "w2"), r, 0, NULL));
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_gradients_apart (labels);
  for (guint i = 0; i < labels->len; i++)
    n_shares += g_array_index (labels, CrLabel, i).key == r && g_array_index (labels, CrLabel, i).kind == CR_LABEL_GRADIENT;
  g_assert_cmpuint (n_shares, ==, 2); /* its own and that of the new wire into it */
}

/* Two sources at one place, "under" and "over". */
static CrGraph *
build_overlap (double under, double over)
{
  GraphBuilder *builder = graph_builder_new ();
  CrGraph *graph;

  graph_builder_number (builder, "input", "under", under);
  cr_node_set_label (graph_builder_peek (builder), "x");
  cr_node_set_place (graph_builder_peek (builder), 120, 120);
  graph_builder_number (builder, "input", "over", over);
  cr_node_set_label (graph_builder_peek (builder), "x");
  cr_node_set_place (graph_builder_peek (builder), 120, 120);
  graph = graph_builder_end (builder);
  graph_builder_free (builder);
  return graph;
}

static double
compare_scenes (Scene *one, Scene *other, const CrMarks *marks)
{
  CrArea area = { 0, 0, 240, 240 };
  cairo_surface_t *a = drawn_new (one->picture, &area, 1, marks);
  cairo_surface_t *b = drawn_new (other->picture, &area, 1, marks);
  double difference = drawn_difference (a, b);

  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  return difference;
}

/* A node covers what is under it, numbers too: the later of two, or the one that is selected and so drawn once more. */
static void
test_covered (void)
{
  g_auto (Scene) scene;
  g_auto (Scene) ones;
  g_auto (Scene) eights;
  g_autoptr (GArray) labels = NULL;
  CrKey key;
  CrMarks marks = { .selected = &key, .n_selected = 1 };

  scene_init (&scene, build_overlap (1, 8));
  scene_init (&ones, build_overlap (1, 1));
  scene_init (&eights, build_overlap (8, 8));
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "under", CR_LABEL_VALUE, NULL);
  assert_label (&scene, labels, "over", CR_LABEL_VALUE, "8.00");
  g_assert_cmpfloat (compare_scenes (&scene, &eights, NULL), ==, 0);
  g_assert_cmpfloat (compare_scenes (&scene, &ones, NULL), >, 0);
  key = sample_key (scene.graph, "under");
  g_assert_cmpfloat (compare_scenes (&scene, &ones, &marks), ==, 0);
  g_assert_cmpfloat (compare_scenes (&scene, &eights, &marks), >, 0);
  cr_picture_lift (scene.picture, &key, 1);
  cr_picture_lift (ones.picture, &key, 1);
  g_assert_cmpfloat (compare_scenes (&scene, &ones, NULL), ==, 0);
  cr_picture_lift (scene.picture, NULL, 0);
  scene_show (&scene, moved (scene.graph, "over", 360, 120));
  g_clear_pointer (&labels, g_array_unref);
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "under", CR_LABEL_VALUE, "1.00");
}

/* The flag of the output, above a gate that is used further, covers the numbers that it stands on. */
static void
test_covered_by_flag (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  g_autoptr (CrNode) node = NULL;

  scene_init (&scene, sample_sigmoid_neuron ());
  scene_show (&scene, moved (scene.graph, "p", 300, 290));
  node = cr_node_copy (cr_graph_get_node (scene.graph, sample_key (scene.graph, "p")));
  cr_node_set_label (node, "a name");
  scene_show (&scene, cr_graph_with_node (scene.graph, node));
  scene_show (&scene, cr_graph_with_output (scene.graph, sample_key (scene.graph, "p")));
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "w0", CR_LABEL_GRADIENT, NULL);
  assert_label (&scene, labels, "w1", CR_LABEL_VALUE, "−3.00");
}

/* A tag grows for a number that needs more room, and goes back; over a wire that has none a number is raised off it. */
static void
test_wide_numbers (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  CrArea usual, grown, node;
  const CrLabel *value;

  scene_init (&scene, sample_sigmoid_neuron ());
  g_assert_true (cr_picture_get_node_area (scene.picture, sample_key (scene.graph, "w0"), &usual));
  scene_show (&scene, graph_with_number (scene.graph, "w0", -1.5e-7));
  g_assert_true (cr_picture_get_node_area (scene.picture, sample_key (scene.graph, "w0"), &grown));
  g_assert_cmpfloat (grown.width, >, usual.width);
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "w0", CR_LABEL_VALUE, "−1.50·10⁻⁷");
  value = find_label (labels, sample_key (scene.graph, "w0"), CR_LABEL_VALUE);
  g_assert_cmpfloat (value->area.x, >, grown.x + 17 + 14); /* behind the name */
  scene_show (&scene, graph_with_number (scene.graph, "w2", 123456));
  g_clear_pointer (&labels, g_array_unref);
  labels = cr_picture_list_labels (scene.picture, NULL);
  value = find_label (labels, sample_key (scene.graph, "s"), CR_LABEL_VALUE);
  g_assert_nonnull (value);
  g_assert_true (cr_picture_get_node_area (scene.picture, sample_key (scene.graph, "a"), &node));
  g_assert_cmpstr (value->text, ==, "1.23·10⁵");
  g_assert_cmpfloat (value->area.y + value->area.height, <, node.y + 8); /* usually 13 below the top of the gates beside it */
  scene_show (&scene, graph_with_number (scene.graph, "w0", 2));
  scene_show (&scene, graph_with_number (scene.graph, "w2", -3));
  g_assert_true (cr_picture_get_node_area (scene.picture, sample_key (scene.graph, "w0"), &grown));
  g_assert_cmpfloat (grown.width, ==, usual.width);
}

/* The flag stands at the output that the file names also where no gradients can start from it. */
static void
test_flag (void)
{
  g_auto (Scene) scene;
  CrKey key;
  CrArea flag;

  scene_init (&scene, sample_norm_squared ());
  key = sample_key (scene.graph, "q");
  scene_show (&scene, cr_graph_with_output (scene.graph, key));
  g_assert_true (cr_picture_get_pick_area (scene.picture, (CrPick) { CR_PICK_FLAG, key, 0 }, &flag));
  g_assert_cmpint (cr_picture_pick (scene.picture, flag.x + 2, flag.y + 2, 1).kind, ==, CR_PICK_FLAG);
}

/* A gate with thousands of wires from one node is drawn as fast as it is long. */
static void
test_many_operands (void)
{
  GraphBuilder *builder = graph_builder_new ();
  GString *operands = g_string_new ("x");
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;

  for (guint i = 1; i < 20000; i++)
    g_string_append (operands, " x");
  graph_builder_number (builder, "input", "x", 2);
  cr_node_set_place (graph_builder_peek (builder), 100, 100);
  graph_builder_gate (builder, "add", "n", operands->str);
  cr_node_set_place (graph_builder_peek (builder), 300, 100);
  scene_init (&scene, graph_builder_end (builder));
  graph_builder_free (builder);
  g_string_free (operands, TRUE);
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "n", CR_LABEL_VALUE, "40000.00");
  scene_show (&scene, moved (scene.graph, "x", 100, 200));
}

static void
test_not_computed (void)
{
  g_autoptr (CrGraph) graph = sample_sigmoid_neuron ();
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = cr_picture_new (graph, NULL, &style);
  g_autoptr (GArray) labels = cr_picture_list_labels (picture, NULL);

  for (guint i = 0; i < labels->len; i++)
    {
      guint kind = g_array_index (labels, CrLabel, i).kind;

      g_assert_true (kind == CR_LABEL_SYMBOL || kind == CR_LABEL_NAME);
    }
}

static void
test_problems (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  g_autoptr (GArray) labels_without_steps = NULL;
  CrPictureStyle style;

  scene_init (&scene, sample_troubles ());
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "n", CR_LABEL_PROBLEM, "Step 1, forward: ln(−2.00) is not a number. It asks for x > 0");
  assert_label (&scene, labels, "n", CR_LABEL_VALUE, "NaN");
  assert_label (&scene, labels, "o", CR_LABEL_VALUE, NULL);
  assert_label (&scene, labels, "P", CR_LABEL_VALUE, NULL);
  g_assert_nonnull (find_label (labels, sample_key (scene.graph, "P"), CR_LABEL_PROBLEM));
  assert_label (&scene, labels, "M", CR_LABEL_SHAPE, "8×8");

  style = *cr_picture_get_style (scene.picture);
  style.hide_steps = TRUE;
  cr_picture_set_style (scene.picture, &style);
  labels_without_steps = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels_without_steps, "n", CR_LABEL_PROBLEM, "ln(−2.00) is not a number. It asks for x > 0.");
}

/* A product that does not fit, beside its operands and an onlooker. */
static CrGraph *
build_misfit (void)
{
  GraphBuilder *builder = graph_builder_new ();
  CrGraph *graph;

  graph_builder_matrix (builder, "input", "W", 2, 3, NULL);
  cr_node_set_place (graph_builder_peek (builder), 96, 96);
  graph_builder_matrix (builder, "input", "x", 2, 1, NULL);
  cr_node_set_place (graph_builder_peek (builder), 120, 240);
  graph_builder_gate (builder, "matmul", "q", "W x");
  cr_node_set_place (graph_builder_peek (builder), 276, 168);
  graph_builder_number (builder, "input", "y", 1);
  cr_node_set_place (graph_builder_peek (builder), 276, 600);
  graph = graph_builder_end (builder);
  graph_builder_free (builder);
  return graph;
}

static CrArea
get_message (Scene *scene)
{
  g_autoptr (GArray) labels = cr_picture_list_labels (scene->picture, NULL);
  const CrLabel *label = find_label (labels, sample_key (scene->graph, "q"), CR_LABEL_PROBLEM);

  g_assert_nonnull (label);
  return label->area;
}

static void
assert_message_is_free (Scene *scene)
{
  CrArea message = get_message (scene);

  for (const char *const *id = (const char *const[]) { "W", "x", "q", "y", NULL }; *id != NULL; id++)
    {
      CrArea node;

      g_assert_true (cr_picture_get_node_area (scene->picture, sample_key (scene->graph, *id), &node));
      g_assert_false (cr_area_meets (&message, &node));
    }
}

/* What is wrong at a node does not stand on another one, also when that is moved there; with room it stands below its middle. */
static void
test_message_places (void)
{
  g_auto (Scene) scene;
  CrArea before, after, damage;

  scene_init (&scene, build_misfit ());
  assert_message_is_free (&scene);
  before = get_message (&scene);
  cr_picture_take_damage (scene.picture, &damage);
  scene_show (&scene, moved (scene.graph, "y", 330, 220));
  assert_message_is_free (&scene);
  after = get_message (&scene);
  g_assert_cmpfloat (after.y, !=, before.y);
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  g_assert_true (cr_area_contains_area (&damage, &before));
  g_assert_true (cr_area_contains_area (&damage, &after));
  assert_followed (&scene);
  scene_show (&scene, moved (scene.graph, "q", 600, 168));
  after = get_message (&scene);
  g_assert_cmpfloat_with_epsilon (after.x + after.width / 2, 600, 0.01);
  g_assert_cmpfloat (after.y, >, 168);
  assert_followed (&scene);
}

static void
test_hidden (void)
{
  g_auto (Scene) scene;
  g_autoptr (GArray) labels = NULL;
  g_autoptr (CrNode) node = NULL;

  scene_init (&scene, sample_branches ());
  node = cr_node_copy (cr_graph_get_node (scene.graph, sample_key (scene.graph, "f")));
  cr_node_set_hide (node, CR_HIDE_GRADIENT);
  scene_show (&scene, cr_graph_with_node (scene.graph, node));
  labels = cr_picture_list_labels (scene.picture, NULL);
  assert_label (&scene, labels, "f", CR_LABEL_VALUE, "1.73");
  assert_label (&scene, labels, "f", CR_LABEL_GRADIENT, NULL);
}

/* --- Picking --- */

static void
assert_pick (Scene *scene, double x, double y, CrPickKind kind, const char *id, guint operand)
{
  CrPick pick = cr_picture_pick (scene->picture, x, y, 1);

  g_assert_cmpint (pick.kind, ==, kind);
  g_assert_cmpuint (pick.key, ==, id != NULL ? sample_key (scene->graph, id) : CR_KEY_NONE);
  g_assert_cmpuint (pick.operand, ==, operand);
}

static void
test_picking (void)
{
  g_auto (Scene) scene;

  scene_init (&scene, sample_sigmoid_neuron ());
  assert_pick (&scene, 552, 360, CR_PICK_NODE, "s", 0);
  assert_pick (&scene, 570, 360, CR_PICK_OUTPUT, "s", 0);
  assert_pick (&scene, 579, 360, CR_PICK_OUTPUT, "s", 0);
  assert_pick (&scene, 534, 360, CR_PICK_INPUT, "s", 0);
  assert_pick (&scene, 540, 374, CR_PICK_INPUT, "s", 1);
  assert_pick (&scene, 594, 363, CR_PICK_WIRE, "a", 0);
  assert_pick (&scene, 350, 576, CR_PICK_WIRE, "s", 1);
  assert_pick (&scene, 275, 232, CR_PICK_VALUE, "w0", 0);
  assert_pick (&scene, 216, 240, CR_PICK_VALUE, "w0", 0); /* by its dots */
  assert_pick (&scene, 236, 248, CR_PICK_NODE, "w0", 0);
  assert_pick (&scene, 962, 360, CR_PICK_FLAG, "f", 0);
  assert_pick (&scene, 700, 100, CR_PICK_NOTHING, NULL, 0);
}

/* Zoomed out, ports are as easy to hit on the screen as at 100 %. */
static void
test_picking_scaled (void)
{
  g_auto (Scene) scene;

  scene_init (&scene, sample_sigmoid_neuron ());
  g_assert_cmpint (cr_picture_pick (scene.picture, 594, 360, 1).kind, ==, CR_PICK_WIRE);
  g_assert_cmpint (cr_picture_pick (scene.picture, 590, 360, 0.5).kind, ==, CR_PICK_OUTPUT);
  g_assert_cmpint (cr_picture_pick (scene.picture, 552, 360, 0.5).kind, ==, CR_PICK_NODE);
}

static void
test_pick_port (void)
{
  g_auto (Scene) scene;
  CrPick pick;

  scene_init (&scene, sample_sigmoid_neuron ());
  pick = cr_picture_pick_port (scene.picture, 545, 365, 1, CR_PICK_INPUT);
  g_assert_cmpint (pick.kind, ==, CR_PICK_INPUT);
  g_assert_cmpuint (pick.operand, ==, 1);
  pick = cr_picture_pick_port (scene.picture, 562, 350, 1, CR_PICK_OUTPUT);
  g_assert_cmpint (pick.kind, ==, CR_PICK_OUTPUT);
  pick = cr_picture_pick_port (scene.picture, 700, 100, 1, CR_PICK_INPUT);
  g_assert_cmpint (pick.kind, ==, CR_PICK_NOTHING);
}

static void
test_pick_area (void)
{
  g_auto (Scene) scene;
  CrArea area = { 440, 330, 240, 60 };
  g_autoptr (GArray) keys = NULL;

  scene_init (&scene, sample_sigmoid_neuron ());
  keys = cr_picture_pick_area (scene.picture, &area);
  g_assert_cmpuint (keys->len, ==, 3);
  g_assert_cmpuint (g_array_index (keys, CrKey, 0), ==, sample_key (scene.graph, "r"));
  g_assert_cmpuint (g_array_index (keys, CrKey, 2), ==, sample_key (scene.graph, "a"));
}

static void
test_entries (void)
{
  g_auto (Scene) scene;
  CrArea area;

  scene_init (&scene, sample_norm_squared ());
  for (guint entry = 0; entry < 4; entry++)
    {
      CrPick pick = { CR_PICK_VALUE, sample_key (scene.graph, "W"), entry };

      g_assert_true (cr_picture_get_pick_area (scene.picture, pick, &area));
      g_assert_true (cr_pick_equal (cr_picture_pick (scene.picture, area.x + area.width / 2, area.y + area.height / 2, 1), pick));
    }
}

/* --- Following edits --- */

static CrKey
random_key (const CrGraph *graph, GRand *random)
{
  guint i = g_rand_int_range (random, 0, cr_graph_get_n_nodes (graph));
  CrKey key = CR_KEY_NONE;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      key = node->key;
      if (i-- == 0)
        break;
    }
  return key;
}

static CrGraph *
random_edit (const CrGraph *graph, GRand *random)
{
  CrKey key = random_key (graph, random);
  CrKey other = random_key (graph, random);
  const CrNode *node = cr_graph_get_node (graph, key);
  CrGraphEdit *edit;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      return cr_graph_without (graph, &key, 1);
    case 1:
      {
        CrGraph *connected = cr_graph_connected (graph, other, key, 0, NULL); /* a loop, or no operand: no edit */

        return connected != NULL ? connected : cr_graph_ref (graph);
      }
    case 2:
      return node->n_operands > 0 ? cr_graph_disconnected (graph, key, 0) : cr_graph_ref (graph);
    case 3:
      return cr_graph_with_output (graph, other);
    case 4:
      edit = cr_graph_edit_begin (graph);
      cr_graph_edit_move (edit, key, g_rand_double_range (random, 0, 800), g_rand_double_range (random, 0, 500));
      return cr_graph_edit_end (edit);
    default:
      {
        edit = cr_graph_edit_begin (graph);

        CrKey new_key = cr_graph_edit_new_key (edit);
        g_autofree char *id = g_strdup_printf ("new%u", new_key);
        CrNode *added = cr_node_new (new_key, id, cr_gate_find (new_key % 2 ? "mul" : "parameter"));

        cr_node_set_place (added, g_rand_double_range (random, 0, 800), g_rand_double_range (random, 0, 500));
        cr_graph_edit_take_node (edit, added);
        return cr_graph_edit_end (edit);
      }
    }
}

static void
test_following (void)
{
  GRand *random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 4; round++)
    {
      g_auto (Scene) scene;

      scene_init (&scene, round % 2 ? sample_patterns () : sample_sigmoid_neuron ());
      for (guint i = 0; i < 40; i++)
        {
          scene_show (&scene, random_edit (scene.graph, random));
          assert_followed (&scene);
          if (cr_graph_get_n_nodes (scene.graph) < 3)
            break;
        }
    }
  g_rand_free (random);
}

/* --- The still part --- */

/* An edit of a source's number leaves the still part as it is, one of a gate's number touches that gate, a move what it touches.
 * */
static void
test_damage (void)
{
  g_auto (Scene) scene;
  g_autoptr (CrNode) scale = NULL;
  CrArea damage;

  scene_init (&scene, sample_sigmoid_neuron ());
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  g_assert_false (cr_picture_take_damage (scene.picture, &damage));
  scene_show (&scene, graph_with_number (scene.graph, "w0", 1.5));
  g_assert_false (cr_picture_take_damage (scene.picture, &damage));
  scale = cr_node_copy (cr_graph_get_node (scene.graph, sample_key (scene.graph, "a")));
  cr_node_set_number (scale, 0, -2);
  scene_show (&scene, cr_graph_with_node (scene.graph, scale));
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  g_assert_false (cr_area_contains (&damage, (CrPoint) { 468, 360 }));
  scene_show (&scene, moved (scene.graph, "b", 720, 300));
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  g_assert_true (cr_area_contains (&damage, (CrPoint) { 720, 360 }));
  g_assert_true (cr_area_contains (&damage, (CrPoint) { 720, 300 }));
  g_assert_false (cr_area_contains (&damage, (CrPoint) { 253, 240 }));
}

/* While a node is lifted its moves touch nothing still, and the whole picture looks as if it were not lifted. */
static void
test_lifting (void)
{
  g_auto (Scene) scene;
  CrKey key;
  CrArea damage;

  scene_init (&scene, sample_sigmoid_neuron ());
  key = sample_key (scene.graph, "b");
  cr_picture_lift (scene.picture, &key, 1);
  cr_picture_take_damage (scene.picture, &damage);
  for (guint i = 0; i < 5; i++)
    {
      scene_show (&scene, moved (scene.graph, "b", 720 + i, 360 + 10 * i));
      g_assert_false (cr_picture_take_damage (scene.picture, &damage));
    }
  cr_picture_lift (scene.picture, NULL, 0);
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  g_assert_true (cr_area_contains (&damage, (CrPoint) { 724, 400 }));
  assert_followed (&scene);
}

/* Folding what a sigmoid is made of leaves one item, and the wires that cross its border. */
static void
test_folding (void)
{
  g_auto (Scene) scene;
  CrGraphEdit *edit;
  CrParts *parts;
  CrGroup *group;
  CrKey group_key;
  CrArea area;
  g_autoptr (GArray) keys = NULL;

  scene_init (&scene, sample_sigmoid_neuron ());
  edit = cr_graph_edit_begin (scene.graph);
  group_key = cr_graph_edit_new_key (edit);
  group = cr_group_new (group_key, "sigma");
  for (const char *const *id = (const char *const[]) { "a", "b", "c", "f", NULL }; *id != NULL; id++)
    {
      CrKey member = sample_key (scene.graph, *id);

      g_array_append_val (group->members, member);
    }
  group->collapsed = TRUE;
  parts = cr_parts_copy (cr_graph_get_parts (scene.graph));
  g_ptr_array_add (parts->groups, group);
  cr_graph_edit_take_parts (edit, parts);
  scene_show (&scene, cr_graph_edit_end (edit));

  g_assert_true (cr_picture_get_node_area (scene.picture, group_key, &area));
  g_assert_cmpfloat_with_epsilon (area.x + area.width / 2, (636 + 720 + 804 + 888) / 4.0, 0.01);
  g_assert_cmpint (cr_picture_pick (scene.picture, area.x + area.width / 2, 360, 1).kind, ==, CR_PICK_GROUP);
  g_assert_cmpint (cr_picture_pick (scene.picture, area.x - 60, 360, 1).kind, ==, CR_PICK_WIRE);
  keys = cr_picture_pick_area (scene.picture, &(CrArea) { 0, 0, 2000, 2000 });
  g_assert_cmpuint (keys->len, ==, 13 - 4 + 1);
  assert_followed (&scene);
}

/* --- Marks --- */

/* Selecting, hovering, dragging and refusing each show, in their colours; and no mark is no change. */
static void
test_marks (void)
{
  g_auto (Scene) scene;
  CrArea area = { 400, 250, 400, 200 };
  CrMarks marks = { 0 };
  CrKey key;
  cairo_surface_t *plain, *same, *marked;

  scene_init (&scene, sample_sigmoid_neuron ());
  plain = drawn_new (scene.picture, &area, 1, NULL);
  same = drawn_new (scene.picture, &area, 1, &marks);
  g_assert_cmpfloat (drawn_difference (plain, same), ==, 0);
  g_assert_cmpuint (drawn_count (plain, 0x1c71d8), ==, 0);
  g_assert_cmpuint (drawn_count (plain, 0xc01c28), ==, 0);
  cairo_surface_destroy (same);

  key = sample_key (scene.graph, "s");
  marks.selected = &key;
  marks.n_selected = 1;
  marked = drawn_new (scene.picture, &area, 1, &marks);
  g_assert_cmpuint (drawn_count (marked, 0x1c71d8), >, 20);
  cairo_surface_destroy (marked);

  marks = (CrMarks) { .drag = { .from = { CR_PICK_OUTPUT, key, 0 }, .pointer = { 700, 420 }, .refusal = "no" } };
  marked = drawn_new (scene.picture, &area, 1, &marks);
  g_assert_cmpuint (drawn_count (marked, 0xc01c28), >, 10);
  cairo_surface_destroy (marked);
  cairo_surface_destroy (plain);
}

/* Picks that name nothing, or what is gone, are drawn as nothing. */
static void
test_stale_marks (void)
{
  g_auto (Scene) scene;
  CrArea area = { 0, 0, 200, 200 };
  CrKey key = 4711;
  CrPick gone = { CR_PICK_WIRE, 4711, 3 };
  CrMarks marks = { .selected = &key, .n_selected = 1, .selected_wire = gone, .hovered = gone, .focused = gone };

  scene_init (&scene, sample_branches ());
  cairo_surface_t *plain = drawn_new (scene.picture, &area, 1, NULL);
  cairo_surface_t *marked = drawn_new (scene.picture, &area, 1, &marks);

  g_assert_cmpfloat (drawn_difference (plain, marked), ==, 0);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (marked);
}

/* --- Blanks --- */

static gboolean
hides_gradients (CrKey key, gboolean gradient, gpointer data)
{
  return gradient;
}

/* A hidden number has a box to be filled in, a hidden matrix its brackets; either is found by its number and by its place. */
static void
test_blanks (void)
{
  g_auto (Scene) scene;
  static const char *const ids[] = { "W", "x", "q", "f" };
  CrBlank blank, picked;

  scene_init (&scene, sample_norm_squared ());
  g_assert_false (cr_picture_find_blank (scene.picture, sample_key (scene.graph, "f"), TRUE, &blank));
  cr_picture_set_hider (scene.picture, hides_gradients, NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      CrKey key = sample_key (scene.graph, ids[i]);

      g_assert_true (cr_picture_find_blank (scene.picture, key, TRUE, &blank));
      g_assert_cmpfloat (blank.area.width, >=, 30);
      g_assert_true (cr_picture_pick_blank (scene.picture, blank.area.x + blank.area.width / 2, blank.area.y + blank.area.height / 2, &picked));
      g_assert_cmpuint (picked.key, ==, key);
      g_assert_true (picked.gradient);
      g_assert_false (cr_picture_find_blank (scene.picture, key, FALSE, &blank));
    }
  g_assert_false (cr_picture_pick_blank (scene.picture, -500, -500, &picked));
  cr_picture_set_hider (scene.picture, hides_gradients, NULL, FALSE);
  g_assert_false (cr_picture_find_blank (scene.picture, sample_key (scene.graph, "f"), TRUE, &blank));
}

/* However far away things are, they are drawn, and as quickly as others. */
static void
test_far_away (void)
{
  const double far[] = { 1e9, 1e12, 1e18, -1e18, 1e300 };
  g_autoptr (CrGraph) near = sample_patterns ();

  for (guint i = 0; i < G_N_ELEMENTS (far); i++)
    {
      g_auto (Scene) scene;
      CrArea area;
      cairo_surface_t *surface;

      scene_init (&scene, moved (near, "x", far[i], -far[i]));
      area = cr_picture_get_area (scene.picture);
      g_assert_cmpfloat (area.width, <, 3 * CR_FARTHEST);
      area = (CrArea) { far[i] - 300, -far[i] - 300, 600, 600 };
      surface = drawn_new (scene.picture, &area, 1, NULL);
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/picture/sigmoid-neuron", test_sigmoid_neuron);
  g_test_add_func ("/drawing/picture/places", test_places);
  g_test_add_func ("/drawing/picture/branches", test_branches);
  g_test_add_func ("/drawing/picture/fan", test_fan);
  g_test_add_func ("/drawing/picture/branch-past-others", test_branch_past_others);
  g_test_add_func ("/drawing/picture/covered", test_covered);
  g_test_add_func ("/drawing/picture/covered-by-flag", test_covered_by_flag);
  g_test_add_func ("/drawing/picture/wide-numbers", test_wide_numbers);
  g_test_add_func ("/drawing/picture/flag", test_flag);
  g_test_add_func ("/drawing/picture/many-operands", test_many_operands);
  g_test_add_func ("/drawing/picture/not-computed", test_not_computed);
  g_test_add_func ("/drawing/picture/problems", test_problems);
  g_test_add_func ("/drawing/picture/message-places", test_message_places);
  g_test_add_func ("/drawing/picture/hidden", test_hidden);
  g_test_add_func ("/drawing/picture/picking", test_picking);
  g_test_add_func ("/drawing/picture/picking-scaled", test_picking_scaled);
  g_test_add_func ("/drawing/picture/pick-port", test_pick_port);
  g_test_add_func ("/drawing/picture/pick-area", test_pick_area);
  g_test_add_func ("/drawing/picture/entries", test_entries);
  g_test_add_func ("/drawing/picture/following", test_following);
  g_test_add_func ("/drawing/picture/damage", test_damage);
  g_test_add_func ("/drawing/picture/lifting", test_lifting);
  g_test_add_func ("/drawing/picture/folding", test_folding);
  g_test_add_func ("/drawing/picture/marks", test_marks);
  g_test_add_func ("/drawing/picture/stale-marks", test_stale_marks);
  g_test_add_func ("/drawing/picture/blanks", test_blanks);
  g_test_add_func ("/drawing/picture/far-away", test_far_away);
  return g_test_run ();
}
