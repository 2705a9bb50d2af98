/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts made to break a reader: too large, too deep, too many, all alike. Each is refused (or read) in time and memory in proportion
 * to its size; meson's time limit is the clock. */
#include "cr-clipboard.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-limits.h"

#include <string.h>

#define MANY 100000

static GString *
begin (void)
{
  return g_string_new ("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [");
}

/* Frees the text. */
static CrGraph *
assert_reads (GString *text)
{
  g_autoptr (GError) error = NULL;
  CrGraph *graph = cr_graph_read_text (text->str, text->len, &error);

  g_assert_no_error (error);
  g_string_free (text, TRUE);
  return graph;
}

/* Frees the text. The message begins with @place and has @words in it. */
static void
assert_refused (GString *text, int code, const char *place, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_graph_read_text (text->str, text->len, &error));
  g_assert_error (error, CR_ERROR, code);
  g_assert_cmpuint (strlen (error->message), <, 300);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, words) == NULL)
    g_error ("\"%s\" is not \"%s…%s…\"", error->message, place, words);
  g_string_free (text, TRUE);
}

static void
append_times (GString *text, const char *piece, guint n)
{
  gsize length = strlen (piece), start = text->len;

  g_string_set_size (text, start + n * length);
  for (guint i = 0; i < n; i++)
    memcpy (text->str + start + i * length, piece, length);
}

/* --- The text itself --- */

static void
test_too_large (void)
{
  GString *text = begin ();

  append_times (text, " ", CR_LIMIT_FILE_BYTES);
  assert_refused (text, CR_ERROR_LIMIT, "larger than 64 MiB", "");
}

static void
test_too_deep (void)
{
  GString *text = g_string_new (NULL);

  append_times (text, "[", 1000000);
  assert_refused (text, CR_ERROR_LIMIT, "line 1, column 65: ", "64 deep");

  text = g_string_new (NULL);
  append_times (text, "{\"a\":", 1000000);
  assert_refused (text, CR_ERROR_LIMIT, "line 1, column 321: ", "64 deep");
}

/* 64 deep is allowed: the document, 62 lists, and a number in the innermost. */
static void
test_deep_enough (void)
{
  GString *text = begin ();

  g_string_append (text, "], \"deep\": ");
  append_times (text, "[", 63);
  g_string_append_c (text, '1');
  append_times (text, "]", 63);
  g_string_append_c (text, '}');

  g_autoptr (CrGraph) graph = assert_reads (text);
}

/* Brackets in a text are no brackets. */
static void
test_brackets_in_a_string (void)
{
  GString *text = begin ();

  g_string_append (text, "], \"title\": \"");
  append_times (text, "[\\\"{", MANY);
  g_string_append (text, "\"}");

  g_autoptr (CrGraph) graph = assert_reads (text);

  g_assert_cmpuint (strlen (cr_graph_get_title (graph)), ==, 3 * MANY);
}

static void
test_too_many_numbers (void)
{
  GString *text = begin ();

  append_times (text, "0,", CR_LIMIT_NUMBERS);
  assert_refused (text, CR_ERROR_LIMIT, "line 1, column ", "more than 20000000 numbers");
}

static void
test_too_many_brackets (void)
{
  GString *text = begin ();

  g_string_append (text, "], \"unknown\": [");
  append_times (text, "[],", CR_LIMIT_JSON_BRACKETS);
  assert_refused (text, CR_ERROR_LIMIT, "line 1, column ", "lists and objects");
}

static void
test_too_many_strings (void)
{
  GString *text = begin ();

  g_string_append (text, "], \"unknown\": [");
  append_times (text, "\"\",", CR_LIMIT_JSON_STRINGS);
  assert_refused (text, CR_ERROR_LIMIT, "line 1, column ", "more than 12000000 strings");
}

static void
test_long_lines_and_many_lines (void)
{
  GString *text = begin ();

  append_times (text, "\n", MANY);
  append_times (text, "ä", MANY);
  assert_refused (text, CR_ERROR_SYNTAX, "line 100001, column ", "");
}

/* Cut anywhere, a good file is a bad one, and never more than that. */
static void
test_cut_anywhere (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "files", "good", "unknown-members.chainrule", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize cut = 0; cut + 2 < length; cut++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *piece = g_memdup2 (text, cut + 1);

      g_assert_null (cr_graph_read_text (piece, cut, &error));
      g_assert_error (error, CR_ERROR, CR_ERROR_SYNTAX);
    }
}

static void
assert_written_is_read (const CrGraph *graph)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cr_graph_write_text (graph, NULL, NULL);
  g_autoptr (CrGraph) again = cr_graph_read_text (text, strlen (text), &error);

  if (again == NULL)
    g_error ("%s: %s", error->message, text);

  g_autofree char *text_again = cr_graph_write_text (again, NULL, NULL);

  g_assert_cmpstr (text_again, ==, text);
}

