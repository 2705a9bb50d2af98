/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points from outside: the buttons that open or paste a CSV table, and what is dropped. */
#include "cr-csv-buttons.h"

#include "cr-csv.h"
#include "cr-data-file.h"
#include "cr-file-dialogs.h"
#include "cr-panel.h"
#include "cr-points.h"
#include "cr-training-setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrCsvButtons
{
  GtkBox parent_instance;

  CrCanvas *canvas; /* (nullable), weak */
};

enum
{
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrCsvButtons, cr_csv_buttons, GTK_TYPE_BOX)

/* NULL where its window is closed. The buttons themselves are in no window while what they stand in is folded. */
static CrDocument *
get_document (CrCsvButtons *self)
{
  return self->canvas != NULL && gtk_widget_get_root (GTK_WIDGET (self->canvas)) != NULL ? cr_canvas_get_document (self->canvas) : NULL;
}

/* --- Tables --- */

static CrGraph *
make_version (const CrGraph *graph, const CrTable *table)
{
  CrTraining *training = cr_training_copy (cr_training_of (graph));
  static const char *const usual[] = { "x1", "x2", NULL };

  cr_dataset_set_points (&training->dataset, table->rows);
  g_clear_pointer (&training->dataset.features, g_strfreev);
  if (!g_strv_equal ((const char *const *) table->features, usual))
    training->dataset.features = g_strdupv (table->features);
  return cr_graph_take_training (graph, training);
}

static void
take_table (CrCsvButtons *self, const CrTable *table, const GError *error)
{
  CrDocument *document = get_document (self);
  g_autoptr (CrGraph) graph = NULL;

  if (document == NULL)
    return;
  g_signal_emit (self, signals[PROBLEM], 0, error != NULL ? error->message : NULL);
  if (error != NULL)
    cr_canvas_show_message (self->canvas, error->message);
  if (table == NULL)
    return;
  graph = make_version (cr_document_get_graph (document), table);
  cr_document_edit (document, graph, _("Take points from a CSV file"));
}

void
cr_csv_buttons_take_text (CrCsvButtons *buttons, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrTable) table = NULL;

  g_return_if_fail (CR_IS_CSV_BUTTONS (buttons));

  table = cr_csv_parse (text, length, NULL, &error);
  take_table (buttons, table, error);
}

static void
read_csv (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  CrTable *table = cr_data_file_read_table (file, NULL, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) cr_table_unref);
  else
    g_task_return_error (task, error);
}

static void
on_csv_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrTable) table = g_task_propagate_pointer (G_TASK (result), &error);

  take_table (CR_CSV_BUTTONS (source), table, error);
}

void
cr_csv_buttons_take_file (CrCsvButtons *buttons, GFile *file)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CR_IS_CSV_BUTTONS (buttons));

  task = g_task_new (buttons, NULL, on_csv_read, NULL);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_csv);
}

/* --- The buttons --- */

static void
on_file_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  g_autoptr (CrCsvButtons) self = data;

  if (file != NULL)
    cr_csv_buttons_take_file (self, file);
}

static void
on_open_clicked (CrCsvButtons *self)
{
  CrDocument *document = get_document (self);

  if (document != NULL)
    cr_file_dialog_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), CR_FILE_DIALOG_DATA, cr_document_get_file (document), NULL,
                        on_file_chosen, g_object_ref (self));
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CrCsvButtons) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL)
    cr_csv_buttons_take_text (self, text, strlen (text));
  else if (get_document (self) != NULL)
    g_signal_emit (self, signals[PROBLEM], 0, _("There is no text on the clipboard."));
}

static void
on_paste_clicked (CrCsvButtons *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text_read, g_object_ref (self));
}

static void
cr_csv_buttons_finalize (GObject *object)
{
  g_clear_weak_pointer (&CR_CSV_BUTTONS (object)->canvas);
  G_OBJECT_CLASS (cr_csv_buttons_parent_class)->finalize (object);
}

static void
cr_csv_buttons_class_init (CrCsvButtonsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_csv_buttons_finalize;
  signals[PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
cr_csv_buttons_init (CrCsvButtons *self)
{
  GtkWidget *box = GTK_WIDGET (self);

  gtk_box_set_spacing (GTK_BOX (box), 6);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "small-buttons");
  gtk_box_append (GTK_BOX (box), cr_panel_new_button (_("Open CSV…"), _("Points from a file: x1, x2, label on each line"),
                                                      G_CALLBACK (on_open_clicked), self));
  gtk_box_append (GTK_BOX (box), cr_panel_new_button (_("Paste CSV"), _("Points from the clipboard: x1, x2, label on each line"),
                                                      G_CALLBACK (on_paste_clicked), self));
}

GtkWidget *
cr_csv_buttons_new (void)
{
  return g_object_new (CR_TYPE_CSV_BUTTONS, NULL);
}

void
cr_csv_buttons_set_canvas (CrCsvButtons *buttons, CrCanvas *canvas)
{
  g_return_if_fail (CR_IS_CSV_BUTTONS (buttons));

  g_set_weak_pointer (&buttons->canvas, canvas);
}
