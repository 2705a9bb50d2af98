/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: losses, a number an example. Labels and class indices get no gradient. */
#include "cr-gate-private.h"
#include "cr-vector-math.h"

/* --- squared_error, absolute_error: sums over the entries of a difference --- */

static gboolean
difference_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  CrShape same;

  *result = (CrShape) { 1, 1 };
  return cr_shape_rule_same (node, operands, n_operands, &same, error);
}

/* The entries of the larger operand: a number goes with any shape. */
static gsize
get_n_entries (const CrCall *call)
{
  return MAX (cr_shape_get_size (call->operands[0].shape), cr_shape_get_size (call->operands[1].shape));
}

static void
difference_forward (const CrCall *call, double (*term) (double difference), double factor)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      double sum = 0;

      for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
        sum += term (prediction.value[cr_walk_at (&prediction, entry, example)] -
                     target.value[cr_walk_at (&target, entry, example)]);
      call->result.value[example] = factor * sum;
    }
}

static void
difference_backward (const CrCall *call, double (*slope) (double difference), double factor)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
    for (gsize example = 0; example < call->result.width; example++)
      {
        gsize at_p = cr_walk_at (&prediction, entry, example);
        gsize at_t = cr_walk_at (&target, entry, example);
        double product = call->result.gradient[example] * factor * slope (prediction.value[at_p] - target.value[at_t]);

        if (prediction.gradient != NULL)
          prediction.gradient[at_p] += product;
        if (target.gradient != NULL)
          target.gradient[at_t] -= product;
      }
}

static double
square (double difference)
{
  return difference * difference;
}

static double
twice (double difference)
{
  return 2 * difference;
}

static void
squared_error_forward (const CrCall *call)
{
  difference_forward (call, square, cr_call_get_number (call));
}

static void
squared_error_backward (const CrCall *call)
{
  difference_backward (call, twice, cr_call_get_number (call));
}

static void
absolute_error_forward (const CrCall *call)
{
  difference_forward (call, fabs, 1);
}

static void
absolute_error_backward (const CrCall *call)
{
  difference_backward (call, cr_sign, 1);
}

static void
absolute_error_note_branches (const CrCall *call, CrBranches *branches)
{
  CrWalk prediction = cr_walk_begin (&call->operands[0]);
  CrWalk target = cr_walk_begin (&call->operands[1]);

  for (gsize entry = 0, n = get_n_entries (call); entry < n; entry++)
    for (gsize example = 0; example < call->result.width; example++)
      cr_branches_add_sign (branches, prediction.value[cr_walk_at (&prediction, entry, example)] -
                                          target.value[cr_walk_at (&target, entry, example)]);
}

/* --- binary_cross_entropy, hinge: a score and a label --- */

static gboolean
two_numbers_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  return cr_require_number (_("the score"), operands[0], error) && cr_require_number (_("the label"), operands[1], error);
}

/* The number that operand @index holds for an example. */
static double
get_number (const CrCall *call, guint index, gsize example)
{
  return call->operands[index].value[call->operands[index].width > 1 ? example : 0];
}

static void
add_to_score (const CrCall *call, gsize example, double gradient)
{
  const CrBlock *score = &call->operands[0];

  if (score->gradient != NULL)
    score->gradient[score->width > 1 ? example : 0] += gradient;
}

/* softplus(x) − t·x without overflow. */
static void
binary_cross_entropy_forward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double x = get_number (call, 0, example);
      double t = get_number (call, 1, example) > 0 ? 1 : 0;

      call->result.value[example] = (x > 0 ? x : 0) + log1p (exp (-fabs (x))) - t * x;
    }
}

static void
binary_cross_entropy_backward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double x = get_number (call, 0, example);
      double t = get_number (call, 1, example) > 0 ? 1 : 0;

      add_to_score (call, example, (cr_sigmoid (x) - t) * call->result.gradient[example]);
    }
}

static gboolean
hinge_check (const CrCall *call, GError **error)
{
  for (gsize example = 0; example < call->operands[1].width; example++)
    {
      double label = get_number (call, 1, example);

      if (label == 1 || label == -1)
        continue;
      g_set_error (error, CR_ERROR, CR_ERROR_LABEL, _("the label %g is neither 1 nor −1"), label);
      return FALSE;
    }
  return TRUE;
}

