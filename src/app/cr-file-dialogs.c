/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file choosers: of graphs to open and to save, and of pictures to write. */
#include "cr-file-dialogs.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrFileChosen chosen;
  gpointer data;
} Question;

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GtkWindow) parent = g_object_ref (gtk_native_dialog_get_transient_for (dialog));
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  question->chosen (parent, file, question->data);
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

static void
add_filters (GtkFileChooser *chooser, CrFileDialog dialog)
{
  static const char *const graphs[] = { "chainrule", "json", NULL };
  static const char *const tables[] = { "csv", "txt", NULL };
  static const char *const pictures[] = { "png", "svg", "pdf", NULL };

  if (dialog == CR_FILE_DIALOG_EXPORT)
    add_filter (chooser, _("Pictures (PNG, SVG, PDF)"), pictures);
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
    [CR_FILE_DIALOG_EXPORT] = _("Export a Picture"),
    [CR_FILE_DIALOG_DATA] = _("Open a Table of Points"),
  };
  const char *const verbs[] = {
    [CR_FILE_DIALOG_OPEN] = _("_Open"),
    [CR_FILE_DIALOG_SAVE] = _("_Save"),
    [CR_FILE_DIALOG_EXPORT] = _("_Export"),
    [CR_FILE_DIALOG_DATA] = _("_Open"),
  };
  GtkFileChooserAction action = dialog == CR_FILE_DIALOG_OPEN || dialog == CR_FILE_DIALOG_DATA
                                  ? GTK_FILE_CHOOSER_ACTION_OPEN
                                  : GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *native = gtk_file_chooser_native_new (titles[dialog], parent, action, verbs[dialog], _("_Cancel"));
  g_autoptr (GFile) folder = beside != NULL ? g_file_get_parent (beside) : NULL;
  Question *question = g_new (Question, 1);

  *question = (Question) { chosen, data };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  add_filters (GTK_FILE_CHOOSER (native), dialog);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (native), folder, NULL);
  if (name != NULL && dialog != CR_FILE_DIALOG_OPEN)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (on_response), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
