/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tape has computed, as a table: id, gate, shape, value and gradient in aligned columns. */
#include "cr-report.h"

#include "cr-print.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMN_ID,
  COLUMN_GATE,
  COLUMN_SHAPE,
  COLUMN_VALUE,
  COLUMN_GRADIENT,
  N_COLUMNS
} Column;

static char *
format_numbers (const CrNumbers *numbers)
{
  g_autofree double *entries = g_new (double, cr_shape_get_size (numbers->shape));
  GString *text = g_string_new (NULL);

  cr_numbers_get_example (numbers, 0, entries);
  cr_print_matrix (text, numbers->shape, entries);
  return g_string_free (text, FALSE);
}

/* What stands in the place of a value that is not computed; never anything that could be taken for a number. */
static const char *
describe_state (CrNodeState state)
{
  switch (state)
    {
    case CR_NODE_OPEN:
      return _("open");
    case CR_NODE_WAITING:
      return _("waiting");
    case CR_NODE_ERROR:
      return _("error");
    case CR_NODE_READY:
    default:
      return "";
    }
}

static char *
format_cell (const CrTape *tape, const CrNode *node, Column column)
{
  CrNumbers numbers;
  CrShape shape;

  switch (column)
    {
    case COLUMN_ID:
      return g_strdup (node->id);
    case COLUMN_GATE:
      return g_strdup (node->gate->name);
    case COLUMN_SHAPE:
      return cr_tape_get_shape (tape, node->key, &shape) ? cr_shape_to_string (shape) : g_strdup ("");
    case COLUMN_VALUE:
      return cr_tape_get_value (tape, node->key, &numbers) ? format_numbers (&numbers)
                                                            : g_strdup (describe_state (cr_tape_get_state (tape, node->key)));
    case COLUMN_GRADIENT:
      return cr_tape_get_gradient (tape, node->key, &numbers) ? format_numbers (&numbers) : g_strdup ("");
    case N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

static GPtrArray *
collect_cells (const CrTape *tape)
{
  const char *heads[N_COLUMNS] = { _("node"), _("gate"), _("shape"), _("value"), _("gradient") };
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint column = 0; column < N_COLUMNS; column++)
    g_ptr_array_add (cells, g_strdup (heads[column]));
  for (guint i = 0; i < n_nodes; i++)
    for (guint column = 0; column < N_COLUMNS; column++)
      g_ptr_array_add (cells, format_cell (tape, cr_graph_get_node (cr_tape_get_graph (tape), order[i]), column));
  return cells;
}

/* Words stand at the left of their column, numbers at the right. */
static void
append_cell (GString *table, const char *cell, Column column, glong width)
{
  int padding = (int) (width - g_utf8_strlen (cell, -1));

  if (column == COLUMN_VALUE || column == COLUMN_GRADIENT)
    g_string_append_printf (table, "%*s%s", padding, "", cell);
  else
    g_string_append_printf (table, "%s%*s", cell, padding, "");
}

GString *
cr_report_to_table (const CrTape *tape)
{
  g_autoptr (GPtrArray) cells = collect_cells (tape);
  GString *table = g_string_new (NULL);
  glong widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < cells->len; i++)
    widths[i % N_COLUMNS] = MAX (widths[i % N_COLUMNS], g_utf8_strlen (cells->pdata[i], -1));
  for (guint i = 0; i < cells->len; i += N_COLUMNS)
    {
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          append_cell (table, cells->pdata[i + column], column, widths[column]);
          g_string_append (table, column + 1 < N_COLUMNS ? "  " : "");
        }
      while (table->str[table->len - 1] == ' ')
        g_string_truncate (table, table->len - 1);
      g_string_append_c (table, '\n');
    }
  return table;
}
