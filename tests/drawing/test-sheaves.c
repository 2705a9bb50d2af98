/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wires into units with many weights: what they take of the memory, which of them are shown, and that each can still be picked. */
#include "cr-draw.h"
#include "cr-layout.h"
#include "drawn.h"
#include "cr-timeline.h"
#include "sample-graphs.h"

#include <malloc.h>
#include <math.h>

#define UNITS 40
#define LAYERS 6

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
} Net;

/* Layers of @n_units neurons in columns. */
static void
net_init (Net *net, guint n_units)
{
  guint layers[LAYERS];
  g_autoptr (CrGraph) graph = NULL;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;

  for (guint i = 0; i < LAYERS; i++)
    layers[i] = n_units;
  graph = sample_net (layers, LAYERS);
  net->graph = cr_layout_all (graph);
  net->tape = cr_tape_new (net->graph);
  cr_tape_forward (net->tape);
  net->picture = cr_picture_new (net->graph, net->tape, &style);
}

static void
net_clear (Net *net)
{
  cr_picture_free (net->picture);
  cr_tape_free (net->tape);
  cr_graph_unref (net->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Net, net_clear)

static CrItem *
find_sheaf (CrPicture *picture)
{
  for (guint key = 0; key < picture->items->len; key++)
    if (picture->items->pdata[key] != NULL && cr_item_is_sheaf (picture->items->pdata[key]))
      return picture->items->pdata[key];
  g_assert_not_reached ();
}

/* Two kilobytes a node and sixteen bytes a weight. */
static void
test_a_weight_takes_few_bytes (void)
{
#if defined __SANITIZE_ADDRESS__
  g_test_skip ("the sanitizer has its own way with memory");
#else
  g_auto (Net) net = { 0 };
  g_autoptr (CrPicture) again = NULL;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  struct mallinfo2 before, after;
  guint n_nodes, n_wires = (LAYERS - 1) * UNITS * UNITS;

  net_init (&net, UNITS);
  n_nodes = cr_graph_get_n_nodes (net.graph);
  before = mallinfo2 ();
  again = cr_picture_new (net.graph, net.tape, &style);
  after = mallinfo2 ();
  g_assert_cmpuint (after.uordblks + after.hblkhd - before.uordblks - before.hblkhd, <, 2048 * n_nodes + 16 * n_wires);
#endif
}

/* Against looking at every wire of the picture. */
static void
test_each_wire_that_is_shown_is_picked (void)
{
  g_auto (Net) net = { 0 };
  GRand *random = g_rand_new_with_seed (1);
  guint n_found = 0;

  net_init (&net, UNITS);
  for (guint i = 0; i < 400; i++)
    {
      CrArea all = cr_picture_get_nodes_area (net.picture);
      CrPoint point = { all.x + all.width * g_rand_double (random), all.y + all.height * g_rand_double (random) };
      CrPick pick = cr_picture_pick_wire (net.picture, point.x, point.y, 1);
      double least = 6;
      CrPick nearest = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

      for (guint key = 0; key < net.picture->items->len; key++)
        {
          CrItem *item = cr_picture_get_item (net.picture, key);

          for (guint wire = 0; item != NULL && wire < item->n_wires; wire++)
            {
              const CrWire *record = cr_picture_get_wire (net.picture, item, wire);
              double away = cr_curve_get_distance (&record->curve, point);

              if (away >= least || !cr_picture_shows_wire (net.picture, record, 1))
                continue;
              least = away;
              nearest = (CrPick) { CR_PICK_WIRE, record->target, record->operand };
            }
        }
      g_assert_true (cr_pick_equal (pick, nearest));
      n_found += pick.kind != CR_PICK_NOTHING;
    }
  g_rand_free (random);
  g_assert_cmpuint (n_found, >, 20);
}

/* Records that were asked for go again where there are very many. */
static void
test_records_go_again (void)
{
  g_auto (Net) net = { 0 };
  CrItem *sheaf;

  net_init (&net, UNITS);
  sheaf = find_sheaf (net.picture);
  g_assert_cmpuint (net.picture->n_loose, ==, 0);
  cr_picture_get_wire (net.picture, sheaf, 3);
  g_assert_cmpuint (net.picture->n_loose, ==, 1);
  cr_picture_trim (net.picture);
  g_assert_cmpuint (net.picture->n_loose, ==, 1);
  net.picture->n_loose += 100000;
  cr_picture_trim (net.picture);
  g_assert_null (sheaf->loose);
}

static guint
count_shown (CrPicture *picture, const CrItem *item, double scale)
{
  CrSheafChoice choice = cr_sheaf_choose (picture, cr_sheaf_get_share (picture, item, scale));
  guint n = 0;

  for (guint i = 0; i < item->n_wires; i++)
    n += cr_sheaf_shows (item, i, &choice);
  return n;
}

/* The nearer, the more; what is shown from afar is shown near by, and it is the largest weights. */
static void
test_the_nearer_the_more_are_shown (void)
{
  static const double scales[] = { 0.02, 0.1, 0.3, 1 };
  g_auto (Net) net = { 0 };
  guint before = 0, total = 0;

  net_init (&net, UNITS);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      guint n = 0;

      total = 0;
      for (guint key = 0; key < net.picture->items->len; key++)
        {
          const CrItem *item = cr_picture_get_item (net.picture, key);

          if (item == NULL || !cr_item_is_sheaf (item))
            continue;
          n += count_shown (net.picture, item, scales[i]);
          total += item->n_wires;
        }
      g_assert_cmpuint (n, >=, before);
      g_assert_cmpuint (n, >, 0);
      before = n;
    }
  g_assert_cmpuint (before, <, total / 2);
}

