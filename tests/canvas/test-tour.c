/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided tour: each step goes on when the graph has what it asks for, and only then. */
#include "cr-tour.h"
#include "graph-builder.h"

#include <string.h>

static CrTourStep
step_of (GraphBuilder *builder)
{
  g_autoptr (CrGraph) graph = graph_builder_end (builder);

  return cr_tour_get_step (graph);
}

static void
build_sources (GraphBuilder *builder, guint n_sources)
{
  static const char *const ids[] = { "x", "y", "z" };
  static const double values[] = { -2, 5, -4 };

  for (guint i = 0; i < n_sources; i++)
    graph_builder_number (builder, "input", ids[i], values[i]);
}

typedef struct
{
  guint n_sources;
  const char *add; /* its operands, or NULL: there is none */
  const char *mul;
  CrTourStep step;
} Case;

static void
test_steps (void)
{
  static const Case cases[] = {
    { 0, NULL, NULL, CR_TOUR_FIRST_INPUT },
    { 1, NULL, NULL, CR_TOUR_OTHER_INPUTS },
    { 2, NULL, NULL, CR_TOUR_OTHER_INPUTS },
    { 2, "x y", NULL, CR_TOUR_OTHER_INPUTS }, /* in another order: what is still missing */
    { 3, NULL, NULL, CR_TOUR_ADD },
    { 3, NULL, "- -", CR_TOUR_ADD },
    { 3, "- -", NULL, CR_TOUR_WIRE_ADD },
    { 3, "x -", NULL, CR_TOUR_WIRE_ADD },
    { 3, "x x", NULL, CR_TOUR_WIRE_ADD }, /* 2x is another formula */
    { 3, "x y", NULL, CR_TOUR_MUL },
    { 3, "y z", NULL, CR_TOUR_MUL },
    { 3, "x y", "- -", CR_TOUR_WIRE_MUL },
    { 3, "x y", "q -", CR_TOUR_WIRE_MUL },
    { 3, "x y", "q x", CR_TOUR_WIRE_MUL },
    { 3, "x y", "x z", CR_TOUR_WIRE_MUL },
    { 3, "x y", "q z", CR_TOUR_DONE },
    { 3, "x y", "z q", CR_TOUR_DONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GraphBuilder) builder = graph_builder_new ();

      build_sources (builder, cases[i].n_sources);
      if (cases[i].add != NULL)
        graph_builder_gate (builder, "add", "q", cases[i].add);
      if (cases[i].mul != NULL)
        graph_builder_gate (builder, "mul", "f", cases[i].mul);
      g_test_message ("%u sources, add (%s), mul (%s)", cases[i].n_sources, cases[i].add, cases[i].mul);
      g_assert_cmpint (step_of (builder), ==, cases[i].step);
    }
}

/* The lecture's own graph is where the tour ends. */
static void
test_ends_with_the_lecture (void)
{
  g_autoptr (CrGraph) graph = graph_build_xyz ();

  g_assert_cmpint (cr_tour_get_step (graph), ==, CR_TOUR_DONE);
}

static void
test_every_step_has_words (void)
{
  for (CrTourStep step = 0; step < CR_TOUR_N_STEPS; step++)
    {
      g_assert_cmpuint (strlen (cr_tour_get_title (step)), >, 5);
      g_assert_cmpuint (strlen (cr_tour_get_text (step)), >, 20);
      g_assert_cmpuint (strlen (cr_tour_get_keys (step)), >, 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas/tour/steps", test_steps);
  g_test_add_func ("/canvas/tour/ends-with-the-lecture", test_ends_with_the_lecture);
  g_test_add_func ("/canvas/tour/every-step-has-words", test_every_step_has_words);
  return g_test_run ();
}
