/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's commands: add, delete, and the arrow keys. */
#include "cr-editor-private.h"

#include "cr-edits-parts.h"
#include "cr-edits-wires.h"
#include "cr-edits.h"
#include "cr-step-names.h"
#include "cr-value-step.h"

/* A free place is looked for in columns and rows of this pitch, ring by ring, this far. */
#define FREE_PLACE_PITCH_X 120.0
#define FREE_PLACE_PITCH_Y 84.0
#define FREE_PLACE_RINGS 12

/* The free place nearest to another one is looked for in a square of so many steps of the grid to each side. */
#define NEAREST_STEPS 24

#define PAN_ARROW 48.0 /* pixels of the view, a press of an arrow key */
#define INTO_WIRE_ZOOM 0.5 /* however far in the view is, a gate comes into a wire from as far as at this zoom */

/* --- Adding --- */

CrKey
cr_editor_add_gate (CrEditor *editor, const CrGate *gate, CrPoint place)
{
  g_autofree char *name = NULL;
  CrKey key = CR_KEY_NONE;
  CrGraph *graph;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && gate != NULL, CR_KEY_NONE);

  if (editor->document == NULL)
    return CR_KEY_NONE;
  cr_editor_break_off (editor);
  graph = cr_edit_add (editor->graph, gate, cr_geometry_snap (place), &key);
  name = cr_step_name_add (graph, key);
  cr_editor_take_edit (editor, graph, name);
  cr_editor_select_nodes (editor, &key, 1);
  return key;
}

CrPick
cr_editor_find_wire_at (CrEditor *editor, CrPoint place)
{
  double scale = MIN (editor->viewport.zoom, INTO_WIRE_ZOOM);

  return cr_picture_pick_wire (editor->picture, place.x, place.y, scale);
}

CrKey
cr_editor_drop_gate (CrEditor *editor, const CrGate *gate, CrPoint place)
{
  CrPick wire;
  CrKey key;

  g_return_val_if_fail (CR_IS_EDITOR (editor) && gate != NULL, CR_KEY_NONE);

  if (editor->document == NULL)
    return CR_KEY_NONE;
  cr_editor_break_off (editor);
  wire = cr_editor_find_wire_at (editor, cr_geometry_snap (place));
  if (wire.kind != CR_PICK_WIRE || cr_gate_is_source (gate))
    return cr_editor_add_gate (editor, gate, place);

  g_autoptr (CrGraph) added = cr_edit_add (editor->graph, gate, cr_geometry_snap (place), &key);
  g_autofree char *name = cr_step_name_add (added, key);
  CrGraph *put = cr_edit_insert (added, cr_editor_get_tape (editor), key, wire.key, wire.operand, NULL);

  cr_editor_take_edit (editor, put != NULL ? put : g_steal_pointer (&added), name);
  cr_editor_select_nodes (editor, &key, 1);
  return key;
}

/* To the left and up counts for twice as far. */
static double
weigh_step (const CrPoint *step)
{
  double x = step->x < 0 ? 2 * step->x : step->x, y = step->y < 0 ? 2 * step->y : step->y;

  return x * x + y * y;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const CrPoint *one = a;
  const CrPoint *other = b;
  double nearer = weigh_step (one), farther = weigh_step (other);

  if (nearer != farther)
    return (nearer > farther) - (nearer < farther);
  return (one->x + one->y < other->x + other->y) - (one->x + one->y > other->x + other->y);
}

CrPoint
cr_editor_find_free_shift (CrEditor *editor, const CrArea *areas, guint n_areas, CrPoint first)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CrPoint));

  for (int row = -NEAREST_STEPS; row <= NEAREST_STEPS; row++)
    for (int column = -NEAREST_STEPS; column <= NEAREST_STEPS; column++)
      {
        CrPoint step = { column * CR_GRID, row * CR_GRID };

        g_array_append_val (steps, step);
      }
  g_array_sort (steps, compare_steps);
  for (guint i = 0; i < steps->len; i++)
    {
      const CrPoint *step = &g_array_index (steps, CrPoint, i);
      gboolean is_free = TRUE;

      for (guint j = 0; j < n_areas && is_free; j++)
        {
          CrArea area = { areas[j].x + first.x + step->x, areas[j].y + first.y + step->y, areas[j].width, areas[j].height };

          is_free = cr_picture_is_free (editor->picture, &area);
        }
      if (is_free)
        return (CrPoint) { first.x + step->x, first.y + step->y };
    }
  return first;
}

CrPoint
cr_editor_find_place_near (CrEditor *editor, const CrGate *gate, CrPoint place)
{
  CrBody body = cr_body_for_gate (gate);
  CrArea area = cr_body_get_area (&body, (CrPoint) { 0, 0 });

  return cr_editor_find_free_shift (editor, &area, 1, cr_geometry_snap (place));
}

static gboolean
is_free (CrEditor *editor, CrPoint place)
{
  CrArea wanted = { place.x - FREE_PLACE_PITCH_X / 2, place.y - FREE_PLACE_PITCH_Y / 2, FREE_PLACE_PITCH_X, FREE_PLACE_PITCH_Y };

  return cr_picture_is_free (editor->picture, &wanted);
}

