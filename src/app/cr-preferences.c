/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user prefers, for the whole program: the dialog that sets it, and what the program does by it. */
#include "cr-preferences.h"

#include "cr-view-digits.h"

#include <glib/gi18n-lib.h>

/* --- What the program does --- */

static void
apply_theme (GSettings *settings)
{
  g_autofree char *theme = g_settings_get_string (settings, "theme");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (theme, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (theme, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

/* The desktop's own setting counts unless movement is unwanted here. */
static void
apply_animation (GSettings *settings)
{
  GtkSettings *toolkit = gtk_settings_get_default ();

  if (g_settings_get_boolean (settings, "animation"))
    gtk_settings_reset_property (toolkit, "gtk-enable-animations");
  else
    g_object_set (toolkit, "gtk-enable-animations", FALSE, NULL);
}

void
cr_preferences_apply (GSettings *settings)
{
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect (settings, "changed::theme", G_CALLBACK (apply_theme), NULL);
  g_signal_connect (settings, "changed::animation", G_CALLBACK (apply_animation), NULL);
  apply_theme (settings);
  if (!g_settings_get_boolean (settings, "animation"))
    apply_animation (settings);
}

void
cr_preferences_take_digits (GSettings *settings, CrDocument *document)
{
  g_autofree char *digits = settings != NULL ? g_settings_get_string (settings, "digits") : NULL;
  g_autofree char *usual = cr_view_digits_to_text (cr_document_get_view (document));
  CrView view = *cr_document_get_view (document);

  if (g_strcmp0 (digits, usual) != 0 && digits != NULL && cr_view_digits_read (digits, &view))
    cr_document_set_view (document, &view);
}

/* --- The dialog --- */

/* A value of a setting, and what it is called. */
typedef struct
{
  const char *value;
  const char *title;
} Choice;

/* A setting that is one of some words. */
typedef struct
{
  const char *key;
  const char *title;
  const char *subtitle; /* (nullable) */
  Choice choices[7];    /* up to one without a value */
} Row;

static const Row theme_row = {
  "theme", N_("Theme"), NULL, { { "system", N_("As the System") }, { "light", N_("Light") }, { "dark", N_("Dark") } }
};

static const Row wheel_row = {
  "wheel", N_("Scrolling on the canvas"), N_("Ctrl always zooms"),
  { { "automatic", N_("By the Device") }, { "zooms", N_("Zooms") }, { "moves", N_("Moves") } }
};

static const Row digits_row = {
  "digits", N_("Numbers of new graphs"), N_("A graph's own are chosen in the menu"),
  { { "2", N_("2 Significant Digits") },
    { "3", N_("3 Significant Digits") },
    { "4", N_("4 Significant Digits") },
    { "6", N_("6 Significant Digits") },
    { ".2", N_("Two Decimals") },
    { ".4", N_("Four Decimals") } }
};

static void
on_chosen (AdwComboRow *widget, GParamSpec *pspec, GSettings *settings)
{
  const Row *row = g_object_get_data (G_OBJECT (widget), "row");

  g_settings_set_string (settings, row->key, row->choices[adw_combo_row_get_selected (widget)].value);
}

static void
add_choice (AdwPreferencesGroup *group, GSettings *settings, const Row *row)
{
  GtkWidget *widget = adw_combo_row_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *value = g_settings_get_string (settings, row->key);
  guint chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (row->choices) && row->choices[i].value != NULL; i++)
    {
      gtk_string_list_append (titles, _(row->choices[i].title));
      if (g_str_equal (row->choices[i].value, value))
        chosen = i;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _(row->title));
  if (row->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), _(row->subtitle));
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget), chosen);
  g_object_set_data (G_OBJECT (widget), "row", (gpointer) row);
  g_signal_connect_object (widget, "notify::selected", G_CALLBACK (on_chosen), settings, 0);
  adw_preferences_group_add (group, widget);
}

static void
add_switch (AdwPreferencesGroup *group, GSettings *settings, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  g_settings_bind (settings, key, toggle, "active", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

GtkWidget *
cr_preferences_new_dialog (GtkWindow *parent, GSettings *settings)
{
  GtkWidget *dialog = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  group = add_group (page, _("Appearance"));
  add_choice (group, settings, &theme_row);
  add_switch (group, settings, "animation", _("Animation"), _("Values and gradients are seen to run along their wires"));
  group = add_group (page, _("Canvas"));
  add_choice (group, settings, &wheel_row);
  add_choice (group, settings, &digits_row);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (dialog), page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (dialog), FALSE);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 480, 420);
  return dialog;
}
