/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives an editor as a hand does, without a display: presses, moves and releases at things of the picture. */
#pragma once

#include "cr-editor.h"

/**
 * Driver:
 * @editor: with a document of the lecture's (x + y) z and some gates to wire, 800×600, at 100 %, all in view
 * @message: the last one that was told, or %NULL
 */
typedef struct
{
  CrEditor *editor;
  CrDocument *document;
  char *message;
} Driver;

Driver *driver_new (void);

/* The same with another document, of which the view shows what is from 0, 0 to 800, 600. */
Driver *driver_new_for_graph (const CrGraph *graph);

/* The same with a frame F (title “Frame”, 240×144 at 504, 48) that holds nothing, and q and f in a folded group G at 336, 156. */
Driver *driver_new_with_parts (void);
void driver_free (Driver *driver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Driver, driver_free)

CrKey driver_find (Driver *driver, const char *id);
const CrNode *driver_node (Driver *driver, const char *id);
double driver_number (Driver *driver, const char *id);

/* Where things are, in view coordinates: the middle of a node's body, its ports, the number of a source. */
CrPoint driver_at_node (Driver *driver, const char *id);
CrPoint driver_at_output (Driver *driver, const char *id);
CrPoint driver_at_input (Driver *driver, const char *id, guint operand);
CrPoint driver_at_value (Driver *driver, const char *id);

/* A point of the graph where nothing is. */
#define DRIVER_NOWHERE ((CrPoint) { 420, 540 })

CrPoint driver_beside (CrPoint point, double dx, double dy);

void driver_click (Driver *driver, CrPoint at, CrModifiers modifiers);
void driver_double_click (Driver *driver, CrPoint at);

/* The button goes down at one place, the pointer moves to another in steps; it stays down. */
void driver_pull (Driver *driver, CrPoint from, CrPoint to, CrModifiers modifiers);

/* The same, and the button goes up. */
void driver_drag (Driver *driver, CrPoint from, CrPoint to, CrModifiers modifiers);

/* The ids of the selected nodes, "q z ". */
void driver_assert_selected (Driver *driver, const char *ids);

/* What undo would undo, or NULL. */
void driver_assert_undo (Driver *driver, const char *name);
