/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exported programs in C may call, and words that cannot be names in them. */
#include "cr-program-private.h"

/* Keywords, and what the headers may define as something else than a function. */
static const char *const reserved[] = {
  "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for",
  "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct",
  "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "asm", "typeof", "linux", "unix", "i386", "errno",
  "assert", "stdin", "stdout", "stderr", "math_errhandling", "alignas", "alignof", "bool", "constexpr", "false", "nullptr",
  "static_assert", "thread_local", "true", "typeof_unqual", "EOF", "NULL", "NAN", "INFINITY", "HUGE_VAL", "HUGE_VALF",
  "HUGE_VALL", "BUFSIZ", "FILENAME_MAX", "FOPEN_MAX", "L_tmpnam", "TMP_MAX", "SEEK_CUR", "SEEK_END", "SEEK_SET", "FP_INFINITE",
  "FP_NAN", "FP_NORMAL", "FP_SUBNORMAL", "FP_ZERO", "FP_ILOGB0", "FP_ILOGBNAN", "FP_FAST_FMA", "FP_FAST_FMAF", "FP_FAST_FMAL",
  "MATH_ERRNO", "MATH_ERREXCEPT", "M_E", "M_LOG2E", "M_LOG10E", "M_LN2", "M_LN10", "M_PI", "M_PI_2", "M_PI_4", "M_1_PI",
  "M_2_PI", "M_2_SQRTPI", "M_SQRT2", "M_SQRT1_2", "P_tmpdir", "MAXFLOAT", "OVERFLOW", "UNDERFLOW", "DOMAIN", "SING", "TLOSS",
  "PLOSS", NULL
};

static const char *const helpers[][2] = {
  { "sign", "static double sign (double x)\n{\n  return x > 0 ? 1 : x < 0 ? -1 : x;\n}\n\n" },
  { "exceeds", "/* Of equal ones the first stays; what is undefined wins. */\n"
               "static int exceeds (double x, double best)\n{\n  return x > best || (isnan (x) && !isnan (best));\n}\n\n" },
  { "sigmoid", "/* 1 / (1 + e^-x) without overflow */\n"
               "static double sigmoid (double x)\n{\n  double e = exp (-fabs (x));\n\n  return (x < 0 ? e : 1) / (1 + e);\n}\n\n" },
  { "softplus", "static double softplus (double x)\n{\n  return (x > 0 ? x : 0) + log1p (exp (-fabs (x)));\n}\n\n" },
  { "normal_cdf", "static double normal_cdf (double x)\n{\n  return 0.5 * erfc (-x * sqrt (0.5));\n}\n\n" },
  { "normal_pdf", "static double normal_pdf (double x)\n{\n  return exp (-x * x / 2) / sqrt (2 * 3.14159265358979323846);\n}\n\n" },
  { "sum", "static double sum (int n, const double *x)\n{\n  double total = 0;\n\n"
           "  for (int i = 0; i < n; i++)\n    total += x[i];\n  return total;\n}\n\n" },
  { "dot", "static double dot (int n, const double *a, const double *b)\n{\n  double total = 0;\n\n"
           "  for (int i = 0; i < n; i++)\n    total += a[i] * b[i];\n  return total;\n}\n\n" },
  { "largest", "static double largest (int n, const double *x)\n{\n  double best = x[0];\n\n"
               "  for (int i = 1; i < n; i++)\n    if (x[i] > best || isnan (x[i]))\n      best = x[i];\n  return best;\n}\n\n" },
  { "norm", "static double norm (int n, const double *x)\n{\n  double most = 0, total = 0;\n\n"
            "  for (int i = 0; i < n; i++)\n    if (fabs (x[i]) > most || isnan (x[i]))\n      most = fabs (x[i]);\n"
            "  if (!(most > 0) || isinf (most))\n    return most;\n"
            "  for (int i = 0; i < n; i++)\n    total += x[i] / most * (x[i] / most);\n  return most * sqrt (total);\n}\n\n" },
  { "logsumexp", "static double logsumexp (int n, const double *x)\n{\n  double most = largest (n, x), total = 0;\n\n"
                 "  if (isinf (most))\n    return most;\n"
                 "  for (int i = 0; i < n; i++)\n    total += exp (x[i] - most);\n  return most + log (total);\n}\n\n" },
  { "squared_error", "static double squared_error (int n, const double *a, int step_a, const double *b, int step_b)\n{\n  double total = 0;\n\n"
                     "  for (int i = 0; i < n; i++)\n"
                     "    total += (a[i * step_a] - b[i * step_b]) * (a[i * step_a] - b[i * step_b]);\n  return total;\n}\n\n" },
  { "absolute_error", "static double absolute_error (int n, const double *a, int step_a, const double *b, int step_b)\n{\n"
                      "  double total = 0;\n\n"
                      "  for (int i = 0; i < n; i++)\n    total += fabs (a[i * step_a] - b[i * step_b]);\n  return total;\n}\n\n" },
  { "svm_slope", "/* Of entry i: 1 where it violates the margin; of the class, minus how many do. */\n"
                 "static double svm_slope (int n, const double *s, int y, double margin, int i)\n{\n  double total = 0;\n\n"
                 "  if (i != y)\n    return s[i] - s[y] + margin > 0;\n"
                 "  for (int j = 0; j < n; j++)\n    total += j != y && s[j] - s[y] + margin > 0;\n  return -total;\n}\n\n" },
  { "svm", "static double svm (int n, const double *s, int y, double margin)\n{\n  double total = 0;\n\n"
           "  for (int j = 0; j < n; j++)\n    if (j != y && !(s[j] - s[y] + margin <= 0))\n      total += s[j] - s[y] + margin;\n"
           "  return total;\n}\n\n" },
  { "multiply", "/* y, m x n: the product of a, m x k, and b, k x n. */\n"
                "static void multiply (int m, int k, int n, const double *a, const double *b, double *y)\n{\n"
                "  for (int i = 0; i < m * n; i++)\n    y[i] = 0;\n"
                "  for (int i = 0; i < m; i++)\n    for (int l = 0; l < k; l++)\n      for (int j = 0; j < n; j++)\n"
                "        y[i * n + j] += a[i * k + l] * b[l * n + j];\n}\n\n" },
  { "multiply_back", "/* Adds g b^T to the gradient of a and a^T g to that of b, where they are wanted. */\n"
                     "static void multiply_back (int m, int k, int n, const double *a, const double *b, const double *g, double *da, "
                     "double *db)\n{\n"
                     "  for (int i = 0; i < m; i++)\n    for (int l = 0; l < k; l++)\n      for (int j = 0; j < n; j++)\n        {\n"
                     "          if (da)\n            da[i * k + l] += g[i * n + j] * b[l * n + j];\n"
                     "          if (db)\n            db[l * n + j] += a[i * k + l] * g[i * n + j];\n        }\n}\n\n" },
  { "transpose", "/* y, n x m: keep times itself and the transpose of x, m x n. */\n"
                 "static void transpose (int m, int n, const double *x, double *y, double keep)\n{\n"
                 "  for (int i = 0; i < m; i++)\n    for (int j = 0; j < n; j++)\n"
                 "      y[j * m + i] = keep * y[j * m + i] + x[i * n + j];\n}\n\n" },
  { "print", "static void print (const char *what, const char *name, int n, const double *x)\n{\n  printf (\"%s %s\", what, name);\n"
             "  for (int i = 0; i < n; i++)\n    printf (\" %.17g\", x[i]);\n  printf (\"\\n\");\n}\n\n" },
};

const CrProgramLibrary cr_program_c_library = { reserved, helpers, G_N_ELEMENTS (helpers) };
