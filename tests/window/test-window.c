/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: start page, opening, title, saving, unsaved changes, files that cannot be read, what is remembered. */
#include "cr-compat.h"
#include "cr-inspector.h"
#include "cr-layout.h"
#include "cr-lecture.h"
#include "cr-palette.h"
#include "cr-print-operation.h"
#include "cr-start-page.h"
#include "cr-style.h"
#include "cr-window-files.h"

#include "window-driver.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static GFile *
write_example (const char *name)
{
  g_autoptr (GFile) file = write_file (name, "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [\n"
                                             "  {\"id\": \"x\", \"gate\": \"input\", \"value\": 3},\n"
                                             "  {\"id\": \"f\", \"gate\": \"square\", \"inputs\": [\"x\"]}\n"
                                             "]}\n");

  return g_steal_pointer (&file);
}

static void
change_value (CrWindow *window, const char *id, double number)
{
  CrDocument *document = cr_window_get_document (window);
  const CrNode *node = cr_graph_get_node (cr_document_get_graph (document), driver_find_node (window, id));
  g_autoptr (CrNode) changed = cr_node_copy (node);
  g_autoptr (CrMatrix) matrix = cr_matrix_new_number (number);
  g_autoptr (CrGraph) graph = NULL;

  cr_node_set_matrix (changed, cr_gate_find_attribute (node->gate, "value"), matrix);
  graph = cr_graph_with_node (cr_document_get_graph (document), changed);
  cr_document_edit (document, graph, "Change");
  driver_settle ();
}

static gboolean
has_document (gpointer window)
{
  return cr_window_get_document (window) != NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return driver_find_dialog (window) != NULL;
}

/* Until it is there and laid out. */
static void
wait_for_dialog (CrWindow *window)
{
  driver_wait (has_dialog, window);
  driver_settle ();
}

static CrWindow *
open_file (GFile *file)
{
  CrWindow *window = driver_open_window ();

  cr_window_load (window, file);
  driver_wait (has_document, window);
  driver_settle ();
  return window;
}

/* --- Paper --- */

/* A wide graph lies on one page, and the page is not empty. */
static void
test_print (void)
{
  g_autoptr (GFile) file = write_example ("print.chainrule");
  CrWindow *window = open_file (file);
  g_autoptr (CrGraph) graph = cr_layout_missing (cr_document_get_graph (cr_window_get_document (window)));
  CrTape *tape = cr_tape_new (graph);
  const CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autofree char *path = g_build_filename (folder, "page.pdf", NULL);
  g_autofree char *command = g_strdup_printf ("pdftotext -layout %s -", path);
  g_autofree char *sizes = g_strdup_printf ("pdfinfo %s", path);
  g_autofree char *text = NULL, *information = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  double width, height;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  operation = cr_print_operation_new (graph, tape, &style, "print");
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (window), &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_spawn_command_line_sync (command, &text, NULL, NULL, &error));
  g_assert_nonnull (strstr (text, "x"));
  g_assert_true (g_spawn_command_line_sync (sizes, &information, NULL, NULL, &error));
  g_assert_nonnull (strstr (information, "Pages:           1\n"));
  g_assert_cmpint (sscanf (strstr (information, "Page size:"), "Page size: %lf x %lf", &width, &height), ==, 2);
  g_assert_cmpfloat (width, >, height);
  driver_close (window);
}

/* --- Start page --- */

static void
test_start_page (void)
{
  CrWindow *window = driver_open_window ();
  guint n_examples;
  const CrLectureExample *examples = cr_lecture_get_examples (&n_examples);

  g_assert_true (driver_sees (GTK_WIDGET (window), "Where does a gradient come from?"));
  g_assert_cmpuint (n_examples, >=, 5);
  for (guint i = 0; i < n_examples; i++)
    {
      g_assert_true (driver_sees (GTK_WIDGET (window), examples[i].title));
      g_assert_true (driver_sees (GTK_WIDGET (window), examples[i].summary));
    }
  g_assert_true (cr_window_is_fresh (window));
  driver_close (window);
}

/* Each card is a button that runs an action, so that keyboard and screen readers reach it. */
static void
test_cards (void)
{
  guint n_examples;
  const CrLectureExample *examples = cr_lecture_get_examples (&n_examples);

  for (guint i = 0; i < n_examples; i++)
    {
      CrWindow *window = driver_open_window ();

      gtk_widget_activate_action (GTK_WIDGET (window), "win.open-example", "s", examples[i].name);
      driver_settle ();
      g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)) + 0, !=, NULL);
      g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (window)), examples[i].title));
      g_assert_false (driver_sees (GTK_WIDGET (window), "Where does a gradient come from?"));
      driver_close (window);
    }
}

static void
test_new_graph (void)
{
  CrWindow *window = driver_open_window ();

  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-graph", NULL);
  driver_settle ();
  g_assert_nonnull (cr_window_get_document (window));
  g_assert_true (cr_window_is_fresh (window));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (driver_get_canvas (window))));
  driver_close (window);
}

