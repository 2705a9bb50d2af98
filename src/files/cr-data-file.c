/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a graph, from wherever its file says that they come. */
#include "cr-data-file.h"

#include "cr-csv.h"
#include "cr-error.h"
#include "cr-limits.h"

#include <glib/gi18n-lib.h>

gboolean
cr_data_file_leaves_folder (const char *file)
{
  g_auto (GStrv) parts = g_strsplit (file, G_DIR_SEPARATOR_S, -1);

  return g_path_is_absolute (file) || g_strv_contains ((const char *const *) parts, "..");
}

/* Where the file is, if it may be read. */
static GFile *
find_file (const char *file, GFile *folder, gboolean any_path, GError **error)
{
  if (!any_path && cr_data_file_leaves_folder (file))
    {
      g_set_error (error, CR_ERROR, CR_ERROR_DATA,
                   _("it is not in the graph's own folder; reading it must be allowed first (--allow-path)"));
      return NULL;
    }
  if (g_path_is_absolute (file))
    return g_file_new_for_path (file);
  if (folder == NULL)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("the graph has no folder yet that it could be in; save the graph first"));
      return NULL;
    }
  return g_file_resolve_relative_path (folder, file);
}

/* Looked at before it is opened: to open a pipe would wait for its writer. */
static gboolean
check_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    {
      if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_clear_error (error);
          g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("there is no such file"));
        }
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_DATA, _("it is no regular file"));
      return FALSE;
    }
  if (g_file_info_get_size (info) > CR_LIMIT_FILE_BYTES)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("it is larger than the limit of %u MiB"), CR_LIMIT_FILE_BYTES >> 20);
      return FALSE;
    }
  return TRUE;
}

CrTable *
cr_data_file_read_table (GFile *file, const char *const *features, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!check_file (file, error) || !g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return NULL;
  return cr_csv_parse (text, length, features, error);
}

static CrTable *
read_file (const CrDataset *dataset, GFile *folder, gboolean any_path, GError **error)
{
  g_autoptr (GFile) file = find_file (dataset->file, folder, any_path, error);

  return file != NULL ? cr_data_file_read_table (file, (const char *const *) dataset->features, error) : NULL;
}

CrData *
cr_data_load (const CrGraph *graph, GFile *folder, gboolean any_path)
{
  const CrTraining *training = cr_graph_get_parts (graph)->training;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrTable) table = NULL;

  if (training == NULL || training->dataset.kind == CR_DATASET_NONE)
    return NULL;
  if (training->dataset.kind != CR_DATASET_FILE)
    return cr_data_new_without_file (training);
  table = read_file (&training->dataset, folder, any_path, &error);
  g_prefix_error (&error, _("the data file “%s”: "), training->dataset.file);
  return cr_data_new (training, table, error);
}

CrGraph *
cr_data_file_moved (const CrGraph *graph, GFile *from, GFile *to)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  const char *file = parts->training != NULL ? parts->training->dataset.file : NULL;
  g_autoptr (GFile) data = NULL;
  g_autofree char *moved = NULL;
  CrTraining *training;
  CrParts *changed;
  CrGraphEdit *edit;

  if (file == NULL || g_path_is_absolute (file) || from == NULL || to == NULL || g_file_equal (from, to))
    return cr_graph_ref (graph);
  data = g_file_resolve_relative_path (from, file);
  moved = g_file_get_relative_path (to, data);
  if (moved == NULL)
    moved = g_file_get_path (data);
  if (moved == NULL || !g_utf8_validate (moved, -1, NULL))
    return cr_graph_ref (graph);
  changed = cr_parts_copy (parts);
  training = cr_training_copy (parts->training);
  g_free (training->dataset.file);
  training->dataset.file = g_steal_pointer (&moved);
  cr_training_unref (changed->training);
  changed->training = training;
  edit = cr_graph_edit_begin (graph);
  cr_graph_edit_take_parts (edit, changed);
  return cr_graph_edit_end (edit);
}
