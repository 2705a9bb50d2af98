/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeping drafts (cr-drafts.c) and giving them back (cr-drafts-recovery.c) share. */
#pragma once

#include "cr-drafts.h"

G_BEGIN_DECLS

#define CR_DRAFTS_ENDING ".draft"

struct _CrDrafts
{
  char *root;
  char *folder;
  int lock;
  GPtrArray *entries;
  guint n_slots;
  CrDraftsFailed failed;
  gpointer failed_data;
  gboolean has_failed;
  gboolean is_closed;
};

/* One more user of @drafts, which also a thread may be; and one less. */
CrDrafts *cr_drafts_ref (CrDrafts *drafts);
void cr_drafts_unref (CrDrafts *drafts);

/* Opens the lock in that folder and takes it, made where it is missing; -1 where another has it. */
int cr_drafts_take_lock (const char *folder);

/* Keeps the drafts of @document, which has unsaved changes, from now on in the file at @path (transfer full). */
void cr_drafts_adopt (CrDrafts *drafts, CrDocument *document, char *path);

G_END_DECLS
