/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a frame of the window takes while the timeline plays on a graph of 500 nodes that are all in view, 20 gates at once with their
 * pulses; beside it an empty full repaint of the same window; and what each step costs without drawing, forward and back, on 1,000 nodes: of the
 * document alone, and with all that a window does when the timeline moves. */
#include "frame-meter.h"
#include "window-driver.h"

#include <adwaita.h>

#define COLUMNS 25
#define ROWS 20 /* 500 nodes */
#define MOST_ROWS 40 /* 1,000 */
#define PITCH_X 96.0
#define PITCH_Y 60.0

/* A column of inputs, then columns of sums of two neighbours, and products every third; at the end all of the last column is added up. */
static CrGraph *
build (guint rows)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();
  CrGraphEdit *edit = cr_graph_edit_begin (empty);
  CrKey keys[COLUMNS][MOST_ROWS];
  CrNode *last;

  for (guint column = 0; column < COLUMNS; column++)
    for (guint row = 0; row < rows; row++)
      {
        g_autofree char *id = g_strdup_printf ("n%u_%u", column, row);
        const char *gate = column == 0 ? "input" : column % 3 == 0 ? "mul" : "add";
        CrNode *node;

        keys[column][row] = cr_graph_edit_new_key (edit);
        node = cr_node_new (keys[column][row], id, cr_gate_find (gate));
        cr_node_set_place (node, column * PITCH_X, row * PITCH_Y);
        if (column == 0)
          {
            g_autoptr (CrMatrix) value = cr_matrix_new_number (0.1 + 0.01 * row);

            cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
          }
        else
          cr_node_set_operands (node, (const CrKey[]) { keys[column - 1][row], keys[column - 1][(row + 1) % rows] }, 2);
        cr_graph_edit_take_node (edit, node);
      }
  last = cr_node_new (cr_graph_edit_new_key (edit), "f", cr_gate_find ("add"));
  cr_node_set_operands (last, keys[COLUMNS - 1], rows);
  cr_node_set_place (last, COLUMNS * PITCH_X, rows * PITCH_Y / 2);
  cr_graph_edit_take_node (edit, last);
  return cr_graph_edit_end (edit);
}

static gboolean
keep_playing (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  if (!cr_player_is_playing (data))
    cr_player_set_playing (data, TRUE);
  return G_SOURCE_CONTINUE;
}

static void
bench_window (int width, int height)
{
  g_autoptr (CrGraph) graph = build (ROWS);
  g_autoptr (CrDocument) document = cr_document_new_for_graph (graph);
  CrWindow *window = driver_open_window ();
  CrCanvas *canvas = driver_get_canvas (window);
  CrPlayer *player = cr_canvas_get_player (canvas);
  g_autofree char *repainting = g_strdup_printf ("%d×%d, full repaint, nothing plays", width, height);
  g_autofree char *playing = g_strdup_printf ("%d×%d, 500 nodes, layers playing", width, height);
  g_autofree char *repainting_canvas = g_strdup_printf ("%d×%d, repaint of the canvas alone", width, height);
  guint tick;
  int has_width, has_height;

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  cr_window_set_document (window, document, NULL);
  driver_settle ();
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.zoom-fit", NULL);
  driver_settle ();
  has_width = gtk_widget_get_width (GTK_WIDGET (window));
  has_height = gtk_widget_get_height (GTK_WIDGET (window));
  if (has_width < width || has_height < height)
    g_print ("%d×%d: the window has %d×%d, the display is too small\n", width, height, has_width, has_height);
  frame_meter_measure_repaint (GTK_WINDOW (window), GTK_WIDGET (window), repainting);
  frame_meter_measure_repaint (GTK_WINDOW (window), GTK_WIDGET (canvas), repainting_canvas);
  g_object_set (player, "grain", "layer", "speed", 1.0, NULL);
  cr_player_set_animated (player, TRUE);
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), keep_playing, player, NULL);
  frame_meter_measure (GTK_WINDOW (window), playing);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), tick);
  driver_close (window);
}

static void
print_times (GArray *times, const char *what, int direction)
{
  g_autofree char *text = g_strdup_printf ("%s %s", what, direction > 0 ? "forward" : "back");

  g_array_sort (times, frame_meter_compare);
  g_print ("%-46s median %6.3f ms  p95 %6.3f ms  most %6.3f ms\n", text, g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len * 95 / 100), g_array_index (times, double, times->len - 1));
}

/* One after the other through the whole pass, with what each lets the document and its tape do; with a @window also all of that. */
static void
bench_steps (CrDocument *document, CrWindow *window, int direction)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_steps;

  cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  cr_document_set_position (document, direction > 0 ? 0 : n_steps);
  cr_document_get_tape (document);
  for (guint i = 0; i < n_steps; i++)
    {
      guint position = direction > 0 ? i + 1 : n_steps - i - 1;
      gint64 start = frame_meter_get_time ();
      double time;

      if (window != NULL)
        cr_player_go (cr_canvas_get_player (driver_get_canvas (window)), position);
      else
        cr_document_set_position (document, position);
      cr_document_get_tape (document);
      time = (frame_meter_get_time () - start) / 1000.0;
      g_array_append_val (times, time);
    }
  print_times (times, window != NULL ? "1,000 nodes, a step of the window" : "1,000 nodes, a step of the document", direction);
}

static void
bench_all_steps (void)
{
  g_autoptr (CrGraph) graph = build (MOST_ROWS);
  g_autoptr (CrDocument) document = cr_document_new_for_graph (graph);
  CrWindow *window = NULL;

  bench_steps (document, NULL, 1);
  bench_steps (document, NULL, -1);
  window = driver_open_window ();
  cr_window_set_document (window, document, NULL);
  driver_settle ();
  bench_steps (document, window, 1);
  bench_steps (document, window, -1);
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_init ();
  adw_init ();
  bench_all_steps ();
  bench_window (1280, 720);
  bench_window (1920, 1080);
  return 0;
}
