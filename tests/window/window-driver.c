/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window within a test's own process, and ways to find what it shows. */
#include "window-driver.h"

#include "cr-window-files.h"

#include <string.h>

CrApplication *
driver_get_application (void)
{
  static CrApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = cr_application_new ();
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  return application;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

CrWindow *
driver_open_window (void)
{
  CrWindow *window = cr_window_new (driver_get_application ());

  gtk_window_present (GTK_WINDOW (window));
  driver_wait (is_mapped, window);
  driver_settle ();
  return window;
}

CrWindow *
driver_open_example (const char *name)
{
  CrWindow *window = driver_open_window ();

  cr_window_open_example (window, name);
  driver_settle ();
  return window;
}

void
driver_close (CrWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  driver_settle ();
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
driver_wait (gboolean (*is_so) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gboolean is_over = FALSE;
  guint timeout = g_timeout_add (10, on_timeout, &is_over); /* what is waited for may be no news to the main loop */

  while (!is_so (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timeout);
}

static void
on_painted (GdkFrameClock *clock, guint *n_waiting)
{
  *n_waiting -= 1;
  g_signal_handlers_disconnect_by_func (clock, on_painted, n_waiting);
}

/* Asks each window that is shown for a frame, and counts them in @n_waiting until it has come; gives their clocks. */
static GPtrArray *
request_frames (guint *n_waiting)
{
  GPtrArray *clocks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *item = toplevels; item != NULL; item = item->next)
    if (gtk_widget_get_mapped (item->data))
      g_ptr_array_add (clocks, g_object_ref (gtk_widget_get_frame_clock (item->data)));
  *n_waiting = clocks->len;
  for (guint i = 0; i < clocks->len; i++)
    {
      g_signal_connect (clocks->pdata[i], "after-paint", G_CALLBACK (on_painted), n_waiting);
      gdk_frame_clock_request_phase (clocks->pdata[i], GDK_FRAME_CLOCK_PHASE_LAYOUT | GDK_FRAME_CLOCK_PHASE_PAINT);
    }
  return clocks;
}

/* A layout may ask for another one: three frames at least, however long a busy machine takes for them. */
void
driver_settle (void)
{
  for (guint i = 0; i < 3; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      gboolean is_over = FALSE;
      guint timeout = g_timeout_add (20, on_timeout, &is_over);
      guint n_waiting;
      g_autoptr (GPtrArray) clocks = request_frames (&n_waiting);

      while (!is_over || (n_waiting > 0 && g_get_monotonic_time () - begin < G_USEC_PER_SEC))
        g_main_context_iteration (NULL, TRUE);
      for (guint j = 0; j < clocks->len; j++)
        g_signal_handlers_disconnect_by_func (clocks->pdata[j], on_painted, &n_waiting);
      g_source_remove (timeout);
    }
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

GPtrArray *
driver_find_all (GtkWidget *root, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, type, found);
  return found;
}

gpointer
driver_find (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = driver_find_all (root, type);

  return found->len > 0 ? found->pdata[0] : NULL;
}

gboolean
driver_sees (GtkWidget *root, const char *text)
{
  g_autoptr (GPtrArray) labels = driver_find_all (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (labels->pdata[i]) && strstr (gtk_label_get_text (labels->pdata[i]), text) != NULL)
      return TRUE;
  return FALSE;
}

/* Dialogs are widgets of their window since libadwaita 1.5, and were windows before: as in cr-compat.c. */
#if ADW_CHECK_VERSION(1, 5, 0)

GtkWidget *
driver_find_dialog (CrWindow *window)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
}

void
driver_close_dialog (GtkWidget *dialog)
{
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static const char *
get_label (GtkWidget *dialog, const char *answer)
{
  return adw_alert_dialog_get_response_label (ADW_ALERT_DIALOG (dialog), answer);
}

#else

GtkWidget *
driver_find_dialog (CrWindow *window)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *item = toplevels; item != NULL; item = item->next)
    if ((ADW_IS_MESSAGE_DIALOG (item->data) || ADW_IS_PREFERENCES_WINDOW (item->data))
        && gtk_window_get_transient_for (item->data) == GTK_WINDOW (window) && gtk_widget_get_mapped (item->data))
      return item->data;
  return NULL;
}

void
driver_close_dialog (GtkWidget *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static const char *
get_label (GtkWidget *dialog, const char *answer)
{
  return adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), answer);
}

#endif

void
driver_answer (CrWindow *window, const char *answer)
{
  GtkWidget *dialog = driver_find_dialog (window);
  g_autoptr (GPtrArray) buttons = driver_find_all (dialog, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), get_label (dialog, answer)) == 0)
      {
        g_signal_emit_by_name (buttons->pdata[i], "clicked");
        return;
      }
  g_assert_not_reached ();
}

CrCanvas *
driver_get_canvas (CrWindow *window)
{
  return driver_find (GTK_WIDGET (window), CR_TYPE_CANVAS);
}

CrKey
driver_find_node (CrWindow *window, const char *id)
{
  CrKey key = cr_graph_find (cr_document_get_graph (cr_window_get_document (window)), id);

  g_assert_cmpuint (key, !=, CR_KEY_NONE);
  return key;
}

double
driver_get_value (CrWindow *window, const char *id)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_value (cr_document_get_tape (cr_window_get_document (window)), driver_find_node (window, id), &numbers));
  return numbers.entries[0];
}

double
driver_get_gradient (CrWindow *window, const char *id)
{
  CrNumbers numbers;

  g_assert_true (cr_tape_get_gradient (cr_document_get_tape (cr_window_get_document (window)), driver_find_node (window, id), &numbers));
  return numbers.entries[0];
}
