/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program has done to the view because of an edit. */
#include "cr-view-history.h"

#define MOST_STEPS 32

typedef struct
{
  CrGraph *before;
  CrGraph *after;
  CrLook was;
  CrLook is;
} Step;

struct _CrViewHistory
{
  GQueue steps; /* the newest first */
};

static void
free_step (Step *step)
{
  cr_graph_unref (step->before);
  cr_graph_unref (step->after);
  g_free (step);
}

CrViewHistory *
cr_view_history_new (void)
{
  CrViewHistory *history = g_new0 (CrViewHistory, 1);

  g_queue_init (&history->steps);
  return history;
}

void
cr_view_history_free (CrViewHistory *history)
{
  cr_view_history_clear (history);
  g_free (history);
}

void
cr_view_history_clear (CrViewHistory *history)
{
  g_queue_clear_full (&history->steps, (GDestroyNotify) free_step);
}

void
cr_view_history_note (CrViewHistory *history, const CrGraph *before, CrLook was, const CrGraph *after, CrLook is)
{
  Step *step = g_new (Step, 1);

  *step = (Step) { cr_graph_ref (before), cr_graph_ref (after), was, is };
  g_queue_push_head (&history->steps, step);
  if (g_queue_get_length (&history->steps) > MOST_STEPS)
    free_step (g_queue_pop_tail (&history->steps));
}

/* Two that show the whole are the same, whatever size the view has meanwhile. */
static gboolean
is_same (CrLook a, CrLook b)
{
  return a.is_fit == b.is_fit && (a.is_fit || (a.zoom == b.zoom && a.centre.x == b.centre.x && a.centre.y == b.centre.y));
}

gboolean
cr_view_history_find (const CrViewHistory *history, const CrGraph *before, const CrGraph *after, CrLook now, CrLook *look)
{
  for (const GList *link = history->steps.head; link != NULL; link = link->next)
    {
      const Step *step = link->data;
      gboolean is_undo = step->after == before && step->before == after;
      gboolean is_redo = step->before == before && step->after == after;

      if ((!is_undo && !is_redo) || !is_same (now, is_undo ? step->is : step->was))
        continue;
      *look = is_undo ? step->was : step->is;
      return TRUE;
    }
  return FALSE;
}
