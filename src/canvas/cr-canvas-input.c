/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer, touch, keys and drops: translates what GTK tells into what the editor understands. */
#include "cr-canvas-private.h"

#include <math.h>

/* One notch of a wheel zooms by the fourth root of 2; one unit of a touchpad moves by one pixel. */
#define NOTCHES_TO_DOUBLE 4.0

/* Dragging within this distance of the view's edge moves the view, by up to this share of the distance a frame. */
#define EDGE 24.0
#define EDGE_SPEED 0.5

/* --- Small translations --- */

static CrModifiers
get_modifiers (CrCanvas *canvas, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  CrModifiers modifiers = CR_MODIFIER_NONE;

  if (state & GDK_SHIFT_MASK)
    modifiers |= CR_MODIFIER_SHIFT;
  if (state & GDK_CONTROL_MASK)
    modifiers |= CR_MODIFIER_CONTROL;
  if (canvas->is_space_down)
    modifiers |= CR_MODIFIER_SPACE;
  return modifiers;
}

/* Counts presses at one place in quick succession, by the user's settings. */
static guint
count_presses (CrCanvas *canvas, CrPoint place, guint button, guint32 time)
{
  int double_click_time, double_click_distance;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (canvas)), "gtk-double-click-time", &double_click_time,
                "gtk-double-click-distance", &double_click_distance, NULL);
  if (canvas->last_button == button && time - canvas->last_press_time < (guint32) double_click_time
      && hypot (place.x - canvas->last_press.x, place.y - canvas->last_press.y) <= double_click_distance)
    canvas->n_presses++;
  else
    canvas->n_presses = 1;
  canvas->last_press = place;
  canvas->last_press_time = time;
  canvas->last_button = button;
  return canvas->n_presses;
}

static gboolean
is_touch (GtkEventController *controller)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* --- At the edge of the view --- */

static CrPoint
get_edge_push (CrCanvas *canvas)
{
  const CrTool *tool = cr_editor_get_active_tool (canvas->editor);
  CrPoint push = { 0, 0 };

  if (tool == NULL || !tool->klass->pans_at_edges)
    return push;
  push = cr_viewport_get_overshoot (cr_editor_get_viewport (canvas->editor), canvas->pointer, EDGE);
  return (CrPoint) { CLAMP (push.x, -EDGE, EDGE) * EDGE_SPEED, CLAMP (push.y, -EDGE, EDGE) * EDGE_SPEED };
}

static gboolean
on_edge_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  CrCanvas *canvas = CR_CANVAS (widget);
  CrPoint push = get_edge_push (canvas);

  if (push.x == 0 && push.y == 0)
    {
      canvas->edge_tick = 0;
      return G_SOURCE_REMOVE;
    }
  cr_editor_pan (canvas->editor, -push.x, -push.y);
  cr_editor_motion (canvas->editor, canvas->pointer, CR_MODIFIER_NONE);
  return G_SOURCE_CONTINUE;
}

static void
follow_edge (CrCanvas *canvas)
{
  CrPoint push = get_edge_push (canvas);

  if (canvas->edge_tick == 0 && (push.x != 0 || push.y != 0))
    canvas->edge_tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_edge_tick, NULL, NULL);
}

/* --- Press, drag, release --- */

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, CrCanvas *canvas)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  CrPoint place = { x, y };
  gboolean was_gliding;
  guint n_presses = count_presses (canvas, place, button, gtk_event_controller_get_current_event_time (controller));

  cr_canvas_hide_bubble (canvas);
  cr_canvas_hide_card (canvas);
  was_gliding = cr_canvas_stop_view (canvas);
  canvas->pointer = place;
  canvas->is_space_used = TRUE;
  if (button <= CR_BUTTON_PRIMARY && cr_canvas_answer_at (canvas, place))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  /* A finger has no button. One that stops the view takes hold of that alone. */
  cr_editor_press (canvas->editor, place, button == 0 ? CR_BUTTON_PRIMARY : (CrButton) button, n_presses,
                   get_modifiers (canvas, controller) | (was_gliding && is_touch (controller) ? CR_MODIFIER_SPACE : 0),
                   is_touch (controller));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (button == CR_BUTTON_SECONDARY && cr_editor_get_active_tool (canvas->editor) == NULL)
    {
      cr_canvas_open_menu (canvas, place);
      canvas->is_menu_place = TRUE;
    }
}

