/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a graph, from wherever its file says that they come. */
#pragma once

#include "cr-data.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cr_data_load:
 * @graph: a version
 * @folder: (nullable): the folder of the graph's own file, which a data file is relative to; %NULL where it has none
 * @any_path: whether the data file may also be an absolute path, or have ".." in it
 *
 * Makes or reads the data that the graph's "training" names. A data file must be a regular one, of CR_LIMIT_FILE_BYTES at most.
 * Blocks while it reads: not on the main loop.
 *
 * Returns: (transfer full) (nullable): the data, with a problem where they cannot be had; %NULL where the graph has no data set
 */
CrData *cr_data_load (const CrGraph *graph, GFile *folder, gboolean any_path);

/**
 * cr_data_file_read_table:
 * @file: a file of numbers, as cr_csv_parse() takes them
 * @features: (nullable): the columns that are wanted, as there
 * @error: return location
 *
 * Blocks while it reads: not on the main loop. What is no regular file, or larger than CR_LIMIT_FILE_BYTES, is not opened.
 *
 * Returns: (transfer full): the table, or %NULL
 */
CrTable *cr_data_file_read_table (GFile *file, const char *const *features, GError **error);

/**
 * cr_data_file_moved:
 * @graph: a version
 * @from: (nullable): the folder that its data file is relative to
 * @to: (nullable): the folder that it is to be relative to
 *
 * The data file named so that it is the same one seen from the other folder: relative where it lies in that folder, else by its absolute
 * path. The same version where it has no data file, where that is an absolute path, or where the folders are one.
 *
 * Returns: (transfer full): a version
 */
CrGraph *cr_data_file_moved (const CrGraph *graph, GFile *from, GFile *to);

/* Whether it is an absolute path or has ".." in it, so that whoever uses the program is to be asked first. */
gboolean cr_data_file_leaves_folder (const char *file);

G_END_DECLS
