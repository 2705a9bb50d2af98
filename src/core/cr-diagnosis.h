/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where numbers stop being numbers: the first step of a pass that makes something infinite or undefined out of finite numbers, and why.
 *
 * What comes after it is lost by it, so nothing else is told. Forward that is the first gate in topological order whose value is not finite
 * though its operands are; backward, where every value is finite, the first gate that sends on what is not.
 */
#pragma once

#include "cr-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  CR_DIAGNOSIS_DOMAIN,   /* what is asked for does not exist: ln −2, 0 · ∞ */
  CR_DIAGNOSIS_POLE,     /* it grows without bound there: 1 / 0, the slope of √x at 0 */
  CR_DIAGNOSIS_OVERFLOW, /* it is larger than the largest double, 1.8·10³⁰⁸ */
} CrDiagnosisReason;

/* In the place of an operand: it is the sum of what comes back by several wires; it is a weight or the bias of a unit. */
#define CR_DIAGNOSIS_SUM (G_MAXUINT - 1)
#define CR_DIAGNOSIS_PARAMETER G_MAXUINT

/**
 * CrDiagnosis:
 * @phase: FORWARD or BACKWARD
 * @node: where it arose: forward the gate, backward the one that sends it; of %CR_DIAGNOSIS_SUM the node whose gradient it is
 * @operand: backward, the operand to which it is sent, or one of the two above
 * @step: which step of the timeline that is, from 1
 * @entry: the first entry that is lost, row by row, of the value or of what is sent
 * @number: that entry: NaN, ∞ or −∞
 * @reason: why
 */
typedef struct
{
  CrPhase phase;
  CrKey node;
  guint operand;
  guint step;
  gsize entry;
  double number;
  CrDiagnosisReason reason;
} CrDiagnosis;

/**
 * cr_diagnosis_find:
 * @tape: a tape, also on a walk step by step: then what has been computed by then counts
 * @diagnosis: (out caller-allocates): what is wrong
 *
 * Cost: one look at every number; where one is lost, a timeline, and backward one backward of each gate before it.
 *
 * Returns: whether anything is
 */
gboolean cr_diagnosis_find (CrTape *tape, CrDiagnosis *diagnosis);

G_END_DECLS
