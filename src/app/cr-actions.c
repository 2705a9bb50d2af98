/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what the window and the program do by key. */
#include "cr-actions.h"

#include "cr-canvas-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const CrAction actions[] = {
  { "win.new-graph", CR_ACTION_SECTION_FILE, N_("New graph"), { "<Control>n" } },
  { "win.new-network", CR_ACTION_SECTION_FILE, N_("New network"), { "<Control><Shift>n" } },
  { "win.open", CR_ACTION_SECTION_FILE, N_("Open a file"), { "<Control>o" } },
  { "win.save", CR_ACTION_SECTION_FILE, N_("Save"), { "<Control>s" } },
  { "win.save-as", CR_ACTION_SECTION_FILE, N_("Save as"), { "<Control><Shift>s" } },
  { "win.export-picture", CR_ACTION_SECTION_FILE, N_("Export a picture"), { "<Control>e" } },
  { "win.print", CR_ACTION_SECTION_FILE, N_("Print"), { "<Control>p" } },
  { "win.close", CR_ACTION_SECTION_FILE, N_("Close the window"), { "<Control>w" } },

  { "win.undo", CR_ACTION_SECTION_HISTORY, N_("Undo"), { "<Control>z" } },
  { "win.redo", CR_ACTION_SECTION_HISTORY, N_("Redo"), { "<Control><Shift>z", "<Control>y" } },
  { "win.show-history", CR_ACTION_SECTION_HISTORY, N_("List the steps"), { "<Control><Alt>z" } },

  { "win.train-run", CR_ACTION_SECTION_TRAINING, N_("Run or pause"), { "F6" } },
  { "win.train-back", CR_ACTION_SECTION_TRAINING, N_("Step back"), { "F7" } },
  { "win.train-forward", CR_ACTION_SECTION_TRAINING, N_("Step forward"), { "F8" } },
  { "win.train-reset", CR_ACTION_SECTION_TRAINING, N_("Back to the first weights"), { "<Control>F6" } },
  { "win.train-new-weights", CR_ACTION_SECTION_TRAINING, N_("Draw new weights"), { "<Shift>F6" } },

  { "win.find", CR_ACTION_SECTION_FIND, N_("Find a node"), { "<Control>f" } },
  { "win.find-next", CR_ACTION_SECTION_FIND, N_("The next one that is found"), { "F3" } },
  { "win.find-previous", CR_ACTION_SECTION_FIND, N_("The one before"), { "<Shift>F3" } },
  { "win.search-gates", CR_ACTION_SECTION_FIND, N_("Search for a gate"), { "<Control><Shift>f" } },
  { "win.search-commands", CR_ACTION_SECTION_FIND, N_("Search for a command"), { "<Control><Shift>p" } },

  { "win.show-gates", CR_ACTION_SECTION_WINDOW, N_("Show the palette of gates"), { "<Alt>1" } },
  { "win.show-data", CR_ACTION_SECTION_WINDOW, N_("Show data and training"), { "<Alt>2" } },
  { "win.show-lesson", CR_ACTION_SECTION_WINDOW, N_("Show scenes, checks and exercises"), { "<Alt>3" } },
  { "win.show-properties", CR_ACTION_SECTION_WINDOW, N_("Show the inspector"), { "<Alt>4" } },
  { "win.show-results", CR_ACTION_SECTION_WINDOW, N_("Show the results of training"), { "<Alt>5" } },
  { "win.show-outline", CR_ACTION_SECTION_WINDOW, N_("Show the outline: all nodes in a list"), { "<Alt>6" } },
  { "win.show-palette", CR_ACTION_SECTION_WINDOW, N_("Show or hide the left side bar"), { "F9" } },
  { "win.show-inspector", CR_ACTION_SECTION_WINDOW, N_("Show or hide the right side bar"), { "<Control>i" } },
  { "win.present", CR_ACTION_SECTION_WINDOW, N_("Present"), { "F5" } },
  { "win.layout", CR_ACTION_SECTION_WINDOW, N_("Lay out automatically"), { "<Control>l" } },

  { "win.weight-widths", CR_ACTION_SECTION_WINDOW, N_("Tell weights by the widths of their wires, or not"), { NULL } },

  { "win.show-menu", CR_ACTION_SECTION_PROGRAM, N_("Open the menu"), { "F10" } },
  { "win.show-shortcuts", CR_ACTION_SECTION_PROGRAM, N_("Keyboard shortcuts"), { "<Control>question" } },
  { "win.show-help", CR_ACTION_SECTION_PROGRAM, N_("Help, on the gate that is selected"), { "F1" } },
  { "win.start-tour", CR_ACTION_SECTION_PROGRAM, N_("Guided tour"), { NULL } },
  { "app.preferences", CR_ACTION_SECTION_PROGRAM, N_("Preferences"), { "<Control>comma" } },
  { "app.new-window", CR_ACTION_SECTION_PROGRAM, N_("New window"), { NULL } },
  { "app.about", CR_ACTION_SECTION_PROGRAM, N_("About Chainrule"), { NULL } },
  { "app.quit", CR_ACTION_SECTION_PROGRAM, N_("Quit"), { "<Control>q" } },
};

