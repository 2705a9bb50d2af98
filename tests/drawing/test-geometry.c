/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies, ports, wires and hit tests against the measures of the visual specification. */
#include "cr-route.h"

#include <math.h>

#define DEGREE (G_PI / 180)

static CrBody
body_of (const char *gate)
{
  return cr_body_for_gate (cr_gate_find (gate));
}

/* --- Bodies --- */

static void
test_bodies (void)
{
  static const struct
  {
    const char *gate;
    CrOutline outline;
    double width;
    double height;
  } rows[] = {
    { "input", CR_OUTLINE_TAG, 98, 44 },           { "parameter", CR_OUTLINE_TAG, 98, 44 },
    { "constant", CR_OUTLINE_TAG, 82, 32 },        { "mul", CR_OUTLINE_CIRCLE, 36, 36 },
    { "sigmoid", CR_OUTLINE_CIRCLE, 36, 36 },      { "matmul", CR_OUTLINE_SQUARE, 40, 40 },
    { "neuron", CR_OUTLINE_BOX, 104, 62 },         { "dense", CR_OUTLINE_STACK, 72, 56 },
    { "squared_error", CR_OUTLINE_RINGS, 44, 44 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CrBody body = body_of (rows[i].gate);

      g_assert_cmpint (body.outline, ==, rows[i].outline);
      g_assert_cmpfloat (body.width, ==, rows[i].width);
      g_assert_cmpfloat (body.height, ==, rows[i].height);
    }
}

/* A source keeps its size for a short name and a number, and grows for what needs more. */
static void
test_growing (void)
{
  g_autoptr (CrNode) node = cr_node_new (1, "x", cr_gate_find ("parameter"));
  CrBody body = cr_body_for_node (node, (CrShape) { 1, 1 });

  g_assert_cmpfloat (body.width, ==, 98);
  cr_node_set_label (node, "learning rate");
  g_assert_cmpfloat (cr_body_for_node (node, (CrShape) { 1, 1 }).width, >, 150);
  cr_node_set_label (node, NULL);
  body = cr_body_for_node (node, (CrShape) { 2, 2 });
  g_assert_cmpfloat (body.width, >=, 2 * CR_ENTRY_WIDTH + 40);
  g_assert_cmpfloat (body.height, >=, 4 * CR_ENTRY_HEIGHT);
  g_assert_cmpfloat (cr_body_for_node (node, (CrShape) { 4096, 4096 }).height, <, 300);
}

static void
test_looks (void)
{
  g_assert_cmpint (cr_shape_get_look ((CrShape) { 1, 1 }), ==, CR_LOOK_NUMBER);
  g_assert_cmpint (cr_shape_get_look ((CrShape) { 4, 4 }), ==, CR_LOOK_ENTRIES);
  g_assert_cmpint (cr_shape_get_look ((CrShape) { 1, 4 }), ==, CR_LOOK_ENTRIES);
  g_assert_cmpint (cr_shape_get_look ((CrShape) { 5, 1 }), ==, CR_LOOK_MAP);
  g_assert_cmpint (cr_shape_get_look ((CrShape) { 0, 0 }), ==, CR_LOOK_NUMBER);
}

static void
test_contains (void)
{
  CrBody circle = body_of ("add");
  CrBody square = body_of ("matmul");

  g_assert_true (cr_body_contains (&circle, (CrPoint) { 100, 100 }, (CrPoint) { 117, 100 }));
  g_assert_false (cr_body_contains (&circle, (CrPoint) { 100, 100 }, (CrPoint) { 115, 115 }));
  g_assert_true (cr_body_contains (&square, (CrPoint) { 100, 100 }, (CrPoint) { 115, 115 }));
  g_assert_false (cr_body_contains (&square, (CrPoint) { 100, 100 }, (CrPoint) { 121, 100 }));
}

/* --- Ports --- */

static void
assert_angles (const char *gate, CrPoint place, const CrPoint *from, guint n, const double *degrees)
{
  CrBody body = body_of (gate);
  g_autofree CrInputPort *ports = g_new (CrInputPort, n);

  cr_body_place_inputs (&body, place, from, n, ports);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (ports[i].angle / DEGREE, degrees[i], 0.1);
      g_assert_cmpfloat_with_epsilon (ports[i].point.x, place.x - body.width / 2 * cos (ports[i].angle), 1e-9);
      g_assert_cmpfloat_with_epsilon (ports[i].point.y, place.y + body.width / 2 * sin (ports[i].angle), 1e-9);
    }
}

