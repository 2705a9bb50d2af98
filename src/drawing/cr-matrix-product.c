/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three matrices beside each other: what a gate sends back to an operand. */
#include "cr-matrix-product.h"

#include "cr-draw.h"
#include "cr-jacobian.h"

#include <math.h>

#define LARGEST 4 /* rows and columns that are shown */
#define SIZE 13.0
#define LINE CR_MATRIX_PRODUCT_LINE
#define GAP 9.0     /* between columns, and around a sign */
#define INSIDE 6.0  /* between a bracket and the numbers */
#define SIGN 10.0   /* as wide as that */
#define LIP 5.0
#define BASELINE 13.5
#define SLACK 1e-9 /* of the largest number: far more than rounding makes */

/* --- The numbers --- */

/* Whether it could be had: of the first example, @is_turned by its diagonal. */
static gboolean
take (CrMatrixProduct *product, guint part, const CrNumbers *numbers, gboolean is_turned)
{
  CrShape shape = numbers->shape;
  g_autofree double *entries = NULL;

  if (shape.rows > LARGEST || shape.columns > LARGEST)
    return FALSE;
  entries = g_new (double, cr_shape_get_size (shape));
  cr_numbers_get_example (numbers, 0, entries);
  product->shapes[part] = is_turned ? (CrShape) { shape.columns, shape.rows } : shape;
  product->entries[part] = g_new (double, cr_shape_get_size (shape));
  for (guint row = 0; row < shape.rows; row++)
    for (guint column = 0; column < shape.columns; column++)
      product->entries[part][is_turned ? column * shape.rows + row : row * shape.columns + column] = entries[row * shape.columns + column];
  return TRUE;
}

static double
reckon_row (const double *operands, guint n_operands, gconstpointer data)
{
  double sum = 0;

  for (guint i = 0; i + 1 < n_operands; i += 2)
    sum += operands[i] * operands[i + 1];
  return sum;
}

/* A matrix times a number, where they do not go together as matrices. */
static gboolean
is_scaled (const CrMatrixProduct *product)
{
  return cr_shape_is_number (product->shapes[2]) && product->shapes[1].columns > 1;
}

/* How many terms an entry of the product has, and the factors of one of them. */
static guint
count_terms (const CrMatrixProduct *product)
{
  return product->is_entrywise || is_scaled (product) ? 1 : product->shapes[1].columns;
}

static void
get_factors (const CrMatrixProduct *product, guint row, guint column, guint term, double *factors)
{
  guint columns = product->shapes[0].columns, n_terms = product->shapes[1].columns;
  gboolean is_alone = product->is_entrywise || is_scaled (product);

  factors[0] = product->entries[1][is_alone ? row * columns + column : row * n_terms + term];
  factors[1] = product->entries[2][product->is_entrywise ? row * columns + column : is_alone ? 0 : term * columns + column];
}

/* For each entry the numbers that it is reckoned from, in pairs. */
static void
reckon (CrMatrixProduct *product, CrNumberFormat format)
{
  guint rows = product->shapes[0].rows, columns = product->shapes[0].columns, n_terms = count_terms (product);
  g_autofree double *operands = g_new (double, 2 * rows * columns * n_terms);
  double *next = operands;
  gboolean holds = TRUE;

  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      {
        double sum = 0, size = 0, entry = product->entries[0][row * columns + column];

        for (guint i = 0; i < n_terms; i++, next += 2)
          {
            get_factors (product, row, column, i, next);
            sum += next[0] * next[1];
            size += fabs (next[0] * next[1]);
          }
        holds = holds && (!isfinite (sum) || !isfinite (entry) || fabs (sum - entry) <= SLACK * MAX (size, fabs (entry)));
      }
  product->reckoning = cr_reckoning_find (reckon_row, NULL, 2 * n_terms, operands, rows * columns, product->entries[0], format);
  product->sign = !holds ? "≠" : product->reckoning.is_exact ? "=" : "≈";
}

/* --- Which gate --- */

