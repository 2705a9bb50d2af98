/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One category of the palette: a heading with the number of its gates that folds, and a tile a gate. */
#include "cr-palette-section.h"

#include "cr-canvas.h"
#include "cr-drag-keys.h"
#include "cr-graph-picture.h"
#include "cr-palette.h"

#include <glib/gi18n-lib.h>

#define TILE_WIDTH 57
#define TILE_PICTURE_HEIGHT 40

struct _CrPaletteSection
{
  GtkBox parent_instance;

  CrCategory category;
  gboolean is_open;
  gboolean is_filtered;
  GtkWidget *header;
  GtkWidget *arrow;
  GtkWidget *count;
  GtkWidget *tiles;
};

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPERTIES
};

enum
{
  GATE_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrPaletteSection, cr_palette_section, GTK_TYPE_BOX)

static const CrGate *
get_gate (GtkWidget *tile)
{
  return g_object_get_data (G_OBJECT (tile), "gate");
}

/* --- A tile --- */

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, GtkWidget *picture)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (picture);

  g_object_set_data_full (G_OBJECT (drag), CR_GATE_DRAG_WINDOW, g_object_ref (gtk_widget_get_root (picture)), g_object_unref);
  cr_drag_keys_listen (drag);
  gtk_drag_source_set_icon (source, paintable, TILE_WIDTH / 2, TILE_PICTURE_HEIGHT / 2);
}

/* GTK may keep a drag for ever; not the window with it. */
static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer unused)
{
  g_object_set_data (G_OBJECT (drag), CR_GATE_DRAG_WINDOW, NULL);
}

static void
add_drag_source (GtkWidget *tile, GtkWidget *picture, const CrGate *gate)
{
  GtkDragSource *source = gtk_drag_source_new ();
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (CR_TYPE_GATE_DRAG, gate);

  gtk_drag_source_set_content (source, content);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), picture);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end), NULL);
  gtk_widget_add_controller (tile, GTK_EVENT_CONTROLLER (source));
}

/* A name goes on below where it has an underscore. */
static GtkWidget *
new_name (const char *name)
{
  g_autoptr (GString) text = g_string_new (name);
  GtkWidget *label;

  g_string_replace (text, "_", "_\u200b", 0);
  label = gtk_label_new (text->str);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 8); /* so that the palette grows with the font */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 9);
  return label;
}

static GtkWidget *
new_tile (const CrGate *gate)
{
  GtkWidget *tile = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = cr_graph_picture_new_for_gate (gate);
  GtkWidget *name = new_name (gate->name);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", cr_gate_get_title (gate), gate->formula);

  gtk_widget_set_size_request (picture, TILE_WIDTH, TILE_PICTURE_HEIGHT);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), name);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (tile), box);
  gtk_widget_add_css_class (tile, "gate-tile");
  gtk_widget_set_tooltip_text (tile, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, gate->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
  g_object_set_data (G_OBJECT (tile), "gate", (gpointer) gate);
  add_drag_source (tile, picture, gate);
  return tile;
}

static void
on_tile_activated (CrPaletteSection *self, GtkWidget *tile)
{
  g_signal_emit (self, signals[GATE_ACTIVATED], 0, get_gate (tile));
}

/* --- Folding --- */

static void
show_open (CrPaletteSection *self)
{
  gboolean is_open = self->is_open || self->is_filtered;

  gtk_widget_set_visible (self->tiles, is_open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
}

static void
on_header_clicked (CrPaletteSection *self)
{
  cr_palette_section_set_open (self, !self->is_open);
}

static void
cr_palette_section_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OPEN)
    g_value_set_boolean (value, CR_PALETTE_SECTION (object)->is_open);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_palette_section_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OPEN)
    cr_palette_section_set_open (CR_PALETTE_SECTION (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cr_palette_section_class_init (CrPaletteSectionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = cr_palette_section_get_property;
  object_class->set_property = cr_palette_section_set_property;
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[GATE_ACTIVATED] = g_signal_new ("gate-activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
make_header (CrPaletteSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);

  self->arrow = gtk_image_new ();
  self->count = gtk_label_new (NULL);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->count, "caption-text");
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->count);
  self->header = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->header), box);
  gtk_widget_add_css_class (self->header, "flat");
  gtk_widget_add_css_class (self->header, "palette-header");
  g_signal_connect_swapped (self->header, "clicked", G_CALLBACK (on_header_clicked), self);
  gtk_box_append (GTK_BOX (self), self->header);
}

