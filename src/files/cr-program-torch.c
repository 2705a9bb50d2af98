/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as a PyTorch module: parameters and weights are its parameters, inputs the arguments of forward(); backward is PyTorch's own. */
#include "cr-program-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words of Python, of this program, and what a module calls its own. */
static const char *const reserved[] = {
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif",
  "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or",
  "pass", "raise", "return", "try", "type", "while", "with", "yield", "_", "torch", "nn", "int", "inf", "nan", "self", "super",
  "range", "zip", "dict", "print", "near", "fingerprint", "tensor", "column", "larger", "svm", "Graph", "INPUTS", "graph",
  "inputs", "output", "tolist", "T_destination", "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children",
  "compile", "cpu", "cuda", "double", "dump_patches", "eval", "extra_repr", "float", "forward", "get_buffer", "get_extra_state",
  "get_parameter", "get_submodule", "half", "ipu", "load_state_dict", "modules", "mtia", "named_buffers", "named_children",
  "named_modules", "named_parameters", "parameters", "register_backward_hook", "register_buffer", "register_forward_hook",
  "register_forward_pre_hook", "register_full_backward_hook", "register_full_backward_pre_hook",
  "register_load_state_dict_post_hook", "register_load_state_dict_pre_hook", "register_module", "register_parameter",
  "register_state_dict_post_hook", "register_state_dict_pre_hook", "requires_grad_", "set_extra_state", "set_submodule",
  "share_memory", "state_dict", "to", "to_empty", "train", "training", "xpu", "zero_grad", NULL
};

static const char *const helpers[][2] = {
  { "larger", "\ndef larger(a, b):\n"
              "    \"\"\"Of equal ones the first, which alone gets the gradient.\"\"\"\n"
              "    a, b = torch.broadcast_tensors(a, b)\n"
              "    return torch.where((b > a) | torch.isnan(b), b, a)\n\n" },
  { "svm", "\ndef svm(s, y, margin):\n"
           "    s = s.reshape(-1)\n"
           "    margins = torch.relu(s - s[y] + margin)\n"
           "    return torch.sum(margins) - margins[y]\n\n" },
  { "column", "\ndef column(*parts):\n"
              "    return torch.cat([part.reshape(-1, 1) for part in parts])\n\n" },
};

static const CrProgramLibrary library = { reserved, helpers, G_N_ELEMENTS (helpers) };

/* --- Names: what the module owns has "self." in front --- */

static gboolean
is_input (const CrProgramStep *step)
{
  return strcmp (step->gate->name, "input") == 0;
}

static gboolean
is_owned (const CrProgramStep *step)
{
  return cr_gate_is_source (step->gate) && !is_input (step);
}

static char *
dup_reference (const CrProgramStep *step)
{
  return g_strconcat (is_owned (step) ? "self." : "", step->result.name, NULL);
}

typedef struct
{
  const CrProgramStep *step;
  const char *operand; /* (nullable): in place of the step's first */
  double number;
} Words;

static void
fill (GString *text, const char *word, gpointer data)
{
  const Words *words = data;
  const CrProgramStep *step = words->step;

  if (word[0] == 'a' && words->operand != NULL)
    g_string_append (text, words->operand);
  else if (word[0] == 'a' || word[0] == 'b')
    {
      g_autofree char *name = dup_reference (step->operands[word[0] - 'a']);

      g_string_append (text, name);
    }
  else if (!cr_python_fill_number (text, word, words->number))
    g_assert_not_reached ();
}

/* --- What the module owns --- */

static void
write_member (GString *text, const CrVariable *variable, gboolean is_parameter)
{
  if (is_parameter)
    g_string_append_printf (text, "        self.%s = nn.Parameter(tensor(", variable->name);
  else
    g_string_append_printf (text, "        self.register_buffer(\"%s\", tensor(", variable->name);
  cr_python_append_value (text, variable->shape, variable->value, "            ");
  g_string_append (text, "))\n");
}

static void
write_members (GString *text, const CrProgram *program)
{
  g_string_append (text, "    def __init__(self):\n        super().__init__()\n");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (is_owned (step))
      write_member (text, &step->result, strcmp (step->gate->name, "parameter") == 0);
    if (step->weights.name != NULL)
      write_member (text, &step->weights, TRUE);
    if (step->bias.name != NULL)
      write_member (text, &step->bias, TRUE);
  }
}

/* --- Forward --- */

static void
append_operands (GString *text, const CrProgramStep *step, const char *separator, guint a_line)
{
  for (guint i = 0; i < step->n_operands; i++)
    {
      g_autofree char *name = dup_reference (step->operands[i]);

      if (i > 0)
        g_string_append (text, separator);
      if (i > 0 && i % a_line == 0)
        g_string_append (text, "\n            ");
      g_string_append (text, name);
    }
}

