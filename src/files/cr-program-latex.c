/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph as a picture in LaTeX with TikZ: values above the nodes, gradients below, as the lecture draws them. */
#include "cr-program-private.h"

#include <math.h>
#include <string.h>

/* Centimetres for a pixel of the canvas, and the longest side that TeX can take. */
#define CENTIMETRES 0.025
#define LONGEST 500.0

/* What the fonts of plain LaTeX have, or only in formulas. */
static const struct
{
  const char *sign;
  const char *latex;
} signs[] = {
  { "\\", "\\textbackslash{}" }, { "{", "\\{" }, { "}", "\\}" }, { "$", "\\$" }, { "&", "\\&" }, { "#", "\\#" }, { "%", "\\%" }, { "_", "\\_" },
  { "^", "\\textasciicircum{}" }, { "~", "\\textasciitilde{}" }, { "\"", "\\textquotedbl{}" }, { "<", "\\textless{}" }, { ">", "\\textgreater{}" },
  { "₀", "$_0$" }, { "₁", "$_1$" }, { "₂", "$_2$" }, { "₃", "$_3$" }, { "₄", "$_4$" }, { "₅", "$_5$" }, { "₆", "$_6$" }, { "₇", "$_7$" },
  { "₈", "$_8$" }, { "₉", "$_9$" }, { "⁰", "$^0$" }, { "¹", "$^1$" }, { "²", "$^2$" }, { "³", "$^3$" }, { "⁴", "$^4$" }, { "⁵", "$^5$" },
  { "⁶", "$^6$" }, { "⁷", "$^7$" }, { "⁸", "$^8$" }, { "⁹", "$^9$" }, { "ᵀ", "$^\\top$" }, { "ŷ", "$\\hat y$" },
  { "α", "$\\alpha$" }, { "β", "$\\beta$" }, { "γ", "$\\gamma$" }, { "δ", "$\\delta$" }, { "ε", "$\\varepsilon$" }, { "η", "$\\eta$" },
  { "θ", "$\\theta$" }, { "λ", "$\\lambda$" }, { "μ", "$\\mu$" }, { "ν", "$\\nu$" }, { "π", "$\\pi$" }, { "ρ", "$\\rho$" }, { "σ", "$\\sigma$" },
  { "τ", "$\\tau$" }, { "φ", "$\\varphi$" }, { "ω", "$\\omega$" }, { "Δ", "$\\Delta$" }, { "Φ", "$\\Phi$" }, { "Σ", "$\\Sigma$" },
  { "∇", "$\\nabla$" }, { "∂", "$\\partial$" }, { "−", "$-$" }, { "×", "$\\times$" }, { "·", "$\\cdot$" }, { "÷", "$\\div$" },
  { "√", "$\\surd$" }, { "∞", "$\\infty$" }, { "≤", "$\\le$" }, { "≥", "$\\ge$" }, { "→", "$\\to$" }, { "‖", "$\\|$" }, { "…", "\\dots{}" },
};

static const char *
find_sign (const char *at)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_utf8_get_char (signs[i].sign) == g_utf8_get_char (at))
      return signs[i].latex;
  return NULL;
}

static void
append_escaped (GString *text, const char *foreign)
{
  for (const char *at = foreign; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *latex = find_sign (at);

      if (latex != NULL)
        g_string_append (text, latex);
      else
        g_string_append_unichar (text, cr_program_is_unseen (g_utf8_get_char (at)) ? ' ' : g_utf8_get_char (at));
    }
}

/* The corner of the nodes' places, and how many centimetres a pixel becomes. */
typedef struct
{
  CrPoint corner;
  double scale;
} Frame;

/* Places may be far out, where differences are no longer finite. */
static CrPoint
get_place (const CrNode *node)
{
  if (!node->has_place)
    return (CrPoint) { 0, 0 };
  return (CrPoint) { CLAMP (node->place.x, -1e15, 1e15), CLAMP (node->place.y, -1e15, 1e15) };
}

