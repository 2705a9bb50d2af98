/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open document: its versions with undo, the file that it came from, and the tape that evaluates the current version. No widgets. */
#pragma once

#include "cr-data.h"
#include "cr-graph.h"
#include "cr-history.h"
#include "cr-timeline.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CR_TYPE_DOCUMENT (cr_document_get_type ())
G_DECLARE_FINAL_TYPE (CrDocument, cr_document, CR, DOCUMENT, GObject)

/**
 * CrDocument:
 *
 * Lives on the main loop's thread. Properties: "file" (GFile, nullable), "title" (string: the graph's title, else the file's name, else "Untitled"),
 * "modified" (whether the current version is not the one on disk), "undo-name" and "redo-name" (strings, nullable).
 *
 * Signal "changed" (CrGraph *before): the current version is another one than @before: an edit, a step of a gesture, undo, redo, a load.
 * Signal "written": the file has been written, be it with the current version or one before; the properties say which.
 * Signal "saved": the current version is on disk now.
 * Signal "changed-on-disk" (gboolean is_there): another program has written the file, or has taken it away.
 * Signal "position-changed": the timeline stands elsewhere in the same version.
 * Signal "view-changed": numbers or wires are to be shown in another way.
 */

/* An empty, untitled document. */
CrDocument *cr_document_new (void);

/* A document on a graph that has no file yet (an example). It is not modified. */
CrDocument *cr_document_new_for_graph (const CrGraph *graph);

/* Reads off the main loop. On failure @error says what is wrong, and where; nothing is half loaded. */
void cr_document_load_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
CrDocument *cr_document_load_finish (GAsyncResult *result, GError **error);

/* Writes the current version atomically, off the main loop. The document counts as saved only when that has succeeded, and only if
 * no other edit has come since. @file becomes the document's file then, and what stands there is replaced; NULL is the file that it
 * has, which is refused (G_IO_ERROR_WRONG_ETAG) where another program has changed it since. Several saves run one after the other. */
void cr_document_save_async (CrDocument *document, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean cr_document_save_finish (CrDocument *document, GAsyncResult *result, GError **error);

/* Looks a moment later whether another program has written the file. The document does so by itself where the system tells of it. */
void cr_document_look_at_disk (CrDocument *document);

/* After "changed-on-disk": what is here counts. It has unsaved changes then, and the next save replaces what the other program wrote. */
void cr_document_keep_own (CrDocument *document);

/* Reads the document's file again, off the main loop. That is an edit, so that what was here can be had back by undo; then it is not modified. */
void cr_document_reload_async (CrDocument *document, GAsyncReadyCallback callback, gpointer data);
gboolean cr_document_reload_finish (CrDocument *document, GAsyncResult *result, GError **error);

GFile *cr_document_get_file (CrDocument *document);
const char *cr_document_get_title (CrDocument *document);
gboolean cr_document_is_modified (CrDocument *document);

/* The version that is shown; owned by the document, ref it to keep it. */
const CrGraph *cr_document_get_graph (CrDocument *document);

/* The tape of the current version, run as far as the document's position (at its end: forward and backward done), so that it gives only
 * what is computed by then; owned by the document. Where the graph has a data set, its inputs that name features hold the first training
 * example. A data file is read with the document; again, then blocking, where an edit names another. */
CrTape *cr_document_get_tape (CrDocument *document);

/* The data of the version that is shown, with a problem where they cannot be had; NULL where it has no data set. Owned by the document, good
 * until the next change. As for the tape, a data file may be read, blocking. */
const CrData *cr_document_get_data (CrDocument *document);

/* Shows another example: the inputs that name features hold row @row of the data's table, until the data are others. Tells of it by "changed",
 * with the version that is shown. */
void cr_document_show_row (CrDocument *document, guint32 row);

/* Which row the inputs hold; FALSE where there are no data. */
gboolean cr_document_get_row (CrDocument *document, guint32 *row);

/* One edit: a new version and one undo step with a translated name ("Delete 2 nodes"). The same version again is no step. */
void cr_document_edit (CrDocument *document, const CrGraph *graph, const char *name);

/* A gesture (a drag, a scrub) shows many versions and is one undo step. Preview without begin is an error of the program.
 * A gesture that ends on the version it began with is no step. Undo, redo and edit end a running gesture first. */
void cr_document_begin_gesture (CrDocument *document, const char *name);
void cr_document_preview (CrDocument *document, const CrGraph *graph);
void cr_document_end_gesture (CrDocument *document);
void cr_document_cancel_gesture (CrDocument *document);
gboolean cr_document_in_gesture (CrDocument *document);

/* The name of the running gesture, or NULL: by it whoever runs one knows that it is still his. */
const char *cr_document_get_gesture_name (CrDocument *document);

/* Gives the running gesture another name: "Train 500 steps" is known at its end only. */
void cr_document_set_gesture_name (CrDocument *document, const char *name);

void cr_document_undo (CrDocument *document);
void cr_document_redo (CrDocument *document);
const char *cr_document_get_undo_name (CrDocument *document);
const char *cr_document_get_redo_name (CrDocument *document);

/* The versions with the steps that lead to them: see cr-history.h; lent, until the next change. A running gesture is no step of it yet. */
const CrHistory *cr_document_get_history (CrDocument *document);

/* Goes to a version of the history at once: one "changed". A running gesture ends first, and takes what could be redone with it. */
void cr_document_go_to_version (CrDocument *document, guint version);

/* --- Where the timeline stands: no edit, and nothing that a save writes --- */

/* The steps of one pass of the current version; owned by the document, valid until its next change. */
const CrTimeline *cr_document_get_timeline (CrDocument *document);

/* How many steps are done: in a new document all of the pass, before the updates of a graph that is trained. An edit keeps the last step that
 * is done by its phase and gate, not by number (the one before it where that gate is gone), and the end of the pass stays the end. */
guint cr_document_get_position (CrDocument *document);

/* More than there are is the end of the pass. Past it the tape shows parameters as an update would leave them, which is no edit. Emits "position-changed" where it is another. */
void cr_document_set_position (CrDocument *document, guint position);

/* Breaks a node's backward rule on the document's tape (%CR_FAULT_NONE mends it), for an exercise: the graph and what is saved stay as they
 * are. Emits "position-changed". */
void cr_document_set_fault (CrDocument *document, CrKey key, CrFault fault);

/* What the view was (zoom, centre, number format): kept beside the versions and written by a save. See CrView in cr-parts.h. Emits
 * "view-changed" where more than zoom and centre is another. */
const CrView *cr_document_get_view (CrDocument *document);
void cr_document_set_view (CrDocument *document, const CrView *view);

/* Whether a save would write another view than the last one did, or than the file had. */
gboolean cr_document_has_other_view (CrDocument *document);

G_END_DECLS