static const char *const section_titles[CR_ACTION_N_SECTIONS] = {
  [CR_ACTION_SECTION_FILE] = N_("Files"),
  [CR_ACTION_SECTION_HISTORY] = N_("Undo and redo"),
  [CR_ACTION_SECTION_TRAINING] = N_("Training"),
  [CR_ACTION_SECTION_FIND] = N_("Find"),
  [CR_ACTION_SECTION_WINDOW] = N_("Window"),
  [CR_ACTION_SECTION_PROGRAM] = N_("Program"),
};

const CrAction *
cr_action_get_all (guint *n_actions)
{
  *n_actions = G_N_ELEMENTS (actions);
  return actions;
}

const CrAction *
cr_action_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      return &actions[i];
  return NULL;
}

const char *
cr_action_section_get_title (CrActionSection section)
{
  g_return_val_if_fail (section < CR_ACTION_N_SECTIONS, NULL);

  return _(section_titles[section]);
}

const char *
cr_action_get_title (const CrAction *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  return _(action->title);
}

char *
cr_action_dup_tooltip (const char *name)
{
  const CrAction *own = cr_action_find (name);
  const CrCanvasAction *canvas = own == NULL ? cr_canvas_action_find (name) : NULL;
  const char *title;
  const char *accelerator;
  g_autofree char *key = NULL;
  guint code;
  GdkModifierType modifiers;

  g_return_val_if_fail (own != NULL || canvas != NULL, NULL);

  title = own != NULL ? _(own->title) : cr_canvas_action_get_title (canvas);
  accelerator = own != NULL ? own->accelerators[0] : canvas->accelerators[0];
  if (accelerator == NULL || !gtk_accelerator_parse (accelerator, &code, &modifiers))
    return g_strdup (title);
  key = gtk_accelerator_get_label (code, modifiers);
  return g_strdup_printf ("%s (%s)", title, key);
}

void
cr_actions_install_accelerators (GtkApplication *application)
{
  guint n_canvas_actions;
  const CrCanvasAction *canvas_actions = cr_canvas_action_get_all (&n_canvas_actions);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_application_set_accels_for_action (application, actions[i].name, (const char *const *) actions[i].accelerators);
  for (guint i = 0; i < n_canvas_actions; i++)
    if (canvas_actions[i].name != NULL && canvas_actions[i].is_window_wide)
      gtk_application_set_accels_for_action (application, canvas_actions[i].name, (const char *const *) canvas_actions[i].accelerators);
}

/* --- The shortcuts window --- */

static void
write_property (GString *ui, const char *name, const char *value)
{
  g_autofree char *line = g_markup_printf_escaped ("<property name=\"%s\">%s</property>", name, value);

  g_string_append (ui, line);
}

static void
write_group_begin (GString *ui, const char *title)
{
  g_string_append (ui, "<child><object class=\"GtkShortcutsGroup\">");
  write_property (ui, "title", title);
}

static void
write_group_end (GString *ui)
{
  g_string_append (ui, "</object></child>");
}

/* The keys with a space between them; the keypad's twins are not told. */
static char *
join_keys (const char *const *accelerators)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (; *accelerators != NULL; accelerators++)
    if (strstr (*accelerators, "KP_") == NULL)
      g_ptr_array_add (shown, (gpointer) *accelerators);
  g_ptr_array_add (shown, NULL);
  return g_strjoinv (" ", (char **) shown->pdata);
}

