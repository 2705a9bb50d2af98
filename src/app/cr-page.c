/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a side bar: panels below one another, all about the canvas's document and brought up to date once a frame while the page can be seen. */
#include "cr-page.h"

struct _CrPage
{
  GtkWidget parent_instance;

  CrCanvas *canvas;
  CrDocument *document;
  int panel_width;
  guint rest;    /* milliseconds between two updates */
  guint rest_id; /* an update after the rest, or 0 */
  gint64 updated;
  guint tick_id; /* an update at the next frame, or 0 */
  GtkWidget *scroller;
  GtkWidget *panels;
};

enum
{
  PROP_0,
  PROP_CANVAS,
  PROP_PANEL_WIDTH,
  PROP_REST,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CrPage, cr_page, GTK_TYPE_WIDGET)

static gboolean
is_due (CrPage *self, GtkWidget *panel)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) || CR_PANEL_GET_CLASS (panel)->works_unseen;
}

/* Whether any of its panels is to be updated now. */
static gboolean
has_work (CrPage *self)
{
  if (self->document == NULL)
    return FALSE;
  for (GtkWidget *panel = gtk_widget_get_first_child (self->panels); panel != NULL; panel = gtk_widget_get_next_sibling (panel))
    if (is_due (self, panel))
      return TRUE;
  return FALSE;
}

static void
update (CrPage *self)
{
  if (self->document == NULL)
    return;
  self->updated = g_get_monotonic_time ();
  for (GtkWidget *panel = gtk_widget_get_first_child (self->panels); panel != NULL; panel = gtk_widget_get_next_sibling (panel))
    if (is_due (self, panel))
      cr_panel_update (CR_PANEL (panel));
}

static gboolean
on_tick (GtkWidget *canvas, GdkFrameClock *clock, gpointer data)
{
  CrPage *self = CR_PAGE (data);

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_rested (gpointer data)
{
  CrPage *self = data;

  self->rest_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

void
cr_page_queue_update (CrPage *page)
{
  g_return_if_fail (CR_IS_PAGE (page));

  if (page->document == NULL || page->tick_id != 0 || page->rest_id != 0 || !has_work (page))
    return;
  if (cr_document_in_gesture (page->document) && g_get_monotonic_time () < page->updated + 1000 * (gint64) page->rest)
    page->rest_id = g_timeout_add (page->rest, on_rested, page);
  else
    page->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (page->canvas), on_tick, g_object_ref (page), g_object_unref);
}

static void
on_document_replaced (CrPage *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, cr_canvas_get_document (self->canvas));
  if (self->document != NULL)
    {
      g_signal_connect_swapped (self->document, "changed", G_CALLBACK (cr_page_queue_update), self);
      g_signal_connect_swapped (self->document, "view-changed", G_CALLBACK (cr_page_queue_update), self);
    }
  update (self);
}

static void
cr_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CrPage *self = CR_PAGE (object);

  switch (id)
    {
    case PROP_CANVAS:
      self->canvas = g_value_get_object (value);
      g_signal_connect_object (self->canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
      break;
    case PROP_PANEL_WIDTH:
      self->panel_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_REST:
      self->rest = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Panels would like to be wider. */
static void
cr_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                 int *natural_baseline)
{
  CrPage *self = CR_PAGE (widget);

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (*minimum, self->panel_width);
}

static void
cr_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (CR_PAGE (widget)->scroller, width, height, baseline, NULL);
}

static void
cr_page_dispose (GObject *object)
{
  CrPage *self = CR_PAGE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (cr_page_parent_class)->dispose (object);
}

static void
cr_page_class_init (CrPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->set_property = cr_page_set_property;
  object_class->dispose = cr_page_dispose;
  widget_class->measure = cr_page_measure;
  widget_class->size_allocate = cr_page_size_allocate;
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, CR_TYPE_CANVAS,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PANEL_WIDTH] = g_param_spec_int ("panel-width", NULL, NULL, 1, G_MAXINT, 240, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REST] = g_param_spec_uint ("rest", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cr_page_init (CrPage *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->panels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->panels);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "page");
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
}

void
cr_page_foreach (CrPage *page, void (*function) (CrPanel *panel, gpointer data), gpointer data)
{
  g_return_if_fail (CR_IS_PAGE (page));

  for (GtkWidget *panel = gtk_widget_get_first_child (page->panels); panel != NULL; panel = gtk_widget_get_next_sibling (panel))
    function (CR_PANEL (panel), data);
}

void
cr_page_set_sheet_height (CrPage *page, int height)
{
  g_return_if_fail (CR_IS_PAGE (page));

  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (page->scroller), height > 0);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (page->scroller), height > 0 ? height : -1);
}

void
cr_page_append (CrPage *page, CrPanel *panel)
{
  g_return_if_fail (CR_IS_PAGE (page));

  gtk_box_append (GTK_BOX (page->panels), GTK_WIDGET (panel));
}
