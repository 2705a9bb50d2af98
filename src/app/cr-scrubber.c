/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The track of the transport bar: geometry, words and drawing. What the hand does with it is in cr-scrubber-input.c. */
#include "cr-scrubber-private.h"

#include "cr-colors.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define HEIGHT 44
#define LEAST_WIDTH 96
#define NATURAL_WIDTH 360
#define MARGIN 9.0 /* the knob stands over both ends */
#define TRACK_HEIGHT 6.0
#define TRACK_Y 31.0
#define GAP 2.0
#define PHASE_GAP 6.0
#define LEAST_SEGMENT 3.0
#define KNOB 8.0
#define TEXT_GAP 8.0

/* The phases as they are shown: the loss is where backward begins. */
typedef enum
{
  FORWARD,
  BACKWARD,
  UPDATE,
  N_PARTS
} Part;

struct _CrScrubber
{
  GtkWidget parent_instance;

  CrDocument *document;
  guint first[N_PARTS + 1]; /* step of each part, and their number */
  guint position;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (CrScrubber, cr_scrubber, GTK_TYPE_WIDGET)

/* --- Geometry --- */

/* Whether a part begins behind another one. */
static gboolean
begins_behind (CrScrubber *self, Part part)
{
  return self->first[part] > 0 && self->first[part] < self->first[part + 1];
}

/* How many parts that begin no later than @step begin behind another one. */
static guint
count_breaks (CrScrubber *self, guint step)
{
  guint n_breaks = 0;

  for (Part part = BACKWARD; part < N_PARTS; part++)
    n_breaks += begins_behind (self, part) && step >= self->first[part];
  return n_breaks;
}

static double
get_track_width (CrScrubber *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 1);
}

static double
get_segment_width (CrScrubber *self, double gap)
{
  guint n_steps = cr_scrubber_get_n_steps (self);

  return (get_track_width (self) - (n_steps - 1) * gap - count_breaks (self, n_steps) * (PHASE_GAP - gap)) / n_steps;
}

static gboolean
has_segments (CrScrubber *self)
{
  return cr_scrubber_get_n_steps (self) <= CR_SCRUBBER_MOST_SEGMENTS && get_segment_width (self, GAP) >= LEAST_SEGMENT;
}

/* The left end of that step. */
static double
get_left (CrScrubber *self, guint step)
{
  double gap = has_segments (self) ? GAP : 0;
  double left = MARGIN + step * (get_segment_width (self, gap) + gap);

  return left + count_breaks (self, step) * (PHASE_GAP - gap);
}

double
cr_scrubber_get_x (CrScrubber *scrubber, guint position)
{
  if (position == 0 || cr_scrubber_get_n_steps (scrubber) == 0)
    return MARGIN;
  return get_left (scrubber, position - 1) + get_segment_width (scrubber, has_segments (scrubber) ? GAP : 0);
}

guint
cr_scrubber_get_position_at (CrScrubber *scrubber, double x)
{
  guint low = 0, high = cr_scrubber_get_n_steps (scrubber);

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (cr_scrubber_get_x (scrubber, middle) <= x)
        low = middle;
      else
        high = middle;
    }
  return x - cr_scrubber_get_x (scrubber, low) < cr_scrubber_get_x (scrubber, high) - x ? low : high;
}

/* --- Words --- */

char *
cr_scrubber_dup_step (const CrGraph *graph, const CrTimelineStep *step)
{
  const char *name = cr_node_get_title (cr_graph_get_node (graph, step->key));

  switch (step->phase)
    {
    case CR_PHASE_FORWARD:
      return g_strdup_printf (_("Forward through %s"), name);
    case CR_PHASE_LOSS:
      return g_strdup_printf (_("The gradient of %s is 1"), name);
    case CR_PHASE_UPDATE:
      return g_strdup_printf (_("The update of %s"), name);
    default:
      return g_strdup_printf (_("Backward through %s"), name);
    }
}

static char *
dup_position_text (CrScrubber *self, guint position)
{
  guint n_steps;
  const CrTimelineStep *steps;
  g_autofree char *step = NULL;

  if (position == 0)
    return g_strdup (_("The start"));
  steps = cr_timeline_get_steps (cr_document_get_timeline (self->document), &n_steps);
  step = cr_scrubber_dup_step (cr_document_get_graph (self->document), &steps[position - 1]);
  /* Translators: the number of a step, and what it is */
  return g_strdup_printf (_("%u: %s"), position, step);
}

