/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing overlaps: wires pass nodes and numbers, numbers stand on nothing and nearest to their own wires, all with the same digits, in
 * examples, edited examples, awkward and laid out graphs. */
#include "cr-examples.h"
#include "cr-graph-reader.h"
#include "cr-layout.h"
#include "cr-picture-private.h"
#include "graph-builder.h"
#include "overlaps.h"
#include "sample-graphs.h"

#include <math.h>
#include <string.h>

static CrGraph *
load_example (const char *name)
{
  g_autoptr (GBytes) bytes = cr_example_load (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) read = cr_graph_read_text (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);

  g_assert_no_error (error);
  return cr_layout_missing (read);
}

static Overlaps
count_in_style (const CrGraph *graph, CrPictureStyle style, const char *report)
{
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrPicture) picture = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  return overlaps_count (picture, report);
}

static Overlaps
count (const CrGraph *graph, const char *report)
{
  return count_in_style (graph, cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, FALSE), report);
}

static void
add (Overlaps *sum, Overlaps more)
{
  sum->wires += more.wires;
  sum->wire_words += more.wire_words;
  sum->wire_numbers += more.wire_numbers;
  sum->numbers += more.numbers;
  sum->bodies += more.bodies;
  sum->sizes += more.sizes;
  sum->strays += more.strays;
  sum->digits += more.digits;
  sum->names += more.names;
  sum->hidden += more.hidden;
  sum->hidden_branches += more.hidden_branches;
}

static void
print (const char *what, Overlaps sum)
{
  g_test_message ("%s: wires under nodes %u, through words %u, through numbers %u, numbers %u, bodies %u, sizes %u, strays %u, "
                  "digits %u, names %u, hidden %u and %u",
                  what, sum.wires, sum.wire_words, sum.wire_numbers, sum.numbers, sum.bodies, sum.sizes, sum.strays, sum.digits,
                  sum.names, sum.hidden, sum.hidden_branches);
}

/* --- Examples --- */

static void
test_examples (void)
{
  const char *const *names = cr_examples_get_names ();
  Overlaps sum = { 0 };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);

      add (&sum, count (graph, names[i]));
    }
  print ("examples", sum);
  g_assert_cmpuint (overlaps_sum (sum), ==, 0);
  g_assert_cmpuint (sum.hidden + sum.hidden_branches, ==, 0);
}

static void
test_examples_laid_out (void)
{
  const char *const *names = cr_examples_get_names ();
  Overlaps sum = { 0 };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);
      g_autoptr (CrGraph) placed = cr_layout_all (graph);

      add (&sum, count (placed, names[i]));
    }
  print ("examples laid out", sum);
  g_assert_cmpuint (overlaps_sum (sum), ==, 0);
  g_assert_cmpuint (sum.hidden, ==, 0);
  g_assert_cmpuint (sum.hidden_branches, <=, 2); /* between wires so close that it could be another's */
}

/* --- Awkward graphs --- */

#define NODE(id, gate, inputs, x, y) "{\"id\": \"" id "\", \"gate\": \"" gate "\", \"inputs\": [" inputs "], \"at\": [" #x ", " #y "]}"
#define INPUT(id, value, x, y) "{\"id\": \"" id "\", \"gate\": \"input\", \"value\": " #value ", \"at\": [" #x ", " #y "]}"
#define GRAPH(nodes, output) "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [" nodes "], \"output\": \"" output "\", \"view\": {\"decimals\": 2}}"

