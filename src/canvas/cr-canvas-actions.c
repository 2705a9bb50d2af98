/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what the canvas does by key. */
#include "cr-canvas-actions.h"

#include <glib/gi18n-lib.h>

static const CrCanvasAction actions[] = {
  { "canvas.add-gate", CR_CANVAS_SECTION_EDIT, N_("Add a gate"), { "<Shift>a" }, TRUE },
  { "canvas.cut", CR_CANVAS_SECTION_EDIT, N_("Cut"), { "<Control>x", "<Shift>Delete" }, TRUE },
  { "canvas.copy", CR_CANVAS_SECTION_EDIT, N_("Copy"), { "<Control>c", "<Control>Insert" }, TRUE },
  { "canvas.paste", CR_CANVAS_SECTION_EDIT, N_("Paste"), { "<Control>v", "<Shift>Insert" }, TRUE },
  { "canvas.paste-with-wires", CR_CANVAS_SECTION_EDIT, N_("Paste with the wires from outside"), { "<Control><Shift>v" }, TRUE },
  { "canvas.duplicate", CR_CANVAS_SECTION_EDIT, N_("Duplicate"), { "<Control>d" }, TRUE },
  { "canvas.delete-selection", CR_CANVAS_SECTION_EDIT, N_("Delete"), { "Delete", "BackSpace", "KP_Delete" }, TRUE },
  { "canvas.wire", CR_CANVAS_SECTION_EDIT, N_("Wire the selected node"), { "w" }, TRUE },
  { "canvas.cut-wires", CR_CANVAS_SECTION_EDIT, N_("Cut wires with a stroke"), { "<Shift>c" }, TRUE },
  { "canvas.swap-operands", CR_CANVAS_SECTION_EDIT, N_("Swap the operands"), { "<Shift>s" }, TRUE },
  { "canvas.group", CR_CANVAS_SECTION_EDIT, N_("Fold into a group"), { "<Control>g" }, TRUE },
  { "canvas.ungroup", CR_CANVAS_SECTION_EDIT, N_("Take the group apart"), { "<Control><Shift>g" }, TRUE },
  { "canvas.go-inside", CR_CANVAS_SECTION_EDIT, N_("Go inside the group"), { "i" }, TRUE },
  { "canvas.go-outside", CR_CANVAS_SECTION_EDIT, N_("Go out of the group"), { "<Shift>i" }, TRUE },
  { "canvas.unfold", CR_CANVAS_SECTION_EDIT, N_("Unfold into gates"), { "<Shift>u" }, TRUE },
  { "canvas.unfold-neurons", CR_CANVAS_SECTION_EDIT, N_("Unfold into neurons"), { "<Shift>n" }, TRUE },
  { "canvas.fold", CR_CANVAS_SECTION_EDIT, N_("Fold back into one gate"), { "<Shift>f" }, TRUE },
  { NULL, CR_CANVAS_SECTION_EDIT, N_("Move the selection by one snap step, or else the view"), { "Left", "Right", "Up", "Down" } },

  { "canvas.select-all", CR_CANVAS_SECTION_SELECT, N_("Select all"), { "<Control>a" }, TRUE },
  { "canvas.select-none", CR_CANVAS_SECTION_SELECT, N_("Select nothing"), { "<Control><Shift>a" }, TRUE },
  { "canvas.select-upstream", CR_CANVAS_SECTION_SELECT, N_("Select also what feeds it"), { "<Control><Shift>Left" }, TRUE },
  { "canvas.select-downstream", CR_CANVAS_SECTION_SELECT, N_("Select also what it feeds"), { "<Control><Shift>Right" }, TRUE },
  { "canvas.select-kind", CR_CANVAS_SECTION_SELECT, N_("Select all of the same kind"), { "<Shift>g" }, TRUE },
  { NULL, CR_CANVAS_SECTION_SELECT, N_("Go to the next or previous node"), { "Tab", "<Shift>Tab" } },
  { NULL, CR_CANVAS_SECTION_SELECT, N_("Go along a wire"), { "<Alt>Right", "<Alt>Left" } },
  { NULL, CR_CANVAS_SECTION_SELECT, N_("Go to the nearest node"), { "<Alt>Up", "<Alt>Down" } },
  { "canvas.open-menu", CR_CANVAS_SECTION_SELECT, N_("Open the menu"), { "Menu", "<Shift>F10" } },
  { "canvas.cancel", CR_CANVAS_SECTION_SELECT, N_("Leave what was begun"), { "Escape" } },

  { "canvas.frame", CR_CANVAS_SECTION_ARRANGE, N_("Put a frame around it"), { "<Control>j" }, TRUE },
  { "canvas.align-left", CR_CANVAS_SECTION_ARRANGE, N_("Align left edges"), { "<Alt>a" }, TRUE },
  { "canvas.align-centre", CR_CANVAS_SECTION_ARRANGE, N_("Align centres, one above the other"), { "<Alt>h" }, TRUE },
  { "canvas.align-right", CR_CANVAS_SECTION_ARRANGE, N_("Align right edges"), { "<Alt>d" }, TRUE },
  { "canvas.align-top", CR_CANVAS_SECTION_ARRANGE, N_("Align top edges"), { "<Alt>w" }, TRUE },
  { "canvas.align-middle", CR_CANVAS_SECTION_ARRANGE, N_("Align centres, side by side"), { "<Alt>v" }, TRUE },
  { "canvas.align-bottom", CR_CANVAS_SECTION_ARRANGE, N_("Align bottom edges"), { "<Alt>s" }, TRUE },
  { "canvas.distribute-across", CR_CANVAS_SECTION_ARRANGE, N_("Distribute from left to right"), { "<Alt><Shift>h" }, TRUE },
  { "canvas.distribute-down", CR_CANVAS_SECTION_ARRANGE, N_("Distribute from top to bottom"), { "<Alt><Shift>v" }, TRUE },

  { "canvas.edit-value", CR_CANVAS_SECTION_VALUE, N_("Edit the value, or the title"), { "Return", "KP_Enter", "F2" }, TRUE },
  { "canvas.answer", CR_CANVAS_SECTION_VALUE, N_("Fill in the next blank"), { "<Control>Return", "<Control>KP_Enter" }, TRUE, TRUE },
  { NULL, CR_CANVAS_SECTION_VALUE, N_("Raise or lower the value that was clicked"), { "Up", "Down", "Right", "Left" } },

  { "canvas.go-to-start", CR_CANVAS_SECTION_TIMELINE, N_("To the start"), { "Home", "KP_Home" } },
  { "canvas.step-back", CR_CANVAS_SECTION_TIMELINE, N_("One step back"), { "Page_Up", "KP_Page_Up" } },
  { "canvas.play", CR_CANVAS_SECTION_TIMELINE, N_("Play or pause"), { "space" } },
  { "canvas.step-forward", CR_CANVAS_SECTION_TIMELINE, N_("One step forward"), { "Page_Down", "KP_Page_Down" } },
  { "canvas.go-to-end", CR_CANVAS_SECTION_TIMELINE, N_("To the end"), { "End", "KP_End" } },
  { "canvas.toggle-patterns", CR_CANVAS_SECTION_TIMELINE, N_("Name the patterns of backward steps"), { "<Control>t" } },
  { "canvas.toggle-breakpoint", CR_CANVAS_SECTION_TIMELINE, N_("Set or remove a breakpoint"), { "<Control>b" }, TRUE },

  { "canvas.toggle-overview", CR_CANVAS_SECTION_VIEW, N_("Show or hide the overview of a large graph"), { "m" }, TRUE },
  { "canvas.next-wires", CR_CANVAS_SECTION_VIEW, N_("Show all wires, those of the selection, or those hovered"), { "<Shift>w" } },
  { "canvas.zoom-in",
    CR_CANVAS_SECTION_VIEW,
    N_("Zoom in"),
    { "<Control>plus", "<Control>equal", "<Control>KP_Add" },
    FALSE,
    TRUE },
  { "canvas.zoom-out", CR_CANVAS_SECTION_VIEW, N_("Zoom out"), { "<Control>minus", "<Control>KP_Subtract" }, FALSE, TRUE },
  { "canvas.zoom-reset", CR_CANVAS_SECTION_VIEW, N_("Zoom to 100 %"), { "<Control>0", "<Control>KP_0" }, FALSE, TRUE },
  { "canvas.zoom-fit", CR_CANVAS_SECTION_VIEW, N_("Zoom to fit"), { "<Control>9", "<Control>KP_9" }, TRUE, TRUE },
  { "canvas.zoom-selection", CR_CANVAS_SECTION_VIEW, N_("Zoom to the selection"), { "<Control>8", "<Control>KP_8" }, TRUE, TRUE },
};

