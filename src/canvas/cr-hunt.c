/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find the broken gate. */
#include "cr-hunt.h"

#include "cr-card.h"
#include "cr-exercise.h"
#include "cr-step-text.h"
#include "cr-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEAST_PROBES 3
#define GATES_A_PROBE 4
#define MOST_TRIES 200
#define VISIBLE 0.01 /* by which a gradient has to differ, by its size or 0.01 */

struct _CrHunt
{
  GObject parent_instance;

  CrDocument *document;
  CrHuntState state;
  CrKey key;
  CrFault fault;
  guint n_probes;
  guint n_guesses;
  GArray *measured; /* of Probe */
};

typedef struct
{
  CrKey to;
  guint operand;
} Probe;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CrHunt, cr_hunt, G_TYPE_OBJECT)

/* --- Breaking one --- */

static GArray *
list_gradients (CrTape *tape)
{
  GArray *gradients = g_array_new (FALSE, FALSE, sizeof (double));

  CR_GRAPH_FOR_EACH (cr_tape_get_graph (tape), node)
  {
    CrNumbers gradient;

    if (cr_tape_get_gradient (tape, node->key, &gradient))
      g_array_append_vals (gradients, gradient.entries, cr_shape_get_size (gradient.shape) * gradient.width);
  }
  return gradients;
}

static gboolean
differ_visibly (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    {
      double x = g_array_index (a, double, i), y = g_array_index (b, double, i);

      if (fabs (x - y) > VISIBLE * fmax (VISIBLE, fmax (fabs (x), fabs (y))))
        return TRUE;
    }
  return FALSE;
}

static void
set_fault (CrHunt *self, CrKey key, CrFault fault)
{
  if (key != CR_KEY_NONE && cr_graph_get_node (cr_document_get_graph (self->document), key) != NULL)
    cr_document_set_fault (self->document, key, fault);
}

/* Whether that fault there is to be seen in some gradient; it stays broken then. */
static gboolean
try_fault (CrHunt *self, const GArray *right, CrKey key, CrFault fault)
{
  g_autoptr (GArray) wrong = NULL;

  set_fault (self, key, fault);
  wrong = list_gradients (cr_document_get_tape (self->document));
  if (differ_visibly (right, wrong))
    {
      self->key = key;
      self->fault = fault;
      return TRUE;
    }
  set_fault (self, key, CR_FAULT_NONE);
  return FALSE;
}

static gboolean
try_at_random (CrHunt *self, const GArray *right, GRand *random, CrFault wanted)
{
  guint n_nodes;
  const CrKey *order = cr_tape_get_order (cr_document_get_tape (self->document), &n_nodes);
  g_autofree CrKey *keys = g_memdup2 (order, n_nodes * sizeof *order);

  for (guint i = 0; n_nodes > 0 && i < MOST_TRIES; i++)
    {
      CrKey key = keys[g_rand_int_range (random, 0, n_nodes)];
      CrFault fault = wanted != CR_FAULT_NONE ? wanted : (CrFault) g_rand_int_range (random, CR_FAULT_SIGN, CR_FAULT_FACTOR + 1);
      const CrNode *node = cr_graph_get_node (cr_document_get_graph (self->document), key);

      if ((cr_gate_is_source (node->gate) && fault != CR_FAULT_SUM) || g_str_equal (node->gate->name, "constant"))
        continue;
      if (try_fault (self, right, key, fault))
        return TRUE;
    }
  return FALSE;
}

static guint
count_gates (const CrGraph *graph)
{
  guint n_gates = 0;

  CR_GRAPH_FOR_EACH (graph, node)
    n_gates += !cr_gate_is_source (node->gate);
  return n_gates;
}

static void
end (CrHunt *self, CrHuntState state)
{
  if (self->state == CR_HUNT_ON && self->document != NULL)
    set_fault (self, self->key, CR_FAULT_NONE);
  self->state = state;
  g_signal_emit (self, changed_signal, 0);
}

