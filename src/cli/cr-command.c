/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: options, messages, reading and writing. */
#include "cr-command.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

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
  const char *usage = _ (command->arguments);
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
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest, NULL);
  if (!g_option_context_parse_strv (context, &all, &error))
    {
      cr_command_complain (NULL, _ ("%s; see %s --help"), error->message, program);
      return FALSE;
    }
  if (found == NULL)
    found = g_new0 (char *, 1);
  if (g_strv_length (found) < least || g_strv_length (found) > most)
    {
      cr_command_complain (NULL, _ ("usage: %s [OPTION…] %s"), program, usage);
      return FALSE;
    }
  *names = g_steal_pointer (&found);
  return TRUE;
}
