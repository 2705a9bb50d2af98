/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going from node to node by keys, and wiring by them: what the pointer does, for hands without one.
 *
 * How this works: a wire that is begun by a key hangs at one port after the other of those that take it, the nearest open ones first; it is
 * drawn like one that is dragged there, and connected or left as it is.
 */
#include "cr-editor-private.h"

#include "cr-edits-fit.h"
#include "cr-edits.h"
#include "cr-step-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_NODES 100 /* of those that a wire is offered to, the nearest */
#define SIDEWAYS 2.0   /* what lies beside the way counts as so much farther */

static const CrPick nothing = { CR_PICK_NOTHING, CR_KEY_NONE, 0 };

/* --- From node to node --- */

/* The one node that is selected, or NULL. */
static const CrNode *
get_selected_node (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  return editor->graph != NULL && n_keys == 1 ? cr_graph_get_node (editor->graph, keys[0]) : NULL;
}

static gboolean
go_to (CrEditor *editor, const CrNode *node)
{
  if (node == NULL)
    return FALSE;
  cr_editor_select_nodes (editor, &node->key, 1);
  cr_editor_show_node (editor, node->key);
  return TRUE;
}

/* Whether a node comes before another one as one reads: by columns, from the top. */
static gboolean
is_before (const CrNode *a, const CrNode *b)
{
  if (a->place.x != b->place.x)
    return a->place.x < b->place.x;
  return a->place.y != b->place.y ? a->place.y < b->place.y : a->key < b->key;
}

gboolean
cr_editor_go_next (CrEditor *editor, int step)
{
  const CrNode *from = get_selected_node (editor);
  const CrNode *best = NULL;

  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (editor->graph == NULL)
    return FALSE;
  CR_GRAPH_FOR_EACH (editor->graph, node)
    {
      gboolean is_beyond = from == NULL || (node != from && is_before (from, node) == (step > 0));

      if (is_beyond && (best == NULL || is_before (node, best) == (step > 0)))
        best = node;
    }
  return go_to (editor, best);
}

/* The nearest node on that side. */
static const CrNode *
find_towards (CrEditor *editor, const CrNode *from, int dx, int dy)
{
  const CrNode *best = NULL;
  double least = INFINITY;

  CR_GRAPH_FOR_EACH (editor->graph, node)
    {
      double x = node->place.x - from->place.x;
      double y = node->place.y - from->place.y;
      double ahead = x * dx + y * dy;
      double far = ahead + SIDEWAYS * fabs (x * dy + y * dx);

      if (node == from || ahead <= 0 || far >= least)
        continue;
      least = far;
      best = node;
    }
  return best;
}

/* Of the nodes that take its value, the one nearest to its height. */
static const CrNode *
find_taker (CrEditor *editor, const CrNode *from)
{
  const CrNode *best = NULL;

  CR_GRAPH_FOR_EACH (editor->graph, node)
    for (guint i = 0; i < node->n_operands; i++)
      if (node->operands[i] == from->key
          && (best == NULL || fabs (node->place.y - from->place.y) < fabs (best->place.y - from->place.y)))
        best = node;
  return best;
}

static const CrNode *
find_feeder (CrEditor *editor, const CrNode *node)
{
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] != CR_KEY_NONE)
      return cr_graph_get_node (editor->graph, node->operands[i]);
  return NULL;
}

gboolean
cr_editor_go (CrEditor *editor, int dx, int dy)
{
  const CrNode *from = get_selected_node (editor);
  const CrNode *along = NULL;

  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (from == NULL)
    return cr_editor_go_next (editor, 1);
  if (dx > 0)
    along = find_taker (editor, from);
  else if (dx < 0)
    along = find_feeder (editor, from);
  return go_to (editor, along != NULL ? along : find_towards (editor, from, dx, dy));
}

/* --- Which ports take it --- */

typedef struct
{
  const CrNode *node;
  double distance;
} Near;

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *one = a;
  const Near *other = b;

  return (one->distance > other->distance) - (one->distance < other->distance);
}

static GArray *
find_near (CrEditor *editor, const CrNode *from, const gboolean *is_unfit)
{
  GArray *near = g_array_new (FALSE, FALSE, sizeof (Near));

  CR_GRAPH_FOR_EACH (editor->graph, node)
    {
      Near entry = { node, hypot (node->place.x - from->place.x, node->place.y - from->place.y) };

      if (node != from && node->gate->maximum_operands > 0 && !is_unfit[node->key])
        g_array_append_val (near, entry);
    }
  g_array_sort (near, compare_near);
  if (near->len > MOST_NODES)
    g_array_set_size (near, MOST_NODES);
  return near;
}

