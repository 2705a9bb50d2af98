/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing overlaps: wires pass nodes and numbers, numbers stand on nothing, in examples, edited examples, laid out graphs. */
#include "cr-examples.h"
#include "cr-graph-reader.h"
#include "cr-layout.h"
#include "cr-picture-private.h"
#include "graph-builder.h"
#include "overlaps.h"
#include "sample-graphs.h"

#include <math.h>

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
count (const CrGraph *graph, const char *report)
{
  CrPictureStyle style = cr_picture_style_for_view (&cr_graph_get_parts (graph)->view, FALSE);
  g_autoptr (CrTape) tape = cr_tape_new (graph);
  g_autoptr (CrPicture) picture = NULL;

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  picture = cr_picture_new (graph, tape, &style);
  return overlaps_count (picture, report);
}

static void
add (Overlaps *sum, Overlaps more)
{
  sum->wires += more.wires;
  sum->wire_words += more.wire_words;
  sum->wire_numbers += more.wire_numbers;
  sum->numbers += more.numbers;
  sum->bodies += more.bodies;
  sum->hidden += more.hidden;
}

static void
print (const char *what, Overlaps sum)
{
  g_test_message ("%s: wires under nodes %u, through words %u, through numbers %u, numbers %u, bodies %u, hidden %u", what,
                  sum.wires, sum.wire_words, sum.wire_numbers, sum.numbers, sum.bodies, sum.hidden);
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
  g_assert_cmpuint (sum.hidden, ==, 0);
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
}

/* Sources set to other numbers. */
static void
test_edited_numbers (void)
{
  static const double numbers[] = { 9, -12, 0.001, 123456 };
  const char *const *names = cr_examples_get_names ();
  Overlaps sum = { 0 };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CrGraph) graph = load_example (names[i]);

      CR_GRAPH_FOR_EACH (graph, node)
        for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
          {
            g_autofree char *report = g_strdup_printf ("%s, %s = %g", names[i], node->id, numbers[j]);
            g_autoptr (CrGraph) edited = NULL;
            const CrMatrix *matrix;

            if (!cr_gate_is_source (node->gate))
              continue;
            matrix = cr_node_get_matrix (node, "value");
            if (matrix != NULL && !cr_shape_is_number (matrix->shape))
              continue;
            edited = graph_with_number (graph, node->id, numbers[j]);
            add (&sum, count (edited, report));
          }
    }
  print ("edited numbers", sum);
  g_assert_cmpuint (overlaps_sum (sum), ==, 0);
  g_assert_cmpuint (sum.hidden, <=, 3); /* under the message that exp of 123453 is infinite */
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
  g_assert_cmpuint (sum.hidden, <=, 40);
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
  g_assert_cmpuint (sum.hidden, <=, 1); /* the dense one */
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
  g_test_add_func ("/drawing/overlaps/edited-numbers", test_edited_numbers);
  g_test_add_func ("/drawing/overlaps/rewired", test_rewired);
  g_test_add_func ("/drawing/overlaps/random", test_random);
  g_test_add_func ("/drawing/overlaps/ways-follow", test_ways_follow);
  g_test_add_func ("/drawing/overlaps/ways-later", test_ways_later);
  return g_test_run ();
}
