/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a window's document outside of it: drafts that come back, and a file that other programs write. */
#include "cr-window-private.h"

#include "cr-application.h"
#include "cr-window-files.h"

#include <glib/gi18n-lib.h>

static void
show_notice (CrWindow *self, CrNoticeKind kind)
{
  g_autofree char *name = cr_window_dup_name (self);

  cr_notice_show (self->notice, kind, name);
}

static void
on_changed_on_disk (CrDocument *document, gboolean is_there, CrWindow *self)
{
  show_notice (self, is_there ? CR_NOTICE_CHANGED_ON_DISK : CR_NOTICE_GONE_FROM_DISK);
}

/* What was to be saved is saved. */
static void
on_saved (CrWindow *self)
{
  cr_notice_show (self->notice, CR_NOTICE_NONE, NULL);
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CrWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *heading = NULL;

  if (cr_document_reload_finish (CR_DOCUMENT (source), result, &error) || self->document != CR_DOCUMENT (source))
    return;
  name = cr_window_dup_name (self);
  heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);
  cr_window_show_error (self, heading, error->message, _("What is here is as it was."));
}

/* Undo brings back what was here. */
static void
reload (CrWindow *self)
{
  if (cr_document_get_file (self->document) != NULL)
    cr_document_reload_async (self->document, on_reloaded, g_object_ref (self));
  else
    cr_window_ask_to_close (self);
}

static void
on_answered (CrNotice *notice, guint kind, guint answer, CrWindow *self)
{
  if (kind == CR_NOTICE_TOUR && answer == CR_NOTICE_ANSWER_FIRST)
    cr_window_start_tour (self);
  if (kind == CR_NOTICE_TOUR || self->document == NULL)
    return;
  switch ((CrNoticeKind) kind)
    {
    case CR_NOTICE_RECOVERED:
      if (answer == CR_NOTICE_ANSWER_FIRST)
        cr_window_save (self);
      else
        reload (self);
      break;
    case CR_NOTICE_CHANGED_ON_DISK:
      if (answer == CR_NOTICE_ANSWER_FIRST)
        reload (self);
      else
        cr_document_keep_own (self->document);
      break;
    case CR_NOTICE_GONE_FROM_DISK:
      cr_document_keep_own (self->document);
      break;
    case CR_NOTICE_TOUR:
    case CR_NOTICE_NONE:
    default:
      break;
    }
}

void
cr_window_init_notice (CrWindow *self)
{
  g_signal_connect (self->notice, "answered", G_CALLBACK (on_answered), self);
}

void
cr_window_follow_disk (CrWindow *self)
{
  CrDrafts *drafts = cr_application_get_drafts (CR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  cr_notice_show (self->notice, CR_NOTICE_NONE, NULL);
  g_signal_connect (self->document, "changed-on-disk", G_CALLBACK (on_changed_on_disk), self);
  g_signal_connect_swapped (self->document, "saved", G_CALLBACK (on_saved), self);
  if (drafts != NULL)
    cr_drafts_watch (drafts, self->document);
}

void
cr_window_discard (CrWindow *window)
{
  CrDrafts *drafts = cr_application_get_drafts (CR_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));

  if (drafts != NULL && window->document != NULL)
    cr_drafts_discard (drafts, window->document);
}

void
cr_window_show_recovered (CrWindow *window, CrDocument *document)
{
  cr_window_set_document (window, document, NULL);
  show_notice (window, CR_NOTICE_RECOVERED);
}
