/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli render: the picture of the graph as the canvas shows it, as PNG, SVG or PDF. */
#include "cr-command.h"
#include "cr-export.h"
#include "cr-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define NOT_GIVEN G_MININT

/* The options as the file's view has them: how numbers are written, whether wires tell their weights. */
static CrExportOptions
get_options_of_view (const CrGraph *graph)
{
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  const CrView *view = &cr_graph_get_parts (graph)->view;

  options.style.format = (CrNumberFormat) { view->n_digits, view->fixed_decimals };
  options.style.even_weights = !view->weight_width;
  return options;
}

/* What the window would show: every node with a place, and of data one training example; NULL where there is no such one. */
static CrTape *
evaluate (const char *file, const CrGraph *graph, int example, gboolean any_path)
{
  g_autoptr (CrGraph) placed = cr_layout_missing (graph);
  g_autoptr (CrTape) tape = cr_tape_new (placed);

  if (!cr_command_bind_data (file, tape, example, any_path))
    return NULL;
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL); /* without an output there are no gradients to show */
  return g_steal_pointer (&tape);
}

CrExit
cr_command_render (const CrCommand *command, GStrv arguments)
{
  g_autofree char *out = NULL;
  g_auto (GStrv) names = NULL;
  double scale = 1;
  int fit = NOT_GIVEN, example = 0;
  gboolean no_gradients = FALSE;
  gboolean dark = FALSE;
  gboolean maps = FALSE;
  gboolean any_path = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write to OUT; its ending (png, svg, pdf) is the format"), "OUT" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, N_("Pixels for a pixel at 100 % (1)"), "S" },
    { "fit", 0, 0, G_OPTION_ARG_INT, &fit, N_("Make the longer side N pixels long"), "N" },
    { "no-gradients", 0, 0, G_OPTION_ARG_NONE, &no_gradients, N_("Leave the gradients out"), NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, N_("Draw on a dark ground"), NULL },
    { "maps", 0, 0, G_OPTION_ARG_NONE, &maps, N_("With data over x1 and x2: maps over this plane in the nodes, in place of their numbers"), NULL },
    CR_OPTION_EXAMPLE (&example),
    CR_OPTION_ALLOW_PATH (&any_path),
    { NULL },
  };
  CrExportFormat format;
  CrExportOptions options;
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrData) data = NULL;
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  CrExit status;

  if (!cr_command_parse (command, arguments, entries, 1, 1, &names))
    return CR_EXIT_USAGE;
  if (out == NULL)
    {
      cr_command_complain (NULL, _("-o OUT is missing: where the picture goes"));
      return CR_EXIT_USAGE;
    }
  if (!(scale > 0 && isfinite (scale)) || (fit != NOT_GIVEN && fit <= 0))
    {
      cr_command_complain (NULL, _("--scale takes a number above 0, --fit a whole number above 0"));
      return CR_EXIT_USAGE;
    }
  if (!cr_export_guess_format (out, &format, &error))
    {
      cr_command_complain (out, "%s", error->message);
      return CR_EXIT_USAGE;
    }
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;

  options = get_options_of_view (graph);
  options.scale = scale;
  options.fit = fit != NOT_GIVEN ? fit : 0;
  options.style.hide_gradients = no_gradients;
  options.style.dark = dark;
  options.nodes_show = maps ? CR_NODES_SHOW_VALUES : CR_NODES_SHOW_NUMBERS;
  data = maps ? cr_command_load_data (names[0], graph, any_path) : NULL;
  options.data = data;
  tape = evaluate (names[0], graph, example, any_path);
  if (tape == NULL)
    return CR_EXIT_USAGE;
  bytes = cr_export_to_bytes (cr_tape_get_graph (tape), tape, format, &options, &error);
  if (bytes == NULL)
    {
      cr_command_complain (out, "%s", error->message);
      return CR_EXIT_USAGE;
    }
  return cr_command_write (out, bytes);
}
