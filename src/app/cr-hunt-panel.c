/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find the broken gate. */
#include "cr-hunt-panel.h"

#include "cr-exercise.h"
#include "cr-lesson.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RIGHT 1e-4 /* a relative error below this is none */

struct _CrHuntPanel
{
  CrPanel parent_instance;

  CrCheckPanel *check;
  gboolean is_updating;
  GtkWidget *setup; /* for one who prepares it */
  GtkWidget *fault;
  GtkWidget *gate;
  GtkWidget *hint;
  GtkWidget *start;
  GtkWidget *hunt;
  GtkWidget *probe;
  GtkWidget *result;
};

G_DEFINE_FINAL_TYPE (CrHuntPanel, cr_hunt_panel, CR_TYPE_PANEL)

static CrHunt *
get_hunt (CrHuntPanel *self)
{
  return cr_canvas_get_hunt (cr_panel_get_canvas (CR_PANEL (self)));
}

/* --- What is prepared --- */

static void
show_setup (CrHuntPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrKey key;
  CrFault fault = cr_exercise_get_fault (graph, &key);
  const CrNode *gate = cr_graph_get_node (graph, key);

  self->is_updating = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->fault), fault);
  self->is_updating = FALSE;
  gtk_button_set_label (GTK_BUTTON (self->gate), gate != NULL ? cr_node_get_title (gate) : _("any gate"));
  gtk_widget_set_sensitive (self->gate, fault != CR_FAULT_NONE);
}

static void
take_setup (CrHuntPanel *self, CrFault fault, CrKey key)
{
  cr_panel_take_edit (CR_PANEL (self), cr_exercise_with_fault (cr_panel_get_graph (CR_PANEL (self)), fault, key),
                      _("Change the fault to be found"));
}

static void
on_fault_chosen (CrHuntPanel *self)
{
  CrKey key;

  if (self->is_updating || cr_panel_get_document (CR_PANEL (self)) == NULL)
    return;
  cr_exercise_get_fault (cr_panel_get_graph (CR_PANEL (self)), &key);
  take_setup (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fault)), key);
}

/* The selected gate; with none selected any again. */
static void
on_take_gate (CrHuntPanel *self)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  CrKey key;
  CrFault fault = cr_exercise_get_fault (graph, &key);
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (CR_PANEL (self)), &n_keys);
  const CrNode *node = n_keys == 1 ? cr_graph_get_node (graph, keys[0]) : NULL;

  if (node != NULL && cr_gate_is_source (node->gate))
    cr_lesson_tell (self->result, _("A source has no backward rule: select a gate."), CR_LESSON_NEUTRAL);
  else
    take_setup (self, fault, node != NULL ? node->key : CR_KEY_NONE);
}

/* --- What it shows --- */

static void
cr_hunt_panel_update (CrPanel *panel)
{
  CrHuntPanel *self = CR_HUNT_PANEL (panel);
  CrHunt *hunt = get_hunt (self);
  gboolean is_on = cr_hunt_get_state (hunt) == CR_HUNT_ON;
  guint n_probes = cr_hunt_get_n_probes (hunt);
  g_autofree char *probe = g_strdup_printf (_("Measure the Wire (%u left)"), n_probes);

  if (cr_panel_get_document (panel) != NULL)
    show_setup (self);
  gtk_widget_set_visible (self->setup, !is_on);
  gtk_widget_set_visible (self->start, !is_on);
  gtk_widget_set_visible (self->hunt, is_on);
  gtk_widget_set_sensitive (self->probe, n_probes > 0);
  gtk_button_set_label (GTK_BUTTON (self->probe), probe);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), !is_on);
  gtk_label_set_text (GTK_LABEL (self->hint),
                      is_on ? _("Some wires carry back wrong gradients. Look at the cards, measure single wires, then select where it begins.")
                            : _("The program breaks one backward rule and does not say which."));
}

/* --- What the buttons do --- */

static void
on_start (CrHuntPanel *self)
{
  g_autoptr (GError) error = NULL;

  cr_check_panel_set_fault (self->check, CR_KEY_NONE, CR_FAULT_NONE);
  cr_lesson_tell (self->result, "", CR_LESSON_NEUTRAL);
  if (!cr_hunt_start (get_hunt (self), g_random_int (), &error))
    cr_lesson_tell (self->result, error->message, CR_LESSON_WRONG);
}

static void
show_probe (CrHuntPanel *self, const CrCheckedWire *wire)
{
  CrNumberFormat format = cr_panel_get_format (CR_PANEL (self));
  g_autofree char *carried = cr_number_to_text (wire->analytic, format);
  g_autofree char *measured = cr_number_to_text (wire->numeric, format);
  g_autofree char *text = NULL;

  if (wire->is_kink || isnan (wire->error))
    {
      cr_lesson_tell (self->result, _("There is no slope to measure: the wire stands at a kink."), CR_LESSON_NEUTRAL);
      return;
    }
  if (wire->error < RIGHT)
    text = g_strdup_printf (_("Measured %s, as the wire carries."), measured);
  else
    text = g_strdup_printf (_("Measured %s, but the wire carries %s."), measured, carried);
  cr_lesson_tell (self->result, text, wire->error < RIGHT ? CR_LESSON_RIGHT : CR_LESSON_WRONG);
}

