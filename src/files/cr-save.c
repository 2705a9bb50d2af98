/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a file whole or not at all.
 *
 * How this works: a new file is written beside the old one and takes its place; symbolic links are followed first. Where that would change
 * more than the content (a file with several names, of another owner, in a folder that one may not write in), the old one is written over,
 * after the room that it takes has been secured.
 */
#include "cr-save.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_errno_error (GError **error, int number)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _("Error writing to file: %s"), g_strerror (number));
}

/* Onto the disk. Some file systems cannot; that is no reason not to save. */
static gboolean
sync_file (int file, GError **error)
{
  if (fsync (file) == 0 || errno == EINVAL || errno == ENOTSUP)
    return TRUE;
  set_errno_error (error, errno);
  return FALSE;
}

/* --- In the place of the old file --- */

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
  gboolean has_descriptor = G_IS_FILE_DESCRIPTOR_BASED (stream);

  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, cancellable, error)
      || (has_descriptor && !sync_file (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)), error)))
    {
      abandon (stream);
      return FALSE;
    }
  return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
replace (GFile *file, const char *bytes, gsize length, const char *etag, char **new_etag, GCancellable *cancellable, GError **error)
{
  gboolean is_new = !g_file_query_exists (file, cancellable);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, etag, FALSE, G_FILE_CREATE_NONE, cancellable, error);

  if (stream == NULL)
    return FALSE;
  if (!write_out (stream, bytes, length, cancellable, error))
    {
      if (is_new)
        g_file_delete (file, NULL, NULL); /* it was made, empty, to be replaced */
      return FALSE;
    }
  if (new_etag != NULL)
    *new_etag = g_file_output_stream_get_etag (stream);
  return TRUE;
}

/* --- Over the old file --- */

static gboolean
is_in_group (gid_t group)
{
  int n_groups = getgroups (0, NULL);
  g_autofree gid_t *groups = g_new0 (gid_t, MAX (n_groups, 1));

  n_groups = getgroups (n_groups, groups);
  for (int i = 0; i < n_groups; i++)
    if (groups[i] == group)
      return TRUE;
  return group == getegid ();
}

/* Whether another file can take the place of this one: it has one name, that can be given away, and would have the same owner and group. */
static gboolean
can_be_replaced (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  if (stat (path, &status) != 0)
    return TRUE;
  return status.st_nlink == 1 && access (folder, W_OK | X_OK) == 0
         && (geteuid () == 0 || (status.st_uid == geteuid () && is_in_group (status.st_gid)));
}

static gboolean
write_at_start (int file, const char *bytes, gsize length, GError **error)
{
  for (gsize done = 0; done < length;)
    {
      ssize_t written = pwrite (file, bytes + done, length - done, done);

      if (written < 0 && errno != EINTR)
        {
          set_errno_error (error, errno);
          return FALSE;
        }
      done += MAX (written, 0);
    }
  if (ftruncate (file, length) != 0)
    {
      set_errno_error (error, errno);
      return FALSE;
    }
  return sync_file (file, error);
}

/* The old bytes, and the time of the last change to them, so that it does not look as if another program had written. */
static void
put_back (int file, const char *path, const char *old, gsize length, const struct stat *status)
{
  const struct timespec times[] = { status->st_atim, status->st_mtim };

  if (!write_at_start (file, old, length, NULL) || futimens (file, times) != 0)
    g_warning ("%s could not be put back as it was", path);
}

/* The room is taken before the first byte is changed; should it fail even so, the old bytes are put back. */
static gboolean
write_over (const char *path, const char *bytes, gsize length, GError **error)
{
  g_autofree char *old = NULL;
  gsize old_length;
  int file = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int failure = file < 0 ? errno : 0;
  gboolean done = FALSE;
  struct stat status;

  if (file >= 0 && fstat (file, &status) == 0 && g_file_get_contents (path, &old, &old_length, NULL))
    {
      failure = length > old_length ? posix_fallocate (file, 0, length) : 0;
      if (failure == 0 || failure == EINVAL || failure == EOPNOTSUPP)
        {
          failure = 0;
          done = write_at_start (file, bytes, length, error);
        }
      if (!done)
        put_back (file, path, old, old_length, &status);
    }
  else if (failure == 0)
    failure = EIO;
  if (failure != 0)
    set_errno_error (error, failure);
  if (file >= 0)
    close (file);
  return done;
}

/* --- Neither --- */

static gboolean
write_special (GFile *file, const char *bytes, gsize length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, cancellable, error);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

/* --- Any of them --- */

static char *
dup_etag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static gboolean
has_etag (GFile *file, const char *etag, GError **error)
{
  g_autofree char *now = dup_etag (file);

  if (etag == NULL || g_strcmp0 (etag, now) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, _("The file was externally modified"));
  return FALSE;
}

/* The file behind symbolic links, or @file where there is none (transfer full). */
static GFile *
follow_links (GFile *file)
{
  const char *name = g_file_peek_path (file);
  char *path = name != NULL ? realpath (name, NULL) : NULL;
  GFile *target = path != NULL ? g_file_new_for_path (path) : g_object_ref (file);

  free (path);
  return target;
}

gboolean
cr_save_bytes (GFile *file, const char *bytes, gsize length, const char *etag, char **new_etag, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GFile) target = follow_links (file);
  const char *path = g_file_peek_path (target);

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    return write_special (file, bytes, length, cancellable, error);
  if (path == NULL || g_file_test (path, G_FILE_TEST_IS_DIR) || can_be_replaced (path))
    return replace (target, bytes, length, etag, new_etag, cancellable, error);
  if (!has_etag (target, etag, error) || !write_over (path, bytes, length, error))
    return FALSE;
  if (new_etag != NULL)
    *new_etag = dup_etag (target);
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
