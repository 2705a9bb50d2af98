/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binding inputs to data: they hold a batch of examples in place of their own values. */
#include "cr-tape-private.h"

#include <string.h>

static CrBinding *
binding_new (CrShape shape, guint32 width, const double *entries)
{
  CrBinding *binding = g_new0 (CrBinding, 1);

  *binding = (CrBinding) { shape, width, g_memdup2 (entries, cr_shape_get_size (shape) * width * sizeof (double)), NULL };
  return binding;
}

static CrBinding *
binding_new_problem (const char *problem)
{
  CrBinding *binding = g_new0 (CrBinding, 1);

  binding->problem = g_strdup (problem);
  return binding;
}

void
cr_binding_free (CrBinding *binding)
{
  g_free (binding->entries);
  g_free (binding->problem);
  g_free (binding);
}

/* Whether other numbers can simply be put into it. */
static gboolean
binding_fits (const CrBinding *binding, CrShape shape, guint32 width)
{
  return binding != NULL && binding->problem == NULL && cr_shape_equal (binding->shape, shape) && binding->width == width;
}

static void
put_numbers (CrTape *tape, CrKey key, CrBinding *binding, const double *entries)
{
  memcpy (binding->entries, entries, cr_shape_get_size (binding->shape) * binding->width * sizeof (double));
  cr_tape_load_node (tape, tape->places[key]);
  cr_tape_note_change (tape, tape->places[key]);
}

void
cr_tape_bind (CrTape *tape, CrKey key, CrShape shape, guint32 width, const double *entries)
{
  CrBinding *before = g_hash_table_lookup (tape->bindings, GUINT_TO_POINTER (key));

  g_return_if_fail (cr_tape_find_entry (tape, key) != NULL);
  if (cr_shape_get_size (shape) * width == 0)
    {
      if (g_hash_table_remove (tape->bindings, GUINT_TO_POINTER (key)))
        cr_tape_compile (tape);
      return;
    }
  if (binding_fits (before, shape, width))
    {
      put_numbers (tape, key, before, entries);
      return;
    }
  g_hash_table_insert (tape->bindings, GUINT_TO_POINTER (key), binding_new (shape, width, entries));
  cr_tape_compile (tape);
}

/* Whether what @input wants is bound already but for its numbers. */
static gboolean
is_bound (const CrTape *tape, const CrTapeInput *input, guint32 width)
{
  const CrBinding *binding = g_hash_table_lookup (tape->bindings, GUINT_TO_POINTER (input->key));

  if (input->problem == NULL)
    return binding_fits (binding, input->shape, width);
  return binding != NULL && g_strcmp0 (binding->problem, input->problem) == 0;
}

static gboolean
all_are_bound (const CrTape *tape, const CrTapeInput *inputs, guint n_inputs, guint32 width)
{
  if (g_hash_table_size (tape->bindings) != n_inputs)
    return FALSE;
  for (guint i = 0; i < n_inputs; i++)
    if (!is_bound (tape, &inputs[i], width))
      return FALSE;
  return TRUE;
}

void
cr_tape_bind_all (CrTape *tape, const CrTapeInput *inputs, guint n_inputs, guint32 width)
{
  if (all_are_bound (tape, inputs, n_inputs, width))
    {
      for (guint i = 0; i < n_inputs; i++)
        if (inputs[i].problem == NULL)
          put_numbers (tape, inputs[i].key, g_hash_table_lookup (tape->bindings, GUINT_TO_POINTER (inputs[i].key)), inputs[i].entries);
      return;
    }
  g_hash_table_remove_all (tape->bindings);
  for (guint i = 0; i < n_inputs; i++)
    g_hash_table_insert (tape->bindings, GUINT_TO_POINTER (inputs[i].key),
                         inputs[i].problem != NULL ? binding_new_problem (inputs[i].problem)
                                                   : binding_new (inputs[i].shape, width, inputs[i].entries));
  cr_tape_compile (tape);
}

void
cr_tape_spare_inputs (CrTape *tape)
{
  if (tape->spares_inputs)
    return;
  tape->spares_inputs = TRUE;
  cr_tape_compile (tape);
}

void
cr_tape_set_n_examples (CrTape *tape, guint32 n)
{
  tape->n_examples = n;
  tape->has_gradients = tape->has_whole_gradients = FALSE;
}

double *
cr_tape_get_bound_entries (CrTape *tape, CrKey key)
{
  const CrBinding *binding = g_hash_table_lookup (tape->bindings, GUINT_TO_POINTER (key));

  if (binding == NULL || binding->problem != NULL || cr_tape_find_entry (tape, key) == NULL)
    return NULL;
  return tape->values + cr_tape_get_slot (tape, tape->places[key])->offset;
}
