/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli new: makes nets that are ready to train. */
#include "cr-command.h"
#include "cr-generator.h"
#include "cr-graph-writer.h"
#include "cr-limits.h"
#include "cr-network.h"

#include <string.h>

typedef struct
{
  char *layers;
  char *activation;
  char *loss;
  char *dataset;
  char *form;
  char *features;
  char *out;
  gint64 seed;
  gint64 n_steps;
  gint64 n_units;
} Options;

#define NOT_GIVEN G_MININT64
#define STANDARD_STEPS 50
#define STANDARD_UNITS 20
#define N_COORDINATES 2 /* of what a generator makes */

#define COMPLAIN(...) (cr_command_complain (NULL, __VA_ARGS__), FALSE)

/* --- Reading the options --- */

/* The place of a name in a list, or -1. */
static int
find_name (const char *const *names, const char *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  return -1;
}

static gboolean
read_dataset (const Options *options, CrGenerator *generator)
{
  int found = options->dataset != NULL ? find_name (cr_generator_names, options->dataset) : CR_GENERATOR_CIRCLE;
  g_autofree char *all = g_strjoinv (", ", (GStrv) cr_generator_names);

  if (found < 0)
    return COMPLAIN (_("--dataset: there is no “%s”; there are %s"), options->dataset, all);
  *generator = found;
  return TRUE;
}

static gboolean
read_features (const char *text, guint *features)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  g_autofree char *all = g_strjoinv (",", (GStrv) cr_feature_names);

  *features = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      int found = find_name (cr_feature_names, names[i]);

      if (found < 0)
        return COMPLAIN (_("--features: there is no “%s”; there are %s"), names[i], all);
      *features |= 1 << found;
    }
  return TRUE;
}

/* The numbers of --layers: inputs first. */
static gboolean
read_layers (const char *text, guint *n_inputs, CrNetwork *network)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint n = g_strv_length (parts);

  if (n < 2 || n > CR_NETWORK_MOST_LAYERS + 1)
    return COMPLAIN (_("--layers takes 2 to %u numbers, inputs first and outputs last: 2,8,8,1"), CR_NETWORK_MOST_LAYERS + 1);
  network->n_layers = n - 1;
  for (guint i = 0; i < n; i++)
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 1, CR_LIMIT_UNITS, &number, NULL))
        return COMPLAIN (_("--layers: a layer has 1 to %u units, not “%s”"), CR_LIMIT_UNITS, parts[i]);
      if (i == 0)
        *n_inputs = number;
      else
        network->units[i - 1] = number;
    }
  return TRUE;
}

static gboolean
check_inputs (guint n_inputs, const Options *options, CrNetwork *network)
{
  if (options->features != NULL && !read_features (options->features, &network->features))
    return FALSE;
  if (options->features != NULL && options->layers != NULL && (guint) __builtin_popcount (network->features) != n_inputs)
    return COMPLAIN (_("--layers begins with %u inputs, --features names %d"), n_inputs, __builtin_popcount (network->features));
  if (n_inputs > CR_N_FEATURES)
    return COMPLAIN (_("a net has at most %d inputs, not %u"), CR_N_FEATURES, n_inputs);
  if (options->features == NULL && n_inputs > N_COORDINATES)
    return COMPLAIN (_("the data have two coordinates, x1 and x2: name all %u inputs with --features, such as x1,x2,x1^2"), n_inputs);
  if (options->features == NULL)
    network->features = (1u << n_inputs) - 1;
  return TRUE;
}

static gboolean
read_activation (const Options *options, const CrGate **activation)
{
  const char *name = options->activation != NULL ? options->activation : "tanh";

  *activation = cr_gate_find (name);
  if (g_str_equal (name, "linear"))
    return TRUE;
  if (*activation == NULL || !cr_gate_is_activation (*activation))
    return COMPLAIN (_("--activation: there is no “%s”; see chainrule-cli gates"), name);
  return TRUE;
}

