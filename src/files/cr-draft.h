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

G_END_DECLS
