/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate sends back, in the names of a graph.
 *
 * How this works: a row's derivative is read word by word. A word is a letter or a longer one: g is the upstream gradient, a and b (A and B, x)
 * are the operands, p, t, s and y those of a loss, names of attributes their numbers; what is left is a function, or plain speech.
 */
#include "cr-gate-rule.h"

#include "cr-number-format.h"

#include <string.h>

/* What is written, and about which gate; @output is %NULL for plain text. */
typedef struct
{
  const CrGraph *graph;
  const CrNode *gate;
  const char *output;
  GString *text;
} Writer;

/* --- Names in LaTeX --- */

static const struct
{
  const char *sign;
  const char *latex;
} signs[] = {
  { "·", "\\cdot" }, { "−", "-" }, { "∘", "\\circ" }, { "Σ", "\\sum" }, { "Φ", "\\Phi " }, { "φ", "\\varphi " }, { "σ", "\\sigma " },
  { "²", "^{2}" }, { "ᵀ", "^{\\top}" }, { "ᵢ", "_{i}" }, { "ⱼ", "_{j}" }, { "ₖ", "_{k}" }, { "‖", "\\|" }, { "′", "'" }, { "ŷ", "\\hat{y}" },
  { "α", "\\alpha " }, { "β", "\\beta " }, { "γ", "\\gamma " }, { "δ", "\\delta " }, { "ε", "\\varepsilon " }, { "θ", "\\theta " },
  { "λ", "\\lambda " }, { "μ", "\\mu " }, { "π", "\\pi " }, { "_", "\\_" }, { "#", "\\#" }, { "%", "\\%" }, { "&", "\\&" }, { "$", "\\$" },
  { "{", "\\{" }, { "}", "\\}" }, { "\\", "\\backslash " }, { "^", "\\hat{\\ }" }, { "~", "\\sim " }, { "∞", "\\infty " },
};

/* Appends the sign at @at, and returns where the next one begins. */
static const char *
append_sign (GString *latex, const char *at)
{
  const char *next = g_utf8_next_char (at);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strlen (signs[i].sign) == (gsize) (next - at) && strncmp (signs[i].sign, at, next - at) == 0)
      {
        g_string_append (latex, signs[i].latex);
        return next;
      }
  g_string_append_len (latex, at, next - at);
  return next;
}

/* "s_y" has an index of one letter: NULL, or where it begins. */
static const char *
find_letter_index (const char *name)
{
  const char *low = strchr (name, '_');

  return low != NULL && low > name && low[1] != '\0' && low[2] == '\0' && g_ascii_isalnum (low[1]) ? low + 1 : NULL;
}

/* Figures at the end, also lowered ones, are an index. */
char *
cr_gate_rule_dup_latex_name (const char *name)
{
  const char *letter = find_letter_index (name);
  g_autoptr (GString) base = g_string_new (NULL);
  g_autoptr (GString) index = g_string_new (NULL);
  g_autoptr (GString) escaped = g_string_new (NULL);

  if (letter != NULL)
    {
      g_autofree char *before = g_strndup (name, letter - 1 - name);
      g_autofree char *base_name = cr_gate_rule_dup_latex_name (before);

      return g_strdup_printf ("%s_{%s}", base_name, letter);
    }
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign >= 0x2080 && sign <= 0x2089)
        g_string_append_c (index, '0' + (sign - 0x2080));
      else if (sign < 128 && g_ascii_isdigit (sign) && base->len > 0)
        g_string_append_c (index, sign);
      else
        {
          g_string_append (base, index->str);
          g_string_truncate (index, 0);
          g_string_append_unichar (base, sign);
        }
    }
  if (index->len > 0 && base->len > 1 && g_str_has_suffix (base->str, "_"))
    g_string_truncate (base, base->len - 1);
  for (const char *at = base->str; *at != '\0';)
    if (*at == ' ')
      g_string_append (escaped, "\\ "), at++;
    else
      at = append_sign (escaped, at);
  if (g_utf8_strlen (base->str, -1) > 1)
    {
      g_string_prepend (escaped, "\\mathrm{");
      g_string_append_c (escaped, '}');
    }
  if (index->len > 0)
    g_string_append_printf (escaped, "_{%s}", index->str);
  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

static void
append_name (Writer *writer, const CrNode *node)
{
  g_autofree char *name = writer->output != NULL ? cr_gate_rule_dup_latex_name (cr_node_get_title (node)) : g_strdup (cr_node_get_title (node));

  g_string_append (writer->text, name);
}

/* --- What a word stands for --- */

