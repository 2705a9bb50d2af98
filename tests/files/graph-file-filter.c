/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a graph file from standard input and writes it as the program does, or says why not: for test_format.py. */
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>

int
main (void)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_stream (input, NULL, &error);

  if (graph == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  g_autofree char *text = cr_graph_write_text (graph, NULL, NULL);

  fputs (text, stdout);
  return 0;
}
