/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slides: large text whatever the graph, nothing lost, what is hidden is hidden, what is not lit is dim. */
#include "cr-slide.h"

#include "cr-colors.h"
#include "cr-layout.h"
#include "drawn.h"
#include "sample-graphs.h"

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPicture *picture;
  CrFonts *fonts;
  CrSlide slide;
  CrSqueeze squeeze;
} Room;

static void
room_init (Room *room, CrGraph *graph, double width, double height)
{
  CrPictureStyle style = { .format = { 2, TRUE }, .dark = CR_COLORS_BRIGHT, .hide_grid = TRUE, .hide_tiles = TRUE };
  g_autoptr (CrPicture) picture = NULL;

  room->squeeze = (CrSqueeze) { 0 };
  room->tape = cr_tape_new (graph);
  cr_tape_forward (room->tape);
  cr_tape_backward (room->tape, NULL);
  picture = cr_picture_new (graph, room->tape, &style);
  room->graph = cr_slide_squeeze (picture, graph, width, height, &room->squeeze);
  room->picture = cr_picture_new (room->graph, room->tape, &style);
  room->fonts = cr_fonts_new ();
  room->slide = (CrSlide) { .picture = room->picture, .tape = room->tape, .fonts = room->fonts, .title = "f(x)" };
  cr_graph_unref (graph);
}

static void
room_clear (Room *room)
{
  cr_squeeze_clear (&room->squeeze);
  cr_picture_free (room->picture);
  cr_fonts_free (room->fonts);
  cr_tape_free (room->tape);
  cr_graph_unref (room->graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, room_clear)

static gboolean
is_whole (const Room *room, const CrSlideView *view)
{
  CrArea all = cr_picture_get_area (room->picture);

  return all.x >= view->centre.x - view->area.width / view->scale / 2 - 0.01
         && all.x + all.width <= view->centre.x + view->area.width / view->scale / 2 + 0.01
         && all.y >= view->centre.y - view->area.height / view->scale / 2 - 0.01
         && all.y + all.height <= view->centre.y + view->area.height / view->scale / 2 + 0.01;
}

/* How many pixels of the band have the colour of values. */
static guint
count_values (const CrSlide *slide)
{
  CrColor color = cr_color_get (CR_COLOR_VALUE, CR_COLORS_BRIGHT);
  guint32 wanted = (guint32) (color.red * 255 + 0.5) << 16 | (guint32) (color.green * 255 + 0.5) << 8 | (guint32) (color.blue * 255 + 0.5);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1280, 800);
  cairo_t *cairo = cairo_create (surface);
  guint n = 0;

  cr_slide_draw (slide, cairo, 1280, 800, NULL);
  cairo_destroy (cairo);
  for (int y = 602; y < 800; y++)
    for (int x = 0; x < 1280; x++)
      n += drawn_get_pixel (surface, x, y) == wanted;
  cairo_surface_destroy (surface);
  return n;
}

