/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: options, messages, reading and writing. */
#include "cr-command.h"

#include "cr-data-file.h"
#include "cr-graph-reader.h"
#include "cr-save.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
cr_command_complain (const char *file, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fflush (stdout);
  if (file != NULL)
    g_printerr ("chainrule-cli: %s: %s\n", file, message);
  else
    g_printerr ("chainrule-cli: %s\n", message);
}

/* The arguments as GLib's parser wants them: with a program's name in front, in an array that it may shorten. */
static GStrv
prepend_name (const char *name, GStrv arguments)
{
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_add (all, g_strdup (name));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (arguments[i]));
  g_ptr_array_add (all, NULL);
  return (GStrv) g_ptr_array_free (all, FALSE);
}

/* Whether an option that takes no value is given one, as in --json=false: GLib would drop it silently. */
static gboolean
gives_value_to_flag (const GOptionEntry *options, GStrv arguments)
{
  for (guint i = 0; arguments[i] != NULL && strcmp (arguments[i], "--") != 0; i++)
    for (const GOptionEntry *option = options; option != NULL && option->long_name != NULL; option++)
      {
        g_autofree char *prefix = g_strdup_printf ("--%s=", option->long_name);

        if (option->arg != G_OPTION_ARG_NONE || !g_str_has_prefix (arguments[i], prefix))
          continue;
        cr_command_complain (NULL, _("--%s takes no value, found %s"), option->long_name, arguments[i]);
        return TRUE;
      }
  return FALSE;
}

gboolean
cr_command_parse (const CrCommand *command, GStrv arguments, const GOptionEntry *options, guint least, guint most, GStrv *names)
{
  const char *usage = _(command->arguments);
  g_autofree char *program = g_strdup_printf ("chainrule-cli %s", command->name);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_auto (GStrv) all = prepend_name (program, arguments);
  g_auto (GStrv) found = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &found, NULL, NULL },
    { NULL },
  };

  g_set_prgname (program);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (gives_value_to_flag (options, arguments))
    return FALSE;
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest, NULL);
  if (!g_option_context_parse_strv (context, &all, &error))
    {
      cr_command_complain (NULL, _("%s; see %s --help"), error->message, program);
      return FALSE;
    }
  if (found == NULL)
    found = g_new0 (char *, 1);
  if (g_strv_length (found) < least || g_strv_length (found) > most)
    {
      cr_command_complain (NULL, _("usage: %s [OPTION…] %s"), program, usage);
      return FALSE;
    }
  *names = g_steal_pointer (&found);
  return TRUE;
}

static GInputStream *
open_file (const char *file, GError **error)
{
  int descriptor = g_str_equal (file, "-") ? STDIN_FILENO : open (file, O_RDONLY | O_CLOEXEC);

  if (descriptor < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  return g_unix_input_stream_new (descriptor, descriptor != STDIN_FILENO);
}

CrGraph *
cr_command_read_graph (const char *file, CrExit *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = open_file (file, &error);
  CrGraph *graph = stream != NULL ? cr_graph_read_stream (stream, NULL, &error) : NULL;

  if (graph == NULL)
    {
      cr_command_complain (file, "%s", error->message);
      *status = error->domain == CR_ERROR ? CR_EXIT_NO : CR_EXIT_USAGE;
    }
  return graph;
}

static GFile *
get_folder (const char *file)
{
  g_autofree char *folder = g_str_equal (file, "-") ? g_get_current_dir () : g_path_get_dirname (file);

  return g_file_new_for_path (folder);
}

CrData *
cr_command_load_data (const char *file, const CrGraph *graph, gboolean any_path)
{
  g_autoptr (GFile) folder = get_folder (file);

  return cr_data_load (graph, folder, any_path);
}

/* How @data, which lies relative to @from, is named from the folder @to: relative where it lies below, else in full. */
static char *
rename_data (GFile *from, GFile *to, const char *data)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (from, data);
  char *below = g_file_get_relative_path (to, file);

  return below != NULL ? below : g_file_get_path (file);
}

