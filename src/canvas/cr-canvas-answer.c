/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in a blank on the canvas: the number that is to be predicted is typed where it will stand.
 *
 * How this works: a click on a blank lays an entry over it. Enter asks the quiz: what is right takes the place of the blank, what is wrong stays
 * to be mended, with its likely reason above it. Tab goes on to the next blank. The quiz keeps the answers, as for the panel that lists them.
 */
#include "cr-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FONT 13.0 /* as numbers are written at 100 % */
#define LEAST_FONT 11.0
#define LEAST_WIDTH 52.0
#define PADDING 6.0
#define BUBBLE_GAP 6.0
#define HINT_GAP 3.0
#define HINT_ROOM 30.0 /* for the hint under the blank */
#define EDGE 12.0      /* of the canvas */
#define TRIES 12
#define AWAY 20.0 /* one try farther from the blank than the other */

/* Where the blank is in the view; FALSE where it is none any more. */
static gboolean
find_area (CrCanvas *canvas, CrArea *area)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  CrBlank blank;
  CrPoint corner;

  if (picture == NULL || !cr_picture_find_blank (picture, canvas->asked.key, canvas->asked.gradient, &blank))
    return FALSE;
  corner = cr_viewport_to_view (viewport, blank.area.x, blank.area.y);
  *area = (CrArea) { corner.x, corner.y, blank.area.width * viewport->zoom, blank.area.height * viewport->zoom };
  return TRUE;
}

/* The place of the question in the quiz; -1 where it is asked no more. */
static int
find_question (CrCanvas *canvas)
{
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (canvas->quiz, &n);

  for (guint i = 0; i < n; i++)
    if (questions[i].key == canvas->asked.key && questions[i].gradient == canvas->asked.gradient && cr_question_is_open (&questions[i]))
      return i;
  return -1;
}

/* --- Opening and closing --- */

gboolean
cr_canvas_is_answering (CrCanvas *canvas)
{
  return canvas->is_answering;
}

void
cr_canvas_close_answer (CrCanvas *canvas)
{
  gboolean has_focus;

  if (!canvas->is_answering)
    return;
  canvas->is_answering = FALSE;
  has_focus = gtk_widget_get_focus_child (GTK_WIDGET (canvas)) == canvas->answer;
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
  gtk_widget_set_visible (canvas->answer, FALSE);
  gtk_widget_set_visible (canvas->answer_hint, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

static void
forget_problem (CrCanvas *canvas)
{
  gtk_widget_remove_css_class (canvas->answer, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (canvas->answer), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
set_font (CrCanvas *canvas)
{
  double size = MAX (FONT * cr_editor_get_viewport (canvas->editor)->zoom, LEAST_FONT);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (size * PANGO_SCALE)));
  gtk_entry_set_attributes (GTK_ENTRY (canvas->answer), attributes);
}

static void
open_answer (CrCanvas *canvas, CrKey key, gboolean gradient)
{
  const CrNode *node = cr_graph_get_node (cr_editor_get_graph (canvas->editor), key);
  g_autofree char *label = g_strdup_printf (gradient ? _("Your answer: the gradient of %s") : _("Your answer: the value of %s"),
                                            cr_node_get_title (node));

  canvas->asked = (CrBlank) { .key = key, .gradient = gradient };
  canvas->is_answering = TRUE;
  cr_canvas_hide_bubble (canvas);
  forget_problem (canvas);
  set_font (canvas);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas->answer), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_editable_set_text (GTK_EDITABLE (canvas->answer), "");
  gtk_widget_set_visible (canvas->answer, TRUE);
  gtk_widget_set_visible (canvas->answer_hint, TRUE);
  gtk_widget_grab_focus (canvas->answer);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  g_signal_emit_by_name (canvas, "asking");
}

gboolean
cr_canvas_get_asked (CrCanvas *canvas, CrKey *key, gboolean *gradient)
{
  g_return_val_if_fail (CR_IS_CANVAS (canvas), FALSE);

  *key = canvas->asked.key;
  *gradient = canvas->asked.gradient;
  return canvas->is_answering;
}

gboolean
cr_canvas_answer_at (CrCanvas *canvas, CrPoint place)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  CrPoint point = cr_viewport_to_graph (cr_editor_get_viewport (canvas->editor), place.x, place.y);
  CrBlank blank;

  if (picture == NULL || !cr_picture_pick_blank (picture, point.x, point.y, &blank))
    return FALSE;
  open_answer (canvas, blank.key, blank.gradient);
  return TRUE;
}

gboolean
cr_canvas_is_over_blank (CrCanvas *canvas, CrPoint place)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  CrPoint point = cr_viewport_to_graph (cr_editor_get_viewport (canvas->editor), place.x, place.y);
  CrBlank blank;

  return picture != NULL && cr_picture_pick_blank (picture, point.x, point.y, &blank);
}

