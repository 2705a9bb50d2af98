/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panels of lessons (predicting numbers, finding the broken gate) are made of: a heading, columns of buttons, and a verdict. */
#pragma once

#include "cr-panel.h"

G_BEGIN_DECLS

/* How a verdict is said. */
typedef enum
{
  CR_LESSON_NEUTRAL,
  CR_LESSON_RIGHT,
  CR_LESSON_WRONG,
} CrLessonTone;

void cr_lesson_append_heading (CrPanel *panel, const char *title);

/* A column for the parts that are there only while the lesson goes on. */
GtkWidget *cr_lesson_append_column (CrPanel *panel);

/* A row of buttons at the end of @column, all of one width. */
GtkWidget *cr_lesson_append_row (GtkWidget *column);

/* A button at the end of a column or a row; @on_clicked gets @data first. */
GtkWidget *cr_lesson_append_button (GtkWidget *box, const char *title, GCallback on_clicked, gpointer data);

/* A line for verdicts. */
GtkWidget *cr_lesson_append_verdict (GtkWidget *column);

/* Says it there; the empty text takes the line away. */
void cr_lesson_tell (GtkWidget *verdict, const char *text, CrLessonTone tone);
void cr_lesson_tell_markup (GtkWidget *verdict, const char *markup, CrLessonTone tone);

G_END_DECLS
