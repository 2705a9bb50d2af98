/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A step of the timeline as movement: how its time is divided. */
#pragma once

/* Shares of a step's time, 0 … 1. Forward: what the operands carry has arrived at the gate; its result leaves. Backward: the upstream gradient
 * has arrived; the products leave, and arrive at the end. */
#define CR_PULSE_ARRIVES 0.45
#define CR_PULSE_LEAVES 0.65
