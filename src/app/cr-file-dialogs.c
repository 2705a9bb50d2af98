/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file choosers: of graphs to open and to save, and of pictures and programs to write. */
#include "cr-file-dialogs.h"

#include "cr-compat.h"

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
on_replace_answered (GtkWindow *parent, const char *response, gpointer data)
{
  Question *question = data;

  answer (question, g_str_equal (response, "replace") ? question->file : NULL);
}

/* The file chooser has asked about the name as it was typed, not about this one. */
static void
on_looked (GObject *file, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, NULL);
  g_autofree char *name = g_file_get_basename (question->file);
  g_autofree char *body = NULL;
  const CrCompatButton buttons[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT }, { "replace", _("_Replace"), ADW_RESPONSE_DESTRUCTIVE }, { NULL }
  };

  if (info == NULL)
    {
      answer (question, question->file);
      return;
    }
  body = g_strdup_printf (_("There is a file “%s” already. What is in it would be lost."), name);
  cr_compat_ask (question->parent, _("Replace the File?"), body, buttons, "cancel", "cancel", on_replace_answered, question);
}

/* Graphs have an ending by which they are found again. */
static gboolean
lacks_ending (CrFileDialog dialog, const char *name)
{
  return dialog == CR_FILE_DIALOG_SAVE && !g_str_has_suffix (name, ".chainrule") && !g_str_has_suffix (name, ".json");
}

static void
on_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  Question *question = data;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

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
add_filter (GListStore *filters, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  else
    for (; *suffixes != NULL; suffixes++)
      gtk_file_filter_add_suffix (filter, *suffixes);
  g_list_store_append (filters, filter);
}

/* @name is the one that is proposed: a program's ending is its language's. */
static void
add_filters (GListStore *filters, CrFileDialog dialog, const char *name)
{
  static const char *const graphs[] = { "chainrule", "json", NULL };
  static const char *const tables[] = { "csv", "txt", NULL };
  static const char *const pictures[] = { "png", "svg", "pdf", NULL };

  if (dialog == CR_FILE_DIALOG_PICTURE)
    add_filter (filters, _("Pictures (PNG, SVG, PDF)"), pictures);
  else if (dialog == CR_FILE_DIALOG_PROGRAM)
    {
      const char *const programs[] = { strrchr (name, '.') + 1, NULL };
      g_autofree char *label = g_strdup_printf (_("Files ending in .%s"), programs[0]);

      add_filter (filters, label, programs);
    }
  else if (dialog == CR_FILE_DIALOG_DATA)
    add_filter (filters, _("Tables (CSV)"), tables);
  else
    add_filter (filters, _("Graphs"), graphs);
  add_filter (filters, _("All files"), NULL);
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
  g_autoptr (GFile) folder = beside != NULL ? g_file_get_parent (beside) : NULL;
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  Question *question = g_new (Question, 1);

  *question = (Question) { .dialog = dialog, .parent = g_object_ref (parent), .chosen = chosen, .data = data };
  add_filters (filters, dialog, name);
  cr_compat_choose_file (parent,
                         &(CrCompatChooser) { .title = titles[dialog],
                                              .verb = verbs[dialog],
                                              .is_saving = dialog != CR_FILE_DIALOG_OPEN && dialog != CR_FILE_DIALOG_DATA,
                                              .folder = folder,
                                              .name = name,
                                              .filters = G_LIST_MODEL (filters) },
                         on_chosen, question);
}
