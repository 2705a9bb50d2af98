/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unfolding: a run takes the nodes one by one, makes their gates, and then puts all of them into the graph at once, with their groups,
 * where training started, and room around them.
 */
#include "cr-expansion-private.h"
#include "cr-expansion-places.h"
#include "cr-limits.h"
#include "cr-random.h"
#include "cr-tape.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What became of one node. */
typedef struct
{
  const CrNode *node;
  GPtrArray *nodes; /* of CrNode */
} Unfolded;

typedef struct _CrUnfoldingRun
{
  const CrGraph *graph;
  CrGraphEdit *edit;
  CrTape *tape;         /* of the graph, for shapes */
  GHashTable *ids;      /* that are taken */
  GArray *unfolded;     /* of Unfolded */
  GHashTable *initials; /* key → where it started, of the graph */
  GArray *started;      /* of CrInitial: of the new parameters */
  guint n_nodes;        /* of the new version */
} CrUnfoldingRun;

static void
unfolded_clear (gpointer data)
{
  g_ptr_array_unref (((Unfolded *) data)->nodes);
}

/* --- Ids --- */

static void
note_id (CrKey key, const char *id, gpointer data)
{
  g_hash_table_add (data, g_strdup (id));
}

/* "h" and "w0" make "h_w0", or "h_w0_2" where that is taken; a long first part is shortened. */
static char *
take_id (CrUnfoldingRun *run, const char *id, const char *suffix)
{
  g_autofree char *end = g_strdup_printf ("_%s", suffix);

  for (guint number = 2;; number++)
    {
      g_autofree char *stem = g_strndup (id, CR_LIMIT_ID_BYTES - strlen (end));
      g_autofree char *whole = g_strconcat (stem, end, NULL);

      if (!g_hash_table_contains (run->ids, whole))
        {
          g_hash_table_add (run->ids, g_strdup (whole));
          return g_steal_pointer (&whole);
        }
      g_free (end);
      end = g_strdup_printf ("_%s_%u", suffix, number);
    }
}

/* --- New nodes --- */

CrNode *
cr_unfolding_add (CrUnfolding *unfolding, const char *gate, const char *suffix, const CrKey *operands, guint n_operands)
{
  g_autofree char *id = take_id (unfolding->run, unfolding->node->id, suffix);
  CrNode *node = cr_node_new (cr_graph_edit_new_key (unfolding->run->edit), id, cr_gate_find (gate));

  if (n_operands > 0)
    cr_node_set_operands (node, operands, n_operands);
  g_ptr_array_add (unfolding->nodes, node);
  return node;
}

CrNode *
cr_unfolding_add_parameter (CrUnfolding *unfolding, const char *suffix, const CrMatrix *value, gboolean is_bias, const CrMatrix *start)
{
  CrNode *node = cr_unfolding_add (unfolding, "parameter", suffix, NULL, 0);

  if (value != NULL)
    cr_node_set_matrix (node, cr_gate_find_attribute (node->gate, "value"), value);
  if (is_bias)
    cr_node_set_number (node, cr_gate_find_attribute (node->gate, "decay"), FALSE);
  cr_unfolding_add_start (unfolding, node->key, start, NULL, NULL);
  return node;
}

void
cr_unfolding_add_start (CrUnfolding *unfolding, CrKey key, const CrMatrix *value, const CrMatrix *weights, const CrMatrix *bias)
{
  const CrInitial lent = { key, (CrMatrix *) value, (CrMatrix *) weights, (CrMatrix *) bias };
  CrInitial initial;

  if (value == NULL && weights == NULL && bias == NULL)
    return;
  initial = cr_initial_copy (&lent);
  g_array_append_val (unfolding->run->started, initial);
}

CrNode *
cr_unfolding_add_result (CrUnfolding *unfolding, const CrGate *gate, const CrKey *operands, guint n_operands)
{
  const CrNode *before = unfolding->node;
  CrNode *node = cr_node_new (before->key, before->id, gate);

  cr_node_set_operands (node, operands, n_operands);
  cr_node_set_label (node, before->label);
  cr_node_set_note (node, before->note);
  cr_node_set_extra (node, before->extra);
  cr_node_set_breakpoint (node, before->breakpoint);
  cr_node_set_hide (node, before->hide);
  g_ptr_array_add (unfolding->nodes, node);
  return node;
}

const CrInitial *
cr_unfolding_get_initial (const CrUnfolding *unfolding)
{
  return g_hash_table_lookup (unfolding->run->initials, GUINT_TO_POINTER (unfolding->node->key));
}

gboolean
cr_unfolding_get_operand_shape (CrUnfolding *unfolding, guint operand, CrShape *shape)
{
  return cr_tape_get_shape (unfolding->run->tape, unfolding->node->operands[operand], shape);
}

/* --- One node --- */

static void
set_step_number (CrNode *node, double number)
{
  const CrAttributeInfo *info = &node->gate->attributes[0];

  if (info->kind == CR_ATTRIBUTE_VALUE)
    {
      g_autoptr (CrMatrix) value = cr_matrix_new_number (number);

      cr_node_set_matrix (node, 0, value);
    }
  else
    cr_node_set_number (node, 0, number);
}