static CrPoint
get_drag_place (GtkGestureDrag *gesture, double dx, double dy)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  return (CrPoint) { x + dx, y + dy };
}

static gboolean
is_panned_by_finger (CrCanvas *canvas, GtkEventController *controller)
{
  const CrTool *tool = cr_editor_get_active_tool (canvas->editor);

  return tool != NULL && tool->klass == &cr_tool_pan && is_touch (controller);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, CrCanvas *canvas)
{
  canvas->pointer = get_drag_place (gesture, dx, dy);
  cr_editor_motion (canvas->editor, canvas->pointer, get_modifiers (canvas, GTK_EVENT_CONTROLLER (gesture)));
  if (is_panned_by_finger (canvas, GTK_EVENT_CONTROLLER (gesture)))
    cr_canvas_note_finger (canvas, gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture)), canvas->pointer);
  follow_edge (canvas);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, CrCanvas *canvas)
{
  gboolean was_panned = is_panned_by_finger (canvas, GTK_EVENT_CONTROLLER (gesture));

  canvas->pointer = get_drag_place (gesture, dx, dy);
  cr_editor_release (canvas->editor, canvas->pointer, get_modifiers (canvas, GTK_EVENT_CONTROLLER (gesture)));
  cr_canvas_update_overview (canvas);
  if (was_panned)
    cr_canvas_let_go_of_view (canvas, gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture)));
}

/* A second finger, a grab by another window: what was begun is left. */
static void
on_drag_cancel (GtkGesture *gesture, GdkEventSequence *sequence, CrCanvas *canvas)
{
  cr_editor_break_off (canvas->editor);
}

static void
add_drag (CrCanvas *canvas)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), canvas);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), canvas);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), canvas);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (drag));
}

/* --- Hovering --- */

gboolean
cr_canvas_get_command_place (CrCanvas *canvas, CrPoint *place)
{
  *place = canvas->menu_place;
  return canvas->is_menu_place || cr_editor_get_pointer (canvas->editor, place);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, CrCanvas *canvas)
{
  canvas->pointer = (CrPoint) { x, y };
  canvas->is_menu_place = FALSE;
  if (cr_canvas_is_over_overview (canvas, canvas->pointer))
    cr_editor_leave (canvas->editor);
  else if (cr_editor_get_active_tool (canvas->editor) == NULL)
    cr_editor_motion (canvas->editor, canvas->pointer, get_modifiers (canvas, GTK_EVENT_CONTROLLER (motion)));
  cr_canvas_update_cursor (canvas);
  cr_canvas_update_card (canvas);
}

static void
on_leave (GtkEventControllerMotion *motion, CrCanvas *canvas)
{
  cr_editor_leave (canvas->editor);
  cr_canvas_update_card (canvas);
}

static void
add_motion (CrCanvas *canvas)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), canvas);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), canvas);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), motion);
}

/* --- Wheel and touchpad --- */

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, CrCanvas *canvas)
{
  CrModifiers modifiers = get_modifiers (canvas, GTK_EVENT_CONTROLLER (scroll));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  double zoom = cr_editor_get_viewport (canvas->editor)->zoom;
  double pixels = is_wheel ? 60 : 1;

  switch (cr_wheel_decide (canvas->wheel, is_wheel, modifiers, dy != 0))
    {
    case CR_SCROLL_ZOOM:
      cr_editor_zoom_at (canvas->editor, zoom * exp2 (-dy / (NOTCHES_TO_DOUBLE * (is_wheel ? 1 : 15))), canvas->pointer);
      break;
    case CR_SCROLL_SIDEWAYS:
      cr_editor_pan (canvas->editor, -(dx + dy) * pixels, 0);
      break;
    case CR_SCROLL_MOVE:
      cr_editor_pan (canvas->editor, -dx * pixels, -dy * pixels);
      break;
    }
  return GDK_EVENT_STOP;
}

/* Fingers that leave a touchpad: where they moved the view it goes on. Velocities of fingers that scroll are those of the page, not of the
 * hand. */
static void
on_decelerate (GtkEventControllerScroll *scroll, double velocity_x, double velocity_y, CrCanvas *canvas)
{
  CrModifiers modifiers = get_modifiers (canvas, GTK_EVENT_CONTROLLER (scroll));

  if (cr_wheel_decide (canvas->wheel, FALSE, modifiers, velocity_y != 0) == CR_SCROLL_MOVE)
    cr_canvas_push_view (canvas, (CrPoint) { -velocity_x / 1000, -velocity_y / 1000 });
}