/* Appends the ports of a node that take the wire: those that are open, or the others. */
static void
append_ports (CrEditor *editor, CrKey from, const CrNode *node, gboolean open, GArray *ports)
{
  for (guint i = 0; i <= node->n_operands && i < node->gate->maximum_operands; i++)
    {
      gboolean is_open = i == node->n_operands || node->operands[i] == CR_KEY_NONE;
      gboolean is_wired = i < node->n_operands && node->operands[i] == from;
      CrPick port = { CR_PICK_INPUT, node->key, i };
      g_autoptr (CrGraph) wired = NULL;

      if (is_open != open || is_wired)
        continue;
      wired = cr_edit_wire (editor->graph, cr_editor_get_tape (editor), from, node->key, i, NULL);
      if (wired != NULL)
        g_array_append_val (ports, port);
    }
}

static GArray *
find_ports (CrEditor *editor, const CrNode *from, const gboolean *is_unfit)
{
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (CrPick));
  g_autoptr (GArray) near = find_near (editor, from, is_unfit);

  for (int open = TRUE; open >= FALSE; open--)
    for (guint i = 0; i < near->len; i++)
      append_ports (editor, from->key, g_array_index (near, Near, i).node, open, ports);
  return ports;
}

/* --- The wire --- */

static CrPick
get_port (const CrWiring *wiring)
{
  return g_array_index (wiring->ports, CrPick, wiring->at);
}

static void
show_port (CrEditor *editor)
{
  CrMarks *marks = cr_editor_edit_marks (editor);
  CrPick port = get_port (editor->wiring);
  CrArea area;

  cr_editor_offer_operand (editor, port.operand == cr_graph_get_node (editor->graph, port.key)->n_operands ? port.key : CR_KEY_NONE);
  cr_editor_show_node (editor, port.key);
  marks->drag.from = (CrPick) { CR_PICK_OUTPUT, editor->wiring->from, 0 };
  marks->drag.target = port;
  if (cr_picture_get_pick_area (editor->picture, port, &area))
    marks->drag.pointer = (CrPoint) { area.x + area.width / 2, area.y + area.height / 2 };
  marks->drag.unfit = editor->wiring->unfit;
  marks->drag.n_unfit = cr_graph_get_key_limit (editor->graph);
  cr_editor_emit (editor, CR_EDITOR_SELECTION_CHANGED); /* there is something else to be said */
}

gboolean
cr_editor_begin_wiring (CrEditor *editor)
{
  const CrNode *from = get_selected_node (editor);
  g_autofree gboolean *unfit = NULL;
  g_autoptr (GArray) ports = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (CR_IS_EDITOR (editor), FALSE);

  if (from == NULL)
    return FALSE;
  cr_editor_break_off (editor);
  cr_editor_end_wiring (editor);
  unfit = cr_edit_find_unfit_takers (editor->graph, cr_editor_get_tape (editor), from->key);
  ports = find_ports (editor, from, unfit);
  if (ports->len == 0)
    {
      message = g_strdup_printf (_("Nothing here takes %s: add a gate first"), cr_node_get_title (from));
      cr_editor_tell (editor, message);
      return FALSE;
    }
  editor->wiring = g_new (CrWiring, 1);
  *editor->wiring = (CrWiring) { from->key, g_steal_pointer (&ports), 0, g_steal_pointer (&unfit) };
  show_port (editor);
  return TRUE;
}

void
cr_editor_end_wiring (CrEditor *editor)
{
  CrMarks *marks = &editor->marks;

  if (editor->wiring == NULL)
    return;
  g_array_unref (editor->wiring->ports);
  g_free (editor->wiring->unfit);
  g_clear_pointer (&editor->wiring, g_free);
  cr_editor_offer_operand (editor, CR_KEY_NONE);
  marks->drag.from = marks->drag.target = nothing;
  marks->drag.unfit = NULL;
  marks->drag.n_unfit = 0;
  cr_editor_emit (editor, CR_EDITOR_SELECTION_CHANGED);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

gboolean
cr_editor_is_wiring (CrEditor *editor)
{
  return editor->wiring != NULL;
}

void
cr_editor_wire_next (CrEditor *editor, int step)
{
  CrWiring *wiring = editor->wiring;

  g_return_if_fail (wiring != NULL);

  wiring->at = (wiring->at + wiring->ports->len + step) % wiring->ports->len;
  show_port (editor);
}

void
cr_editor_take_wire (CrEditor *editor)
{
  g_autofree char *name = NULL;
  CrKey from;
  CrPick port;

  g_return_if_fail (editor->wiring != NULL);

  from = editor->wiring->from;
  port = get_port (editor->wiring);
  cr_editor_end_wiring (editor);
  name = cr_step_name_wire (editor->graph, from, port.key, 1);
  cr_editor_take_edit (editor, cr_edit_wire (editor->graph, cr_editor_get_tape (editor), from, port.key, port.operand, NULL), name);
}

char *
cr_editor_describe_wiring (CrEditor *editor)
{
  const CrWiring *wiring = editor->wiring;
  CrPick port = get_port (wiring);

  return g_strdup_printf (_("wire %s to %s, operand %u; %u of %u"),
                          cr_node_get_title (cr_graph_get_node (editor->graph, wiring->from)),
                          cr_node_get_title (cr_graph_get_node (editor->graph, port.key)), port.operand, wiring->at + 1,
                          wiring->ports->len);
}