/* Nodes of main.png. */
static void
test_angles (void)
{
  assert_angles ("mul", (CrPoint){ 360, 275 }, (const CrPoint[]){ { 253, 239 }, { 253, 311 } }, 2,
                 (const double[]){ -21.8, 21.8 });
  assert_angles ("add", (CrPoint){ 468, 359 }, (const CrPoint[]){ { 360, 275 }, { 360, 443 } }, 2,
                 (const double[]){ -43.0, 43.0 });
  assert_angles ("add", (CrPoint) { 552, 359 }, (const CrPoint[]) { { 468, 359 }, { 253, 575 } }, 2, (const double[]) { 0, 50 });
  assert_angles ("exp", (CrPoint) { 720, 359 }, (const CrPoint[]) { { 636, 359 } }, 1, (const double[]) { 0 });
}

static void
test_spreading (void)
{
  const CrPoint same = { 0, 100 };
  const CrPoint open = { NAN, NAN };
  const CrPoint place = { 100, 100 };

  assert_angles ("mul", place, (const CrPoint[]) { same, same }, 2, (const double[]) { -20, 20 });
  assert_angles ("add", place, (const CrPoint[]) { same, same, same }, 3, (const double[]) { -40, 0, 40 });
  assert_angles ("add", place, (const CrPoint[]) { open, open, open, open, open }, 5, (const double[]) { -50, -25, 0, 25, 50 });
  /* crossed sources do not cross the operands' order */
  assert_angles ("sub", place, (const CrPoint[]) { { 0, 300 }, { 0, -100 } }, 2, (const double[]) { -20, 20 });
  /* what would leave ±50° takes its neighbour along */
  assert_angles ("sub", place, (const CrPoint[]) { { 0, 900 }, { 0, 900 } }, 2, (const double[]) { 10, 50 });
}

static void
test_edge_ports (void)
{
  CrBody body = body_of ("neuron");
  CrPoint from[12];
  CrInputPort ports[12];

  for (guint i = 0; i < 12; i++)
    from[i] = (CrPoint) { NAN, NAN };
  cr_body_place_inputs (&body, (CrPoint) { 200, 100 }, from, 2, ports);
  g_assert_cmpfloat (ports[0].point.x, ==, 148);
  g_assert_cmpfloat (ports[0].point.y, ==, 92);
  g_assert_cmpfloat (ports[1].point.y, ==, 108);
  cr_body_place_inputs (&body, (CrPoint) { 200, 100 }, from, 12, ports);
  g_assert_cmpfloat (ports[0].point.y, >, 100 - 31);
  g_assert_cmpfloat (ports[11].point.y, <, 100 + 31);
}

static void
test_output_port (void)
{
  CrBody tag = body_of ("input");
  CrPoint port = cr_body_get_output (&tag, (CrPoint) { 253, 239 });

  g_assert_cmpfloat (port.x, ==, 302);
  g_assert_cmpfloat (port.y, ==, 239);
}

/* --- Wires --- */

static void
test_level_wire (void)
{
  CrCurve curve = cr_curve_new ((CrPoint) { 486, 359 }, (CrInputPort) { { 534, 359.9 }, 0 }, CR_WIRE_LABELED);

  g_assert_true (curve.is_straight);
}

/* p to r of main.png: Δx = 77, so c = min (77 − 40, 64) = 37. */
static void
test_labeled_wire (void)
{
  double angle = -43 * DEGREE;
  CrCurve curve = cr_curve_new ((CrPoint) { 378, 275 }, (CrInputPort) { { 455, 347 }, angle }, CR_WIRE_LABELED);
  double h = 0.55 * 37;

  g_assert_false (curve.is_straight);
  g_assert_cmpfloat_with_epsilon (curve.bend.x, 418, 1e-9);
  g_assert_cmpfloat_with_epsilon (curve.bend.y, 275, 1e-9);
  g_assert_cmpfloat_with_epsilon (curve.control[0].x, 418 + h, 1e-9);
  g_assert_cmpfloat_with_epsilon (curve.control[0].y, 275, 1e-9);
  g_assert_cmpfloat_with_epsilon (curve.control[1].x, 455 - h * cos (0.9 * angle), 1e-9);
  g_assert_cmpfloat_with_epsilon (curve.control[1].y, 347 + h * sin (0.9 * angle), 1e-9);
}

/* w2 to s of main.png: no numbers on it, Δy = 203, so c = 150; and one that is held at 64. */
static void
test_plain_wire (void)
{
  CrCurve far = cr_curve_new ((CrPoint) { 302, 575 }, (CrInputPort) { { 540, 372 }, 0.87 }, CR_WIRE_PLAIN);
  CrCurve near = cr_curve_new ((CrPoint) { 0, 0 }, (CrInputPort) { { 200, 10 }, 0 }, CR_WIRE_PLAIN);

  g_assert_cmpfloat_with_epsilon (far.bend.x, 390, 1e-9);
  g_assert_cmpfloat_with_epsilon (near.bend.x, 136, 1e-9);
}

