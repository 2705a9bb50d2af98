/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a file whole or not at all. */
#include "cr-save.h"

#include <errno.h>
#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Onto the disk, where there is a descriptor to say so of. */
static gboolean
sync_stream (GFileOutputStream *stream, GError **error)
{
  if (!G_IS_FILE_DESCRIPTOR_BASED (stream) || fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) == 0)
    return TRUE;
  /* Some file systems cannot; that is no reason not to save. */
  if (errno == EINVAL || errno == ENOTSUP)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("Error writing to file: %s"), g_strerror (errno));
  return FALSE;
}

/* Closes so that the file stays as it was. */
static void
abandon (GFileOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
}

static gboolean
write_out (GFileOutputStream *stream, const char *bytes, gsize length, GCancellable *cancellable, GError **error)
{
  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, cancellable, error) || !sync_stream (stream, error))
    {
      abandon (stream);
      return FALSE;
    }
  return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
write_special (GFile *file, const char *bytes, gsize length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, cancellable, error);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

gboolean
cr_save_bytes (GFile *file, const char *bytes, gsize length, const char *etag, char **new_etag, GCancellable *cancellable,
               GError **error)
{
  GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);

  if (type == G_FILE_TYPE_SPECIAL)
    return write_special (file, bytes, length, cancellable, error);

  g_autoptr (GFileOutputStream) stream = g_file_replace (file, etag, FALSE, G_FILE_CREATE_NONE, cancellable, error);

  if (stream == NULL)
    return FALSE;
  if (!write_out (stream, bytes, length, cancellable, error))
    {
      /* A new file is made in its place. */
      if (type == G_FILE_TYPE_UNKNOWN)
        g_file_delete (file, NULL, NULL);
      return FALSE;
    }
  if (new_etag != NULL)
    *new_etag = g_file_output_stream_get_etag (stream);
  return TRUE;
}

/* A copy, not a second name: a file with several names would be written in place, to be the same under all of them. */
void
cr_save_keep_backup (GFile *file)
{
  g_autofree char *name = g_file_get_path (file);
  char *path = name != NULL ? realpath (name, NULL) : NULL; /* behind symbolic links */
  g_autofree char *backup = g_strconcat (path != NULL ? path : "", "~", NULL);
  g_autofree char *fresh = g_strdup_printf ("%s%08x", backup, g_random_int ());
  g_autoptr (GFile) source = g_file_new_for_path (path != NULL ? path : "");
  g_autoptr (GFile) target = g_file_new_for_path (fresh);

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
      (!g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL) || g_rename (fresh, backup) != 0))
    g_unlink (fresh);
  free (path);
}
