/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How single things of a picture are drawn: bodies, signs, ports, wires, matrices, marks. */
#pragma once

#include "cr-pen.h"
#include "cr-picture-private.h"

G_BEGIN_DECLS

/* How an outline or a wire is drawn. */
typedef struct
{
  CrColorRole role;
  double width;
} CrStroke;

/* --- cr-picture-draw.c --- */

#define CR_LEAST_PORT_SCALE 0.3

/* Whether nodes are so small on the screen that each is a dot. A thumbnail shows its nodes while there are few enough to be told apart. */
gboolean cr_picture_is_density (CrPicture *picture, double scale);

/* --- cr-picture-marks.c --- */

/* The wire that a pick names, as the picture has it; NULL where it names none. */
CrWire *cr_picture_find_marked_wire (CrPicture *picture, CrPick pick);

/* What is selected and hovered, below the numbers; and what stands above all: focus, the wire being dragged, the rubber band. */
void cr_draw_marks (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip);
void cr_draw_marks_above (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip);

/* --- cr-picture-lifted.c --- */

/* Whether what is lifted is drawn elsewhere than at its place. */
gboolean cr_picture_is_carrying (const CrPicture *picture);

/* @marks: (nullable) */
void cr_draw_lifted (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip);

/* --- cr-draw-node.c --- */

/* Fill and outline of a body. */
void cr_draw_body (const CrPen *pen, const CrBody *body, CrPoint place, CrColorRole fill, CrStroke outline);

/* A halo around a body, 8 px wide. */
void cr_draw_halo (const CrPen *pen, const CrBody *body, CrPoint place);

/* The sign of a gate in its body, with brackets around what is linear algebra; @factor times as large as usual. */
void cr_draw_sign (const CrPen *pen, const CrBody *body, CrPoint place, const char *symbol, double factor);

/* Square brackets at the left and right edge of an area. */
void cr_draw_brackets (const CrPen *pen, const CrArea *area, double lip, CrStroke stroke);

/* Where the dots are by which a parameter that is one number is scrubbed. */
CrArea cr_body_get_handle (const CrBody *body, CrPoint place);

/* A gate as it stands in the palette: body, sign, handle, curve. */
void cr_draw_gate (const CrPen *pen, const CrGate *gate, const CrBody *body, CrPoint place, const char *name);

/* Body and sign of an item, to be drawn over it again with another outline. */
void cr_draw_item_body (const CrPen *pen, CrPicture *picture, const CrItem *item, CrStroke outline);

/* A whole item without numbers: body, sign, name, flag, message. */
void cr_draw_item (const CrPen *pen, CrPicture *picture, const CrItem *item);

/* The ports, and the mark of a breakpoint. */
void cr_draw_ports (const CrPen *pen, CrPicture *picture, const CrItem *item);
void cr_draw_port (const CrPen *pen, CrPoint point, CrColorRole role, gboolean is_hollow);

/* The name of a gate and where it stands, below it; NULL where it has none there. */
const CrShaped *cr_draw_shape_caption (CrPicture *picture, const CrItem *item, CrArea *area);

#define CR_PROBLEM_PADDING_X 10.0 /* around the words of a message */
#define CR_PROBLEM_PADDING_Y 4.0

/* The words of what is wrong at an item. */
const CrShaped *cr_draw_shape_problem (CrPicture *picture, const CrItem *item);

/* The mark and the message of an item in error. */
void cr_draw_problem (const CrPen *pen, CrPicture *picture, const CrItem *item);

/* --- cr-draw-ground.c --- */

/* The grid, and the frames on it. */
void cr_draw_ground (const CrPen *pen, CrPicture *picture, const CrArea *clip);
void cr_draw_grid (const CrPen *pen, const CrArea *clip);

/* Takes the dots away where numbers and blocks are about to be drawn, but for those in bodies and frames. */
void cr_draw_no_grid (const CrPen *pen, CrPicture *picture, const CrLabels *labels);

/* --- cr-draw-unit.c --- */

void cr_draw_unit (const CrPen *pen, CrPicture *picture, const CrItem *item);

/* The number of "b 0.3" in a unit and where it stands; FALSE where it has none. @text: room for CR_NUMBER_TEXT_SIZE bytes. */
gboolean cr_draw_find_bias (CrPicture *picture, const CrItem *item, char *text, CrArea *area);

/* "b 0.3" in a unit. */
void cr_draw_unit_bias (const CrPen *pen, CrPicture *picture, const CrItem *item);

/* The curve of an activation (NULL: linear) with its axes in an area. */
void cr_draw_activation (const CrPen *pen, const CrGate *activation, const CrArea *area);

/* --- cr-draw-sheaf.c --- */

