/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two sides of a run share: for the cr-run*.c files alone. */
#pragma once

#include "cr-run.h"

typedef enum
{
  CR_ORDER_START,
  CR_ORDER_PAUSE,
  CR_ORDER_ADVANCE,
  CR_ORDER_SPEED,
  CR_ORDER_UPDATE,
  CR_ORDER_RESET,
  CR_ORDER_SEEK,
  CR_ORDER_RESTORE,
  CR_ORDER_WATCH,
  CR_ORDER_QUIT,
} CrOrderKind;

/**
 * CrOrder:
 * @number: epochs of START, the step of SEEK
 * @unit: of ADVANCE and SPEED
 * @speed: of SPEED
 * @watched: of WATCH
 * @state: of RESTORE
 * @before: of UPDATE, as @graph and @data
 */
typedef struct
{
  CrOrderKind kind;
  guint64 serial;
  guint64 number;
  CrRunUnit unit;
  double speed;
  gsize watched[2];
  CrTrainerState *state;
  CrGraph *before;
  CrGraph *graph;
  CrData *data;
} CrOrder;

void cr_order_free (CrOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrOrder, cr_order_free)

/**
 * CrRun:
 * @orders: of #CrOrder
 * @mailbox: the newest #CrSnapshot that nobody took yet; exchanged atomically
 * @is_notified: whether the window knows that one lies there; atomic
 * @last_serial: of the orders given; the window's
 * @notify: the window's, on its main context
 *
 * Held by the window and by the thread.
 */
struct _CrRun
{
  gatomicrefcount references;
  GAsyncQueue *orders;
  CrSnapshot *mailbox;
  int is_notified;
  guint64 last_serial;
  void (*notify) (CrRun *run, gpointer data);
  gpointer notify_data;
};

CrRun *cr_run_ref (CrRun *run);
void cr_run_unref (CrRun *run);

/* Leaves a snapshot (transfer full) in the mailbox and tells the window. */
void cr_run_publish (CrRun *run, CrSnapshot *snapshot);

/* Whether the last snapshot was taken. */
gboolean cr_run_is_taken (CrRun *run);

/* The thread: takes over a reference to the run. */
gpointer cr_run_thread (gpointer run);
