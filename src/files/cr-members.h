/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table a part: the members that the file has for it, in the order in which they are written. Reader and writer both walk them. */
#pragma once

#include "cr-graph.h"
#include "cr-place.h"

G_BEGIN_DECLS

/* What a member is in the file, and in the struct. */
typedef enum
{
  CR_MEMBER_ID,       /* char *: an id of its own; it has been read before the rest */
  CR_MEMBER_TEXT,     /* char *, or NULL */
  CR_MEMBER_NUMBER,   /* double */
  CR_MEMBER_WHOLE,    /* guint64; 0 below a minimum of 1 or more is none */
  CR_MEMBER_BOOLEAN,  /* gboolean */
  CR_MEMBER_NAME,     /* an enum: one of `names`, the first allowed one at `minimum` */
  CR_MEMBER_POINT,    /* CrPoint: [x, y] */
  CR_MEMBER_RECT,     /* four doubles: [x, y, width, height] */
  CR_MEMBER_NODE,     /* CrKey of a node: its id */
  CR_MEMBER_ANY,      /* CrKey of a node or group: its id */
  CR_MEMBER_KEYS,     /* GArray of CrKey of nodes or groups, at least one: [id, …] */
  CR_MEMBER_KEY_SET,  /* CrKeySet: [id, …] or "all" */
  CR_MEMBER_MATRIX,   /* CrMatrix * */
  CR_MEMBER_OBJECT,   /* a struct of its own within this one: `table` */
  CR_MEMBER_PORTS,    /* GArray of CrPort, or NULL: a list of objects */
  CR_MEMBER_DIGITS,   /* CrView */
  CR_MEMBER_DECIMALS, /* CrView */
  CR_MEMBER_GENERATOR, /* CrDataset, as the three that follow */
  CR_MEMBER_FEATURES,
  CR_MEMBER_POINTS,
  CR_MEMBER_FILE,
  CR_MEMBER_INITIAL, /* GArray of CrInitial: {id: {…}} */
} CrMemberKind;

typedef struct _CrMemberTable CrMemberTable;

/**
 * CrMember:
 * @name: in the file
 * @kind: what it is
 * @offset: of the field in the struct
 * @has: offset of the gboolean that says whether the field holds anything; 0 where there is none
 * @minimum: of a number or whole number (inclusive), or the first name allowed
 * @maximum: of a number or whole number (inclusive)
 * @names: of a name
 * @expected: (nullable) (translatable): what is expected, where minimum and maximum do not say it
 * @table: of an object
 * @given: the bit in `given`; 0 is 1 << its place in the table
 * @is_required: whether an object without it is refused
 */
typedef struct
{
  const char *name;
  CrMemberKind kind;
  gsize offset;
  gsize has;
  double minimum;
  double maximum;
  const char *const *names;
  const char *expected;
  const CrMemberTable *table;
  guint32 given;
  gboolean is_required;
} CrMember;

/**
 * CrMemberTable:
 * @members: the rows
 * @given: offset of the struct's `given`
 * @extra: offset of the struct's `extra`
 * @check: (nullable): what the members say of one another
 */
struct _CrMemberTable
{
  const CrMember *members;
  guint n_members;
  gsize given;
  gsize extra;
  gboolean (*check) (const CrPlace *place, gconstpointer part, GError **error);
};

#define CR_WHOLE_MAXIMUM 18446744073709549568.0 /* the largest double below 2⁶⁴ */

extern const CrMemberTable cr_members_group;
extern const CrMemberTable cr_members_port;
extern const CrMemberTable cr_members_frame;
extern const CrMemberTable cr_members_scene;
extern const CrMemberTable cr_members_exercise;
extern const CrMemberTable cr_members_answer;
extern const CrMemberTable cr_members_training;
extern const CrMemberTable cr_members_view; /* its struct is CrParts */

static inline gpointer
cr_member_get_field (gconstpointer part, const CrMember *member)
{
  return (char *) part + member->offset;
}

static inline guint32
cr_member_get_bit (const CrMemberTable *table, const CrMember *member)
{
  return member->given != 0 ? member->given : 1u << (member - table->members);
}

G_END_DECLS
