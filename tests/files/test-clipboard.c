/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying a piece of a graph and pasting it: ids, wires to the outside, groups, frames, places. */
#include "cr-clipboard.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <string.h>

#define GRAPH \
  "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [" \
  "{\"id\": \"x\", \"gate\": \"input\", \"at\": [0, 0]}, " \
  "{\"id\": \"q\", \"gate\": \"add\", \"inputs\": [\"x\", \"x\"], \"at\": [10, 20], \"label\": \"sum\"}, " \
  "{\"id\": \"r\", \"gate\": \"exp\", \"inputs\": [\"q\"]}], " \
  "\"groups\": [{\"id\": \"g\", \"members\": [\"q\", \"r\"], \"at\": [1, 2], \"ports\": {\"inputs\": [{\"from\": \"x\"}, {\"from\": \"q\"}]}}, " \
  "{\"id\": \"h\", \"members\": [\"g\"]}], " \
  "\"frames\": [{\"id\": \"f\", \"rect\": [0, 0, 5, 5]}], \"output\": \"r\", " \
  "\"training\": {\"loss\": \"r\"}}"

static CrGraph *
read_graph (const char *text)
{
  g_autoptr (GError) error = NULL;
  CrGraph *graph = cr_graph_read_text (text, strlen (text), &error);

  g_assert_no_error (error);
  return graph;
}

/* The text of these ids, separated by spaces. */
static char *
copy (const CrGraph *graph, const char *ids)
{
  g_auto (GStrv) names = g_strsplit (ids, " ", -1);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; names[i] != NULL; i++)
    {
      CrKey key = cr_graph_find (graph, names[i]);

      g_assert_cmpuint (key, !=, CR_KEY_NONE);
      g_array_append_val (keys, key);
    }
  return cr_clipboard_to_text (graph, (const CrKey *) keys->data, keys->len);
}

/* Pastes, and checks that the result is a document that the reader accepts. */
static CrGraph *
paste (const CrGraph *graph, const char *text, GArray **keys)
{
  g_autoptr (GError) error = NULL;
  CrGraph *joined = cr_clipboard_from_text (graph, text, 100, 1000, keys, &error);

  g_assert_no_error (error);

  g_autofree char *written = cr_graph_write_text (joined, NULL, NULL);
  g_autoptr (CrGraph) again = read_graph (written);

  g_assert_cmpuint (cr_graph_get_n_nodes (again), ==, cr_graph_get_n_nodes (joined));
  return joined;
}

static const CrNode *
get (const CrGraph *graph, const char *id)
{
  const CrNode *node = cr_graph_get_node (graph, cr_graph_find (graph, id));

  g_assert_nonnull (node);
  return node;
}

static void
test_ids_and_wires (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autofree char *text = copy (graph, "q r");
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (graph, text, &keys);

  g_assert_nonnull (strstr (text, "\"fragment\": true"));
  g_assert_null (strstr (text, "\"output\""));
  g_assert_null (strstr (text, "\"training\""));

  /* r_2 takes q_2, which was pasted with it; q_2 takes x, which is there. */
  g_assert_cmpuint (get (joined, "r_2")->operands[0], ==, get (joined, "q_2")->key);
  g_assert_cmpuint (get (joined, "q_2")->operands[0], ==, get (joined, "x")->key);
  g_assert_cmpstr (get (joined, "q_2")->label, ==, "sum");
  g_assert_cmpfloat (get (joined, "q_2")->place.x, ==, 110);
  g_assert_cmpfloat (get (joined, "q_2")->place.y, ==, 1020);
  g_assert_false (get (joined, "r_2")->has_place);
  g_assert_true (cr_graph_get_node (joined, get (graph, "q")->key) == get (graph, "q"));
  g_assert_cmpuint (cr_graph_get_output (joined), ==, get (graph, "r")->key);
  /* Both nodes of g were taken, and so g and the group around it. */
  g_assert_cmpuint (keys->len, ==, 4);
  g_assert_cmpuint (g_array_index (keys, CrKey, 0), ==, get (joined, "q_2")->key);
}

static void
test_paste_again_and_again (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autofree char *text = copy (graph, "x");

  for (guint i = 2; i < 20; i++)
    {
      g_autoptr (GArray) keys = NULL;
      g_autofree char *id = g_strdup_printf ("x_%u", i);
      CrGraph *joined = paste (graph, text, &keys);

      g_assert_cmpuint (g_array_index (keys, CrKey, 0), ==, get (joined, id)->key);
      cr_graph_unref (graph);
      graph = joined;
    }
}

/* An id that is given in place of a taken one is none of those that the piece brings along. */
static void
test_new_ids_do_not_collide (void)
{
  g_autoptr (CrGraph) from = read_graph ("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"a\", \"gate\": \"input\"}, "
                                         "{\"id\": \"a_2\", \"gate\": \"exp\", \"inputs\": [\"a\"]}]}");
  g_autoptr (CrGraph) to = read_graph ("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"a\", \"gate\": \"input\"}]}");
  g_autofree char *text = copy (from, "a a_2");
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (to, text, &keys);

  g_assert_cmpuint (get (joined, "a_2")->operands[0], ==, get (joined, "a_3")->key);
}

