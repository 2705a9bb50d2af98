/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: options, messages, reading and writing. */
#include "cr-command.h"

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
cr_command_evaluate (const char *file, int example, gboolean any_path, CrExit *status)
{
  g_autoptr (CrGraph) graph = cr_command_read_graph (file, status);
  g_autoptr (CrTape) tape = NULL;

  if (graph == NULL)
    return NULL;
  tape = cr_tape_new (graph);
  *status = CR_EXIT_USAGE;
  if (!cr_command_bind_data (file, tape, example, any_path))
    return NULL;
  cr_tape_forward (tape); /* a class index out of range shows only then */
  *status = cr_command_complain_of_nodes (file, tape) ? CR_EXIT_NO : CR_EXIT_DONE;
  return g_steal_pointer (&tape);
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
cr_command_evaluate_for (const char *file, const char *id, int example, gboolean any_path, const CrNode **node, CrExit *status)
{
  g_autoptr (CrTape) tape = cr_command_evaluate (file, example, any_path, status);

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
