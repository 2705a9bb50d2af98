/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain rule of one node in symbols, numbers and LaTeX. */
#include "cr-card.h"

#include "cr-chain-rule.h"
#include "cr-gate-rule.h"
#include "cr-reckoning.h"
#include "cr-text.h"

#include <math.h>
#include <string.h>

#define MOST_ROWS 4     /* a larger matrix is told by its shape */
#define SUM_SLACK 1e-9  /* of the terms: far more than rounding makes */

/* What is being written about. */
typedef struct
{
  CrTape *tape;
  const CrGraph *graph;
  const CrExplanation *explanation;
  CrNumberFormat format;
  GPtrArray *products; /* of each term as matrices, or NULL */
  CrReckoning sum;    /* of the terms */
  const char *node;   /* its name */
  const char *output; /* the output's name */
  const char *branch; /* (nullable): "x → a" where it is about one wire of several */
} Subject;

/* --- Names and numbers --- */

static const char *
get_name (const Subject *subject, CrKey key)
{
  return cr_node_get_title (cr_graph_get_node (subject->graph, key));
}

/* "−3.35·10⁻⁴" in LaTeX. */
static void
append_latex_number (GString *latex, const char *number)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autoptr (GString) text = g_string_new (number);
  gboolean has_power = strstr (number, "·10") != NULL;

  g_string_replace (text, "−", "-", 0);
  g_string_replace (text, "∞", "\\infty", 0);
  g_string_replace (text, "NaN", "\\mathrm{NaN}", 0);
  g_string_replace (text, "·10", " \\cdot 10^{", 0);
  g_string_replace (text, "⁻", "-", 0);
  for (guint i = 0; i < G_N_ELEMENTS (raised); i++)
    {
      char figure[] = { '0' + i, '\0' };

      g_string_replace (text, raised[i], figure, 0);
    }
  g_string_append (latex, text->str);
  if (has_power)
    g_string_append_c (latex, '}');
}

static void
write_operand (double operand, const CrReckoning *reckoning, char *text)
{
  cr_number_format_write (operand, cr_reckoning_get_format (reckoning, operand), text);
}

static gboolean
is_told_by_shape (CrShape shape)
{
  return shape.rows > MOST_ROWS || shape.columns > MOST_ROWS;
}

/* "[0.10 0.50; −0.30 0.80]", a number as it is, a large matrix as its shape; written as operands of that. */
static void
append_operands (GString *text, CrShape shape, const double *entries, const CrReckoning *reckoning, gboolean is_latex)
{
  gboolean is_number = cr_shape_is_number (shape);
  char number[CR_NUMBER_TEXT_SIZE];

  if (is_told_by_shape (shape))
    {
      g_string_append_printf (text, is_latex ? "(%u \\times %u)" : "(%u×%u)", shape.rows, shape.columns);
      return;
    }
  if (!is_number)
    g_string_append (text, is_latex ? "\\begin{bmatrix} " : "[");
  for (guint row = 0; row < shape.rows; row++)
    for (guint column = 0; column < shape.columns; column++)
      {
        if (column > 0)
          g_string_append (text, is_latex ? " & " : " ");
        else if (row > 0)
          g_string_append (text, is_latex ? " \\\\ " : "; ");
        write_operand (entries[row * shape.columns + column], reckoning, number);
        if (is_latex)
          append_latex_number (text, number);
        else
          g_string_append (text, number);
      }
  if (!is_number)
    g_string_append (text, is_latex ? " \\end{bmatrix}" : "]");
}

static void
append_numbers (GString *text, CrShape shape, const double *entries, CrNumberFormat format, gboolean is_latex)
{
  append_operands (text, shape, entries, &(CrReckoning) { format, format, format, TRUE }, is_latex);
}

/* Of @n terms, entry by entry. */
static CrReckoning
reckon_sum (const CrExplanation *explanation, CrNumberFormat format)
{
  GArray *terms = explanation->terms;
  gsize n_entries = cr_shape_get_size (explanation->shape);
  g_autofree double *operands = NULL;

  if (terms->len < 2 || is_told_by_shape (explanation->shape))
    return (CrReckoning) { format, format, format, TRUE };
  operands = g_new (double, n_entries * terms->len);
  for (gsize entry = 0; entry < n_entries; entry++)
    for (guint i = 0; i < terms->len; i++)
      operands[entry * terms->len + i] = g_array_index (terms, CrTerm, i).product[entry];
  return cr_reckoning_find (cr_reckon_sum, NULL, terms->len, operands, n_entries, explanation->gradient, format);
}

/* --- Symbols --- */

