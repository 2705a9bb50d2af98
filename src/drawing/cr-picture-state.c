/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tape says about a picture: what is computed, what is wrong, which wires max chose, how wide weights are. */
#include "cr-picture-private.h"

#include "cr-diagnosis-text.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* --- Shapes and numbers --- */

static CrShape
shape_of_source (const CrNode *node)
{
  const CrMatrix *value = cr_node_get_matrix (node, "value");
  const CrAttribute *init = cr_node_get_attribute (node, "init");

  if (init != NULL)
    return init->init->shape;
  return value != NULL ? value->shape : (CrShape) { 1, 1 };
}

CrShape
cr_picture_get_shape (CrPicture *picture, const CrItem *item)
{
  CrKey key = cr_item_get_value_key (item);
  CrShape shape = { 0, 0 };

  if (picture->tape != NULL && key != CR_KEY_NONE && cr_tape_get_shape (picture->tape, key, &shape))
    return shape;
  return cr_item_is_source (item) ? shape_of_source (item->node) : shape;
}

static gboolean
find_numbers (CrPicture *picture, CrKey node, gboolean gradient, CrNumbers *numbers)
{
  if (picture->tape == NULL || node == CR_KEY_NONE)
    return FALSE;
  return gradient ? cr_tape_get_gradient (picture->tape, node, numbers) : cr_tape_get_value (picture->tape, node, numbers);
}

double *
cr_picture_get_numbers (CrPicture *picture, CrKey node, gboolean gradient, CrShape *shape)
{
  CrNumbers numbers;

  if (!find_numbers (picture, node, gradient, &numbers))
    return NULL;

  double *entries = g_new (double, cr_shape_get_size (numbers.shape));

  cr_numbers_get_example (&numbers, 0, entries);
  *shape = numbers.shape;
  return entries;
}

gboolean
cr_picture_get_number (CrPicture *picture, CrKey node, gboolean gradient, double *number)
{
  CrNumbers numbers;

  if (!find_numbers (picture, node, gradient, &numbers) || !cr_shape_is_number (numbers.shape))
    return FALSE;
  *number = numbers.entries[0];
  return TRUE;
}

gboolean
cr_picture_get_wire_number (CrPicture *picture, const CrWire *wire, double *number)
{
  CrNumbers value;

  if (!find_numbers (picture, wire->source, FALSE, &value) || !cr_shape_is_number (value.shape))
    return FALSE;

  g_autofree double *entries = g_new (double, value.width);

  if (!cr_tape_get_wire_gradient (picture->tape, wire->target, wire->operand, entries))
    return FALSE;
  *number = entries[0];
  return TRUE;
}

/* --- Which operands max and min chose --- */

static double
entry_of (const CrNumbers *numbers, gsize entry)
{
  return numbers->entries[cr_shape_is_number (numbers->shape) ? 0 : entry * numbers->width];
}

static gboolean
is_choice (const CrGate *gate)
{
  return g_str_equal (gate->name, "max") || g_str_equal (gate->name, "min");
}

/* Whether for no entry of the result this operand is the first that has its value. */
static gboolean
is_not_routed (CrPicture *picture, const CrNode *node, guint operand)
{
  CrNumbers result;
  CrNumbers mine;

  if (!is_choice (node->gate) || !find_numbers (picture, node->key, FALSE, &result) ||
      !find_numbers (picture, node->operands[operand], FALSE, &mine))
    return FALSE;
  for (gsize entry = 0; entry < cr_shape_get_size (result.shape); entry++)
    {
      double value = entry_of (&result, entry);
      gboolean taken = entry_of (&mine, entry) != value;

      for (guint i = 0; i < operand && !taken; i++)
        {
          CrNumbers other;

          taken = find_numbers (picture, node->operands[i], FALSE, &other) && entry_of (&other, entry) == value;
        }
      if (!taken)
        return FALSE;
    }
  return TRUE;
}

gboolean
cr_picture_is_not_routed (CrPicture *picture, const CrWire *wire)
{
  const CrNode *target = cr_graph_get_node (picture->graph, wire->target);

  return target != NULL && is_not_routed (picture, target, wire->operand);
}

/* --- Weights --- */

gboolean
cr_picture_get_weights (CrPicture *picture, const CrNode *unit, CrNumbers *weights)
{
  int attribute = cr_gate_find_attribute (unit->gate, "weights");

  return attribute >= 0 && picture->tape != NULL && cr_tape_get_parameter_value (picture->tape, unit->key, attribute, weights);
}

double
cr_weights_get (const CrNumbers *weights, const CrNode *unit, guint operand)
{
  gsize n = cr_shape_get_size (weights->shape);
  double largest = 0;

  for (gsize i = operand; i < n; i += unit->n_operands)
    if (fabs (weights->entries[i]) > fabs (largest))
      largest = weights->entries[i];
  return largest;
}

/* --- What everything shows --- */