/* "a" and "p" are the number of gates that have one; %NULL where there is none. */
static const CrAttributeInfo *
find_number (const CrGate *gate, const char *word)
{
  const CrAttributeInfo *found = NULL;

  for (guint i = 0; i < gate->n_attributes && found == NULL; i++)
    if (gate->attributes[i].kind == CR_ATTRIBUTE_NUMBER
        && (g_str_equal (gate->attributes[i].name, word) || (gate->n_attributes == 1 && (g_str_equal (word, "a") || g_str_equal (word, "p")))))
      found = &gate->attributes[i];
  return found;
}

/* The operand that a letter or a word of the row names, or -1. */
static int
find_operand (const CrNode *gate, const char *word)
{
  const CrGate *row = gate->gate;
  gboolean is_letter = strlen (word) == 1;

  for (guint i = 0; i < gate->n_operands && row->operand_names != NULL; i++)
    if (is_letter ? cr_gate_get_operand_name (row, i)[0] == *word : g_str_equal (cr_gate_get_operand_name (row, i), word))
      return i;
  if (!is_letter)
    return -1;
  if (gate->n_operands == 1 || row->label == 1)
    return *word == 'x' || *word == 'A' || (row->label == 1 && *word == 's') ? 0 : row->label == 1 && strchr ("ty", *word) != NULL ? 1 : -1;
  return strchr ("aA", *word) != NULL ? 0 : strchr ("bB", *word) != NULL ? 1 : -1;
}

/* --- Words --- */

/* @has_index: one follows, which is of all of it. */
static void
append_gradient (Writer *writer, gboolean has_index)
{
  g_autofree char *name = cr_gate_rule_dup_latex_name (cr_node_get_title (writer->gate));

  if (writer->output != NULL)
    g_string_append_printf (writer->text, has_index ? "(\\nabla_{%s} %s)" : "\\nabla_{%s} %s", name, writer->output);
  else
    g_string_append_printf (writer->text, "∇%s", cr_node_get_title (writer->gate));
}

static void
append_number (Writer *writer, double number)
{
  g_autofree char *text = cr_number_to_exact_text (number);

  for (const char *at = text; *at != '\0';)
    if (writer->output != NULL)
      at = append_sign (writer->text, at);
    else
      g_string_append_c (writer->text, *at++);
}

/* Functions as such, all else as plain speech: words beside each other are one piece of it. */
static void
append_word (Writer *writer, const char *word)
{
  static const char *const functions[] = { "tanh", "cos", "sin" };
  static const char *const symbols[] = { "softmax", "sign", "net", "ReLU", "ELU" };
  GString *text = writer->text;

  if (writer->output == NULL || strlen (word) == 1)
    {
      g_string_append (text, word);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i], word))
      {
        g_string_append_printf (text, "\\%s", word);
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i], word))
      {
        g_string_append_printf (text, "\\mathrm{%s}", word);
        return;
      }
  if (g_str_has_suffix (text->str, " } "))
    g_string_truncate (text, text->len - 2);
  else
    g_string_append (text, "\\text{ ");
  g_string_append_printf (text, "%s }", word);
}

static void
append_meaning (Writer *writer, const char *word, const char *after)
{
  int operand = find_operand (writer->gate, word);
  const CrNode *from = operand >= 0 ? cr_graph_get_node (writer->graph, writer->gate->operands[operand]) : NULL;
  const CrAttributeInfo *number = from == NULL ? find_number (writer->gate->gate, word) : NULL;

  if (g_str_equal (word, "g"))
    append_gradient (writer, g_str_has_prefix (after, "ᵢ") || g_str_has_prefix (after, "ⱼ"));
  else if (from != NULL)
    append_name (writer, from);
  else if (number != NULL)
    append_number (writer, cr_node_get_number (writer->gate, number->name));
  else if (g_str_equal (word, "y") && writer->gate->gate->operand_names == NULL)
    append_name (writer, writer->gate); /* its own result */
  else
    append_word (writer, word);
}

/* "e" with a small raised x, and x with a small raised p − 1: there are no raised letters for every name and number. */
static const char *
append_power (Writer *writer, const char *at)
{
  gboolean is_latex = writer->output != NULL;

  if (g_str_has_prefix (at, "eˣ"))
    {
      g_string_append (writer->text, is_latex ? "e^{" : "exp(");
      append_meaning (writer, "x", "");
      g_string_append (writer->text, is_latex ? "}" : ")");
      return at + strlen ("eˣ");
    }
  if (g_str_has_prefix (at, "ᵖ⁻¹"))
    {
      g_string_append (writer->text, is_latex ? "^{" : "^");
      append_number (writer, cr_node_get_number (writer->gate, "exponent") - 1);
      g_string_append (writer->text, is_latex ? "}" : "");
      return at + strlen ("ᵖ⁻¹");
    }
  if (g_str_has_prefix (at, "α") && find_number (writer->gate->gate, "alpha") != NULL)
    {
      append_number (writer, cr_node_get_number (writer->gate, "alpha"));
      return at + strlen ("α");
    }
  if (is_latex && g_str_has_prefix (at, "√x"))
    {
      g_string_append (writer->text, "\\sqrt{");
      append_meaning (writer, "x", "");
      g_string_append_c (writer->text, '}');
      return at + strlen ("√x");
    }
  return NULL;
}

