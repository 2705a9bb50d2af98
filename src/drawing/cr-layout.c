/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for a graph that has none: from nodes to boxes, through the layers (cr-layered.h), and back to places. */
#include "cr-layout.h"

#include "cr-geometry.h"
#include "cr-layout-boxes.h"
#include "cr-layout-fit.h"
#include "cr-layout-groups.h"
#include "cr-layout-parts.h"
#include "cr-number-format.h"
#include "cr-tape.h"
#include "cr-text.h"

#include <math.h>

#define LABEL_SIZE 13.0
#define ARROW 11.0       /* an arrow and its gap */
#define NAME_HEIGHT 18.0
#define NAME_SIZE 12.0
#define USUAL_TAG 120.0
#define BESIDE_TAG 64.0
#define TAG_LABEL 52.0    /* numbers for which every tag has room */

/* What the layout has to know of a graph: boxes and wires, by index. */
typedef struct
{
  const CrGraph *graph;
  GPtrArray *nodes; /* borrowed */
  guint *index;     /* by key; G_MAXUINT where there is none */
  CrTape *tape;
  CrNumberFormat format;
  CrBody *bodies;
  CrBox *boxes;
  GArray *edges;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_ptr_array_unref (plan->nodes);
  g_free (plan->index);
  cr_tape_free (plan->tape);
  g_free (plan->bodies);
  g_free (plan->boxes);
  g_array_unref (plan->edges);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* --- Boxes --- */

static double
estimate_number (const Plan *plan, double number)
{
  char text[CR_NUMBER_TEXT_SIZE];

  cr_number_format_write (number, plan->format, text);
  return cr_text_estimate_width (text) * LABEL_SIZE;
}

/* The width of a node's value and gradient with their arrow, at least that of a usual number. */
static double
estimate_label (const Plan *plan, const CrNode *node, CrShape shape)
{
  double width = estimate_number (plan, -0.888);
  CrNumbers numbers;

  if (!cr_shape_is_number (shape) && cr_shape_get_size (shape) > 0)
    return cr_shape_get_block (shape).width + ARROW;
  if (cr_tape_get_value (plan->tape, node->key, &numbers))
    width = MAX (width, estimate_number (plan, numbers.entries[0]));
  if (cr_tape_get_gradient (plan->tape, node->key, &numbers))
    width = MAX (width, estimate_number (plan, numbers.entries[0]));
  return width + ARROW;
}

static gboolean
holds_numbers (const CrBody *body)
{
  return body->outline == CR_OUTLINE_TAG || body->outline == CR_OUTLINE_BOX;
}

/* How far a gate reaches to the left with the name below it and the wires that pass that, or a wide tag with the wires that bend up to
 * gates above it; 0 where the usual room is enough. */
static double
reach_left (const Plan *plan, guint i)
{
  const CrNode *node = plan->nodes->pdata[i];

  if (plan->bodies[i].outline == CR_OUTLINE_TAG)
    return plan->bodies[i].width > USUAL_TAG ? plan->bodies[i].width / 2 + BESIDE_TAG : 0;
  if (holds_numbers (&plan->bodies[i]))
    return 0;
  return MIN (cr_text_estimate_width (cr_node_get_title (node)) * NAME_SIZE, CR_LONGEST_NAME) / 2 + CR_BESIDE_NAME;
}

static void
measure_node (Plan *plan, guint i)
{
  const CrNode *node = plan->nodes->pdata[i];
  CrBody *body = &plan->bodies[i];
  CrBox *box = &plan->boxes[i];
  CrShape shape = { 0, 0 };
  CrArea block = { 0 };

  cr_tape_get_shape (plan->tape, node->key, &shape);
  *body = cr_body_for_node (node, shape);
  if (body->outline == CR_OUTLINE_TAG && cr_shape_is_number (shape))
    body->width += MAX (estimate_label (plan, node, shape) - TAG_LABEL, 0);
  box->area = cr_body_get_area (body, (CrPoint) { 0, 0 });
  if (!holds_numbers (body))
    {
      box->label_width = estimate_label (plan, node, shape);
      block = cr_shape_get_block (shape);
    }
  box->left = reach_left (plan, i);
  box->top = MAX (-box->area.y, block.height + 10);
  box->bottom = MAX (box->area.y + box->area.height + (body->outline == CR_OUTLINE_TAG ? 0 : NAME_HEIGHT), block.height + 10);
  box->is_unit = cr_gate_is_unit (node->gate);
}

/* --- Wires --- */

static void
collect_edges (Plan *plan)
{
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const CrNode *node = plan->nodes->pdata[i];

      for (guint operand = 0; operand < node->n_operands; operand++)
        {
          CrKey from = node->operands[operand];
          CrEdge edge = { .to = i, .port = operand };

          if (from == CR_KEY_NONE || plan->index[from] == G_MAXUINT)
            continue;
          edge.from = plan->index[from];
          g_array_append_val (plan->edges, edge);
        }
    }
}

