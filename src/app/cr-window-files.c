/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window's document and the file system: open, save, and what becomes of unsaved changes. */
#include "cr-window-files.h"

#include "cr-application.h"
#include "cr-compat.h"
#include "cr-file-dialogs.h"
#include "cr-lecture.h"
#include "cr-network-dialog.h"
#include "cr-preferences.h"
#include "cr-recent.h"

#include <glib/gi18n-lib.h>

static CrApplication *
get_application (CrWindow *window)
{
  return CR_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));
}

/* Shows @document where there is room for it: here, or in a new window. */
static CrWindow *
show_document (CrWindow *window, CrDocument *document, const char *file_name)
{
  CrWindow *room = cr_application_choose_window (get_application (window), window);

  cr_window_set_document (room, document, file_name);
  return room;
}

/* --- Opening --- */

/* A file being read or written. */
typedef struct
{
  CrWindow *window;
  GFile *file;
  gboolean then_close;
  GCancellable *cancellable;
  AdwToast *toast;
  guint toast_id;
} Task;

static Task *
task_new (CrWindow *window, GFile *file, gboolean then_close)
{
  Task *task = g_new0 (Task, 1);

  task->window = g_object_ref (window);
  task->file = g_object_ref (file);
  task->then_close = then_close;
  task->cancellable = g_cancellable_new ();
  return task;
}

static void
task_free (Task *task)
{
  g_clear_handle_id (&task->toast_id, g_source_remove);
  if (task->toast != NULL)
    adw_toast_dismiss (task->toast);
  g_clear_object (&task->toast);
  g_object_unref (task->cancellable);
  g_object_unref (task->window);
  g_object_unref (task->file);
  g_free (task);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Task, task_free)

/* A window that was closed meanwhile is no longer one of the program's. */
static gboolean
is_open (CrWindow *window)
{
  return gtk_window_get_application (GTK_WINDOW (window)) != NULL;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Task) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrDocument) document = cr_document_load_finish (result, &error);

  if (!is_open (task->window) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (document == NULL)
    {
      g_autofree char *name = g_file_get_basename (task->file);
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);

      cr_window_show_error (task->window, heading, error->message,
                            error->domain != CR_ERROR || error->code == CR_ERROR_LIMIT ? NULL
                                                      : _("Nothing was opened, and the file is as it was. "
                                                          "Mend that place in a text editor, then open it again."));
      return;
    }
  show_document (task->window, document, NULL);
  cr_recent_add (task->file);
}

/* A file that takes its time says so, and may be given up. */
static gboolean
on_loading_takes_long (gpointer data)
{
  Task *task = data;
  g_autofree char *name = g_file_get_basename (task->file);
  g_autofree char *title = g_markup_printf_escaped (_("Opening “%s”…"), name);

  task->toast_id = 0;
  task->toast = adw_toast_new (title);
  adw_toast_set_timeout (task->toast, 0);
  adw_toast_set_button_label (task->toast, _("Cancel"));
  g_signal_connect_object (task->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), task->cancellable, G_CONNECT_SWAPPED);
  cr_window_add_toast (task->window, g_object_ref (task->toast));
  return G_SOURCE_REMOVE;
}

void
cr_window_load (CrWindow *window, GFile *file)
{
  Task *task = task_new (window, file, FALSE);

  task->toast_id = g_timeout_add (300, on_loading_takes_long, task);
  cr_document_load_async (file, task->cancellable, on_loaded, task);
}

static void
on_open_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  if (file != NULL)
    cr_application_open_file (get_application (CR_WINDOW (parent)), CR_WINDOW (parent), file);
}

void
cr_window_open (CrWindow *window)
{
  CrDocument *document = cr_window_get_document (window);

  cr_file_dialog_run (GTK_WINDOW (window), CR_FILE_DIALOG_OPEN, document != NULL ? cr_document_get_file (document) : NULL, NULL,
                      on_open_chosen, NULL);
}

CrWindow *
cr_window_new_graph (CrWindow *window)
{
  g_autoptr (CrDocument) document = cr_document_new ();
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  cr_preferences_take_digits (cr_application_get_settings (CR_APPLICATION (application)), document);
  return show_document (window, document, NULL);
}

static void
on_network_built (CrWindow *window, CrGraph *graph)
{
  CrDocument *document = cr_window_get_document (window);
  g_autoptr (CrDocument) made = NULL;

  if (document != NULL && cr_graph_get_n_nodes (cr_document_get_graph (document)) == 0)
    {
      cr_document_edit (document, graph, _("Build a network"));
      cr_window_set_document (window, document, NULL);
      return;
    }
  made = cr_document_new_for_graph (graph);
  show_document (window, made, NULL);
}

