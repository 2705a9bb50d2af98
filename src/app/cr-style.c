/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's colours: those of the picture, given to the style sheet by name. */
#include "cr-style.h"

#include "cr-colors.h"
#include "cr-compat.h"

#include <adwaita.h>

static const struct
{
  CrColorRole role;
  const char *name;
} names[] = {
  { CR_COLOR_CANVAS, "cr_canvas" },
  { CR_COLOR_VALUE, "cr_value" },
  { CR_COLOR_GRADIENT, "cr_gradient" },
  { CR_COLOR_INK, "cr_ink" },
  { CR_COLOR_CAPTION, "cr_caption" },
  { CR_COLOR_ERROR, "cr_error" },
  { CR_COLOR_ERROR_TILE, "cr_error_tile" },
  { CR_COLOR_VALUE_TILE, "cr_value_tile" },
  { CR_COLOR_GRADIENT_TILE, "cr_gradient_tile" },
};

char *
cr_style_write_colors (gboolean dark)
{
  GString *css = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *color = cr_color_to_string (cr_color_get (names[i].role, dark));

      g_string_append_printf (css, "@define-color %s %s;\n", names[i].name, color);
    }
  return g_string_free (css, FALSE);
}

static GtkCssProvider *installed; /* for as long as the program lives */

static void
load_colors (AdwStyleManager *manager, GParamSpec *pspec, GtkCssProvider *provider)
{
  g_autofree char *css = cr_style_write_colors (adw_style_manager_get_dark (manager));

  cr_compat_load_css (provider, css);
}

void
cr_style_install (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (installed == NULL);

  installed = gtk_css_provider_new ();
  load_colors (manager, NULL, installed);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (installed),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect (manager, "notify::dark", G_CALLBACK (load_colors), installed);
}

GtkCssProvider *
cr_style_peek_provider (void)
{
  return installed;
}
