/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar below the header that tells of something that became of the document, and asks what to do about it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CR_TYPE_NOTICE (cr_notice_get_type ())
G_DECLARE_FINAL_TYPE (CrNotice, cr_notice, CR, NOTICE, AdwBin)

typedef enum
{
  CR_NOTICE_NONE,
  CR_NOTICE_RECOVERED,         /* unsaved changes of a program that has ended: save them, or go back to the file */
  CR_NOTICE_CHANGED_ON_DISK,   /* another program has written the file: reload it, or stay with what is here */
  CR_NOTICE_GONE_FROM_DISK,    /* another program has taken the file away */
  CR_NOTICE_TOUR,              /* the guided tour could begin */
} CrNoticeKind;

/* What was answered: the first button or the second. Closing the bar is no answer. */
typedef enum
{
  CR_NOTICE_ANSWER_FIRST = 1,
  CR_NOTICE_ANSWER_SECOND = 2,
} CrNoticeAnswer;

/**
 * CrNotice:
 *
 * Signal "answered" (guint kind, guint answer).
 */

/* Shows that notice, of the document of that name; CR_NOTICE_NONE hides the bar. */
void cr_notice_show (CrNotice *notice, CrNoticeKind kind, const char *name);
CrNoticeKind cr_notice_get_kind (CrNotice *notice);

G_END_DECLS
