/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves on the canvas as render nodes.
 *
 * How this works: GTK paints anew the bounds of the nodes that have changed, but where these would be more than some thirty rectangles, row by
 * row, it gives up and paints everything. So parts that lie near one another share a node: the fields that they are sorted into are worked
 * out once and kept while each part finds one that holds it. Parts of which nobody can say where they are have nodes of their own.
 */
#include "cr-part-nodes.h"

#include "cr-still-image.h"

#include <math.h>

#define MOST_RECTANGLES 10 /* of the fields together, as GTK counts them: the rest of the window has some too */
#define SPARE 3.0          /* pixels around a field: numbers do not always have the same width */

struct _CrPartNodes
{
  GArray *fields;      /* of CrArea, in the view */
  CrViewport viewport; /* for which they are */
};

/* A frame that is being drawn. */
typedef struct
{
  CrPartNodes *nodes;
  const CrViewport *viewport;
  int device_scale;
  GtkSnapshot *snapshot;
  GPtrArray *of_fields;       /* (nullable elements): the node of each field */
  GArray *areas;              /* of CrArea: of each part that is known */
  gboolean is_sorted;         /* every one of them had a field */
  cairo_surface_t *recording; /* of the part that may be anywhere, or NULL */
} Frame;

CrPartNodes *
cr_part_nodes_new (void)
{
  CrPartNodes *nodes = g_new0 (CrPartNodes, 1);

  nodes->fields = g_array_new (FALSE, FALSE, sizeof (CrArea));
  return nodes;
}

void
cr_part_nodes_free (CrPartNodes *nodes)
{
  g_array_unref (nodes->fields);
  g_free (nodes);
}

/* --- Fields --- */

static guint
count_rectangles (GArray *fields)
{
  cairo_region_t *region = cairo_region_create ();
  guint n;

  for (guint i = 0; i < fields->len; i++)
    {
      const CrArea *field = &g_array_index (fields, CrArea, i);

      cairo_region_union_rectangle (region, &(cairo_rectangle_int_t) { field->x, field->y, field->width, field->height });
    }
  n = cairo_region_num_rectangles (region);
  cairo_region_destroy (region);
  return n;
}

/* How much more is painted if two fields become one. */
static double
get_waste (const CrArea *a, const CrArea *b)
{
  CrArea both = cr_area_united (a, b);

  return both.width * both.height - a->width * a->height - b->width * b->height;
}

static void
join_nearest (GArray *fields)
{
  guint first = 0, second = 1;
  double least = INFINITY;

  for (guint i = 0; i < fields->len; i++)
    for (guint j = i + 1; j < fields->len; j++)
      {
        double waste = get_waste (&g_array_index (fields, CrArea, i), &g_array_index (fields, CrArea, j));

        if (waste < least)
          {
            least = waste;
            first = i;
            second = j;
          }
      }
  g_array_index (fields, CrArea, first) = cr_area_united (&g_array_index (fields, CrArea, first), &g_array_index (fields, CrArea, second));
  g_array_remove_index (fields, second);
}

static void
make_fields (CrPartNodes *nodes, const GArray *areas, const CrViewport *viewport)
{
  nodes->viewport = *viewport;
  g_array_set_size (nodes->fields, 0);
  for (guint i = 0; i < areas->len; i++)
    {
      CrArea field = cr_area_grown (&g_array_index (areas, CrArea, i), SPARE);

      g_array_append_val (nodes->fields, field);
    }
  while (nodes->fields->len > 1 && count_rectangles (nodes->fields) > MOST_RECTANGLES)
    join_nearest (nodes->fields);
}

/* The field that holds an area; a new one where none does. */
static guint
find_field (Frame *frame, const CrArea *area)
{
  GArray *fields = frame->nodes->fields;

  for (guint i = 0; i < fields->len; i++)
    if (cr_area_contains_area (&g_array_index (fields, CrArea, i), area))
      return i;
  frame->is_sorted = FALSE;
  g_array_append_vals (fields, area, 1);
  g_ptr_array_add (frame->of_fields, NULL);
  return fields->len - 1;
}

/* --- Parts --- */