/* The flag of the output stands above a gate whose wires go on, else behind its numbers and before the names of the next column. */
static void
leave_room_for_flag (Plan *plan)
{
  CrKey output = cr_tape_get_output (plan->tape, NULL);
  gboolean goes_on = FALSE;
  CrBox *box;

  if (output == CR_KEY_NONE)
    return;
  box = &plan->boxes[plan->index[output]];
  for (guint i = 0; i < plan->edges->len; i++)
    goes_on |= g_array_index (plan->edges, CrEdge, i).from == plan->index[output];
  if (goes_on)
    box->top = MAX (box->top, CR_FLAG_SIZE + CR_ABOVE_FLAG - box->area.y);
  else
    box->label_width += CR_LARGEST_FLAG + CR_LONGEST_NAME / 2;
}

static void
plan_init (Plan *plan, const CrGraph *graph)
{
  const CrView *view = &cr_graph_get_parts (graph)->view;
  guint n_keys = cr_graph_get_key_limit (graph);

  *plan = (Plan) { .graph = graph, .nodes = g_ptr_array_new (), .format = { view->n_digits, view->fixed_decimals } };
  plan->tape = cr_tape_new (graph);
  cr_tape_forward (plan->tape);
  cr_tape_backward (plan->tape, NULL); /* where there is no output, no gradient needs room */
  plan->index = g_new (guint, n_keys + 1);
  for (guint key = 0; key <= n_keys; key++)
    plan->index[key] = G_MAXUINT;
  CR_GRAPH_FOR_EACH (graph, node)
    {
      plan->index[node->key] = plan->nodes->len;
      g_ptr_array_add (plan->nodes, (gpointer) node);
    }
  plan->bodies = g_new0 (CrBody, plan->nodes->len + 1);
  plan->boxes = g_new0 (CrBox, plan->nodes->len + 1);
  plan->edges = g_array_new (FALSE, FALSE, sizeof (CrEdge));
  for (guint i = 0; i < plan->nodes->len; i++)
    measure_node (plan, i);
  collect_edges (plan);
  leave_room_for_flag (plan);
}

/* --- Places --- */

/* Keeps the places that there are and finds some for the other nodes. */
static void
fit_in (const Plan *plan, const CrLayered *layered, const CrPoint *ideal, CrPoint *places)
{
  guint n = plan->nodes->len;
  g_autofree gboolean *is_placed = g_new0 (gboolean, n + 1);
  g_autofree guint *order = g_new (guint, n + 1);
  guint n_ordered = 0;
  CrFit fit = {
    .n = n,
    .order = order,
    .edges = (CrEdge *) plan->edges->data,
    .n_edges = plan->edges->len,
    .bodies = plan->bodies,
    .ideal = ideal,
    .places = places,
    .is_placed = is_placed,
  };

  for (guint i = 0; i < layered->n_vertices; i++)
    if (layered->order[i] < n)
      order[n_ordered++] = layered->order[i];
  for (guint i = 0; i < n; i++)
    {
      const CrNode *node = plan->nodes->pdata[i];

      is_placed[i] = node->has_place;
      places[i] = node->place;
    }
  cr_layout_fit (&fit);
}

