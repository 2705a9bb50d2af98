/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forward mode at a switch.
 *
 * How this works: the derivative of what each wire carries by the chosen number stands at the wire as a badge. It belongs to the numbers that
 * were there when it was found; the panel finds it anew whenever the document changes, and hides it while the timeline is on its way.
 */
#include "cr-modes-panel.h"

#include "cr-count.h"
#include "cr-forward-mode.h"
#include "cr-mode-count.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ENTRIES 4 /* of a matrix that is told in a line */

struct _CrModesPanel
{
  CrPanel parent_instance;

  CrKey key; /* of the source, or none */
  guint row; /* of its entry, from 0 */
  guint column;
  gboolean has_badges;
  gboolean is_updating;
  GtkWidget *choice;
  GtkWidget *places[2]; /* row and column, counted from 1 */
  GtkWidget *place_rows[2];
  GArray *sources; /* CrKey, of the choices after the first */
  GtkWidget *result;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (CrModesPanel, cr_modes_panel, CR_TYPE_PANEL)

/* --- The choices --- */

/* Which entry of a source that is no single number. */
static void
update_places (CrModesPanel *self)
{
  CrShape shape = { 1, 1 };
  guint chosen[2];

  if (self->key != CR_KEY_NONE)
    cr_tape_get_shape (cr_panel_get_tape (CR_PANEL (self)), self->key, &shape);
  self->row = MIN (self->row, shape.rows - 1);
  self->column = MIN (self->column, shape.columns - 1);
  chosen[0] = self->row;
  chosen[1] = self->column;
  self->is_updating = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      guint n = i == 0 ? shape.rows : shape.columns;

      gtk_widget_set_visible (self->place_rows[i], n > 1);
      gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->places[i]), 1, n);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->places[i]), chosen[i] + 1);
    }
  self->is_updating = FALSE;
}

static void
update_choices (CrModesPanel *self)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  GtkStringList *names = gtk_string_list_new (NULL);
  guint chosen = 0;
  CrShape shape;

  gtk_string_list_append (names, _("off"));
  g_array_set_size (self->sources, 0);
  CR_GRAPH_FOR_EACH (cr_panel_get_graph (CR_PANEL (self)), node)
  {
    if (!cr_gate_is_source (node->gate) || g_str_equal (node->gate->name, "constant") || !cr_tape_get_shape (tape, node->key, &shape))
      continue;
    gtk_string_list_append (names, cr_node_get_title (node));
    g_array_append_val (self->sources, node->key);
    if (node->key == self->key)
      chosen = self->sources->len;
  }
  self->is_updating = TRUE;
  cr_panel_set_choices (self->choice, names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), chosen);
  self->is_updating = FALSE;
  if (chosen == 0)
    self->key = CR_KEY_NONE;
}

/* --- The derivatives --- */

static void
hide_badges (CrModesPanel *self)
{
  if (self->has_badges)
    cr_canvas_set_badges (cr_panel_get_canvas (CR_PANEL (self)), NULL, 0);
  self->has_badges = FALSE;
}

/* Whether no entry moves. */
static gboolean
is_still (const CrNumbers *numbers)
{
  for (gsize i = 0; i < cr_shape_get_size (numbers->shape); i++)
    if (numbers->entries[i * numbers->width] != 0)
      return FALSE;
  return TRUE;
}

/* "0.20", "[0.10; −0.30]"; NULL where it is too long to be read. */
static char *
dup_numbers (const CrNumbers *numbers, CrNumberFormat format)
{
  gsize n = cr_shape_get_size (numbers->shape);
  g_autoptr (GString) text = g_string_new (NULL);

  if (n == 1)
    return cr_number_to_text (numbers->entries[0], format);
  if (n > MOST_ENTRIES)
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = cr_number_to_text (numbers->entries[i * numbers->width], format);

      g_string_append_printf (text, "%s%s", i == 0 ? "[" : i % numbers->shape.columns == 0 ? "; " : " ", number);
    }
  g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The derivative of @carried at the wire into @operand of @to, if it is known and says anything. */
