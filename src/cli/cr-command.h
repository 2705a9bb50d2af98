/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command of chainrule-cli: one row of the table in main.c, one file each; and what they share. */
#pragma once

#include "cr-data.h"
#include "cr-tape.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/* The exit statuses, one meaning each. */
typedef enum
{
  CR_EXIT_DONE = 0,
  CR_EXIT_NO = 1,    /* the answer is 'no': an invalid file, an error at a node, no output */
  CR_EXIT_USAGE = 2, /* the call is wrong */
  CR_EXIT_INTERRUPTED = 130,
} CrExit;

/**
 * CrCommand:
 * @name: as it is called
 * @arguments: what stands behind the options in its usage line, "FILE"
 * @summary: (translatable) what it does, in one line
 * @run: runs it; @arguments is without the program's and the command's name, NULL-terminated
 */
typedef struct _CrCommand CrCommand;
struct _CrCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  CrExit (*run) (const CrCommand *command, GStrv arguments);
};

CrExit cr_command_check (const CrCommand *command, GStrv arguments);
CrExit cr_command_eval (const CrCommand *command, GStrv arguments);
CrExit cr_command_examples (const CrCommand *command, GStrv arguments);
CrExit cr_command_expand (const CrCommand *command, GStrv arguments);
CrExit cr_command_explain (const CrCommand *command, GStrv arguments);
CrExit cr_command_export (const CrCommand *command, GStrv arguments);
CrExit cr_command_gates (const CrCommand *command, GStrv arguments);
CrExit cr_command_grade (const CrCommand *command, GStrv arguments);
CrExit cr_command_jacobian (const CrCommand *command, GStrv arguments);
CrExit cr_command_layout (const CrCommand *command, GStrv arguments);
CrExit cr_command_new (const CrCommand *command, GStrv arguments);
CrExit cr_command_render (const CrCommand *command, GStrv arguments);
CrExit cr_command_surface (const CrCommand *command, GStrv arguments);
CrExit cr_command_train (const CrCommand *command, GStrv arguments);
CrExit cr_command_validate (const CrCommand *command, GStrv arguments);

/**
 * cr_command_parse:
 * @command: the command, for its usage
 * @arguments: what stands behind its name
 * @options: its options, as GLib wants them
 * @least: how many files or names it takes at least
 * @most: and at most
 * @names: (out) (transfer full): those
 *
 * Reads the options; on --help prints the help and ends the program. Says what is wrong with a wrong call.
 *
 * Returns: whether the call is right
 */
gboolean cr_command_parse (const CrCommand *command, GStrv arguments, const GOptionEntry *options, guint least, guint most, GStrv *names);

/* "chainrule-cli: FILE: what is wrong" on standard error; without @file just what is wrong. */
void cr_command_complain (const char *file, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * cr_command_read_graph:
 * @file: a path, or "-" for standard input
 * @status: (out): on failure what the program ends with
 *
 * Reads a graph file; says what is wrong with it.
 *
 * Returns: (transfer full) (nullable): the graph, or %NULL
 */
CrGraph *cr_command_read_graph (const char *file, CrExit *status);

/* The option of every command that reads a graph's data file. */
#define CR_OPTION_ALLOW_PATH(any_path) \
  { "allow-path", 0, 0, G_OPTION_ARG_NONE, any_path, N_("Read the data file also where it is outside the graph's folder"), NULL }

/* The option of every command that prints numbers. */
#define CR_OPTION_JSON(json) { "json", 0, 0, G_OPTION_ARG_NONE, json, N_("Print JSON, with all digits"), NULL }

/* The option of every command that shows the numbers of one example. */
#define CR_OPTION_EXAMPLE(example) \
  { "example", 0, 0, G_OPTION_ARG_INT, example, N_("With data: the numbers of example N for training (0)"), "N" }

/* The graph's data (transfer full), which say what is wrong with them; NULL where the graph names none. @file: the graph's own, or "-". */
CrData *cr_command_load_data (const char *file, const CrGraph *graph, gboolean any_path);

/* The same graph (transfer full) for a file in another place: what names its data file still names it. */
CrGraph *cr_command_move_data (const CrGraph *graph, const char *from, const char *to);

/**
 * cr_command_bind_example:
 * @file: the graph's file, or "-", for messages
 * @tape: a tape of the graph
 * @data: (nullable): its data
 * @example: which of the examples for training, as the option has it
 *
 * Binds the graph's inputs to the data; what is wrong with these is then an error at those inputs.
 * Says so where there is no such example (but for the first: without data, or without any for training, the tape tells).
 *
 * Returns: whether there is such an example
 */
gboolean cr_command_bind_example (const char *file, CrTape *tape, const CrData *data, int example);

/* The same with the data that the graph names. @any_path: whether its data file may be outside its folder */
gboolean cr_command_bind_data (const char *file, CrTape *tape, int example, gboolean any_path);

/**
 * cr_command_find_bad_example:
 * @graph: a graph
 * @data: (nullable): its data
 * @node: (out): where that is found
 * @message: (out) (transfer full): which example it is, and what is wrong with it
 *
 * Looks for the first example, for training or not, whose label or class cannot be used. Cost: one forward pass over all examples, where the
 * graph has gates that take labels.
 *
 * Returns: whether there is one
 */
gboolean cr_command_find_bad_example (const CrGraph *graph, const CrData *data, CrKey *node, char **message);

/* Says what is wrong at each node that is in error, by its own fault; whether any is. */
gboolean cr_command_complain_of_nodes (const char *file, const CrTape *tape);

/**
 * cr_command_evaluate:
 * @file: a path, or "-" for standard input
 * @example: which example of its data, if it has any
 * @any_path: whether its data file may be outside its folder
 * @status: (out): what the program ends with: on failure, or %CR_EXIT_NO where a node is in error
 *
 * Reads a graph, binds it to that example, and runs it forward; says what is wrong with it.
 *
 * Returns: (transfer full) (nullable): a tape with all values, or %NULL where there is no graph, or no such example
 */
CrTape *cr_command_evaluate (const char *file, int example, gboolean any_path, CrExit *status);

/* The same for a command about one node: *@node is the one of that id; without one, %CR_EXIT_USAGE. */
CrTape *cr_command_evaluate_for (const char *file, const char *id, int example, gboolean any_path, const CrNode **node, CrExit *status);

/* The node of that id; says so and gives NULL where there is none. */
const CrNode *cr_command_find_node (const char *file, const CrGraph *graph, const char *id);

/* Whether a file can be written there, for commands that take long before they do; where @file is NULL or "-" always. Says what is wrong. */
gboolean cr_command_can_write (const char *file);

/* Writes bytes to a file, or to standard output where @file is NULL or "-". Says what is wrong. */
CrExit cr_command_write (const char *file, GBytes *bytes);

G_END_DECLS
