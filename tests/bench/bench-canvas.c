/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas with large graphs: what frames take while it stands still, is panned, zoomed, and while 1,000 selected nodes are dragged, beside a
 * full repaint of the same window; what it takes to find what is under the pointer, and to lay a graph out; and the memory of a node. */
#include "cr-canvas-private.h"
#include "cr-layout.h"

#include "frame-meter.h"
#include "window-driver.h"

#include <adwaita.h>
#include <malloc.h>
#include <math.h>

#define PITCH_X 108.0
#define PITCH_Y 84.0
#define DRAGGED 1000

/* @columns of @rows gates, each of two neighbours of the column before; the last column is added up. */
static CrGraph *
build (guint columns, guint rows)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);
  g_autofree CrKey *before = g_new (CrKey, rows);
  g_autofree CrKey *keys = g_new (CrKey, rows);
  CrNode *last;

  for (guint column = 0; column < columns; column++)
    {
      for (guint row = 0; row < rows; row++)
        {
          g_autofree char *id = g_strdup_printf ("n%u_%u", column, row);
          const char *gate = column == 0 ? "input" : column % 3 == 0 ? "max" : "add";
          CrNode *node;

          keys[row] = cr_graph_edit_new_key (edit);
          node = cr_node_new (keys[row], id, cr_gate_find (gate));
          cr_node_set_place (node, column * PITCH_X, row * PITCH_Y);
          if (column == 0)
            {
              g_autoptr (CrMatrix) value = cr_matrix_new_number (0.1 + 0.01 * (row % 100));

              cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
            }
          else
            cr_node_set_operands (node, (const CrKey[]) { before[row], before[(row + 1) % rows] }, 2);
          cr_graph_edit_take_node (edit, node);
        }
      memcpy (before, keys, rows * sizeof *keys);
    }
  last = cr_node_new (cr_graph_edit_new_key (edit), "f", cr_gate_find ("add"));
  cr_node_set_operands (last, before, MIN (rows, 2));
  cr_node_set_place (last, columns * PITCH_X, rows * PITCH_Y / 2);
  cr_graph_edit_take_node (edit, last);
  return cr_graph_edit_end (edit);
}

/* --- Frames --- */

/* A hand that moves: on some way, a step a frame. */
typedef struct
{
  CrEditor *editor;
  guint frame;
  CrPoint start;
} Hand;

static gboolean
stand_still (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Twelve pixels a frame, to and fro. */
static gboolean
pan (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Hand *hand = data;
  int direction = hand->frame++ / 60 % 2 == 0 ? 1 : -1;

  cr_editor_pan (hand->editor, direction * 12, direction * 5);
  return G_SOURCE_CONTINUE;
}

/* Doubles and halves again in sixty frames. */
static gboolean
zoom (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Hand *hand = data;
  double factor = exp2 ((hand->frame++ / 60 % 2 == 0 ? 1 : -1) / 60.0);

  cr_editor_zoom_at (hand->editor, cr_editor_get_viewport (hand->editor)->zoom * factor, hand->start);
  return G_SOURCE_CONTINUE;
}

static gboolean
drag (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Hand *hand = data;
  double angle = hand->frame++ * 0.05;

  cr_editor_motion (hand->editor, (CrPoint) { hand->start.x + 90 * sin (angle), hand->start.y + 60 * (1 - cos (angle)) }, CR_MODIFIER_NONE);
  return G_SOURCE_CONTINUE;
}

static void
measure (CrWindow *window, Hand *hand, GtkTickCallback move, const char *format, int width, int height)
{
  g_autofree char *size = g_strdup_printf ("%d×%d", width, height);
  g_autofree char *title = g_strdup_printf ("%s, %s", size, format);
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), move, hand, NULL);

  hand->frame = 0;
  frame_meter_measure (GTK_WINDOW (window), title);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), tick);
}

static void
measure_drag (CrWindow *window, Hand *hand, int width, int height)
{
  CrEditor *editor = hand->editor;
  const CrGraph *graph = cr_editor_get_graph (editor);
  g_autofree CrKey *keys = g_new (CrKey, DRAGGED);
  const CrNode *middle = NULL;
  guint n = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    if (n < DRAGGED && node->place.x > 20 * PITCH_X)
      {
        if (n == DRAGGED / 2)
          middle = node;
        keys[n++] = node->key;
      }
  cr_editor_select_nodes (editor, keys, n);
  cr_editor_zoom_at (editor, 0.5, (CrPoint) { 0, 0 });
  cr_editor_show_node (editor, middle->key);
  driver_settle ();
  hand->start = cr_viewport_to_view (cr_editor_get_viewport (editor), middle->place.x, middle->place.y);
  cr_editor_press (editor, hand->start, CR_BUTTON_PRIMARY, 1, CR_MODIFIER_NONE, FALSE);
  measure (window, hand, drag, "10,000 nodes, 1,000 dragged", width, height);
  cr_editor_release (editor, hand->start, CR_MODIFIER_NONE);
}