static void
test_other_wires (void)
{
  CrCurve weight = cr_curve_new ((CrPoint) { 0, 0 }, (CrInputPort) { { 100, 50 }, 0 }, CR_WIRE_WEIGHT);
  CrCurve leftward = cr_curve_new ((CrPoint) { 100, 0 }, (CrInputPort) { { 0, 50 }, 0 }, CR_WIRE_LABELED);
  CrCurve narrow = cr_curve_new ((CrPoint) { 0, 0 }, (CrInputPort) { { 10, 50 }, 0 }, CR_WIRE_LABELED);

  g_assert_cmpfloat (weight.bend.x, ==, 0);
  g_assert_cmpfloat (weight.control[0].x, ==, 50);
  g_assert_cmpfloat (weight.control[1].x, ==, 50);
  g_assert_cmpfloat (leftward.control[0].x, ==, 100 + 90);
  g_assert_cmpfloat (leftward.control[1].x, ==, 0 - 90);
  g_assert_cmpfloat (narrow.bend.x, >=, 0);
}

/* As a port passes from right to left of its source, the curve jumps nowhere. */
static void
test_continuity (void)
{
  CrPoint before = { NAN, NAN };

  for (double x = 60; x >= -60; x -= 0.25)
    {
      CrCurve curve = cr_curve_new ((CrPoint) { 0, 0 }, (CrInputPort) { { x, 80 }, 0 }, CR_WIRE_PLAIN);
      CrPoint middle = cr_curve_get_point (&curve, 0.3);

      if (!isnan (before.x))
        g_assert_cmpfloat (hypot (middle.x - before.x, middle.y - before.y), <, 1);
      before = middle;
    }
}