static gboolean
is_of_numbers (const Subject *subject)
{
  if (!cr_shape_is_number (subject->explanation->shape))
    return FALSE;
  for (guint i = 0; i < subject->explanation->terms->len; i++)
    if (!g_array_index (subject->explanation->terms, CrTerm, i).has_local)
      return FALSE;
  return TRUE;
}

/* What is partly said in words stands in brackets among other terms. */
static void
append_rule (GString *text, const Subject *subject, const char *rule)
{
  gboolean is_sentence = strchr (rule, ',') != NULL || strstr (rule, " to ") != NULL || strstr (rule, "\\text{") != NULL;

  g_string_append_printf (text, is_sentence && subject->explanation->terms->len > 1 ? "(%s)" : "%s", rule);
}

static void
append_symbol_term (GString *text, const Subject *subject, const CrTerm *term)
{
  const char *gate = get_name (subject, term->gate);
  g_autofree char *rule = is_of_numbers (subject) ? NULL : cr_gate_rule_dup (subject->graph, term->gate, term->operand);

  if (is_of_numbers (subject))
    g_string_append_printf (text, "∂%s/∂%s · ∂%s/∂%s", subject->output, gate, gate, subject->node);
  else if (rule != NULL)
    append_rule (text, subject, rule);
  else
    g_string_append_printf (text, "(∂%s/∂%s)ᵀ · ∇%s", gate, subject->node, gate);
}