/* Each with how many of its numbers at most may wait for the pointer. */
static const struct
{
  const char *name;
  guint hidden;
  const char *text;
} awkward[] = {
  { "operands used again", 0,
    GRAPH (INPUT ("x", -2, 96, 96) "," INPUT ("y", 5, 96, 168) "," INPUT ("z", -4, 96, 240) ","
           NODE ("q", "add", "\"x\", \"y\"", 228, 132) "," NODE ("f", "mul", "\"q\", \"z\", \"x\", \"y\"", 396, 180), "f") },
  { "past the tags", 2,
    GRAPH (INPUT ("w0", 2, 253, 192) "," INPUT ("x0", -1, 253, 264) "," INPUT ("w1", -3, 253, 360) "," INPUT ("x1", -2, 253, 432) ","
           INPUT ("w2", -3, 253, 528) "," NODE ("p", "mul", "\"x1\", \"x0\"", 360, 228) "," NODE ("q", "mul", "\"w1\", \"x1\"", 360, 396) ","
           NODE ("r", "add", "\"p\", \"q\"", 468, 312) "," NODE ("s", "add", "\"r\", \"w2\"", 552, 312) ","
           NODE ("d", "sub", "\"w0\", \"p\"", 475, 424) "," NODE ("f", "sigmoid", "\"s\"", 636, 312), "f") },
  { "one into five", 1,
    GRAPH (INPUT ("x", 1.5, 96, 240) "," NODE ("a", "tanh", "\"x\"", 300, 60) "," NODE ("b", "tanh", "\"x\"", 300, 150) ","
           NODE ("c", "tanh", "\"x\"", 300, 240) "," NODE ("d", "tanh", "\"x\"", 300, 330) "," NODE ("e", "tanh", "\"x\"", 300, 420) ","
           NODE ("s", "add", "\"a\", \"b\", \"c\", \"d\", \"e\"", 480, 240), "s") },
  { "one into six, close", 4,
    GRAPH (INPUT ("x", 1.5, 96, 200) "," NODE ("a", "tanh", "\"x\"", 260, 60) "," NODE ("b", "tanh", "\"x\"", 260, 120) ","
           NODE ("c", "tanh", "\"x\"", 260, 180) "," NODE ("d", "tanh", "\"x\"", 260, 240) "," NODE ("e", "tanh", "\"x\"", 260, 300) ","
           NODE ("g", "tanh", "\"x\"", 260, 360) "," NODE ("s", "add", "\"a\", \"b\", \"c\", \"d\", \"e\", \"g\"", 400, 200), "s") },
  { "twice into the same gate", 2,
    GRAPH (INPUT ("x", -12.5, 96, 96) "," INPUT ("y", 3, 96, 200) "," NODE ("p", "mul", "\"x\", \"x\"", 260, 96) ","
           NODE ("q", "mul", "\"y\", \"y\", \"x\"", 260, 200) "," NODE ("f", "add", "\"p\", \"q\", \"p\"", 420, 150), "f") },
  { "long wires", 2,
    GRAPH (INPUT ("a", 2, 96, 60) "," INPUT ("b", -3, 96, 140) "," INPUT ("c", 4, 96, 220) "," NODE ("d", "mul", "\"a\", \"b\"", 260, 96) ","
           NODE ("e", "mul", "\"d\", \"c\", \"a\"", 420, 140) "," NODE ("h", "add", "\"e\", \"a\", \"c\", \"b\"", 580, 140) ","
           NODE ("k", "mul", "\"h\", \"d\", \"a\"", 740, 96), "k") },
  { "a gate into four", 2,
    GRAPH (INPUT ("x", 1.5, 96, 150) "," INPUT ("y", 2, 96, 230) "," NODE ("m", "mul", "\"x\", \"y\"", 230, 190) ","
           NODE ("a", "exp", "\"m\"", 400, 60) "," NODE ("b", "tanh", "\"m\"", 400, 140) "," NODE ("c", "sigmoid", "\"m\"", 400, 220) ","
           NODE ("d", "square", "\"m\"", 400, 300) "," NODE ("s", "add", "\"a\", \"b\", \"c\", \"d\"", 560, 180), "s") },
};

static CrGraph *
read_awkward (guint i)
{
  g_autoptr (GError) error = NULL;
  CrGraph *graph = cr_graph_read_text (awkward[i].text, strlen (awkward[i].text), &error);

  g_assert_no_error (error);
  return graph;
}

static void
test_awkward (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autoptr (CrGraph) graph = read_awkward (i);
      Overlaps overlaps = count (graph, awkward[i].name);

      print (awkward[i].name, overlaps);
      g_assert_cmpuint (overlaps_sum (overlaps), ==, 0);
      g_assert_cmpuint (overlaps.hidden + overlaps.hidden_branches, <=, awkward[i].hidden);
    }
}

/* Whether the point lies in a number's area, or by a pixel beside it: in its ground, where it has one. */
static gboolean
is_in_number (GArray *numbers, double x, double y, double pixel)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      const CrNumberLabel *number = &g_array_index (numbers, CrNumberLabel, i);
      CrArea area = number->is_chip ? cr_label_get_chip (&number->label.area) : number->label.area;

      area = cr_area_grown (&area, pixel);
      if (cr_area_contains (&area, (CrPoint) { x, y }))
        return TRUE;
    }
  return FALSE;
}

