/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: a group of the right shape becomes the unit or the composite gate that it stands for.
 *
 * How this works: of the group's members one must lead out of it, the result. From there each rule of the table is tried: units have one of
 * their own, for composite gates the steps that they unfold into are laid over the members, from the last one up. What fits is told
 * by wires, gates and the numbers that must be what they are; a rule fits only when it has used every member, and the shapes that stand
 * there are such as the unit or the gate takes.
 */
#include "cr-expansion-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* --- What rules ask and make --- */

void
cr_folding_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (error == NULL || *error != NULL)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, CR_ERROR, CR_ERROR_OPERAND, message);
}

const CrNode *
cr_folding_get_member (const CrFolding *folding, CrKey key, const char *gate)
{
  const CrNode *node;

  if (key == CR_KEY_NONE || !g_hash_table_contains (folding->members, GUINT_TO_POINTER (key)))
    return NULL;
  node = cr_graph_get_node (folding->graph, key);
  return gate == NULL || strcmp (node->gate->name, gate) == 0 ? node : NULL;
}

CrNode *
cr_folding_new_node (CrFolding *folding, const char *gate, const CrKey *operands, guint n_operands)
{
  const CrNode *result = folding->result;
  CrNode *node = cr_node_new (result->key, result->id, cr_gate_find (gate));

  cr_node_set_operands (node, operands, n_operands);
  return node;
}

CrKey
cr_folding_add_node (CrFolding *folding, const char *gate, const char *suffix, const CrKey *operands, guint n_operands)
{
  g_autofree char *base = g_strdup_printf ("%s_%s", folding->result->id, suffix);
  g_autofree char *id = cr_graph_dup_free_id (folding->graph, base);
  CrKey key = cr_graph_edit_new_key (folding->edit);
  CrNode *node = cr_node_new (key, id, cr_gate_find (gate));

  cr_node_set_operands (node, operands, n_operands);
  cr_graph_edit_take_node (folding->edit, node);
  g_array_append_val (folding->added, key);
  return key;
}

const CrNode *
cr_folding_get_added (const CrFolding *folding, CrKey key)
{
  for (guint i = 0; i < folding->added->len; i++)
    if (g_array_index (folding->added, CrKey, i) == key)
      return cr_graph_edit_get_node (folding->edit, key);
  return NULL;
}

const CrInitial *
cr_folding_get_initial (const CrFolding *folding, CrKey key)
{
  const CrTraining *training = cr_graph_get_parts (folding->graph)->training;

  return training != NULL ? cr_training_find_initial (training, key) : NULL;
}

void
cr_folding_take_initial (CrFolding *folding, CrMatrix *weights, CrMatrix *bias)
{
  cr_initial_clear (&folding->start);
  folding->start = (CrInitial) { folding->result->key, NULL, weights, bias };
}

/* --- Looking at the group --- */

static void
collect_members (CrFolding *folding)
{
  for (guint i = 0; i < folding->group->members->len; i++)
    g_hash_table_add (folding->members, GUINT_TO_POINTER (g_array_index (folding->group->members, CrKey, i)));
}

/* Counts the wires that members feed, and notes those that no member uses; FALSE where one that a member uses leads out as well. */
static gboolean
look_at_wires (CrFolding *folding, GHashTable *used_within, GError **error)
{
  g_autoptr (GHashTable) used_outside = g_hash_table_new (NULL, NULL); /* member → who uses it */
  GHashTableIter iter;
  gpointer key, user;

  CR_GRAPH_FOR_EACH (folding->graph, node)
    {
      gboolean is_member = g_hash_table_contains (folding->members, GUINT_TO_POINTER (node->key));

      for (guint i = 0; i < node->n_operands; i++)
        {
          gpointer operand = GUINT_TO_POINTER (node->operands[i]);

          if (!g_hash_table_contains (folding->members, operand))
            continue;
          g_hash_table_insert (folding->uses, operand,
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (folding->uses, operand)) + 1));
          if (is_member)
            g_hash_table_add (used_within, operand);
          else
            g_hash_table_insert (used_outside, operand, GUINT_TO_POINTER (node->key));
        }
    }
  g_hash_table_iter_init (&iter, used_outside);
  while (g_hash_table_iter_next (&iter, &key, &user))
    if (g_hash_table_contains (used_within, key))
      {
        cr_folding_refuse (error, _("%s is inside of the group, and %s outside of it uses its value"),
                           cr_graph_get_node (folding->graph, GPOINTER_TO_UINT (key))->id,
                           cr_graph_get_node (folding->graph, GPOINTER_TO_UINT (user))->id);
        return FALSE;
      }
  return TRUE;
}

