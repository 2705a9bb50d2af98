/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: a list of versions with the name of the step that led to each. */
#include "cr-history.h"

typedef struct
{
  CrGraph *graph;
  char *name; /* of the step that led here; NULL for the first version */
} Step;

struct _CrHistory
{
  GArray *steps; /* of Step */
  guint current;
  CrGraph *saved;
};

static void
step_clear (gpointer data)
{
  Step *step = data;

  cr_graph_unref (step->graph);
  g_free (step->name);
}

static Step *
get_step (const CrHistory *history, guint index)
{
  return &g_array_index (history->steps, Step, index);
}

CrHistory *
cr_history_new (const CrGraph *first)
{
  CrHistory *history = g_new0 (CrHistory, 1);
  Step step = { cr_graph_ref (first), NULL };

  history->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (history->steps, step_clear);
  g_array_append_val (history->steps, step);
  history->saved = cr_graph_ref (first);
  return history;
}

void
cr_history_free (CrHistory *history)
{
  g_array_unref (history->steps);
  cr_graph_unref (history->saved);
  g_free (history);
}

const CrGraph *
cr_history_get_current (const CrHistory *history)
{
  return get_step (history, history->current)->graph;
}

void
cr_history_push (CrHistory *history, const CrGraph *graph, const char *name)
{
  Step step = { cr_graph_ref (graph), g_strdup (name) };

  g_array_set_size (history->steps, history->current + 1);
  g_array_append_val (history->steps, step);
  history->current++;
}

void
cr_history_amend (CrHistory *history, const CrGraph *graph)
{
  Step *step = get_step (history, history->current);
  CrGraph *before = step->graph;

  step->graph = cr_graph_ref (graph);
  cr_graph_unref (before);
}

gboolean
cr_history_undo (CrHistory *history)
{
  if (history->current == 0)
    return FALSE;
  history->current--;
  return TRUE;
}

gboolean
cr_history_redo (CrHistory *history)
{
  if (history->current + 1 >= history->steps->len)
    return FALSE;
  history->current++;
  return TRUE;
}

const char *
cr_history_get_undo_name (const CrHistory *history)
{
  return history->current > 0 ? get_step (history, history->current)->name : NULL;
}

const char *
cr_history_get_redo_name (const CrHistory *history)
{
  return history->current + 1 < history->steps->len ? get_step (history, history->current + 1)->name : NULL;
}

guint
cr_history_get_n_steps (const CrHistory *history)
{
  return history->steps->len - 1;
}

guint
cr_history_get_version (const CrHistory *history)
{
  return history->current;
}

gboolean
cr_history_is_saved (const CrHistory *history, guint version)
{
  g_return_val_if_fail (version < history->steps->len, FALSE);

  return get_step (history, version)->graph == history->saved;
}

const char *
cr_history_get_step_name (const CrHistory *history, guint version)
{
  g_return_val_if_fail (version > 0 && version < history->steps->len, NULL);

  return get_step (history, version)->name;
}

void
cr_history_go_to (CrHistory *history, guint version)
{
  g_return_if_fail (version < history->steps->len);

  history->current = version;
}

void
cr_history_mark_saved (CrHistory *history, const CrGraph *saved)
{
  CrGraph *before = history->saved;

  history->saved = cr_graph_ref (saved);
  cr_graph_unref (before);
}

gboolean
cr_history_is_modified (const CrHistory *history)
{
  return history->saved != cr_history_get_current (history);
}
