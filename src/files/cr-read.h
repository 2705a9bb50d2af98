/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reader share. Each function reads one thing from parsed JSON or says, with its place, why it cannot. */
#pragma once

#include "cr-json-text.h"
#include "cr-limits.h"
#include "cr-members.h"

G_BEGIN_DECLS

/**
 * CrReader:
 * @edit: the graph that is being made
 * @base: (nullable): the graph that a fragment is pasted into
 * @is_fragment: whether operands may name what is not there
 * @keys: id → key of the nodes, groups and frames of the text
 * @base_keys: (nullable): id → key of @base
 * @new_ids: (nullable): ids that were given in place of taken ones
 * @first_node: the lowest key of a node of the text; nodes have successive keys in file order, then groups, then frames
 * @first_group: the lowest key of a group of the text
 * @first_frame: the lowest key of a frame of the text
 * @value_bytes: what all values of sources take so far
 */
typedef struct
{
  CrGraphEdit *edit;
  const CrGraph *base;
  gboolean is_fragment;
  GHashTable *keys;
  GHashTable *base_keys;
  GHashTable *new_ids;
  CrKey first_node;
  CrKey first_group;
  CrKey first_frame;
  gsize value_bytes;
} CrReader;

/* --- The whole text (cr-read-document.c) --- */

/* Reads nodes into reader->edit and the rest into @parts; gives the text as parsed, for what else is in it. NULL with @error set. */
json_t *cr_read_document (CrReader *reader, const char *text, gsize length, CrParts *parts, GError **error);
gboolean cr_check_loops (const CrGraph *graph, GError **error);

/* --- Plain values (cr-read-values.c) --- */

gboolean cr_read_number (const CrPlace *place, const json_t *json, double minimum, double maximum, const char *expected,
                         double *number, GError **error);
gboolean cr_read_whole (const CrPlace *place, const json_t *json, double minimum, double maximum, guint64 *number, GError **error);
gboolean cr_read_boolean (const CrPlace *place, const json_t *json, gboolean *boolean, GError **error);

/* Replaces @text. */
gboolean cr_read_text (const CrPlace *place, const json_t *json, char **text, GError **error);

/* @n finite numbers in a list; @expected says what they are. */
gboolean cr_read_numbers (const CrPlace *place, const json_t *json, double *numbers, gsize n, const char *expected, GError **error);

/* One of @names from names[@first] on. */
gboolean cr_read_name (const CrPlace *place, const json_t *json, const char *const *names, int first, int *value, GError **error);

/* A number, a column or rows of the same length. At most @most_rows rows and CR_LIMIT_SIDE columns. */
CrMatrix *cr_read_matrix (const CrPlace *place, const json_t *json, gsize most_rows, GError **error);

/* "x1", "x2", …: a list, none twice. With @with_label also "label", and one name without a list. */
GStrv cr_read_features (const CrPlace *place, const json_t *json, gboolean with_label, GError **error);
gboolean cr_read_init (const CrPlace *place, const json_t *json, CrInit *init, GError **error);

/* Adds a member that the program does not know to @extra, a JSON object (made when it is the first), and frees such an object as text. */
void cr_read_extra (json_t **extra, const char *name, json_t *value);
char *cr_read_extra_end (json_t *extra);

/* --- Ids (cr-read-ids.c) --- */

/* For tables of ids from files: g_str_hash() is the same for everybody, and a file of ids that all fall together would hang the program. */
guint cr_id_hash (gconstpointer id);

/* Gives every node, group and frame of the text a key; checks their ids, and the names of the gates. */
gboolean cr_read_ids (CrReader *reader, const json_t *root, GError **error);

/* The id that a node, group or frame of the text is to have: its own, or in a fragment that is pasted a free one. Free with g_free(). */
char *cr_reader_dup_id (CrReader *reader, const char *id);

/* --- Nodes (cr-read-nodes.c, cr-read-attributes.c) --- */

/* The node of the text's @place-th node object (from 0), whose id and gate are known to be right. */
CrNode *cr_read_node (CrReader *reader, gsize index, const json_t *json, GError **error);
gboolean cr_read_attribute (CrReader *reader, const CrPlace *place, const json_t *json, CrNode *node, guint attribute, GError **error);

/* Whether a unit's weights are as many as its operands ask for, and its activation takes its alpha. */
gboolean cr_check_attributes (const CrPlace *place, const CrNode *node, GError **error);

/* --- Parts (cr-read-members.c, cr-read-parts.c) --- */

gboolean cr_read_members (CrReader *reader, const CrPlace *place, const json_t *json, const CrMemberTable *table, gpointer part,
                          GError **error);
gboolean cr_read_parts (CrReader *reader, const json_t *root, CrParts *parts, GError **error);

/* The key of an id that must be a node (or also a group) of the text. */
gboolean cr_read_key (CrReader *reader, const CrPlace *place, const json_t *json, gboolean or_group, CrKey *key, GError **error);

static inline gboolean
cr_reader_is_node (const CrReader *reader, CrKey key)
{
  return key >= reader->first_node && key < reader->first_group;
}

static inline gboolean
cr_reader_is_group (const CrReader *reader, CrKey key)
{
  return key >= reader->first_group && key < reader->first_frame;
}

G_END_DECLS