/* A composite gate, by the steps that its row says. */
static gboolean
unfold_steps (CrUnfolding *unfolding, GError **error)
{
  const CrNode *node = unfolding->node;
  gboolean is_given = node->gate->n_attributes > 0 && node->attributes[0].is_set;
  double attribute = node->gate->n_attributes > 0 ? cr_node_get_number (node, node->gate->attributes[0].name) : 0;
  g_autoptr (GArray) steps = cr_expansion_parse (node->gate->expansion, is_given);
  CrKey keys[CR_MOST_STEPS];
  CrShape shape = { 1, 1 };

  for (guint i = 0; i < steps->len; i++)
    {
      const CrExpansionStep *step = &g_array_index (steps, CrExpansionStep, i);
      gboolean is_last = i + 1 == steps->len;
      CrKey operands[2];
      CrNode *made;

      if (step->kind == CR_STEP_BY_SIZE && !cr_unfolding_get_operand_shape (unfolding, 0, &shape))
        {
          g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s cannot be unfolded: what it takes has no shape yet"), node->id);
          return FALSE;
        }
      for (guint k = 0; k < step->n_operands; k++)
        operands[k] = step->operands[k] >= 0 ? keys[step->operands[k]] : node->operands[CR_FROM_OPERAND (step->operands[k])];
      made = is_last ? cr_unfolding_add_result (unfolding, step->gate, operands, step->n_operands)
                     : cr_unfolding_add (unfolding, step->gate->name, step->name, operands, step->n_operands);
      if (step->kind != CR_STEP_PLAIN)
        set_step_number (made, cr_expansion_step_number (step, attribute, cr_shape_get_size (shape)));
      keys[i] = made->key;
    }
  return TRUE;
}

static gboolean
check_node (CrUnfoldingRun *run, const CrNode *node, GError **error)
{
  const char *problem = cr_tape_get_problem (run->tape, node->key);

  if (node->gate->expansion == NULL)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_OPERAND, _("%s does not unfold: %s stands for no simpler gates"), node->id,
                   node->gate->name);
      return FALSE;
    }
  if (problem != NULL)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s cannot be unfolded while it is in error: %s"), node->id, problem);
      return FALSE;
    }
  return TRUE;
}

static gboolean
unfold_node (CrUnfoldingRun *run, const CrNode *node, CrExpansionForm form, GError **error)
{
  Unfolded unfolded = { node, g_ptr_array_new_with_free_func ((GDestroyNotify) cr_node_unref) };
  CrUnfolding unfolding = { run->graph, node, form, unfolded.nodes, run };
  const CrExpansion *expansion = node->gate->expansion;

  g_array_append_val (run->unfolded, unfolded);
  if (!(expansion->steps != NULL ? unfold_steps (&unfolding, error) : expansion->unfold (&unfolding, error)))
    return FALSE;
  run->n_nodes += unfolded.nodes->len - 1;
  if (run->n_nodes <= CR_LIMIT_NODES)
    return TRUE;
  g_set_error (error, CR_ERROR, CR_ERROR_LIMIT, _("unfolding %s would make more than the limit of %u nodes"), node->id, CR_LIMIT_NODES);
  return FALSE;
}

/* --- All of them into the graph --- */

/* Puts the nodes in, at their places around where the unfolded one stood. */
static void
take_nodes (CrUnfoldingRun *run, const Unfolded *unfolded, const CrRoom *room)
{
  g_autofree CrPoint *points = g_new (CrPoint, unfolded->nodes->len);
  CrPoint center = cr_room_map (room, unfolded->node->place);
  CrBox box;

  cr_expansion_arrange (unfolded->nodes, points, &box);
  for (guint i = 0; i < unfolded->nodes->len; i++)
    {
      CrNode *node = unfolded->nodes->pdata[i];

      if (unfolded->node->has_place)
        cr_node_set_place (node, round (center.x + points[i].x), round (center.y + points[i].y));
      cr_graph_edit_take_node (run->edit, cr_node_ref (node));
    }
}

static CrRoom *
measure_room (const CrUnfoldingRun *run)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (CrBox));

  for (guint i = 0; i < run->unfolded->len; i++)
    {
      const Unfolded *unfolded = &g_array_index (run->unfolded, Unfolded, i);
      g_autofree CrPoint *points = g_new (CrPoint, unfolded->nodes->len);
      CrBox box;

      if (!unfolded->node->has_place)
        continue;
      cr_expansion_arrange (unfolded->nodes, points, &box);
      box.center = unfolded->node->place;
      g_array_append_val (boxes, box);
    }
  return cr_room_new ((CrBox *) boxes->data, boxes->len);
}

