/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas: a widget that shows an editor. Drawing, properties, its public functions. */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_DOCUMENT = 1,
  PROP_ZOOM,
  PROP_TEXT_SCALE,
  PROP_WHEEL,
  PROP_DARK,
  PROP_OVERVIEW,
  N_PROPERTIES
};

G_DEFINE_FINAL_TYPE (CrCanvas, cr_canvas, GTK_TYPE_WIDGET)
G_DEFINE_POINTER_TYPE (CrGateDrag, cr_gate_drag)

static GParamSpec *properties[N_PROPERTIES];
/* --- What is to be predicted --- */

static gboolean
quiz_hides (CrKey key, gboolean gradient, gpointer data)
{
  return cr_quiz_hides (data, key, gradient);
}

static void
on_quiz_changed (CrCanvas *canvas)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);

  if (picture == NULL)
    return;
  cr_picture_set_hider (picture, quiz_hides, canvas->quiz, TRUE);
  cr_canvas_check_answer (canvas);
  cr_canvas_update_actions (canvas);
  cr_canvas_describe_soon (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

CrQuiz *
cr_canvas_get_quiz (CrCanvas *canvas)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), NULL);

  return canvas->quiz;
}

CrHunt *
cr_canvas_get_hunt (CrCanvas *canvas)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), NULL);

  return canvas->hunt;
}

/* --- Drawing --- */

static void
cr_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrCanvas *canvas = CR_CANVAS (widget);
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (width <= 0 || height <= 0)
    return;
  if (picture != NULL && !cr_canvas_snapshot_transition (canvas, picture, snapshot))
    cr_canvas_snapshot_picture (canvas, picture, snapshot);
  cr_canvas_snapshot_overlays (canvas, snapshot);
}

static void
cr_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
}

static void
cr_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrCanvas *canvas = CR_CANVAS (widget);

  canvas->is_allocating = TRUE;
  cr_editor_set_size (canvas->editor, width, height);
  cr_canvas_allocate_overlays (canvas, width, height);
  canvas->is_allocating = FALSE;
}

static void
cr_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  CrCanvas *canvas = CR_CANVAS (widget);

  GTK_WIDGET_CLASS (cr_canvas_parent_class)->css_changed (widget, change);
  cr_still_image_forget (canvas->image);
  cr_canvas_renew_overview (canvas);
}

void
cr_canvas_recolor (CrCanvas *canvas)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_still_image_forget (canvas->image);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

/* --- The object --- */