static void
tell_screen_reader (CrScrubber *self)
{
  g_autofree char *text = self->document != NULL ? dup_position_text (self, self->position) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) cr_scrubber_get_n_steps (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->position,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* --- The document --- */

static void
update (CrScrubber *self)
{
  guint n_of_phase;

  memset (self->first, 0, sizeof self->first);
  self->position = 0;
  if (self->document != NULL)
    {
      const CrTimeline *timeline = cr_document_get_timeline (self->document);

      cr_timeline_get_steps (timeline, &self->first[N_PARTS]);
      cr_timeline_get_phase (timeline, CR_PHASE_LOSS, &self->first[BACKWARD], &n_of_phase);
      cr_timeline_get_phase (timeline, CR_PHASE_UPDATE, &self->first[UPDATE], &n_of_phase);
      self->position = cr_document_get_position (self->document);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), cr_scrubber_get_n_steps (self) > 0);
  tell_screen_reader (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cr_scrubber_set_document (CrScrubber *scrubber, CrDocument *document)
{
  g_return_if_fail (CR_IS_SCRUBBER (scrubber));

  if (scrubber->document != NULL)
    g_signal_handlers_disconnect_by_data (scrubber->document, scrubber);
  g_set_object (&scrubber->document, document);
  if (document != NULL)
    {
      g_signal_connect_swapped (document, "changed", G_CALLBACK (update), scrubber);
      g_signal_connect_swapped (document, "position-changed", G_CALLBACK (update), scrubber);
    }
  update (scrubber);
}

/* --- Drawing --- */

static void
set_color (cairo_t *cairo, CrColorRole role)
{
  CrColor color = cr_color_get (role, adw_style_manager_get_dark (adw_style_manager_get_default ()));

  cairo_set_source_rgba (cairo, color.red, color.green, color.blue, color.alpha);
}

static void
add_bar (cairo_t *cairo, double left, double right)
{
  double radius = MIN (TRACK_HEIGHT / 2, (right - left) / 2);
  double top = TRACK_Y - TRACK_HEIGHT / 2, bottom = TRACK_Y + TRACK_HEIGHT / 2;

  cairo_new_sub_path (cairo);
  cairo_arc (cairo, right - radius, top + radius, radius, -G_PI_2, 0);
  cairo_arc (cairo, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cairo, left + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cairo, left + radius, top + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cairo);
}

static const CrColorRole roles[N_PARTS] = { CR_COLOR_VALUE, CR_COLOR_GRADIENT, CR_COLOR_INK };

static void
draw_part (CrScrubber *self, cairo_t *cairo, Part part)
{
  CrColorRole role = roles[part];
  guint first = self->first[part], end = self->first[part + 1];
  guint n_done = CLAMP (self->position, first, end);

  if (first == end)
    return;
  if (has_segments (self))
    for (guint step = first; step < end; step++)
      {
        add_bar (cairo, get_left (self, step), cr_scrubber_get_x (self, step + 1));
        set_color (cairo, step < n_done ? role : CR_COLOR_GRID);
        cairo_fill (cairo);
      }
  else
    {
      add_bar (cairo, get_left (self, first), cr_scrubber_get_x (self, end));
      set_color (cairo, CR_COLOR_GRID);
      cairo_fill (cairo);
      if (n_done == first)
        return;
      add_bar (cairo, get_left (self, first), cr_scrubber_get_x (self, n_done));
      set_color (cairo, role);
      cairo_fill (cairo);
    }
}

static void
draw_knob (CrScrubber *self, cairo_t *cairo)
{
  double x = cr_scrubber_get_x (self, self->position);

  cairo_arc (cairo, x, TRACK_Y, KNOB, 0, 2 * G_PI);
  set_color (cairo, CR_COLOR_NODE);
  cairo_fill_preserve (cairo);
  set_color (cairo, CR_COLOR_CAPTION);
  cairo_set_line_width (cairo, 1);
  cairo_stroke (cairo);
  if (!gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    return;
  cairo_arc (cairo, x, TRACK_Y, KNOB + 2.5, 0, 2 * G_PI);
  set_color (cairo, CR_COLOR_ACCENT);
  cairo_set_line_width (cairo, 2);
  cairo_stroke (cairo);
}

static PangoLayout *
new_text (CrScrubber *self, const char *text, gboolean bold, int *width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, width, NULL);
  return layout;
}

/* How much further down the track lies than usual, for text of a large font above it. */
static int
get_extra (CrScrubber *self)
{
  int width, height;
  g_autoptr (PangoLayout) layout = new_text (self, _("Forward"), TRUE, &width);

  pango_layout_get_pixel_size (layout, NULL, &height);
  return MAX (0, height - (int) (TRACK_Y - KNOB - 3));
}

static void
draw_text (cairo_t *cairo, PangoLayout *layout, CrColorRole role, double x)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cairo, x, TRACK_Y - KNOB - 3 - height);
  set_color (cairo, role);
  pango_cairo_show_layout (cairo, layout);
}