static void
test_long_ids (void)
{
  g_autofree char *id = g_strnfill (64, 'a');
  g_autofree char *content =
    g_strdup_printf ("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"%s\", \"gate\": \"input\"}]}", id);
  g_autoptr (CrGraph) graph = read_graph (content);
  g_autofree char *text = copy (graph, id);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (graph, text, &keys);
  const CrNode *pasted = cr_graph_get_node (joined, g_array_index (keys, CrKey, 0));

  g_assert_cmpuint (strlen (pasted->id), ==, 64);
  g_assert_true (g_str_has_suffix (pasted->id, "a_2"));
}

static void
test_into_another_graph (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autoptr (CrGraph) other = cr_graph_new ();
  g_autofree char *text = copy (graph, "q r f");
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (other, text, &keys);
  const CrParts *parts = cr_graph_get_parts (joined);

  /* Nobody is called x there. */
  g_assert_cmpuint (get (joined, "q")->operands[0], ==, CR_KEY_NONE);
  g_assert_cmpuint (get (joined, "q")->n_operands, ==, 2);
  g_assert_cmpuint (parts->groups->len, ==, 2);
  g_assert_cmpuint (parts->frames->len, ==, 1);
  g_assert_cmpuint (keys->len, ==, 5);

  const CrGroup *group = parts->groups->pdata[0];
  const CrFrame *frame = parts->frames->pdata[0];

  g_assert_cmpuint (group->members->len, ==, 2);
  g_assert_cmpuint (g_array_index (group->members, CrKey, 0), ==, get (joined, "q")->key);
  /* The port of x was left behind with x. */
  g_assert_cmpuint (group->ports.inputs->len, ==, 1);
  g_assert_cmpfloat (group->place.x, ==, 101);
  g_assert_cmpfloat (frame->y, ==, 1000);
  g_assert_null (parts->training);
}

static void
test_group_brings_its_members (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autofree char *text = copy (graph, "h");
  g_autoptr (CrGraph) other = cr_graph_new ();
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (other, text, &keys);

  g_assert_cmpuint (cr_graph_get_n_nodes (joined), ==, 2);
  g_assert_cmpuint (cr_graph_get_parts (joined)->groups->len, ==, 2);
}

/* A group of which only a part is taken stays behind. */
static void
test_part_of_a_group (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autofree char *text = copy (graph, "r");
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (graph, text, &keys);

  g_assert_cmpuint (cr_graph_get_parts (joined)->groups->len, ==, 2);
  g_assert_cmpuint (get (joined, "r_2")->operands[0], ==, get (joined, "q")->key);
}

/* A name of a group is no node to wire to. */
static void
test_operand_names_a_group_outside (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined =
    paste (graph, "{\"format\": \"chainrule\", \"version\": 1, \"fragment\": true, \"nodes\": [{\"id\": \"e\", \"gate\": \"exp\", "
                  "\"inputs\": [\"g\"]}]}", &keys);

  g_assert_cmpuint (get (joined, "e")->operands[0], ==, CR_KEY_NONE);
}

static void
test_a_whole_file (void)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (CrGraph) joined = paste (graph, GRAPH, &keys);

  g_assert_cmpuint (cr_graph_get_n_nodes (joined), ==, 6);
  g_assert_cmpuint (cr_graph_get_parts (joined)->groups->len, ==, 4);
  g_assert_cmpuint (get (joined, "q_2")->operands[0], ==, get (joined, "x_2")->key);
  g_assert_cmpuint (cr_graph_get_output (joined), ==, get (joined, "r")->key);
}

static void
assert_refused (const char *text, int code)
{
  g_autoptr (CrGraph) graph = read_graph (GRAPH);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_clipboard_from_text (graph, text, 0, 0, &keys, &error));
  g_assert_error (error, CR_ERROR, code);
  g_assert_null (keys);
}

static void
test_refused (void)
{
  assert_refused ("", CR_ERROR_SYNTAX);
  assert_refused ("Some text that was copied elsewhere", CR_ERROR_SYNTAX);
  assert_refused ("{\"format\": \"chainrule\", \"version\": 1, \"fragment\": true, \"nodes\": [{\"id\": \"a\", \"gate\": \"exp\", "
                  "\"inputs\": [\"a\"]}]}", CR_ERROR_LOOP);
  assert_refused ("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"a\", \"gate\": \"exp\", \"inputs\": [\"x\"]}]}",
                  CR_ERROR_ID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clipboard/ids-and-wires", test_ids_and_wires);
  g_test_add_func ("/clipboard/again-and-again", test_paste_again_and_again);
  g_test_add_func ("/clipboard/new-ids-do-not-collide", test_new_ids_do_not_collide);
  g_test_add_func ("/clipboard/long-ids", test_long_ids);
  g_test_add_func ("/clipboard/into-another-graph", test_into_another_graph);
  g_test_add_func ("/clipboard/group-brings-its-members", test_group_brings_its_members);
  g_test_add_func ("/clipboard/part-of-a-group", test_part_of_a_group);
  g_test_add_func ("/clipboard/operand-names-a-group-outside", test_operand_names_a_group_outside);
  g_test_add_func ("/clipboard/a-whole-file", test_a_whole_file);
  g_test_add_func ("/clipboard/refused", test_refused);
  return g_test_run ();
}
