/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong at a node, in words. */
#include "cr-report.h"

#include <glib/gi18n-lib.h>

static char *
describe_open_operand (const CrNode *node)
{
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] == CR_KEY_NONE)
      {
        const char *name = cr_gate_get_operand_name (node->gate, i);

        return name != NULL ? g_strdup_printf (_("operand %u (%s) is open"), i, name) : g_strdup_printf (_("operand %u is open"), i);
      }
  return NULL;
}

char *
cr_report_describe_problem (const CrTape *tape, const CrNode *node)
{
  switch (cr_tape_get_state (tape, node->key))
    {
    case CR_NODE_OPEN:
      return describe_open_operand (node);
    case CR_NODE_ERROR:
      return g_strdup (cr_tape_get_problem (tape, node->key));
    case CR_NODE_READY:
    case CR_NODE_WAITING:
    default:
      return NULL;
    }
}
