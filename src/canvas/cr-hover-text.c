/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a wire that the pointer rests on. */
#include "cr-hover-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_ENTRIES 6 /* a matrix with more is told by its least and greatest */

void
cr_hover_text_clear (CrHoverText *text)
{
  g_clear_pointer (&text->ends, g_free);
  g_clear_pointer (&text->shape, g_free);
  g_clear_pointer (&text->value, g_free);
  g_clear_pointer (&text->gradient, g_free);
  g_clear_pointer (&text->weight, g_free);
}

/* --- Numbers --- */

static void
append_number (GString *text, double number, CrNumberFormat format)
{
  char digits[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (number, format, digits);
  g_string_append (text, digits);
}

/* "[1.00, 2.00]": row by row, a column as one row. */
static void
append_entries (GString *text, const CrNumbers *numbers, CrNumberFormat format)
{
  guint n_columns = numbers->shape.columns;
  gboolean has_rows = n_columns > 1 && numbers->shape.rows > 1;
  guint n_entries = (guint) cr_shape_get_size (numbers->shape);

  g_string_append (text, has_rows ? "[[" : "[");
  for (guint i = 0; i < n_entries; i++)
    {
      if (i > 0)
        g_string_append (text, has_rows && i % n_columns == 0 ? "], [" : ", ");
      append_number (text, numbers->entries[i], format);
    }
  g_string_append (text, has_rows ? "]]" : "]");
}

/* "−1.00 … 3.00"; NaN where any entry is none. */
static void
append_range (GString *text, const CrNumbers *numbers, CrNumberFormat format)
{
  gsize n_entries = cr_shape_get_size (numbers->shape) * numbers->width;
  double least = INFINITY, greatest = -INFINITY;

  for (gsize i = 0; i < n_entries; i++)
    {
      if (isnan (numbers->entries[i]))
        {
          append_number (text, NAN, format);
          return;
        }
      least = MIN (least, numbers->entries[i]);
      greatest = MAX (greatest, numbers->entries[i]);
    }
  append_number (text, least, format);
  g_string_append (text, " … ");
  append_number (text, greatest, format);
}

static char *
numbers_to_text (const char *arrow, const CrNumbers *numbers, CrNumberFormat format)
{
  gsize n_entries = cr_shape_get_size (numbers->shape) * numbers->width;
  GString *text = g_string_new (arrow);

  g_string_append_c (text, ' ');
  if (n_entries == 1)
    append_number (text, numbers->entries[0], format);
  else if (n_entries <= MOST_ENTRIES && numbers->width == 1)
    append_entries (text, numbers, format);
  else
    append_range (text, numbers, format);
  return g_string_free (text, FALSE);
}

static char *
shape_to_text (const CrNumbers *numbers)
{
  g_autofree char *examples = NULL;
  guint width = numbers->width;

  if (width == 1)
    return g_strdup_printf ("%u×%u", numbers->shape.rows, numbers->shape.columns);
  examples = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u example", "%u examples", width), width);
  return g_strdup_printf ("%u×%u · %s", numbers->shape.rows, numbers->shape.columns, examples);
}

/* --- A wire --- */

/* A maxout unit has a row of weights for each of its sums. */
static char *
weight_to_text (CrTape *tape, const CrNode *node, guint operand, CrNumberFormat format)
{
  int attribute = cr_gate_find_attribute (node->gate, "weights");
  g_autoptr (GString) words = g_string_new (NULL);
  CrNumbers weights;

  if (attribute < 0 || g_str_equal (node->gate->name, "dense")
      || !cr_tape_get_parameter_value (tape, node->key, (guint) attribute, &weights))
    return NULL;
  for (gsize i = operand; i < cr_shape_get_size (weights.shape); i += node->n_operands)
    {
      if (words->len > 0)
        g_string_append (words, ", ");
      append_number (words, weights.entries[i], format);
    }
  return g_strdup_printf (_("weight %s"), words->str);
}

/* The numbers of a wire have no room of their own: they are what one step backward of its gate gives. */
static char *
gradient_to_text (CrTape *tape, CrKey to, guint operand, CrNumbers numbers, CrNumberFormat format)
{
  g_autofree double *gradient = g_new (double, cr_shape_get_size (numbers.shape) * numbers.width);

  numbers.entries = gradient;
  return cr_tape_get_wire_gradient (tape, to, operand, gradient) ? numbers_to_text ("◂", &numbers, format) : NULL;
}

gboolean
cr_hover_text_for_wire (const CrGraph *graph, CrTape *tape, CrKey to, guint operand, CrNumberFormat format, CrPictureHides hides,
                        gpointer data, CrHoverText *text)
{
  const CrNode *target = cr_graph_get_node (graph, to);
  const CrNode *source = target != NULL && operand < target->n_operands ? cr_graph_get_node (graph, target->operands[operand]) : NULL;
  CrNumbers numbers;

  *text = (CrHoverText) { 0 };
  if (source == NULL)
    return FALSE;
  if (target->n_operands > 1)
    text->ends = g_strdup_printf (_("%s → %s, operand %u"), cr_node_get_title (source), cr_node_get_title (target), operand);
  else
    text->ends = g_strdup_printf ("%s → %s", cr_node_get_title (source), cr_node_get_title (target));
  text->weight = weight_to_text (tape, target, operand, format);
  if (!cr_tape_get_value (tape, source->key, &numbers))
    return TRUE;
  text->shape = shape_to_text (&numbers);
  if (hides == NULL || !hides (source->key, FALSE, data))
    text->value = numbers_to_text ("▸", &numbers, format);
  if (hides == NULL || !hides (source->key, TRUE, data))
    text->gradient = gradient_to_text (tape, to, operand, numbers, format);
  return TRUE;
}
