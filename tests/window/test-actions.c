/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of actions against what the window has: nothing listed that does not exist, nothing that exists unlisted, no key twice. */
#include "cr-actions.h"
#include "cr-canvas-actions.h"

#include "window-driver.h"

#include <string.h>

static GAction *
find_action (CrWindow *window, const char *name)
{
  if (g_str_has_prefix (name, "app."))
    return g_action_map_lookup_action (G_ACTION_MAP (driver_get_application ()), name + 4);
  g_assert_true (g_str_has_prefix (name, "win."));
  return g_action_map_lookup_action (G_ACTION_MAP (window), name + 4);
}

static void
test_rows_exist (void)
{
  CrWindow *window = driver_open_window ();
  guint n_actions;
  const CrAction *actions = cr_action_get_all (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      g_test_message ("%s", actions[i].name);
      g_assert_nonnull (find_action (window, actions[i].name));
      g_assert_true (cr_action_find (actions[i].name) == &actions[i]);
    }
  driver_close (window);
}

/* What takes a parameter is run by menus and rows; everything else is in the table. */
static void
test_actions_are_rows (void)
{
  CrWindow *window = driver_open_window ();
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (window));

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *full_name = g_strconcat ("win.", *name, NULL);

      g_test_message ("%s", full_name);
      if (g_action_group_get_action_parameter_type (G_ACTION_GROUP (window), *name) == NULL)
        g_assert_nonnull (cr_action_find (full_name));
    }
  driver_close (window);
}

/* Adds each key to @keys; fails where it is there already. */
static void
collect_keys (GHashTable *keys, const char *action, const char *const *accelerators)
{
  for (; *accelerators != NULL; accelerators++)
    {
      guint key;
      GdkModifierType modifiers;

      g_test_message ("%s: %s", action, *accelerators);
      g_assert_true (gtk_accelerator_parse (*accelerators, &key, &modifiers));
      g_assert_true (g_hash_table_add (keys, gtk_accelerator_name (key, modifiers)));
    }
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_actions;
  const CrAction *actions = cr_action_get_all (&n_actions);
  guint n_canvas_actions;
  const CrCanvasAction *canvas_actions = cr_canvas_action_get_all (&n_canvas_actions);

  for (guint i = 0; i < n_actions; i++)
    collect_keys (keys, actions[i].name, (const char *const *) actions[i].accelerators);
  for (guint i = 0; i < n_canvas_actions; i++)
    if (canvas_actions[i].name != NULL)
      collect_keys (keys, canvas_actions[i].name, (const char *const *) canvas_actions[i].accelerators);
}

static void
test_accelerators (void)
{
  GtkApplication *application = GTK_APPLICATION (driver_get_application ());
  g_auto (GStrv) save = gtk_application_get_accels_for_action (application, "win.save");
  g_auto (GStrv) zoom = gtk_application_get_accels_for_action (application, "canvas.zoom-in");
  g_auto (GStrv) delete = gtk_application_get_accels_for_action (application, "canvas.delete-selection");

  g_assert_cmpstr (save[0], ==, "<Control>s");
  g_assert_nonnull (zoom[0]);
  g_assert_null (delete[0]); /* it would take Delete away from entries */
}

static guint
count_lines_of_shortcuts (void)
{
  g_autofree char *ui = cr_actions_write_shortcuts_ui ();
  g_auto (GStrv) parts = g_strsplit (ui, "\"GtkShortcutsShortcut\"", -1);

  return g_strv_length (parts) - 1;
}

/* The list of keys has a line for every row that has keys, and no other. */
static void
test_shortcuts_window (void)
{
  GtkWidget *shortcuts = cr_actions_new_shortcuts_window ();
  guint n_actions;
  const CrAction *actions = cr_action_get_all (&n_actions);
  guint n_canvas_actions;
  const CrCanvasAction *canvas_actions = cr_canvas_action_get_all (&n_canvas_actions);
  guint n_expected = 0;

  for (guint i = 0; i < n_actions; i++)
    n_expected += actions[i].accelerators[0] != NULL;
  for (guint i = 0; i < n_canvas_actions; i++)
    n_expected += canvas_actions[i].accelerators[0] != NULL;
  g_assert_cmpuint (count_lines_of_shortcuts (), ==, n_expected);
  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (shortcuts));
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

/* Each page of the list of keys can be shown; a warning of the toolkit would end the test. */
static void
test_shortcuts_shown (void)
{
  static const char *const pages[][2] = {
    { "program", "Save as" },
    { "window", "Run or pause" },
    { "canvas", "Wire the selected node" },
    { "view", "Zoom to fit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *shortcuts = cr_actions_new_shortcuts_window ();

      g_object_set (shortcuts, "section-name", pages[i][0], NULL);
      gtk_window_present (GTK_WINDOW (shortcuts));
      driver_settle ();
      g_assert_true (gtk_widget_get_mapped (shortcuts));
      g_assert_true (driver_sees (shortcuts, pages[i][1]));
      g_assert_false (driver_sees (shortcuts, "_")); /* as "Page_Up" is called in programs */
      gtk_window_destroy (GTK_WINDOW (shortcuts));
    }
}

static void
check_menu (CrWindow *window, GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *action = NULL;

      if (section != NULL)
        check_menu (window, section);
      if (!g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        continue;
      g_test_message ("%s", action);
      if (g_str_has_prefix (action, "canvas."))
        g_assert_true (g_action_group_has_action (cr_canvas_get_actions (driver_get_canvas (window)), action + strlen ("canvas.")));
      else
        g_assert_nonnull (find_action (window, action));
    }
}

static void
test_menus (void)
{
  CrWindow *window = driver_open_window ();
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (window), GTK_TYPE_MENU_BUTTON);
  guint n_menus = 0;

  for (guint i = 0; i < buttons->len; i++)
    {
      GMenuModel *menu = gtk_menu_button_get_menu_model (buttons->pdata[i]);

      if (menu == NULL)
        continue;
      check_menu (window, menu);
      n_menus++;
    }
  g_assert_cmpuint (n_menus, ==, 8); /* two of the header bar, three of each bar below the canvas */
  driver_close (window);
}

/* A button that runs an action says which key does the same. */
static void
test_tooltips (void)
{
  CrWindow *window = driver_open_window ();
  g_autofree char *tooltip = cr_action_dup_tooltip ("win.save");
  g_autoptr (GPtrArray) buttons = driver_find_all (GTK_WIDGET (window), GTK_TYPE_BUTTON);
  gboolean is_found = FALSE;

  g_assert_nonnull (strstr (tooltip, "Ctrl+S"));
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_actionable_get_action_name (buttons->pdata[i]), "win.save") == 0)
      {
        g_assert_cmpstr (gtk_widget_get_tooltip_text (buttons->pdata[i]), ==, tooltip);
        is_found = TRUE;
      }
  g_assert_true (is_found);
  driver_close (window);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/actions/rows-exist", test_rows_exist);
  g_test_add_func ("/actions/actions-are-rows", test_actions_are_rows);
  g_test_add_func ("/actions/keys", test_keys);
  g_test_add_func ("/actions/accelerators", test_accelerators);
  g_test_add_func ("/actions/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/actions/shortcuts-shown", test_shortcuts_shown);
  g_test_add_func ("/actions/menus", test_menus);
  g_test_add_func ("/actions/tooltips", test_tooltips);
  return g_test_run ();
}
