/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share about the data that a graph names: finding them, one example of them, and what is wrong with any. */
#include "cr-command.h"
#include "cr-data-file.h"

#include <glib/gi18n-lib.h>

static GFile *
get_folder (const char *file)
{
  g_autofree char *folder = g_str_equal (file, "-") ? g_get_current_dir () : g_path_get_dirname (file);

  return g_file_new_for_path (folder);
}

CrData *
cr_command_load_data (const char *file, const CrGraph *graph, gboolean any_path)
{
  g_autoptr (GFile) folder = get_folder (file);

  return cr_data_load (graph, folder, any_path);
}

/* How @data, which lies relative to @from, is named from the folder @to: relative where it lies below, else in full. */
static char *
rename_data (GFile *from, GFile *to, const char *data)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (from, data);
  char *below = g_file_get_relative_path (to, file);

  return below != NULL ? below : g_file_get_path (file);
}

CrGraph *
cr_command_move_data (const CrGraph *graph, const char *from, const char *to)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  g_autoptr (GFile) old = get_folder (from);
  g_autoptr (GFile) new = to != NULL && !g_str_equal (to, "-") ? get_folder (to) : g_object_ref (old);
  g_autoptr (CrParts) parts = NULL;
  CrTraining *moved;

  if (training == NULL || training->dataset.kind != CR_DATASET_FILE || g_path_is_absolute (training->dataset.file) ||
      g_file_equal (old, new))
    return cr_graph_ref (graph);
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  moved = cr_training_copy (training);
  g_free (moved->dataset.file);
  moved->dataset.file = rename_data (old, new, training->dataset.file);
  g_clear_pointer (&parts->training, cr_training_unref);
  parts->training = moved;
  return cr_graph_with_parts (graph, parts);
}

gboolean
cr_command_bind_example (const char *file, CrTape *tape, const CrData *data, int example)
{
  guint32 n_train = data != NULL && data->problem == NULL ? cr_data_get_n_train (data) : 0;

  if (example < 0)
    cr_command_complain (NULL, _("--example counts from 0"));
  else if (data == NULL && example > 0)
    cr_command_complain (file, _("there is no data to take example %d from"), example);
  else if (data != NULL && data->problem == NULL && example > 0 && (guint32) example >= n_train)
    cr_command_complain (file, _("there is no example %d: %u are for training, counted from 0"), example, n_train);
  else
    {
      cr_data_bind_example (data, tape, example);
      return TRUE;
    }
  return FALSE;
}

gboolean
cr_command_bind_data (const char *file, CrTape *tape, int example, gboolean any_path)
{
  g_autoptr (CrData) data = cr_command_load_data (file, cr_tape_get_graph (tape), any_path);

  return cr_command_bind_example (file, tape, data, example);
}

/* --- Every example --- */

/* So many at a time, for graphs are run faster on many. */
#define WIDTH 256

/* Whether a gate takes a label or a class, which data may have wrong. */
static gboolean
has_labels (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->gate->check != NULL)
      return TRUE;
  return FALSE;
}

/* The first node in error with @n examples from @first on. */
static const CrNode *
find_problem (CrTape *tape, const CrData *data, guint32 first, guint32 n)
{
  guint32 rows[WIDTH];

  for (guint32 i = 0; i < n; i++)
    rows[i] = first + i;
  cr_data_bind (data, tape, rows, n);
  cr_tape_forward (tape);
  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
    if (cr_tape_get_problem (tape, node->key) != NULL)
      return node;
  return NULL;
}

gboolean
cr_command_find_bad_example (const CrGraph *graph, const CrData *data, CrKey *key, char **message)
{
  g_autoptr (CrTape) tape = NULL;
  guint32 n;

  if (data == NULL || data->problem != NULL || data->table == NULL || !has_labels (graph))
    return FALSE;
  tape = cr_tape_new (graph);
  n = cr_table_get_n_examples (data->table);
  for (guint32 first = 0; first < n; first += WIDTH)
    {
      guint32 width = MIN (WIDTH, n - first);

      if (find_problem (tape, data, first, width) == NULL)
        continue;
      for (guint32 row = first; row < first + width; row++)
        {
          const CrNode *node = find_problem (tape, data, row, 1);

          if (node == NULL)
            continue;
          *key = node->key;
          *message = g_strdup_printf (_("example %u of the data: %s"), row, cr_tape_get_problem (tape, node->key));
          return TRUE;
        }
    }
  return FALSE;
}
