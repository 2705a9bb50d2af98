/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture is made of; for the files cr-picture-*.c only. */
#pragma once

#include "cr-colors.h"
#include "cr-diagnosis.h"
#include "cr-fonts.h"
#include "cr-grid.h"
#include "cr-picture.h"
#include "cr-route.h"

G_BEGIN_DECLS

#define CR_LEAST_STUB 44.0 /* from the output's port to its flag */

/* Whether its wires carry weights, which are drawn as their widths. */
static inline gboolean
cr_gate_has_weights (const CrGate *gate)
{
  return cr_gate_is_unit (gate) && !g_str_equal (gate->name, "dense");
}

typedef struct _CrItem CrItem;
typedef struct _CrItemMap CrItemMap;

/* What the tape says about an item or a wire, as far as it shows. */
typedef enum
{
  CR_SHOWS_VALUE = 1 << 0,     /* the value is computed: it has left through the output */
  CR_SHOWS_GRADIENT = 1 << 1,  /* the gradient is computed: it has left through the input */
  CR_SHOWS_NOT_ROUTED = 1 << 2, /* of a wire: max or min did not choose it; of an item: nothing that it feeds was chosen */
  CR_SHOWS_ERROR = 1 << 3,     /* a fault of its own */
  CR_SHOWS_UNDEFINED = 1 << 4, /* NaN or infinity arose here */
} CrShows;

/**
 * CrWire:
 * @to: the item that it goes into
 * @from: key of the item that it comes from, or %CR_KEY_NONE: an open operand
 * @source: the node whose value it carries (inside @from, where that is a folded group)
 * @target: the node whose operand it is (inside @to, where that is a folded group)
 * @operand: which operand of @target
 * @area: what it takes
 * @reach: where it looks for its way, by which it is filed: more than @area where something is in the way
 * @branch: where what it carries back stands if it is one of several, as of its item's branches_version; 0 wide: nowhere
 * @is_branch_on_wire: whether that stands on the wire itself, on a ground of its own
 * @needs_way: @curve is the usual one: it has not looked yet for what is in its way
 * @weight: of a wire into a unit whose weights are drawn, else NAN
 */
typedef struct
{
  CrItem *to;
  CrKey from;
  CrKey source;
  CrKey target;
  guint operand;
  CrInputPort port;
  CrCurve curve;
  CrArea area;
  CrArea reach;
  double weight;
  guint8 shows;
  gboolean needs_way;
  CrArea branch;
  gboolean is_branch_on_wire;
  guint32 stamp;
} CrWire;

/* A wire by the item that it goes into and its place there. */
typedef struct
{
  CrKey to;
  guint wire;
} CrUse;

/**
 * CrSpot: where a number or a matrix on a wire has gone.
 * @area: what it takes; 0 wide where it has found no place
 * @is_on_wire: whether it stands as close to the wire as usual
 * @is_chip: whether it stands on the wire itself, on a ground of its own
 */
typedef struct
{
  CrArea area;
  gboolean is_on_wire;
  gboolean is_chip;
} CrSpot;

/* Of the value and the gradient of an item, as of @version of the picture. */
typedef struct
{
  guint version;
  CrSpot spots[2];
} CrSpots;

/* What of an item is in the way of wires. */
typedef enum
{
  CR_ROOM_BODY,
  CR_ROOM_NAME,
  CR_ROOM_NUMBERS, /* at its output */
  CR_ROOM_FLAG,
  CR_N_ROOMS
} CrRoom;

/* How far the name of a gate may reach to the left and to the right of its middle. */
typedef struct
{
  double left;
  double right;
} CrNameRoom;

