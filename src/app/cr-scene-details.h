/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panel of scenes has to look at one scene and to change it. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

#define CR_TYPE_SCENE_DETAILS (cr_scene_details_get_type ())
G_DECLARE_FINAL_TYPE (CrSceneDetails, cr_scene_details, CR, SCENE_DETAILS, GtkBox)

/* For the document of that panel, which lives longer. Every change is one undo step. */
GtkWidget *cr_scene_details_new (CrPanel *panel);

/* Shows the scene of that number, from 0; hidden where there is none. */
void cr_scene_details_show (CrSceneDetails *details, int index);

/* Where a scene stands on the timeline, in words: "backward, q". Free with g_free(). */
char *cr_scene_details_dup_step (const CrScene *scene, const CrGraph *graph);

G_END_DECLS
