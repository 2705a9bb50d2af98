/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps drafts of all documents with unsaved changes, so that a crash loses little; gives back those of a program that has ended. */
#pragma once

#include "cr-document.h"

G_BEGIN_DECLS

/* Between a change and its draft, in milliseconds; with what writing takes, less than three seconds. */
#define CR_DRAFTS_DELAY 2000

typedef struct _CrDrafts CrDrafts;

/* A draft could not be written (once, until one could again). */
typedef void (*CrDraftsFailed) (const GError *error, gpointer data);

/**
 * cr_drafts_new:
 * @folder: where drafts lie; made where it is missing, for the user alone
 * @failed: (nullable): called on the main loop
 * @data: for @failed
 * @error: return location for a #GError
 *
 * Every running program has a folder of its own in @folder, with a lock that goes when the program ends, however it ends.
 *
 * Returns: (transfer full) (nullable): free with cr_drafts_close()
 */
CrDrafts *cr_drafts_new (const char *folder, CrDraftsFailed failed, gpointer data, GError **error);

/* Forgets all documents. The drafts of those that are modified stay. */
void cr_drafts_close (CrDrafts *drafts);

/* From now on there is a draft of @document soon after it has changed, as long as it has unsaved changes. It goes when the document's version
 * is the one on disk: after a save that succeeded, or when the changes are undone. Watching twice is once. */
void cr_drafts_watch (CrDrafts *drafts, CrDocument *document);

/* The user has given the document's unsaved changes up: its draft goes, and it is no longer watched. */
void cr_drafts_discard (CrDrafts *drafts, CrDocument *document);

/* Writes what is not written yet, at once; blocks. Whether all could be. */
gboolean cr_drafts_flush (CrDrafts *drafts);

/* Takes over the drafts of programs that have ended, off the main loop. */
void cr_drafts_recover_async (CrDrafts *drafts, GAsyncReadyCallback callback, gpointer data);

/**
 * cr_drafts_recover_finish:
 * @result: as the callback got it
 * @problems: (out) (element-type utf8): what could not be read, as sentences; such a draft is kept in the folder "unreadable"
 *
 * Returns: (transfer full) (element-type CrDocument): documents with unsaved changes, watched; each has its file, if it had one
 */
GPtrArray *cr_drafts_recover_finish (GAsyncResult *result, GPtrArray **problems);

G_END_DECLS