static void
write_shortcut (GString *ui, const char *title, const char *const *accelerators)
{
  g_autofree char *keys = join_keys (accelerators);

  if (*keys == '\0')
    return;
  g_string_append (ui, "<child><object class=\"GtkShortcutsShortcut\">");
  write_property (ui, "title", title);
  write_property (ui, "accelerator", keys);
  g_string_append (ui, "</object></child>");
}

static void
write_section_begin (GString *ui, const char *name, const char *title)
{
  g_string_append (ui, "<child><object class=\"GtkShortcutsSection\">");
  write_property (ui, "section-name", name);
  write_property (ui, "title", title);
  write_property (ui, "max-height", "17"); /* a third column makes a page of its own, with a switch that the toolkit warns of */
}

static void
write_section_end (GString *ui)
{
  g_string_append (ui, "</object></child>");
}

static void
write_own_group (GString *ui, CrActionSection section)
{
  write_group_begin (ui, _(section_titles[section]));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].section == section)
      write_shortcut (ui, _(actions[i].title), (const char *const *) actions[i].accelerators);
  write_group_end (ui);
}

static void
write_canvas_groups (GString *ui, CrCanvasSection first, CrCanvasSection last)
{
  guint n_rows;
  const CrCanvasAction *rows = cr_canvas_action_get_all (&n_rows);

  for (CrCanvasSection section = first; section <= last; section++)
    {
      write_group_begin (ui, cr_canvas_section_get_title (section));
      for (guint i = 0; i < n_rows; i++)
        if (rows[i].section == section)
          write_shortcut (ui, cr_canvas_action_get_title (&rows[i]), (const char *const *) rows[i].accelerators);
      write_group_end (ui);
    }
}

char *
cr_actions_write_shortcuts_ui (void)
{
  GString *ui = g_string_new ("<interface><object class=\"GtkShortcutsWindow\" id=\"shortcuts\">");

  write_property (ui, "modal", "1");
  write_section_begin (ui, "program", _("Program"));
  write_own_group (ui, CR_ACTION_SECTION_FILE);
  write_own_group (ui, CR_ACTION_SECTION_HISTORY);
  write_own_group (ui, CR_ACTION_SECTION_FIND);
  write_own_group (ui, CR_ACTION_SECTION_PROGRAM);
  write_section_end (ui);
  write_section_begin (ui, "window", _("Window"));
  write_own_group (ui, CR_ACTION_SECTION_WINDOW);
  write_own_group (ui, CR_ACTION_SECTION_TRAINING);
  write_section_end (ui);
  write_section_begin (ui, "canvas", _("Canvas"));
  write_canvas_groups (ui, 0, CR_CANVAS_SECTION_VALUE);
  write_section_end (ui);
  write_section_begin (ui, "arrange", _("Select and arrange"));
  write_canvas_groups (ui, CR_CANVAS_SECTION_SELECT, CR_CANVAS_SECTION_ARRANGE);
  write_section_end (ui);
  write_section_begin (ui, "view", _("Steps and view"));
  write_canvas_groups (ui, CR_CANVAS_SECTION_TIMELINE, CR_CANVAS_N_SECTIONS - 1);
  write_section_end (ui);
  g_string_append (ui, "</object></interface>");
  return g_string_free (ui, FALSE);
}

/* The toolkit writes some keys there by their names in programs, where it has no translation for them. */
static void
name_keys (GtkWidget *widget)
{
  static const char *const names[][2] = {
    { "Page_Up", NC_("key", "Page Up") },
    { "Page_Down", NC_("key", "Page Down") },
    { "BackSpace", NC_("key", "Backspace") },
  };

  if (GTK_IS_LABEL (widget))
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), names[i][0]))
        gtk_label_set_text (GTK_LABEL (widget), g_dpgettext2 (NULL, "key", names[i][1]));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_keys (child);
}

GtkWidget *
cr_actions_new_shortcuts_window (void)
{
  g_autofree char *ui = cr_actions_write_shortcuts_ui ();
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);
  GtkWidget *shortcuts = GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts"));

  name_keys (shortcuts);
  return shortcuts;
}
