/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli layout: places the nodes from left to right in layers, and writes the graph. */
#include "cr-command.h"
#include "cr-graph-writer.h"
#include "cr-layout.h"

#include <glib/gi18n-lib.h>

CrExit
cr_command_layout (const CrCommand *command, GStrv arguments)
{
  g_autofree char *out = NULL;
  g_auto (GStrv) names = NULL;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write the graph to OUT in place of standard output"), "OUT" },
    { NULL },
  };
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrGraph) placed = NULL;
  g_autoptr (CrGraph) moved = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  placed = cr_layout_all (graph);
  moved = cr_command_move_data (placed, names[0], out);
  text = cr_graph_write_text (moved, NULL, &length);
  bytes = g_bytes_new_take (text, length);
  return cr_command_write (out, bytes);
}
