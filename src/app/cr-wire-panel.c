/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector of a wire: what it carries forward and back, and why. */
#include "cr-wire-panel.h"

#include "cr-card-view.h"
#include "cr-gate-view.h"
#include "cr-jacobian-view.h"
#include "cr-chain-rule.h"
#include "cr-number-tile.h"
#include "cr-text.h"
#include "cr-wire-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_LINKS 8
#define LONG_CARD 20

struct _CrWirePanel
{
  CrPanel parent_instance;

  CrKey to;
  guint operand;
  GtkWidget *heading;
  GtkWidget *caption;
  GtkWidget *value;
  GtkWidget *gradient;
  GtkWidget *why;
  GtkWidget *card;
  GtkWidget *parts[5];
  GtkWidget *names[5];
  GtkWidget *sentence;
  GtkWidget *branch; /* what this wire alone sends, where it is one of several */
  GtkWidget *whole;
  GtkWidget *gate;
  GtkWidget *jacobian;
  GtkWidget *links_heading;
  GtkWidget *links;
};

G_DEFINE_FINAL_TYPE (CrWirePanel, cr_wire_panel, CR_TYPE_PANEL)

static const CrNode *
get_to (CrWirePanel *self)
{
  return cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), self->to);
}

static const CrNode *
get_from (CrWirePanel *self)
{
  const CrNode *to = get_to (self);

  if (to == NULL || self->operand >= to->n_operands)
    return NULL;
  return cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), to->operands[self->operand]);
}

/* --- Heading and tiles --- */

static void
update_heading (CrWirePanel *self, const CrNode *from, const CrNode *to)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  g_autofree char *from_name = cr_panel_dup_name (from);
  g_autofree char *to_name = cr_panel_dup_name (to);
  g_autofree char *from_symbol = cr_panel_dup_symbol (from);
  g_autofree char *to_symbol = cr_panel_dup_symbol (to);
  g_autofree char *heading = g_strdup_printf (_("Wire %s → %s"), from_name, to_name);
  g_autofree char *shape = NULL;
  g_autofree char *caption = NULL;
  CrShape known;

  shape = cr_tape_get_shape (tape, from->key, &known) ? cr_shape_to_caption (known) : g_strdup (_("not computed"));
  caption = g_strdup_printf (_("from %s into %s · %s"), from_symbol, to_symbol, shape);
  cr_panel_set_markup (self->heading, heading);
  cr_panel_set_markup (self->caption, caption);
}

static void
update_tiles (CrWirePanel *self, const CrNode *from)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  CrNumbers value;
  gboolean has_value = cr_tape_get_value (tape, from->key, &value);
  g_autofree double *entries = has_value ? g_new0 (double, cr_shape_get_size (value.shape) * value.width) : NULL;
  gboolean has_gradient = has_value && cr_tape_get_wire_gradient (tape, self->to, self->operand, entries);
  CrNumbers gradient = { has_value ? value.shape : (CrShape) { 0 }, has_value ? value.width : 0, entries };

  cr_panel_update_tiles (CR_PANEL (self), from->key, self->value, has_value ? &value : NULL, self->gradient, has_gradient ? &gradient : NULL);
}

/* --- The chain rule --- */

