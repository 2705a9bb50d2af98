/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small maps in the nodes of a picture: where they stand, what they hide, and what of the picture they change. */
#include "cr-node-maps.h"

#include "drawn.h"
#include "sample-charts.h"
#include "sample-graphs.h"

#include <math.h>

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
  CrNodeMap *maps;
  guint n_maps;
} Scene;

/* All maps are +1 everywhere. */
static void
scene_init (Scene *scene, CrGraph *graph)
{
  static const double one = 1;
  CrPictureStyle style = { .format = { 2, TRUE }, .hide_grid = TRUE };

  scene->graph = graph;
  scene->tape = cr_tape_new (graph);
  scene->maps = sample_node_maps (scene->tape, 8, &scene->n_maps);
  for (guint i = 0; i < scene->n_maps; i++)
    scene->maps[i].map = (CrMap) { .columns = 1, .rows = 1, .n_classes = 1, .values = &one, .extent = 1 };
  cr_tape_bind_all (scene->tape, NULL, 0, 1);
  cr_tape_forward (scene->tape);
  cr_tape_backward (scene->tape, NULL);
  scene->picture = cr_picture_new (graph, scene->tape, &style);
}

static void
scene_clear (Scene *scene)
{
  cr_picture_free (scene->picture);
  cr_tape_free (scene->tape);
  cr_graph_unref (scene->graph);
  g_free (scene->maps);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static guint
count_labels (CrPicture *picture, CrKey key, guint kind)
{
  g_autoptr (GArray) labels = cr_picture_list_labels (picture, NULL);
  guint n = 0;

  for (guint i = 0; i < labels->len; i++)
    n += g_array_index (labels, CrLabel, i).key == key && g_array_index (labels, CrLabel, i).kind == kind;
  return n;
}

static guint32
pixel_of (Scene *scene, double x, double y)
{
  CrArea area = { x, y, 8, 8 };
  cairo_surface_t *drawn = drawn_new (scene->picture, &area, 1, NULL);
  guint32 pixel = drawn_get_pixel (drawn, 0, 0);

  cairo_surface_destroy (drawn);
  return pixel;
}

/* The places are those of the specification: a tag of 64×62, 48×48 at 7 inside a unit. */
static void
test_places (void)
{
  const guint32 high = 0x7fa9df;
  g_auto (Scene) scene;
  CrKey x1, unit;
  CrArea area;
  CrPick value;

  scene_init (&scene, sample_circle_net ());
  x1 = sample_key (scene.graph, "x1");
  unit = sample_key (scene.graph, "a1");
  g_assert_cmpuint (count_labels (scene.picture, x1, CR_LABEL_VALUE), ==, 1);
  g_assert_cmpuint (count_labels (scene.picture, unit, CR_LABEL_VALUE), ==, 1);
  cr_picture_set_maps (scene.picture, scene.maps, scene.n_maps);
  g_assert_cmpuint (count_labels (scene.picture, x1, CR_LABEL_VALUE), ==, 0);
  g_assert_cmpuint (count_labels (scene.picture, unit, CR_LABEL_VALUE), ==, 0);
  g_assert_cmpuint (count_labels (scene.picture, x1, CR_LABEL_NAME), ==, 1);
  g_assert_cmphex (pixel_of (&scene, 66 - 26, 213 - 24), ==, high); /* x₁ stands at 66, 213 */
  g_assert_cmphex (pixel_of (&scene, 66 + 21, 213 + 23), ==, high);
  g_assert_cmphex (pixel_of (&scene, 66 - 28, 213), ==, 0xffffff);
  g_assert_cmphex (pixel_of (&scene, 250 - 45, 149 - 24), ==, high); /* a1 at 250, 149 */
  g_assert_cmphex (pixel_of (&scene, 250 + 2, 149 + 23), ==, high);
  g_assert_cmphex (pixel_of (&scene, 250 - 47, 149), ==, 0xffffff);
  value = cr_picture_pick (scene.picture, 66, 213, 1);
  g_assert_true (value.kind == CR_PICK_NODE && value.key == x1); /* there is no number to be edited */
  value = (CrPick) { CR_PICK_OUTPUT, x1, 0 };
  g_assert_true (cr_picture_get_pick_area (scene.picture, value, &area));
  g_assert_cmpfloat (area.x + area.width / 2, ==, 66 + 32);
  value.kind = CR_PICK_VALUE;
  g_assert_false (cr_picture_get_pick_area (scene.picture, value, &area));
  cr_picture_set_maps (scene.picture, NULL, 0);
  g_assert_cmpuint (count_labels (scene.picture, x1, CR_LABEL_VALUE), ==, 1);
  g_assert_cmphex (pixel_of (&scene, 66 + 21, 213 + 23), ==, 0xffffff);
}

/* New numbers in the same nodes leave the still part as it is. */
static void
test_damage (void)
{
  static const double minus = -1;
  g_auto (Scene) scene;
  CrArea damage;

  scene_init (&scene, sample_circle_net ());
  cr_picture_take_damage (scene.picture, &damage);
  cr_picture_set_maps (scene.picture, scene.maps, scene.n_maps);
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
  for (guint i = 0; i < scene.n_maps; i++)
    scene.maps[i].map.values = &minus;
  cr_picture_set_maps (scene.picture, scene.maps, scene.n_maps);
  g_assert_false (cr_picture_take_damage (scene.picture, &damage));
  g_assert_cmphex (pixel_of (&scene, 250, 149), ==, 0xeca876);
  cr_picture_set_maps (scene.picture, scene.maps, 1);
  g_assert_true (cr_picture_take_damage (scene.picture, &damage));
}

/* Maps stay when the graph is edited, and go with their node. */
static void
test_edits (void)
{
  g_auto (Scene) scene;
  CrGraphEdit *edit;
  g_autoptr (CrGraph) moved = NULL;
  g_autoptr (CrGraph) fewer = NULL;
  CrKey unit;

  scene_init (&scene, sample_circle_net ());
  unit = sample_key (scene.graph, "a1");
  cr_picture_set_maps (scene.picture, scene.maps, scene.n_maps);
  edit = cr_graph_edit_begin (scene.graph);
  cr_graph_edit_move (edit, unit, 250, 49);
  moved = cr_graph_edit_end (edit);
  cr_picture_update (scene.picture, moved, NULL);
  g_assert_cmphex (pixel_of (&scene, 250 - 45, 49 - 24), ==, 0x7fa9df);
  edit = cr_graph_edit_begin (moved);
  cr_graph_edit_remove_nodes (edit, &unit, 1);
  fewer = cr_graph_edit_end (edit);
  cr_picture_update (scene.picture, fewer, NULL);
  g_assert_cmphex (pixel_of (&scene, 250 - 45, 49 - 24), ==, 0xffffff);
}

/* A node drawn above another one hides its map. */
static void
test_covered (void)
{
  g_auto (Scene) scene;
  CrGraphEdit *edit;
  g_autoptr (CrGraph) moved = NULL;

  scene_init (&scene, sample_circle_net ());
  cr_picture_set_maps (scene.picture, scene.maps, scene.n_maps);
  edit = cr_graph_edit_begin (scene.graph);
  cr_graph_edit_move (edit, sample_key (scene.graph, "y"), 250 - 30, 149); /* a later key: on top */
  moved = cr_graph_edit_end (edit);
  cr_picture_update (scene.picture, moved, NULL);
  g_assert_cmphex (pixel_of (&scene, 250 - 10, 149 - 12), !=, 0x7fa9df);
}

/* Each entry of a vector has a map of its own; marks are words under their nodes. */
static void
test_entries_and_marks (void)
{
  static const double values[] = { 1, -1, -1, 1 };
  g_auto (Scene) scene;
  CrNodeMap map;
  cairo_surface_t *plain, *marked;
  CrArea area = { 380, 290, 120, 130 };
  CrKey layer;

  scene_init (&scene, sample_gates_of_plane ());
  layer = sample_key (scene.graph, "h");
  map = (CrNodeMap) { .key = layer, .map = { .columns = 1, .rows = 1, .n_classes = 4, .values = values, .extent = 1 } };
  cr_picture_set_maps (scene.picture, &map, 1);
  /* Two by two squares of 15 in the middle of 60×30, above the sizes of a layer at 430, 330. */
  g_assert_cmphex (pixel_of (&scene, 430 - 12, 330 - 20), ==, 0x7fa9df);
  g_assert_cmphex (pixel_of (&scene, 430 + 3, 330 - 20), ==, 0xeca876);
  g_assert_cmphex (pixel_of (&scene, 430 - 12, 330 - 5), ==, 0xeca876);
  g_assert_cmphex (pixel_of (&scene, 430 + 3, 330 - 5), ==, 0x7fa9df);
  plain = drawn_new (scene.picture, &area, 1, NULL);
  map.mark = CR_NODE_MARK_DEAD;
  cr_picture_set_maps (scene.picture, &map, 1);
  marked = drawn_new (scene.picture, &area, 1, NULL);
  g_assert_cmpfloat (drawn_difference (plain, marked), >, DRAWN_TOLERANCE);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (marked);
}

/* --- Biases --- */

static const CrLabel *
find_label (GArray *labels, CrKey key, guint kind)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, CrLabel, i).key == key && g_array_index (labels, CrLabel, i).kind == kind)
      return &g_array_index (labels, CrLabel, i);
  return NULL;
}