/* ∇A = g · Bᵀ, ∇B = Aᵀ · g. */
static gboolean
take_matrices (CrMatrixProduct *product, CrTape *tape, const CrNode *gate, guint operand, const CrNumbers *upstream)
{
  CrNumbers other;

  if (operand >= 2 || !cr_tape_get_value (tape, gate->operands[1 - operand], &other) || !take (product, operand == 0 ? 1 : 2, upstream, FALSE)
      || !take (product, operand == 0 ? 2 : 1, &other, TRUE))
    return FALSE;
  product->is_gradient[operand == 0 ? 1 : 2] = TRUE;
  return TRUE;
}

/* The local gradient on the left, in the shape in which it can be multiplied by the upstream one. */
static gboolean
take_local (CrMatrixProduct *product, CrTape *tape, const CrNode *gate, guint operand, const CrNumbers *upstream)
{
  CrShape from = product->shapes[0], to = upstream->shape;
  g_autoptr (CrJacobian) jacobian = NULL;

  if (!take (product, 2, upstream, FALSE) || (cr_shape_is_number (from) && cr_shape_is_number (to)))
    return FALSE;
  jacobian = cr_jacobian_new (tape, gate->key, operand, NULL);
  product->is_gradient[2] = product->is_local = TRUE;
  if (jacobian == NULL)
    return FALSE;
  if (jacobian->structure == CR_JACOBIAN_DIAGONAL && !cr_shape_equal (from, to))
    return FALSE;
  product->is_entrywise = jacobian->structure == CR_JACOBIAN_DIAGONAL;
  if (product->is_entrywise || cr_shape_is_number (to))
    {
      product->shapes[1] = from;
      product->entries[1] = g_memdup2 (jacobian->entries, sizeof (double) * cr_shape_get_size (from));
      return TRUE;
    }
  if (from.columns != 1 || to.columns != 1)
    return FALSE;
  product->shapes[1] = (CrShape) { from.rows, to.rows };
  product->entries[1] = g_new (double, from.rows * to.rows);
  for (guint row = 0; row < from.rows; row++)
    for (guint column = 0; column < to.rows; column++)
      product->entries[1][row * to.rows + column] = jacobian->entries[column * from.rows + row];
  return TRUE;
}

CrMatrixProduct *
cr_matrix_product_new (CrTape *tape, CrKey gate, guint operand, CrNumberFormat format)
{
  g_autoptr (CrMatrixProduct) product = g_new0 (CrMatrixProduct, 1);
  const CrNode *node = cr_graph_get_node (cr_tape_get_graph (tape), gate);
  g_autofree double *sent = NULL;
  CrNumbers upstream, own;
  gboolean is_taken;

  if (node == NULL || operand >= node->n_operands || !cr_tape_get_gradient (tape, gate, &upstream)
      || !cr_tape_get_value (tape, node->operands[operand], &own))
    return NULL;
  sent = g_new (double, cr_shape_get_size (own.shape) * own.width);
  if (!cr_tape_get_product (tape, gate, operand, sent))
    return NULL;
  own.entries = sent;
  product->is_gradient[0] = TRUE;
  if (!take (product, 0, &own, FALSE))
    return NULL;
  is_taken = g_str_equal (node->gate->name, "matmul") ? take_matrices (product, tape, node, operand, &upstream)
                                                      : take_local (product, tape, node, operand, &upstream);
  if (!is_taken)
    return NULL;
  reckon (product, format);
  return g_steal_pointer (&product);
}

void
cr_matrix_product_free (CrMatrixProduct *product)
{
  for (guint part = 0; part < 3; part++)
    g_free (product->entries[part]);
  g_free (product);
}

const char *
cr_matrix_product_get_times (const CrMatrixProduct *product)
{
  return product->is_entrywise ? "∘" : "·";
}

/* --- The picture --- */

