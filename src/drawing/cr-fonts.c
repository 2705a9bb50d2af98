/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is shaped once and drawn often: Pango finds the glyphs, cairo shows them at any scale. */
#include "cr-fonts.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FAMILY "Cantarell,Sans"
#define MOST_CACHED 8192 /* texts; then the cache starts again */
#define CHARACTER_SIZE 16.0 /* at which the characters of numbers are shaped, to be scaled */

struct _CrFonts
{
  PangoContext *context;
  GHashTable *shaped;        /* key text to CrShaped */
  GHashTable *characters[2]; /* regular, bold: gunichar to CrShaped */
  cairo_font_options_t *options;
};

static void
shaped_free (CrShaped *shaped)
{
  for (guint i = 0; i < shaped->n_runs; i++)
    {
      cairo_font_face_destroy (shaped->runs[i].face);
      g_free (shaped->runs[i].glyphs);
    }
  g_free (shaped->runs);
  g_free (shaped);
}

CrFonts *
cr_fonts_new (void)
{
  CrFonts *fonts = g_new0 (CrFonts, 1);

  fonts->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  fonts->options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (fonts->options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics (fonts->options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (fonts->options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (fonts->context, fonts->options);
  pango_cairo_context_set_resolution (fonts->context, 96);
  pango_context_set_round_glyph_positions (fonts->context, FALSE);
  fonts->shaped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) shaped_free);
  for (guint bold = 0; bold < 2; bold++)
    fonts->characters[bold] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) shaped_free);
  return fonts;
}

void
cr_fonts_free (CrFonts *fonts)
{
  g_hash_table_unref (fonts->shaped);
  for (guint bold = 0; bold < 2; bold++)
    g_hash_table_unref (fonts->characters[bold]);
  cairo_font_options_destroy (fonts->options);
  g_object_unref (fonts->context);
  g_free (fonts);
}

/* --- Shaping --- */

static PangoLayout *
layout_new (CrFonts *fonts, const char *markup, double size, gboolean bold, gboolean tabular, CrFit fit, double width)
{
  PangoLayout *layout = pango_layout_new (fonts->context);
  PangoFontDescription *description = pango_font_description_from_string (FAMILY);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PangoAttrList *attributes = NULL;

  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_font_description_set_weight (description, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  if (!pango_parse_markup (markup, -1, 0, &attributes, &text, NULL, &error))
    {
      text = g_utf8_make_valid (markup, -1);
      attributes = pango_attr_list_new ();
    }
  pango_layout_set_text (layout, text, -1);
  if (tabular)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (fit != CR_FIT_FREE)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  if (fit == CR_FIT_ELLIPSIS)
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (fit == CR_FIT_WRAP)
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_single_paragraph_mode (layout, fit != CR_FIT_WRAP);
  return layout;
}

/* Takes the glyphs of one run out of Pango's hands; @x, @y: where the run begins. */
static CrGlyphRun
run_new (PangoGlyphItem *item, double x, double y)
{
  cairo_scaled_font_t *font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (item->item->analysis.font));
  guint n_glyphs = MAX (item->glyphs->num_glyphs, 0);
  CrGlyphRun run = { .glyphs = g_new (cairo_glyph_t, n_glyphs) };
  cairo_matrix_t matrix;

  run.face = cairo_font_face_reference (cairo_scaled_font_get_font_face (font));
  cairo_scaled_font_get_font_matrix (font, &matrix);
  run.size = matrix.xx;
  for (guint i = 0; i < n_glyphs; i++)
    {
      const PangoGlyphInfo *glyph = &item->glyphs->glyphs[i];

      if (glyph->glyph != PANGO_GLYPH_EMPTY && !(glyph->glyph & PANGO_GLYPH_UNKNOWN_FLAG))
        run.glyphs[run.n_glyphs++] = (cairo_glyph_t) {
          .index = glyph->glyph,
          .x = x + pango_units_to_double (glyph->geometry.x_offset),
          .y = y + pango_units_to_double (glyph->geometry.y_offset),
        };
      x += pango_units_to_double (glyph->geometry.width);
    }
  return run;
}

static CrShaped *
shaped_new (PangoLayout *layout)
{
  CrShaped *shaped = g_new0 (CrShaped, 1);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (CrGlyphRun));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  PangoRectangle ink, logical;

  pango_layout_get_extents (layout, &ink, &logical);
  shaped->width = pango_units_to_double (logical.width);
  shaped->height = pango_units_to_double (logical.height);
  shaped->baseline = pango_units_to_double (pango_layout_get_baseline (layout) - logical.y);
  shaped->ink.left = pango_units_to_double (ink.x);
  shaped->ink.right = pango_units_to_double (ink.x + ink.width);
  shaped->ink.top = pango_units_to_double (ink.y) - shaped->baseline;
  shaped->ink.bottom = pango_units_to_double (ink.y + ink.height) - shaped->baseline;
  do
    {
      PangoGlyphItem *item = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle place;

      if (item == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &place);

      double baseline = pango_units_to_double (pango_layout_iter_get_baseline (iter) - item->y_offset) - shaped->baseline;
      CrGlyphRun run = run_new (item, pango_units_to_double (place.x), baseline);

      g_array_append_val (runs, run);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  shaped->n_runs = runs->len;
  shaped->runs = (CrGlyphRun *) g_array_free (runs, FALSE);
  return shaped;
}