static void
test_the_largest_weights_are_shown (void)
{
  g_auto (Net) net = { 0 };
  CrItem *sheaf;
  CrSheafChoice choice;
  double least_shown = INFINITY, greatest_hidden = 0;

  net_init (&net, UNITS);
  sheaf = find_sheaf (net.picture);
  choice = cr_sheaf_choose (net.picture, 0.3);
  for (guint i = 0; i < sheaf->n_wires; i++)
    {
      double weight = fabs (cr_sheaf_get_drawn_weight (net.picture, sheaf, i));

      if (cr_sheaf_shows (sheaf, i, &choice))
        least_shown = MIN (least_shown, weight);
      else
        greatest_hidden = MAX (greatest_hidden, weight);
    }
  g_assert_cmpfloat (least_shown, >=, greatest_hidden);
  g_assert_cmpfloat (greatest_hidden, >, 0);
}

/* The canvas draws its image in parts. */
static void
test_parts_meet (void)
{
  static const double scales[] = { 0.1, 0.3, 1 };
  g_auto (Net) net = { 0 };
  CrArea nodes;

  net_init (&net, UNITS);
  nodes = cr_picture_get_nodes_area (net.picture);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double scale = scales[i];
      CrArea all = { nodes.x + nodes.width / 2, nodes.y + nodes.height / 2, 256 / scale, 256 / scale };
      cairo_surface_t *whole = drawn_new (net.picture, &all, scale, NULL);
      cairo_surface_t *joined = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);
      cairo_t *cairo = cairo_create (joined);

      for (guint part = 0; part < 4; part++)
        {
          double x = part % 2 * 128, y = part / 2 * 128;
          CrArea area = { all.x + x / scale, all.y + y / scale, 128 / scale, 128 / scale };
          cairo_surface_t *quarter = drawn_new (net.picture, &area, scale, NULL);

          cairo_set_source_surface (cairo, quarter, x, y);
          cairo_paint (cairo);
          cairo_surface_destroy (quarter);
        }
      cairo_destroy (cairo);
      g_assert_cmpfloat (drawn_difference (whole, joined), <, DRAWN_TOLERANCE);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (joined);
    }
}

/* A weight that has become much wider is drawn anew; numbers that stay are not. */
static void
test_wider_weights_are_drawn_anew (void)
{
  g_auto (Net) net = { 0 };
  CrNumbers weights;
  CrItem *sheaf;
  CrArea damage;

  net_init (&net, UNITS);
  sheaf = find_sheaf (net.picture);
  cr_picture_take_damage (net.picture, &damage);
  cr_picture_update (net.picture, net.graph, net.tape);
  g_assert_false (cr_picture_take_damage (net.picture, &damage));
  g_assert_true (cr_picture_get_weights (net.picture, sheaf->node, &weights));
  ((double *) weights.entries)[5] = -((double *) weights.entries)[5] - 1e-9;
  cr_picture_update (net.picture, net.graph, net.tape);
  g_assert_true (cr_picture_take_damage (net.picture, &damage));
  g_assert_true (cr_area_contains_area (&damage, &sheaf->sheaf));
}

