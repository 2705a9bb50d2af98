/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A node: a gate with its place, its operands and its attributes. */
#include "cr-node.h"

#include "cr-limits.h"

#include <string.h>

/* A node may be changed only while its maker holds the one reference. */
#define return_if_not_new(node) g_return_if_fail (g_atomic_ref_count_compare (&(node)->references, 1))

static void
attribute_clear (CrAttribute *attribute, CrAttributeKind kind)
{
  if (!attribute->is_set)
    return;
  switch (kind)
    {
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      cr_matrix_unref (attribute->matrix);
      break;
    case CR_ATTRIBUTE_FEATURE:
      g_strfreev (attribute->features);
      break;
    case CR_ATTRIBUTE_INIT:
      g_free (attribute->init);
      break;
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_COUNT:
    case CR_ATTRIBUTE_BOOLEAN:
    case CR_ATTRIBUTE_ACTIVATION:
      break;
    }
  memset (attribute, 0, sizeof *attribute);
}

static void
attribute_copy (CrAttribute *to, const CrAttribute *from, CrAttributeKind kind)
{
  *to = *from;
  if (!from->is_set)
    return;
  switch (kind)
    {
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      to->matrix = cr_matrix_ref (from->matrix);
      break;
    case CR_ATTRIBUTE_FEATURE:
      to->features = g_strdupv (from->features);
      break;
    case CR_ATTRIBUTE_INIT:
      to->init = g_memdup2 (from->init, sizeof *from->init);
      break;
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_COUNT:
    case CR_ATTRIBUTE_BOOLEAN:
    case CR_ATTRIBUTE_ACTIVATION:
      break;
    }
}

static gboolean
init_equal (const CrInit *a, const CrInit *b)
{
  return a->normal == b->normal && cr_shape_equal (a->shape, b->shape) && a->scale == b->scale && a->seed == b->seed;
}

/* What is left after the numbers: their shape, the activation, the features. */
static gboolean
attribute_same_structure (const CrAttribute *a, const CrAttribute *b, CrAttributeKind kind)
{
  if (a->is_set != b->is_set)
    return kind == CR_ATTRIBUTE_NUMBER || kind == CR_ATTRIBUTE_BOOLEAN;
  if (!a->is_set)
    return TRUE;
  switch (kind)
    {
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      return cr_shape_equal (a->matrix->shape, b->matrix->shape);
    case CR_ATTRIBUTE_COUNT:
      return a->number == b->number;
    case CR_ATTRIBUTE_ACTIVATION:
      return a->activation == b->activation;
    case CR_ATTRIBUTE_FEATURE:
      return g_strv_equal ((const char *const *) a->features, (const char *const *) b->features);
    case CR_ATTRIBUTE_INIT:
      return init_equal (a->init, b->init);
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_BOOLEAN:
      break;
    }
  return TRUE;
}

CrNode *
cr_node_new (CrKey key, const char *id, const CrGate *gate)
{
  g_return_val_if_fail (key != CR_KEY_NONE, NULL);
  g_return_val_if_fail (cr_id_is_valid (id), NULL);
  g_return_val_if_fail (gate != NULL, NULL);

  CrNode *node = g_new0 (CrNode, 1);

  g_atomic_ref_count_init (&node->references);
  node->key = key;
  node->gate = gate;
  node->id = g_strdup (id);
  node->n_operands = gate->minimum_operands;
  node->operands = g_new0 (CrKey, node->n_operands);
  node->attributes = g_new0 (CrAttribute, gate->n_attributes);
  return node;
}

CrNode *
cr_node_copy (const CrNode *node)
{
  CrNode *copy = g_memdup2 (node, sizeof *node);

  g_atomic_ref_count_init (&copy->references);
  copy->id = g_strdup (node->id);
  copy->label = g_strdup (node->label);
  copy->note = g_strdup (node->note);
  copy->extra = g_strdup (node->extra);
  copy->operands = g_memdup2 (node->operands, node->n_operands * sizeof (CrKey));
  copy->attributes = g_new0 (CrAttribute, node->gate->n_attributes);
  for (guint i = 0; i < node->gate->n_attributes; i++)
    attribute_copy (&copy->attributes[i], &node->attributes[i], node->gate->attributes[i].kind);
  return copy;
}

CrNode *
cr_node_ref (const CrNode *node)
{
  CrNode *shared = (CrNode *) node;

  g_atomic_ref_count_inc (&shared->references);
  return shared;
}

void
cr_node_unref (CrNode *node)
{
  if (!g_atomic_ref_count_dec (&node->references))
    return;
  for (guint i = 0; i < node->gate->n_attributes; i++)
    attribute_clear (&node->attributes[i], node->gate->attributes[i].kind);
  g_free (node->attributes);
  g_free (node->operands);
  g_free (node->id);
  g_free (node->label);
  g_free (node->note);
  g_free (node->extra);
  g_free (node);
}