CrGraph *
cr_command_move_data (const CrGraph *graph, const char *from, const char *to)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  g_autoptr (GFile) old = get_folder (from);
  g_autoptr (GFile) new = get_folder (to);
  g_autoptr (CrParts) parts = NULL;
  CrTraining *moved;

  if (training == NULL || training->dataset.kind != CR_DATASET_FILE || g_path_is_absolute (training->dataset.file) ||
      g_file_equal (old, new))
    return cr_graph_ref (graph);
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  moved = cr_training_copy (training);
  g_free (moved->dataset.file);
  moved->dataset.file = rename_data (old, new, training->dataset.file);
  g_clear_pointer (&parts->training, cr_training_unref);
  parts->training = moved;
  return cr_graph_with_parts (graph, parts);
}

gboolean
cr_command_bind_data (const char *file, CrTape *tape, guint32 example, gboolean any_path)
{
  g_autoptr (CrData) data = cr_command_load_data (file, cr_tape_get_graph (tape), any_path);

  if (data == NULL && example > 0)
    {
      cr_command_complain (file, _("there is no data to take example %u from"), example);
      return FALSE;
    }
  if (data != NULL && data->problem == NULL && example > 0 && example >= cr_data_get_n_train (data))
    {
      cr_command_complain (file, _("there is no example %u: %u are for training, counted from 0"), example, cr_data_get_n_train (data));
      return FALSE;
    }
  cr_data_bind_example (data, tape, example);
  return TRUE;
}

gboolean
cr_command_complain_of_nodes (const char *file, const CrTape *tape)
{
  gboolean any = FALSE;

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    {
      const char *problem = cr_tape_get_problem (tape, node->key);

      if (problem == NULL)
        continue;
      cr_command_complain (file, _("node \"%s\": %s"), node->id, problem);
      any = TRUE;
    }
  return any;
}

CrTape *
cr_command_evaluate (const char *file, gboolean any_path, CrExit *status)
{
  g_autoptr (CrGraph) graph = cr_command_read_graph (file, status);
  CrTape *tape;

  if (graph == NULL)
    return NULL;
  tape = cr_tape_new (graph);
  cr_command_bind_data (file, tape, 0, any_path);
  cr_tape_forward (tape); /* a class index out of range shows only then */
  *status = cr_command_complain_of_nodes (file, tape) ? CR_EXIT_NO : CR_EXIT_DONE;
  return tape;
}

const CrNode *
cr_command_find_node (const char *file, const CrGraph *graph, const char *id)
{
  CrKey key = cr_graph_find (graph, id);
  const CrNode *node = key != CR_KEY_NONE ? cr_graph_get_node (graph, key) : NULL;

  if (node == NULL)
    cr_command_complain (file, _("there is no node “%s”"), id);
  return node;
}

gboolean
cr_command_can_write (const char *file)
{
  g_autofree char *folder = file != NULL ? g_path_get_dirname (file) : NULL;

  if (file == NULL || g_str_equal (file, "-"))
    return TRUE;
  if (g_file_test (file, G_FILE_TEST_IS_DIR))
    errno = EISDIR;
  else if (access (folder, W_OK | X_OK) == 0 && (access (file, F_OK) != 0 || access (file, W_OK) == 0))
    return TRUE;
  cr_command_complain (file, "%s", g_strerror (errno));
  return FALSE;
}

CrTape *
cr_command_evaluate_for (const char *file, const char *id, gboolean any_path, const CrNode **node, CrExit *status)
{
  g_autoptr (CrTape) tape = cr_command_evaluate (file, any_path, status);

  if (tape == NULL)
    return NULL;
  *node = cr_command_find_node (file, cr_tape_get_graph (tape), id);
  if (*node != NULL)
    return g_steal_pointer (&tape);
  *status = CR_EXIT_USAGE;
  return NULL;
}

CrExit
cr_command_write (const char *file, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GFile) target = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL || g_str_equal (file, "-"))
    {
      fwrite (data, 1, size, stdout);
      return CR_EXIT_DONE; /* main() looks whether it went well */
    }
  target = g_file_new_for_path (file);
  if (cr_save_bytes (target, data, size, NULL, NULL, NULL, &error))
    return CR_EXIT_DONE;
  cr_command_complain (file, "%s", error->message);
  return CR_EXIT_USAGE;
}
