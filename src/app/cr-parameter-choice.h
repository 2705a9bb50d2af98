/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose one number of a parameter vector from, by its name. */
#pragma once

#include "cr-graph.h"
#include "cr-learned.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A larger vector is offered as far as this. */
#define CR_PARAMETER_CHOICE_MOST 4096

/**
 * CrParameterPlace: one number of a parameter.
 * @key: the node
 * @attribute: which of its attributes
 * @entry: which entry of that
 */
typedef struct
{
  CrKey key;
  guint attribute;
  gsize entry;
} CrParameterPlace;

/* Where number @index of the vector lies; FALSE where there is none. O(parts). */
gboolean cr_parameter_place_at (const CrParameterTable *table, gsize index, CrParameterPlace *place);

/* And back: its index, or G_MAXSIZE where the vector has no such number. */
gsize cr_parameter_place_find (const CrParameterTable *table, const CrParameterPlace *place);

/* "h₁ ← x₁" for the weight of a wire, "h₁, bias", "w", "W[1,2]". Free with g_free(). */
char *cr_parameter_dup_name (const CrGraph *graph, const CrParameterTable *table, gsize index);

/* The list, searched by typing; cr_parameter_choice_fill() offers the numbers of a vector. Its row is the index. */
GtkWidget *cr_parameter_choice_new (const char *accessible_name);
void cr_parameter_choice_fill (GtkWidget *choice, const CrGraph *graph, const CrParameterTable *table);

G_END_DECLS