static void
add_badge (CrModesPanel *self, const CrForwardMode *mode, CrKey carried, CrKey to, guint operand, GArray *badges)
{
  CrBadge badge = { .to = to, .operand = operand, .kind = CR_BADGE_DERIVATIVE };
  CrNumbers derivative;
  g_autofree char *text = NULL;

  if (carried == CR_KEY_NONE || !cr_forward_mode_get (mode, carried, &derivative) || cr_panel_hides (CR_PANEL (self), carried, TRUE)
      || (!cr_shape_is_number (derivative.shape) && is_still (&derivative)))
    return;
  text = dup_numbers (&derivative, cr_panel_get_format (CR_PANEL (self)));
  if (text == NULL || strlen (text) >= sizeof badge.text)
    return;
  g_strlcpy (badge.text, text, sizeof badge.text);
  g_array_append_val (badges, badge);
}

/* As markup: "w", of a column "x" with the index 2, of a matrix "W" with 1,2. */
static char *
dup_entry_name (CrModesPanel *self, const CrNode *source)
{
  g_autofree char *name = cr_panel_dup_name (source);
  CrShape shape;

  if (!cr_tape_get_shape (cr_panel_get_tape (CR_PANEL (self)), source->key, &shape) || cr_shape_is_number (shape))
    return g_steal_pointer (&name);
  if (shape.columns == 1)
    return g_strdup_printf ("%s<sub>%u</sub>", name, self->row + 1);
  return g_strdup_printf ("%s<sub>%u,%u</sub>", name, self->row + 1, self->column + 1);
}

/* "∂f/∂w0 = −0.20, by one walk" */
static void
show_output (CrModesPanel *self, const CrForwardMode *mode)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  const CrNode *output = cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), cr_tape_get_output (tape, NULL));
  const CrNode *source = cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), self->key);
  g_autofree char *above = output != NULL ? cr_panel_dup_name (output) : NULL;
  g_autofree char *below = dup_entry_name (self, source);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  CrNumbers derivative;

  if (output == NULL || !cr_forward_mode_get (mode, output->key, &derivative) || cr_panel_hides (CR_PANEL (self), self->key, TRUE))
    return;
  number = dup_numbers (&derivative, cr_panel_get_format (CR_PANEL (self)));
  if (number == NULL)
    return;
  text = g_strdup_printf (_("∂%s/∂%s = %s, found on the way forward"), above, below, number);
  cr_panel_set_markup (self->result, text);
  gtk_widget_set_visible (self->result, TRUE);
}

static void
show_derivatives (CrModesPanel *self)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autoptr (CrForwardMode) mode = NULL;
  g_autoptr (GArray) badges = g_array_new (FALSE, FALSE, sizeof (CrBadge));

  gtk_widget_set_visible (self->result, FALSE);
  if (self->key == CR_KEY_NONE)
    {
      hide_badges (self);
      return;
    }
  mode = cr_forward_mode_new (tape);
  if (!cr_forward_mode_run (mode, self->key, 0, self->row, self->column, NULL))
    {
      hide_badges (self);
      return;
    }
  CR_GRAPH_FOR_EACH (cr_panel_get_graph (CR_PANEL (self)), node)
    for (guint i = 0; i < node->n_operands; i++)
      add_badge (self, mode, node->operands[i], node->key, i, badges);
  add_badge (self, mode, cr_tape_get_output (tape, NULL), cr_tape_get_output (tape, NULL), CR_BADGE_AT_OUTPUT, badges);
  cr_canvas_set_badges (cr_panel_get_canvas (CR_PANEL (self)), (const CrBadge *) badges->data, badges->len);
  self->has_badges = TRUE;
  show_output (self, mode);
}