static const char *const section_titles[CR_CANVAS_N_SECTIONS] = {
  [CR_CANVAS_SECTION_EDIT] = N_("Edit"),
  [CR_CANVAS_SECTION_SELECT] = N_("Select"),
  [CR_CANVAS_SECTION_ARRANGE] = N_("Arrange"),
  [CR_CANVAS_SECTION_VALUE] = N_("Values"),
  [CR_CANVAS_SECTION_TIMELINE] = N_("Timeline"),
  [CR_CANVAS_SECTION_VIEW] = N_("View"),
};

const CrCanvasAction *
cr_canvas_action_get_all (guint *n_actions)
{
  *n_actions = G_N_ELEMENTS (actions);
  return actions;
}

const CrCanvasAction *
cr_canvas_action_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, name) == 0)
      return &actions[i];
  return NULL;
}

const char *
cr_canvas_action_get_title (const CrCanvasAction *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  return _(action->title);
}

gboolean
cr_canvas_section_is_submenu (CrCanvasSection section)
{
  return section == CR_CANVAS_SECTION_SELECT || section == CR_CANVAS_SECTION_ARRANGE;
}

const char *
cr_canvas_section_get_title (CrCanvasSection section)
{
  g_return_val_if_fail (section < CR_CANVAS_N_SECTIONS, NULL);

  return _(section_titles[section]);
}
