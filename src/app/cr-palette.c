/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette: every gate of the table by category, to be searched, dragged onto the canvas or added by double click and Enter. */
#include "cr-palette.h"

#include "cr-gate-search.h"
#include "cr-palette-section.h"

struct _CrPalette
{
  AdwBin parent_instance;

  GSettings *settings;
  const CrGate *first_found;
  GtkEditable *search_entry;
  GtkBox *sections;
  GtkWidget *nothing_found;
};

enum
{
  GATE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CrPalette, cr_palette, ADW_TYPE_BIN)

#define FOR_EACH_SECTION(self, section) \
  for (GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET ((self)->sections)); section != NULL; \
       section = gtk_widget_get_next_sibling (section))

static void
activate_gate (CrPalette *self, gpointer gate)
{
  g_signal_emit (self, signals[GATE_ACTIVATED], 0, gate);
}

static void
remember_open_sections (CrPalette *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (self->settings == NULL)
    return;
  FOR_EACH_SECTION (self, section)
    if (cr_palette_section_get_open (CR_PALETTE_SECTION (section)))
      g_ptr_array_add (names, (gpointer) cr_category_get_name (cr_palette_section_get_category (CR_PALETTE_SECTION (section))));
  g_ptr_array_add (names, NULL);
  g_settings_set_strv (self->settings, "open-sections", (const char *const *) names->pdata);
}

static void
open_sections (CrPalette *self, const char *const *names)
{
  FOR_EACH_SECTION (self, section)
    {
      CrCategory category = cr_palette_section_get_category (CR_PALETTE_SECTION (section));

      cr_palette_section_set_open (CR_PALETTE_SECTION (section), g_strv_contains (names, cr_category_get_name (category)));
    }
}

static void
on_search_changed (CrPalette *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);

  self->first_found = NULL;
  FOR_EACH_SECTION (self, section)
    {
      const CrGate *first = cr_palette_section_filter (CR_PALETTE_SECTION (section), words);

      if (self->first_found == NULL)
        self->first_found = first;
    }
  gtk_widget_set_visible (self->nothing_found, self->first_found == NULL);
}

/* Enter takes the first gate that was found. */
static void
on_search_activated (CrPalette *self)
{
  const CrGate *gate;

  on_search_changed (self); /* the entry tells of typing with a delay */
  gate = self->first_found;
  if (*gtk_editable_get_text (self->search_entry) == '\0' || gate == NULL)
    return;
  gtk_editable_set_text (self->search_entry, "");
  activate_gate (self, (gpointer) gate);
}

static void
on_search_stopped (CrPalette *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
cr_palette_class_init (CrPaletteClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[GATE_ACTIVATED] = g_signal_new ("gate-activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/chainrule/Chainrule/ui/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, CrPalette, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CrPalette, sections);
  gtk_widget_class_bind_template_child (widget_class, CrPalette, nothing_found);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
}

static void
cr_palette_init (CrPalette *self)
{
  static const char *const open_at_first[] = { "sources", "arithmetic", "functions", NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (CrCategory category = 0; category < CR_N_CATEGORIES; category++)
    {
      GtkWidget *section = cr_palette_section_new (category);

      g_signal_connect_swapped (section, "gate-activated", G_CALLBACK (activate_gate), self);
      g_signal_connect_swapped (section, "notify::open", G_CALLBACK (remember_open_sections), self);
      gtk_box_append (self->sections, section);
    }
  open_sections (self, open_at_first);
}

GtkWidget *
cr_palette_new (void)
{
  return g_object_new (CR_TYPE_PALETTE, NULL);
}

void
cr_palette_set_settings (CrPalette *palette, GSettings *settings)
{
  g_auto (GStrv) names = g_settings_get_strv (settings, "open-sections");

  g_return_if_fail (CR_IS_PALETTE (palette));

  palette->settings = NULL;
  open_sections (palette, (const char *const *) names);
  palette->settings = settings;
}

void
cr_palette_search (CrPalette *palette)
{
  g_return_if_fail (CR_IS_PALETTE (palette));

  gtk_widget_grab_focus (GTK_WIDGET (palette->search_entry));
}

gboolean
cr_palette_matches (const CrGate *gate, const char *words)
{
  return cr_gate_match (gate, words) != CR_MATCH_NONE;
}