/* The wires of all sheaves there that are not lifted. */
void cr_draw_sheaves (const CrPen *pen, CrPicture *picture, const CrArea *clip);

/* --- cr-draw-wire.c --- */

/* Columns closer than this on the screen have straight wires where there are many. */
#define CR_LEAST_COLUMN 40.0

static inline gboolean
cr_picture_has_straight_wires (double scale)
{
  return 84.0 * scale < CR_LEAST_COLUMN;
}

void cr_wire_straighten (CrWire *wire);

void cr_draw_curve (const CrPen *pen, const CrCurve *curve, CrStroke stroke);
void cr_draw_wire (const CrPen *pen, CrPicture *picture, const CrWire *wire);

/* One that is not asked for: a hairline, and nothing where it is a weight's. */
void cr_draw_faint_wire (const CrPen *pen, const CrWire *wire);
void cr_draw_dragged_wire (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip);

/* --- cr-picture-demand.c: wires on demand --- */

/* Those that the marks ask for, where not all are shown. */
void cr_draw_demanded_wires (const CrPen *pen, CrPicture *picture, const CrMarks *marks, const CrArea *clip);

/* Leaves the items whose numbers are asked for: numbers that stand in a body are always shown. */
void cr_picture_keep_demanded (CrPicture *picture, GPtrArray *items, const CrMarks *marks);

/* --- cr-picture-step.c, cr-picture-pulse.c: the step that the timeline stands at --- */

void cr_draw_active_gates (const CrPen *pen, CrPicture *picture);

/* Finds out where pulses are, for what is drawn until cr_draw_pulses(), which draws them. */
void cr_draw_begin_pulses (const CrPen *pen, CrPicture *picture);
void cr_draw_pulses (const CrPen *pen, CrPicture *picture);

/* How far what stands there gives way to a pulse that passes: 0 not at all … 1 under it. After cr_draw_begin_pulses(). */
double cr_draw_get_faded (CrPicture *picture, const CrArea *area);

/* Whether pulses of a step of that gate pass there at any time. */
gboolean cr_draw_is_passed (CrPicture *picture, CrItem *item, CrKey gate, const CrArea *area);

/* @clip: what is in sight. */
void cr_draw_step_texts (const CrPen *pen, CrPicture *picture, const CrArea *clip);

/* The wire, or what stands for it, at which the output's flag is. */
CrCurve cr_picture_get_stub_curve (CrPicture *picture, const CrItem *item, CrKey key);

/* --- cr-picture-badges.c --- */

void cr_draw_badges (const CrPen *pen, CrPicture *picture, const CrArea *clip);

/* --- cr-picture-blanks.c --- */

/* The box of a blank with its question mark, without its arrow. */
void cr_draw_blank (const CrPen *pen, const CrNumberLabel *number);

/* --- cr-draw-block.c --- */

void cr_draw_number (const CrPen *pen, const CrNumberLabel *number);

/* A number of a matrix as text that is no wider than its column. @text: room for CR_NUMBER_TEXT_SIZE bytes. */
void cr_draw_write_entry (CrFonts *fonts, CrNumberFormat format, double entry, char *text);
void cr_draw_block (const CrPen *pen, CrPicture *picture, const CrBlockLabel *block);

/* --- cr-picture-maps.c --- */

/* The map and the mark of an item, if it has any; the area that they are drawn in, FALSE where there is nothing to be drawn. */
void cr_draw_item_map (const CrPen *pen, CrPicture *picture, const CrItem *item);
gboolean cr_draw_find_item_map (CrPicture *picture, const CrItem *item, CrArea *area);

/* --- cr-draw-frame.c --- */

/* Whether the file gave it a colour; without one it is grey, or nothing but its text. */
static inline gboolean
cr_frame_has_color (const CrFrame *frame)
{
  return frame->color != CR_FRAME_BLUE || (frame->given & 1 << 4) != 0;
}

/* Whether it is a line of writing on the canvas: a text without title and colour. '^' and '_' make scripts in it. */
gboolean cr_frame_is_writing (const CrFrame *frame);

/* What a frame covers, held where things can be drawn: see cr_geometry_hold(). */
CrArea cr_frame_get_area (const CrFrame *frame);

/* Where the title and the text of a frame stand; 0 wide where it has none. */
void cr_frame_measure_words (CrFonts *fonts, const CrFrame *frame, CrArea words[2]);

/* The outline and the title of a group that is open; folded ones are items. @outline: (nullable): when it is selected. */
void cr_draw_open_group (const CrPen *pen, const CrOpenGroup *open, const CrStroke *outline);

/* @outline: (nullable): when it is selected. */
void cr_draw_frame (const CrPen *pen, const CrFrame *frame, const CrStroke *outline);

G_END_DECLS
