/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pulses at fractions of a step: which numbers are on their way, along which wires, at a constant speed; and what steps say in words. */
#include "cr-picture.h"
#include "cr-step-text.h"
#include "drawn.h"
#include "graph-builder.h"
#include "sample-graphs.h"

#include <math.h>

/* --- A picture on a walk --- */

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrTimeline *timeline;
  CrPicture *picture;
} Walk;

static void
walk_init (Walk *walk, CrGraph *graph)
{
  CrPictureStyle style = { .format = { 2, TRUE } };

  walk->graph = graph;
  walk->tape = cr_tape_new (graph);
  cr_tape_forward (walk->tape);
  cr_tape_backward (walk->tape, NULL);
  walk->timeline = cr_timeline_new (walk->tape);
  walk->picture = cr_picture_new (graph, walk->tape, &style);
}

/* That step, at a fraction of its time. */
static void
walk_to (Walk *walk, CrPhase phase, const char *id, double fraction)
{
  guint done = cr_timeline_find (walk->timeline, phase, sample_key (walk->graph, id));
  guint n_steps;
  const CrTimelineStep *steps = cr_timeline_get_steps (walk->timeline, &n_steps);
  gboolean is_shown = fraction >= 1 || (phase == CR_PHASE_FORWARD && fraction >= CR_PULSE_LEAVES);

  g_assert_cmpuint (done, >, 0);
  cr_timeline_seek (walk->timeline, walk->tape, is_shown ? done : done - 1);
  cr_picture_update (walk->picture, walk->graph, walk->tape);
  cr_picture_set_steps (walk->picture, &steps[done - 1], 1, fraction);
}

static void
walk_clear (Walk *walk)
{
  cr_picture_free (walk->picture);
  cr_timeline_free (walk->timeline);
  cr_tape_free (walk->tape);
  cr_graph_unref (walk->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* "▸0 2.00, ▸1 −1.00": direction, operand ('r': at the output) and number of every pulse. */
static void
assert_pulses (Walk *walk, CrPhase phase, const char *id, double fraction, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) pulses = NULL;

  walk_to (walk, phase, id, fraction);
  pulses = cr_picture_list_pulses (walk->picture);
  for (guint i = 0; i < pulses->len; i++)
    {
      const CrPulse *pulse = &g_array_index (pulses, CrPulse, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", pulse->is_gradient ? "◂" : "▸");
      if (pulse->operand == CR_PULSE_RESULT)
        g_string_append (text, "r");
      else
        g_string_append_printf (text, "%u", pulse->operand);
      g_string_append_printf (text, " %s", pulse->text);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* --- Which there are --- */

static void
test_neuron (void)
{
  g_auto (Walk) walk;

  walk_init (&walk, sample_sigmoid_neuron ());
  assert_pulses (&walk, CR_PHASE_FORWARD, "p", 0.2, "▸0 2.00, ▸1 −1.00");
  assert_pulses (&walk, CR_PHASE_FORWARD, "p", 0.55, "");
  assert_pulses (&walk, CR_PHASE_FORWARD, "p", 0.8, "▸r −2.00");
  assert_pulses (&walk, CR_PHASE_FORWARD, "p", 1, "");
  assert_pulses (&walk, CR_PHASE_LOSS, "f", 0.5, "◂r 1.00");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "f", 0.2, "◂r 1.00");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "f", 0.55, "");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "f", 0.8, "◂0 −0.53");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "p", 0.8, "◂0 −0.20, ◂1 0.39");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "p", 1, "");
}

/* add distributes, mul switches, and to the operand that max did not choose nothing runs back. */
static void
test_patterns (void)
{
  g_auto (Walk) walk;

  walk_init (&walk, sample_patterns ());
  assert_pulses (&walk, CR_PHASE_BACKWARD, "s", 0.9, "◂0 2.00, ◂1 2.00");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "m", 0.9, "◂0 2.00");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "p", 0.9, "◂0 −8.00, ◂1 6.00");
}