/* Every byte of a good file, changed: it is refused, or what is read can be written and read again. */
static void
test_change_any_byte (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "files", "good", "unknown-members.chainrule", NULL);
  g_autofree char *text = NULL;
  gsize length;
  guint n_refused = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 0; i < length; i++)
    for (const char *other = "\"[]{},:0-e\\ux\xff"; *other != '\0'; other++)
      {
        g_autofree char *changed = g_memdup2 (text, length);
        g_autoptr (GError) error = NULL;

        changed[i] = *other;

        g_autoptr (CrGraph) graph = cr_graph_read_text (changed, length, &error);

        g_assert_true ((graph == NULL) == (error != NULL));
        n_refused += graph == NULL;
        if (graph != NULL)
          assert_written_is_read (graph);
      }
  g_assert_cmpuint (n_refused, >, length);
}

/* --- Nodes --- */

static void
test_too_many_nodes (void)
{
  GString *text = begin ();

  append_times (text, "{},", CR_LIMIT_NODES);
  g_string_append (text, "{}]}");
  assert_refused (text, CR_ERROR_LIMIT, "line 1, column 3000049: ", "\"nodes\": more than the limit of 1000000");
}

/* n0 ← n1 ← …, the last one taken from @last. */
static GString *
make_chain (const char *last)
{
  GString *text = begin ();

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "{\"id\": \"n%u\", \"gate\": \"exp\", \"inputs\": [\"n%u\"]},\n", i, i + 1);
  g_string_append_printf (text, "{\"id\": \"n%u\", \"gate\": \"exp\", \"inputs\": [%s]}]}", MANY, last);
  return text;
}

static void
test_long_chain (void)
{
  g_autoptr (CrGraph) graph = assert_reads (make_chain ("null"));
  g_autofree char *text = cr_graph_write_text (graph, NULL, NULL);

  g_assert_cmpuint (cr_graph_get_n_nodes (graph), ==, MANY + 1);
  g_assert_nonnull (strstr (text, "n100000"));
}

static void
test_long_loop (void)
{
  assert_refused (make_chain ("\"n0\""), CR_ERROR_LOOP, "node \"n0\": \"inputs\": a loop: n0 → n100000 → ", "… → ");
}

static void
test_same_id_at_the_end (void)
{
  GString *text = begin ();

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "{\"id\": \"n%u\", \"gate\": \"input\"}, ", i);
  g_string_append (text, "{\"id\": \"n0\", \"gate\": \"input\"}]}");
  assert_refused (text, CR_ERROR_ID, "node \"n0\": ", "already");
}

/* "Ez" and "FY" fall together in the hash function that everybody uses, and so do all words made of them. */
static void
test_ids_that_fall_together (void)
{
  GString *text = begin ();

  for (guint i = 0; i < 1 << 17; i++)
    {
      g_string_append (text, i > 0 ? ", {\"id\": \"" : "{\"id\": \"");
      for (guint bit = 0; bit < 17; bit++)
        g_string_append (text, i & (1u << bit) ? "Ez" : "FY");
      g_string_append (text, "\", \"gate\": \"input\"}");
    }
  g_string_append (text, "]}");

  g_autoptr (CrGraph) graph = assert_reads (text);

  g_assert_cmpuint (cr_graph_get_n_nodes (graph), ==, 1 << 17);
}

static void
test_many_operands (void)
{
  GString *text = begin ();

  g_string_append (text, "{\"id\": \"x\", \"gate\": \"input\"}, {\"id\": \"s\", \"gate\": \"add\", \"inputs\": [");
  append_times (text, "\"x\", ", MANY);
  g_string_append (text, "null]}]}");

  g_autoptr (CrGraph) graph = assert_reads (text);

  g_assert_cmpuint (cr_graph_get_node (graph, cr_graph_find (graph, "s"))->n_operands, ==, MANY + 1);
}

static void
test_many_features (void)
{
  GString *text = begin ();

  g_string_append (text, "{\"id\": \"x\", \"gate\": \"input\", \"feature\": [");
  append_times (text, "\"x1\", ", MANY);
  g_string_append (text, "\"x1\"]}]}");
  assert_refused (text, CR_ERROR_LIMIT, "node \"x\": \"feature\": ", "4096");
}

static void
test_many_unknown_members (void)
{
  GString *text = begin ();

  g_string_append (text, "{\"id\": \"x\", \"gate\": \"input\"");
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, ", \"m%u\": []", i);
  g_string_append (text, "}]}");

  g_autoptr (CrGraph) graph = assert_reads (text);
  g_autofree char *written = cr_graph_write_text (graph, NULL, NULL);

  g_assert_nonnull (strstr (written, ", \"m99998\": [], \"m99999\": []}"));
}

/* --- Values --- */

