/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training of the window's document: its bar, its actions, its results. */
#include "cr-window-private.h"

#include "cr-count.h"
#include "cr-curves-panel.h"
#include "cr-landscape-panel.h"
#include "cr-layer-panel.h"
#include "cr-show-panel.h"
#include "cr-space-panel.h"

#include <glib/gi18n-lib.h>

#define BAR_REST 250000 /* microseconds */
#define FRAMES_A_SNAPSHOT 2

/* --- What is shown --- */

static void
set_enabled (CrWindow *self, const char *action, gboolean is_enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), is_enabled);
}

static void
update_actions (CrWindow *self, const CrSnapshot *snapshot)
{
  gboolean can_train = snapshot != NULL && snapshot->status != CR_RUN_FAILED;
  gboolean can_go_back = can_train && cr_training_session_can_go_back (self->session);

  set_enabled (self, "train-run", can_train);
  set_enabled (self, "train-forward", can_train && !cr_training_session_is_running (self->session));
  set_enabled (self, "train-back", can_go_back);
  set_enabled (self, "train-reset", can_train && cr_training_session_can_reset (self->session));
  set_enabled (self, "train-new-weights", can_train);
}

static char *
dup_title (CrWindow *self, const CrSnapshot *snapshot)
{
  g_autofree char *step = cr_count_to_text (snapshot->place.step);
  g_autofree char *epoch = cr_count_to_text (snapshot->place.epoch);

  if (snapshot->place.n_batches <= 1)
    return g_strdup_printf (_("Step %s"), step);
  if (cr_training_session_get_grain (self->session) != CR_RUN_EPOCH)
    return g_strdup_printf (_("Epoch %s, step %s"), epoch, step);
  return g_strdup_printf (_("Epoch %s"), epoch);
}

/* The epoch stands beside it. */
static const char *const ends[] = {
  [CR_END_EPOCHS] = N_("all epochs done"),
  [CR_END_LOSS] = N_("loss reached"),
  [CR_END_ACCURACY] = N_("accuracy reached"),
  [CR_END_PATIENCE] = N_("no better for a while"),
};

static char *
dup_detail (CrWindow *self, const CrSnapshot *snapshot)
{
  g_autofree char *count = cr_count_to_text (snapshot->last_step);

  if (snapshot->status == CR_RUN_ENDED && (guint) snapshot->end < G_N_ELEMENTS (ends) && ends[snapshot->end] != NULL)
    return g_strdup (_(ends[snapshot->end]));
  if (snapshot->message != NULL)
    return g_strdup (snapshot->message);
  if (snapshot->last_step == 0)
    return g_strdup (_("not run yet"));
  if (cr_training_session_get_grain (self->session) == CR_RUN_EXAMPLE && snapshot->n_rows > 0)
    /* Translators: which example of a step's, of how many */
    return g_strdup_printf (_("example %u of %u"), snapshot->example + 1, snapshot->n_rows);
  if (cr_training_session_get_grain (self->session) == CR_RUN_BATCH)
    /* Translators: after the step that is shown: the last one that is recorded */
    return g_strdup_printf (_("of %s"), count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s step recorded", "%s steps recorded", snapshot->last_step), count);
}

/* While it runs, what is faster cannot be read. */
static void
update_bar (CrWindow *self, const CrSnapshot *snapshot)
{
  gint64 now = g_get_monotonic_time ();
  gboolean is_running = self->session != NULL && cr_training_session_is_running (self->session);
  g_autofree char *title = snapshot != NULL ? dup_title (self, snapshot) : g_strdup ("");
  g_autofree char *detail = snapshot != NULL ? dup_detail (self, snapshot) : g_strdup ("");

  cr_training_bar_set_running (self->training_bar, is_running);
  if (is_running && now < self->bar_until)
    return;
  self->bar_until = now + BAR_REST;
  cr_training_bar_set_position (self->training_bar, snapshot != NULL ? snapshot->place.step : 0,
                                snapshot != NULL ? snapshot->last_step : 0, title, detail);
}

static void
update (CrWindow *self)
{
  gboolean is_wanted = self->session != NULL && cr_training_session_is_wanted (self->session);
  const CrSnapshot *snapshot = is_wanted ? cr_training_session_get_snapshot (self->session) : NULL;

  gtk_stack_page_set_visible (gtk_stack_get_page (self->transports, GTK_WIDGET (self->training_bar)), is_wanted);
  cr_window_update_transports (self);
  gtk_stack_page_set_visible (self->results_stack_page, is_wanted);
  update_actions (self, snapshot);
  update_bar (self, snapshot);
  cr_window_update_trouble (self);
  cr_page_queue_update (self->results_page);
}

/* --- Snapshots ---
 *
 * A snapshot is shown in two frames: the canvas with its maps in the first, the surface and the curves in the one after, so that no frame
 * paints everything. Thirty times a second the eye sees it move.
 */

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrWindow *self = CR_WINDOW (widget);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  if (frame >= self->taken_at && frame < self->taken_at + FRAMES_A_SNAPSHOT)
    return G_SOURCE_CONTINUE;
  self->taken_at = frame;
  self->take_id = 0;
  if (self->session == NULL)
    return G_SOURCE_REMOVE;
  cr_training_session_take (self->session);
  cr_results_panel_show_nodes (self->results_panel);
  return G_SOURCE_REMOVE;
}

static void
on_ready (CrWindow *self)
{
  if (self->take_id == 0)
    self->take_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* --- Actions --- */

static void
set_state (CrWindow *self, const char *action, guint state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), g_variant_new_uint32 (state));
}

