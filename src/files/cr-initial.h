/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the parameters of nodes started: the member "initial" of training. */
#pragma once

#include "cr-read.h"

G_BEGIN_DECLS

gboolean cr_read_initial (CrReader *reader, const CrPlace *place, const json_t *json, GArray *initial, GError **error);

/* Whether the node has these parameters, in these shapes. An edit since may have changed that; what does not fit is not written. */
gboolean cr_initial_fits (const CrPlace *place, const CrNode *node, const CrInitial *initial, GError **error);

G_END_DECLS
