/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file choosers: of graphs to open and to save, and of pictures and programs to write. */
#include "cr-file-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrFileDialog dialog;
  GtkWindow *parent;
  GFile *file; /* that is to be replaced, or not */
  CrFileChosen chosen;
  gpointer data;
} Question;

/* Gives the file, or NULL, to whoever asked, and frees @question. */
static void
answer (Question *question, GFile *file)
{
  question->chosen (question->parent, file, question->data);
  g_clear_object (&question->file);
  g_object_unref (question->parent);
  g_free (question);
}

/* --- A name that was given without an ending --- */

static void
on_replace_response (Question *question, const char *response)
{
  answer (question, g_str_equal (response, "replace") ? question->file : NULL);
}

/* The file chooser has asked about the name as it was typed, not about this one. */
static void
on_looked (GObject *file, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, NULL);
  g_autofree char *name = g_file_get_basename (question->file);
  GtkWidget *dialog;

  if (info == NULL)
    {
      answer (question, question->file);
      return;
    }
  dialog = adw_message_dialog_new (question->parent, _("Replace the File?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _("There is a file “%s” already. What is in it would be lost."), name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "replace", _("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_replace_response), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Graphs have an ending by which they are found again. */
static gboolean
lacks_ending (CrFileDialog dialog, const char *name)
{
  return dialog == CR_FILE_DIALOG_SAVE && !g_str_has_suffix (name, ".chainrule") && !g_str_has_suffix (name, ".json");
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Question *question = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  g_object_unref (dialog);
  if (name != NULL && lacks_ending (question->dialog, name))
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *whole = g_strconcat (name, ".chainrule", NULL);

      question->file = g_file_get_child (folder, whole);
      g_file_query_info_async (question->file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL,
                               on_looked, question);
    }
  else
    answer (question, file);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  else
    for (; *suffixes != NULL; suffixes++)
      gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* @name is the one that is proposed: a program's ending is its language's. */
static void
add_filters (GtkFileChooser *chooser, CrFileDialog dialog, const char *name)
{
  static const char *const graphs[] = { "chainrule", "json", NULL };
  static const char *const tables[] = { "csv", "txt", NULL };
  static const char *const pictures[] = { "png", "svg", "pdf", NULL };

  if (dialog == CR_FILE_DIALOG_PICTURE)
    add_filter (chooser, _("Pictures (PNG, SVG, PDF)"), pictures);
  else if (dialog == CR_FILE_DIALOG_PROGRAM)
    {
      const char *const programs[] = { strrchr (name, '.') + 1, NULL };
      g_autofree char *label = g_strdup_printf (_("Files ending in .%s"), programs[0]);

      add_filter (chooser, label, programs);
    }
  else if (dialog == CR_FILE_DIALOG_DATA)
    add_filter (chooser, _("Tables (CSV)"), tables);
  else
    add_filter (chooser, _("Graphs"), graphs);
  add_filter (chooser, _("All files"), NULL);
}

void
cr_file_dialog_run (GtkWindow *parent, CrFileDialog dialog, GFile *beside, const char *name, CrFileChosen chosen, gpointer data)
{
  const char *const titles[] = {
    [CR_FILE_DIALOG_OPEN] = _("Open a Graph"),
    [CR_FILE_DIALOG_SAVE] = _("Save the Graph"),
    [CR_FILE_DIALOG_PICTURE] = _("Export a Picture"),
    [CR_FILE_DIALOG_PROGRAM] = _("Export a Program"),
    [CR_FILE_DIALOG_DATA] = _("Open a Table of Points"),
  };
  const char *const verbs[] = {
    [CR_FILE_DIALOG_OPEN] = _("_Open"),
    [CR_FILE_DIALOG_SAVE] = _("_Save"),
    [CR_FILE_DIALOG_PICTURE] = _("_Export"),
    [CR_FILE_DIALOG_PROGRAM] = _("_Export"),
    [CR_FILE_DIALOG_DATA] = _("_Open"),
  };
  GtkFileChooserAction action = dialog == CR_FILE_DIALOG_OPEN || dialog == CR_FILE_DIALOG_DATA
                                  ? GTK_FILE_CHOOSER_ACTION_OPEN
                                  : GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *native = gtk_file_chooser_native_new (titles[dialog], parent, action, verbs[dialog], _("_Cancel"));
  g_autoptr (GFile) folder = beside != NULL ? g_file_get_parent (beside) : NULL;
  Question *question = g_new (Question, 1);

  *question = (Question) { .dialog = dialog, .parent = g_object_ref (parent), .chosen = chosen, .data = data };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  add_filters (GTK_FILE_CHOOSER (native), dialog, name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (native), folder, NULL);
  if (name != NULL && dialog != CR_FILE_DIALOG_OPEN)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (on_response), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