/* Where a gate's value is used twice, both gradients arrive. */
static void
test_branches (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_auto (Walk) walk;

  graph_builder_number (builder, "input", "x", 3);
  graph_builder_gate (builder, "square", "q", "x");
  graph_builder_gate (builder, "neg", "a", "q");
  graph_builder_gate (builder, "scale", "b", "q");
  cr_node_set_number (graph_builder_peek (builder), 0, 5);
  graph_builder_gate (builder, "add", "f", "a b");
  walk_init (&walk, graph_builder_end (builder));
  assert_pulses (&walk, CR_PHASE_BACKWARD, "q", 0.2, "◂r −1.00, ◂r 5.00");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "q", 0.9, "◂0 24.00");
}

/* Matrices run as their shapes; labels and constants get nothing back. */
static void
test_matrices (void)
{
  g_auto (Walk) walk;

  walk_init (&walk, sample_norm_squared ());
  assert_pulses (&walk, CR_PHASE_FORWARD, "q", 0.2, "▸0 2×2, ▸1 2×1");
  assert_pulses (&walk, CR_PHASE_BACKWARD, "q", 0.9, "◂0 2×2, ◂1 2×1");
}

/* --- Where they are --- */

/* In equal times equal ways, from the output's port to the input's, also round the bend. */
static void
test_constant_speed (void)
{
  g_auto (Walk) walk;
  CrArea port;
  CrPoint before = { 0, 0 };
  double first = 0;

  walk_init (&walk, sample_sigmoid_neuron ());
  for (guint i = 0; i <= 20; i++)
    {
      g_autoptr (GArray) pulses = NULL;
      CrPoint place;

      walk_to (&walk, CR_PHASE_FORWARD, "s", i / 20.0 * (CR_PULSE_ARRIVES - 1e-9));
      pulses = cr_picture_list_pulses (walk.picture);
      place = g_array_index (pulses, CrPulse, 1).place;
      if (i == 0)
        g_assert_true (cr_picture_get_pick_area (walk.picture, (CrPick) { CR_PICK_OUTPUT, sample_key (walk.graph, "w2"), 0 }, &port));
      else if (i == 1)
        first = hypot (place.x - before.x, place.y - before.y);
      else
        g_assert_cmpfloat_with_epsilon (hypot (place.x - before.x, place.y - before.y), first, 0.04 * first);
      if (i == 0)
        g_assert_cmpfloat_with_epsilon (hypot (place.x - port.x - port.width / 2, place.y - port.y - port.height / 2), 0, 0.01);
      before = place;
    }
  g_assert_true (cr_picture_get_pick_area (walk.picture, (CrPick) { CR_PICK_INPUT, sample_key (walk.graph, "s"), 1 }, &port));
  g_assert_cmpfloat_with_epsilon (hypot (before.x - port.x - port.width / 2, before.y - port.y - port.height / 2), 0, 0.01);
}

/* A pulse is drawn where it is listed, over everything; the gate wears the accent. */
static void
test_drawn (void)
{
  g_auto (Walk) walk;
  CrArea area = { 0, 0, 900, 500 };
  cairo_surface_t *still, *moving;

  walk_init (&walk, sample_sigmoid_neuron ());
  walk_to (&walk, CR_PHASE_BACKWARD, "b", 0.8);
  moving = drawn_new (walk.picture, &area, 1, NULL);
  cr_picture_set_steps (walk.picture, NULL, 0, 0);
  still = drawn_new (walk.picture, &area, 1, NULL);
  g_assert_cmpuint (drawn_count (moving, 0xc64600), >, drawn_count (still, 0xc64600) + 250);
  g_assert_cmpuint (drawn_count (moving, 0x1c71d8), >, drawn_count (still, 0x1c71d8) + 50);
  cairo_surface_destroy (moving);
  cairo_surface_destroy (still);
}

/* --- What stands at a step covers nothing --- */

