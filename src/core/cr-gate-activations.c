/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: activations (lecture row 17), each a value and a slope. NaN flows through all of them. */
#include "cr-gate-function.h"

CR_INLINE double
log_one_plus_exp (double x)
{
  return x > 0 ? x + log1p (exp (-x)) : log1p (exp (x));
}

/* The normal distribution's cumulative and density functions. */
CR_INLINE double
normal_cumulative (double x)
{
  return 0.5 * erfc (-x * M_SQRT1_2);
}

CR_INLINE double
normal_density (double x)
{
  return exp (-0.5 * x * x) * (M_2_SQRTPI * M_SQRT1_2 / 2);
}

CR_INLINE double
silu_derivative (double x)
{
  double s = cr_sigmoid (x);

  return fabs (x) > 800 ? (x > 0) : s + x * s * (1 - s);
}

CR_INLINE double
gelu_derivative (double x)
{
  return fabs (x) > 40 ? (x > 0) : normal_cumulative (x) + x * normal_density (x);
}

/* σ(x)·σ(−x) */
CR_INLINE double
sigmoid_slope_near_one (double x)
{
  double e = cr_exp (-fabs (x));

  return e / ((1 + e) * (1 + e));
}

/* 1 / cosh² x */
CR_INLINE double
tanh_slope_near_one (double x)
{
  return 4 * sigmoid_slope_near_one (2 * x);
}

CR_DEFINE_BOUNDED_FUNCTION (sigmoid, cr_sigmoid (x), y * (1 - y), y > 0.9999, sigmoid_slope_near_one (x))
CR_DEFINE_BOUNDED_FUNCTION (tanh, cr_tanh (x), 1 - y * y, fabs (y) > 0.9999, tanh_slope_near_one (x))
CR_SIMPLE_ACTIVATIONS (CR_DEFINE_FUNCTION_BY_PRODUCT)
CR_DEFINE_FUNCTION (elu, x > 0 ? x : a *expm1 (x), x > 0 ? 1 : a *exp (x))
CR_DEFINE_FUNCTION (softplus, log_one_plus_exp (x), cr_sigmoid (x))
CR_DEFINE_FUNCTION (silu, x *cr_sigmoid (x), silu_derivative (x))
CR_DEFINE_FUNCTION (gelu, x *normal_cumulative (x), gelu_derivative (x))

CR_DEFINE_PRODUCTS_OF_VALUE (sigmoid, y * (1 - y) * g)
CR_DEFINE_PRODUCTS_OF_VALUE (tanh, (1 - y * y) * g)
CR_DEFINE_PRODUCTS_OF_VALUE (relu, y > 0 ? g : 0)
CR_DEFINE_PRODUCTS_OF_VALUE (leaky_relu, y > 0 ? g : a *g)

static const CrAttributeInfo leaky_relu_attributes[] = {
  { .name = "alpha", .title = N_("Alpha"), .kind = CR_ATTRIBUTE_NUMBER, .standard = 0.1, .minimum = 0, .maximum = 1 },
};
static const CrAttributeInfo elu_attributes[] = {
  { .name = "alpha", .title = N_("Alpha"), .kind = CR_ATTRIBUTE_NUMBER, .standard = 1, .minimum = -G_MAXDOUBLE,
    .maximum = G_MAXDOUBLE },
};

#define COMMON .category = CR_CATEGORY_ACTIVATIONS, .range = { -3, 3 }

static const CrGate rows[] = {
  {
      CR_FUNCTION_ROW (sigmoid),
      .products_of_value = sigmoid_products_of_value,
      COMMON,
      .symbol = "σ",
      .title = N_("sigmoid"),
      .lecture_row = 4,
      .caffe = "Sigmoid",
      .formula = "σ(x) = 1 / (1 + e⁻ˣ)",
      .derivative = "σ(x) · (1 − σ(x)) · g",
      .expansion = CR_STEPS ("minus = scale -1 a; e = exp minus; sum = shift 1 e; reciprocal sum"),
  },
  {
      CR_FUNCTION_ROW (tanh),
      .products_of_value = tanh_products_of_value,
      COMMON,
      .symbol = "tanh",
      .title = N_("hyperbolic tangent"),
      .lecture_row = 17,
      .caffe = "TanH",
      .formula = "tanh x",
      .derivative = "(1 − tanh² x) · g",
      .expansion = CR_STEPS ("twice = scale 2 a; s = sigmoid twice; double = scale 2 s; shift -1 double"),
  },
  {
      CR_FUNCTION_ROW (relu),
      .simple = CR_SIMPLE_relu,
      .products_of_value = relu_products_of_value,
      COMMON,
      .symbol = "ReLU",
      .title = N_("rectified linear unit"),
      .lecture_row = 17,
      .caffe = "ReLU",
      .formula = "max(0, x)",
      .derivative = "g where x > 0, else 0",
      .expansion = CR_STEPS ("zero = constant 0; max zero a"),
      .pattern = N_("relu is a gate that is open where x > 0: there the upstream gradient passes as it is, elsewhere nothing does."),
      .note_choices = cr_note_signs,
  },
  {
      CR_FUNCTION_ROW (leaky_relu),
      .simple = CR_SIMPLE_leaky_relu,
      .products_of_value = leaky_relu_products_of_value,
      CR_FUNCTION_ATTRIBUTES (leaky_relu_attributes),
      COMMON,
      .symbol = "leaky",
      .title = N_("leaky rectified linear unit"),
      .lecture_row = 17,
      .caffe = "ReLU",
      .formula = "max(αx, x)",
      .derivative = "g where x > 0, else α · g",
      .expansion = CR_STEPS ("slope = scale # a; max slope a"),
      .note_choices = cr_note_signs,
  },
  {
      CR_FUNCTION_ROW (elu),
      CR_FUNCTION_ATTRIBUTES (elu_attributes),
      COMMON,
      .symbol = "ELU",
      .title = N_("exponential linear unit"),
      .lecture_row = 17,
      .caffe = "ELU",
      .formula = "x where x > 0, else α(eˣ − 1)",
      .derivative = "g where x > 0, else α · eˣ · g",
      .expansion = CR_STEPS ("zero = constant 0; above = max zero a; below = min a zero; e = exp below; rest = shift -1 e; "
                             "scaled = scale # rest; add above scaled"),
      .note_choices = cr_note_signs,
  },
  {
      CR_FUNCTION_ROW (softplus),
      COMMON,
      .symbol = "soft+",
      .title = N_("softplus"),
      .caffe = "BNLL",
      .formula = "ln(1 + eˣ)",
      .derivative = "σ(x) · g",
      .expansion = CR_STEPS ("e = exp a; sum = shift 1 e; log sum"),
  },
  {
      CR_FUNCTION_ROW (silu),
      COMMON,
      .symbol = "SiLU",
      .title = N_("sigmoid linear unit"),
      .caffe = "Swish",
      .formula = "x · σ(x)",
      .derivative = "(σ(x) + x · σ(x) · (1 − σ(x))) · g",
      .expansion = CR_STEPS ("s = sigmoid a; mul a s"),
  },
  {
      CR_FUNCTION_ROW (gelu),
      COMMON,
      .symbol = "GELU",
      .title = N_("Gaussian error linear unit"),
      .formula = "x · Φ(x)",
      .derivative = "(Φ(x) + x · φ(x)) · g",
  },
};

const CrGatePart cr_gates_activations = { rows, G_N_ELEMENTS (rows) };
