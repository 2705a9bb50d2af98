/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the outline: a node by its key, and what the table's columns say of it. */
#include "cr-node-row.h"

#include "cr-number-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _CrNodeRow
{
  GObject parent_instance;

  CrKey key;
};

G_DEFINE_FINAL_TYPE (CrNodeRow, cr_node_row, G_TYPE_OBJECT)

static void
cr_node_row_class_init (CrNodeRowClass *class)
{
}

static void
cr_node_row_init (CrNodeRow *self)
{
}

CrNodeRow *
cr_node_row_new (CrKey key)
{
  CrNodeRow *row = g_object_new (CR_TYPE_NODE_ROW, NULL);

  row->key = key;
  return row;
}

CrKey
cr_node_row_get_key (CrNodeRow *row)
{
  return row->key;
}

/* NULL for a node that is gone, or without a document. */
static const CrNode *
find_node (CrNodeRow *row, CrCanvas *canvas)
{
  CrDocument *document = cr_canvas_get_document (canvas);

  return document != NULL ? cr_graph_get_node (cr_document_get_graph (document), row->key) : NULL;
}

/* --- What the columns say --- */

/* Not where it is to be predicted. */
static gboolean
get_numbers (CrNodeRow *row, CrCanvas *canvas, CrNodeColumn column, CrNumbers *numbers)
{
  CrTape *tape = cr_document_get_tape (cr_canvas_get_document (canvas));
  gboolean is_gradient = column == CR_NODE_COLUMN_GRADIENT;

  if (cr_quiz_hides (cr_canvas_get_quiz (canvas), row->key, is_gradient))
    return FALSE;
  return is_gradient ? cr_tape_get_gradient (tape, row->key, numbers) : cr_tape_get_value (tape, row->key, numbers);
}

static double
find_largest (const CrNumbers *numbers)
{
  double largest = 0;

  for (gsize i = 0; i < cr_shape_get_size (numbers->shape) * numbers->width; i++)
    if (!(fabs (numbers->entries[i]) <= largest)) /* what is no number is told */
      largest = fabs (numbers->entries[i]);
  return largest;
}

static char *
dup_number (CrNodeRow *row, CrCanvas *canvas, CrNodeColumn column)
{
  const CrView *view = cr_document_get_view (cr_canvas_get_document (canvas));
  CrNumberFormat format = { view->n_digits, view->fixed_decimals };
  CrNumbers numbers;
  g_autofree char *largest = NULL;

  if (!get_numbers (row, canvas, column, &numbers))
    return g_strdup ("");
  if (cr_shape_is_number (numbers.shape) && numbers.width == 1)
    return cr_number_to_text (numbers.entries[0], format);
  largest = cr_number_to_text (find_largest (&numbers), format);
  return g_strconcat ("±", largest, NULL);
}

static gboolean
get_shape (CrNodeRow *row, CrCanvas *canvas, CrShape *shape)
{
  return cr_tape_get_shape (cr_document_get_tape (cr_canvas_get_document (canvas)), row->key, shape);
}

char *
cr_node_row_dup_text (CrNodeRow *row, CrCanvas *canvas, CrNodeColumn column)
{
  const CrNode *node = find_node (row, canvas);
  CrShape shape;

  if (node == NULL)
    return g_strdup ("");
  switch (column)
    {
    case CR_NODE_COLUMN_NODE:
      return g_strdup (cr_node_get_title (node));
    case CR_NODE_COLUMN_GATE:
      return g_strdup (node->gate->name);
    case CR_NODE_COLUMN_SHAPE:
      return get_shape (row, canvas, &shape) ? cr_shape_to_string (shape) : g_strdup ("");
    default:
      return dup_number (row, canvas, column);
    }
}

/* --- Order --- */

static double
get_size (CrNodeRow *row, CrCanvas *canvas, CrNodeColumn column)
{
  CrNumbers numbers;
  CrShape shape;

  if (column == CR_NODE_COLUMN_SHAPE)
    return get_shape (row, canvas, &shape) ? (double) cr_shape_get_size (shape) : NAN;
  if (!get_numbers (row, canvas, column, &numbers))
    return NAN;
  return cr_shape_is_number (numbers.shape) && numbers.width == 1 ? numbers.entries[0] : find_largest (&numbers);
}

static int
compare_sizes (double a, double b)
{
  if (isnan (a) || isnan (b))
    return (isnan (a) != 0) - (isnan (b) != 0);
  return (a > b) - (a < b);
}

int
cr_node_row_compare (CrNodeRow *a, CrNodeRow *b, CrCanvas *canvas, CrNodeColumn column)
{
  const CrNode *first = find_node (a, canvas);
  const CrNode *second = find_node (b, canvas);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  if (column == CR_NODE_COLUMN_NODE)
    return g_utf8_collate (cr_node_get_title (first), cr_node_get_title (second));
  if (column == CR_NODE_COLUMN_GATE)
    return strcmp (first->gate->name, second->gate->name);
  return compare_sizes (get_size (a, canvas, column), get_size (b, canvas, column));
}

static gboolean
is_folded (const char *text, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text, -1);

  return g_str_equal (own, folded);
}

gboolean
cr_node_row_is_called (CrNodeRow *row, CrCanvas *canvas, const char *name)
{
  const CrNode *node = find_node (row, canvas);

  return node != NULL && (is_folded (node->id, name) || is_folded (cr_node_get_title (node), name));
}

gboolean
cr_node_row_matches (CrNodeRow *row, CrCanvas *canvas, const char *words)
{
  const CrNode *node = find_node (row, canvas);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;

  if (node == NULL)
    return FALSE;
  text = g_strjoin ("\n", node->id, cr_node_get_title (node), node->gate->name, cr_gate_get_title (node->gate), node->gate->symbol,
                    node->note != NULL ? node->note : "", NULL);
  folded = g_utf8_casefold (text, -1);
  parts = g_strsplit (words, " ", -1);
  for (char **part = parts; *part != NULL; part++)
    if (strstr (folded, *part) == NULL)
      return FALSE;
  return TRUE;
}
