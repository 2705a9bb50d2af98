/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's view: which part of the graph is seen, and what of it the document remembers. */
#include "cr-editor-private.h"

#include <glib/gi18n-lib.h>

#define USUAL_WIDTH 800.0 /* of the canvas in a window as large as it first is */
#define USUAL_HEIGHT 680.0
#define FIT_MARGIN_BESIDE 20.0 /* tags and the output's stub may grow into it: for a longer number nothing moves under the hand */
#define NEARLY_FULL 0.9        /* from here on the whole size is taken where all just fits: text is sharpest there */
#define REVEAL_MARGIN 60.0
#define AROUND_SELECTION 24.0
#define LARGEST_FIT 1.0
#define LARGEST_FIT_BY_HAND 2.0
#define LEAST_READABLE 0.62    /* numbers are 8 pixels high */
#define LEAST_READABLE_NET 0.5 /* maps and names, which say more of a net than its numbers do; its columns are shown whole */
#define LEAST_WHOLE 0.885      /* of that zoom: so much smaller it is where all is seen for it */
#define LEAST_SHOWN 0.4        /* of what does not fit at that zoom; of larger graphs all is shown, as shapes */

const CrViewport *
cr_editor_get_viewport (CrEditor *editor)
{
  return &editor->viewport;
}

