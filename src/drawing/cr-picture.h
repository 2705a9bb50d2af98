/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a graph with its numbers, drawn onto a cairo_t: the one picture of screen, PNG, SVG, PDF and thumbnails.
 *
 * How this works: for every node the picture keeps its body, ports and incoming wires in graph coordinates, filed in a uniform
 * grid for culling and picking. It borrows the numbers from the tape when it draws or picks, so that a new value costs nothing
 * here. An edit compares versions and rebuilds only what changed.
 *
 * A still part (grid, frames, wires, nodes, symbols) is apart from a moving part (numbers, what is selected, hovered, dragged),
 * so that a widget may keep the still part as an image. One picture belongs to one thread.
 */
#pragma once

#include "cr-curve.h"
#include "cr-number-format.h"
#include "cr-pulse.h"
#include "cr-timeline.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _CrPicture CrPicture;

/**
 * CrPictureStyle:
 * @dark: colours for a dark ground, or %CR_COLORS_BRIGHT
 * @format: of numbers
 * @hide_gradients: no gradients are shown
 * @hide_text: shapes only (tests, small thumbnails)
 * @hide_grid: no dots
 * @compact: for thumbnails: larger nodes without numbers, captions and frames, every sign however small
 * @even_weights: weight wires are drawn all alike, not by magnitude and sign
 * @wires: which wires are drawn in full, with the numbers on them: all, those of what is selected, or of what is hovered. The others are faint,
 *   and those of weights are left out. Only where there are marks; pictures in files have all
 * @hide_steps: what is wrong with the numbers is said without the step of the timeline at which it arose
 * @hide_tiles: no tile at a gate says what it does in the step that the timeline stands at
 */
typedef struct
{
  gboolean dark;
  CrNumberFormat format;
  gboolean hide_gradients;
  gboolean hide_text;
  gboolean hide_grid;
  gboolean compact;
  gboolean even_weights;
  CrWires wires;
  gboolean hide_steps;
  gboolean hide_tiles;
} CrPictureStyle;

#define CR_PICTURE_STYLE_STANDARD ((CrPictureStyle) { .format = { 3, FALSE } })

/* The style that a document asks for: its number format and whether weights have widths. */
CrPictureStyle cr_picture_style_for_view (const CrView *view, gboolean dark);

/* What is at a point. */
typedef enum
{
  CR_PICK_NOTHING,
  CR_PICK_NODE,
  CR_PICK_OUTPUT, /* the output port of key */
  CR_PICK_INPUT,  /* the input port of key, operand (also an open one) */
  CR_PICK_WIRE,   /* the wire into key, operand */
  CR_PICK_VALUE,  /* a source's value as text, to be edited or scrubbed; operand: which entry, row by row */
  CR_PICK_BIAS,   /* the bias in a unit, to be edited */
  CR_PICK_FLAG,   /* the flag of the output */
  CR_PICK_GROUP,  /* a folded group, the title or border of an open one; key is the group's */
  CR_PICK_FRAME,  /* the title or border of a frame; key is the frame's */
  CR_PICK_FOLD,   /* the mark at a group that folds it or opens it; key is the group's */
} CrPickKind;

typedef struct
{
  CrPickKind kind;
  CrKey key;
  guint operand;
} CrPick;

static inline gboolean
cr_pick_equal (CrPick a, CrPick b)
{
  return a.kind == b.kind && a.key == b.key && a.operand == b.operand;
}

/* A line along which what is moved stands in line with something else. */
typedef struct
{
  CrPoint from;
  CrPoint to;
} CrGuide;

/* A node, group or frame and what it takes. */
typedef struct
{
  CrKey key;
  CrArea area;
  gboolean is_frame;
} CrTaken;

