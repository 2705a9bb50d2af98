/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wires on demand: which wires are drawn in full and which numbers stand on them, when all are not shown. */
#include "cr-draw.h"
#include "drawn.h"
#include "graph-builder.h"

#define SIZE 400

/* x at the left feeds q = −x feeds f = q², and a neuron h takes x with a weight: all on whole pixels. */
typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
} Sample;

static void
sample_init (Sample *sample, CrWires wires)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrMatrix) weight = cr_matrix_new_number (1);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;

  graph_builder_number (builder, "input", "x", -2);
  cr_node_set_place (graph_builder_peek (builder), 60, 60);
  graph_builder_gate (builder, "neg", "q", "x");
  cr_node_set_place (graph_builder_peek (builder), 204, 60);
  graph_builder_gate (builder, "square", "f", "q");
  cr_node_set_place (graph_builder_peek (builder), 348, 60);
  graph_builder_number (builder, "input", "y", 3);
  cr_node_set_place (graph_builder_peek (builder), 60, 240);
  graph_builder_gate (builder, "neuron", "h", "y");
  cr_node_set_matrix (graph_builder_peek (builder), cr_gate_find_attribute (graph_builder_peek (builder)->gate, "weights"), weight);
  cr_node_set_place (graph_builder_peek (builder), 252, 240);
  sample->graph = graph_builder_end (builder);
  sample->tape = cr_tape_new (sample->graph);
  cr_tape_forward (sample->tape);
  style.wires = wires;
  style.hide_grid = TRUE;
  sample->picture = cr_picture_new (sample->graph, sample->tape, &style);
}

static void
sample_clear (Sample *sample)
{
  cr_picture_free (sample->picture);
  cr_tape_free (sample->tape);
  cr_graph_unref (sample->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

/* How dark the darkest pixel is in a column of the picture beside a wire: 0 black, 255 white. */
static guint
measure_ink (Sample *sample, const CrMarks *marks, int x, int y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cairo = cairo_create (surface);
  const CrArea clip = { 0, 0, SIZE, SIZE };
  guint least = 255;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cr_picture_draw_still (sample->picture, cairo, &clip, 1);
  cr_picture_draw_moving (sample->picture, cairo, &clip, 1, marks);
  cairo_destroy (cairo);
  for (int i = -2; i <= 2; i++)
    least = MIN (least, drawn_get_pixel (surface, x, y + i) & 0xff);
  cairo_surface_destroy (surface);
  return least;
}

/* Halfway from x to q, where no number stands; the same from y to h. */
#define ON_PLAIN 150, 60
#define ON_WEIGHT 160, 240

static void
test_all_are_drawn (void)
{
  g_auto (Sample) sample = { 0 };
  CrMarks marks = { 0 };

  sample_init (&sample, CR_WIRES_ALL);
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_PLAIN), <, 120);
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_WEIGHT), <, 180);
}

static void
test_others_are_faint_and_weights_left_out (void)
{
  g_auto (Sample) sample = { 0 };
  CrMarks marks = { 0 };

  sample_init (&sample, CR_WIRES_SELECTED);
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_PLAIN), >, 180);
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_PLAIN), <, 255);
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_WEIGHT), ==, 255);
}

/* Into the selected node and out of it. */
static void
test_wires_of_the_selection (void)
{
  g_auto (Sample) sample = { 0 };
  CrKey q, y;
  CrMarks marks = { .n_selected = 1 };

  sample_init (&sample, CR_WIRES_SELECTED);
  q = cr_graph_find (sample.graph, "q");
  y = cr_graph_find (sample.graph, "y");
  marks.selected = &q;
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_PLAIN), <, 120);
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_WEIGHT), ==, 255);
  marks.selected = &y;
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_WEIGHT), <, 180);
}

static void
test_wires_of_what_is_hovered (void)
{
  g_auto (Sample) sample = { 0 };
  CrKey q;
  CrMarks marks = { 0 };

  sample_init (&sample, CR_WIRES_HOVER);
  q = cr_graph_find (sample.graph, "q");
  marks.selected = &q;
  marks.n_selected = 1;
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_PLAIN), >, 180);
  marks.hovered = (CrPick) { CR_PICK_NODE, q, 0 };
  g_assert_cmpuint (measure_ink (&sample, &marks, ON_PLAIN), <, 120);
}

static gboolean
keeps (Sample *sample, const CrMarks *marks, const char *id)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, cr_picture_get_item (sample->picture, cr_graph_find (sample->graph, id)));
  cr_picture_keep_demanded (sample->picture, items, marks);
  return items->len == 1;
}

/* q's number stands on its wire and is asked for at either end; x holds its own; f has the output's. */
static void
test_numbers_go_with_their_wires (void)
{
  g_auto (Sample) sample = { 0 };
  CrMarks marks = { .n_selected = 1 };
  CrKey f, x;

  sample_init (&sample, CR_WIRES_SELECTED);
  f = cr_graph_find (sample.graph, "f");
  x = cr_graph_find (sample.graph, "x");
  marks.selected = &x;
  g_assert_true (keeps (&sample, &marks, "x"));
  g_assert_false (keeps (&sample, &marks, "q"));
  marks.selected = &f;
  g_assert_true (keeps (&sample, &marks, "q"));
  marks.n_selected = 0;
  marks.hovered = (CrPick) { CR_PICK_WIRE, f, 0 };
  g_assert_true (keeps (&sample, &marks, "q"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demand/all", test_all_are_drawn);
  g_test_add_func ("/demand/others", test_others_are_faint_and_weights_left_out);
  g_test_add_func ("/demand/selection", test_wires_of_the_selection);
  g_test_add_func ("/demand/hover", test_wires_of_what_is_hovered);
  g_test_add_func ("/demand/numbers", test_numbers_go_with_their_wires);
  return g_test_run ();
}