/* The blank that comes after (@step 1) or before (−1) in the order in which a pass computes the numbers. */
static gboolean
open_next (CrCanvas *canvas, int step)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  int from = canvas->is_answering ? find_question (canvas) : step > 0 ? -1 : 0;
  guint n;
  const CrQuestion *questions = cr_quiz_get_questions (canvas->quiz, &n);
  CrBlank blank;

  for (guint i = 1; i <= n; i++)
    {
      const CrQuestion *question = &questions[((from + step * (int) i) % (int) n + (int) n) % (int) n];

      if (!cr_question_is_open (question) || !cr_picture_find_blank (picture, question->key, question->gradient, &blank))
        continue;
      cr_editor_show_node (canvas->editor, question->key);
      open_answer (canvas, question->key, question->gradient);
      return TRUE;
    }
  return FALSE;
}

void
cr_canvas_answer_next (CrCanvas *canvas)
{
  open_next (canvas, 1);
}

gboolean
cr_canvas_has_blanks (CrCanvas *canvas)
{
  guint n, n_answered, n_right, n_revealed;

  cr_quiz_get_questions (canvas->quiz, &n);
  cr_quiz_count (canvas->quiz, &n_answered, &n_right, &n_revealed);
  return n > n_right + n_revealed;
}

/* --- Answering --- */

/* Where what is said of a blank covers nothing that is needed for the next answer: over it or under it with its hint, as near as may be, else at
 * the canvas's lower edge. Its middle and lower edge. */
static CrPoint
place_saying (CrCanvas *canvas, const CrArea *area)
{
  const CrViewport *viewport = cr_editor_get_viewport (canvas->editor);
  double middle = area->x + area->width / 2, bottom = gtk_widget_get_height (GTK_WIDGET (canvas)) - EDGE;
  int room = gtk_widget_get_width (GTK_WIDGET (canvas));
  int width, height;

  gtk_widget_measure (canvas->bubble, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (canvas->bubble, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  middle = CLAMP (middle, width / 2.0, MAX (room - width / 2.0, width / 2.0)); /* as it will be held in sight */
  for (guint i = 0; i < 2 * TRIES; i++)
    {
      double away = i / 2 * AWAY;
      double lowest = i % 2 == 0 ? area->y - BUBBLE_GAP - away : area->y + area->height + HINT_ROOM + height + away;
      CrPoint corner = cr_viewport_to_graph (viewport, middle - width / 2.0, lowest - height);
      CrArea covered = { corner.x, corner.y, width / viewport->zoom, height / viewport->zoom };

      if (lowest - height >= 0 && lowest <= bottom && cr_picture_is_free (cr_editor_get_picture (canvas->editor), &covered))
        return (CrPoint) { middle, lowest + CR_CANVAS_BUBBLE_GAP };
    }
  return (CrPoint) { middle, bottom };
}

static void
say (CrCanvas *canvas, const char *text, const CrArea *area)
{
  cr_canvas_show_bubble (canvas, text, (CrPoint) { 0, 0 });
  cr_canvas_show_bubble (canvas, text, place_saying (canvas, area));
  g_signal_emit_by_name (canvas, "message", text);
}

static void
refuse (CrCanvas *canvas, const char *text, const CrArea *area)
{
  gtk_widget_add_css_class (canvas->answer, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (canvas->answer), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_editable_select_region (GTK_EDITABLE (canvas->answer), 0, -1);
  say (canvas, text, area);
}

/* Whether the blank is filled now. */
static gboolean
take_answer (CrCanvas *canvas)
{
  int question = find_question (canvas);
  g_autoptr (CrMatrix) answer = cr_quiz_read_answer (gtk_editable_get_text (GTK_EDITABLE (canvas->answer)), NULL);
  CrArea area = { 0 };
  CrVerdict verdict;

  if (question < 0)
    return TRUE;
  find_area (canvas, &area);
  if (answer == NULL)
    {
      refuse (canvas, cr_quiz_explain_form (), &area);
      return FALSE;
    }
  verdict = cr_quiz_answer (canvas->quiz, question, answer);
  if (verdict != CR_VERDICT_RIGHT)
    refuse (canvas, cr_verdict_get_text (verdict), &area);
  else
    say (canvas, cr_verdict_get_text (verdict), &area);
  return verdict == CR_VERDICT_RIGHT;
}

static void
on_activate (CrCanvas *canvas)
{
  CrArea area = { 0 };
  gboolean was_there = find_area (canvas, &area);

  if (!take_answer (canvas))
    return;
  if (!open_next (canvas, 1))
    cr_canvas_close_answer (canvas);
  else if (was_there)
    say (canvas, cr_verdict_get_text (CR_VERDICT_RIGHT), &area);
}

static gboolean
is_empty (CrCanvas *canvas)
{
  return *gtk_editable_get_text (GTK_EDITABLE (canvas->answer)) == '\0';
}

/* Tab takes what was typed like Enter, and goes on; from an empty blank it only goes on. */
static gboolean
on_key (GtkEventControllerKey *key, guint keyval, guint keycode, GdkModifierType state, CrCanvas *canvas)
{
  if (keyval == GDK_KEY_Escape)
    {
      cr_canvas_hide_bubble (canvas);
      cr_canvas_close_answer (canvas);
      return TRUE;
    }
  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab)
    return FALSE;
  if ((is_empty (canvas) || take_answer (canvas)) && !open_next (canvas, keyval == GDK_KEY_Tab ? 1 : -1))
    cr_canvas_close_answer (canvas);
  return TRUE;
}

/* What was typed counts; whether it was right is told in the panel, and by the blank. */
static void
on_focus_leave (CrCanvas *canvas)
{
  g_autoptr (CrMatrix) answer = NULL;
  int question = canvas->is_answering ? find_question (canvas) : -1;

  if (!canvas->is_answering)
    return;
  cr_canvas_close_answer (canvas);
  answer = cr_quiz_read_answer (gtk_editable_get_text (GTK_EDITABLE (canvas->answer)), NULL);
  if (question >= 0 && answer != NULL)
    cr_quiz_answer (canvas->quiz, question, answer);
}

static void
on_text_changed (CrCanvas *canvas)
{
  forget_problem (canvas);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

/* The blank may have been filled by another way, or be gone. */
void
cr_canvas_check_answer (CrCanvas *canvas)
{
  if (canvas->is_answering && find_question (canvas) < 0)
    cr_canvas_close_answer (canvas);
}

/* --- The entry --- */

void
cr_canvas_add_answer (CrCanvas *canvas)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  canvas->answer = gtk_entry_new ();
  gtk_widget_add_css_class (canvas->answer, "value-entry");
  gtk_editable_set_alignment (GTK_EDITABLE (canvas->answer), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (canvas->answer), 1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave), canvas);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), canvas);
  gtk_widget_add_controller (canvas->answer, focus);
  gtk_widget_add_controller (canvas->answer, key);
  g_signal_connect_swapped (canvas->answer, "activate", G_CALLBACK (on_activate), canvas);
  g_signal_connect_swapped (canvas->answer, "changed", G_CALLBACK (on_text_changed), canvas);
  gtk_widget_set_visible (canvas->answer, FALSE);
  gtk_widget_set_parent (canvas->answer, GTK_WIDGET (canvas));

  canvas->answer_hint = gtk_label_new (_("Enter checks"));
  gtk_widget_add_css_class (canvas->answer_hint, "answer-hint");
  gtk_widget_set_can_target (canvas->answer_hint, FALSE);
  gtk_widget_set_visible (canvas->answer_hint, FALSE);
  gtk_widget_set_parent (canvas->answer_hint, GTK_WIDGET (canvas));
}