/* How far a step goes and how fast, as the session has it. */
static void
show_choices (CrWindow *self)
{
  guint grain = cr_training_session_get_grain (self->session);
  guint speed = cr_training_session_get_speed (self->session);

  set_state (self, "train-grain", grain);
  set_state (self, "train-speed", speed);
  cr_training_bar_show_choice (self->training_bar, grain, speed);
}

static void
run (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  CrWindow *self = data;

  if (cr_training_session_is_running (self->session))
    cr_training_session_pause (self->session);
  else
    cr_training_session_run (self->session);
}

static void
step_forward (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_training_session_forward (CR_WINDOW (data)->session);
}

static void
step_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_training_session_back (CR_WINDOW (data)->session);
}

static void
reset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_training_session_reset (CR_WINDOW (data)->session);
}

static void
draw_weights (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  cr_training_session_draw_weights (CR_WINDOW (data)->session);
}

static void
choose_grain (GSimpleAction *action, GVariant *value, gpointer data)
{
  CrWindow *self = data;
  guint grain = g_variant_get_uint32 (value);

  if (self->session == NULL || grain >= g_strv_length ((char **) cr_training_grain_titles))
    return;
  cr_training_session_set_grain (self->session, grain);
  show_choices (self);
  update (self);
}

static void
choose_speed (GSimpleAction *action, GVariant *value, gpointer data)
{
  CrWindow *self = data;
  guint speed = g_variant_get_uint32 (value);

  if (self->session == NULL || speed >= cr_training_n_speeds)
    return;
  cr_training_session_set_speed (self->session, speed);
  show_choices (self);
}

static const GActionEntry actions[] = {
  { .name = "train-run", .activate = run },
  { .name = "train-forward", .activate = step_forward },
  { .name = "train-back", .activate = step_back },
  { .name = "train-reset", .activate = reset },
  { .name = "train-new-weights", .activate = draw_weights },
  { .name = "train-grain", .parameter_type = "u", .state = "uint32 0", .change_state = choose_grain },
  { .name = "train-speed", .parameter_type = "u", .state = "uint32 0", .change_state = choose_speed },
};

/* --- The bar --- */

static void
on_seek (CrWindow *self, double position)
{
  cr_training_session_seek (self->session, position + 0.5);
}

static void
fill_bar (CrWindow *self)
{
  g_autoptr (GPtrArray) grains = g_ptr_array_new ();
  g_autoptr (GPtrArray) speeds = g_ptr_array_new_with_free_func (g_free);

  for (const char *const *title = cr_training_grain_titles; *title != NULL; title++)
    g_ptr_array_add (grains, (gpointer) _(*title));
  for (guint i = 0; i < cr_training_n_speeds; i++)
    /* Translators: how many steps or epochs a second */
    g_ptr_array_add (speeds, cr_training_speeds[i] > 0 ? g_strdup_printf (_("%.0f/s"), cr_training_speeds[i])
                                                       : g_strdup (_("Fastest")));
  g_ptr_array_add (grains, NULL);
  g_ptr_array_add (speeds, NULL);
  cr_training_bar_set_choices (self->training_bar, (const char *const *) grains->pdata, (const char *const *) speeds->pdata);
}

void
cr_window_add_training (CrWindow *self)
{
  self->training_bar = g_object_new (CR_TYPE_TRAINING_BAR, NULL);
  self->results_panel = CR_RESULTS_PANEL (cr_results_panel_new (self->canvas));
  gtk_stack_add_titled (self->transports, GTK_WIDGET (self->training_bar), "training", _("Training"));
  cr_page_append (self->results_page, CR_PANEL (self->results_panel));
  cr_page_append (self->results_page, CR_PANEL (cr_curves_panel_new (self->canvas)));
  cr_page_append (self->results_page, CR_PANEL (cr_layer_panel_new (self->canvas)));
  cr_page_append (self->results_page, CR_PANEL (cr_space_panel_new (self->canvas)));
  cr_page_append (self->results_page, CR_PANEL (cr_landscape_panel_new (self->canvas)));
  g_signal_connect_swapped (self->training_bar, "seek", G_CALLBACK (on_seek), self);
  fill_bar (self);
  cr_window_add_trouble_bar (self);
  cr_page_append (self->data_page, CR_PANEL (cr_show_panel_new (self->canvas, self->results_panel)));
  cr_headings_add_actions (self->headings, G_ACTION_MAP (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  update (self);
}

static void
set_session (CrPanel *panel, gpointer session)
{
  cr_run_panel_set_session (CR_RUN_PANEL (panel), session);
}

void
cr_window_follow_training (CrWindow *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  self->session = cr_training_session_new (self->document);
  g_signal_connect_swapped (self->session, "ready", G_CALLBACK (on_ready), self);
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (update), self);
  cr_page_foreach (self->results_page, set_session, self->session);
  show_choices (self);
  update (self);
}

void
cr_window_commit_training (CrWindow *self)
{
  if (self->session != NULL)
    cr_training_session_commit (self->session);
}

void
cr_window_pause_training (CrWindow *self)
{
  if (self->session == NULL)
    return;
  cr_training_session_pause (self->session);
  cr_training_session_commit (self->session);
}

CrTrainingSession *
cr_window_get_session (CrWindow *window)
{
  g_return_val_if_fail (CR_IS_WINDOW (window), NULL);

  return window->session;
}

CrNodesShow
cr_window_get_nodes_show (CrWindow *window)
{
  guint shown;

  g_return_val_if_fail (CR_IS_WINDOW (window), CR_NODES_SHOW_NUMBERS);

  if (window->session == NULL || !cr_training_session_is_wanted (window->session))
    return CR_NODES_SHOW_NUMBERS;
  g_object_get (window->results_panel, "nodes-show", &shown, NULL);
  return shown;
}
