/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state a run was in at which version of the document. */
#include "cr-training-marks.h"

typedef struct
{
  CrGraph *version;
  CrTrainerState *state;
  gboolean is_edited;
} Mark;

struct _CrTrainingMarks
{
  GArray *marks; /* of Mark, the newest last */
  gsize n_bytes;
};

static void
mark_clear (Mark *mark)
{
  cr_graph_unref (mark->version);
  cr_trainer_state_unref (mark->state);
}

CrTrainingMarks *
cr_training_marks_new (void)
{
  CrTrainingMarks *marks = g_new0 (CrTrainingMarks, 1);

  marks->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_array_set_clear_func (marks->marks, (GDestroyNotify) mark_clear);
  return marks;
}

void
cr_training_marks_free (CrTrainingMarks *marks)
{
  g_array_unref (marks->marks);
  g_free (marks);
}

static int
find (const CrTrainingMarks *marks, const CrGraph *version)
{
  for (int i = (int) marks->marks->len - 1; i >= 0; i--)
    if (g_array_index (marks->marks, Mark, i).version == version)
      return i;
  return -1;
}

static void
forget (CrTrainingMarks *marks, guint i)
{
  marks->n_bytes -= cr_trainer_state_get_size (g_array_index (marks->marks, Mark, i).state);
  g_array_remove_index (marks->marks, i);
}

void
cr_training_marks_add (CrTrainingMarks *marks, const CrGraph *version, const CrTrainerState *state, gboolean is_edited)
{
  Mark mark = { cr_graph_ref (version), cr_trainer_state_ref (state), is_edited };
  int known = find (marks, version);

  if (known >= 0)
    forget (marks, known);
  g_array_append_val (marks->marks, mark);
  marks->n_bytes += cr_trainer_state_get_size (state);
  while (marks->marks->len > 1 && (marks->marks->len > CR_TRAINING_MARKS_MOST || marks->n_bytes > CR_TRAINING_MARKS_MOST_BYTES))
    forget (marks, 0);
}

const CrTrainerState *
cr_training_marks_find (const CrTrainingMarks *marks, const CrGraph *version, gboolean *is_edited)
{
  int i = find (marks, version);

  if (i < 0)
    return NULL;
  *is_edited = g_array_index (marks->marks, Mark, i).is_edited;
  return g_array_index (marks->marks, Mark, i).state;
}