/**
 * CrItem:
 * @key: of the node, or of the folded group
 * @node: (nullable): the node; owned by the graph
 * @group: (nullable): or the folded group; owned by the graph
 * @uses: #CrUse, the wires that take its value
 * @outputs: (nullable): of a folded group: #CrKey of the members whose values leave it
 * @wires: @n_wires; of a sheaf %NULL: see cr-picture-sheaves.c
 * @loose: (nullable): of a sheaf: @n_wires records, %NULL where nobody has asked for one
 * @looks: (nullable): of a sheaf, which it makes it: how each of its weights looks
 * @sheaf: what the wires of a sheaf take
 * @shape: of its value; 0×0 where it is not known
 * @turn: 0, or that of the moving part in which it was drawn last: above all of lower ones
 * @lead: how long the wires from it run level for its numbers, in steps
 * @drop: how much farther than usual its name stands below it, for a long gradient above the name
 * @name_room: how far its name may reach
 * @message: where what is wrong at it stands
 * @rooms: what of it is in the way of wires, 0 wide where it has none
 * @room: all of @rooms
 * @usual: where its value and gradient stand on its wire if nothing is in their way, as of @usual_version of the picture
 * @spots: where they have gone, see cr_picture_find_spots()
 * @reach: everything that belongs to it but its wires: body, name, numbers, flag, message
 */
struct _CrItem
{
  CrKey key;
  const CrNode *node;
  const CrGroup *group;
  GArray *uses;
  GArray *outputs;
  guint n_wires;
  CrWire *wires;
  CrWire **loose;
  guint8 *looks;
  CrArea sheaf;
  CrShape shape;
  CrBody body;
  CrPoint place;
  double lead;
  double drop;
  CrNameRoom name_room;
  CrArea message;
  CrArea rooms[CR_N_ROOMS];
  CrArea room;
  CrArea usual[2];
  guint usual_version;
  CrSpots spots;
  guint branches_version;
  CrArea reach;
  guint8 shows;
  guint turn;
  gboolean is_filed;
  gboolean is_lifted;
  gboolean is_carried; /* lifted by name, not because something lifted feeds it */
  gboolean is_dirty;
  guint32 stamp;
};

/* A group that is not folded, around its members. */
typedef struct
{
  const CrGroup *group; /* owned by the graph */
  CrArea area;
} CrOpenGroup;

/* What is drawn of a picture with a spotlight. */
typedef enum
{
  CR_LIGHT_ALL,
  CR_LIGHT_DIM, /* what is not lit */
  CR_LIGHT_LIT,
} CrLight;

#define CR_N_LOOKS 26 /* how wide a weight is drawn, in steps of a quarter of a pixel */
#define CR_LOOK_NEGATIVE 0x80

struct _CrPicture
{
  CrGraph *graph;
  CrTape *tape;
  CrPictureStyle style;
  CrFonts *fonts;
  GPtrArray *items;   /* by key; NULL where there is none */
  GHashTable *folded; /* (nullable): key of a hidden node or group to key of the outermost folded group */
  CrGrid *item_grid;
  CrGrid *wire_grid;
  CrGrid *sheaf_grid; /* of items */
  guint n_loose;      /* records of sheaves' wires */
  guint look_counts[CR_N_LOOKS]; /* how many weights of sheaves look so */
  GPtrArray *found; /* room for answers of the grids */
  GArray *obstacles; /* and for what is in a wire's way */
  GArray *stirred;  /* #CrArea: where items stood or stand that have moved since wires found their ways */
  gboolean is_stirred_later; /* wires look for their ways when what is lifted is put down */
  GArray *lifted;
  CrPoint carried; /* how far */
  GArray *open_groups; /* #CrOpenGroup in file order */
  GPtrArray *raised; /* while the moving part is drawn */
  GHashTable *maps;  /* (nullable): key of a node to CrItemMap */
  CrKey output;
  CrDiagnosis diagnosis; /* its node is CR_KEY_NONE where nothing is wrong */
  double greatest_weight;
  double stub;
  guint32 stamp;
  guint version; /* of numbers and places */
  GArray *changes; /* #CrArea: what has changed since spots were looked for, see cr_picture_keep_spots() */
  gboolean is_kept_later; /* it is still to be found out which spots of @kept_version are good */
  guint kept_version;
  guint depth;   /* how many items wait for the numbers on the wires of others to find their places */
  CrArea damage;
  gboolean is_damaged;
  CrArea slight; /* as damage: where wires have become wider or thinner, no more */
  gboolean is_slight;
  const CrGraph *measured; /* the version whose numbers were measured last; only compared */
  GArray *steps; /* of CrTimelineStep: see cr_picture_set_steps() */
  double fraction;
  gboolean names_patterns;
  CrPictureHides hides; /* (nullable): with @hider, see cr_picture_set_hider() */
  gpointer hider;
  gboolean has_blanks;
  GArray *badges; /* (nullable): of CrBadge */
  GArray *flights; /* (nullable): while the moving part is drawn: the pulses that are on their way, see cr-picture-pulse.c */
  GArray *badge_areas; /* #CrArea: where badges were drawn last */
  GHashTable *lit; /* (nullable): keys of items */
  CrKey inside;    /* the group whose inside is shown, or CR_KEY_NONE */
  CrKey typed;     /* the tag that has room for what is typed, or CR_KEY_NONE */
  double typed_width;
  CrLight light;   /* while it is drawn */
};

