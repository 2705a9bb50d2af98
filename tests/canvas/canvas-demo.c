/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas alone in a window, to be looked at and to be driven by test_canvas_by_hand.py: canvas-demo [EXAMPLE or FILE].
 * It prints a line for each change: the step that undo would take back, how many nodes and wires there are, the output's value.
 * Ctrl+Z undoes; F9 adds a gate; the two words at the left can be dragged onto the canvas. */
#include "cr-canvas.h"

#include "cr-examples.h"
#include "cr-graph-reader.h"

static GMainLoop *loop;

static CrGraph *
read_graph (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cr_example_load (name);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  CrGraph *graph = text != NULL ? cr_graph_read_text (text, length, &error) : cr_graph_read_file (file, NULL, NULL, &error);

  if (graph == NULL)
    g_error ("%s: %s", name, error->message);
  return graph;
}

static guint
count_wires (const CrGraph *graph)
{
  guint n_wires = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      n_wires += node->operands[i] != CR_KEY_NONE;
  return n_wires;
}

/* The same line only once: a drag changes the document often. */
static void
print_document (CrDocument *document)
{
  static char *last = NULL;
  g_autofree char *line = NULL;
  const CrGraph *graph = cr_document_get_graph (document);
  CrTape *tape = cr_document_get_tape (document);
  const char *name = cr_document_get_undo_name (document);
  CrNumbers numbers = { 0 };

  if (!cr_tape_get_value (tape, cr_tape_get_output (tape, NULL), &numbers))
    numbers.entries = NULL;
  line = g_strdup_printf ("%s; %u nodes; %u wires; %g\n", name != NULL ? name : "-", cr_graph_get_n_nodes (graph),
                          count_wires (graph), numbers.entries != NULL ? numbers.entries[0] : 0);
  if (g_strcmp0 (line, last) == 0)
    return;
  g_print ("%s", line);
  g_free (last);
  last = g_steal_pointer (&line);
}

static gboolean
on_undo (GtkWidget *widget, GVariant *arguments, gpointer document)
{
  cr_document_undo (document);
  return TRUE;
}

static gboolean
on_add (GtkWidget *widget, GVariant *arguments, gpointer canvas)
{
  cr_canvas_add_gate_in_view (canvas, cr_gate_find ("add"));
  return TRUE;
}

static void
add_key (GtkWidget *window, guint key, GdkModifierType modifiers, GtkShortcutFunc function, gpointer data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutAction *action = gtk_callback_action_new (function, data, NULL);
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), action);

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (window, controller);
}

static GtkWidget *
make_tile (const char *name)
{
  GtkWidget *tile = gtk_label_new (name);
  GtkDragSource *source = gtk_drag_source_new ();
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (CR_TYPE_GATE_DRAG, cr_gate_find (name));

  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (tile, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_size_request (tile, 100, 40);
  return tile;
}

int
main (int argc, char **argv)
{
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrDocument) document = NULL;
  GtkWidget *window, *canvas, *box, *palette;

  gtk_init ();
  graph = argc > 1 ? read_graph (argv[1]) : cr_graph_new ();
  document = cr_document_new_for_graph (graph);
  g_signal_connect_after (document, "changed", G_CALLBACK (print_document), NULL);
  g_signal_connect (document, "notify::undo-name", G_CALLBACK (print_document), NULL);
  loop = g_main_loop_new (NULL, FALSE);
  window = gtk_window_new ();
  canvas = cr_canvas_new ();
  cr_canvas_set_document (CR_CANVAS (canvas), document);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  palette = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (palette), make_tile ("input"));
  gtk_box_append (GTK_BOX (palette), make_tile ("mul"));
  gtk_box_append (GTK_BOX (box), palette);
  gtk_box_append (GTK_BOX (box), canvas);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  add_key (window, GDK_KEY_z, GDK_CONTROL_MASK, on_undo, document);
  add_key (window, GDK_KEY_F9, 0, on_add, canvas);
  gtk_widget_insert_action_group (window, "canvas", cr_canvas_get_actions (CR_CANVAS (canvas)));
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  return 0;
}