static double
hinge_margin (const CrCall *call, gsize example)
{
  return cr_call_get_number (call) - get_number (call, 1, example) * get_number (call, 0, example);
}

static void
hinge_forward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    {
      double margin = hinge_margin (call, example);

      call->result.value[example] = margin <= 0 ? 0 : margin;
    }
}

static void
hinge_backward (const CrCall *call)
{
  for (gsize example = 0; example < call->result.width; example++)
    if (hinge_margin (call, example) > 0)
      add_to_score (call, example, -get_number (call, 1, example) * call->result.gradient[example]);
}

static void
hinge_note_branches (const CrCall *call, CrBranches *branches)
{
  for (gsize example = 0; example < call->result.width; example++)
    cr_branches_add_sign (branches, hinge_margin (call, example));
}

/* --- cross_entropy, svm: a column of scores and a class --- */

static gboolean
scores_rule (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  return cr_require_column (_("the scores"), operands[0], error) && cr_require_number (_("the class"), operands[1], error);
}

static gboolean
class_check (const CrCall *call, GError **error)
{
  guint32 n_classes = call->operands[0].shape.rows;

  for (gsize example = 0; example < call->operands[1].width; example++)
    {
      double class = get_number (call, 1, example);

      if (class >= 0 && class < n_classes && class == floor (class))
        continue;
      g_set_error (error, CR_ERROR, CR_ERROR_LABEL, _("the class %g is not one of 0 … %u"), class, n_classes - 1);
      return FALSE;
    }
  return TRUE;
}

/* The largest score of an example and Σ e^(s − largest). */
static void
measure_scores (const CrCall *call, const CrWalk *scores, gsize example, double *largest, double *sum)
{
  cr_measure_exponentials (scores->value + cr_walk_at (scores, 0, example), call->operands[0].shape.rows, scores->entry_step, largest,
                           sum);
}

static void
cross_entropy_forward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) get_number (call, 1, example);
      double largest, sum;

      measure_scores (call, &scores, example, &largest, &sum);
      call->result.value[example] = log (sum) + largest - scores.value[cr_walk_at (&scores, class, example)];
    }
}

/* softmax(s) − 1 at the class. */
static void
cross_entropy_backward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; scores.gradient != NULL && example < call->result.width; example++)
    {
      gsize class = (gsize) get_number (call, 1, example);
      double largest, sum;

      measure_scores (call, &scores, example, &largest, &sum);
      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        {
          gsize at = cr_walk_at (&scores, j, example);
          double probability = exp (scores.value[at] - largest) / sum;

          scores.gradient[at] += (probability - (j == class)) * call->result.gradient[example];
        }
    }
}

/* s_j − s_y + margin */
static double
svm_margin (const CrCall *call, const CrWalk *scores, gsize j, gsize class, gsize example)
{
  return scores->value[cr_walk_at (scores, j, example)] - scores->value[cr_walk_at (scores, class, example)] +
         cr_call_get_number (call);
}

static void
svm_forward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) get_number (call, 1, example);
      double sum = 0;

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        {
          double margin = svm_margin (call, &scores, j, class, example);

          if (j != class && !(margin <= 0))
            sum += margin;
        }
      call->result.value[example] = sum;
    }
}

static void
svm_backward (const CrCall *call)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; scores.gradient != NULL && example < call->result.width; example++)
    {
      gsize class = (gsize) get_number (call, 1, example);

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        if (j != class && svm_margin (call, &scores, j, class, example) > 0)
          {
            scores.gradient[cr_walk_at (&scores, j, example)] += call->result.gradient[example];
            scores.gradient[cr_walk_at (&scores, class, example)] -= call->result.gradient[example];
          }
    }
}

static void
svm_note_branches (const CrCall *call, CrBranches *branches)
{
  CrWalk scores = cr_walk_begin (&call->operands[0]);

  for (gsize example = 0; example < call->result.width; example++)
    {
      gsize class = (gsize) get_number (call, 1, example);

      for (gsize j = 0; j < call->operands[0].shape.rows; j++)
        if (j != class)
          cr_branches_add_sign (branches, svm_margin (call, &scores, j, class, example));
    }
}

