/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every generator, by walking the table: ranges, labels, how many of each class, the same numbers again, noise only where it belongs.
 * What the points are, test_formulas.py says. */
#include "cr-error.h"
#include "cr-generator.h"

#include <math.h>
#include <string.h>

static CrDataset
describe (CrGenerator generator, guint n_points, double noise, guint n_classes)
{
  return (CrDataset) {
    .kind = CR_DATASET_GENERATOR,
    .generator = generator,
    .n_points = n_points,
    .noise = noise,
    .seed = 1,
    .n_classes = n_classes,
  };
}

static CrTable *
run (CrDataset dataset)
{
  g_autoptr (GError) error = NULL;
  CrTable *table = cr_generator_run (&dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cr_table_get_n_examples (table), ==, dataset.n_points);
  g_assert_cmpuint (table->n_features, ==, 2);
  return table;
}

#define FOR_EACH_GENERATOR(generator) \
  for (CrGenerator generator = 0; cr_generator_names[generator] != NULL; generator++)

static gboolean
is_regression (CrGenerator generator)
{
  return cr_generator_get_info (generator)->most_classes == 0;
}

/* Those whose label is decided at a place beside the point; the others' points move. */
static gboolean
noise_is_in_label (CrGenerator generator)
{
  return generator == CR_GENERATOR_CIRCLE || generator == CR_GENERATOR_XOR || generator == CR_GENERATOR_CHECKERBOARD ||
         is_regression (generator);
}

static void
test_info (void)
{
  FOR_EACH_GENERATOR (generator)
    {
      const CrGeneratorInfo *info = cr_generator_get_info (generator);

      g_assert_nonnull (info->title);
      g_assert_cmpuint (info->n_points, ==, is_regression (generator) ? 1200 : 500);
    }
  g_assert_cmpuint (cr_generator_get_info (CR_GENERATOR_SPIRAL)->most_classes, >=, 8);
  g_assert_cmpuint (cr_generator_get_info (CR_GENERATOR_PLANE)->most_classes, ==, 0);
}

static void
test_range (void)
{
  FOR_EACH_GENERATOR (generator)
    for (guint noise = 0; noise <= 2; noise++)
      {
        g_autoptr (CrTable) table = run (describe (generator, 3000, noise / 2.0, 0));

        for (guint32 i = 0; i < 3000; i++)
          {
            const double *example = cr_table_get_example (table, i);

            g_assert_cmpfloat (fabs (example[0]), <=, 6);
            g_assert_cmpfloat (fabs (example[1]), <=, 6);
            g_assert_true (isfinite (example[2]));
            if (!is_regression (generator))
              g_assert_true (example[2] == -1 || example[2] == 1);
          }
      }
}

static void
count_labels (const CrTable *table, guint n_classes, guint *counts)
{
  for (guint32 i = 0; i < cr_table_get_n_examples (table); i++)
    {
      double label = cr_table_get_example (table, i)[2];

      g_assert_true (label >= 0 && label < n_classes && label == floor (label));
      counts[(guint) label]++;
    }
}

/* As many of each as can be; where a rule of the plane decides, roughly so. */
static void
test_classes (void)
{
  const guint n = 1003;

  FOR_EACH_GENERATOR (generator)
    for (guint n_classes = 2; n_classes <= cr_generator_get_info (generator)->most_classes; n_classes++)
      {
        g_autoptr (CrTable) table = run (describe (generator, n, 0, n_classes));
        guint counts[16] = { 0 };
        gboolean is_roughly = generator == CR_GENERATOR_XOR || generator == CR_GENERATOR_CHECKERBOARD;

        count_labels (table, n_classes, counts);
        for (guint i = 0; i < n_classes; i++)
          {
            g_assert_cmpuint (counts[i], >=, is_roughly ? n / n_classes / 2 : n / n_classes);
            g_assert_cmpuint (counts[i], <=, is_roughly ? n / n_classes * 2 : n / n_classes + 1);
          }
      }
}

/* −1 and 1 stand for the classes 0 and 1. */
static void
test_signs (void)
{
  FOR_EACH_GENERATOR (generator)
    {
      if (is_regression (generator))
        continue;

      g_autoptr (CrTable) signs = run (describe (generator, 100, 0.1, 0));
      g_autoptr (CrTable) classes = run (describe (generator, 100, 0.1, 2));

      for (guint32 i = 0; i < 100; i++)
        {
          const double *sign = cr_table_get_example (signs, i), *class = cr_table_get_example (classes, i);

          g_assert_cmpmem (sign, 2 * sizeof (double), class, 2 * sizeof (double));
          g_assert_cmpfloat (sign[2], ==, class[2] == 1 ? 1 : -1);
        }
    }
}

