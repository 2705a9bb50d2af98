/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar over the canvas that leads through the guided tour. */
#include "cr-tour-bar.h"

#include "cr-tour.h"

#include <glib/gi18n-lib.h>

struct _CrTourBar
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *count;
  GtkLabel *text;
  GtkLabel *keys;
  GtkProgressBar *progress;
  GtkButton *leave;
  CrDocument *document; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (CrTourBar, cr_tour_bar, ADW_TYPE_BIN)

static void
show_step (CrTourBar *self)
{
  CrTourStep step = cr_tour_get_step (cr_document_get_graph (self->document));
  g_autofree char *count = step < CR_TOUR_DONE ? g_strdup_printf (_("%u of %u"), step + 1, (guint) CR_TOUR_DONE) : g_strdup ("");

  if (g_strcmp0 (gtk_label_get_text (self->title), cr_tour_get_title (step)) == 0)
    return; /* else a screen reader would read it again */
  gtk_label_set_text (self->title, cr_tour_get_title (step));
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->text, cr_tour_get_text (step));
  gtk_label_set_text (self->keys, cr_tour_get_keys (step));
  gtk_progress_bar_set_fraction (self->progress, step / (double) CR_TOUR_DONE);
  gtk_button_set_label (self->leave, step < CR_TOUR_DONE ? _("Skip the Tour") : _("Finish"));
}

CrDocument *
cr_tour_bar_get_document (CrTourBar *bar)
{
  g_return_val_if_fail (CR_IS_TOUR_BAR (bar), NULL);

  return bar->document;
}

void
cr_tour_bar_set_document (CrTourBar *bar, CrDocument *document)
{
  g_return_if_fail (CR_IS_TOUR_BAR (bar));

  if (bar->document != NULL)
    g_signal_handlers_disconnect_by_data (bar->document, bar);
  g_set_object (&bar->document, document);
  gtk_widget_set_visible (GTK_WIDGET (bar), document != NULL);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "changed", G_CALLBACK (show_step), bar);
  show_step (bar);
}

static void
leave (CrTourBar *self)
{
  gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD); /* to the canvas, before the button goes */
  cr_tour_bar_set_document (self, NULL);
}

static void
cr_tour_bar_dispose (GObject *object)
{
  CrTourBar *self = CR_TOUR_BAR (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_tour_bar_parent_class)->dispose (object);
}

static void
cr_tour_bar_class_init (CrTourBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cr_tour_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/tour-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CrTourBar, title);
  gtk_widget_class_bind_template_child (widget_class, CrTourBar, count);
  gtk_widget_class_bind_template_child (widget_class, CrTourBar, text);
  gtk_widget_class_bind_template_child (widget_class, CrTourBar, keys);
  gtk_widget_class_bind_template_child (widget_class, CrTourBar, progress);
  gtk_widget_class_bind_template_child (widget_class, CrTourBar, leave);
  gtk_widget_class_bind_template_callback (widget_class, leave);
}

static void
cr_tour_bar_init (CrTourBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cr_tour_bar_new (void)
{
  return g_object_new (CR_TYPE_TOUR_BAR, "visible", FALSE, NULL);
}
