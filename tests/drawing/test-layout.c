/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The automatic layout: what holds for every graph, and what makes a good picture of the small ones. */
#include "cr-graph-reader.h"
#include "cr-layered.h"
#include "cr-layout.h"
#include "cr-picture.h"
#include "sample-graphs.h"

#include <math.h>
#include <string.h>

static const guint net_layers[] = { 3, 4, 4, 1 };

static CrTape *
compute (const CrGraph *graph)
{
  CrTape *tape = cr_tape_new (graph);

  cr_tape_forward (tape);
  cr_tape_backward (tape, NULL);
  return tape;
}

/* --- For every graph --- */

static void
assert_left_to_right (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      g_assert_true (node->has_place);
      g_assert_cmpfloat (fmod (node->place.x, CR_SNAP), ==, 0);
      g_assert_cmpfloat (fmod (node->place.y, CR_SNAP), ==, 0);
      for (guint i = 0; i < node->n_operands; i++)
        if (node->operands[i] != CR_KEY_NONE)
          g_assert_cmpfloat (cr_graph_get_node (graph, node->operands[i])->place.x, <=, node->place.x - 84);
    }
}

/* No two bodies meet, nor a body and another one's name. */
static void
assert_apart (const CrGraph *graph)
{
  g_autoptr (CrTape) tape = compute (graph);
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = cr_picture_new (graph, tape, &style);

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrArea area;

      g_assert_true (cr_picture_get_node_area (picture, node->key, &area));
      area.height += 18;
      CR_GRAPH_FOR_EACH (graph, other)
        {
          CrArea body;

          g_assert_true (cr_picture_get_node_area (picture, other->key, &body));
          if (other != node && cr_area_meets (&area, &body))
            g_error ("%s and %s overlap", node->id, other->id);
        }
    }
}

static CrGraph *
sample_number (guint i)
{
  switch (i)
    {
    case 0:
      return sample_sigmoid_neuron ();
    case 1:
      return sample_patterns ();
    case 2:
      return sample_branches ();
    case 3:
      return sample_norm_squared ();
    case 4:
      return sample_kinds ();
    case 5:
      return sample_troubles ();
    case 6:
      return sample_net (net_layers, G_N_ELEMENTS (net_layers));
    case 7:
      return sample_random (80, 1);
    case 8:
      return sample_random (300, 2);
    case 9:
      return cr_graph_new ();
    default:
      return NULL;
    }
}

static void
test_every_graph (void)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (CrGraph) graph = sample_number (i);
      g_autoptr (CrGraph) placed = NULL;

      if (graph == NULL)
        break;
      placed = cr_layout_all (graph);
      g_assert_cmpuint (cr_graph_get_n_nodes (placed), ==, cr_graph_get_n_nodes (graph));
      assert_left_to_right (placed);
      assert_apart (placed);
    }
}

static void
test_deterministic (void)
{
  g_autoptr (CrGraph) graph = sample_random (200, 3);
  g_autoptr (CrGraph) one = cr_layout_all (graph);
  g_autoptr (CrGraph) moved = cr_layout_all (one);

  CR_GRAPH_FOR_EACH (one, node)
    {
      const CrNode *other = cr_graph_get_node (moved, node->key);

      g_assert_cmpfloat (node->place.x, ==, other->place.x);
      g_assert_cmpfloat (node->place.y, ==, other->place.y);
    }
}

/* What has a place keeps it, what has none comes below; a graph with all places is returned as it is. */
static void
test_missing (void)
{
  g_autoptr (CrGraph) placed = sample_branches ();
  g_autoptr (CrGraph) same = cr_layout_missing (placed);
  CrGraphEdit *edit = cr_graph_edit_begin (placed);
  CrKey key = cr_graph_edit_new_key (edit);
  g_autoptr (CrGraph) with_one = NULL;
  g_autoptr (CrGraph) result = NULL;

  g_assert_true (same == placed);
  cr_graph_edit_take_node (edit, cr_node_new (key, "new", cr_gate_find ("input")));
  with_one = cr_graph_edit_end (edit);
  result = cr_layout_missing (with_one);
  CR_GRAPH_FOR_EACH (placed, node)
    g_assert_true (cr_graph_get_node (result, node->key) == node);
  g_assert_true (cr_graph_get_node (result, key)->has_place);
  g_assert_cmpfloat (cr_graph_get_node (result, key)->place.y, >=, 240 + 100);
}

