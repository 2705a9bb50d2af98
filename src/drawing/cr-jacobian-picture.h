/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Jacobian as a picture: a heat map, with its numbers where they have room; of one that is not built its structure. (Lecture row 8.) */
#pragma once

#include "cr-jacobian.h"
#include "cr-number-format.h"
#include "cr-pen.h"

G_BEGIN_DECLS

/* More entries than this are not shown one by one. */
#define CR_JACOBIAN_MOST_SHOWN 4096

/* How high it is when it is so wide. */
double cr_jacobian_picture_get_height (const CrJacobian *jacobian, double width);

/* Fills the area's width. */
void cr_jacobian_picture_draw (const CrPen *pen, const CrJacobian *jacobian, CrNumberFormat format, const CrArea *area);

G_END_DECLS
