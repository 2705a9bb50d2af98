/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's view after an edit: what was in sight stays there, a new layout is fitted, and undo brings the view back.
 *
 * How this works: while a gesture runs nothing moves under the hand. With the step, be it an edit or the end of a gesture, the view
 * settles once. A view that fits by itself goes on showing all that it has shown; one that the hand has made is kept as it is, but for
 * tags that have grown out of it. What that did to the view is noted with the two versions, and undone and redone with them.
 */
#include "cr-editor-private.h"

/* View pixels: a view whose edge cuts off no more than this was meant to show all. */
#define CLIPPED 16.0

#define AT_THE_EDGE 4.0      /* view pixels that something which was slid into view is away from its edge */
#define SLIGHTLY_SMALLER 0.9 /* by so much the view follows what grows; from there on it is fitted anew */

/* --- Looks --- */

static CrLook
get_look (CrEditor *editor)
{
  return (CrLook) { editor->viewport.zoom, editor->viewport.centre, editor->is_fit_wanted };
}

static gboolean
is_same_look (CrLook a, CrLook b)
{
  return a.zoom == b.zoom && a.centre.x == b.centre.x && a.centre.y == b.centre.y && a.is_fit == b.is_fit;
}

/* --- What is in sight --- */

/* All nodes in view coordinates; numbers and names at their edge do not count. */
static CrArea
get_nodes_in_view (CrEditor *editor)
{
  CrArea area = cr_picture_get_nodes_area (editor->picture);
  CrPoint corner = cr_viewport_to_view (&editor->viewport, area.x, area.y);

  return (CrArea) { corner.x, corner.y, area.width * editor->viewport.zoom, area.height * editor->viewport.zoom };
}

/* Whether all nodes are in sight, but for so many pixels at most. */
static gboolean
shows_all (CrEditor *editor, double tolerance)
{
  CrArea area = get_nodes_in_view (editor);
  CrArea view = { -tolerance, -tolerance, editor->viewport.width + 2 * tolerance, editor->viewport.height + 2 * tolerance };

  return cr_area_contains_area (&view, &area);
}

/* How far something from @first on and that long has to go to lie within the margins of the view. */
static double
get_way_in (double first, double length, double view_length)
{
  double last = first + length;

  if (first < 0)
    return CR_FIT_MARGIN - first;
  if (last > view_length)
    return view_length - CR_FIT_MARGIN - last;
  return 0;
}

/* Pans as little as is needed to have an area of the view in sight; FALSE where it is too large for that at this zoom. */
static gboolean
pan_to (CrEditor *editor, CrArea area)
{
  if (area.width > editor->viewport.width - 2 * CR_FIT_MARGIN || area.height > editor->viewport.height - 2 * CR_FIT_MARGIN)
    return FALSE;
  cr_viewport_pan (&editor->viewport, get_way_in (area.x, area.width, editor->viewport.width),
                   get_way_in (area.y, area.height, editor->viewport.height));
  return TRUE;
}

/* The same where that asks for a slightly smaller zoom: about the middle of the view, so that little moves under the hand. */
static gboolean
shrink_to_nodes (CrEditor *editor)
{
  CrArea area = get_nodes_in_view (editor);
  CrViewport *viewport = &editor->viewport;
  double share = MIN ((viewport->width - 2 * CR_FIT_MARGIN) / MAX (area.width, 1), (viewport->height - 2 * CR_FIT_MARGIN) / MAX (area.height, 1));

  if (share < SLIGHTLY_SMALLER)
    return FALSE;
  cr_viewport_zoom_at (viewport, viewport->zoom * MIN (share, 1), viewport->width / 2, viewport->height / 2);
  area = get_nodes_in_view (editor);
  cr_viewport_pan (viewport, get_way_in (area.x, area.width, viewport->width), get_way_in (area.y, area.height, viewport->height));
  return TRUE;
}

/* --- Settling --- */

/* What a step has done to the nodes: whether some have come or gone, and which stayed in their places with something else in them. */
typedef struct
{
  gboolean other_nodes;
  gboolean has_grown;
  CrKey grown;
} Growth;

static void
note_growth (const CrNode *before, const CrNode *after, gpointer data)
{
  Growth *growth = data;

  if (before == NULL || after == NULL)
    growth->other_nodes = TRUE;
  else if (before->place.x == after->place.x && before->place.y == after->place.y)
    {
      growth->has_grown = TRUE;
      growth->grown = after->key;
    }
}

