/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a gate's row says of it, in the names of a graph. */
#include "cr-gate-formula.h"

#include "cr-number-format.h"

#include <string.h>

/* --- Signs --- */

static gboolean
is_alone (const char *text, const char *at)
{
  return (at == text || !g_ascii_isalpha (at[-1])) && !g_ascii_isalpha (at[1]);
}

/* What a sign of a derivative stands for: g for the upstream gradient, a and b (A and B) or x for the operands. */
static char *
dup_meaning (const CrGraph *graph, const CrNode *gate, char sign)
{
  guint operand = sign == 'b' || sign == 'B' ? 1 : 0;
  gboolean is_operand = gate->n_operands == 1 ? sign == 'x' || sign == 'A' : strchr ("abAB", sign) != NULL;
  const CrNode *from;

  if (sign == 'g')
    return g_strdup_printf ("∇%s", cr_node_get_title (gate));
  if (!is_operand || operand >= gate->n_operands)
    return NULL;
  from = cr_graph_get_node (graph, gate->operands[operand]);
  return from != NULL ? g_strdup (cr_node_get_title (from)) : NULL;
}

/* --- What it computes --- */

/* An operand by the first letter of its name in the table: p for the prediction, t for the target. */
static char *
dup_by_table (const CrGraph *graph, const CrNode *gate, char sign)
{
  for (guint i = 0; i < gate->n_operands; i++)
    {
      const char *name = cr_gate_get_operand_name (gate->gate, i);
      const CrNode *from = cr_graph_get_node (graph, gate->operands[i]);

      if (name != NULL && name[0] == sign && from != NULL)
        return g_strdup (cr_node_get_title (from));
    }
  return NULL;
}

/* "a(Σ …)" with the unit's activation for a; none at all where it is linear. */
static char *
put_activation (const CrNode *gate, const char *formula)
{
  const CrAttribute *activation = cr_node_get_attribute (gate, "activation");
  g_autofree char *inner = NULL;

  if (!g_str_has_prefix (formula, "a(") || !g_str_has_suffix (formula, ")"))
    return g_strdup (formula);
  inner = g_strndup (formula + 2, strlen (formula) - 3);
  if (activation == NULL || activation->activation == NULL)
    return g_steal_pointer (&inner);
  return g_strdup_printf ("%s(%s)", activation->activation->symbol, inner);
}

/* Words that are attributes as their numbers; a factor of 1 is left out. */
static char *
put_attributes (const CrNode *gate, const char *formula)
{
  g_autoptr (GString) text = g_string_new (formula);

  for (guint i = 0; i < gate->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &gate->gate->attributes[i];
      g_autofree char *as_factor = g_strdup_printf ("%s · ", info->name);
      g_autofree char *number = NULL;

      if (info->kind != CR_ATTRIBUTE_NUMBER || strlen (info->name) < 2)
        continue;
      if (cr_node_get_number (gate, info->name) == 1)
        g_string_replace (text, as_factor, "", 0);
      number = cr_number_to_exact_text (cr_node_get_number (gate, info->name)); /* as the file has it: "0.5", not "0.500" */
      g_string_replace (text, info->name, number, 0);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
put_operands (const CrGraph *graph, const CrNode *gate, const char *formula)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = formula; *at != '\0'; at++)
    {
      char *meaning = NULL;

      if (g_ascii_isalpha (*at) && is_alone (formula, at))
        meaning = *at != 'g' ? dup_meaning (graph, gate, *at) : NULL;
      if (meaning == NULL && g_ascii_isalpha (*at) && is_alone (formula, at))
        meaning = dup_by_table (graph, gate, *at);
      if (meaning != NULL)
        g_string_append (text, meaning);
      else
        g_string_append_c (text, *at);
      g_free (meaning);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "a + b + …" is all of it where there are two. */
static char *
drop_more (const CrNode *gate, const char *formula)
{
  static const char *const more[] = { " + …", " · …", ", …", " below …" };
  g_autoptr (GString) text = g_string_new (formula);

  for (guint i = 0; i < G_N_ELEMENTS (more) && gate->n_operands == 2; i++)
    g_string_replace (text, more[i], "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cr_gate_formula_dup (const CrGraph *graph, CrKey key)
{
  const CrNode *gate = cr_graph_get_node (graph, key);
  g_autofree char *active = put_activation (gate, gate->gate->formula);
  g_autofree char *short_form = drop_more (gate, active);
  g_autofree char *own = cr_gate_is_unit (gate->gate) ? g_strdup (active) : put_operands (graph, gate, short_form);

  return put_attributes (gate, own);
}

char *
cr_gate_formula_name_operands (const CrGraph *graph, CrKey gate, const char *text)
{
  return put_operands (graph, cr_graph_get_node (graph, gate), text);
}
