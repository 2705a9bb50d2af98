/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The presentation: the document's graph as slides.
 *
 * How this works: it has a picture of its own, of the document's version and tape, and shows as a slide what the canvas's player has come
 * to; its keys (cr-presentation-keys.c) drive that player. So the timeline, its grain and its movement are the same as in the window beneath.
 */
#include "cr-presentation-private.h"

#include "cr-layout.h"
#include "cr-scene.h"

#include <adwaita.h>

static guint leave_signal;

G_DEFINE_FINAL_TYPE (CrPresentation, cr_presentation, GTK_TYPE_WIDGET)

/* --- What is shown --- */

static const GPtrArray *
get_scenes (CrPresentation *self)
{
  return cr_graph_get_parts (cr_document_get_graph (self->document))->scenes;
}

const CrScene *
cr_presentation_get_current_scene (CrPresentation *self)
{
  const GPtrArray *scenes = get_scenes (self);

  return self->scene >= 0 && (guint) self->scene < scenes->len ? scenes->pdata[self->scene] : NULL;
}

guint
cr_presentation_count_scenes (CrPresentation *self)
{
  return get_scenes (self)->len;
}

CrPlayer *
cr_presentation_get_player (CrPresentation *self)
{
  return cr_canvas_get_player (self->canvas);
}

static gboolean
hides (CrKey key, gboolean gradient, gpointer data)
{
  CrPresentation *self = data;
  const CrScene *scene = cr_presentation_get_current_scene (self);
  const CrNode *node = cr_graph_get_node (cr_document_get_graph (self->document), key);

  if (self->is_revealed)
    return FALSE;
  if (scene != NULL && cr_hiding_contains (&scene->hide, key, gradient))
    return TRUE;
  return cr_quiz_hides (cr_canvas_get_quiz (self->canvas), key, gradient)
         || (node != NULL && (node->hide & (gradient ? CR_HIDE_GRADIENT : CR_HIDE_VALUE)) != 0);
}

void
cr_presentation_hide_anew (CrPresentation *self)
{
  cr_picture_set_hider (self->picture, hides, self, TRUE);
}

/* The step that is being taken, or was taken last; NULL at the start, and at the end unless a move or a scene has led there. */
static const CrTimelineStep *
get_current (CrPresentation *self, guint *n_steps, double *fraction)
{
  const CrTimelineStep *moving = cr_player_get_steps (cr_presentation_get_player (self), n_steps, fraction);
  const CrScene *scene = cr_presentation_get_current_scene (self);
  const CrTimeline *timeline = cr_document_get_timeline (self->document);
  guint n_all, position = cr_document_get_position (self->document);
  const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_all);

  if (*n_steps > 0)
    return moving;
  *fraction = 1;
  if (position == 0 || (position == cr_timeline_get_pass_end (timeline) && (scene == NULL || !scene->has_step || scene->step.node == CR_KEY_NONE)))
    return NULL;
  *n_steps = 1;
  return &steps[position - 1];
}

/* Fixed digits: those of the file where it fixes them, else two. */
CrPictureStyle
cr_presentation_make_style (CrPresentation *self)
{
  const CrView *view = cr_document_get_view (self->document);
  CrPictureStyle style = cr_picture_style_for_view (view, self->is_dark ? TRUE : CR_COLORS_BRIGHT);

  if (!view->fixed_decimals)
    style.format = (CrNumberFormat) { 2, TRUE };
  style.hide_grid = TRUE;
  style.hide_tiles = TRUE;
  return style;
}

static void
light (CrPresentation *self, const CrTimelineStep *current, guint n_steps)
{
  const CrScene *scene = cr_presentation_get_current_scene (self);
  const CrKeySet *spotlight = scene != NULL ? &scene->spotlight : NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));

  for (guint i = 0; self->is_lit && current != NULL && i < n_steps; i++)
    g_array_append_val (keys, current[i].key);
  if (!self->is_lit && spotlight != NULL && !spotlight->all && spotlight->keys != NULL)
    g_array_append_vals (keys, spotlight->keys->data, spotlight->keys->len);
  cr_picture_set_spotlight (self->picture, (const CrKey *) keys->data, keys->len);
}

static void
find_place (CrPresentation *self, CrSlide *slide)
{
  const CrTimeline *timeline = cr_document_get_timeline (self->document);
  guint first;

  if (slide->current == NULL)
    return;
  slide->phase = slide->current->phase;
  cr_timeline_get_phase (timeline, slide->phase, &first, &slide->n_steps);
  slide->step = cr_timeline_find (timeline, slide->phase, slide->current->key) - first;
}

/* Whether the timeline stands where the scene has put it, or is on its way there: what the scene says is of that step. */
static gboolean
is_at_scene (CrPresentation *self, const CrScene *scene, const CrTimelineStep *current)
{
  const CrTimeline *timeline = cr_document_get_timeline (self->document);
  guint n_all, position = cr_scene_find_position (scene, timeline);
  const CrTimelineStep *steps = cr_timeline_get_steps (timeline, &n_all);

  return cr_document_get_position (self->document) == position || (current != NULL && position > 0 && current == &steps[position - 1]);
}

