/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's view: which part of the graph is seen, and what of it the document remembers. */
#include "cr-editor-private.h"

#define FIT_MARGIN 8.0
#define REVEAL_MARGIN 60.0
#define LARGEST_FIT 1.0
#define LARGEST_FIT_BY_HAND 2.0

const CrViewport *
cr_editor_get_viewport (CrEditor *editor)
{
  return &editor->viewport;
}

static void
view_changed (CrEditor *editor)
{
  if (editor->active == NULL)
    cr_editor_update_hover (editor);
  cr_editor_emit (editor, CR_EDITOR_VIEWPORT_CHANGED);
  cr_editor_emit (editor, CR_EDITOR_REDRAW);
}

/* What the user has done to the view is written by the next save; what the program did is not. */
static void
moved_by_hand (CrEditor *editor)
{
  CrView view;

  editor->is_fit_wanted = FALSE;
  if (editor->document != NULL)
    {
      view = *cr_document_get_view (editor->document);
      view.given |= CR_VIEW_ZOOM | CR_VIEW_CENTER;
      view.zoom = editor->viewport.zoom;
      view.center = editor->viewport.centre;
      cr_document_set_view (editor->document, &view);
    }
  view_changed (editor);
}

static void
fit (CrEditor *editor, double most)
{
  CrArea area = cr_picture_get_area (editor->picture);

  cr_viewport_fit (&editor->viewport, area.x, area.y, area.width, area.height, FIT_MARGIN, most);
}

/* Both members of the file's view or none of them: a zoom alone would be about nothing. */
static gboolean
take_view_of_file (CrEditor *editor)
{
  const CrView *view = cr_document_get_view (editor->document);

  if ((view->given & CR_VIEW_ZOOM) == 0 || (view->given & CR_VIEW_CENTER) == 0)
    return FALSE;
  editor->viewport.zoom = CLAMP (view->zoom, CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM);
  editor->viewport.centre = view->center;
  return TRUE;
}

void
cr_editor_reset_view (CrEditor *editor)
{
  editor->viewport.zoom = 1;
  editor->viewport.centre = (CrPoint) { 0, 0 };
  editor->is_fit_wanted = !take_view_of_file (editor);
  if (editor->is_fit_wanted)
    fit (editor, LARGEST_FIT);
  view_changed (editor);
}

/* Whether all of the picture lies in the view. */
static gboolean
shows_all (CrEditor *editor)
{
  CrArea area = cr_picture_get_area (editor->picture);
  CrPoint first = cr_viewport_to_view (&editor->viewport, area.x, area.y);
  CrPoint last = cr_viewport_to_view (&editor->viewport, area.x + area.width, area.y + area.height);

  return first.x >= 0 && first.y >= 0 && last.x <= editor->viewport.width && last.y <= editor->viewport.height;
}

void
cr_editor_keep_fitting (CrEditor *editor)
{
  if (!editor->is_fit_wanted || editor->picture == NULL || (editor->active != NULL && cr_document_in_gesture (editor->document)) || shows_all (editor))
    return;
  fit (editor, LARGEST_FIT);
  view_changed (editor);
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
    fit (editor, LARGEST_FIT);
  view_changed (editor);
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

  cr_editor_zoom_at (editor, cr_viewport_get_next_zoom (&editor->viewport, direction), middle);
}

void
cr_editor_zoom_fit (CrEditor *editor)
{
  if (editor->picture == NULL)
    return;
  fit (editor, LARGEST_FIT_BY_HAND);
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
