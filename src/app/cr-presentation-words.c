/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a slide says to those who do not see it. */
#include "cr-presentation-private.h"

#include <glib/gi18n-lib.h>

void
cr_presentation_describe (CrPresentation *self, const CrSlide *slide)
{
  g_autoptr (GString) text = g_string_new (slide->title);

  if (self->is_blank)
    g_string_assign (text, _("blank"));
  else if (slide->current != NULL && slide->phase == CR_PHASE_LOSS)
    g_string_append_printf (text, "; %s", _("loss"));
  else if (slide->current != NULL)
    {
      const CrNode *node = cr_graph_get_node (cr_document_get_graph (self->document), slide->current->key);

      g_string_append (text, "; ");
      if (slide->phase == CR_PHASE_UPDATE)
        g_string_append (text, _("update"));
      else
        g_string_append_printf (text, slide->phase == CR_PHASE_FORWARD ? _("forward, step %u of %u") : _("backward, step %u of %u"),
                                slide->step, slide->n_steps);
      g_string_append_printf (text, ": %s %s", cr_gate_get_title (node->gate), cr_node_get_title (node));
    }
  if (slide->text != NULL && !self->is_blank)
    g_string_append_printf (text, "; %s", slide->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  g_free (self->description);
  self->description = g_strdup (text->str);
}