static void
write_sum (GString *text, const CrProgramStep *step)
{
  for (guint i = 0; i < step->n_operands; i++)
    {
      g_autofree char *name = dup_reference (step->operands[i]);

      if (i == 0)
        g_string_append_printf (text, "        %s = %s", step->result.name, name);
      else if (i % 16 == 0)
        g_string_append_printf (text, "\n        %s = %s + %s", step->result.name, step->result.name, name);
      else
        g_string_append_printf (text, " + %s", name);
    }
}

static void
append_pick (GString *text, const CrProgramStep *step)
{
  const CrVariable *operand = &step->operands[0]->result;
  g_autofree char *name = dup_reference (step->operands[0]);
  guint column = cr_node_get_number (step->node, "column");

  if (cr_variable_is_number (operand))
    g_string_append (text, name);
  else if (step->n_operands == 1)
    g_string_append_printf (text, "%s[%u, %u]", name, (guint) cr_node_get_number (step->node, "row"), column);
  else
    {
      g_autofree char *row = dup_reference (step->operands[1]);

      g_string_append_printf (text, "%s[int(%s), %u]", name, row, column);
    }
}

static void
append_product (GString *text, const CrProgramStep *step)
{
  g_autofree char *a = dup_reference (step->operands[0]);
  g_autofree char *b = dup_reference (step->operands[1]);

  cr_python_append_product (text, (CrFactor) { a, step->operands[0]->result.shape, FALSE },
                            (CrFactor) { b, step->operands[1]->result.shape, FALSE });
}

/* The weighted sum, or of maxout the sums. */
static void
append_net (GString *text, const CrProgramStep *step)
{
  gboolean is_neuron = cr_program_step_is_neuron (step);
  g_autofree char *weights = g_strconcat ("self.", step->weights.name, NULL);
  g_autofree char *input = step->inputs != NULL ? g_strdup (step->inputs) : dup_reference (step->operands[0]);
  CrShape shape = step->inputs != NULL ? (CrShape) { step->n_operands, 1 } : step->operands[0]->result.shape;

  cr_python_append_product (text, (CrFactor) { weights, step->weights.shape, is_neuron }, (CrFactor) { input, shape, FALSE });
  g_string_append_printf (text, " + self.%s", step->bias.name);
}

static void
write_unit (GString *text, const CrProgramStep *step)
{
  double alpha = 0;
  const CrPieces *activation = cr_program_step_get_activation (step, &alpha);

  if (step->inputs != NULL)
    {
      g_string_append_printf (text, "        %s = column(", step->inputs);
      append_operands (text, step, ", ", 12);
      g_string_append (text, ")\n");
    }
  g_string_append_printf (text, "        %s = ", step->net != NULL ? step->net : step->result.name);
  append_net (text, step);
  if (step->pieces->form == CR_FORM_MAXOUT)
    g_string_append_printf (text, "\n        %s = %s[torch.argmax(%s), 0]", step->result.name, step->net, step->net);
  else if (activation != NULL)
    {
      g_string_append_printf (text, "\n        %s = ", step->result.name);
      cr_program_fill (text, activation->torch, fill, &(Words) { step, step->net, alpha });
    }
}

static void
append_formula (GString *text, const CrProgramStep *step)
{
  g_autofree char *operand = dup_reference (step->operands[0]);
  gboolean is_number = cr_variable_is_number (&step->operands[0]->result);

  switch (step->pieces->form)
    {
    case CR_FORM_PRODUCT:
      append_product (text, step);
      break;
    case CR_FORM_TRANSPOSE:
      g_string_append_printf (text, "%s%s", operand, is_number ? "" : ".T");
      break;
    case CR_FORM_CONCAT:
      g_string_append (text, "column(");
      append_operands (text, step, ", ", 12);
      g_string_append (text, cr_variable_is_number (&step->result) ? ")[0, 0]" : ")");
      break;
    case CR_FORM_PICK:
      append_pick (text, step);
      break;
    default:
      cr_program_fill (text, step->pieces->torch, fill, &(Words) { step, NULL, step->node != NULL ? cr_program_step_get_number (step) : 0 });
    }
}

static void
write_step (GString *text, const CrProgramStep *step)
{
  if (cr_gate_is_unit (step->gate))
    write_unit (text, step);
  else if (step->pieces->form == CR_FORM_SUM)
    write_sum (text, step);
  else
    {
      g_string_append_printf (text, "        %s = ", step->result.name);
      append_formula (text, step);
    }
  g_string_append_c (text, '\n');
}

