/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs and names with scripts. */
#include "cr-text.h"

#include "graph-builder.h"

#include <string.h>

#define UP(text) "<span size=\"72%\" baseline_shift=\"superscript\">" text "</span>"
#define DOWN(text) "<span size=\"72%\" baseline_shift=\"subscript\">" text "</span>"

typedef struct
{
  const char *text;
  const char *markup;
} Row;

static void
test_symbols (void)
{
  static const Row rows[] = {
    { "×", "×" },
    { "e^x", "e" UP ("x") },
    { "‖·‖^2", "‖·‖" UP ("2") },
    { "a<b", "a&lt;b" },
    { "e^{−(w_0x_0 + b)}!", "e" UP ("−(w₀x₀ + b)") "!" },
    { "a^{b_i}", "a" UP ("b" DOWN ("i")) },
    { "x^", "x^" },
    { "a long label a_12", "a long label a" DOWN ("12") },
    { "^x", "^x" },
    { "x^{never closed", "x" UP ("never closed") },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = cr_text_symbol_to_markup (rows[i].text);

      g_assert_cmpstr (markup, ==, rows[i].markup);
    }
}

static void
test_names (void)
{
  static const Row rows[] = {
    { "w0", "w" DOWN ("0") },
    { "w_0", "w" DOWN ("0") },
    { "w₀", "w" DOWN ("0") },
    { "dx12", "dx" DOWN ("12") },
    { "W_h", "W" DOWN ("h") },
    { "x", "x" },
    { "learning_rate", "learning_rate" },
    { "layer1", "layer1" },
    { "_private", "_private" },
    { "trailing_", "trailing_" },
    { "x_0 + b", "x" DOWN ("0") " + b" },
    { "R&D", "R&amp;D" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = cr_text_name_to_markup (rows[i].text);

      g_assert_cmpstr (markup, ==, rows[i].markup);
    }
}

static void
test_formulas (void)
{
  static const Row rows[] = {
    { "∇x = Wᵀ · (tanh′(net) ∘ ∇h1)", "∇x = Wᵀ · (tanh′(net) ∘ ∇h" DOWN ("1") ")" },
    { "∂L/∂h1_1", "∂L/∂h1" DOWN ("1") },
    { "2q · ∇f + 0.5 · ∇x_2", "2q · ∇f + 0.5 · ∇x" DOWN ("2") },
    { "∇h where m > 0, else 0", "∇h where m &gt; 0, else 0" },
    { "2.5 · x1^1.5", "2.5 · x" DOWN ("1") "<sup>1.5</sup>" },
    { "x^−2 · g", "x<sup>−2</sup> · g" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = cr_text_formula_to_markup (rows[i].text);

      g_assert_cmpstr (markup, ==, rows[i].markup);
    }
}

/* Scripts of scripts of … end somewhere, and lose nothing. */
static void
test_depth (void)
{
  GString *deep = g_string_new ("a");
  g_autofree char *markup = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (deep, "^{b");
  markup = cr_text_symbol_to_markup (deep->str);
  g_assert_true (g_utf8_validate (markup, -1, NULL));
  g_assert_cmpuint (strlen (markup), <, 20000);
  g_string_free (deep, TRUE);
}

static void
test_node_symbols (void)
{
  static const struct
  {
    const char *gate;
    const char *attribute;
    double number;
    const char *symbol;
  } rows[] = {
    { "scale", "factor", -1, "×−1" },   { "scale", "factor", 2, "×2" },          { "shift", "offset", 1, "+1" },
    { "shift", "offset", -0.5, "−0.5" }, { "scale", "factor", 0.123456, "a·x" }, { "power", "exponent", 3, "x^3" },
    { "exp", NULL, 0, "e^x" },           { "mul", NULL, 0, "×" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CrNode) node = cr_node_new (1, "n", cr_gate_find (rows[i].gate));
      g_autofree char *symbol = NULL;

      if (rows[i].attribute != NULL)
        cr_node_set_number (node, cr_gate_find_attribute (node->gate, rows[i].attribute), rows[i].number);
      symbol = cr_text_dup_symbol (node);
      g_assert_cmpstr (symbol, ==, rows[i].symbol);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/text/symbols", test_symbols);
  g_test_add_func ("/drawing/text/names", test_names);
  g_test_add_func ("/drawing/text/formulas", test_formulas);
  g_test_add_func ("/drawing/text/depth", test_depth);
  g_test_add_func ("/drawing/text/node-symbols", test_node_symbols);
  return g_test_run ();
}
