/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are: areas, bodies of nodes, ports, hit tests. Pure arithmetic; no cairo, no fonts.
 *
 * Lengths are pixels at 100 %, y grows downwards, angles are radians. A node's place is the centre of its body.
 */
#pragma once

#include "cr-node.h"

G_BEGIN_DECLS

#define CR_GRID 24.0
#define CR_SNAP 12.0
#define CR_PORT_RADIUS 3.5
#define CR_PORT_HIT_RADIUS 14.0

/* A rectangle. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} CrArea;

typedef enum
{
  CR_OUTLINE_TAG,    /* a source: pointed at its right end */
  CR_OUTLINE_CIRCLE, /* an elementwise gate */
  CR_OUTLINE_SQUARE, /* linear algebra */
  CR_OUTLINE_BOX,    /* a unit, a group */
  CR_OUTLINE_STACK,  /* a dense layer: three deep */
  CR_OUTLINE_RINGS,  /* a loss */
} CrOutline;

/**
 * CrBody:
 * @outline: its shape
 * @width: from its left to its right end (where the ports are)
 * @height: from top to bottom
 * @inset: of a source, where its name begins, from the left edge
 */
typedef struct
{
  CrOutline outline;
  double width;
  double height;
  double inset;
} CrBody;

/**
 * CrInputPort:
 * @point: where it is
 * @angle: the direction from which a wire comes in, 0 from the left, positive from below
 */
typedef struct
{
  CrPoint point;
  double angle;
} CrInputPort;

/* --- Areas --- */

gboolean cr_area_contains (const CrArea *area, CrPoint point);
gboolean cr_area_equal (const CrArea *a, const CrArea *b);
gboolean cr_area_meets (const CrArea *a, const CrArea *b);
gboolean cr_area_contains_area (const CrArea *outer, const CrArea *inner);
CrArea cr_area_grown (const CrArea *area, double margin);

/* The smallest area that holds both; one of width and height 0 at 0, 0 stands for none. */
CrArea cr_area_united (const CrArea *a, const CrArea *b);

/* Nothing is drawn farther from the origin than this: a double there still tells a thousandth of a pixel from the next. Files may say more. */
#define CR_FARTHEST 1e9

/* The point, or the nearest one that is not farther than %CR_FARTHEST on either axis. */
CrPoint cr_geometry_hold (CrPoint point);

/* The nearest point of the snap grid. */
CrPoint cr_geometry_snap (CrPoint point);

/* --- Open groups --- */

#define CR_GROUP_MARGIN 20.0 /* between its outline and what is in it */
#define CR_GROUP_TITLE 22.0  /* how high the strip with its title is */
#define CR_GROUP_NAMES 18.0  /* below the lowest gate */

/* The outline around its members, with the strip of its title. */
CrArea cr_geometry_get_outline (const CrArea *members);

/* --- How a value looks --- */

typedef enum
{
  CR_LOOK_NUMBER,  /* one number */
  CR_LOOK_ENTRIES, /* up to 4×4: brackets and numbers */
  CR_LOOK_MAP,     /* larger: a heat map with the shape above it */
} CrValueLook;

#define CR_ENTRY_WIDTH 52.0  /* from the right edge of a column of numbers to that of the next */
#define CR_ENTRY_HEIGHT 18.0 /* from baseline to baseline */
#define CR_MAP_CAPTION 16.0  /* what the shape above a heat map takes */
#define CR_LONGEST_NAME 120.0 /* below a gate */
#define CR_FLAG_SIZE 24.0     /* of the output: its height, and its least width */
#define CR_LARGEST_FLAG 96.0  /* its greatest width */
#define CR_ABOVE_FLAG 8.0     /* between it and a gate below it */
#define CR_BESIDE_NAME 28.0   /* what wires that pass a name at its left need */

CrValueLook cr_shape_get_look (CrShape shape);

/* What a heat map takes at 100 %, without its caption. */
CrArea cr_shape_get_map (CrShape shape);

/* What the brackets or the map (with its caption) of a value take, at 0, 0; nothing for one number. */
CrArea cr_shape_get_block (CrShape shape);

/* --- Bodies --- */

/**
 * cr_body_for_node:
 * @node: a node
 * @shape: of its value, 0×0 where it is not known
 *
 * The size of a node. A source grows with a long name and with a matrix up to 4×4, whose numbers stand in it.
 */
CrBody cr_body_for_node (const CrNode *node, CrShape shape);

/* The body of a gate without a name: palette, thumbnails, the ghost of a drag. */
CrBody cr_body_for_gate (const CrGate *gate);

/* The same for thumbnails: larger against the distances between nodes, sources without room for numbers, but
 * matrices of numbers as such. */
#define CR_COMPACT_FACTOR 1.33
CrBody cr_body_for_compact_node (const CrNode *node, CrShape shape);

/* The body of a folded group with that title. */
CrBody cr_body_for_group (const char *title);

CrArea cr_body_get_area (const CrBody *body, CrPoint place);
gboolean cr_body_contains (const CrBody *body, CrPoint place, CrPoint point);

/* The right end, at the middle. */
CrPoint cr_body_get_output (const CrBody *body, CrPoint place);

/* Where the ports of boxes stand, evenly on the left edge: port @i of @n. */
CrInputPort cr_body_get_port_on_edge (const CrBody *body, CrPoint place, guint i, guint n);

/**
 * cr_body_place_inputs:
 * @body: a body at @place
 * @from: @n_inputs places of the nodes that feed it, NAN where an operand is open
 * @ports: (out caller-allocates): @n_inputs ports in operand order from above
 *
 * On circles the ports turn towards what feeds them, within ±50° and 40° apart (closer when there are more than three); on boxes
 * they stand evenly on the left edge.
 */
void cr_body_place_inputs (const CrBody *body, CrPoint place, const CrPoint *from, guint n_inputs, CrInputPort *ports);

G_END_DECLS
