/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as one file of C99 without dependencies: a struct of numbers twice, once for the values and once for the gradients.
 *
 * How this works: values are members of structs, so that no id can be taken for a function. A 1×1 value is a double, any other an array, row
 * by row. Gradients start at 0 and are added to.
 */
#include "cr-program-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
write_member (GString *text, const char *name, CrShape shape)
{
  if (cr_shape_is_number (shape))
    g_string_append_printf (text, "  double %s;\n", name);
  else
    g_string_append_printf (text, "  double %s[%u * %u];\n", name, shape.rows, shape.columns);
}

static void
write_members (GString *text, const CrProgram *program)
{
  g_string_append (text, "typedef struct\n{\n");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    CR_STEP_FOR_EACH_VARIABLE (step, variable)
    write_member (text, variable->name, variable->shape);
    if (step->net != NULL)
      write_member (text, step->net, step->bias.shape);
    if (step->chosen != NULL)
      write_member (text, step->chosen, (CrShape) { 1, 1 });
  }
  if (program->steps->len == 0)
    write_member (text, "nothing", (CrShape) { 1, 1 });
  g_string_append (text, "} Numbers;\n\n");
  g_string_append (text, program->output != NULL ? "static Numbers value, gradient;\n\n" : "static Numbers value;\n\n");
}

static void
write_start_of (GString *text, const CrVariable *variable)
{
  if (cr_variable_is_number (variable))
    {
      g_string_append_printf (text, "  value.%s = ", variable->name);
      cr_program_append_number (text, *variable->value, &cr_program_c_special);
      g_string_append (text, ";\n");
      return;
    }
  g_string_append (text, "  {\n    static const double numbers[] = {\n      ");
  cr_program_append_numbers (text, variable->value, (int) cr_shape_get_size (variable->shape), &cr_program_c_special, "      ");
  g_string_append_printf (text, "\n    };\n\n    memcpy (value.%s, numbers, sizeof numbers);\n  }\n", variable->name);
}

static void
write_start (GString *text, const CrProgram *program)
{
  g_string_append_printf (text, "/* %s */\nstatic void start (void)\n{\n", _("The numbers that go in"));
  g_string_append (text, "  memset (&value, 0, sizeof value);\n");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    CR_STEP_FOR_EACH_VARIABLE (step, variable)
    if (cr_gate_is_source (step->gate) || variable != &step->result)
      write_start_of (text, variable);
  }
  g_string_append (text, "}\n\n");
}

static void
write_passes (GString *text, const CrProgram *program)
{
  g_string_append_printf (text, "/* %s */\nstatic void forward (void)\n{\n", _("Each gate from its operands"));
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (!cr_gate_is_source (step->gate))
      cr_program_c_write_forward (text, step);
  }
  g_string_append (text, "}\n\n");
  if (program->output == NULL)
    return;
  g_string_append_printf (text, "/* %s */\nstatic void backward (void)\n{\n", _("From the end: gradient.x is that of the output with respect to x"));
  g_string_append (text, "  memset (&gradient, 0, sizeof gradient);\n");
  g_string_append_printf (text, "  gradient.%s = 1;\n", program->output->result.name);
  for (guint i = program->steps->len; i-- > 0;)
    {
      const CrProgramStep *step = program->steps->pdata[i];

      if (step->runs_backward && !cr_gate_is_source (step->gate))
        cr_program_c_write_backward (text, step);
    }
  g_string_append (text, "}\n\n");
}

static void
write_print (GString *text, const char *of, const CrVariable *variable)
{
  g_string_append_printf (text, "  print (\"%s\", \"%s\", %d, ", of, variable->name, (int) cr_shape_get_size (variable->shape));
  cr_program_c_append_start (text, of, variable);
  g_string_append (text, ");\n");
}

static void
write_prints (GString *text, const CrVariable *variable)
{
  if (variable->value != NULL)
    write_print (text, "value", variable);
  if (variable->gradient != NULL)
    write_print (text, "gradient", variable);
}

static void
write_main (GString *text, const CrProgram *program)
{
  g_string_append (text, "int main (void)\n{\n  start ();\n  forward ();\n");
  g_string_append (text, program->output != NULL ? "  backward ();\n" : "");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    CR_STEP_FOR_EACH_VARIABLE (step, variable)
    write_prints (text, variable);
  }
  g_string_append (text, "  return 0;\n}\n");
}

void
cr_program_write_c (GString *text, const CrTape *tape)
{
  g_autoptr (CrProgram) program = cr_program_new (tape, cr_program_c_library.reserved, FALSE);
  g_autoptr (GString) body = g_string_new (NULL);

  write_members (body, program);
  write_start (body, program);
  write_passes (body, program);
  write_main (body, program);

  cr_program_append_title (text, program->graph, "/* ", " */");
  cr_program_append_comment (text, "/* ", _("To compile: cc FILE -lm"), " */");
  cr_program_append_left_out (text, program, "/* ", " */");
  g_string_append (text, "#include <math.h>\n#include <stdio.h>\n#include <string.h>\n\n");
  cr_program_append_helpers (text, &cr_program_c_library, body->str, " (");
  g_string_append (text, body->str);
}
