/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document is made of: for the cr-document*.c files alone. */
#pragma once

#include "cr-data.h"
#include "cr-document.h"

G_BEGIN_DECLS

#define CR_POSITION_END G_MAXUINT

/**
 * CrSaveGuard: what is to be done before a document's file is touched.
 * @begin: (nullable): called when a save is asked for; what it gives is handed on
 * @write: called in the thread that saves, before the file is touched
 * @free: frees what @begin gave, in any thread
 * @data: for @begin
 */
typedef struct
{
  gpointer (*begin) (CrDocument *document, gpointer data);
  void (*write) (gpointer token);
  GDestroyNotify free;
  gpointer data;
} CrSaveGuard;

/**
 * CrDocument:
 * @history: the versions
 * @preview: (nullable): what a gesture shows just now, in the place of the history's current version
 * @gesture_name: (nullable): of the step that the gesture will be
 * @tape: (nullable): brought up to date when somebody asks for it
 * @data: (nullable): the data of the tape's version, if it has a data set
 * @row: which row of the data the tape is bound to, if @has_row; else the first that trains
 * @written_view: as the file has it
 * @timeline: (nullable): the steps of the tape as it was compiled the @timeline_compile-th time, its nodes being in @timeline_states (a hash)
 * @position: how many steps are done, or %CR_POSITION_END
 * @has_update: the timeline knows what the update makes of the parameters, by the numbers as they are now
 * @is_run: nothing has been done to the tape since it was run as far as the position
 * @file: (nullable): where it was loaded from or last saved to
 * @etag: (nullable): what the file system said of the version on disk
 * @monitor: (nullable): tells of events at @file
 * @disk_timer: until the file is looked at after an event, or 0
 * @told_etag: (nullable): of the file as another program has written it, "" where it is gone; "changed-on-disk" has told of it
 * @guard: asked before the file is touched
 * @saves: saves (#GTask) that wait or run, the running one first: one at a time
 * @title: as last notified, like the three that follow
 */
struct _CrDocument
{
  GObject parent_instance;

  CrHistory *history;
  CrGraph *preview;
  char *gesture_name;
  gboolean in_gesture;
  CrTape *tape;
  CrData *data;
  guint32 row;
  gboolean has_row;
  CrView view;
  CrView written_view;

  CrTimeline *timeline;
  guint timeline_compile;
  guint timeline_states;
  guint position;
  gboolean is_run;
  gboolean has_update;

  GFile *file;
  char *etag;
  GFileMonitor *monitor;
  guint disk_timer;
  char *told_etag;
  CrSaveGuard guard;
  GQueue saves;

  char *title;
  char *undo_name;
  char *redo_name;
  gboolean modified;
};

/* Runs the tape, which is one of the current version, as far as the position, unless it has been. */
void cr_document_run_tape (CrDocument *document);

/* Looks at the properties anew and tells of what is another. */
void cr_document_tell_state (CrDocument *document);

/* Tells of the step from @before (transfer full) to the current version, if there was any. */
void cr_document_tell_changed (CrDocument *document, CrGraph *before);

/* Watches the document's file, if it has one, for what other programs do to it; ends it. (cr-document-disk.c) */
void cr_document_watch_disk (CrDocument *document);
void cr_document_stop_watching (CrDocument *document);

/* A document with unsaved changes: @graph as it stood beside @file, of which @etag was known; all but @graph nullable. */
CrDocument *cr_document_new_recovered (const CrGraph *graph, const CrData *data, GFile *file, const char *etag);

/* @graph is what stands in @file now. */
void cr_document_mark_saved (CrDocument *document, const CrGraph *graph, GFile *file, const char *etag);

G_END_DECLS
