/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chainrule-cli surface: the net's answer, or any node, over the plane of x1 and x2, with the data points. */
#include "cr-command.h"
#include "cr-surface-picture.h"
#include "cr-surface.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define STANDARD_SIZE 400
#define LEAST_SIZE 32
#define MOST_SIZE 4096
#define MOST_CELLS 400 /* each way; between them colours flow */

/* --- The data points --- */

/* Whether every label is 1 or −1; a whole number that may be a class; or neither. */
static CrLabelKind
get_label_kind (const CrTable *table)
{
  gboolean signs = TRUE, classes = TRUE;

  for (guint32 i = 0; i < cr_table_get_n_examples (table); i++)
    {
      double label = cr_table_get_example (table, i)[table->n_features];

      signs &= fabs (label) == 1;
      classes &= label >= 0 && label == floor (label);
    }
  return signs ? CR_LABELS_SIGNED : classes ? CR_LABELS_CLASSES : CR_LABELS_REAL;
}

/* The examples at their x1 and x2 (0 where the data have no such feature): those that train, then those that test. */
static CrDataPoint *
make_points (const CrData *data)
{
  const CrTable *table = data->table;
  CrDataPoint *points = g_new (CrDataPoint, data->split.n_rows);
  int x1 = cr_table_find_column (table, "x1"), x2 = cr_table_find_column (table, "x2");

  for (guint32 i = 0; i < data->split.n_rows; i++)
    {
      const double *example = cr_table_get_example (table, data->split.rows[i]);

      points[i] = (CrDataPoint) { x1 >= 0 ? example[x1] : 0, x2 >= 0 ? example[x2] : 0, example[table->n_features],
                                  i >= data->split.n_train };
    }
  return points;
}

/* --- The picture --- */

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw (const CrSurfacePicture *picture, guint size)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cairo_t *cairo = cairo_create (image);
  CrFonts *fonts = cr_fonts_new ();
  CrPen pen = cr_pen_make (cairo, fonts, FALSE, 1);
  CrArea area = { 0, 0, size, size };
  GByteArray *bytes = g_byte_array_new ();

  cr_pen_set_color (&pen, CR_COLOR_PANEL);
  cairo_paint (cairo);
  cr_surface_picture_draw (&pen, picture, &area);
  cairo_surface_flush (image);
  cairo_surface_write_to_png_stream (image, append, bytes);
  cr_fonts_free (fonts);
  cairo_destroy (cairo);
  cairo_surface_destroy (image);
  return g_byte_array_free_to_bytes (bytes);
}

/* Whether the node is a unit or gate whose values lie in −1…1, which then have the full colours. */
static gboolean
is_bounded (const CrNode *node)
{
  const CrAttribute *activation = cr_node_get_attribute (node, "activation");
  const CrGate *gate = activation != NULL ? activation->activation : node->gate;

  return gate != NULL && strcmp (gate->name, "tanh") == 0;
}

static GBytes *
draw_map (const CrSurfaceMap *map, const CrNode *node, const CrData *data, guint size)
{
  g_autofree CrDataPoint *points = data != NULL && data->table != NULL ? make_points (data) : NULL;
  CrSurfacePicture picture = {
    .map = {
      .columns = map->size,
      .rows = map->size,
      .n_classes = cr_shape_get_size (map->shape),
      .values = map->entries,
      .extent = is_bounded (node) ? 1 : 0,
    },
    .left = -CR_SURFACE_EXTENT,
    .right = CR_SURFACE_EXTENT,
    .bottom = -CR_SURFACE_EXTENT,
    .top = CR_SURFACE_EXTENT,
    .examples = { .points = points, .n_points = points != NULL ? data->split.n_rows : 0 },
    .chosen = -1,
    .around = CR_COLOR_PANEL,
  };

  if (points != NULL)
    picture.examples.kind = get_label_kind (data->table);
  return draw (&picture, size);
}

/* --- The call --- */

