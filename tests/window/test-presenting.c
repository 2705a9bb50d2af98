/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a lecture is presented, and the timeline walked, by keys alone. */
#include "cr-canvas-actions.h"
#include "cr-examples.h"
#include "cr-presentation.h"

#include "window-driver.h"

static CrPresentation *
present (CrWindow *window)
{
  CrPresentation *presentation;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  driver_settle ();
  g_assert_true (cr_window_is_presenting (window));
  presentation = driver_find (GTK_WIDGET (window), CR_TYPE_PRESENTATION);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (presentation)));
  return presentation;
}

static guint
get_position (CrWindow *window)
{
  return cr_document_get_position (cr_window_get_document (window));
}

/* Every scene of the first example, there and back, by the two keys of a clicker; nothing of it changes the document. */
static void
test_scenes (void)
{
  static const guint positions[] = { 0, 1, 2, 3, 3, 4, 4, 5, 5, 5 };
  CrWindow *window = driver_open_example ("xyz");
  CrPresentation *presentation = present (window);

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_assert_cmpuint (get_position (window), ==, positions[i]);
      g_assert_true (cr_presentation_press (presentation, GDK_KEY_Page_Down));
    }
  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, 7);
  for (guint i = 0; i < 20; i++)
    g_assert_true (cr_presentation_press (presentation, GDK_KEY_Page_Up));
  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, 0);
  g_assert_cmpuint (get_position (window), ==, 0);
  cr_presentation_press (presentation, GDK_KEY_b);
  g_assert_true (cr_presentation_is_blank (presentation));
  cr_presentation_press (presentation, GDK_KEY_Right);
  g_assert_false (cr_presentation_is_blank (presentation));
  g_assert_cmpuint (get_position (window), ==, 1);
  g_assert_false (cr_presentation_press (presentation, GDK_KEY_q));
  cr_presentation_press (presentation, GDK_KEY_Escape);
  driver_settle ();
  g_assert_false (cr_window_is_presenting (window));
  g_assert_cmpuint (get_position (window), ==, 5); /* as before */
  g_assert_false (cr_document_is_modified (cr_window_get_document (window)));
  driver_close (window);
}

/* A scene of the next step lets it be seen as it goes; a page turned meanwhile is there at once. */
static void
test_moving_scenes (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrPresentation *presentation = present (window);
  CrPlayer *player = cr_canvas_get_player (driver_get_canvas (window));
  guint n_steps;
  double fraction;

  cr_player_set_animated (player, TRUE);
  cr_presentation_press (presentation, GDK_KEY_Page_Down);
  cr_player_get_steps (player, &n_steps, &fraction);
  g_assert_cmpuint (n_steps, ==, 1);
  g_assert_cmpfloat (fraction, <, 1);
  cr_player_advance (player, 10);
  g_assert_false (cr_player_needs_time (player));
  g_assert_cmpuint (get_position (window), ==, 1);
  cr_presentation_press (presentation, GDK_KEY_Page_Down);
  g_assert_true (cr_player_needs_time (player));
  cr_presentation_press (presentation, GDK_KEY_Page_Down);
  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, 3);
  g_assert_false (cr_player_needs_time (player));
  g_assert_cmpuint (get_position (window), ==, 3);
  driver_close (window);
}

/* A step past the scene's own is told by its gate, not by the scene's words. */
static void
test_steps_between_scenes (void)
{
  CrWindow *window = driver_open_example ("xyz");
  CrPresentation *presentation = present (window);

  g_assert_cmpstr (cr_presentation_get_description (presentation), ==,
                   "f(x, y, z) = (x + y) z; Three inputs and two gates. Values run forward, from left to right; gradients will run back.");
  cr_presentation_press (presentation, GDK_KEY_Right);
  g_assert_cmpstr (cr_presentation_get_description (presentation), ==, "f(x, y, z) = (x + y) z; forward, step 1 of 2: add q");
  driver_close (window);
}

/* Without scenes the same keys step from the start. */
static void
test_without_scenes (void)
{
  CrWindow *window = driver_open_example ("moons-by-hand");
  CrPresentation *presentation = present (window);
  guint n_steps;

  g_assert_cmpint (cr_presentation_get_scene (presentation), ==, -1);
  g_assert_cmpuint (get_position (window), ==, 0);
  cr_timeline_get_steps (cr_document_get_timeline (cr_window_get_document (window)), &n_steps);
  for (guint i = 0; i < 200 && get_position (window) < n_steps; i++)
    cr_presentation_press (presentation, GDK_KEY_space);
  g_assert_cmpuint (get_position (window), ==, n_steps);
  cr_presentation_press (presentation, GDK_KEY_Home);
  g_assert_cmpuint (get_position (window), ==, 0);
  driver_close (window); /* while it presents */
}

/* --- By keyboard alone --- */

static gboolean
is_key_of (const char *action, const char *key)
{
  const CrCanvasAction *row = cr_canvas_action_find (action);

  for (const char *const *at = row->accelerators; *at != NULL; at++)
    if (g_str_equal (*at, key))
      return TRUE;
  return FALSE;
}

/* Every step of every example is reached by Page Down, one after the other, and left by Page Up. */
static void
test_every_step (void)
{
  const char *const *names = cr_examples_get_names ();

  g_assert_true (is_key_of ("canvas.step-forward", "Page_Down"));
  g_assert_true (is_key_of ("canvas.step-back", "Page_Up"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      CrWindow *window = driver_open_example (names[i]);
      GtkWidget *canvas = GTK_WIDGET (driver_get_canvas (window));
      guint n_steps;

      cr_timeline_get_steps (cr_document_get_timeline (cr_window_get_document (window)), &n_steps);
      g_assert_cmpuint (n_steps, >, 0);
      gtk_widget_activate_action (canvas, "canvas.go-to-start", NULL);
      for (guint step = 0; step < n_steps; step++)
        {
          g_assert_cmpuint (get_position (window), ==, step);
          g_assert_true (gtk_widget_activate_action (canvas, "canvas.step-forward", NULL));
        }
      for (guint step = n_steps; step > 0; step--)
        {
          g_assert_cmpuint (get_position (window), ==, step);
          g_assert_true (gtk_widget_activate_action (canvas, "canvas.step-back", NULL));
        }
      g_assert_cmpuint (get_position (window), ==, 0);
      driver_close (window);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/presenting/scenes", test_scenes);
  g_test_add_func ("/presenting/moving-scenes", test_moving_scenes);
  g_test_add_func ("/presenting/steps-between-scenes", test_steps_between_scenes);
  g_test_add_func ("/presenting/without-scenes", test_without_scenes);
  g_test_add_func ("/presenting/every-step", test_every_step);
  return g_test_run ();
}
