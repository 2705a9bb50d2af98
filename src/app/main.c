/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule: the desktop program. */
#include "cr-application.h"

#include "cr-blas.h"
#include "cr-config.h"
#include "cr-memory.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GApplication) application = NULL;

  cr_memory_set_up ();
  cr_blas_set_up ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = G_APPLICATION (cr_application_new ());
  return g_application_run (application, argc, argv);
}