static gboolean
read_loss (const Options *options, CrNetwork *network)
{
  guint n_outputs = network->units[network->n_layers - 1];
  const char *name = options->loss != NULL ? options->loss : n_outputs > 1 ? "cross_entropy" : "squared_error";

  network->loss = cr_gate_find (name);
  if (network->loss == NULL || network->loss->category != CR_CATEGORY_LOSSES)
    return COMPLAIN (_("--loss: there is no loss “%s”; see chainrule-cli gates"), name);
  return TRUE;
}

static gboolean
read_form (const Options *options, CrNetwork *network)
{
  int form = options->form != NULL ? find_name (cr_network_form_names, options->form) : CR_NETWORK_NEURONS;

  if (form < 0)
    return COMPLAIN (_("--as takes neurons or layers, not “%s”"), options->form);
  network->form = form;
  return TRUE;
}

/* The standard for these data, and for as many classes as there are outputs; then what the options say in place of it. */
static gboolean
read_network (const Options *options, CrNetwork *network)
{
  CrNetwork given = { .n_layers = 0 };
  CrGenerator generator;
  guint n_inputs = 2, n_outputs = 1;
  const CrGate *activation;

  if (!read_dataset (options, &generator) || (options->layers != NULL && !read_layers (options->layers, &n_inputs, &given)))
    return FALSE;
  if (given.n_layers > 0)
    n_outputs = given.units[given.n_layers - 1];
  cr_network_init_standard (network, generator, n_outputs > 1 && n_outputs <= CR_LIMIT_CLASSES ? n_outputs : 0);
  if (given.n_layers > 0)
    {
      network->n_layers = given.n_layers;
      memcpy (network->units, given.units, sizeof given.units);
    }
  if (!check_inputs (n_inputs, options, network) || !read_activation (options, &activation) || !read_loss (options, network) ||
      !read_form (options, network))
    return FALSE;
  for (guint i = 0; i + 1 < network->n_layers; i++)
    network->activations[i] = activation;
  network->activations[network->n_layers - 1] = cr_network_get_output_activation (network->loss, &network->training->dataset);
  network->training->seed = options->seed;
  return TRUE;
}

/* --- Writing --- */

/* "Spiral, tanh 8-8" */
static char *
make_title (const CrNetwork *network)
{
  GString *title = g_string_new (_(cr_generator_get_info (network->training->dataset.generator)->title));

  for (guint i = 0; i + 1 < network->n_layers; i++)
    {
      const CrGate *activation = network->activations[i];

      if (i == 0)
        g_string_append_printf (title, ", %s ", activation != NULL ? activation->name : "linear");
      g_string_append_printf (title, i == 0 ? "%u" : "-%u", network->units[i]);
    }
  return g_string_free (title, FALSE);
}

static CrExit
write_graph (const CrGraph *graph, const char *title, const char *out)
{
  g_autoptr (CrGraph) titled = cr_graph_with_title (graph, title);
  gsize length;
  char *text = cr_graph_write_text (titled, NULL, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return cr_command_write (out, bytes);
}

static CrExit
make_network (const Options *options)
{
  CrNetwork network = { .n_layers = 0 };
  CrExit status = CR_EXIT_USAGE;

  if (read_network (options, &network))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *title = make_title (&network);
      g_autoptr (CrGraph) graph = cr_network_build (&network, &error);

      if (graph == NULL)
        cr_command_complain (NULL, "%s", error->message);
      else
        status = write_graph (graph, title, options->out);
    }
  cr_network_clear (&network);
  return status;
}

