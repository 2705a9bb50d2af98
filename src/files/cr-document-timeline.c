/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a document's timeline stands, and its tape run as far as that. */
#include "cr-document-private.h"
#include "cr-next-update.h"

/* Of each gate whether it can take a step: a label that cannot be used shows only when the tape has run. */
static guint
hash_states (const CrTape *tape)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (tape, &n_nodes);
  guint hash = 5381;

  for (guint i = 0; i < n_nodes; i++)
    hash = hash * 33 + cr_tape_get_state (tape, order[i]);
  return hash;
}

/* Where in @timeline the last of these steps that it has too is done. */
static guint
find_again (const CrTimeline *timeline, const CrTimelineStep *steps, guint n_done)
{
  guint position = 0;

  while (n_done > 0 && position == 0)
    {
      n_done--;
      position = cr_timeline_find (timeline, steps[n_done].phase, steps[n_done].key);
    }
  return position;
}

/* After a forward pass: makes the steps anew where the tape has others, and keeps the position. */
static void
update_timeline (CrDocument *document)
{
  guint n_compiles = cr_tape_get_n_compiles (document->tape);
  guint states = hash_states (document->tape);
  g_autoptr (CrTimeline) before = NULL;
  const CrTimelineStep *steps;
  guint n_before;

  if (document->timeline != NULL && document->timeline_compile == n_compiles && document->timeline_states == states)
    return;
  before = g_steal_pointer (&document->timeline);
  document->timeline = cr_timeline_new (document->tape);
  document->timeline_compile = n_compiles;
  document->timeline_states = states;
  if (before == NULL || document->position == CR_POSITION_END)
    return;
  steps = cr_timeline_get_steps (before, &n_before);
  document->position = find_again (document->timeline, steps, MIN (document->position, n_before));
  if (document->position == cr_timeline_get_pass_end (document->timeline))
    document->position = CR_POSITION_END;
}

static void
run_all (CrTape *tape)
{
  /* Without an output there are values and no gradients; the tape says so to whoever asks. */
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
}

/* What the parameters are after the update, of the numbers as they are now. */
static void
find_update (CrDocument *document)
{
  g_autofree double *values = NULL;
  CrTapeParameters parameters;

  if (document->has_update)
    return;
  run_all (document->tape);
  cr_tape_get_parameters (document->tape, &parameters);
  values = cr_next_update_find (document->tape);
  cr_timeline_set_update (document->timeline, values, parameters.n);
  document->has_update = TRUE;
}

void
cr_document_run_tape (CrDocument *document)
{
  if (!document->is_run)
    document->has_update = FALSE;
  if (document->position != CR_POSITION_END && !(document->is_run && cr_tape_is_stepping (document->tape)))
    {
      cr_tape_forward (document->tape);
      update_timeline (document);
    }
  if (document->position != CR_POSITION_END && document->position > cr_timeline_get_pass_end (document->timeline))
    find_update (document);
  if (document->position != CR_POSITION_END)
    cr_timeline_seek (document->timeline, document->tape, document->position);
  else if (!cr_tape_is_current (document->tape))
    run_all (document->tape);
  document->is_run = TRUE;
}

const CrTimeline *
cr_document_get_timeline (CrDocument *document)
{
  g_return_val_if_fail (CR_IS_DOCUMENT (document), NULL);

  CrTape *tape = cr_document_get_tape (document);

  if (!cr_tape_is_stepping (tape))
    update_timeline (document);
  return document->timeline;
}

guint
cr_document_get_position (CrDocument *document)
{
  const CrTimeline *timeline;
  guint n_steps;

  g_return_val_if_fail (CR_IS_DOCUMENT (document), 0);

  timeline = cr_document_get_timeline (document);
  cr_timeline_get_steps (timeline, &n_steps);
  return document->position == CR_POSITION_END ? cr_timeline_get_pass_end (timeline) : MIN (document->position, n_steps);
}

void
cr_document_set_position (CrDocument *document, guint position)
{
  const CrTimeline *timeline;
  guint n_steps;

  g_return_if_fail (CR_IS_DOCUMENT (document));

  timeline = cr_document_get_timeline (document);
  cr_timeline_get_steps (timeline, &n_steps);
  if (position > n_steps || position == cr_timeline_get_pass_end (timeline))
    position = CR_POSITION_END;
  if (document->position == position)
    return;
  document->position = position;
  g_signal_emit_by_name (document, "position-changed");
}

void
cr_document_set_fault (CrDocument *document, CrKey key, CrFault fault)
{
  g_return_if_fail (CR_IS_DOCUMENT (document));

  cr_tape_set_fault (cr_document_get_tape (document), key, fault);
  document->is_run = FALSE;
  g_signal_emit_by_name (document, "position-changed");
}
