/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli: the program without a window. Finds the command in the table and runs it. */
#include "cr-blas.h"
#include "cr-command.h"
#include "cr-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static const CrCommand commands[] = {
  { "eval", N_("FILE"), N_("Compute every value and every gradient"), cr_command_eval },
  { "validate", N_("FILE…"), N_("Read files and say what is wrong with them"), cr_command_validate },
  { "check", N_("FILE"), N_("Measure the gradients and compare"), cr_command_check },
  { "explain", N_("FILE NODE"), N_("Tell how a node's gradient came about"), cr_command_explain },
  { "jacobian", N_("FILE NODE OPERAND"), N_("Print a gate's local gradient as a matrix"), cr_command_jacobian },
  { "train", N_("FILE"), N_("Train a graph as its file says"), cr_command_train },
  { "surface", N_("FILE"), N_("Draw what a net makes of the plane, with the data"), cr_command_surface },
  { "new", N_("network|recurrent"), N_("Make a net that is ready to train"), cr_command_new },
  { "render", N_("FILE"), N_("Draw the graph into a PNG, SVG or PDF file"), cr_command_render },
  { "expand", N_("FILE (ID… | --all)"), N_("Unfold units and composite gates into simpler gates"), cr_command_expand },
  { "export", N_("FILE"), N_("Write the graph as a program or for a typesetter"), cr_command_export },
  { "layout", N_("FILE"), N_("Place the nodes automatically"), cr_command_layout },
  { "grade", N_("EXERCISE ANSWERS"), N_("Mark the answers in a file against the exercise"), cr_command_grade },
  { "gates", N_("[NAME]"), N_("List the gates, or explain one"), cr_command_gates },
  { "examples", N_("[NAME]"), N_("List the examples, or print one"), cr_command_examples },
};

static const CrCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static void
print_help (void)
{
  g_print (_("Usage: chainrule-cli COMMAND [OPTION…] [FILE]\n\n"
              "Evaluates computational graphs and shows how gradients flow through them.\n"
              "A FILE of “-” is standard input.\n\n"
              "Commands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i].name, _(commands[i].summary));
  g_print (_("\nOptions:\n"
              "  --help     Show this, or with a command its options\n"
              "  --version  Show the version and the linear algebra in use\n\n"
              "Exit status: 0 done; 1 the answer is no (an invalid file, an error at a node, no output);\n"
              "2 the call is wrong; 130 stopped by Ctrl+C.\n"));
}

static void
print_version (void)
{
  g_autofree char *linear_algebra = cr_blas_describe ();

  g_print ("chainrule-cli %s\n%s\n", CR_VERSION, linear_algebra);
}

/* Output that could not be written (a full disk, a closed pipe) is no success. */
static CrExit
finish_output (CrExit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  cr_command_complain (NULL, _("standard output cannot be written"));
  return status == CR_EXIT_DONE ? CR_EXIT_USAGE : status;
}

static void
stop (int signal_number)
{
  _exit (CR_EXIT_INTERRUPTED);
}

/* Text goes out as UTF-8 whatever the locale, as graph files do. */
static void
print_plainly (const char *text)
{
  fputs (text, stdout);
}

static void
complain_plainly (const char *text)
{
  fputs (text, stderr);
}

static void
set_up_text (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_print_handler (print_plainly);
  g_set_printerr_handler (complain_plainly);
}

int
main (int argc, char **argv)
{
  const CrCommand *command;

  signal (SIGINT, stop);
  set_up_text ();
  cr_blas_set_up ();
  g_set_prgname ("chainrule-cli");

  if (argc < 2)
    {
      cr_command_complain (NULL, _("a command is missing; see chainrule-cli --help"));
      return CR_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return finish_output (CR_EXIT_DONE);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      print_version ();
      return finish_output (CR_EXIT_DONE);
    }

  command = find_command (argv[1]);
  if (command == NULL)
    {
      cr_command_complain (NULL, _("there is no command “%s”; see chainrule-cli --help"), argv[1]);
      return CR_EXIT_USAGE;
    }
  return finish_output (command->run (command, argv + 2));
}
