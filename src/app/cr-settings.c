/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program remembers from one start to the next. */
#define G_SETTINGS_ENABLE_BACKEND

#include "cr-settings.h"

#include "cr-config.h"

#include <gio/gsettingsbackend.h>

gboolean
cr_session_bus_is_there (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  if (address != NULL)
    return *address != '\0' && !g_str_has_prefix (address, "disabled:");
  return g_file_test (socket, G_FILE_TEST_EXISTS);
}

static GSettingsBackend *
new_backend (void)
{
  g_autofree char *file = g_build_filename (g_get_user_config_dir (), "chainrule", "settings.ini", NULL);

  if (cr_session_bus_is_there () || g_getenv ("GSETTINGS_BACKEND") != NULL)
    return NULL;
  return g_keyfile_settings_backend_new (file, "/org/chainrule/Chainrule/", "Chainrule");
}

GSettings *
cr_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, CR_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;
  backend = new_backend ();
  return g_settings_new_full (schema, backend, NULL);
}
