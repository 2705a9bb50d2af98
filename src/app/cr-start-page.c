/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows while it has no document: the lecture's examples as pictures, recent files, an empty canvas. */
#include "cr-start-page.h"

#include "cr-graph-picture.h"
#include "cr-lecture.h"
#include "cr-recent.h"

#include <glib/gi18n-lib.h>

#define CARD_WIDTH 268
#define PICTURE_HEIGHT 126
#define MOST_RECENT 4 /* the examples begin on the first screen */

struct _CrStartPage
{
  AdwBin parent_instance;

  GtkBox *heading_box;
  GtkFlowBox *examples;
  GtkFlowBox *training_examples;
  GtkWidget *recent_heading;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (CrStartPage, cr_start_page, ADW_TYPE_BIN)

/* It asks for no width of its own: the picture has the card's, and so the page knows how many cards stand beside one another. What is
 * longer goes on in a second line. */
static GtkWidget *
new_line (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* A card: the picture of the graph, its title, one line about it; the whole card is the button. */
static GtkWidget *
new_card (const CrLectureExample *example)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = cr_graph_picture_new (example->graph);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (picture, CARD_WIDTH, PICTURE_HEIGHT);
  gtk_widget_add_css_class (picture, "card-picture");
  gtk_widget_add_css_class (text, "card-text");
  gtk_box_append (GTK_BOX (text), new_line (example->title, "card-title"));
  gtk_box_append (GTK_BOX (text), new_line (example->summary, "card-summary"));
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "graph-card");
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-example");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", example->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, example->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, example->summary, -1);
  return button;
}

/* The card has the focus, not the flow box's child around it. */
static void
append_card (GtkFlowBox *flow, GtkWidget *card)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (flow, child);
}

static void
fill_examples (CrStartPage *self)
{
  guint n_examples;
  const CrLectureExample *examples = cr_lecture_get_examples (&n_examples);

  for (guint i = 0; i < n_examples; i++)
    append_card (examples[i].is_training ? self->training_examples : self->examples, new_card (&examples[i]));
}

static GtkWidget *
new_recent_row (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *place = folder != NULL ? g_file_get_parse_name (folder) : NULL;
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (place != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (place, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", uri);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
update_recent (CrStartPage *self)
{
  g_autoptr (GPtrArray) files = cr_recent_list (MOST_RECENT);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent, 0)) != NULL)
    gtk_list_box_remove (self->recent, GTK_WIDGET (row));
  for (guint i = 0; i < files->len; i++)
    gtk_list_box_append (self->recent, new_recent_row (files->pdata[i]));
  gtk_widget_set_visible (self->recent_heading, files->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->recent), files->len > 0);
}

static void
cr_start_page_class_init (CrStartPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrStartPage, heading_box);
  gtk_widget_class_bind_template_child (widget_class, CrStartPage, examples);
  gtk_widget_class_bind_template_child (widget_class, CrStartPage, training_examples);
  gtk_widget_class_bind_template_child (widget_class, CrStartPage, recent_heading);
  gtk_widget_class_bind_template_child (widget_class, CrStartPage, recent);
}

static void
cr_start_page_init (CrStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_examples (self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_recent), self, G_CONNECT_SWAPPED);
  update_recent (self);
}

void
cr_start_page_set_narrow (CrStartPage *page, gboolean is_narrow)
{
  g_return_if_fail (CR_IS_START_PAGE (page));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (page->heading_box), is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
