/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate does in a step, with its numbers. */
#include "cr-step-text.h"

#include "cr-chain-rule.h"
#include "cr-gate-curve.h"
#include "cr-gate-formula.h"
#include "cr-gate-rule.h"
#include "cr-next-update.h"
#include "cr-reckoning.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_LINES 4

/* --- Forward --- */

static gboolean
get_number (CrTape *tape, CrKey key, double *number)
{
  CrNumbers numbers;

  if (key == CR_KEY_NONE || !cr_tape_get_value (tape, key, &numbers) || !cr_shape_is_number (numbers.shape))
    return FALSE;
  *number = numbers.entries[0];
  return TRUE;
}

/* The operands as numbers; NULL where one of them is no computed number. */
static double *
dup_operands (CrTape *tape, const CrNode *node)
{
  g_autofree double *operands = g_new (double, MAX (node->n_operands, 1));

  for (guint i = 0; i < node->n_operands; i++)
    if (!get_number (tape, node->operands[i], &operands[i]))
      return NULL;
  return g_steal_pointer (&operands);
}

/* Whether it matters on which side of 0 the operand is. */
static gboolean
divides_by (const CrNode *node, guint operand)
{
  return g_str_equal (node->gate->name, "reciprocal") || (g_str_equal (node->gate->name, "div") && operand == 1);
}

/* "(−0.00)" is said of −0 where 1/0 is another infinity; everywhere else it is 0. */
static char **
dup_operand_texts (const CrNode *node, const double *operands, const CrReckoning *reckoning)
{
  char **texts = g_new0 (char *, node->n_operands + 1);

  for (guint i = 0; i < node->n_operands; i++)
    {
      texts[i] = cr_number_to_text (operands[i], cr_reckoning_get_format (reckoning, operands[i]));
      if (operands[i] == 0 && signbit (operands[i]) && divides_by (node, i))
        {
          g_autofree char *plain = texts[i];

          texts[i] = g_strdup_printf ("(−%s)", plain);
        }
    }
  return texts;
}

/* Where the operand stands in a sign: an 'x' of its own, not one of a word's. NULL where it has no place there. */
static const char *
find_operand (const char *symbol)
{
  for (const char *at = strchr (symbol, 'x'); at != NULL; at = strchr (at + 1, 'x'))
    if ((at == symbol || !g_ascii_isalpha (at[-1])) && !g_ascii_isalpha (at[1]))
      return at;
  return NULL;
}

/* The operand put into the sign: "e^x" is "e^{−1.00}", "x^2" is "(−3.00)^2". */
static char *
put_into (const char *symbol, const char *at, const char *operand)
{
  gboolean is_raised = at > symbol && at[-1] == '^';
  gboolean is_negative = g_str_has_prefix (operand, "−") && (at[1] == '^' || g_str_has_prefix (symbol, "−"));
  g_autofree char *before = g_strndup (symbol, at - symbol);

  if (is_raised)
    return g_strdup_printf ("%s{%s}%s", before, operand, at + 1);
  return g_strdup_printf (is_negative ? "%s(%s)%s" : "%s%s%s", before, operand, at + 1);
}

static gboolean
is_sign (const char *symbol)
{
  static const char *const signs[] = { "+", "−", "×", "÷" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (symbol, signs[i]))
      return TRUE;
  return FALSE;
}

/* The gate's sign with its operands, in the notation of signs ('^' raises). */
static char *
dup_operation (const CrNode *node, char **operands)
{
  g_autofree char *symbol = cr_text_dup_symbol (node);
  const char *at = find_operand (symbol);
  g_autofree char *list = NULL;

  if (node->n_operands == 1 && at != NULL)
    return put_into (symbol, at, operands[0]);
  if (node->n_operands == 1 && is_sign (symbol))
    return g_strdup_printf ("%s %s", operands[0], symbol);
  if (node->n_operands > 1 && is_sign (symbol))
    {
      g_autofree char *between = g_strdup_printf (" %s ", symbol);

      return g_strjoinv (between, operands);
    }
  list = g_strjoinv (", ", operands);
  return g_strdup_printf ("%s(%s)", symbol, list);
}

