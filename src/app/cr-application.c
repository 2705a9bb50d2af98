/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop program: its windows, one a document. */
#include "cr-application.h"

#include "cr-actions.h"
#include "cr-blas.h"
#include "cr-compat.h"
#include "cr-config.h"
#include "cr-memory.h"
#include "cr-preferences.h"
#include "cr-recovery.h"
#include "cr-session.h"
#include "cr-settings.h"
#include "cr-style.h"
#include "cr-window-files.h"

#include <glib/gi18n-lib.h>

struct _CrApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  CrRecovery *recovery;
  guint memory_id;
  gboolean has_restored; /* what was open when it was left, or something else was asked for */
  gboolean is_quitting; /* the windows are being asked, one after the other */
  guint quit_id;        /* asks the next one */
  GFile *presented; /* (nullable): asked for on the command line, until it is shown */
};

#define MEMORY_REST 1000       /* milliseconds */
#define PRESENT_HINT "present" /* of an "open": its files are presented */

G_DEFINE_FINAL_TYPE (CrApplication, cr_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "present", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open a file and present it, full screen"), N_("FILE") },
  { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window, also where the program runs already"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and leave"), NULL },
  { NULL },
};

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *blas = cr_blas_describe ();

  cr_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "application-name", _("Chainrule"),
                         "application-icon", CR_APPLICATION_ID,
                         "version", CR_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "developer-name", _("The Chainrule authors"),
                         "debug-info", blas,
                         "comments", _("Values run forward along the wires of a graph, gradients run back. See both at every wire, "
                                       "change a number, and watch all of them follow."),
                         NULL);
}

static CrWindow *
find_window_with_changes (GList *windows)
{
  for (GList *item = windows; item != NULL; item = item->next)
    if (CR_IS_WINDOW (item->data) && cr_window_has_changes (item->data))
      return item->data;
  return NULL;
}

/* The windows with unsaved changes ask first, one after the other; once there are none, all others close. So no window has gone where the
 * user decides to stay. */
static gboolean
go_on_quitting (gpointer data)
{
  CrApplication *self = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  CrWindow *changed = find_window_with_changes (windows);

  self->quit_id = 0;
  if (changed != NULL)
    {
      gtk_window_close (GTK_WINDOW (changed));
      return G_SOURCE_REMOVE;
    }
  for (GList *item = windows; item != NULL; item = item->next)
    if (CR_IS_WINDOW (item->data))
      gtk_window_close (item->data);
  self->is_quitting = FALSE;
  g_clear_handle_id (&self->quit_id, g_source_remove);
  return G_SOURCE_REMOVE;
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_application_remember_session (data);
  CR_APPLICATION (data)->is_quitting = TRUE;
  go_on_quitting (data);
}

void
cr_application_stay (CrApplication *application)
{
  g_return_if_fail (CR_IS_APPLICATION (application));

  application->is_quitting = FALSE;
  cr_application_remember_session (application);
}

/* While it quits the windows go one after the other, and all of them come again. */
void
cr_application_remember_session (CrApplication *application)
{
  g_return_if_fail (CR_IS_APPLICATION (application));

  if (!application->is_quitting)
    cr_session_remember (application);
}

static CrWindow *
new_window (CrApplication *self)
{
  CrWindow *window = cr_window_new (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
show_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  new_window (data);
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrApplication *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  cr_preferences_show (window, self->settings);
}

static const GActionEntry actions[] = {
  { .name = "preferences", .activate = show_preferences },
  { .name = "new-window", .activate = show_new_window },
  { .name = "about", .activate = show_about },
  { .name = "quit", .activate = quit },
};

static void
cr_application_startup (GApplication *application)
{
  CrApplication *self = CR_APPLICATION (application);

  G_APPLICATION_CLASS (cr_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  cr_actions_install_accelerators (GTK_APPLICATION (self));
  cr_style_install ();
  gtk_window_set_default_icon_name (CR_APPLICATION_ID);
  self->settings = cr_settings_new ();
  if (self->settings != NULL)
    cr_preferences_apply (self->settings);
  else
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "preferences")), FALSE);
  self->recovery = cr_recovery_new (self);
}

/* Once, on the first start; it stays in the menu. */
static void
offer_tour (CrApplication *self, CrWindow *window)
{
  if (self->settings == NULL || g_settings_get_boolean (self->settings, "tour-offered"))
    return;
  g_settings_set_boolean (self->settings, "tour-offered", TRUE);
  cr_window_offer_tour (window);
}

static void
show_window (CrApplication *self, gpointer unused)
{
  GtkWindow *window;

  if (!self->has_restored)
    cr_session_restore (self);
  self->has_restored = TRUE;
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  offer_tour (self, new_window (self));
}

static void
present_file (CrApplication *self, gpointer data)
{
  g_autoptr (GFile) file = data;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  CrWindow *window = cr_application_find_window (self, file);

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      cr_window_present_slides (window);
      return;
    }
  window = cr_application_choose_window (self, CR_IS_WINDOW (active) ? CR_WINDOW (active) : NULL);
  cr_window_present_when_loaded (window);
  cr_window_load (window, file);
}

static gboolean
give_memory_back (gpointer data)
{
  CR_APPLICATION (data)->memory_id = 0;
  cr_memory_give_back ();
  return G_SOURCE_REMOVE;
}

static void
give_memory_back_later (CrApplication *self)
{
  g_clear_handle_id (&self->memory_id, g_source_remove);
  self->memory_id = g_timeout_add_full (G_PRIORITY_LOW, MEMORY_REST, give_memory_back, self, NULL);
}

/* What making a window and reading its file took meanwhile is free when it stands: 5 MB. */
static void
cr_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (cr_application_parent_class)->window_added (application, window);
  give_memory_back_later (CR_APPLICATION (application));
}

