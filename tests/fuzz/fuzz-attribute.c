/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into an entry of the inspector: the first byte says which gate and attribute, the rest is the text. */
#include "fuzz.h"

#include "cr-attribute-text.h"
#include "cr-graph.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const CrGate *gate = size > 0 ? gates[data[0] % n_gates] : NULL;
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : NULL;
  g_autoptr (CrNode) node = NULL;

  if (gate == NULL || gate->n_attributes == 0)
    return 0;
  node = cr_node_new (1, "n", gate);
  for (guint i = 0; i < gate->n_attributes; i++)
    {
      GError *error = NULL;
      g_autoptr (CrNode) changed = cr_attribute_from_text (node, i, text, &error);
      g_autoptr (CrNode) again = NULL;
      g_autofree char *written = NULL;

      fuzz_check_error (changed, error);
      if (changed == NULL)
        continue;
      written = cr_attribute_to_text (changed, i);
      if (*written == '\0')
        continue;
      error = NULL;
      again = cr_attribute_from_text (node, i, written, &error);
      g_assert_no_error (error);
      g_assert_true (cr_node_same_numbers (changed, again));
    }
  return 0;
}
