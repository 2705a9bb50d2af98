/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a graph version is made of: for cr-graph.c and cr-graph-edit.c alone. */
#pragma once

#include "cr-graph.h"
#include "cr-limits.h"
#include "cr-node-map.h"

struct _CrGraph
{
  gatomicrefcount references;
  CrNodeMap nodes;
  guint *last_key; /* shared by all versions of the document, so that no key is used twice */
  CrParts *parts;
  char *title;       /* (nullable) a GRefString */
  char *description; /* (nullable) a GRefString */
  CrKey output;
};

/* A new version with the same content, or an empty one; its only reference is the caller's, who may change it. */
CrGraph *cr_graph_new_copy (const CrGraph *graph);

/* The keys on a way along the wires from @from to @to, both included; NULL where there is none. */
GArray *cr_graph_find_way (const CrGraph *graph, CrKey from, CrKey to);