/* 13 px of the picture are 24 or more on the screen, or as much less as a slide is lower than 800; the neuron has its 24 at 720 too. */
static void
test_large_text (void)
{
  static const int sizes[][2] = { { 1920, 1080 }, { 1280, 720 }, { 1280, 800 }, { 800, 600 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto (Room) neuron;
      CrSlideView view;

      room_init (&neuron, sample_sigmoid_neuron (), sizes[i][0], sizes[i][1]);
      view = cr_slide_find_view (&neuron.slide, sizes[i][0], sizes[i][1]);
      g_assert_true (13 * view.scale >= CR_SLIDE_LEAST_TEXT * MIN (1, sizes[i][1] / 800.0) - 1e-9 || is_whole (&neuron, &view));
      if (sizes[i][0] >= 1280)
        {
          g_assert_cmpfloat (13 * view.scale, >=, CR_SLIDE_LEAST_TEXT - 1e-9);
          g_assert_true (is_whole (&neuron, &view));
        }
    }
}

/* (transfer full), of @graph too. */
static CrGraph *
lay_out (CrGraph *graph)
{
  CrGraph *placed = cr_layout_missing (graph);

  cr_graph_unref (graph);
  return placed;
}

/* What has no room with that text is seen whole with a smaller one, down to six tenths of it; what would need a smaller one still has the
 * large text again, and is seen in part. */
static void
test_whole_before_large (void)
{
  const guint small[] = { 3, 4, 4, 1 }, large[] = { 3, 12, 12, 1 };
  g_auto (Room) net, larger;
  CrTimelineStep step = { .phase = CR_PHASE_FORWARD };
  CrSlideView view;
  double least = CR_SLIDE_LEAST_TEXT * 720 / 800.0;

  room_init (&net, lay_out (sample_net (small, G_N_ELEMENTS (small))), 1280, 720);
  step.key = cr_tape_get_output (net.tape, NULL);
  net.slide.current = &step;
  view = cr_slide_find_view (&net.slide, 1280, 720);
  g_assert_true (is_whole (&net, &view));
  g_assert_cmpfloat (13 * view.scale, <, least);
  g_assert_cmpfloat (13 * view.scale, >=, 0.6 * least);

  room_init (&larger, lay_out (sample_net (large, G_N_ELEMENTS (large))), 1280, 720);
  step.key = cr_tape_get_output (larger.tape, NULL);
  larger.slide.current = &step;
  view = cr_slide_find_view (&larger.slide, 1280, 720);
  g_assert_false (is_whole (&larger, &view));
  g_assert_cmpfloat_with_epsilon (13 * view.scale, least, 1e-9);
}

/* Nodes come closer, but none onto another, and none past another; a point between two places stays between them. */
static void
test_squeeze (void)
{
  g_auto (Room) room;
  g_autoptr (CrGraph) before = sample_sigmoid_neuron ();
  double last = -1;

  room_init (&room, sample_sigmoid_neuron (), 1280, 720);
  g_assert_nonnull (room.squeeze.from[1]);
  CR_GRAPH_FOR_EACH (room.graph, a)
  {
    const CrNode *was = cr_graph_get_node (before, a->key);
    CrPoint moved = cr_squeeze_point (&room.squeeze, was->place);

    g_assert_cmpfloat (moved.x, ==, a->place.x);
    g_assert_cmpfloat (moved.y, ==, a->place.y);
    CR_GRAPH_FOR_EACH (room.graph, b)
    {
      const CrNode *other = cr_graph_get_node (before, b->key);
      CrArea one, two;

      g_assert_true (cr_picture_get_node_area (room.picture, a->key, &one) && cr_picture_get_node_area (room.picture, b->key, &two));
      g_assert_true (a == b || !cr_area_meets (&one, &two));
      g_assert_true (was->place.y >= other->place.y || a->place.y < b->place.y);
      g_assert_true (was->place.x >= other->place.x || a->place.x < b->place.x);
    }
  }
  for (double y = 0; y < 700; y += 10)
    {
      CrPoint moved = cr_squeeze_point (&room.squeeze, (CrPoint) { 0, y });

      g_assert_true (y == 0 || moved.y > last);
      last = moved.y;
    }
}

/* What a scene is about is in sight, where no step says where to look. */
static void
test_focus (void)
{
  g_auto (Room) room;
  CrKey key;
  CrArea area;
  CrSlideView view;

  room_init (&room, sample_sigmoid_neuron (), 400, 480);
  key = sample_key (room.graph, "c");
  room.slide.focus = &key;
  room.slide.n_focus = 1;
  view = cr_slide_find_view (&room.slide, 400, 480);
  g_assert_true (cr_picture_get_node_area (room.picture, key, &area));
  g_assert_cmpfloat (area.x, >=, view.centre.x - view.area.width / view.scale / 2);
  g_assert_cmpfloat (area.x + area.width, <=, view.centre.x + view.area.width / view.scale / 2);
}

/* What a scene asks for is held above the least text too; what it asks to be in the middle is. */
static void
test_asked_view (void)
{
  g_auto (Room) room;
  CrSlideView view;

  room_init (&room, sample_patterns (), 1280, 800);
  room.slide.has_view = TRUE;
  room.slide.zoom = 0.1;
  room.slide.centre = (CrPoint) { 228, 132 };
  view = cr_slide_find_view (&room.slide, 1280, 800);
  g_assert_cmpfloat_with_epsilon (13 * view.scale, CR_SLIDE_LEAST_TEXT, 1e-9);
  room.slide.zoom = 5;
  view = cr_slide_find_view (&room.slide, 1280, 800);
  g_assert_cmpfloat (view.scale, ==, 5);
  g_assert_cmpfloat (view.centre.x, ==, 228);
}

/* A step that would be outside is brought in. */
static void
test_follows_step (void)
{
  g_auto (Room) room;
  CrTimelineStep step;
  CrArea area;
  CrSlideView view;

  room_init (&room, sample_sigmoid_neuron (), 400, 480);
  step = (CrTimelineStep) { CR_PHASE_BACKWARD, 0, sample_key (room.graph, "f") };
  room.slide.current = &step;
  view = cr_slide_find_view (&room.slide, 400, 480);
  g_assert_false (is_whole (&room, &view));
  g_assert_true (cr_picture_get_node_area (room.picture, step.key, &area));
  g_assert_cmpfloat (area.x, >=, view.centre.x - view.area.width / view.scale / 2);
  g_assert_cmpfloat (area.x + area.width, <=, view.centre.x + view.area.width / view.scale / 2);
}

static guint
count_color (const Room *room, CrColorRole role)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1280, 800);
  cairo_t *cairo = cairo_create (surface);
  guint n;

  cr_slide_draw (&room->slide, cairo, 1280, 800, NULL);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  n = drawn_count (surface, cr_color_to_pixel (cr_color_get (role, CR_COLORS_BRIGHT)) & 0xffffff);
  cairo_surface_destroy (surface);
  return n;
}

