/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predicting numbers: what is hidden is chosen here and kept in the file, and is asked for one number after the other. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_EXERCISE_PANEL (cr_exercise_panel_get_type ())
G_DECLARE_FINAL_TYPE (CrExercisePanel, cr_exercise_panel, CR, EXERCISE_PANEL, CrPanel)

GtkWidget *cr_exercise_panel_new (CrCanvas *canvas);

/* Where the answer is typed, for tests. */
GtkEditable *cr_exercise_panel_get_entry (CrExercisePanel *panel);

G_END_DECLS
