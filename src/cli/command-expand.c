/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli expand: unfolds units and composite gates into the gates that they stand for, and writes the graph. */
#include "cr-command.h"
#include "cr-expansion.h"
#include "cr-graph-writer.h"

#include <glib/gi18n-lib.h>

/* The keys of the nodes of these ids, each once; NULL where an id is of no node. */
static GArray *
find_named (const char *file, const CrGraph *graph, GStrv ids)
{
  g_autoptr (GHashTable) keys_of = g_hash_table_new (g_str_hash, g_str_equal); /* id → key, 0 once it is taken */
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_hash_table_insert (keys_of, node->id, GUINT_TO_POINTER (node->key));
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      gpointer id, found;
      CrKey key;

      if (!g_hash_table_lookup_extended (keys_of, ids[i], &id, &found))
        {
          cr_command_complain (file, _("there is no node “%s”"), ids[i]);
          return NULL;
        }
      key = GPOINTER_TO_UINT (found);
      if (key != CR_KEY_NONE)
        g_array_append_val (keys, key);
      g_hash_table_insert (keys_of, id, GUINT_TO_POINTER (CR_KEY_NONE));
    }
  return g_steal_pointer (&keys);
}

static GArray *
find_units (const CrGraph *graph)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  CR_GRAPH_FOR_EACH (graph, node)
    {
      if (cr_gate_is_unit (node->gate))
        g_array_append_val (keys, node->key);
    }
  return keys;
}

/* Units until none is left: a layer may become neurons first. */
static CrGraph *
expand_units (const CrGraph *graph, CrExpansionForm form, GError **error)
{
  CrGraph *current = cr_graph_ref (graph);

  while (current != NULL)
    {
      g_autoptr (GArray) units = find_units (current);
      CrGraph *next;

      if (units->len == 0)
        break;
      next = cr_graph_expanded (current, (CrKey *) units->data, units->len, form, error);
      cr_graph_unref (current);
      current = next;
    }
  return current;
}

/* The key of the group of that id, or CR_KEY_NONE. */
static CrKey
find_group (const CrGraph *graph, const char *id)
{
  const GPtrArray *groups = cr_graph_get_parts (graph)->groups;

  for (guint i = 0; i < groups->len; i++)
    {
      const CrGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->id, id))
        return group->key;
    }
  return CR_KEY_NONE;
}

/* Folds every group that can be folded, and says of each other why it is left alone. Whether a group can be does not depend on what
 * became of those before it, so that each is tried once. */
static CrGraph *
fold_all (const char *file, const CrGraph *graph)
{
  const GPtrArray *groups = cr_graph_get_parts (graph)->groups;
  CrGraph *current = cr_graph_ref (graph);

  for (guint i = 0; i < groups->len; i++)
    {
      const CrGroup *group = g_ptr_array_index (groups, i);
      g_autoptr (GError) error = NULL;
      CrGraph *folded;

      if (cr_parts_get_group (cr_graph_get_parts (current), group->key) == NULL)
        continue; /* folded with the one that it was in */
      folded = cr_graph_folded (current, group->key, &error);
      if (folded == NULL)
        {
          cr_command_complain (file, _("group \"%s\" is left alone: %s"), group->id, error->message);
          continue;
        }
      cr_graph_unref (current);
      current = folded;
    }
  return current;
}

/* Folds the groups of these ids, or all that can be folded where none is named. Says what is wrong. */
static CrGraph *
fold_named (const char *file, const CrGraph *graph, GStrv ids, CrExit *status)
{
  g_autoptr (CrGraph) current = ids[0] == NULL ? fold_all (file, graph) : cr_graph_ref (graph);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      CrKey group = find_group (current, ids[i]);
      CrGraph *folded;

      if (group == CR_KEY_NONE)
        {
          cr_command_complain (file, _("there is no group “%s”"), ids[i]);
          *status = CR_EXIT_USAGE;
          return NULL;
        }
      folded = cr_graph_folded (current, group, &error);
      if (folded == NULL)
        {
          cr_command_complain (file, _("group \"%s\": %s"), ids[i], error->message);
          *status = CR_EXIT_NO;
          return NULL;
        }
      cr_graph_unref (current);
      current = folded;
    }
  return g_steal_pointer (&current);
}

static CrExit
write_graph (const char *file, const char *out, const CrGraph *graph)
{
  g_autoptr (CrGraph) moved = cr_command_move_data (graph, file, out);
  gsize length;
  char *text = cr_graph_write_text (moved, NULL, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return cr_command_write (out, bytes);
}

CrExit
cr_command_expand (const CrCommand *command, GStrv arguments)
{
  g_autofree char *out = NULL;
  g_auto (GStrv) names = NULL;
  gboolean all = FALSE, neurons = FALSE, fold = FALSE;
  const GOptionEntry options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Unfold every unit"), NULL },
    { "neurons", 0, 0, G_OPTION_ARG_NONE, &neurons, N_("Unfold a layer into neurons, not into matrices"), NULL },
    { "fold", 0, 0, G_OPTION_ARG_NONE, &fold, N_("Fold groups, these or all, into what their gates stand for"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write the graph to OUT in place of standard output"), "OUT" },
    { NULL },
  };
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrGraph) expanded = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  CrExpansionForm form;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 1, G_MAXUINT, &names))
    return CR_EXIT_USAGE;
  if (fold ? all || neurons : all == (names[1] != NULL))
    {
      cr_command_complain (NULL, _("expand takes the ids of nodes, or --all, or --fold and ids of groups"));
      return CR_EXIT_USAGE;
    }
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  if (fold)
    {
      expanded = fold_named (names[0], graph, names + 1, &status);
      return expanded != NULL ? write_graph (names[0], out, expanded) : status;
    }
  form = neurons ? CR_EXPANSION_NEURONS : CR_EXPANSION_GATES;
  if (!all)
    {
      keys = find_named (names[0], graph, names + 1);
      if (keys == NULL)
        return CR_EXIT_USAGE;
    }
  expanded = all ? expand_units (graph, form, &error)
                 : cr_graph_expanded (graph, (CrKey *) keys->data, keys->len, form, &error);
  if (expanded == NULL)
    {
      cr_command_complain (names[0], "%s", error->message);
      return CR_EXIT_NO;
    }
  return write_graph (names[0], out, expanded);
}