static gboolean
hides_gradients (CrKey key, gboolean gradient, gpointer data)
{
  return gradient;
}

/* What a matrix product sends stands in the band as matrices, one of them of values, unless its numbers are to be predicted. */
static void
test_matrices (void)
{
  g_auto (Room) room;
  CrTimelineStep step = { .phase = CR_PHASE_BACKWARD };

  room_init (&room, sample_norm_squared (), 1280, 800);
  step.key = sample_key (room.graph, "q");
  room.slide.current = &step;
  g_assert_cmpuint (count_values (&room.slide), >, 100);
  room.slide.hides = hides_gradients;
  g_assert_cmpuint (count_values (&room.slide), ==, 0);
}

static void
test_hides (void)
{
  g_auto (Room) room;
  g_autoptr (GArray) labels = NULL;

  room_init (&room, sample_patterns (), 1280, 800);
  cr_picture_set_hider (room.picture, hides_gradients, NULL, FALSE);
  labels = cr_picture_list_labels (room.picture, NULL);
  for (guint i = 0; i < labels->len; i++)
    g_assert_cmpuint (g_array_index (labels, CrLabel, i).kind, !=, CR_LABEL_GRADIENT);
}

/* The lines of what is not lit have another colour. */
static void
test_spotlight (void)
{
  g_auto (Room) room;
  CrKey key;
  guint all, lit;

  room_init (&room, sample_patterns (), 1280, 800);
  all = count_color (&room, CR_COLOR_CAPTION);
  key = sample_key (room.graph, "m");
  cr_picture_set_spotlight (room.picture, &key, 1);
  lit = count_color (&room, CR_COLOR_CAPTION);
  g_assert_cmpuint (lit, >, 0);
  g_assert_cmpuint (2 * lit, <, all);
  cr_picture_set_spotlight (room.picture, NULL, 0);
  g_assert_cmpuint (count_color (&room, CR_COLOR_CAPTION), ==, all);
}

/* Bright colours have more contrast than light ones. */
static void
test_bright (void)
{
  static const CrColorRole roles[] = { CR_COLOR_VALUE, CR_COLOR_GRADIENT, CR_COLOR_CAPTION, CR_COLOR_INK, CR_COLOR_ACCENT };
  CrColor white = { 1, 1, 1, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_assert_cmpfloat (cr_color_get_contrast (cr_color_get (roles[i], CR_COLORS_BRIGHT), white), >=, 7);
      g_assert_cmpfloat (cr_color_get_contrast (cr_color_get (roles[i], CR_COLORS_BRIGHT), white), >,
                         cr_color_get_contrast (cr_color_get (roles[i], FALSE), white));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slide/large-text", test_large_text);
  g_test_add_func ("/slide/whole-before-large", test_whole_before_large);
  g_test_add_func ("/slide/asked-view", test_asked_view);
  g_test_add_func ("/slide/follows-step", test_follows_step);
  g_test_add_func ("/slide/focus", test_focus);
  g_test_add_func ("/slide/squeeze", test_squeeze);
  g_test_add_func ("/slide/matrices", test_matrices);
  g_test_add_func ("/slide/hides", test_hides);
  g_test_add_func ("/slide/spotlight", test_spotlight);
  g_test_add_func ("/slide/bright", test_bright);
  return g_test_run ();
}
