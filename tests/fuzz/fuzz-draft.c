/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft that a program left. */
#include "fuzz.h"

#include "cr-draft.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GError *error = NULL;
  g_autoptr (CrDraft) draft = cr_draft_from_text ((const char *) data, size, &error);

  fuzz_check_error (draft, error);
  return 0;
}
