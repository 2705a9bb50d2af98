/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing a graph file of 100,000 nodes. */
#include "bench.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#define N_NODES 100000
#define N_SOURCES 1000

/* Sources, then gates that add and multiply what stands some way before them, each with a place. */
static GString *
make_text (void)
{
  GString *text = g_string_new ("{\n  \"format\": \"chainrule\",\n  \"version\": 1,\n  \"nodes\": [\n");

  for (guint i = 0; i < N_NODES; i++)
    {
      if (i < N_SOURCES)
        g_string_append_printf (text, "    {\"id\": \"n%u\", \"gate\": \"input\", \"value\": 0.%u", i, i + 1);
      else
        g_string_append_printf (text, "    {\"id\": \"n%u\", \"gate\": \"%s\", \"inputs\": [\"n%u\", \"n%u\"]", i, i % 2 ? "add" : "mul",
                                i - N_SOURCES, i - 1 - i % 500);
      g_string_append_printf (text, ", \"at\": [%u, %u]}%s\n", i / N_SOURCES * 144, i % N_SOURCES * 72, i + 1 < N_NODES ? "," : "");
    }
  g_string_append_printf (text, "  ],\n  \"output\": \"n%u\"\n}\n", N_NODES - 1);
  return text;
}

static void
read_text (gpointer data)
{
  GString *text = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text->str, text->len, &error);

  if (graph == NULL)
    g_error ("the file of the benchmark is refused: %s", error->message);
}

static void
write_text (gpointer data)
{
  gsize length;
  g_autofree char *text = cr_graph_write_text (data, NULL, &length);

  g_assert_cmpuint (length, >, N_NODES);
}

int
main (void)
{
  g_autoptr (GString) text = make_text ();
  g_autoptr (CrGraph) graph = cr_graph_read_text (text->str, text->len, NULL);

  g_assert_nonnull (graph);

  bench_run ("read 100,000 nodes", 1e6, read_text, text);
  bench_run ("write 100,000 nodes", 1e6, write_text, graph);
  return 0;
}