static const CrNode *
choose_node (const char *file, const CrGraph *graph, const CrSurface *surface, const char *id, CrExit *status)
{
  CrKey key;

  if (id != NULL)
    {
      *status = CR_EXIT_USAGE;
      return cr_command_find_node (file, graph, id);
    }
  *status = CR_EXIT_NO;
  key = cr_surface_get_prediction (surface);
  if (key == CR_KEY_NONE)
    cr_command_complain (file, _("the graph has no output; name a node with --node"));
  return key != CR_KEY_NONE ? cr_graph_get_node (graph, key) : NULL;
}

/* Whether the node can be drawn over the plane; says why not. */
static gboolean
check_map (const char *file, const CrNode *node, const CrSurfaceMap *map)
{
  g_autofree char *shape = cr_shape_to_string (map->shape);

  if (map->shape.columns > 1)
    cr_command_complain (file, _("node \"%s\" is %s; a surface is drawn of a number or a column of scores"), node->id, shape);
  else if (map->is_flat)
    cr_command_complain (file, _("node \"%s\" depends on neither x1 nor x2; a surface is drawn over these two features of data"), node->id);
  return map->shape.columns == 1 && !map->is_flat;
}

static CrExit
draw_graph (const char *file, const CrGraph *graph, const CrData *data, const char *id, guint size, const char *out)
{
  g_autoptr (CrSurface) surface = cr_surface_new (graph, data, MIN (size, MOST_CELLS));
  CrExit status;
  const CrNode *node = choose_node (file, graph, surface, id, &status);
  CrSurfaceMap map;

  if (node == NULL)
    return status;
  cr_surface_compute (surface, FALSE);
  if (!cr_surface_get_value (surface, node->key, &map))
    {
      cr_command_complain (file, _("node \"%s\" has no value over the plane"), node->id);
      return CR_EXIT_NO;
    }
  if (!check_map (file, node, &map))
    return CR_EXIT_NO;

  g_autoptr (GBytes) bytes = draw_map (&map, node, data, size);

  return cr_command_write (out, bytes);
}

CrExit
cr_command_surface (const CrCommand *command, GStrv arguments)
{
  g_autofree char *out = NULL, *id = NULL;
  g_auto (GStrv) names = NULL;
  int size = STANDARD_SIZE;
  gboolean any_path = FALSE;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write the picture, a PNG, to OUT"), "OUT" },
    { "node", 0, 0, G_OPTION_ARG_STRING, &id, N_("Of this node, in place of the net's answer"), "ID" },
    { "size", 0, 0, G_OPTION_ARG_INT, &size, N_("Pixels each way (400)"), "N" },
    CR_OPTION_ALLOW_PATH (&any_path),
    { NULL },
  };
  g_autoptr (CrGraph) graph = NULL;
  g_autoptr (CrData) data = NULL;
  CrExit status;

  if (!cr_command_parse (command, arguments, options, 1, 1, &names))
    return CR_EXIT_USAGE;
  if (out == NULL)
    {
      cr_command_complain (NULL, _("-o OUT is missing: where the picture goes"));
      return CR_EXIT_USAGE;
    }
  if (!g_str_equal (out, "-") && !g_str_has_suffix (out, ".png"))
    {
      cr_command_complain (out, _("a surface is written as a PNG: name a file that ends with .png"));
      return CR_EXIT_USAGE;
    }
  if (size < LEAST_SIZE || size > MOST_SIZE)
    {
      cr_command_complain (NULL, _("--size takes a whole number from %d to %d"), LEAST_SIZE, MOST_SIZE);
      return CR_EXIT_USAGE;
    }
  graph = cr_command_read_graph (names[0], &status);
  if (graph == NULL)
    return status;
  data = cr_command_load_data (names[0], graph, any_path);
  if (data != NULL && data->problem != NULL)
    {
      cr_command_complain (names[0], "%s", data->problem->message);
      return CR_EXIT_NO;
    }
  return draw_graph (names[0], graph, data, id, size, out);
}
