/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The in-place entry over the picture: where it stands, what its keys do. */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ENTRY_PADDING 5.0  /* as in the style below */
#define ENTRY_SLACK 10.0   /* for the cursor */
#define ENTRY_FONT 13.0    /* as numbers are written at 100 % */
#define ENTRY_LEAST_FONT 11.0
#define ENTRY_LEAST_WIDTH 48.0
#define ENTRY_LARGEST_WIDTH 420.0
#define TITLE_LARGEST_WIDTH 240.0
#define ENTRY_MARGIN 4 /* to the edges of the canvas */
#define ENTRY_PROBLEM_GAP 6.0
#define TITLE_INSET 8.0 /* of the title of a frame or a group, in pixels at 100 % */
#define TITLE_TOP 6.0
#define TITLE_HEIGHT 22.0
#define ENTRY_ABOVE 18.0 /* its middle above a node that it belongs to as a whole */

/* --- Taking what was typed --- */

static void
on_entry_activate (CrCanvas *canvas)
{
  if (cr_editor_apply_entry (canvas->editor, gtk_editable_get_text (GTK_EDITABLE (canvas->entry))))
    cr_canvas_hide_bubble (canvas);
}

static void
go_on (CrCanvas *canvas, int step)
{
  if (cr_editor_apply_entry_and_go (canvas->editor, gtk_editable_get_text (GTK_EDITABLE (canvas->entry)), step))
    cr_canvas_hide_bubble (canvas);
}

/* A click elsewhere takes what was typed, if it is a value. */
static void
on_entry_focus_leave (CrCanvas *canvas)
{
  if (cr_editor_get_entry (canvas->editor) == NULL)
    return;
  if (!cr_editor_apply_entry (canvas->editor, gtk_editable_get_text (GTK_EDITABLE (canvas->entry))))
    cr_editor_close_entry (canvas->editor);
}

/* Where the value stands that is edited, in view coordinates: its number, or for what is shown as a map a strip above the node, which
 * covers neither its name nor the map. */
static CrArea
get_entry_area (CrCanvas *canvas)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  const CrEntry *entry = cr_editor_get_entry (canvas->editor);
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  CrPick pick = { entry->is_title ? CR_PICK_FRAME : entry->is_bias ? CR_PICK_BIAS : CR_PICK_VALUE, entry->key, entry->operand };
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (cr_editor_get_graph (canvas->editor)), entry->key);
  gboolean is_folded = group != NULL && group->collapsed; /* its title stands in its middle */
  CrArea area = { 0 };
  CrPoint corner;

  if (!entry->is_number || !cr_picture_get_pick_area (picture, pick, &area))
    cr_picture_get_node_area (picture, entry->key, &area);
  if (entry->is_title)
    area = (CrArea) {
      .x = area.x + TITLE_INSET,
      .y = area.y + (is_folded ? (area.height - TITLE_HEIGHT) / 2 : TITLE_TOP),
      .width = MAX (area.width - 2 * TITLE_INSET, 0),
      .height = TITLE_HEIGHT,
    };
  corner = cr_viewport_to_view (viewport, area.x, area.y);
  if (!entry->is_number && !entry->is_title)
    return (CrArea) { corner.x, corner.y - ENTRY_ABOVE, area.width * viewport->zoom, 0 };
  return (CrArea) { corner.x, corner.y, area.width * viewport->zoom, area.height * viewport->zoom };
}

/* The text is as large as the number that it stands for, as long as it can be read. */
static void
set_entry_font (CrCanvas *canvas)
{
  double size = MAX (ENTRY_FONT * cr_editor_get_viewport (canvas->editor)->zoom, ENTRY_LEAST_FONT);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (size * PANGO_SCALE)));
  gtk_entry_set_attributes (GTK_ENTRY (canvas->entry), attributes);
}

/* How wide the text is that stands in the entry. */
static double
measure_entry_text (CrCanvas *canvas)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (canvas->entry));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (canvas->entry, text);
  int width;

  pango_layout_set_attributes (layout, gtk_entry_get_attributes (GTK_ENTRY (canvas->entry)));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* All that is typed can be seen: the tag of a number grows with it. */
static void
make_room (CrCanvas *canvas)
{
  cr_editor_set_entry_width (canvas->editor, measure_entry_text (canvas) + ENTRY_SLACK + 2 * ENTRY_PADDING);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

/* With the cursor at the start, so that the start is what is seen of a long text. */
static void
select_all (CrCanvas *canvas)
{
  gtk_editable_select_region (GTK_EDITABLE (canvas->entry), -1, 0);
}

static void
open_entry (CrCanvas *canvas, const char *text)
{
  gboolean is_title = cr_editor_get_entry (canvas->editor)->is_title;

  set_entry_font (canvas);
  gtk_editable_set_alignment (GTK_EDITABLE (canvas->entry), is_title ? 0 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, is_title ? _("Title") : _("Value"), -1);
  gtk_editable_set_text (GTK_EDITABLE (canvas->entry), text);
  make_room (canvas);
  gtk_widget_set_visible (canvas->entry, TRUE);
  gtk_widget_grab_focus (canvas->entry);
  select_all (canvas);
  canvas->entry_is_fresh = TRUE;
}

static void
close_entry (CrCanvas *canvas)
{
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (canvas)) == canvas->entry;

  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
  gtk_widget_set_visible (canvas->entry, FALSE);
  gtk_widget_remove_css_class (canvas->entry, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (canvas->entry), GTK_ACCESSIBLE_STATE_INVALID);
}

