/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The band under a slide: what the step computes, in symbols and with its numbers, and what that is called. */
#include "cr-slide-private.h"

#include "cr-chain-rule.h"
#include "cr-gate-formula.h"
#include "cr-gate-rule.h"
#include "cr-matrix-product.h"
#include "cr-step-text.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MARGIN 48.0
#define FRACTION 34.0
#define NUMBER 40.0
#define CAPTION 24.0
#define SENTENCE 30.0
#define AROUND 22.0      /* over and under a sentence alone */
#define GAP 26.0         /* around the signs between the parts of an equation */
#define WORDS 0.5        /* of the width, from where the sentence stands */
#define NUMERATOR 45.0   /* baselines from the band's top */
#define DENOMINATOR 87.0
#define MIDDLE 66.0
#define NUMBERS 140.0
#define CAPTIONS 178.0
#define MATRICES 70.0    /* their top, and the most that they take */
#define MATRICES_ROOM 118.0
#define MATRICES_SCALE 2.2

/* Where the band is drawn. */
typedef struct
{
  const CrSlide *slide;
  cairo_t *cairo;
  double unit;
  double top;
  double width;
} Band;

static const CrGraph *
get_graph (const Band *band)
{
  return cr_tape_get_graph (band->slide->tape);
}

static char *
dup_name (const Band *band, CrKey key)
{
  const CrNode *node = cr_graph_get_node (get_graph (band), key);

  return node != NULL ? cr_text_name_to_markup (cr_node_get_title (node)) : g_strdup ("");
}

static gboolean
is_hidden (const Band *band, CrKey key, gboolean gradient)
{
  return band->slide->hides != NULL && band->slide->hides (key, gradient, band->slide->hider);
}

GArray *
cr_slide_find_operands (const CrGraph *graph, CrKey gate)
{
  const CrNode *node = cr_graph_get_node (graph, gate);
  GArray *operands = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; node != NULL && i < node->n_operands; i++)
    {
      const CrNode *operand = cr_graph_get_node (graph, node->operands[i]);

      if (operand != NULL && i != node->gate->label && !g_str_equal (operand->gate->name, "constant"))
        g_array_append_val (operands, i);
    }
  return operands;
}

/* --- Writing --- */

static double
measure (const Band *band, const char *markup, double size, gboolean bold)
{
  return cr_fonts_shape (band->slide->fonts, markup, size * band->unit, bold, CR_FIT_FREE, 0)->width;
}

static void
write_text (const Band *band, const char *markup, double size, gboolean bold, CrColorRole role, double x, double line, double align)
{
  CrSlideText text = { markup, size * band->unit, bold, role, 0 };

  cr_slide_text (band->slide, band->cairo, &text, x, band->top + line * band->unit, align);
}

/* --- The equation of a step backward --- */

/* One of its parts: a fraction (with nothing @below: a name), its number, and what that is called. */
typedef struct
{
  char *above;
  char *below;
  const char *number;
  const char *caption;
  CrColorRole role;
} Part;

static double
measure_part (const Band *band, const Part *part)
{
  double below = part->below != NULL ? measure (band, part->below, FRACTION, FALSE) : 0;
  double fraction = MAX (measure (band, part->above, FRACTION, FALSE), below);

  return MAX (MAX (fraction, measure (band, part->number, NUMBER, TRUE)), measure (band, part->caption, CAPTION, FALSE));
}

static void
draw_fraction (const Band *band, const Part *part, double middle)
{
  double bar = MAX (measure (band, part->above, FRACTION, FALSE), measure (band, part->below, FRACTION, FALSE));
  CrColor color = cr_color_get (part->role, cr_picture_get_style (band->slide->picture)->dark);

  write_text (band, part->above, FRACTION, FALSE, part->role, middle, NUMERATOR, 0.5);
  write_text (band, part->below, FRACTION, FALSE, part->role, middle, DENOMINATOR, 0.5);
  cairo_set_source_rgb (band->cairo, color.red, color.green, color.blue);
  cairo_rectangle (band->cairo, middle - bar / 2 - 3 * band->unit, band->top + (NUMERATOR + 11) * band->unit, bar + 6 * band->unit,
                   MAX (1, 1.5 * band->unit));
  cairo_fill (band->cairo);
}

static void
draw_part (const Band *band, const Part *part, double x, double width)
{
  double middle = x + width / 2;

  if (part->below != NULL)
    draw_fraction (band, part, middle);
  else
    write_text (band, part->above, FRACTION, FALSE, part->role, middle, MIDDLE, 0.5);
  write_text (band, part->number, NUMBER, TRUE, part->role, middle, NUMBERS, 0.5);
  write_text (band, part->caption, CAPTION, FALSE, CR_COLOR_CAPTION, middle, CAPTIONS, 0.5);
}

