/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes random graphs over the whole gate table as files:  random-graph-files FOLDER HOW-MANY N-GATES --seed SEED */
#include "random-graph.h"

#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <stdlib.h>
#include <string.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 4);
  for (int i = 0; i < atoi (argv[2]);)
    {
      g_autoptr (CrGraph) graph = random_graph_new (atoi (argv[3]));
      g_autofree char *text = cr_graph_write_text (graph, NULL, NULL);
      g_autoptr (CrGraph) again = cr_graph_read_text (text, strlen (text), NULL);
      g_autofree char *path = g_strdup_printf ("%s/%03d.chainrule", argv[1], i);
      g_autoptr (GError) error = NULL;

      if (again == NULL)
        continue; /* an alpha that its activation does not take */
      i++;
      g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);
    }
  return 0;
}
