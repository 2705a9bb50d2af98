/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads doubles, 8 bytes each, and writes each as text, a line each: for test_number_text.py. */
#include "cr-number-text.h"

#include <stdio.h>

int
main (void)
{
  char text[CR_NUMBER_WRITE_SIZE];
  double number;

  while (fread (&number, sizeof number, 1, stdin) == 1)
    {
      cr_number_write (number, text);
      puts (text);
    }
  return 0;
}
