/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a group is folded into takes the shapes that stand at the group. Gates that are wired like a softmax are one on a column only:
 * exp, sum and div take a matrix as well, a softmax does not. The gate's own row says what it takes. */
#include "cr-expansion-private.h"

#include <glib/gi18n-lib.h>

gboolean
cr_folding_get_shape (CrFolding *folding, CrKey key, CrShape *shape)
{
  if (folding->tape == NULL)
    folding->tape = cr_tape_new (folding->graph);
  return key != CR_KEY_NONE && cr_tape_get_shape (folding->tape, key, shape);
}

/* The shapes of the operands; FALSE where one is open or waits. A node that folding adds has that of its own gate. */
static gboolean
get_operand_shapes (CrFolding *folding, const CrNode *node, CrShape *shapes)
{
  for (guint i = 0; i < node->n_operands; i++)
    {
      const CrNode *added = cr_folding_get_added (folding, node->operands[i]);

      if (added == NULL && !cr_folding_get_shape (folding, node->operands[i], &shapes[i]))
        return FALSE;
      if (added == NULL)
        continue;

      g_autofree CrShape *inner = g_new (CrShape, added->n_operands);

      if (!get_operand_shapes (folding, added, inner) ||
          !added->gate->infer_shape (added, inner, added->n_operands, &shapes[i], NULL))
        return FALSE;
    }
  return TRUE;
}

gboolean
cr_folding_check_shapes (CrFolding *folding, const CrNode *node, GError **error)
{
  g_autofree CrShape *shapes = g_new (CrShape, node->n_operands);
  g_autoptr (GError) reason = NULL;
  CrShape before, after;

  if (!get_operand_shapes (folding, node, shapes))
    return TRUE;
  if (!node->gate->infer_shape (node, shapes, node->n_operands, &after, &reason))
    {
      cr_folding_refuse (error, _("these gates are wired like %s, which does not take such shapes: %s"), node->gate->name,
                         reason->message);
      return FALSE;
    }
  if (!cr_folding_get_shape (folding, folding->result->key, &before) || cr_shape_equal (before, after))
    return TRUE;

  g_autofree char *is = cr_shape_to_string (before);
  g_autofree char *would_be = cr_shape_to_string (after);

  cr_folding_refuse (error, _("%s is %s, and as %s it would be %s"), folding->result->id, is, node->gate->name, would_be);
  return FALSE;
}