/* Nodes without places in a graph that has some: right of what feeds them, left of what they feed, on nothing. */
static void
test_partly_placed (void)
{
  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (CrGraph) graph = sample_number (i);
      g_autoptr (CrGraph) placed = cr_layout_all (graph);
      g_autoptr (CrGraph) result = NULL;
      CrGraphEdit *edit = cr_graph_edit_begin (placed);

      CR_GRAPH_FOR_EACH (placed, node)
        if (node->key % 3 == 0)
          {
            CrNode *copy = cr_node_copy (node);

            copy->has_place = FALSE;
            cr_graph_edit_take_node (edit, copy);
          }

      g_autoptr (CrGraph) partly = cr_graph_edit_end (edit);

      result = cr_layout_missing (partly);
      assert_left_to_right (result);
      assert_apart (result);
      CR_GRAPH_FOR_EACH (partly, node)
        if (node->has_place)
          g_assert_true (cr_graph_get_node (result, node->key) == node);
    }
}

/* Places that doubles can hold and screens cannot: no endless search, and a picture all the same. */
static void
test_far_away (void)
{
  g_autoptr (CrGraph) graph = sample_branches ();
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  g_autoptr (CrGraph) result = NULL;
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = NULL;

  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrNode *copy = cr_node_copy (node);

      copy->has_place = node->key % 2;
      copy->place = (CrPoint) { 1e300, -1e300 };
      cr_graph_edit_take_node (edit, copy);
    }

  g_autoptr (CrGraph) far = cr_graph_edit_end (edit);

  result = cr_layout_missing (far);
  picture = cr_picture_new (result, NULL, &style);
  g_assert_cmpint (cr_picture_pick (picture, 0, 0, 1).kind, ==, CR_PICK_NOTHING);
}

/* A frame keeps its distances from what stands in it, a line above the graph stays above it, a closed group goes with its members. */
static void
test_frames_go_along (void)
{
  const char text[] = "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": ["
                      "{\"id\": \"x\", \"gate\": \"input\", \"value\": 1, \"at\": [900, 900]},"
                      "{\"id\": \"a\", \"gate\": \"square\", \"inputs\": [\"x\"], \"at\": [600, 500]},"
                      "{\"id\": \"b\", \"gate\": \"exp\", \"inputs\": [\"a\"], \"at\": [300, 300]}],"
                      "\"groups\": [{\"id\": \"g\", \"members\": [\"b\"], \"collapsed\": true, \"at\": [300, 300]}],"
                      "\"frames\": [{\"id\": \"f\", \"title\": \"F\", \"rect\": [560, 450, 80, 100]},"
                      "{\"id\": \"t\", \"text\": \"y = e^{x²}\", \"rect\": [500, 150, 200, 40]}],"
                      "\"view\": {\"zoom\": 2, \"center\": [900, 900], \"decimals\": 2}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);
  g_autoptr (CrGraph) placed = NULL;
  g_autoptr (CrGraph) again = NULL;
  const CrView *view;
  const CrFrame *frame, *line;
  double top;

  g_assert_no_error (error);
  placed = cr_layout_all (graph);
  frame = cr_graph_get_parts (placed)->frames->pdata[0];
  line = cr_graph_get_parts (placed)->frames->pdata[1];
  g_assert_cmpfloat (cr_graph_get_node (placed, sample_key (placed, "a"))->place.x - frame->x, ==, 40);
  g_assert_cmpfloat (cr_graph_get_node (placed, sample_key (placed, "a"))->place.y - frame->y, ==, 50);
  top = MIN (cr_graph_get_node (placed, sample_key (placed, "x"))->place.y, cr_graph_get_node (placed, sample_key (placed, "b"))->place.y);
  g_assert_cmpfloat (line->y + line->height, <, top);
  g_assert_cmpfloat (((const CrGroup *) cr_graph_get_parts (placed)->groups->pdata[0])->place.x, ==,
                     cr_graph_get_node (placed, sample_key (placed, "b"))->place.x);
  /* Where it was looked at says nothing any more; how numbers are written still does. */
  view = &cr_graph_get_parts (placed)->view;
  g_assert_cmpuint (view->given, ==, CR_VIEW_NUMBERS);
  g_assert_cmpfloat (view->zoom, ==, 1);
  g_assert_cmpuint (view->n_digits, ==, 2);
  again = cr_layout_all (placed);
  g_assert_cmpfloat (((const CrFrame *) cr_graph_get_parts (again)->frames->pdata[0])->x, ==, frame->x);
  g_assert_cmpfloat (((const CrFrame *) cr_graph_get_parts (again)->frames->pdata[1])->y, ==, line->y);
}

/* Of a view that said nothing else nothing is left. */
static void
test_view_is_forgotten (void)
{
  const char text[] = "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [{\"id\": \"x\", \"gate\": \"input\", \"at\": [900, 900]}],"
                      "\"view\": {\"zoom\": 2, \"center\": [900, 900]}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CrGraph) graph = cr_graph_read_text (text, strlen (text), &error);
  g_autoptr (CrGraph) placed = NULL;

  g_assert_no_error (error);
  g_assert_true (cr_graph_get_parts (graph)->given & CR_PARTS_VIEW);
  placed = cr_layout_all (graph);
  g_assert_false (cr_graph_get_parts (placed)->given & CR_PARTS_VIEW);
}

/* --- For good pictures --- */

static CrPoint
place_of (const CrGraph *graph, const char *id)
{
  return cr_graph_get_node (graph, sample_key (graph, id))->place;
}

/* The chain of the neuron is level, at the spacing of the specification, and its operands stand in order beside their gates. */
static void
test_sigmoid_neuron (void)
{
  g_autoptr (CrGraph) graph = sample_sigmoid_neuron ();
  g_autoptr (CrGraph) placed = cr_layout_all (graph);
  const char *chain[] = { "s", "a", "b", "c", "f" };

  for (guint i = 1; i < G_N_ELEMENTS (chain); i++)
    {
      CrPoint before = place_of (placed, chain[i - 1]);
      CrPoint place = place_of (placed, chain[i]);

      g_assert_cmpfloat (place.y, ==, before.y);
      g_assert_cmpfloat (place.x - before.x, <=, 96);
    }
  g_assert_cmpfloat (place_of (placed, "w0").y, <, place_of (placed, "x0").y);
  g_assert_cmpfloat (place_of (placed, "x0").y, <, place_of (placed, "w1").y);
  g_assert_cmpfloat (place_of (placed, "w0").x, ==, place_of (placed, "x1").x);
  g_assert_cmpfloat (place_of (placed, "w2").x, ==, place_of (placed, "r").x);
}

/* Numbers stand on nothing else. */
static void
test_labels (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (CrGraph) graph = sample_number (i);
      g_autoptr (CrGraph) placed = cr_layout_all (graph);
      g_autoptr (CrTape) tape = compute (placed);
      CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
      g_autoptr (CrPicture) picture = cr_picture_new (placed, tape, &style);
      g_autoptr (GArray) labels = cr_picture_list_labels (picture, NULL);

      for (guint j = 0; j < labels->len; j++)
        {
          const CrLabel *label = &g_array_index (labels, CrLabel, j);

          if (label->kind != CR_LABEL_VALUE && label->kind != CR_LABEL_GRADIENT)
            continue;
          CR_GRAPH_FOR_EACH (placed, node)
            {
              CrArea body;

              cr_picture_get_node_area (picture, node->key, &body);
              if (!cr_gate_is_source (node->gate) && cr_area_meets (&body, &label->area))
                g_error ("graph %u: “%s” stands on %s", i, label->text, node->id);
            }
        }
    }
}

