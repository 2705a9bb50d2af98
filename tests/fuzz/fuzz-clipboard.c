/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clipboard holds, pasted into a graph; and copied from there and pasted again. */
#include "fuzz.h"

#include "cr-clipboard.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"

#include <string.h>

static const char host[] = "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"gate\": \"input\", \"value\": 1}, "
                           "{\"id\": \"y\", \"gate\": \"square\", \"inputs\": [\"x\"]}], \"groups\": [{\"id\": \"g\", \"members\": [\"y\"]}]}";

/* No paste makes a graph that the reader refuses. */
static void
assert_can_be_saved (const CrGraph *graph)
{
  gsize length;
  g_autofree char *text = cr_graph_write_text (graph, NULL, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) again = cr_graph_read_text (text, length, &error);

  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (CrGraph) graph = cr_graph_read_text (host, strlen (host), NULL);
  g_autoptr (CrGraph) pasted = NULL, twice = NULL;
  g_autoptr (GArray) keys = NULL, more_keys = NULL;
  g_autofree char *copied = NULL;
  GError *error = NULL;

  pasted = cr_clipboard_from_text (graph, text, 24, 24, &keys, &error);
  fuzz_check_error (pasted, error);
  if (pasted == NULL)
    return 0;
  assert_can_be_saved (pasted);
  copied = cr_clipboard_to_text (pasted, (const CrKey *) keys->data, keys->len);
  error = NULL;
  twice = cr_clipboard_from_text (pasted, copied, 0, 0, &more_keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (more_keys->len, ==, keys->len);
  assert_can_be_saved (twice);
  return 0;
}
