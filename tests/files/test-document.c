/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document: edits and gestures, undo past a save, loading, saving, and everything that can go wrong with a file. */
#include "cr-document.h"
#include "cr-graph-reader.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define TEXT \
  "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"gate\": \"input\", \"value\": 3}, " \
  "{\"id\": \"y\", \"gate\": \"square\", \"inputs\": [\"x\"]}], \"view\": {\"zoom\": 2}}"

/* --- A folder of its own for each test --- */

typedef struct
{
  char *folder;
  GFile *file;
  CrDocument *document;
  guint n_changed;
  guint n_saved;
  guint n_modified;
} Fixture;

static void
count_changed (CrDocument *document, const CrGraph *before, Fixture *fixture)
{
  g_assert_true (before != cr_document_get_graph (document));
  fixture->n_changed++;
}

static void
count_saved (CrDocument *document, Fixture *fixture)
{
  g_assert_false (cr_document_is_modified (document));
  fixture->n_saved++;
}

static void
count_modified (CrDocument *document, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_modified++;
}

static CrGraph *
read_graph (const char *text)
{
  g_autoptr (GError) error = NULL;
  CrGraph *graph = cr_graph_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return graph;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrGraph) graph = read_graph (TEXT);

  fixture->folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  fixture->file = g_file_new_build_filename (fixture->folder, "a graph.chainrule", NULL);
  fixture->document = cr_document_new_for_graph (graph);
  g_signal_connect (fixture->document, "changed", G_CALLBACK (count_changed), fixture);
  g_signal_connect (fixture->document, "saved", G_CALLBACK (count_saved), fixture);
  g_signal_connect (fixture->document, "notify::modified", G_CALLBACK (count_modified), fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR) && !g_file_test (inside, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inside);
      else
        g_remove (inside);
    }
  g_rmdir (path);
}

/* Nothing holds the document for good; a saver's thread may for a moment. */
static void
assert_goes_away (CrDocument *document)
{
  gpointer alive = document;
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  g_object_add_weak_pointer (G_OBJECT (document), &alive);
  g_object_unref (document);
  while (alive != NULL && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (alive);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  assert_goes_away (fixture->document);
  g_object_unref (fixture->file);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Without backups. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    n += !g_str_has_suffix (name, "~");
  return n;
}

static char *
load_text (GFile *file)
{
  char *text = NULL;

  g_file_load_contents (file, NULL, &text, NULL, NULL, NULL);
  return text;
}

/* --- Waiting --- */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gboolean
save (Fixture *fixture, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cr_document_save_async (fixture->document, file, NULL, keep_result, &result);
  return cr_document_save_finish (fixture->document, wait_for (&result), error);
}

static CrDocument *
load (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cr_document_load_async (file, NULL, keep_result, &result);
  return cr_document_load_finish (wait_for (&result), error);
}

static void
assert_saves (Fixture *fixture, GFile *file)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = save (fixture, file, &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

/* --- Editing --- */

static CrGraph *
retitle (CrDocument *document, const char *title)
{
  return cr_graph_with_title (cr_document_get_graph (document), title);
}

static void
edit (Fixture *fixture, const char *title)
{
  g_autoptr (CrGraph) graph = retitle (fixture->document, title);

  cr_document_edit (fixture->document, graph, title);
}

static void
preview (Fixture *fixture, const char *title)
{
  g_autoptr (CrGraph) graph = retitle (fixture->document, title);

  cr_document_preview (fixture->document, graph);
}

static void
test_new (void)
{
  g_autoptr (CrDocument) document = cr_document_new ();

  g_assert_cmpstr (cr_document_get_title (document), ==, "Untitled");
  g_assert_false (cr_document_is_modified (document));
  g_assert_null (cr_document_get_file (document));
  g_assert_null (cr_document_get_undo_name (document));
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (document)), ==, 0);
}

static void
test_edit (Fixture *fixture, gconstpointer unused)
{
  CrDocument *document = fixture->document;

  edit (fixture, "one");
  edit (fixture, "two");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpuint (fixture->n_modified, ==, 1);
  g_assert_true (cr_document_is_modified (document));
  g_assert_cmpstr (cr_document_get_title (document), ==, "two");
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "two");

  cr_document_undo (document);
  g_assert_cmpstr (cr_document_get_title (document), ==, "one");
  g_assert_cmpstr (cr_document_get_redo_name (document), ==, "two");
  cr_document_undo (document);
  g_assert_false (cr_document_is_modified (document));
  g_assert_null (cr_document_get_undo_name (document));
  cr_document_undo (document);
  g_assert_cmpuint (fixture->n_changed, ==, 4);
  cr_document_redo (document);
  cr_document_redo (document);
  cr_document_redo (document);
  g_assert_cmpstr (cr_document_get_title (document), ==, "two");
  g_assert_cmpuint (fixture->n_changed, ==, 6);
}