/* --- cr-picture-find.c --- */

static inline CrItem *
cr_picture_get_item (CrPicture *picture, CrKey key)
{
  return key < picture->items->len ? picture->items->pdata[key] : NULL;
}

/* The item that shows this node: its own, or the folded group that it is in. */
CrKey cr_picture_find_visible (CrPicture *picture, CrKey key);

/* The wires of a sheaf are known by their item and their place there: they have records only where somebody asks for one. */
static inline gboolean
cr_item_is_sheaf (const CrItem *item)
{
  return item->looks != NULL;
}

/* The node that feeds one of its operands, or CR_KEY_NONE. */
static inline CrKey
cr_item_get_source (const CrItem *item, guint wire)
{
  return cr_item_is_sheaf (item) ? item->node->operands[wire] : item->wires[wire].source;
}

/* The item that one of its wires comes from; NULL where the operand is open. */
CrItem *cr_picture_get_feeder (CrPicture *picture, const CrItem *item, guint wire);

/* Where one of its wires comes in. */
CrInputPort cr_item_get_port (const CrItem *item, guint wire);

/* One of its wires. Of a sheaf the record stays until cr_picture_trim(), or until the item is placed anew. */
CrWire *cr_picture_get_wire (CrPicture *picture, CrItem *item, guint wire);

/* The wire of one of an item's uses. */
static inline CrWire *
cr_picture_get_use (CrPicture *picture, const CrItem *item, guint use)
{
  const CrUse *found = &g_array_index (item->uses, CrUse, use);

  return cr_picture_get_wire (picture, cr_picture_get_item (picture, found->to), found->wire);
}

/* The same, but NULL where it has no record. */
CrWire *cr_picture_peek_use (CrPicture *picture, const CrItem *item, guint use);

/* What it takes, or a little more, without a record. */
CrArea cr_picture_get_use_area (CrPicture *picture, const CrItem *item, guint use);

/* Whether it takes a weight into a unit. */
gboolean cr_picture_is_weight_use (CrPicture *picture, const CrItem *item, guint use);

/* The node whose numbers an item's output carries: itself, or the first member that leaves a folded group; CR_KEY_NONE. */
CrKey cr_item_get_value_key (const CrItem *item);
CrPoint cr_item_get_output (const CrItem *item, CrKey source);
gboolean cr_item_is_source (const CrItem *item);
gboolean cr_item_is_constant (const CrItem *item);
gboolean cr_item_is_wrong (const CrItem *item);

/* Whether its numbers stand in it and not on its wire: sources and single units. */
gboolean cr_item_holds_numbers (const CrItem *item);
/* The output that the file names, be it computed or not, else the one that the tape takes; CR_KEY_NONE. */
CrKey cr_picture_find_output (CrPicture *picture);
gboolean cr_picture_is_output (CrPicture *picture, const CrItem *item);

/* Where the flag of the output stands: 24 high, as wide as the name needs. */
CrArea cr_picture_get_flag (CrPicture *picture, const CrItem *item);
void cr_picture_add_damage (CrPicture *picture, const CrArea *area);