static void
show_count (CrModesPanel *self)
{
  CrModeCount count = cr_mode_count (cr_panel_get_tape (CR_PANEL (self)));
  g_autofree char *numbers = cr_count_to_text (count.n_numbers);
  g_autofree char *forward = cr_count_to_text (count.n_forward);
  g_autofree char *backward = cr_count_to_text (count.n_backward);
  g_autofree char *text = g_strdup_printf (_("Operations for all derivatives (%s):\n"
                                             "forward mode %s, a walk for each;\n"
                                             "reverse mode %s, one walk for all."),
                                           numbers, forward, backward);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_widget_set_visible (self->count, count.n_backward > 0);
}

static void
cr_modes_panel_update (CrPanel *panel)
{
  CrModesPanel *self = CR_MODES_PANEL (panel);

  update_choices (self);
  update_places (self);
  show_count (self);
  if (self->key != CR_KEY_NONE || self->has_badges)
    show_derivatives (self);
}

static void
on_chosen (CrModesPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->is_updating || cr_canvas_get_document (cr_panel_get_canvas (CR_PANEL (self))) == NULL)
    return;
  self->key = chosen > 0 && chosen <= self->sources->len ? g_array_index (self->sources, CrKey, chosen - 1) : CR_KEY_NONE;
  self->row = self->column = 0;
  update_places (self);
  show_derivatives (self);
}

static void
on_place_chosen (CrModesPanel *self)
{
  if (self->is_updating)
    return;
  self->row = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->places[0])) - 1;
  self->column = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->places[1])) - 1;
  show_derivatives (self);
}

/* Keys of one document mean nothing in another. */
static void
on_document_replaced (CrModesPanel *self)
{
  self->key = CR_KEY_NONE;
  self->has_badges = FALSE;
  gtk_widget_set_visible (self->result, FALSE);
}

static void
cr_modes_panel_finalize (GObject *object)
{
  g_array_unref (CR_MODES_PANEL (object)->sources);
  G_OBJECT_CLASS (cr_modes_panel_parent_class)->finalize (object);
}

static void
cr_modes_panel_class_init (CrModesPanelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_modes_panel_finalize;
  CR_PANEL_CLASS (class)->update = cr_modes_panel_update;
}

static void
append_place (CrModesPanel *self, GtkWidget *list, guint axis, const char *title)
{
  self->places[axis] = gtk_spin_button_new_with_range (1, 2, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->places[axis]), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (self->places[axis], "value-changed", G_CALLBACK (on_place_chosen), self);
  self->place_rows[axis] = cr_panel_new_row (title, self->places[axis]);
  gtk_widget_set_visible (self->place_rows[axis], FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), self->place_rows[axis]);
}

static void
cr_modes_panel_init (CrModesPanel *self)
{
  CrPanel *panel = CR_PANEL (self);
  GtkWidget *list = cr_panel_new_list (_("Forward mode"));

  self->sources = g_array_new (FALSE, FALSE, sizeof (CrKey));
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (panel, "panel-heading")), _("Forward mode"));
  self->choice = cr_panel_new_choice (gtk_string_list_new ((const char *const[]) { _("off"), NULL }));
  gtk_widget_add_css_class (self->choice, "flat");
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (on_chosen), self);
  gtk_list_box_append (GTK_LIST_BOX (list), cr_panel_new_row (_("Derivatives by"), self->choice));
  append_place (self, list, 0, _("Row"));
  append_place (self, list, 1, _("Column"));
  gtk_box_append (GTK_BOX (self), list);
  self->result = cr_panel_append_label (panel, "quiz-verdict");
  self->count = cr_panel_append_label (panel, "caption-text");
  gtk_widget_set_margin_top (self->result, 6);
  gtk_widget_set_margin_top (self->count, 6);
  gtk_widget_set_visible (self->result, FALSE);
}

GtkWidget *
cr_modes_panel_new (CrCanvas *canvas)
{
  CrModesPanel *self = g_object_new (CR_TYPE_MODES_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  g_signal_connect_object (canvas, "notify::document", G_CALLBACK (on_document_replaced), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