/* The one member that no other uses. */
static gboolean
find_result (CrFolding *folding, GHashTable *used_within, GError **error)
{
  for (guint i = 0; i < folding->group->members->len; i++)
    {
      CrKey key = g_array_index (folding->group->members, CrKey, i);
      const CrNode *node = cr_graph_get_node (folding->graph, key);

      if (g_hash_table_contains (used_within, GUINT_TO_POINTER (key)))
        continue;
      if (folding->result != NULL)
        {
          cr_folding_refuse (error, _("both %s and %s lead out of the group; a unit or a gate has one result"), folding->result->id,
                             node->id);
          return FALSE;
        }
      folding->result = node;
    }
  return TRUE;
}

/* The output and the loss may be the result, but nothing inside. */
static gboolean
check_ends (const CrFolding *folding, GError **error)
{
  const CrTraining *training = cr_graph_get_parts (folding->graph)->training;
  const CrKey ends[] = { cr_graph_get_output (folding->graph), training != NULL ? training->loss : CR_KEY_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const CrNode *node = cr_folding_get_member (folding, ends[i], NULL);

      if (node == NULL || node == folding->result)
        continue;
      if (i == 0)
        cr_folding_refuse (error, _("%s is inside of the group, and is the output of the graph"), node->id);
      else
        cr_folding_refuse (error, _("%s is inside of the group, and is what training descends on"), node->id);
      return FALSE;
    }
  return TRUE;
}

/* "add, exp, mul": the gates of the members, for a message. */
static char *
list_gates (const CrFolding *folding)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, folding->members);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (cr_graph_get_node (folding->graph, GPOINTER_TO_UINT (key))->gate == gates[i])
          {
            g_ptr_array_add (names, (gpointer) gates[i]->name);
            break;
          }
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* Tries every rule of the table. The first that fits by its gates is the only one that does. */
static CrNode *
recognise (CrFolding *folding, GError **error)
{
  g_autoptr (GError) nearly = NULL;
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);

  for (guint i = 0; i < n_gates; i++)
    {
      const CrExpansion *expansion = gates[i]->expansion;
      g_autoptr (CrNode) node = NULL;

      if (expansion != NULL && expansion->steps != NULL)
        node = cr_folding_match_steps (folding, gates[i]);
      else if (expansion != NULL)
        node = expansion->fold (folding, &nearly);
      if (node != NULL)
        return cr_folding_check_shapes (folding, node, error) ? g_steal_pointer (&node) : NULL;
    }
  if (nearly != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&nearly));
      return NULL;
    }

  g_autofree char *names = list_gates (folding);

  cr_folding_refuse (error, _("no unit and no gate is made of these gates in this way: %s"), names);
  return NULL;
}

/* --- Into the graph --- */

/* The place of the group, else the middle of its members. */
static void
place (const CrFolding *folding, CrNode *node)
{
  CrPoint sum = { 0, 0 };
  guint n = 0;

  for (guint i = 0; i < folding->group->members->len; i++)
    {
      const CrNode *member = cr_graph_get_node (folding->graph, g_array_index (folding->group->members, CrKey, i));

      if (!member->has_place)
        continue;
      sum.x += member->place.x;
      sum.y += member->place.y;
      n++;
    }
  if (folding->group->has_place)
    cr_node_set_place (node, folding->group->place.x, folding->group->place.y);
  else if (n > 0)
    cr_node_set_place (node, round (sum.x / n), round (sum.y / n));
}

/* What the node has beside its gate, operands and attributes. A stop at any of the gates is one at the node. */
static void
dress (const CrFolding *folding, CrNode *node)
{
  const CrNode *result = folding->result;
  const char *title = folding->group->title;
  CrBreakpoint breakpoint = CR_BREAKPOINT_NONE;

  for (guint i = 0; i < folding->group->members->len; i++)
    breakpoint |= cr_graph_get_node (folding->graph, g_array_index (folding->group->members, CrKey, i))->breakpoint;
  cr_node_set_label (node, title != NULL && strcmp (title, cr_node_get_title (result)) != 0 ? title : result->label);
  cr_node_set_note (node, result->note);
  cr_node_set_extra (node, result->extra);
  cr_node_set_hide (node, result->hide);
  cr_node_set_breakpoint (node, breakpoint);
  place (folding, node);
}

static void
replace_port (GArray *ports, CrKey before, CrKey after)
{
  for (guint i = 0; ports != NULL && i < ports->len; i++)
    if (g_array_index (ports, CrPort, i).from == before)
      g_array_index (ports, CrPort, i).from = after;
}

/* @group with the new nodes in the place of the folded group. */
static CrGroup *
outer_group (const CrFolding *folding, const CrGroup *group)
{
  CrGroup *copy = cr_group_copy (group);
  CrKey folded = folding->group->key;

  replace_port (copy->ports.inputs, folded, folding->result->key);
  replace_port (copy->ports.outputs, folded, folding->result->key);
  for (guint i = 0; i < copy->members->len; i++)
    {
      if (g_array_index (copy->members, CrKey, i) != folded)
        continue;
      g_array_index (copy->members, CrKey, i) = folding->result->key;
      g_array_insert_vals (copy->members, i, folding->added->data, folding->added->len);
      break;
    }
  return copy;
}

