/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one state of a picture becomes another one before the eye.
 *
 * How this works: of either state a cast is recorded: each node in sight as a small drawing about its place, each wire with its two ends,
 * the outline of each open group. Between the two a node that both have goes straight from place to place; one that only one of them has goes
 * from, or to, the node or folded group that stands for it in the other, and is faint there. Wires follow their ends on the curve that
 * they would take if nothing were in their way.
 */
#include "cr-transition.h"

#include "cr-draw.h"

#include <math.h>

#define MOST_NODES 500
#define MOST_WIRES 1500
#define DEEPEST 64
#define MARGIN 24.0 /* what numbers and names reach beyond what an item is filed with */

/* A node or a folded group. */
typedef struct
{
  CrKey key;
  const CrNode *node;    /* (nullable): owned by the graph */
  CrPoint place;
  CrArea body;
  cairo_surface_t *look; /* about its place */
} Actor;

/* A wire, @to and @from are actors. */
typedef struct
{
  CrWire wire;
  guint from;
  guint to;
} Strand;

struct _CrCast
{
  CrGraph *graph;
  GArray *actors;
  GArray *strands;
  GArray *outlines; /* CrOpenGroup */
  GHashTable *index; /* key to one more than the actor */
};

/* Where an actor of one cast is in the other: there itself, or what stands for it. */
typedef struct
{
  CrPoint place;
  gboolean is_itself;
  gboolean is_other_gate; /* it looks different there */
} Counterpart;

struct _CrTransition
{
  CrCast *casts[2]; /* before and after */
  Counterpart *counterparts[2];
};

/* --- Casts --- */

static void
clear_actor (gpointer data)
{
  cairo_surface_destroy (((Actor *) data)->look);
}

void
cr_cast_free (CrCast *cast)
{
  cr_graph_unref (cast->graph);
  g_array_unref (cast->actors);
  g_array_unref (cast->strands);
  g_array_unref (cast->outlines);
  g_hash_table_unref (cast->index);
  g_free (cast);
}

static const Actor *
find_actor (const CrCast *cast, CrKey key)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (cast->index, GUINT_TO_POINTER (key)));

  return found > 0 ? &g_array_index (cast->actors, Actor, found - 1) : NULL;
}

static void
draw_numbers (const CrPen *pen, CrPicture *picture, CrItem *item)
{
  g_autoptr (CrLabels) labels = cr_labels_new ();

  cr_picture_add_labels (picture, item, FALSE, labels);
  for (guint i = 0; i < labels->numbers->len; i++)
    cr_draw_number (pen, &g_array_index (labels->numbers, CrNumberLabel, i));
  for (guint i = 0; i < labels->blocks->len; i++)
    cr_draw_block (pen, picture, &g_array_index (labels->blocks, CrBlockLabel, i));
}

/* The item with its ports, its map and its numbers, from its place. */
static cairo_surface_t *
record (CrPicture *picture, CrItem *item, double scale)
{
  CrArea reach = cr_area_grown (&item->reach, MARGIN);
  cairo_rectangle_t extents = { reach.x - item->place.x, reach.y - item->place.y, reach.width, reach.height };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cairo = cairo_create (surface);
  CrPen pen = { .cairo = cairo, .fonts = picture->fonts, .dark = picture->style.dark, .scale = scale,
                .hide_text = picture->style.hide_text, .least_text = CR_LEAST_TEXT };

  cairo_translate (cairo, -item->place.x, -item->place.y);
  cr_draw_item (&pen, picture, item);
  if (scale >= CR_LEAST_PORT_SCALE)
    cr_draw_ports (&pen, picture, item);
  if (picture->maps != NULL)
    cr_draw_item_map (&pen, picture, item);
  if (CR_NUMBER_SIZE * scale >= CR_LEAST_TEXT && picture->style.wires == CR_WIRES_ALL && !picture->style.hide_text)
    draw_numbers (&pen, picture, item);
  cairo_destroy (cairo);
  return surface;
}