static void
cr_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CrCanvas *canvas = CR_CANVAS (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, cr_editor_get_document (canvas->editor));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, cr_editor_get_viewport (canvas->editor)->zoom / cr_editor_get_text_scale (canvas->editor));
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, cr_editor_get_text_scale (canvas->editor));
      break;
    case PROP_WHEEL:
      g_value_set_string (value, cr_wheel_names[canvas->wheel]);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, cr_editor_get_dark (canvas->editor));
      break;
    case PROP_OVERVIEW:
      g_value_set_boolean (value, canvas->shows_overview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_wheel (CrCanvas *canvas, CrWheel wheel)
{
  if (canvas->wheel == wheel)
    return;
  canvas->wheel = wheel;
  g_object_notify_by_pspec (G_OBJECT (canvas), properties[PROP_WHEEL]);
}

static void
set_shows_overview (CrCanvas *canvas, gboolean shows_overview)
{
  if (canvas->shows_overview == shows_overview)
    return;
  canvas->shows_overview = shows_overview;
  cr_canvas_update_overview (canvas);
  g_object_notify_by_pspec (G_OBJECT (canvas), properties[PROP_OVERVIEW]);
}

static void
set_dark (CrCanvas *canvas, gboolean dark)
{
  if (!cr_editor_set_dark (canvas->editor, dark))
    return;
  cr_still_image_forget (canvas->image);
  cr_canvas_renew_overview (canvas);
  g_object_notify_by_pspec (G_OBJECT (canvas), properties[PROP_DARK]);
  g_signal_emit_by_name (canvas, "recolored");
}

static void
cr_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrCanvas *canvas = CR_CANVAS (object);
  CrViewport viewport;

  switch (id)
    {
    case PROP_DOCUMENT:
      cr_canvas_set_document (canvas, g_value_get_object (value));
      break;
    case PROP_ZOOM:
      viewport = *cr_editor_get_viewport (canvas->editor);
      cr_editor_zoom_at (canvas->editor, g_value_get_double (value) * cr_editor_get_text_scale (canvas->editor),
                         (CrPoint) { viewport.width / 2, viewport.height / 2 });
      break;
    case PROP_TEXT_SCALE:
      cr_editor_set_text_scale (canvas->editor, g_value_get_double (value));
      break;
    case PROP_WHEEL:
      set_wheel (canvas, cr_wheel_find (g_value_get_string (value)));
      break;
    case PROP_DARK:
      set_dark (canvas, g_value_get_boolean (value));
      break;
    case PROP_OVERVIEW:
      set_shows_overview (canvas, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cr_canvas_dispose (GObject *object)
{
  CrCanvas *canvas = CR_CANVAS (object);

  g_clear_handle_id (&canvas->settle_source, g_source_remove);
  g_clear_handle_id (&canvas->describe_source, g_source_remove);
  g_clear_handle_id (&canvas->late_source, g_source_remove);
  cr_canvas_stop_view (canvas);
  cr_canvas_remove_transition (canvas);
  if (canvas->editor != NULL)
    g_signal_handlers_disconnect_by_data (canvas->editor, canvas);
  cr_canvas_remove_player (canvas);
  if (canvas->quiz != NULL)
    g_signal_handlers_disconnect_by_data (canvas->quiz, canvas);
  g_clear_object (&canvas->editor);
  g_clear_object (&canvas->quiz);
  g_clear_object (&canvas->hunt);
  cr_canvas_remove_overlays (canvas);
  g_clear_object (&canvas->actions);
  G_OBJECT_CLASS (cr_canvas_parent_class)->dispose (object);
}

static void
cr_canvas_finalize (GObject *object)
{
  CrCanvas *canvas = CR_CANVAS (object);

  cr_part_nodes_free (canvas->part_nodes);
  cr_tile_nodes_free (canvas->tile_nodes);
  cr_still_image_free (canvas->image);
  G_OBJECT_CLASS (cr_canvas_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, CR_TYPE_DOCUMENT, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, CR_ZOOM_MINIMUM, CR_ZOOM_MAXIMUM, 1, flags);
  properties[PROP_TEXT_SCALE] = g_param_spec_double ("text-scale", NULL, NULL, CR_TEXT_SCALE_MINIMUM, CR_TEXT_SCALE_MAXIMUM, 1, flags);
  properties[PROP_WHEEL] = g_param_spec_string ("wheel", NULL, NULL, cr_wheel_names[CR_WHEEL_AUTOMATIC], flags);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_OVERVIEW] = g_param_spec_boolean ("overview", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (klass, N_PROPERTIES, properties);
}

static void
cr_canvas_class_init (CrCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = cr_canvas_get_property;
  object_class->set_property = cr_canvas_set_property;
  object_class->dispose = cr_canvas_dispose;
  object_class->finalize = cr_canvas_finalize;
  widget_class->snapshot = cr_canvas_snapshot;
  widget_class->measure = cr_canvas_measure;
  widget_class->size_allocate = cr_canvas_size_allocate;
  widget_class->css_changed = cr_canvas_css_changed;

  install_properties (object_class);
  g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("asking", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("recolored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  cr_canvas_class_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "graph-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cr_canvas_init (CrCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  canvas->editor = cr_editor_new ();
  canvas->shows_overview = TRUE;
  canvas->image = cr_still_image_new ();
  canvas->tile_nodes = cr_tile_nodes_new ();
  canvas->part_nodes = cr_part_nodes_new ();
  canvas->quiz = cr_quiz_new ();
  canvas->hunt = cr_hunt_new ();
  g_signal_connect_swapped (canvas->quiz, "changed", G_CALLBACK (on_quiz_changed), canvas);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Graph"), -1);
  cr_canvas_add_player (canvas);
  cr_canvas_add_transition (canvas);
  cr_canvas_add_overlays (canvas);
  cr_canvas_add_controllers (canvas);
  cr_canvas_add_actions (canvas);
  cr_canvas_follow_editor (canvas);
  cr_canvas_update_actions (canvas);
}

GtkWidget *
cr_canvas_new (void)
{
  return g_object_new (CR_TYPE_CANVAS, NULL);
}

/* --- The public functions --- */

void
cr_canvas_set_document (CrCanvas *canvas, CrDocument *document)
{
  CrDocument *old;

  g_return_if_fail (CR_IS_CANVAS (canvas));

  old = cr_editor_get_document (canvas->editor);
  if (old == document)
    return;
  if (old != NULL)
    g_signal_handlers_disconnect_by_data (old, canvas);
  if (document != NULL)
    cr_canvas_follow_document (canvas, document);
  cr_canvas_hide_bubble (canvas);
  cr_canvas_close_answer (canvas);
  cr_canvas_forget_overview (canvas);
  cr_canvas_stop_view (canvas);
  cr_still_image_forget (canvas->image);
  cr_editor_set_document (canvas->editor, document);
  cr_player_set_document (canvas->player, document);
  cr_quiz_set_document (canvas->quiz, document);
  cr_hunt_set_document (canvas->hunt, document);
  cr_canvas_update_actions (canvas);
  g_object_notify_by_pspec (G_OBJECT (canvas), properties[PROP_DOCUMENT]);
}

CrDocument *
cr_canvas_get_document (CrCanvas *canvas)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), NULL);

  return cr_editor_get_document (canvas->editor);
}

GActionGroup *
cr_canvas_get_actions (CrCanvas *canvas)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), NULL);

  return G_ACTION_GROUP (canvas->actions);
}

