/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panels of lessons are made of. */
#include "cr-lesson.h"

void
cr_lesson_append_heading (CrPanel *panel, const char *title)
{
  gtk_label_set_text (GTK_LABEL (cr_panel_append_label (panel, "panel-heading")), title);
}

GtkWidget *
cr_lesson_append_column (CrPanel *panel)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (column, "lesson-buttons");
  gtk_box_append (GTK_BOX (panel), column);
  return column;
}

GtkWidget *
cr_lesson_append_row (GtkWidget *column)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (column), row);
  return row;
}

GtkWidget *
cr_lesson_append_button (GtkWidget *box, const char *title, GCallback on_clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_label (title);

  g_signal_connect_swapped (button, "clicked", on_clicked, data);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

GtkWidget *
cr_lesson_append_verdict (GtkWidget *column)
{
  GtkWidget *verdict = cr_panel_append_text (column, "quiz-verdict");

  gtk_widget_set_visible (verdict, FALSE);
  return verdict;
}

static void
set_class (GtkWidget *widget, const char *style, gboolean is_wanted)
{
  if (is_wanted)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

void
cr_lesson_tell_markup (GtkWidget *verdict, const char *markup, CrLessonTone tone)
{
  gtk_label_set_markup (GTK_LABEL (verdict), markup);
  gtk_widget_set_visible (verdict, *markup != '\0');
  set_class (verdict, "right-answer", tone == CR_LESSON_RIGHT);
  set_class (verdict, "wrong-answer", tone == CR_LESSON_WRONG);
}

void
cr_lesson_tell (GtkWidget *verdict, const char *text, CrLessonTone tone)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  cr_lesson_tell_markup (verdict, markup, tone);
}