static void
test_weights_of_a_million_million (void)
{
  GString *text = begin ();

  g_string_append (text, "{\"id\": \"d\", \"gate\": \"dense\", \"units\": 1000000000000}]}");
  assert_refused (text, CR_ERROR_MEMBER, "node \"d\": \"units\": ", "from 1 to 4096");

  text = begin ();
  g_string_append (text, "{\"id\": \"p\", \"gate\": \"parameter\", \"init\": {\"distribution\": \"normal\", \"shape\": [1000000, 1000000]}}]}");
  assert_refused (text, CR_ERROR_LIMIT, "node \"p\": \"init\": \"shape\": ", "4096");
}

static void
test_values_of_a_gibibyte (void)
{
  GString *text = begin ();

  for (guint i = 0; i < 9; i++)
    g_string_append_printf (text, "%s{\"id\": \"p%u\", \"gate\": \"parameter\", \"init\": {\"distribution\": \"normal\", \"shape\": [4096, 4096]}}",
                            i > 0 ? ", " : "", i);
  g_string_append (text, "]}");
  assert_refused (text, CR_ERROR_LIMIT, "node \"p8\": \"init\": ", "1024 MiB");
}

static void
test_too_many_examples (void)
{
  GString *text = begin ();

  g_string_append (text, "], \"training\": {\"dataset\": {\"points\": [");
  append_times (text, "[0,0,0],", CR_LIMIT_EXAMPLES);
  g_string_append (text, "[0,0,0]]}}}");
  assert_refused (text, CR_ERROR_LIMIT, "\"training\": \"dataset\": \"points\": ", "1000001, more than the limit of 1000000");
}

/* --- Groups --- */

/* g0 in g1 in g2 … in the last, which is a member of @first; x in g0. */
static GString *
make_nest (const char *first)
{
  GString *text = begin ();

  g_string_append_printf (text, "{\"id\": \"x\", \"gate\": \"input\"}], \"groups\": [{\"id\": \"g0\", \"members\": [\"x\"%s]}", first);
  for (guint i = 1; i < MANY; i++)
    g_string_append_printf (text, ",\n{\"id\": \"g%u\", \"members\": [\"g%u\"]}", i, i - 1);
  g_string_append (text, "]}");
  return text;
}

static void
test_groups_in_groups (void)
{
  g_autoptr (CrGraph) graph = assert_reads (make_nest (""));
  CrKey x = cr_graph_find (graph, "x");
  g_autofree char *all = cr_clipboard_to_text (graph, &x, 1);
  g_autoptr (CrGraph) empty = cr_graph_without (graph, &x, 1);

  /* With the one node that is in them all they are taken, and with it they go. */
  g_assert_nonnull (strstr (all, "\"g99999\""));
  g_assert_cmpuint (cr_graph_get_parts (empty)->groups->len, ==, 0);
}

static void
test_groups_in_a_loop (void)
{
  assert_refused (make_nest (", \"g99999\""), CR_ERROR_LOOP, "\"groups\": groups inside one another: g0 → g1 → ", "→ …");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/too-large", test_too_large);
  g_test_add_func ("/hostile/too-deep", test_too_deep);
  g_test_add_func ("/hostile/deep-enough", test_deep_enough);
  g_test_add_func ("/hostile/brackets-in-a-string", test_brackets_in_a_string);
  g_test_add_func ("/hostile/too-many-numbers", test_too_many_numbers);
  g_test_add_func ("/hostile/too-many-brackets", test_too_many_brackets);
  g_test_add_func ("/hostile/too-many-strings", test_too_many_strings);
  g_test_add_func ("/hostile/long-lines-and-many-lines", test_long_lines_and_many_lines);
  g_test_add_func ("/hostile/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/hostile/change-any-byte", test_change_any_byte);
  g_test_add_func ("/hostile/too-many-nodes", test_too_many_nodes);
  g_test_add_func ("/hostile/long-chain", test_long_chain);
  g_test_add_func ("/hostile/long-loop", test_long_loop);
  g_test_add_func ("/hostile/same-id-at-the-end", test_same_id_at_the_end);
  g_test_add_func ("/hostile/ids-that-fall-together", test_ids_that_fall_together);
  g_test_add_func ("/hostile/many-operands", test_many_operands);
  g_test_add_func ("/hostile/many-features", test_many_features);
  g_test_add_func ("/hostile/many-unknown-members", test_many_unknown_members);
  g_test_add_func ("/hostile/weights-of-a-million-million", test_weights_of_a_million_million);
  g_test_add_func ("/hostile/values-of-a-gibibyte", test_values_of_a_gibibyte);
  g_test_add_func ("/hostile/too-many-examples", test_too_many_examples);
  g_test_add_func ("/hostile/groups-in-groups", test_groups_in_groups);
  g_test_add_func ("/hostile/groups-in-a-loop", test_groups_in_a_loop);
  return g_test_run ();
}
