/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the neurons of a layer respond to the data. */
#include "cr-layer-panel.h"

#include "cr-activity.h"
#include "cr-count.h"
#include "cr-drawn-view.h"
#include "cr-histogram.h"
#include "cr-unit-maps.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_BINS CR_LAYER_PANEL_N_BINS
#define ASPECT 0.42

/* One histogram and its numbers. */
typedef struct
{
  GtkWidget *view;
  CrHistogram histogram;
  guint32 counts[N_BINS];
  guint8 marks[N_BINS];
} Picture;

enum
{
  ACTIVATIONS,
  GRADIENTS,
  N_PICTURES
};

struct _CrLayerPanel
{
  CrOneLayerPanel parent_instance;

  GtkWidget *maps;
  GtkWidget *summary;
  Picture pictures[N_PICTURES];
  char *flat_word; /* how many activations are on flat ground */
};

G_DEFINE_FINAL_TYPE (CrLayerPanel, cr_layer_panel, CR_TYPE_ONE_LAYER_PANEL)

/* --- Numbers --- */

static GArray *
collect (const CrActivity *activity, const CrNetworkLayer *layer, gboolean of_gradients)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < layer->n_keys; i++)
    {
      CrNumbers entries;

      if (of_gradients ? cr_activity_get_gradient (activity, layer->keys[i], &entries)
                       : cr_activity_get_value (activity, layer->keys[i], &entries))
        g_array_append_vals (numbers, entries.entries, cr_shape_get_size (entries.shape) * entries.width);
    }
  return numbers;
}

/* Activations have the range of their gate, where it is bounded; all else goes as far as it goes, gradients alike both ways. */
static void
find_range (const CrNetworkLayer *layer, GArray *numbers, CrHistogram *histogram)
{
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < numbers->len; i++)
    {
      double number = g_array_index (numbers, double, i);

      if (isfinite (number))
        {
          low = MIN (low, number);
          high = MAX (high, number);
        }
    }
  if (low > high)
    low = high = 0;
  if (histogram->is_gradient)
    {
      high = MAX (fabs (low), fabs (high));
      low = -high;
    }
  else if (layer->activation != NULL && !layer->mixed && g_str_equal (layer->activation->name, "tanh"))
    low = -1, high = 1;
  else if (layer->activation != NULL && !layer->mixed && g_str_equal (layer->activation->name, "sigmoid"))
    low = 0, high = 1;
  if (high - low < 1e-12)
    low -= 0.5, high += 0.5;
  histogram->low = low;
  histogram->high = high;
}

/* Bins of values where the activation is flat, so that no gradient or next to none gets through. Returns how many numbers lie there, and
 * in @health of what kind they are. */
static guint
mark_bins (const CrNode *node, GArray *numbers, Picture *picture, CrUnitHealth *health)
{
  double width = (picture->histogram.high - picture->histogram.low) / N_BINS;
  guint n_flat = 0;

  *health = CR_UNIT_WELL;
  for (guint i = 0; i < N_BINS; i++)
    {
      double middle = picture->histogram.low + (i + 0.5) * width;
      CrUnitHealth there = cr_unit_health_at (node, middle);

      if (there == CR_UNIT_WELL && i == 0) /* the zeros of a rectifier lie at the very edge */
        there = cr_unit_health_at (node, picture->histogram.low);
      picture->marks[i] = there == CR_UNIT_DEAD ? CR_BIN_DEAD : there == CR_UNIT_SATURATED ? CR_BIN_SATURATED : CR_BIN_WELL;
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      CrUnitHealth there = cr_unit_health_at (node, g_array_index (numbers, double, i));

      n_flat += there != CR_UNIT_WELL;
      if (there != CR_UNIT_WELL)
        *health = there;
    }
  return n_flat;
}

/* --- Words --- */

static void
write_flat_word (CrLayerPanel *self, guint n_flat, guint n, CrUnitHealth health)
{
  Picture *picture = &self->pictures[ACTIVATIONS];
  double percent = n > 0 ? 100.0 * n_flat / n : 0;

  g_free (self->flat_word);
  self->flat_word = g_strdup_printf (health == CR_UNIT_DEAD ? _("off %.0f %%") : _("saturated %.0f %%"), percent);
  picture->histogram.words[CR_BIN_DEAD] = health == CR_UNIT_DEAD ? self->flat_word : NULL;
  picture->histogram.words[CR_BIN_SATURATED] = health == CR_UNIT_SATURATED ? self->flat_word : NULL;
}