/* The names of the phases over their first steps, each where it does not run into the next. Returns where the last one ends. */
static double
draw_names (CrScrubber *self, cairo_t *cairo)
{
  const char *const names[N_PARTS] = { _("Forward"), _("Backward"), _("Update") };
  double end = MARGIN + get_track_width (self);
  double last_end = MARGIN;

  for (int part = N_PARTS - 1; part >= 0; part--)
    {
      int width;
      g_autoptr (PangoLayout) name = new_text (self, names[part], TRUE, &width);
      double left = get_left (self, self->first[part]);

      if (self->first[part] == self->first[part + 1] || left + width > end)
        continue;
      draw_text (cairo, name, roles[part], left);
      last_end = MAX (last_end, left + width);
      end = left - TEXT_GAP;
    }
  return last_end;
}

/* The number of the step at the right, in as many words as there is room for behind the names. */
static void
draw_texts (CrScrubber *self, cairo_t *cairo)
{
  g_autofree char *words = g_strdup_printf (_("Step %u of %u"), self->position, cr_scrubber_get_n_steps (self));
  g_autofree char *figures = g_strdup_printf ("%u/%u", self->position, cr_scrubber_get_n_steps (self));
  const char *const texts[] = { words, figures };
  double begin = draw_names (self, cairo) + TEXT_GAP;
  double right = MARGIN + get_track_width (self);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      int width;
      g_autoptr (PangoLayout) count = new_text (self, texts[i], FALSE, &width);

      if (right - width < begin)
        continue;
      draw_text (cairo, count, CR_COLOR_CAPTION, right - width);
      break;
    }
}

static void
cr_scrubber_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CrScrubber *self = CR_SCRUBBER (widget);
  int width = gtk_widget_get_width (widget);
  cairo_t *cairo;

  if (cr_scrubber_get_n_steps (self) == 0 || width <= 2 * MARGIN)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, gtk_widget_get_height (widget)));
  cairo_translate (cairo, 0, get_extra (self));
  for (Part part = 0; part < N_PARTS; part++)
    draw_part (self, cairo, part);
  draw_knob (self, cairo);
  draw_texts (self, cairo);
  cairo_destroy (cairo);
}

static void
cr_scrubber_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  int height = HEIGHT + get_extra (CR_SCRUBBER (widget));

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : height;
}

/* --- Choosing --- */

void
cr_scrubber_choose (CrScrubber *scrubber, guint position)
{
  if (position != scrubber->position)
    g_signal_emit (scrubber, chosen_signal, 0, position);
}

CrDocument *
cr_scrubber_get_document (CrScrubber *scrubber)
{
  return scrubber->document;
}

guint
cr_scrubber_get_position (CrScrubber *scrubber)
{
  return scrubber->position;
}

guint
cr_scrubber_get_n_steps (CrScrubber *scrubber)
{
  return scrubber->first[N_PARTS];
}

static gboolean
on_query_tooltip (CrScrubber *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  guint position = keyboard ? self->position : cr_scrubber_get_position_at (self, x);
  g_autofree char *text = NULL;
  double at = cr_scrubber_get_x (self, position);

  if (self->document == NULL || cr_scrubber_get_n_steps (self) == 0)
    return FALSE;
  text = dup_position_text (self, position);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) (at - KNOB), (int) (TRACK_Y - KNOB) + get_extra (self), (int) (2 * KNOB), (int) (2 * KNOB) });
  return TRUE;
}

/* --- The object --- */

static void
cr_scrubber_dispose (GObject *object)
{
  CrScrubber *self = CR_SCRUBBER (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_scrubber_parent_class)->dispose (object);
}

static void
cr_scrubber_class_init (CrScrubberClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_scrubber_dispose;
  widget_class->snapshot = cr_scrubber_snapshot;
  widget_class->measure = cr_scrubber_measure;
  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  chosen_signal = g_signal_new ("chosen", CR_TYPE_SCRUBBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cr_scrubber_init (CrScrubber *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  cr_scrubber_add_controllers (self);
  update (self);
}
