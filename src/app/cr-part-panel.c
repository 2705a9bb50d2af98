/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of a group or a frame: its title, its text, whether it is folded. */
#include "cr-part-panel.h"

#include "cr-edits-parts.h"
#include "cr-field.h"
#include "cr-step-names.h"
#include "cr-text-field.h"

#include <glib/gi18n-lib.h>

struct _CrPartPanel
{
  CrPanel parent_instance;

  CrKey key;
  GtkWidget *heading;
  GtkWidget *caption;
  GtkWidget *title;
  GtkWidget *text;   /* of a frame */
  GtkWidget *folded; /* of a group */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (CrPartPanel, cr_part_panel, CR_TYPE_PANEL)

static void
update_group (CrPartPanel *self, const CrGroup *group)
{
  g_autofree char *name = g_markup_escape_text (group->title != NULL ? group->title : group->id, -1);
  g_autofree char *caption = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "group of %u member", "group of %u members", group->members->len),
                                              group->members->len);

  cr_panel_set_markup (self->heading, name);
  cr_panel_set_markup (self->caption, caption);
  cr_field_set_text (CR_FIELD (self->title), group->title != NULL ? group->title : "");
  gtk_switch_set_active (GTK_SWITCH (self->folded), group->collapsed);
}

static void
update_frame (CrPartPanel *self, const CrFrame *frame)
{
  g_autofree char *name = g_markup_escape_text (frame->title != NULL ? frame->title : _("Frame"), -1);

  cr_panel_set_markup (self->heading, name);
  cr_panel_set_markup (self->caption, _("a comment behind the nodes"));
  cr_field_set_text (CR_FIELD (self->title), frame->title != NULL ? frame->title : "");
  cr_text_field_set_text (CR_TEXT_FIELD (self->text), frame->text != NULL ? frame->text : "");
}

static void
cr_part_panel_update (CrPanel *panel)
{
  CrPartPanel *self = CR_PART_PANEL (panel);
  const CrParts *parts = cr_graph_get_parts (cr_panel_get_graph (panel));
  const CrGroup *group = cr_parts_get_group (parts, self->key);
  const CrFrame *frame = cr_parts_get_frame (parts, self->key);

  self->is_updating = TRUE;
  if (group != NULL)
    update_group (self, group);
  if (frame != NULL)
    update_frame (self, frame);
  self->is_updating = FALSE;
}

static void
take_edit (CrPartPanel *self, CrGraph *graph)
{
  g_autofree char *name = cr_step_name_change (cr_panel_get_graph (CR_PANEL (self)), self->key);

  cr_panel_take_edit (CR_PANEL (self), graph, name);
}

static void
on_title_committed (CrField *field, const char *title, CrPartPanel *self)
{
  take_edit (self, cr_edit_set_part_title (cr_panel_get_graph (CR_PANEL (self)), self->key, title));
}

static void
on_text_committed (CrTextField *field, const char *text, CrPartPanel *self)
{
  take_edit (self, cr_edit_set_frame_text (cr_panel_get_graph (CR_PANEL (self)), self->key, text));
}

static void
on_folded_changed (CrPartPanel *self)
{
  const CrGroup *group = cr_parts_get_group (cr_graph_get_parts (cr_panel_get_graph (CR_PANEL (self))), self->key);

  if (!self->is_updating && group != NULL && group->collapsed != gtk_switch_get_active (GTK_SWITCH (self->folded)))
    cr_canvas_toggle_group (cr_panel_get_canvas (CR_PANEL (self)), self->key);
}

static void
cr_part_panel_class_init (CrPartPanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_part_panel_update;
}

static void
cr_part_panel_init (CrPartPanel *self)
{
  self->heading = cr_panel_append_label (CR_PANEL (self), "panel-title");
  self->caption = cr_panel_append_label (CR_PANEL (self), "caption-text");
}

static void
append_rows (CrPartPanel *self, gboolean is_group)
{
  GtkWidget *list = cr_panel_new_list (is_group ? _("Group") : _("Frame"));

  self->title = cr_field_new (_("Title"), FALSE);
  g_signal_connect (self->title, "commit", G_CALLBACK (on_title_committed), self);
  gtk_list_box_append (GTK_LIST_BOX (list), self->title);
  if (is_group)
    {
      self->folded = gtk_switch_new ();
      g_signal_connect_swapped (self->folded, "notify::active", G_CALLBACK (on_folded_changed), self);
      gtk_list_box_append (GTK_LIST_BOX (list), cr_panel_new_row (_("Folded"), self->folded));
    }
  else
    {
      self->text = cr_text_field_new (_("Text"));
      g_signal_connect (self->text, "commit", G_CALLBACK (on_text_committed), self);
      gtk_list_box_append (GTK_LIST_BOX (list), self->text);
    }
  gtk_box_append (GTK_BOX (self), list);
}

GtkWidget *
cr_part_panel_new (CrCanvas *canvas, CrKey key)
{
  CrPartPanel *self = g_object_new (CR_TYPE_PART_PANEL, NULL);

  self->key = key;
  cr_panel_set_canvas (CR_PANEL (self), canvas);
  append_rows (self, cr_parts_get_group (cr_graph_get_parts (cr_panel_get_graph (CR_PANEL (self))), key) != NULL);
  cr_panel_update (CR_PANEL (self));
  return GTK_WIDGET (self);
}
