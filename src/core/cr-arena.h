/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for many numbers. For the tape alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @n numbers, all 0, that begin with a cache line; on large pages where they are many and the system has such. */
double *cr_arena_new (gsize n);
void cr_arena_free (double *numbers);

G_END_DECLS