/* What counts as a number's area is where its ink is, at every zoom at which numbers are drawn. */
static void
assert_ink_in_areas (CrPicture *picture, GArray *numbers, double zoom)
{
  CrArea all = cr_picture_get_area (picture);
  int width = (int) (zoom * all.width) + 20, height = (int) (zoom * all.height) + 20;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cairo = cairo_create (surface);
  guint n = 0;

  cairo_translate (cairo, 10 - zoom * all.x, 10 - zoom * all.y);
  cairo_scale (cairo, zoom, zoom);
  cr_picture_draw_moving (picture, cairo, &all, zoom, NULL);
  cairo_surface_flush (surface);
  for (int row = 0; row < height; row++)
    {
      unsigned char *pixels = cairo_image_surface_get_data (surface) + row * cairo_image_surface_get_stride (surface);

      for (int column = 0; column < width; column++)
        if (((const guint32 *) (gpointer) pixels)[column] >> 24 >= 64)
          {
            g_assert_true (is_in_number (numbers, (column - 9.5) / zoom + all.x, (row - 9.5) / zoom + all.y, 1.5 / zoom));
            n++;
          }
    }
  g_assert_cmpuint (n, >, 100);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static void
test_ink (void)
{
  static const double zooms[] = { 0.6, 0.75, 1, 1.3, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autoptr (CrGraph) graph = read_awkward (i);
      g_autoptr (CrTape) tape = cr_tape_new (graph);
      CrPictureStyle style = cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, FALSE);
      g_autoptr (CrPicture) picture = NULL;
      g_autoptr (CrLabels) labels = cr_labels_new ();

      style.hide_grid = TRUE; /* what hides its dots is ink as well */
      cr_tape_forward (tape);
      cr_tape_backward (tape, NULL);
      picture = cr_picture_new (graph, tape, &style);
      for (guint key = 0; key < picture->items->len; key++)
        if (picture->items->pdata[key] != NULL)
          cr_picture_add_labels (picture, picture->items->pdata[key], FALSE, labels);
      for (guint j = 0; j < G_N_ELEMENTS (zooms); j++)
        assert_ink_in_areas (picture, labels->numbers, zooms[j]);
    }
}

/* The outline of an open group goes around the flag of its output, and breaks for numbers on a wire that leaves it. */
static void
test_group_outline (void)
{
  static const char text[] = "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [" INPUT ("x", 2, 96, 96) "," NODE ("a", "exp", "\"x\"", 228, 96) ","
      NODE ("b", "tanh", "\"a\"", 312, 96) "," NODE ("f", "sigmoid", "\"b\"", 396, 96) "], \"output\": \"f\", \"view\": {\"decimals\": 2}, "
      "\"groups\": [{\"id\": \"last\", \"members\": [\"b\", \"f\"]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);
  g_autoptr (CrTape) tape = NULL;
  g_autoptr (CrPicture) picture = NULL;
  g_autoptr (CrLabels) labels = cr_labels_new ();
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  const CrOpenGroup *open;
  CrArea flag;

  g_assert_no_error (error);
  tape = cr_tape_new (graph);
  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  open = &g_array_index (picture->open_groups, CrOpenGroup, 0);
  flag = cr_picture_get_flag (picture, cr_picture_get_item (picture, cr_graph_find (graph, "f")));
  g_assert_true (cr_area_contains_area (&open->area, &flag));
  for (const char *const *id = (const char *const[]) { "a", "b", "f", NULL }; *id != NULL; id++)
    cr_picture_add_labels (picture, cr_picture_get_item (picture, cr_graph_find (graph, *id)), FALSE, labels);
  g_assert_cmpuint (labels->numbers->len, ==, 6);
  for (guint i = 0; i < labels->numbers->len; i++)
    g_assert_cmpint (g_array_index (labels->numbers, CrNumberLabel, i).is_on_border, ==, i < 2);
}