static Frame
measure (const CrGraph *graph)
{
  CrPoint low = { INFINITY, INFINITY }, high = { -INFINITY, -INFINITY };
  double longest;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrPoint place = get_place (node);

      low = (CrPoint) { MIN (low.x, place.x), MIN (low.y, place.y) };
      high = (CrPoint) { MAX (high.x, place.x), MAX (high.y, place.y) };
    }
  longest = MAX (high.x - low.x, high.y - low.y);
  return (Frame) { low, longest > LONGEST / CENTIMETRES ? LONGEST / longest : CENTIMETRES };
}

static void
fill_number (GString *text, const char *word, gpointer node)
{
  double number = cr_node_get_number (node, ((const CrNode *) node)->gate->attributes[0].name);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (digits, sizeof digits, "%.4g", number));
}

static void
append_numbers (GString *text, const char *place, const CrNumbers *numbers)
{
  g_string_append_printf (text, ", label={[%s]%s:$", place, strcmp (place, "value") == 0 ? "above" : "below");
  cr_program_append_short (text, numbers, "-", " \\times ");
  g_string_append (text, "$}");
}

/* A source shows its name, a gate its sign; a gate with a label shows that beside it. */
static void
write_node (GString *text, const CrTape *tape, const CrNode *node, const Frame *frame, gboolean is_output)
{
  CrPoint place = get_place (node);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean is_source = cr_gate_is_source (node->gate);
  const CrPieces *pieces = cr_pieces_find (node->gate);
  CrNumbers numbers;

  g_string_append_printf (text, "  \\node[%s", is_output ? "output" : is_source ? "source" : "gate");
  if (cr_tape_get_value (tape, node->key, &numbers))
    append_numbers (text, "value", &numbers);
  if (cr_tape_get_gradient (tape, node->key, &numbers))
    append_numbers (text, "gradient", &numbers);
  g_string_append_printf (text, "] (%u) at (%s, %s) {", node->key,
                          g_ascii_formatd (x, sizeof x, "%.4f", (place.x - frame->corner.x) * frame->scale),
                          g_ascii_formatd (y, sizeof y, "%.4f", (frame->corner.y - place.y) * frame->scale));
  if (is_source)
    append_escaped (text, cr_node_get_title (node));
  else
    {
      g_string_append_c (text, '$');
      cr_program_fill (text, pieces->latex, fill_number, (gpointer) node);
      g_string_append_c (text, '$');
    }
  g_string_append (text, "};\n");
}

void
cr_program_write_latex (GString *text, const CrTape *tape)
{
  const CrGraph *graph = cr_tape_get_graph (tape);
  CrKey output = cr_tape_get_output (tape, NULL);
  Frame frame = measure (graph);

  cr_program_append_title (text, graph, "% ", "");
  g_string_append (text, "\\documentclass[tikz, border=4mm]{standalone}\n"
                         "\\usepackage[T1]{fontenc}\n"
                         "\\usetikzlibrary{arrows.meta}\n"
                         "\\definecolor{value}{HTML}{1A5FB4}\n"
                         "\\definecolor{gradient}{HTML}{C64600}\n"
                         "\\begin{document}\n"
                         "\\begin{tikzpicture}[\n"
                         "  gate/.style={draw, circle, minimum size=9mm, inner sep=1pt},\n"
                         "  output/.style={gate, double},\n"
                         "  source/.style={draw, rounded corners=2pt, minimum size=7mm},\n"
                         "  value/.style={text=value, font=\\footnotesize},\n"
                         "  gradient/.style={text=gradient, font=\\footnotesize},\n"
                         "  wire/.style={-{Stealth[length=2mm]}}]\n");
  CR_GRAPH_FOR_EACH (graph, node)
    {
      write_node (text, tape, node, &frame, node->key == output);
    }
  CR_GRAPH_FOR_EACH (graph, node)
    {
      for (guint i = 0; i < node->n_operands; i++)
        if (node->operands[i] != CR_KEY_NONE)
          g_string_append_printf (text, "  \\draw[wire] (%u) -- (%u);\n", node->operands[i], node->key);
    }
  g_string_append (text, "\\end{tikzpicture}\n\\end{document}\n");
}
