/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: the steps of one pass, and the tape run as far as one of them. */
#include "cr-timeline.h"

struct _CrTimeline
{
  GArray *steps; /* of CrTimelineStep */
  guint first[CR_PHASE_UPDATE + 2]; /* of each phase, and the end */
  guint position; /* where the last seek left @tape */
  const CrTape *tape;
  double *update; /* (nullable): the parameter vector after the update */
};

/* --- The steps --- */

/* A gate that takes a step: it is computed, and is no source. */
static gboolean
takes_step (const CrTape *tape, CrKey key)
{
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), key);

  return !cr_gate_is_source (node->gate) && cr_tape_get_state (tape, key) == CR_NODE_READY;
}

static guint32
get_layer (GHashTable *layers, CrKey key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (layers, GUINT_TO_POINTER (key)));
}

/* One more than the highest layer among the operands; sources are at 0. */
static GHashTable *
find_layers (const CrTape *tape)
{
  GHashTable *layers = g_hash_table_new (NULL, NULL);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);
      guint32 layer = 0;

      for (guint operand = 0; operand < node->n_operands; operand++)
        if (node->operands[operand] != CR_KEY_NONE)
          layer = MAX (layer, get_layer (layers, node->operands[operand]) + 1);
      g_hash_table_insert (layers, GUINT_TO_POINTER (order[i]), GUINT_TO_POINTER (layer));
    }
  return layers;
}

static int
compare_layers (gconstpointer a, gconstpointer b)
{
  const CrTimelineStep *first = a, *second = b;

  return (first->layer > second->layer) - (first->layer < second->layer);
}

static void
add_forward (CrTimeline *timeline, const CrTape *tape)
{
  g_autoptr (GHashTable) layers = find_layers (tape);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    if (takes_step (tape, order[i]))
      {
        CrTimelineStep step = { CR_PHASE_FORWARD, get_layer (layers, order[i]) - 1, order[i] };

        g_array_append_val (timeline->steps, step);
      }
  /* Stable: within a layer the tape's order stays. */
  g_array_sort (timeline->steps, compare_layers);
}

/* The forward steps that the output depends on, mirrored; layers are counted anew from the output's. */
static void
add_backward (CrTimeline *timeline, const CrTape *tape)
{
  guint n_forward = timeline->steps->len - 1;
  guint layer = 0, last = G_MAXUINT;

  for (guint i = n_forward; i-- > 0;)
    {
      CrTimelineStep step = g_array_index (timeline->steps, CrTimelineStep, i);

      if (!cr_tape_runs_backward (tape, step.key))
        continue;
      if (last != G_MAXUINT && step.layer != last)
        layer++;
      last = step.layer;
      step = (CrTimelineStep) { CR_PHASE_BACKWARD, layer, step.key };
      g_array_append_val (timeline->steps, step);
    }
}

static gboolean
is_trained_on_output (const CrTape *tape)
{
  const CrTraining *training = cr_graph_get_parts (cr_tape_get_graph (tape))->training;

  return training != NULL && (training->loss == CR_KEY_NONE || training->loss == cr_tape_get_output (tape, NULL));
}

/* Of every gate that runs backward the operands, by key. */
static GHashTable *
find_fed (const CrTape *tape)
{
  GHashTable *fed = g_hash_table_new (NULL, NULL);
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);

      for (guint operand = 0; cr_tape_runs_backward (tape, order[i]) && operand < node->n_operands; operand++)
        if (operand != node->gate->label)
          g_hash_table_add (fed, GUINT_TO_POINTER (node->operands[operand]));
    }
  return fed;
}

/* All of them at once: parameters that something feeds back to, and units. */
static void
add_update (CrTimeline *timeline, const CrTape *tape)
{
  g_autoptr (GHashTable) fed = is_trained_on_output (tape) ? find_fed (tape) : NULL;
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);

  for (guint i = 0; fed != NULL && i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), order[i]);
      CrTimelineStep step = { CR_PHASE_UPDATE, 0, order[i] };
      gboolean is_unit = cr_gate_is_unit (node->gate) && cr_tape_runs_backward (tape, order[i]);

      if (is_unit || (g_str_equal (node->gate->name, "parameter") && g_hash_table_contains (fed, GUINT_TO_POINTER (order[i]))))
        g_array_append_val (timeline->steps, step);
    }
}

CrTimeline *
cr_timeline_new (const CrTape *tape)
{
  CrTimeline *timeline = g_new0 (CrTimeline, 1);
  CrKey output = cr_tape_get_output (tape, NULL);

  timeline->steps = g_array_new (FALSE, FALSE, sizeof (CrTimelineStep));
  add_forward (timeline, tape);
  timeline->first[CR_PHASE_LOSS] = timeline->steps->len;
  if (output != CR_KEY_NONE && cr_tape_get_state (tape, output) == CR_NODE_READY)
    {
      CrTimelineStep loss = { CR_PHASE_LOSS, 0, output };

      g_array_append_val (timeline->steps, loss);
      timeline->first[CR_PHASE_BACKWARD] = timeline->steps->len;
      add_backward (timeline, tape);
      timeline->first[CR_PHASE_UPDATE] = timeline->steps->len;
      add_update (timeline, tape);
    }
  else
    timeline->first[CR_PHASE_BACKWARD] = timeline->first[CR_PHASE_UPDATE] = timeline->steps->len;
  timeline->first[CR_PHASE_UPDATE + 1] = timeline->steps->len;
  return timeline;
}

