/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples that the programs carry inside: graph files with the lecture's numbers (data/examples). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Their names, in the order in which they are shown; NULL-terminated, static. */
const char *const *cr_examples_get_names (void);

/**
 * cr_example_load:
 * @name: a name, "xyz", with or without ".chainrule"
 *
 * Returns: (transfer full) (nullable): the bytes of its graph file; %NULL where there is none of that name
 */
GBytes *cr_example_load (const char *name);

G_END_DECLS