static const char *
append_next (Writer *writer, const char *at)
{
  const char *after = append_power (writer, at);

  if (after != NULL)
    return after;
  if (g_ascii_isalpha (*at))
    {
      g_autofree char *word = NULL;

      for (after = at; g_ascii_isalpha (*after); after++)
        ;
      word = g_strndup (at, after - at);
      append_meaning (writer, word, after);
      return after;
    }
  if (writer->output == NULL)
    {
      after = g_utf8_next_char (at);
      g_string_append_len (writer->text, at, after - at);
      return after;
    }
  if (*at != '_' || at[1] == '\0')
    return append_sign (writer->text, at);
  g_string_append (writer->text, "_{");
  after = append_next (writer, at + 1);
  g_string_append_c (writer->text, '}');
  return after;
}

static char *
dup_written (const CrGraph *graph, const CrNode *gate, const char *rule, const char *output)
{
  Writer writer = { graph, gate, output, g_string_new (NULL) };

  for (const char *at = rule; *at != '\0';)
    at = append_next (&writer, at);
  return g_string_free (writer.text, FALSE);
}

/* --- The row's words for an operand --- */

/* "a′(net)" with the unit's activation for a, none at all where it is linear; nor a factor of 1. */
static char *
dup_simplified (const CrNode *gate, const char *rule)
{
  const CrAttribute *activation = cr_node_get_attribute (gate, "activation");
  g_autoptr (GString) text = g_string_new (rule);

  if (activation != NULL && activation->activation != NULL)
    {
      g_autofree char *slope = g_strdup_printf ("%s′(net)", activation->activation->symbol);

      g_string_replace (text, "a′(net)", slope, 0);
    }
  else
    {
      g_string_replace (text, "a′(net) · ", "", 0);
      g_string_replace (text, "(a′(net) ∘ g)", "g", 0);
    }
  if (find_number (gate->gate, "factor") != NULL && cr_node_get_number (gate, "factor") == 1)
    g_string_replace (text, "factor · ", "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Gates of two operands whose rows say first what the first one gets. */
static gboolean
has_rule_for_each (const CrGate *gate)
{
  static const char *const names[] = { "add", "sub", "mul", "div", "matmul", "dot" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (gate->name, names[i]))
      return TRUE;
  return FALSE;
}

static char *
dup_part (const CrNode *gate, guint operand)
{
  static const char negative[] = ", and its negative";
  const char *rule = gate->gate->derivative;
  g_auto (GStrv) parts = NULL;

  if (operand == gate->gate->label)
    return NULL;
  if (gate->n_operands == 1 || gate->gate->label == 1)
    return cr_gate_is_unit (gate->gate) && !g_str_equal (gate->gate->name, "dense") ? NULL : dup_simplified (gate, rule);
  if (g_str_has_suffix (rule, negative))
    {
      g_autofree char *both = dup_simplified (gate, rule);

      return g_strdup_printf ("%s%.*s", operand == 0 ? "" : "−", (int) (strlen (both) - strlen (negative)), both);
    }
  if (g_str_equal (gate->gate->name, "add"))
    return g_strdup ("g");
  if (gate->n_operands != 2 || !has_rule_for_each (gate->gate))
    return NULL;
  parts = g_strsplit (rule, ", ", -1);
  return g_strv_length (parts) > operand ? g_strdup (parts[operand]) : NULL;
}

char *
cr_gate_rule_dup (const CrGraph *graph, CrKey key, guint operand)
{
  const CrNode *gate = cr_graph_get_node (graph, key);
  g_autofree char *rule = gate != NULL && operand < gate->n_operands ? dup_part (gate, operand) : NULL;

  return rule != NULL ? dup_written (graph, gate, rule, NULL) : NULL;
}

char *
cr_gate_rule_dup_latex (const CrGraph *graph, CrKey key, guint operand, const char *output)
{
  const CrNode *gate = cr_graph_get_node (graph, key);
  g_autofree char *rule = gate != NULL && operand < gate->n_operands ? dup_part (gate, operand) : NULL;

  return rule != NULL ? dup_written (graph, gate, rule, output) : NULL;
}

char *
cr_gate_rule_dup_whole (const CrGraph *graph, CrKey key)
{
  const CrNode *gate = cr_graph_get_node (graph, key);
  g_autofree char *rule = dup_simplified (gate, gate->gate->derivative);

  return dup_written (graph, gate, rule, NULL);
}
