/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrix products. Compiled once for each width of vectors, like cr-layer-loops.c.
 *
 * How this works: B is taken in panels, some rows of it by four vectors of its columns, each copied into one block of memory without gaps,
 * which stays in the nearest cache while all rows of A pass by. A tile of C, four rows by four vectors, lies in registers while one
 * panel's rows are added up. Copying makes all layouts of B alike and fills up the last vector with zeros; A's numbers are
 * taken one by one, so that its layout does not matter.
 */
#include "cr-loops.h"
#include "cr-vector.h"

#define N_VECTORS 4
#define PANEL_ROWS 96
#define PANEL_COLUMNS (N_VECTORS * LANES)

typedef double Panel[PANEL_ROWS][PANEL_COLUMNS] __attribute__ ((aligned (CR_VECTOR_BYTES)));

/* @rows × @columns numbers from (row, column) of B on, with zeros up to a whole vector on the right. */
static void
copy_panel (Panel panel, CrMatrixView b, gsize row, gsize column, gsize rows, gsize columns)
{
  const double *from = b.numbers + row * b.row_step + column * b.column_step;
  gsize filled = (columns + LANES - 1) / LANES * LANES;

  for (gsize r = 0; r < rows; r++, from += b.row_step)
    {
      if (b.column_step == 1 && columns == filled)
        for (gsize c = 0; c < columns; c += LANES)
          store (panel[r] + c, load (from + c));
      else
        for (gsize c = 0; c < filled; c++)
          panel[r][c] = c < columns ? from[c * b.column_step] : 0;
    }
}

/* The first @n lanes, from there and to there; @n is known to be all of them where the loop is not needed. */
CR_INLINE Vector
load_some (const double *from, gsize n)
{
  double numbers[LANES] = { 0 };

  if (n == LANES)
    return load (from);
  for (gsize lane = 0; lane < n; lane++)
    numbers[lane] = from[lane];
  return load (numbers);
}

CR_INLINE void
store_some (double *to, Vector vector, gsize n)
{
  double numbers[LANES];

  if (n == LANES)
    {
      store (to, vector);
      return;
    }
  store (numbers, vector);
  for (gsize lane = 0; lane < n; lane++)
    to[lane] = numbers[lane];
}

/* What a panel is multiplied with and where to: A from the panel's first row on, C from its first column on; @n_last lanes of C's last vector. */
typedef struct
{
  CrMatrixView a;
  gsize m;
  gsize rows;
  double *c;
  gsize c_step;
  gsize n_last;
  gboolean adds;
} Task;

/* @n_rows rows of C by @n_vectors vectors, from row @row on; both small numbers are known when this is compiled. */
CR_INLINE void
multiply_tile (Panel panel, Task task, gsize row, int n_rows, int n_vectors, gsize n_last)
{
  const double *a = task.a.numbers + row * task.a.row_step;
  double *c = task.c + row * task.c_step;
  Vector sums[MOST_ROWS][N_VECTORS];

  for (int r = 0; r < n_rows; r++)
    for (int v = 0; v < n_vectors; v++)
      sums[r][v] = task.adds ? load_some (c + r * task.c_step + v * LANES, v + 1 < n_vectors ? LANES : n_last) : (Vector) { 0 };
  for (gsize i = 0; i < task.rows; i++, a += task.a.column_step)
    for (int r = 0; r < n_rows; r++)
      {
        Vector factor = spread (a[r * task.a.row_step]);

        for (int v = 0; v < n_vectors; v++)
          sums[r][v] += factor * load (panel[i] + v * LANES);
      }
  for (int r = 0; r < n_rows; r++)
    for (int v = 0; v < n_vectors; v++)
      store_some (c + r * task.c_step + v * LANES, sums[r][v], v + 1 < n_vectors ? LANES : n_last);
}

CR_INLINE void
multiply_rows (Panel panel, Task task, int n_vectors, gsize n_last)
{
  gsize row = 0;

  for (; row + MOST_ROWS <= task.m; row += MOST_ROWS)
    multiply_tile (panel, task, row, MOST_ROWS, n_vectors, n_last);
  for (; row < task.m; row++)
    multiply_tile (panel, task, row, 1, n_vectors, n_last);
}

CR_INLINE void
multiply_panel (Panel panel, Task task, int n_vectors)
{
  if (task.n_last == LANES)
    multiply_rows (panel, task, n_vectors, LANES);
  else
    multiply_rows (panel, task, n_vectors, task.n_last);
}

void
CR_LOOPS_NAME (cr_multiply) (gsize m, gsize k, gsize n, CrMatrixView a, CrMatrixView b, gboolean adds, double *c)
{
  gsize n_vectors = (n + LANES - 1) / LANES, n_panels = (n_vectors + N_VECTORS - 1) / N_VECTORS;
  Panel panel;

  for (gsize row = 0; row < k; row += PANEL_ROWS)
    for (gsize p = 0; p < n_panels; p++)
      {
        /* Panels are of nearly the same width, so that none is much narrower than a tile would allow. */
        gsize first = p * n_vectors / n_panels, last = (p + 1) * n_vectors / n_panels;
        gsize columns = MIN (last * LANES, n) - first * LANES;
        Task task = {
          .a = { a.numbers + row * a.column_step, a.row_step, a.column_step },
          .m = m,
          .rows = MIN (PANEL_ROWS, k - row),
          .c = c + first * LANES,
          .c_step = n,
          .n_last = columns - (last - first - 1) * LANES,
          .adds = adds || row > 0,
        };

        copy_panel (panel, b, row, first * LANES, task.rows, columns);
        if (last - first == 4)
          multiply_panel (panel, task, 4);
        else if (last - first == 3)
          multiply_panel (panel, task, 3);
        else if (last - first == 2)
          multiply_panel (panel, task, 2);
        else
          multiply_panel (panel, task, 1);
      }
}
