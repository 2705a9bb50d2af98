/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a file whole or not at all. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * cr_save_bytes:
 * @file: where to
 * @bytes: what
 * @length: how many bytes
 * @etag: (nullable): what the file is expected to be; another one is refused with %G_IO_ERROR_WRONG_ETAG
 * @new_etag: (out) (nullable): what the file is then
 * @cancellable: (nullable)
 * @error: return location for a #GError of #GIOError
 *
 * Writes onto the disk, beside the file, and puts the new one in the place of the old: after a failure the old one stands there as it was,
 * and where there was none there is none. Mode, owner, symbolic links and further names are kept: a file that cannot be replaced so is
 * written over, once there is room for all of it. A pipe or a device is just written to. Blocks.
 */
gboolean cr_save_bytes (GFile *file, const char *bytes, gsize length, const char *etag, char **new_etag, GCancellable *cancellable,
                        GError **error);

/* Keeps a copy of what stands in @file now beside it, under its name and "~", in the place of what was kept there before. Where there is no
 * room for it, or no regular file yet, nothing is kept. Blocks. */
void cr_save_keep_backup (GFile *file);

G_END_DECLS
