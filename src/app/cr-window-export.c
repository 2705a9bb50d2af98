/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves a window's document in another form: pictures, programs, and paper. */
#include "cr-window-export.h"

#include "cr-export.h"
#include "cr-file-dialogs.h"
#include "cr-layout.h"
#include "cr-print-operation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- A version with its numbers --- */

/**
 * Export: a version on its way out
 * @graph: the version that was shown
 * @data: (nullable): its data, of which row @row is shown, if @has_row
 * @style: of pictures
 * @nodes_show: maps or numbers in the nodes of pictures
 * @file: (nullable): where to; without one it is printed
 * @language: (nullable): of a program; without one it is a picture
 * @format: of a picture
 * @placed: (nullable): the version with all places, once it is computed
 * @tape: (nullable): its numbers, likewise
 */
typedef struct
{
  CrGraph *graph;
  CrData *data;
  guint32 row;
  gboolean has_row;
  CrPictureStyle style;
  CrNodesShow nodes_show;
  GFile *file;
  const CrLanguage *language;
  CrExportFormat format;
  CrGraph *placed;
  CrTape *tape;
} Export;

static Export *
export_new (CrWindow *window, GFile *file)
{
  CrDocument *document = cr_window_get_document (window);
  const CrData *data = cr_document_get_data (document);
  Export *export = g_new0 (Export, 1);

  export->graph = cr_graph_ref (cr_document_get_graph (document));
  export->data = data != NULL ? cr_data_ref (data) : NULL;
  export->has_row = cr_document_get_row (document, &export->row);
  export->style = cr_picture_style_for_view (cr_document_get_view (document), FALSE);
  export->style.hide_grid = TRUE;
  export->nodes_show = cr_window_get_nodes_show (window);
  export->file = file != NULL ? g_object_ref (file) : NULL;
  return export;
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_pointer (&export->tape, cr_tape_free);
  g_clear_pointer (&export->placed, cr_graph_unref);
  g_clear_pointer (&export->data, cr_data_unref);
  cr_graph_unref (export->graph);
  g_clear_object (&export->file);
  g_free (export);
}

/* In a thread: a tape of its own, bound to the example that is shown, with all its numbers. */
static void
compute (Export *export)
{
  export->placed = cr_layout_missing (export->graph);
  export->tape = cr_tape_new (export->placed);
  if (export->has_row)
    cr_data_bind (export->data, export->tape, &export->row, 1);
  else
    cr_data_bind_example (export->data, export->tape, 0);
  cr_tape_forward (export->tape);
  cr_tape_backward (export->tape, NULL); /* without an output there are no gradients, and the picture or program says so */
}

static gboolean
is_open (CrWindow *window)
{
  return gtk_window_get_application (GTK_WINDOW (window)) != NULL;
}

static void
run_in_thread (CrWindow *window, Export *export, GTaskThreadFunc work, GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, done, NULL);

  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, work);
}

/* --- Files --- */

static GBytes *
dup_bytes (Export *export, GError **error)
{
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  gsize length;
  char *text;

  if (export->language != NULL)
    {
      text = cr_program_write (export->language, export->tape, &length);
      return g_bytes_new_take (text, length);
    }
  options.scale = export->format == CR_EXPORT_PNG ? 2 : 1;
  options.style = export->style;
  options.nodes_show = export->nodes_show;
  options.data = export->data;
  return cr_export_to_bytes (export->placed, export->tape, export->format, &options, error);
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  compute (export);
  bytes = dup_bytes (export, &error);
  if (bytes != NULL
      && g_file_replace_contents (export->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                  G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
show_error (CrWindow *window, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Written"), name);

  cr_window_show_error (window, heading, error->message, NULL);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  CrWindow *window = CR_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_written = g_task_propagate_boolean (G_TASK (result), &error);

  if (!is_open (window))
    return;
  if (is_written)
    {
      g_autofree char *name = g_file_get_basename (export->file);
      g_autofree char *text
        = g_strdup_printf (export->language != NULL ? _("Program written to “%s”") : _("Picture written to “%s”"), name);

      cr_window_show_toast (window, text);
    }
  else
    show_error (window, export->file, error);
}

static void
on_picture_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autoptr (GError) error = NULL;
  CrExportFormat format;
  Export *export;

  if (file == NULL)
    return;
  if (!cr_export_guess_format (name, &format, &error))
    {
      show_error (CR_WINDOW (parent), file, error);
      return;
    }
  export = export_new (CR_WINDOW (parent), file);
  export->format = format;
  run_in_thread (CR_WINDOW (parent), export, write_file, on_written);
}

static void
on_program_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  Export *export;

  if (file == NULL)
    return;
  export = export_new (CR_WINDOW (parent), file);
  export->language = data;
  run_in_thread (CR_WINDOW (parent), export, write_file, on_written);
}

static void
ask (CrWindow *window, CrFileDialog dialog, const char *ending, CrFileChosen chosen, gpointer data)
{
  g_autofree char *name = cr_window_dup_file_name (window);
  g_autofree char *proposed = NULL;

  if (g_str_has_suffix (name, ".chainrule"))
    name[strlen (name) - strlen (".chainrule")] = '\0';
  proposed = g_strconcat (name, ".", ending, NULL);
  cr_file_dialog_run (GTK_WINDOW (window), dialog, cr_document_get_file (cr_window_get_document (window)), proposed, chosen, data);
}

void
cr_window_export_picture (CrWindow *window)
{
  ask (window, CR_FILE_DIALOG_PICTURE, "png", on_picture_chosen, NULL);
}

void
cr_window_export_program (CrWindow *window, const CrLanguage *language)
{
  g_return_if_fail (language != NULL);

  ask (window, CR_FILE_DIALOG_PROGRAM, language->ending, on_program_chosen, (gpointer) language);
}

void
cr_window_fill_program_menu (GMenu *menu)
{
  guint n;
  const CrLanguage *languages = cr_language_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      /* Translators: an item of a menu that opens a file chooser; %s is a language, "Python with NumPy" */
      g_autofree char *label = g_strdup_printf (_("%s…"), _(languages[i].title));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.export-program", "s", languages[i].name);
      g_menu_append_item (menu, item);
    }
}

/* --- Paper --- */

static void
compute_page (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  compute (data);
  g_task_return_boolean (task, TRUE);
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, CrWindow *window)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || !is_open (window))
    return;
  gtk_print_operation_get_error (operation, &error);
  cr_window_show_error (window, _("The Picture Cannot Be Printed"), error->message, NULL);
}

static void
on_page_computed (GObject *source, GAsyncResult *result, gpointer data)
{
  CrWindow *window = CR_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (!is_open (window) || cr_window_get_document (window) == NULL)
    return;
  name = cr_window_dup_name (window);
  operation = cr_print_operation_new (export->placed, g_steal_pointer (&export->tape), &export->style, name);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed), window, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window), NULL);
}

void
cr_window_print (CrWindow *window)
{
  run_in_thread (window, export_new (window, NULL), compute_page, on_page_computed);
}