static void
write_entry (const CrMatrixProduct *product, guint part, guint row, guint column, char *text)
{
  double entry = product->entries[part][row * product->shapes[part].columns + column];

  cr_number_format_write (entry, part == 0 ? product->reckoning.result : cr_reckoning_get_format (&product->reckoning, entry), text);
}

static double
measure_column (const CrMatrixProduct *product, CrFonts *fonts, guint part, guint column)
{
  double width = 0;
  char text[CR_NUMBER_TEXT_SIZE];

  for (guint row = 0; row < product->shapes[part].rows; row++)
    {
      write_entry (product, part, row, column, text);
      width = MAX (width, cr_fonts_measure_number (fonts, text, SIZE, FALSE));
    }
  return width;
}

static double
measure_part (const CrMatrixProduct *product, CrFonts *fonts, guint part)
{
  double width = 2 * INSIDE + GAP * (product->shapes[part].columns - 1);

  for (guint column = 0; column < product->shapes[part].columns; column++)
    width += measure_column (product, fonts, part, column);
  return width;
}

double
cr_matrix_product_get_width (const CrMatrixProduct *product, CrFonts *fonts)
{
  double width = 2 * (SIGN + 2 * GAP);

  for (guint part = 0; part < 3; part++)
    width += measure_part (product, fonts, part);
  return width;
}

guint
cr_matrix_product_count_lines (const CrMatrixProduct *product)
{
  return MAX (product->shapes[0].rows, MAX (product->shapes[1].rows, product->shapes[2].rows));
}

double
cr_matrix_product_get_height (const CrMatrixProduct *product, CrFonts *fonts, double width)
{
  return MIN (1, width / cr_matrix_product_get_width (product, fonts)) * LINE * cr_matrix_product_count_lines (product);
}

static void
draw_part (const CrPen *pen, const CrMatrixProduct *product, guint part, double x, double middle)
{
  guint rows = product->shapes[part].rows;
  double top = middle - LINE * rows / 2, right = x + INSIDE;
  CrArea area = { x, top, measure_part (product, pen->fonts, part), LINE * rows };
  CrColorRole other = product->is_local ? CR_COLOR_INK : CR_COLOR_VALUE;
  char text[CR_NUMBER_TEXT_SIZE];

  if (!cr_shape_is_number (product->shapes[part]))
    cr_draw_brackets (pen, &area, LIP, (CrStroke) { CR_COLOR_CAPTION, 1.5 });
  cr_pen_set_color (pen, product->is_gradient[part] ? CR_COLOR_GRADIENT : other);
  for (guint column = 0; column < product->shapes[part].columns; column++)
    {
      right += measure_column (product, pen->fonts, part, column);
      for (guint row = 0; row < rows; row++)
        {
          write_entry (product, part, row, column, text);
          cr_fonts_draw_number (pen->fonts, pen->cairo, text, SIZE, FALSE,
                                right - cr_fonts_measure_number (pen->fonts, text, SIZE, FALSE), top + LINE * row + BASELINE);
        }
      right += GAP;
    }
}

void
cr_matrix_product_draw (const CrPen *pen, const CrMatrixProduct *product, const CrArea *area)
{
  const char *const signs[] = { NULL, product->sign, cr_matrix_product_get_times (product) };
  double scale = MIN (1, area->width / cr_matrix_product_get_width (product, pen->fonts));
  double x = 0, middle = LINE * cr_matrix_product_count_lines (product) / 2;

  cairo_save (pen->cairo);
  cairo_translate (pen->cairo, area->x, area->y);
  cairo_scale (pen->cairo, scale, scale);
  for (guint part = 0; part < 3; part++)
    {
      if (signs[part] != NULL)
        {
          cr_pen_text (pen, signs[part], SIZE, FALSE, CR_COLOR_INK, x + GAP + SIGN / 2, middle + 0.36 * SIZE, 0.5);
          x += SIGN + 2 * GAP;
        }
      draw_part (pen, product, part, x, middle);
      x += measure_part (product, pen->fonts, part);
    }
  cairo_restore (pen->cairo);
}
