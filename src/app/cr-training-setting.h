/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what may be set about training: the pages, their undo steps and the tests walk it. Knows no widgets. */
#pragma once

#include "cr-graph.h"
#include "cr-tape.h"

G_BEGIN_DECLS

typedef enum
{
  CR_SETTING_NUMBER, /* a double */
  CR_SETTING_COUNT,  /* a guint64 */
  CR_SETTING_LIMIT,  /* a double or a guint64 that holds only where it is given; its text is empty where it is not */
  CR_SETTING_CHOICE, /* an enum */
  CR_SETTING_SWITCH, /* a gboolean */
} CrSettingKind;

typedef enum
{
  CR_SETTING_METHOD,
  CR_SETTING_RATE,
  CR_SETTING_MOMENTUM,
  CR_SETTING_DECAY,
  CR_SETTING_BETA1,
  CR_SETTING_BETA2,
  CR_SETTING_EPSILON,
  CR_SETTING_BATCH,
  CR_SETTING_PENALTY,
  CR_SETTING_PENALTY_RATE,
  CR_SETTING_REDUCTION,
  CR_SETTING_SHUFFLE,
  CR_SETTING_SEED,
  CR_SETTING_STOP_EPOCHS,
  CR_SETTING_STOP_LOSS,
  CR_SETTING_STOP_ACCURACY,
  CR_SETTING_STOP_PATIENCE,
  CR_SETTING_DATA_POINTS,
  CR_SETTING_DATA_SEED,
  CR_SETTING_DATA_NOISE,
  CR_SETTING_TRAIN_FRACTION,
  CR_N_SETTINGS
} CrSettingId;

/**
 * CrSetting:
 * @title: what its row is called
 * @step: the undo step of a change
 * @explanation: (nullable): what it does
 * @offset: of its field in #CrTraining
 * @minimum, @maximum: of a number or count
 * @choices: of a CHOICE: what its values are called; %NULL after the last
 * @given: of a LIMIT: where in #CrTraining the `given` is that has its bit
 * @bit: of a LIMIT
 * @is_count: of a LIMIT: whether it is a whole number
 * @standard: of a LIMIT: what the field holds where it is not given
 * @is_percent: whether its text is in percent: 0.95 is "95 %"
 */
typedef struct
{
  const char *title;
  const char *step;
  const char *explanation;
  CrSettingKind kind;
  gsize offset;
  double minimum;
  double maximum;
  const char *choices[5];
  gsize given;
  guint32 bit;
  gboolean is_count;
  double standard;
  gboolean is_percent;
} CrSetting;

/* The row of the table; its texts are not translated yet. */
const CrSetting *cr_setting_get (CrSettingId id);

/* Whether it has an effect with that training: a momentum has one with the method of that name only. */
gboolean cr_setting_is_in_use (CrSettingId id, const CrTraining *training);

/* What stands in its row: a number in the file's digits with a real minus sign, in percent with its sign behind it; an empty text for a limit that is not set. Not of a
 * choice or switch. Free with g_free(). */
char *cr_setting_dup_text (CrSettingId id, const CrTraining *training);

/* As a number: of a choice its place, of a switch 0 or 1; NaN for a limit that is not set. */
double cr_setting_get_number (CrSettingId id, const CrTraining *training);

/**
 * cr_setting_change_text:
 * @graph: a version
 * @id: a number, a count or a limit
 * @text: what was typed; empty takes a limit away
 * @error: return location: %CR_ERROR_MEMBER, in words for the row
 *
 * Returns: (transfer full) (nullable): a new version
 */
CrGraph *cr_setting_change_text (const CrGraph *graph, CrSettingId id, const char *text, GError **error);

/* The same by number, which is held within the setting's range. */
CrGraph *cr_setting_change (const CrGraph *graph, CrSettingId id, double number);

/* --- The training as a whole --- */

/* The training of a version, never NULL: one at its defaults where the graph has none. Owned by the graph or by the program. */
const CrTraining *cr_training_of (const CrGraph *graph);

/* A version with that training (both transfer full). */
CrGraph *cr_graph_take_training (const CrGraph *graph, CrTraining *training);

/**
 * cr_training_change_generator:
 * @graph: a version
 * @generator: which data it is to have
 *
 * Takes the data from that generator, with as many points as it usually makes. Noise, seed and, where it can make as many, classes stay.
 *
 * Returns: (transfer full): a new version
 */
CrGraph *cr_training_change_generator (const CrGraph *graph, CrGenerator generator);

/* Takes the data from these points (n × 3: x₁, x₂, label), which are then in the file. */
CrGraph *cr_training_change_points (const CrGraph *graph, const CrMatrix *points);

/* As many classes, 2 or more, numbered from 0; or 0: labels −1 and 1. */
CrGraph *cr_training_change_classes (const CrGraph *graph, guint n_classes);

/* The loss gate whose kind is the net's loss, as the tape of the version has it: the one that training descends on or by way of; CR_KEY_NONE
 * where there is none or several. */
CrKey cr_training_find_gate (const CrGraph *graph, CrTape *tape);

/* Descends on that node; CR_KEY_NONE: on the document's output. */
CrGraph *cr_training_change_loss (const CrGraph *graph, CrKey loss);

G_END_DECLS