static guint
ensure_actor (CrCast *cast, CrPicture *picture, CrKey key, double scale)
{
  CrItem *item = cr_picture_get_item (picture, key);
  const Actor *known = find_actor (cast, key);
  Actor actor = { .key = key };

  if (known != NULL)
    return known - (const Actor *) (gconstpointer) cast->actors->data;
  actor.node = item->node;
  actor.place = item->place;
  actor.body = cr_body_get_area (&item->body, item->place);
  actor.look = record (picture, item, scale);
  g_array_append_val (cast->actors, actor);
  g_hash_table_insert (cast->index, GUINT_TO_POINTER (key), GUINT_TO_POINTER (cast->actors->len));
  return cast->actors->len - 1;
}

CrCast *
cr_cast_new (CrPicture *picture, const CrArea *clip, double scale)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) wires = NULL;
  CrCast *cast;

  g_return_val_if_fail (picture != NULL && clip != NULL, NULL);

  if (cr_picture_is_density (picture, scale) || picture->lit != NULL)
    return NULL;
  items = cr_picture_find_items (picture, clip);
  wires = items->len <= MOST_NODES ? cr_picture_find_wires_roughly (picture, clip) : g_ptr_array_new ();
  if (items->len > MOST_NODES || wires->len > MOST_WIRES)
    return NULL;
  cast = g_new0 (CrCast, 1);
  cast->graph = cr_graph_ref (picture->graph);
  cast->actors = g_array_new (FALSE, FALSE, sizeof (Actor));
  g_array_set_clear_func (cast->actors, clear_actor);
  cast->strands = g_array_new (FALSE, FALSE, sizeof (Strand));
  cast->outlines = g_array_copy (picture->open_groups);
  cast->index = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < items->len; i++)
    ensure_actor (cast, picture, ((const CrItem *) items->pdata[i])->key, scale);
  for (guint i = 0; i < wires->len; i++)
    {
      const CrWire *wire = wires->pdata[i];
      Strand strand = { .wire = *wire };

      strand.from = ensure_actor (cast, picture, wire->from, scale);
      strand.to = ensure_actor (cast, picture, wire->to->key, scale);
      strand.wire.to = NULL; /* the picture may drop it */
      g_array_append_val (cast->strands, strand);
    }
  return cast;
}

/* --- What stands for what --- */

static const Actor *
find_member (const CrCast *cast, const CrGroup *group)
{
  const Actor *found = NULL;

  for (guint i = group->members->len; i > 0 && found == NULL; i--) /* a unit lives on in the last of its gates */
    found = find_actor (cast, g_array_index (group->members, CrKey, i - 1));
  return found;
}

/* What of @cast stands for a node or group of that graph: the folded group that it is in, or the unit that its group was unfolded from. */
static const Actor *
find_in_groups (const CrCast *cast, const CrGraph *graph, CrKey key)
{
  const CrParts *parts = cr_graph_get_parts (graph);
  const CrParts *others = cr_graph_get_parts (cast->graph);
  const CrGroup *group = cr_parts_get_group_of (parts, key);
  const Actor *found = NULL;

  for (guint depth = 0; group != NULL && found == NULL && depth < DEEPEST; depth++)
    {
      found = find_actor (cast, group->key);
      if (found == NULL && cr_parts_get_group (others, group->key) == NULL)
        found = find_member (cast, group);
      group = cr_parts_get_group_of (parts, group->key);
    }
  return found;
}

static const Actor *
find_stand_in (const CrCast *cast, const CrGraph *graph, CrKey key)
{
  const Actor *found = find_in_groups (cast, cast->graph, key);

  return found != NULL ? found : find_in_groups (cast, graph, key);
}

static Counterpart *
find_counterparts (const CrCast *cast, const CrCast *other)
{
  Counterpart *counterparts = g_new (Counterpart, cast->actors->len + 1);

  for (guint i = 0; i < cast->actors->len; i++)
    {
      const Actor *actor = &g_array_index (cast->actors, Actor, i);
      const Actor *found = find_actor (other, actor->key);
      gboolean is_itself = found != NULL;

      if (found == NULL)
        found = find_stand_in (other, cast->graph, actor->key);
      counterparts[i] = (Counterpart) {
        .place = found != NULL ? found->place : actor->place,
        .is_itself = is_itself,
        .is_other_gate = is_itself && actor->node != NULL && found->node != NULL && actor->node->gate != found->node->gate,
      };
    }
  return counterparts;
}