static CrExit
make_recurrent (const Options *options)
{
  gint64 n_steps = options->n_steps != NOT_GIVEN ? options->n_steps : STANDARD_STEPS;
  gint64 n_units = options->n_units != NOT_GIVEN ? options->n_units : STANDARD_UNITS;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CrGraph) graph = NULL;

  if (n_steps < 1 || n_steps > G_MAXINT32 || n_units < 1 || n_units > G_MAXINT32)
    {
      cr_command_complain (NULL, _("--steps and --units take whole numbers from 1 on"));
      return CR_EXIT_USAGE;
    }
  graph = cr_recurrent_build (n_steps, n_units, options->seed, &error);
  if (graph == NULL)
    {
      cr_command_complain (NULL, "%s", error->message);
      return CR_EXIT_USAGE;
    }
  title = g_strdup_printf (_("A recurrent net, %d steps"), (int) n_steps);
  return write_graph (graph, title, options->out);
}

/* Whether every option that is given says something of that kind of net; complains of the first that does not. */
static gboolean
check_kind (const char *kind, const Options *options)
{
  gboolean is_network = g_str_equal (kind, "network");
  const struct
  {
    const char *name;
    gboolean is_given;
    gboolean is_of_network;
  } all[] = {
    { "--layers", options->layers != NULL, TRUE },
    { "--activation", options->activation != NULL, TRUE },
    { "--loss", options->loss != NULL, TRUE },
    { "--dataset", options->dataset != NULL, TRUE },
    { "--as", options->form != NULL, TRUE },
    { "--features", options->features != NULL, TRUE },
    { "--steps", options->n_steps != NOT_GIVEN, FALSE },
    { "--units", options->n_units != NOT_GIVEN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].is_given && all[i].is_of_network != is_network)
      return COMPLAIN (_("%s says nothing of “new %s”; see chainrule-cli new --help"), all[i].name, kind);
  return TRUE;
}

static CrExit
make (const char *kind, const Options *options)
{
  if (options->seed < 0)
    cr_command_complain (NULL, _("--seed takes a whole number from 0 on"));
  else if (g_str_equal (kind, "network"))
    return check_kind (kind, options) ? make_network (options) : CR_EXIT_USAGE;
  else if (g_str_equal (kind, "recurrent"))
    return check_kind (kind, options) ? make_recurrent (options) : CR_EXIT_USAGE;
  else
    cr_command_complain (NULL, _("there is no “%s” to be made, only network and recurrent"), kind);
  return CR_EXIT_USAGE;
}

CrExit
cr_command_new (const CrCommand *command, GStrv arguments)
{
  Options options = { .n_steps = NOT_GIVEN, .n_units = NOT_GIVEN };
  g_auto (GStrv) names = NULL;
  CrExit status = CR_EXIT_USAGE;
  const GOptionEntry entries[] = {
    { "layers", 0, 0, G_OPTION_ARG_STRING, &options.layers, N_("Inputs, units of each layer, outputs"), "2,8,8,1" },
    { "activation", 0, 0, G_OPTION_ARG_STRING, &options.activation, N_("Of the layers in between (tanh)"), "NAME" },
    { "loss", 0, 0, G_OPTION_ARG_STRING, &options.loss, N_("A loss gate (squared_error; of several outputs cross_entropy)"), "NAME" },
    { "dataset", 0, 0, G_OPTION_ARG_STRING, &options.dataset, N_("The generator of the data (circle)"), "NAME" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.form, N_("A node for every neuron, or for every layer (neurons)"), "neurons|layers" },
    { "features", 0, 0, G_OPTION_ARG_STRING, &options.features, N_("What goes in: x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)"), "LIST" },
    { "steps", 0, 0, G_OPTION_ARG_INT64, &options.n_steps, N_("Of a recurrent net (50)"), "N" },
    { "units", 0, 0, G_OPTION_ARG_INT64, &options.n_units, N_("Of a recurrent net's state (20)"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_("Of weights and training (0)"), "S" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, N_("Write the graph to OUT in place of standard output"), "OUT" },
    { NULL },
  };

  if (cr_command_parse (command, arguments, entries, 1, 1, &names))
    status = make (names[0], &options);
  g_free (options.layers);
  g_free (options.activation);
  g_free (options.loss);
  g_free (options.dataset);
  g_free (options.form);
  g_free (options.features);
  g_free (options.out);
  return status;
}
