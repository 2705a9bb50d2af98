/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that tells of what the pointer rests on: of a wire its numbers, of a gate without a value why.
 *
 * How this works: it is no tooltip of the toolkit, which would stand on the gate that it is about. It comes when the pointer has rested for
 * a moment, below a gate or beside the pointer on a wire, follows the numbers while they change, and goes with what it is about.
 */
#include "cr-canvas-private.h"

#include "cr-hover-text.h"

#define REST_TIME 400 /* milliseconds */
#define REST_TIME_AGAIN 60 /* where a card has just been shown */
#define NODE_GAP 6.0
#define POINTER_GAP 16.0

/* On the dark card in both themes, as numbers are on a dark canvas. */
#define VALUE_COLOR "#99c1f1"
#define GRADIENT_COLOR "#ffa348"

/* --- What it says --- */

static gboolean
is_hidden (CrKey key, gboolean gradient, gpointer quiz)
{
  return cr_quiz_hides (quiz, key, gradient);
}

/* A line in bold, in a colour, or neither. */
static void
append_line (GString *markup, const char *text, const char *attributes)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (markup, "%s<span %s>%s</span>", markup->len > 0 ? "\n" : "", attributes, escaped);
}

/* NULL where there is no such wire. */
static char *
write_wire (CrCanvas *canvas, CrPick wire)
{
  CrPicture *picture = cr_editor_get_picture (canvas->editor);
  g_auto (CrHoverText) text = { 0 };
  GString *markup;

  if (!cr_hover_text_for_wire (cr_editor_get_graph (canvas->editor), cr_document_get_tape (cr_editor_get_document (canvas->editor)), wire.key,
                               wire.operand, cr_picture_get_style (picture)->format, is_hidden, canvas->quiz, &text))
    return NULL;
  markup = g_string_new (NULL);
  append_line (markup, text.ends, "weight=\"bold\"");
  append_line (markup, text.value, "foreground=\"" VALUE_COLOR "\"");
  append_line (markup, text.gradient, "foreground=\"" GRADIENT_COLOR "\"");
  append_line (markup, text.weight, "");
  append_line (markup, text.shape, "");
  return g_string_free (markup, FALSE);
}

/* What the card says of what is hovered, NULL where there is nothing to say; @area: (out): what it is about. */
static char *
write_card (CrCanvas *canvas, CrArea *area)
{
  CrPick pick = cr_editor_get_marks (canvas->editor)->hovered;
  g_autofree char *lack = NULL;

  if (!cr_editor_is_idle (canvas->editor))
    return NULL;
  if (pick.kind == CR_PICK_WIRE)
    {
      *area = (CrArea) { canvas->pointer.x, canvas->pointer.y, 0, 0 };
      return write_wire (canvas, pick);
    }
  lack = cr_editor_describe_lack (canvas->editor, area);
  return lack != NULL ? g_markup_escape_text (lack, -1) : NULL;
}

/* --- When it comes and goes --- */

static void
hide_card (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->card_source, g_source_remove);
  if (!gtk_widget_get_visible (canvas->card))
    return;
  gtk_widget_set_visible (canvas->card, FALSE);
  canvas->card_time = g_get_monotonic_time ();
}

static gboolean
on_rest (gpointer data)
{
  CrCanvas *canvas = data;
  g_autofree char *markup = write_card (canvas, &canvas->card_area);

  canvas->card_source = 0;
  if (markup == NULL)
    return G_SOURCE_REMOVE;
  gtk_label_set_markup (GTK_LABEL (canvas->card), markup);
  gtk_widget_set_visible (canvas->card, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
  return G_SOURCE_REMOVE;
}

void
cr_canvas_update_card (CrCanvas *canvas)
{
  CrPick pick = cr_editor_get_marks (canvas->editor)->hovered;
  gboolean is_same = cr_pick_equal (pick, canvas->card_pick);
  gboolean was_shown;
  CrArea area;

  if (canvas->card == NULL)
    return;
  if (is_same && gtk_widget_get_visible (canvas->card))
    {
      g_autofree char *markup = write_card (canvas, &area);

      if (markup == NULL)
        hide_card (canvas);
      else if (!g_str_equal (gtk_label_get_label (GTK_LABEL (canvas->card)), markup))
        gtk_label_set_markup (GTK_LABEL (canvas->card), markup);
      return;
    }
  if (is_same)
    return;
  hide_card (canvas);
  canvas->card_pick = pick;
  was_shown = g_get_monotonic_time () - canvas->card_time < REST_TIME * 1000;
  if (pick.kind != CR_PICK_NOTHING && cr_editor_is_idle (canvas->editor))
    canvas->card_source = g_timeout_add (was_shown ? REST_TIME_AGAIN : REST_TIME, on_rest, canvas);
}

void
cr_canvas_hide_card (CrCanvas *canvas)
{
  hide_card (canvas);
}

/* --- The widget --- */

void
cr_canvas_add_card (CrCanvas *canvas)
{
  canvas->card = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (canvas->card), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (canvas->card), 60);
  gtk_widget_add_css_class (canvas->card, "bubble");
  gtk_widget_add_css_class (canvas->card, "hover-card");
  gtk_widget_set_can_target (canvas->card, FALSE);
  gtk_widget_set_visible (canvas->card, FALSE);
  gtk_widget_set_parent (canvas->card, GTK_WIDGET (canvas));
}

void
cr_canvas_remove_card (CrCanvas *canvas)
{
  g_clear_handle_id (&canvas->card_source, g_source_remove);
  g_clear_pointer (&canvas->card, gtk_widget_unparent);
}

/* Below a gate, or above it where there is no room; beside the pointer on a wire. */
void
cr_canvas_allocate_card (CrCanvas *canvas, int width, int height)
{
  const CrArea *area = &canvas->card_area;
  gboolean is_wire = canvas->card_pick.kind == CR_PICK_WIRE;
  double gap = is_wire ? POINTER_GAP : NODE_GAP;
  double x, y = area->y + area->height + gap;
  int card_width, card_height;

  if (!gtk_widget_get_visible (canvas->card))
    return;
  cr_canvas_measure_label (canvas->card, width, &card_width, &card_height);
  x = is_wire ? area->x + gap / 2 : area->x + (area->width - card_width) / 2;
  if (y + card_height > height)
    y = area->y - gap - card_height;
  cr_canvas_allocate_at (canvas->card, x, y, card_width, card_height, width, height);
}
