/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings of the columns of a net, and the legend of its weights. */
#include "cr-network-captions.h"

#include "cr-network.h"
#include "cr-number-format.h"
#include "cr-order.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TITLE_SIZE 13.0
#define SUBTITLE_SIZE 12.0
#define TITLE_BASELINE 14.0
#define SUBTITLE_BASELINE 32.0
#define MOST_NAMES 4 /* of inputs that are named one by one */
#define LEGEND_SIZE 12.0
#define SAMPLE 30.0

/* --- Who feeds whom --- */

static gboolean
is_unit (const CrNode *node)
{
  return cr_gate_is_unit (node->gate);
}

/* Marks in @feeds (a byte a key) all that a node depends on. @stack is empty before and after. */
static void
mark_feeding (const CrGraph *graph, CrKey start, guint8 *feeds, GArray *stack)
{
  g_array_append_val (stack, start);
  while (stack->len > 0)
    {
      const CrNode *node = cr_graph_get_node (graph, g_array_index (stack, CrKey, stack->len - 1));

      g_array_set_size (stack, stack->len - 1);
      for (guint i = 0; i < node->n_operands; i++)
        if (node->operands[i] != CR_KEY_NONE && !feeds[node->operands[i]])
          {
            feeds[node->operands[i]] = 1;
            g_array_append_val (stack, node->operands[i]);
          }
    }
}

/* --- Columns --- */

static void
column_free (gpointer data)
{
  CrColumn *column = data;

  g_array_unref (column->keys);
  g_free (column->title);
  g_free (column->subtitle);
  g_free (column);
}

static CrColumn *
add_column (GPtrArray *columns, CrColumnKind kind)
{
  CrColumn *column = g_new0 (CrColumn, 1);

  column->kind = kind;
  column->keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  g_ptr_array_add (columns, column);
  return column;
}

static int
compare_heights (gconstpointer a, gconstpointer b, gpointer graph)
{
  const CrNode *one = cr_graph_get_node (graph, *(const CrKey *) a);
  const CrNode *other = cr_graph_get_node (graph, *(const CrKey *) b);

  if (one->place.y != other->place.y && !isnan (one->place.y) && !isnan (other->place.y))
    return one->place.y < other->place.y ? -1 : 1;
  return (one->key > other->key) - (one->key < other->key);
}

static void
place_column (CrColumn *column, const CrGraph *graph)
{
  double sum = 0;

  g_array_sort_with_data (column->keys, compare_heights, (gpointer) graph);
  column->top = INFINITY;
  for (guint i = 0; i < column->keys->len; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, g_array_index (column->keys, CrKey, i));
      CrBody body = cr_body_for_node (node, (CrShape) { 1, 1 });
      CrPoint place = isnan (node->place.x) ? (CrPoint) { 0, 0 } : node->place;

      sum += place.x;
      column->top = MIN (column->top, cr_body_get_area (&body, place).y);
    }
  column->x = sum / column->keys->len;
}

/* --- Words --- */

/* "x₁, x₂", or how many where they are too many. */
static char *
describe_inputs (const CrGraph *graph, const CrColumn *column)
{
  GString *names = g_string_new (NULL);

  if (column->keys->len > MOST_NAMES)
    g_string_append_printf (names, ngettext ("%u number", "%u numbers", column->keys->len), column->keys->len);
  else
    for (guint i = 0; i < column->keys->len; i++)
      {
        const CrNode *node = cr_graph_get_node (graph, g_array_index (column->keys, CrKey, i));
        g_autofree char *name = cr_text_name_to_markup (cr_node_get_title (node));

        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
      }
  return g_string_free (names, FALSE);
}

/* "½(ŷ − y)²", or the name of another loss. */
static char *
describe_loss (const CrNode *node)
{
  double factor;
  char number[CR_NUMBER_TEXT_SIZE];

  if (!g_str_equal (node->gate->name, "squared_error"))
    return g_markup_escape_text (cr_gate_get_title (node->gate), -1);
  factor = cr_node_get_number (node, "factor");
  if (factor == 0.5)
    return g_strdup ("½(ŷ − y)²");
  if (factor == 1)
    return g_strdup ("(ŷ − y)²");
  cr_number_format_write (factor, CR_NUMBER_FORMAT_STANDARD, number);
  return g_strdup_printf ("%s·(ŷ − y)²", number);
}

