/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows while it has no document: the lecture's examples as pictures, recent files, an empty canvas. */
#include "cr-start-page.h"

#include "cr-graph-picture.h"
#include "cr-lecture.h"
#include "cr-recent.h"

#include <glib/gi18n-lib.h>

#define CARD_WIDTH 268
#define PICTURE_HEIGHT 126
#define MOST_RECENT 4 /* a row of cards */

struct _CrStartPage
{
  AdwBin parent_instance;

  GtkBox *heading_box;
  GtkFlowBox *examples;
  GtkFlowBox *training_examples;
  GtkWidget *recent_heading;
  GtkFlowBox *recent;
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

/* Two lines, the first of them the card's name. */
static GtkWidget *
new_card_text (const char *title, const char *summary)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (text, "card-text");
  gtk_box_append (GTK_BOX (text), new_line (title, "card-title"));
  gtk_box_append (GTK_BOX (text), new_line (summary, "card-summary"));
  return text;
}

/* The whole card is the button, which does @action with @target. */
static GtkWidget *
new_card (GtkWidget *child, const char *action, const char *target, const char *title, const char *summary)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "graph-card");
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary, -1);
  return button;
}

/* The picture of the graph, its title, one line about it. */
static GtkWidget *
new_example_card (const CrLectureExample *example)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = cr_graph_picture_new (example->graph);

  gtk_widget_set_size_request (picture, CARD_WIDTH, PICTURE_HEIGHT);
  gtk_widget_add_css_class (picture, "card-picture");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), new_card_text (example->title, example->summary));
  return new_card (box, "win.open-example", example->name, example->title, example->summary);
}

/* The file's name and its folder. */
static GtkWidget *
new_recent_card (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *place = folder != NULL ? g_file_get_parse_name (folder) : g_strdup ("");
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *text = new_card_text (name, place);

  gtk_widget_set_size_request (text, CARD_WIDTH, -1);
  return new_card (text, "win.open-uri", uri, name, place);
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
    append_card (examples[i].is_training ? self->training_examples : self->examples, new_example_card (&examples[i]));
}

static void
update_recent (CrStartPage *self)
{
  g_autoptr (GPtrArray) files = cr_recent_list (MOST_RECENT);
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->recent, 0)) != NULL)
    gtk_flow_box_remove (self->recent, GTK_WIDGET (child));
  for (guint i = 0; i < files->len; i++)
    append_card (self->recent, new_recent_card (files->pdata[i]));
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
