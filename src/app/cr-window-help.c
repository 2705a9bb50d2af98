/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F1: the help, at the page of the gate that is selected. */
#include "cr-window-private.h"

#include "cr-compat.h"
#include "cr-help.h"

#include <glib/gi18n-lib.h>

static char *
dup_page (CrWindow *self)
{
  guint n_nodes = 0;
  const CrKey *keys = self->document != NULL ? cr_canvas_get_selected_nodes (self->canvas, &n_nodes) : NULL;
  const CrNode *node = n_nodes == 1 ? cr_graph_get_node (cr_document_get_graph (self->document), keys[0]) : NULL; /* a frame is none */

  return node != NULL ? g_strconcat ("gate-", node->gate->name, NULL) : g_strdup ("index");
}

static void
show_nobody (GtkWindow *window)
{
  g_autofree char *folder = cr_help_dup_folder ();
  g_autofree char *place = folder != NULL ? g_strdup_printf (_("Its pages are in %s."), folder) : g_strdup (_("Its pages are not installed."));

  cr_window_show_error (CR_WINDOW (window), _("Nothing Here Can Show the Help"), place, _("Install Yelp, the help viewer, or a web browser."));
}

void
cr_window_show_help (CrWindow *self)
{
  g_autofree char *page = dup_page (self);
  g_autofree char *uri = cr_help_dup_uri (page);

  if (uri != NULL)
    cr_compat_show_uri (GTK_WINDOW (self), uri, show_nobody);
  else
    show_nobody (GTK_WINDOW (self));
}
