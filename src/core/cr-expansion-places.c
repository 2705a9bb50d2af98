/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the gates stand that a node unfolds into, and how the other nodes make room.
 *
 * How this works: room is made in x and in y for themselves. Boxes whose middles have nearly the same x form a band, as wide as the widest
 * of them. What is right of a band goes right by half its width, what is left of it goes left, and what is within stays; bands add up.
 * So a column of units that are unfolded together becomes one wider column, and nothing changes its order.
 */
#include "cr-expansion-places.h"

#define COLUMN 168.0 /* a number's tag, or a gate, and the wire to the next one */
#define ROW 84.0
#define OUTLINE 48.0 /* of the group around them, with its title, above and below */
#define WIDER 48.0   /* for each further column of a matrix, up to MOST */
#define HIGHER 30.0
#define MOST 4
#define SAME_BAND 40.0

/* --- Arranging --- */

/* The width and height that a node takes with what lies around it. */
static CrPoint
get_extent (const CrNode *node)
{
  const CrMatrix *value = cr_gate_is_source (node->gate) ? cr_node_get_matrix (node, "value") : NULL;
  CrShape shape = value != NULL ? value->shape : (CrShape) { 1, 1 };

  return (CrPoint) {
    COLUMN + WIDER * MIN (shape.columns - 1, MOST),
    ROW + HIGHER * MIN (shape.rows - 1, MOST),
  };
}

/* Gates as far right as they must be, sources as far right as they can be. */
static guint
find_columns (const GPtrArray *nodes, guint *columns)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  guint n_columns = 1;

  for (guint i = 0; i < nodes->len; i++)
    {
      const CrNode *node = nodes->pdata[i];
      gpointer place;

      columns[i] = 0;
      for (guint k = 0; k < node->n_operands; k++)
        if (g_hash_table_lookup_extended (places, GUINT_TO_POINTER (node->operands[k]), NULL, &place))
          columns[i] = MAX (columns[i], columns[GPOINTER_TO_UINT (place)] + 1);
      n_columns = MAX (n_columns, columns[i] + 1);
      g_hash_table_insert (places, GUINT_TO_POINTER (node->key), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < nodes->len; i++)
    if (cr_gate_is_source (((CrNode *) nodes->pdata[i])->gate))
      columns[i] = n_columns;
  for (guint i = nodes->len; i-- > 0;)
    {
      const CrNode *node = nodes->pdata[i];
      gpointer place;

      for (guint k = 0; k < node->n_operands; k++)
        if (g_hash_table_lookup_extended (places, GUINT_TO_POINTER (node->operands[k]), NULL, &place) &&
            cr_gate_is_source (((CrNode *) nodes->pdata[GPOINTER_TO_UINT (place)])->gate))
          columns[GPOINTER_TO_UINT (place)] = MIN (columns[GPOINTER_TO_UINT (place)], columns[i] - 1);
    }
  return n_columns;
}

void
cr_expansion_arrange (const GPtrArray *nodes, CrPoint *points, CrBox *box)
{
  g_autofree guint *columns = g_new (guint, nodes->len);
  guint n_columns = find_columns (nodes, columns);
  g_autofree CrPoint *sizes = g_new0 (CrPoint, n_columns); /* of the columns */
  g_autofree CrPoint *ends = g_new0 (CrPoint, n_columns);  /* where a column begins, and the next node in it */
  double width = 0, height = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      CrPoint extent = get_extent (nodes->pdata[i]);

      sizes[columns[i]].x = MAX (sizes[columns[i]].x, extent.x);
      sizes[columns[i]].y += extent.y;
    }
  for (guint column = 0; column < n_columns; column++)
    {
      ends[column] = (CrPoint) { width, -sizes[column].y / 2 };
      width += sizes[column].x;
      height = MAX (height, sizes[column].y);
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      double own = get_extent (nodes->pdata[i]).y;
      CrPoint *end = &ends[columns[i]];

      points[i] = (CrPoint) { end->x + sizes[columns[i]].x / 2 - width / 2, end->y + own / 2 };
      end->y += own;
    }
  *box = (CrBox) { { 0, 0 }, width - COLUMN, height - ROW + OUTLINE };
}

/* --- Making room --- */

/* Everything from @low to @high stays together; @before is the width of all bands before this one. */
typedef struct
{
  double low;
  double high;
  double width;
  double before;
} Band;

