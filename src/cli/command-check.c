/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli check: the analytic gradient against the measured one, entry by entry (docs/LECTURE.md, row 7). */
#include "cr-command.h"
#include "cr-gradient-check.h"
#include "cr-print.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

/* What the step is multiplied by where none is given: 6e-6 · max(1, |x|). */
#define STANDARD_STEP 6e-6
#define NOT_GIVEN (-G_MAXDOUBLE)

typedef struct
{
  const CrTape *tape;
  GArray *entries; /* of CrCheckedEntry */
  double step;
  double tolerance;
  double worst;
  guint n_kinks;
  guint n_missed;
  gboolean is_asked; /* for that step */
} Check;

static const CrCheckedEntry *
get_entry (const Check *check, guint i)
{
  return &g_array_index (check->entries, CrCheckedEntry, i);
}

static const CrNode *
get_node (const Check *check, const CrCheckedEntry *entry)
{
  return cr_graph_get_node (cr_tape_get_graph (check->tape), entry->node);
}

/* How many indices name the entry: none for a number, one for a column, two for a matrix; a unit's weights always have them. */
static guint
count_indices (const Check *check, const CrCheckedEntry *entry)
{
  const CrNode *node = get_node (check, entry);
  CrAttributeKind kind = node->gate->attributes[entry->attribute].kind;
  CrShape shape = { 1, 1 };

  if (cr_gate_is_source (node->gate))
    cr_tape_get_shape (check->tape, node->key, &shape);
  if (kind == CR_ATTRIBUTE_ROWS || shape.columns > 1)
    return 2;
  return kind == CR_ATTRIBUTE_COLUMN || shape.rows > 1;
}

/* "w", "W[0][1]", "h.weights[2]", "h.bias": as one would point at the number in the file. */
static char *
name_entry (const Check *check, const CrCheckedEntry *entry)
{
  const CrNode *node = get_node (check, entry);
  GString *name = g_string_new (node->id);
  guint n_indices = count_indices (check, entry);

  if (!cr_gate_is_source (node->gate))
    g_string_append_printf (name, ".%s", node->gate->attributes[entry->attribute].name);
  if (n_indices > 0)
    g_string_append_printf (name, "[%u]", entry->row);
  if (n_indices > 1)
    g_string_append_printf (name, "[%u]", entry->column);
  return g_string_free (name, FALSE);
}

static void
append_entry_json (GString *json, const Check *check, const CrCheckedEntry *entry)
{
  const CrNode *node = get_node (check, entry);

  g_string_append_printf (json, "{\"id\": \"%s\", \"member\": \"%s\", \"row\": %u, \"column\": %u, \"analytic\": ", node->id,
                          node->gate->attributes[entry->attribute].name, entry->row, entry->column);
  cr_print_json_number (json, entry->analytic);
  g_string_append (json, ", \"numeric\": ");
  cr_print_json_number (json, entry->numeric);
  g_string_append (json, ", \"error\": ");
  cr_print_json_number (json, entry->error);
  g_string_append_printf (json, ", \"kink\": %s, \"step\": ", entry->is_kink ? "true" : "false");
  cr_print_json_number (json, entry->step);
  g_string_append_c (json, '}');
}

static void
print_json (const Check *check)
{
  g_autoptr (GString) json = g_string_new ("{\"step\": ");

  cr_print_json_number (json, check->step);
  g_string_append (json, ", \"tolerance\": ");
  cr_print_json_number (json, check->tolerance);
  g_string_append (json, ", \"worst\": ");
  cr_print_json_number (json, check->worst);
  g_string_append_printf (json, ", \"kinks\": %u, \"entries\": [", check->n_kinks);
  for (guint i = 0; i < check->entries->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      append_entry_json (json, check, get_entry (check, i));
    }
  printf ("%s]}\n", json->str);
}

/* NaN and 0 have no sign that means anything. */
static const char *
format_number (char buffer[32], const char *format, double number)
{
  return isnan (number) ? "nan" : g_ascii_formatd (buffer, 32, format, number == 0 ? 0.0 : number);
}

/* Whether it was measured with another step than was asked for. */
static gboolean
has_own_step (const Check *check, const CrCheckedEntry *entry)
{
  const CrNode *node = get_node (check, entry);
  CrNumbers numbers;
  double x = 0;

  if (check->is_asked)
    return FALSE;
  if (cr_gate_is_source (node->gate) ? cr_tape_get_value (check->tape, node->key, &numbers)
                                     : cr_tape_get_parameter_value (check->tape, node->key, entry->attribute, &numbers))
    x = numbers.entries[entry->row * numbers.shape.columns + entry->column];
  return entry->step != STANDARD_STEP * fmax (1, fabs (x));
}

static char *
dup_remark (const Check *check, const CrCheckedEntry *entry)
{
  char buffer[32];

  if (entry->is_kink)
    return g_strdup (_("  kink"));
  if (cr_gradient_check_is_missed (entry))
    return g_strdup (_("  could not be checked"));
  if (entry->is_undefined)
    return g_strdup (_("  not defined"));
  if (has_own_step (check, entry))
    return g_strdup_printf (_("  by step %s"), format_number (buffer, "%.2g", entry->step));
  return g_strdup ("");
}

