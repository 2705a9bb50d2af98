/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which BLAS runs below GSL. OpenBLAS's own functions are looked up by name, so that this builds and runs on any BLAS. */
#include "cr-blas.h"

#include <dlfcn.h>
#include <gsl/gsl_cblas.h>
#include <gsl/gsl_version.h>

void
cr_blas_set_up (void)
{
  void (*set_threads) (int) = (void (*) (int)) dlsym (RTLD_DEFAULT, "openblas_set_num_threads");

  if (set_threads != NULL)
    set_threads (1);
}

/* "OpenBLAS 0.3.21": the first two words that OpenBLAS says of itself. */
static char *
describe_openblas (void)
{
  char *(*get_config) (void) = (char *(*) (void)) dlsym (RTLD_DEFAULT, "openblas_get_config");
  g_auto (GStrv) words = NULL;

  if (get_config == NULL)
    return g_strdup ("OpenBLAS");
  words = g_strsplit (get_config (), " ", 3);
  if (g_strv_length (words) < 2)
    return g_strdup ("OpenBLAS");
  return g_strdup_printf ("%s %s", words[0], words[1]);
}

char *
cr_blas_describe (void)
{
  g_autofree char *name = NULL;
  Dl_info info;

  if (dladdr ((void *) cblas_dgemm, &info) == 0 || info.dli_fname == NULL)
    return g_strdup_printf ("GSL %s", gsl_version);

  if (strstr (info.dli_fname, "openblas") != NULL)
    name = describe_openblas ();
  else if (strstr (info.dli_fname, "gslcblas") != NULL)
    name = g_strdup ("its own CBLAS");
  else
    name = g_path_get_basename (info.dli_fname);
  return g_strdup_printf ("GSL %s on %s (%s)", gsl_version, name, info.dli_fname);
}