/* The numbers of the output stand as high as those of every other gate in its row. */
static void
test_common_height (void)
{
  static const char *const rows[] = { "sigmoid-neuron", "xyz", "branches", "patterns" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CrGraph) graph = load_example (rows[i]);
      g_autoptr (CrTape) tape = cr_tape_new (graph);
      CrPictureStyle style = cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, FALSE);
      g_autoptr (CrPicture) picture = NULL;

      cr_tape_forward (tape);
      cr_tape_backward (tape, NULL);
      picture = cr_picture_new (graph, tape, &style);
      CR_GRAPH_FOR_EACH (graph, node)
        {
          g_autoptr (CrLabels) labels = cr_labels_new ();

          if (cr_gate_is_source (node->gate))
            continue;
          cr_picture_add_own_labels (picture, cr_picture_get_item (picture, node->key), FALSE, labels);
          g_assert_cmpuint (labels->numbers->len, ==, 2);
          g_assert_cmpfloat_with_epsilon (g_array_index (labels->numbers, CrNumberLabel, 0).baseline, node->place.y - CR_ABOVE, 0.01);
          g_assert_cmpfloat_with_epsilon (g_array_index (labels->numbers, CrNumberLabel, 1).baseline,
                                          node->place.y + CR_ABOVE + CR_FIGURE_HEIGHT, 0.01);
        }
    }
}

/* What a hand may make of a source's numbers: all times @factor, or (where that is 0) all of them @number. */
typedef struct
{
  double factor;
  double number;
} Change;

static CrGraph *
change_source (const CrGraph *graph, const CrNode *source, Change change)
{
  const CrMatrix *matrix = cr_node_get_matrix (source, "value");
  CrShape shape = matrix != NULL ? matrix->shape : (CrShape) { 1, 1 };
  guint n = (guint) cr_shape_get_size (shape);
  g_autofree double *entries = g_new (double, n);
  g_autoptr (CrMatrix) changed = NULL;
  g_autoptr (CrNode) copy = cr_node_copy (source);

  for (guint i = 0; i < n; i++)
    entries[i] = change.factor != 0 ? change.factor * (matrix != NULL ? matrix->entries[i] : 0) : change.number;
  changed = cr_matrix_new (shape.rows, shape.columns, entries);
  cr_node_set_matrix (copy, cr_gate_find_attribute (source->gate, "value"), changed);
  return cr_graph_with_node (graph, copy);
}

/* Each source of each example in turn set to other numbers, with few digits and with many. */
static void
test_edited_numbers (void)
{
  static const Change changes[] = { { 10, 0 }, { -1, 0 }, { 0.001, 0 }, { 0, 9 }, { 0, -123.4 }, { 0, -12 }, { 0, 123456 } };
  static const CrNumberFormat formats[] = { { 2, TRUE }, { 3, FALSE }, { 2, FALSE }, { 4, TRUE }, { 4, FALSE }, { 6, FALSE } };
  const char *const *names = cr_examples_get_names ();
  Overlaps sum = { 0 }, usual = { 0 };
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);

      CR_GRAPH_FOR_EACH (graph, node)
        for (guint j = 0; j < G_N_ELEMENTS (changes) && cr_gate_is_source (node->gate); j++)
          {
            g_autoptr (CrGraph) edited = change_source (graph, node, changes[j]);

            for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
              {
                CrPictureStyle style = cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, FALSE);
                g_autofree char *report = g_strdup_printf ("%s, %s times %g or %g, %u %s", names[i], node->id, changes[j].factor,
                                                           changes[j].number, formats[k].digits,
                                                           formats[k].decimals ? "decimals" : "digits");

                style.format = formats[k];
                add (formats[k].digits > 3 ? &sum : &usual, count_in_style (edited, style, report));
                n++;
              }
          }
    }
  print ("edited numbers, many digits", sum);
  print ("edited numbers", usual);
  g_test_message ("%u graphs", n);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (overlaps_sum (usual) + overlaps_sum (sum), ==, 0);
  g_assert_cmpuint (usual.hidden + usual.hidden_branches, ==, 0);
  g_assert_cmpuint (sum.hidden + sum.hidden_branches, <=, n / 16); /* longer than the gap between two gates: shown when pointed at */
}