/* It is not called by a file that does not exist, neither in the title nor where it is asked about. */
static void
test_new_graph_name (void)
{
  CrWindow *window = driver_open_window ();
  AdwWindowTitle *title = driver_find (GTK_WIDGET (window), ADW_TYPE_WINDOW_TITLE);
  g_autofree char *name = NULL;
  g_autofree char *proposal = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-graph", NULL);
  driver_settle ();
  g_assert_cmpstr (adw_window_title_get_title (title), ==, "Untitled");
  g_assert_cmpstr (adw_window_title_get_subtitle (title), ==, "not saved yet");
  name = cr_window_dup_name (window);
  g_assert_cmpstr (name, ==, "Untitled");
  proposal = cr_window_dup_file_name (window);
  g_assert_cmpstr (proposal, ==, "untitled.chainrule");
  driver_close (window);
}

/* --- Opening --- */

static void
test_open_file (void)
{
  g_autoptr (GFile) file = write_example ("square.chainrule");
  CrWindow *window = open_file (file);

  g_assert_cmpfloat (driver_get_value (window, "f"), ==, 9);
  g_assert_cmpfloat (driver_get_gradient (window, "x"), ==, 6);
  g_assert_true (driver_sees (GTK_WIDGET (window), "square.chainrule"));
  g_assert_false (cr_window_is_fresh (window));
  g_assert_true (cr_application_find_window (driver_get_application (), file) == window);
  driver_close (window);
  g_assert_null (cr_application_find_window (driver_get_application (), file));
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (driver_get_application ())));
}

static void
test_open_twice (void)
{
  g_autoptr (GFile) file = write_example ("twice.chainrule");
  CrWindow *window = open_file (file);
  guint n_windows = count_windows ();

  cr_application_open_file (driver_get_application (), NULL, file);
  driver_settle ();
  g_assert_cmpuint (count_windows (), ==, n_windows);
  driver_close (window);
}

static GtkEventController *
find_file_target (CrWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return controller;
    }
  return NULL;
}

static void
test_drop_file (void)
{
  g_autoptr (GFile) file = write_example ("dropped.chainrule");
  CrWindow *window = driver_open_window ();
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (find_file_target (window), "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
  driver_wait (has_document, window);
  g_assert_cmpfloat (driver_get_value (window, "f"), ==, 9);
  driver_close (window);
}

/* The error names the place, and what was there before stays. */
static void
test_bad_file (void)
{
  g_autoptr (GFile) good = write_example ("good.chainrule");
  g_autoptr (GFile) bad = write_file ("bad.chainrule", "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [\n"
                                                       "  {\"id\": \"q\", \"gate\": \"nonsense\"}\n]}\n");
  CrWindow *window = open_file (good);
  CrDocument *document = cr_window_get_document (window);
  guint n_windows = count_windows ();

  cr_window_load (window, bad);
  wait_for_dialog (window);
  g_assert_true (driver_sees (driver_find_dialog (window), "bad.chainrule"));
  g_assert_true (driver_sees (driver_find_dialog (window), "q"));
  g_assert_true (driver_sees (driver_find_dialog (window), "nonsense"));
  g_assert_true (cr_window_get_document (window) == document);
  g_assert_cmpuint (count_windows (), ==, n_windows);
  driver_answer (window, "close");
  driver_close (window);
}

static void
test_missing_file (void)
{
  g_autofree char *path = g_build_filename (folder, "missing.chainrule", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CrWindow *window = driver_open_window ();

  cr_window_load (window, file);
  wait_for_dialog (window);
  g_assert_true (driver_sees (driver_find_dialog (window), "missing.chainrule"));
  g_assert_null (cr_window_get_document (window));
  driver_close (window);
}

/* --- Title, saving, closing --- */

static void
test_title (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Sigmoid neuron – Chainrule");
  change_value (window, "w0", 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "• Sigmoid neuron – Chainrule");
  g_assert_true (driver_sees (GTK_WIDGET (window), "• sigmoid-neuron.chainrule"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Sigmoid neuron – Chainrule");
  driver_close (window);
}

static gboolean
is_saved (gpointer window)
{
  return !cr_document_is_modified (cr_window_get_document (window));
}

static gboolean
has_written_view (gpointer window)
{
  return !cr_document_has_other_view (cr_window_get_document (window));
}

static void
test_save (void)
{
  g_autoptr (GFile) file = write_example ("save.chainrule");
  g_autofree char *text = NULL;
  CrWindow *window = open_file (file);

  change_value (window, "x", -7.25);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
  driver_wait (is_saved, window);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "-7.25"));
  driver_close (window);
}

/* How it is looked at is no change that is asked about, but a save writes it. */
static void
test_save_view (void)
{
  g_autoptr (GFile) file = write_example ("view.chainrule");
  CrWindow *window = open_file (file);
  CrDocument *document = cr_window_get_document (window);
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.digits", "s", "5");
  g_assert_false (cr_document_is_modified (document));
  g_assert_true (cr_document_has_other_view (document));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
  driver_wait (has_written_view, window);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"digits\": 5"));
  driver_close (window);
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static void
test_close_unmodified (void)
{
  CrWindow *window = driver_open_example ("xyz");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  driver_wait (is_gone, &window);
}

static void
answer (CrWindow *window, const char *response)
{
  gtk_window_close (GTK_WINDOW (window));
  wait_for_dialog (window);
  driver_answer (window, response);
  driver_settle ();
}

static void
test_close_cancel_and_discard (void)
{
  CrWindow *window = driver_open_example ("xyz");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  change_value (window, "x", 1);
  answer (window, "cancel");
  g_assert_nonnull (window);
  g_assert_true (cr_document_is_modified (cr_window_get_document (window)));
  answer (window, "discard");
  driver_wait (is_gone, &window);
}

static void
test_close_save (void)
{
  g_autoptr (GFile) file = write_example ("close.chainrule");
  g_autofree char *text = NULL;
  CrWindow *window = open_file (file);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  change_value (window, "x", 42.5);
  answer (window, "save");
  driver_wait (is_gone, &window);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "42.5"));
}

