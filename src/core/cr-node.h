/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A node: a gate with its place in a graph, its operands and its attributes. Immutable once it is in a graph. */
#pragma once

#include "cr-gate.h"

G_BEGIN_DECLS

/* A key names a node, a group or a frame within its document; it is never used again. 0 is no key. */
typedef guint32 CrKey;
#define CR_KEY_NONE ((CrKey) 0)

typedef struct
{
  double x;
  double y;
} CrPoint;

/**
 * CrAttribute:
 * @is_set: whether the file (or an edit) gave it; else the default of the table holds
 *
 * One attribute of a node; which member of the union holds is said by the table's row.
 */
typedef struct
{
  gboolean is_set;
  union
  {
    double number;            /* NUMBER, COUNT, BOOLEAN */
    CrMatrix *matrix;         /* VALUE, COLUMN, ROWS */
    const CrGate *activation; /* ACTIVATION; NULL is linear */
    GStrv features;           /* FEATURE; one name, or several for a column */
    CrInit *init;             /* INIT */
  };
} CrAttribute;

typedef enum
{
  CR_BREAKPOINT_NONE = 0,
  CR_BREAKPOINT_FORWARD = 1 << 0,
  CR_BREAKPOINT_BACKWARD = 1 << 1,
} CrBreakpoint;

typedef enum
{
  CR_HIDE_NONE = 0,
  CR_HIDE_VALUE = 1 << 0,
  CR_HIDE_GRADIENT = 1 << 1,
} CrHide;

/**
 * CrNode:
 * @key: its key
 * @gate: its row of the table
 * @id: its name in the file, [A-Za-z_][A-Za-z0-9_]*, at most 64 bytes
 * @label: (nullable): what the canvas shows in place of the id
 * @note: (nullable): free text
 * @extra: (nullable): members that this program does not know, as the text of one JSON object; kept, never read
 * @has_place: whether @place is known; else the automatic layout places it
 * @place: its centre on the canvas, in pixels at 100 %
 * @breakpoint: where the timeline stops
 * @hide: what is not shown until revealed
 * @n_operands: how many operands it names (open ones counted)
 * @operands: their keys in order; %CR_KEY_NONE is an open one
 * @attributes: as many as gate->n_attributes, in the table's order
 *
 * To be read freely. To be written only through the functions below, while it is new.
 */
struct _CrNode
{
  gatomicrefcount references;
  CrKey key;
  const CrGate *gate;
  char *id;
  char *label;
  char *note;
  char *extra;
  CrPoint place;
  guint8 has_place;
  guint8 breakpoint;
  guint8 hide;
  guint32 n_operands;
  CrKey *operands;
  CrAttribute *attributes;
};

/**
 * cr_node_new:
 * @key: a key from cr_graph_edit_new_key()
 * @id: a well-formed id (cr_id_is_valid())
 * @gate: its gate
 *
 * Makes a node with the fewest operands that its gate takes, all open, and all attributes at their defaults.
 * Until it is given to a graph (or referenced a second time) it may be changed by the setters; after that it is immutable.
 *
 * Returns: (transfer full): a new node
 */
CrNode *cr_node_new (CrKey key, const char *id, const CrGate *gate);

/* A new, changeable node that is the same but for what the setters then change. */
CrNode *cr_node_copy (const CrNode *node);
CrNode *cr_node_ref (const CrNode *node);
void cr_node_unref (CrNode *node);

void cr_node_set_id (CrNode *node, const char *id);
void cr_node_set_label (CrNode *node, const char *label);
void cr_node_set_note (CrNode *node, const char *note);
void cr_node_set_extra (CrNode *node, const char *extra);
void cr_node_set_place (CrNode *node, double x, double y);
void cr_node_set_breakpoint (CrNode *node, CrBreakpoint breakpoint);
void cr_node_set_hide (CrNode *node, CrHide hide);
void cr_node_set_operands (CrNode *node, const CrKey *operands, guint n_operands);
void cr_node_set_operand (CrNode *node, guint index, CrKey operand);

/* One operand more, where the gate takes as many as wanted. A unit whose weights are written out gets a weight of 0 for it. */
void cr_node_add_operand (CrNode *node, CrKey operand);

/* Opens that operand; a gate without weights that has more operands than it needs loses it instead. */
void cr_node_drop_operand (CrNode *node, guint index);

/* Attributes by their place in gate->attributes. Each marks the attribute as set; unset goes back to the default. */
void cr_node_set_number (CrNode *node, guint attribute, double number);
void cr_node_set_matrix (CrNode *node, guint attribute, const CrMatrix *matrix);
void cr_node_set_activation (CrNode *node, guint attribute, const CrGate *activation);
void cr_node_set_features (CrNode *node, guint attribute, const char *const *features);
void cr_node_set_init (CrNode *node, guint attribute, const CrInit *init);
void cr_node_unset (CrNode *node, guint attribute);

/**
 * cr_node_get_number:
 * @node: a node
 * @name: the name of a number, count or boolean of its gate
 *
 * Returns: what is set, else the default; 0 where the gate has no such attribute
 */
double cr_node_get_number (const CrNode *node, const char *name);

/* The matrix of that name, or NULL where none is set. */
const CrMatrix *cr_node_get_matrix (const CrNode *node, const char *name);

/* The attribute of that name, or NULL where it is not set or the gate has none. */
const CrAttribute *cr_node_get_attribute (const CrNode *node, const char *name);

/* What is shown for it on the canvas: its label, else its id. */
const char *cr_node_get_title (const CrNode *node);

/**
 * cr_node_same_structure:
 *
 * Whether a tape compiled for @a also serves @b: same gate, operands, shapes and attributes, only numbers differ.
 */
gboolean cr_node_same_structure (const CrNode *a, const CrNode *b);

/* Whether all attributes are the same, to the bit, of two nodes of the same structure. */
gboolean cr_node_same_numbers (const CrNode *a, const CrNode *b);

/* Whether @id is a letter or '_', then letters, digits and '_', ASCII, at most 64 bytes. */
gboolean cr_id_is_valid (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrNode, cr_node_unref)

G_END_DECLS