void
cr_timeline_free (CrTimeline *timeline)
{
  g_array_unref (timeline->steps);
  g_free (timeline->update);
  g_free (timeline);
}

const CrTimelineStep *
cr_timeline_get_steps (const CrTimeline *timeline, guint *n_steps)
{
  *n_steps = timeline->steps->len;
  return (const CrTimelineStep *) timeline->steps->data;
}

void
cr_timeline_get_phase (const CrTimeline *timeline, CrPhase phase, guint *first, guint *n_steps)
{
  *first = timeline->first[phase];
  *n_steps = timeline->first[phase + 1] - timeline->first[phase];
}

guint
cr_timeline_get_pass_end (const CrTimeline *timeline)
{
  return timeline->first[CR_PHASE_UPDATE];
}

/* --- Running the tape --- */

/* A walk that has shown another update begins anew. */
void
cr_timeline_set_update (CrTimeline *timeline, const double *values, gsize n)
{
  g_clear_pointer (&timeline->update, g_free);
  if (values != NULL)
    timeline->update = g_memdup2 (values, n * sizeof (double));
  if (timeline->position > timeline->first[CR_PHASE_UPDATE])
    timeline->tape = NULL;
}

static void
run_step (const CrTimeline *timeline, CrTape *tape, const CrTimelineStep *step)
{
  switch (step->phase)
    {
    case CR_PHASE_FORWARD:
      cr_tape_forward_step (tape, cr_tape_get_place (tape, step->key));
      break;
    case CR_PHASE_LOSS:
      cr_tape_backward_begin (tape, NULL);
      break;
    case CR_PHASE_BACKWARD:
      cr_tape_backward_step (tape, cr_tape_get_place (tape, step->key));
      break;
    case CR_PHASE_UPDATE:
      if (timeline->update == NULL)
        break;
      if (step == &g_array_index (timeline->steps, CrTimelineStep, timeline->first[CR_PHASE_UPDATE]))
        cr_tape_set_update (tape, timeline->update);
      cr_tape_update_step (tape, cr_tape_get_place (tape, step->key));
      break;
    default:
      g_assert_not_reached ();
    }
}

void
cr_timeline_seek (CrTimeline *timeline, CrTape *tape, guint position)
{
  guint at = timeline->position;

  position = MIN (position, timeline->steps->len);
  if (position == timeline->first[CR_PHASE_UPDATE])
    {
      cr_tape_forward (tape);
      cr_tape_backward (tape, NULL);
      return;
    }
  if (!cr_tape_is_stepping (tape) || timeline->tape != tape || at > position)
    {
      cr_tape_rewind (tape);
      at = 0;
    }
  for (; at < position; at++)
    run_step (timeline, tape, &g_array_index (timeline->steps, CrTimelineStep, at));
  timeline->position = position;
  timeline->tape = tape;
}

/* --- Finding a position --- */

static gboolean
is_one_move (const CrTimelineStep *a, const CrTimelineStep *b, CrGrain grain)
{
  return grain != CR_GRAIN_OPERATION && a->phase == b->phase && (grain == CR_GRAIN_PHASE || a->layer == b->layer);
}

guint
cr_timeline_move (const CrTimeline *timeline, guint position, CrGrain grain, int direction)
{
  const CrTimelineStep *steps = (const CrTimelineStep *) timeline->steps->data;
  guint n_steps = timeline->steps->len;

  position = MIN (position, n_steps);
  if (direction > 0 && position < n_steps)
    for (position++; position < n_steps && is_one_move (&steps[position - 1], &steps[position], grain);)
      position++;
  else if (direction < 0 && position > 0)
    for (position--; position > 0 && is_one_move (&steps[position - 1], &steps[position], grain);)
      position--;
  return position;
}

guint
cr_timeline_find (const CrTimeline *timeline, CrPhase phase, CrKey key)
{
  for (guint i = timeline->first[phase]; i < timeline->first[phase + 1]; i++)
    if (g_array_index (timeline->steps, CrTimelineStep, i).key == key)
      return i + 1;
  return 0;
}

static gboolean
stops_before (const CrGraph *graph, const CrTimelineStep *step)
{
  const CrNode *node = cr_graph_get_node (graph, step->key);

  if (node == NULL || step->phase == CR_PHASE_LOSS || step->phase == CR_PHASE_UPDATE)
    return FALSE;
  return (node->breakpoint & (step->phase == CR_PHASE_FORWARD ? CR_BREAKPOINT_FORWARD : CR_BREAKPOINT_BACKWARD)) != 0;
}

guint
cr_timeline_find_stop (const CrTimeline *timeline, const CrGraph *graph, guint position, int direction)
{
  const CrTimelineStep *steps = (const CrTimelineStep *) timeline->steps->data;
  guint n_steps = timeline->steps->len;

  position = MIN (position, n_steps);
  if (direction > 0)
    {
      while (position < n_steps)
        if (++position < n_steps && stops_before (graph, &steps[position]))
          break;
    }
  else
    while (position > 0)
      if (stops_before (graph, &steps[--position]))
        break;
  return position;
}
