/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo, as tables of commands. */
#include "cr-history.h"

typedef enum
{
  PUSH,
  AMEND,
  UNDO,
  REDO,
  SAVE,
} Command;

typedef struct
{
  Command command;
  guint version;      /* to push or amend; after undo and redo: the one that must be current */
  gboolean succeeds;  /* of undo and redo */
  gboolean modified;  /* afterwards */
} Step;

static const Step story[] = {
  { UNDO, 0, FALSE, FALSE }, { PUSH, 1, TRUE, TRUE },  { PUSH, 2, TRUE, TRUE },  { UNDO, 1, TRUE, TRUE },
  { UNDO, 0, TRUE, FALSE },  { UNDO, 0, FALSE, FALSE }, { REDO, 1, TRUE, TRUE },  { SAVE, 1, TRUE, FALSE },
  { REDO, 2, TRUE, TRUE },   { REDO, 2, FALSE, TRUE },  { UNDO, 1, TRUE, FALSE }, { PUSH, 3, TRUE, TRUE },
  { REDO, 3, FALSE, TRUE },  { AMEND, 4, TRUE, TRUE },  { UNDO, 1, TRUE, FALSE }, { REDO, 4, TRUE, TRUE },
};

static gboolean
perform (CrHistory *history, Command command, const CrGraph *version)
{
  switch (command)
    {
    case PUSH:
      cr_history_push (history, version, "step");
      break;
    case AMEND:
      cr_history_amend (history, version);
      break;
    case UNDO:
      return cr_history_undo (history);
    case REDO:
      return cr_history_redo (history);
    case SAVE:
      cr_history_mark_saved (history, version);
      break;
    }
  return TRUE;
}

static void
test_story (void)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) cr_graph_unref);

  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (versions, cr_graph_new ());

  g_autoptr (CrHistory) history = cr_history_new (g_ptr_array_index (versions, 0));

  for (guint i = 0; i < G_N_ELEMENTS (story); i++)
    {
      const Step *step = &story[i];
      const CrGraph *version = g_ptr_array_index (versions, step->version);

      g_assert_cmpint (perform (history, step->command, version), ==, step->succeeds);
      g_assert_true (cr_history_get_current (history) == version);
      g_assert_cmpint (cr_history_is_modified (history), ==, step->modified);
    }
}

static void
test_names (void)
{
  g_autoptr (CrGraph) graph = cr_graph_new ();
  g_autoptr (CrHistory) history = cr_history_new (graph);

  g_assert_null (cr_history_get_undo_name (history));
  cr_history_push (history, graph, "Move x");
  cr_history_push (history, graph, "Delete x");
  g_assert_cmpstr (cr_history_get_undo_name (history), ==, "Delete x");
  g_assert_null (cr_history_get_redo_name (history));
  cr_history_undo (history);
  g_assert_cmpstr (cr_history_get_undo_name (history), ==, "Move x");
  g_assert_cmpstr (cr_history_get_redo_name (history), ==, "Delete x");
}

/* All steps can be listed and gone to, those that were undone too; a new one takes them away. */
static void
test_list (void)
{
  CrGraph *versions[3];
  g_autoptr (CrHistory) history = NULL;

  for (guint i = 0; i < 3; i++)
    versions[i] = cr_graph_new ();
  history = cr_history_new (versions[0]);
  g_assert_cmpuint (cr_history_get_n_steps (history), ==, 0);
  cr_history_push (history, versions[1], "Move x");
  cr_history_push (history, versions[2], "Delete x");
  cr_history_mark_saved (history, versions[1]);
  cr_history_go_to (history, 0);
  g_assert_true (cr_history_get_current (history) == versions[0]);
  g_assert_cmpuint (cr_history_get_version (history), ==, 0);
  g_assert_cmpuint (cr_history_get_n_steps (history), ==, 2);
  g_assert_cmpstr (cr_history_get_step_name (history, 1), ==, "Move x");
  g_assert_cmpstr (cr_history_get_step_name (history, 2), ==, "Delete x");
  g_assert_true (cr_history_is_saved (history, 1));
  g_assert_false (cr_history_is_saved (history, 2));
  g_assert_cmpstr (cr_history_get_redo_name (history), ==, "Move x");
  cr_history_go_to (history, 2);
  g_assert_null (cr_history_get_redo_name (history));
  cr_history_go_to (history, 1);
  cr_history_push (history, versions[0], "Turn x");
  g_assert_cmpuint (cr_history_get_n_steps (history), ==, 2);
  g_assert_cmpstr (cr_history_get_step_name (history, 2), ==, "Turn x");
  for (guint i = 0; i < 3; i++)
    cr_graph_unref (versions[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/story", test_story);
  g_test_add_func ("/history/names", test_names);
  g_test_add_func ("/history/list", test_list);
  return g_test_run ();
}