static void
write_summary (CrLayerPanel *self, const CrActivity *activity, const CrNetworkLayer *layer, guint n_numbers)
{
  guint n_dead = 0, n_saturated = 0;
  g_autofree char *examples = NULL, *units = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *health = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < layer->n_keys; i++)
    for (guint unit = 0; unit < layer->n_units / layer->n_keys; unit++)
      {
        CrUnitHealth of_unit = cr_activity_get_health (activity, layer->keys[i], unit);

        n_dead += of_unit == CR_UNIT_DEAD;
        n_saturated += of_unit == CR_UNIT_SATURATED;
      }
  examples = cr_count_to_text (n_numbers / MAX (1, layer->n_units));
  units = cr_count_to_text (layer->n_units);
  numbers = g_strdup_printf (_("%s training examples, %s neurons."), examples, units);
  if (n_dead > 0)
    health = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u neuron is dead: no example lets a gradient through it.",
                                           "%u neurons are dead: no example lets a gradient through them.", n_dead), n_dead);
  else if (n_saturated > 0)
    health = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u neuron is saturated: it hardly learns any more.",
                                           "%u neurons are saturated: they hardly learn any more.", n_saturated), n_saturated);
  else
    health = g_strdup (_("None is dead or saturated."));
  text = g_strdup_printf ("%s %s", numbers, health);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

/* --- The panel --- */

static const char *
cr_layer_panel_show_layer (CrOneLayerPanel *panel, const CrGraph *graph, const GArray *layers, guint index, const CrData *data)
{
  CrLayerPanel *self = CR_LAYER_PANEL (panel);
  const CrNetworkLayer *layer = &g_array_index (layers, CrNetworkLayer, index);
  g_autoptr (CrActivity) activity = cr_activity_new (graph, data);
  guint n_numbers = 0;

  cr_activity_compute (activity);
  for (guint i = 0; i < N_PICTURES; i++)
    {
      Picture *picture = &self->pictures[i];
      g_autoptr (GArray) numbers = collect (activity, layer, i == GRADIENTS);

      find_range (layer, numbers, &picture->histogram);
      cr_histogram_count ((const double *) (gpointer) numbers->data, numbers->len, picture->histogram.low, picture->histogram.high,
                          picture->counts, N_BINS);
      if (i == ACTIVATIONS)
        {
          CrUnitHealth health;
          guint n_flat = mark_bins (cr_graph_get_node (graph, layer->keys[0]), numbers, picture, &health);

          n_numbers = numbers->len;
          write_flat_word (self, n_flat, n_numbers, health);
        }
      gtk_widget_queue_draw (picture->view);
    }
  write_summary (self, activity, layer, n_numbers);
  cr_unit_maps_show (CR_UNIT_MAPS (self->maps), graph, data, layer, activity);
  return NULL;
}

const guint32 *
cr_layer_panel_get_counts (CrLayerPanel *panel, gboolean of_gradients)
{
  g_return_val_if_fail (CR_IS_LAYER_PANEL (panel), NULL);

  return panel->pictures[of_gradients ? GRADIENTS : ACTIVATIONS].counts;
}

static void
cr_layer_panel_finalize (GObject *object)
{
  g_free (CR_LAYER_PANEL (object)->flat_word);
  G_OBJECT_CLASS (cr_layer_panel_parent_class)->finalize (object);
}

static void
cr_layer_panel_class_init (CrLayerPanelClass *class)
{
  CrOneLayerPanelClass *panel_class = CR_ONE_LAYER_PANEL_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cr_layer_panel_finalize;
  panel_class->show_layer = cr_layer_panel_show_layer;
  panel_class->lack = N_("This graph has no neurons. A net has, from “New Network…” in the menu: then its layers are looked into here.");
}

static void
draw (const CrPen *pen, const CrArea *area, gpointer data)
{
  cr_histogram_draw (pen, data, area);
}

static void
append_picture (CrLayerPanel *self, GtkWidget *column, guint index, const char *title)
{
  Picture *picture = &self->pictures[index];

  picture->histogram = (CrHistogram) { .counts = picture->counts, .n_bins = N_BINS, .low = -1, .high = 1, .hovered = -1,
                                       .marks = index == ACTIVATIONS ? picture->marks : NULL,
                                       .is_gradient = index == GRADIENTS, .logarithmic = TRUE };
  gtk_label_set_text (GTK_LABEL (cr_panel_append_text (column, "small-heading")), title);
  picture->view = cr_drawn_view_new (draw, &picture->histogram, ASPECT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (column), picture->view);
}

static void
cr_layer_panel_init (CrLayerPanel *self)
{
  GtkWidget *column = cr_one_layer_panel_fold (CR_ONE_LAYER_PANEL (self), _("Inside a layer"),
                                               _("How often the neurons answer what, over all training examples, and how strong a gradient "
                                                 "reaches them. Heights are logarithmic, so that few beside many are seen."));

  append_picture (self, column, ACTIVATIONS, _("Activations"));
  append_picture (self, column, GRADIENTS, _("Gradients ∂L/∂activation"));
  self->summary = cr_panel_append_text (column, "caption-text");
  self->maps = cr_unit_maps_new ();
  gtk_box_append (GTK_BOX (column), self->maps);
}

GtkWidget *
cr_layer_panel_new (CrCanvas *canvas)
{
  CrLayerPanel *self = g_object_new (CR_TYPE_LAYER_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