static CrGroup *
new_group (CrUnfoldingRun *run, const Unfolded *unfolded)
{
  g_autofree char *id = take_id (run, unfolded->node->id, "gates");
  CrGroup *group = cr_group_new (cr_graph_edit_new_key (run->edit), id);

  group->title = g_strdup (cr_node_get_title (unfolded->node));
  group->has_place = unfolded->node->has_place;
  group->place = unfolded->node->place;
  for (guint i = 0; i < unfolded->nodes->len; i++)
    g_array_append_val (group->members, ((CrNode *) unfolded->nodes->pdata[i])->key);
  return group;
}

/* The new groups, each in the place of its node in the group that the node was in. */
static void
add_groups (CrUnfoldingRun *run, CrParts *parts)
{
  g_autoptr (GHashTable) group_of = g_hash_table_new (NULL, NULL); /* unfolded node → its group's key */
  guint n_before = parts->groups->len;

  for (guint i = 0; i < run->unfolded->len; i++)
    {
      const Unfolded *unfolded = &g_array_index (run->unfolded, Unfolded, i);
      CrGroup *group = new_group (run, unfolded);

      g_hash_table_insert (group_of, GUINT_TO_POINTER (unfolded->node->key), GUINT_TO_POINTER (group->key));
      g_ptr_array_add (parts->groups, group);
    }
  for (guint i = 0; i < n_before; i++)
    {
      g_autoptr (CrGroup) copy = cr_group_copy (parts->groups->pdata[i]);
      gboolean changed = FALSE;

      for (guint k = 0; k < copy->members->len; k++)
        {
          CrKey *member = &g_array_index (copy->members, CrKey, k);
          gpointer group;

          if (!g_hash_table_lookup_extended (group_of, GUINT_TO_POINTER (*member), NULL, &group))
            continue;
          *member = GPOINTER_TO_UINT (group);
          changed = TRUE;
        }
      if (changed)
        {
          cr_group_unref (parts->groups->pdata[i]);
          parts->groups->pdata[i] = g_steal_pointer (&copy);
        }
    }
}

/* Adds those of @from to @to whose nodes are not gone. */
static void
append_initials (GArray *to, const GArray *from, GHashTable *gone)
{
  for (guint i = 0; i < from->len; i++)
    {
      const CrInitial *initial = &g_array_index (from, CrInitial, i);
      CrInitial kept;

      if (g_hash_table_contains (gone, GUINT_TO_POINTER (initial->key)))
        continue;
      kept = cr_initial_copy (initial);
      g_array_append_val (to, kept);
    }
}

/* Where the new parameters started, in the place of where the units did. */
static void
update_training (CrUnfoldingRun *run, CrParts *parts)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  CrTraining *training;

  if (parts->training == NULL || parts->training->initial->len == 0)
    return;
  for (guint i = 0; i < run->unfolded->len; i++)
    g_hash_table_add (gone, GUINT_TO_POINTER (g_array_index (run->unfolded, Unfolded, i).node->key));
  training = cr_training_copy (parts->training);
  g_array_set_size (training->initial, 0);
  append_initials (training->initial, parts->training->initial, gone);
  append_initials (training->initial, run->started, gone);
  cr_training_unref (parts->training);
  parts->training = training;
}

static CrGraph *
finish (CrUnfoldingRun *run)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (run->graph));
  g_autoptr (CrRoom) room = measure_room (run);

  for (guint i = 0; i < run->unfolded->len; i++)
    take_nodes (run, &g_array_index (run->unfolded, Unfolded, i), room);
  add_groups (run, parts);
  update_training (run, parts);
  cr_room_make (room, run->edit, run->graph, parts);
  cr_graph_edit_take_parts (run->edit, parts);
  return cr_graph_edit_end (g_steal_pointer (&run->edit));
}

static void
note_initials (CrUnfoldingRun *run)
{
  const CrTraining *training = cr_graph_get_parts (run->graph)->training;

  for (guint i = 0; training != NULL && i < training->initial->len; i++)
    {
      CrInitial *initial = &g_array_index (training->initial, CrInitial, i);

      g_hash_table_insert (run->initials, GUINT_TO_POINTER (initial->key), initial);
    }
}

CrGraph *
cr_graph_expanded (const CrGraph *graph, const CrKey *keys, guint n_keys, CrExpansionForm form, GError **error)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) initials = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) unfolded = g_array_new (FALSE, FALSE, sizeof (Unfolded));
  g_autoptr (GArray) started = cr_initials_new (0);
  g_autoptr (CrGraphEdit) edit = cr_graph_edit_begin (graph);
  CrUnfoldingRun run = { graph, edit, tape, ids, unfolded, initials, started, cr_graph_get_n_nodes (graph) };

  g_array_set_clear_func (unfolded, unfolded_clear);
  CR_GRAPH_FOR_EACH (graph, node)
    {
      note_id (node->key, node->id, ids);
    }
  cr_parts_for_each_id (cr_graph_get_parts (graph), note_id, ids);
  note_initials (&run);
  for (guint i = 0; i < n_keys; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);

      g_return_val_if_fail (node != NULL, NULL);
      if (!check_node (&run, node, error) || !unfold_node (&run, node, form, error))
        return NULL;
    }
  g_steal_pointer (&edit);
  return finish (&run);
}
