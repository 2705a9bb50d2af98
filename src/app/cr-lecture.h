/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lecture's examples, read: for the start page and the menus. */
#pragma once

#include "cr-graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CrLectureExample:
 * @name: its name among the examples, "sigmoid-neuron"
 * @title: its title
 * @summary: the first line of its description
 * @graph: the graph
 * @is_training: whether it is there to be trained
 */
typedef struct
{
  const char *name;
  char *title;
  char *summary;
  CrGraph *graph;
  gboolean is_training;
} CrLectureExample;

/* All of them, in the order in which they are shown; read at the first call, owned by the program. An example that cannot be read is
 * left out with a warning: it is the program's fault, and a test looks for it. */
const CrLectureExample *cr_lecture_get_examples (guint *n_examples);

/* The example of that name, or NULL. */
const CrLectureExample *cr_lecture_find (const char *name);

/* Appends two submenus to @section, as the start page has them: what explains, and what is there to be trained; each row opens its example by
 * win.open-example. */
void cr_lecture_append_to_menu (GMenu *section);

G_END_DECLS
