/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lecture's examples, read: for the start page and the menus. */
#include "cr-lecture.h"

#include "cr-examples.h"
#include "cr-graph-reader.h"
#include "cr-lecture-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
read_example (GArray *examples, const char *name)
{
  g_autoptr (GBytes) bytes = cr_example_load (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  CrLectureExample example = { .name = name };
  const char *title;
  const char *description;
  g_autofree char *summary = NULL;

  if (graph == NULL)
    {
      g_warning ("%s: %s", name, error->message);
      return;
    }
  title = cr_graph_get_title (graph);
  description = cr_graph_get_description (graph);
  example.is_training = cr_graph_get_parts (graph)->training != NULL;
  example.title = g_strdup (title != NULL ? _(title) : name);
  summary = description != NULL ? g_strndup (description, strcspn (description, "\n")) : g_strdup ("");
  example.summary = g_strdup (*summary != '\0' ? _(summary) : "");
  example.graph = g_steal_pointer (&graph);
  g_array_append_val (examples, example);
}

const CrLectureExample *
cr_lecture_get_examples (guint *n_examples)
{
  static GArray *examples;

  if (examples == NULL)
    {
      examples = g_array_new (FALSE, FALSE, sizeof (CrLectureExample));
      for (const char *const *name = cr_examples_get_names (); *name != NULL; name++)
        read_example (examples, *name);
    }
  *n_examples = examples->len;
  return (const CrLectureExample *) examples->data;
}

const CrLectureExample *
cr_lecture_find (const char *name)
{
  guint n_examples;
  const CrLectureExample *examples = cr_lecture_get_examples (&n_examples);

  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < n_examples; i++)
    if (g_str_equal (examples[i].name, name))
      return &examples[i];
  return NULL;
}

static GMenuModel *
new_menu (gboolean for_training)
{
  GMenu *menu = g_menu_new ();
  guint n_examples;
  const CrLectureExample *examples = cr_lecture_get_examples (&n_examples);

  for (guint i = 0; i < n_examples; i++)
    if (examples[i].is_training == for_training)
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (examples[i].title, NULL);

        g_menu_item_set_action_and_target (item, "win.open-example", "s", examples[i].name);
        g_menu_append_item (menu, item);
      }
  return G_MENU_MODEL (menu);
}

void
cr_lecture_append_to_menu (GMenu *section)
{
  g_autoptr (GMenuModel) lecture = new_menu (FALSE);
  g_autoptr (GMenuModel) nets = new_menu (TRUE);

  g_menu_append_submenu (section, _("_From the Lecture"), lecture);
  g_menu_append_submenu (section, _("_Train a Net"), nets);
}