static void
make_tiles (CrPaletteSection *self)
{
  GtkFlowBox *flow;

  self->tiles = gtk_flow_box_new ();
  flow = GTK_FLOW_BOX (self->tiles);
  gtk_flow_box_set_homogeneous (flow, TRUE);
  gtk_flow_box_set_min_children_per_line (flow, 3);
  gtk_flow_box_set_max_children_per_line (flow, 3);
  gtk_flow_box_set_activate_on_single_click (flow, FALSE);
  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (self->tiles, "palette-tiles");
  g_signal_connect_swapped (flow, "child-activated", G_CALLBACK (on_tile_activated), self);
  gtk_box_append (GTK_BOX (self), self->tiles);
}

static void
cr_palette_section_init (CrPaletteSection *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  make_header (self);
  make_tiles (self);
  show_open (self);
}

static void
show_count (CrPaletteSection *self, guint n_tiles)
{
  g_autofree char *count = g_strdup_printf ("%u", n_tiles);

  gtk_label_set_text (GTK_LABEL (self->count), count);
}

static void
fill (CrPaletteSection *self)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  const char *title = cr_category_get_title (self->category);
  guint n_tiles = 0;

  for (guint i = 0; i < n_gates; i++)
    if (gates[i]->category == self->category)
      {
        gtk_flow_box_append (GTK_FLOW_BOX (self->tiles), new_tile (gates[i]));
        n_tiles++;
      }
  show_count (self, n_tiles);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (self->arrow)), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tiles), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

GtkWidget *
cr_palette_section_new (CrCategory category)
{
  CrPaletteSection *self = g_object_new (CR_TYPE_PALETTE_SECTION, NULL);

  self->category = category;
  fill (self);
  return GTK_WIDGET (self);
}

CrCategory
cr_palette_section_get_category (CrPaletteSection *section)
{
  g_return_val_if_fail (CR_IS_PALETTE_SECTION (section), CR_N_CATEGORIES);

  return section->category;
}

gboolean
cr_palette_section_get_open (CrPaletteSection *section)
{
  g_return_val_if_fail (CR_IS_PALETTE_SECTION (section), FALSE);

  return section->is_open;
}

void
cr_palette_section_set_open (CrPaletteSection *section, gboolean is_open)
{
  g_return_if_fail (CR_IS_PALETTE_SECTION (section));

  if (section->is_open == is_open)
    return;
  section->is_open = is_open;
  show_open (section);
  g_object_notify_by_pspec (G_OBJECT (section), properties[PROP_OPEN]);
}

const CrGate *
cr_palette_section_filter (CrPaletteSection *section, const char *words)
{
  const CrGate *first = NULL;
  guint n_found = 0;

  g_return_val_if_fail (CR_IS_PALETTE_SECTION (section), NULL);

  for (GtkWidget *tile = gtk_widget_get_first_child (section->tiles); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    {
      gboolean is_found = cr_palette_matches (get_gate (tile), words);

      gtk_widget_set_visible (tile, is_found);
      n_found += is_found;
      if (is_found && first == NULL)
        first = get_gate (tile);
    }
  section->is_filtered = *words != '\0';
  show_count (section, n_found);
  gtk_widget_set_visible (GTK_WIDGET (section), first != NULL);
  show_open (section);
  return first;
}
