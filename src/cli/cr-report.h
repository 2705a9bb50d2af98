/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tape has computed, as JSON for programs and as a table for people. */
#pragma once

#include "cr-tape.h"

G_BEGIN_DECLS

/* What is wrong at a node with an example of the data that is not the one shown. */
typedef struct
{
  CrKey node; /* CR_KEY_NONE: nothing is */
  char *message;
} CrReportFinding;

/**
 * cr_report_to_json:
 * @tape: a tape on which forward and backward have run, bound to one example at most
 * @finding: what is told behind the errors of the tape, if anything
 *
 * Everything with all its digits: output, its value, the nodes in topological order, the errors. `null` where there is nothing.
 *
 * Returns: (transfer full): one JSON object and a line feed
 */
GString *cr_report_to_json (const CrTape *tape, const CrReportFinding *finding);

/* The same numbers with six digits in aligned columns; large matrices are cut. */
GString *cr_report_to_table (const CrTape *tape);

/* What keeps a node from having a value through its own fault: an error or an open operand. Free with g_free(); NULL where nothing does. */
char *cr_report_describe_problem (const CrTape *tape, const CrNode *node);

G_END_DECLS
