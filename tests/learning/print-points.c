/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the points of a generator with all their digits, for test_formulas.py: GENERATOR POINTS NOISE SEED CLASSES. */
#include "cr-generator.h"

#include <stdio.h>
#include <stdlib.h>

static CrGenerator
find_generator (const char *name)
{
  for (guint i = 0; cr_generator_names[i] != NULL; i++)
    if (g_str_equal (cr_generator_names[i], name))
      return i;
  g_error ("there is no generator %s", name);
}

int
main (int argc, char *argv[])
{
  g_assert (argc == 6);

  CrDataset dataset = {
    .kind = CR_DATASET_GENERATOR,
    .generator = find_generator (argv[1]),
    .n_points = strtoul (argv[2], NULL, 10),
    .noise = g_ascii_strtod (argv[3], NULL),
    .seed = g_ascii_strtoull (argv[4], NULL, 10),
    .n_classes = strtoul (argv[5], NULL, 10),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CrTable) table = cr_generator_run (&dataset, &error);

  g_assert_no_error (error);
  for (guint32 i = 0; i < cr_table_get_n_examples (table); i++)
    {
      const double *example = cr_table_get_example (table, i);

      printf ("%.17g %.17g %.17g\n", example[0], example[1], example[2]);
    }
  return 0;
}
