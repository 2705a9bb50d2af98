/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which BLAS runs below GSL, and on how many threads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cr_blas_set_up:
 *
 * Keeps OpenBLAS, where that is the BLAS, on the calling thread: products here are so small that handing them to other threads
 * costs more than it gains. To be called once, first thing in main().
 */
void cr_blas_set_up (void);

/**
 * cr_blas_describe:
 *
 * Asks the dynamic linker whose cblas_dgemm() this process runs, so that it cannot say one and run another.
 *
 * Returns: (transfer full): "GSL 2.7.1 on OpenBLAS 0.3.21 (/usr/lib/…/libopenblas.so.0)"
 */
char *cr_blas_describe (void);

G_END_DECLS
