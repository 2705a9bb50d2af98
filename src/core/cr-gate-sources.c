/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the gate table: sources, which hold a value of their own. The tape fills them in; they have nothing to run. */
#include "cr-gate-private.h"

#define VALUE                                                                                                                  \
  {                                                                                                                            \
    .name = "value", .title = N_("Value"), .kind = CR_ATTRIBUTE_VALUE, .minimum = -G_MAXDOUBLE, .maximum = G_MAXDOUBLE         \
  }
#define INIT { .name = "init", .title = N_("Drawn at random"), .kind = CR_ATTRIBUTE_INIT }
#define FEATURE                                                                                                                \
  {                                                                                                                            \
    .name = "feature", .title = N_("Feature"), .description = N_("The column of the data that gives this input its value"),    \
    .kind = CR_ATTRIBUTE_FEATURE                                                                                               \
  }
#define DECAY                                                                                                                  \
  {                                                                                                                            \
    .name = "decay", .title = N_("Decay"), .description = N_("Regularization pulls this parameter toward 0"),                  \
    .kind = CR_ATTRIBUTE_BOOLEAN, .standard = 1, .minimum = 0, .maximum = 1                                                    \
  }

static const CrAttributeInfo input_attributes[] = { VALUE, INIT, FEATURE };
static const CrAttributeInfo parameter_attributes[] = { VALUE, INIT, DECAY };
static const CrAttributeInfo constant_attributes[] = { VALUE, INIT };

static const CrGate rows[] = {
  {
      .name = "input",
      .category = CR_CATEGORY_SOURCES,
      .symbol = "x",
      .title = N_("input"),
      .lecture_row = 1,
      .caffe = "Input",
      .formula = "x",
      .derivative = "",
      .attributes = input_attributes,
      .n_attributes = G_N_ELEMENTS (input_attributes),
      .label = CR_NO_LABEL,
  },
  {
      .name = "parameter",
      .category = CR_CATEGORY_SOURCES,
      .symbol = "w",
      .title = N_("parameter"),
      .lecture_row = 3,
      .caffe = "Parameter",
      .formula = "w",
      .derivative = "",
      .attributes = parameter_attributes,
      .n_attributes = G_N_ELEMENTS (parameter_attributes),
      .label = CR_NO_LABEL,
  },
  {
      .name = "constant",
      .category = CR_CATEGORY_SOURCES,
      .symbol = "3",
      .title = N_("constant"),
      .lecture_row = 3,
      .caffe = "DummyData",
      .formula = "c",
      .derivative = "",
      .attributes = constant_attributes,
      .n_attributes = G_N_ELEMENTS (constant_attributes),
      .label = CR_NO_LABEL,
  },
};

const CrGatePart cr_gates_sources = { rows, G_N_ELEMENTS (rows) };
