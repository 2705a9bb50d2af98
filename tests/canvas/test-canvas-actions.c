/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the canvas's actions: every row can be shown and pressed, and no key means two things. */
#include "cr-canvas-actions.h"

#include <gtk/gtk.h>
#include <string.h>

static void
test_every_row_can_be_shown (void)
{
  guint n_actions;
  const CrCanvasAction *actions = cr_canvas_action_get_all (&n_actions);

  g_assert_cmpuint (n_actions, >, 10);
  for (guint i = 0; i < n_actions; i++)
    {
      g_assert_cmpstr (cr_canvas_action_get_title (&actions[i]), !=, "");
      g_assert_cmpstr (cr_canvas_section_get_title (actions[i].section), !=, "");
      g_assert_nonnull (actions[i].accelerators[0]);
    }
}

static void
test_names_are_actions_of_the_canvas (void)
{
  guint n_actions;
  const CrCanvasAction *actions = cr_canvas_action_get_all (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    if (actions[i].name != NULL)
      {
        g_assert_true (g_str_has_prefix (actions[i].name, "canvas."));
        g_assert_true (cr_canvas_action_find (actions[i].name) == &actions[i]);
      }
  g_assert_null (cr_canvas_action_find ("canvas.make-coffee"));
}

static void
test_keys_are_keys_and_mean_one_thing (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_actions;
  const CrCanvasAction *actions = cr_canvas_action_get_all (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    for (const char *const *key = actions[i].accelerators; *key != NULL; key++)
      {
        guint keyval;
        GdkModifierType modifiers;

        g_assert_true (gtk_accelerator_parse (*key, &keyval, &modifiers));
        if (actions[i].name != NULL)
          g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (keyval, modifiers)));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas-actions/every-row-can-be-shown", test_every_row_can_be_shown);
  g_test_add_func ("/canvas-actions/names-are-actions-of-the-canvas", test_names_are_actions_of_the_canvas);
  g_test_add_func ("/canvas-actions/keys-are-keys-and-mean-one-thing", test_keys_are_keys_and_mean_one_thing);
  return g_test_run ();
}