guint8
cr_picture_get_shows (CrPicture *picture, const CrWire *wire)
{
  const CrNode *target = cr_graph_get_node (picture->graph, wire->target);
  const CrNode *source = wire->source != CR_KEY_NONE ? cr_graph_get_node (picture->graph, wire->source) : NULL;
  CrNumbers numbers;
  guint8 shows = 0;

  if (target == NULL || source == NULL)
    return 0;
  if (find_numbers (picture, wire->source, FALSE, &numbers))
    shows |= CR_SHOWS_VALUE;
  if (!g_str_equal (source->gate->name, "constant") && wire->operand != target->gate->label &&
      picture->tape != NULL && cr_tape_has_sent (picture->tape, wire->target))
    shows |= CR_SHOWS_GRADIENT;
  if ((shows & CR_SHOWS_GRADIENT) && !cr_label_is_hidden (picture, wire->source, TRUE) && is_not_routed (picture, target, wire->operand))
    shows |= CR_SHOWS_NOT_ROUTED;
  return shows;
}

static guint8
shows_of_item (CrPicture *picture, const CrItem *item)
{
  CrKey key = cr_item_get_value_key (item);
  CrNumbers numbers;
  guint8 shows = 0;

  if (picture->tape == NULL || key == CR_KEY_NONE)
    return 0;
  if (find_numbers (picture, key, FALSE, &numbers))
    shows |= CR_SHOWS_VALUE;
  if (find_numbers (picture, key, TRUE, &numbers))
    shows |= CR_SHOWS_GRADIENT;
  if (cr_tape_get_state (picture->tape, key) == CR_NODE_ERROR)
    shows |= CR_SHOWS_ERROR;
  if (picture->diagnosis.node != CR_KEY_NONE && cr_picture_find_visible (picture, picture->diagnosis.node) == item->key)
    shows |= CR_SHOWS_UNDEFINED;
  return shows;
}

/* A weight as wide or as thin as before, to a quarter of a pixel, is no change. */
static gboolean
weight_looks_alike (double before, double after, double greatest)
{
  if (isnan (before) || isnan (after))
    return isnan (before) == isnan (after);
  return (before < 0) == (after < 0) && (greatest == 0 || fabs (fabs (before) - fabs (after)) * 6.25 < 0.25 * greatest);
}

/* What it carries back may be there now, or gone; so may be a part of the gradient of where it comes from. */
static void
note_wire (CrPicture *picture, const CrWire *wire)
{
  const CrItem *from = cr_picture_get_item (picture, wire->from);

  if (from == NULL)
    return;
  cr_picture_note_numbers (picture, from);
  cr_picture_note_change (picture, &wire->area);
}

static void
refresh_wires (CrPicture *picture, CrItem *item)
{
  CrNumbers weights;
  gboolean has_weights = item->node != NULL && cr_picture_get_weights (picture, item->node, &weights);

  for (guint i = 0; i < item->n_wires; i++)
    {
      CrWire *wire = &item->wires[i];
      guint8 shows = cr_picture_get_shows (picture, wire), before = wire->shows;
      double weight = isnan (wire->weight) ? NAN : has_weights ? cr_weights_get (&weights, item->node, i) : 0;

      if (shows != wire->shows)
        note_wire (picture, wire);
      if (shows == wire->shows && weight_looks_alike (wire->weight, weight, picture->greatest_weight))
        continue;
      wire->shows = shows;
      wire->weight = weight;
      if (wire->from == CR_KEY_NONE || item->is_lifted)
        continue;
      if (shows == before)
        cr_picture_add_slight_damage (picture, &wire->area);
      else
        cr_picture_add_damage (picture, &wire->area);
    }
}

/* Whether nothing that it feeds has chosen it: its gradient is a zero that says so. */
static gboolean
is_chosen_by_nobody (CrPicture *picture, const CrItem *item)
{
  for (guint i = 0; i < item->uses->len; i++)
    if (cr_picture_is_weight_use (picture, item, i) || !(cr_picture_get_use (picture, item, i)->shows & CR_SHOWS_NOT_ROUTED))
      return FALSE;
  return item->uses->len > 0;
}

static void
measure_weights (CrPicture *picture)
{
  double greatest = 0;

  for (guint key = 0; key < picture->items->len; key++)
    {
      const CrItem *item = picture->items->pdata[key];
      CrNumbers weights;

      if (item == NULL || item->node == NULL || !cr_gate_has_weights (item->node->gate) || !cr_picture_get_weights (picture, item->node, &weights))
        continue;
      for (gsize i = 0; i < cr_shape_get_size (weights.shape); i++)
        greatest = MAX (greatest, fabs (weights.entries[i]));
    }
  picture->greatest_weight = greatest;
}

/* The message of what is undefined tells numbers, so that it is another one with other numbers. */
static void
damage_message (CrPicture *picture)
{
  CrItem *item = picture->diagnosis.node != CR_KEY_NONE
                   ? cr_picture_get_item (picture, cr_picture_find_visible (picture, picture->diagnosis.node))
                   : NULL;

  if (item != NULL && item->is_filed && !item->is_lifted)
    cr_picture_add_damage (picture, &item->reach);
}

/* Whether its numbers need another room than they have. From step to step of one version they come and go: only what has one more is
 * measured. */
