/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The presentation: the document's graph as slides.
 *
 * How this works: it has a picture of its own, of the document's version and tape, and shows as a slide what the canvas's player has come
 * to; its keys drive that player. So the timeline, its grain and its movement are the same as in the window beneath.
 */
#include "cr-presentation.h"

#include "cr-layout.h"
#include "cr-scene.h"
#include "cr-slide.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define TURN_TIME 0.2 /* seconds from one view to the next */

struct _CrPresentation
{
  GtkWidget parent_instance;

  CrCanvas *canvas;
  CrDocument *document;
  CrGraph *graph; /* with all places, as they are on the slides */
  CrPoint factors; /* by which they are closer than in the document */
  CrPicture *picture;
  CrFonts *fonts;
  int scene;
  guint term; /* which of the operands of a step backward is told */
  gboolean is_blank;
  gboolean is_dark;
  gboolean is_lit;
  gboolean is_revealed;
  guint position_before; /* where the timeline stood; G_MAXUINT at its end */
  CrSlideView view;
  CrSlideView from; /* where the way to @target began */
  CrSlideView target;
  gint64 turn_start; /* of the frame clock; 0 while nothing moves */
  guint turn_tick;
};

static guint leave_signal;

G_DEFINE_FINAL_TYPE (CrPresentation, cr_presentation, GTK_TYPE_WIDGET)

/* --- What is shown --- */

static const GPtrArray *
get_scenes (CrPresentation *self)
{
  return cr_graph_get_parts (cr_document_get_graph (self->document))->scenes;
}

static const CrScene *
get_scene (CrPresentation *self)
{
  const GPtrArray *scenes = get_scenes (self);

  return self->scene >= 0 && (guint) self->scene < scenes->len ? scenes->pdata[self->scene] : NULL;
}

static CrPlayer *
get_player (CrPresentation *self)
{
  return cr_canvas_get_player (self->canvas);
}

static gboolean
hides (CrKey key, gboolean gradient, gpointer data)
{
  CrPresentation *self = data;
  const CrScene *scene = get_scene (self);
  const CrNode *node = cr_graph_get_node (cr_document_get_graph (self->document), key);

  if (self->is_revealed)
    return FALSE;
  if (scene != NULL && cr_hiding_contains (&scene->hide, key, gradient))
    return TRUE;
  return node != NULL && (node->hide & (gradient ? CR_HIDE_GRADIENT : CR_HIDE_VALUE)) != 0;
}

/* The step that is being taken, or was taken last; NULL at the start, and at the end unless a move or a scene has led there. */
static const CrTimelineStep *
get_current (CrPresentation *self, guint *n_steps, double *fraction)
{
  const CrTimelineStep *moving = cr_player_get_steps (get_player (self), n_steps, fraction);
  const CrScene *scene = get_scene (self);
  guint n_all, position = cr_document_get_position (self->document);
  const CrTimelineStep *steps = cr_timeline_get_steps (cr_document_get_timeline (self->document), &n_all);

  if (*n_steps > 0)
    return moving;
  *fraction = 1;
  if (position == 0 || (position == n_all && (scene == NULL || !scene->has_step || scene->step.node == CR_KEY_NONE)))
    return NULL;
  *n_steps = 1;
  return &steps[position - 1];
}

/* Fixed digits: those of the file where it fixes them, else two. */
static CrPictureStyle
make_style (CrPresentation *self)
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
  const CrScene *scene = get_scene (self);
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

