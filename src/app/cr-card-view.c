/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a gradient in the inspector. */
#include "cr-card-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A value that is used more often than this is told by its sum. */
#define MOST_LINES 8

#define PRODUCT_WIDTH 240.0 /* of the matrices, in the narrowest inspector */
#define AROUND 4.0          /* over and under them */
#define MOST_PRODUCTS 4     /* more uses than these are told in lines */
#define NAME_SIZE 12.0      /* of the gate over them, where there are several */
#define NAME_LINE 16.0

struct _CrCardView
{
  GtkBox parent_instance;

  CrCard *card;
  CrFonts *fonts;
  GtkWidget *heading;
  GtkWidget *frame;
  GtkWidget *symbols;
  GtkWidget *shapes;
  GtkWidget *lines;
  GtkWidget *products;
  GtkWidget *sum;
};

G_DEFINE_FINAL_TYPE (CrCardView, cr_card_view, GTK_TYPE_BOX)

static char *
dup_lines (const CrCard *card)
{
  GString *text = g_string_new (NULL);
  guint n_more = card->lines->len > MOST_LINES ? card->lines->len - MOST_LINES : 0;

  for (guint i = 0; i < card->lines->len - n_more; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) card->lines->pdata[i]);
  if (n_more > 0)
    g_string_append_printf (text, ngettext ("\n… and %u more", "\n… and %u more", n_more), n_more);
  return g_string_free (text, FALSE);
}

static void
set_text (GtkWidget *label, const char *markup)
{
  gtk_label_set_markup (GTK_LABEL (label), markup != NULL ? markup : "");
  gtk_widget_set_visible (label, markup != NULL && *markup != '\0');
}

/* --- The lines as matrices --- */

/* Of one use alone the gate need not be named. */
static double
get_name_height (const CrCard *card)
{
  return card->products->len > 1 ? NAME_LINE : 0;
}

static double
get_products_height (CrCardView *self)
{
  double height = 0;

  for (guint i = 0; i < self->card->products->len; i++)
    height += get_name_height (self->card) + cr_matrix_product_get_height (self->card->products->pdata[i], self->fonts, PRODUCT_WIDTH) + 2 * AROUND;
  return height;
}

/* With the lines for those who do not see them. */
static void
show_products (CrCardView *self, const char *lines)
{
  gboolean is_shown = self->card->products->len > 0 && self->card->products->len <= MOST_PRODUCTS;

  gtk_widget_set_visible (self->products, is_shown);
  gtk_widget_set_visible (self->lines, !is_shown && *lines != '\0');
  if (!is_shown)
    return;
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->products), get_products_height (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->products), GTK_ACCESSIBLE_PROPERTY_LABEL, lines, -1);
  gtk_widget_queue_draw (self->products);
}

static void
draw_products (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  CrCardView *self = data;
  CrPen pen;
  double y = 0;

  if (self->card == NULL)
    return;
  pen = cr_pen_make (cairo, self->fonts, adw_style_manager_get_dark (adw_style_manager_get_default ()), 1);
  for (guint i = 0; i < self->card->products->len; i++)
    {
      const CrMatrixProduct *product = self->card->products->pdata[i];
      double room = cr_matrix_product_get_height (product, self->fonts, PRODUCT_WIDTH) + 2 * AROUND;

      if (get_name_height (self->card) > 0)
        cr_pen_text (&pen, self->card->names->pdata[i], NAME_SIZE, FALSE, CR_COLOR_CAPTION, 0, y + NAME_SIZE, 0);
      y += get_name_height (self->card);
      cr_matrix_product_draw (&pen, product, &(CrArea) { 0, y + AROUND, width, room - 2 * AROUND });
      y += room;
    }
}

void
cr_card_view_set_card (CrCardView *view, CrCard *card, const char *heading, gboolean is_shown)
{
  g_autofree char *lines = NULL;

  g_return_if_fail (CR_IS_CARD_VIEW (view));

  g_clear_pointer (&view->card, cr_card_free);
  view->card = card;
  gtk_widget_set_visible (GTK_WIDGET (view), card != NULL);
  if (card == NULL)
    return;
  lines = dup_lines (card);
  gtk_widget_set_visible (view->frame, is_shown);
  set_text (view->heading, is_shown ? heading : NULL);
  set_text (view->symbols, card->lines->len <= MOST_LINES ? card->symbols : NULL);
  set_text (view->shapes, card->lines->len <= MOST_LINES ? card->shapes : NULL);
  set_text (view->lines, lines);
  show_products (view, gtk_label_get_text (GTK_LABEL (view->lines)));
  set_text (view->sum, card->lines->len <= MOST_LINES ? card->sum : NULL);
}

const CrCard *
cr_card_view_get_card (CrCardView *view)
{
  g_return_val_if_fail (CR_IS_CARD_VIEW (view), NULL);

  return view->card;
}

static void
copy (CrCardView *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
on_copy_latex (CrCardView *self)
{
  copy (self, self->card->latex);
}

static void
on_copy_text (CrCardView *self)
{
  copy (self, self->card->text);
}

static GtkWidget *
append_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
append_button (CrCardView *self, GtkWidget *box, const char *title, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "copy-button");
  g_signal_connect_swapped (button, "clicked", on_clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
cr_card_view_finalize (GObject *object)
{
  g_clear_pointer (&CR_CARD_VIEW (object)->card, cr_card_free);
  cr_fonts_free (CR_CARD_VIEW (object)->fonts);
  G_OBJECT_CLASS (cr_card_view_parent_class)->finalize (object);
}

static void
cr_card_view_class_init (CrCardViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_card_view_finalize;
}

static void
cr_card_view_init (CrCardView *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->fonts = cr_fonts_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->heading = append_label (GTK_WIDGET (self), "panel-heading");
  self->frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->frame, "card");
  gtk_widget_add_css_class (self->frame, "sum-card");
  self->symbols = append_label (self->frame, "card-symbols");
  self->shapes = append_label (self->frame, "caption-text");
  self->lines = append_label (self->frame, "card-lines");
  self->products = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->products), draw_products, self, NULL);
  gtk_box_append (GTK_BOX (self->frame), self->products);
  self->sum = append_label (self->frame, "card-sum");
  gtk_box_append (GTK_BOX (self), self->frame);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_widget_add_css_class (buttons, "copy-buttons");
  append_button (self, buttons, _("Copy as LaTeX"), G_CALLBACK (on_copy_latex));
  append_button (self, buttons, _("Copy as Text"), G_CALLBACK (on_copy_text));
  gtk_box_append (GTK_BOX (self), buttons);
}

GtkWidget *
cr_card_view_new (void)
{
  return g_object_new (CR_TYPE_CARD_VIEW, NULL);
}
