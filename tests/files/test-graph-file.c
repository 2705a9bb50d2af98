/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph file by example: good/NAME.chainrule is read and written as good/NAME.expected (or as itself), and bad/NAME.chainrule is
 * refused with the code and message in bad/NAME.error. With CR_TEST_WRITE=1 in the environment the expectations are written anew:
 * then read the difference before you commit it. */
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <string.h>

static const char *const error_names[] = {
  [CR_ERROR_SYNTAX] = "syntax", [CR_ERROR_FORMAT] = "format", [CR_ERROR_MEMBER] = "member",       [CR_ERROR_ID] = "id",
  [CR_ERROR_LOOP] = "loop",     [CR_ERROR_OPERAND] = "operand", [CR_ERROR_SHAPE] = "shape",       [CR_ERROR_NO_OUTPUT] = "no output",
  [CR_ERROR_LIMIT] = "limit",   [CR_ERROR_LABEL] = "label",   [CR_ERROR_DATA] = "data",
};

/* The content of a file beside the tests; NULL where there is none. */
static char *
load (const char *path, gsize *length)
{
  char *content;

  return g_file_get_contents (path, &content, length, NULL) ? content : NULL;
}

static char *
replace_ending (const char *path, const char *ending)
{
  return g_strdup_printf ("%.*s%s", (int) (strlen (path) - strlen (".chainrule")), path, ending);
}

static gboolean
is_writing (void)
{
  return g_getenv ("CR_TEST_WRITE") != NULL;
}

/* Compares line by line, so that a failure shows the line. */
static void
assert_same_text (const char *actual, const char *expected)
{
  g_auto (GStrv) actual_lines = g_strsplit (actual, "\n", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; actual_lines[i] != NULL && expected_lines[i] != NULL; i++)
    g_assert_cmpstr (actual_lines[i], ==, expected_lines[i]);
  g_assert_cmpstr (actual, ==, expected);
}

static void
test_good (gconstpointer data)
{
  const char *path = data;
  g_autofree char *expected_path = replace_ending (path, ".expected");
  gsize length, written_length;
  g_autofree char *text = load (path, &length);
  g_autofree char *expected = load (expected_path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, length, &error);

  g_assert_no_error (error);

  g_autofree char *written = cr_graph_write_text (graph, NULL, &written_length);

  g_assert_cmpuint (written_length, ==, strlen (written));
  if (is_writing () && strcmp (written, text) != 0)
    g_assert_true (g_file_set_contents (expected_path, written, -1, NULL));
  else
    assert_same_text (written, expected != NULL ? expected : text);

  /* What this program wrote, it reads and writes to the same bytes. */
  g_autoptr (CrGraph) again = cr_graph_read_text (written, written_length, &error);

  g_assert_no_error (error);

  g_autofree char *written_again = cr_graph_write_text (again, NULL, NULL);

  assert_same_text (written_again, written);
}

static void
test_bad (gconstpointer data)
{
  const char *path = data;
  g_autofree char *error_path = replace_ending (path, ".error");
  gsize length;
  g_autofree char *text = load (path, &length);
  g_autofree char *expected = load (error_path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, length, &error);

  g_assert_null (graph);
  g_assert_nonnull (error);
  g_assert_true (error->domain == CR_ERROR);

  g_autofree char *actual = g_strdup_printf ("%s\n%s\n", error_names[error->code], error->message);

  if (is_writing ())
    g_assert_true (g_file_set_contents (error_path, actual, -1, NULL));
  else
    g_assert_cmpstr (actual, ==, expected);
}

/* One test a file of the folder. */
static void
add_folder (const char *name, GTestDataFunc test)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "files", name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  for (const char *file; (file = g_dir_read_name (dir)) != NULL;)
    {
      if (!g_str_has_suffix (file, ".chainrule"))
        continue;

      g_autofree char *test_path = g_strdup_printf ("/files/%s/%.*s", name, (int) (strlen (file) - strlen (".chainrule")), file);

      g_test_add_data_func_full (test_path, g_build_filename (folder, file, NULL), test, g_free);
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_folder ("good", test_good);
  add_folder ("bad", test_bad);
  return g_test_run ();
}