/* @slide borrows everything; returns how many steps are taken at once. */
static guint
make_slide (CrPresentation *self, CrSlide *slide)
{
  const CrScene *scene = get_scene (self);
  guint n_steps;
  double fraction;
  const CrTimelineStep *current = get_current (self, &n_steps, &fraction);
  g_autoptr (GArray) operands = NULL;

  *slide = (CrSlide) {
    .picture = self->picture,
    .tape = cr_document_get_tape (self->document),
    .fonts = self->fonts,
    .title = scene != NULL && scene->title != NULL ? scene->title : cr_document_get_title (self->document),
    .text = scene != NULL ? scene->text : NULL,
    .current = current,
    .hides = hides,
    .hider = self,
    .has_view = scene != NULL && scene->has_zoom && scene->has_center,
  };
  if (slide->has_view)
    {
      slide->zoom = scene->zoom;
      slide->centre = (CrPoint) { scene->center.x * self->factors.x, scene->center.y * self->factors.y };
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

/* How many terms the step that has been taken has; 1 where it has none. */
static guint
count_terms (CrPresentation *self)
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

/* --- For those who do not see it --- */

static void
describe (CrPresentation *self, const CrSlide *slide)
{
  g_autoptr (GString) text = g_string_new (slide->title);

  if (self->is_blank)
    g_string_assign (text, _("blank"));
  else if (slide->current != NULL && slide->phase == CR_PHASE_LOSS)
    g_string_append_printf (text, "; %s", _("loss"));
  else if (slide->current != NULL)
    {
      const CrNode *node = cr_graph_get_node (cr_document_get_graph (self->document), slide->current->key);

      g_string_append (text, "; ");
      if (slide->phase == CR_PHASE_UPDATE)
        g_string_append (text, _("update"));
      else
        g_string_append_printf (text, slide->phase == CR_PHASE_FORWARD ? _("forward, step %u of %u") : _("backward, step %u of %u"),
                                slide->step, slide->n_steps);
      g_string_append_printf (text, ": %s %s", _(node->gate->title), cr_node_get_title (node));
    }
  if (slide->text != NULL && !self->is_blank)
    g_string_append_printf (text, "; %s", slide->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}

/* --- From one view to the next --- */

static gboolean
is_animated (CrPresentation *self)
{
  gboolean enabled;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled, NULL);
  return enabled;
}

static gboolean
on_turn (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrPresentation *self = CR_PRESENTATION (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double share;

  if (self->turn_start == 0)
    self->turn_start = now;
  share = CLAMP ((now - self->turn_start) / 1e6 / TURN_TIME, 0, 1);
  share = 1 - pow (1 - share, 3); /* out of breath at its end */
  self->view.area = self->target.area;
  self->view.scale = self->from.scale + share * (self->target.scale - self->from.scale);
  self->view.centre.x = self->from.centre.x + share * (self->target.centre.x - self->from.centre.x);
  self->view.centre.y = self->from.centre.y + share * (self->target.centre.y - self->from.centre.y);
  gtk_widget_queue_draw (widget);
  if (share < 1)
    return G_SOURCE_CONTINUE;
  self->turn_tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_same_view (const CrSlideView *a, const CrSlideView *b)
{
  return a->scale == b->scale && a->centre.x == b->centre.x && a->centre.y == b->centre.y && a->area.width == b->area.width
         && a->area.height == b->area.height;
}

static void
turn_to (CrPresentation *self, CrSlideView target)
{
  gboolean is_first = self->view.scale == 0 || self->view.area.width != target.area.width || self->view.area.height != target.area.height;

  if (is_same_view (&self->target, &target))
    return;
  self->target = target;
  self->from = self->view;
  self->turn_start = 0;
  if (is_first || !is_animated (self))
    self->view = target;
  else if (self->turn_tick == 0)
    self->turn_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_turn, NULL, NULL);
}

static void
refresh (CrPresentation *self)
{
  CrSlide slide;
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  make_slide (self, &slide);
  turn_to (self, cr_slide_find_view (&slide, width, height));
  describe (self, &slide);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Following the document --- */

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
  CrPictureStyle style = make_style (self);
  g_autoptr (CrGraph) whole = cr_layout_missing (cr_document_get_graph (self->document));
  g_autoptr (CrGraph) placed = drop_titles (self, whole);
  g_autoptr (CrTape) tape = cr_tape_new (placed);
  g_autoptr (CrPicture) picture = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (placed, tape, &style);
  g_clear_pointer (&self->picture, cr_picture_free);
  g_clear_pointer (&self->graph, cr_graph_unref);
  self->graph = cr_slide_squeeze (picture, placed, width, height, &self->factors);
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
  if (get_scene (self) == NULL)
    self->scene = -1;
  take_graph_for_size (self);
  refresh (self);
}

/* The tape has gone on in the same version. */
static void
on_tick (CrPresentation *self)
{
  if (self->picture == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  cr_picture_update (self->picture, self->graph, cr_document_get_tape (self->document));
  refresh (self);
}

/* The timeline of the window stands where it stood before. */
static void
leave_document (CrPresentation *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (get_player (self), self);
  if (cr_canvas_get_document (self->canvas) == self->document)
    cr_player_go (get_player (self), self->position_before);
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
  g_signal_connect_swapped (self->document, "position-changed", G_CALLBACK (on_tick), self);
  g_signal_connect_swapped (get_player (self), "tick", G_CALLBACK (on_tick), self);
  take_graph_for_size (self);
}

/* --- What the keys do --- */

static void
go_to_scene (CrPresentation *self, int number)
{
  const CrScene *scene;

  self->scene = number;
  self->term = 0;
  self->is_revealed = FALSE;
  scene = get_scene (self);
  if (scene != NULL)
    cr_player_go (get_player (self), cr_scene_find_position (scene, cr_document_get_timeline (self->document)));
  cr_picture_set_hider (self->picture, hides, self, TRUE);
  on_tick (self);
}

static void
step (CrPresentation *self, int direction)
{
  guint n_terms = count_terms (self);

  if (direction > 0 && self->term + 1 < n_terms)
    self->term++;
  else if (direction < 0 && self->term > 0 && n_terms > 1)
    self->term--;
  else
    {
      self->term = 0;
      cr_player_move (get_player (self), direction);
      if (direction < 0)
        self->term = count_terms (self) - 1;
    }
  refresh (self);
}

/* To what the step sends to its next operand; then to the next scene where there is one; without scenes, and past the last one, a step. */
static void
turn_page (CrPresentation *self, int direction)
{
  int n_scenes = get_scenes (self)->len;
  int next = self->scene + direction;
  guint n_terms = count_terms (self);

  if (direction > 0 ? self->term + 1 < n_terms : self->term > 0 && n_terms > 1)
    self->term += direction;
  else if (n_scenes > 0 && next >= 0 && next < n_scenes)
    go_to_scene (self, next);
  else if (n_scenes == 0 || direction > 0)
    step (self, direction);
}

static void
go_to_end (CrPresentation *self, gboolean last)
{
  int n_scenes = get_scenes (self)->len;

  if (n_scenes > 0)
    go_to_scene (self, last ? n_scenes - 1 : 0);
  else
    cr_player_go (get_player (self), last ? G_MAXUINT : 0);
}

static void
change_colors (CrPresentation *self)
{
  CrPictureStyle style;

  self->is_dark = !self->is_dark;
  style = make_style (self);
  cr_picture_set_style (self->picture, &style);
}

static void
toggle (CrPresentation *self, gboolean *what)
{
  *what = !*what;
  cr_picture_set_hider (self->picture, hides, self, TRUE);
}

gboolean
cr_presentation_press (CrPresentation *presentation, guint key)
{
  CrPresentation *self = presentation;
  gboolean was_blank;

  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), FALSE);

  if (self->document == NULL)
    return FALSE;
  was_blank = self->is_blank;
  self->is_blank = FALSE;
  switch (key)
    {
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: case GDK_KEY_space: case GDK_KEY_n:
      turn_page (self, 1);
      break;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: case GDK_KEY_BackSpace:
      turn_page (self, -1);
      break;
    case GDK_KEY_Right: case GDK_KEY_Down: case GDK_KEY_KP_Right: case GDK_KEY_KP_Down:
      step (self, 1);
      break;
    case GDK_KEY_Left: case GDK_KEY_Up: case GDK_KEY_KP_Left: case GDK_KEY_KP_Up:
      step (self, -1);
      break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home:
      go_to_end (self, FALSE);
      break;
    case GDK_KEY_End: case GDK_KEY_KP_End:
      go_to_end (self, TRUE);
      break;
    case GDK_KEY_b: case GDK_KEY_B: case GDK_KEY_period:
      self->is_blank = !was_blank;
      break;
    case GDK_KEY_d: case GDK_KEY_D:
      change_colors (self);
      break;
    case GDK_KEY_s: case GDK_KEY_S:
      toggle (self, &self->is_lit);
      break;
    case GDK_KEY_r: case GDK_KEY_R:
      toggle (self, &self->is_revealed);
      break;
    case GDK_KEY_p: case GDK_KEY_P:
      self->term = 0;
      cr_player_set_playing (get_player (self), !cr_player_is_playing (get_player (self)));
      break;
    case GDK_KEY_Escape: case GDK_KEY_F5:
      g_signal_emit (self, leave_signal, 0);
      return TRUE;
    default:
      self->is_blank = was_blank;
      return FALSE;
    }
  refresh (self);
  return TRUE;
}

static void
on_click (GtkGestureClick *gesture, int n_presses, double x, double y, CrPresentation *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  cr_presentation_press (self, button == GDK_BUTTON_SECONDARY ? GDK_KEY_Page_Up : GDK_KEY_Page_Down);
}

void
cr_presentation_start (CrPresentation *presentation)
{
  CrPresentation *self = presentation;
  guint n_steps;

  g_return_if_fail (CR_IS_PRESENTATION (presentation) && cr_canvas_get_document (presentation->canvas) != NULL);

  self->is_blank = self->is_lit = self->is_revealed = FALSE;
  self->is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  self->scene = -1;
  self->term = 0;
  self->view.scale = 0;
  self->target.scale = 0;
  follow_document (self);
  self->position_before = cr_document_get_position (self->document);
  cr_timeline_get_steps (cr_document_get_timeline (self->document), &n_steps);
  if (self->position_before == n_steps)
    self->position_before = G_MAXUINT;
  if (get_scenes (self)->len > 0)
    go_to_scene (self, 0);
  else if (cr_document_get_position (self->document) == n_steps)
    cr_player_go (get_player (self), 0);
  refresh (self);
}

int
cr_presentation_get_scene (CrPresentation *presentation)
{
  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), -1);

  return presentation->scene;
}

gboolean
cr_presentation_is_blank (CrPresentation *presentation)
{
  g_return_val_if_fail (CR_IS_PRESENTATION (presentation), FALSE);

  return presentation->is_blank;
}

/* --- The widget --- */

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
  cr_fonts_free (CR_PRESENTATION (object)->fonts);
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