void
cr_node_set_id (CrNode *node, const char *id)
{
  return_if_not_new (node);
  g_return_if_fail (cr_id_is_valid (id));
  g_free (node->id);
  node->id = g_strdup (id);
}

void
cr_node_set_label (CrNode *node, const char *label)
{
  return_if_not_new (node);
  g_free (node->label);
  node->label = g_strdup (label);
}

void
cr_node_set_note (CrNode *node, const char *note)
{
  return_if_not_new (node);
  g_free (node->note);
  node->note = g_strdup (note);
}

void
cr_node_set_extra (CrNode *node, const char *extra)
{
  return_if_not_new (node);
  g_free (node->extra);
  node->extra = g_strdup (extra);
}

void
cr_node_set_place (CrNode *node, double x, double y)
{
  return_if_not_new (node);
  node->has_place = TRUE;
  node->place = (CrPoint) { x, y };
}

void
cr_node_set_breakpoint (CrNode *node, CrBreakpoint breakpoint)
{
  return_if_not_new (node);
  node->breakpoint = breakpoint;
}

void
cr_node_set_hide (CrNode *node, CrHide hide)
{
  return_if_not_new (node);
  node->hide = hide;
}

void
cr_node_set_operands (CrNode *node, const CrKey *operands, guint n_operands)
{
  return_if_not_new (node);
  g_return_if_fail (n_operands >= node->gate->minimum_operands && n_operands <= node->gate->maximum_operands);

  CrKey *copy = g_memdup2 (operands, n_operands * sizeof (CrKey));

  g_free (node->operands);
  node->operands = copy;
  node->n_operands = n_operands;
}

void
cr_node_set_operand (CrNode *node, guint index, CrKey operand)
{
  return_if_not_new (node);
  g_return_if_fail (index < node->n_operands);
  node->operands[index] = operand;
}

/* @weights (a column, or rows) with one more entry 0 (in each row). */
static CrMatrix *
weights_with_operand (const CrMatrix *weights, gboolean is_column)
{
  CrShape shape = weights->shape;

  if (is_column)
    {
      CrMatrix *longer = cr_matrix_new (shape.rows + 1, 1, NULL);

      memcpy (longer->entries, weights->entries, shape.rows * sizeof (double));
      return longer;
    }

  CrMatrix *wider = cr_matrix_new (shape.rows, shape.columns + 1, NULL);

  for (guint row = 0; row < shape.rows; row++)
    memcpy (&wider->entries[row * (shape.columns + 1)], &weights->entries[row * shape.columns], shape.columns * sizeof (double));
  return wider;
}

void
cr_node_add_operand (CrNode *node, CrKey operand)
{
  return_if_not_new (node);
  g_return_if_fail (node->n_operands < node->gate->maximum_operands);

  const CrMatrix *weights = cr_node_get_matrix (node, "weights");

  if (weights != NULL)
    {
      int index = cr_gate_find_attribute (node->gate, "weights");
      g_autoptr (CrMatrix) larger = weights_with_operand (weights, node->gate->attributes[index].kind == CR_ATTRIBUTE_COLUMN);

      cr_node_set_matrix (node, index, larger);
    }
  node->operands = g_renew (CrKey, node->operands, node->n_operands + 1);
  node->operands[node->n_operands++] = operand;
}

void
cr_node_drop_operand (CrNode *node, guint index)
{
  return_if_not_new (node);
  g_return_if_fail (index < node->n_operands);

  if (cr_gate_is_unit (node->gate) || node->n_operands <= node->gate->minimum_operands)
    {
      node->operands[index] = CR_KEY_NONE;
      return;
    }
  memmove (&node->operands[index], &node->operands[index + 1], (node->n_operands - index - 1) * sizeof (CrKey));
  node->n_operands--;
}

/* The attribute, cleared and marked as set. */
static CrAttribute *
attribute_renew (CrNode *node, guint index)
{
  CrAttribute *attribute = &node->attributes[index];

  attribute_clear (attribute, node->gate->attributes[index].kind);
  attribute->is_set = TRUE;
  return attribute;
}

void
cr_node_set_number (CrNode *node, guint attribute, double number)
{
  return_if_not_new (node);
  g_return_if_fail (attribute < node->gate->n_attributes);
  g_return_if_fail (node->gate->attributes[attribute].kind <= CR_ATTRIBUTE_BOOLEAN);
  attribute_renew (node, attribute)->number = number;
}

