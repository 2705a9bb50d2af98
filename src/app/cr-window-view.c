/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the document is looked at, as far as its file remembers it: with how many digits numbers are written. No undo step. */
#include "cr-window-private.h"

#include "cr-view-digits.h"

#define DIGITS "digits"

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
update (CrWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), DIGITS);
  g_autofree char *state = cr_view_digits_to_text (cr_document_get_view (self->document));

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), TRUE);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

void
cr_window_add_view_actions (CrWindow *self)
{
  g_autoptr (GSimpleAction) digits = g_simple_action_new_stateful (DIGITS, G_VARIANT_TYPE_STRING, g_variant_new_string ("3"));

  g_simple_action_set_enabled (digits, FALSE);
  g_signal_connect_object (digits, "change-state", G_CALLBACK (set_digits), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (digits));
}

void
cr_window_follow_view (CrWindow *self)
{
  g_signal_connect_swapped (self->document, "view-changed", G_CALLBACK (update), self);
  update (self);
}
