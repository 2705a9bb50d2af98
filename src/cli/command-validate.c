/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli validate: reads files and says what is wrong with them. Open operands and undefined values are not wrong. */
#include "cr-command.h"

CrExit
cr_command_validate (const CrCommand *command, GStrv arguments)
{
  g_auto (GStrv) names = NULL;
  gboolean any_path = FALSE;
  const GOptionEntry options[] = { CR_OPTION_ALLOW_PATH (&any_path), { NULL } };
  CrExit worst = CR_EXIT_DONE;

  if (!cr_command_parse (command, arguments, options, 1, G_MAXUINT, &names))
    return CR_EXIT_USAGE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      CrExit status;
      g_autoptr (CrTape) tape = cr_command_evaluate (names[i], any_path, &status);

      worst = MAX (worst, status);
    }
  return worst;
}
