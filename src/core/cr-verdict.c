/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a predicted number is right, and if not, what was likely forgotten. */
#include "cr-verdict.h"

#include "cr-jacobian.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CLOSE 10.0       /* times the tolerance */
#define MOST_BRANCHES 10 /* of which all sums are tried */

typedef struct
{
  const double *answer;
  const double *truth;
  gsize n;
  double tolerance;
} Subject;

static gboolean
is_near (double a, double b, double tolerance)
{
  return fabs (a - b) <= tolerance * fmax (1, fabs (b));
}

static gboolean
is_all_near (const Subject *subject, const double *other, double factor, double tolerance)
{
  for (gsize i = 0; i < subject->n; i++)
    if (!is_near (subject->answer[i], factor * other[i], tolerance))
      return FALSE;
  return TRUE;
}

static gboolean
is_transposed (const Subject *subject, CrShape shape)
{
  for (guint row = 0; row < shape.rows; row++)
    for (guint column = 0; column < shape.columns; column++)
      if (!is_near (subject->answer[column * shape.rows + row], subject->truth[row * shape.columns + column], subject->tolerance))
        return FALSE;
  return TRUE;
}

/* --- What is forgotten on the way back --- */

/* Some of the branches and not all of them. */
static gboolean
is_part_of_sum (const Subject *subject, const CrExplanation *explanation)
{
  guint n = explanation->terms->len;
  g_autofree double *sum = g_new (double, subject->n);

  if (n < 2 || n > MOST_BRANCHES)
    return FALSE;
  for (guint some = 1; some + 1 < 1u << n; some++)
    {
      for (gsize i = 0; i < subject->n; i++)
        {
          sum[i] = 0;
          for (guint term = 0; term < n; term++)
            if (some & 1u << term)
              sum[i] += g_array_index (explanation->terms, CrTerm, term).product[i];
        }
      if (is_all_near (subject, sum, 1, subject->tolerance))
        return TRUE;
    }
  return FALSE;
}

/* What the gate sends to its other operands, where that has the same shape. */
static gboolean
is_other_product (const Subject *subject, CrTape *tape, const CrTerm *term)
{
  const CrNode *gate = cr_graph_get_node (cr_tape_get_graph (tape), term->gate);

  for (guint i = 0; i < gate->n_operands; i++)
    {
      g_autofree double *product = NULL;
      CrNumbers value;

      if (i == term->operand || !cr_tape_get_value (tape, gate->operands[i], &value) || cr_shape_get_size (value.shape) != subject->n)
        continue;
      product = g_new (double, subject->n * value.width);
      if (value.width == 1 && cr_tape_get_product (tape, gate->key, i, product) && is_all_near (subject, product, 1, subject->tolerance))
        return TRUE;
    }
  return FALSE;
}

/* The slopes entry by entry, where a gate works entry by entry: what is left where the upstream gradient is forgotten. */
static gboolean
is_slopes (const Subject *subject, CrTape *tape, const CrTerm *term)
{
  g_autoptr (CrJacobian) outline = cr_jacobian_new_outline (tape, term->gate, term->operand, NULL);
  g_autoptr (CrJacobian) jacobian = NULL;

  if (outline == NULL || outline->structure != CR_JACOBIAN_DIAGONAL || outline->rows != subject->n || outline->columns != subject->n)
    return FALSE;
  jacobian = cr_jacobian_new (tape, term->gate, term->operand, NULL);
  for (gsize i = 0; jacobian != NULL && i < subject->n; i++)
    if (!is_near (subject->answer[i], cr_jacobian_get_entry (jacobian, i, i), subject->tolerance))
      return FALSE;
  return jacobian != NULL;
}

static gboolean
is_choice (CrTape *tape, CrKey key)
{
  const char *name = cr_graph_get_node (cr_tape_get_graph (tape), key)->gate->name;

  return g_str_equal (name, "max") || g_str_equal (name, "min") || g_str_equal (name, "maxout");
}

