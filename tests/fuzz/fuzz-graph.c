/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph file: reader, writer and reader again, compile, forward, backward, layout, pictures, programs in every language. */
#include "fuzz.h"

#include "cr-draft.h"
#include "cr-export.h"
#include "cr-graph-reader.h"
#include "cr-graph-writer.h"
#include "cr-layout.h"
#include "cr-program.h"

#include <string.h>

/* What is larger is right, too, but takes a fuzzer's time: the limits are tested in tests/files. */
#define LARGEST_SIDE 64
#define MOST_NODES 300

static gboolean
is_small (CrShape shape)
{
  return shape.rows <= LARGEST_SIDE && shape.columns <= LARGEST_SIDE;
}

static gboolean
node_is_small (const CrNode *node)
{
  const CrMatrix *value = cr_node_get_matrix (node, "value");
  const CrAttribute *init = cr_node_get_attribute (node, "init");
  const CrAttribute *feature = cr_node_get_attribute (node, "feature");

  return (value == NULL || is_small (value->shape)) && (init == NULL || is_small (init->init->shape)) &&
         (feature == NULL || g_strv_length (feature->features) <= LARGEST_SIDE) &&
         cr_node_get_number (node, "units") <= LARGEST_SIDE && node->n_operands <= LARGEST_SIDE;
}

static gboolean
graph_is_small (const CrGraph *graph)
{
  if (cr_graph_get_n_nodes (graph) > MOST_NODES)
    return FALSE;
  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (!node_is_small (node))
        return FALSE;
    }
  return TRUE;
}

/* What has been read is written, and what has been written is read again and written as the same bytes. */
static void
write_and_read_again (const CrGraph *graph)
{
  gsize length, again_length;
  g_autofree char *text = cr_graph_write_text (graph, NULL, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) again = cr_graph_read_text (text, length, &error);
  g_autofree char *again_text = NULL;

  g_assert_no_error (error);
  again_text = cr_graph_write_text (again, NULL, &again_length);
  g_assert_cmpmem (text, length, again_text, again_length);
}

static void
write_programs (const CrTape *tape)
{
  guint n;
  const CrLanguage *languages = cr_language_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      gsize length;
      g_autofree char *text = cr_program_write (&languages[i], tape, &length);

      g_assert_cmpuint (strlen (text), ==, length);
      g_assert_true (g_utf8_validate (text, length, NULL));
    }
}

static void
draw (const CrGraph *graph, CrTape *tape)
{
  CrExportOptions options = CR_EXPORT_OPTIONS_STANDARD;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = cr_export_to_bytes (graph, tape, CR_EXPORT_SVG, &options, &error);

  fuzz_check_error (picture, g_steal_pointer (&error));
}

static void
write_draft (const CrGraph *graph)
{
  gsize length;
  g_autofree char *text = cr_draft_to_text (graph, NULL, NULL, NULL, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrDraft) draft = cr_draft_from_text (text, length, &error);

  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GError *error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text ((const char *) data, size, &error);
  g_autoptr (CrGraph) placed = NULL;
  g_autoptr (CrTape) tape = NULL;

  fuzz_check_error (graph, error);
  if (graph == NULL)
    return 0;
  write_and_read_again (graph);
  if (!graph_is_small (graph))
    return 0;
  write_draft (graph);
  placed = cr_layout_missing (graph);
  cr_graph_unref (cr_layout_all (graph));
  tape = cr_tape_new (placed);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  write_programs (tape);
  draw (placed, tape);
  return 0;
}
