/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the members of a group are the steps of a composite gate.
 *
 * How this works: the last step is laid over the result, and from there each step over the member that is wired where its operand is. An
 * operand of the composite gate may be anything outside of the group, the same wherever it stands. Sums and products are tried with
 * their two operands either way round. In the end every member must have been used, and every number must be what the steps say.
 */
#include "cr-expansion-private.h"

#include <string.h>

typedef struct
{
  CrFolding *folding;
  const CrGate *gate;
  const GArray *steps;
  const CrNode *laid[CR_MOST_STEPS]; /* what each step lies on */
  CrKey operands[2];                 /* what the gate's operands are */
  gboolean is_bound[2];
} Match;

static const CrExpansionStep *
get_step (const Match *match, guint index)
{
  return &g_array_index (match->steps, CrExpansionStep, index);
}

/* "neg" and "scale −1" are the same; so are they as steps. */
static gboolean
is_minus (const CrGate *gate, double number)
{
  return strcmp (gate->name, "neg") == 0 || (strcmp (gate->name, "scale") == 0 && number == -1);
}

static gboolean
is_step (const CrExpansionStep *step, const CrNode *node)
{
  return step->gate == node->gate ||
         (is_minus (step->gate, step->kind == CR_STEP_FIXED ? step->number : 0) &&
          is_minus (node->gate, cr_node_get_number (node, "factor")));
}

static gboolean lay_step (Match *match, guint index, CrKey key);

static gboolean
lay_operand (Match *match, int operand, CrKey key)
{
  guint index = CR_FROM_OPERAND (operand);

  if (operand >= 0)
    return lay_step (match, operand, key);
  if (cr_folding_get_member (match->folding, key, NULL) != NULL)
    return FALSE;
  if (match->is_bound[index])
    return match->operands[index] == key;
  match->operands[index] = key;
  match->is_bound[index] = TRUE;
  return TRUE;
}

/* The first operand of the step over operand @first of the node, the second over the other one. */
static gboolean
lay_operands (Match *match, const CrExpansionStep *step, const CrNode *node, guint first)
{
  for (guint i = 0; i < step->n_operands; i++)
    if (!lay_operand (match, step->operands[i], node->operands[i == 0 ? first : step->n_operands - 1 - first]))
      return FALSE;
  return TRUE;
}

static gboolean
lay_step (Match *match, guint index, CrKey key)
{
  const CrExpansionStep *step = get_step (match, index);
  const CrNode *node = cr_folding_get_member (match->folding, key, NULL);
  gboolean either_way = strcmp (step->gate->name, "add") == 0 || strcmp (step->gate->name, "mul") == 0;
  Match before;

  if (node == NULL || !is_step (step, node) || node->n_operands != step->n_operands)
    return FALSE;
  if (match->laid[index] != NULL)
    return match->laid[index] == node;
  match->laid[index] = node;
  before = *match;
  if (lay_operands (match, step, node, 0))
    return TRUE;
  *match = before;
  return either_way && lay_operands (match, step, node, 1);
}

/* Different steps lie on different members, so it is enough to count them. */
static gboolean
uses_every_member (const Match *match)
{
  for (guint i = 0; i < match->steps->len; i++)
    for (guint k = 0; k < i; k++)
      if (match->laid[i] == NULL || match->laid[i] == match->laid[k])
        return FALSE;
  return match->steps->len == g_hash_table_size (match->folding->members);
}

/* --- Numbers --- */

/* The number of a step's node: its first attribute, or the value of a constant. */
static gboolean
get_number (const CrNode *node, double *number)
{
  const CrAttributeInfo *info = &node->gate->attributes[0];
  const CrMatrix *value;

  if (info->kind != CR_ATTRIBUTE_VALUE)
    {
      *number = cr_node_get_number (node, info->name);
      return TRUE;
    }
  value = cr_node_get_matrix (node, info->name);
  *number = value != NULL ? value->entries[0] : 0;
  return (value == NULL || cr_shape_is_number (value->shape)) && cr_node_get_attribute (node, "init") == NULL;
}

/* Whether an attribute that the steps say nothing of is at its default. */
static gboolean
has_defaults (const CrNode *node, guint first)
{
  for (guint i = first; i < node->gate->n_attributes; i++)
    {
      const CrAttributeInfo *info = &node->gate->attributes[i];

      if (node->attributes[i].is_set && (info->kind > CR_ATTRIBUTE_BOOLEAN || node->attributes[i].number != info->standard))
        return FALSE;
    }
  return TRUE;
}

static gsize
get_operand_size (const Match *match)
{
  CrShape shape;

  return cr_folding_get_shape (match->folding, match->operands[0], &shape) ? cr_shape_get_size (shape) : 0;
}

/* The gate's own first attribute, as a step shows it; its default where none does. */
static gboolean
find_attribute (const Match *match, double *attribute)
{
  const CrAttributeInfo *info = match->gate->n_attributes > 0 ? &match->gate->attributes[0] : NULL;

  *attribute = info != NULL ? info->standard : 0;
  for (guint i = 0; i < match->steps->len; i++)
    if (get_step (match, i)->kind == CR_STEP_ATTRIBUTE && !get_number (match->laid[i], attribute))
      return FALSE;
  return info == NULL || (*attribute >= info->minimum && *attribute <= info->maximum);
}

static gboolean
numbers_are_right (const Match *match, double attribute)
{
  for (guint i = 0; i < match->steps->len; i++)
    {
      const CrExpansionStep *step = get_step (match, i);
      gsize size = step->kind == CR_STEP_BY_SIZE ? get_operand_size (match) : 1;
      double number;

      if (step->gate != match->laid[i]->gate)
        continue; /* neg for scale −1, or the other way round */
      if (!has_defaults (match->laid[i], step->kind != CR_STEP_PLAIN))
        return FALSE;
      if (step->kind == CR_STEP_PLAIN)
        continue;
      if (size == 0 || !get_number (match->laid[i], &number) || number != cr_expansion_step_number (step, attribute, size))
        return FALSE;
    }
  return TRUE;
}

/* --- All of it --- */

static CrNode *
match_steps (CrFolding *folding, const CrGate *gate, gboolean with_optional)
{
  g_autoptr (GArray) steps = cr_expansion_parse (gate->expansion, with_optional);
  Match match = { .folding = folding, .gate = gate, .steps = steps };
  double attribute;
  CrNode *node;

  if (!lay_step (&match, steps->len - 1, folding->result->key) || !uses_every_member (&match) ||
      !find_attribute (&match, &attribute) || !numbers_are_right (&match, attribute))
    return NULL;
  node = cr_folding_new_node (folding, gate->name, match.operands, gate->minimum_operands);
  if (gate->n_attributes > 0 && attribute != gate->attributes[0].standard)
    cr_node_set_number (node, 0, attribute);
  return node;
}

CrNode *
cr_folding_match_steps (CrFolding *folding, const CrGate *gate)
{
  CrNode *node = match_steps (folding, gate, TRUE);

  return node != NULL ? node : match_steps (folding, gate, FALSE);
}
