# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as assistive technology sees it: everything that can have the focus has a role, a name and a state, on every page and in every dialog."""
import os
import re
import unittest
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
import accessible_bus  # noqa: E402
import hand  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
ROLES_THAT_SAY_NOTHING = {Atspi.Role.INVALID, Atspi.Role.UNKNOWN, Atspi.Role.REDUNDANT_OBJECT}
NAME_OF_TYPE = re.compile("(Gtk|Adw|Cr)[A-Z]")  # what GTK tells where nobody has given a name
# The toolkit's own parts of one thing that is named itself: the button and the list of a drop-down, the rows of a table; what only scrolls or lists.
CONTAINERS = {Atspi.Role.SCROLL_BAR, Atspi.Role.SCROLL_PANE, Atspi.Role.LIST, Atspi.Role.LIST_BOX}
WHOLES = {Atspi.Role.COMBO_BOX, Atspi.Role.TREE_TABLE, Atspi.Role.TABLE, Atspi.Role.SPIN_BUTTON}
# In the window of preferences; libadwaita 1.7 has a frame in its dialog that can have the focus.
TOOLKIT = re.compile("AdwViewSwitcher|GtkSearchEntry|No Results Found|dialog “Preferences”( › panel “”){3}$")


def name_of(node):
    """Its name, or that of what labels it."""
    if node.get_name():
        return node.get_name()
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return " ".join(relation.get_target(i).get_name() for i in range(relation.get_n_targets()))
    return ""


def is_named(node):
    name = name_of(node).strip()
    return bool(name) and not NAME_OF_TYPE.match(name)


def walk(node, way=()):
    """All that can be seen, with the way there, but for parts of what is one thing."""
    way = (*way, f"{node.get_role_name()} “{node.get_name() or ''}”")
    yield node, way
    if node.get_role() in WHOLES and is_named(node):
        return
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield from walk(child, way)


class Accessibility(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["GTK_A11Y"] = "atspi"
        launcher = accessible_bus.start()
        if launcher is None:
            raise unittest.SkipTest("at-spi2-core is not installed")
        cls.addClassCleanup(launcher.wait)
        cls.addClassCleanup(launcher.kill)
        Atspi.init()

    def start(self, *arguments):
        self.program = hand.Program(*arguments)
        self.addCleanup(self.program.end)
        self.root = hand.wait_until(self.find_program, "the program among the accessible ones")

    def find_program(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_name() == "chainrule":
                return child
        return None

    def check(self, what):
        findings = []
        n_focusable = 0
        for node, way in walk(self.root):
            try:
                states = node.get_state_set()
                place = " › ".join(way)
                if not states.contains(Atspi.StateType.FOCUSABLE) or node.get_role() in CONTAINERS or TOOLKIT.search(place):
                    continue
                n_focusable += 1
                if node.get_role() in ROLES_THAT_SAY_NOTHING:
                    findings.append(f"no role: {place}")
                if not is_named(node):
                    findings.append(f"no name: {place}")
                if states.is_empty():
                    findings.append(f"no state: {place}")
            except GLib.Error:
                continue  # it has just gone
        self.assertGreater(n_focusable, 3, what)
        self.assertFalse(findings, f"{what}, of {n_focusable}:\n" + "\n".join(findings))

    def test_start_page(self):
        self.start()
        self.check("start page")

    def test_pages(self):
        self.start(EXAMPLES / "circle.chainrule")
        self.check("a net")
        for key in ("alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6"):
            hand.press(key)
            self.check(f"page {key}")

    def test_selection(self):
        self.start(EXAMPLES / "sigmoid-neuron.chainrule")
        hand.press("Tab")
        self.check("a node")
        hand.press("alt+Right")
        self.check("further along a wire")

    def test_dialogs(self):
        self.start(EXAMPLES / "xyz.chainrule")
        before = self.program.open_dialog_by_key("ctrl+comma")
        self.check("preferences")
        hand.press("Escape")
        self.program.wait_until_no_dialog(before)
        dialog = self.program.open_by_key("ctrl+shift+n")
        self.check("a new net")
        hand.press("Escape")
        self.program.wait_until_gone(dialog)
        hand.press("F10")
        self.check("menu")


if __name__ == "__main__":
    unittest.main()