static gboolean
is_resized (CrPicture *picture, const CrItem *item, gboolean is_step, guint8 shows)
{
  if (is_step && shows == item->shows)
    return FALSE;
  return cr_picture_tag_is_resized (picture, item) || cr_picture_measure_lead (picture, item) != item->lead ||
         cr_picture_measure_drop (picture, item) != item->drop;
}

/* Its numbers come or go: at it, or on its only wire. */
static void
note_item (CrPicture *picture, const CrItem *item)
{
  cr_picture_note_numbers (picture, item);
  if (item->uses->len == 1)
    {
      CrArea area = cr_picture_get_use_area (picture, item, 0);

      cr_picture_note_change (picture, &area);
    }
}

static void
refresh_item (CrPicture *picture, CrItem *item, gboolean is_step, GPtrArray *resized)
{
  guint8 shows = shows_of_item (picture, item);
  CrShape shape = cr_picture_get_shape (picture, item);

  if (is_chosen_by_nobody (picture, item))
    shows |= CR_SHOWS_NOT_ROUTED;
  if (!cr_shape_equal (shape, item->shape) || is_resized (picture, item, is_step, shows) ||
      ((shows ^ item->shows) & (CR_SHOWS_ERROR | CR_SHOWS_UNDEFINED)))
    g_ptr_array_add (resized, item);
  if (shows != item->shows)
    note_item (picture, item);
  if (shows != item->shows && !item->is_lifted)
    cr_picture_add_damage (picture, &item->reach);
  item->shows = shows;
}

/* The flag of the output stands behind its numbers. */
static void
refresh_stub (CrPicture *picture, GPtrArray *resized)
{
  CrItem *item
      = picture->output != CR_KEY_NONE ? cr_picture_get_item (picture, cr_picture_find_visible (picture, picture->output)) : NULL;
  double stub = cr_picture_measure_stub (picture);

  if (stub == picture->stub || (stub < picture->stub && cr_picture_is_stepping (picture)))
    return;
  if (item != NULL && item->is_filed) /* where it stands now */
    cr_picture_add_damage (picture, &item->reach);
  picture->stub = stub;
  if (item != NULL)
    g_ptr_array_add (resized, item);
}

void
cr_picture_refresh (CrPicture *picture)
{
  g_autoptr (GPtrArray) resized = g_ptr_array_new ();
  gboolean is_step = cr_picture_is_stepping (picture) && picture->measured == picture->graph;
  guint version = picture->version++;

  if (picture->is_kept_later) /* nobody has asked since: these changes and those before are as one */
    version = picture->kept_version;
  else
    g_array_set_size (picture->changes, 0);
  picture->is_kept_later = FALSE;
  picture->measured = picture->graph;
  picture->diagnosis.node = CR_KEY_NONE;
  if (picture->tape != NULL)
    cr_diagnosis_find (picture->tape, &picture->diagnosis);
  if (picture->style.hide_steps)
    picture->diagnosis.step = 0;
  measure_weights (picture);
  memset (picture->look_counts, 0, sizeof picture->look_counts);
  for (guint key = 0; key < picture->items->len; key++)
    {
      CrItem *item = picture->items->pdata[key];

      if (item != NULL && cr_item_is_sheaf (item))
        cr_sheaf_refresh (picture, item);
      else if (item != NULL)
        refresh_wires (picture, item);
    }
  for (guint key = 0; key < picture->items->len; key++)
    if (picture->items->pdata[key] != NULL)
      refresh_item (picture, picture->items->pdata[key], is_step, resized);
  refresh_stub (picture, resized);
  cr_picture_renew (picture, (CrItem *const *) resized->pdata, resized->len);
  cr_picture_place_messages (picture);
  damage_message (picture);
  picture->is_kept_later = is_step && picture->hides == NULL;
  picture->kept_version = version;
}

/* --- What is wrong --- */

char *
cr_picture_get_problem (CrPicture *picture, const CrItem *item)
{
  if (item->shows & CR_SHOWS_ERROR)
    return g_strdup (cr_tape_get_problem (picture->tape, cr_item_get_value_key (item)));
  if ((item->shows & CR_SHOWS_UNDEFINED) == 0)
    return NULL;
  return cr_diagnosis_text_write (picture->tape, &picture->diagnosis, picture->style.format);
}

char *
cr_picture_get_problem_markup (CrPicture *picture, const CrItem *item)
{
  g_autofree char *plain = NULL;

  if ((item->shows & CR_SHOWS_ERROR) == 0 && (item->shows & CR_SHOWS_UNDEFINED) != 0)
    return cr_diagnosis_text_write_markup (picture->tape, &picture->diagnosis, picture->style.format);
  plain = cr_picture_get_problem (picture, item);
  return g_markup_escape_text (plain != NULL ? plain : "", -1);
}

char *
cr_picture_get_reason (CrPicture *picture)
{
  g_autoptr (GError) reason = NULL;
  CrNumbers value;

  if (!find_numbers (picture, picture->output, FALSE, &value) || cr_tape_get_output (picture->tape, &reason) != CR_KEY_NONE)
    return NULL;
  return reason != NULL ? g_strdup (reason->message) : NULL;
}
