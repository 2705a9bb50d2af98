/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document whose inputs are bound to data: its tape shows the first training example, through edits and undo. */
#include "cr-data-file.h"
#include "cr-error.h"
#include "cr-document.h"
#include "cr-graph-reader.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEXT(dataset) \
  "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"gate\": \"input\", \"feature\": \"x1\", \"value\": 50}, " \
  "{\"id\": \"y\", \"gate\": \"scale\", \"inputs\": [\"x\"], \"factor\": 2}, {\"id\": \"free\", \"gate\": \"input\"}], \"output\": \"y\", " \
  "\"training\": {\"shuffle\": false, \"dataset\": " dataset "}}"

typedef struct
{
  char *folder;
  char *data_file;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->folder = g_dir_make_tmp ("chainrule-XXXXXX", NULL);
  fixture->file = g_file_new_build_filename (fixture->folder, "g.chainrule", NULL);
  fixture->data_file = g_build_filename (fixture->folder, "points.csv", NULL);
  g_assert_true (g_file_set_contents (fixture->data_file, "3,0\n4,1\n", -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_file_delete (fixture->file, NULL, NULL);
  g_unlink (fixture->data_file);
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->data_file);
  g_free (fixture->folder);
}

static CrDocument *
new_document (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return cr_document_new_for_graph (graph);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static CrDocument *
load_document (Fixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CrDocument *document;

  g_assert_true (g_file_replace_contents (fixture->file, text, strlen (text), NULL, FALSE, 0, NULL, NULL, NULL));
  cr_document_load_async (fixture->file, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  document = cr_document_load_finish (result, &error);
  g_assert_no_error (error);
  return document;
}

static void
assert_value (CrDocument *document, const char *id, double expected)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_value (cr_document_get_tape (document), cr_graph_find (cr_document_get_graph (document), id), &numbers));
  g_assert_cmpfloat (numbers.entries[0], ==, expected);
}

static void
assert_problem (CrDocument *document, const char *id, const char *problem)
{
  CrKey key = cr_graph_find (cr_document_get_graph (document), id);

  g_assert_cmpstr (cr_tape_get_problem (cr_document_get_tape (document), key), ==, problem);
}

static CrNode *
copy_node (CrDocument *document, const char *id)
{
  const CrGraph *graph = cr_document_get_graph (document);

  return cr_node_copy (cr_graph_get_node (graph, cr_graph_find (graph, id)));
}

static void
put_node (CrDocument *document, const CrNode *node)
{
  g_autoptr (CrGraph) graph = cr_graph_with_node (cr_document_get_graph (document), node);

  cr_document_edit (document, graph, "Edit");
}

static void
put_feature (CrDocument *document, const char *id, const char *feature)
{
  g_autoptr (CrNode) node = copy_node (document, id);
  int attribute = cr_gate_find_attribute (node->gate, "feature");

  if (feature != NULL)
    cr_node_set_features (node, attribute, (const char *const[]) { feature, NULL });
  else
    cr_node_unset (node, attribute);
  put_node (document, node);
}

/* With @seed, which makes it another split. */
static void
put_seed (CrDocument *document, guint64 seed)
{
  g_autoptr (CrParts) parts = cr_parts_copy (cr_graph_get_parts (cr_document_get_graph (document)));
  g_autoptr (CrTraining) training = cr_training_copy (parts->training);

  training->seed = seed;
  cr_training_unref (parts->training);
  parts->training = cr_training_ref (training);

  g_autoptr (CrGraph) graph = cr_graph_with_parts (cr_document_get_graph (document), parts);

  cr_document_edit (document, graph, "Seed");
}

static void
test_points (void)
{
  g_autoptr (CrDocument) document = new_document (TEXT ("{\"features\": [\"x1\"], \"points\": [[7, 1], [8, 2]]}"));
  g_autoptr (CrNode) doubled = copy_node (document, "y");

  assert_value (document, "y", 14);
  cr_node_set_number (doubled, cr_gate_find_attribute (doubled->gate, "factor"), 3);
  put_node (document, doubled);
  assert_value (document, "y", 21);
  cr_document_undo (document);
  assert_value (document, "y", 14);
}

/* Bound and unbound by an edit, and by its undo. */
static void
test_features (void)
{
  g_autoptr (CrDocument) document = new_document (TEXT ("{\"features\": [\"x1\"], \"points\": [[7, 1], [8, 2]]}"));

  assert_value (document, "y", 14);
  put_feature (document, "x", NULL);
  assert_value (document, "y", 100);
  cr_document_undo (document);
  assert_value (document, "y", 14);
  put_feature (document, "free", "label");
  assert_value (document, "free", 1);
  put_feature (document, "free", "x2");
  assert_problem (document, "free", "the data have no x2, only x1 and label");
  assert_value (document, "y", 14);
}

static void
test_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CrDocument) document = load_document (fixture, TEXT ("{\"file\": \"points.csv\"}"));

  g_unlink (fixture->data_file);
  assert_value (document, "y", 6);
  put_feature (document, "free", "label");
  assert_value (document, "free", 0);
  /* Another split needs the table again, and there it is not. */
  put_seed (document, 5);
  assert_problem (document, "x", "the data file “points.csv”: there is no such file");
  assert_problem (document, "y", NULL);
  g_assert_cmpint (cr_tape_get_state (cr_document_get_tape (document), cr_graph_find (cr_document_get_graph (document), "y")), ==,
                   CR_NODE_WAITING);
}

static void
test_no_folder (void)
{
  g_autoptr (CrDocument) document = new_document (TEXT ("{\"file\": \"points.csv\"}"));

  assert_problem (document, "x", "the data file “points.csv”: the graph has no folder yet that it could be in; save the graph first");
}

static void
test_outside (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *text = g_strdup_printf (TEXT ("{\"file\": \"%s\"}"), fixture->data_file);
  g_autoptr (CrDocument) document = load_document (fixture, text);
  const char *problem = cr_tape_get_problem (cr_document_get_tape (document), cr_graph_find (cr_document_get_graph (document), "x"));

  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem, "must be allowed"));
}

/* What is no file of numbers is refused before it is opened, or by the line. */
static void
test_a_table_is_a_regular_file (void)
{
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_data_file_read_table (folder, NULL, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (cr_data_file_read_table (device, NULL, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_DATA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-data/points", test_points);
  g_test_add_func ("/document-data/features", test_features);
  g_test_add ("/document-data/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add_func ("/document-data/no-folder", test_no_folder);
  g_test_add_func ("/document-data/table-is-a-regular-file", test_a_table_is_a_regular_file);
  g_test_add ("/document-data/outside", Fixture, NULL, set_up, test_outside, tear_down);
  return g_test_run ();
}
