/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of the core and of the files. */
#include "cr-error.h"

G_DEFINE_QUARK (cr-error-quark, cr_error)