const CrShaped *
cr_fonts_shape (CrFonts *fonts, const char *markup, double size, gboolean bold, CrFit fit, double width)
{
  g_autofree char *key
      = g_strdup_printf ("%d %d %d %d %s", (int)(size * 64), bold, fit, fit != CR_FIT_FREE ? (int)width : 0, markup);
  CrShaped *shaped = g_hash_table_lookup (fonts->shaped, key);

  if (shaped != NULL)
    return shaped;
  if (g_hash_table_size (fonts->shaped) >= MOST_CACHED)
    g_hash_table_remove_all (fonts->shaped);

  g_autoptr (PangoLayout) layout = layout_new (fonts, markup, size, bold, FALSE, fit, width);

  shaped = shaped_new (layout);
  g_hash_table_insert (fonts->shaped, g_steal_pointer (&key), shaped);
  return shaped;
}

/* --- Numbers, character by character --- */

static const CrShaped *
get_character (CrFonts *fonts, gunichar character, gboolean bold)
{
  CrShaped *shaped = g_hash_table_lookup (fonts->characters[bold != 0], GUINT_TO_POINTER (character));
  char text[8];

  if (shaped != NULL)
    return shaped;
  text[g_unichar_to_utf8 (character, text)] = '\0';

  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_autoptr (PangoLayout) layout = layout_new (fonts, markup, CHARACTER_SIZE, bold, TRUE, CR_FIT_FREE, 0);

  shaped = shaped_new (layout);
  g_hash_table_insert (fonts->characters[bold != 0], GUINT_TO_POINTER (character), shaped);
  return shaped;
}

double
cr_fonts_measure_number (CrFonts *fonts, const char *number, double size, gboolean bold)
{
  double width = 0;

  for (const char *sign = number; *sign != '\0'; sign = g_utf8_next_char (sign))
    width += get_character (fonts, g_utf8_get_char (sign), bold)->width;
  return width * size / CHARACTER_SIZE;
}

/* The size nearest to @size that is a whole quarter of a pixel on the screen, so that zooming does not make ever new glyphs. */
static double
quartered (cairo_t *cairo, double size)
{
  double x = size;
  double y = 0;

  cairo_user_to_device_distance (cairo, &x, &y);

  double shown = hypot (x, y);

  return shown > 0 ? size * MAX (round (shown * 4), 1) / 4 / shown : size;
}

void
cr_fonts_draw (CrFonts *fonts, cairo_t *cairo, const CrShaped *text, double x, double y)
{
  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_set_font_options (cairo, fonts->options);
  for (guint i = 0; i < text->n_runs; i++)
    {
      cairo_set_font_face (cairo, text->runs[i].face);
      cairo_set_font_size (cairo, quartered (cairo, text->runs[i].size));
      cairo_show_glyphs (cairo, text->runs[i].glyphs, text->runs[i].n_glyphs);
    }
  cairo_restore (cairo);
}

void
cr_fonts_draw_number (CrFonts *fonts, cairo_t *cairo, const char *number, double size, gboolean bold, double x, double y)
{
  cairo_glyph_t glyphs[64];
  cairo_font_face_t *face = NULL;
  int n_glyphs = 0;
  double factor = size / CHARACTER_SIZE;

  cairo_set_font_options (cairo, fonts->options);
  cairo_set_font_size (cairo, quartered (cairo, size));
  for (const char *sign = number; *sign != '\0'; sign = g_utf8_next_char (sign))
    {
      const CrShaped *character = get_character (fonts, g_utf8_get_char (sign), bold);
      const CrGlyphRun *run = character->n_runs > 0 ? &character->runs[0] : NULL;

      if (n_glyphs > 0 && (n_glyphs == G_N_ELEMENTS (glyphs) || (run != NULL && run->face != face)))
        {
          cairo_show_glyphs (cairo, glyphs, n_glyphs);
          n_glyphs = 0;
        }
      if (run != NULL && run->n_glyphs > 0)
        {
          if (run->face != face)
            cairo_set_font_face (cairo, run->face);
          face = run->face;
          glyphs[n_glyphs++] = (cairo_glyph_t) { .index = run->glyphs[0].index, .x = x, .y = y };
        }
      x += character->width * factor;
    }
  cairo_show_glyphs (cairo, glyphs, n_glyphs);
}
