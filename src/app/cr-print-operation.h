/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a graph on paper. */
#pragma once

#include "cr-picture.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * cr_print_operation_new:
 * @graph: a version whose nodes all have places
 * @tape: (transfer full): a tape of it with its numbers
 * @style: how it is drawn
 * @name: what the job is called
 *
 * One page, which lies where the picture is wider than high, with the picture in its middle at 100 % or as much smaller as it must be.
 *
 * Returns: (transfer full): an operation that is yet to be run
 */
GtkPrintOperation *cr_print_operation_new (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style, const char *name);

G_END_DECLS
