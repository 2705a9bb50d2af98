/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel at the side of its content: beside it, over it, or as a sheet over its lower part.
 *
 * How this works: the panel stands with its separator in a GtkRevealer, which asks for as much of its width, or height, as has slid in by
 * then; so the layout is plain, and what is beside it follows. The revealer is the second child, drawn over the content.
 */
#include "cr-side-view.h"

struct _CrSideView
{
  GtkWidget parent_instance;

  GtkWidget *content; /* (nullable) */
  GtkWidget *panel;   /* (nullable) */
  GtkWidget *revealer;
  GtkWidget *box; /* in it: the panel, and a separator towards the content */
  GtkWidget *separator;
  CrSidePlace place;
  gboolean at_end;
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_PANEL,
  PROP_AT_END,
  PROP_SHOWS_PANEL,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrSideView, cr_side_view, GTK_TYPE_WIDGET)

/* --- Layout --- */

static void
cr_side_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  CrSideView *self = CR_SIDE_VIEW (widget);
  gboolean is_sum = self->place == CR_SIDE_BESIDE && orientation == GTK_ORIENTATION_HORIZONTAL;
  int least = 0;
  int usual = 0;

  /* Heights are asked for without a width: neither of the two becomes less high by being wider. */
  gtk_widget_measure (self->revealer, orientation, -1, minimum, natural, NULL, NULL);
  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, &least, &usual, NULL, NULL);
  *minimum = is_sum ? *minimum + least : MAX (*minimum, least);
  *natural = is_sum ? *natural + usual : MAX (*natural, usual);
}

/* Over the content the panel has its natural size as far as there is room; beside it no more than it needs. */
static int
get_panel_size (CrSideView *self, GtkOrientation orientation, int for_size, int room)
{
  int least;
  int usual;

  gtk_widget_measure (self->revealer, orientation, for_size, &least, &usual, NULL, NULL);
  return self->place == CR_SIDE_BESIDE ? least : MAX (MIN (usual, room), least);
}

static void
cr_side_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrSideView *self = CR_SIDE_VIEW (widget);
  gboolean is_beside = self->place == CR_SIDE_BESIDE;
  gboolean is_at_right = self->at_end != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  GtkAllocation panel = { 0, 0, width, height };
  GtkAllocation content = panel;

  if (self->place == CR_SIDE_BELOW)
    {
      panel.height = get_panel_size (self, GTK_ORIENTATION_VERTICAL, width, height);
      panel.y = height - panel.height;
    }
  else
    {
      panel.width = get_panel_size (self, GTK_ORIENTATION_HORIZONTAL, -1, width);
      panel.x = is_at_right ? width - panel.width : 0;
    }
  if (is_beside)
    {
      content.width = width - panel.width;
      content.x = is_at_right ? 0 : panel.width;
    }
  if (self->content != NULL && gtk_widget_should_layout (self->content))
    gtk_widget_size_allocate (self->content, &content, -1);
  gtk_widget_size_allocate (self->revealer, &panel, -1);
}

/* The separator towards the content, and the direction to slide in. */
static void
arrange (CrSideView *self)
{
  gboolean is_below = self->place == CR_SIDE_BELOW;
  GtkRevealerTransitionType slide = self->at_end ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_LEFT : GTK_REVEALER_TRANSITION_TYPE_SLIDE_RIGHT;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), is_below ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator), is_below ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_reorder_child_after (GTK_BOX (self->box), self->separator, is_below || self->at_end ? NULL : self->panel);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), is_below ? GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP : slide);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- The object --- */

static void
set_content (CrSideView *self, GtkWidget *content)
{
  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->content = content;
  if (content != NULL)
    gtk_widget_insert_before (content, GTK_WIDGET (self), self->revealer);
}

static void
set_panel (CrSideView *self, GtkWidget *panel)
{
  if (self->panel != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->panel);
  self->panel = panel;
  if (panel == NULL)
    return;
  gtk_widget_set_hexpand (panel, TRUE); /* up to the separator */
  gtk_box_append (GTK_BOX (self->box), panel);
  arrange (self);
}

static void
cr_side_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CrSideView *self = CR_SIDE_VIEW (object);

  if (id == PROP_CONTENT)
    g_value_set_object (value, self->content);
  else if (id == PROP_PANEL)
    g_value_set_object (value, self->panel);
  else if (id == PROP_AT_END)
    g_value_set_boolean (value, self->at_end);
  else if (id == PROP_SHOWS_PANEL)
    g_value_set_boolean (value, cr_side_view_get_shows_panel (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_side_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrSideView *self = CR_SIDE_VIEW (object);

  if (id == PROP_CONTENT)
    set_content (self, g_value_get_object (value));
  else if (id == PROP_PANEL)
    set_panel (self, g_value_get_object (value));
  else if (id == PROP_AT_END)
    self->at_end = g_value_get_boolean (value);
  else if (id == PROP_SHOWS_PANEL)
    cr_side_view_set_shows_panel (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_side_view_dispose (GObject *object)
{
  CrSideView *self = CR_SIDE_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  self->panel = NULL;
  G_OBJECT_CLASS (cr_side_view_parent_class)->dispose (object);
}

static void
cr_side_view_class_init (CrSideViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cr_side_view_dispose;
  object_class->get_property = cr_side_view_get_property;
  object_class->set_property = cr_side_view_set_property;
  widget_class->measure = cr_side_view_measure;
  widget_class->size_allocate = cr_side_view_size_allocate;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_PANEL] = g_param_spec_object ("panel", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SHOWS_PANEL] = g_param_spec_boolean ("shows-panel", NULL, NULL, TRUE, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "side-view");
}

static void
cr_side_view_init (CrSideView *self)
{
  self->revealer = gtk_revealer_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self->box), self->separator);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* --- The public functions --- */

void
cr_side_view_set_shows_panel (CrSideView *view, gboolean shows_panel)
{
  g_return_if_fail (CR_IS_SIDE_VIEW (view));

  if (cr_side_view_get_shows_panel (view) == shows_panel)
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (view->revealer), shows_panel);
  g_object_notify_by_pspec (G_OBJECT (view), properties[PROP_SHOWS_PANEL]);
}

gboolean
cr_side_view_get_shows_panel (CrSideView *view)
{
  g_return_val_if_fail (CR_IS_SIDE_VIEW (view), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (view->revealer));
}

void
cr_side_view_set_place (CrSideView *view, CrSidePlace place)
{
  g_return_if_fail (CR_IS_SIDE_VIEW (view));

  if (view->place == place)
    return;
  view->place = place;
  arrange (view);
}

CrSidePlace
cr_side_view_get_place (CrSideView *view)
{
  g_return_val_if_fail (CR_IS_SIDE_VIEW (view), CR_SIDE_BESIDE);

  return view->place;
}