static void
bench_window (int width, int height)
{
  g_autoptr (CrGraph) graph = build (100, 100);
  g_autoptr (CrGraph) huge = build (250, 200);
  g_autoptr (CrDocument) document = cr_document_new_for_graph (graph);
  g_autoptr (CrDocument) large = cr_document_new_for_graph (huge);
  CrWindow *window = driver_open_window ();
  CrCanvas *canvas = driver_get_canvas (window);
  Hand hand = { .editor = canvas->editor, .start = { width / 3.0, height / 3.0 } };
  g_autofree char *repaint = g_strdup_printf ("%d×%d, full repaint", width, height);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  cr_window_set_document (window, document, NULL);
  driver_settle ();
  cr_editor_zoom_at (canvas->editor, 1, (CrPoint) { 0, 0 });
  driver_settle ();
  frame_meter_measure_repaint (GTK_WINDOW (window), GTK_WIDGET (window), repaint);
  measure (window, &hand, stand_still, "10,000 nodes, still", width, height);
  measure (window, &hand, pan, "10,000 nodes, panned at 100 %", width, height);
  cr_editor_zoom_at (canvas->editor, 0.4, (CrPoint) { 0, 0 });
  measure (window, &hand, pan, "10,000 nodes, panned at 40 %", width, height);
  measure (window, &hand, zoom, "10,000 nodes, zoomed from 40 to 80 %", width, height);
  measure_drag (window, &hand, width, height);
  cr_window_set_document (window, large, NULL);
  driver_settle ();
  hand.editor = driver_get_canvas (window)->editor;
  cr_editor_zoom_fit (hand.editor);
  driver_settle ();
  measure (window, &hand, pan, "50,000 nodes, panned at fit", width, height);
  driver_close (window);
}

/* --- Without a window --- */

static void
print_times (GArray *times, const char *title, const char *unit)
{
  g_array_sort (times, frame_meter_compare);
  g_print ("%-46s median %8.3f %s  p95 %8.3f %s\n", title, g_array_index (times, double, times->len / 2), unit,
           g_array_index (times, double, times->len * 95 / 100), unit);
}

static void
bench_pick (void)
{
  g_autoptr (CrGraph) graph = build (250, 200);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (CrPicture) picture = NULL;
  GRand *random = g_rand_new_with_seed (1);
  struct mallinfo2 before = mallinfo2 (), after;
  guint n_found = 0;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  after = mallinfo2 ();
  g_print ("%-46s %zu bytes a node with its two wires\n", "memory of the picture, 50,000 nodes", (after.uordblks - before.uordblks) / 50001);
  for (guint i = 0; i < 2000; i++)
    {
      CrPoint points[16];
      double time;
      gint64 start;

      for (guint j = 0; j < G_N_ELEMENTS (points); j++)
        points[j] = (CrPoint) { g_rand_double_range (random, 0, 250 * PITCH_X), g_rand_double_range (random, 0, 200 * PITCH_Y) };
      for (guint j = 0; j < G_N_ELEMENTS (points); j++) /* wires find their ways when they are looked at first */
        n_found += cr_picture_pick (picture, points[j].x, points[j].y, 1).kind != CR_PICK_NOTHING;
      start = g_get_monotonic_time ();
      for (guint j = 0; j < G_N_ELEMENTS (points); j++)
        n_found += cr_picture_pick (picture, points[j].x, points[j].y, 1).kind != CR_PICK_NOTHING;
      time = (g_get_monotonic_time () - start) / (double) G_N_ELEMENTS (points);
      g_array_append_val (times, time);
    }
  print_times (times, "a pick among 50,000 nodes", "µs");
  g_print ("%-46s %u of 64,000 found something\n", "", n_found);
  g_rand_free (random);
}

static void
bench_layout (guint columns, guint rows)
{
  g_autofree char *title = g_strdup_printf ("laying out %u nodes", columns * rows + 1);
  g_autoptr (CrGraph) graph = build (columns, rows);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 8; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (CrGraph) placed = cr_layout_all (graph);
      double time = (g_get_monotonic_time () - start) / 1000.0;

      g_array_append_val (times, time);
    }
  print_times (times, title, "ms");
}

int
main (int argc, char **argv)
{
  gtk_init ();
  adw_init ();
  bench_pick ();
  bench_layout (50, 40);
  bench_layout (200, 100);
  bench_window (1280, 720);
  bench_window (1920, 1080);
  return 0;
}