/* Every operand taken from every other source of the graph, and every source as one more operand of an add. */
static void
test_rewired (void)
{
  const char *const *names = cr_examples_get_names ();
  Overlaps sum = { 0 };
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);

      if (cr_graph_get_n_nodes (graph) > 14) /* more are a net, or full */
        continue;
      CR_GRAPH_FOR_EACH (graph, source)
        CR_GRAPH_FOR_EACH (graph, node)
          for (guint operand = 0; operand <= node->n_operands && cr_gate_is_source (source->gate); operand++)
            {
              g_autofree char *report = g_strdup_printf ("%s, %s into %s at %u", names[i], source->id, node->id, operand);
              g_autoptr (CrNode) copy = cr_node_copy (node);
              g_autoptr (CrGraph) edited = NULL;
              g_autofree CrKey *operands = g_new0 (CrKey, node->n_operands + 1);

              if (cr_gate_is_source (node->gate) || (operand == node->n_operands && !g_str_equal (node->gate->name, "add")))
                continue;
              for (guint k = 0; k < node->n_operands; k++)
                operands[k] = node->operands[k];
              operands[operand] = source->key;
              cr_node_set_operands (copy, operands, MAX (operand + 1, node->n_operands));
              edited = cr_graph_with_node (graph, copy);
              add (&sum, count (edited, report));
              n++;
            }
    }
  print ("rewired", sum);
  g_test_message ("%u graphs", n);
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (overlaps_sum (sum) - sum.wire_words, ==, 0);
  g_assert_cmpuint (sum.wire_words, <=, 3); /* wires to a gate left of their source come in past its own name */
  g_assert_cmpuint (sum.hidden + sum.hidden_branches, <=, n / 6); /* on wires that nobody could tell apart */
}

/* Every gate moved to the left of what feeds it, below all others, so that wires run back into it, and from it to the right again; and
 * close above its first operand, so that one turns back at once. */
static void
test_running_back (void)
{
  const char *const *names = cr_examples_get_names ();
  Overlaps sum = { 0 };
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);
      CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
      g_autoptr (CrPicture) picture = cr_picture_new (graph, NULL, &style);
      CrArea area = cr_picture_get_area (picture);

      if (cr_graph_get_n_nodes (graph) > 14)
        continue;
      CR_GRAPH_FOR_EACH (graph, node)
        for (guint above = 0; above < 2 && !cr_gate_is_source (node->gate) && node->operands[0] != CR_KEY_NONE; above++)
          {
            const CrNode *from = cr_graph_get_node (graph, node->operands[0]);
            CrGraphEdit *edit = cr_graph_edit_begin (graph);
            g_autofree char *report = g_strdup_printf ("%s, %s %s", names[i], node->id, above ? "above" : "below");
            g_autoptr (CrGraph) moved = NULL;

            if (above)
              cr_graph_edit_move (edit, node->key, from->place.x - 48, area.y - 96);
            else
              cr_graph_edit_move (edit, node->key, from->place.x - 120, area.y + area.height + 96);
            moved = cr_graph_edit_end (edit);
            add (&sum, count (moved, report));
            n++;
          }
    }
  print ("running back", sum);
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (overlaps_sum (sum) - sum.wires - sum.wire_numbers, ==, 0);
  g_assert_cmpuint (sum.wires + sum.wire_numbers, <=, 2); /* softmax-loss: W and what stands right below it leave no way between them */
  /* Matrices higher than the gap that is left, wires that nobody could tell apart. */
  g_assert_cmpuint (sum.hidden + sum.hidden_branches, <=, 16);
}

/* --- Laid out graphs --- */

static void
test_random (void)
{
  Overlaps sum = { 0 };

  for (guint seed = 0; seed < 200; seed++)
    {
      g_autofree char *report = g_strdup_printf ("random %u", seed);
      g_autoptr (CrGraph) graph = sample_random (6 + seed % 55, seed);
      g_autoptr (CrGraph) placed = cr_layout_all (graph);

      add (&sum, count (placed, report));
    }
  print ("random", sum);
  g_assert_cmpuint (overlaps_sum (sum), ==, 0);
  g_assert_cmpuint (sum.hidden, ==, 0);
}

/* --- Chains that two sources go along --- */

/* @n gates, each of the one before it and of both sources, in one of six orders. */
static CrGraph *
build_ladder (guint n, guint order)
{
  static const char *const orders[] = { "%s y x", "%s x y", "y %s x", "x %s y", "x y %s", "y x %s" };
  g_autoptr (GraphBuilder) builder = graph_builder_new ();
  g_autoptr (CrGraph) graph = NULL;

  graph_builder_number (builder, "input", "x", 1.5);
  graph_builder_number (builder, "input", "y", 1.5);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("g%u", i);
      g_autofree char *before = i > 0 ? g_strdup_printf ("g%u", i - 1) : g_strdup ("x");
      g_autoptr (GString) operands = g_string_new (orders[order]);

      g_string_replace (operands, "%s", before, 1);
      graph_builder_gate (builder, i % 2 == 0 ? "add" : "mul", id, operands->str);
    }
  graph = graph_builder_end (builder);
  return cr_layout_missing (graph);
}