/* What was a window's is free as soon as its threads and its widgets have ended. */
static void
cr_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  CrApplication *self = CR_APPLICATION (application);

  GTK_APPLICATION_CLASS (cr_application_parent_class)->window_removed (application, window);
  if (self->is_quitting && self->quit_id == 0 && CR_IS_WINDOW (window))
    self->quit_id = g_idle_add (go_on_quitting, self);
  if (gtk_application_get_windows (application) != NULL)
    cr_application_remember_session (self); /* else the last one comes again with the next start */
  give_memory_back_later (self);
}

static void
cr_application_activate (GApplication *application)
{
  CrApplication *self = CR_APPLICATION (application);

  self->has_restored = self->has_restored || self->presented != NULL;
  if (self->presented != NULL)
    cr_recovery_then (self->recovery, present_file, g_steal_pointer (&self->presented));
  else
    cr_recovery_then (self->recovery, show_window, NULL);
}

static void
open_file (CrApplication *self, gpointer data)
{
  g_autoptr (GFile) file = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  cr_application_open_file (self, CR_IS_WINDOW (window) ? CR_WINDOW (window) : NULL, file);
}

static void
cr_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  CR_APPLICATION (application)->has_restored = TRUE;
  for (int i = 0; i < n_files; i++)
    cr_recovery_then (CR_APPLICATION (application)->recovery, g_str_equal (hint, PRESENT_HINT) ? present_file : open_file,
                      g_object_ref (files[i]));
}

/* A program that runs already presents it; else this one does, once it is active. Returns the exit status, or -1 to go on. */
static int
present_later (CrApplication *self, const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GError) error = NULL;

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("chainrule: %s\n", error->message);
      return 1;
    }
  if (!g_application_get_is_remote (G_APPLICATION (self)))
    {
      g_set_object (&self->presented, file);
      return -1;
    }
  g_application_open (G_APPLICATION (self), &file, 1, PRESENT_HINT);
  return 0;
}

static int
cr_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  g_autofree char *blas = NULL;
  const char *presented;

  if (g_variant_dict_lookup (given, "present", "^&ay", &presented))
    return present_later (CR_APPLICATION (application), presented);

  if (g_variant_dict_contains (given, "new-window") && g_application_register (application, NULL, NULL)
      && g_application_get_is_remote (application))
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
      return 0;
    }
  if (!g_variant_dict_contains (given, "version"))
    return -1; /* a program that has just started has a new window anyway */
  blas = cr_blas_describe ();
  g_print ("chainrule %s\n%s\n", CR_VERSION, blas);
  return 0;
}

static void
cr_application_dispose (GObject *object)
{
  g_clear_handle_id (&CR_APPLICATION (object)->memory_id, g_source_remove);
  g_clear_handle_id (&CR_APPLICATION (object)->quit_id, g_source_remove);
  g_clear_pointer (&CR_APPLICATION (object)->recovery, cr_recovery_free);
  g_clear_object (&CR_APPLICATION (object)->settings);
  g_clear_object (&CR_APPLICATION (object)->presented);
  G_OBJECT_CLASS (cr_application_parent_class)->dispose (object);
}

static void
cr_application_class_init (CrApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_application_dispose;
  application_class->startup = cr_application_startup;
  application_class->activate = cr_application_activate;
  application_class->open = cr_application_open;
  GTK_APPLICATION_CLASS (class)->window_added = cr_application_window_added;
  GTK_APPLICATION_CLASS (class)->window_removed = cr_application_window_removed;
  application_class->handle_local_options = cr_application_handle_local_options;
}

static void
cr_application_init (CrApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self), _("See values and gradients flow through computational graphs."));
}

CrApplication *
cr_application_new (void)
{
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;

  /* Without a bus nobody can hand a file over to the program that runs already. */
  if (!cr_session_bus_is_there ())
    flags |= G_APPLICATION_NON_UNIQUE;
  return g_object_new (CR_TYPE_APPLICATION,
                       "application-id", CR_APPLICATION_ID,
                       "register-session", TRUE,
                       "resource-base-path", "/org/chainrule/Chainrule",
                       "flags", flags,
                       NULL);
}

GSettings *
cr_application_get_settings (CrApplication *application)
{
  g_return_val_if_fail (CR_IS_APPLICATION (application), NULL);

  return application->settings;
}

CrDrafts *
cr_application_get_drafts (CrApplication *application)
{
  g_return_val_if_fail (CR_IS_APPLICATION (application), NULL);

  return application->recovery != NULL ? cr_recovery_get_drafts (application->recovery) : NULL;
}

CrWindow *
cr_application_find_window (CrApplication *application, GFile *file)
{
  g_return_val_if_fail (CR_IS_APPLICATION (application), NULL);

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (application)); item != NULL; item = item->next)
    {
      CrDocument *document = CR_IS_WINDOW (item->data) ? cr_window_get_document (item->data) : NULL;
      GFile *shown = document != NULL ? cr_document_get_file (document) : NULL;

      if (shown != NULL && g_file_equal (shown, file))
        return item->data;
    }
  return NULL;
}

CrWindow *
cr_application_choose_window (CrApplication *application, CrWindow *window)
{
  g_return_val_if_fail (CR_IS_APPLICATION (application), NULL);

  if (window != NULL && cr_window_is_fresh (window))
    return window;
  return new_window (application);
}

void
cr_application_open_file (CrApplication *application, CrWindow *window, GFile *file)
{
  CrWindow *shown = cr_application_find_window (application, file);

  if (shown != NULL)
    gtk_window_present (GTK_WINDOW (shown));
  else
    cr_window_load (window != NULL ? window : new_window (application), file);
}