/* Whether the sign with its operands says what is computed. */
static gboolean
says_all (const CrGate *gate)
{
  return gate->category == CR_CATEGORY_ARITHMETIC || gate->category == CR_CATEGORY_FUNCTIONS || gate->category == CR_CATEGORY_ACTIVATIONS;
}

/* The gate's sign with its numbers, and what comes out. */
static char *
dup_equation (const CrNode *node, const double *operands, double result, CrNumberFormat format)
{
  CrReckoning reckoning = { format, format, format, TRUE };
  g_auto (GStrv) texts = NULL;
  g_autofree char *operation = NULL;
  g_autofree char *markup = NULL;
  char shown[CR_NUMBER_TEXT_SIZE];

  if (cr_reckon_knows (node->gate))
    reckoning = cr_reckoning_find (cr_reckon_gate, node, node->n_operands, operands, 1, &result, format);
  texts = dup_operand_texts (node, operands, &reckoning);
  operation = dup_operation (node, texts);
  markup = cr_text_symbol_to_markup (operation);
  cr_number_format_write (result, reckoning.result, shown);
  return g_strdup_printf ("%s %s <b>%s</b>", markup, reckoning.is_exact ? "=" : "≈", shown);
}

char *
cr_step_text_operation (CrTape *tape, CrKey key, CrNumberFormat format)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), key);
  g_autofree double *operands = dup_operands (tape, node);
  const CrReckoning reckoning = { format, format, format, TRUE };
  g_auto (GStrv) texts = NULL;

  if (operands == NULL || !says_all (node->gate))
    return NULL;
  texts = dup_operand_texts (node, operands, &reckoning);
  return dup_operation (node, texts);
}

/* A neuron whose activation is not the identity. */
static gboolean
has_bent (const CrNode *node)
{
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");

  return g_str_equal (node->gate->name, "neuron") && activation != NULL && activation->activation != NULL;
}

/* "σ(0.28) = 0.57": what the sum of a neuron is, and what its activation makes of it. */
static char *
dup_bent (CrTape *tape, const CrNode *node, const char *result, CrNumberFormat format)
{
  g_autofree char *net = cr_number_to_text (cr_gate_curve_find_net (tape, node), format);
  g_autofree char *plain = g_strdup_printf ("%s(%s)", cr_node_get_attribute (node, "activation")->activation->symbol, net);
  g_autofree char *markup = cr_text_symbol_to_markup (plain);

  return g_strdup_printf ("%s = <b>%s</b>", markup, result);
}

char *
cr_step_text_forward (CrTape *tape, CrKey key, CrNumberFormat format)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), key);
  g_autofree double *operands = dup_operands (tape, node);
  g_autofree char *plain = NULL;
  g_autofree char *formula = NULL;
  g_autofree char *shown = NULL;
  CrNumbers value;
  double result;

  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] == CR_KEY_NONE || !cr_tape_get_value (tape, node->operands[i], &value))
      return NULL;
  plain = cr_gate_formula_dup (cr_tape_get_graph (tape), key);
  formula = cr_text_symbol_to_markup (plain);
  if (!get_number (tape, key, &result))
    {
      g_autofree char *operation = cr_step_text_operation (tape, key, format); /* not reckoned yet, or of matrices */

      return operation != NULL ? cr_text_symbol_to_markup (operation) : g_steal_pointer (&formula);
    }
  if (operands != NULL && says_all (node->gate))
    return dup_equation (node, operands, result, format);
  shown = cr_number_to_text (result, format);
  if (has_bent (node) && isfinite (cr_gate_curve_find_net (tape, node)))
    return dup_bent (tape, node, shown, format);
  return g_strdup_printf ("%s = <b>%s</b>", formula, shown);
}

char *
cr_step_text_expression (const CrGraph *graph, CrKey key)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < node->n_operands; i++)
    {
      const CrNode *operand = cr_graph_get_node (graph, node->operands[i]);

      if (operand == NULL)
        return NULL;
      g_ptr_array_add (names, (gpointer) cr_node_get_title (operand));
    }
  g_ptr_array_add (names, NULL);
  return says_all (node->gate) ? dup_operation (node, (char **) names->pdata) : NULL;
}

/* --- Backward --- */

