/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down whose list opens where what is chosen can be seen. */
#include "cr-choice.h"

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
cr_choice_find_list (GtkWidget *choice)
{
  g_return_val_if_fail (GTK_IS_WIDGET (choice), NULL);

  return find (choice, GTK_TYPE_LIST_VIEW);
}

/* Where one types into the list to search it, the focus stays there. */
static gboolean
has_search (GtkWidget *choice)
{
  return GTK_IS_DROP_DOWN (choice) && gtk_drop_down_get_enable_search (GTK_DROP_DOWN (choice));
}

/* So that arrow keys go on from it. */
static void
focus_chosen (GtkWidget *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      gtk_widget_grab_focus (row);
}

/* The list can scroll once it knows where its rows are: a frame or two after it opens. */
static gboolean
on_tick (GtkWidget *choice, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *list = cr_choice_find_list (choice);
  guint chosen;

  if (list == NULL || !gtk_widget_get_mapped (list))
    return G_SOURCE_REMOVE;
  if (gtk_adjustment_get_page_size (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list))) == 0)
    return G_SOURCE_CONTINUE;
  g_object_get (choice, "selected", &chosen, NULL);
  if (chosen != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", chosen);
  if (!has_search (choice))
    focus_chosen (list);
  return G_SOURCE_REMOVE;
}

static void
on_opened (GtkWidget *choice)
{
  gtk_widget_add_tick_callback (choice, on_tick, NULL, NULL);
}

static void
set_has_tooltip (GtkWidget *widget, gboolean has_tooltip)
{
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    gtk_widget_set_has_tooltip (widget, has_tooltip);
}

/* Of a widget and what is in it. */
static void
set_have_tooltips (GtkWidget *widget, gboolean have_tooltips)
{
  set_has_tooltip (widget, have_tooltips);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      set_have_tooltips (child, have_tooltips);
}

static void
on_menu_shown (GtkWidget *menu, GParamSpec *pspec, GtkWidget *button)
{
  gboolean have_tooltips = !gtk_widget_get_visible (menu);

  set_have_tooltips (button, have_tooltips);
  for (GtkWidget *parent = gtk_widget_get_parent (button); parent != NULL; parent = gtk_widget_get_parent (parent))
    set_has_tooltip (parent, have_tooltips);
}

void
cr_choice_keep_clear (GtkWidget *button, GtkWidget *menu)
{
  g_return_if_fail (GTK_IS_WIDGET (button) && GTK_IS_POPOVER (menu));

  g_signal_connect_object (menu, "notify::visible", G_CALLBACK (on_menu_shown), button, 0);
}

GtkWidget *
cr_choice_open_at_chosen (GtkWidget *choice)
{
  GtkWidget *popover = find (choice, GTK_TYPE_POPOVER);

  if (popover == NULL)
    return choice;
  g_signal_connect_object (popover, "map", G_CALLBACK (on_opened), choice, G_CONNECT_SWAPPED);
  cr_choice_keep_clear (choice, popover);
  return choice;
}

static GtkWidget *
find_checked (GtkWidget *root)
{
  if ((gtk_widget_get_state_flags (root) & GTK_STATE_FLAG_CHECKED) != 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_checked (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is checked is the mark in the row; the row is what takes the focus. */
static gboolean
on_menu_tick (GtkWidget *menu, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *row = find_checked (menu);

  while (row != NULL && row != menu && !gtk_widget_get_focusable (row))
    row = gtk_widget_get_parent (row);
  if (row != NULL && row != menu)
    gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

static void
on_menu_opened (GtkWidget *menu)
{
  gtk_widget_add_tick_callback (menu, on_menu_tick, NULL, NULL);
}

void
cr_choice_set_menu (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (button, menu);
  g_signal_connect (gtk_menu_button_get_popover (button), "map", G_CALLBACK (on_menu_opened), NULL);
}

static void
on_menu_closed (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, button)))
    gtk_widget_grab_focus (button);
}

void
cr_choice_return_focus (GtkMenuButton *button)
{
  GtkPopover *menu = gtk_menu_button_get_popover (button);

  g_return_if_fail (menu != NULL);

  g_signal_connect_object (menu, "closed", G_CALLBACK (on_menu_closed), button, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

GPtrArray *
cr_choice_list_activations (void)
{
  guint n_gates;
  const CrGate *const *gates = cr_gate_get_all (&n_gates);
  GPtrArray *activations = g_ptr_array_new ();

  g_ptr_array_add (activations, NULL);
  for (guint is_other = 0; is_other < 2; is_other++)
    for (guint i = 0; i < n_gates; i++)
      if (cr_gate_is_activation (gates[i]) && (gates[i]->category != CR_CATEGORY_ACTIVATIONS) == is_other)
        g_ptr_array_add (activations, (gpointer) gates[i]);
  return activations;
}