static void
on_probe (CrHuntPanel *self)
{
  CrCheckedWire wire;
  CrKey to;
  guint operand;

  if (!cr_canvas_get_selected_wire (cr_panel_get_canvas (CR_PANEL (self)), &to, &operand))
    cr_lesson_tell (self->result, _("Select a wire on the canvas first."), CR_LESSON_NEUTRAL);
  else if (cr_hunt_probe (get_hunt (self), to, operand, &wire))
    show_probe (self, &wire);
  else
    cr_lesson_tell (self->result, _("That wire carries no gradient."), CR_LESSON_NEUTRAL);
}

static void
show_solution (CrHuntPanel *self, CrLessonTone tone)
{
  g_autofree char *solution = cr_hunt_dup_solution (get_hunt (self), cr_panel_get_format (CR_PANEL (self)));

  cr_lesson_tell_markup (self->result, solution, tone);
  cr_canvas_select_node (cr_panel_get_canvas (CR_PANEL (self)), cr_hunt_get_key (get_hunt (self)));
}

static void
on_guess (CrHuntPanel *self)
{
  guint n_keys;
  const CrKey *keys = cr_canvas_get_selected_nodes (cr_panel_get_canvas (CR_PANEL (self)), &n_keys);

  if (n_keys != 1)
    cr_lesson_tell (self->result, _("Select one node on the canvas first."), CR_LESSON_NEUTRAL);
  else if (cr_hunt_guess (get_hunt (self), keys[0]))
    show_solution (self, CR_LESSON_RIGHT);
  else
    cr_lesson_tell (self->result, _("That one does what it should."), CR_LESSON_WRONG);
}

static void
on_give_up (CrHuntPanel *self)
{
  cr_hunt_give_up (get_hunt (self));
  show_solution (self, CR_LESSON_NEUTRAL);
}

static void
on_hunt_changed (CrHuntPanel *self)
{
  if (cr_hunt_get_state (get_hunt (self)) == CR_HUNT_OFF)
    cr_lesson_tell (self->result, "", CR_LESSON_NEUTRAL);
  cr_panel_update (CR_PANEL (self));
}

/* --- Making it --- */

static void
cr_hunt_panel_class_init (CrHuntPanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_hunt_panel_update;
}

/* Closed, so that it gives nothing away. In the order of CrFault. */
static void
make_setup (CrHuntPanel *self)
{
  const char *const faults[] = { _("by chance"), _("wrong sign"), _("branches do not add up"), _("local gradient left out"),
                                 _("operands not switched"), _("missing factor"), NULL };
  GtkWidget *list = cr_panel_new_list (_("Prepare the exercise"));

  self->fault = cr_panel_new_choice (gtk_string_list_new (faults));
  gtk_widget_add_css_class (self->fault, "flat");
  g_signal_connect_swapped (self->fault, "notify::selected", G_CALLBACK (on_fault_chosen), self);
  gtk_list_box_append (GTK_LIST_BOX (list), cr_panel_new_row (_("The fault"), self->fault));
  self->gate = gtk_button_new_with_label ("");
  gtk_widget_set_tooltip_text (self->gate, _("Take the selected gate, or any where none is selected"));
  g_signal_connect_swapped (self->gate, "clicked", G_CALLBACK (on_take_gate), self);
  gtk_list_box_append (GTK_LIST_BOX (list), cr_panel_new_row (_("At"), self->gate));
  self->setup = gtk_expander_new (_("Prepare the exercise"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->setup), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Prepare the exercise"), -1);
  gtk_expander_set_child (GTK_EXPANDER (self->setup), list);
  gtk_widget_add_css_class (self->setup, "lesson-buttons");
  gtk_box_append (GTK_BOX (self), self->setup);
}

static void
cr_hunt_panel_init (CrHuntPanel *self)
{
  CrPanel *panel = CR_PANEL (self);

  cr_lesson_append_heading (panel, _("Find the broken gate"));
  self->hint = cr_panel_append_label (panel, "caption-text");
  self->start = cr_lesson_append_button (GTK_WIDGET (self), _("Break a Gate"), G_CALLBACK (on_start), self);
  gtk_widget_add_css_class (self->start, "lesson-buttons");
  self->hunt = cr_lesson_append_column (panel);
  self->probe = cr_lesson_append_button (self->hunt, "", G_CALLBACK (on_probe), self);
  cr_lesson_append_button (self->hunt, _("It Is the Selected Node"), G_CALLBACK (on_guess), self);
  cr_lesson_append_button (self->hunt, _("Give Up"), G_CALLBACK (on_give_up), self);
  self->result = cr_lesson_append_verdict (GTK_WIDGET (self));
  make_setup (self);
}

GtkWidget *
cr_hunt_panel_new (CrCanvas *canvas, CrCheckPanel *check)
{
  CrHuntPanel *self = g_object_new (CR_TYPE_HUNT_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  self->check = check;
  g_signal_connect_object (cr_canvas_get_hunt (canvas), "changed", G_CALLBACK (on_hunt_changed), self, G_CONNECT_SWAPPED);
  cr_panel_update (CR_PANEL (self));
  return GTK_WIDGET (self);
}
