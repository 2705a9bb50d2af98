/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What composite gates unfold into, read from their rows: see CrExpansion for how it is written. */
#include "cr-expansion-private.h"

#include <string.h>

static void
step_clear (gpointer data)
{
  g_free (((CrExpansionStep *) data)->name);
}

/* The place of what @word names. */
static int
find_operand (const GArray *steps, const char *word)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_strcmp0 (g_array_index (steps, CrExpansionStep, i).name, word) == 0)
      return i;
  g_assert (word[1] == '\0' && (word[0] == 'a' || word[0] == 'b'));
  return CR_FROM_OPERAND (word[0] - 'a');
}

static gboolean
read_number (CrExpansionStep *step, const char *word)
{
  if (strcmp (word, "#") == 0 || strcmp (word, "#?") == 0)
    {
      step->kind = CR_STEP_ATTRIBUTE;
      step->is_optional = word[1] == '?';
    }
  else if (strcmp (word, "1/n") == 0)
    step->kind = CR_STEP_BY_SIZE;
  else if (strcmp (word, "-#+") == 0)
    step->kind = CR_STEP_REST;
  else if (word[0] == '-' || g_ascii_isdigit (word[0]))
    {
      step->kind = CR_STEP_FIXED;
      step->number = g_ascii_strtod (word, NULL);
    }
  return step->kind != CR_STEP_PLAIN;
}

/* "minus = scale -1 a" */
static CrExpansionStep
read_step (const GArray *steps, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  CrExpansionStep step = { 0 };
  guint at = 0;

  if (words[1] != NULL && strcmp (words[1], "=") == 0)
    {
      step.name = g_strdup (words[0]);
      at = 2;
    }
  step.gate = cr_gate_find (words[at++]);
  g_assert (step.gate != NULL);
  if (words[at] != NULL && read_number (&step, words[at]))
    at++;
  while (words[at] != NULL)
    step.operands[step.n_operands++] = find_operand (steps, words[at++]);
  return step;
}

GArray *
cr_expansion_parse (const CrExpansion *expansion, gboolean with_optional)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (CrExpansionStep));
  g_auto (GStrv) texts = g_strsplit (expansion->steps, "; ", -1);

  g_array_set_clear_func (steps, step_clear);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      CrExpansionStep step = read_step (steps, texts[i]);

      if (with_optional || !step.is_optional)
        g_array_append_val (steps, step);
      else
        step_clear (&step);
    }
  g_assert (steps->len <= CR_MOST_STEPS);
  return steps;
}

double
cr_expansion_step_number (const CrExpansionStep *step, double attribute, gsize size)
{
  switch (step->kind)
    {
    case CR_STEP_FIXED:
      return step->number;
    case CR_STEP_ATTRIBUTE:
      return attribute;
    case CR_STEP_BY_SIZE:
      return 1.0 / size;
    case CR_STEP_REST:
      return attribute > 0 ? -attribute : 0;
    case CR_STEP_PLAIN:
      break;
    }
  return 0;
}

/* Numbers that stand in the steps are shown, those that depend on the node are not. */
char *
cr_gate_describe_expansion (const CrGate *gate)
{
  if (gate->expansion == NULL)
    return NULL;
  if (gate->expansion->steps == NULL)
    return g_strdup (gate->expansion->summary);

  g_autoptr (GArray) steps = cr_expansion_parse (gate->expansion, TRUE);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const CrExpansionStep *step = &g_array_index (steps, CrExpansionStep, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", step->gate->name);
      if (step->kind == CR_STEP_FIXED)
        g_string_append_printf (text, " %s%g", step->number < 0 ? "−" : "", step->number < 0 ? -step->number : step->number);
    }
  return g_string_free (text, FALSE);
}