/* The same where a wire has become wider or thinner: nobody minds if that is drawn later. */
void cr_picture_add_slight_damage (CrPicture *picture, const CrArea *area);

/* Items and wires whose areas meet @area, each once, in key order; owned by the caller. */
GPtrArray *cr_picture_find_items (CrPicture *picture, const CrArea *area);
GPtrArray *cr_picture_find_items_in_any_order (CrPicture *picture, const CrArea *area);
GPtrArray *cr_picture_find_wires (CrPicture *picture, const CrArea *area);

/* The same, but of sheaves only those that are drawn at that scale. */
GPtrArray *cr_picture_find_shown_wires (CrPicture *picture, const CrArea *area, double scale);

/* The same without those of sheaves; and for a view from afar, of those that have not looked for their ways the usual curves. */
GPtrArray *cr_picture_find_filed_wires (CrPicture *picture, const CrArea *area);
GPtrArray *cr_picture_find_wires_roughly (CrPicture *picture, const CrArea *area);

/* The same as roughly, in any order, for so many that more hairlines would only lie on one another: @most or a few more, spread evenly over all. */
GPtrArray *cr_picture_find_some_wires (CrPicture *picture, const CrArea *area, guint most);

/* --- cr-picture-place.c --- */

/* Takes an item and the wires into it out of the grids. */
void cr_picture_unfile (CrPicture *picture, CrItem *item);

/* The room that is kept for the numbers at an item's output, above and below its wire. */
CrArea cr_item_get_numbers_reach (const CrItem *item);

/* Moves the message of an item in error. */
void cr_picture_set_message (CrPicture *picture, CrItem *item, const CrArea *message);

/* Marks an item, and all that it feeds, as dirty and appends it to @dirty unless it was. */
void cr_picture_mark_dirty (CrPicture *picture, GPtrArray *dirty, CrItem *item);

/* Places dirty items anew in passes (out of the grids, bodies, ports, wires) and files them again. */
void cr_picture_renew_dirty (CrPicture *picture, GPtrArray *dirty);

/* Places everything anew. */
void cr_picture_renew_all (CrPicture *picture);

/* Places these items and all that they feed anew. */
void cr_picture_renew (CrPicture *picture, CrItem *const *items, guint n_items);

/* --- cr-picture-routes.c: the ways of wires --- */

/* Works out what of an item is in the way. */
void cr_item_measure_rooms (CrPicture *picture, CrItem *item);

/* The curve that a wire takes if nothing is in its way. */
CrCurve cr_picture_get_usual_curve (CrPicture *picture, const CrWire *wire);

/* Finds the ways of the wires into an item; all items have to be filed. @later: when somebody asks for them. */
void cr_picture_route_wires (CrPicture *picture, CrItem *item, gboolean later);

/* Finds the way of a filed wire that has not looked for it yet. */
void cr_picture_ensure_way (CrPicture *picture, CrWire *wire);

/* What feeds an item that has moved: how far its numbers reach depends on it. */
void cr_picture_stir_feeders (CrPicture *picture, const CrItem *item);

/* Finds the ways of the filed wires anew that pass where items have moved. */
void cr_picture_reroute_stirred (CrPicture *picture);

/* --- cr-picture-sheaves.c: the wires into units with many weights --- */

/* Whether the wires into this node make a sheaf. */
gboolean cr_node_has_sheaf (const CrNode *node);

/* What wires take that lie in a sheaf. @item: placed, as all that feeds it. */
void cr_sheaf_measure (CrPicture *picture, CrItem *item);

/* Drops the records of its wires. */
void cr_sheaf_drop_records (CrPicture *picture, CrItem *item);

/* One of its wires as it would stand in a record. */
CrWire cr_sheaf_make_wire (CrPicture *picture, CrItem *item, guint wire);

/* The sheaves whose areas meet @area, in key order (transfer full). */
GPtrArray *cr_picture_find_sheaves (CrPicture *picture, const CrArea *area);

