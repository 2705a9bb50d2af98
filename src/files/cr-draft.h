/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft: unsaved changes as a file of the program's own, with what is to be known about the document's file. */
#pragma once

#include "cr-graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CrDraft:
 * @graph: the document as it stood
 * @file: (nullable): where it was loaded from or last saved to
 * @etag: (nullable): what the file system said of the version there
 */
typedef struct
{
  CrGraph *graph;
  GFile *file;
  char *etag;
} CrDraft;

void cr_draft_free (CrDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrDraft, cr_draft_free)

/* A few lines ("file: …"), an empty line, the graph file's text. */
char *cr_draft_to_text (const CrGraph *graph, const CrView *view, GFile *file, const char *etag, gsize *length);
CrDraft *cr_draft_from_text (const char *text, gsize length, GError **error);

/* Writes beside @path, onto the disk, to be renamed; only the user may read it. Blocks. */
gboolean cr_draft_write (const char *path, const char *text, gsize length, GError **error);

/* Blocks. */
CrDraft *cr_draft_read (const char *path, GError **error);

/* Beside the draft at @path: that the document's file is about to get @text. A program that ends before it has learned what the file system
 * says of the file then (see CrDraft.etag) leaves the next one this to know it by. The last few are kept. Blocks. */
gboolean cr_draft_note_save (const char *path, const char *text, gsize length, GError **error);

/* Whether @text is what one of the last saves of the draft's document wrote, or was about to. Blocks. */
gboolean cr_draft_notes_save (const char *path, const char *text, gsize length);

/* With what was noted beside it. Whether the draft is at @target; what was noted is there before it. Both on one file system. Blocks. */
gboolean cr_draft_move (const char *path, const char *target);
void cr_draft_remove (const char *path);

G_END_DECLS