static void
test_edit_same_version (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrGraph) same = cr_graph_ref (cr_document_get_graph (fixture->document));

  cr_document_edit (fixture->document, same, "Nothing");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_null (cr_document_get_undo_name (fixture->document));
}

static void
test_gesture (Fixture *fixture, gconstpointer unused)
{
  CrDocument *document = fixture->document;

  cr_document_begin_gesture (document, "Drag");
  for (guint i = 0; i < 100; i++)
    preview (fixture, i % 2 == 0 ? "left" : "right");
  g_assert_true (cr_document_in_gesture (document));
  g_assert_true (cr_document_is_modified (document));
  g_assert_cmpuint (fixture->n_changed, ==, 100);
  cr_document_end_gesture (document);
  g_assert_cmpuint (fixture->n_changed, ==, 100);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Drag");
  cr_document_undo (document);
  g_assert_null (cr_document_get_undo_name (document));
  g_assert_null (cr_graph_get_title (cr_document_get_graph (document)));
  cr_document_redo (document);
  g_assert_cmpstr (cr_document_get_title (document), ==, "right");
}

static void
test_gesture_cancelled (Fixture *fixture, gconstpointer unused)
{
  const CrGraph *before = cr_document_get_graph (fixture->document);

  cr_document_begin_gesture (fixture->document, "Drag");
  preview (fixture, "a");
  cr_document_cancel_gesture (fixture->document);
  g_assert_true (cr_document_get_graph (fixture->document) == before);
  g_assert_false (cr_document_is_modified (fixture->document));
  g_assert_false (cr_document_in_gesture (fixture->document));
  g_assert_null (cr_document_get_undo_name (fixture->document));
}

static void
test_gesture_back_to_start (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrGraph) before = cr_graph_ref (cr_document_get_graph (fixture->document));

  cr_document_begin_gesture (fixture->document, "Drag");
  preview (fixture, "a");
  cr_document_preview (fixture->document, before);
  cr_document_end_gesture (fixture->document);
  g_assert_null (cr_document_get_undo_name (fixture->document));
  g_assert_false (cr_document_is_modified (fixture->document));
}

static void
test_gesture_ended_by_undo (Fixture *fixture, gconstpointer unused)
{
  CrDocument *document = fixture->document;

  edit (fixture, "one");
  cr_document_begin_gesture (document, "Drag");
  preview (fixture, "dragged");
  cr_document_undo (document);
  g_assert_false (cr_document_in_gesture (document));
  g_assert_cmpstr (cr_document_get_title (document), ==, "one");
  g_assert_cmpstr (cr_document_get_redo_name (document), ==, "Drag");

  cr_document_begin_gesture (document, "Drag again");
  preview (fixture, "dragged again");
  edit (fixture, "typed");
  cr_document_undo (document);
  g_assert_cmpstr (cr_document_get_undo_name (document), ==, "Drag again");
}

static double
get_number (CrTape *tape, CrKey key, gboolean (*get) (const CrTape *, CrKey, CrNumbers *))
{
  CrNumbers numbers;

  g_assert_true (get (tape, key, &numbers));
  return numbers.entries[0];
}

static void
test_tape_follows (Fixture *fixture, gconstpointer unused)
{
  CrDocument *document = fixture->document;
  const CrGraph *graph = cr_document_get_graph (document);
  CrKey x = cr_graph_find (graph, "x"), y = cr_graph_find (graph, "y");
  g_autoptr (CrNode) changed = cr_node_copy (cr_graph_get_node (graph, x));
  g_autoptr (CrMatrix) five = cr_matrix_new_number (5);

  g_assert_cmpfloat (get_number (cr_document_get_tape (document), y, cr_tape_get_value), ==, 9);
  g_assert_cmpfloat (get_number (cr_document_get_tape (document), x, cr_tape_get_gradient), ==, 6);

  guint n_compiles = cr_tape_get_n_compiles (cr_document_get_tape (document));

  cr_node_set_matrix (changed, 0, five);

  g_autoptr (CrGraph) edited = cr_graph_with_node (graph, changed);

  cr_document_edit (document, edited, "Change x");
  g_assert_cmpfloat (get_number (cr_document_get_tape (document), y, cr_tape_get_value), ==, 25);
  g_assert_cmpfloat (get_number (cr_document_get_tape (document), x, cr_tape_get_gradient), ==, 10);
  g_assert_cmpuint (cr_tape_get_n_compiles (cr_document_get_tape (document)), ==, n_compiles);
  cr_document_undo (document);
  g_assert_cmpfloat (get_number (cr_document_get_tape (document), y, cr_tape_get_value), ==, 9);
}

