/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What undo calls the steps made on the canvas. */
#include "cr-step-names.h"

#include <glib/gi18n-lib.h>

static const char *
get_id (const CrGraph *graph, CrKey key)
{
  const CrNode *node = cr_graph_get_node (graph, key);
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (graph), key);
  const CrFrame *frame = cr_parts_get_frame (cr_graph_get_parts (graph), key);

  if (group != NULL)
    return group->title != NULL ? group->title : group->id;
  if (frame != NULL)
    return frame->title != NULL ? frame->title : frame->id;
  return node != NULL ? node->id : "";
}

char *
cr_step_name_add (const CrGraph *graph, CrKey key)
{
  return g_strdup_printf (_("Add %s"), get_id (graph, key));
}

char *
cr_step_name_change (const CrGraph *graph, CrKey key)
{
  return g_strdup_printf (_("Change %s"), get_id (graph, key));
}

char *
cr_step_name_fold (const CrGraph *graph, CrKey key, gboolean collapsed)
{
  return g_strdup_printf (collapsed ? _("Fold %s") : _("Open %s"), get_id (graph, key));
}

char *
cr_step_name_rename (const CrGraph *graph, CrKey key)
{
  return g_strdup_printf (_("Rename %s"), get_id (graph, key));
}

char *
cr_step_name_align (guint n_nodes)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Align %u node", "Align %u nodes", n_nodes), n_nodes);
}

char *
cr_step_name_distribute (guint n_nodes)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Distribute %u node", "Distribute %u nodes", n_nodes), n_nodes);
}

char *
cr_step_name_ungroup (const CrGraph *graph, CrKey key)
{
  return g_strdup_printf (_("Take %s apart"), get_id (graph, key));
}

char *
cr_step_name_unfold (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  if (n_keys == 1)
    return g_strdup_printf (_("Unfold %s"), get_id (graph, keys[0]));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Unfold %u node", "Unfold %u nodes", n_keys), n_keys);
}

char *
cr_step_name_swap (const CrGraph *graph, CrKey key)
{
  return g_strdup_printf (_("Swap operands of %s"), get_id (graph, key));
}

char *
cr_step_name_wire (const CrGraph *graph, CrKey from, CrKey to, guint n_wires)
{
  if (n_wires > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Wire %s to %u node", "Wire %s to %u nodes", n_wires), get_id (graph, from),
                            n_wires);
  return g_strdup_printf (_("Wire %s to %s"), get_id (graph, from), get_id (graph, to));
}

char *
cr_step_name_detach (const CrGraph *graph, CrKey from, CrKey to)
{
  return g_strdup_printf (_("Detach %s from %s"), get_id (graph, from), get_id (graph, to));
}

char *
cr_step_name_cut_wires (guint n_wires)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cut %u wire", "Cut %u wires", n_wires), n_wires);
}

char *
cr_step_name_move (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  if (n_keys == 1)
    return g_strdup_printf (_("Move %s"), get_id (graph, keys[0]));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Move %u node", "Move %u nodes", n_keys), n_keys);
}

char *
cr_step_name_delete (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  if (n_keys == 1)
    return g_strdup_printf (_("Delete %s"), get_id (graph, keys[0]));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u node", "Delete %u nodes", n_keys), n_keys);
}

char *
cr_step_name_duplicate (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  if (n_keys == 1)
    return g_strdup_printf (_("Duplicate %s"), get_id (graph, keys[0]));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Duplicate %u node", "Duplicate %u nodes", n_keys), n_keys);
}

char *
cr_step_name_cut (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  if (n_keys == 1)
    return g_strdup_printf (_("Cut %s"), get_id (graph, keys[0]));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cut %u node", "Cut %u nodes", n_keys), n_keys);
}

char *
cr_step_name_paste (const CrGraph *graph, const CrKey *keys, guint n_keys)
{
  if (n_keys == 1)
    return g_strdup_printf (_("Paste %s"), get_id (graph, keys[0]));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Paste %u node", "Paste %u nodes", n_keys), n_keys);
}