/* Laid out, wires that pass a gate on their way find room to turn to the next one. */
static void
test_ladders (void)
{
  Overlaps sum = { 0 };

  for (guint n = 2; n <= 8; n++)
    for (guint order = 0; order < 6; order++)
      {
        g_autofree char *report = g_strdup_printf ("%u gates, order %u", n, order);
        g_autoptr (CrGraph) graph = build_ladder (n, order);

        add (&sum, count (graph, report));
      }
  print ("ladders", sum);
  g_assert_cmpuint (overlaps_sum (sum), ==, 0);
}

/* --- Long names --- */

static const char *const long_names[] = {
  "p_long_name_here",
  "learning",
  "the_weighted_sum_of_the_second_layer_now",
  "隐藏层的加权和与偏置",
  "partial product",
};

/* Nodes named by turns; @one: all by the one name; @sources: also the sources. */
static CrGraph *
rename_nodes (const CrGraph *graph, guint first, gboolean one, gboolean sources)
{
  CrGraph *renamed = cr_graph_ref ((CrGraph *) graph);
  guint n = first;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_autoptr (CrNode) copy = cr_node_copy (node);
      CrGraph *next;

      if (cr_gate_is_source (node->gate) && !sources)
        continue;
      cr_node_set_label (copy, long_names[(one ? first : n++) % G_N_ELEMENTS (long_names)]);
      next = cr_graph_with_node (renamed, copy);
      cr_graph_unref (renamed);
      renamed = next;
    }
  return renamed;
}

/* The gates as they stand, and all laid out with these names. */
static void
add_renamed (const CrGraph *graph, const char *name, Overlaps sums[2], guint *n)
{
  for (guint i = 0; i < 2 * G_N_ELEMENTS (long_names); i++)
    {
      g_autofree char *report = g_strdup_printf ("%s, names %u", name, i);
      g_autofree char *report_all = g_strdup_printf ("%s, names %u, laid out", name, i);
      g_autoptr (CrGraph) renamed = rename_nodes (graph, i, i < G_N_ELEMENTS (long_names), FALSE);
      g_autoptr (CrGraph) other = rename_nodes (graph, i, i < G_N_ELEMENTS (long_names), TRUE);
      g_autoptr (CrGraph) all = cr_layout_all (other);

      add (&sums[0], count (renamed, report));
      add (&sums[1], count (all, report_all));
      ++*n;
    }
}

/* Names of all lengths leave the picture as clear as short ones do. */
static void
test_long_names (void)
{
  const char *const *names = cr_examples_get_names ();
  Overlaps examples[2] = { 0 }, others[2] = { 0 };
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);

      add_renamed (graph, names[i], examples, &n);
    }
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autoptr (CrGraph) graph = read_awkward (i);

      add_renamed (graph, awkward[i].name, others, &n);
    }
  for (guint seed = 0; seed < 40; seed += 4)
    {
      g_autofree char *report = g_strdup_printf ("random %u", seed);
      g_autoptr (CrGraph) graph = sample_random (6 + seed % 40, seed);
      g_autoptr (CrGraph) placed = cr_layout_missing (graph);

      add_renamed (placed, report, others, &n);
    }
  print ("long names", examples[0]);
  print ("long names, laid out", examples[1]);
  print ("long names, others", others[0]);
  print ("long names, others, laid out", others[1]);
  g_assert_cmpuint (n, >, 300);
  g_assert_cmpuint (overlaps_sum (examples[0]), ==, 0);
  g_assert_cmpuint (overlaps_sum (examples[1]), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (overlaps_sum (others[i]) - others[i].wire_words, <=, 3);
      g_assert_cmpuint (others[i].wire_words, <=, n); /* in graphs so dense that no way is free: 60,000 wires were looked at */
    }
}

/* --- Ways follow from places alone --- */

static void
assert_same_ways (CrPicture *one, CrPicture *other)
{
  for (guint key = 0; key < one->items->len; key++)
    {
      const CrItem *item = one->items->pdata[key];

      for (guint i = 0; item != NULL && i < item->n_wires; i++)
        {
          CrPoint points[2][CR_CURVE_POINTS];
          guint n;

          if (item->wires[i].from == CR_KEY_NONE)
            continue;
          cr_picture_ensure_way (one, &item->wires[i]);
          cr_picture_ensure_way (other, &cr_picture_get_item (other, key)->wires[i]);
          n = cr_curve_flatten (&item->wires[i].curve, points[0]);
          g_assert_cmpuint (n, ==, cr_curve_flatten (&cr_picture_get_item (other, key)->wires[i].curve, points[1]));
          for (guint j = 0; j < n; j++)
            {
              g_assert_cmpfloat (points[0][j].x, ==, points[1][j].x);
              g_assert_cmpfloat (points[0][j].y, ==, points[1][j].y);
            }
        }
    }
}