const CrKey *
cr_canvas_get_selected_nodes (CrCanvas *canvas, guint *n_nodes)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas) && n_nodes != NULL, NULL);

  return cr_selection_get_nodes (cr_editor_get_selection (canvas->editor), n_nodes);
}

gboolean
cr_canvas_get_selected_wire (CrCanvas *canvas, CrKey *to, guint *operand)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas) && to != NULL && operand != NULL, FALSE);

  return cr_selection_get_wire (cr_editor_get_selection (canvas->editor), to, operand);
}

static const CrNode *
find_node (CrCanvas *canvas, CrKey key)
{
  const CrGraph *graph = cr_editor_get_graph (canvas->editor);

  return graph != NULL ? cr_graph_get_node (graph, key) : NULL;
}

void
cr_canvas_select_node (CrCanvas *canvas, CrKey key)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  if (find_node (canvas, key) != NULL)
    cr_editor_select_nodes (canvas->editor, &key, 1);
}

void
cr_canvas_select_nodes (CrCanvas *canvas, const CrKey *keys, guint n_keys)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));
  g_return_if_fail (keys != NULL || n_keys == 0);

  for (guint i = 0; i < n_keys; i++)
    if (find_node (canvas, keys[i]) == NULL)
      return;
  cr_editor_select_nodes (canvas->editor, keys, n_keys);
}

void
cr_canvas_reveal_node (CrCanvas *canvas, CrKey key)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_reveal_node (canvas->editor, key);
}

void
cr_canvas_toggle_group (CrCanvas *canvas, CrKey key)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_toggle_group (canvas->editor, key);
}

void
cr_canvas_select_wire (CrCanvas *canvas, CrKey to, guint operand)
{
  const CrNode *node;

  g_return_if_fail (CR_IS_CANVAS (canvas));

  node = find_node (canvas, to);
  if (node != NULL && operand < node->n_operands && node->operands[operand] != CR_KEY_NONE)
    cr_editor_select_wire (canvas->editor, to, operand);
}

void
cr_canvas_select_none (CrCanvas *canvas)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_select_none (canvas->editor);
}

void
cr_canvas_show_node (CrCanvas *canvas, CrKey key)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_show_node (canvas->editor, key);
}

void
cr_canvas_lay_out (CrCanvas *canvas)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_lay_out (canvas->editor);
}

CrPoint
cr_canvas_to_view (CrCanvas *canvas, CrPoint place)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), place);

  return cr_viewport_to_view (cr_editor_get_viewport (canvas->editor), place.x, place.y);
}

void
cr_canvas_show_message (CrCanvas *canvas, const char *message)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_canvas_tell (canvas, message);
}

void
cr_canvas_set_room_above (CrCanvas *canvas, double room)
{
  g_return_if_fail (CR_IS_CANVAS (canvas) && room >= 0);

  cr_editor_set_room_above (canvas->editor, room);
}

void
cr_canvas_set_view_held (CrCanvas *canvas, gboolean held)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_set_view_held (canvas->editor, held);
}

void
cr_canvas_slide (CrCanvas *canvas, double view_dy)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_slide (canvas->editor, view_dy);
}

void
cr_canvas_set_hides_steps (CrCanvas *canvas, gboolean hides_steps)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_set_hides_steps (canvas->editor, hides_steps);
}

gboolean
cr_canvas_get_hides_steps (CrCanvas *canvas)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), FALSE);

  return cr_editor_get_hides_steps (canvas->editor);
}

void
cr_canvas_set_maps (CrCanvas *canvas, const CrNodeMap *maps, guint n_maps)
{
  g_return_if_fail (CR_IS_CANVAS (canvas));

  cr_editor_set_maps (canvas->editor, maps, n_maps);
}

void
cr_canvas_set_badges (CrCanvas *canvas, const CrBadge *badges, guint n_badges)
{
  CrPicture *picture;

  g_return_if_fail (CR_IS_CANVAS (canvas));

  picture = cr_editor_get_picture (canvas->editor);
  if (picture == NULL)
    return;
  cr_picture_set_badges (picture, badges, n_badges);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

CrKey
cr_canvas_add_gate (CrCanvas *canvas, const CrGate *gate, double x, double y)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas) && gate != NULL, CR_KEY_NONE);

  return cr_editor_drop_gate (canvas->editor, gate, (CrPoint) { x, y });
}

CrKey
cr_canvas_add_gate_in_view (CrCanvas *canvas, const CrGate *gate)
{
  CrKey key;

  g_return_val_if_fail (CR_IS_CANVAS (canvas) && gate != NULL, CR_KEY_NONE);

  key = cr_editor_add_gate (canvas->editor, gate, cr_editor_find_free_place (canvas->editor));
  cr_editor_show_node (canvas->editor, key);
  return key;
}
