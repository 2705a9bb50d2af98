/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the graph's examples come from: the generators as pictures of their points, and what may be said of them. */
#include "cr-data-panel.h"

#include "cr-count.h"
#include "cr-field.h"
#include "cr-generator.h"
#include "cr-points-picture.h"
#include "cr-setting-row.h"
#include "cr-slider-row.h"
#include "cr-training-setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_GENERATORS (CR_GENERATOR_MULTI_GAUSS + 1)
#define COLUMNS 4
#define TILE_SIDE 40
#define MOST_NOISE 0.5
#define MOST_CLASSES 8

struct _CrDataPanel
{
  CrPanel parent_instance;

  GtkWidget *name;
  GtkWidget *tiles[N_GENERATORS];
  GtkWidget *pictures[N_GENERATORS];
  CrTable *usual[N_GENERATORS]; /* the points of each as it is at first */
  GtkWidget *problem;
  GtkWidget *list;
  GtkWidget *noise;
  GtkWidget *share;
  GtkWidget *points;
  GtkWidget *classes_row;
  GtkWidget *classes;
  GtkWidget *seed;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (CrDataPanel, cr_data_panel, CR_TYPE_PANEL)

static const CrTraining *
get_training (CrDataPanel *self)
{
  return cr_training_of (cr_panel_get_graph (CR_PANEL (self)));
}

/* --- Tiles --- */

static void
on_tile_toggled (CrDataPanel *self, GtkToggleButton *tile)
{
  g_autofree char *step = NULL;

  if (self->is_updating || !gtk_toggle_button_get_active (tile))
    return;
  for (CrGenerator generator = 0; generator < N_GENERATORS; generator++)
    if (self->tiles[generator] == GTK_WIDGET (tile))
      {
        /* Translators: what undo takes back: "Take the data “Circle”" */
        step = g_strdup_printf (_("Take the data “%s”"), _(cr_generator_get_info (generator)->title));
        cr_panel_take_edit (CR_PANEL (self), cr_training_change_generator (cr_panel_get_graph (CR_PANEL (self)), generator), step);
      }
}

static CrTable *
make_usual (CrGenerator generator)
{
  CrDataset dataset = { .kind = CR_DATASET_GENERATOR,
                        .generator = generator,
                        .n_points = cr_generator_get_info (generator)->n_points };

  return cr_generator_run (&dataset, NULL);
}

static GtkWidget *
make_tile (CrDataPanel *self, CrGenerator generator)
{
  const char *title = _(cr_generator_get_info (generator)->title);
  GtkWidget *tile = gtk_toggle_button_new ();

  self->usual[generator] = make_usual (generator);
  self->pictures[generator] = cr_points_picture_new (TILE_SIDE);
  gtk_button_set_child (GTK_BUTTON (tile), self->pictures[generator]);
  gtk_widget_set_tooltip_text (tile, title);
  gtk_widget_add_css_class (tile, "data-tile");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (tile, "toggled", G_CALLBACK (on_tile_toggled), self);
  return tile;
}

static void
append_tiles (CrDataPanel *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Data"), -1);
  for (CrGenerator generator = 0; generator < N_GENERATORS; generator++)
    {
      self->tiles[generator] = make_tile (self, generator);
      if (generator > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->tiles[generator]), GTK_TOGGLE_BUTTON (self->tiles[0]));
      gtk_grid_attach (GTK_GRID (grid), self->tiles[generator], generator % COLUMNS, generator / COLUMNS, 1, 1);
    }
  gtk_box_append (GTK_BOX (self), grid);
}

/* The chosen tile shows the document's own points, the others theirs as they are at first. */
static void
update_tiles (CrDataPanel *self, const CrDataset *dataset)
{
  const CrData *data = cr_document_get_data (cr_panel_get_document (CR_PANEL (self)));

  for (CrGenerator generator = 0; generator < N_GENERATORS; generator++)
    {
      gboolean is_chosen = dataset->kind == CR_DATASET_GENERATOR && dataset->generator == generator;
      const CrTable *table = is_chosen && data != NULL && data->table != NULL ? data->table : self->usual[generator];

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tiles[generator]), is_chosen);
      cr_points_picture_set_table (CR_POINTS_PICTURE (self->pictures[generator]), table);
    }
}