/**
 * CrMarks:
 * @selected: (nullable): keys of @n_selected nodes (groups, frames) in any order
 * @selected_wire: a wire, or %CR_PICK_NOTHING
 * @hovered: a node, port, wire or value, or %CR_PICK_NOTHING
 * @focused: what has the keyboard's focus, or %CR_PICK_NOTHING
 * @rubber_band: the area being spanned; none where its width and height are 0
 * @guides: (nullable): @n_guides lines along which what is moved is in line
 * @snap: where the snap grid is shown, between the dots of the grid; none where its width is 0
 * @drag: the wire being dragged
 * @cut: the stroke that cuts wires
 * @edited: a value that an entry stands on: not drawn; or %CR_PICK_NOTHING
 *
 * What the pointer and the keyboard have done to the picture: drawn with the moving part. A cleared struct marks nothing.
 */
typedef struct
{
  const CrKey *selected;
  guint n_selected;
  CrPick selected_wire;
  CrPick hovered;
  CrPick focused;
  CrPick edited;
  CrArea rubber_band;
  const CrGuide *guides;
  guint n_guides;
  CrArea snap;
  struct
  {
    CrPick from;         /* the port it hangs on: OUTPUT or INPUT; NOTHING where no wire is dragged */
    CrPoint pointer;     /* its loose end */
    CrPick target;       /* the port that it would be dropped on, or NOTHING */
    const char *refusal; /* (nullable): why the target does not take it, in words */
    const gboolean *unfit; /* (nullable): by key, the nodes that take it nowhere; @n_unfit keys */
    guint n_unfit;
  } drag;
  struct
  {
    const CrPoint *points; /* (nullable): its way, @n_points */
    guint n_points;
    const CrPick *wires; /* (nullable): the wires that it cuts, @n_wires */
    guint n_wires;
  } cut;
  CrPick detached; /* the wire that is being dragged off: not drawn; or NOTHING */
} CrMarks;

/* A text of the picture, for tests and for screen readers. */
typedef struct
{
  CrKey key;     /* of the node; for a wire of its target */
  guint operand; /* of a wire or entry; else 0 */
  enum
  {
    CR_LABEL_SYMBOL,
    CR_LABEL_NAME,
    CR_LABEL_VALUE,
    CR_LABEL_GRADIENT,
    CR_LABEL_SHAPE,
    CR_LABEL_PROBLEM,
    CR_LABEL_TITLE, /* of a frame or group */
    CR_LABEL_BIAS,  /* of a unit */
  } kind;
  char text[CR_NUMBER_TEXT_SIZE]; /* cut to fit */
  CrArea area;
} CrLabel;

/**
 * cr_picture_new:
 * @graph: a version, every node of which has a place (cr_layout_missing())
 * @tape: (nullable): a tape of it, borrowed: it must live as long as the picture or until the next cr_picture_update()
 * @style: how it is drawn
 *
 * Returns: (transfer full): a new picture
 */
CrPicture *cr_picture_new (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style);
void cr_picture_free (CrPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrPicture, cr_picture_free)

/**
 * cr_picture_update:
 * @picture: a picture
 * @graph: another version of the same document
 * @tape: (nullable): a tape of it, borrowed
 *
 * Shows another version, and what the tape holds now (call it also when only numbers changed). Cost: what changed, and its wires.
 */
void cr_picture_update (CrPicture *picture, const CrGraph *graph, CrTape *tape);
void cr_picture_set_style (CrPicture *picture, const CrPictureStyle *style);
const CrPictureStyle *cr_picture_get_style (const CrPicture *picture);

/**
 * cr_picture_lift:
 * @picture: a picture
 * @keys: @n_keys nodes, or 0 to put all back
 *
 * While nodes are dragged: they and their wires are left out of the still part and drawn with the moving part, so that an image
 * of the still part stays good during the drag.
 */
void cr_picture_lift (CrPicture *picture, const CrKey *keys, guint n_keys);

/**
 * cr_picture_carry:
 * @picture: a picture with lifted nodes
 * @dx: how far those that were named are drawn from their places
 * @dy: as @dx
 *
 * For a drag of thousands of nodes: the version stays as it is until they are put down, and what is carried is drawn without numbers.
 */
void cr_picture_carry (CrPicture *picture, double dx, double dy);

/**
 * cr_picture_take_damage:
 * @picture: a picture
 * @damage: (out): what has changed in the still part since the last call, as an area that holds it all
 *
 * Returns: whether anything has
 */
