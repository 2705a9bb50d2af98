/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The split: how many train, every row once, the same rows for the same seed. */
#include "cr-split.h"

#include <string.h>

static void
assert_every_row_once (const CrSplit *split)
{
  g_autofree gboolean *seen = g_new0 (gboolean, split->n_rows);

  for (guint32 i = 0; i < split->n_rows; i++)
    {
      g_assert_cmpuint (split->rows[i], <, split->n_rows);
      g_assert_false (seen[split->rows[i]]);
      seen[split->rows[i]] = TRUE;
    }
}

static void
test_count (void)
{
  static const struct
  {
    guint32 n_rows;
    double fraction;
    guint32 n_train;
  } cases[] = {
    { 10, 0.5, 5 }, { 11, 0.5, 6 },  { 1, 0.5, 1 },    { 1, 0.49, 0 },  { 10, 0, 0 },           { 10, 1, 10 },
    { 3, 0.1, 0 },  { 10, 0.15, 2 }, { 100, 0.29, 29 }, { 5, 0.3, 2 }, { 1, 0.49999999999999994, 0 }, { 1000000, 0.999999, 999999 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CrSplit split = cr_split_make (cases[i].n_rows, cases[i].fraction, TRUE, i);

      g_assert_cmpuint (split.n_train, ==, cases[i].n_train);
      g_assert_cmpuint (split.n_rows, ==, cases[i].n_rows);
      assert_every_row_once (&split);
      cr_split_clear (&split);
    }
}

static void
test_order_kept (void)
{
  CrSplit split = cr_split_make (100, 0.5, FALSE, 1);

  for (guint32 i = 0; i < 100; i++)
    g_assert_cmpuint (split.rows[i], ==, i);
  cr_split_clear (&split);
}

static void
test_same_again (void)
{
  CrSplit split = cr_split_make (100, 0.5, TRUE, 1), again = cr_split_make (100, 0.5, TRUE, 1);
  CrSplit other_seed = cr_split_make (100, 0.5, TRUE, 2), other_fraction = cr_split_make (100, 0.2, TRUE, 1);
  const gsize size = 100 * sizeof (guint32);

  g_assert_cmpmem (split.rows, size, again.rows, size);
  g_assert_cmpint (memcmp (split.rows, other_seed.rows, size), !=, 0);
  /* A smaller share of the same order: no example changes sides but those between. */
  g_assert_cmpmem (split.rows, size, other_fraction.rows, size);
  cr_split_clear (&split);
  cr_split_clear (&again);
  cr_split_clear (&other_seed);
  cr_split_clear (&other_fraction);
}

/* Over many seeds every row comes first about as often. */
static void
test_no_favourites (void)
{
  guint counts[5] = { 0 };

  for (guint seed = 0; seed < 5000; seed++)
    {
      CrSplit split = cr_split_make (5, 0.5, TRUE, seed);

      counts[split.rows[0]]++;
      cr_split_clear (&split);
    }
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpuint (counts[i], >, 850);
      g_assert_cmpuint (counts[i], <, 1150);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split/count", test_count);
  g_test_add_func ("/split/order-kept", test_order_kept);
  g_test_add_func ("/split/same-again", test_same_again);
  g_test_add_func ("/split/no-favourites", test_no_favourites);
  return g_test_run ();
}