/* --- Saving and loading --- */

static void
test_save_and_load (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  CrView view = *cr_document_get_view (fixture->document);

  g_assert_cmpfloat (view.zoom, ==, 2);
  edit (fixture, "");
  view.center = (CrPoint) { 3, 4 };
  view.given |= CR_VIEW_CENTER;
  cr_document_set_view (fixture->document, &view);
  assert_saves (fixture, fixture->file);
  g_assert_false (cr_document_is_modified (fixture->document));
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_true (g_file_equal (cr_document_get_file (fixture->document), fixture->file));
  g_assert_cmpstr (cr_document_get_title (fixture->document), ==, "a graph.chainrule");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  g_autoptr (CrDocument) loaded = load (fixture->file, &error);

  g_assert_no_error (error);
  g_assert_false (cr_document_is_modified (loaded));
  g_assert_true (g_file_equal (cr_document_get_file (loaded), fixture->file));
  g_assert_cmpuint (cr_graph_get_n_nodes (cr_document_get_graph (loaded)), ==, 2);
  g_assert_cmpfloat (cr_document_get_view (loaded)->center.y, ==, 4);
}

static void
test_undo_past_a_save (Fixture *fixture, gconstpointer unused)
{
  edit (fixture, "one");
  assert_saves (fixture, fixture->file);
  cr_document_undo (fixture->document);
  g_assert_true (cr_document_is_modified (fixture->document));
  cr_document_redo (fixture->document);
  g_assert_false (cr_document_is_modified (fixture->document));
  cr_document_undo (fixture->document);
  edit (fixture, "one");
  g_assert_true (cr_document_is_modified (fixture->document));
}

/* A view is no edit. */
static void
test_view (Fixture *fixture, gconstpointer unused)
{
  CrView view = CR_VIEW_DEFAULT;

  view.zoom = 3;
  view.given = CR_VIEW_ZOOM;
  cr_document_set_view (fixture->document, &view);
  g_assert_false (cr_document_is_modified (fixture->document));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  assert_saves (fixture, fixture->file);

  g_autofree char *text = load_text (fixture->file);

  g_assert_nonnull (strstr (text, "\"view\": {\"zoom\": 3}"));
}

static void
test_edit_during_a_save (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  edit (fixture, "saved");
  cr_document_save_async (fixture->document, fixture->file, NULL, keep_result, &result);
  edit (fixture, "later");
  g_assert_true (cr_document_save_finish (fixture->document, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_true (cr_document_is_modified (fixture->document));
  g_assert_cmpuint (fixture->n_saved, ==, 0);

  g_autofree char *text = load_text (fixture->file);

  g_assert_nonnull (strstr (text, "\"title\": \"saved\""));
  cr_document_undo (fixture->document);
  g_assert_false (cr_document_is_modified (fixture->document));
}

/* The second does not find the first one's file a stranger's. */
static void
test_two_saves_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  assert_saves (fixture, fixture->file);
  edit (fixture, "first");
  cr_document_save_async (fixture->document, NULL, NULL, keep_result, &first);
  edit (fixture, "second");
  cr_document_save_async (fixture->document, NULL, NULL, keep_result, &second);
  g_assert_true (cr_document_save_finish (fixture->document, wait_for (&second), &error));
  g_assert_no_error (error);
  g_assert_nonnull (first);
  g_assert_true (cr_document_save_finish (fixture->document, first, &error));
  g_assert_false (cr_document_is_modified (fixture->document));

  g_autofree char *text = load_text (fixture->file);

  g_assert_nonnull (strstr (text, "\"title\": \"second\""));
}

static void
test_keeps_mode_and_link (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_file_get_path (fixture->file);
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.chainrule", NULL);
  g_autoptr (GFile) link_file = g_file_new_for_path (link_path);
  GStatBuf status;

  assert_saves (fixture, fixture->file);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink ("a graph.chainrule", link_path), ==, 0);
  edit (fixture, "through the link");
  assert_saves (fixture, link_file);
  g_assert_cmpint (g_lstat (link_path, &status), ==, 0);
  g_assert_true (S_ISLNK (status.st_mode));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0640);

  g_autofree char *text = load_text (fixture->file);

  g_assert_nonnull (strstr (text, "through the link"));
}