/* --- The arithmetic alone --- */

/* Two ladders whose rungs are given in the worst order need no crossing. */
static void
test_crossings (void)
{
  guint n = 20;
  g_autofree CrEdge *edges = g_new (CrEdge, n);
  g_autofree double *half = g_new (double, 2 * n);

  for (guint i = 0; i < n; i++)
    edges[i] = (CrEdge) { .from = i, .to = 2 * n - 1 - i };
  for (guint i = 0; i < 2 * n; i++)
    half[i] = 18;

  g_autoptr (CrLayered) layered = cr_layered_new (2 * n, edges, n, half, half);

  g_assert_cmpuint (layered->n_layers, ==, 2);
  g_assert_cmpuint (cr_layered_count_crossings (layered), ==, 0);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (layered->y[i], ==, layered->y[2 * n - 1 - i]);
}

/* The counter itself: edges of a complete bipartite graph K(3, 3) cross 9 times in any order. */
static void
test_counting (void)
{
  CrEdge edges[9];
  double half[6] = { 6, 6, 6, 6, 6, 6 };

  for (guint i = 0; i < 9; i++)
    edges[i] = (CrEdge) { .from = i / 3, .to = 3 + i % 3, .port = i / 3 };

  g_autoptr (CrLayered) layered = cr_layered_new (6, edges, 9, half, half);

  g_assert_cmpuint (cr_layered_count_crossings (layered), ==, 9);
}

