/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the canvas does when its editor or its document tells of something: draws again, shows and says it. */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>

/* Milliseconds without a change after which the zoom is at rest. */
#define SETTLE_TIME 150

/* --- Words for screen readers --- */

/* In an exercise a description would tell what is asked for. */
static char *
dup_description (CrCanvas *canvas)
{
  guint n_questions, n_answered, n_right, n_revealed, n_open;

  cr_quiz_get_questions (canvas->quiz, &n_questions);
  cr_quiz_count (canvas->quiz, &n_answered, &n_right, &n_revealed);
  n_open = n_questions - n_right - n_revealed;
  if (n_open == 0)
    return cr_editor_describe (canvas->editor);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u number is to be predicted", "%u numbers are to be predicted", n_open), n_open);
}

static gboolean
describe (gpointer data)
{
  CrCanvas *canvas = data;
  g_autofree char *description = dup_description (canvas);

  canvas->describe_source = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  return G_SOURCE_REMOVE;
}

/* Not at every step of a drag: when there is time for it. */
void
cr_canvas_describe_soon (CrCanvas *canvas)
{
  if (canvas->describe_source == 0)
    canvas->describe_source = g_idle_add_full (G_PRIORITY_LOW, describe, canvas, NULL);
}

/* --- What the editor tells --- */

static void
on_redraw (CrCanvas *canvas)
{
  cr_canvas_update_transition (canvas);
  cr_canvas_update_hint (canvas);
  cr_canvas_update_trail (canvas);
  cr_canvas_update_card (canvas);
  cr_canvas_update_overview (canvas);
  cr_canvas_describe_soon (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
on_selection_changed (CrCanvas *canvas)
{
  cr_canvas_update_actions (canvas);
  cr_canvas_show_steps (canvas);
  cr_canvas_renew_overview (canvas);
  cr_canvas_describe_soon (canvas);
  g_signal_emit_by_name (canvas, "selection-changed");
}

static gboolean
on_settled (gpointer data)
{
  CrCanvas *canvas = data;

  canvas->settle_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return G_SOURCE_REMOVE;
}

static void
on_viewport_changed (CrCanvas *canvas)
{
  cr_canvas_hide_card (canvas);
  g_clear_handle_id (&canvas->settle_source, g_source_remove);
  canvas->settle_source = g_timeout_add (SETTLE_TIME, on_settled, canvas);
  if (!canvas->is_allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  g_object_notify (G_OBJECT (canvas), "zoom");
}

void
cr_canvas_update_cursor (CrCanvas *canvas)
{
  static const char *const names[] = {
    [CR_CURSOR_DEFAULT] = "default",
    [CR_CURSOR_NODE] = "pointer",
    [CR_CURSOR_PORT] = "crosshair",
    [CR_CURSOR_VALUE] = "ew-resize",
    [CR_CURSOR_MOVING] = "grabbing",
    [CR_CURSOR_PANNING] = "grabbing",
    [CR_CURSOR_REFUSED] = "not-allowed",
  };

  gboolean is_blank = cr_editor_is_idle (canvas->editor) && cr_canvas_is_over_blank (canvas, canvas->pointer);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (canvas), is_blank ? "text" : names[cr_editor_get_cursor (canvas->editor)]);
}

void
cr_canvas_tell (CrCanvas *canvas, const char *message)
{
  cr_canvas_show_bubble (canvas, message, canvas->pointer);
  g_signal_emit_by_name (canvas, "message", message);
}

/* A message is about what was tried last; other steps there may be after it. */
static void
on_changed (CrCanvas *canvas)
{
  cr_canvas_update_actions (canvas);
  cr_canvas_hide_bubble (canvas);
}

static void
on_position_changed (CrCanvas *canvas)
{
  cr_canvas_update_actions (canvas);
  cr_canvas_show_steps (canvas);
}

/* --- Following them --- */

void
cr_canvas_follow_editor (CrCanvas *canvas)
{
  g_signal_connect_swapped (canvas->editor, "redraw", G_CALLBACK (on_redraw), canvas);
  g_signal_connect_swapped (canvas->editor, "selection-changed", G_CALLBACK (on_selection_changed), canvas);
  g_signal_connect_swapped (canvas->editor, "viewport-changed", G_CALLBACK (on_viewport_changed), canvas);
  g_signal_connect_swapped (canvas->editor, "cursor-changed", G_CALLBACK (cr_canvas_update_cursor), canvas);
  g_signal_connect_swapped (canvas->editor, "entry-changed", G_CALLBACK (cr_canvas_update_entry), canvas);
  g_signal_connect_swapped (canvas->editor, "search-changed", G_CALLBACK (cr_canvas_update_search), canvas);
  g_signal_connect_swapped (canvas->editor, "layout-changed", G_CALLBACK (cr_canvas_update_progress), canvas);
  g_signal_connect_swapped (canvas->editor, "message", G_CALLBACK (cr_canvas_tell), canvas);
}

void
cr_canvas_follow_document (CrCanvas *canvas, CrDocument *document)
{
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), canvas, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "position-changed", G_CALLBACK (on_position_changed), canvas, G_CONNECT_SWAPPED);
}
