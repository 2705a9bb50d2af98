/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft: unsaved changes as a file of the program's own, with what is to be known about the document's file. */
#include "cr-draft.h"

#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FIRST_LINE "chainrule-draft 1\n"
#define N_NOTES 16 /* checksums of saves, one a line, the last one last */

void
cr_draft_free (CrDraft *draft)
{
  g_clear_pointer (&draft->graph, cr_graph_unref);
  g_clear_object (&draft->file);
  g_free (draft->etag);
  g_free (draft);
}

char *
cr_draft_to_text (const CrGraph *graph, const CrView *view, GFile *file, const char *etag, gsize *length)
{
  g_autoptr (GString) head = g_string_new (FIRST_LINE);
  gsize text_length;
  g_autofree char *text = cr_graph_write_text (graph, view, &text_length);

  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_string_append_printf (head, "file: %s\n", uri);
    }
  if (etag != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (etag, ":", FALSE);

      g_string_append_printf (head, "etag: %s\n", escaped);
    }
  g_string_append_c (head, '\n');
  g_string_append_len (head, text, text_length);
  *length = head->len;
  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* What stands behind @name at the beginning of one of the lines, or NULL. */
static char *
find_line (GStrv lines, const char *name)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name))
      return lines[i] + strlen (name);
  return NULL;
}

CrDraft *
cr_draft_from_text (const char *text, gsize length, GError **error)
{
  const char *end = g_strstr_len (text, MIN (length, 65536), "\n\n");
  g_autoptr (CrDraft) draft = g_new0 (CrDraft, 1);
  g_autofree char *head = NULL;
  g_auto (GStrv) lines = NULL;
  const char *line;

  if (length < strlen (FIRST_LINE) || memcmp (text, FIRST_LINE, strlen (FIRST_LINE)) != 0 || end == NULL)
    {
      g_set_error_literal (error, CR_ERROR, CR_ERROR_FORMAT, _("this is no draft of this version of the program"));
      return NULL;
    }
  head = g_strndup (text, end - text);
  lines = g_strsplit (head, "\n", -1);
  line = find_line (lines, "file: ");
  draft->file = line != NULL ? g_file_new_for_uri (line) : NULL;
  line = find_line (lines, "etag: ");
  draft->etag = line != NULL ? g_uri_unescape_string (line, NULL) : NULL;
  draft->graph = cr_graph_read_text (end + 2, length - (end + 2 - text), error);
  return draft->graph != NULL ? g_steal_pointer (&draft) : NULL;
}

gboolean
cr_draft_write (const char *path, const char *text, gsize length, GError **error)
{
  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

CrDraft *
cr_draft_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return cr_draft_from_text (text, length, error);
}

/* --- What is noted of saves --- */

static char *
dup_notes_path (const char *path)
{
  return g_strconcat (path, ".saving", NULL);
}

/* The lines, or none. */
static GStrv
read_notes (const char *path)
{
  g_autofree char *notes_path = dup_notes_path (path);
  g_autofree char *notes = NULL;

  if (!g_file_get_contents (notes_path, &notes, NULL, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (g_strchomp (notes), "\n", -1);
}

gboolean
cr_draft_note_save (const char *path, const char *text, gsize length, GError **error)
{
  g_autofree char *notes_path = dup_notes_path (path);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_auto (GStrv) notes = read_notes (path);
  g_autoptr (GString) all = g_string_new (NULL);
  guint n_notes = g_strv_length (notes);

  for (guint i = n_notes - MIN (n_notes, N_NOTES - 1); i < n_notes; i++)
    g_string_append_printf (all, "%s\n", notes[i]);
  g_string_append_printf (all, "%s\n", sum);
  return cr_draft_write (notes_path, all->str, all->len, error);
}

gboolean
cr_draft_notes_save (const char *path, const char *text, gsize length)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_auto (GStrv) notes = read_notes (path);

  return g_strv_contains ((const char *const *) notes, sum);
}

gboolean
cr_draft_move (const char *path, const char *target)
{
  g_autofree char *from = dup_notes_path (path);
  g_autofree char *to = dup_notes_path (target);
  g_autofree char *notes = NULL;
  gsize length;

  /* A copy: the draft without what was noted is not to be, whenever the program ends. */
  if (g_file_get_contents (from, &notes, &length, NULL))
    cr_draft_write (to, notes, length, NULL);
  if (g_rename (path, target) != 0)
    return FALSE;
  g_unlink (from);
  return TRUE;
}

void
cr_draft_remove (const char *path)
{
  g_autofree char *notes = dup_notes_path (path);

  g_unlink (path);
  g_unlink (notes);
}
