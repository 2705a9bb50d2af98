/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a graph file something is, for messages: node "q": "inputs": … */
#pragma once

#include "cr-error.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef enum
{
  CR_PLACE_DOCUMENT, /* says nothing */
  CR_PLACE_MEMBER,   /* "inputs" */
  CR_PLACE_NODE,     /* node "q", or node 3 where it has no id */
  CR_PLACE_GROUP,
  CR_PLACE_FRAME,
  CR_PLACE_SCENE, /* scene 2 */
  CR_PLACE_EXERCISE,
  CR_PLACE_ANSWER,
  CR_PLACE_ITEM, /* item 5 of a list */
} CrPlaceKind;

/**
 * CrPlace:
 * @outer: (nullable): what it is in
 * @kind: what it is
 * @name: (nullable): its id or name
 * @number: its number from 1, where it has no name
 *
 * Lies on the stack of the function that reads there; nothing is formatted unless something is wrong.
 */
typedef struct _CrPlace
{
  const struct _CrPlace *outer;
  CrPlaceKind kind;
  const char *name;
  gsize number;
} CrPlace;

#define CR_PLACE_IN(outer, name) (&(CrPlace) { (outer), CR_PLACE_MEMBER, (name), 0 })

/* Sets an error whose message begins with the place. Always FALSE. */
gboolean cr_place_fail (const CrPlace *place, CrError code, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* "expected a number, found true". @expected is translated already. Always FALSE. */
gboolean cr_place_fail_expected (const CrPlace *place, const json_t *found, GError **error, const char *expected);

/* A limit of the format was passed. Always FALSE. */
gboolean cr_place_fail_limit (const CrPlace *place, GError **error, gsize found, gsize limit, const char *what);

G_END_DECLS
