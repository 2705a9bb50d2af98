/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the writer share. */
#pragma once

#include "cr-graph-writer.h"
#include "cr-members.h"

G_BEGIN_DECLS

/* What stands before the next member of an object, and before each that follows it. */
typedef struct
{
  const char *next;
  const char *then;
} CrSeparator;

/**
 * CrWriter:
 * @text: what has been written
 * @graph: what is being written
 * @part_ids: key → id of groups and frames
 * @separator: of the object that is being written
 */
typedef struct
{
  GString *text;
  const CrGraph *graph;
  GHashTable *part_ids;
  CrSeparator separator;
} CrWriter;

/* The id of a node, group or frame, or NULL. */
const char *cr_writer_get_id (const CrWriter *writer, CrKey key);

/* '{' and '}' of an object on one line; begin gives the separator of the outer one, which end wants back. */
CrSeparator cr_write_begin (CrWriter *writer);
void cr_write_end (CrWriter *writer, CrSeparator outer);

/* The name of the next member, with what separates it from the one before. */
void cr_write_name (CrWriter *writer, const char *name);

/* A member that is a text; nothing where @text is NULL. */
void cr_write_text (CrWriter *writer, const char *name, const char *text);

/* Members of an @extra object. */
void cr_write_extra (CrWriter *writer, const char *extra);
void cr_write_point (CrWriter *writer, CrPoint point);

/* What stands behind the name of an attribute that is set. */
void cr_write_attribute_value (CrWriter *writer, const CrAttributeInfo *info, const CrAttribute *attribute);
void cr_write_node (CrWriter *writer, const CrNode *node);

/* A part by its table. @defaults is a struct of the same kind: what is the same there and was not given is left out. */
void cr_write_part (CrWriter *writer, const CrMemberTable *table, gconstpointer part, gconstpointer defaults);
gboolean cr_part_is_empty (const CrMemberTable *table, gconstpointer part, gconstpointer defaults);

/* The same without the brackets, after the writer's separator. */
void cr_write_each_member (CrWriter *writer, const CrMemberTable *table, gconstpointer part, gconstpointer defaults);

/* A text that says "fragment": true, of the nodes whose keys are in @nodes and the groups and frames of @parts. */
char *cr_write_fragment (const CrGraph *graph, GHashTable *nodes, const CrParts *parts);

G_END_DECLS