/* The entry to be named last: one that could not be checked, else the one with the largest error; NULL where none counts. */
static const CrCheckedEntry *
find_worst (const Check *check)
{
  const CrCheckedEntry *worst = NULL;

  for (guint i = 0; i < check->entries->len; i++)
    {
      const CrCheckedEntry *entry = get_entry (check, i);

      if (cr_gradient_check_is_missed (entry))
        return entry;
      if (!entry->is_kink && !entry->is_undefined && (worst == NULL || entry->error > worst->error))
        worst = entry;
    }
  return worst;
}

static void
print_worst (const Check *check)
{
  const CrCheckedEntry *worst = find_worst (check);
  char buffers[2][32];
  const char *error = format_number (buffers[0], "%.2g", check->worst);
  const char *tolerance = format_number (buffers[1], "%.2g", check->tolerance);

  if (worst != NULL)
    {
      g_autofree char *name = name_entry (check, worst);

      printf (_("worst: %s at %s (tolerance %s)\n"), error, name, tolerance);
    }
  else
    printf (_("worst: %s (tolerance %s)\n"), error, tolerance);
}

static void
print_table (const Check *check)
{
  printf ("%-24s %14s %14s %10s\n", _("entry"), _("analytic"), _("numeric"), _("error"));
  for (guint i = 0; i < check->entries->len; i++)
    {
      const CrCheckedEntry *entry = get_entry (check, i);
      g_autofree char *name = name_entry (check, entry), *remark = dup_remark (check, entry);
      char analytic[32], numeric[32], error[32];

      printf ("%-24s %14s %14s %10s%s\n", name, format_number (analytic, "%.6g", entry->analytic),
              format_number (numeric, "%.6g", entry->numeric), format_number (error, "%.2g", entry->error), remark);
    }
  print_worst (check);
}

/* On a terminal, how far it is, at most ten times a second. */
static void
show_progress (gsize n_done, gsize n_all, gpointer data)
{
  gint64 *last = data;
  gint64 now = g_get_monotonic_time ();

  if (now - *last < G_USEC_PER_SEC / 10)
    return;
  *last = now;
  fputc ('\r', stderr); /* over what was said before */
  fprintf (stderr, _("%zu of %zu entries"), n_done, n_all);
  fflush (stderr);
}

static GArray *
measure (CrTape *tape, double step, GError **error)
{
  gint64 began = g_get_monotonic_time ();
  gint64 last = began;
  GArray *entries = cr_gradient_check_with_progress (tape, step, isatty (STDERR_FILENO) ? show_progress : NULL, &last, error);

  if (last != began)
    fputs ("\r\033[K", stderr); /* the line is empty again */
  return entries;
}

static CrExit
run_check (const char *file, CrTape *tape, double step, double tolerance, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) entries = measure (tape, step != NOT_GIVEN ? step : 0, &error);
  Check check = { tape, entries, step != NOT_GIVEN ? step : STANDARD_STEP, tolerance, 0, 0, 0, step != NOT_GIVEN };

  if (entries == NULL)
    {
      cr_command_complain (file, "%s", error->message);
      return CR_EXIT_NO;
    }
  check.worst = cr_gradient_check_get_worst (entries);
  for (guint i = 0; i < entries->len; i++)
    {
      check.n_kinks += get_entry (&check, i)->is_kink;
      check.n_missed += cr_gradient_check_is_missed (get_entry (&check, i));
    }
  json ? print_json (&check) : print_table (&check);
  if (check.n_missed > 0)
    cr_command_complain (file,
                         g_dngettext (GETTEXT_PACKAGE, "%u entry could not be checked: at that step to either side there is no slope to measure",
                                      "%u entries could not be checked: at that step to either side there is no slope to measure",
                                      check.n_missed),
                         check.n_missed);
  return check.worst <= tolerance ? CR_EXIT_DONE : CR_EXIT_NO;
}

CrExit
cr_command_check (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE, any_path = FALSE;
  int example = 0;
  double step = NOT_GIVEN;
  double tolerance = CR_CHECK_TOLERANCE;
  const GOptionEntry options[] = {
    { "step", 0, 0, G_OPTION_ARG_DOUBLE, &step, N_("How far to go to either side (6e-6 · max(1, |x|))"), "H" },
    { "tolerance", 0, 0, G_OPTION_ARG_DOUBLE, &tolerance, N_("How far the two may differ (1e-6)"), "T" },
    CR_OPTION_EXAMPLE (&example),
    CR_OPTION_ALLOW_PATH (&any_path),
    CR_OPTION_JSON (&json),
    { NULL },
  };
  g_autoptr (CrTape) tape = NULL;
  CrExit status, checked;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  if ((step != NOT_GIVEN && !(step > 0 && isfinite (step))) || !(tolerance >= 0))
    {
      cr_command_complain (NULL, _("--step takes a number above 0, --tolerance one that is not negative"));
      return CR_EXIT_USAGE;
    }
  tape = cr_command_evaluate (names[0], example, any_path, &status);
  if (tape == NULL)
    return status;
  checked = run_check (names[0], tape, step, tolerance, json);
  return MAX (status, checked);
}
