/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for a gate over the canvas: a popover at the place where the gate is to stand, with a text and a list of what fits it. */
#include "cr-canvas-private.h"

#include "cr-export.h"
#include "cr-graph-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIST_WIDTH 300
#define LIST_HEIGHT 280
#define PICTURE_WIDTH 57
#define PICTURE_HEIGHT 40
#define ROWS_A_PAGE 6

/* --- A row --- */

static void
draw_gate (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer gate)
{
  CrCanvas *canvas = CR_CANVAS (gtk_widget_get_ancestor (GTK_WIDGET (area), CR_TYPE_CANVAS));

  cr_export_draw_gate (gate, cairo, width, height, cr_editor_get_dark (canvas->editor));
}

static GtkWidget *
new_label (const char *text, const char *style, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* The whole caption, in two lines where it is long. */
static GtkWidget *
new_caption (const char *text)
{
  GtkWidget *label = new_label (text, "search-caption", PANGO_ELLIPSIZE_END);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  return label;
}

/* "add · a + b + …"; of a source with a value that was typed "input 3". */
static GtkWidget *
new_row (const CrFound *found)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = gtk_drawing_area_new ();
  g_autofree char *caption = NULL;
  const char *title = cr_gate_get_title (found->gate);

  if (found->value == NULL)
    caption = strcmp (title, found->gate->name) == 0 ? g_strdup (found->gate->formula)
                                                     : g_strdup_printf ("%s · %s", title, found->gate->formula);
  else
    {
      GString *value = g_string_new (NULL);

      cr_matrix_append_text (value, found->value->shape, found->value->entries, CR_FORM_VALUE);
      caption = g_string_free (value, FALSE);
    }
  gtk_widget_set_size_request (picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (picture), draw_gate, (gpointer) found->gate, NULL);
  gtk_box_append (GTK_BOX (words), new_label (found->gate->name, NULL, PANGO_ELLIPSIZE_END));
  gtk_box_append (GTK_BOX (words), new_caption (caption));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, found->gate->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
  return row;
}

/* --- The list --- */

static GtkListBoxRow *
get_row (CrCanvas *canvas, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (canvas->search_list), index);
}