/* A save that fails keeps the window, the changes and the mark. */
static void
test_close_save_fails (void)
{
  g_autofree char *path = g_build_filename (folder, "gone", NULL);
  g_autoptr (GFile) file = NULL;
  CrWindow *window;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  file = write_example ("gone/file.chainrule");
  window = open_file (file);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (path), ==, 0);
  change_value (window, "x", 5);
  answer (window, "save");
  wait_for_dialog (window);
  g_assert_true (driver_sees (driver_find_dialog (window), "Cannot Be Saved"));
  g_assert_true (cr_document_is_modified (cr_window_get_document (window)));
  driver_close (window);
}

/* What another program has written in the meantime is not overwritten. */
static void
test_save_keeps_what_others_wrote (void)
{
  g_autoptr (GFile) file = write_example ("shared.chainrule");
  g_autofree char *text = NULL;
  CrWindow *window = open_file (file);

  change_value (window, "x", 6);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), "by another program", -1, NULL));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
  wait_for_dialog (window);
  g_assert_true (driver_sees (driver_find_dialog (window), "Cannot Be Saved"));
  g_assert_true (cr_document_is_modified (cr_window_get_document (window)));
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, "by another program");
  driver_close (window);
}

/* --- What is remembered --- */

static void
test_remembered (void)
{
  GSettings *settings = cr_application_get_settings (driver_get_application ());
  CrWindow *window = driver_open_example ("xyz");
  int width;
  int height;

  g_assert_nonnull (settings);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-palette", NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1150, 700);
  driver_settle ();
  gtk_window_close (GTK_WINDOW (window));
  driver_settle ();
  g_assert_false (g_settings_get_boolean (settings, "show-palette"));
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  g_assert_cmpint (width, ==, 1150);

  window = driver_open_example ("xyz");
  g_assert_false (gtk_widget_get_mapped (driver_find (GTK_WIDGET (window), CR_TYPE_PALETTE)));
  g_settings_reset (settings, "show-palette");
  g_settings_reset (settings, "window-size");
  driver_close (window);
}

/* --- Colours --- */

static void
on_parsing_error (GtkCssProvider *provider, GtkCssSection *section, const GError *error, gpointer data)
{
  g_test_message ("%s", error->message);
  g_test_fail ();
}

static void
test_colors (void)
{
  g_autofree char *light = cr_style_write_colors (FALSE);
  g_autofree char *dark = cr_style_write_colors (TRUE);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_signal_connect (provider, "parsing-error", G_CALLBACK (on_parsing_error), NULL);
  cr_compat_load_css (provider, light);
  cr_compat_load_css (provider, dark);
  g_assert_nonnull (strstr (light, "@define-color cr_value #1a5fb4;"));
  g_assert_nonnull (strstr (dark, "@define-color cr_gradient #ffa348;"));
  gtk_css_provider_load_from_resource (provider, "/org/chainrule/Chainrule/style.css");
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  g_test_add_func ("/window/start-page", test_start_page);
  g_test_add_func ("/window/cards", test_cards);
  g_test_add_func ("/window/new-graph", test_new_graph);
  g_test_add_func ("/window/new-graph/name", test_new_graph_name);
  g_test_add_func ("/window/open-file", test_open_file);
  g_test_add_func ("/window/open-twice", test_open_twice);
  g_test_add_func ("/window/drop-file", test_drop_file);
  g_test_add_func ("/window/bad-file", test_bad_file);
  g_test_add_func ("/window/missing-file", test_missing_file);
  g_test_add_func ("/window/title", test_title);
  g_test_add_func ("/window/save", test_save);
  g_test_add_func ("/window/save-view", test_save_view);
  g_test_add_func ("/window/close-unmodified", test_close_unmodified);
  g_test_add_func ("/window/close-cancel-and-discard", test_close_cancel_and_discard);
  g_test_add_func ("/window/close-save", test_close_save);
  g_test_add_func ("/window/close-save-fails", test_close_save_fails);
  g_test_add_func ("/window/save/keeps-what-others-wrote", test_save_keeps_what_others_wrote);
  g_test_add_func ("/window/remembered", test_remembered);
  g_test_add_func ("/window/colors", test_colors);
  g_test_add_func ("/window/print", test_print);
  status = g_test_run ();
  g_free (folder);
  return status;
}
