/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a gradient is what it is: gradient = upstream · local, for one wire between numbers. */
#include "cr-chain-rule.h"

#include "cr-reckoning.h"

#include <math.h>

/* --- The numbers --- */

gboolean
cr_chain_term_get (CrTape *tape, CrKey to, guint operand, CrChainTerm *term)
{
  CrNumbers upstream;

  if (!cr_tape_get_gradient (tape, to, &upstream) || !cr_shape_is_number (upstream.shape) || upstream.width != 1 ||
      !cr_tape_get_local (tape, to, operand, &term->local))
    return FALSE;
  term->upstream = upstream.entries[0];
  return cr_tape_get_product (tape, to, operand, &term->gradient);
}

/* --- The text --- */

/* So small that decimals would say nothing of it: it is printed with a power of ten, and then the others should be so too. */
static gboolean
is_below_decimals (double number, CrNumberFormat format)
{
  return format.decimals && number != 0 && fabs (number) < 0.5 * pow (10, -(double) format.digits);
}

void
cr_chain_term_write (const CrChainTerm *term, CrNumberFormat format, CrChainText *text)
{
  const double factors[] = { term->upstream, term->local };
  CrReckoning reckoning;

  if (is_below_decimals (term->gradient, format) || is_below_decimals (term->upstream, format) || is_below_decimals (term->local, format))
    format = (CrNumberFormat) { MAX (format.digits, 3), FALSE };
  reckoning = cr_reckoning_find (cr_reckon_product, NULL, G_N_ELEMENTS (factors), factors, 1, &term->gradient, format);
  text->is_exact = reckoning.is_exact;
  cr_number_format_write (term->gradient, reckoning.result, text->gradient);
  cr_number_format_write (term->upstream, cr_reckoning_get_format (&reckoning, term->upstream), text->upstream);
  cr_number_format_write (term->local, cr_reckoning_get_format (&reckoning, term->local), text->local);
}

/* --- Branches --- */

guint
cr_chain_count_uses (const CrGraph *graph, CrKey key)
{
  guint n_uses = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      n_uses += node->operands[i] == key && i != node->gate->label;
  return n_uses;
}

char *
cr_chain_dup_branch (const CrGraph *graph, CrKey to, guint operand)
{
  const CrNode *node = cr_graph_get_node (graph, to);
  const CrNode *from = cr_graph_get_node (graph, node->operands[operand]);

  if (from == NULL || cr_chain_count_uses (graph, from->key) < 2)
    return NULL;
  return g_strdup_printf ("%s → %s", cr_node_get_title (from), cr_node_get_title (node));
}