/* Calls @take for each wire of a sheaf that comes into @area; of those shown where that @share of all is. */
typedef void (*CrTakeWire) (CrItem *item, guint wire, gpointer data);
void cr_sheaf_for_each_in (CrPicture *picture, CrItem *item, const CrArea *area, double share, CrTakeWire take, gpointer data);

/* What share of its wires is shown at a scale: as many as there is room for on the screen. */
double cr_sheaf_get_share (CrPicture *picture, const CrItem *item, double scale);

/* Those that look like larger weights than @look are shown, and that @share of those that look so. */
typedef struct
{
  guint look;
  double share;
} CrSheafChoice;

CrSheafChoice cr_sheaf_choose (CrPicture *picture, double share);
gboolean cr_sheaf_shows (const CrItem *item, guint wire, const CrSheafChoice *choice);

/* Whether a wire is drawn at that scale. */
gboolean cr_picture_shows_wire (CrPicture *picture, const CrWire *wire, double scale);

/* The weight that its wire is drawn for, to a quarter of a pixel. */
double cr_sheaf_get_drawn_weight (CrPicture *picture, const CrItem *item, guint wire);

/* Asks the tape about the weights of a sheaf; what has become wider or thinner is damaged. */
void cr_sheaf_refresh (CrPicture *picture, CrItem *item);

/* Drops all records, where there are very many. To be called while nobody holds one. */
void cr_picture_trim (CrPicture *picture);

/* --- cr-picture-light.c --- */

/* Leaves those that are to be drawn now. */
void cr_picture_filter_items (CrPicture *picture, GPtrArray *items);
void cr_picture_filter_numbers (CrPicture *picture, GPtrArray *items); /* of whom they are */
void cr_picture_filter_wires (CrPicture *picture, GPtrArray *wires);
gboolean cr_picture_is_lit_now (CrPicture *picture, CrKey from, CrKey to); /* a wire between these */

/* --- cr-picture-wires.c: who feeds whom, folded groups seen as one --- */

void cr_picture_connect_item (CrPicture *picture, CrItem *item);
void cr_picture_disconnect_item (CrPicture *picture, CrItem *item);
void cr_picture_fold_groups (CrPicture *picture);

/* --- cr-picture-groups.c --- */

/* Whether a group is shown folded: not if its inside is shown, or that of one in it. */
gboolean cr_picture_is_folded (CrPicture *picture, const CrGroup *group);

/* Lights what is inside the group that is shown from inside. */
void cr_picture_light_inside (CrPicture *picture);

/* Works out the outlines of open groups anew. */
void cr_picture_measure_groups (CrPicture *picture);
const CrOpenGroup *cr_picture_find_open_group (CrPicture *picture, CrKey key);

/* Where the mark stands that opens a folded group, and the one that folds an open one. */
CrArea cr_item_get_fold_mark (CrPicture *picture, const CrItem *item);
CrArea cr_open_group_get_fold_mark (const CrOpenGroup *open);

/* The group whose mark is no farther than @reach from there, open or among the folded @items; or CR_KEY_NONE. */
CrKey cr_picture_pick_fold_mark (CrPicture *picture, GPtrArray *items, CrPoint point, double reach);

/* Whether the outline of an open group runs through the area. */
gboolean cr_picture_is_on_border (CrPicture *picture, const CrArea *area);

/* The open group with its title or its border there, of nested ones the inner; or CR_KEY_NONE. */
CrKey cr_picture_pick_open_group (CrPicture *picture, CrPoint point, double reach);

/* What the file calls a port of a folded group, or NULL: of its wire or of its output @i. */
const char *cr_item_get_port_label (CrPicture *picture, const CrItem *item, gboolean output, guint i);

#define CR_PORT_LABEL_SIZE 11.0

/* How wide the longest name of its inputs, or of its outputs, is with what stands beside it; 0 where none has a name. */
double cr_item_measure_port_labels (CrPicture *picture, const CrItem *item, gboolean output);

/* --- cr-picture-state.c: what the tape says --- */

/* What a wire shows: #CrShows. */
guint8 cr_picture_get_shows (CrPicture *picture, const CrWire *wire);