CrTransition *
cr_transition_new (CrCast *before, CrCast *after)
{
  CrTransition *transition;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  transition = g_new0 (CrTransition, 1);
  transition->casts[0] = before;
  transition->casts[1] = after;
  transition->counterparts[0] = find_counterparts (before, after);
  transition->counterparts[1] = find_counterparts (after, before);
  return transition;
}

void
cr_transition_free (CrTransition *transition)
{
  for (guint i = 0; i < 2; i++)
    {
      cr_cast_free (transition->casts[i]);
      g_free (transition->counterparts[i]);
    }
  g_free (transition);
}

gboolean
cr_transition_is_seen (const CrTransition *transition)
{
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < transition->casts[side]->actors->len; i++)
      {
        const Actor *actor = &g_array_index (transition->casts[side]->actors, Actor, i);
        const Counterpart *counterpart = &transition->counterparts[side][i];

        if (!counterpart->is_itself || counterpart->place.x != actor->place.x || counterpart->place.y != actor->place.y)
          return TRUE;
      }
  return FALSE;
}

/* --- Drawing --- */

/* One of the two sides at a moment: @share of it is there, 0 … 1. */
typedef struct
{
  const CrTransition *transition;
  const CrPen *pen;
  CrPicture *picture;
  guint side;
  double share;
  gboolean is_faint; /* what only this side has is being drawn */
} Scene;

/* How far an actor is from its own place. */
static CrPoint
get_offset (const Scene *scene, guint i)
{
  const Actor *actor = &g_array_index (scene->transition->casts[scene->side]->actors, Actor, i);
  CrPoint other = scene->transition->counterparts[scene->side][i].place;

  return (CrPoint) { (1 - scene->share) * (other.x - actor->place.x), (1 - scene->share) * (other.y - actor->place.y) };
}

static gboolean
is_itself (const Scene *scene, guint i)
{
  return scene->transition->counterparts[scene->side][i].is_itself;
}

/* What both have is drawn as it is afterwards. */
static double
get_alpha (const Scene *scene, guint i)
{
  const Counterpart *counterpart = &scene->transition->counterparts[scene->side][i];

  if (!counterpart->is_itself || counterpart->is_other_gate)
    return scene->share;
  return scene->side == 1 ? 1 : 0;
}

/* Whether it is drawn now: first what is there on one side alone, faintly, then what both sides have, as it is afterwards. */
static gboolean
is_drawn_now (const Scene *scene, gboolean is_in_both)
{
  return scene->is_faint ? !is_in_both : is_in_both && scene->side == 1;
}

static void
draw_strand (const Scene *scene, const Strand *strand)
{
  CrPoint from = get_offset (scene, strand->from), to = get_offset (scene, strand->to);
  cairo_t *cairo = scene->pen->cairo;
  CrWire wire = strand->wire;

  if (!is_drawn_now (scene, is_itself (scene, strand->from) && is_itself (scene, strand->to)))
    return;
  if (from.x != to.x || from.y != to.y)
    {
      CrInputPort port = wire.port;

      port.point = (CrPoint) { port.point.x + to.x, port.point.y + to.y };
      wire.curve = cr_curve_new ((CrPoint) { wire.curve.start.x + from.x, wire.curve.start.y + from.y }, port, CR_WIRE_PLAIN);
      to = (CrPoint) { 0, 0 };
    }
  cairo_save (cairo);
  cairo_translate (cairo, to.x, to.y);
  if (scene->picture->style.wires == CR_WIRES_ALL)
    cr_draw_wire (scene->pen, scene->picture, &wire);
  else
    cr_draw_faint_wire (scene->pen, &wire);
  cairo_restore (cairo);
}

static void
draw_actor (const Scene *scene, guint i)
{
  const Actor *actor = &g_array_index (scene->transition->casts[scene->side]->actors, Actor, i);
  CrPoint offset = get_offset (scene, i);
  double alpha = get_alpha (scene, i);

  if (alpha == 0)
    return;
  cairo_set_source_surface (scene->pen->cairo, actor->look, actor->place.x + offset.x, actor->place.y + offset.y);
  if (alpha < 1)
    cairo_paint_with_alpha (scene->pen->cairo, alpha);
  else
    cairo_paint (scene->pen->cairo);
}

static double
mix (double from, double to, double share)
{
  return from + share * (to - from);
}

