/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below the canvas that moves through a run of the training: to the start, back, run, forward, a scrubber, the size of a step, the speed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CR_TYPE_TRAINING_BAR (cr_training_bar_get_type ())
G_DECLARE_FINAL_TYPE (CrTrainingBar, cr_training_bar, CR, TRAINING_BAR, GtkBox)

/**
 * CrTrainingBar:
 *
 * It knows nothing of the run. Its buttons are the actions "win.train-reset", "win.train-back", "win.train-run", "win.train-forward" and
 * "win.train-new-weights", whose state says whether there is anything to do, and its menus are "win.train-grain" and "win.train-speed",
 * whose state is a place in the lists below.
 *
 * Signal: "seek" (double position): the user has moved the knob there.
 */

/* What may be chosen; NULL-terminated, translated. */
void cr_training_bar_set_choices (CrTrainingBar *bar, const char *const *grains, const char *const *speeds);

/* What is chosen. */
void cr_training_bar_show_choice (CrTrainingBar *bar, guint grain, guint speed);

/* Only what is needed to run; the rest is in a menu. */
void cr_training_bar_set_narrow (CrTrainingBar *bar, gboolean is_narrow);

/* Whether the middle button pauses. */
void cr_training_bar_set_running (CrTrainingBar *bar, gboolean is_running);

/* The knob at @position of a track that goes from 0 to @length; above it @title at the left and @detail at the right. */
void cr_training_bar_set_position (CrTrainingBar *bar, double position, double length, const char *title, const char *detail);

/* The track, for tests. */
GtkRange *cr_training_bar_get_range (CrTrainingBar *bar);

G_END_DECLS
