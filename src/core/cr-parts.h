/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a graph version holds beside its nodes: groups, frames, scenes, exercises, answers, training, view. None of it changes what is computed.
 *
 * Every part is reference-counted atomically and shared between versions. It may be changed (its fields are simply written) only while
 * its maker holds the one reference; copy it to change it. Nodes, groups and frames are named by key, never by id, so renaming is free.
 *
 * `given` has a bit for every member (1 << its place on the file format's page) that the file gave, be it the default. A member is written
 * where it was given or is not its default, so that an edit need only write the field.
 * `extra`: members that this program does not know, as the text of one JSON object; kept, never read; NULL where there are none.
 */
#pragma once

#include "cr-fault.h"
#include "cr-training.h"

G_BEGIN_DECLS

/* Names of the values of the enums below, as in the file: names[value], NULL-terminated. */
extern const char *const cr_frame_color_names[];
extern const char *const cr_phase_names[];
extern const char *const cr_exercise_names[];
extern const char *const cr_fault_names[]; /* [CR_FAULT_NONE] is "none", which no file has */
extern const char *const cr_answer_names[];
extern const char *const cr_wires_names[];

/* --- Groups and frames: they have keys and ids like nodes --- */

/* A wire across a group's border: the node or group that it comes from, and what the canvas writes there. */
typedef struct
{
  CrKey from;
  char *label; /* (nullable) */
  guint32 given;
  char *extra;
} CrPort;

/* Order and names of the wires that cross a border: arrays of #CrPort, each (nullable). */
typedef struct
{
  GArray *inputs;
  GArray *outputs;
  guint32 given;
  char *extra;
} CrPorts;

/**
 * CrGroup:
 * @members: #CrKey of nodes or groups, at least one; a key is a member of one group at most, and no group of itself
 * @place: where its closed box stands, if @has_place
 */
typedef struct
{
  CrKey key;
  char *id;
  char *title; /* (nullable) */
  GArray *members;
  gboolean collapsed;
  gboolean has_place;
  CrPoint place;
  CrPorts ports;
  guint32 given;
  char *extra;
} CrGroup;

CrGroup *cr_group_new (CrKey key, const char *id);
CrGroup *cr_group_copy (const CrGroup *group);
CrGroup *cr_group_ref (const CrGroup *group);
void cr_group_unref (CrGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrGroup, cr_group_unref)

/* An empty array of ports, which clears what it grows by and frees what it holds. */
GArray *cr_ports_new (void);

typedef enum
{
  CR_FRAME_BLUE,
  CR_FRAME_GREEN,
  CR_FRAME_YELLOW,
  CR_FRAME_ORANGE,
  CR_FRAME_RED,
  CR_FRAME_PURPLE,
  CR_FRAME_BROWN,
  CR_FRAME_GRAY,
} CrFrameColor;

/* A comment behind the nodes; its rectangle is in pixels at 100 %. */
typedef struct
{
  CrKey key;
  char *id;
  char *title; /* (nullable) */
  char *text;  /* (nullable) */
  double x;
  double y;
  double width;
  double height;
  CrFrameColor color;
  guint32 given;
  char *extra;
} CrFrame;

CrFrame *cr_frame_new (CrKey key, const char *id);
CrFrame *cr_frame_copy (const CrFrame *frame);
CrFrame *cr_frame_ref (const CrFrame *frame);
void cr_frame_unref (CrFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrFrame, cr_frame_unref)

/* --- Scenes, exercises, answers --- */

/* Some nodes, or all of them. Not given is not the same as an empty list. */
typedef struct
{
  gboolean is_given;
  gboolean all;
  GArray *keys; /* CrKey; (nullable) */
} CrKeySet;

/* What is hidden until revealed: whose values, whose gradients. */
typedef struct
{
  CrKeySet values;
  CrKeySet gradients;
  guint32 given;
  char *extra;
} CrHiding;

typedef enum
{
  CR_PHASE_FORWARD,
  CR_PHASE_LOSS,
  CR_PHASE_BACKWARD,
  CR_PHASE_UPDATE,
} CrPhase;

/* Where the timeline stands, by name, so that it survives edits. */
typedef struct
{
  CrPhase phase;
  CrKey node; /* CR_KEY_NONE: the whole phase */
  guint32 given;
  char *extra;
} CrStep;

/* One picture of a lecture: where the view stands, how far the timeline is, what is hidden and what is lit. */
typedef struct
{
  char *title; /* (nullable) */
  char *text;  /* (nullable) */
  gboolean has_center;
  CrPoint center;
  gboolean has_zoom;
  double zoom;
  gboolean has_step;
  CrStep step;
  CrHiding hide;
  CrKeySet spotlight;
  guint32 given;
  char *extra;
} CrScene;

CrScene *cr_scene_new (void);
CrScene *cr_scene_copy (const CrScene *scene);
CrScene *cr_scene_ref (const CrScene *scene);
void cr_scene_unref (CrScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrScene, cr_scene_unref)

typedef enum
{
  CR_EXERCISE_PREDICT,
  CR_EXERCISE_FAULT,
} CrExerciseKind;

/* @tolerance: of predict, 0 or more (0.01). @node: of fault, CR_KEY_NONE lets the program choose. */
typedef struct
{
  CrExerciseKind kind;
  CrHiding hide;
  double tolerance;
  CrFault fault;
  CrKey node;
  guint32 given;
  char *extra;
} CrExercise;

CrExercise *cr_exercise_new (CrExerciseKind kind);
CrExercise *cr_exercise_copy (const CrExercise *exercise);
CrExercise *cr_exercise_ref (const CrExercise *exercise);
void cr_exercise_unref (CrExercise *exercise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrExercise, cr_exercise_unref)

typedef enum
{
  CR_ANSWER_VALUE,
  CR_ANSWER_GRADIENT,
} CrAnswerKind;

/* What a learner filled in. */
typedef struct
{
  CrKey node;
  CrAnswerKind what;
  CrMatrix *value;
  guint32 given;
  char *extra;
} CrAnswer;

/* Node and value may be filled in later, but before it is put among the parts of a graph. */
CrAnswer *cr_answer_new (CrKey node, CrAnswerKind what, const CrMatrix *value);
CrAnswer *cr_answer_copy (const CrAnswer *answer);
CrAnswer *cr_answer_ref (const CrAnswer *answer);
void cr_answer_unref (CrAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrAnswer, cr_answer_unref)

/* --- The view --- */

typedef enum
{
  CR_WIRES_ALL,
  CR_WIRES_SELECTED,
  CR_WIRES_HOVER,
} CrWires;

/* Members of the view, as bits of its `given`. */
typedef enum
{
  CR_VIEW_ZOOM = 1 << 0,
  CR_VIEW_CENTER = 1 << 1,
  CR_VIEW_NUMBERS = 1 << 2,
  CR_VIEW_WIRES = 1 << 3,
  CR_VIEW_WEIGHT_WIDTH = 1 << 4,
} CrViewMember;

/**
 * CrView:
 * @given: which members are known, bits of #CrViewMember; these are written, and others that are not at their default
 * @zoom: above 0 (1)
 * @center: what stands in the middle of the canvas
 * @fixed_decimals: whether @n_digits counts digits after the point, else significant ones
 * @n_digits: 1…17 digits (3), or 0…17 decimals
 * @wires: whose numbers the wires show (all)
 * @weight_width: whether a wire's width tells the size of its weight (TRUE)
 *
 * How a document was looked at. A plain value: a change of it is no edit.
 */
typedef struct
{
  guint32 given;
  double zoom;
  CrPoint center;
  gboolean fixed_decimals;
  guint n_digits;
  CrWires wires;
  gboolean weight_width;
} CrView;

/* Nothing given, everything at its default. */
#define CR_VIEW_DEFAULT ((CrView) { .zoom = 1, .n_digits = 3, .wires = CR_WIRES_ALL, .weight_width = TRUE })

/* --- All of them --- */

/* Lists of the document that stood in the file, be they empty. */
typedef enum
{
  CR_PARTS_GROUPS = 1 << 0,
  CR_PARTS_FRAMES = 1 << 1,
  CR_PARTS_SCENES = 1 << 2,
  CR_PARTS_EXERCISES = 1 << 3,
  CR_PARTS_ANSWERS = 1 << 4,
  CR_PARTS_VIEW = 1 << 5,
} CrPartsMember;

/**
 * CrParts:
 * @groups: #CrGroup, in file order, as the other arrays; each array holds references and is never %NULL
 * @training: (nullable): to be trained how
 * @view: how the file says that it was looked at
 * @view_extra: (nullable): unknown members of the view
 * @extra: (nullable): unknown members of the document
 */
typedef struct _CrParts
{
  GPtrArray *groups;
  GPtrArray *frames;
  GPtrArray *scenes;
  GPtrArray *exercises;
  GPtrArray *answers;
  CrTraining *training;
  CrView view;
  char *view_extra;
  guint32 given;
  char *extra;
} CrParts;

/* The parts of a graph that has none. One for all; not to be unreferenced. */
const CrParts *cr_parts_get_empty (void);

/* A new, changeable one that shares every part: O(number of parts). Add to an array with g_ptr_array_add (…, cr_group_ref (group)). */
CrParts *cr_parts_copy (const CrParts *parts);
CrParts *cr_parts_ref (const CrParts *parts);
void cr_parts_unref (CrParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrParts, cr_parts_unref)

/* The group or frame of that id, or CR_KEY_NONE. O(groups + frames); graphs have an index. */
CrKey cr_parts_find (const CrParts *parts, const char *id);

/* The group or frame of that key, or NULL; the group that @member is directly in, or NULL. Each O(groups or frames). */
const CrGroup *cr_parts_get_group (const CrParts *parts, CrKey key);
const CrFrame *cr_parts_get_frame (const CrParts *parts, CrKey key);
const CrGroup *cr_parts_get_group_of (const CrParts *parts, CrKey member);

typedef void (*CrPartsId) (CrKey key, const char *id, gpointer data);

/* Calls @callback for every group and then every frame, in file order: for indexes of ids. */
void cr_parts_for_each_id (const CrParts *parts, CrPartsId callback, gpointer data);

typedef gboolean (*CrPartsIsGone) (CrKey key, gpointer data);

/**
 * cr_parts_without:
 * @parts: the parts of a version
 * @is_gone: says of a key whether its node, group or frame is gone
 * @data: for @is_gone
 *
 * Forgets every mention of keys that are gone, so that what is left is always a document that the reader accepts. A group that loses
 * its last member goes too, and then its mentions; so do exercises and answers about a gone node; training descends on the output again.
 * Cost: one visit a mention, no recursion.
 *
 * Returns: (transfer full): new parts, or a new reference to @parts where nothing was mentioned
 */
CrParts *cr_parts_without (const CrParts *parts, CrPartsIsGone is_gone, gpointer data);

G_END_DECLS
