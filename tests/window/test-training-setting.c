/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what may be set about training: each row changes its own field and nothing else, and refuses what the format refuses. */
#include "cr-generator.h"
#include "cr-training-setting.h"

#include <math.h>

static CrGraph *
new_graph (void)
{
  g_autoptr (CrGraph) empty = cr_graph_new ();

  return cr_training_change_generator (empty, CR_GENERATOR_CIRCLE);
}

static void
test_rows (void)
{
  for (CrSettingId id = 0; id < CR_N_SETTINGS; id++)
    {
      const CrSetting *setting = cr_setting_get (id);
      double other = setting->kind == CR_SETTING_CHOICE || setting->kind == CR_SETTING_SWITCH ? 1 : CLAMP (0.25, setting->minimum, 1);
      g_autoptr (CrGraph) graph = new_graph ();
      g_autoptr (CrGraph) changed = NULL;

      g_test_message ("%s", setting->title);
      g_assert_nonnull (setting->title);
      g_assert_nonnull (setting->step);
      if (setting->kind == CR_SETTING_COUNT || setting->is_count)
        other = 3;
      changed = cr_setting_change (graph, id, other);
      g_assert_cmpfloat (cr_setting_get_number (id, cr_training_of (changed)), ==, other);
      for (CrSettingId neighbour = 0; neighbour < CR_N_SETTINGS; neighbour++)
        if (neighbour != id && !(id == CR_SETTING_PENALTY && neighbour == CR_SETTING_PENALTY_RATE))
          {
            double before = cr_setting_get_number (neighbour, cr_training_of (graph));
            double after = cr_setting_get_number (neighbour, cr_training_of (changed));

            g_assert_true (before == after || (isnan (before) && isnan (after)));
          }
    }
}

static void
check_text (CrSettingId id, const char *typed, const char *shown, const char *problem)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) changed = cr_setting_change_text (graph, id, typed, &error);
  g_autofree char *text = changed != NULL ? cr_setting_dup_text (id, cr_training_of (changed)) : NULL;

  g_assert_cmpstr (text, ==, shown);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, problem);
}

static void
test_texts (void)
{
  check_text (CR_SETTING_RATE, " 0.3 ", "0.3", NULL);
  check_text (CR_SETTING_RATE, "1e-5", "1e-5", NULL);
  check_text (CR_SETTING_RATE, "−1", NULL, "0 is the least");
  check_text (CR_SETTING_RATE, "1e999", NULL, "The number is too large");
  check_text (CR_SETTING_RATE, "nan", NULL, "“nan” is no number");
  check_text (CR_SETTING_RATE, "", NULL, "“” is no number");
  check_text (CR_SETTING_BATCH, "500", "500", NULL);
  check_text (CR_SETTING_BATCH, "0", NULL, "1 is the least");
  check_text (CR_SETTING_BATCH, "2.5", NULL, "A whole number is needed");
  check_text (CR_SETTING_DATA_POINTS, "1000001", NULL, "1000000 is the most");
  check_text (CR_SETTING_STOP_LOSS, "−0.5", "−0.5", NULL);
  check_text (CR_SETTING_STOP_LOSS, "", "", NULL);
  check_text (CR_SETTING_STOP_ACCURACY, "101", NULL, "100 % is the most");
  check_text (CR_SETTING_STOP_ACCURACY, "95", "95 %", NULL);
  check_text (CR_SETTING_STOP_ACCURACY, "99.9 %", "99.9 %", NULL);
  check_text (CR_SETTING_STOP_ACCURACY, "0.9", "90 %", NULL);
  check_text (CR_SETTING_STOP_ACCURACY, "0.9 %", "0.9 %", NULL);
  check_text (CR_SETTING_STOP_ACCURACY, "1", "100 %", NULL);
  check_text (CR_SETTING_STOP_ACCURACY, "%", NULL, "“%” is no number");
  check_text (CR_SETTING_STOP_EPOCHS, "", "", NULL);
  check_text (CR_SETTING_STOP_EPOCHS, "100", "100", NULL);
  check_text (CR_SETTING_STOP_EPOCHS, "0", NULL, "1 is the least");
}