/* The parts without the group, and with where the new node's parameters started. */
static CrParts *
new_parts (const CrFolding *folding)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (folding->graph));
  const CrGroup *outer = cr_parts_get_group_of (parts, folding->group->key);

  for (guint i = parts->groups->len; i-- > 0;)
    {
      const CrGroup *group = parts->groups->pdata[i];

      if (group->key == folding->group->key)
        g_ptr_array_remove_index (parts->groups, i);
      else if (group == outer || group->ports.inputs != NULL || group->ports.outputs != NULL)
        {
          parts->groups->pdata[i] = outer_group (folding, group);
          cr_group_unref ((CrGroup *) group);
        }
    }
  if (folding->start.weights != NULL || folding->start.bias != NULL)
    {
      CrTraining *training = cr_training_copy (parts->training);

      cr_training_set_initial (training, &folding->start);
      cr_training_unref (parts->training);
      parts->training = training;
    }
  return parts;
}

static CrGraph *
put_into_graph (CrFolding *folding, CrNode *node)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (CrKey));

  dress (folding, node);
  for (guint i = 0; i < folding->added->len; i++)
    {
      CrNode *added = cr_node_copy (cr_graph_edit_get_node (folding->edit, g_array_index (folding->added, CrKey, i)));

      if (node->has_place)
        cr_node_set_place (added, node->place.x - 120, node->place.y);
      cr_graph_edit_take_node (folding->edit, added);
    }
  for (guint i = 0; i < folding->group->members->len; i++)
    {
      CrKey key = g_array_index (folding->group->members, CrKey, i);

      if (key != folding->result->key)
        g_array_append_val (gone, key);
    }
  g_array_append_val (gone, folding->group->key);
  cr_graph_edit_take_parts (folding->edit, new_parts (folding));
  cr_graph_edit_take_node (folding->edit, node);
  cr_graph_edit_remove_nodes (folding->edit, (CrKey *) gone->data, gone->len);
  return cr_graph_edit_end (g_steal_pointer (&folding->edit));
}

/* Folds a group that has no group in it. */
static CrGraph *
fold (const CrGraph *graph, const CrGroup *group, GError **error)
{
  g_autoptr (GHashTable) members = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) uses = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) used_within = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (graph);
  CrFolding folding = { graph, group, members, NULL, uses, edit, added, { 0 }, NULL };
  CrGraph *folded = NULL;
  CrNode *node;

  collect_members (&folding);
  if (!look_at_wires (&folding, used_within, error) || !find_result (&folding, used_within, error) || !check_ends (&folding, error))
    return NULL;
  node = recognise (&folding, error);
  if (node != NULL)
    {
      g_steal_pointer (&edit);
      folded = put_into_graph (&folding, node);
    }
  cr_initial_clear (&folding.start);
  g_clear_pointer (&folding.tape, cr_tape_free);
  return folded;
}

/* The group and all groups in it, each before those in it. */
static GArray *
collect_groups (const CrGraph *graph, CrKey group)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL); /* key → group */
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; i < parts->groups->len; i++)
    g_hash_table_insert (groups, GUINT_TO_POINTER (((CrGroup *) parts->groups->pdata[i])->key), parts->groups->pdata[i]);
  g_array_append_val (keys, group);
  for (guint i = 0; i < keys->len; i++)
    {
      const CrGroup *outer = g_hash_table_lookup (groups, GUINT_TO_POINTER (g_array_index (keys, CrKey, i)));

      for (guint k = 0; k < outer->members->len; k++)
        {
          CrKey member = g_array_index (outer->members, CrKey, k);

          if (g_hash_table_contains (groups, GUINT_TO_POINTER (member)))
            g_array_append_val (keys, member);
        }
    }
  return keys;
}

CrGraph *
cr_graph_folded (const CrGraph *graph, CrKey group, GError **error)
{
  g_autoptr (CrGraph) current = cr_graph_ref (graph);
  g_autoptr (GArray) groups = NULL;

  g_return_val_if_fail (cr_parts_get_group (cr_graph_get_parts (graph), group) != NULL, NULL);
  groups = collect_groups (graph, group);
  for (guint i = groups->len; i-- > 0;)
    {
      const CrGroup *next = cr_parts_get_group (cr_graph_get_parts (current), g_array_index (groups, CrKey, i));
      CrGraph *folded = fold (current, next, error);

      if (folded == NULL)
        return NULL;
      cr_graph_unref (current);
      current = folded;
    }
  return g_steal_pointer (&current);
}