static char *
dup_symbols (const Subject *subject)
{
  GArray *terms = subject->explanation->terms;
  g_autoptr (GString) text = g_string_new (NULL);

  if (subject->branch != NULL)
    g_string_append (text, subject->branch);
  else if (is_of_numbers (subject))
    g_string_append_printf (text, "∂%s/∂%s", subject->output, subject->node);
  else
    g_string_append_printf (text, "∇%s", subject->node);
  g_string_append (text, subject->branch != NULL ? ": " : " = ");
  for (guint i = 0; i < terms->len; i++)
    {
      g_string_append (text, i > 0 ? " + " : "");
      append_symbol_term (text, subject, &g_array_index (terms, CrTerm, i));
    }
  if (terms->len == 0)
    append_numbers (text, subject->explanation->shape, subject->explanation->gradient, subject->format, FALSE);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_latex_symbols (GString *latex, const Subject *subject)
{
  GArray *terms = subject->explanation->terms;
  g_autofree char *node = cr_gate_rule_dup_latex_name (subject->node);
  g_autofree char *output = cr_gate_rule_dup_latex_name (subject->output);
  g_autofree char *to = cr_gate_rule_dup_latex_name (terms->len > 0 ? get_name (subject, g_array_index (terms, CrTerm, 0).gate) : "");
  gboolean is_number = is_of_numbers (subject);

  if (subject->branch != NULL)
    g_string_append_printf (latex, "%s \\to %s", node, to);
  else if (is_number)
    g_string_append_printf (latex, "\\frac{\\partial %s}{\\partial %s}", output, node);
  else
    g_string_append_printf (latex, "\\nabla_{%s} %s", node, output);
  for (guint i = 0; i < terms->len; i++)
    {
      const CrTerm *term = &g_array_index (terms, CrTerm, i);
      g_autofree char *gate = cr_gate_rule_dup_latex_name (get_name (subject, term->gate));
      g_autofree char *rule = is_number ? NULL : cr_gate_rule_dup_latex (subject->graph, term->gate, term->operand, output);

      g_string_append (latex, i > 0 ? " + " : subject->branch != NULL ? ": \\quad " : " = ");
      if (is_number)
        g_string_append_printf (latex, "\\frac{\\partial %s}{\\partial %s} \\cdot \\frac{\\partial %s}{\\partial %s}", output, gate, gate,
                                node);
      else if (rule != NULL)
        append_rule (latex, subject, rule);
      else
        g_string_append_printf (latex, "\\left(\\frac{\\partial %s}{\\partial %s}\\right)^{\\top} \\nabla_{%s} %s", gate, node, gate, output);
    }
}

/* --- Numbers --- */

static void
append_product (GString *text, const CrMatrixProduct *product, gboolean is_latex)
{
  const CrReckoning *reckoning = &product->reckoning;
  gboolean is_entrywise = product->is_entrywise;

  append_numbers (text, product->shapes[0], product->entries[0], reckoning->result, is_latex);
  if (!is_latex)
    g_string_append_printf (text, " %s ", product->sign);
  else
    g_string_append (text, g_str_equal (product->sign, "=") ? " = " : g_str_equal (product->sign, "≈") ? " \\approx " : " \\neq ");
  append_operands (text, product->shapes[1], product->entries[1], reckoning, is_latex);
  g_string_append (text, !is_latex ? is_entrywise ? " ∘ " : " · " : is_entrywise ? " \\circ " : " \\cdot ");
  append_operands (text, product->shapes[2], product->entries[2], reckoning, is_latex);
}

static void
append_factors (GString *text, const Subject *subject, guint index, gboolean is_latex)
{
  const CrTerm *term = &g_array_index (subject->explanation->terms, CrTerm, index);
  CrChainTerm numbers = { term->product[0], term->upstream[0], term->local };
  CrChainText written;

  if (subject->products->pdata[index] != NULL)
    {
      append_product (text, subject->products->pdata[index], is_latex);
      return;
    }
  if (!term->has_local)
    {
      g_string_append (text, is_latex ? "\\nabla = " : "∇ = ");
      append_numbers (text, term->upstream_shape, term->upstream, subject->format, is_latex);
      g_string_append (text, is_latex ? " \\;\\Rightarrow\\; " : " → ");
      append_numbers (text, subject->explanation->shape, term->product, subject->format, is_latex);
      return;
    }
  cr_chain_term_write (&numbers, cr_reckoning_get_format (&subject->sum, numbers.gradient), &written);
  if (!is_latex)
    {
      g_string_append_printf (text, "%s · %s %s %s", written.upstream, written.local, written.is_exact ? "=" : "≈", written.gradient);
      return;
    }
  append_latex_number (text, written.upstream);
  g_string_append (text, " \\cdot ");
  append_latex_number (text, written.local);
  g_string_append (text, written.is_exact ? " = " : " \\approx ");
  append_latex_number (text, written.gradient);
}

/* It is not where the rule of adding up has been broken on purpose. */
static gboolean
is_their_sum (const CrExplanation *explanation)
{
  for (gsize entry = 0; entry < cr_shape_get_size (explanation->shape); entry++)
    {
      double sum = 0, size = 0;

      for (guint i = 0; i < explanation->terms->len; i++)
        {
          double product = g_array_index (explanation->terms, CrTerm, i).product[entry];

          sum += product;
          size += fabs (product);
        }
      if (isfinite (sum) && fabs (sum - explanation->gradient[entry]) > SUM_SLACK * size)
        return FALSE;
    }
  return TRUE;
}

/* The products and their sum. */
static char *
dup_sum (const Subject *subject, gboolean is_latex)
{
  GArray *terms = subject->explanation->terms;
  g_autoptr (GString) text = g_string_new (NULL);

  if (terms->len < 2)
    return NULL;
  for (guint i = 0; i < terms->len; i++)
    {
      g_string_append (text, i > 0 ? " + " : "");
      append_operands (text, subject->explanation->shape, g_array_index (terms, CrTerm, i).product, &subject->sum, is_latex);
    }
  if (subject->sum.is_exact)
    g_string_append (text, " = ");
  else if (is_their_sum (subject->explanation))
    g_string_append (text, is_latex ? " \\approx " : " ≈ ");
  else
    g_string_append (text, is_latex ? " \\neq " : " ≠ ");
  append_numbers (text, subject->explanation->shape, subject->explanation->gradient, subject->sum.result, is_latex);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Shapes --- */

static void
append_shape (GString *text, const char *name, CrShape shape)
{
  g_autofree char *markup = cr_text_name_to_markup (name);
  g_autofree char *size = cr_shape_to_string (shape);

  g_string_append_printf (text, "%s∇%s %s", text->len > 0 ? ", " : "", markup, size);
}

/* Of the node's gradient, and of what arrives at each gate that uses it, each once. */
static char *
dup_shapes (const Subject *subject)
{
  GArray *terms = subject->explanation->terms;
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_of_numbers (subject) || terms->len == 0)
    return NULL;
  append_shape (text, subject->node, subject->explanation->shape);
  for (guint i = 0; i < terms->len; i++)
    {
      const CrTerm *term = &g_array_index (terms, CrTerm, i);

      if (i == 0 || term->gate != g_array_index (terms, CrTerm, i - 1).gate)
        append_shape (text, get_name (subject, term->gate), term->upstream_shape);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- The card --- */

static void
write_plain (const Subject *subject, CrCard *card)
{
  g_autofree char *symbols = dup_symbols (subject);
  g_autofree char *sum = dup_sum (subject, FALSE);
  g_autoptr (GString) text = g_string_new (symbols);

  card->symbols = cr_text_formula_to_markup (symbols);
  card->shapes = dup_shapes (subject);
  card->sum = sum != NULL ? g_markup_escape_text (sum, -1) : NULL;
  for (guint i = 0; i < subject->explanation->terms->len; i++)
    {
      const CrTerm *term = &g_array_index (subject->explanation->terms, CrTerm, i);
      g_autofree char *name = cr_text_name_to_markup (get_name (subject, term->gate));
      g_autofree char *escaped = NULL;
      g_autoptr (GString) factors = g_string_new (NULL);

      append_factors (factors, subject, i, FALSE);
      escaped = g_markup_escape_text (factors->str, -1);
      g_ptr_array_add (card->names, g_strdup (name));
      g_ptr_array_add (card->lines, g_strdup_printf ("%s: %s", name, escaped));
      g_string_append_printf (text, "\n%s: %s", get_name (subject, term->gate), factors->str);
    }
  if (sum != NULL)
    g_string_append_printf (text, "\n%s", sum);
  card->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_latex (const Subject *subject)
{
  g_autofree char *sum = dup_sum (subject, TRUE);
  g_autoptr (GString) latex = g_string_new (NULL);

  append_latex_symbols (latex, subject);
  for (guint i = 0; i < subject->explanation->terms->len; i++)
    {
      g_string_append (latex, " \\\\\n");
      append_factors (latex, subject, i, TRUE);
    }
  if (subject->explanation->terms->len == 0)
    {
      g_string_append (latex, " = ");
      append_numbers (latex, subject->explanation->shape, subject->explanation->gradient, subject->format, TRUE);
    }
  if (sum != NULL)
    g_string_append_printf (latex, " \\\\\n%s", sum);
  return g_string_free (g_steal_pointer (&latex), FALSE);
}

static void
free_product (gpointer product)
{
  if (product != NULL)
    cr_matrix_product_free (product);
}

/* A product for each term, %NULL where it cannot be shown. */
static GPtrArray *
make_products (const Subject *subject)
{
  GPtrArray *products = g_ptr_array_new_with_free_func (free_product);

  for (guint i = 0; i < subject->explanation->terms->len; i++)
    {
      const CrTerm *term = &g_array_index (subject->explanation->terms, CrTerm, i);

      g_ptr_array_add (products, term->has_local ? NULL : cr_matrix_product_new (subject->tape, term->gate, term->operand, subject->format));
    }
  return products;
}

static CrCard *
new_card (Subject *subject)
{
  CrCard *card = g_new0 (CrCard, 1);

  subject->graph = cr_tape_get_graph (subject->tape);
  subject->node = get_name (subject, subject->explanation->node);
  subject->output = get_name (subject, cr_tape_get_output (subject->tape, NULL));
  subject->sum = reckon_sum (subject->explanation, subject->format);
  subject->products = make_products (subject);
  card->lines = g_ptr_array_new_with_free_func (g_free);
  card->names = g_ptr_array_new_with_free_func (g_free);
  write_plain (subject, card);
  card->latex = dup_latex (subject);
  card->products = subject->products;
  if (g_ptr_array_find (card->products, NULL, NULL))
    g_ptr_array_set_size (card->products, 0);
  return card;
}

CrCard *
cr_card_new (CrTape *tape, CrKey key, CrNumberFormat format)
{
  g_autoptr (CrExplanation) explanation = cr_explanation_new (tape, key, NULL);

  return explanation != NULL ? new_card (&(Subject) { .tape = tape, .explanation = explanation, .format = format }) : NULL;
}

CrCard *
cr_card_new_for_wire (CrTape *tape, CrKey to, guint operand, CrNumberFormat format)
{
  const CrNode *gate = cr_graph_get_node (cr_tape_get_graph (tape), to);
  g_autoptr (CrExplanation) explanation = cr_explanation_new (tape, gate->operands[operand], NULL);
  g_autofree char *branch = cr_chain_dup_branch (cr_tape_get_graph (tape), to, operand);

  for (guint i = explanation != NULL ? explanation->terms->len : 0; i-- > 0;)
    {
      const CrTerm *term = &g_array_index (explanation->terms, CrTerm, i);

      if (term->gate != to || term->operand != operand)
        g_array_remove_index (explanation->terms, i);
    }
  if (explanation == NULL || explanation->terms->len == 0)
    return NULL;
  return new_card (&(Subject) { .tape = tape, .explanation = explanation, .format = format, .branch = branch });
}

void
cr_card_free (CrCard *card)
{
  g_free (card->symbols);
  g_free (card->shapes);
  g_ptr_array_unref (card->lines);
  g_free (card->sum);
  g_ptr_array_unref (card->products);
  g_ptr_array_unref (card->names);
  g_free (card->text);
  g_free (card->latex);
  g_free (card);
}
