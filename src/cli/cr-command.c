/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: options, messages, reading and writing. */
#include "cr-command.h"

#include "cr-data-file.h"
#include "cr-graph-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
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

gboolean
cr_command_bind_data (const char *file, CrTape *tape, guint32 example, gboolean any_path)
{
  g_autoptr (GFile) folder = get_folder (file);
  g_autoptr (CrData) data = cr_data_load (cr_tape_get_graph (tape), folder, any_path);

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

/* Into what is no regular file (/dev/stdout, a pipe) bytes are written as they come; FALSE with errno set. */
static gboolean
write_stream (const char *file, gconstpointer data, gsize size)
{
  FILE *stream = fopen (file, "wbe");
  gboolean written;

  if (stream == NULL)
    return FALSE;
  written = fwrite (data, 1, size, stream) == size;
  return fclose (stream) == 0 && written;
}

/* A regular file is whole at every moment: the old one or the new one. A link stays a link. */
static gboolean
write_file (const char *file, gconstpointer data, gsize size, GError **error)
{
  g_autofree char *target = realpath (file, NULL);

  return g_file_set_contents_full (target != NULL ? target : file, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

CrExit
cr_command_write (const char *file, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) error = NULL;

  if (file == NULL || g_str_equal (file, "-"))
    {
      fwrite (data, 1, size, stdout);
      return CR_EXIT_DONE; /* main() looks whether it went well */
    }
  if (g_file_test (file, G_FILE_TEST_EXISTS) && !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      if (write_stream (file, data, size))
        return CR_EXIT_DONE;
      cr_command_complain (file, "%s", g_strerror (errno));
      return CR_EXIT_USAGE;
    }
  if (write_file (file, data, size, &error))
    return CR_EXIT_DONE;
  cr_command_complain (file, "%s", error->message);
  return CR_EXIT_USAGE;
}