/* Wires that swap at the ports of one gate cross too. */
static void
test_counting_ports (void)
{
  CrEdge edges[] = { { .from = 0, .to = 2, .port = 1 }, { .from = 1, .to = 2, .port = 0 } };
  double half[3] = { 6, 6, 6 };

  g_autoptr (CrLayered) layered = cr_layered_new (3, edges, 2, half, half);

  g_assert_cmpuint (cr_layered_count_crossings (layered), ==, 0);
  layered->order[0] = 1 - layered->order[0]; /* the two sources, the other way round */
  layered->order[1] = 1 - layered->order[1];
  layered->rank[0] = 1 - layered->rank[0];
  layered->rank[1] = 1 - layered->rank[1];
  g_assert_cmpuint (cr_layered_count_crossings (layered), ==, 1);
}

/* The neuron with one more gate that takes w₀ and w₀x₀ has a second end, and needs no crossing if that is numbered first. */
static void
test_two_ends (void)
{
  enum { W0, X0, W1, X1, W2, P, Q, R, S, D, N };
  CrEdge edges[] = { { W0, P, 0 }, { X0, P, 1 }, { W1, Q, 0 }, { X1, Q, 1 }, { P, R, 0 },
                     { Q, R, 1 },  { R, S, 0 },  { W2, S, 1 }, { W0, D, 0 }, { P, D, 1 } };
  double half[N];

  for (guint i = 0; i < N; i++)
    half[i] = 18;

  g_autoptr (CrLayered) layered = cr_layered_new (N, edges, G_N_ELEMENTS (edges), half, half);

  g_assert_cmpuint (cr_layered_count_crossings (layered), ==, 0);
  g_assert_cmpfloat (layered->y[W0], <, layered->y[X0]);
  g_assert_cmpfloat (layered->y[P], <, layered->y[Q]);
}

/* A wire over layers gets a lane: no vertex of the layers between stands on it. */
static void
test_lanes (void)
{
  CrEdge edges[] = { { 0, 1, 0 }, { 1, 2, 0 }, { 2, 3, 0 }, { 0, 3, 1 } };
  double half[] = { 18, 18, 18, 18 };
  g_autoptr (CrLayered) layered = cr_layered_new (4, edges, 4, half, half);

  g_assert_cmpuint (layered->n_vertices, ==, 6);
  g_assert_cmpfloat (fabs (layered->y[1] - layered->y[0]), >=, 18);
  g_assert_cmpfloat (fabs (layered->y[2] - layered->y[0]), >=, 18);
}

/* A chain as long as a graph may be deep: no recursion, no bends by the million. */
static void
test_long_chain (void)
{
  guint n = 50000;
  g_autofree CrEdge *edges = g_new (CrEdge, 2 * n);
  g_autofree double *half = g_new (double, n);
  guint n_edges = 0;

  for (guint i = 0; i < n; i++)
    {
      half[i] = 18;
      if (i > 0)
        edges[n_edges++] = (CrEdge) { .from = i - 1, .to = i };
      if (i > 1)
        edges[n_edges++] = (CrEdge) { .from = 0, .to = i, .port = 1 };
    }

  g_autoptr (CrLayered) layered = cr_layered_new (n, edges, n_edges, half, half);

  g_assert_cmpuint (layered->n_layers, ==, n);
  g_assert_cmpuint (layered->n_vertices, ==, n);
}

/* --- Groups --- */

static void
add_group (CrParts *parts, CrGraphEdit *edit, const CrKey *members, guint n_members, gboolean collapsed)
{
  CrKey key = cr_graph_edit_new_key (edit);
  g_autofree char *id = g_strdup_printf ("group%u", key);
  CrGroup *group = cr_group_new (key, id);

  group->collapsed = collapsed;
  g_array_append_vals (group->members, members, n_members);
  g_ptr_array_add (parts->groups, group);
}

/* Groups of @size nodes that follow each other, with three nodes between two of them; the first two groups, and what is between them, in one
 * more. @shuffled: of nodes from anywhere, so that groups feed one another in loops. */
static CrGraph *
group_randomly (const CrGraph *graph, guint size, gboolean shuffled)
{
  CrGraphEdit *edit = cr_graph_edit_begin (graph);
  CrParts *parts = cr_parts_copy (cr_graph_get_parts (graph));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CrKey));
  guint step;

  CR_GRAPH_FOR_EACH (graph, node)
    g_array_append_val (keys, node->key);
  step = shuffled ? keys->len / size : 1;
  for (guint first = 0; first + size * step <= keys->len && first < (shuffled ? 2 : keys->len); first += shuffled ? 1 : size + 3)
    {
      g_autofree CrKey *members = g_new (CrKey, size);

      for (guint i = 0; i < size; i++)
        members[i] = g_array_index (keys, CrKey, first + i * step);
      add_group (parts, edit, members, size, FALSE);
    }
  if (parts->groups->len >= 2 && !shuffled)
    {
      CrKey inner[5] = { ((const CrGroup *) parts->groups->pdata[0])->key, ((const CrGroup *) parts->groups->pdata[1])->key };

      memcpy (inner + 2, &g_array_index (keys, CrKey, size), 3 * sizeof (CrKey));
      add_group (parts, edit, inner, 5, FALSE);
    }
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