static void
name_column (CrColumn *column, const CrGraph *graph)
{
  switch (column->kind)
    {
    case CR_COLUMN_INPUTS:
      column->title = g_strdup (_("Inputs"));
      column->subtitle = describe_inputs (graph, column);
      break;
    case CR_COLUMN_LAYER:
      column->title = g_strdup_printf (ngettext ("%u neuron", "%u neurons", column->n_units), column->n_units);
      break;
    case CR_COLUMN_OUTPUT:
      column->title = g_strdup (_("Output"));
      break;
    case CR_COLUMN_LOSS:
      column->title = g_strdup (_("Loss"));
      column->subtitle = describe_loss (cr_graph_get_node (graph, g_array_index (column->keys, CrKey, 0)));
      break;
    }
}

static void
add_inputs (GPtrArray *columns, const CrGraph *graph)
{
  g_autofree guint8 *feeds = g_new0 (guint8, cr_graph_get_key_limit (graph));
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (CrKey));
  CrColumn *column = add_column (columns, CR_COLUMN_INPUTS);

  CR_GRAPH_FOR_EACH (graph, unit)
    if (is_unit (unit))
      mark_feeding (graph, unit->key, feeds, stack);
  CR_GRAPH_FOR_EACH (graph, node)
    if (g_str_equal (node->gate->name, "input") && feeds[node->key])
      g_array_append_val (column->keys, node->key);
}

static void
add_layers (GPtrArray *columns, GArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const CrNetworkLayer *layer = &g_array_index (layers, CrNetworkLayer, i);
      CrColumn *column = add_column (columns, layer->is_output ? CR_COLUMN_OUTPUT : CR_COLUMN_LAYER);

      column->layer = i;
      column->n_units = layer->n_units + layer->n_unfolded;
      g_array_append_vals (column->keys, layer->keys, layer->n_keys);
      column->subtitle = g_markup_escape_text (
          layer->mixed ? _("mixed") : layer->activation != NULL ? layer->activation->name : _("linear"), -1);
    }
}

static gboolean
depends_on (const CrNode *node, const guint8 *marked)
{
  for (guint i = 0; i < node->n_operands; i++)
    if (node->operands[i] != CR_KEY_NONE && marked[node->operands[i]])
      return TRUE;
  return FALSE;
}

static void
add_losses (GPtrArray *columns, const CrGraph *graph)
{
  g_autofree guint8 *is_behind_unit = g_new0 (guint8, cr_graph_get_key_limit (graph));
  guint n_nodes;
  g_autofree CrKey *order = cr_order_topologically (graph, &n_nodes);
  CrColumn *column = add_column (columns, CR_COLUMN_LOSS);

  for (guint i = 0; i < n_nodes; i++)
    {
      const CrNode *node = cr_graph_get_node (graph, order[i]);

      is_behind_unit[order[i]] = is_unit (node) || depends_on (node, is_behind_unit);
      if (node->gate->category == CR_CATEGORY_LOSSES && is_behind_unit[order[i]])
        g_array_append_val (column->keys, order[i]);
    }
}

GPtrArray *
cr_columns_find (const CrGraph *graph)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GArray) layers = cr_network_find_layers (graph);

  if (layers->len == 0)
    return columns;
  add_inputs (columns, graph);
  add_layers (columns, layers);
  add_losses (columns, graph);
  for (guint i = columns->len; i > 0; i--)
    if (((CrColumn *) columns->pdata[i - 1])->keys->len == 0)
      g_ptr_array_remove_index (columns, i - 1);
  for (guint i = 0; i < columns->len; i++)
    {
      place_column (columns->pdata[i], graph);
      name_column (columns->pdata[i], graph);
    }
  return columns;
}