void
cr_node_set_matrix (CrNode *node, guint attribute, const CrMatrix *matrix)
{
  return_if_not_new (node);
  g_return_if_fail (attribute < node->gate->n_attributes);
  g_return_if_fail (matrix != NULL);

  CrMatrix *shared = cr_matrix_ref (matrix);

  attribute_renew (node, attribute)->matrix = shared;
}

void
cr_node_set_activation (CrNode *node, guint attribute, const CrGate *activation)
{
  return_if_not_new (node);
  g_return_if_fail (attribute < node->gate->n_attributes);
  g_return_if_fail (activation == NULL || cr_gate_is_activation (activation));
  attribute_renew (node, attribute)->activation = activation;
}

void
cr_node_set_features (CrNode *node, guint attribute, const char *const *features)
{
  return_if_not_new (node);
  g_return_if_fail (attribute < node->gate->n_attributes);
  g_return_if_fail (features != NULL && features[0] != NULL);

  GStrv copy = g_strdupv ((GStrv) features);

  attribute_renew (node, attribute)->features = copy;
}

void
cr_node_set_init (CrNode *node, guint attribute, const CrInit *init)
{
  return_if_not_new (node);
  g_return_if_fail (attribute < node->gate->n_attributes);

  CrInit *copy = g_memdup2 (init, sizeof *init);

  attribute_renew (node, attribute)->init = copy;
}

void
cr_node_unset (CrNode *node, guint attribute)
{
  return_if_not_new (node);
  g_return_if_fail (attribute < node->gate->n_attributes);
  attribute_clear (&node->attributes[attribute], node->gate->attributes[attribute].kind);
}

const CrAttribute *
cr_node_get_attribute (const CrNode *node, const char *name)
{
  int index = cr_gate_find_attribute (node->gate, name);

  return index >= 0 && node->attributes[index].is_set ? &node->attributes[index] : NULL;
}

double
cr_node_get_number (const CrNode *node, const char *name)
{
  int index = cr_gate_find_attribute (node->gate, name);

  if (index < 0)
    return 0;
  return node->attributes[index].is_set ? node->attributes[index].number : node->gate->attributes[index].standard;
}

const CrMatrix *
cr_node_get_matrix (const CrNode *node, const char *name)
{
  const CrAttribute *attribute = cr_node_get_attribute (node, name);

  return attribute != NULL ? attribute->matrix : NULL;
}

const char *
cr_node_get_title (const CrNode *node)
{
  return node->label != NULL ? node->label : node->id;
}

static gboolean
same_operands (const CrNode *a, const CrNode *b)
{
  return a->n_operands == b->n_operands &&
         (a->n_operands == 0 || memcmp (a->operands, b->operands, a->n_operands * sizeof (CrKey)) == 0);
}

gboolean
cr_node_same_structure (const CrNode *a, const CrNode *b)
{
  if (a == b)
    return TRUE;
  if (a->gate != b->gate || !same_operands (a, b))
    return FALSE;
  for (guint i = 0; i < a->gate->n_attributes; i++)
    if (!attribute_same_structure (&a->attributes[i], &b->attributes[i], a->gate->attributes[i].kind))
      return FALSE;
  return TRUE;
}

static gboolean
attribute_same_numbers (const CrAttribute *a, const CrAttribute *b, CrAttributeKind kind)
{
  if (a->is_set != b->is_set)
    return FALSE;
  if (!a->is_set)
    return TRUE;
  switch (kind)
    {
    case CR_ATTRIBUTE_VALUE:
    case CR_ATTRIBUTE_COLUMN:
    case CR_ATTRIBUTE_ROWS:
      return cr_matrix_equal (a->matrix, b->matrix);
    case CR_ATTRIBUTE_NUMBER:
    case CR_ATTRIBUTE_BOOLEAN:
      return memcmp (&a->number, &b->number, sizeof (double)) == 0;
    case CR_ATTRIBUTE_COUNT:
    case CR_ATTRIBUTE_ACTIVATION:
    case CR_ATTRIBUTE_FEATURE:
    case CR_ATTRIBUTE_INIT:
      break; /* these are structure */
    }
  return TRUE;
}

gboolean
cr_node_same_numbers (const CrNode *a, const CrNode *b)
{
  for (guint i = 0; i < a->gate->n_attributes; i++)
    if (!attribute_same_numbers (&a->attributes[i], &b->attributes[i], a->gate->attributes[i].kind))
      return FALSE;
  return TRUE;
}

gboolean
cr_id_is_valid (const char *id)
{
  if (id == NULL || !(g_ascii_isalpha (id[0]) || id[0] == '_'))
    return FALSE;

  gsize length = 1;

  while (g_ascii_isalnum (id[length]) || id[length] == '_')
    if (++length > CR_LIMIT_ID_BYTES)
      return FALSE;
  return id[length] == '\0';
}