static char *
dup_term (CrTape *tape, const CrNode *node, guint operand, CrNumberFormat format)
{
  const CrNode *from = cr_graph_get_node (cr_tape_get_graph (tape), node->operands[operand]);
  g_autofree char *name = from != NULL ? cr_text_name_to_markup (cr_node_get_title (from)) : NULL;
  CrChainTerm term;
  CrChainText text;

  if (from == NULL || !cr_chain_term_get (tape, node->key, operand, &term))
    return NULL;
  cr_chain_term_write (&term, format, &text);
  return g_strdup_printf ("%s: %s · %s %s <b>%s</b>", name, text.upstream, text.local, text.is_exact ? "=" : "≈", text.gradient);
}

/* One line an operand that gets something; NULL where a line cannot be written. */
static char *
dup_terms (CrTape *tape, const CrNode *node, CrNumberFormat format)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n_lines = 0;

  for (guint i = 0; i < node->n_operands; i++)
    {
      const CrNode *from = cr_graph_get_node (cr_tape_get_graph (tape), node->operands[i]);
      g_autofree char *line = NULL;

      if (i == node->gate->label || (from != NULL && g_str_equal (from->gate->name, "constant")))
        continue;
      line = dup_term (tape, node, i, format);
      if (line == NULL || ++n_lines > MOST_LINES)
        return NULL;
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/* "∇W = ∇q · xᵀ", a line an operand; NULL where the row does not say it operand by operand. */
static char *
dup_rules (const CrGraph *graph, const CrNode *node)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < node->n_operands; i++)
    {
      const CrNode *from = cr_graph_get_node (graph, node->operands[i]);
      g_autofree char *rule = from != NULL ? cr_gate_rule_dup (graph, node->key, i) : NULL;
      g_autofree char *branch = from != NULL ? cr_chain_dup_branch (graph, node->key, i) : NULL;
      g_autofree char *escaped = NULL;
      g_autofree char *name = NULL;

      if (i == node->gate->label)
        continue;
      if (rule == NULL)
        return NULL;
      if (g_str_equal (from->gate->name, "constant"))
        continue;
      escaped = cr_text_formula_to_markup (rule);
      name = branch != NULL ? cr_text_formula_to_markup (branch) : cr_text_name_to_markup (cr_node_get_title (from));
      g_string_append_printf (lines, "%s%s%s%s%s", lines->len > 0 ? "\n" : "", branch != NULL ? "" : "∇", name, branch != NULL ? ": " : " = ", escaped);
    }
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

char *
cr_step_text_backward (CrTape *tape, CrKey key, CrNumberFormat format)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), key);
  CrNumbers gradient;
  char *terms;

  if (!cr_tape_get_gradient (tape, key, &gradient))
    return NULL;
  terms = dup_terms (tape, node, format);
  if (terms == NULL)
    terms = dup_rules (cr_tape_get_graph (tape), node);
  if (terms == NULL)
    {
      g_autofree char *whole = cr_gate_rule_dup_whole (cr_tape_get_graph (tape), key);

      terms = cr_text_formula_to_markup (whole);
    }
  return terms;
}

/* --- In words --- */

static gboolean
is_named_before (const CrNode *node, guint operand)
{
  for (guint i = 0; i < operand; i++)
    if (node->operands[i] == node->operands[operand])
      return TRUE;
  return FALSE;
}

char *
cr_step_text_pattern (const CrGraph *graph, CrKey key)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  g_autoptr (GString) text = g_string_new (NULL);

  if (node->gate->pattern != NULL)
    {
      g_autofree char *sentence = g_markup_escape_text (_(node->gate->pattern), -1);

      g_string_append (text, sentence);
    }
  for (guint i = 0; i < node->n_operands; i++)
    {
      const CrNode *from = cr_graph_get_node (graph, node->operands[i]);
      guint n_uses = from != NULL && !is_named_before (node, i) ? cr_chain_count_uses (graph, from->key) : 0;
      g_autofree char *name = NULL;
      g_autofree char *sentence = NULL;

      if (n_uses < 2 || g_str_equal (from->gate->name, "constant"))
        continue;
      name = cr_text_name_to_markup (cr_node_get_title (from));
      sentence = g_strdup_printf (_("%s is used %u times: its gradients add up."), name, n_uses);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* --- Update --- */

/* As the file has it: "0.05", and not "0.0500". */
static char *
dup_rate (double rate)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%g", rate));
}

