/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the document is looked at, as far as its file remembers it: with how many digits numbers are written. No undo step. */
#include "cr-window-private.h"

#define DIGITS "digits"

/* The states of the action: significant digits, or decimals after a point ("3", ".2"). */
static char *
dup_state (const CrView *view)
{
  return g_strdup_printf ("%s%u", view->fixed_decimals ? "." : "", view->n_digits);
}

static void
set_digits (GSimpleAction *action, GVariant *state, gpointer data)
{
  CrWindow *self = data;
  const char *text = g_variant_get_string (state, NULL);
  gboolean is_fixed = *text == '.';
  guint64 n_digits;
  CrView view;

  if (self->document == NULL || !g_ascii_string_to_unsigned (text + (is_fixed ? 1 : 0), 10, is_fixed ? 0 : 1, 17, &n_digits, NULL))
    return;
  view = *cr_document_get_view (self->document);
  view.given |= CR_VIEW_NUMBERS;
  view.fixed_decimals = is_fixed;
  view.n_digits = n_digits;
  cr_document_set_view (self->document, &view);
}

static void
update (CrWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), DIGITS);
  g_autofree char *state = dup_state (cr_document_get_view (self->document));

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