/* --- What stands below them --- */

static void
on_noise_moved (CrDataPanel *self, double noise)
{
  cr_setting_row_preview (CR_PANEL (self), CR_SETTING_DATA_NOISE, noise);
}

static void
on_share_moved (CrDataPanel *self, double share)
{
  cr_setting_row_preview (CR_PANEL (self), CR_SETTING_TRAIN_FRACTION, share);
}

static void
on_rested (CrDataPanel *self)
{
  cr_setting_row_end_preview (CR_PANEL (self));
}

static guint64
choose_seed (guint64 seed)
{
  guint64 other;

  do
    other = g_random_int_range (1, 1000);
  while (other == seed);
  return other;
}

static void
on_new_seed (CrDataPanel *self)
{
  cr_panel_take_edit (CR_PANEL (self),
                      cr_setting_change (cr_panel_get_graph (CR_PANEL (self)), CR_SETTING_DATA_SEED,
                                         choose_seed (get_training (self)->dataset.seed)),
                      _("Draw other points"));
}

static void
on_classes_chosen (CrDataPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->classes));

  if (self->is_updating || chosen == GTK_INVALID_LIST_POSITION)
    return;
  cr_panel_take_edit (CR_PANEL (self),
                      cr_training_change_classes (cr_panel_get_graph (CR_PANEL (self)), chosen == 0 ? 0 : chosen + 1),
                      _("Change the number of classes"));
}

/* "−1 and +1", then 2, 3, … as far as the generator goes; a dash where none makes the data. */
static void
fill_classes (CrDataPanel *self, guint most)
{
  GtkStringList *choices = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->classes)));
  guint n_choices = g_list_model_get_n_items (G_LIST_MODEL (choices));

  if (n_choices == MAX (most, 1))
    return;
  gtk_string_list_splice (choices, 0, n_choices, NULL);
  if (most == 0)
    gtk_string_list_append (choices, "–");
  for (guint i = 0; i < most; i++)
    {
      g_autofree char *text = g_strdup_printf ("0 … %u", i);

      gtk_string_list_append (choices, i == 0 ? _("−1 and +1") : i == 1 ? _("0 and 1") : text);
    }
}

static void
update_classes (CrDataPanel *self, const CrDataset *dataset)
{
  gboolean is_generator = dataset->kind == CR_DATASET_GENERATOR;
  guint most = is_generator ? MIN (cr_generator_get_info (dataset->generator)->most_classes, MOST_CLASSES) : 0;
  gboolean has_choice = most > 0 && dataset->n_classes <= most;

  if (is_generator)
    gtk_widget_set_visible (self->classes_row, has_choice);
  if (is_generator && !has_choice)
    return;
  fill_classes (self, most);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->classes), dataset->n_classes == 0 || most == 0 ? 0 : dataset->n_classes - 1);
}

/* What says nothing of the data. */
static void
show_nothing (GtkWidget *field)
{
  cr_field_set_text (CR_FIELD (field), "–");
}

/* What has no effect keeps its place, so that nothing moves under the hand that paints, and says nothing. */
static void
update_use (CrDataPanel *self, const CrDataset *dataset)
{
  GtkWidget *rows[] = { self->noise, self->points, self->classes_row, self->seed };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_set_sensitive (rows[i], dataset->kind == CR_DATASET_GENERATOR);
      gtk_widget_set_visible (rows[i], rows[i] != self->classes_row || gtk_widget_get_visible (rows[i]));
    }
  gtk_widget_set_sensitive (self->share, dataset->kind != CR_DATASET_NONE);
}

