/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a parameter vector means, kept longer than the tape that it came from. */
#include "cr-learned.h"

#include <string.h>

CrParameterTable *
cr_parameter_table_new (CrTape *tape)
{
  CrTapeParameters parameters;
  CrParameterTable *table;

  cr_tape_get_parameters (tape, &parameters);
  table = g_atomic_rc_box_alloc0 (sizeof *table + parameters.n_parts * sizeof (CrTapeParameter));
  table->n = parameters.n;
  table->n_parts = parameters.n_parts;
  if (parameters.n_parts > 0)
    memcpy (table->parts, parameters.parts, parameters.n_parts * sizeof (CrTapeParameter));
  return table;
}

CrParameterTable *
cr_parameter_table_ref (const CrParameterTable *table)
{
  return g_atomic_rc_box_acquire ((CrParameterTable *) table);
}

void
cr_parameter_table_unref (CrParameterTable *table)
{
  g_atomic_rc_box_release (table);
}

static gboolean
parts_equal (const CrTapeParameter *a, const CrTapeParameter *b)
{
  return a->key == b->key && a->attribute == b->attribute && cr_shape_equal (a->shape, b->shape) && a->offset == b->offset;
}

gboolean
cr_parameter_table_equal (const CrParameterTable *a, const CrParameterTable *b)
{
  if (a == b)
    return TRUE;
  if (a->n != b->n || a->n_parts != b->n_parts)
    return FALSE;
  for (guint i = 0; i < a->n_parts; i++)
    if (!parts_equal (&a->parts[i], &b->parts[i]))
      return FALSE;
  return TRUE;
}

const CrTapeParameter *
cr_parameter_table_find (const CrParameterTable *table, CrKey key, guint attribute)
{
  for (guint i = 0; i < table->n_parts; i++)
    if (table->parts[i].key == key && table->parts[i].attribute == attribute)
      return &table->parts[i];
  return NULL;
}