gboolean
cr_hunt_start (CrHunt *hunt, guint32 seed, GError **error)
{
  g_autoptr (GArray) right = NULL;
  const CrExercise *exercise;
  GRand *random;
  gboolean is_broken;

  g_return_val_if_fail (CR_IS_HUNT (hunt) && hunt->document != NULL, FALSE);

  if (hunt->state == CR_HUNT_ON)
    end (hunt, CR_HUNT_OFF);
  cr_document_set_position (hunt->document, G_MAXUINT);
  right = list_gradients (cr_document_get_tape (hunt->document));
  exercise = cr_graph_find_exercise (cr_document_get_graph (hunt->document), CR_EXERCISE_FAULT);
  random = g_rand_new_with_seed (seed);
  is_broken = exercise != NULL && exercise->node != CR_KEY_NONE && try_fault (hunt, right, exercise->node, exercise->fault);
  if (!is_broken && exercise != NULL)
    is_broken = try_at_random (hunt, right, random, exercise->fault);
  is_broken = is_broken || try_at_random (hunt, right, random, CR_FAULT_NONE);
  g_rand_free (random);
  if (!is_broken)
    {
      g_set_error_literal (error, CR_ERROR, CR_ERROR_NO_OUTPUT, _("There is no gate here whose backward could be broken."));
      return FALSE;
    }
  hunt->n_guesses = 0;
  g_array_set_size (hunt->measured, 0);
  hunt->n_probes = MAX (LEAST_PROBES, count_gates (cr_document_get_graph (hunt->document)) / GATES_A_PROBE);
  hunt->state = CR_HUNT_ON;
  g_signal_emit (hunt, changed_signal, 0);
  return TRUE;
}

/* What is broken may have been deleted. */
static void
on_changed (CrHunt *self)
{
  if (self->state == CR_HUNT_ON && cr_graph_get_node (cr_document_get_graph (self->document), self->key) == NULL)
    end (self, CR_HUNT_OFF);
}

void
cr_hunt_set_document (CrHunt *hunt, CrDocument *document)
{
  g_return_if_fail (CR_IS_HUNT (hunt));

  end (hunt, CR_HUNT_OFF);
  if (hunt->document != NULL)
    g_signal_handlers_disconnect_by_data (hunt->document, hunt);
  g_set_object (&hunt->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), hunt, G_CONNECT_SWAPPED);
}

/* --- Hunting --- */

CrHuntState
cr_hunt_get_state (CrHunt *hunt)
{
  g_return_val_if_fail (CR_IS_HUNT (hunt), CR_HUNT_OFF);

  return hunt->state;
}

guint
cr_hunt_get_n_probes (CrHunt *hunt)
{
  g_return_val_if_fail (CR_IS_HUNT (hunt), 0);

  return hunt->n_probes;
}

static gboolean
is_measured (CrHunt *hunt, CrKey to, guint operand)
{
  for (guint i = 0; i < hunt->measured->len; i++)
    if (g_array_index (hunt->measured, Probe, i).to == to && g_array_index (hunt->measured, Probe, i).operand == operand)
      return TRUE;
  return FALSE;
}

gboolean
cr_hunt_probe (CrHunt *hunt, CrKey to, guint operand, CrCheckedWire *wire)
{
  g_autoptr (CrWireCheck) check = NULL;
  g_autoptr (GArray) wires = NULL;

  g_return_val_if_fail (CR_IS_HUNT (hunt) && hunt->state == CR_HUNT_ON, FALSE);

  if (hunt->n_probes == 0 && !is_measured (hunt, to, operand))
    return FALSE;
  check = cr_wire_check_new (cr_document_get_tape (hunt->document), to, operand);
  cr_wire_check_set_fault (check, hunt->key, hunt->fault);
  wires = cr_wire_check_run (check, 0, NULL);
  if (wires == NULL || wires->len == 0)
    return FALSE;
  *wire = g_array_index (wires, CrCheckedWire, 0);
  if (is_measured (hunt, to, operand))
    return TRUE;
  g_array_append_vals (hunt->measured, &(Probe) { to, operand }, 1);
  hunt->n_probes--;
  g_signal_emit (hunt, changed_signal, 0);
  return TRUE;
}

gboolean
cr_hunt_guess (CrHunt *hunt, CrKey key)
{
  g_return_val_if_fail (CR_IS_HUNT (hunt) && hunt->state == CR_HUNT_ON, FALSE);

  hunt->n_guesses++;
  if (key == hunt->key)
    end (hunt, CR_HUNT_FOUND);
  return key == hunt->key;
}

