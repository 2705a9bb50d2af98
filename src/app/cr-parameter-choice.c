/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose one number of a parameter vector from. */
#include "cr-parameter-choice.h"

#include "cr-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const CrTapeParameter *
find_part (const CrParameterTable *table, gsize index)
{
  for (guint i = 0; i < table->n_parts; i++)
    if (index >= table->parts[i].offset && index - table->parts[i].offset < cr_shape_get_size (table->parts[i].shape))
      return &table->parts[i];
  return NULL;
}

gboolean
cr_parameter_place_at (const CrParameterTable *table, gsize index, CrParameterPlace *place)
{
  const CrTapeParameter *part = find_part (table, index);

  if (part != NULL)
    *place = (CrParameterPlace) { part->key, part->attribute, index - part->offset };
  return part != NULL;
}

gsize
cr_parameter_place_find (const CrParameterTable *table, const CrParameterPlace *place)
{
  const CrTapeParameter *part = cr_parameter_table_find (table, place->key, place->attribute);

  return part != NULL && place->entry < cr_shape_get_size (part->shape) ? part->offset + place->entry : G_MAXSIZE;
}

/* A node's title with its index below the line, as the canvas writes it, in plain text: "h1₂" for "h1_2". */
static char *
dup_title (const CrNode *node)
{
  const char *title = cr_node_get_title (node);
  const char *index = strchr (title, '_');
  GString *text;

  if (index == NULL || index == title || index[1] == '\0' || index[1 + strspn (index + 1, "0123456789")] != '\0')
    return g_strdup (title);
  text = g_string_new_len (title, index - title);
  for (const char *figure = index + 1; *figure != '\0'; figure++)
    g_string_append_unichar (text, 0x2080 + (*figure - '0'));
  return g_string_free (text, FALSE);
}

char *
cr_parameter_dup_name (const CrGraph *graph, const CrParameterTable *table, gsize index)
{
  const CrTapeParameter *part = find_part (table, index);
  const CrNode *node = part != NULL ? cr_graph_get_node (graph, part->key) : NULL;
  const CrAttributeInfo *info;
  const CrNode *from;
  g_autofree char *title = NULL;
  gsize entry;

  if (node == NULL)
    return g_strdup ("–");
  info = &node->gate->attributes[part->attribute];
  entry = index - part->offset;
  from = g_str_equal (info->name, "weights") && entry < node->n_operands && part->shape.columns == 1
           ? cr_graph_get_node (graph, node->operands[entry]) : NULL;
  title = dup_title (node);
  if (from != NULL)
    {
      g_autofree char *source = dup_title (from);

      return g_strdup_printf ("%s ← %s", title, source);
    }
  if (g_str_equal (info->name, "value") && cr_shape_is_number (part->shape))
    return g_steal_pointer (&title);
  if (g_str_equal (info->name, "value"))
    return g_strdup_printf ("%s[%u,%u]", title, (guint) (entry / part->shape.columns) + 1,
                            (guint) (entry % part->shape.columns) + 1);
  if (cr_shape_is_number (part->shape))
    return g_strdup_printf ("%s, %s", title, _(info->title));
  return g_strdup_printf ("%s, %s[%u,%u]", title, _(info->title), (guint) (entry / part->shape.columns) + 1,
                          (guint) (entry % part->shape.columns) + 1);
}

/* --- The list --- */

GtkWidget *
cr_parameter_choice_new (const char *accessible_name)
{
  GtkWidget *choice = cr_panel_new_choice (gtk_string_list_new (NULL));
  g_autoptr (GtkExpression) title = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (GTK_DROP_DOWN (choice), title);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_widget_add_css_class (choice, "layer-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible_name, -1);
  return choice;
}

void
cr_parameter_choice_fill (GtkWidget *choice, const CrGraph *graph, const CrParameterTable *table)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < MIN (table->n, CR_PARAMETER_CHOICE_MOST); i++)
    {
      g_autofree char *name = cr_parameter_dup_name (graph, table, i);

      gtk_string_list_append (names, name);
    }
  cr_panel_set_choices (choice, g_steal_pointer (&names));
}
