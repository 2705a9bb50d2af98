/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate table: its parts put together, looking up, and the shape rules that several rows share. */
#include "cr-gate-private.h"

#include <string.h>

static const CrGatePart *const parts[] = {
  &cr_gates_sources,        &cr_gates_arithmetic, &cr_gates_choices, &cr_gates_functions, &cr_gates_activations,
  &cr_gates_linear_algebra, &cr_gates_reductions, &cr_gates_units,   &cr_gates_losses,
  &cr_gates_class_losses,
};

typedef struct
{
  GPtrArray *all;       /* of const CrGate */
  GHashTable *by_name;  /* name → const CrGate */
} Table;

static gpointer
make_table (gpointer unused)
{
  Table *table = g_new (Table, 1);

  table->all = g_ptr_array_new ();
  table->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint j = 0; j < parts[i]->n_gates; j++)
      {
        const CrGate *gate = &parts[i]->gates[j];

        g_ptr_array_add (table->all, (gpointer) gate);
        g_hash_table_insert (table->by_name, (gpointer) gate->name, (gpointer) gate);
      }
  return table;
}

static const Table *
get_table (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_table, NULL);
}

const CrGate *const *
cr_gate_get_all (guint *n_gates)
{
  const Table *table = get_table ();

  if (n_gates != NULL)
    *n_gates = table->all->len;
  return (const CrGate *const *) table->all->pdata;
}

const CrGate *
cr_gate_find (const char *name)
{
  return g_hash_table_lookup (get_table ()->by_name, name);
}

static int has_english_titles; /* read by threads that draw */

void
cr_gate_set_english_titles (gboolean english)
{
  g_atomic_int_set (&has_english_titles, english);
}

const char *
cr_gate_get_title (const CrGate *gate)
{
  return g_atomic_int_get (&has_english_titles) ? gate->title : _(gate->title);
}

gboolean
cr_gate_is_activation (const CrGate *gate)
{
  return gate->function != NULL &&
         (gate->n_attributes == 0 || (gate->n_attributes == 1 && strcmp (gate->attributes[0].name, "alpha") == 0));
}

gboolean
cr_gate_is_elementwise (const CrGate *gate)
{
  return gate->category == CR_CATEGORY_ARITHMETIC || gate->category == CR_CATEGORY_FUNCTIONS ||
         gate->category == CR_CATEGORY_ACTIVATIONS;
}

const char *
cr_gate_get_operand_name (const CrGate *gate, guint operand)
{
  const char *const *names = gate->operand_names;

  if (names == NULL || names[0] == NULL)
    return NULL;
  for (guint i = 0; i < operand && names[1] != NULL; i++)
    names++;
  return names[0];
}

int
cr_gate_find_attribute (const CrGate *gate, const char *name)
{
  for (guint i = 0; i < gate->n_attributes; i++)
    if (strcmp (gate->attributes[i].name, name) == 0)
      return i;
  return -1;
}

static const struct
{
  const char *name;
  const char *title;
} categories[CR_N_CATEGORIES] = {
  [CR_CATEGORY_SOURCES] = { "sources", N_("Sources") },
  [CR_CATEGORY_ARITHMETIC] = { "arithmetic", N_("Arithmetic") },
  [CR_CATEGORY_FUNCTIONS] = { "functions", N_("Functions") },
  [CR_CATEGORY_ACTIVATIONS] = { "activations", N_("Activations") },
  [CR_CATEGORY_LINEAR_ALGEBRA] = { "linear algebra", N_("Linear algebra") },
  [CR_CATEGORY_UNITS] = { "units", N_("Units") },
  [CR_CATEGORY_LOSSES] = { "losses", N_("Losses") },
};

const char *
cr_category_get_title (CrCategory category)
{
  return _(categories[category].title);
}

const char *
cr_category_get_name (CrCategory category)
{
  return categories[category].name;
}

/* --- Shape rules --- */

/* Of the operands of a gate as many shapes are named. */
#define MOST_LISTED 6

/* Every operand has the same shape, where a number goes with any. */
gboolean
cr_shape_rule_same (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = operands[0];
  for (guint i = 1; i < n_operands; i++)
    {
      if (cr_shape_is_number (operands[i]) || cr_shape_equal (operands[i], *result))
        continue;
      if (!cr_shape_is_number (*result))
        {
          g_autofree char *a = cr_shape_to_string (*result);
          g_autofree char *b = cr_shape_to_string (operands[i]);

          g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s does not fit %s"), a, b);
          return FALSE;
        }
      *result = operands[i];
    }
  return TRUE;
}

gboolean
cr_shape_rule_first (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = operands[0];
  return TRUE;
}

gboolean
cr_shape_rule_number (const CrNode *node, const CrShape *operands, guint n_operands, CrShape *result, GError **error)
{
  *result = (CrShape) { 1, 1 };
  return TRUE;
}

/* "2×2, 3×1, …": as many as one wants to read. */
static char *
list_shapes (const CrShape *operands, guint n_operands)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n_operands, MOST_LISTED); i++)
    g_string_append_printf (list, "%s%u×%u", i > 0 ? ", " : "", operands[i].rows, operands[i].columns);
  if (n_operands > MOST_LISTED)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

/* Takes @problem, which is about one operand, and adds the shapes of all. */
static gboolean
refuse_shape (char *problem, const CrShape *operands, guint n_operands, GError **error)
{
  g_autofree char *owned = problem;
  g_autofree char *all = list_shapes (operands, n_operands);

  if (n_operands > 1)
    g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("%s; the operands are %s"), problem, all);
  else
    g_set_error_literal (error, CR_ERROR, CR_ERROR_SHAPE, problem);
  return FALSE;
}

char *
cr_dup_digits (double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    return g_strdup ("nan"); /* printf() may give it a sign */
  for (int precision = 6; precision <= 17; precision++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", precision);

      g_ascii_formatd (digits, sizeof digits, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }
  return g_strdup (digits);
}

gboolean
cr_require_column (const char *what, const CrShape *operands, guint n_operands, guint i, GError **error)
{
  if (operands[i].columns == 1)
    return TRUE;

  g_autofree char *shape = cr_shape_to_string (operands[i]);

  return refuse_shape (g_strdup_printf (_("%s is %s, where a column n×1 is needed"), what, shape), operands, n_operands, error);
}

gboolean
cr_require_number (const char *what, const CrShape *operands, guint n_operands, guint i, GError **error)
{
  if (cr_shape_is_number (operands[i]))
    return TRUE;

  g_autofree char *shape = cr_shape_to_string (operands[i]);

  return refuse_shape (g_strdup_printf (_("%s is %s, where a number 1×1 is needed"), what, shape), operands, n_operands, error);
}

/* --- Kinks --- */

gboolean
cr_gate_has_kink (const CrGate *gate, double attribute)
{
  if (gate->function == NULL || gate->note_choices == NULL)
    return FALSE;
  return strcmp (gate->name, "elu") != 0 || attribute != 1;
}

void
cr_note_signs (const CrCall *call, GArray *choices)
{
  if (!cr_gate_has_kink (call->gate, cr_call_get_number (call)))
    return;
  for (gsize i = 0, n = cr_block_get_size (&call->operands[0]); i < n; i++)
    cr_choices_add_sign (choices, call->operands[0].value[i]);
}