gboolean cr_picture_take_damage (CrPicture *picture, CrArea *damage);

/* The same without what may be drawn later: wires that have become wider or thinner. That stays until cr_picture_take_damage(). */
gboolean cr_picture_take_urgent_damage (CrPicture *picture, CrArea *damage);

/* The largest of all weights that are drawn as widths, for their legend; 0 where there is none. */
double cr_picture_get_greatest_weight (const CrPicture *picture);

/* Everything with its labels (of thousands of nodes: with the room that is kept for them); all zeros for an empty graph. */
CrArea cr_picture_get_area (CrPicture *picture);

/* Whether anything of any node is in that area. Stops at the first. */
gboolean cr_picture_shows_any (CrPicture *picture, const CrArea *area);

/* Whether a node would stand there on nothing: no other one, no name, number, wire or writing. */
gboolean cr_picture_is_free (CrPicture *picture, const CrArea *area);

/* All nodes and the flag without what stands at them: what must not leave the view. All zeros for an empty graph. O(nodes). */
CrArea cr_picture_get_nodes_area (CrPicture *picture);

/* A node, group or frame with its name; FALSE where the picture has none of that key. */
gboolean cr_picture_get_node_area (CrPicture *picture, CrKey key, CrArea *area);

/* The same with all that stands at a node: its numbers, name, flag. */
gboolean cr_picture_get_whole_area (CrPicture *picture, CrKey key, CrArea *area);

/* All nodes, folded groups and frames in an area (transfer full; CrTaken elements). */
GArray *cr_picture_list_taken (CrPicture *picture, const CrArea *area);

/* Where a port (also the one that a further operand would have), a value, a flag is: for keyboard focus, in-place entries,
 * snapping. FALSE where there is none. */
gboolean cr_picture_get_pick_area (CrPicture *picture, CrPick pick, CrArea *area);

/* What is at a point, at a scale of the view (hit radii are on the screen). Ports first, then values, nodes, wires, frames. */
CrPick cr_picture_pick (CrPicture *picture, double x, double y, double scale);

/* The wire there, also where a node stands on it: CR_PICK_WIRE or CR_PICK_NOTHING. */
CrPick cr_picture_pick_wire (CrPicture *picture, double x, double y, double scale);

/* The wires that a straight line crosses (transfer full; CrPick elements). */
GArray *cr_picture_pick_crossed (CrPicture *picture, CrPoint from, CrPoint to);

/* The nearest port that a wire of the other kind (CR_PICK_OUTPUT or CR_PICK_INPUT) may snap to, within the hit radius or on its
 * node. */
CrPick cr_picture_pick_port (CrPicture *picture, double x, double y, double scale, CrPickKind kind);

/* The keys of all nodes, folded groups and frames that lie wholly in the area, in key order (transfer full; CrKey elements). */
GArray *cr_picture_pick_area (CrPicture *picture, const CrArea *area);

/* All texts that lie in the area (NULL: everywhere), as drawn at 100 % (transfer full; CrLabel elements). */
GArray *cr_picture_list_labels (CrPicture *picture, const CrArea *area);

/* --- The step that the timeline stands at: drawn with the moving part --- */

/**
 * cr_picture_set_steps:
 * @picture: a picture
 * @steps: @n_steps steps, copied: those that are being taken or were taken last, all at once; 0 for none
 * @fraction: how much of their time is over; 1 where they have been taken
 *
 * Their gates stand out, pulses are on their way, and tiles say what is computed. The tape stands before the steps, and from
 * %CR_PULSE_LEAVES on after those that run forward.
 */
void cr_picture_set_steps (CrPicture *picture, const CrTimelineStep *steps, guint n_steps, double fraction);

/* Whether the tiles of backward steps name the pattern: distributes, routes, switches, adds up. */
void cr_picture_set_names_patterns (CrPicture *picture, gboolean names_patterns);

/* The pulses that are on their way now (transfer full; CrPulse elements). */
GArray *cr_picture_list_pulses (CrPicture *picture);

/* --- What a gradient check has found --- */

