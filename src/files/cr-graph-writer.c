/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a graph to a graph file: the document, and pieces of it for the clipboard. */
#include "cr-write.h"

#include "cr-json-text.h"

#include <string.h>

/* Before the next member of the document, and before the next item of one of its lists. */
#define NEXT_MEMBER ",\n  "
#define FIRST_ITEM "[\n    "
#define NEXT_ITEM ",\n    "

const char *
cr_writer_get_id (const CrWriter *writer, CrKey key)
{
  const CrNode *node = cr_graph_get_node (writer->graph, key);

  return node != NULL ? node->id : g_hash_table_lookup (writer->part_ids, GUINT_TO_POINTER (key));
}

static void
add_id (CrKey key, const char *id, gpointer data)
{
  g_hash_table_insert (data, GUINT_TO_POINTER (key), (gpointer) id);
}

static void
writer_init (CrWriter *writer, const CrGraph *graph)
{
  *writer = (CrWriter) {
    .text = g_string_new ("{\n  \"format\": \"chainrule\",\n  \"version\": 1"),
    .graph = graph,
    .part_ids = g_hash_table_new (NULL, NULL),
    .separator = { NEXT_MEMBER, NEXT_MEMBER },
  };
  cr_parts_for_each_id (cr_graph_get_parts (graph), add_id, writer->part_ids);
}

static char *
writer_end (CrWriter *writer, gsize *length)
{
  g_string_append (writer->text, "\n}\n");
  g_hash_table_unref (writer->part_ids);
  if (length != NULL)
    *length = writer->text->len;
  return g_string_free (writer->text, FALSE);
}

/* All nodes, or those in @only. */
static void
write_nodes (CrWriter *writer, GHashTable *only)
{
  const char *separator = FIRST_ITEM;

  cr_write_name (writer, "nodes");
  CR_GRAPH_FOR_EACH (writer->graph, node)
    {
      if (only != NULL && !g_hash_table_contains (only, GUINT_TO_POINTER (node->key)))
        continue;
      g_string_append (writer->text, separator);
      cr_write_node (writer, node);
      separator = NEXT_ITEM;
    }
  g_string_append (writer->text, *separator == '[' ? "[]" : "\n  ]");
}

/* A list of parts, an item a line; nothing where it is empty and was not given. */
static void
write_list (CrWriter *writer, const char *name, const CrMemberTable *table, const GPtrArray *list, gconstpointer defaults,
            gboolean given)
{
  if (list->len == 0 && !given)
    return;
  cr_write_name (writer, name);
  for (guint i = 0; i < list->len; i++)
    {
      g_string_append (writer->text, i == 0 ? FIRST_ITEM : NEXT_ITEM);
      cr_write_part (writer, table, list->pdata[i], defaults);
    }
  g_string_append (writer->text, list->len == 0 ? "[]" : "\n  ]");
}

static void
write_lists (CrWriter *writer, const CrParts *parts)
{
  static const CrGroup group;
  static const CrFrame frame;
  static const CrScene scene;
  static const CrExercise exercise = { .tolerance = 0.01 };
  static const CrAnswer answer;
  guint32 given = parts->given;

  write_list (writer, "groups", &cr_members_group, parts->groups, &group, given & CR_PARTS_GROUPS);
  write_list (writer, "frames", &cr_members_frame, parts->frames, &frame, given & CR_PARTS_FRAMES);
  write_list (writer, "scenes", &cr_members_scene, parts->scenes, &scene, given & CR_PARTS_SCENES);
  write_list (writer, "exercises", &cr_members_exercise, parts->exercises, &exercise, given & CR_PARTS_EXERCISES);
  write_list (writer, "answers", &cr_members_answer, parts->answers, &answer, given & CR_PARTS_ANSWERS);
}

/* A member a line. */
static void
write_training (CrWriter *writer, const CrTraining *training)
{
  if (training == NULL)
    return;
  cr_write_name (writer, "training");

  g_autoptr (CrTraining) defaults = cr_training_new ();
  CrSeparator outer = cr_write_begin (writer);
  gboolean is_empty = cr_part_is_empty (&cr_members_training, training, defaults);

  writer->separator = (CrSeparator) { "\n    ", ",\n    " };
  cr_write_each_member (writer, &cr_members_training, training, defaults);
  g_string_append (writer->text, is_empty ? "" : "\n  ");
  cr_write_end (writer, outer);
}

static void
write_view (CrWriter *writer, const CrParts *parts, const CrView *view)
{
  const CrParts *defaults = cr_parts_get_empty ();
  g_autoptr (CrParts) shown = cr_parts_copy (parts);

  if (view != NULL)
    shown->view = *view;
  if (!(shown->given & CR_PARTS_VIEW) && cr_part_is_empty (&cr_members_view, shown, defaults))
    return;
  cr_write_name (writer, "view");
  cr_write_part (writer, &cr_members_view, shown, defaults);
}

char *
cr_graph_write_text (const CrGraph *graph, const CrView *view, gsize *length)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  const char *output;
  CrWriter writer;

  writer_init (&writer, graph);
  cr_write_text (&writer, "title", cr_graph_get_title (graph));
  cr_write_text (&writer, "description", cr_graph_get_description (graph));
  write_nodes (&writer, NULL);
  output = cr_writer_get_id (&writer, cr_graph_get_output (graph));
  cr_write_text (&writer, "output", output);
  write_lists (&writer, parts);
  write_training (&writer, parts->training);
  write_view (&writer, parts, view);
  cr_write_extra (&writer, parts->extra);
  return writer_end (&writer, length);
}

char *
cr_write_fragment (const CrGraph *graph, GHashTable *nodes, const CrParts *parts)
{
  CrWriter writer;

  writer_init (&writer, graph);
  cr_write_name (&writer, "fragment");
  g_string_append (writer.text, "true");
  write_nodes (&writer, nodes);
  write_lists (&writer, parts);
  return writer_end (&writer, NULL);
}
