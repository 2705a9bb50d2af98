/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli gates: the gate table, as a list, one gate in detail, or JSON. */
#include "cr-command.h"
#include "cr-expansion.h"
#include "cr-json-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* A wider cell of the list stands out of its column. */
#define WIDEST 36

/* "1", "2 or more", "1 or 2" */
static char *
describe_operands (const CrGate *gate)
{
  if (gate->maximum_operands == gate->minimum_operands)
    return g_strdup_printf ("%u", gate->minimum_operands);
  if (gate->maximum_operands == G_MAXUINT)
    return g_strdup_printf (_("%u or more"), gate->minimum_operands);
  if (gate->maximum_operands == gate->minimum_operands + 1)
    return g_strdup_printf (_("%u or %u"), gate->minimum_operands, gate->maximum_operands);
  return g_strdup_printf (_("%u to %u"), gate->minimum_operands, gate->maximum_operands);
}

static const char *
describe_kind (CrAttributeKind kind)
{
  switch (kind)
    {
    case CR_ATTRIBUTE_NUMBER:
      return _("a number");
    case CR_ATTRIBUTE_COUNT:
      return _("a whole number");
    case CR_ATTRIBUTE_BOOLEAN:
      return _("true or false");
    case CR_ATTRIBUTE_VALUE:
      return _("a number, column or matrix");
    case CR_ATTRIBUTE_COLUMN:
      return _("a list of numbers");
    case CR_ATTRIBUTE_ROWS:
      return _("a list of rows");
    case CR_ATTRIBUTE_ACTIVATION:
      return _("“linear” or the name of a gate");
    case CR_ATTRIBUTE_FEATURE:
      return _("a feature of the data set, or a list of them");
    case CR_ATTRIBUTE_INIT:
      return _("how its value is drawn at random");
    default:
      g_assert_not_reached ();
    }
}

/* The default as it would stand in the file; NULL where there is none that can be written so. */
static char *
describe_default (const CrGate *gate, const CrAttributeInfo *info)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  switch (info->kind)
    {
    case CR_ATTRIBUTE_BOOLEAN:
      return g_strdup (info->standard != 0 ? "true" : "false");
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_COUNT:
      if (cr_gate_is_unit (gate) && g_str_equal (info->name, "alpha"))
        return NULL; /* its activation's own */
      return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.15g", info->standard));
    case CR_ATTRIBUTE_VALUE:
      return g_strdup ("0");
    case CR_ATTRIBUTE_COLUMN:
      return g_str_equal (info->name, "bias") ? g_strdup ("0") : NULL;
    case CR_ATTRIBUTE_ACTIVATION:
      return g_strdup ("\"linear\"");
    case CR_ATTRIBUTE_ROWS:
    case CR_ATTRIBUTE_FEATURE:
    case CR_ATTRIBUTE_INIT:
    default:
      return NULL;
    }
}

/* Columns of the list. */
typedef enum
{
  COLUMN_NAME,
  COLUMN_OPERANDS,
  COLUMN_FORWARD,
  COLUMN_BACKWARD,
  N_COLUMNS
} Column;