static void
test_same_again (void)
{
  FOR_EACH_GENERATOR (generator)
    {
      CrDataset dataset = describe (generator, 77, 0.3, 0), other_seed = dataset;

      other_seed.seed = 2;

      g_autoptr (CrTable) first = run (dataset);
      g_autoptr (CrTable) second = run (dataset);
      g_autoptr (CrTable) other = run (other_seed);

      g_assert_true (cr_matrix_equal (first->rows, second->rows));
      g_assert_false (cr_matrix_equal (first->rows, other->rows));
    }
}

static void
test_noise (void)
{
  FOR_EACH_GENERATOR (generator)
    {
      g_autoptr (CrTable) quiet = run (describe (generator, 500, 0, 0));
      g_autoptr (CrTable) noisy = run (describe (generator, 500, 0.5, 0));
      guint n_moved = 0, n_relabelled = 0;

      for (guint32 i = 0; i < 500; i++)
        {
          const double *a = cr_table_get_example (quiet, i), *b = cr_table_get_example (noisy, i);

          n_moved += memcmp (a, b, 2 * sizeof (double)) != 0;
          n_relabelled += a[2] != b[2];
        }
      if (noise_is_in_label (generator))
        {
          g_assert_cmpuint (n_moved, ==, 0);
          g_assert_cmpuint (n_relabelled, >, 50);
        }
      else
        {
          g_assert_cmpuint (n_moved, >, 450);
          g_assert_cmpuint (n_relabelled, ==, 0);
        }
    }
}

/* The spread of the normal clouds: variance 0.5 around ±2 without noise. */
static void
test_gauss_spread (void)
{
  const guint n = 20000;
  g_autoptr (CrTable) table = run (describe (CR_GENERATOR_GAUSS, n, 0, 0));
  double mean = 0, variance = 0;

  for (guint32 i = 0; i < n; i++)
    mean += cr_table_get_example (table, i)[0] * cr_table_get_example (table, i)[2] / n;
  for (guint32 i = 0; i < n; i++)
    variance += pow (cr_table_get_example (table, i)[0] * cr_table_get_example (table, i)[2] - mean, 2) / n;
  g_assert_cmpfloat_with_epsilon (mean, 2, 0.03);
  g_assert_cmpfloat_with_epsilon (variance, 0.5, 0.03);
}

static void
assert_refused (CrDataset dataset, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cr_generator_run (&dataset, &error));
  g_assert_error (error, CR_ERROR, CR_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_refused (void)
{
  const char *three[] = { "x1", "x2", "x3", NULL };
  CrDataset dataset = describe (CR_GENERATOR_SPIRAL, 10, 0, 0);

  assert_refused (describe (CR_GENERATOR_CIRCLE, 10, 0, 3), "circle makes at most 2 classes, not 3");
  assert_refused (describe (CR_GENERATOR_PLANE, 10, 0, 2), "the labels of plane are real numbers, so it takes no “classes”");
  dataset.features = (GStrv) three;
  assert_refused (dataset, "spiral makes 2 features, not 3");
}

/* Fewer points than classes, and one point. */
static void
test_few_points (void)
{
  FOR_EACH_GENERATOR (generator)
    for (guint n = 1; n <= 5; n++)
      {
        g_autoptr (CrTable) table = run (describe (generator, n, 0.5, is_regression (generator) ? 0 : 2));

        g_assert_true (isfinite (cr_table_get_example (table, n - 1)[2]));
      }
}

static void
test_features (void)
{
  const char *names[] = { "x4", "x3", NULL };
  CrDataset dataset = describe (CR_GENERATOR_XOR, 10, 0, 0);

  dataset.features = (GStrv) names;

  g_autoptr (CrTable) named = run (dataset);

  g_assert_cmpint (cr_table_find_column (named, "x4"), ==, 0);
  g_assert_cmpint (cr_table_find_column (named, "x3"), ==, 1);
  g_assert_cmpint (cr_table_find_column (named, "label"), ==, 2);
  g_assert_cmpint (cr_table_find_column (named, "x1"), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generator/info", test_info);
  g_test_add_func ("/generator/range", test_range);
  g_test_add_func ("/generator/classes", test_classes);
  g_test_add_func ("/generator/signs", test_signs);
  g_test_add_func ("/generator/same-again", test_same_again);
  g_test_add_func ("/generator/noise", test_noise);
  g_test_add_func ("/generator/gauss-spread", test_gauss_spread);
  g_test_add_func ("/generator/refused", test_refused);
  g_test_add_func ("/generator/few-points", test_few_points);
  g_test_add_func ("/generator/features", test_features);
  return g_test_run ();
}