/* 0, 1, −1, 2, −2, … */
static int
alternate (int i)
{
  return i % 2 == 0 ? -i / 2 : (i + 1) / 2;
}

/* To the right first, as wires run, and on the same level. */
CrPoint
cr_editor_find_free_place (CrEditor *editor)
{
  CrPoint middle = cr_geometry_snap (editor->viewport.centre);

  for (int ring = 0; ring < FREE_PLACE_RINGS && editor->graph != NULL; ring++)
    for (int column = ring; column >= -ring; column--)
      for (int i = 0; i <= 2 * ring; i++)
        {
          int row = alternate (i);
          CrPoint place = { middle.x + column * FREE_PLACE_PITCH_X, middle.y + row * FREE_PLACE_PITCH_Y };

          if (MAX (ABS (row), ABS (column)) == ring && is_free (editor, place))
            return place;
        }
  return middle;
}

/* --- Deleting --- */

static void
delete_wire (CrEditor *editor, CrKey to, guint operand)
{
  CrKey from = cr_graph_get_node (editor->graph, to)->operands[operand];
  g_autofree char *name = cr_step_name_detach (editor->graph, from, to);

  cr_editor_take_edit (editor, cr_graph_disconnected (editor->graph, to, operand), name);
}

void
cr_editor_delete (CrEditor *editor)
{
  const CrKey *keys;
  CrKey to;
  guint operand, n_keys;

  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  keys = cr_selection_get_nodes (editor->selection, &n_keys);
  if (cr_selection_get_wire (editor->selection, &to, &operand))
    delete_wire (editor, to, operand);
  else if (n_keys > 0)
    {
      g_autofree char *name = cr_step_name_delete (editor->graph, keys, n_keys);

      cr_editor_take_edit (editor, cr_edit_delete_healing (editor->graph, cr_editor_get_tape (editor), keys, n_keys), name);
    }
}

/* --- Operands --- */

/* The one node that is selected, or CR_KEY_NONE. */
static CrKey
get_only_selected (CrEditor *editor)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);

  return n_keys == 1 ? keys[0] : CR_KEY_NONE;
}

gboolean
cr_editor_can_swap_operands (CrEditor *editor)
{
  return editor->graph != NULL && cr_edit_can_swap_operands (editor->graph, get_only_selected (editor));
}

void
cr_editor_swap_operands (CrEditor *editor)
{
  g_return_if_fail (CR_IS_EDITOR (editor));

  cr_editor_break_off (editor);
  if (!cr_editor_can_swap_operands (editor))
    return;

  CrKey key = get_only_selected (editor);
  g_autofree char *name = cr_step_name_swap (editor->graph, key);

  cr_editor_take_edit (editor, cr_edit_swap_operands (editor->graph, key), name);
}

/* --- The arrow keys --- */

/* As long as the key is held it is one gesture. */
static void
begin_arrow (CrEditor *editor, CrArrowState state, const char *name)
{
  if (editor->arrow == state)
    return;
  cr_editor_arrow_released (editor);
  editor->arrow = state;
  cr_editor_begin_gesture (editor, name);
}

/* Values larger than one number are stepped by their entry only with the pointer. */
static gboolean
step_value (CrEditor *editor, CrKey key, int direction, CrModifiers modifiers)
{
  g_autoptr (CrMatrix) value = cr_edit_get_value (editor->graph, cr_editor_get_tape (editor), key);
  g_autoptr (CrMatrix) stepped = NULL;
  g_autofree char *name = cr_step_name_change (editor->graph, key);
  double step;

  if (value == NULL || !cr_shape_is_number (value->shape))
    return FALSE;
  begin_arrow (editor, CR_ARROW_STEPPING, name);
  step = cr_value_step_get (value->entries[0], modifiers) * CR_VALUE_STEP_ARROW;
  stepped = cr_matrix_new_number (cr_value_step_round (value->entries[0] + direction * step, step / CR_VALUE_STEP_ARROW));
  cr_editor_take_preview (editor, cr_edit_set_value (editor->graph, key, stepped));
  return TRUE;
}

void
cr_editor_arrow (CrEditor *editor, int dx, int dy, CrModifiers modifiers)
{
  guint n_keys;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);
  CrKey value = cr_selection_get_value (editor->selection);
  g_autofree char *name = NULL;
  g_autoptr (GArray) all = NULL;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->active != NULL)
    return;
  if (n_keys == 0)
    {
      cr_editor_pan (editor, -dx * PAN_ARROW, -dy * PAN_ARROW);
      return;
    }
  if (value != CR_KEY_NONE && step_value (editor, value, dx - dy, modifiers))
    return;
  name = cr_step_name_move (editor->graph, keys, n_keys);
  begin_arrow (editor, CR_ARROW_MOVING, name);
  all = cr_edit_with_contents (editor->graph, keys, n_keys);
  cr_editor_take_preview (editor, cr_edit_move (editor->graph, cr_keys_peek (all), all->len, dx * CR_SNAP, dy * CR_SNAP));
}

void
cr_editor_arrow_released (CrEditor *editor)
{
  if (editor->arrow == CR_ARROW_IDLE)
    return;
  editor->arrow = CR_ARROW_IDLE;
  cr_editor_end_gesture (editor);
}
