/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the numbers, in words. */
#include "cr-diagnosis-text.h"

#include "cr-chain-rule.h"
#include "cr-gate-formula.h"
#include "cr-step-text.h"
#include "cr-text.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const CrNode *
get_node (CrTape *tape, CrKey key)
{
  return cr_graph_get_node (cr_tape_get_graph (tape), key);
}

/* Without the braces of the notation of signs: "e^800". */
static char *
dup_plain (const char *symbol)
{
  GString *text = g_string_new (NULL);

  for (const char *at = symbol; *at != '\0'; at++)
    if (*at != '{' && *at != '}')
      g_string_append_c (text, *at);
  return g_string_free (text, FALSE);
}

/* "is not a number", "is infinite". */
static char *
dup_verdict (const char *what, double number)
{
  return g_strdup_printf (isnan (number) ? _("%s is not a number.") : _("%s is infinite."), what);
}

/* "entry 2, 1 of Σ xᵢⱼ²": of a gate whose sign with its operands does not say what it does. */
static char *
dup_entry (CrTape *tape, const CrNode *node, gsize entry, const char *what)
{
  CrNumbers value;

  if (!cr_tape_get_value (tape, node->key, &value) || cr_shape_is_number (value.shape))
    return g_strdup (what);
  return g_strdup_printf (_("Entry %u, %u of %s"), (guint) (entry / value.shape.columns) + 1, (guint) (entry % value.shape.columns) + 1,
                          what);
}

static char *
dup_forward (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format)
{
  const CrNode *node = get_node (tape, diagnosis->node);
  g_autofree char *operation = cr_step_text_operation (tape, diagnosis->node, format);
  g_autofree char *formula = cr_gate_formula_dup (cr_tape_get_graph (tape), node->key);
  g_autofree char *what = operation != NULL ? g_steal_pointer (&operation) : dup_entry (tape, node, diagnosis->entry, formula);

  return dup_verdict (what, diagnosis->number);
}

/* "What x gets, 1.00 · ∞, is infinite.": with the factors where they are single numbers. */
static char *
dup_product (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format)
{
  const CrNode *node = get_node (tape, diagnosis->node);
  const CrNode *operand = get_node (tape, node->operands[diagnosis->operand]);
  const char *name = cr_node_get_title (operand);
  g_autofree char *what = NULL;
  CrChainTerm term;
  char upstream[CR_NUMBER_TEXT_SIZE], local[CR_NUMBER_TEXT_SIZE];

  if (cr_chain_term_get (tape, node->key, diagnosis->operand, &term))
    {
      cr_number_format_write (term.upstream, format, upstream);
      cr_number_format_write (term.local, format, local);
      what = g_strdup_printf (_("What goes back to %s, %s · %s,"), name, upstream, local);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_("what goes back to %s"), name);

      what = dup_entry (tape, operand, diagnosis->entry, text);
    }
  return dup_verdict (what, diagnosis->number);
}

static char *
dup_backward (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format)
{
  const char *name = cr_node_get_title (get_node (tape, diagnosis->node));
  g_autofree char *what = NULL;

  if (diagnosis->operand == CR_DIAGNOSIS_SUM)
    what = g_strdup_printf (_("The sum of what comes back to %s"), name);
  else if (diagnosis->operand == CR_DIAGNOSIS_PARAMETER)
    what = g_strdup_printf (_("The gradient of a weight of %s"), name);
  else
    return dup_product (tape, diagnosis, format);
  return dup_verdict (what, diagnosis->number);
}

/* What the gate asks for: of a power by its exponent, which is no pole or gap for all of them. NULL where it takes every number. */
static const char *
get_domain (const CrNode *node)
{
  double exponent = cr_node_get_number (node, "exponent");

  if (strcmp (node->gate->name, "power") != 0)
    return node->gate->domain;
  if (exponent == floor (exponent))
    return exponent < 0 ? "x ≠ 0" : NULL;
  return exponent < 0 ? "x > 0" : "x ≥ 0";
}

static char *
dup_domain (CrTape *tape, const CrNode *node)
{
  const char *domain = get_domain (node);
  g_autofree char *named = domain != NULL ? cr_gate_formula_name_operands (cr_tape_get_graph (tape), node->key, domain) : NULL;

  return named != NULL ? g_strdup_printf (_("It asks for %s."), named) : NULL;
}

/* Why, where that can be said: "It asks for x > 0." */
static char *
dup_reason (CrTape *tape, const CrDiagnosis *diagnosis)
{
  const CrNode *node = get_node (tape, diagnosis->node);
  g_autofree char *formula = cr_gate_formula_dup (cr_tape_get_graph (tape), node->key);
  char greatest[CR_NUMBER_TEXT_SIZE];

  switch (diagnosis->reason)
    {
    case CR_DIAGNOSIS_OVERFLOW:
      cr_number_format_write_short (DBL_MAX, 2, greatest);
      return g_strdup_printf (_("That is past the largest number there is, %s."), greatest);
    case CR_DIAGNOSIS_POLE:
      if (diagnosis->phase == CR_PHASE_BACKWARD)
        return g_strdup_printf (_("The slope of %s has no bound there."), formula);
      return dup_domain (tape, node);
    default:
      if (diagnosis->phase == CR_PHASE_BACKWARD)
        return g_strdup (_("0 times ∞, or ∞ less ∞, is nothing definite."));
      return dup_domain (tape, node);
    }
}

/* In the notation of signs ('^' raises what is in braces). */
static char *
dup_text (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format)
{
  gboolean is_forward = diagnosis->phase == CR_PHASE_FORWARD;
  g_autofree char *what = is_forward ? dup_forward (tape, diagnosis, format) : dup_backward (tape, diagnosis, format);
  g_autofree char *why = dup_reason (tape, diagnosis);
  g_autofree char *both = why != NULL ? g_strdup_printf ("%s %s", what, why) : g_strdup (what);

  if (diagnosis->step == 0)
    return g_steal_pointer (&both);
  return g_strdup_printf (is_forward ? _("Step %u, forward: %s") : _("Step %u, backward: %s"), diagnosis->step, both);
}

char *
cr_diagnosis_text_write (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format)
{
  g_autofree char *text = dup_text (tape, diagnosis, format);

  return dup_plain (text);
}

char *
cr_diagnosis_text_write_markup (CrTape *tape, const CrDiagnosis *diagnosis, CrNumberFormat format)
{
  g_autofree char *text = dup_text (tape, diagnosis, format);

  return cr_text_symbol_to_markup (text);
}