void
cr_canvas_update_entry (CrCanvas *canvas)
{
  const CrEntry *entry = cr_editor_get_entry (canvas->editor);
  CrArea area;

  if (entry == NULL)
    close_entry (canvas);
  else if (entry->problem == NULL)
    open_entry (canvas, entry->text);
  else
    {
      area = get_entry_area (canvas);
      gtk_widget_add_css_class (canvas->entry, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (canvas->entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      cr_canvas_show_bubble (canvas, entry->problem, (CrPoint) { area.x + area.width / 2, area.y - ENTRY_PROBLEM_GAP });
    }
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

/* The first key replaces what stood there, also where the selection was lost on the way: on X11 a late word of another owner of the
 * primary selection unselects the text. Tab takes the number like Enter and goes on to the next one of a matrix. */
static gboolean
on_entry_key (GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType state, CrCanvas *canvas)
{
  if (gdk_key_event_is_modifier (gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (key))))
    return FALSE;
  if (canvas->entry_is_fresh)
    select_all (canvas);
  canvas->entry_is_fresh = FALSE;
  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab)
    return FALSE;
  go_on (canvas, keyval == GDK_KEY_Tab ? 1 : -1);
  return TRUE;
}

/* Whoever clicks into the text means that place. */
static void
on_entry_pressed (CrCanvas *canvas)
{
  canvas->entry_is_fresh = FALSE;
}

static void
add_entry_controllers (CrCanvas *canvas, GtkWidget *entry)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_entry_focus_leave), canvas);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_entry_key), canvas);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_entry_pressed), canvas);
  gtk_widget_add_controller (entry, focus);
  gtk_widget_add_controller (entry, key);
  gtk_widget_add_controller (entry, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
cr_canvas_make_entry (CrCanvas *canvas)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "value-entry");
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 1);
  gtk_widget_set_visible (entry, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Value"), -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_entry_activate), canvas);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (make_room), canvas);
  add_entry_controllers (canvas, entry);
  return entry;
}

/* --- Where it stands --- */

/* Whether its neighbours are to be left in sight. */
static gboolean
is_entry_of_matrix (CrCanvas *canvas)
{
  const CrEntry *entry = cr_editor_get_entry (canvas->editor);
  CrTape *tape = cr_editor_get_tape (canvas->editor);
  CrShape shape;

  return entry->is_number && cr_tape_get_shape (tape, entry->key, &shape) && !cr_shape_is_number (shape);
}

/* How wide it is: that of a number fills its tag up to where the tip begins; the others are as wide as their text. */
static double
get_entry_width (CrCanvas *canvas, const CrArea *area, int most)
{
  double for_text = measure_entry_text (canvas) + ENTRY_SLACK + 2 * ENTRY_PADDING;

  if (cr_editor_get_entry (canvas->editor)->is_title)
    return MAX (MIN (area->width, TITLE_LARGEST_WIDTH), MIN (for_text, most));
  if (!cr_editor_get_entry (canvas->editor)->is_number)
    return MAX (area->width, MIN (for_text, most));
  if (is_entry_of_matrix (canvas))
    return MAX (area->width, MIN (for_text, ENTRY_LARGEST_WIDTH));
  return MAX (area->width, ENTRY_LEAST_WIDTH);
}

/* It ends where the number ends; what is longer than the view is starts at its left. */
void
cr_canvas_allocate_entry (CrCanvas *canvas, int width, int height)
{
  CrArea area = get_entry_area (canvas);
  int least_width, entry_height, entry_width;
  double left;

  gtk_widget_measure (canvas->entry, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (canvas->entry, GTK_ORIENTATION_VERTICAL, -1, &entry_height, NULL, NULL, NULL);
  entry_width = MAX (least_width, (int) floor (get_entry_width (canvas, &area, width - 2 * ENTRY_MARGIN)));
  if (cr_editor_get_entry (canvas->editor)->is_title)
    left = area.x;
  else
    left = area.x + area.width + (is_entry_of_matrix (canvas) ? 3 : 0) - entry_width;
  left = CLAMP (left, ENTRY_MARGIN, MAX (ENTRY_MARGIN, width - ENTRY_MARGIN - entry_width));
  cr_canvas_allocate_at (canvas->entry, left, area.y + (area.height - entry_height) / 2, entry_width, entry_height, width, height);
}