/* What is subtracted for a gradient "g", in the notation of signs. */
static char *
dup_descent (const CrTraining *training, const char *name)
{
  g_autofree char *rate = dup_rate (training->optimizer.learning_rate);
  g_autofree char *penalty = NULL;

  if (training->optimizer.method != CR_METHOD_SGD)
    return g_strdup_printf ("%s(∇%s)", cr_method_names[training->optimizer.method], name);
  if (training->regularization.kind == CR_PENALTY_NONE || training->regularization.rate == 0)
    return g_strdup_printf ("%s · ∇%s", rate, name);
  penalty = dup_rate (training->regularization.rate);
  if (training->regularization.kind == CR_PENALTY_L1)
    return g_strdup_printf ("%s · (∇%s + %s sign %s)", rate, name, penalty, name);
  return g_strdup_printf ("%s · (∇%s + %s %s)", rate, name, penalty, name);
}

/* Of a number: what it was, by plain descent less which product, and what it becomes. */
static char *
dup_update_in_numbers (CrTape *tape, CrKey key, const CrTraining *training, CrNumberFormat format)
{
  CrNumberFormat finer = { MIN (format.digits + 2, 15), format.decimals };
  gboolean is_plain = training->optimizer.method == CR_METHOD_SGD && training->regularization.kind == CR_PENALTY_NONE;
  const CrTapeParameter *part = NULL;
  CrTapeParameters parameters;
  g_autofree double *values = cr_next_update_find (tape);
  g_autofree char *before = NULL;
  g_autofree char *step = NULL;
  g_autofree char *slope = NULL;
  g_autofree char *after = NULL;

  cr_tape_get_parameters (tape, &parameters);
  for (guint i = 0; i < parameters.n_parts; i++)
    if (parameters.parts[i].key == key && cr_shape_is_number (parameters.parts[i].shape))
      part = &parameters.parts[i];
  if (values == NULL || part == NULL)
    return NULL;
  before = cr_number_to_text (parameters.values[part->offset], is_plain ? format : finer);
  after = cr_number_to_text (values[part->offset], finer);
  if (!is_plain)
    return g_strdup_printf ("%s → <b>%s</b>", before, after);
  step = dup_rate (training->optimizer.learning_rate);
  slope = cr_number_to_text (parameters.gradients[part->offset], format);
  return g_strdup_printf (g_str_has_prefix (slope, "−") ? "%s − %s · (%s) → <b>%s</b>" : "%s − %s · %s → <b>%s</b>", before, step, slope, after);
}

char *
cr_step_text_update (CrTape *tape, CrKey key, CrNumberFormat format)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  const CrNode *node = cr_graph_get_node (graph, key);
  gboolean is_unit = cr_gate_is_unit (node->gate);
  const char *title = is_unit ? "w" : cr_node_get_title (node);
  g_autofree char *name = cr_text_name_to_markup (title);
  g_autofree char *descent = training != NULL ? dup_descent (training, name) : NULL;
  g_autofree char *numbers = training != NULL && !is_unit ? dup_update_in_numbers (tape, key, training, format) : NULL;

  if (training == NULL)
    return NULL;
  if (numbers != NULL)
    return g_strdup_printf ("%s ← %s − %s\n%s", name, name, descent, numbers);
  return g_strdup_printf ("%s ← %s − %s", name, name, descent);
}

char *
cr_step_text_write (CrTape *tape, const CrTimelineStep *step, CrNumberFormat format)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), step->key);

  if (step->phase == CR_PHASE_FORWARD)
    return cr_step_text_forward (tape, step->key, format);
  if (step->phase == CR_PHASE_LOSS)
    {
      g_autofree char *name = cr_text_name_to_markup (cr_node_get_title (node));

      return g_strdup_printf ("∂%s / ∂%s = <b>1</b>", name, name);
    }
  if (step->phase == CR_PHASE_UPDATE)
    return cr_step_text_update (tape, step->key, format);
  return cr_step_text_backward (tape, step->key, format);
}