static void
draw_line (const CrPen *pen, const char *markup, double size, gboolean bold, CrColorRole role, double x, double y, double width)
{
  const CrShaped *text;

  if (markup[0] == '\0' || !cr_pen_shows_text (pen, size))
    return;
  text = cr_fonts_shape (pen->fonts, markup, size, bold, CR_FIT_ELLIPSIS, width);
  cr_pen_set_color (pen, role);
  cr_fonts_draw (pen->fonts, pen->cairo, text, x - text->width / 2, y);
}

void
cr_column_draw_heading (const CrPen *pen, const CrColumn *column, double x, double y, double width)
{
  g_autofree char *title = g_markup_escape_text (column->title, -1);

  draw_line (pen, title, TITLE_SIZE, TRUE, CR_COLOR_INK, x, y + TITLE_BASELINE, width);
  draw_line (pen, column->subtitle, SUBTITLE_SIZE, FALSE, CR_COLOR_CAPTION, x, y + SUBTITLE_BASELINE, width);
}

/* --- Weights --- */

double
cr_weight_get_width (double weight, double greatest)
{
  return 0.75 + 6.25 * (greatest > 0 ? MIN (fabs (weight) / greatest, 1) : 0);
}

void
cr_weight_get_dash (double width, double *dash)
{
  dash[0] = MAX (1.6 * width, 5);
  dash[1] = MAX (1.1 * width, 4);
}

guint
cr_weight_list_samples (double greatest, double *samples)
{
  static const double factors[] = { 1, 2, 5 };
  int power;
  int factor = 2;

  if (!(greatest > 0) || !isfinite (greatest))
    return 0;
  power = (int) floor (log10 (greatest) + 1e-9);
  while (factor > 0 && factors[factor] * pow (10, power) > greatest * (1 + 1e-9))
    factor--;
  for (guint i = 3; i > 0; i--)
    {
      samples[i - 1] = factors[factor] * pow (10, power);
      power -= factor == 0;
      factor = (factor + 2) % 3;
    }
  return 3;
}

static double
draw_word (const CrPen *pen, const char *word, double x, double y)
{
  if (pen->cairo != NULL)
    cr_pen_text (pen, word, LEGEND_SIZE, FALSE, CR_COLOR_CAPTION, x, y + 4, 0);
  return x + cr_fonts_shape (pen->fonts, word, LEGEND_SIZE, FALSE, CR_FIT_FREE, 0)->width;
}

static double
draw_sample (const CrPen *pen, double weight, double greatest, double zoom, double x, double y)
{
  double width = zoom * cr_weight_get_width (weight, greatest);
  double dash[2];

  if (pen->cairo == NULL)
    return x + SAMPLE;
  cr_weight_get_dash (width, dash);
  if (weight < 0)
    cairo_set_dash (pen->cairo, dash, 2, 0);
  cairo_move_to (pen->cairo, x, y);
  cairo_line_to (pen->cairo, x + SAMPLE, y);
  cr_pen_stroke (pen, CR_COLOR_QUIET, width);
  cairo_set_dash (pen->cairo, NULL, 0, 0);
  return x + SAMPLE;
}

double
cr_weight_draw_legend (const CrPen *pen, double greatest, double zoom, double x, double y)
{
  double samples[3];
  guint n = cr_weight_list_samples (greatest, samples);
  char text[CR_NUMBER_TEXT_SIZE];
  double at;

  if (n == 0)
    return 0;
  at = draw_word (pen, _("Weight"), x, y) + 14;
  for (guint i = 0; i < n; i++)
    {
      guint decimals = samples[i] < 1 ? (guint) ceil (-log10 (samples[i]) - 1e-9) : 0;

      cr_number_format_write (samples[i], (CrNumberFormat) { decimals, TRUE }, text);
      at = draw_sample (pen, samples[i], greatest, zoom, at, y) + 6;
      at = draw_word (pen, text, at, y) + 20;
    }
  at = draw_sample (pen, -samples[1], greatest, zoom, at, y) + 8;
  return draw_word (pen, _("negative"), at, y) - x;
}
