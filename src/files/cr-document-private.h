/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document is made of: for the cr-document*.c files alone. */
#pragma once

#include "cr-data.h"
#include "cr-document.h"

G_BEGIN_DECLS

/**
 * CrDocument:
 * @history: the versions
 * @preview: (nullable): what a gesture shows just now, in the place of the history's current version
 * @gesture_name: (nullable): of the step that the gesture will be
 * @tape: (nullable): brought up to date when somebody asks for it
 * @data: (nullable): the data of the tape's version, if it has a data set
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
  CrView view;

  GFile *file;
  char *etag;
  GQueue saves;

  char *title;
  char *undo_name;
  char *redo_name;
  gboolean modified;
};

/* @graph is what stands in @file now. */
void cr_document_mark_saved (CrDocument *document, const CrGraph *graph, GFile *file, const char *etag);

G_END_DECLS