void
cr_editor_keep_fitting (CrEditor *editor)
{
  if (editor->is_view_held || !editor->is_fit_wanted || editor->picture == NULL || shows_all (editor, -CR_FIT_MARGIN / 2))
    return;
  if (editor->room_above > 0 || (!pan_to (editor, get_nodes_in_view (editor)) && !shrink_to_nodes (editor)))
    cr_editor_fit_readably (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_slide_to_node (CrEditor *editor, CrKey key)
{
  CrArea area;
  double left, right;

  if (!cr_picture_get_node_area (editor->picture, key, &area))
    return;
  left = cr_viewport_to_view (&editor->viewport, area.x, area.y).x;
  right = left + area.width * editor->viewport.zoom;
  if (right - left > editor->viewport.width - 2 * AT_THE_EDGE || (left >= 0 && right <= editor->viewport.width))
    return;
  cr_viewport_pan (&editor->viewport, left < 0 ? AT_THE_EDGE - left : editor->viewport.width - AT_THE_EDGE - right, 0);
  cr_editor_view_changed (editor);
}

/* A view that the hand has made: all that it showed, or else the node that was changed. */
static void
keep_in_sight (CrEditor *editor, const Growth *growth)
{
  CrArea area;
  CrPoint corner;

  if (editor->showed_all)
    {
      if (!shows_all (editor, 0) && !pan_to (editor, get_nodes_in_view (editor)) && !shrink_to_nodes (editor))
        cr_editor_fit (editor, editor->viewport.zoom);
    }
  else if (cr_picture_get_node_area (editor->picture, growth->grown, &area))
    {
      corner = cr_viewport_to_view (&editor->viewport, area.x, area.y);
      area = (CrArea) { corner.x, corner.y, area.width * editor->viewport.zoom, area.height * editor->viewport.zoom };
      if (cr_area_meets (&area, &(CrArea) { 0, 0, editor->viewport.width, editor->viewport.height }))
        pan_to (editor, area);
    }
}

static void
follow_growth (CrEditor *editor, const CrGraph *before, const CrGraph *now)
{
  Growth growth = { 0 };

  cr_graph_compare (before, now, note_growth, &growth);
  /* What is added stands where the user put it, and stays there; what is undone leaves a view that fits as if it had never been. */
  if (growth.other_nodes && editor->is_fit_wanted && !editor->is_view_held && cr_document_get_redo_name (editor->document) != NULL)
    cr_editor_fit_readably (editor);
  if (growth.other_nodes)
    return;
  if (editor->is_fit_wanted)
    cr_editor_keep_fitting (editor);
  else if (growth.has_grown)
    keep_in_sight (editor, &growth);
}

/* What has been opened or folded is in sight, whole if it can be; a view that fits shows all of the graph again. */
static void
follow_fold (CrEditor *editor)
{
  CrArea area;
  CrPoint corner;

  if (editor->is_fit_wanted && !editor->is_view_held)
    cr_editor_fit_readably (editor);
  else if (!editor->is_fit_wanted && cr_picture_get_node_area (editor->picture, editor->folded, &area))
    {
      corner = cr_viewport_to_view (&editor->viewport, area.x, area.y);
      pan_to (editor, (CrArea) { corner.x, corner.y, area.width * editor->viewport.zoom, area.height * editor->viewport.zoom });
    }
}

/* The view of a graph that has just been laid out is that of one that has just been opened. */
static void
follow_layout (CrEditor *editor)
{
  editor->is_fit_wanted = TRUE;
  cr_editor_fit_readably (editor);
}

static void
take_look (CrEditor *editor, CrLook look)
{
  editor->viewport.zoom = look.zoom;
  editor->viewport.centre = look.centre;
  editor->is_fit_wanted = look.is_fit;
  cr_editor_keep_fitting (editor); /* the view may have got another size meanwhile */
}

void
cr_editor_prepare_settling (CrEditor *editor)
{
  if (editor->settled == NULL || editor->is_unsettled)
    return;
  editor->is_unsettled = TRUE;
  editor->showed_all = !editor->is_fit_wanted && shows_all (editor, CLIPPED);
}

void
cr_editor_settle_view (CrEditor *editor)
{
  const CrGraph *now = cr_document_get_graph (editor->document);
  CrLook was = get_look (editor);
  CrLook look;

  if (cr_document_in_gesture (editor->document) || editor->settled == NULL)
    return;
  g_autoptr (CrGraph) before = g_steal_pointer (&editor->settled);

  editor->settled = cr_graph_ref (now);
  editor->is_unsettled = FALSE;
  if (editor->is_fit_asked)
    follow_layout (editor);
  else if (cr_view_history_find (editor->view_history, before, now, was, &look))
    take_look (editor, look);
  else if (editor->folded != CR_KEY_NONE)
    follow_fold (editor);
  else
    follow_growth (editor, before, now);
  look = get_look (editor);
  if (is_same_look (was, look))
    return;
  if (before != now)
    cr_view_history_note (editor->view_history, before, was, now, look);
  cr_editor_remember_view (editor);
  cr_editor_view_changed (editor);
}

void
cr_editor_forget_settled (CrEditor *editor)
{
  g_clear_pointer (&editor->settled, cr_graph_unref);
  cr_view_history_clear (editor->view_history);
  editor->is_unsettled = FALSE;
  if (editor->document != NULL)
    editor->settled = cr_graph_ref (cr_document_get_graph (editor->document));
}
