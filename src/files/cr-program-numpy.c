/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as a NumPy program, forward and backward written out as a student of the lecture would (docs/LECTURE.md, rows 1, 9, 13).
 *
 * How this works: a number is a number, and everything else an array with two axes.
 */
#include "cr-program-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Values --- */

static void
write_value (GString *text, const CrProgram *program, const CrVariable *variable)
{
  g_autofree char *indent = g_strnfill (MIN (strlen (variable->name), 16) + strlen (" = np.array("), ' ');

  g_string_append_printf (text, "%s = ", variable->name);
  if (!cr_variable_is_number (variable))
    g_string_append (text, "np.array(");
  else if (!program->is_finite)
    g_string_append (text, "np.float64("); /* plain numbers of Python would rather stop than be infinite */
  cr_python_append_value (text, variable->shape, variable->value, indent);
  g_string_append (text, cr_variable_is_number (variable) && program->is_finite ? "\n" : ")\n");
}

static void
write_sources (GString *text, const CrProgram *program)
{
  CR_PROGRAM_FOR_EACH (program, step)
  {
    CR_STEP_FOR_EACH_VARIABLE (step, variable)
    if (cr_gate_is_source (step->gate) || variable != &step->result)
      write_value (text, program, variable);
  }
}

/* --- Backward --- */

static void
append_zeros (GString *text, const CrVariable *variable)
{
  if (cr_variable_is_number (variable))
    g_string_append_printf (text, "d%s = 0.0\n", variable->name);
  else
    g_string_append_printf (text, "d%s = np.zeros((%u, %u))\n", variable->name, variable->shape.rows, variable->shape.columns);
}

/* Of what the output does not depend on. */
static void
write_zeros (GString *text, const CrProgram *program)
{
  CR_PROGRAM_FOR_EACH (program, step)
  {
    CR_STEP_FOR_EACH_VARIABLE (step, variable)
    if (variable == &step->result ? step->has_gradient && !step->is_reached : variable->gradient != NULL && !step->runs_backward)
      append_zeros (text, variable);
  }
}

static void
write_backward (GString *text, const CrProgram *program)
{
  g_string_append_printf (text, "d%s = 1.0\n", program->output->result.name);
  program->output->is_reached = TRUE;
  for (guint i = program->steps->len; i-- > 0;)
    cr_program_numpy_write_backward (text, program->steps->pdata[i]);
  write_zeros (text, program);
}

/* --- The whole --- */

static void
write_check (GString *text, const CrVariable *variable, gboolean is_given)
{
  g_autofree char *gradient = g_strconcat ("d", variable->name, NULL);

  if (variable->value != NULL && !is_given)
    cr_python_append_check (text, variable->name, variable->shape, variable->value, "    ");
  if (variable->gradient != NULL)
    cr_python_append_check (text, gradient, variable->shape, variable->gradient, "    ");
}

static void
write_checks (GString *text, const CrProgram *program)
{
  g_string_append (text, "def near(found, expected, size=1):\n"
                         "    return np.shape(found) == np.shape(expected) and np.allclose(found, expected, rtol=1e-9, atol=");
  cr_program_append_number (text, 1e-12 * program->largest, &cr_python_special);
  g_string_append (text, " * size, equal_nan=True)\n\n\n");
  g_string_append (text, "def fingerprint(x):\n"
                         "    \"\"\"One number that stands for many.\"\"\"\n"
                         "    return np.sum(np.ravel(x) * np.cos(np.arange(np.size(x))))\n\n\n");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    CR_STEP_FOR_EACH_VARIABLE (step, variable)
    write_check (text, variable, cr_gate_is_source (step->gate) || variable != &step->result);
  }
}

/* What the program tells: the output's value, or that nothing differed. */
static void
write_end (GString *text, const CrProgram *program)
{
  if (program->output != NULL)
    g_string_append_printf (text, "print(\"%s =\", %s)\n", program->output->node->id, program->output->result.name);
}

void
cr_program_write_numpy (GString *text, const CrTape *tape)
{
  g_autoptr (CrProgram) program = cr_program_new (tape, cr_program_numpy_library.reserved, TRUE);
  g_autoptr (GString) body = g_string_new (NULL);

  g_string_append_printf (body, "# %s\n", _("The numbers that go in"));
  write_sources (body, program);
  g_string_append_printf (body, "\n# %s\n", _("Forward: each gate from its operands"));
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (!cr_gate_is_source (step->gate))
      cr_program_numpy_write_forward (body, step);
  }
  if (program->output != NULL)
    {
      g_string_append_printf (body, "\n# %s\n", _("Backward, from the end: dx is the gradient of the output with respect to x"));
      write_backward (body, program);
    }
  g_string_append_printf (body, "\n\n# %s\n", _("What comes out is what Chainrule has computed"));
  write_checks (body, program);
  write_end (body, program);

  cr_program_append_title (text, program->graph, "# ", "");
  cr_program_append_left_out (text, program, "# ", "");
  g_string_append (text, strstr (body->str, "normal_cdf(") != NULL ? "import math\n\n" : "");
  g_string_append (text, "import numpy as np\n");
  g_string_append (text, program->is_finite ? "\n" : "from numpy import inf, nan\n\nnp.seterr(all=\"ignore\")\n");
  cr_program_append_helpers (text, &cr_program_numpy_library, body->str, "(");
  g_string_append (text, body->str);
}
