/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One door for bytes from outside, and what lies behind it: for libFuzzer, and for the replay of a corpus without it. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Always 0. Whatever is wrong ends the process. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* An input that was refused must say why; one that was not must not. Frees the error. */
static inline void
fuzz_check_error (gpointer result, GError *error)
{
  g_assert_true ((result == NULL) == (error != NULL));
  if (error == NULL)
    return;
  g_assert_true (*error->message != '\0');
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_error_free (error);
}