/* --- The rows --- */

static const char *const prediction_operands[] = { "prediction", "target", NULL };
static const char *const score_operands[] = { "score", "label", NULL };
static const char *const class_operands[] = { "scores", "class", NULL };

#define NUMBER(name_, title_, standard_)                                                                                       \
  {                                                                                                                            \
    .name = name_, .title = title_, .kind = CR_ATTRIBUTE_NUMBER, .standard = standard_, .minimum = -G_MAXDOUBLE,               \
    .maximum = G_MAXDOUBLE                                                                                                     \
  }

static const CrAttributeInfo factor_attributes[] = { NUMBER ("factor", N_("Factor"), 1) };
static const CrAttributeInfo margin_attributes[] = { NUMBER ("margin", N_("Margin"), 1) };

#define COMMON .category = CR_CATEGORY_LOSSES, .minimum_operands = 2, .maximum_operands = 2, .range = { -3, 3 }

static const CrGate rows[] = {
  {
      COMMON,
      .name = "squared_error",
      .symbol = "(p−t)^2",
      .title = N_("squared error"),
      .formula = "factor · Σ (p − t)²",
      .derivative = "2 · factor · (p − t) · g, and its negative",
      .operand_names = prediction_operands,
      .attributes = factor_attributes,
      .n_attributes = G_N_ELEMENTS (factor_attributes),
      .infer_shape = difference_rule,
      .forward = squared_error_forward,
      .backward = squared_error_backward,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "absolute_error",
      .symbol = "|p−t|",
      .title = N_("absolute error"),
      .formula = "Σ |p − t|",
      .derivative = "sign(p − t) · g, and its negative",
      .operand_names = prediction_operands,
      .infer_shape = difference_rule,
      .forward = absolute_error_forward,
      .backward = absolute_error_backward,
      .note_branches = absolute_error_note_branches,
      .label = CR_NO_LABEL,
  },
  {
      COMMON,
      .name = "binary_cross_entropy",
      .symbol = "BCE",
      .title = N_("binary cross-entropy"),
      .formula = "ln(1 + eˣ) − t · x",
      .derivative = "(σ(x) − t) · g",
      .operand_names = score_operands,
      .infer_shape = two_numbers_rule,
      .forward = binary_cross_entropy_forward,
      .backward = binary_cross_entropy_backward,
      .label = 1,
  },
  {
      COMMON,
      .name = "hinge",
      .symbol = "hinge",
      .title = N_("hinge loss"),
      .formula = "max(0, margin − label · score)",
      .derivative = "−label · g where the margin is violated, else 0",
      .operand_names = score_operands,
      .attributes = margin_attributes,
      .n_attributes = G_N_ELEMENTS (margin_attributes),
      .infer_shape = two_numbers_rule,
      .check = hinge_check,
      .forward = hinge_forward,
      .backward = hinge_backward,
      .note_branches = hinge_note_branches,
      .label = 1,
  },
  {
      COMMON,
      .name = "cross_entropy",
      .symbol = "CE",
      .title = N_("cross-entropy"),
      .formula = "−ln softmax(s)_y",
      .derivative = "(softmax(s) − 1 at y) · g",
      .operand_names = class_operands,
      .infer_shape = scores_rule,
      .check = class_check,
      .forward = cross_entropy_forward,
      .backward = cross_entropy_backward,
      .label = 1,
  },
  {
      COMMON,
      .name = "svm",
      .symbol = "svm",
      .title = N_("multiclass SVM loss"),
      .formula = "Σ over j ≠ y of max(0, s_j − s_y + margin)",
      .derivative = "g to each s_j over the margin, and minus their number times g to s_y",
      .operand_names = class_operands,
      .attributes = margin_attributes,
      .n_attributes = G_N_ELEMENTS (margin_attributes),
      .infer_shape = scores_rule,
      .check = class_check,
      .forward = svm_forward,
      .backward = svm_backward,
      .note_branches = svm_note_branches,
      .label = 1,
  },
};

const CrGatePart cr_gates_losses = { rows, G_N_ELEMENTS (rows) };
