/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples, out of the resource that is linked into the program. */
#include "cr-examples.h"

#include "cr-example-resources.h"

#define EXAMPLES_PREFIX "/org/chainrule/Chainrule/examples/"
#define EXAMPLES_SUFFIX ".chainrule"

static const char *const names[] = {
#include "cr-example-names.h"
  NULL
};

const char *const *
cr_examples_get_names (void)
{
  return names;
}

GBytes *
cr_example_load (const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  path = g_strconcat (EXAMPLES_PREFIX, name, g_str_has_suffix (name, EXAMPLES_SUFFIX) ? "" : EXAMPLES_SUFFIX, NULL);
  return g_resource_lookup_data (cr_example_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}
