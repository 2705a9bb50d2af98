/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's drafts: kept while it runs and when it is told to end, shown again when it starts. */
#include "cr-recovery.h"

#include "cr-window-files.h"
#include "cr-window-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  void (*then) (CrApplication *application, gpointer data);
  gpointer data;
} Waiting;

struct _CrRecovery
{
  CrApplication *application; /* not owned */
  CrDrafts *drafts;
  GQueue waiting; /* of Waiting */
  gboolean has_begun;
  gboolean is_done;
  guint signal_ids[3];
};

static CrWindow *
get_window (CrRecovery *recovery)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (recovery->application));

  return CR_IS_WINDOW (window) ? CR_WINDOW (window) : NULL;
}

static void
on_failed (const GError *error, gpointer data)
{
  CrWindow *window = get_window (data);
  g_autofree char *text = g_strdup_printf (_("Unsaved changes cannot be kept safe: %s"), error->message);

  if (window != NULL)
    cr_window_show_toast (window, text);
}

/* Everything that is not in a document yet (what is being typed, what a run has learned) and then all drafts, at once. */
static void
flush (CrRecovery *recovery)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (recovery->application)); item != NULL; item = item->next)
    if (CR_IS_WINDOW (item->data) && cr_window_get_document (item->data) != NULL)
      {
        cr_window_finish_typing (item->data);
        cr_window_pause_training (item->data);
      }
  cr_drafts_flush (recovery->drafts);
}

/* Told to end (by a signal, by the end of the session): what is unsaved comes back with the next start. */
static gboolean
on_signal (gpointer data)
{
  CrRecovery *recovery = data;

  flush (recovery);
  g_application_quit (G_APPLICATION (recovery->application));
  return G_SOURCE_CONTINUE;
}

static void
on_session_ends (CrRecovery *recovery)
{
  flush (recovery);
}

CrRecovery *
cr_recovery_new (CrApplication *application)
{
  static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
  CrRecovery *recovery = g_new0 (CrRecovery, 1);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "chainrule", "drafts", NULL);
  g_autoptr (GError) error = NULL;

  recovery->application = application;
  g_queue_init (&recovery->waiting);
  recovery->drafts = cr_drafts_new (folder, on_failed, recovery, &error);
  if (recovery->drafts == NULL)
    {
      g_message ("%s", error->message);
      return recovery;
    }
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    recovery->signal_ids[i] = g_unix_signal_add (signals[i], on_signal, recovery);
  g_signal_connect_swapped (application, "query-end", G_CALLBACK (on_session_ends), recovery);
  return recovery;
}

void
cr_recovery_free (CrRecovery *recovery)
{
  g_signal_handlers_disconnect_by_data (recovery->application, recovery);
  for (guint i = 0; i < G_N_ELEMENTS (recovery->signal_ids); i++)
    g_clear_handle_id (&recovery->signal_ids[i], g_source_remove);
  g_clear_pointer (&recovery->drafts, cr_drafts_close);
  g_queue_clear_full (&recovery->waiting, g_free);
  g_free (recovery);
}

CrDrafts *
cr_recovery_get_drafts (CrRecovery *recovery)
{
  return recovery->drafts;
}

static void
go_on (CrRecovery *recovery)
{
  recovery->is_done = TRUE;
  for (Waiting *waiting = g_queue_pop_head (&recovery->waiting); waiting != NULL; waiting = g_queue_pop_head (&recovery->waiting))
    {
      waiting->then (recovery->application, waiting->data);
      g_free (waiting);
    }
}

static void
on_recovered (GObject *source, GAsyncResult *result, gpointer data)
{
  CrRecovery *recovery = data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) documents = cr_drafts_recover_finish (result, &problems);

  for (guint i = 0; i < documents->len; i++)
    {
      CrWindow *window = cr_application_choose_window (recovery->application, get_window (recovery));

      cr_window_show_recovered (window, documents->pdata[i]);
    }
  go_on (recovery);
  for (guint i = 0; i < problems->len && get_window (recovery) != NULL; i++)
    cr_window_show_error (get_window (recovery), _("Unsaved Changes Cannot Be Read"), problems->pdata[i], NULL);
  g_application_release (G_APPLICATION (recovery->application));
}

void
cr_recovery_then (CrRecovery *recovery, void (*then) (CrApplication *application, gpointer data), gpointer data)
{
  Waiting *waiting = g_new (Waiting, 1);

  *waiting = (Waiting) { then, data };
  g_queue_push_tail (&recovery->waiting, waiting);
  if (recovery->is_done || recovery->drafts == NULL)
    go_on (recovery);
  else if (!recovery->has_begun)
    {
      recovery->has_begun = TRUE;
      g_application_hold (G_APPLICATION (recovery->application));
      cr_drafts_recover_async (recovery->drafts, on_recovered, recovery);
    }
}