static CrVerdict
find_reason_of_term (const Subject *subject, CrTape *tape, const CrTerm *term)
{
  gboolean is_local = term->has_local ? is_near (subject->answer[0], term->local, subject->tolerance) : is_slopes (subject, tape, term);
  gboolean is_upstream = cr_shape_get_size (term->upstream_shape) == subject->n && is_all_near (subject, term->upstream, 1, subject->tolerance);
  gboolean is_other = is_other_product (subject, tape, term);

  if (is_choice (tape, term->gate) && (is_other || is_upstream))
    return CR_VERDICT_ROUTE;
  if (is_other)
    return CR_VERDICT_OPERAND;
  if (is_upstream)
    return CR_VERDICT_LOCAL;
  return is_local ? CR_VERDICT_UPSTREAM : CR_VERDICT_WRONG;
}

static CrVerdict
find_reason_of_gradient (const Subject *subject, CrTape *tape, CrKey key)
{
  g_autoptr (CrExplanation) explanation = cr_explanation_new (tape, key, NULL);
  CrVerdict reason = CR_VERDICT_WRONG;

  if (explanation == NULL)
    return reason;
  if (key == cr_tape_get_output (tape, NULL) && explanation->terms->len == 0)
    return CR_VERDICT_OUTPUT;
  if (is_part_of_sum (subject, explanation))
    return CR_VERDICT_BRANCH;
  for (guint i = 0; i < explanation->terms->len && reason == CR_VERDICT_WRONG; i++)
    reason = find_reason_of_term (subject, tape, &g_array_index (explanation->terms, CrTerm, i));
  return reason;
}

CrVerdict
cr_verdict_find (CrTape *tape, CrKey key, gboolean gradient, const CrMatrix *answer, double tolerance)
{
  CrNumbers numbers;
  g_autofree double *truth = NULL;
  Subject subject;

  if (!(gradient ? cr_tape_get_gradient (tape, key, &numbers) : cr_tape_get_value (tape, key, &numbers)))
    return CR_VERDICT_WRONG;
  truth = g_new (double, cr_shape_get_size (numbers.shape));
  cr_numbers_get_example (&numbers, 0, truth);
  subject = (Subject) { answer->entries, truth, cr_shape_get_size (numbers.shape), tolerance };
  if (!cr_shape_equal (answer->shape, numbers.shape))
    return cr_shape_get_size (answer->shape) == subject.n && is_transposed (&subject, numbers.shape) ? CR_VERDICT_TRANSPOSED
                                                                                                   : CR_VERDICT_SHAPE;
  if (is_all_near (&subject, truth, 1, tolerance))
    return CR_VERDICT_RIGHT;
  if (is_all_near (&subject, truth, -1, tolerance))
    return CR_VERDICT_SIGN;
  if (numbers.shape.rows == numbers.shape.columns && is_transposed (&subject, numbers.shape))
    return CR_VERDICT_TRANSPOSED;
  if (gradient)
    {
      CrVerdict reason = find_reason_of_gradient (&subject, tape, key);

      if (reason != CR_VERDICT_WRONG)
        return reason;
    }
  return is_all_near (&subject, truth, 1, CLOSE * tolerance) ? CR_VERDICT_CLOSE : CR_VERDICT_WRONG;
}

const char *
cr_verdict_get_text (CrVerdict verdict)
{
  static const char *const texts[] = {
    [CR_VERDICT_RIGHT] = N_("Right."),
    [CR_VERDICT_SHAPE] = N_("It has another shape than it should have: a gradient has the shape of its variable."),
    [CR_VERDICT_TRANSPOSED] = N_("These are the right numbers, with rows and columns exchanged."),
    [CR_VERDICT_CLOSE] = N_("Close: it takes one more digit."),
    [CR_VERDICT_SIGN] = N_("The right size, with the wrong sign."),
    [CR_VERDICT_BRANCH] = N_("That is what comes back by some of its branches: gradients add up over all of them."),
    [CR_VERDICT_UPSTREAM] = N_("That is the local gradient alone: multiply it by the upstream gradient."),
    [CR_VERDICT_LOCAL] = N_("That is the upstream gradient as it arrives: multiply it by the local gradient."),
    [CR_VERDICT_OPERAND] = N_("That is what the gate sends to its other operand."),
    [CR_VERDICT_ROUTE] = N_("The gate routes: only the operand that was chosen gets the upstream gradient, the others get 0."),
    [CR_VERDICT_OUTPUT] = N_("The gradient of the output by itself is 1: there the way back begins."),
    [CR_VERDICT_WRONG] = N_("Not right. Look at the gate's rule, and at what arrives there."),
  };

  g_return_val_if_fail (verdict < G_N_ELEMENTS (texts), NULL);

  return _(texts[verdict]);
}