/* @slide borrows everything; returns how many steps are taken at once. */
static guint
make_slide (CrPresentation *self, CrSlide *slide)
{
  const CrScene *scene = cr_presentation_get_current_scene (self);
  guint n_steps;
  double fraction;
  const CrTimelineStep *current = get_current (self, &n_steps, &fraction);
  g_autoptr (GArray) operands = NULL;

  *slide = (CrSlide) {
    .picture = self->picture,
    .tape = cr_document_get_tape (self->document),
    .whole = self->whole,
    .fonts = self->fonts,
    .title = scene != NULL && scene->title != NULL ? scene->title : cr_document_get_title (self->document),
    .text = scene != NULL && is_at_scene (self, scene, current) ? scene->text : NULL,
    .current = current,
    .hides = hides,
    .hider = self,
    .has_view = scene != NULL && scene->has_zoom && scene->has_center,
  };
  if (scene != NULL && scene->spotlight.keys != NULL)
    {
      slide->focus = (const CrKey *) scene->spotlight.keys->data;
      slide->n_focus = scene->spotlight.keys->len;
    }
  if (slide->has_view)
    {
      slide->zoom = scene->zoom;
      slide->centre = cr_squeeze_point (&self->squeeze, scene->center);
    }
  find_place (self, slide);
  if (current != NULL)
    {
      operands = cr_slide_find_operands (cr_document_get_graph (self->document), current->key);
      if (operands->len > 0)
        slide->operand = g_array_index (operands, guint, MIN (self->term, operands->len - 1));
    }
  cr_picture_set_steps (self->picture, current, n_steps, fraction);
  light (self, current, n_steps);
  return n_steps;
}

guint
cr_presentation_count_terms (CrPresentation *self)
{
  guint n_steps;
  double fraction;
  const CrTimelineStep *current = get_current (self, &n_steps, &fraction);
  g_autoptr (GArray) operands = NULL;

  if (current == NULL || n_steps != 1 || current->phase != CR_PHASE_BACKWARD || fraction < 1)
    return 1;
  operands = cr_slide_find_operands (cr_document_get_graph (self->document), current->key);
  return MAX (operands->len, 1);
}

/* --- Following the document --- */

void
cr_presentation_refresh (CrPresentation *self)
{
  CrSlide slide;
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  make_slide (self, &slide);
  cr_presentation_turn_to (self, cr_slide_find_view (&slide, width, height));
  cr_presentation_describe (self, &slide);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_title (CrPresentation *self, const char *text)
{
  const GPtrArray *scenes = get_scenes (self);

  if (g_strcmp0 (text, cr_document_get_title (self->document)) == 0)
    return TRUE;
  for (guint i = 0; i < scenes->len; i++)
    if (g_strcmp0 (text, ((const CrScene *) scenes->pdata[i])->title) == 0)
      return TRUE;
  return FALSE;
}

/* Without the writing on the canvas that the slides have as their title. */
static CrGraph *
drop_titles (CrPresentation *self, const CrGraph *graph)
{
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  CrGraph *result;

  for (guint i = parts->frames->len; i-- > 0;)
    if (is_title (self, ((const CrFrame *) parts->frames->pdata[i])->text))
      g_ptr_array_remove_index (parts->frames, i);
  result = cr_graph_with_parts (graph, parts);
  cr_parts_unref (parts);
  return result;
}

/* Room is measured with all numbers there, so that nothing moves while they come and go. */
static void
take_graph (CrPresentation *self, double width, double height)
{
  CrPictureStyle style = cr_presentation_make_style (self);
  g_autoptr (CrGraph) whole = cr_layout_missing (cr_document_get_graph (self->document));
  g_autoptr (CrGraph) placed = drop_titles (self, whole);
  g_autoptr (CrTape) tape = cr_tape_new (placed);
  g_autoptr (CrPicture) picture = NULL;
  g_autoptr (CrPicture) squeezed = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (placed, tape, &style);
  g_clear_pointer (&self->picture, cr_picture_free);
  g_clear_pointer (&self->graph, cr_graph_unref);
  self->graph = cr_slide_squeeze (picture, placed, width, height, &self->squeeze);
  squeezed = cr_picture_new (self->graph, tape, &style);
  self->whole = cr_picture_get_area (squeezed);
  self->picture = cr_picture_new (self->graph, cr_document_get_tape (self->document), &style);
  cr_picture_set_hider (self->picture, hides, self, TRUE);
}

static void
take_graph_for_size (CrPresentation *self)
{
  take_graph (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
on_changed (CrPresentation *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (cr_presentation_get_current_scene (self) == NULL)
    self->scene = -1;
  take_graph_for_size (self);
  cr_presentation_refresh (self);
}

/* The tape has gone on in the same version. */
void
cr_presentation_follow_tick (CrPresentation *self)
{
  if (self->picture == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  cr_picture_update (self->picture, self->graph, cr_document_get_tape (self->document));
  cr_presentation_refresh (self);
}

/* The timeline of the window stands where it stood before. */
static void
leave_document (CrPresentation *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (cr_presentation_get_player (self), self);
  if (cr_canvas_get_document (self->canvas) == self->document)
    cr_player_go (cr_presentation_get_player (self), self->position_before);
  g_clear_pointer (&self->picture, cr_picture_free);
  g_clear_pointer (&self->graph, cr_graph_unref);
  g_clear_object (&self->document);
}

static void
follow_document (CrPresentation *self)
{
  leave_document (self);
  self->document = g_object_ref (cr_canvas_get_document (self->canvas));
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->document, "position-changed", G_CALLBACK (cr_presentation_follow_tick), self);
  g_signal_connect_swapped (cr_presentation_get_player (self), "tick", G_CALLBACK (cr_presentation_follow_tick), self);
  take_graph_for_size (self);
}

/* --- Beginning --- */

void
cr_presentation_start (CrPresentation *presentation)
{
  CrPresentation *self = presentation;
  guint pass_end;

  g_return_if_fail (CR_IS_PRESENTATION (presentation) && cr_canvas_get_document (presentation->canvas) != NULL);

  self->is_blank = self->is_lit = self->is_revealed = FALSE;
  self->is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  self->scene = -1;
  self->term = 0;
  self->view.scale = 0;
  self->target.scale = 0;
  follow_document (self);
  self->position_before = cr_document_get_position (self->document);
  pass_end = cr_timeline_get_pass_end (cr_document_get_timeline (self->document));
  if (self->position_before == pass_end)
    self->position_before = G_MAXUINT;
  if (get_scenes (self)->len > 0)
    cr_presentation_go_to_scene (self, 0);
  else if (cr_document_get_position (self->document) == pass_end)
    cr_player_go (cr_presentation_get_player (self), 0);
  cr_presentation_refresh (self);
}

int
cr_presentation_get_scene (CrPresentation *presentation)
{
  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), -1);

  return presentation->scene;
}

const char *
cr_presentation_get_description (CrPresentation *presentation)
{
  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), NULL);

  return presentation->description;
}

