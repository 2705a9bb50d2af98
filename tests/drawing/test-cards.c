/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every card of every example says the numbers of `explain`, and some say the lecture's, word for word. */
#include "cr-card.h"
#include "cr-document.h"
#include "cr-examples.h"
#include "cr-gate-rule.h"
#include "cr-graph-reader.h"
#include "cr-text.h"

#include <math.h>
#include <string.h>

#define LARGEST 4 /* larger matrices are told by their shape */

static CrDocument *
load_example (const char *name)
{
  g_autoptr (GBytes) bytes = cr_example_load (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  graph = cr_graph_read_text (text, size, &error);
  g_assert_no_error (error);
  return cr_document_new_for_graph (graph);
}

/* --- The numbers of a line --- */

/* "q: −0.53 · 3.7·10⁻¹ = −0.20" as numbers; what stands in round brackets is a shape. */
static GArray *
read_numbers (const char *line)
{
  static const char *const shown[] = { "−", "·10", "⁻", "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  static const char *const plain[] = { "-", "e", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  g_autoptr (GString) text = g_string_new (strstr (line, ": ") != NULL ? strstr (line, ": ") + 2 : line);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_string_replace (text, shown[i], plain[i], 0);
  for (const char *at = text->str; *at != '\0';)
    {
      char *end;
      double number;

      if (*at == '(')
        {
          at = strchr (at, ')') + 1;
          continue;
        }
      number = g_ascii_strtod (at, &end);
      if (end != at)
        g_array_append_val (numbers, number);
      at = end != at ? end : at + 1;
    }
  return numbers;
}

static void
expect_number (GArray *numbers, guint *at, double expected)
{
  g_assert_cmpuint (*at, <, numbers->len);
  g_assert_cmpfloat_with_epsilon (g_array_index (numbers, double, *at), expected, 1e-9 * MAX (1, fabs (expected)));
  (*at)++;
}

static void
expect_matrix (GArray *numbers, guint *at, CrShape shape, const double *entries)
{
  if (shape.rows > LARGEST || shape.columns > LARGEST)
    return;
  for (gsize i = 0; i < cr_shape_get_size (shape); i++)
    expect_number (numbers, at, entries[i]);
}

static void
check_line (const char *line, const CrTerm *term, const CrMatrixProduct *product, CrShape shape)
{
  g_autoptr (GArray) numbers = read_numbers (line);
  guint at = 0;

  if (term->has_local)
    {
      expect_number (numbers, &at, term->upstream[0]);
      expect_number (numbers, &at, term->local);
      expect_number (numbers, &at, term->product[0]);
    }
  else if (product != NULL)
    {
      for (guint part = 0; part < 3; part++)
        expect_matrix (numbers, &at, product->shapes[part], product->entries[part]);
    }
  else
    {
      expect_matrix (numbers, &at, term->upstream_shape, term->upstream);
      expect_matrix (numbers, &at, shape, term->product);
    }
  g_assert_cmpuint (at, ==, numbers->len);
}

static void
check_sum (const char *sum, const CrExplanation *explanation)
{
  g_autoptr (GArray) numbers = read_numbers (sum);
  guint at = 0;

  for (guint i = 0; i < explanation->terms->len; i++)
    expect_matrix (numbers, &at, explanation->shape, g_array_index (explanation->terms, CrTerm, i).product);
  expect_matrix (numbers, &at, explanation->shape, explanation->gradient);
}

/* --- Every card --- */

/* An entry of the two factors' product, by what is said of how they are multiplied. */
static double
multiply (const CrMatrixProduct *product, guint row, guint column)
{
  guint columns = product->shapes[0].columns, n_terms = product->shapes[1].columns;
  double sum = 0;

  if (product->is_entrywise)
    return product->entries[1][row * columns + column] * product->entries[2][row * columns + column];
  if (cr_shape_is_number (product->shapes[2]) && cr_shape_equal (product->shapes[0], product->shapes[1]))
    return product->entries[1][row * columns + column] * product->entries[2][0];
  g_assert_cmpuint (product->shapes[2].rows, ==, n_terms);
  for (guint i = 0; i < n_terms; i++)
    sum += product->entries[1][row * n_terms + i] * product->entries[2][i * columns + column];
  return sum;
}

/* The matrices are those of the explanation, and what is said of them: the product of the two factors. */
static void
check_product (const CrMatrixProduct *product, const CrTerm *term, CrShape shape)
{
  guint upstream = product->is_gradient[1] ? 1 : 2;

  g_assert_true (cr_shape_equal (product->shapes[0], shape));
  g_assert_true (cr_shape_equal (product->shapes[upstream], term->upstream_shape));
  g_assert_cmpint (product->is_gradient[1], !=, product->is_gradient[2]);
  g_assert_cmpstr (product->sign, !=, "≠");
  for (gsize i = 0; i < cr_shape_get_size (term->upstream_shape); i++)
    g_assert_cmpfloat (product->entries[upstream][i], ==, term->upstream[i]);
  for (guint row = 0; row < shape.rows; row++)
    for (guint column = 0; column < shape.columns; column++)
      {
        double expected = multiply (product, row, column);

        g_assert_cmpfloat (product->entries[0][row * shape.columns + column], ==, term->product[row * shape.columns + column]);
        g_assert_cmpfloat_with_epsilon (expected, product->entries[0][row * shape.columns + column], 1e-12 * MAX (1, fabs (expected)));
      }
}

static void
check_card (CrTape *tape, CrKey key)
{
  g_autoptr (CrExplanation) explanation = cr_explanation_new (tape, key, NULL);
  g_autoptr (CrCard) card = cr_card_new (tape, key, (CrNumberFormat) { 12, FALSE });
  g_auto (GStrv) lines = NULL;
  guint n_terms;

  g_assert_cmpint (card == NULL, ==, explanation == NULL);
  if (card == NULL)
    return;
  n_terms = explanation->terms->len;
  lines = g_strsplit (card->text, "\n", -1);
  g_assert_cmpuint (card->lines->len, ==, n_terms);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + n_terms + (n_terms > 1));
  for (guint i = 0; i < n_terms; i++)
    {
      const CrTerm *term = &g_array_index (explanation->terms, CrTerm, i);
      g_autoptr (CrMatrixProduct) product = cr_matrix_product_new (tape, term->gate, term->operand, (CrNumberFormat) { 12, FALSE });

      check_line (lines[i + 1], term, product, explanation->shape);
      if (product != NULL)
        check_product (product, term, explanation->shape);
    }
  g_assert_cmpint (card->sum != NULL, ==, n_terms > 1);
  if (n_terms > 1)
    check_sum (lines[n_terms + 1], explanation);
  if (card->products->len > 0)
    g_assert_cmpuint (card->products->len, ==, n_terms);
  g_assert_nonnull (strstr (card->latex, n_terms == 0 ? "=" : "\\"));
}

/* At the end of the timeline, and at every step before it: then the uses that have sent something by then. */
static void
test_every_example (void)
{
  for (const char *const *name = cr_examples_get_names (); *name != NULL; name++)
    {
      g_autoptr (CrDocument) document = load_example (*name);
      guint n_steps;

      g_test_message ("%s", *name);
      cr_timeline_get_steps (cr_document_get_timeline (document), &n_steps);
      for (guint position = n_steps > 60 ? n_steps : 0; position <= n_steps; position++)
        {
          cr_document_set_position (document, position);
          CR_GRAPH_FOR_EACH (cr_document_get_graph (document), node)
            check_card (cr_document_get_tape (document), node->key);
        }
    }
}

/* --- The lecture's --- */

static void
assert_card (const char *example, const char *id, const char *text)
{
  g_autoptr (CrDocument) document = load_example (example);
  CrKey key = cr_graph_find (cr_document_get_graph (document), id);
  g_autoptr (CrCard) card = cr_card_new (cr_document_get_tape (document), key, (CrNumberFormat) { 2, TRUE });

  g_assert_cmpstr (card->text, ==, text);
}

static void
test_lecture (void)
{
  assert_card ("xyz", "x", "∂f/∂x = ∂f/∂q · ∂q/∂x\nq: −4.00 · 1.00 = −4.00");
  assert_card ("xyz", "q", "∂f/∂q = ∂f/∂f · ∂f/∂q\nf: 1.00 · −4.00 = −4.00");
  assert_card ("norm-squared", "x", "∇x = Wᵀ · ∇q\nq: [−0.11; 0.64] = [0.10 −0.30; 0.50 0.80] · [0.44; 0.52]");
  assert_card ("norm-squared", "W", "∇W = ∇q · xᵀ\nq: [0.09 0.18; 0.10 0.21] = [0.44; 0.52] · [0.20 0.40]");
  assert_card ("norm-squared", "q", "∇q = 2q · ∇f\nf: [0.44; 0.52] = [0.44; 0.52] · 1.00");
  assert_card ("svm-loss", "m", "∇m = ∇h where m > 0, else 0\nh: [1.00; 1.00; 0.00] = [1.00; 1.00; 0.00] ∘ [1.00; 1.00; 1.00]");
}

static void
assert_wire_card (const char *example, const char *to, guint operand, const char *text, const char *latex)
{
  g_autoptr (CrDocument) document = load_example (example);
  CrKey key = cr_graph_find (cr_document_get_graph (document), to);
  g_autoptr (CrCard) card = cr_card_new_for_wire (cr_document_get_tape (document), key, operand, (CrNumberFormat) { 2, TRUE });

  g_assert_cmpstr (card->text, ==, text);
  g_assert_cmpstr (card->latex, ==, latex);
  g_assert_cmpuint (card->lines->len, ==, 1);
  g_assert_null (card->sum);
}

/* A wire that is one of several is one term, and never said to be ∂f/∂x; a wire that is the only one is the node's gradient. */
static void
test_wires (void)
{
  assert_wire_card ("branches", "a", 0, "x → a: ∂f/∂a · ∂a/∂x\na: 1.00 · 2.00 = 2.00",
                    "x \\to a: \\quad \\frac{\\partial f}{\\partial a} \\cdot \\frac{\\partial a}{\\partial x} \\\\\n1.00 \\cdot 2.00 = 2.00");
  assert_wire_card ("branches", "b", 0, "x → b: ∂f/∂b · ∂b/∂x\nb: 1.00 · 0.20 = 0.20",
                    "x \\to b: \\quad \\frac{\\partial f}{\\partial b} \\cdot \\frac{\\partial b}{\\partial x} \\\\\n1.00 \\cdot 0.20 = 0.20");
  assert_wire_card ("xyz", "q", 0, "∂f/∂x = ∂f/∂q · ∂q/∂x\nq: −4.00 · 1.00 = −4.00",
                    "\\frac{\\partial f}{\\partial x} = \\frac{\\partial f}{\\partial q} \\cdot \\frac{\\partial q}{\\partial x} \\\\\n-4.00 \\cdot 1.00 = -4.00");
}

/* ∇W = 2q · xᵀ and ∇x = Wᵀ · 2q of the lecture, as matrices. */
static void
test_product (void)
{
  static const double expected[3][4] = { { 0.088, 0.176, 0.104, 0.208 }, { 0.44, 0.52 }, { 0.2, 0.4 } };
  g_autoptr (CrDocument) document = load_example ("norm-squared");
  const CrGraph *graph = cr_document_get_graph (document);
  CrTape *tape = cr_document_get_tape (document);
  g_autoptr (CrCard) weights = cr_card_new (tape, cr_graph_find (graph, "W"), (CrNumberFormat) { 3, TRUE });
  g_autoptr (CrCard) input = cr_card_new (tape, cr_graph_find (graph, "x"), (CrNumberFormat) { 3, TRUE });
  g_autoptr (CrCard) squares = cr_card_new (tape, cr_graph_find (graph, "q"), (CrNumberFormat) { 3, TRUE });
  const CrMatrixProduct *outer = weights->products->pdata[0], *inner = input->products->pdata[0], *local = squares->products->pdata[0];

  g_assert_cmpstr (outer->sign, ==, "=");
  g_assert_false (outer->is_local);
  for (guint part = 0; part < 3; part++)
    for (gsize i = 0; i < cr_shape_get_size (outer->shapes[part]); i++)
      g_assert_cmpfloat_with_epsilon (outer->entries[part][i], expected[part][i], 1e-12);
  g_assert_cmpuint (outer->shapes[2].columns, ==, 2); /* xᵀ is a row */
  g_assert_cmpfloat_with_epsilon (inner->entries[0][1], 0.636, 1e-12);
  g_assert_cmpfloat (inner->entries[1][1], ==, -0.3); /* Wᵀ */
  g_assert_true (local->is_local); /* 2q times ∇f */
  g_assert_cmpfloat_with_epsilon (local->entries[1][0], 0.44, 1e-12);
  g_assert_cmpfloat (local->entries[2][0], ==, 1);
}

/* What it begins with. */
static void
assert_latex (const char *example, const char *id, const char *latex)
{
  g_autoptr (CrDocument) document = load_example (example);
  CrKey key = cr_graph_find (cr_document_get_graph (document), id);
  g_autoptr (CrCard) card = cr_card_new (cr_document_get_tape (document), key, (CrNumberFormat) { 2, TRUE });
  g_autofree char *start = g_strndup (card->latex, strlen (latex));

  g_assert_cmpstr (start, ==, latex);
}

static void
test_latex (void)
{
  g_autoptr (CrDocument) document = load_example ("xyz");
  CrKey key = cr_graph_find (cr_document_get_graph (document), "x");
  g_autoptr (CrCard) card = cr_card_new (cr_document_get_tape (document), key, (CrNumberFormat) { 2, TRUE });
  g_autofree char *indexed = cr_gate_rule_dup_latex_name ("w₀");
  g_autofree char *figure = cr_gate_rule_dup_latex_name ("w12");
  g_autofree char *word = cr_gate_rule_dup_latex_name ("my_loss");

  g_assert_cmpstr (card->latex, ==,
                   "\\frac{\\partial f}{\\partial x} = \\frac{\\partial f}{\\partial q} \\cdot \\frac{\\partial q}{\\partial x} \\\\\n"
                   "-4.00 \\cdot 1.00 = -4.00");
  g_assert_cmpstr (indexed, ==, "w_{0}");
  g_assert_cmpstr (figure, ==, "w_{12}");
  g_assert_cmpstr (word, ==, "\\mathrm{my\\_loss}");
  assert_latex ("norm-squared", "W", "\\nabla_{W} f = \\nabla_{q} f \\cdot x^{\\top} \\\\\n"
                "\\begin{bmatrix} 0.09 & 0.18 \\\\ 0.10 & 0.21 \\end{bmatrix} = \\begin{bmatrix} 0.44 \\\\ 0.52 \\end{bmatrix} "
                "\\cdot \\begin{bmatrix} 0.20 & 0.40 \\end{bmatrix}");
  assert_latex ("two-layer-net", "p", "\\nabla_{\\hat{y}} L = 2 \\cdot (\\hat{y} - y) \\cdot \\nabla_{L} L");
  assert_latex ("softmax-loss", "s", "\\nabla_{s} L = (\\nabla_{\\mathrm{ln\\ p}} L)_{i} - \\mathrm{softmax}(s)_{i} \\cdot \\sum (\\nabla_{\\mathrm{ln\\ p}} L)_{j}");
}

/* Names have the same indices in the card's formula as on the canvas; as text they are copied as they are written. */
static void
test_indices (void)
{
  g_autoptr (CrDocument) document = load_example ("circle");
  CrKey key = cr_graph_find (cr_document_get_graph (document), "h1_1");
  g_autoptr (CrCard) card = cr_card_new (cr_document_get_tape (document), key, (CrNumberFormat) { 3, FALSE });
  g_autofree char *name = cr_text_name_to_markup ("h1_1");

  g_assert_nonnull (strstr (card->text, "∂L/∂h1_1 = "));
  g_assert_null (strstr (card->symbols, "h1_1"));
  g_assert_nonnull (strstr (card->symbols, name));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/cards/every-example", test_every_example);
  g_test_add_func ("/drawing/cards/lecture", test_lecture);
  g_test_add_func ("/drawing/cards/wires", test_wires);
  g_test_add_func ("/drawing/cards/product", test_product);
  g_test_add_func ("/drawing/cards/latex", test_latex);
  g_test_add_func ("/drawing/cards/indices", test_indices);
  return g_test_run ();
}