guint
cr_hunt_get_n_guesses (CrHunt *hunt)
{
  g_return_val_if_fail (CR_IS_HUNT (hunt), 0);

  return hunt->n_guesses;
}

void
cr_hunt_give_up (CrHunt *hunt)
{
  g_return_if_fail (CR_IS_HUNT (hunt));

  if (hunt->state == CR_HUNT_ON)
    end (hunt, CR_HUNT_GIVEN_UP);
}

CrKey
cr_hunt_get_key (CrHunt *hunt)
{
  g_return_val_if_fail (CR_IS_HUNT (hunt), CR_KEY_NONE);

  return hunt->key;
}

CrFault
cr_hunt_get_fault (CrHunt *hunt)
{
  g_return_val_if_fail (CR_IS_HUNT (hunt), CR_FAULT_NONE);

  return hunt->fault;
}

static char *
dup_wrong (CrFault fault, const char *name)
{
  switch (fault)
    {
    case CR_FAULT_SIGN:
      return g_strdup_printf (_("%s sent its products back with the wrong sign."), name);
    case CR_FAULT_SUM:
      return g_strdup_printf (_("Of the branches that come back to %s only one counted, not their sum."), name);
    case CR_FAULT_MASK:
      return g_strdup_printf (_("%s let the upstream gradient pass as it is, not multiplied by its local gradient."), name);
    case CR_FAULT_SWITCH:
      return g_strdup_printf (_("%s sent its products to its operands in reverse order."), name);
    default:
      return g_strdup_printf (_("%s sent back half of what it should: a factor of 2 was missing."), name);
    }
}

/* By the words of steps and cards: "2.00 + 0.20 = 2.20" of a sum, else a line an operand and the gate's pattern; NULL for none. */
static char *
dup_right (CrHunt *hunt, CrNumberFormat format)
{
  CrTape *tape = cr_document_get_tape (hunt->document);
  g_autoptr (CrCard) card = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *pattern = NULL;

  if (hunt->fault == CR_FAULT_SUM)
    {
      card = cr_card_new (tape, hunt->key, format);
      return card != NULL ? g_strdup (card->sum) : NULL;
    }
  lines = cr_step_text_backward (tape, hunt->key, format);
  pattern = cr_step_text_pattern (cr_tape_get_graph (tape), hunt->key);
  if (lines == NULL || pattern == NULL || *pattern == '\0')
    return g_steal_pointer (&lines);
  return g_strdup_printf ("%s\n%s", lines, pattern);
}

char *
cr_hunt_dup_solution (CrHunt *hunt, CrNumberFormat format)
{
  const CrNode *node;
  g_autofree char *name = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *right = NULL;

  g_return_val_if_fail (CR_IS_HUNT (hunt) && hunt->document != NULL, NULL);

  node = cr_graph_get_node (cr_document_get_graph (hunt->document), hunt->key);
  if (node == NULL)
    return g_strdup ("");
  name = cr_text_name_to_markup (cr_node_get_title (node));
  wrong = dup_wrong (hunt->fault, name);
  right = dup_right (hunt, format);
  /* Translators: after what was wrong; lines with numbers follow. */
  return right != NULL ? g_strdup_printf ("%s %s\n%s", wrong, _("Right is:"), right) : g_steal_pointer (&wrong);
}

/* --- The object --- */

static void
cr_hunt_dispose (GObject *object)
{
  CrHunt *self = CR_HUNT (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (cr_hunt_parent_class)->dispose (object);
}

static void
cr_hunt_finalize (GObject *object)
{
  g_array_unref (CR_HUNT (object)->measured);
  G_OBJECT_CLASS (cr_hunt_parent_class)->finalize (object);
}

static void
cr_hunt_class_init (CrHuntClass *class)
{
  G_OBJECT_CLASS (class)->finalize = cr_hunt_finalize;
  G_OBJECT_CLASS (class)->dispose = cr_hunt_dispose;
  changed_signal = g_signal_new ("changed", CR_TYPE_HUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cr_hunt_init (CrHunt *self)
{
  self->measured = g_array_new (FALSE, FALSE, sizeof (Probe));
}

CrHunt *
cr_hunt_new (void)
{
  return g_object_new (CR_TYPE_HUNT, NULL);
}