/* The weights of a unit; FALSE where they are not known. */
gboolean cr_picture_get_weights (CrPicture *picture, const CrNode *unit, CrNumbers *weights);

/* With which it takes an operand; of maxout the largest of its rows. */
double cr_weights_get (const CrNumbers *weights, const CrNode *unit, guint operand);

/* The shape of an item's value; of a source also without a tape. */
CrShape cr_picture_get_shape (CrPicture *picture, const CrItem *item);

/* Whether the tape is on a walk step by step: numbers come and go, and nothing may move for that. */
static inline gboolean
cr_picture_is_stepping (CrPicture *picture)
{
  return picture->tape != NULL && cr_tape_is_stepping (picture->tape);
}

/* Asks the tape about everything; what looks different in the still part is damaged. O(nodes + wires). */
void cr_picture_refresh (CrPicture *picture);

/* What is wrong at an item, in words; NULL where nothing is. Free with g_free(). */
char *cr_picture_get_problem (CrPicture *picture, const CrItem *item);

/* The same as markup, with raised exponents; "" where nothing is wrong. Free with g_free(). */
char *cr_picture_get_problem_markup (CrPicture *picture, const CrItem *item);

/* Why the output gives no gradients though it has a value; NULL where it does, or is not computed. Free with g_free(). */
char *cr_picture_get_reason (CrPicture *picture);

/* The numbers of the example that is shown; NULL where they are not computed (or hidden). Free with g_free(). */
double *cr_picture_get_numbers (CrPicture *picture, CrKey node, gboolean gradient, CrShape *shape);

/* One number, of a 1×1 value; FALSE where it is not computed (or hidden, or a matrix). */
gboolean cr_picture_get_number (CrPicture *picture, CrKey node, gboolean gradient, double *number);

/* Whether max or min (where it is one that the wire goes into) has chosen another operand for every entry. */
gboolean cr_picture_is_not_routed (CrPicture *picture, const CrWire *wire);

/* What one wire carries back; FALSE as above. */
gboolean cr_picture_get_wire_number (CrPicture *picture, const CrWire *wire, double *number);

/* --- cr-picture-labels.c: numbers and where they stand --- */

/**
 * CrNumberLabel:
 * @label: for whom it is, its text and area
 * @x: its left
 * @baseline: the baseline
 * @size: of its text
 * @arrow_x: left of its arrow, NAN where it has none
 * @role: its colour
 * @is_chip: whether it stands on a wire, on a ground of its own
 * @is_on_border: whether it stands on the outline of an open group, which is broken for it
 */
typedef struct
{
  CrLabel label;
  double x;
  double baseline;
  double size;
  double arrow_x;
  CrColorRole role;
  gboolean bold;
  gboolean is_chip;
  gboolean is_on_border;
} CrNumberLabel;

/* A matrix of numbers or a map with its bracket, to be drawn at an area. */
typedef struct
{
  CrArea area;
  CrShape shape;
  double *entries; /* owned by the list */
  gboolean is_gradient;
  double arrow_x; /* left of its arrow, NAN where it has none */
  CrKey key;
  gboolean is_blank; /* hidden, to be filled in */
  gboolean has_hidden;
  guint hidden; /* the entry that an in-place entry stands on */
} CrBlockLabel;

/* Numbers (#CrNumberLabel) and blocks (#CrBlockLabel) of some items, to be drawn or listed. */
typedef struct
{
  GArray *numbers;
  GArray *blocks;
} CrLabels;

CrLabels *cr_labels_new (void);
void cr_labels_free (CrLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrLabels, cr_labels_free)

#define CR_NUMBER_SIZE 13.0
#define CR_ARROW_WIDTH (0.42 * CR_NUMBER_SIZE)
#define CR_ARROW_GAP (0.43 * CR_NUMBER_SIZE)
#define CR_FIGURE_HEIGHT (0.7 * CR_NUMBER_SIZE)