/* Over the blank, as wide as what is typed needs, its right end where the blank's is. */
void
cr_canvas_allocate_answer (CrCanvas *canvas, int width, int height)
{
  CrArea area;
  g_autoptr (PangoLayout) layout = NULL;
  int least, entry_height, hint_width, hint_height, entry_width, text_width;
  double x, y;

  if (!canvas->is_answering || !find_area (canvas, &area))
    return;
  layout = gtk_widget_create_pango_layout (canvas->answer, gtk_editable_get_text (GTK_EDITABLE (canvas->answer)));
  pango_layout_set_attributes (layout, gtk_entry_get_attributes (GTK_ENTRY (canvas->answer)));
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  gtk_widget_measure (canvas->answer, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (canvas->answer, GTK_ORIENTATION_VERTICAL, -1, &entry_height, NULL, NULL, NULL);
  gtk_widget_measure (canvas->answer_hint, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &hint_width, NULL, NULL);
  gtk_widget_measure (canvas->answer_hint, GTK_ORIENTATION_VERTICAL, -1, NULL, &hint_height, NULL, NULL);
  entry_width = (int) ceil (MAX (MAX (least, MAX (area.width, LEAST_WIDTH)), text_width + 4 * PADDING));
  x = area.x + area.width - entry_width;
  y = area.y + (area.height - entry_height) / 2;
  cr_canvas_allocate_at (canvas->answer, x, y, entry_width, entry_height, width, height);
  cr_canvas_allocate_at (canvas->answer_hint, x + (entry_width - hint_width) / 2.0, y + entry_height + HINT_GAP, hint_width, hint_height,
                         width, height);
}
