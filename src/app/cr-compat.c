/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GTK and libadwaita have renamed since Debian 12: here alone stand the calls that are deprecated by now, and those that are newer. */
#include "cr-compat.h"

#include <glib/gi18n-lib.h>

#define PREFERENCES_WIDTH 560
#define PREFERENCES_HEIGHT 680

/* --- Questions --- */

/* Who is told of an answer. */
typedef struct
{
  GtkWindow *parent;
  CrCompatAnswered answered;
  gpointer data;
} Question;

static void
on_response (GtkWidget *dialog, const char *response, Question *question)
{
#if !ADW_CHECK_VERSION(1, 5, 0)
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL); /* it outlives a window that closes by a moment */
#endif
  if (question->answered != NULL)
    question->answered (question->parent, response, question->data);
}

static void
follow_response (gpointer dialog, GtkWindow *parent, CrCompatAnswered answered, gpointer data)
{
  Question *question = g_new (Question, 1);
  GClosure *closure;

  *question = (Question) { .parent = parent, .answered = answered, .data = data };
  closure = g_cclosure_new (G_CALLBACK (on_response), question, (GClosureNotify) (void (*) (void)) g_free);
  g_object_watch_closure (G_OBJECT (parent), closure);
  g_signal_connect_closure (dialog, "response", closure, FALSE);
}

/* The path of a file has no blanks to break a line at, and libadwaita 1.7 measures a long heading for less than it needs in one line. */
static void
break_long_words (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    break_long_words (child);
}

#if ADW_CHECK_VERSION(1, 5, 0)

void
cr_compat_ask (GtkWindow *parent, const char *heading, const char *body, const CrCompatButton *buttons, const char *usual, const char *left,
               CrCompatAnswered answered, gpointer data)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  for (; buttons->answer != NULL; buttons++)
    {
      adw_alert_dialog_add_response (alert, buttons->answer, buttons->label);
      adw_alert_dialog_set_response_appearance (alert, buttons->answer, buttons->appearance);
    }
  adw_alert_dialog_set_default_response (alert, usual);
  adw_alert_dialog_set_close_response (alert, left);
  follow_response (alert, parent, answered, data);
  break_long_words (adw_dialog_get_child (dialog));
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

#else

void
cr_compat_ask (GtkWindow *parent, const char *heading, const char *body, const CrCompatButton *buttons, const char *usual, const char *left,
               CrCompatAnswered answered, gpointer data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  for (; buttons->answer != NULL; buttons++)
    {
      adw_message_dialog_add_response (dialog, buttons->answer, buttons->label);
      adw_message_dialog_set_response_appearance (dialog, buttons->answer, buttons->appearance);
    }
  adw_message_dialog_set_default_response (dialog, usual);
  adw_message_dialog_set_close_response (dialog, left);
  follow_response (dialog, parent, answered, data);
  break_long_words (GTK_WIDGET (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

/* --- Dialogs --- */

#if ADW_CHECK_VERSION(1, 5, 0)

void
cr_compat_show_preferences (GtkWindow *parent, AdwPreferencesPage *page)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();

  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_preferences_dialog_set_search_enabled (ADW_PREFERENCES_DIALOG (dialog), FALSE);
  adw_dialog_set_content_width (dialog, PREFERENCES_WIDTH);
  adw_dialog_set_content_height (dialog, PREFERENCES_HEIGHT);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

#else

void
cr_compat_show_preferences (GtkWindow *parent, AdwPreferencesPage *page)
{
  GtkWidget *dialog = adw_preferences_window_new ();

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (dialog), page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (dialog), FALSE);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog), PREFERENCES_WIDTH, PREFERENCES_HEIGHT);
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

/* --- Files --- */

/* Who is told of a file. */
typedef struct
{
  GtkWindow *parent;
  CrCompatChosen chosen;
  gpointer data;
} Choice;

static Choice *
choice_new (GtkWindow *parent, CrCompatChosen chosen, gpointer data)
{
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice) { .parent = g_object_ref (parent), .chosen = chosen, .data = data };
  return choice;
}

/* Tells it, and frees @choice. */
static void
choice_end (Choice *choice, GFile *file)
{
  choice->chosen (choice->parent, file, choice->data);
  g_object_unref (choice->parent);
  g_free (choice);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_opened (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  choice_end (choice, file);
}

static void
on_saved (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  choice_end (choice, file);
}

void
cr_compat_choose_file (GtkWindow *parent, const CrCompatChooser *chooser, CrCompatChosen chosen, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Choice *choice = choice_new (parent, chosen, data);

  gtk_file_dialog_set_title (dialog, chooser->title);
  gtk_file_dialog_set_accept_label (dialog, chooser->verb);
  gtk_file_dialog_set_filters (dialog, chooser->filters);
  gtk_file_dialog_set_initial_folder (dialog, chooser->folder);
  gtk_file_dialog_set_initial_name (dialog, chooser->name);
  if (chooser->is_saving)
    gtk_file_dialog_save (dialog, parent, NULL, on_saved, choice);
  else
    gtk_file_dialog_open (dialog, parent, NULL, on_opened, choice);
}

#else

static void
on_file_response (GtkNativeDialog *dialog, int response, gpointer choice)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  choice_end (choice, file);
}

void
cr_compat_choose_file (GtkWindow *parent, const CrCompatChooser *chooser, CrCompatChosen chosen, gpointer data)
{
  GtkFileChooserAction action = chooser->is_saving ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *native = gtk_file_chooser_native_new (chooser->title, parent, action, chooser->verb, _("_Cancel"));
  GtkFileChooser *dialog = GTK_FILE_CHOOSER (native);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (chooser->filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (chooser->filters, i);

      gtk_file_chooser_add_filter (dialog, filter);
    }
  if (chooser->folder != NULL)
    gtk_file_chooser_set_current_folder (dialog, chooser->folder, NULL);
  if (chooser->is_saving && chooser->name != NULL)
    gtk_file_chooser_set_current_name (dialog, chooser->name);
  g_signal_connect (native, "response", G_CALLBACK (on_file_response), choice_new (parent, chosen, data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

/* --- Addresses --- */

/* Who is told that nothing can show it. */
typedef struct
{
  GtkWindow *parent;
  CrCompatFailed failed;
} Launch;

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  Launch *launch = data;

#if GTK_CHECK_VERSION(4, 10, 0)
  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, NULL))
#else
  if (!gtk_show_uri_full_finish (launch->parent, result, NULL))
#endif
    launch->failed (launch->parent);
  g_object_unref (launch->parent);
  g_free (launch);
}

void
cr_compat_show_uri (GtkWindow *parent, const char *uri, CrCompatFailed failed)
{
  Launch *launch = g_new (Launch, 1);

  *launch = (Launch) { .parent = g_object_ref (parent), .failed = failed };
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, on_launched, launch);
#else
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, on_launched, launch);
#endif
}

/* --- Style --- */

void
cr_compat_load_css (GtkCssProvider *provider, const char *css)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_css_provider_load_from_string (provider, css);
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}