/* Nodes are moved about, wired, removed: a picture that followed has the same wires as one made anew. */
static void
test_ways_follow (void)
{
  GRand *random = g_rand_new_with_seed (5);
  g_autoptr (CrGraph) drawn = sample_random (40, 11);
  g_autoptr (CrGraph) graph = cr_layout_all (drawn);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  for (guint step = 0; step < 150; step++)
    {
      CrGraphEdit *edit = cr_graph_edit_begin (graph);
      const CrNode *node = cr_graph_get_next (graph, CR_KEY_NONE);
      g_autoptr (CrPicture) anew = NULL;

      for (gint n = g_rand_int_range (random, 0, (gint) cr_graph_get_n_nodes (graph)); n > 0; n--)
        node = cr_graph_get_next (graph, node->key);
      if (step % 10 == 9)
        cr_graph_edit_remove_nodes (edit, &node->key, 1);
      else
        cr_graph_edit_move (edit, node->key, node->place.x + 12 * g_rand_int_range (random, -9, 10),
                            node->place.y + 12 * g_rand_int_range (random, -9, 10));
      g_clear_pointer (&graph, cr_graph_unref);
      graph = cr_graph_edit_end (edit);
      cr_tape_update (tape, graph);
      cr_tape_forward (tape);
      cr_tape_backward (tape, NULL);
      cr_picture_update (picture, graph, tape);
      anew = cr_picture_new (graph, tape, &style);
      assert_same_ways (picture, anew);
    }
  g_rand_free (random);
}

/* The wires of a large graph look for their ways only when they are looked at, and find the same ones. */
static void
test_ways_later (void)
{
  g_autoptr (CrGraph) drawn = sample_random (600, 4);
  g_autoptr (CrGraph) graph = cr_layout_all (drawn);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) one = NULL;
  g_autoptr (CrPicture) other = NULL;
  CrArea all;
  guint n_later = 0;

  cr_tape_forward (tape);
  one = cr_picture_new (graph, tape, &style);
  other = cr_picture_new (graph, tape, &style);
  for (guint key = 0; key < one->items->len; key++)
    for (guint i = 0; one->items->pdata[key] != NULL && i < ((CrItem *) one->items->pdata[key])->n_wires; i++)
      n_later += ((CrItem *) one->items->pdata[key])->wires[i].needs_way;
  g_assert_cmpuint (n_later, >, 500);
  all = cr_picture_get_area (one);
  g_ptr_array_unref (cr_picture_find_wires (one, &all));
  for (guint key = 0; key < one->items->len; key++)
    for (guint i = 0; one->items->pdata[key] != NULL && i < ((CrItem *) one->items->pdata[key])->n_wires; i++)
      g_assert_false (((CrItem *) one->items->pdata[key])->wires[i].needs_way);
  assert_same_ways (one, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/overlaps/examples", test_examples);
  g_test_add_func ("/drawing/overlaps/examples-laid-out", test_examples_laid_out);
  g_test_add_func ("/drawing/overlaps/awkward", test_awkward);
  g_test_add_func ("/drawing/overlaps/ink", test_ink);
  g_test_add_func ("/drawing/overlaps/group-outline", test_group_outline);
  g_test_add_func ("/drawing/overlaps/common-height", test_common_height);
  g_test_add_func ("/drawing/overlaps/edited-numbers", test_edited_numbers);
  g_test_add_func ("/drawing/overlaps/rewired", test_rewired);
  g_test_add_func ("/drawing/overlaps/running-back", test_running_back);
  g_test_add_func ("/drawing/overlaps/random", test_random);
  g_test_add_func ("/drawing/overlaps/ladders", test_ladders);
  g_test_add_func ("/drawing/overlaps/long-names", test_long_names);
  g_test_add_func ("/drawing/overlaps/ways-follow", test_ways_follow);
  g_test_add_func ("/drawing/overlaps/ways-later", test_ways_later);
  return g_test_run ();
}