static CrGraph *
with_bias (const CrGraph *graph, const char *id, double bias)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrNode *node = cr_node_copy (cr_graph_edit_get_node (edit, sample_key (graph, id)));

  cr_node_set_number (node, cr_gate_find_attribute (node->gate, "bias"), bias);
  cr_graph_edit_take_node (edit, node);
  return cr_graph_edit_end (edit);
}

/* Beside a map a bias is short; where the node's numbers stand it meets none of them, however long it is. */
static void
test_biases (void)
{
  static const struct
  {
    double bias;
    const char *beside_map;
    const char *alone;
  } rows[] = {
    { -1.23, "−1.2", "−1.2" }, { -0.0312, "−0.03", "−0.03" }, { 0.0001, "≈0", "1·10⁻⁴" },
    { 0, "0.0", "0.0" },       { 12.3, "12", "12" },               { -20000, "≪0", "−20000" },
    { 0.0949, "0.09", "0.09" }, { 0.0968, "0.10", "0.1" },         { -999, "−999", "−999" },
    { -0.0949, "−0.09", "−0.09" }, { -0.0968, "−0.10", "−0.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CrGraph) plain = sample_circle_net ();
      g_auto (Scene) scene;
      CrKey unit = sample_key (plain, "b1");

      scene_init (&scene, with_bias (plain, "b1", rows[i].bias));
      for (guint has_map = 0; has_map < 2; has_map++)
        {
          g_autoptr (GArray) labels = NULL;
          const CrLabel *bias, *value, *gradient;

          cr_picture_set_maps (scene.picture, scene.maps, has_map ? scene.n_maps : 0);
          labels = cr_picture_list_labels (scene.picture, NULL);
          bias = find_label (labels, unit, CR_LABEL_BIAS);
          value = find_label (labels, unit, CR_LABEL_VALUE);
          gradient = find_label (labels, unit, CR_LABEL_GRADIENT);
          g_assert_cmpstr (bias->text, ==, has_map ? rows[i].beside_map : rows[i].alone);
          if (has_map)
            {
              g_assert_cmpfloat (bias->area.x - 11, >=, 428 - 52 + 55 + 2); /* its "b" is off the map, of the unit at 428 */
              g_assert_cmpfloat (bias->area.x + bias->area.width, <=, 428 + 52 - 2); /* and it stays in the unit */
            }
          else
            g_assert_false (cr_area_meets (&bias->area, &value->area) || cr_area_meets (&bias->area, &gradient->area));
        }
    }
}

/* --- In parts --- */

typedef struct
{
  cairo_t *cairo;
  guint n_placed; /* parts of which is said where they are */
} Parts;

/* What a part draws beyond the area that it names is cut off. */
static cairo_t *
begin_part (const CrArea *area, gpointer data)
{
  Parts *parts = data;

  cairo_save (parts->cairo);
  if (area == NULL)
    return parts->cairo;
  parts->n_placed++;
  cairo_rectangle (parts->cairo, floor (area->x), floor (area->y), ceil (area->width) + 1, ceil (area->height) + 1);
  cairo_clip (parts->cairo);
  return parts->cairo;
}

static void
end_part (cairo_t *cairo, gpointer data)
{
  cairo_restore (cairo);
}

static cairo_surface_t *
draw_moving (CrPicture *picture, const CrMarks *marks, gboolean in_parts, guint *n_placed)
{
  CrArea area = { 0, 0, 800, 600 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, area.width, area.height);
  Parts parts = { .cairo = cairo_create (surface) };
  CrPartSink sink = { begin_part, end_part, &parts };

  if (in_parts)
    cr_picture_draw_moving_parts (picture, &sink, &area, 1, marks);
  else
    cr_picture_draw_moving (picture, parts.cairo, &area, 1, marks);
  cairo_destroy (parts.cairo);
  *n_placed = parts.n_placed;
  return surface;
}

static void
assert_same_in_parts (Scene *scene, const CrMarks *marks, guint least)
{
  guint n_placed;
  cairo_surface_t *whole = draw_moving (scene->picture, marks, FALSE, &n_placed);
  cairo_surface_t *parts = draw_moving (scene->picture, marks, TRUE, &n_placed);

  g_assert_cmpfloat (drawn_difference (whole, parts), <, 0.5);
  g_assert_cmpuint (n_placed, >=, least);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (parts);
}

/* Each map, its mark and each number stays in the area that is said of it, and together they are the whole. */
static void
test_parts (void)
{
  g_auto (Scene) scene;
  CrMarks marks = { 0 };

  scene_init (&scene, sample_circle_net ());
  assert_same_in_parts (&scene, NULL, 10); /* numbers */
  for (guint i = 0; i < scene.n_maps; i++)
    scene.maps[i].mark = i % 2 == 0 ? CR_NODE_MARK_DEAD : CR_NODE_MARK_SATURATED;
  cr_picture_set_maps (scene.picture, scene.maps, scene.n_maps);
  marks.hovered = (CrPick) { CR_PICK_NODE, sample_key (scene.graph, "a1"), 0 };
  assert_same_in_parts (&scene, &marks, scene.n_maps);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/node-maps/places", test_places);
  g_test_add_func ("/drawing/node-maps/damage", test_damage);
  g_test_add_func ("/drawing/node-maps/edits", test_edits);
  g_test_add_func ("/drawing/node-maps/covered", test_covered);
  g_test_add_func ("/drawing/node-maps/entries-and-marks", test_entries_and_marks);
  g_test_add_func ("/drawing/node-maps/biases", test_biases);
  g_test_add_func ("/drawing/node-maps/parts", test_parts);
  return g_test_run ();
}