static char *
dup_name (const CrTraining *training, const CrData *data)
{
  guint32 n = data != NULL && data->table != NULL ? cr_table_get_n_examples (data->table) : 0;
  g_autofree char *count = cr_count_to_text (n);

  switch (training->dataset.kind)
    {
    case CR_DATASET_GENERATOR:
      return g_strdup (_(cr_generator_get_info (training->dataset.generator)->title));
    case CR_DATASET_POINTS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s point in the file", "%s points in the file", n), count);
    case CR_DATASET_FILE:
      return g_strdup (training->dataset.file);
    default:
      return g_strdup (_("none yet"));
    }
}

static void
cr_data_panel_update (CrPanel *panel)
{
  CrDataPanel *self = CR_DATA_PANEL (panel);
  const CrTraining *training = get_training (self);
  const CrData *data = cr_document_get_data (cr_panel_get_document (panel));
  g_autofree char *name = dup_name (training, data);

  self->is_updating = TRUE;
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->problem), data != NULL && data->problem != NULL ? data->problem->message : "");
  gtk_widget_set_visible (self->problem, data != NULL && data->problem != NULL);
  update_tiles (self, &training->dataset);
  update_classes (self, &training->dataset);
  cr_slider_row_set_value (CR_SLIDER_ROW (self->noise), training->dataset.kind == CR_DATASET_GENERATOR ? training->dataset.noise : NAN);
  cr_slider_row_set_value (CR_SLIDER_ROW (self->share), training->train_fraction);
  cr_setting_row_update (self->points);
  cr_setting_row_update (self->seed);
  if (training->dataset.kind != CR_DATASET_GENERATOR)
    {
      show_nothing (self->points);
      show_nothing (self->seed);
    }
  update_use (self, &training->dataset);
  self->is_updating = FALSE;
}

/* --- Making it --- */

static void
append_heading (CrDataPanel *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (_("Data"));

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (title, "page-heading");
  gtk_widget_add_css_class (self->name, "caption-text");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (self), line);
}

static GtkWidget *
make_new_seed_button (CrDataPanel *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-refresh-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Draw other points by the same rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New seed"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_new_seed), self);
  return button;
}

static void
append_list (CrDataPanel *self)
{
  self->list = cr_panel_new_list (_("Data"));
  self->noise = cr_slider_row_new (_("Noise"), MOST_NOISE);
  self->share = cr_slider_row_new (_("For training"), 1);
  self->classes = cr_panel_new_choice (gtk_string_list_new (NULL));
  self->classes_row = cr_panel_new_row (_("Labels"), self->classes);
  self->points = cr_setting_row_new (CR_PANEL (self), CR_SETTING_DATA_POINTS);
  self->seed = cr_setting_row_new (CR_PANEL (self), CR_SETTING_DATA_SEED);
  cr_field_add_button (CR_FIELD (self->seed), make_new_seed_button (self));
  g_signal_connect_swapped (self->noise, "moved", G_CALLBACK (on_noise_moved), self);
  g_signal_connect_swapped (self->noise, "rested", G_CALLBACK (on_rested), self);
  g_signal_connect_swapped (self->share, "moved", G_CALLBACK (on_share_moved), self);
  g_signal_connect_swapped (self->share, "rested", G_CALLBACK (on_rested), self);
  g_signal_connect_swapped (self->classes, "notify::selected", G_CALLBACK (on_classes_chosen), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->noise);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->share);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->points);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->classes_row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->seed);
  gtk_box_append (GTK_BOX (self), self->list);
}

static void
cr_data_panel_finalize (GObject *object)
{
  for (CrGenerator generator = 0; generator < N_GENERATORS; generator++)
    g_clear_pointer (&CR_DATA_PANEL (object)->usual[generator], cr_table_unref);
  G_OBJECT_CLASS (cr_data_panel_parent_class)->finalize (object);
}

static void
cr_data_panel_class_init (CrDataPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_data_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_data_panel_update;
}

static void
cr_data_panel_init (CrDataPanel *self)
{
  append_heading (self);
  append_tiles (self);
  self->problem = cr_panel_append_label (CR_PANEL (self), "problem");
  append_list (self);
}

GtkWidget *
cr_data_panel_new (CrCanvas *canvas)
{
  CrDataPanel *self = g_object_new (CR_TYPE_DATA_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  return GTK_WIDGET (self);
}
