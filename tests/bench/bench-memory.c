/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What large graphs take of the memory: the graph, its tape, and the picture, as built and after a walk over all of it at several scales; and what
 * building, drawing and picking take in them. Wanted of the picture: 2 KB a node and 16 bytes a wire. */
#include "cr-layout.h"
#include "cr-network.h"
#include "cr-picture.h"
#include "sample-graphs.h"

#include <malloc.h>
#include <time.h>

#define NODE_BYTES 2048.0
#define WIRE_BYTES 16.0
#define WIDTH 1920
#define HEIGHT 1080

/* What is in use, be it in the heap or in pages of its own. */
static double
get_used (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + info.hblkhd;
}

/* The processor's time of this thread, in microseconds: what other programs do meanwhile does not count. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * (gint64) G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
get_milliseconds (gint64 start)
{
  return (get_time () - start) / 1000.0;
}

/* @n_layers of @n_units neurons on two inputs, and one output. */
static CrGraph *
build_net (guint n_layers, guint n_units, CrNetworkForm form)
{
  g_autoptr (GError) error = NULL;
  CrNetwork network;
  CrGraph *graph;

  cr_network_init_standard (&network, CR_GENERATOR_CIRCLE, 0);
  network.n_layers = n_layers + 1;
  network.form = form;
  for (guint i = 0; i <= n_layers; i++)
    {
      network.units[i] = i < n_layers ? n_units : 1;
      network.activations[i] = cr_gate_find ("tanh");
    }
  graph = cr_network_build (&network, &error);
  g_assert_no_error (error);
  cr_network_clear (&network);
  return graph;
}

static CrGraph *
build_gates (guint n)
{
  g_autoptr (CrGraph) graph = sample_random (n, 1);

  return cr_layout_all (graph);
}

static guint
count_wires (const CrGraph *graph)
{
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      n += node->operands[i] != CR_KEY_NONE;
  return n;
}

static void
print_bytes (const char *what, double bytes, guint n_nodes, guint n_wires)
{
  g_print ("  %-34s %8.1f MB  %7.0f bytes a node, or %5.1f a wire beyond %.0f a node\n", what, bytes / 1e6, bytes / n_nodes,
           (bytes - NODE_BYTES * n_nodes) / n_wires, NODE_BYTES);
}

static void
draw (CrPicture *picture, cairo_t *cairo, CrPoint at, double scale)
{
  CrArea clip = { at.x, at.y, WIDTH / scale, HEIGHT / scale };

  cairo_save (cairo);
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, -clip.x, -clip.y);
  cr_picture_draw_still (picture, cairo, &clip, scale);
  cr_picture_draw_moving (picture, cairo, &clip, scale, NULL);
  cairo_restore (cairo);
}

/* Looks at @n_views places, spread over the diagonal, and picks in each of them. */
static void
walk (CrPicture *picture, double scale, guint n_views)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  CrArea all = cr_picture_get_area (picture);
  double longest = 0, pick = 0;

  for (guint i = 0; i < n_views; i++)
    {
      CrPoint at = { all.x + all.width * i / n_views, all.y + all.height * i / n_views };
      gint64 start = get_time ();

      draw (picture, cairo, at, scale);
      longest = MAX (longest, get_milliseconds (start));
      cr_picture_pick (picture, at.x + 200, at.y + 100, scale);
      start = get_time ();
      for (guint j = 0; j < 16; j++)
        cr_picture_pick (picture, at.x + 200 + 11 * j, at.y + 100 + 7 * j, scale);
      pick = MAX (pick, get_milliseconds (start) / 16);
    }
  g_print ("  drawn at %5.1f %%, slowest of %u views  %8.1f ms; a pick there, slowest %8.3f ms\n", 100 * scale, n_views, longest, pick);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static void
bench (const char *title, CrGraph *(*build) (guint, guint, CrNetworkForm), guint n, guint m, CrNetworkForm form)
{
  double before = get_used (), after;
  g_autoptr (CrGraph) graph = build (n, m, form);
  guint n_nodes = cr_graph_get_n_nodes (graph), n_wires = count_wires (graph);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrPicture) picture = NULL;
  CrArea all;
  gint64 start;

  g_print ("%s: %u nodes, %u wires\n", title, n_nodes, n_wires);
  after = get_used ();
  print_bytes ("graph", after - before, n_nodes, n_wires);
  before = after;
  start = get_time ();
  tape = cr_tape_new (graph);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  g_print ("  compiled and run in %.1f ms\n", get_milliseconds (start));
  after = get_used ();
  print_bytes ("tape", after - before, n_nodes, n_wires);
  before = after;
  start = get_time ();
  picture = cr_picture_new (graph, tape, &style);
  all = cr_picture_get_area (picture);
  g_print ("  picture built in %.1f ms\n", get_milliseconds (start));
  print_bytes ("picture", get_used () - before, n_nodes, n_wires);
  start = get_time ();
  cr_picture_update (picture, graph, tape);
  g_print ("  brought up to new numbers in %.1f ms\n", get_milliseconds (start));
  walk (picture, MIN (WIDTH / all.width, HEIGHT / all.height), 1);
  walk (picture, 0.1, 10);
  walk (picture, 0.2, 20);
  walk (picture, 0.4, 40);
  walk (picture, 1, 100);
  print_bytes ("picture, after a walk", get_used () - before, n_nodes, n_wires);
}

static CrGraph *
build_random (guint n, guint unused, CrNetworkForm form)
{
  return build_gates (n);
}

static CrGraph *
build_recurrent (guint n_steps, guint n_units, CrNetworkForm form)
{
  return cr_recurrent_build (n_steps, n_units, 0, NULL);
}

int
main (void)
{
  bench ("gates of two wires", build_random, 10000, 0, 0);
  bench ("100 layers of 100 neurons", build_net, 100, 100, CR_NETWORK_NEURONS);
  bench ("30 layers of 30 neurons", build_net, 30, 30, CR_NETWORK_NEURONS);
  bench ("100 layers of 10 neurons", build_net, 100, 10, CR_NETWORK_NEURONS);
  bench ("2 layers of 500 neurons", build_net, 2, 500, CR_NETWORK_NEURONS);
  bench ("100 layers of 100, a node a layer", build_net, 100, 100, CR_NETWORK_LAYERS);
  bench ("a recurrent net of 1000 steps", build_recurrent, 1000, 20, 0);
  return 0;
}
