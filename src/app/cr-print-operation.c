/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a graph on paper. */
#include "cr-print-operation.h"

#include "cr-export.h"

/* A pixel at 100 % is 0.75 points, as elsewhere where pixels meet paper (96 to an inch). */
#define POINTS_A_PIXEL 0.75

typedef struct
{
  CrGraph *graph;
  CrTape *tape;
  CrPictureStyle style;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  cr_tape_free (page->tape);
  cr_graph_unref (page->graph);
  g_free (page);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer data)
{
  Page *page = data;
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);

  cairo_scale (cairo, POINTS_A_PIXEL, POINTS_A_PIXEL);
  cr_export_draw_page (page->graph, page->tape, &page->style, cairo, gtk_print_context_get_width (context) / POINTS_A_PIXEL,
                       gtk_print_context_get_height (context) / POINTS_A_PIXEL);
}

GtkPrintOperation *
cr_print_operation_new (const CrGraph *graph, CrTape *tape, const CrPictureStyle *style, const char *name)
{
  g_return_val_if_fail (graph != NULL && tape != NULL && style != NULL, NULL);

  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Page *page = g_new (Page, 1);

  *page = (Page) { .graph = cr_graph_ref (graph), .tape = tape, .style = *style };
  page->style.dark = FALSE;
  page->style.hide_grid = TRUE;
  if (cr_export_get_aspect (graph, tape, &page->style) > 1)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), page, (GClosureNotify) (GCallback) page_free, 0);
  return operation;
}