static char *
format_cell (const CrGate *gate, Column column)
{
  switch (column)
    {
    case COLUMN_NAME:
      return g_strdup (gate->name);
    case COLUMN_OPERANDS:
      return describe_operands (gate);
    case COLUMN_FORWARD:
      return g_strdup (gate->formula);
    case COLUMN_BACKWARD:
      return g_strdup (gate->derivative != NULL ? gate->derivative : "");
    case N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

static void
print_row (char *const *cells, const glong *widths)
{
  g_autoptr (GString) row = g_string_new (NULL);

  for (guint column = 0; column < N_COLUMNS; column++)
    g_string_append_printf (row, "  %s%*s", cells[column], (int) (widths[column] - g_utf8_strlen (cells[column], -1)), "");
  puts (g_strchomp (row->str));
}

/* By category, in columns as wide as what stands in them, but for a few long formulas. */
static void
list_gates (const CrGate *const *gates, guint n_gates)
{
  char *heads[N_COLUMNS] = { _("gate"), _("operands"), _("forward"), _("backward") };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  glong widths[N_COLUMNS];

  for (guint column = 0; column < N_COLUMNS; column++)
    widths[column] = g_utf8_strlen (heads[column], -1);
  for (guint i = 0; i < n_gates * N_COLUMNS; i++)
    {
      char *cell = format_cell (gates[i / N_COLUMNS], i % N_COLUMNS);
      glong width = g_utf8_strlen (cell, -1);

      g_ptr_array_add (cells, cell);
      if (width <= WIDEST)
        widths[i % N_COLUMNS] = MAX (widths[i % N_COLUMNS], width);
    }
  print_row (heads, widths);
  for (guint i = 0; i < n_gates; i++)
    {
      if (i == 0 || gates[i]->category != gates[i - 1]->category)
        printf ("\n%s\n", cr_category_get_title (gates[i]->category));
      print_row ((char **) cells->pdata + i * N_COLUMNS, widths);
    }
}

static void
print_attributes (const CrGate *gate)
{
  for (guint i = 0; i < gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &gate->attributes[i];
      g_autofree char *standard = describe_default (gate, info);

      printf ("  %-10s %s", info->name, describe_kind (info->kind));
      if (standard != NULL)
        printf (_(", by default %s"), standard);
      putchar ('\n');
    }
}

/* Columns are counted in letters, not in bytes as printf() does. */
static void
print_line (const char *name, const char *text)
{
  printf ("  %s%*s %s\n", name, (int) MAX (10 - g_utf8_strlen (name, -1), 0), "", text);
}

static void
print_gate (const CrGate *gate)
{
  g_autofree char *operands = describe_operands (gate);
  g_autofree char *expansion = cr_gate_describe_expansion (gate);
  g_autofree char *row = gate->lecture_row != 0 ? g_strdup_printf (_("row %u"), gate->lecture_row) : NULL;

  printf ("%s: %s (%s)\n\n", gate->name, cr_gate_get_title (gate), cr_category_get_title (gate->category));
  print_line (_("operands"), operands);
  for (guint i = 0; gate->operand_names != NULL && gate->operand_names[i] != NULL; i++)
    print_line ("", gate->operand_names[i]);
  print_line (_("forward"), gate->formula);
  if (gate->derivative != NULL)
    print_line (_("backward"), gate->derivative);
  if (expansion != NULL)
    print_line (_("unfolds"), expansion);
  if (row != NULL)
    print_line (_("lecture"), row);
  if (gate->caffe != NULL)
    print_line ("Caffe", gate->caffe);
  if (gate->pattern != NULL)
    printf ("\n%s\n", _(gate->pattern));
  if (gate->n_attributes > 0)
    {
      printf ("\n%s\n", _("Attributes"));
      print_attributes (gate);
    }
}

static void
append_member (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, ", \"%s\": ", name);
  if (text != NULL)
    cr_json_append_string (json, text);
  else
    g_string_append (json, "null");
}

static void
append_attributes (GString *json, const CrGate *gate)
{
  for (guint i = 0; i < gate->n_attributes; i++)
    {
      g_autofree char *standard = describe_default (gate, &gate->attributes[i]);

      g_string_append_printf (json, "%s{\"name\": \"%s\", \"default\": %s}", i > 0 ? ", " : "", gate->attributes[i].name,
                              standard != NULL ? standard : "null");
    }
}

static void
append_gate (GString *json, const CrGate *gate)
{
  g_autofree char *expansion = cr_gate_describe_expansion (gate);

  g_string_append_printf (json, "{\"name\": \"%s\", \"category\": \"%s\"", gate->name, cr_category_get_name (gate->category));
  append_member (json, "symbol", gate->symbol);
  append_member (json, "title", cr_gate_get_title (gate));
  append_member (json, "forward", gate->formula);
  append_member (json, "backward", gate->derivative);
  append_member (json, "asks_for", gate->domain);
  append_member (json, "pattern", gate->pattern != NULL ? _(gate->pattern) : NULL);
  append_member (json, "unfolds_into", expansion);
  append_member (json, "caffe", gate->caffe);
  g_string_append_printf (json, ", \"lecture_row\": %u", gate->lecture_row);
  g_string_append_printf (json, ", \"minimum_operands\": %u, \"maximum_operands\": ", gate->minimum_operands);
  if (gate->maximum_operands == G_MAXUINT)
    g_string_append (json, "null");
  else
    g_string_append_printf (json, "%u", gate->maximum_operands);
  g_string_append (json, ", \"attributes\": [");
  append_attributes (json, gate);
  g_string_append (json, "]}");
}

static void
print_json (const CrGate *const *gates, guint n_gates)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < n_gates; i++)
    {
      g_string_append (json, i > 0 ? ",\n " : "");
      append_gate (json, gates[i]);
    }
  printf ("%s]\n", json->str);
}

CrExit
cr_command_gates (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL },
  };
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const CrGate *gate;

  if (!cr_command_parse (command, arguments, options, 0, 1, &names))
    return CR_EXIT_USAGE;
  if (names[0] == NULL)
    {
      json ? print_json (gates, n_gates) : list_gates (gates, n_gates);
      return CR_EXIT_DONE;
    }
  gate = cr_gate_find (names[0]);
  if (gate == NULL)
    {
      cr_command_complain (NULL, _("there is no gate “%s”; see chainrule-cli gates"), names[0]);
      return CR_EXIT_USAGE;
    }
  if (json)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_gate (text, gate);
      puts (text->str);
    }
  else
    print_gate (gate);
  return CR_EXIT_DONE;
}