static void
test_distance (void)
{
  CrCurve curve = cr_curve_new ((CrPoint) { 378, 275 }, (CrInputPort) { { 455, 347 }, -0.75 }, CR_WIRE_LABELED);

  g_assert_cmpfloat_with_epsilon (cr_curve_get_distance (&curve, (CrPoint) { 400, 275 }), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (cr_curve_get_distance (&curve, (CrPoint) { 400, 265 }), 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (cr_curve_get_distance (&curve, (CrPoint) { 375, 271 }), 5, 1e-9);
  for (double t = 0; t <= 1; t += 0.1)
    g_assert_cmpfloat (cr_curve_get_distance (&curve, cr_curve_get_point (&curve, t)), <, 0.2);
}

static void
test_meets (void)
{
  CrCurve curve = cr_curve_new ((CrPoint) { 0, 0 }, (CrInputPort) { { 200, 200 }, 0 }, CR_WIRE_PLAIN);
  CrArea on_run = { 10, -5, 10, 10 };
  CrArea inside_bounds = { 10, 150, 20, 20 };
  CrArea all = { -10, -10, 300, 300 };
  CrArea outside = { 300, 0, 10, 10 };

  g_assert_true (cr_curve_meets (&curve, &on_run));
  g_assert_false (cr_curve_meets (&curve, &inside_bounds));
  g_assert_true (cr_curve_meets (&curve, &all));
  g_assert_false (cr_curve_meets (&curve, &outside));
}

/* --- Ways --- */

static CrCurve
route (CrPoint start, CrPoint end, const CrObstacle *obstacles, guint n_obstacles)
{
  return cr_route_new (start, (CrInputPort) { .point = end }, CR_WIRE_PLAIN, CR_LEAST_LEAD, obstacles, n_obstacles, 0);
}

/* What is beside a wire leaves its curve as it is. */
static void
test_free_way (void)
{
  const CrObstacle obstacle = { { 100, 60, 50, 20 }, FALSE };
  CrCurve curve = route ((CrPoint) { 0, 0 }, (CrPoint) { 300, 0 }, &obstacle, 1);

  g_assert_true (curve.is_straight);
  g_assert_cmpuint (curve.n_turns, ==, 0);
}

/* A bend that would run through something comes later. */
static void
test_later_bend (void)
{
  const CrObstacle obstacle = { { 222, 4, 20, 200 }, FALSE };
  CrCurve usual = cr_curve_new ((CrPoint) { 0, 0 }, (CrInputPort) { .point = { 300, 100 } }, CR_WIRE_PLAIN);
  CrCurve curve = route ((CrPoint) { 0, 0 }, (CrPoint) { 300, 100 }, &obstacle, 1);

  g_assert_true (cr_curve_meets (&usual, &obstacle.area));
  g_assert_false (cr_curve_meets (&curve, &obstacle.area));
  g_assert_cmpuint (curve.n_turns, ==, 0);
  g_assert_cmpfloat (curve.bend.x, >, usual.bend.x);
}

/* Around a node on a level wire: one turn to the nearer side, and back in the last bend. */
static void
test_detour (void)
{
  const CrObstacle obstacle = { { 130, -10, 40, 50 }, FALSE };
  CrCurve curve = route ((CrPoint) { 0, 0 }, (CrPoint) { 300, 0 }, &obstacle, 1);
  CrPoint points[CR_CURVE_POINTS];
  guint n = cr_curve_flatten (&curve, points);

  g_assert_false (cr_curve_meets (&curve, &obstacle.area));
  g_assert_cmpuint (curve.n_turns, ==, 1);
  g_assert_cmpfloat (curve.turns[0].y, <, -10);
  g_assert_cmpfloat (curve.turns[0].y, >, -24);
  g_assert_cmpuint (n, <=, CR_CURVE_POINTS);
  g_assert_true (points[0].x == 0 && points[n - 1].x == 300 && points[n - 1].y == 0);
  for (guint i = 1; i < n; i++) /* always to the right */
    g_assert_cmpfloat (points[i].x, >=, points[i - 1].x);
}

/* Through a gap between two walls, one above, one below: two turns. */
static void
test_slalom (void)
{
  const CrObstacle walls[] = { { { 100, -400, 30, 440 }, FALSE }, { { 220, -40, 30, 400 }, FALSE } };
  CrCurve curve = route ((CrPoint) { 0, 0 }, (CrPoint) { 400, 0 }, walls, 2);

  g_assert_false (cr_route_is_blocked (&curve, walls, 2));
  g_assert_cmpuint (curve.n_turns, ==, 2);
}

/* Where everything is shut a wire runs through texts, and not under nodes. */
static void
test_under_texts (void)
{
  const CrObstacle walls[] = { { { 100, -400, 30, 380 }, FALSE }, { { 100, -20, 30, 420 }, TRUE } };
  CrCurve curve = route ((CrPoint) { 0, -100 }, (CrPoint) { 300, -100 }, walls, 2);

  g_assert_false (cr_curve_meets (&curve, &walls[0].area));
}

/* To the left around both ends. */
static void
test_way_back (void)
{
  const CrObstacle bodies[] = { { { -60, -20, 58, 40 }, FALSE }, { { -298, -20, 58, 40 }, FALSE } };
  CrCurve curve = route ((CrPoint) { 0, 0 }, (CrPoint) { -300, 0 }, bodies, 2);

  g_assert_false (cr_route_is_blocked (&curve, bodies, 2));
  g_assert_cmpuint (curve.n_turns, ==, 1);
}

static void
test_areas (void)
{
  CrArea none = { 0 };
  CrArea a = { 0, 0, 10, 10 };
  CrArea b = { 20, -5, 10, 10 };
  CrArea both = cr_area_united (&a, &b);
  CrArea same = cr_area_united (&none, &b);
  CrPoint snapped = cr_geometry_snap ((CrPoint) { 17.9, -6.1 });

  g_assert_true (both.x == 0 && both.y == -5 && both.width == 30 && both.height == 15);
  g_assert_true (same.x == 20 && same.width == 10);
  g_assert_true (cr_area_contains_area (&both, &a));
  g_assert_false (cr_area_meets (&a, &b));
  g_assert_true (snapped.x == 12 && snapped.y == -12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/geometry/bodies", test_bodies);
  g_test_add_func ("/drawing/geometry/growing", test_growing);
  g_test_add_func ("/drawing/geometry/looks", test_looks);
  g_test_add_func ("/drawing/geometry/contains", test_contains);
  g_test_add_func ("/drawing/geometry/angles", test_angles);
  g_test_add_func ("/drawing/geometry/spreading", test_spreading);
  g_test_add_func ("/drawing/geometry/edge-ports", test_edge_ports);
  g_test_add_func ("/drawing/geometry/output-port", test_output_port);
  g_test_add_func ("/drawing/geometry/level-wire", test_level_wire);
  g_test_add_func ("/drawing/geometry/labeled-wire", test_labeled_wire);
  g_test_add_func ("/drawing/geometry/plain-wire", test_plain_wire);
  g_test_add_func ("/drawing/geometry/other-wires", test_other_wires);
  g_test_add_func ("/drawing/geometry/continuity", test_continuity);
  g_test_add_func ("/drawing/geometry/distance", test_distance);
  g_test_add_func ("/drawing/geometry/meets", test_meets);
  g_test_add_func ("/drawing/geometry/free-way", test_free_way);
  g_test_add_func ("/drawing/geometry/later-bend", test_later_bend);
  g_test_add_func ("/drawing/geometry/detour", test_detour);
  g_test_add_func ("/drawing/geometry/slalom", test_slalom);
  g_test_add_func ("/drawing/geometry/under-texts", test_under_texts);
  g_test_add_func ("/drawing/geometry/way-back", test_way_back);
  g_test_add_func ("/drawing/geometry/areas", test_areas);
  return g_test_run ();
}