typedef enum
{
  CR_BADGE_PASSED,
  CR_BADGE_ROUGH, /* right, but not to be seen by this step */
  CR_BADGE_WRONG,
  CR_BADGE_KINK,
  CR_BADGE_DERIVATIVE, /* of what the wire carries, in forward mode */
} CrBadgeKind;

#define CR_BADGE_AT_OUTPUT G_MAXUINT

/* At the wire into @operand of @to, or with %CR_BADGE_AT_OUTPUT between @to and its flag; @text: plain, "3·10⁻¹¹". */
typedef struct
{
  CrKey to;
  guint operand;
  CrBadgeKind kind;
  char text[CR_NUMBER_TEXT_SIZE];
} CrBadge;

/* Shows these badges (copied) with the moving part, and no others. */
void cr_picture_set_badges (CrPicture *picture, const CrBadge *badges, guint n_badges);

/* --- What is typed --- */

/* Gives the tag of a source room for a value that is typed over its number, @width pixels of the graph wide, if it needs more than it has;
 * CR_KEY_NONE: none has any more. It may leave less than is asked for a very long text. */
void cr_picture_set_typed (CrPicture *picture, CrKey key, double width);

/* --- Inside a group --- */

/* Shows the inside of a group: it and those that it is in are open, whatever the file says, and everything else is faint. CR_KEY_NONE, or a
 * key that names no group (any more): all of the graph. Follows what is edited. */
void cr_picture_set_inside (CrPicture *picture, CrKey group);

/* --- What is hidden, and what is lit --- */

/* Whether a node's value or gradient is not to be shown. */
typedef gboolean (*CrPictureHides) (CrKey key, gboolean gradient, gpointer data);

/* Who says what is hidden, in the place of the nodes' own "hide"; NULL for those again. Call it anew when it says something else.
 * @has_blanks: a number that is hidden leaves a blank in its place */
void cr_picture_set_hider (CrPicture *picture, CrPictureHides hides, gpointer data, gboolean has_blanks);

/**
 * CrBlank: a number that is hidden, where it is to be filled in.
 * @key: whose it is
 * @gradient: its gradient, else its value
 * @area: the box, or the brackets of a matrix
 */
typedef struct
{
  CrKey key;
  gboolean gradient;
  CrArea area;
} CrBlank;

/* The blank at a point; FALSE where none is. */
gboolean cr_picture_pick_blank (CrPicture *picture, double x, double y, CrBlank *blank);

/* The blank of a number; FALSE where it is not hidden, not computed yet, or has no place. */
gboolean cr_picture_find_blank (CrPicture *picture, CrKey key, gboolean gradient, CrBlank *blank);

/* Dims everything but these nodes and the wires at them; none: nothing. */
void cr_picture_set_spotlight (CrPicture *picture, const CrKey *keys, guint n_keys);

/* --- Drawing: in graph coordinates; the caller has set translation and scale, and says the scale for the level of detail --- */

void cr_picture_draw_still (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale);
void cr_picture_draw_moving (CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, const CrMarks *marks);

/**
 * CrPartSink:
 * @begin: the context that a part of the picture is drawn to, with translation and scale set; @area: (nullable): what it stays in, in graph
 *   coordinates, where that is known
 * @end: the part is drawn
 * @data: for both
 *
 * Takes a drawing in parts that lie over one another in their order, so that only what has changed is painted again.
 */
typedef struct
{
  cairo_t *(*begin) (const CrArea *area, gpointer data);
  void (*end) (cairo_t *cairo, gpointer data);
  gpointer data;
} CrPartSink;

/* The same as cr_picture_draw_moving(), a part for each map and (where they are few) each number; a part may be empty. */
void cr_picture_draw_moving_parts (CrPicture *picture, const CrPartSink *sink, const CrArea *clip, double scale, const CrMarks *marks);

/* A gate that is not in the graph yet, half transparent: what is being dragged from the palette. */
void cr_picture_draw_ghost (CrPicture *picture, cairo_t *cairo, const CrGate *gate, CrPoint place, double scale);

G_END_DECLS
