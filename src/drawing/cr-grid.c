/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A uniform grid over the plane that says what lies near an area.
 *
 * How this works: the plane is cut into squares, and a hash table has the list of things of every square that is not empty. What
 * would lie in very many squares (a wire across everything) is kept apart, in a list that every question walks.
 */
#include "cr-grid.h"

#include <math.h>

#define MOST_CELLS 64
#define FARTHEST 1e9 /* cells beyond this are all one */

struct _CrGrid
{
  GHashTable *cells; /* gint64 of its place to GPtrArray of things */
  GPtrArray *large;
  double size;
};

/* Cells from left to right and from top to bottom, ends included. */
typedef struct
{
  gint32 left;
  gint32 top;
  gint32 right;
  gint32 bottom;
} CellRange;

/* g_int64_hash() folds the two halves onto each other, so that all cells of a diagonal would collide. */
static guint
hash_cell (gconstpointer key)
{
  return (guint) ((*(const guint64 *) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

CrGrid *
cr_grid_new (double cell)
{
  CrGrid *grid = g_new0 (CrGrid, 1);

  grid->cells = g_hash_table_new_full (hash_cell, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  grid->large = g_ptr_array_new ();
  grid->size = cell;
  return grid;
}

void
cr_grid_free (CrGrid *grid)
{
  g_hash_table_unref (grid->cells);
  g_ptr_array_unref (grid->large);
  g_free (grid);
}

static gint32
cell_of (const CrGrid *grid, double coordinate)
{
  return (gint32) CLAMP (floor (coordinate / grid->size), -FARTHEST, FARTHEST);
}

static CellRange
range_of (const CrGrid *grid, const CrArea *area)
{
  return (CellRange) { cell_of (grid, area->x), cell_of (grid, area->y), cell_of (grid, area->x + area->width),
                       cell_of (grid, area->y + area->height) };
}

static double
range_count (const CellRange *range)
{
  return ((double) range->right - range->left + 1) * ((double) range->bottom - range->top + 1);
}

static gint64
cell_key (gint32 x, gint32 y)
{
  return (gint64) ((guint64) (guint32) x << 32 | (guint32) y);
}

static GPtrArray *
ensure_cell (CrGrid *grid, gint32 x, gint32 y)
{
  gint64 key = cell_key (x, y);
  GPtrArray *cell = g_hash_table_lookup (grid->cells, &key);

  if (cell == NULL)
    {
      cell = g_ptr_array_new ();
      g_hash_table_insert (grid->cells, g_memdup2 (&key, sizeof key), cell);
    }
  return cell;
}

void
cr_grid_insert (CrGrid *grid, const CrArea *area, gpointer thing)
{
  CellRange range = range_of (grid, area);

  if (range_count (&range) > MOST_CELLS)
    {
      g_ptr_array_add (grid->large, thing);
      return;
    }
  for (gint32 y = range.top; y <= range.bottom; y++)
    for (gint32 x = range.left; x <= range.right; x++)
      g_ptr_array_add (ensure_cell (grid, x, y), thing);
}

void
cr_grid_remove (CrGrid *grid, const CrArea *area, gpointer thing)
{
  CellRange range = range_of (grid, area);

  if (range_count (&range) > MOST_CELLS)
    {
      g_ptr_array_remove_fast (grid->large, thing);
      return;
    }
  for (gint32 y = range.top; y <= range.bottom; y++)
    for (gint32 x = range.left; x <= range.right; x++)
      {
        gint64 key = cell_key (x, y);
        GPtrArray *cell = g_hash_table_lookup (grid->cells, &key);

        if (cell != NULL && g_ptr_array_remove_fast (cell, thing) && cell->len == 0)
          g_hash_table_remove (grid->cells, &key);
      }
}

gboolean
cr_grid_is_empty (CrGrid *grid)
{
  return g_hash_table_size (grid->cells) == 0 && grid->large->len == 0;
}

static void
append_all (GPtrArray *things, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (things, more->pdata[i]);
}

void
cr_grid_query (CrGrid *grid, const CrArea *area, GPtrArray *things)
{
  CellRange range = range_of (grid, area);

  append_all (things, grid->large);
  if (range_count (&range) > g_hash_table_size (grid->cells))
    {
      GHashTableIter iter;
      gpointer cell;

      g_hash_table_iter_init (&iter, grid->cells);
      while (g_hash_table_iter_next (&iter, NULL, &cell))
        append_all (things, cell);
      return;
    }
  for (gint32 y = range.top; y <= range.bottom; y++)
    for (gint32 x = range.left; x <= range.right; x++)
      {
        gint64 key = cell_key (x, y);
        GPtrArray *cell = g_hash_table_lookup (grid->cells, &key);

        if (cell != NULL)
          append_all (things, cell);
      }
}