/* With nothing @below: @above as it is, no fraction. */
static void
set_fraction (GtkWidget *box, const char *above, const char *below)
{
  GtkWidget *first = gtk_widget_get_first_child (box);
  g_autofree char *numerator = g_strdup_printf ("%s%s", below != NULL ? "∂" : "", above);
  g_autofree char *denominator = g_strdup_printf ("∂%s", below != NULL ? below : "");

  cr_panel_set_markup (first, numerator);
  cr_panel_set_markup (gtk_widget_get_last_child (box), denominator);
  gtk_widget_set_valign (box, below != NULL ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  for (GtkWidget *child = gtk_widget_get_next_sibling (first); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, below != NULL);
}

/* "Along this wire alone: raise x by 0.01 and f rises by about 0.0020." */
static char *
dup_branch_sentence (const char *from, const char *output, double change, const char *amount)
{
  if (change > 0)
    return g_strdup_printf (_("Along this wire alone: raise %s by 0.01 and %s rises by about %s."), from, output, amount);
  return g_strdup_printf (_("Along this wire alone: raise %s by 0.01 and %s falls by about %s."), from, output, amount);
}

/* "Raise a by 0.01 and f falls by about 0.0020." */
static char *
dup_sentence (const char *from, const char *output, double gradient, gboolean is_branch)
{
  double change = 0.01 * gradient;
  g_autofree char *amount = cr_number_to_text (fabs (change), (CrNumberFormat) { 2, FALSE });

  if (!isfinite (gradient))
    return g_strdup ("");
  if (change == 0)
    return g_strdup_printf (_("Raise %s a little, and along this wire %s stays as it is."), from, output);
  if (is_branch)
    return dup_branch_sentence (from, output, change, amount);
  if (change > 0)
    return g_strdup_printf (_("Raise %s by 0.01 and %s rises by about %s."), from, output, amount);
  return g_strdup_printf (_("Raise %s by 0.01 and %s falls by about %s."), from, output, amount);
}

/* Numbers of many digits stand in smaller figures, so that the card keeps its width. */
static void
show_long (CrWirePanel *self, const CrChainText *text)
{
  glong length = g_utf8_strlen (text->gradient, -1) + g_utf8_strlen (text->upstream, -1) + g_utf8_strlen (text->local, -1);

  if (length > LONG_CARD)
    gtk_widget_add_css_class (self->card, "long");
  else
    gtk_widget_remove_css_class (self->card, "long");
}

static void
show_term (CrWirePanel *self, const CrNode *from, const CrNode *to, const CrChainTerm *term)
{
  CrKey output_key = cr_tape_get_output (cr_panel_get_tape (CR_PANEL (self)), NULL);
  g_autofree char *from_name = cr_panel_dup_name (from);
  g_autofree char *to_name = cr_panel_dup_name (to);
  g_autofree char *output = cr_panel_dup_name (cr_graph_get_node (cr_panel_get_graph (CR_PANEL (self)), output_key));
  g_autofree char *shown = cr_number_to_text (term->gradient, cr_panel_get_format (CR_PANEL (self)));
  g_autofree char *why = g_strdup_printf (_("Why %s? The chain rule"), shown);
  g_autofree char *branch = cr_chain_dup_branch (cr_panel_get_graph (CR_PANEL (self)), self->to, self->operand);
  g_autofree char *branch_markup = branch != NULL ? cr_text_formula_to_markup (branch) : NULL;
  g_autofree char *sentence = dup_sentence (from_name, output, term->gradient, branch != NULL);
  CrChainText text;

  cr_chain_term_write (term, cr_panel_get_format (CR_PANEL (self)), &text);
  cr_panel_set_markup (self->why, why);
  set_fraction (self->names[0], branch != NULL ? branch_markup : output, branch != NULL ? NULL : from_name);
  set_fraction (self->names[2], output, to_name);
  set_fraction (self->names[4], to_name, from_name);
  cr_panel_set_markup (self->parts[0], text.gradient);
  cr_panel_set_markup (self->parts[1], text.is_exact ? "=" : "≈");
  cr_panel_set_markup (self->parts[2], text.upstream);
  cr_panel_set_markup (self->parts[4], text.local);
  cr_panel_set_markup (self->sentence, sentence);
  show_long (self, &text);
}

static void
update_why (CrWirePanel *self, const CrNode *from, const CrNode *to)
{
  CrChainTerm term;
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  gboolean is_known = !cr_panel_hides_reason (CR_PANEL (self), from->key) && cr_tape_has_sent (tape, self->to) && cr_chain_term_get (tape, self->to, self->operand, &term);

  gtk_widget_set_visible (self->why, is_known);
  gtk_widget_set_visible (self->card, is_known);
  gtk_widget_set_visible (self->sentence, is_known);
  if (is_known)
    show_term (self, from, to, &term);
}

/* Of a value with several uses what this wire sends: of numbers the card has said it, and it is there to be copied. */
static void
update_branch (CrWirePanel *self, const CrNode *from)
{
  CrTape *tape = cr_panel_get_tape (CR_PANEL (self));
  gboolean is_branch = cr_chain_count_uses (cr_panel_get_graph (CR_PANEL (self)), from->key) > 1;
  gboolean is_said = is_branch && cr_tape_has_sent (tape, self->to) && !cr_panel_hides_reason (CR_PANEL (self), from->key);
  CrCard *card = is_said ? cr_card_new_for_wire (tape, self->to, self->operand, cr_panel_get_format (CR_PANEL (self))) : NULL;

  cr_card_view_set_card (CR_CARD_VIEW (self->branch), card, _("Along this wire"), !gtk_widget_get_visible (self->card));
}

/* The whole gradient of the value: where it is used once, and is a number, the card of the wire has said it. */
static void
update_whole (CrWirePanel *self, const CrNode *from)
{
  g_autoptr (CrCard) card = cr_card_new (cr_panel_get_tape (CR_PANEL (self)), from->key, cr_panel_get_format (CR_PANEL (self)));
  g_autofree char *name = cr_panel_dup_name (from);
  gboolean is_branch = cr_chain_count_uses (cr_panel_get_graph (CR_PANEL (self)), from->key) > 1;
  g_autofree char *heading = is_branch ? g_strdup_printf (_("The whole gradient of %s"), name) : g_strdup (_("The chain rule"));
  gboolean has_card = gtk_widget_get_visible (self->card);
  gboolean is_said = card != NULL && (card->lines->len > 0 || has_card) && !cr_panel_hides_reason (CR_PANEL (self), from->key);
  gboolean is_new = is_said && (card->lines->len > 1 || !has_card);

  cr_card_view_set_card (CR_CARD_VIEW (self->whole), is_said ? g_steal_pointer (&card) : NULL, heading, is_new);
}

/* Of single numbers the card says all. */
static void
update_jacobian (CrWirePanel *self)
{
  CrPanel *panel = CR_PANEL (self);
  const CrNode *from = get_from (self);
  CrTape *tape = cr_panel_get_tape (panel);
  CrShape result, operand;
  gboolean is_said = cr_tape_get_shape (tape, self->to, &result) && cr_tape_get_shape (tape, from->key, &operand)
                     && !(cr_shape_is_number (result) && cr_shape_is_number (operand)) && !cr_panel_hides_reason (panel, from->key);

  cr_jacobian_view_set_wire (CR_JACOBIAN_VIEW (self->jacobian), is_said ? tape : NULL, self->to, self->operand, cr_panel_get_format (panel));
}

/* --- Along the graph --- */

/* Wires that leave the node that this one goes into: where its upstream gradient came from. */
static void
add_upstream (CrWirePanel *self, const CrNode *to)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  g_autofree char *name = cr_panel_dup_name (to);
  guint n_links = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    for (guint i = 0; i < node->n_operands && n_links < MOST_LINKS; i++)
      if (node->operands[i] == to->key)
        {
          g_autofree char *symbol = cr_panel_dup_symbol (node);
          g_autofree char *markup = g_strdup_printf (_("Upstream: %s into %s"), name, symbol);

          cr_wire_list_add (CR_WIRE_LIST (self->links), markup, node, i);
          n_links++;
        }
}

