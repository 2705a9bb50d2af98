/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture of a graph shows in its nodes while a net learns: small maps over the plane, and which units are not well. */
#pragma once

#include "cr-map.h"
#include "cr-picture.h"

G_BEGIN_DECLS

typedef enum
{
  CR_NODE_MARK_NONE,
  CR_NODE_MARK_DEAD,      /* it passes no gradient for any example */
  CR_NODE_MARK_SATURATED, /* it passes next to none for nearly all */
} CrNodeMark;

/**
 * CrNodeMap:
 * @key: of a node; what the picture has no node of is left out
 * @map: what it is over the plane; without values there is no map. Where it has several classes each entry of the node's value
 *   has a small map of its own, the first %CR_NODE_MAP_MOST_ENTRIES of them
 * @mark: a word below the node
 */
typedef struct
{
  CrKey key;
  CrMap map;
  CrNodeMark mark;
} CrNodeMap;

#define CR_NODE_MAP_MOST_ENTRIES 64

/**
 * cr_picture_set_maps:
 * @picture: a picture
 * @maps: @n_maps maps, each key at most once; their colours are taken now, the numbers are not needed any more
 * @n_maps: how many, or 0 for none
 *
 * Shows these maps and no others, with the moving part: only where a node gets its first map, or loses it, the still part changes.
 * A source with a map is 64×62 with its name below it; a unit has the map, its curve and its bias; gates have the map under their
 * sign. A node with a map shows no numbers. Maps stay with their nodes when the picture follows an edit.
 *
 * Cost: one look at each number of a map up to 64×64; larger ones are thinned out.
 *
 * Returns: whether nodes have got another size by it
 */
gboolean cr_picture_set_maps (CrPicture *picture, const CrNodeMap *maps, guint n_maps);

/* Whether any node shows a map. */
gboolean cr_picture_has_maps (const CrPicture *picture);

G_END_DECLS
