/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user prefers, for the whole program: the dialog that sets it, and what the program does by it. */
#include "cr-preferences.h"

#include "cr-colors.h"
#include "cr-compat.h"
#include "cr-gate.h"
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

static void
redraw (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    redraw (child);
}

/* Whoever keeps something in the theme's colours hears that these are others now. */
static void
apply_colors (GSettings *settings)
{
  static const char *const names[CR_N_SCHEMES] = { "standard", "strong", "lightness" };
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree char *colors = g_settings_get_string (settings, "colors");
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], colors))
      cr_colors_choose (i, adw_style_manager_get_high_contrast (manager));
  g_object_notify (G_OBJECT (manager), "dark");
  for (GList *item = windows; item != NULL; item = item->next)
    redraw (item->data);
}

static void
apply_gate_names (GSettings *settings)
{
  g_autofree char *names = g_settings_get_string (settings, "gate-names");

  cr_gate_set_english_titles (g_str_equal (names, "english"));
}

double
cr_preferences_get_text_scale (GSettings *settings)
{
  static const double scales[] = { 0.85, 1, 1.25, 1.6 }; /* in the order of the schema */
  int dots = -1; /* 1024 times those of an inch: the desktop's size of text, where it has one */

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dots, NULL);
  return scales[CLAMP (g_settings_get_enum (settings, "text-size"), 0, 3)] * (dots > 0 ? CLAMP (dots / 1024.0 / 96, 0.5, 2.5) : 1);
}

void
cr_preferences_apply (GSettings *settings)
{
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_signal_connect (settings, "changed::theme", G_CALLBACK (apply_theme), NULL);
  g_signal_connect (settings, "changed::animation", G_CALLBACK (apply_animation), NULL);
  g_signal_connect (settings, "changed::colors", G_CALLBACK (apply_colors), NULL);
  g_signal_connect (settings, "changed::gate-names", G_CALLBACK (apply_gate_names), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (apply_colors), settings, G_CONNECT_SWAPPED);
  apply_theme (settings);
  apply_colors (settings);
  apply_gate_names (settings);
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

static const Row colors_row = {
  "colors", N_("Colors"), N_("Place and arrow tell them apart too"),
  { { "standard", N_("Blue and Orange") }, { "strong", N_("With More Contrast") }, { "lightness", N_("Dark and Light") } }
};

static const Row text_size_row = {
  "text-size", N_("Size of text and nodes"), N_("At 100 %, on the canvas"),
  { { "small", N_("Small") }, { "normal", N_("Normal") }, { "large", N_("Large") }, { "largest", N_("Very Large") } }
};

static const Row gate_names_row = {
  "gate-names", N_("Names of gates"), N_("As in the lecture they are English"),
  { { "system", N_("As the System") }, { "english", N_("In English") } }
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

void
cr_preferences_show (GtkWindow *parent, GSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;

  g_return_if_fail (G_IS_SETTINGS (settings));

  group = add_group (page, _("Appearance"));
  add_choice (group, settings, &theme_row);
  add_choice (group, settings, &colors_row);
  add_switch (group, settings, "animation", _("Animation"), _("Values and gradients are seen to run along their wires"));
  group = add_group (page, _("Canvas"));
  add_choice (group, settings, &text_size_row);
  add_choice (group, settings, &wheel_row);
  add_choice (group, settings, &digits_row);
  add_choice (group, settings, &gate_names_row);
  group = add_group (page, _("Start"));
  add_switch (group, settings, "restore-session", _("Open what was open"), _("Files whose windows were there when the program was left"));
  cr_compat_show_preferences (parent, page);
}