/* A unit that is carried takes its wires with it, also those into units that stay. */
static void
test_what_is_carried_takes_its_wires_along (void)
{
  g_auto (Net) net = { 0 };
  CrItem *sheaf, *from;
  CrArea area;
  cairo_surface_t *before, *after;

  net_init (&net, 20);
  sheaf = find_sheaf (net.picture);
  from = cr_picture_get_feeder (net.picture, sheaf, 10);
  area = (CrArea) { from->place.x, from->place.y - 100, 200, 200 };
  before = drawn_new (net.picture, &area, 1, NULL);
  cr_picture_lift (net.picture, &from->key, 1);
  g_assert_false (sheaf->is_lifted);
  after = drawn_new (net.picture, &area, 1, NULL);
  g_assert_cmpfloat (drawn_difference (before, after), <, 60); /* drawn over what it lay under */
  cr_picture_carry (net.picture, 3000, 0);
  cairo_surface_destroy (after);
  after = drawn_new (net.picture, &area, 1, NULL);
  g_assert_cmpfloat (drawn_difference (before, after), >, DRAWN_TOLERANCE);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* Whatever is drawn over the picture finds the wires of a sheaf: pulses and tiles of steps, badges, marks, the spotlight, wires on demand. */
static void
test_all_that_is_drawn_over_it_finds_its_wires (void)
{
  g_auto (Net) net = { 0 };
  g_autoptr (CrTimeline) timeline = NULL;
  const CrTimelineStep *steps;
  guint n_steps, n_pulses = 0;
  CrItem *sheaf;
  CrArea area;
  CrBadge badge;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;

  net_init (&net, 20);
  sheaf = find_sheaf (net.picture);
  area = (CrArea) { sheaf->place.x - 300, sheaf->place.y - 300, 600, 600 };
  badge = (CrBadge) { .to = sheaf->key, .operand = 7, .kind = CR_BADGE_PASSED, .text = "0.1" };
  cr_picture_set_badges (net.picture, &badge, 1);
  timeline = cr_timeline_new (net.tape);
  steps = cr_timeline_get_steps (timeline, &n_steps);
  for (guint i = 0; i < n_steps; i++)
    for (double fraction = 0.1; steps[i].key == sheaf->key && fraction < 1; fraction += 0.2)
      {
        g_autoptr (GArray) pulses = NULL;

        cr_timeline_seek (timeline, net.tape, i);
        cr_picture_update (net.picture, net.graph, net.tape);
        cr_picture_set_steps (net.picture, &steps[i], 1, fraction);
        pulses = cr_picture_list_pulses (net.picture);
        n_pulses += pulses->len;
        cairo_surface_destroy (drawn_new (net.picture, &area, 1, NULL));
      }
  g_assert_cmpuint (n_pulses, >=, 20);
  for (CrWires wires = CR_WIRES_ALL; wires <= CR_WIRES_HOVER; wires++)
    {
      CrMarks marks = { .selected = &sheaf->key, .n_selected = 1, .selected_wire = { CR_PICK_WIRE, sheaf->key, 3 },
                        .hovered = { CR_PICK_WIRE, sheaf->key, 4 }, .focused = { CR_PICK_INPUT, sheaf->key, 5 } };

      style.wires = wires;
      cr_picture_set_style (net.picture, &style);
      cr_picture_set_spotlight (net.picture, &sheaf->key, wires == CR_WIRES_ALL ? 1 : 0);
      cairo_surface_destroy (drawn_new (net.picture, &area, 1, &marks));
      g_assert_true (cr_picture_get_pick_area (net.picture, (CrPick) { CR_PICK_WIRE, sheaf->key, 19 }, &area));
      g_assert_false (cr_picture_get_pick_area (net.picture, (CrPick) { CR_PICK_WIRE, sheaf->key, 20 }, &area));
      area = (CrArea) { sheaf->place.x - 300, sheaf->place.y - 300, 600, 600 };
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheaves/a-weight-takes-few-bytes", test_a_weight_takes_few_bytes);
  g_test_add_func ("/sheaves/each-wire-that-is-shown-is-picked", test_each_wire_that_is_shown_is_picked);
  g_test_add_func ("/sheaves/records-go-again", test_records_go_again);
  g_test_add_func ("/sheaves/the-nearer-the-more-are-shown", test_the_nearer_the_more_are_shown);
  g_test_add_func ("/sheaves/the-largest-weights-are-shown", test_the_largest_weights_are_shown);
  g_test_add_func ("/sheaves/parts-meet", test_parts_meet);
  g_test_add_func ("/sheaves/wider-weights-are-drawn-anew", test_wider_weights_are_drawn_anew);
  g_test_add_func ("/sheaves/what-is-carried-takes-its-wires-along", test_what_is_carried_takes_its_wires_along);
  g_test_add_func ("/sheaves/all-that-is-drawn-over-it-finds-its-wires", test_all_that_is_drawn_over_it_finds_its_wires);
  return g_test_run ();
}