/* A limit that was taken away is as if it had never been. */
static void
test_limit_goes (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (CrGraph) with = cr_setting_change_text (graph, CR_SETTING_STOP_PATIENCE, "20", NULL);
  g_autoptr (CrGraph) without = cr_setting_change_text (with, CR_SETTING_STOP_PATIENCE, "", NULL);

  g_assert_cmpuint (cr_training_of (with)->stop.given, ==, CR_STOP_PATIENCE);
  g_assert_cmpuint (cr_training_of (with)->stop.patience, ==, 20);
  g_assert_cmpuint (cr_training_of (without)->stop.given, ==, 0);
  g_assert_cmpuint (cr_training_of (without)->stop.patience, ==, 0);
}

/* How many epochs a run has is a limit where the file says so, though a program without a window takes its 100 else. */
static void
test_epochs (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (CrGraph) with = cr_setting_change_text (graph, CR_SETTING_STOP_EPOCHS, "100", NULL);
  g_autoptr (CrGraph) without = cr_setting_change_text (with, CR_SETTING_STOP_EPOCHS, "", NULL);

  g_assert_false (cr_training_has_epochs (cr_training_of (graph)));
  g_assert_true (cr_training_has_epochs (cr_training_of (with)));
  g_assert_false (cr_training_has_epochs (cr_training_of (without)));
  g_assert_cmpuint (cr_training_of (without)->epochs, ==, 100);
}

/* A penalty that is chosen has an effect at once; a rate of one's own stays. */
static void
test_penalty (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (CrGraph) chosen = cr_setting_change (graph, CR_SETTING_PENALTY, CR_PENALTY_L2);
  g_autoptr (CrGraph) own = cr_setting_change (chosen, CR_SETTING_PENALTY_RATE, 0.5);
  g_autoptr (CrGraph) other = cr_setting_change (own, CR_SETTING_PENALTY, CR_PENALTY_L1);

  g_assert_cmpfloat (cr_training_of (chosen)->regularization.rate, >, 0);
  g_assert_cmpfloat (cr_training_of (other)->regularization.rate, ==, 0.5);
}

/* Each generator comes with its usual number of points; a number of one's own stays. */
static void
test_generator (void)
{
  g_autoptr (CrGraph) circle = new_graph ();
  g_autoptr (CrGraph) plane = cr_training_change_generator (circle, CR_GENERATOR_PLANE);
  g_autoptr (CrGraph) few = cr_setting_change (circle, CR_SETTING_DATA_POINTS, 40);
  g_autoptr (CrGraph) few_moons = cr_training_change_generator (few, CR_GENERATOR_MOONS);
  g_autoptr (CrGraph) classes = cr_training_change_classes (few_moons, 3);
  g_autoptr (CrGraph) circle_again = cr_training_change_generator (classes, CR_GENERATOR_CIRCLE);

  g_assert_cmpuint (cr_training_of (circle)->dataset.n_points, ==, 500);
  g_assert_cmpuint (cr_training_of (plane)->dataset.n_points, ==, 1200);
  g_assert_cmpuint (cr_training_of (few_moons)->dataset.n_points, ==, 40);
  g_assert_cmpuint (cr_training_of (classes)->dataset.n_classes, ==, 3);
  g_assert_cmpuint (cr_training_of (circle_again)->dataset.n_classes, ==, 0); /* it can make two only */
}

static void
test_use (void)
{
  g_autoptr (CrGraph) graph = new_graph ();
  g_autoptr (CrGraph) adam = cr_setting_change (graph, CR_SETTING_METHOD, CR_METHOD_ADAM);

  g_assert_false (cr_setting_is_in_use (CR_SETTING_BETA1, cr_training_of (graph)));
  g_assert_true (cr_setting_is_in_use (CR_SETTING_BETA1, cr_training_of (adam)));
  g_assert_false (cr_setting_is_in_use (CR_SETTING_MOMENTUM, cr_training_of (adam)));
  g_assert_false (cr_setting_is_in_use (CR_SETTING_PENALTY_RATE, cr_training_of (graph)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-setting/rows", test_rows);
  g_test_add_func ("/training-setting/texts", test_texts);
  g_test_add_func ("/training-setting/limit-goes", test_limit_goes);
  g_test_add_func ("/training-setting/epochs", test_epochs);
  g_test_add_func ("/training-setting/penalty", test_penalty);
  g_test_add_func ("/training-setting/generator", test_generator);
  g_test_add_func ("/training-setting/use", test_use);
  return g_test_run ();
}