/* Badges at all wires and at the output's flag. */
static void
add_badges (Walk *walk)
{
  g_autoptr (GArray) badges = g_array_new (FALSE, FALSE, sizeof (CrBadge));
  CrBadge last = { cr_tape_get_output (walk->tape, NULL), CR_BADGE_AT_OUTPUT, CR_BADGE_PASSED, "1.00" };

  CR_GRAPH_FOR_EACH (walk->graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      {
        CrBadge badge = { node->key, i, CR_BADGE_PASSED, "0.25" };

        g_array_append_val (badges, badge);
      }
  g_array_append_val (badges, last);
  cr_picture_set_badges (walk->picture, (const CrBadge *) badges->data, badges->len);
}

static cairo_surface_t *
draw_walk (Walk *walk, const CrArea *area, gboolean with_tiles)
{
  CrPictureStyle style = *cr_picture_get_style (walk->picture);

  style.hide_tiles = !with_tiles;
  cr_picture_set_style (walk->picture, &style);
  return drawn_new (walk->picture, area, 1, NULL);
}

/* What a tile covers of the pulses: pixels that differ within them. */
static guint
count_covered (Walk *walk, const CrArea *area, cairo_surface_t *with, cairo_surface_t *without)
{
  g_autoptr (GArray) pulses = cr_picture_list_pulses (walk->picture);
  guint n = 0;

  for (guint i = 0; i < pulses->len; i++)
    {
      CrPoint place = g_array_index (pulses, CrPulse, i).place;

      for (int y = place.y - area->y - 9; y <= place.y - area->y + 9; y++)
        for (int x = place.x - area->x - 26; x <= place.x - area->x + 26; x++)
          n += drawn_get_pixel (with, x, y) != drawn_get_pixel (without, x, y);
    }
  return n;
}

static void
assert_tile_covers_nothing (Walk *walk, const CrArea *area, const CrTimelineStep *step, double fraction)
{
  const char *id = cr_graph_get_node (walk->graph, step->key)->id;
  cairo_surface_t *with, *without;

  walk_to (walk, step->phase, id, fraction);
  without = draw_walk (walk, area, FALSE);
  with = draw_walk (walk, area, TRUE);
  g_test_message ("%s of phase %d at %.2f", id, step->phase, fraction);
  g_assert_cmpuint (drawn_count (with, 0xe8f0fb) + drawn_count (with, 0xfef5ef), >, 300); /* there is one */
  g_assert_cmpuint (drawn_count (with, 0x1b7742), ==, drawn_count (without, 0x1b7742));
  g_assert_cmpuint (count_covered (walk, area, with, without), ==, 0);
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
}

/* At every step, whether badges are there or not, the tile that tells it covers neither them nor a pulse on its way. */
static void
test_tiles_cover_nothing (void)
{
  static const double fractions[] = { 0.5, 0.7, 0.8 };

  for (guint sample = 0; sample < 4; sample++)
    {
      g_auto (Walk) walk;
      CrArea area;
      guint n_steps;
      const CrTimelineStep *steps;

      walk_init (&walk, sample % 2 == 0 ? sample_sigmoid_neuron () : sample_patterns ());
      cr_picture_set_names_patterns (walk.picture, TRUE);
      if (sample < 2)
        add_badges (&walk);
      area = cr_picture_get_area (walk.picture);
      area = (CrArea) { area.x - 150, area.y - 150, area.width + 300, area.height + 300 };
      steps = cr_timeline_get_steps (walk.timeline, &n_steps);
      for (guint i = 0; i < n_steps; i++)
        for (guint j = 0; j < G_N_ELEMENTS (fractions); j++)
          assert_tile_covers_nothing (&walk, &area, &steps[i], fractions[j]);
    }
}

/* What a pulse would cover half of is not to be seen while it passes, and is there again afterwards. */
static void
test_numbers_give_way (void)
{
  g_auto (Walk) walk;

  walk_init (&walk, sample_sigmoid_neuron ());
  for (guint i = 0; i <= 10; i++)
    {
      g_autoptr (GArray) labels = NULL;
      g_autoptr (GArray) pulses = NULL;
      cairo_surface_t *drawn;
      CrArea area = { 0 };
      guint n_blue;

      walk_to (&walk, CR_PHASE_BACKWARD, "s", 0.66 + i * 0.034);
      labels = cr_picture_list_labels (walk.picture, NULL);
      for (guint j = 0; j < labels->len; j++)
        if (g_array_index (labels, CrLabel, j).key == sample_key (walk.graph, "r") && g_array_index (labels, CrLabel, j).kind == CR_LABEL_VALUE)
          area = g_array_index (labels, CrLabel, j).area;
      g_assert_cmpfloat (area.width, >, 20);
      drawn = drawn_new (walk.picture, &area, 2, NULL);
      n_blue = drawn_count (drawn, 0x1a5fb4);
      cairo_surface_destroy (drawn);
      pulses = cr_picture_list_pulses (walk.picture);
      if (pulses->len == 0)
        g_assert_cmpuint (n_blue, >, 20);
      else if (fabs (g_array_index (pulses, CrPulse, 0).place.x - area.x - area.width / 2) < area.width / 2)
        g_assert_cmpuint (n_blue, ==, 0);
    }
}

/* --- Words --- */

static void
assert_text (Walk *walk, CrPhase phase, const char *id, const char *expected)
{
  CrTimelineStep step = { phase, 0, sample_key (walk->graph, id) };
  g_autofree char *text = NULL;

  walk_to (walk, phase, id, 1);
  text = cr_step_text_write (walk->tape, &step, (CrNumberFormat) { 2, TRUE });
  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  g_auto (Walk) neuron, patterns, norm;

  walk_init (&neuron, sample_sigmoid_neuron ());
  assert_text (&neuron, CR_PHASE_FORWARD, "p", "2.00 × −1.00 = <b>−2.00</b>");
  assert_text (&neuron, CR_PHASE_FORWARD, "a", "1.00 ×−1 = <b>−1.00</b>");
  assert_text (&neuron, CR_PHASE_FORWARD, "b", "e<span size=\"72%\" baseline_shift=\"superscript\">−1.00</span> = <b>0.37</b>");
  assert_text (&neuron, CR_PHASE_FORWARD, "c", "0.37 +1 = <b>1.37</b>");
  assert_text (&neuron, CR_PHASE_FORWARD, "f", "1/1.37 = <b>0.73</b>");
  assert_text (&neuron, CR_PHASE_LOSS, "f", "∂f / ∂f = <b>1</b>");
  assert_text (&neuron, CR_PHASE_BACKWARD, "f", "c: 1.00 · −0.53 = <b>−0.53</b>");
  walk_init (&patterns, sample_patterns ());
  assert_text (&patterns, CR_PHASE_FORWARD, "m", "max(2.00, −1.00) = <b>2.00</b>");
  assert_text (&patterns, CR_PHASE_BACKWARD, "m", "z: 2.00 · 1.00 = <b>2.00</b>\nw: 2.00 · 0.00 = <b>0.00</b>");
  assert_text (&patterns, CR_PHASE_BACKWARD, "p", "x: 2.00 · −4.00 = <b>−8.00</b>\ny: 2.00 · 3.00 = <b>6.00</b>");
  walk_init (&norm, sample_norm_squared ());
  assert_text (&norm, CR_PHASE_FORWARD, "q", "W · x");
  assert_text (&norm, CR_PHASE_BACKWARD, "q", "∇W = ∇q · xᵀ\n∇x = Wᵀ · ∇q");
}

/* What a sign alone would not say is said in the names of the graph: of a loss its formula, of a neuron its sum and what that becomes. */
static void
test_words_of_formulas (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  const double weights[] = { 2, -3 };
  g_autoptr (CrMatrix) column = cr_matrix_new (2, 1, weights);
  g_auto (Walk) walk;
  CrNode *neuron;

  graph_builder_number (builder, "input", "x0", -1);
  graph_builder_number (builder, "input", "x1", -2);
  graph_builder_number (builder, "input", "y", 1);
  graph_builder_gate (builder, "neuron", "h", "x0 x1");
  neuron = graph_builder_peek (builder);
  cr_node_set_matrix (neuron, cr_gate_find_attribute (neuron->gate, "weights"), column);
  cr_node_set_number (neuron, cr_gate_find_attribute (neuron->gate, "bias"), -3);
  cr_node_set_activation (neuron, cr_gate_find_attribute (neuron->gate, "activation"), cr_gate_find ("sigmoid"));
  graph_builder_gate (builder, "squared_error", "L", "h y");
  walk_init (&walk, graph_builder_end (builder));
  assert_text (&walk, CR_PHASE_FORWARD, "h", "σ(1.00) = <b>0.73</b>");
  assert_text (&walk, CR_PHASE_FORWARD, "L", "Σ (h − y)² = <b>0.07</b>");
}

/* 0.31 × 9.00 = 2.74 would look wrong, forward as backward, and so would 0.20 + 0.40 = 0.61. */
static void
test_words_add_up (void)
{
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_auto (Walk) walk;

  graph_builder_number (builder, "parameter", "a", 0.3049);
  graph_builder_number (builder, "input", "b", 9);
  graph_builder_number (builder, "parameter", "c", 0.2044);
  graph_builder_number (builder, "parameter", "d", 0.4033);
  graph_builder_gate (builder, "mul", "p", "a b");
  graph_builder_gate (builder, "add", "s", "c d");
  graph_builder_gate (builder, "mul", "f", "p s");
  walk_init (&walk, graph_builder_end (builder));
  assert_text (&walk, CR_PHASE_FORWARD, "p", "0.3049 × 9.00 = <b>2.74</b>");
  assert_text (&walk, CR_PHASE_FORWARD, "s", "0.204 + 0.403 = <b>0.61</b>");
  assert_text (&walk, CR_PHASE_BACKWARD, "p", "a: 0.608 · 9.00 = <b>5.47</b>\nb: 0.608 · 0.305 = <b>0.19</b>");
}

static void
test_pattern_words (void)
{
  g_autoptr (CrGraph) branches = sample_branches ();
  g_autoptr (CrGraph) neuron = sample_sigmoid_neuron ();
  g_autofree char *adds_up = cr_step_text_pattern (branches, sample_key (branches, "a"));
  g_autofree char *distributes = cr_step_text_pattern (branches, sample_key (branches, "f"));
  g_autofree char *nothing = cr_step_text_pattern (neuron, sample_key (neuron, "b"));

  g_assert_cmpstr (adds_up, ==, "x is used 2 times: its gradients add up.");
  g_assert_cmpstr (distributes, ==, "add distributes: every operand gets the upstream gradient as it is.");
  g_assert_null (nothing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/pulses/neuron", test_neuron);
  g_test_add_func ("/drawing/pulses/patterns", test_patterns);
  g_test_add_func ("/drawing/pulses/branches", test_branches);
  g_test_add_func ("/drawing/pulses/matrices", test_matrices);
  g_test_add_func ("/drawing/pulses/constant-speed", test_constant_speed);
  g_test_add_func ("/drawing/pulses/drawn", test_drawn);
  g_test_add_func ("/drawing/pulses/tiles-cover-nothing", test_tiles_cover_nothing);
  g_test_add_func ("/drawing/pulses/numbers-give-way", test_numbers_give_way);
  g_test_add_func ("/drawing/pulses/words", test_words);
  g_test_add_func ("/drawing/pulses/words-add-up", test_words_add_up);
  g_test_add_func ("/drawing/pulses/words-of-formulas", test_words_of_formulas);
  g_test_add_func ("/drawing/pulses/pattern-words", test_pattern_words);
  return g_test_run ();
}
