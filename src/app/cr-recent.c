/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graphs that were opened lately, as the desktop remembers them. */
#include "cr-recent.h"

#include <glib/gi18n-lib.h>

#define MIME_TYPE "application/vnd.chainrule+json"
#define MOST_IN_MENU 6

void
cr_recent_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GtkRecentData data = {
    .mime_type = (char *) MIME_TYPE,
    .app_name = (char *) "Chainrule",
    .app_exec = (char *) "chainrule %u",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare_by_time (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b), gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

GPtrArray *
cr_recent_list (guint most)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autolist (GtkRecentInfo) infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, compare_by_time);
  for (GList *item = infos; item != NULL && files->len < most; item = item->next)
    if (g_strcmp0 (gtk_recent_info_get_mime_type (item->data), MIME_TYPE) == 0 && gtk_recent_info_is_local (item->data)
        && gtk_recent_info_exists (item->data))
      g_ptr_array_add (files, g_file_new_for_uri (gtk_recent_info_get_uri (item->data)));
  return files;
}

/* Whether another of the files is called so too. */
static gboolean
is_called_alike (GPtrArray *files, guint place, const char *name)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *other = g_file_get_basename (files->pdata[i]);

      if (i != place && g_str_equal (name, other))
        return TRUE;
    }
  return FALSE;
}

/* The name of a file, and its folder where the name alone does not tell it from the others. */
static char *
dup_label (GPtrArray *files, guint place)
{
  g_autofree char *name = g_file_get_basename (files->pdata[place]);
  g_autoptr (GFile) folder = g_file_get_parent (files->pdata[place]);
  g_autofree char *in = folder != NULL ? g_file_get_basename (folder) : NULL;
  g_autoptr (GString) label = g_string_new (NULL);

  if (in != NULL && is_called_alike (files, place, name))
    /* Translators: the name of a file, and of the folder that it is in */
    g_string_append_printf (label, _("%s in %s"), name, in);
  else
    g_string_append (label, name);
  g_string_replace (label, "_", "__", 0); /* a menu takes one as a mnemonic */
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
update_menu (GMenu *section)
{
  g_autoptr (GPtrArray) files = cr_recent_list (MOST_IN_MENU);

  g_menu_remove_all (section);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *label = dup_label (files, i);
      g_autofree char *uri = g_file_get_uri (files->pdata[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.open-uri", "s", uri);
      g_menu_append_item (section, item);
    }
}

void
cr_recent_fill_menu (GMenu *section)
{
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_menu), section, G_CONNECT_SWAPPED);
  update_menu (section);
}
