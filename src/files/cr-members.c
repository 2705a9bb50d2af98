/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of groups, frames, scenes, exercises, answers and the view. */
#include "cr-members.h"

#include <glib/gi18n-lib.h>

#define FIELD(Type, field) .offset = G_STRUCT_OFFSET (Type, field)
#define TABLE(Type, rows) .members = rows, .n_members = G_N_ELEMENTS (rows), \
  .given = G_STRUCT_OFFSET (Type, given), .extra = G_STRUCT_OFFSET (Type, extra)
#define ABOVE_ZERO .minimum = G_MINDOUBLE, .maximum = G_MAXDOUBLE, .expected = N_("a number above 0")

/* --- Groups --- */

static const CrMember port_members[] = {
  { "from", CR_MEMBER_ANY, FIELD (CrPort, from), .is_required = TRUE },
  { "label", CR_MEMBER_TEXT, FIELD (CrPort, label) },
};

const CrMemberTable cr_members_port = { TABLE (CrPort, port_members) };

static const CrMember ports_members[] = {
  { "inputs", CR_MEMBER_PORTS, FIELD (CrPorts, inputs) },
  { "outputs", CR_MEMBER_PORTS, FIELD (CrPorts, outputs) },
};

static const CrMemberTable ports_table = { TABLE (CrPorts, ports_members) };

static const CrMember group_members[] = {
  { "id", CR_MEMBER_ID, FIELD (CrGroup, id), .is_required = TRUE },
  { "title", CR_MEMBER_TEXT, FIELD (CrGroup, title) },
  { "members", CR_MEMBER_KEYS, FIELD (CrGroup, members), .is_required = TRUE },
  { "collapsed", CR_MEMBER_BOOLEAN, FIELD (CrGroup, collapsed) },
  { "at", CR_MEMBER_POINT, FIELD (CrGroup, place), .has = G_STRUCT_OFFSET (CrGroup, has_place) },
  { "ports", CR_MEMBER_OBJECT, FIELD (CrGroup, ports), .table = &ports_table },
};

const CrMemberTable cr_members_group = { TABLE (CrGroup, group_members) };

/* --- Frames --- */

static const CrMember frame_members[] = {
  { "id", CR_MEMBER_ID, FIELD (CrFrame, id), .is_required = TRUE },
  { "title", CR_MEMBER_TEXT, FIELD (CrFrame, title) },
  { "text", CR_MEMBER_TEXT, FIELD (CrFrame, text) },
  { "rect", CR_MEMBER_RECT, FIELD (CrFrame, x), .is_required = TRUE },
  { "color", CR_MEMBER_NAME, FIELD (CrFrame, color), .names = cr_frame_color_names },
};

const CrMemberTable cr_members_frame = { TABLE (CrFrame, frame_members) };

/* --- Scenes, exercises, answers --- */

static const CrMember step_members[] = {
  { "phase", CR_MEMBER_NAME, FIELD (CrStep, phase), .names = cr_phase_names, .is_required = TRUE },
  { "node", CR_MEMBER_NODE, FIELD (CrStep, node) },
};

static const CrMemberTable step_table = { TABLE (CrStep, step_members) };

static const CrMember hiding_members[] = {
  { "values", CR_MEMBER_KEY_SET, FIELD (CrHiding, values) },
  { "gradients", CR_MEMBER_KEY_SET, FIELD (CrHiding, gradients) },
};

static const CrMemberTable hiding_table = { TABLE (CrHiding, hiding_members) };

static const CrMember scene_members[] = {
  { "title", CR_MEMBER_TEXT, FIELD (CrScene, title) },
  { "text", CR_MEMBER_TEXT, FIELD (CrScene, text) },
  { "center", CR_MEMBER_POINT, FIELD (CrScene, center), .has = G_STRUCT_OFFSET (CrScene, has_center) },
  { "zoom", CR_MEMBER_NUMBER, FIELD (CrScene, zoom), .has = G_STRUCT_OFFSET (CrScene, has_zoom), ABOVE_ZERO },
  { "step", CR_MEMBER_OBJECT, FIELD (CrScene, step), .has = G_STRUCT_OFFSET (CrScene, has_step), .table = &step_table },
  { "hide", CR_MEMBER_OBJECT, FIELD (CrScene, hide), .table = &hiding_table },
  { "spotlight", CR_MEMBER_KEY_SET, FIELD (CrScene, spotlight) },
};

const CrMemberTable cr_members_scene = { TABLE (CrScene, scene_members) };

static gboolean
check_exercise (const CrPlace *place, gconstpointer part, GError **error)
{
  const CrExercise *exercise = part;

  if (exercise->kind == CR_EXERCISE_FAULT && exercise->fault == CR_FAULT_NONE)
    return cr_place_fail (place, CR_ERROR_MEMBER, error, _("\"fault\" is missing: which fault is to be found"));
  return TRUE;
}

static const CrMember exercise_members[] = {
  { "kind", CR_MEMBER_NAME, FIELD (CrExercise, kind), .names = cr_exercise_names, .is_required = TRUE },
  { "hide", CR_MEMBER_OBJECT, FIELD (CrExercise, hide), .table = &hiding_table },
  { "tolerance", CR_MEMBER_NUMBER, FIELD (CrExercise, tolerance), .maximum = G_MAXDOUBLE },
  { "fault", CR_MEMBER_NAME, FIELD (CrExercise, fault), .names = cr_fault_names, .minimum = CR_FAULT_SIGN },
  { "node", CR_MEMBER_NODE, FIELD (CrExercise, node) },
};

const CrMemberTable cr_members_exercise = { TABLE (CrExercise, exercise_members), .check = check_exercise };

static const CrMember answer_members[] = {
  { "node", CR_MEMBER_NODE, FIELD (CrAnswer, node), .is_required = TRUE },
  { "what", CR_MEMBER_NAME, FIELD (CrAnswer, what), .names = cr_answer_names, .is_required = TRUE },
  { "value", CR_MEMBER_MATRIX, FIELD (CrAnswer, value), .is_required = TRUE },
};

const CrMemberTable cr_members_answer = { TABLE (CrAnswer, answer_members) };

/* --- The view --- */

static const CrMember view_members[] = {
  { "zoom", CR_MEMBER_NUMBER, FIELD (CrParts, view.zoom), ABOVE_ZERO, .given = CR_VIEW_ZOOM },
  { "center", CR_MEMBER_POINT, FIELD (CrParts, view.center), .given = CR_VIEW_CENTER },
  { "digits", CR_MEMBER_DIGITS, FIELD (CrParts, view), .minimum = 1, .maximum = 17, .given = CR_VIEW_NUMBERS },
  { "decimals", CR_MEMBER_DECIMALS, FIELD (CrParts, view), .maximum = 17, .given = CR_VIEW_NUMBERS },
  { "wires", CR_MEMBER_NAME, FIELD (CrParts, view.wires), .names = cr_wires_names, .given = CR_VIEW_WIRES },
  { "weight_width", CR_MEMBER_BOOLEAN, FIELD (CrParts, view.weight_width), .given = CR_VIEW_WEIGHT_WIDTH },
};

const CrMemberTable cr_members_view = {
  .members = view_members,
  .n_members = G_N_ELEMENTS (view_members),
  .given = G_STRUCT_OFFSET (CrParts, view.given),
  .extra = G_STRUCT_OFFSET (CrParts, view_extra),
};