gboolean
cr_presentation_is_blank (CrPresentation *presentation)
{
  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), FALSE);

  return presentation->is_blank;
}

/* --- The widget --- */

void
cr_presentation_tell_leave (CrPresentation *self)
{
  g_signal_emit (self, leave_signal, 0);
}

static void
on_click (GtkGestureClick *gesture, int n_presses, double x, double y, CrPresentation *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  cr_presentation_press (self, button == GDK_BUTTON_SECONDARY ? GDK_KEY_Page_Up : GDK_KEY_Page_Down);
}

static void
cr_presentation_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrPresentation *self = CR_PRESENTATION (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  CrSlide slide;
  cairo_t *cairo;

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  make_slide (self, &slide);
  if (self->is_blank)
    {
      CrColor ground = cr_color_get (CR_COLOR_CANVAS, self->is_dark);

      cairo_set_source_rgb (cairo, ground.red, ground.green, ground.blue);
      cairo_paint (cairo);
    }
  else
    cr_slide_draw (&slide, cairo, width, height, &self->view);
  cairo_destroy (cairo);
}

static void
cr_presentation_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrPresentation *self = CR_PRESENTATION (widget);
  CrSlide slide;

  if (self->picture == NULL)
    return;
  take_graph (self, width, height);
  make_slide (self, &slide);
  self->target = self->view = cr_slide_find_view (&slide, width, height);
  cr_presentation_describe (self, &slide);
}

static void
cr_presentation_hide (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cr_presentation_parent_class)->hide (widget);
  leave_document (CR_PRESENTATION (widget));
}

static void
cr_presentation_dispose (GObject *object)
{
  CrPresentation *self = CR_PRESENTATION (object);

  leave_document (self);
  g_clear_object (&self->canvas);
  G_OBJECT_CLASS (cr_presentation_parent_class)->dispose (object);
}

static void
cr_presentation_finalize (GObject *object)
{
  cr_squeeze_clear (&CR_PRESENTATION (object)->squeeze);
  cr_fonts_free (CR_PRESENTATION (object)->fonts);
  g_free (CR_PRESENTATION (object)->description);
  G_OBJECT_CLASS (cr_presentation_parent_class)->finalize (object);
}

static void
cr_presentation_class_init (CrPresentationClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = cr_presentation_dispose;
  object_class->finalize = cr_presentation_finalize;
  widget_class->snapshot = cr_presentation_snapshot;
  widget_class->size_allocate = cr_presentation_size_allocate;
  widget_class->hide = cr_presentation_hide;
  leave_signal = g_signal_new ("leave", CR_TYPE_PRESENTATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "presentation");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cr_presentation_init (CrPresentation *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->fonts = cr_fonts_new ();
  self->scene = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
cr_presentation_new (CrCanvas *canvas)
{
  CrPresentation *self = g_object_new (CR_TYPE_PRESENTATION, NULL);

  self->canvas = g_object_ref (canvas);
  return GTK_WIDGET (self);
}