static void
draw_sign (const Band *band, const char *above, const char *below, double x)
{
  write_text (band, above, FRACTION, FALSE, CR_COLOR_INK, x, MIDDLE, 0.5);
  write_text (band, below, NUMBER, FALSE, CR_COLOR_INK, x, NUMBERS, 0.5);
}

static double
draw_parts (const Band *band, const Part *parts, gboolean is_exact)
{
  double x = MARGIN * band->unit, gap = 2 * GAP * band->unit;

  for (guint i = 0; i < 3; i++)
    {
      double width = measure_part (band, &parts[i]);

      draw_part (band, &parts[i], x, width);
      x += width;
      if (i < 2)
        draw_sign (band, i == 0 ? "=" : "·", i == 1 ? "·" : is_exact ? "=" : "≈", x + gap / 2);
      x += i < 2 ? gap : 0;
    }
  return x;
}

/* "∂(q × z)": the expression where there is one, so that the output's name does not stand for two things. */
static char *
dup_numerator (const Band *band, const CrNode *gate)
{
  g_autofree char *expression = cr_step_text_expression (get_graph (band), gate->key);
  g_autofree char *markup = expression != NULL ? cr_text_symbol_to_markup (expression) : NULL;
  g_autofree char *name = dup_name (band, gate->key);

  return markup != NULL ? g_strdup_printf ("∂(%s)", markup) : g_strdup_printf ("∂%s", name);
}

/* gradient = upstream · local, of one operand; of one of several uses by the name of the wire. Returns where it ends; 0 where these are no single numbers. */
static double
draw_term (const Band *band, const CrNode *gate)
{
  guint operand = band->slide->operand;
  CrKey from = gate->operands[operand];
  g_autofree char *from_name = dup_name (band, from);
  g_autofree char *to_name = dup_name (band, gate->key);
  g_autofree char *output = dup_name (band, cr_tape_get_output (band->slide->tape, NULL));
  g_autofree char *of_output = g_strdup_printf ("∂%s", output);
  g_autofree char *by_from = g_strdup_printf ("∂%s", from_name);
  g_autofree char *by_to = g_strdup_printf ("∂%s", to_name);
  g_autofree char *numerator = dup_numerator (band, gate);
  g_autofree char *branch = cr_chain_dup_branch (get_graph (band), gate->key, operand);
  g_autofree char *branch_markup = branch != NULL ? cr_text_formula_to_markup (branch) : NULL;
  CrChainTerm term;
  CrChainText text;

  if (!cr_chain_term_get (band->slide->tape, gate->key, operand, &term))
    return 0;
  cr_chain_term_write (&term, cr_picture_get_style (band->slide->picture)->format, &text);
  if (is_hidden (band, from, TRUE))
    strcpy (text.gradient, "?");
  if (is_hidden (band, gate->key, TRUE))
    strcpy (text.upstream, "?");

  const Part parts[] = {
    { branch != NULL ? branch_markup : of_output, branch != NULL ? NULL : by_from, text.gradient, _("gradient"), CR_COLOR_GRADIENT },
    { of_output, by_to, text.upstream, _("upstream"), CR_COLOR_GRADIENT },
    { numerator, by_from, text.local, _("local"), CR_COLOR_INK },
  };

  return draw_parts (band, parts, text.is_exact);
}

/* --- Of matrices the rule, and the shapes --- */

/* Under its rule what a matrix product sends, with its numbers; FALSE where there are none to be shown. */
static gboolean
draw_matrices (const Band *band, const CrNode *gate, double *end)
{
  CrNumberFormat format = cr_picture_get_style (band->slide->picture)->format;
  g_autoptr (CrMatrixProduct) product = cr_matrix_product_new (band->slide->tape, gate->key, band->slide->operand, format);
  CrPen pen = cr_pen_make (band->cairo, band->slide->fonts, cr_picture_get_style (band->slide->picture)->dark, 1);
  double left = MARGIN * band->unit, width, scale;

  for (guint i = 0; i < gate->n_operands; i++)
    if (is_hidden (band, gate->operands[i], i == band->slide->operand))
      return FALSE;
  if (product == NULL || is_hidden (band, gate->key, TRUE))
    return FALSE;
  width = cr_matrix_product_get_width (product, band->slide->fonts);
  scale = MATRICES_ROOM / (CR_MATRIX_PRODUCT_LINE * cr_matrix_product_count_lines (product));
  scale = MIN (MIN (scale, MATRICES_SCALE) * band->unit, (WORDS * band->width - 2 * left) / width);
  cairo_save (band->cairo);
  cairo_translate (band->cairo, left, band->top + MATRICES * band->unit);
  cairo_scale (band->cairo, scale, scale);
  cr_matrix_product_draw (&pen, product, &(CrArea) { 0, 0, width, 0 });
  cairo_restore (band->cairo);
  *end = MAX (*end, left + scale * width);
  return TRUE;
}