static gboolean
has_any_place (const CrGraph *graph)
{
  CR_GRAPH_FOR_EACH (graph, node)
    if (node->has_place)
      return TRUE;
  return FALSE;
}

/* Where a layout of all nodes puts each of them: groups as wholes, where there are any. */
static CrPoint *
find_ideal (const Plan *plan)
{
  const CrEdge *edges = (const CrEdge *) (gpointer) plan->edges->data;
  g_autoptr (CrLayered) layered = NULL;

  if (cr_graph_get_parts (plan->graph)->groups->len > 0)
    return cr_layout_in_groups (plan->graph, plan->nodes, plan->boxes, edges, plan->edges->len);
  layered = cr_boxes_sort (plan->boxes, plan->nodes->len, edges, plan->edges->len);
  return cr_boxes_find_places (plan->boxes, plan->nodes->len, edges, plan->edges->len, layered);
}

/* Those that have no place yet, among the others. */
static CrPoint *
find_missing (const Plan *plan)
{
  const CrEdge *edges = (const CrEdge *) (gpointer) plan->edges->data;
  g_autoptr (CrLayered) layered = cr_boxes_sort (plan->boxes, plan->nodes->len, edges, plan->edges->len);
  g_autofree CrPoint *ideal = cr_boxes_find_places (plan->boxes, plan->nodes->len, edges, plan->edges->len, layered);
  CrPoint *places = g_new (CrPoint, plan->nodes->len + 1);

  fit_in (plan, layered, ideal, places);
  return places;
}

static CrGraph *
lay_out (const CrGraph *graph, gboolean all)
{
  g_auto (Plan) plan;
  g_autofree CrPoint *places = NULL;
  CrGraphEdit *edit;

  plan_init (&plan, graph);
  places = all || !has_any_place (graph) ? find_ideal (&plan) : find_missing (&plan);
  edit = cr_graph_edit_begin (graph);
  for (guint i = 0; i < plan.nodes->len; i++)
    {
      const CrNode *node = plan.nodes->pdata[i];

      if (all || !node->has_place)
        cr_graph_edit_move (edit, node->key, places[i].x, places[i].y);
    }
  return cr_graph_edit_end (edit);
}

CrGraph *
cr_layout_missing (const CrGraph *graph)
{
  g_return_val_if_fail (graph != NULL, NULL);

  CR_GRAPH_FOR_EACH (graph, node)
    if (!node->has_place)
      return lay_out (graph, FALSE);
  return cr_graph_ref (graph);
}

/* Where the graph was looked at says nothing once all stands elsewhere. */
static CrGraph *
forget_view (const CrGraph *graph)
{
  CrParts *parts;
  CrGraphEdit *edit;

  if ((cr_graph_get_parts (graph)->view.given & (CR_VIEW_ZOOM | CR_VIEW_CENTER)) == 0)
    return cr_graph_ref (graph);
  parts = cr_parts_copy (cr_graph_get_parts (graph));
  parts->view.given &= ~(guint32) (CR_VIEW_ZOOM | CR_VIEW_CENTER);
  parts->view.zoom = CR_VIEW_DEFAULT.zoom;
  parts->view.center = CR_VIEW_DEFAULT.center;
  if (parts->view.given == 0 && parts->view_extra == NULL)
    parts->given &= ~(guint32) CR_PARTS_VIEW;
  edit = cr_graph_edit_begin (graph);
  cr_graph_edit_take_parts (edit, parts);
  return cr_graph_edit_end (edit);
}

CrGraph *
cr_layout_all (const CrGraph *graph)
{
  g_return_val_if_fail (graph != NULL, NULL);

  g_autoptr (CrGraph) placed = lay_out (graph, TRUE);
  g_autoptr (CrGraph) moved = cr_layout_move_parts (graph, placed);

  return forget_view (moved);
}