void
cr_window_new_network (CrWindow *window)
{
  CrDocument *document = cr_window_get_document (window);
  const CrTraining *training = document != NULL ? cr_graph_get_parts (cr_document_get_graph (document))->training : NULL;
  GtkWidget *dialog = cr_network_dialog_new (GTK_WINDOW (window), training);

  g_signal_connect_object (dialog, "built", G_CALLBACK (on_network_built), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
cr_window_open_example (CrWindow *window, const char *name)
{
  const CrLectureExample *example = cr_lecture_find (name);
  g_autofree char *file_name = g_strconcat (name, ".chainrule", NULL);
  g_autoptr (CrDocument) document = NULL;

  if (example == NULL)
    return;
  document = cr_document_new_for_graph (example->graph);
  show_document (window, document, file_name);
}

/* --- Saving --- */

/* What the user wants to do with this window's changes first keeps the program open. */
static void
stay (CrWindow *window)
{
  if (is_open (window))
    cr_application_stay (CR_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Task) task = data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = cr_document_save_finish (CR_DOCUMENT (source), result, &error);

  if (!is_open (task->window))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    cr_document_look_at_disk (CR_DOCUMENT (source)); /* and then it is asked what to do */
  if (!is_saved)
    {
      g_autofree char *name = g_file_get_basename (task->file);
      g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Saved"), name);

      cr_window_show_error (task->window, heading, error->message, _("Your changes are still here. Choose another place with Save As."));
      stay (task->window);
      return;
    }
  cr_recent_add (task->file);
  if (task->then_close)
    gtk_window_destroy (GTK_WINDOW (task->window));
  else
    cr_window_show_toast (task->window, _("Saved"));
}

/* What stands in @file is replaced: the user has chosen it. */
static void
save_to (CrWindow *window, GFile *file, gboolean then_close)
{
  cr_document_save_async (cr_window_get_document (window), file, NULL, on_saved, task_new (window, file, then_close));
}

/* The document's own file is written only if no other program has changed it. */
static void
save_own (CrWindow *window, gboolean then_close)
{
  CrDocument *document = cr_window_get_document (window);

  cr_document_save_async (document, NULL, NULL, on_saved, task_new (window, cr_document_get_file (document), then_close));
}

static void
on_save_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  if (file != NULL)
    save_to (CR_WINDOW (parent), file, GPOINTER_TO_INT (data));
  else
    stay (CR_WINDOW (parent));
}

static void
ask_and_save (CrWindow *window, gboolean then_close)
{
  g_autofree char *name = cr_window_dup_file_name (window);

  cr_file_dialog_run (GTK_WINDOW (window), CR_FILE_DIALOG_SAVE, cr_document_get_file (cr_window_get_document (window)), name,
                      on_save_chosen, GINT_TO_POINTER (then_close));
}

static void
save (CrWindow *window, gboolean then_close)
{
  if (cr_document_get_file (cr_window_get_document (window)) != NULL)
    save_own (window, then_close);
  else
    ask_and_save (window, then_close);
}

void
cr_window_save (CrWindow *window)
{
  CrDocument *document = cr_window_get_document (window);

  if (cr_document_get_file (document) != NULL && !cr_document_is_modified (document) && !cr_document_has_other_view (document))
    cr_window_show_toast (window, _("There are no changes to save"));
  else
    save (window, FALSE);
}

void
cr_window_save_as (CrWindow *window)
{
  ask_and_save (window, FALSE);
}

/* --- Unsaved changes --- */

static void
on_close_answered (GtkWindow *parent, const char *answer, gpointer data)
{
  CrWindow *window = CR_WINDOW (parent);

  if (g_str_equal (answer, "save"))
    save (window, TRUE);
  else if (g_str_equal (answer, "cancel"))
    stay (window);
  else if (g_str_equal (answer, "discard"))
    {
      cr_window_discard (window);
      gtk_window_destroy (parent);
    }
}

void
cr_window_ask_to_close (CrWindow *window)
{
  const CrCompatButton buttons[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", _("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    { "save", _("_Save"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  g_autofree char *name = cr_window_dup_name (window);
  g_autofree char *body = g_strdup_printf (_("“%s” has changes that are not saved. Without saving they are lost."), name);

  cr_compat_ask (GTK_WINDOW (window), _("Save Changes?"), body, buttons, "save", "cancel", on_close_answered, NULL);
}