static double
draw_rule (const Band *band, const CrNode *gate)
{
  g_autofree char *rule = cr_gate_rule_dup (get_graph (band), gate->key, band->slide->operand);
  g_autofree char *whole = rule == NULL ? cr_gate_rule_dup_whole (get_graph (band), gate->key) : NULL;
  g_autofree char *escaped = cr_text_formula_to_markup (rule != NULL ? rule : whole);
  g_autofree char *name = dup_name (band, gate->operands[band->slide->operand]);
  g_autofree char *branch = cr_chain_dup_branch (get_graph (band), gate->key, band->slide->operand);
  g_autofree char *branch_markup = branch != NULL ? cr_text_formula_to_markup (branch) : NULL;
  g_autofree char *markup = branch != NULL ? g_strdup_printf ("%s: %s", branch_markup, escaped) : g_strdup_printf ("∇%s = %s", name, escaped);
  double end = MARGIN * band->unit + measure (band, markup, NUMBER, FALSE);
  gboolean is_shown = draw_matrices (band, gate, &end);
  CrShape shape;

  write_text (band, markup, NUMBER, FALSE, CR_COLOR_GRADIENT, MARGIN * band->unit, is_shown ? MATRICES - 20 : MIDDLE + 12, 0);
  if (!is_shown && cr_tape_get_shape (band->slide->tape, gate->operands[band->slide->operand], &shape))
    {
      g_autofree char *text = cr_shape_to_caption (shape);
      g_autofree char *caption = g_strdup_printf (_("∇%s has the shape of %s: %s"), name, name, text);

      write_text (band, caption, CAPTION, FALSE, CR_COLOR_CAPTION, MARGIN * band->unit, NUMBERS - 12, 0);
    }
  return end;
}

/* --- Forward --- */

static double
draw_forward (const Band *band, const CrNode *gate)
{
  g_autofree char *expression = cr_step_text_expression (get_graph (band), gate->key);
  g_autofree char *formula = expression != NULL ? NULL : cr_gate_formula_dup (get_graph (band), gate->key);
  g_autofree char *symbols = cr_text_symbol_to_markup (expression != NULL ? expression : formula);
  g_autofree char *name = dup_name (band, gate->key);
  g_autofree char *equation = g_strdup_printf ("%s = %s", name, symbols);
  g_autofree char *numbers = NULL;
  gboolean is_shown = !is_hidden (band, gate->key, FALSE);
  CrShape shape;

  if (cr_tape_get_shape (band->slide->tape, gate->key, &shape) && !cr_shape_is_number (shape))
    {
      g_autofree char *text = cr_shape_to_caption (shape);
      g_autofree char *caption = g_strdup_printf ("%s: %s", name, text);

      write_text (band, equation, NUMBER, FALSE, CR_COLOR_VALUE, MARGIN * band->unit, MIDDLE + 12, 0);
      write_text (band, caption, CAPTION, FALSE, CR_COLOR_CAPTION, MARGIN * band->unit, NUMBERS - 12, 0);
      return MARGIN * band->unit + measure (band, equation, NUMBER, FALSE);
    }
  for (guint i = 0; i < gate->n_operands; i++)
    is_shown = is_shown && !is_hidden (band, gate->operands[i], FALSE);
  numbers = is_shown ? cr_step_text_forward (band->slide->tape, gate->key, cr_picture_get_style (band->slide->picture)->format) : NULL;
  write_text (band, equation, FRACTION, FALSE, CR_COLOR_INK, MARGIN * band->unit, MIDDLE, 0);
  if (numbers != NULL)
    write_text (band, numbers, NUMBER, FALSE, CR_COLOR_VALUE, MARGIN * band->unit, NUMBERS, 0);
  return MARGIN * band->unit + MAX (measure (band, equation, FRACTION, FALSE), numbers != NULL ? measure (band, numbers, NUMBER, FALSE) : 0);
}

/* --- Words --- */