void
cr_editor_view_changed (CrEditor *editor)
{
  cr_editor_end_transition (editor);
  if (editor->active == NULL)
    cr_editor_update_hover (editor);
  cr_editor_emit (editor, CR_EDITOR_VIEWPORT_CHANGED);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

void
cr_editor_remember_view (CrEditor *editor)
{
  CrView view;

  if (editor->document == NULL)
    return;
  view = *cr_document_get_view (editor->document);
  if (editor->is_fit_wanted)
    view.given &= ~(guint32) (CR_VIEW_ZOOM | CR_VIEW_CENTER);
  else
    {
      view.given |= CR_VIEW_ZOOM | CR_VIEW_CENTER;
      view.zoom = CLAMP (editor->viewport.zoom / editor->text_scale, CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM);
      view.center = editor->viewport.centre;
    }
  cr_document_set_view (editor->document, &view);
}

static void
moved_by_hand (CrEditor *editor)
{
  editor->is_fit_wanted = FALSE;
  cr_editor_remember_view (editor);
  cr_editor_view_changed (editor);
}

/* --- Fitting --- */

void
cr_editor_fit (CrEditor *editor, double most)
{
  CrArea area = cr_picture_get_area (editor->picture);
  CrViewport below = editor->viewport;

  if (editor->viewport.width <= 0 || editor->viewport.height <= 0)
    return;
  below.width = MAX (below.width - 2 * (FIT_MARGIN_BESIDE - CR_FIT_MARGIN), 1);
  below.height = MAX (below.height - editor->room_above, 1);
  cr_viewport_fit (&below, area.x, area.y, area.width, area.height, CR_FIT_MARGIN, most);
  if (below.zoom >= NEARLY_FULL * editor->text_scale && below.zoom < MIN (most, editor->text_scale) && area.width <= editor->viewport.width - 2 * CR_FIT_MARGIN
      && area.height <= below.height - 2 * CR_FIT_MARGIN)
    below.zoom = editor->text_scale;
  editor->viewport.zoom = below.zoom;
  editor->viewport.centre = below.centre;
  editor->viewport.centre.y -= editor->room_above / 2 / below.zoom;
}

/* The largest zoom at which the graph is not too high for the view. */
static double
get_zoom_of_height (CrEditor *editor, double height)
{
  return (editor->viewport.height - editor->room_above - 2 * CR_FIT_MARGIN) / MAX (height, 1);
}

void
cr_editor_fit_readably (CrEditor *editor)
{
  gboolean is_net = cr_picture_has_maps (editor->picture) || editor->room_above > 0;
  CrArea area = cr_picture_get_area (editor->picture);
  double least = is_net ? MIN (LEAST_READABLE_NET * editor->text_scale, get_zoom_of_height (editor, area.height))
                        : LEAST_READABLE * editor->text_scale;
  double room;

  cr_editor_fit (editor, LARGEST_FIT * editor->text_scale);
  if (editor->viewport.zoom >= LEAST_WHOLE * least || editor->viewport.zoom < LEAST_SHOWN * least || editor->viewport.width <= 0)
    return;
  editor->viewport.zoom = least;
  room = (editor->viewport.width - 2 * FIT_MARGIN_BESIDE) / least;
  if (area.width > room)
    editor->viewport.centre.x = area.x + room / 2;
}

/* Whether a view with the size of the canvas, or a usual one before that is known, shows a part of the graph, where it has any. */
static gboolean
shows_something (CrEditor *editor, const CrViewport *viewport)
{
  double width = viewport->width > 0 ? viewport->width : USUAL_WIDTH;
  double height = viewport->height > 0 ? viewport->height : USUAL_HEIGHT;
  CrArea seen = { viewport->centre.x - width / 2 / viewport->zoom, viewport->centre.y - height / 2 / viewport->zoom,
                  width / viewport->zoom, height / viewport->zoom };
  CrArea area = cr_picture_get_area (editor->picture);

  return cr_graph_get_n_nodes (cr_document_get_graph (editor->document)) == 0 || cr_area_meets (&area, &seen);
}

gboolean
cr_editor_shows_something (CrEditor *editor)
{
  const CrViewport *view = &editor->viewport;
  CrArea seen = { view->centre.x - view->width / 2 / view->zoom, view->centre.y - view->height / 2 / view->zoom, view->width / view->zoom,
                  view->height / view->zoom };

  return editor->picture == NULL || view->width <= 0 || cr_picture_shows_any (editor->picture, &seen);
}

/* Both members of the file's view or none of them: a zoom alone would be about nothing. Nor a view from which the graph is not seen. */
static gboolean
take_view_of_file (CrEditor *editor)
{
  const CrView *view = cr_document_get_view (editor->document);
  CrViewport viewport = editor->viewport;

  if ((view->given & CR_VIEW_ZOOM) == 0 || (view->given & CR_VIEW_CENTER) == 0)
    return FALSE;
  viewport.zoom = CLAMP (view->zoom * editor->text_scale, CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM);
  viewport.centre = cr_geometry_hold (view->center);
  if (!shows_something (editor, &viewport))
    return FALSE;
  editor->viewport = viewport;
  return TRUE;
}

void
cr_editor_reset_view (CrEditor *editor)
{
  editor->viewport.zoom = editor->text_scale;
  editor->viewport.centre = (CrPoint) { 0, 0 };
  cr_editor_forget_settled (editor);
  editor->is_fit_wanted = !take_view_of_file (editor);
  if (editor->is_fit_wanted)
    cr_editor_fit_readably (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_set_wires (CrEditor *editor, CrWires wires)
{
  CrView view;

  g_return_if_fail (CR_IS_EDITOR (editor));

  if (editor->document == NULL)
    return;
  view = *cr_document_get_view (editor->document);
  view.wires = wires;
  view.given |= CR_VIEW_WIRES;
  cr_document_set_view (editor->document, &view);
}

void
cr_editor_show_next_wires (CrEditor *editor)
{
  static const char *const names[] = {
    [CR_WIRES_ALL] = N_("All wires"),
    [CR_WIRES_SELECTED] = N_("Wires of the selection"),
    [CR_WIRES_HOVER] = N_("Wires of what the pointer is over"),
  };
  CrWires next;

  if (editor->document == NULL)
    return;
  next = (cr_document_get_view (editor->document)->wires + 1) % G_N_ELEMENTS (names);
  cr_editor_set_wires (editor, next);
  cr_editor_tell (editor, _(names[next]));
}

void
cr_editor_set_room_above (CrEditor *editor, double room)
{
  if (editor->room_above == room)
    return;
  editor->room_above = room;
  if (editor->is_view_held || !editor->is_fit_wanted || editor->picture == NULL)
    return;
  cr_editor_fit_readably (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_set_view_held (CrEditor *editor, gboolean held)
{
  if (editor->is_view_held == held)
    return;
  editor->is_view_held = held;
  if (held || !editor->is_fit_wanted || editor->picture == NULL)
    return;
  cr_editor_fit_readably (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_slide (CrEditor *editor, double view_dy)
{
  if (view_dy == 0)
    return;
  cr_viewport_pan (&editor->viewport, 0, view_dy);
  cr_editor_remember_view (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_set_maps (CrEditor *editor, const CrNodeMap *maps, guint n_maps)
{
  if (editor->picture == NULL)
    return;
  if (cr_picture_set_maps (editor->picture, maps, n_maps)) /* nodes have grown or shrunk */
    cr_editor_keep_fitting (editor);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

/* As long as the user has not touched the view, it keeps fitting: the window may still be finding its size. */
void
cr_editor_set_size (CrEditor *editor, double width, double height)
{
  if (editor->viewport.width == width && editor->viewport.height == height)
    return;
  editor->viewport.width = width;
  editor->viewport.height = height;
  if (editor->is_fit_wanted && editor->picture != NULL)
    cr_editor_fit_readably (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_pan (CrEditor *editor, double view_dx, double view_dy)
{
  cr_viewport_pan (&editor->viewport, view_dx, view_dy);
  moved_by_hand (editor);
}

void
cr_editor_zoom_at (CrEditor *editor, double zoom, CrPoint view)
{
  cr_viewport_zoom_at (&editor->viewport, zoom, view.x, view.y);
  moved_by_hand (editor);
}

void
cr_editor_zoom_step (CrEditor *editor, int direction)
{
  CrPoint middle = { editor->viewport.width / 2, editor->viewport.height / 2 };
  CrViewport usual = editor->viewport;

  usual.zoom /= editor->text_scale;
  cr_editor_zoom_at (editor, cr_viewport_get_next_zoom (&usual, direction) * editor->text_scale, middle);
}

double
cr_editor_get_text_scale (CrEditor *editor)
{
  return editor->text_scale;
}

/* The middle of the view stays where it is. */
void
cr_editor_set_text_scale (CrEditor *editor, double scale)
{
  double change = scale / editor->text_scale;

  if (change == 1)
    return;
  editor->text_scale = scale;
  cr_viewport_zoom_at (&editor->viewport, editor->viewport.zoom * change, editor->viewport.width / 2, editor->viewport.height / 2);
  if (editor->is_fit_wanted && editor->picture != NULL && !editor->is_view_held)
    cr_editor_fit_readably (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_zoom_fit (CrEditor *editor)
{
  if (editor->picture == NULL)
    return;
  cr_editor_fit (editor, LARGEST_FIT_BY_HAND);
  moved_by_hand (editor);
}

/* The areas of all that is selected, with a wire's both ends. */
static CrArea
get_selected_area (CrEditor *editor)
{
  guint n_keys, operand;
  const CrKey *keys = cr_selection_get_nodes (editor->selection, &n_keys);
  CrArea all = { 0 }, area;
  CrKey to;

  for (guint i = 0; i < n_keys; i++)
    if (cr_picture_get_whole_area (editor->picture, keys[i], &area))
      all = cr_area_united (&all, &area);
  if (cr_selection_get_wire (editor->selection, &to, &operand)
      && cr_picture_get_pick_area (editor->picture, (CrPick) { CR_PICK_WIRE, to, operand }, &area))
    all = area;
  return all;
}

void
cr_editor_zoom_selection (CrEditor *editor)
{
  CrArea area;

  if (editor->picture == NULL)
    return;
  area = get_selected_area (editor);
  if (area.width <= 0 || area.height <= 0)
    {
      cr_editor_zoom_fit (editor);
      return;
    }
  area = cr_area_grown (&area, AROUND_SELECTION);
  cr_viewport_fit (&editor->viewport, area.x, area.y, area.width, area.height, CR_FIT_MARGIN, LARGEST_FIT_BY_HAND);
  moved_by_hand (editor);
}

void
cr_editor_show_readably (CrEditor *editor, CrKey key)
{
  CrArea area;

  if (editor->picture == NULL || !cr_picture_get_node_area (editor->picture, key, &area))
    return;
  if (editor->viewport.zoom >= LEAST_READABLE_NET * editor->text_scale)
    {
      cr_editor_show_node (editor, key);
      return;
    }
  editor->viewport.zoom = editor->text_scale;
  editor->viewport.centre = (CrPoint) { area.x + area.width / 2, area.y + area.height / 2 };
  moved_by_hand (editor);
}

void
cr_editor_show_node (CrEditor *editor, CrKey key)
{
  CrArea area;

  if (editor->picture == NULL || !cr_picture_get_node_area (editor->picture, key, &area))
    return;
  if (cr_viewport_reveal (&editor->viewport, area.x + area.width / 2, area.y + area.height / 2, REVEAL_MARGIN))
    moved_by_hand (editor);
}
