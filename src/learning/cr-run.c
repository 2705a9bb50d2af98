/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on a thread of its own: the window's side, orders and snapshots. The thread's is in cr-run-thread.c. */
#include "cr-run-private.h"

#include <string.h>

/* --- Snapshots --- */

CrSnapshot *
cr_snapshot_ref (const CrSnapshot *snapshot)
{
  return g_atomic_rc_box_acquire ((CrSnapshot *) snapshot);
}

static void
snapshot_clear (CrSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->graph, cr_graph_unref);
  g_clear_pointer (&snapshot->data, cr_data_unref);
  g_clear_pointer (&snapshot->message, g_free);
  g_clear_pointer (&snapshot->rows, g_free);
  g_clear_pointer (&snapshot->table, cr_parameter_table_unref);
  g_clear_pointer (&snapshot->parameters, g_free);
  g_clear_pointer (&snapshot->initial, g_atomic_rc_box_release);
  g_clear_pointer (&snapshot->state, cr_trainer_state_unref);
  g_clear_pointer (&snapshot->curve, cr_run_curve_unref);
  g_clear_pointer (&snapshot->path, g_free);
}

void
cr_snapshot_unref (CrSnapshot *snapshot)
{
  g_atomic_rc_box_release_full (snapshot, (GDestroyNotify) snapshot_clear);
}

CrGraph *
cr_snapshot_commit (const CrSnapshot *snapshot, const CrGraph *graph)
{
  if (snapshot->table == NULL)
    return cr_graph_ref (graph);
  return cr_learned_write (graph, snapshot->table, snapshot->parameters, snapshot->initial);
}

gboolean
cr_snapshot_load (const CrSnapshot *snapshot, CrTape *tape)
{
  CrTapeParameters parameters;
  g_autoptr (CrParameterTable) table = cr_parameter_table_new (tape);

  if (snapshot->table == NULL || !cr_parameter_table_equal (table, snapshot->table))
    return FALSE;
  cr_tape_get_parameters (tape, &parameters);
  memcpy (parameters.values, snapshot->parameters, parameters.n * sizeof (double));
  cr_tape_mark_changed (tape);
  return TRUE;
}

/* --- The run --- */

void
cr_order_free (CrOrder *order)
{
  g_clear_pointer (&order->state, cr_trainer_state_unref);
  g_clear_pointer (&order->before, cr_graph_unref);
  g_clear_pointer (&order->graph, cr_graph_unref);
  g_clear_pointer (&order->data, cr_data_unref);
  g_free (order);
}

CrRun *
cr_run_ref (CrRun *run)
{
  g_atomic_ref_count_inc (&run->references);
  return run;
}

void
cr_run_unref (CrRun *run)
{
  if (!g_atomic_ref_count_dec (&run->references))
    return;
  g_async_queue_unref (run->orders);
  g_clear_pointer (&run->mailbox, cr_snapshot_unref);
  g_free (run);
}

static guint64
give (CrRun *run, CrOrder order)
{
  order.serial = ++run->last_serial;
  g_async_queue_push (run->orders, g_memdup2 (&order, sizeof order));
  return order.serial;
}

static guint64
give_version (CrRun *run, const CrGraph *before, const CrGraph *graph, const CrData *data)
{
  return give (run, (CrOrder) {
                        .kind = CR_ORDER_UPDATE,
                        .before = before != NULL ? cr_graph_ref (before) : NULL,
                        .graph = cr_graph_ref (graph),
                        .data = data != NULL ? cr_data_ref (data) : NULL,
                    });
}

CrRun *
cr_run_new (const CrGraph *graph, const CrData *data)
{
  CrRun *run = g_new0 (CrRun, 1);

  g_atomic_ref_count_init (&run->references);
  run->orders = g_async_queue_new_full ((GDestroyNotify) cr_order_free);
  give_version (run, NULL, graph, data);
  g_thread_unref (g_thread_new ("trainer", cr_run_thread, cr_run_ref (run)));
  return run;
}

void
cr_run_free (CrRun *run)
{
  run->notify = NULL;
  give (run, (CrOrder) { .kind = CR_ORDER_QUIT });
  cr_run_unref (run);
}

void
cr_run_set_notify (CrRun *run, void (*notify) (CrRun *run, gpointer data), gpointer data)
{
  run->notify = notify;
  run->notify_data = data;
}

guint64
cr_run_start (CrRun *run, guint64 epochs)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_START, .number = epochs });
}

guint64
cr_run_pause (CrRun *run)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_PAUSE });
}

guint64
cr_run_advance (CrRun *run, CrRunUnit unit)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_ADVANCE, .unit = unit });
}

guint64
cr_run_set_speed (CrRun *run, CrRunUnit unit, double units_per_second)
{
  g_return_val_if_fail (units_per_second >= 0, run->last_serial);
  return give (run, (CrOrder) { .kind = CR_ORDER_SPEED, .unit = unit, .speed = units_per_second });
}

guint64
cr_run_update (CrRun *run, const CrGraph *before, const CrGraph *graph, const CrData *data)
{
  return give_version (run, before, graph, data);
}

guint64
cr_run_reset (CrRun *run)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_RESET });
}

guint64
cr_run_seek (CrRun *run, guint64 step)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_SEEK, .number = step });
}

guint64
cr_run_restore (CrRun *run, const CrTrainerState *state)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_RESTORE, .state = cr_trainer_state_ref (state) });
}

guint64
cr_run_watch (CrRun *run, gsize first, gsize second)
{
  return give (run, (CrOrder) { .kind = CR_ORDER_WATCH, .watched = { first, second } });
}

/* --- The mailbox --- */

/* GLib 2.74 has a compare and exchange, but no exchange of pointers before 2.76's floor is raised; this is the compiler's. */
static CrSnapshot *
exchange (CrRun *run, CrSnapshot *snapshot)
{
  return __atomic_exchange_n (&run->mailbox, snapshot, __ATOMIC_ACQ_REL);
}

CrSnapshot *
cr_run_take (CrRun *run)
{
  g_atomic_int_set (&run->is_notified, FALSE);
  return exchange (run, NULL);
}

gboolean
cr_run_is_taken (CrRun *run)
{
  return g_atomic_pointer_get (&run->mailbox) == NULL;
}

static gboolean
tell_window (gpointer data)
{
  CrRun *run = data;

  if (run->notify != NULL)
    run->notify (run, run->notify_data);
  return G_SOURCE_REMOVE;
}

void
cr_run_publish (CrRun *run, CrSnapshot *snapshot)
{
  CrSnapshot *stale = exchange (run, snapshot);
  g_autoptr (GSource) source = NULL;

  if (stale != NULL)
    cr_snapshot_unref (stale);
  if (!g_atomic_int_compare_and_exchange (&run->is_notified, FALSE, TRUE))
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_window, cr_run_ref (run), (GDestroyNotify) cr_run_unref);
  g_source_attach (source, NULL);
}