/* Wires into the node that this one comes from: where the gradient goes on to. */
static void
add_passed_on (CrWirePanel *self, const CrNode *from)
{
  const CrGraph *graph = cr_panel_get_graph (CR_PANEL (self));
  g_autofree char *symbol = cr_panel_dup_symbol (from);

  for (guint i = 0; i < MIN (from->n_operands, MOST_LINKS); i++)
    if (from->operands[i] != CR_KEY_NONE)
      {
        g_autofree char *name = cr_panel_dup_name (cr_graph_get_node (graph, from->operands[i]));
        g_autofree char *markup = g_strdup_printf (_("Passed on: %s into %s"), name, symbol);

        cr_wire_list_add (CR_WIRE_LIST (self->links), markup, from, i);
      }
}

static void
update_links (CrWirePanel *self, const CrNode *from, const CrNode *to)
{
  cr_wire_list_begin (CR_WIRE_LIST (self->links));
  add_upstream (self, to);
  add_passed_on (self, from);
  gtk_widget_set_visible (self->links_heading, cr_wire_list_end (CR_WIRE_LIST (self->links)) > 0);
}

static void
cr_wire_panel_update (CrPanel *panel)
{
  CrWirePanel *self = CR_WIRE_PANEL (panel);
  const CrNode *from = get_from (self);
  const CrNode *to = get_to (self);

  if (from == NULL)
    return;
  update_heading (self, from, to);
  update_tiles (self, from);
  update_why (self, from, to);
  update_branch (self, from);
  update_whole (self, from);
  cr_gate_view_set_node (CR_GATE_VIEW (self->gate), cr_panel_get_tape (panel), to, cr_panel_get_format (panel),
                         cr_panel_hides (panel, from->key, FALSE) || cr_panel_hides (panel, to->key, FALSE));
  update_jacobian (self);
  update_links (self, from, to);
}

