/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of code from which programs are put together: one row a gate, in every language. */
#include "cr-program-private.h"

#include <string.h>

/* A function of one operand that is spelled alike everywhere but for where it lives. */
#define FUNCTION(name) .numpy.value = "np." name "($a)", .torch = "torch." name "($a)", .c.value = name " ($a)"

/* What is one formula in all languages. */
#define VALUE(formula) .numpy.value = formula, .torch = formula, .c.value = formula
#define BACK(formula) .numpy.gradients = { formula }, .c.gradients = { formula }
#define BACK_TWO(first, second) .numpy.gradients = { first, second }, .c.gradients = { first, second }

static const CrPieces rows[] = {
  { "input", .latex = "" },
  { "parameter", .latex = "" },
  { "constant", .latex = "" },

  { "add", CR_FORM_SUM, TRUE, VALUE ("+"), BACK ("$g"), .latex = "+" },
  { "sub", CR_FORM_PLAIN, TRUE, VALUE ("$a - $b"), BACK_TWO ("$g", "-$g"), .latex = "-" },
  { "mul", CR_FORM_CHAIN, TRUE, VALUE ("$a * $b"), BACK_TWO ("$b * $g", "$a * $g"), .latex = "\\times" },
  { "div", CR_FORM_PLAIN, TRUE, VALUE ("$a / $b"), BACK_TWO ("$g / $b", "-$g / $b * ($a / $b)"), .latex = "\\div" },
  { "max", CR_FORM_CHAIN, TRUE,
    .numpy = { "np.maximum($a, $b)", { "($a >= $b) * $g", "($b > $a) * $g" } },
    .torch = "larger($a, $b)",
    .c = { "exceeds ($b, $a) ? $b : $a", { "exceeds ($b, $a) ? 0 : $g", "exceeds ($b, $a) ? $g : 0" } },
    .latex = "\\max" },
  { "min", CR_FORM_CHAIN, TRUE,
    .numpy = { "np.minimum($a, $b)", { "($a <= $b) * $g", "($b < $a) * $g" } },
    .torch = "-larger(-$a, -$b)",
    .c = { "exceeds (-$b, -$a) ? $b : $a", { "exceeds (-$b, -$a) ? 0 : $g", "exceeds (-$b, -$a) ? $g : 0" } },
    .latex = "\\min" },

  { "neg", VALUE ("-$a"), BACK ("-$g"), .latex = "-x" },
  { "scale", VALUE ("$p * $a"), BACK ("$p * $g"), .latex = "\\times $p" },
  { "shift", VALUE ("$p + $a"), BACK ("$g"), .latex = "+ $p" },
  { "reciprocal", VALUE ("1 / $a"), BACK ("-$g / $a / $a"), .latex = "1/x" },
  { "square", VALUE ("$a * $a"), BACK ("2 * $a * $g"), .latex = "x^2" },
  { "power",
    .numpy = { "$a ** $p", { "$p * $a ** $q * $g" } },
    .torch = "$a ** $p",
    .c = { "pow ($a, $p)", { "$p * pow ($a, $q) * $g" } },
    .latex = "x^{$p}" },
  { "sqrt", FUNCTION ("sqrt"), BACK ("$g / (2 * $y)"), .latex = "\\sqrt{x}" },
  { "exp", FUNCTION ("exp"), BACK ("$y * $g"), .latex = "e^x" },
  { "log", FUNCTION ("log"), BACK ("$g / $a"), .latex = "\\ln" },
  { "abs",
    .numpy = { "np.abs($a)", { "np.sign($a) * $g" } },
    .torch = "torch.abs($a)",
    .c = { "fabs ($a)", { "sign ($a) * $g" } },
    .latex = "|x|" },
  { "sin", FUNCTION ("sin"), .numpy.gradients = { "np.cos($a) * $g" }, .c.gradients = { "cos ($a) * $g" }, .latex = "\\sin" },
  { "cos", FUNCTION ("cos"), .numpy.gradients = { "-np.sin($a) * $g" }, .c.gradients = { "-sin ($a) * $g" }, .latex = "\\cos" },

  { "sigmoid",
    .numpy = { "sigmoid($a)", { "$y * (1 - $y) * $g" } },
    .torch = "torch.sigmoid($a)",
    .c = { "sigmoid ($a)", { "$y * (1 - $y) * $g" } },
    .latex = "\\sigma" },
  { "tanh", FUNCTION ("tanh"), BACK ("(1 - $y * $y) * $g"), .latex = "\\tanh" },
  { "relu",
    .numpy = { "np.maximum(0, $a)", { "($a > 0) * $g" } },
    .torch = "torch.relu($a)",
    .c = { "$a <= 0 ? 0 : $a", { "$a > 0 ? $g : 0" } },
    .latex = "\\mathrm{ReLU}" },
  { "leaky_relu",
    .numpy = { "np.maximum($p * $a, $a)", { "np.where($a > 0, 1, $p) * $g" } },
    .torch = "torch.where($a > 0, $a, $p * $a)",
    .c = { "$a > 0 ? $a : $p * $a", { "($a > 0 ? 1 : $p) * $g" } },
    .latex = "\\mathrm{leaky}" },
  { "elu",
    .numpy = { "np.where($a > 0, $a, $p * np.expm1(np.minimum($a, 0)))", { "np.where($a > 0, 1, $p * np.exp(np.minimum($a, 0))) * $g" } },
    .torch = "nn.functional.elu($a, $p)",
    .c = { "$a > 0 ? $a : $p * expm1 ($a)", { "($a > 0 ? 1 : $p * exp ($a)) * $g" } },
    .latex = "\\mathrm{ELU}" },
  { "softplus",
    .numpy = { "np.logaddexp(0, $a)", { "sigmoid($a) * $g" } },
    .torch = "torch.logaddexp(torch.zeros_like($a), $a)",
    .c = { "softplus ($a)", { "sigmoid ($a) * $g" } },
    .latex = "\\mathrm{soft}^+" },
  { "silu",
    .numpy = { "$a * sigmoid($a)", { "sigmoid($a) * (1 + $a * (1 - sigmoid($a))) * $g" } },
    .torch = "$a * torch.sigmoid($a)",
    .c = { "$a * sigmoid ($a)", { "sigmoid ($a) * (1 + $a * (1 - sigmoid ($a))) * $g" } },
    .latex = "\\mathrm{SiLU}" },
  { "gelu",
    .numpy = { "$a * normal_cdf($a)", { "(normal_cdf($a) + $a * normal_pdf($a)) * $g" } },
    .torch = "$a * 0.5 * torch.erfc(-$a * 0.5 ** 0.5)",
    .c = { "$a * normal_cdf ($a)", { "(normal_cdf ($a) + $a * normal_pdf ($a)) * $g" } },
    .latex = "\\mathrm{GELU}" },

  { "matmul", CR_FORM_PRODUCT, .latex = "\\cdot" },
  { "transpose", CR_FORM_TRANSPOSE, .latex = "A^\\top" },
  { "dot",
    .numpy = { "np.sum($a * $b)", { "$b * $g", "$a * $g" } },
    .torch = "torch.sum($a * $b)",
    .c = { "dot ($n, $A, $B)", { "$b * $g", "$a * $g" }, .whole = TRUE },
    .latex = "a \\cdot b" },
  { "concat", CR_FORM_CONCAT, .latex = "[\\,]" },
  { "pick", CR_FORM_PICK, .latex = "x_i" },
  { "sum",
    .numpy = { "np.sum($a)", { "$g * np.ones_like($a)" } },
    .torch = "torch.sum($a)",
    .c = { "sum ($n, $A)", { "$g" }, .whole = TRUE },
    .latex = "\\Sigma" },
  { "mean",
    .numpy = { "np.mean($a)", { "$g / np.size($a) * np.ones_like($a)" } },
    .torch = "torch.mean($a)",
    .c = { "sum ($n, $A) / $n", { "$g / $n" }, .whole = TRUE },
    .latex = "\\mathrm{mean}" },
  { "sumsq",
    .numpy = { "np.sum($a * $a)", { "2 * $a * $g" } },
    .torch = "torch.sum($a * $a)",
    .c = { "dot ($n, $A, $A)", { "2 * $a * $g" }, .whole = TRUE },
    .latex = "\\|\\cdot\\|^2" },
  { "norm",
    .numpy = { "norm($a)", { "($a / $y if $y != 0 else 0 * $a) * $g" } },
    .torch = "torch.linalg.norm($a)",
    .c = { "norm ($n, $A)", { "$y != 0 ? $a / $y * $g : 0" }, .whole = TRUE },
    .latex = "\\|\\cdot\\|" },
  { "softmax",
    .numpy = { "softmax($a)", { "$y * ($g - np.sum($g * $y))" } },
    .torch = "torch.softmax($a, 0)",
    .c = { "exp ($a - level)", { "$y * ($g - total)" }, .prepare = "const double level = logsumexp ($n, $A);",
           .prepare_back = "const double total = dot ($n, $G, $Y);" },
    .latex = "\\mathrm{softmax}" },
  { "log_softmax",
    .numpy = { "$a - logsumexp($a)", { "$g - np.exp($y) * np.sum($g)" } },
    .torch = "torch.log_softmax($a, 0)",
    .c = { "$a - level", { "$g - exp ($y) * total" }, .prepare = "const double level = logsumexp ($n, $A);",
           .prepare_back = "const double total = sum ($n, $G);" },
    .latex = "\\ln \\mathrm{softmax}" },
  { "logsumexp",
    .numpy = { "logsumexp($a)", { "np.exp($a - $y) * $g" } },
    .torch = "torch.logsumexp($a.reshape(-1), 0)",
    .c = { "logsumexp ($n, $A)", { "exp ($a - $y) * $g" }, .whole = TRUE },
    .latex = "\\ln \\Sigma e^x" },

  { "neuron", CR_FORM_UNIT, .latex = "\\mathrm{neuron}" },
  { "maxout", CR_FORM_MAXOUT, .latex = "\\mathrm{maxout}" },
  { "dense", CR_FORM_UNIT, .latex = "\\mathrm{dense}" },

  { "squared_error", CR_FORM_PLAIN, TRUE,
    .numpy = { "$fnp.sum(($a - $b) ** 2)", { "2 * $f($a - $b) * $g", "-2 * $f($a - $b) * $g" } },
    .torch = "$ftorch.sum(($a - $b) ** 2)",
    .c = { "$fsquared_error ($n, $A, $stepA, $B, $stepB)", { "2 * $f($a - $b) * $g", "-2 * $f($a - $b) * $g" }, .whole = TRUE },
    .latex = "\\Sigma (p - t)^2" },
  { "absolute_error", CR_FORM_PLAIN, TRUE,
    .numpy = { "np.sum(np.abs($a - $b))", { "np.sign($a - $b) * $g", "-np.sign($a - $b) * $g" } },
    .torch = "torch.sum(torch.abs($a - $b))",
    .c = { "absolute_error ($n, $A, $stepA, $B, $stepB)", { "sign ($a - $b) * $g", "-sign ($a - $b) * $g" }, .whole = TRUE },
    .latex = "\\Sigma |p - t|" },
  { "binary_cross_entropy",
    .numpy = { "np.logaddexp(0, $a) - ($b > 0) * $a", { "(sigmoid($a) - ($b > 0)) * $g" } },
    .torch = "torch.logaddexp(torch.zeros_like($a), $a) - ($b > 0) * $a",
    .c = { "softplus ($a) - ($b > 0) * $a", { "(sigmoid ($a) - ($b > 0)) * $g" } },
    .latex = "\\mathrm{BCE}" },
  { "hinge",
    .numpy = { "np.maximum(0, $p - $b * $a)", { "-$b * ($p - $b * $a > 0) * $g" } },
    .torch = "torch.relu($p - $b.detach() * $a)",
    .c = { "$p - $b * $a <= 0 ? 0 : $p - $b * $a", { "$p - $b * $a > 0 ? -$b * $g : 0" } },
    .latex = "\\mathrm{hinge}" },
  { "cross_entropy",
    .numpy = { "logsumexp($a) - np.ravel($a)[int($b)]", { "(softmax($a) - one_hot(int($b), $a)) * $g" } },
    .torch = "torch.logsumexp($a.reshape(-1), 0) - $a.reshape(-1)[int($b)]",
    .c = { "logsumexp ($n, $A) - ($A)[(int) $b]", { "(exp ($a - level) - ($i == (int) $b)) * $g" }, .whole = TRUE,
           .prepare_back = "const double level = logsumexp ($n, $A);" },
    .latex = "\\mathrm{CE}" },
  { "svm",
    .numpy = { "svm($a, int($b), $p)", { "svm_slopes($a, int($b), $p) * $g" } },
    .torch = "svm($a, int($b), $p)",
    .c = { "svm ($n, $A, (int) $b, $p)", { "svm_slope ($n, $A, (int) $b, $p, $i) * $g" }, .whole = TRUE },
    .latex = "\\mathrm{svm}" },
};

const CrPieces *
cr_pieces_find (const CrGate *gate)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].gate, gate->name) == 0)
      return &rows[i];
  return NULL;
}

/* Whether there is a template for what goes back to each operand that gets anything. */
static gboolean
has_gradients (const CrPiece *piece, const CrGate *gate, CrPieceForm form)
{
  guint n = form == CR_FORM_SUM ? 1 : gate->minimum_operands;

  for (guint i = 0; i < n; i++)
    if (i != gate->label && (i >= G_N_ELEMENTS (piece->gradients) || piece->gradients[i] == NULL))
      return FALSE;
  return TRUE;
}

gboolean
cr_program_knows_gate (const CrGate *gate)
{
  const CrPieces *pieces = cr_pieces_find (gate);

  if (pieces == NULL || pieces->latex == NULL)
    return FALSE;
  if (cr_gate_is_source (gate) || pieces->form >= CR_FORM_PRODUCT)
    return TRUE;
  return pieces->numpy.value != NULL && pieces->torch != NULL && pieces->c.value != NULL &&
         has_gradients (&pieces->numpy, gate, pieces->form) && has_gradients (&pieces->c, gate, pieces->form);
}
