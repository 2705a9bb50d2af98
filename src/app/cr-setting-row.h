/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one setting of the training: a field, a choice or a switch, as the table says of its kind. */
#pragma once

#include "cr-panel.h"
#include "cr-training-setting.h"

G_BEGIN_DECLS

/* A row for a list of @panel; a change of it is one undo step of the panel's document. */
GtkWidget *cr_setting_row_new (CrPanel *panel, CrSettingId id);

/* Shows what the document holds now; hidden where it has no effect. */
void cr_setting_row_update (GtkWidget *row);

/* For sliders: shows the document with that number; all of it until the end is one undo step. */
void cr_setting_row_preview (CrPanel *panel, CrSettingId id, double number);
void cr_setting_row_end_preview (CrPanel *panel);

G_END_DECLS
