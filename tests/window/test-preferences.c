/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: each row of the dialog does what it says, and the settings remember it. */
#include "cr-preferences.h"

#include "cr-colors.h"
#include "cr-style.h"
#include "window-driver.h"

#include <math.h>

static gboolean
is_dialog_open (gpointer window)
{
  return driver_find_dialog (window) != NULL;
}

static GtkWidget *
open_dialog (CrWindow *window)
{
  g_action_group_activate_action (G_ACTION_GROUP (driver_get_application ()), "preferences", NULL);
  driver_wait (is_dialog_open, window);
  driver_settle ();
  return driver_find_dialog (window);
}

static AdwComboRow *
find_choice (GtkWidget *dialog, const char *title)
{
  g_autoptr (GPtrArray) rows = driver_find_all (dialog, ADW_TYPE_COMBO_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (rows->pdata[i]), title))
      return rows->pdata[i];
  g_assert_not_reached ();
}

static void
test_theme (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *dialog = open_dialog (window);
  AdwComboRow *theme = find_choice (dialog, "Theme");
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_assert_cmpuint (adw_combo_row_get_selected (theme), ==, 0);
  adw_combo_row_set_selected (theme, 2);
  g_assert_true (adw_style_manager_get_dark (manager));
  adw_combo_row_set_selected (theme, 1);
  g_assert_false (adw_style_manager_get_dark (manager));
  adw_combo_row_set_selected (theme, 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
  driver_close_dialog (dialog);
  driver_close (window);
}

static void
test_animation (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *dialog = open_dialog (window);
  GtkSwitch *animation = driver_find (dialog, GTK_TYPE_SWITCH);
  GSettings *settings = cr_application_get_settings (driver_get_application ());
  gboolean is_animated;

  g_assert_true (gtk_switch_get_active (animation));
  gtk_switch_set_active (animation, FALSE);
  g_assert_false (g_settings_get_boolean (settings, "animation"));
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &is_animated, NULL);
  g_assert_false (is_animated);
  gtk_switch_set_active (animation, TRUE);
  driver_close_dialog (dialog);
  driver_close (window);
}

/* The canvas follows at once, in a window that is open already. */
static void
test_wheel (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *dialog = open_dialog (window);
  g_autofree char *wheel = NULL;

  adw_combo_row_set_selected (find_choice (dialog, "Scrolling on the canvas"), 2);
  g_object_get (driver_get_canvas (window), "wheel", &wheel, NULL);
  g_assert_cmpstr (wheel, ==, "moves");
  adw_combo_row_set_selected (find_choice (dialog, "Scrolling on the canvas"), 0);
  driver_close_dialog (dialog);
  driver_close (window);
}

/* Pictures and the style sheet have the others at once. */
static void
test_colors (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *dialog = open_dialog (window);
  CrColor before = cr_color_get (CR_COLOR_VALUE, FALSE);
  CrColor after;
  g_autofree char *wanted = NULL;
  g_autofree char *style = NULL;

  adw_combo_row_set_selected (find_choice (dialog, "Colors"), 2);
  driver_settle ();
  after = cr_color_get (CR_COLOR_VALUE, FALSE);
  g_assert_cmpfloat (after.blue, <, before.blue);
  wanted = g_strdup_printf ("@define-color cr_value rgb(%d,%d,%d);", (int) round (after.red * 255), (int) round (after.green * 255),
                            (int) round (after.blue * 255));
  style = gtk_css_provider_to_string (cr_style_peek_provider ());
  g_assert_nonnull (strstr (style, wanted));
  adw_combo_row_set_selected (find_choice (dialog, "Colors"), 0);
  g_assert_cmpfloat (cr_color_get (CR_COLOR_VALUE, FALSE).blue, ==, before.blue);
  driver_close_dialog (dialog);
  driver_close (window);
}

static double
get_scale (CrWindow *window, const char *property)
{
  double scale;

  g_object_get (driver_get_canvas (window), property, &scale, NULL);
  return scale;
}

/* The zoom that is told, and kept in files, is that of larger text too; so is the desktop's own size of text. */
static void
test_text_size (void)
{
  CrWindow *window = driver_open_example ("xyz");
  GtkWidget *dialog = open_dialog (window);
  double usual;

  gtk_widget_activate_action (GTK_WIDGET (window), "canvas.zoom-reset", NULL);
  usual = get_scale (window, "text-scale");
  adw_combo_row_set_selected (find_choice (dialog, "Size of text and nodes"), 3);
  g_assert_cmpfloat_with_epsilon (get_scale (window, "text-scale"), 1.6 * usual, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_scale (window, "zoom"), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (cr_document_get_view (cr_window_get_document (window))->zoom, 1, 1e-9);
  adw_combo_row_set_selected (find_choice (dialog, "Size of text and nodes"), 1);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  g_assert_cmpfloat_with_epsilon (get_scale (window, "text-scale"), 2, 1e-9);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  g_assert_cmpfloat_with_epsilon (get_scale (window, "text-scale"), usual, 1e-9);
  driver_close_dialog (dialog);
  driver_close (window);
}

static void
test_gate_names (void)
{
  CrWindow *window = driver_open_window ();
  GtkWidget *dialog = open_dialog (window);
  const CrGate *gate = cr_gate_find ("mul");

  adw_combo_row_set_selected (find_choice (dialog, "Names of gates"), 1);
  g_assert_true (cr_gate_get_title (gate) == gate->title); /* not looked up in any language */
  adw_combo_row_set_selected (find_choice (dialog, "Names of gates"), 0);
  driver_close_dialog (dialog);
  driver_close (window);
}

/* A new graph has them; one that is open keeps its own. */
static void
test_digits (void)
{
  CrWindow *window = driver_open_example ("sigmoid-neuron");
  GtkWidget *dialog = open_dialog (window);
  AdwComboRow *digits = find_choice (dialog, "Numbers of new graphs");
  CrView before = *cr_document_get_view (cr_window_get_document (window));
  g_autoptr (CrDocument) first = cr_document_new ();
  g_autoptr (CrDocument) second = cr_document_new ();
  GSettings *settings = cr_application_get_settings (driver_get_application ());

  cr_preferences_take_digits (settings, first);
  g_assert_cmpuint (cr_document_get_view (first)->given, ==, 0); /* the usual ones need not be written */
  adw_combo_row_set_selected (digits, 5);
  cr_preferences_take_digits (settings, second);
  g_assert_true (cr_document_get_view (second)->fixed_decimals);
  g_assert_cmpuint (cr_document_get_view (second)->n_digits, ==, 4);
  g_assert_cmpuint (cr_document_get_view (cr_window_get_document (window))->n_digits, ==, before.n_digits);
  adw_combo_row_set_selected (digits, 1);
  driver_close_dialog (dialog);
  driver_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preferences/theme", test_theme);
  g_test_add_func ("/preferences/animation", test_animation);
  g_test_add_func ("/preferences/wheel", test_wheel);
  g_test_add_func ("/preferences/colors", test_colors);
  g_test_add_func ("/preferences/text-size", test_text_size);
  g_test_add_func ("/preferences/gate-names", test_gate_names);
  g_test_add_func ("/preferences/digits", test_digits);
  return g_test_run ();
}