/* What forward() gives: the output, or without one every gate that nothing uses. */
static void
write_return (GString *text, const CrProgram *program)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

  if (program->output != NULL)
    {
      g_autofree char *name = dup_reference (program->output);

      g_string_append_printf (text, "        return %s\n", name);
      return;
    }
  CR_PROGRAM_FOR_EACH (program, step)
  {
    for (guint i = 0; i < step->n_operands; i++)
      g_hash_table_add (used, step->operands[i]);
  }
  g_string_append (text, "        return {");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    g_autofree char *name = dup_reference (step);

    if (!cr_gate_is_source (step->gate) && !g_hash_table_contains (used, step))
      g_string_append_printf (text, "\"%s\": %s, ", step->result.name, name);
  }
  g_string_append (text, "}\n");
}

static void
write_forward (GString *text, const CrProgram *program)
{
  g_string_append (text, "\n    def forward(self");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (is_input (step))
      g_string_append_printf (text, ", %s", step->result.name);
  }
  g_string_append (text, "):\n");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (!cr_gate_is_source (step->gate))
      write_step (text, step);
  }
  write_return (text, program);
}

/* --- The numbers that come out --- */

static void
write_inputs (GString *text, const CrProgram *program)
{
  g_string_append (text, "\n\nINPUTS = {\n");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (!is_input (step))
      continue;
    g_string_append_printf (text, "    \"%s\": ", step->result.name);
    cr_python_append_value (text, step->result.shape, step->result.value, "        ");
    g_string_append (text, ",\n");
  }
  g_string_append (text, "}\n\n");
}

static void
write_gradient_check (GString *text, const CrVariable *variable, const char *begin, const char *end)
{
  g_autofree char *what = NULL;

  if (variable->gradient == NULL)
    return;
  what = g_strconcat (begin, variable->name, end, NULL);
  g_string_append (text, "    ");
  cr_python_append_check (text, what, variable->shape, variable->gradient, "        ");
}

/* Of the output and of whatever can be asked for a gradient. */
static void
write_checks (GString *text, const CrProgram *program)
{
  g_string_append (text, "\nif __name__ == \"__main__\":\n"
                         "    graph = Graph()\n"
                         "    inputs = {name: tensor(value).requires_grad_() for name, value in INPUTS.items()}\n"
                         "    output = graph(**inputs)\n");
  if (program->output == NULL)
    {
      g_string_append (text, "    for name, value in output.items():\n        print(name, \"=\", value.tolist())\n");
      return;
    }
  g_string_append (text, "    if output.requires_grad:\n        output.backward()\n    ");
  cr_python_append_check (text, "output", program->output->result.shape, program->output->result.value, "        ");
  CR_PROGRAM_FOR_EACH (program, step)
  {
    if (is_input (step))
      write_gradient_check (text, &step->result, "inputs[\"", "\"].grad");
    else if (is_owned (step))
      write_gradient_check (text, &step->result, "graph.", ".grad");
    write_gradient_check (text, &step->weights, "graph.", ".grad");
    write_gradient_check (text, &step->bias, "graph.", ".grad");
  }
  g_string_append_printf (text, "    print(\"%s =\", output.item())\n", program->output->node->id);
}

static void
write_tools (GString *text, const CrProgram *program)
{
  g_string_append (text, "\ndef tensor(x):\n    return torch.tensor(x, dtype=torch.float64)\n\n");
  g_string_append (text, "\ndef near(found, expected, size=1):\n"
                         "    \"\"\"No gradient at all is one of 0.\"\"\"\n"
                         "    expected = tensor(expected)\n"
                         "    found = torch.zeros_like(expected) if found is None else found.detach()\n"
                         "    return found.shape == expected.shape and torch.allclose(found, expected, rtol=1e-9, atol=");
  cr_program_append_number (text, 1e-12 * program->largest, &cr_python_special);
  g_string_append (text, " * size, equal_nan=True)\n\n");
  g_string_append (text, "\ndef fingerprint(x):\n"
                         "    \"\"\"One number that stands for many.\"\"\"\n"
                         "    if x is None:\n"
                         "        return None\n"
                         "    return torch.sum(x.detach().reshape(-1) * torch.cos(torch.arange(x.numel(), dtype=x.dtype)))\n\n");
}

void
cr_program_write_torch (GString *text, const CrTape *tape)
{
  g_autoptr (CrProgram) program = cr_program_new (tape, library.reserved, FALSE);
  g_autoptr (GString) body = g_string_new ("\nclass Graph(nn.Module):\n");

  write_members (body, program);
  write_forward (body, program);
  write_inputs (body, program);
  write_checks (body, program);

  cr_program_append_title (text, program->graph, "# ", "");
  cr_program_append_left_out (text, program, "# ", "");
  g_string_append_printf (text, "import torch\nfrom torch import nn\n%s\n", program->is_finite ? "" : "from math import inf, nan\n");
  write_tools (text, program);
  cr_program_append_helpers (text, &library, body->str, "(");
  g_string_append (text, body->str);
}