struct _CrRoom
{
  GArray *columns; /* of Band, in order of x */
  GArray *rows;    /* in order of y */
};

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  double difference = ((const Band *) a)->low - ((const Band *) b)->low;

  return (difference > 0) - (difference < 0);
}

/* Puts bands together that are nearly at the same place. */
static GArray *
merge (GArray *single)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));
  double before = 0;

  g_array_sort (single, compare_bands);
  for (guint i = 0; i < single->len; i++)
    {
      const Band *next = &g_array_index (single, Band, i);
      Band *last = bands->len > 0 ? &g_array_index (bands, Band, bands->len - 1) : NULL;

      if (last != NULL && next->low - last->low <= SAME_BAND)
        {
          last->high = next->high;
          last->width = MAX (last->width, next->width);
        }
      else
        g_array_append_val (bands, *next);
    }
  for (guint i = 0; i < bands->len; i++)
    {
      Band *band = &g_array_index (bands, Band, i);

      band->before = before;
      before += band->width;
    }
  g_array_unref (single);
  return bands;
}

CrRoom *
cr_room_new (const CrBox *boxes, guint n_boxes)
{
  CrRoom *room = g_new0 (CrRoom, 1);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Band));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Band));

  for (guint i = 0; i < n_boxes; i++)
    {
      Band column = { boxes[i].center.x, boxes[i].center.x, boxes[i].width, 0 };
      Band row = { boxes[i].center.y, boxes[i].center.y, boxes[i].height, 0 };

      g_array_append_val (columns, column);
      g_array_append_val (rows, row);
    }
  room->columns = merge (columns);
  room->rows = merge (rows);
  return room;
}

void
cr_room_free (CrRoom *room)
{
  g_array_unref (room->columns);
  g_array_unref (room->rows);
  g_free (room);
}

/* @place with half of what lies before it added, and half of what lies behind taken away. */
static double
map (const GArray *bands, double place)
{
  guint low = 0, high = bands->len; /* the bands that begin at or before @place are those below low */

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (bands, Band, middle).low <= place)
        low = middle + 1;
      else
        high = middle;
    }

  const Band *here = low > 0 ? &g_array_index (bands, Band, low - 1) : NULL;
  const Band *last = bands->len > 0 ? &g_array_index (bands, Band, bands->len - 1) : NULL;
  double all = last != NULL ? last->before + last->width : 0;
  double before = 0, behind = all;

  if (here != NULL)
    {
      before = place > here->high ? here->before + here->width : here->before;
      behind = all - here->before - here->width;
    }
  return place + (before - behind) / 2;
}

CrPoint
cr_room_map (const CrRoom *room, CrPoint point)
{
  return (CrPoint) { map (room->columns, point.x), map (room->rows, point.y) };
}

static CrFrame *
move_frame (const CrRoom *room, const CrFrame *frame)
{
  CrFrame *moved = cr_frame_copy (frame);
  CrPoint first = cr_room_map (room, (CrPoint) { frame->x, frame->y });
  CrPoint last = cr_room_map (room, (CrPoint) { frame->x + frame->width, frame->y + frame->height });

  moved->x = first.x;
  moved->y = first.y;
  moved->width = last.x - first.x;
  moved->height = last.y - first.y;
  return moved;
}

void
cr_room_make (const CrRoom *room, CrGraphEdit *edit, const CrGraph *graph, CrParts *parts)
{
  CR_GRAPH_FOR_EACH (graph, node)
    {
      CrPoint moved = cr_room_map (room, node->place);

      if (node->has_place && cr_graph_edit_get_node (edit, node->key) == node)
        cr_graph_edit_move (edit, node->key, moved.x, moved.y);
    }
  for (guint i = 0; i < parts->groups->len; i++)
    {
      const CrGroup *group = parts->groups->pdata[i];
      CrGroup *moved;

      if (!group->has_place)
        continue;
      moved = cr_group_copy (group);
      moved->place = cr_room_map (room, group->place);
      cr_group_unref (parts->groups->pdata[i]);
      parts->groups->pdata[i] = moved;
    }
  for (guint i = 0; i < parts->frames->len; i++)
    {
      CrFrame *moved = move_frame (room, parts->frames->pdata[i]);

      cr_frame_unref (parts->frames->pdata[i]);
      parts->frames->pdata[i] = moved;
    }
}