/* A value and its gradient, either of which may be empty, before they have a place. */
typedef struct
{
  char value[CR_NUMBER_TEXT_SIZE];
  char gradient[CR_NUMBER_TEXT_SIZE];
  double value_width;
  double gradient_width;
  double width; /* of both with their arrow */
  CrColorRole gradient_role;
  gboolean bold;
} CrPair;

/* The numbers of an item; FALSE where there is nothing to show. */
gboolean cr_pair_make (CrPicture *picture, const CrItem *item, gboolean bold, CrPair *pair);
void cr_pair_measure (CrPicture *picture, CrPair *pair);

/* Writes both with so many digits. */
void cr_pair_shorten (CrPicture *picture, const CrItem *item, guint digits, CrPair *pair);

/* Each with its arrow's left (NAN: none) at @left and its last figure at @right. */
void cr_pair_add_value (CrLabels *labels, CrKey key, const CrPair *pair, double left, double right, double baseline);
void cr_pair_add_gradient (CrLabels *labels, CrKey key, const CrPair *pair, double left, double right, double baseline);

/* A matrix at an area, unless it is hidden or not computed. */
void cr_labels_add_block (CrPicture *picture, const CrItem *item, gboolean gradient, CrArea area, double arrow_x, CrLabels *labels);

/* --- cr-picture-runs.c: the runs of wire that numbers and matrices stand on --- */

#define CR_LEAST_RUN 40.0
#define CR_ABOVE 6.0      /* between a wire and the number above it */
#define CR_ABOVE_BOLD 7.5
#define CR_BLOCK_GAP 8.0   /* between a wire and a matrix on it */
#define CR_BLOCK_ARROW 9.0 /* left of a matrix, for its arrow */

/**
 * CrRun: a run of wire.
 * @y: its height
 * @from: its left end, at the output
 * @to: its right end
 * @half: how far the nodes at its ends reach above and below it
 * @centred: numbers stand in its middle; else next to the output
 * @left: the left of what stands on it; @right its right
 */
typedef struct
{
  double y;
  double from;
  double to;
  double half;
  gboolean centred;
  double left;
  double right;
} CrRun;

/* The run that the numbers of an item stand on, without @left and @right; and those of something that is so wide. */
CrRun cr_run_find (CrPicture *picture, const CrItem *item);
void cr_run_place (const CrItem *item, double width, CrRun *run);

/* Where value and gradient of an item stand on its wire if nothing is in their way; 0 wide where it has none there. */
const CrArea *cr_picture_get_usual (CrPicture *picture, CrItem *item);

/* What a matrix takes above or below a wire, at 0, 0. */
CrArea cr_label_get_run_block (CrShape shape);

/* --- cr-picture-names.c: the names of gates --- */

#define CR_NAME_HEIGHT 18.0

/* How far its name has to step down for a long gradient on a level wire beside it. */
double cr_picture_measure_drop (CrPicture *picture, const CrItem *item);

/* How far its name may reach, at most %CR_LONGEST_NAME in all. Its ports have to stand, and its drop to be known. */
CrNameRoom cr_picture_measure_name (CrPicture *picture, const CrItem *item);

/* The left of a name of @width, which is cut to the room that there is: below the middle of its gate, or as near as it can be. */
double cr_name_room_place (const CrItem *item, double *width);

/* --- cr-picture-nearest.c: whose a number is seen to be --- */

/**
 * cr_label_is_nearest:
 * @item: whose number it is: of all wires that leave it,
 * @wire: (nullable): or of this one alone
 * @area: where the number stands
 * @margin: usually %CR_NEARER
 *
 * Whether that is nearer to its own wire, by @margin, than to any other, so that nobody takes it for another's.
 */
gboolean cr_label_is_nearest (CrPicture *picture, const CrItem *item, const CrWire *wire, const CrArea *area, double margin);

#define CR_NEARER 3.0

/* The ground of a number that stands on a wire. */
CrArea cr_label_get_chip (const CrArea *number);

/* --- cr-picture-keep.c: which keep their spots from step to step --- */

/* Something there looks different; the numbers of an item do. */
void cr_picture_note_change (CrPicture *picture, const CrArea *area);
void cr_picture_note_numbers (CrPicture *picture, const CrItem *item);