static void
on_scroll_begin (GtkEventControllerScroll *scroll, CrCanvas *canvas)
{
  cr_canvas_stop_view (canvas);
}

static void
add_scroll (CrCanvas *canvas)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);

  g_signal_connect (scroll, "scroll-begin", G_CALLBACK (on_scroll_begin), canvas);
  g_signal_connect (scroll, "decelerate", G_CALLBACK (on_decelerate), canvas);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), scroll);
}

/* --- Pinch --- */

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, CrCanvas *canvas)
{
  cr_editor_break_off (canvas->editor);
  cr_canvas_stop_view (canvas);
  canvas->pinch_zoom = cr_editor_get_viewport (canvas->editor)->zoom;
  gtk_gesture_get_bounding_box_center (gesture, &canvas->pinch_centre.x, &canvas->pinch_centre.y);
}

/* The fingers keep the points of the graph that they hold: pan by their middle, zoom about it. */
static void
on_pinch (GtkGestureZoom *gesture, double scale, CrCanvas *canvas)
{
  CrPoint centre = canvas->pinch_centre;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &centre.x, &centre.y);
  cr_editor_pan (canvas->editor, centre.x - canvas->pinch_centre.x, centre.y - canvas->pinch_centre.y);
  cr_editor_zoom_at (canvas->editor, canvas->pinch_zoom * scale, centre);
  canvas->pinch_centre = centre;
}

static void
add_pinch (CrCanvas *canvas)
{
  GtkGesture *zoom = gtk_gesture_zoom_new ();

  g_signal_connect (zoom, "begin", G_CALLBACK (on_pinch_begin), canvas);
  g_signal_connect (zoom, "scale-changed", G_CALLBACK (on_pinch), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (zoom));
}

/* --- Keys --- */

