/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which node a backward pass starts from, and which nodes that output depends on. */
#include "cr-tape-private.h"

#include <glib/gi18n-lib.h>

/* The only number that nothing uses; CR_KEY_NONE where there is none or more than one. */
static CrKey
find_only_sink (const CrTape *tape, guint *n_found)
{
  g_autofree guint8 *is_used = g_new0 (guint8, tape->n_entries + 1);
  CrKey found = CR_KEY_NONE;

  *n_found = 0;
  for (guint place = 0; place < tape->n_entries; place++)
    for (guint i = 0; i < tape->entries[place].node->n_operands; i++)
      {
        CrKey operand = tape->entries[place].node->operands[i];

        if (operand != CR_KEY_NONE)
          is_used[tape->places[operand]] = TRUE;
      }
  for (guint place = 0; place < tape->n_entries; place++)
    {
      if (is_used[place] || tape->entries[place].compiled != CR_NODE_READY ||
          !cr_shape_is_number (cr_tape_get_slot (tape, place)->shape))
        continue;
      found = tape->order[place];
      (*n_found)++;
    }
  return *n_found == 1 ? found : CR_KEY_NONE;
}

/* Whether backward can start from the named output. */
static gboolean
check_output (const CrTape *tape, CrKey key, GError **error)
{
  const CrEntry *entry = cr_tape_find_entry (tape, key);

  if (entry == NULL || entry->compiled != CR_NODE_READY)
    {
      g_set_error (error, CR_ERROR, CR_ERROR_NO_OUTPUT, _("the output %s has no value, so there is no backward pass"),
                   entry != NULL ? entry->node->id : "");
      return FALSE;
    }

  CrShape shape = cr_tape_get_slot (tape, tape->places[key])->shape;

  if (!cr_shape_is_number (shape))
    {
      g_autofree char *name = cr_shape_to_string (shape);

      g_set_error (error, CR_ERROR, CR_ERROR_SHAPE, _("the output %s is %s; a backward pass starts from a number (1×1)"),
                   entry->node->id, name);
      return FALSE;
    }
  return TRUE;
}

static void
choose_output (CrTape *tape)
{
  guint n_found = 0;

  tape->output = tape->wanted_output != CR_KEY_NONE ? tape->wanted_output : cr_graph_get_output (tape->graph);
  if (tape->output != CR_KEY_NONE)
    {
      check_output (tape, tape->output, &tape->output_problem);
      return;
    }
  tape->output = find_only_sink (tape, &n_found);
  if (tape->output != CR_KEY_NONE)
    return;
  if (n_found == 0)
    tape->output_problem = g_error_new (CR_ERROR, CR_ERROR_NO_OUTPUT,
                                        _("no output is named, and no number (1×1) that feeds no other node is there to be taken"));
  else
    tape->output_problem = g_error_new (CR_ERROR, CR_ERROR_NO_OUTPUT,
                                        _("no output is named, and %u numbers (1×1) feed no other node"), n_found);
}

/* Marks what the output depends on, from the output up. */
static void
mark_dependence (CrTape *tape)
{
  if (tape->output == CR_KEY_NONE || tape->output_problem != NULL)
    return;

  guint last = tape->places[tape->output];

  tape->entries[last].dependence = CR_DEPENDENCE_FULL;
  for (guint place = last + 1; place-- > 0;)
    {
      const CrEntry *entry = &tape->entries[place];

      for (guint i = 0; entry->dependence != CR_DEPENDENCE_NONE && i < entry->n_wired; i++)
        {
          CrEntry *operand = &tape->entries[cr_tape_get_operands (tape, entry)[i]];
          CrDependence way = i == entry->gate->label ? CR_DEPENDENCE_LABEL : entry->dependence;

          operand->dependence = MAX (operand->dependence, way);
        }
    }
}

void
cr_tape_choose_output (CrTape *tape)
{
  choose_output (tape);
  mark_dependence (tape);
}

void
cr_tape_set_output (CrTape *tape, CrKey key)
{
  if (tape->wanted_output == key)
    return;
  tape->wanted_output = key;
  cr_tape_compile (tape);
}
