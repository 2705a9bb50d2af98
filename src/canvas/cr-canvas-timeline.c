/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas's timeline: its player, told the time by the frame clock, and what its keys do. */
#include "cr-canvas-private.h"

#include "cr-edits.h"

#include <glib/gi18n-lib.h>

/* --- Time --- */

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrCanvas *canvas = CR_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gint64 before = canvas->play_time != 0 ? canvas->play_time : now;

  canvas->play_time = now;
  cr_player_advance (canvas->player, (now - before) / 1e6);
  if (cr_player_needs_time (canvas->player))
    return G_SOURCE_CONTINUE;
  canvas->play_tick = 0;
  return G_SOURCE_REMOVE;
}

void
cr_canvas_show_steps (CrCanvas *canvas)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  gboolean names_patterns;
  guint n_steps;
  double fraction;
  const CrTimelineStep *steps = cr_player_get_steps (canvas->player, &n_steps, &fraction);

  if (picture == NULL)
    return;
  g_object_get (canvas->player, "patterns", &names_patterns, NULL);
  cr_picture_set_steps (picture, steps, n_steps, fraction);
  cr_picture_set_names_patterns (picture, names_patterns);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
on_tick (CrCanvas *canvas)
{
  if (cr_player_needs_time (canvas->player) && canvas->play_tick == 0)
    {
      canvas->play_time = 0;
      canvas->play_tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_frame, NULL, NULL);
    }
  cr_canvas_show_steps (canvas);
}

/* --- Who does not want movement gets the same steps without --- */

static void
on_animations_changed (CrCanvas *canvas)
{
  gboolean is_animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (canvas)), "gtk-enable-animations", &is_animated, NULL);
  cr_player_set_animated (canvas->player, is_animated);
}

void
cr_canvas_add_player (CrCanvas *canvas)
{
  canvas->player = cr_player_new ();
  g_signal_connect_swapped (canvas->player, "tick", G_CALLBACK (on_tick), canvas);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (canvas)), "notify::gtk-enable-animations",
                           G_CALLBACK (on_animations_changed), canvas, G_CONNECT_SWAPPED);
  on_animations_changed (canvas);
}

void
cr_canvas_remove_player (CrCanvas *canvas)
{
  if (canvas->player == NULL)
    return;
  g_signal_handlers_disconnect_by_data (canvas->player, canvas);
  cr_player_set_document (canvas->player, NULL);
  g_clear_object (&canvas->player);
}

CrPlayer *
cr_canvas_get_player (CrCanvas *canvas)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), NULL);

  return canvas->player;
}

/* --- What the keys do --- */

static guint
count_steps (CrCanvas *canvas)
{
  CrDocument *document = cr_editor_get_document (canvas->editor);
  guint n_steps = 0;

  if (document != NULL)
    cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
  return n_steps;
}

gboolean
cr_canvas_has_steps (CrCanvas *canvas)
{
  return count_steps (canvas) > 0;
}

gboolean
cr_canvas_has_steps_before (CrCanvas *canvas)
{
  return count_steps (canvas) > 0 && cr_document_get_position (cr_editor_get_document (canvas->editor)) > 0;
}

gboolean
cr_canvas_has_steps_after (CrCanvas *canvas)
{
  guint n_steps = count_steps (canvas);

  return n_steps > 0 && cr_document_get_position (cr_editor_get_document (canvas->editor)) < n_steps;
}

void
cr_canvas_go_to_start (CrCanvas *canvas)
{
  cr_player_go (canvas->player, 0);
}

/* Of the pass; from there of the update that may follow it. */
void
cr_canvas_go_to_end (CrCanvas *canvas)
{
  CrDocument *document = cr_editor_get_document (canvas->editor);
  guint pass_end = document != NULL ? cr_timeline_get_pass_end (cr_document_get_timeline (document)) : 0;

  if (document != NULL)
    cr_player_go (canvas->player, cr_document_get_position (document) < pass_end ? pass_end : count_steps (canvas));
}

void
cr_canvas_step_back (CrCanvas *canvas)
{
  cr_player_move (canvas->player, -1);
}

void
cr_canvas_step_forward (CrCanvas *canvas)
{
  cr_player_move (canvas->player, 1);
}

void
cr_canvas_play (CrCanvas *canvas)
{
  cr_player_set_playing (canvas->player, !cr_player_is_playing (canvas->player));
}

void
cr_canvas_toggle_patterns (CrCanvas *canvas)
{
  gboolean names_patterns;

  g_object_get (canvas->player, "patterns", &names_patterns, NULL);
  g_object_set (canvas->player, "patterns", !names_patterns, NULL);
}

/* --- Breakpoints --- */

gboolean
cr_canvas_has_gates_selected (CrCanvas *canvas)
{
  guint n_nodes;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (cr_editor_get_graph (canvas->editor), keys[i]);

      if (node != NULL && !cr_gate_is_source (node->gate)) /* groups and frames have none */
        return TRUE;
    }
  return FALSE;
}

/* All of the selected gates, or none of them where all have one already. */
void
cr_canvas_toggle_breakpoint (CrCanvas *canvas)
{
  guint n_nodes;
  const CrKey *keys = cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), &n_nodes);
  const CrGraph *graph = cr_editor_get_graph (canvas->editor);
  CrBreakpoint breakpoint = CR_BREAKPOINT_NONE;

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, keys[i]);

      if (node != NULL && !cr_gate_is_source (node->gate) && node->breakpoint == CR_BREAKPOINT_NONE)
        breakpoint = CR_BREAKPOINT_FORWARD | CR_BREAKPOINT_BACKWARD;
    }
  cr_editor_take_edit (canvas->editor, cr_edit_set_breakpoint (graph, keys, n_nodes, breakpoint),
                       breakpoint != CR_BREAKPOINT_NONE ? _("Set a breakpoint") : _("Remove the breakpoint"));
}
