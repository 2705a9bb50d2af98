/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: one-operand arithmetic and the functions of calculus, each a value and a slope. */
#include "cr-gate-function.h"

CR_SIMPLE_ARITHMETIC (CR_DEFINE_FUNCTION_BY_PRODUCT)
CR_DEFINE_FUNCTION_BY_PRODUCT (reciprocal, 1 / x, -y * y, -g * y * y)
CR_DEFINE_FUNCTION_BY_PRODUCT (power, pow (x, a), a == 0 ? 0 : a *pow (x, a - 1), a == 0 ? 0 : a *pow (x, a - 1) * g)
CR_DEFINE_FUNCTION_BY_PRODUCT (sqrt, sqrt (x), 1 / (2 * y), g / (2 * y))
CR_DEFINE_FUNCTION (exp, cr_exp (x), y)
CR_DEFINE_FUNCTION_BY_PRODUCT (log, log (x), 1 / x, g / x)
CR_DEFINE_FUNCTION (sin, sin (x), cos (x))
CR_DEFINE_FUNCTION (cos, cos (x), -sin (x))

static const CrAttributeInfo scale_attributes[] = { CR_NUMBER_ATTRIBUTE ("factor", N_("Factor"), 1) };
static const CrAttributeInfo shift_attributes[] = { CR_NUMBER_ATTRIBUTE ("offset", N_("Offset"), 0) };
static const CrAttributeInfo power_attributes[] = { CR_NUMBER_ATTRIBUTE ("exponent", N_("Exponent"), 2) };

static const CrGate rows[] = {
  {
      CR_FUNCTION_ROW (neg),
      .simple = CR_SIMPLE_neg,
      .category = CR_CATEGORY_ARITHMETIC,
      .symbol = "−x",
      .title = N_("negate"),
      .lecture_row = 3,
      .caffe = "Power",
      .formula = "−x",
      .derivative = "−g",
      .range = { -3, 3 },
  },
  {
      CR_FUNCTION_ROW (scale),
      .simple = CR_SIMPLE_scale,
      CR_FUNCTION_ATTRIBUTES (scale_attributes),
      .category = CR_CATEGORY_ARITHMETIC,
      .symbol = "a·x",
      .node_symbol = "×#",
      .title = N_("scale by a number"),
      .lecture_row = 3,
      .caffe = "Power",
      .formula = "a · x",
      .derivative = "a · g",
      .range = { -3, 3 },
  },
  {
      CR_FUNCTION_ROW (shift),
      .simple = CR_SIMPLE_shift,
      CR_FUNCTION_ATTRIBUTES (shift_attributes),
      .category = CR_CATEGORY_ARITHMETIC,
      .symbol = "c+x",
      .node_symbol = "+#",
      .title = N_("add a number"),
      .lecture_row = 3,
      .caffe = "Power",
      .formula = "c + x",
      .derivative = "g",
      .range = { -3, 3 },
  },
  {
      CR_FUNCTION_ROW (reciprocal),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "1/x",
      .title = N_("reciprocal"),
      .lecture_row = 3,
      .caffe = "Power",
      .formula = "1 / x",
      .derivative = "−g / x²",
      .domain = "x ≠ 0",
      .range = { 0.5, 3 },
  },
  {
      CR_FUNCTION_ROW (square),
      .simple = CR_SIMPLE_square,
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "x^2",
      .title = N_("square"),
      .lecture_row = 6,
      .caffe = "Power",
      .formula = "x²",
      .derivative = "2x · g",
      .expansion = CR_STEPS ("mul a a"),
      .range = { -3, 3 },
  },
  {
      CR_FUNCTION_ROW (power),
      CR_FUNCTION_ATTRIBUTES (power_attributes),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "x^p",
      .node_symbol = "x^#",
      .title = N_("power"),
      .caffe = "Power",
      .formula = "xᵖ",
      .derivative = "p · xᵖ⁻¹ · g",
      .domain = "x > 0",
      .range = { 0.5, 3 },
  },
  {
      CR_FUNCTION_ROW (sqrt),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "√x",
      .title = N_("square root"),
      .caffe = "Power",
      .formula = "√x",
      .derivative = "g / (2√x)",
      .domain = "x ≥ 0",
      .range = { 0.5, 3 },
  },
  {
      CR_FUNCTION_ROW (exp),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "e^x",
      .title = N_("exponential"),
      .lecture_row = 3,
      .caffe = "Exp",
      .formula = "eˣ",
      .derivative = "eˣ · g",
      .range = { -2, 2 },
  },
  {
      CR_FUNCTION_ROW (log),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "ln",
      .title = N_("natural logarithm"),
      .lecture_row = 12,
      .caffe = "Log",
      .formula = "ln x",
      .derivative = "g / x",
      .domain = "x > 0",
      .range = { 0.5, 3 },
  },
  {
      CR_FUNCTION_ROW (abs),
      .simple = CR_SIMPLE_abs,
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "|x|",
      .title = N_("absolute value"),
      .lecture_row = 11,
      .caffe = "AbsVal",
      .formula = "|x|",
      .derivative = "sign(x) · g",
      .expansion = CR_STEPS ("minus = neg a; max a minus"),
      .note_choices = cr_note_signs,
      .range = { -3, 3 },
  },
  {
      CR_FUNCTION_ROW (sin),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "sin",
      .title = N_("sine"),
      .formula = "sin x",
      .derivative = "cos(x) · g",
      .range = { -3, 3 },
  },
  {
      CR_FUNCTION_ROW (cos),
      .category = CR_CATEGORY_FUNCTIONS,
      .symbol = "cos",
      .title = N_("cosine"),
      .formula = "cos x",
      .derivative = "−sin(x) · g",
      .range = { -3, 3 },
  },
};

const CrGatePart cr_gates_functions = { rows, G_N_ELEMENTS (rows) };