/* Keeps the row in sight: the focus stays in the text, so the list does not scroll by itself. */
static void
scroll_to (CrCanvas *canvas, GtkWidget *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (canvas->search_scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, canvas->search_list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
choose_row (CrCanvas *canvas, int index)
{
  GtkListBoxRow *row = canvas->found->len > 0 ? get_row (canvas, CLAMP (index, 0, (int) canvas->found->len - 1)) : NULL;

  gtk_list_box_select_row (GTK_LIST_BOX (canvas->search_list), row);
  if (row == NULL)
    return;
  scroll_to (canvas, GTK_WIDGET (row));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (canvas->search_entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
fill_list (CrCanvas *canvas)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (canvas->search_entry));
  GtkListBoxRow *row;

  while ((row = get_row (canvas, 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (canvas->search_list), GTK_WIDGET (row));
  g_clear_pointer (&canvas->found, g_array_unref);
  canvas->found = cr_editor_find_gates (canvas->editor, text);
  for (guint i = 0; i < canvas->found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (canvas->search_list), new_row (&g_array_index (canvas->found, CrFound, i)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (canvas->search_scroller)), 0);
  choose_row (canvas, 0);
}

/* --- What is done in it --- */

static void
on_text_changed (CrCanvas *canvas)
{
  if (cr_editor_get_search (canvas->editor) != NULL)
    fill_list (canvas);
}

static void
take_row (CrCanvas *canvas, GtkListBoxRow *row)
{
  if (row == NULL || cr_editor_get_search (canvas->editor) == NULL)
    return;

  CrFound found = g_array_index (canvas->found, CrFound, gtk_list_box_row_get_index (row));

  cr_editor_take_found (canvas->editor, &found);
}

static void
on_activate (CrCanvas *canvas)
{
  take_row (canvas, gtk_list_box_get_selected_row (GTK_LIST_BOX (canvas->search_list)));
}

static void
on_stop (CrCanvas *canvas)
{
  cr_editor_close_search (canvas->editor);
}

/* The list is gone through while the text keeps the keys. */
static gboolean
on_key (GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType state, CrCanvas *canvas)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (canvas->search_list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) : 0;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      choose_row (canvas, index - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose_row (canvas, index + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      choose_row (canvas, index - ROWS_A_PAGE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      choose_row (canvas, index + ROWS_A_PAGE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- Its widgets --- */

static GtkWidget *
make_entry (CrCanvas *canvas)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_object_set (entry, "placeholder-text", _("Name, sign or number"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a gate"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), canvas);
  gtk_widget_add_controller (entry, key);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_text_changed), canvas);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_activate), canvas);
  g_signal_connect_swapped (entry, "stop-search", G_CALLBACK (on_stop), canvas);
  return entry;
}

static GtkWidget *
make_list (CrCanvas *canvas)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *placeholder = new_label (_("No gate fits."), "dim-label", PANGO_ELLIPSIZE_NONE);

  gtk_widget_set_margin_top (placeholder, 18);
  gtk_widget_set_margin_bottom (placeholder, 18);
  gtk_widget_set_halign (placeholder, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), placeholder);
  gtk_widget_set_focusable (list, FALSE);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (take_row), canvas);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Gates"), -1);
  return list;
}

static void
make_popover (CrCanvas *canvas)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  canvas->search = gtk_popover_new ();
  canvas->search_heading = new_label (NULL, "search-caption", PANGO_ELLIPSIZE_END);
  canvas->search_entry = make_entry (canvas);
  canvas->search_list = make_list (canvas);
  canvas->search_scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (canvas->search_scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (canvas->search_scroller), canvas->search_list);
  gtk_widget_set_size_request (canvas->search_scroller, LIST_WIDTH, LIST_HEIGHT);
  gtk_box_append (GTK_BOX (box), canvas->search_heading);
  gtk_box_append (GTK_BOX (box), canvas->search_entry);
  gtk_box_append (GTK_BOX (box), canvas->search_scroller);
  gtk_popover_set_child (GTK_POPOVER (canvas->search), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (canvas->search), FALSE);
  gtk_widget_set_halign (canvas->search, GTK_ALIGN_START);
  gtk_widget_add_css_class (canvas->search, "gate-search");
  gtk_widget_set_parent (canvas->search, GTK_WIDGET (canvas));
  g_signal_connect_swapped (canvas->search, "closed", G_CALLBACK (on_stop), canvas);
}

/* --- Opening and closing --- */

static void
open_popover (CrCanvas *canvas, const CrSearch *search)
{
  CrPoint place = cr_viewport_to_view (cr_editor_get_viewport (canvas->editor), search->place.x, search->place.y);
  g_autofree char *heading = cr_editor_describe_search (canvas->editor);

  if (canvas->search == NULL)
    make_popover (canvas);
  gtk_label_set_text (GTK_LABEL (canvas->search_heading), heading != NULL ? heading : "");
  gtk_widget_set_visible (canvas->search_heading, heading != NULL);
  gtk_editable_set_text (GTK_EDITABLE (canvas->search_entry), "");
  fill_list (canvas);
  gtk_popover_set_pointing_to (GTK_POPOVER (canvas->search), &(GdkRectangle) { (int) place.x, (int) place.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (canvas->search));
  gtk_widget_grab_focus (canvas->search_entry);
}

void
cr_canvas_update_search (CrCanvas *canvas)
{
  const CrSearch *search = cr_editor_get_search (canvas->editor);

  if (search != NULL)
    open_popover (canvas, search);
  else if (canvas->search != NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (canvas->search));
      gtk_widget_grab_focus (GTK_WIDGET (canvas));
    }
}

void
cr_canvas_remove_search (CrCanvas *canvas)
{
  g_clear_pointer (&canvas->search, gtk_widget_unparent);
  g_clear_pointer (&canvas->found, g_array_unref);
}
