/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exponential functions against the C library's in extended precision, over their whole range, in units in the last place. */
#include "cr-vector-math.h"

#include "cr-gate.h"

#define ROUNDS 400000

static double
exact_exp (double x)
{
  return (double) expl (x);
}

static double
exact_tanh (double x)
{
  return (double) tanhl (x);
}

static double
exact_sigmoid (double x)
{
  long double e = expl (-fabsl ((long double) x));

  return (double) ((x < 0 ? e : 1) / (1 + e));
}

/* How many doubles lie between @a and @b. */
static double
distance (double a, double b)
{
  if (a == b || (isnan (a) && isnan (b)))
    return 0;
  if (!isfinite (a) || !isfinite (b))
    return INFINITY;
  return fabs (a - b) / fmax (nextafter (fabs (b), INFINITY) - fabs (b), 5e-324);
}

static double
own_exp (double x)
{
  return cr_exp (x);
}

static double
own_tanh (double x)
{
  return cr_tanh (x);
}

static double
own_sigmoid (double x)
{
  return cr_sigmoid (x);
}

static void
compare (const char *name, double (*own) (double), double (*exact) (double), double low, double high)
{
  double worst = 0, worst_x = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double x = g_test_rand_double_range (low, high);
      double error = distance (own (x), exact (x));

      if (error > worst)
        {
          worst = error;
          worst_x = x;
        }
    }
  g_test_message ("%s in %g…%g: %.2f units in the last place, at %.17g", name, low, high, worst, worst_x);
  g_assert_cmpfloat (worst, <=, 4);
}

static void
test_ranges (void)
{
  static const double bounds[] = { 1e-300, 1e-12, 1e-3, 0.4, 3, 25, 709, 760 };

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        double low = sign < 0 ? -bounds[i] : 0, high = sign < 0 ? 0 : bounds[i];

        compare ("exp", own_exp, exact_exp, low, high);
        compare ("tanh", own_tanh, exact_tanh, low, high);
        compare ("sigmoid", own_sigmoid, exact_sigmoid, low, high);
      }
}

static void
test_special_values (void)
{
  static const double values[] = { 0, -0.0, INFINITY, -INFINITY, NAN, 709.78, 709.79, -745.1, -745.2, -708.4, -720, 1e308, -1e308, 5e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_test_message ("at %g: %g %g %g", values[i], cr_exp (values[i]), cr_tanh (values[i]), cr_sigmoid (values[i]));
      g_assert_cmpfloat (distance (cr_exp (values[i]), exact_exp (values[i])), <=, 4);
      g_assert_cmpfloat (distance (cr_tanh (values[i]), exact_tanh (values[i])), <=, 4);
      g_assert_cmpfloat (distance (cr_sigmoid (values[i]), exact_sigmoid (values[i])), <=, 4);
    }
  g_assert_true (signbit (cr_tanh (-0.0)));
}

/* The gates' loops over columns, in whatever vectors this processor has, give what the same function gives for one number, to the last bit. */
static void
compare_columns (const CrGate *gate, double bound)
{
  double x[67], y[67];

  for (guint n = 1; n <= G_N_ELEMENTS (x); n++)
    {
      for (guint i = 0; i < n; i++)
        x[i] = g_test_rand_double_range (-bound, bound);
      gate->values (n, x, y, 0.3);
      for (guint i = 0; i < n; i++)
        {
          double alone = gate->function (x[i], 0.3);

          g_assert_true (y[i] == alone || (isnan (y[i]) && isnan (alone)));
        }
    }
}

static void
test_columns (void)
{
  static const double bounds[] = { 1e-12, 0.4, 3, 25, 760 };
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    for (guint j = 0; gates[i]->function != NULL && j < G_N_ELEMENTS (bounds); j++)
      {
        g_test_message ("%s within %g", gates[i]->name, bounds[j]);
        compare_columns (gates[i], bounds[j]);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vector-math/ranges", test_ranges);
  g_test_add_func ("/vector-math/special-values", test_special_values);
  g_test_add_func ("/vector-math/columns", test_columns);
  return g_test_run ();
}