/* --- What can go wrong --- */

/* A save to @file fails with @code, and the document is as modified as before. */
static void
assert_save_fails (Fixture *fixture, GFile *file, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (save (fixture, file, &error));
  g_assert_error (error, domain, code);
  g_assert_true (cr_document_is_modified (fixture->document));
  g_assert_cmpuint (fixture->n_saved, ==, 0);
}

static void
test_save_into_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, "gone", "a.chainrule", NULL);

  edit (fixture, "one");
  assert_save_fails (fixture, file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (cr_document_get_file (fixture->document));
}

static void
test_save_over_a_folder (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_file_get_path (fixture->file);

  edit (fixture, "one");
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  assert_save_fails (fixture, fixture->file, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_save_read_only (Fixture *fixture, gconstpointer unused)
{
  uid_t user = geteuid ();
  g_autofree char *path = g_file_get_path (fixture->file);

  g_assert_true (g_file_set_contents (path, "keep me", -1, NULL));
  edit (fixture, "one");
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  /* Nothing is read-only to root. */
  if (user == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_save_fails (fixture, fixture->file, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  if (user == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);

  g_autofree char *text = load_text (fixture->file);

  g_assert_cmpstr (text, ==, "keep me");
}

/* As on a full disk: the write fails half way. */
static void
test_save_no_room (Fixture *fixture, gconstpointer unused)
{
  struct rlimit limit, small = { 100, RLIM_INFINITY };
  g_autofree char *path = g_file_get_path (fixture->file);
  g_autofree char *long_title = g_strnfill (100000, 'a');
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);

  edit (fixture, long_title);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small.rlim_max = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_save_fails (fixture, fixture->file, G_IO_ERROR, G_IO_ERROR_FAILED);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);

  g_assert_true (g_file_set_contents (path, "keep me", -1, NULL));
  setrlimit (RLIMIT_FSIZE, &small);
  assert_save_fails (fixture, fixture->file, G_IO_ERROR, G_IO_ERROR_FAILED);
  setrlimit (RLIMIT_FSIZE, &limit);
  signal (SIGXFSZ, handler);

  g_autofree char *text = load_text (fixture->file);

  g_assert_cmpstr (text, ==, "keep me");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  assert_saves (fixture, fixture->file);
}

static void
test_changed_by_another (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_file_get_path (fixture->file);
  g_autoptr (GError) error = NULL;

  assert_saves (fixture, fixture->file);
  /* The file system's clock ticks every few milliseconds. */
  g_usleep (50000);
  g_assert_true (g_file_set_contents (path, "somebody else's", -1, NULL));
  edit (fixture, "mine");
  g_assert_false (save (fixture, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (cr_document_is_modified (fixture->document));

  /* Asked for by name, it is replaced. */
  assert_saves (fixture, fixture->file);
  edit (fixture, "mine again");
  assert_saves (fixture, NULL);
}

static void
test_save_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  edit (fixture, "one");
  g_cancellable_cancel (cancellable);
  cr_document_save_async (fixture->document, fixture->file, cancellable, keep_result, &result);
  g_assert_false (cr_document_save_finish (fixture->document, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (cr_document_is_modified (fixture->document));
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* A version that the reader would refuse does not take the place of one that it reads. */
static void
test_save_unreadable (Fixture *fixture, gconstpointer unused)
{
  const CrGraph *graph = cr_document_get_graph (fixture->document);
  g_autoptr (CrNode) twin = cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, "y")));
  g_autofree char *path = g_file_get_path (fixture->file);

  g_assert_true (g_file_set_contents (path, "keep me", -1, NULL));
  cr_node_set_id (twin, "x");

  g_autoptr (CrGraph) two_of_a_name = cr_graph_with_node (graph, twin);

  cr_document_edit (fixture->document, two_of_a_name, "Break it");
  assert_save_fails (fixture, fixture->file, CR_ERROR, CR_ERROR_ID);

  g_autofree char *text = load_text (fixture->file);

  g_assert_cmpstr (text, ==, "keep me");
}

static void
assert_load_fails (GFile *file, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (file, &error));
  g_assert_error (error, domain, code);
}

static char *
get_data_file (CrDocument *document)
{
  return g_strdup (cr_graph_get_parts (cr_document_get_graph (document))->training->dataset.file);
}

/* Saved in another folder, the graph finds its data where they are: by a relative path where they lie below, else by the absolute one. */
static void
test_save_as_follows_data (Fixture *fixture, gconstpointer unused)
{
  static const char text[] = "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"gate\": \"input\", \"feature\": \"x1\"}],"
                             "\"training\": {\"dataset\": {\"file\": \"points.csv\"}}}";
  g_autofree char *inner_path = g_build_filename (fixture->folder, "inner", NULL);
  g_autofree char *data_path = g_build_filename (inner_path, "points.csv", NULL);
  g_autofree char *other_path = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GFile) inner = g_file_new_build_filename (inner_path, "a.chainrule", NULL);
  g_autoptr (GFile) outer = g_file_new_build_filename (fixture->folder, "b.chainrule", NULL);
  g_autoptr (GFile) other = g_file_new_build_filename (other_path, "c.chainrule", NULL);
  g_autofree char *named = NULL;
  g_autoptr (CrDocument) again = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir (inner_path, 0700);
  g_mkdir (other_path, 0700);
  g_assert_true (g_file_set_contents (data_path, "x1,label\n7,1\n", -1, NULL));
  g_assert_true (g_file_replace_contents (inner, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  g_object_unref (fixture->document);
  fixture->document = load (inner, &error);
  g_assert_no_error (error);

  assert_saves (fixture, outer); /* one folder up */
  named = get_data_file (fixture->document);
  g_assert_cmpstr (named, ==, "inner/points.csv");
  g_assert_false (cr_document_is_modified (fixture->document));
  again = load (outer, &error);
  g_assert_no_error (error);
  g_assert_nonnull (cr_document_get_data (again));
  g_assert_null (cr_document_get_data (again)->problem);

  assert_saves (fixture, other); /* beside it: not below */
  g_free (named);
  named = get_data_file (fixture->document);
  g_assert_cmpstr (named, ==, data_path);
  assert_saves (fixture, outer); /* an absolute path stays */
  g_free (named);
  named = get_data_file (fixture->document);
  g_assert_cmpstr (named, ==, data_path);
}

static void
test_load_fails (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_file_get_path (fixture->file);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  assert_load_fails (fixture->file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_load_fails (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_true (g_file_set_contents (path, "{\"format\": ", -1, NULL));
  assert_load_fails (fixture->file, CR_ERROR, CR_ERROR_SYNTAX);

  /* Read to the limit, and no further. */
  g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");

  assert_load_fails (endless, CR_ERROR, CR_ERROR_LIMIT);
}

#define ADD(path, function) g_test_add ("/document/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/new", test_new);
  ADD ("edit", test_edit);
  ADD ("edit-same-version", test_edit_same_version);
  ADD ("gesture", test_gesture);
  ADD ("gesture-cancelled", test_gesture_cancelled);
  ADD ("gesture-back-to-start", test_gesture_back_to_start);
  ADD ("gesture-ended-by-undo", test_gesture_ended_by_undo);
  ADD ("tape-follows", test_tape_follows);
  ADD ("save-and-load", test_save_and_load);
  ADD ("undo-past-a-save", test_undo_past_a_save);
  ADD ("view", test_view);
  ADD ("edit-during-a-save", test_edit_during_a_save);
  ADD ("two-saves-at-once", test_two_saves_at_once);
  ADD ("keeps-mode-and-link", test_keeps_mode_and_link);
  ADD ("save-into-nothing", test_save_into_nothing);
  ADD ("save-over-a-folder", test_save_over_a_folder);
  ADD ("save-read-only", test_save_read_only);
  ADD ("save-no-room", test_save_no_room);
  ADD ("changed-by-another", test_changed_by_another);
  ADD ("save-cancelled", test_save_cancelled);
  ADD ("save-unreadable", test_save_unreadable);
  ADD ("save-as-follows-data", test_save_as_follows_data);
  ADD ("load-fails", test_load_fails);
  return g_test_run ();
}