/* On whole pixels, with one more on each side. */
static CrArea
place_area (const Frame *frame, const CrArea *area)
{
  CrPoint origin = cr_still_image_get_origin (frame->viewport, frame->device_scale);
  double zoom = frame->viewport->zoom;
  double left = floor (origin.x + area->x * zoom) - 1, right = ceil (origin.x + (area->x + area->width) * zoom) + 1;
  double top = floor (origin.y + area->y * zoom) - 1, bottom = ceil (origin.y + (area->y + area->height) * zoom) + 1;

  return (CrArea) { left, top, right - left, bottom - top };
}

static cairo_t *
begin_in_field (Frame *frame, const CrArea *area)
{
  CrArea place = place_area (frame, area);
  guint i = find_field (frame, &place);
  const CrArea *field = &g_array_index (frame->nodes->fields, CrArea, i);

  g_array_append_val (frame->areas, place);
  if (frame->of_fields->pdata[i] == NULL)
    frame->of_fields->pdata[i] = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (field->x, field->y, field->width, field->height));
  return gsk_cairo_node_get_draw_context (frame->of_fields->pdata[i]);
}

static cairo_t *
begin (const CrArea *area, gpointer data)
{
  Frame *frame = data;
  cairo_t *cairo;

  if (area == NULL)
    frame->recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo = area != NULL ? begin_in_field (frame, area) : cairo_create (frame->recording);
  cr_still_image_set_transform (cairo, frame->viewport, frame->device_scale);
  return cairo;
}

/* What was drawn anywhere, as far as it can be seen. */
static void
append_recording (const Frame *frame)
{
  double x, y, width, height;
  double left, top, right, bottom;
  cairo_t *cairo;

  cairo_recording_surface_ink_extents (frame->recording, &x, &y, &width, &height);
  left = MAX (floor (x) - 1, 0);
  top = MAX (floor (y) - 1, 0);
  right = MIN (ceil (x + width) + 1, frame->viewport->width);
  bottom = MIN (ceil (y + height) + 1, frame->viewport->height);
  if (width <= 0 || height <= 0 || right <= left || bottom <= top)
    return;
  cairo = gtk_snapshot_append_cairo (frame->snapshot, &GRAPHENE_RECT_INIT (left, top, right - left, bottom - top));
  cairo_set_source_surface (cairo, frame->recording, 0, 0);
  cairo_paint (cairo);
  cairo_destroy (cairo);
}

static void
append_fields (const Frame *frame)
{
  for (guint i = 0; i < frame->of_fields->len; i++)
    if (frame->of_fields->pdata[i] != NULL)
      {
        gtk_snapshot_append_node (frame->snapshot, frame->of_fields->pdata[i]);
        g_clear_pointer (&frame->of_fields->pdata[i], gsk_render_node_unref);
      }
}

/* What may be anywhere lies over what has been drawn until then. */
static void
end (cairo_t *cairo, gpointer data)
{
  Frame *frame = data;

  cairo_destroy (cairo);
  if (frame->recording == NULL)
    return;
  append_fields (frame);
  append_recording (frame);
  g_clear_pointer (&frame->recording, cairo_surface_destroy);
}

static gboolean
is_same_view (const CrViewport *a, const CrViewport *b)
{
  return a->zoom == b->zoom && a->centre.x == b->centre.x && a->centre.y == b->centre.y && a->width == b->width && a->height == b->height;
}

void
cr_part_nodes_append (CrPartNodes *nodes, CrPicture *picture, const CrViewport *viewport, int device_scale, const CrMarks *marks,
                      GtkSnapshot *snapshot)
{
  CrPoint corner = cr_viewport_to_graph (viewport, 0, 0);
  CrArea visible = { corner.x, corner.y, viewport->width / viewport->zoom, viewport->height / viewport->zoom };
  g_autoptr (GPtrArray) of_fields = g_ptr_array_new ();
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (CrArea));
  Frame frame = { nodes, viewport, device_scale, snapshot, of_fields, areas, TRUE, NULL };
  CrPartSink sink = { begin, end, &frame };

  g_ptr_array_set_size (of_fields, nodes->fields->len);
  cr_picture_draw_moving_parts (picture, &sink, &visible, viewport->zoom, marks);
  append_fields (&frame);
  if (!frame.is_sorted || !is_same_view (&nodes->viewport, viewport))
    make_fields (nodes, areas, viewport);
}
