/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one setting of the training: a field, a choice or a switch, as the table says of its kind. */
#include "cr-setting-row.h"

#include "cr-count.h"
#include "cr-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a row is about; it belongs to the row. */
typedef struct
{
  CrPanel *panel;
  CrSettingId id;
  GtkWidget *row;
  GtkWidget *control; /* of a choice or a switch */
  gboolean is_updating;
} Row;

static const CrTraining *
get_training (Row *row)
{
  return cr_training_of (cr_panel_get_graph (row->panel));
}

/* --- Gestures --- */

void
cr_setting_row_preview (CrPanel *panel, CrSettingId id, double number)
{
  CrDocument *document = cr_panel_get_document (panel);
  const char *name = _(cr_setting_get (id)->step);
  g_autoptr (CrGraph) graph = NULL;

  if (!cr_document_in_gesture (document) || g_strcmp0 (cr_document_get_gesture_name (document), name) != 0)
    cr_document_begin_gesture (document, name);
  graph = cr_setting_change (cr_document_get_graph (document), id, number);
  cr_document_preview (document, graph);
}

void
cr_setting_row_end_preview (CrPanel *panel)
{
  cr_document_end_gesture (cr_panel_get_document (panel));
}

/* --- Fields --- */

static void
on_commit (Row *row, const char *text)
{
  g_autoptr (GError) error = NULL;
  CrGraph *graph = cr_setting_change_text (cr_panel_get_graph (row->panel), row->id, text, &error);

  if (graph == NULL)
    cr_field_set_problem (CR_FIELD (row->row), error->message);
  else
    cr_panel_take_edit (row->panel, graph, _(cr_setting_get (row->id)->step));
  if (graph != NULL)
    cr_setting_row_update (row->row); /* in the program's own form */
}

/* Counts go by one; numbers by a tenth, or through 1, 3, 10, 30 … like the learning rates that one tries. */
static double
find_next (const CrSetting *setting, double number, int direction)
{
  double power;
  double digit;

  if (setting->kind == CR_SETTING_COUNT || setting->is_count)
    return number + direction;
  if (setting->maximum <= 1)
    return round (100 * number + direction) / 100;
  if (number <= 0)
    return direction > 0 ? 0.001 : 0;
  power = pow (10, floor (log10 (number * 1.0000001)));
  digit = number / power;
  if (direction > 0)
    return digit < 2.9999 ? 3 * power : 10 * power;
  return digit > 3.0001 ? 3 * power : digit > 1.0001 ? power : 0.3 * power;
}

static void
on_step (Row *row, int direction)
{
  double number = cr_setting_get_number (row->id, get_training (row));

  if (!isnan (number))
    cr_setting_row_preview (row->panel, row->id, find_next (cr_setting_get (row->id), number, direction));
}

static void
on_step_end (Row *row)
{
  cr_setting_row_end_preview (row->panel);
}

static void
make_field (Row *row, const CrSetting *setting)
{
  row->row = cr_field_new (_(setting->title), TRUE);
  g_signal_connect_swapped (row->row, "commit", G_CALLBACK (on_commit), row);
  g_signal_connect_swapped (row->row, "step", G_CALLBACK (on_step), row);
  g_signal_connect_swapped (row->row, "step-end", G_CALLBACK (on_step_end), row);
  if (setting->kind == CR_SETTING_LIMIT)
    cr_field_set_placeholder (CR_FIELD (row->row), _("never"));
}

/* --- Choices and switches --- */

static void
take_number (Row *row, double number)
{
  if (!row->is_updating && number != cr_setting_get_number (row->id, get_training (row)))
    cr_panel_take_edit (row->panel, cr_setting_change (cr_panel_get_graph (row->panel), row->id, number),
                        _(cr_setting_get (row->id)->step));
}

static void
on_chosen (Row *row)
{
  take_number (row, gtk_drop_down_get_selected (GTK_DROP_DOWN (row->control)));
}

static void
on_switched (Row *row)
{
  take_number (row, gtk_switch_get_active (GTK_SWITCH (row->control)));
}

static void
make_choice (Row *row, const CrSetting *setting)
{
  GtkStringList *choices = gtk_string_list_new (NULL);

  for (const char *const *choice = setting->choices; *choice != NULL; choice++)
    gtk_string_list_append (choices, _(*choice));
  row->control = cr_panel_new_choice (choices);
  row->row = cr_panel_new_row (_(setting->title), row->control);
  g_signal_connect_swapped (row->control, "notify::selected", G_CALLBACK (on_chosen), row);
}

static void
make_switch (Row *row, const CrSetting *setting)
{
  row->control = gtk_switch_new ();
  row->row = cr_panel_new_row (_(setting->title), row->control);
  g_signal_connect_swapped (row->control, "notify::active", G_CALLBACK (on_switched), row);
}

/* --- The row --- */

GtkWidget *
cr_setting_row_new (CrPanel *panel, CrSettingId id)
{
  const CrSetting *setting = cr_setting_get (id);
  Row *row = g_new0 (Row, 1);

  row->panel = panel;
  row->id = id;
  if (setting->kind == CR_SETTING_CHOICE)
    make_choice (row, setting);
  else if (setting->kind == CR_SETTING_SWITCH)
    make_switch (row, setting);
  else
    make_field (row, setting);
  if (setting->explanation != NULL)
    gtk_widget_set_tooltip_text (row->row, _(setting->explanation));
  g_object_set_data_full (G_OBJECT (row->row), "cr-setting", row, g_free);
  return row->row;
}

/* A large count as it is written elsewhere; a seed is a name rather than a count. NULL where the text is as good. Free with g_free(). */
static char *
dup_grouped (Row *row, const char *text)
{
  const CrSetting *setting = cr_setting_get (row->id);
  guint64 count;

  if (row->id == CR_SETTING_SEED || row->id == CR_SETTING_DATA_SEED || !(setting->kind == CR_SETTING_COUNT || setting->is_count)
      || !g_ascii_string_to_unsigned (text, 10, 1000, G_MAXUINT64, &count, NULL))
    return NULL;
  return cr_count_to_text (count);
}

void
cr_setting_row_update (GtkWidget *widget)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "cr-setting");
  const CrTraining *training;

  g_return_if_fail (row != NULL);

  training = get_training (row);
  row->is_updating = TRUE;
  gtk_widget_set_visible (widget, cr_setting_is_in_use (row->id, training));
  if (GTK_IS_DROP_DOWN (row->control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (row->control), cr_setting_get_number (row->id, training));
  else if (GTK_IS_SWITCH (row->control))
    gtk_switch_set_active (GTK_SWITCH (row->control), cr_setting_get_number (row->id, training) != 0);
  else
    {
      g_autofree char *text = cr_setting_dup_text (row->id, training);

      g_autofree char *shown = dup_grouped (row, text);

      cr_field_set_long_text (CR_FIELD (row->row), text, shown);
    }
  row->is_updating = FALSE;
}