/* Title and what the gate does to what arrives; of its own table's words. */
static char *
dup_words (const Band *band, const CrTimelineStep *step)
{
  const CrNode *gate = cr_graph_get_node (get_graph (band), step->key);
  g_autofree char *title = g_markup_escape_text (cr_gate_get_title (gate->gate), -1);
  g_autofree char *pattern = step->phase == CR_PHASE_BACKWARD ? cr_step_text_pattern (get_graph (band), step->key) : NULL;
  g_autofree char *plain = step->phase == CR_PHASE_FORWARD ? cr_gate_formula_dup (get_graph (band), step->key)
                                                           : cr_gate_rule_dup_whole (get_graph (band), step->key);
  g_autofree char *formula = step->phase == CR_PHASE_FORWARD ? cr_text_symbol_to_markup (plain) : cr_text_formula_to_markup (plain);

  if (step->phase == CR_PHASE_LOSS)
    return g_strdup (_("The gradient of the output by itself is 1: here the way back begins."));
  if (step->phase == CR_PHASE_UPDATE)
    return g_strdup (_("Every parameter takes a small step against its gradient."));
  if (pattern != NULL)
    return g_steal_pointer (&pattern);
  if (step->phase == CR_PHASE_BACKWARD)
    return g_strdup_printf (_("<b>%s</b>: back goes %s."), title, formula);
  return g_strdup_printf ("<b>%s</b>: %s", title, formula);
}

/* Whether the graph has room over a band of that height. */
static gboolean
has_room (const CrSlide *slide, double width, double height, double band)
{
  CrArea all = cr_slide_get_whole (slide), room = cr_slide_get_room (width, height, band);
  double scale = cr_slide_get_least_scale (height);

  return all.width * scale <= room.width && all.height * scale <= room.height;
}

double
cr_slide_get_band (const CrSlide *slide, double width, double height)
{
  double unit = cr_slide_get_unit (height), band = CR_SLIDE_BAND * unit;
  g_autofree char *words = slide->text != NULL ? cr_text_symbol_to_markup (slide->text) : NULL;

  if (slide->current != NULL || slide->has_view || has_room (slide, width, height, band))
    return band;
  if (words == NULL)
    return 0;
  return MIN (band, 2 * AROUND * unit
                    + cr_fonts_shape (slide->fonts, words, SENTENCE * unit, FALSE, CR_FIT_WRAP, width - 2 * MARGIN * unit)->height);
}

/* Beside the equation; a text that is too high is written smaller. */
static void
draw_words (const Band *band, const char *markup, double x)
{
  double width = band->width - MARGIN * band->unit - x;
  double height = cr_slide_get_band (band->slide, band->width, band->unit * CR_SLIDE_HEIGHT);
  double room = height - 2 * 16 * band->unit;
  double size = SENTENCE;
  const CrShaped *shaped;
  double top;

  do
    shaped = cr_fonts_shape (band->slide->fonts, markup, size * band->unit, FALSE, CR_FIT_WRAP, width);
  while (shaped->height > room && (size -= 2) > CAPTION / 2);
  top = (height - shaped->height) / 2;

  CrSlideText text = { markup, size * band->unit, FALSE, CR_COLOR_INK, width };

  cr_slide_text (band->slide, band->cairo, &text, x, band->top + top + shaped->baseline, 0);
}

static double
draw_equation (const Band *band, const CrTimelineStep *step)
{
  const CrNode *gate = cr_graph_get_node (get_graph (band), step->key);
  double end;

  if (step->phase == CR_PHASE_LOSS || step->phase == CR_PHASE_UPDATE)
    {
      g_autofree char *text = cr_step_text_write (band->slide->tape, step, cr_picture_get_style (band->slide->picture)->format);
      g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", 2);
      double first = lines[0] != NULL && lines[1] != NULL ? MIDDLE + 6 : CR_SLIDE_BAND / 2 + 14;

      end = 0;
      for (guint i = 0; lines[i] != NULL; i++)
        {
          double size = lines[1] != NULL && i == 0 ? FRACTION : NUMBER;

          write_text (band, lines[i], size, FALSE, CR_COLOR_GRADIENT, MARGIN * band->unit, i == 0 ? first : NUMBERS, 0);
          end = MAX (end, measure (band, lines[i], size, FALSE));
        }
      return MARGIN * band->unit + end;
    }
  if (step->phase == CR_PHASE_FORWARD)
    return draw_forward (band, gate);
  if (band->slide->operand >= gate->n_operands)
    return 0;
  end = draw_term (band, gate);
  return end > 0 ? end : draw_rule (band, gate);
}

void
cr_slide_draw_band (const CrSlide *slide, cairo_t *cairo, double width, double height)
{
  double unit = cr_slide_get_unit (height);
  Band band = { slide, cairo, unit, height - cr_slide_get_band (slide, width, height), width };
  g_autofree char *words = slide->text != NULL ? cr_text_symbol_to_markup (slide->text) : NULL;
  double end = 0;

  if (slide->current != NULL && cr_graph_get_node (get_graph (&band), slide->current->key) != NULL)
    {
      end = draw_equation (&band, slide->current);
      if (words == NULL)
        words = dup_words (&band, slide->current);
    }
  if (words != NULL)
    draw_words (&band, words, end > 0 ? MAX (WORDS * width, end + MARGIN * unit) : MARGIN * unit);
}