/* While a wire is made by keys, they are its own. */
static gboolean
wire_by_key (CrCanvas *canvas, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      cr_editor_wire_next (canvas->editor, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      cr_editor_wire_next (canvas->editor, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      cr_editor_take_wire (canvas->editor);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* From node to node. Enter, which edits the value of a source, begins a wire at a gate. */
static gboolean
go_by_key (CrCanvas *canvas, guint keyval, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean with_alt = modifiers == GDK_ALT_MASK;

  if (keyval == GDK_KEY_Tab && modifiers == 0)
    return cr_editor_go_next (canvas->editor, 1);
  if (keyval == GDK_KEY_ISO_Left_Tab && modifiers == GDK_SHIFT_MASK)
    return cr_editor_go_next (canvas->editor, -1);
  if (with_alt && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    return cr_editor_go (canvas->editor, keyval == GDK_KEY_Right ? 1 : -1, 0), GDK_EVENT_STOP;
  if (with_alt && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    return cr_editor_go (canvas->editor, 0, keyval == GDK_KEY_Down ? 1 : -1), GDK_EVENT_STOP;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && modifiers == 0 && cr_canvas_has_gates_selected (canvas))
    return cr_editor_begin_wiring (canvas->editor);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType state, CrCanvas *canvas)
{
  CrModifiers modifiers = get_modifiers (canvas, GTK_EVENT_CONTROLLER (key));

  if (cr_editor_get_entry (canvas->editor) != NULL || cr_canvas_is_answering (canvas))
    return GDK_EVENT_PROPAGATE;
  cr_canvas_hide_bubble (canvas);
  cr_canvas_stop_view (canvas);
  canvas->is_menu_place = FALSE;
  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE; /* they select along the wires */
  if (cr_editor_is_wiring (canvas->editor) ? wire_by_key (canvas, keyval) : go_by_key (canvas, keyval, state))
    return GDK_EVENT_STOP;
  switch (keyval)
    {
    case GDK_KEY_space:
      if (!canvas->is_space_down)
        canvas->is_space_used = FALSE;
      canvas->is_space_down = TRUE;
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      cr_editor_arrow (canvas->editor, -1, 0, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      cr_editor_arrow (canvas->editor, 1, 0, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      cr_editor_arrow (canvas->editor, 0, -1, modifiers);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      cr_editor_arrow (canvas->editor, 0, 1, modifiers);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_key_released (GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType state, CrCanvas *canvas)
{
  if (keyval == GDK_KEY_space && canvas->is_space_down)
    {
      canvas->is_space_down = FALSE;
      if (!canvas->is_space_used)
        gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.play", NULL);
    }
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right || keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    cr_editor_arrow_released (canvas->editor);
}

/* Keys that are held when the focus goes are never seen to be released. */
static void
on_focus_leave (GtkEventControllerFocus *focus, CrCanvas *canvas)
{
  canvas->is_space_down = FALSE;
  cr_editor_arrow_released (canvas->editor);
}

static void
add_keys (CrCanvas *canvas)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), canvas);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), canvas);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), key);
  gtk_widget_add_controller (GTK_WIDGET (canvas), focus);
}

/* --- Drops from the palette --- */

static void
set_ghost (CrCanvas *canvas, const CrGate *gate, double x, double y)
{
  canvas->ghost = gate;
  canvas->ghost_place = cr_geometry_snap (cr_viewport_to_graph (cr_editor_get_viewport (canvas->editor), x, y));
  cr_canvas_update_hint (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* The drag, where it comes from the palette of another window. */
static GdkDrag *
get_foreign_drag (GtkDropTarget *target, CrCanvas *canvas)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  GdkDrag *drag = drop != NULL ? gdk_drop_get_drag (drop) : NULL;
  gpointer window = drag != NULL ? g_object_get_data (G_OBJECT (drag), CR_GATE_DRAG_WINDOW) : NULL;

  return window != NULL && window != (gpointer) gtk_widget_get_root (GTK_WIDGET (canvas)) ? drag : NULL;
}

/* A palette serves its own window. On X11, GTK may hand a drop to a window that lies hidden under the one that the pointer is over:
 * then the gate goes to the canvas of the window that it was dragged from, at the pointer; nowhere if the pointer is not over it. */
static gboolean
drop_at_home (GdkDrag *drag, const CrGate *gate)
{
  GtkWidget *window = g_object_get_data (G_OBJECT (drag), CR_GATE_DRAG_WINDOW);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GtkWidget *picked, *canvas;
  double x = -1, y = -1, dx = 0, dy = 0;
  graphene_point_t point;
  CrPoint place;

  if (surface == NULL)
    return FALSE;
  gdk_surface_get_device_position (surface, gdk_drag_get_device (drag), &x, &y, NULL);
  gtk_native_get_surface_transform (GTK_NATIVE (window), &dx, &dy);
  picked = gtk_widget_pick (window, x - dx, y - dy, GTK_PICK_DEFAULT);
  canvas = picked != NULL ? gtk_widget_get_ancestor (picked, CR_TYPE_CANVAS) : NULL;
  if (canvas == NULL || !gtk_widget_compute_point (window, canvas, &GRAPHENE_POINT_INIT (x - dx, y - dy), &point))
    return FALSE;
  place = cr_viewport_to_graph (cr_editor_get_viewport (CR_CANVAS (canvas)->editor), point.x, point.y);
  return cr_canvas_add_gate (CR_CANVAS (canvas), gate, place.x, place.y) != CR_KEY_NONE;
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, CrCanvas *canvas)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (cr_editor_get_document (canvas->editor) == NULL)
    return 0;
  if (value != NULL && get_foreign_drag (target, canvas) == NULL)
    set_ghost (canvas, g_value_get_pointer (value), x, y);
  return GDK_ACTION_COPY;
}

static void
on_drop_leave (GtkDropTarget *target, CrCanvas *canvas)
{
  set_ghost (canvas, NULL, 0, 0);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, CrCanvas *canvas)
{
  CrPoint place = cr_viewport_to_graph (cr_editor_get_viewport (canvas->editor), x, y);
  const CrGate *gate = g_value_get_pointer (value);

  set_ghost (canvas, NULL, 0, 0);
  if (get_foreign_drag (target, canvas) != NULL)
    return drop_at_home (get_foreign_drag (target, canvas), gate);
  if (cr_canvas_add_gate (canvas, gate, place.x, place.y) == CR_KEY_NONE)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  return TRUE;
}

static void
add_drop_target (CrCanvas *canvas)
{
  GtkDropTarget *target = gtk_drop_target_new (CR_TYPE_GATE_DRAG, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_motion), canvas);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion), canvas);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_leave), canvas);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), canvas);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (target));
}

void
cr_canvas_add_controllers (CrCanvas *canvas)
{
  add_drag (canvas);
  add_motion (canvas);
  add_scroll (canvas);
  add_pinch (canvas);
  add_keys (canvas);
  add_drop_target (canvas);
}
