/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes against pictures that were looked at: tests/drawing/reference/NAME.png, light and dark, without text.
 *
 * "test-drawing-references --update" (from anywhere) draws the references anew. Look at each before committing it.
 */
#include "cr-picture.h"
#include "drawn.h"
#include "sample-graphs.h"

#include <string.h>

static gboolean is_updating;

typedef struct
{
  const char *name;
  CrGraph *(*sample) (void);
  gboolean is_computed;
  gboolean is_marked;
} Reference;

static const Reference references[] = {
  { "neuron", sample_sigmoid_neuron, TRUE, FALSE },
  { "neuron-not-computed", sample_sigmoid_neuron, FALSE, FALSE },
  { "neuron-marked", sample_sigmoid_neuron, TRUE, TRUE },
  { "patterns", sample_patterns, TRUE, FALSE },
  { "branches", sample_branches, TRUE, FALSE },
  { "kinds", sample_kinds, TRUE, FALSE },
  { "troubles", sample_troubles, TRUE, FALSE },
};

static cairo_surface_t *
draw (const Reference *reference, gboolean dark)
{
  g_autoptr (CrGraph) graph = reference->sample ();
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrPictureStyle style = { .dark = dark, .format = { 2, TRUE }, .hide_text = TRUE };
  g_autoptr (CrPicture) picture = NULL;
  CrMarks marks = { 0 };
  CrKey selected = cr_graph_find (graph, "p");
  CrArea area;

  if (reference->is_computed)
    {
      cr_tape_forward (tape);
      cr_tape_backward (tape, NULL);
    }
  picture = cr_picture_new (graph, tape, &style);
  area = (CrArea) { 24, 24, 1000, 620 };
  if (reference->is_marked)
    marks = (CrMarks) {
      .selected = &selected,
      .n_selected = 1,
      .selected_wire = { CR_PICK_WIRE, cr_graph_find (graph, "b"), 0 },
      .hovered = { CR_PICK_WIRE, cr_graph_find (graph, "r"), 1 },
      .rubber_band = { 300, 200, 120, 120 },
      .drag = { .from = { CR_PICK_OUTPUT, cr_graph_find (graph, "w2"), 0 }, .pointer = { 600, 520 } },
    };
  return drawn_new (picture, &area, 1, &marks);
}

static void
test_reference (gconstpointer data)
{
  const Reference *reference = data;

  for (guint dark = 0; dark < 2; dark++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s", reference->name, dark ? "-dark" : "");
      cairo_surface_t *drawn = draw (reference, dark);

      drawn_assert_reference (drawn, REFERENCE_DIRECTORY, name, is_updating);
      cairo_surface_destroy (drawn);
    }
}

/* The comparison itself: a picture moved by a pixel is another one. */
static void
test_tolerance (void)
{
  g_autoptr (CrGraph) graph = sample_branches ();
  CrPictureStyle style = { .hide_text = TRUE };
  g_autoptr (CrPicture) picture = cr_picture_new (graph, NULL, &style);
  CrArea area = { 24, 24, 500, 300 };
  CrArea shifted = { 25, 24, 500, 300 };
  cairo_surface_t *one = drawn_new (picture, &area, 1, NULL);
  cairo_surface_t *other = drawn_new (picture, &shifted, 1, NULL);

  g_assert_cmpfloat (drawn_difference (one, one), ==, 0);
  g_assert_cmpfloat (drawn_difference (one, other), >, DRAWN_TOLERANCE);
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

int
main (int argc, char **argv)
{
  is_updating = argc > 1 && strcmp (argv[1], "--update") == 0;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/references/tolerance", test_tolerance);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/references/%s", references[i].name);

      g_test_add_data_func (path, &references[i], test_reference);
    }
  return g_test_run ();
}