static const CrOpenGroup *
find_outline (const CrCast *cast, CrKey key)
{
  for (guint i = 0; i < cast->outlines->len; i++)
    if (g_array_index (cast->outlines, CrOpenGroup, i).group->key == key)
      return &g_array_index (cast->outlines, CrOpenGroup, i);
  return NULL;
}

/* Where the outline of an open group is on the other side: there too, or the box that stands for it. */
static gboolean
find_other_area (const Scene *scene, const CrOpenGroup *open, CrArea *area)
{
  const CrCast *cast = scene->transition->casts[scene->side], *other = scene->transition->casts[1 - scene->side];
  const CrOpenGroup *same = find_outline (other, open->group->key);
  const Actor *actor = find_actor (other, open->group->key);

  if (same != NULL)
    {
      *area = same->area;
      return TRUE;
    }
  if (actor == NULL)
    actor = find_stand_in (other, cast->graph, open->group->key);
  if (actor == NULL && cr_parts_get_group (cr_graph_get_parts (other->graph), open->group->key) == NULL)
    actor = find_member (other, open->group);
  *area = actor != NULL ? actor->body : open->area;
  return FALSE;
}

static void
draw_outline (const Scene *scene, const CrOpenGroup *open)
{
  CrOpenGroup between = *open;
  CrArea other;
  gboolean is_in_both = find_other_area (scene, open, &other);

  if (!is_drawn_now (scene, is_in_both))
    return;
  between.area = (CrArea) { mix (other.x, open->area.x, scene->share), mix (other.y, open->area.y, scene->share),
                            mix (other.width, open->area.width, scene->share), mix (other.height, open->area.height, scene->share) };
  cr_draw_open_group (scene->pen, &between, NULL);
}

static void
draw_frames (const CrTransition *transition, const CrPen *pen, double fraction)
{
  const CrParts *before = cr_graph_get_parts (transition->casts[0]->graph);
  const GPtrArray *frames = cr_graph_get_parts (transition->casts[1]->graph)->frames;

  for (guint i = 0; i < frames->len; i++)
    {
      CrFrame frame = *(const CrFrame *) frames->pdata[i];
      const CrFrame *was = cr_parts_get_frame (before, frame.key);

      if (was != NULL)
        {
          frame.x = mix (was->x, frame.x, fraction);
          frame.y = mix (was->y, frame.y, fraction);
          frame.width = mix (was->width, frame.width, fraction);
          frame.height = mix (was->height, frame.height, fraction);
        }
      cr_draw_frame (pen, &frame, NULL);
    }
}

static void
draw_lines (const Scene *scene)
{
  const CrCast *cast = scene->transition->casts[scene->side];

  for (guint i = 0; i < cast->outlines->len; i++)
    draw_outline (scene, &g_array_index (cast->outlines, CrOpenGroup, i));
  for (guint i = 0; i < cast->strands->len; i++)
    draw_strand (scene, &g_array_index (cast->strands, Strand, i));
}

static void
draw_side (Scene *scene)
{
  const CrCast *cast = scene->transition->casts[scene->side];
  cairo_t *cairo = scene->pen->cairo;

  scene->is_faint = TRUE;
  cairo_push_group (cairo);
  draw_lines (scene);
  cairo_pop_group_to_source (cairo);
  cairo_paint_with_alpha (cairo, scene->share);
  scene->is_faint = FALSE;
  draw_lines (scene);
  for (guint i = 0; i < cast->actors->len; i++)
    draw_actor (scene, i);
}

void
cr_transition_draw (const CrTransition *transition, CrPicture *picture, cairo_t *cairo, const CrArea *clip, double scale, double fraction)
{
  CrPen pen = { .cairo = cairo, .fonts = picture->fonts, .dark = picture->style.dark, .scale = scale,
                .hide_text = picture->style.hide_text, .least_text = CR_LEAST_TEXT };

  cairo_save (cairo);
  if (!picture->style.hide_grid)
    cr_draw_grid (&pen, clip);
  draw_frames (transition, &pen, fraction);
  for (guint side = 0; side < 2; side++)
    {
      Scene scene = { transition, &pen, picture, side, side == 1 ? fraction : 1 - fraction };

      draw_side (&scene);
    }
  cairo_restore (cairo);
}