/* --- Making it --- */

static GtkWidget *
new_fraction (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "fraction");
  return box;
}

static GtkWidget *
new_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  return label;
}

/* Three columns with "=" and "·" between them: the fraction, its number, what it is called. */
static GtkWidget *
new_card (CrWirePanel *self)
{
  static const char *const signs[] = { NULL, "=", NULL, "·", NULL };
  const char *const captions[] = { _("gradient"), NULL, _("upstream"), NULL, _("local") };
  const char *const styles[] = { "gradient-number", "plain-number", "gradient-number", "plain-number", "plain-number" };
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "chain-card");
  for (guint i = 0; i < 5; i++)
    {
      self->names[i] = signs[i] != NULL ? new_text (signs[i], "plain-number") : new_fraction ();
      self->parts[i] = new_text (signs[i], styles[i]);
      gtk_widget_add_css_class (self->names[i], styles[i]);
      gtk_widget_add_css_class (self->parts[i], "numeric");
      gtk_widget_set_hexpand (self->names[i], signs[i] == NULL);
      gtk_grid_attach (GTK_GRID (grid), self->names[i], i, 0, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->parts[i], i, 1, 1, 1);
      if (captions[i] != NULL)
        gtk_grid_attach (GTK_GRID (grid), new_text (captions[i], "small-caption"), i, 2, 1, 1);
    }
  return grid;
}

static void
cr_wire_panel_class_init (CrWirePanelClass *class)
{
  CR_PANEL_CLASS (class)->update = cr_wire_panel_update;
}

static void
cr_wire_panel_init (CrWirePanel *self)
{
  CrPanel *panel = CR_PANEL (self);

  self->heading = cr_panel_append_label (panel, "panel-title");
  self->caption = cr_panel_append_label (panel, "caption-text");
  cr_panel_append_tiles (panel, &self->value, &self->gradient);
  self->why = cr_panel_append_label (panel, "panel-heading");
  self->card = new_card (self);
  gtk_box_append (GTK_BOX (self), self->card);
  self->sentence = cr_panel_append_label (panel, "panel-text");
  self->branch = cr_card_view_new ();
  gtk_box_append (GTK_BOX (self), self->branch);
  self->whole = cr_card_view_new ();
  gtk_box_append (GTK_BOX (self), self->whole);
  self->gate = cr_gate_view_new ();
  gtk_box_append (GTK_BOX (self), self->gate);
  self->jacobian = cr_jacobian_view_new ();
  gtk_box_append (GTK_BOX (self), self->jacobian);
  self->links_heading = cr_panel_append_label (panel, "panel-heading");
  gtk_label_set_text (GTK_LABEL (self->links_heading), _("Along the graph"));
  self->links = cr_wire_list_new (panel, _("Along the graph"), FALSE);
  gtk_box_append (GTK_BOX (self), self->links);
}

GtkWidget *
cr_wire_panel_new (CrCanvas *canvas, CrKey to, guint operand)
{
  CrWirePanel *self = g_object_new (CR_TYPE_WIRE_PANEL, NULL);

  cr_panel_set_canvas (CR_PANEL (self), canvas);
  self->to = to;
  self->operand = operand;
  cr_panel_update (CR_PANEL (self));
  return GTK_WIDGET (self);
}
