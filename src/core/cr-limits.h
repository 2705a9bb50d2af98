/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limits of the graph file (docs/FORMAT.md, "Limits"): checked before memory is taken. */
#pragma once

#define CR_LIMIT_FILE_BYTES (64 * 1024 * 1024)
#define CR_LIMIT_JSON_DEPTH 64
#define CR_LIMIT_NUMBERS 20000000
#define CR_LIMIT_JSON_BRACKETS 8000000 /* lists and objects */
#define CR_LIMIT_JSON_STRINGS 12000000 /* names of members are counted too */
#define CR_LIMIT_NODES 1000000
#define CR_LIMIT_EXAMPLES 1000000
#define CR_LIMIT_GROUPS 1000000
#define CR_LIMIT_SIDE 4096
#define CR_LIMIT_VALUE_BYTES ((gsize) 1024 * 1024 * 1024)
#define CR_LIMIT_ID_BYTES 64
#define CR_LIMIT_UNITS 4096
#define CR_LIMIT_CLASSES 16