/* Takes the spots that were found before the steps since, near which nothing has changed, as those of the picture's version now; once, before
 * a spot is asked for. Forgets the changes. O(items · changes). */
void cr_picture_keep_spots (CrPicture *picture);

/* --- cr-picture-spots.c: where they go if something is in their way --- */

/* Finds the spots of an item's value and gradient on its wire, or has found them. */
const CrSpots *cr_picture_find_spots (CrPicture *picture, CrItem *item);

void cr_picture_add_run_numbers (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels);
void cr_picture_add_run_blocks (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels);

/* --- cr-picture-labels.c --- */

/* The width of a number as text; whether the file or the style hides it. */
double cr_label_measure (CrPicture *picture, const char *text, gboolean bold);
gboolean cr_label_is_hidden (CrPicture *picture, CrKey key, gboolean gradient);

/* What stands in a blank, how wide its box is, and whether a number's text is that of one. */
#define CR_BLANK_TEXT "?"
#define CR_BLANK_WIDTH 38.0
gboolean cr_label_is_blank (const char *text);

/* Adds a number with that text, @width wide, and works out its area. */
void cr_labels_add_number (CrLabels *labels, CrNumberLabel number, const char *text, double width);

/* How wide a source's tag has to be for its name and its numbers: in steps, so that it does not tremble while they change. */
double cr_picture_measure_tag (CrPicture *picture, const CrItem *item);

/* Whether that is another width than it has. */
gboolean cr_picture_tag_is_resized (CrPicture *picture, const CrItem *item);

/* How long a wire has to run level for the numbers at its output. */
double cr_picture_measure_lead (CrPicture *picture, const CrItem *item);


/* How long the output's stub has to be for the numbers that stand on it. */
double cr_picture_measure_stub (CrPicture *picture);

/* Adds the value and the gradient of an item, which stand in it or at its output. @bold: hovered or selected. */
void cr_picture_add_own_labels (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels);

/* Adds what stands at an item, and on the wires that leave it, but not what is covered. */
void cr_picture_add_labels (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels);

/* Where the entries of a source's value stand: for picking and editing. */
CrArea cr_picture_get_value_area (CrPicture *picture, const CrItem *item, guint entry);

/* --- cr-picture-cover.c: what stands over what --- */

/* An item was drawn again, above everything; and after the moving part: all are back in key order. */
void cr_picture_raise (CrPicture *picture, CrItem *item);
void cr_picture_lower_all (CrPicture *picture);

/* Whether an area comes closer to an item's body than @clear; for round ones its nearest point counts. */
gboolean cr_label_comes_close (const CrItem *item, const CrArea *area, double clear);

/* Whether a node stands there, or closer than @clear, so that a text would not be read. */
gboolean cr_label_meets_body (CrPicture *picture, const CrArea *area, double clear);

/* Whether words of a frame stand there. */
gboolean cr_label_meets_writing (CrPicture *picture, const CrArea *area);

/* Removes the labels of an item, from these indexes on, that another one covers. */
void cr_labels_remove_covered (CrPicture *picture, const CrItem *item, guint first_number, guint first_block, CrLabels *labels);

/* Whether something that is drawn later covers an area of an item. */
gboolean cr_picture_is_covered (CrPicture *picture, const CrItem *item, const CrArea *area);

/* --- cr-picture-maps.c --- */

#define CR_TAG_MAP_WIDTH 64.0 /* of a source with a map */
#define CR_TAG_MAP_HEIGHT 62.0

/* Whether a small map stands in an item, and so no numbers. */
gboolean cr_item_has_map (CrPicture *picture, const CrItem *item);

/* --- cr-picture-messages.c --- */

/* Finds the places of all messages anew. */
void cr_picture_place_messages (CrPicture *picture);

/* --- cr-picture-branches.c --- */

/* Adds what each of several wires from an item carries back, where it has a place. */
void cr_picture_add_branch_numbers (CrPicture *picture, CrItem *item, gboolean bold, CrLabels *labels);

G_END_DECLS
