/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A data file. */
#include "fuzz.h"

#include "cr-csv.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const named[] = { "x2", "x1", NULL };

  for (guint i = 0; i < 2; i++)
    {
      GError *error = NULL;
      g_autoptr (CrTable) table = cr_csv_parse ((const char *) data, size, i == 0 ? NULL : named, &error);

      fuzz_check_error (table, error);
      for (guint32 row = 0; table != NULL && row < cr_table_get_n_examples (table); row++)
        g_assert_false (cr_table_get_example (table, row)[0] != cr_table_get_example (table, row)[0]);
    }
  return 0;
}
