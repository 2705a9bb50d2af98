/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the document is looked at, as far as its file remembers it: with how many digits numbers are written,
 * which wires are shown, and whether their widths tell of weights. No undo step. */
#include "cr-window-private.h"

#include "cr-view-digits.h"

#define DIGITS "digits"
#define WIRES "wires"
#define WEIGHT_WIDTHS "weight-widths"

static void
set_digits (GSimpleAction *action, GVariant *state, gpointer data)
{
  CrWindow *self = data;
  CrView view;

  if (self->document == NULL)
    return;
  view = *cr_document_get_view (self->document);
  if (cr_view_digits_read (g_variant_get_string (state, NULL), &view))
    cr_document_set_view (self->document, &view);
}

static void
set_wires (GSimpleAction *action, GVariant *state, gpointer data)
{
  CrWindow *self = data;
  const char *name = g_variant_get_string (state, NULL);
  CrView view;

  if (self->document == NULL)
    return;
  view = *cr_document_get_view (self->document);
  for (guint i = 0; cr_wires_names[i] != NULL; i++)
    if (g_str_equal (cr_wires_names[i], name))
      view.wires = i;
  view.given |= CR_VIEW_WIRES;
  cr_document_set_view (self->document, &view);
}

static void
set_weight_widths (GSimpleAction *action, GVariant *state, gpointer data)
{
  CrWindow *self = data;
  CrView view;

  if (self->document == NULL)
    return;
  view = *cr_document_get_view (self->document);
  view.weight_width = g_variant_get_boolean (state);
  view.given |= CR_VIEW_WEIGHT_WIDTH;
  cr_document_set_view (self->document, &view);
}

static void
set_state (CrWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), TRUE);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
update (CrWindow *self)
{
  const CrView *view = cr_document_get_view (self->document);
  g_autofree char *digits = cr_view_digits_to_text (view);

  set_state (self, DIGITS, g_variant_new_string (digits));
  set_state (self, WIRES, g_variant_new_string (cr_wires_names[view->wires]));
  set_state (self, WEIGHT_WIDTHS, g_variant_new_boolean (view->weight_width));
}

/* Disabled until there is a document. */
static void
add_view_action (CrWindow *self, GSimpleAction *action, GCallback change)
{
  g_simple_action_set_enabled (action, FALSE);
  g_signal_connect_object (action, "change-state", change, self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

void
cr_window_add_view_actions (CrWindow *self)
{
  g_autoptr (GSimpleAction) digits = g_simple_action_new_stateful (DIGITS, G_VARIANT_TYPE_STRING, g_variant_new_string ("3"));
  g_autoptr (GSimpleAction) wires =
    g_simple_action_new_stateful (WIRES, G_VARIANT_TYPE_STRING, g_variant_new_string (cr_wires_names[CR_WIRES_ALL]));
  g_autoptr (GSimpleAction) widths = g_simple_action_new_stateful (WEIGHT_WIDTHS, NULL, g_variant_new_boolean (TRUE));

  add_view_action (self, digits, G_CALLBACK (set_digits));
  add_view_action (self, wires, G_CALLBACK (set_wires));
  add_view_action (self, widths, G_CALLBACK (set_weight_widths));
}

void
cr_window_follow_view (CrWindow *self)
{
  g_signal_connect_swapped (self->document, "view-changed", G_CALLBACK (update), self);
  update (self);
}