static gboolean
is_in_group (const CrGraph *graph, CrKey key, CrKey group)
{
  for (const CrGroup *outer = cr_parts_get_group_of (cr_graph_get_parts (graph), key); outer != NULL;
       outer = cr_parts_get_group_of (cr_graph_get_parts (graph), outer->key))
    if (outer->key == group)
      return TRUE;
  return FALSE;
}

/* How many nodes stand within the outline of a group that they are not in. */
static guint
count_strangers (const CrGraph *graph)
{
  CrPictureStyle style = CR_PICTURE_STYLE_STANDARD;
  g_autoptr (CrPicture) picture = cr_picture_new (graph, NULL, &style);
  const CrParts *parts = cr_graph_get_parts (graph);
  guint n = 0;

  for (guint i = 0; i < parts->groups->len; i++)
    {
      CrKey group = ((const CrGroup *) parts->groups->pdata[i])->key;
      CrArea outline, body;

      g_assert_true (cr_picture_get_node_area (picture, group, &outline));
      CR_GRAPH_FOR_EACH (graph, node)
        if (!is_in_group (graph, node->key, group) && cr_picture_get_node_area (picture, node->key, &body) && cr_area_meets (&body, &outline))
          n++;
    }
  return n;
}

/* Nothing else stands within a group, also where groups are in one another; and the same twice over. */
static void
test_groups_respected (void)
{
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (CrGraph) plain = sample_random (20 + seed, seed);
      g_autoptr (CrGraph) grouped = group_randomly (plain, 3 + seed % 7, FALSE);
      g_autoptr (CrGraph) placed = cr_layout_all (grouped);
      g_autoptr (CrGraph) again = cr_layout_all (placed);

      g_assert_cmpuint (cr_graph_get_parts (grouped)->groups->len, >=, 3);
      g_assert_cmpuint (count_strangers (placed), ==, 0);
      CR_GRAPH_FOR_EACH (placed, node)
        {
          g_assert_cmpfloat (node->place.x, ==, cr_graph_get_node (again, node->key)->place.x);
          g_assert_cmpfloat (node->place.y, ==, cr_graph_get_node (again, node->key)->place.y);
        }
    }
}

/* Groups that feed one another in a loop are laid out as if they were not there: every node still stands right of what feeds it. */
static void
test_groups_in_loops (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (CrGraph) plain = sample_random (20 + seed, seed);
      g_autoptr (CrGraph) grouped = group_randomly (plain, 4 + seed % 5, TRUE);
      g_autoptr (CrGraph) placed = cr_layout_all (grouped);

      CR_GRAPH_FOR_EACH (placed, node)
        for (guint i = 0; i < node->n_operands; i++)
          g_assert_cmpfloat (cr_graph_get_node (placed, node->operands[i])->place.x, <, node->place.x);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/layout/every-graph", test_every_graph);
  g_test_add_func ("/drawing/layout/deterministic", test_deterministic);
  g_test_add_func ("/drawing/layout/missing", test_missing);
  g_test_add_func ("/drawing/layout/partly-placed", test_partly_placed);
  g_test_add_func ("/drawing/layout/far-away", test_far_away);
  g_test_add_func ("/drawing/layout/frames-go-along", test_frames_go_along);
  g_test_add_func ("/drawing/layout/view-is-forgottenview-is-forgotten", test_view_is_forgotten);
  g_test_add_func ("/drawing/layout/sigmoid-neuron", test_sigmoid_neuron);
  g_test_add_func ("/drawing/layout/labels", test_labels);
  g_test_add_func ("/drawing/layout/crossings", test_crossings);
  g_test_add_func ("/drawing/layout/counting", test_counting);
  g_test_add_func ("/drawing/layout/counting-ports", test_counting_ports);
  g_test_add_func ("/drawing/layout/two-ends", test_two_ends);
  g_test_add_func ("/drawing/layout/lanes", test_lanes);
  g_test_add_func ("/drawing/layout/long-chain", test_long_chain);
  g_test_add_func ("/drawing/layout/groups-respected", test_groups_respected);
  g_test_add_func ("/drawing/layout/groups-in-loops", test_groups_in_loops);
  return g_test_run ();
}
