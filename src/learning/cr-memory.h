/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the program takes memory for its threads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cr_memory_set_up:
 *
 * Lets all threads beside the first share one pool of memory, where the C library is glibc, and lets what is free at the end of a pool go back
 * to the system. By itself the library gives every thread a pool of its own, up to eight a processor, and keeps in each what the greatest of
 * its threads has ever needed: some ten megabytes for every window in which a net was trained. The loops of a trainer take no memory, so
 * sharing costs them nothing. To be called once, first thing in main().
 */
void cr_memory_set_up (void);

/**
 * cr_memory_give_back:
 *
 * Gives what lies free between pieces in use back to the system: to be called some time after something large has gone. Takes a few
 * milliseconds.
 */
void cr_memory_give_back (void);

G_END_DECLS
