/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a gradient came from: for each use of a node, local × upstream, and the sum. */
#include "cr-explanation.h"

#include "cr-gate-private.h"
#include "cr-tape-private.h"

static void
term_clear (gpointer data)
{
  CrTerm *term = data;

  g_free (term->upstream);
  g_free (term->product);
}

/* The first example of @width side by side. */
static double *
dup_first_example (const double *entries, CrShape shape, guint32 width)
{
  CrNumbers numbers = { shape, width, entries };
  double *copy = g_new (double, cr_shape_get_size (shape));

  cr_numbers_get_example (&numbers, 0, copy);
  return copy;
}

static void
add_term (CrExplanation *explanation, CrTape *tape, guint place, guint operand)
{
  const CrSlot *result = cr_tape_get_slot (tape, place);
  CrTerm term = { .gate = tape->order[place], .operand = operand, .upstream_shape = result->shape };
  CrCall call = cr_tape_run_local (tape, place, NULL);

  term.upstream = dup_first_example (call.result.gradient, result->shape, result->width);
  term.product = dup_first_example (call.operands[operand].gradient, explanation->shape, call.operands[operand].width);
  term.has_local = cr_shape_is_number (result->shape) && cr_shape_is_number (explanation->shape);
  if (term.has_local)
    {
      g_autofree double *one = g_new0 (double, result->width);

      one[0] = 1;
      term.local = cr_tape_run_local (tape, place, one).operands[operand].gradient[0];
    }
  g_array_append_val (explanation->terms, term);
}

CrExplanation *
cr_explanation_new (CrTape *tape, CrKey key, GError **error)
{
  CrNumbers gradient;

  if (!cr_tape_get_gradient (tape, key, &gradient))
    {
      if (tape->output_problem != NULL && error != NULL)
        *error = g_error_copy (tape->output_problem);
      else
        g_set_error_literal (error, CR_ERROR, CR_ERROR_NO_OUTPUT, _("it has no gradient"));
      return NULL;
    }

  CrExplanation *explanation = g_new0 (CrExplanation, 1);

  explanation->node = key;
  explanation->shape = gradient.shape;
  explanation->gradient = dup_first_example (gradient.entries, gradient.shape, gradient.width);
  explanation->terms = g_array_new (FALSE, FALSE, sizeof (CrTerm));
  g_array_set_clear_func (explanation->terms, term_clear);
  for (guint place = tape->places[key] + 1; place < tape->n_entries; place++)
    {
      const CrEntry *entry = &tape->entries[place];
      gboolean has_sent = entry->dependence == CR_DEPENDENCE_FULL && cr_tape_has_done (tape, place, CR_DONE_BACKWARD);

      for (guint i = 0; has_sent && i < entry->node->n_operands; i++)
        if (entry->node->operands[i] == key && i != entry->gate->label)
          add_term (explanation, tape, place, i);
    }
  return explanation;
}

void
cr_explanation_free (CrExplanation *explanation)
{
  g_array_unref (explanation->terms);
  g_free (explanation->gradient);
  g_free (explanation);
}
