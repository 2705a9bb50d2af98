/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document is made of: for the cr-document*.c files alone. */
#pragma once

#include "cr-data.h"
#include "cr-document.h"

G_BEGIN_DECLS

#define CR_POSITION_END G_MAXUINT

/**
 * CrDocument:
 * @history: the versions
 * @preview: (nullable): what a gesture shows just now, in the place of the history's current version
 * @gesture_name: (nullable): of the step that the gesture will be
 * @tape: (nullable): brought up to date when somebody asks for it
 * @data: (nullable): the data of the tape's version, if it has a data set
 * @row: which row of the data the tape is bound to, if @has_row; else the first that trains
 * @timeline: (nullable): the steps of the tape as it was compiled the @timeline_compile-th time, its nodes being in @timeline_states (a hash)
 * @position: how many steps are done, or %CR_POSITION_END
 * @is_run: nothing has been done to the tape since it was run as far as the position
 * @file: (nullable): where it was loaded from or last saved to
 * @etag: (nullable): what the file system said of the version on disk
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

  CrTimeline *timeline;
  guint timeline_compile;
  guint timeline_states;
  guint position;
  gboolean is_run;

  GFile *file;
  char *etag;
  GQueue saves;

  char *title;
  char *undo_name;
  char *redo_name;
  gboolean modified;
};

/* Runs the tape, which is one of the current version, as far as the position, unless it has been. */
void cr_document_run_tape (CrDocument *document);

/* @graph is what stands in @file now. */
void cr_document_mark_saved (CrDocument *document, const CrGraph *graph, GFile *file, const char *etag);

G_END_DECLS
