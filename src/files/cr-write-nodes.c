/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing nodes, their attributes and matrices. */
#include "cr-write.h"

#include "cr-json-text.h"
#include "cr-number-text.h"

#include <string.h>

/* --- Pieces --- */

CrSeparator
cr_write_begin (CrWriter *writer)
{
  CrSeparator outer = writer->separator;

  g_string_append_c (writer->text, '{');
  writer->separator = (CrSeparator) { "", ", " };
  return outer;
}

void
cr_write_end (CrWriter *writer, CrSeparator outer)
{
  g_string_append_c (writer->text, '}');
  writer->separator = outer;
}

static void
write_separator (CrWriter *writer)
{
  g_string_append (writer->text, writer->separator.next);
  writer->separator.next = writer->separator.then;
}

void
cr_write_name (CrWriter *writer, const char *name)
{
  write_separator (writer);
  cr_json_append_string (writer->text, name);
  g_string_append (writer->text, ": ");
}

void
cr_write_extra (CrWriter *writer, const char *extra)
{
  gsize length = extra != NULL ? strlen (extra) : 0;

  /* An object's text without its brackets. */
  if (length <= 2)
    return;
  write_separator (writer);
  g_string_append_len (writer->text, extra + 1, length - 2);
}

void
cr_write_point (CrWriter *writer, CrPoint point)
{
  g_string_append_c (writer->text, '[');
  cr_number_append (writer->text, point.x);
  g_string_append (writer->text, ", ");
  cr_number_append (writer->text, point.y);
  g_string_append_c (writer->text, ']');
}

static void
append_row (GString *text, const double *entries, guint n)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      cr_number_append (text, entries[i]);
    }
  g_string_append_c (text, ']');
}

void
cr_matrix_append_text (GString *text, CrShape shape, const double *entries, CrMatrixForm form)
{
  if (form == CR_FORM_VALUE && cr_shape_is_number (shape))
    {
      cr_number_append (text, entries[0]);
      return;
    }
  if (form != CR_FORM_ROWS && shape.columns == 1)
    {
      append_row (text, entries, shape.rows);
      return;
    }
  g_string_append_c (text, '[');
  for (guint row = 0; row < shape.rows; row++)
    {
      g_string_append (text, row > 0 ? ", " : "");
      append_row (text, &entries[(gsize) row * shape.columns], shape.columns);
    }
  g_string_append_c (text, ']');
}

/* --- Attributes --- */

static void
write_features (CrWriter *writer, GStrv features)
{
  if (features[1] == NULL)
    {
      cr_json_append_string (writer->text, features[0]);
      return;
    }
  g_string_append_c (writer->text, '[');
  for (guint i = 0; features[i] != NULL; i++)
    {
      g_string_append (writer->text, i > 0 ? ", " : "");
      cr_json_append_string (writer->text, features[i]);
    }
  g_string_append_c (writer->text, ']');
}

static void
write_init (CrWriter *writer, const CrInit *init)
{
  CrSeparator outer = cr_write_begin (writer);

  cr_write_name (writer, "distribution");
  g_string_append (writer->text, init->normal ? "\"normal\"" : "\"uniform\"");
  cr_write_name (writer, "shape");
  g_string_append_printf (writer->text, "[%u, %u]", init->shape.rows, init->shape.columns);
  if ((init->is_set & 1) || init->scale != 1)
    {
      cr_write_name (writer, "scale");
      cr_number_append (writer->text, init->scale);
    }
  if ((init->is_set & 2) || init->seed != 0)
    {
      cr_write_name (writer, "seed");
      cr_number_append (writer->text, init->seed);
    }
  cr_write_end (writer, outer);
}

void
cr_write_attribute_value (CrWriter *writer, const CrAttributeInfo *info, const CrAttribute *attribute)
{
  switch (info->kind)
    {
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_COUNT:
      cr_number_append (writer->text, attribute->number);
      break;
    case CR_ATTRIBUTE_BOOLEAN:
      g_string_append (writer->text, attribute->number != 0 ? "true" : "false");
      break;
    case CR_ATTRIBUTE_VALUE:
      cr_matrix_append_text (writer->text, attribute->matrix->shape, attribute->matrix->entries, CR_FORM_VALUE);
      break;
    case CR_ATTRIBUTE_COLUMN:
      cr_matrix_append_text (writer->text, attribute->matrix->shape, attribute->matrix->entries, CR_FORM_COLUMN);
      break;
    case CR_ATTRIBUTE_ROWS:
      cr_matrix_append_text (writer->text, attribute->matrix->shape, attribute->matrix->entries, CR_FORM_ROWS);
      break;
    case CR_ATTRIBUTE_ACTIVATION:
      cr_json_append_string (writer->text, attribute->activation != NULL ? attribute->activation->name : "linear");
      break;
    case CR_ATTRIBUTE_FEATURE:
      write_features (writer, attribute->features);
      break;
    case CR_ATTRIBUTE_INIT:
      write_init (writer, attribute->init);
      break;
    }
}

/* --- Nodes --- */

/* All of them, open ones too: an operand more or less is another weight of a unit. */
static void
write_operands (CrWriter *writer, const CrNode *node)
{
  cr_write_name (writer, "inputs");
  g_string_append_c (writer->text, '[');
  for (guint i = 0; i < node->n_operands; i++)
    {
      const char *id = cr_writer_get_id (writer, node->operands[i]);

      g_string_append (writer->text, i > 0 ? ", " : "");
      if (id != NULL)
        cr_json_append_string (writer->text, id);
      else
        g_string_append (writer->text, "null");
    }
  g_string_append_c (writer->text, ']');
}

void
cr_write_text (CrWriter *writer, const char *name, const char *text)
{
  if (text == NULL)
    return;
  cr_write_name (writer, name);
  cr_json_append_string (writer->text, text);
}

static void
write_timeline (CrWriter *writer, const CrNode *node)
{
  static const char *const breakpoints[] = { NULL, "forward", "backward", "both" };
  static const char *const hidden[] = { NULL, "[\"value\"]", "[\"gradient\"]", "[\"value\", \"gradient\"]" };

  cr_write_text (writer, "breakpoint", breakpoints[node->breakpoint]);
  if (node->hide == CR_HIDE_NONE)
    return;
  cr_write_name (writer, "hide");
  g_string_append (writer->text, hidden[node->hide]);
}

void
cr_write_node (CrWriter *writer, const CrNode *node)
{
  CrSeparator outer = cr_write_begin (writer);

  cr_write_text (writer, "id", node->id);
  cr_write_text (writer, "gate", node->gate->name);
  if (node->gate->maximum_operands > 0)
    write_operands (writer, node);
  for (guint i = 0; i < node->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &node->gate->attributes[i];

      if (!node->attributes[i].is_set)
        continue;
      cr_write_name (writer, info->name);
      cr_write_attribute_value (writer, info, &node->attributes[i]);
    }
  if (node->has_place)
    {
      cr_write_name (writer, "at");
      cr_write_point (writer, node->place);
    }
  cr_write_text (writer, "label", node->label);
  cr_write_text (writer, "note", node->note);
  write_timeline (writer, node);
  cr_write_extra (writer, node->extra);
  cr_write_end (writer, outer);
}
