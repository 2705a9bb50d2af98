# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader has it, through AT-SPI: what the canvas says of itself while one goes through the graph by keys, its actions, the
outline as its twin, and names for whatever can be pressed."""
import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
except (ImportError, ValueError):
    print("the typelib of AT-SPI is not installed")
    sys.exit(77)

import accessible_bus
import hand

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"


def find_all(root, role, depth=0):
    """All things of that role that can be seen below @root."""
    root.clear_cache()  # what is not asked for anew is what it was before: nobody listens to the bus here
    if depth > 0 and not root.get_state_set().contains(Atspi.StateType.VISIBLE) and root.get_role_name() != "application":
        return []
    found = [root] if root.get_role_name() == role else []
    for i in range(root.get_child_count() if depth < 40 else 0):
        child = root.get_child_at_index(i)
        if child is not None:
            found += find_all(child, role, depth + 1)
    return found


def find(root, role, name):
    def look():
        return [thing for thing in find_all(root, role) if thing.get_name() == name]

    return hand.wait_until(look, f"the {role} {name!r}")[0]


def list_actions(thing):
    return [thing.get_action_name(i) for i in range(thing.get_n_actions())]


def act(thing, name):
    thing.do_action(list_actions(thing).index(name))


class Accessible(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "xyz.chainrule"
        shutil.copy(EXAMPLES / "xyz.chainrule", path)
        self.program = hand.Program(path)
        self.addCleanup(self.program.end)
        desktop = Atspi.get_desktop(0)
        self.window = hand.wait_until(
            lambda: [frame for i in range(desktop.get_child_count()) for frame in find_all(desktop.get_child_at_index(i), "frame")],
            "the window on the accessibility bus")[0]
        self.canvas = find(self.window, "image", "Graph")

    def assert_told(self, words):
        """That the canvas says so, sooner or later: its description is what a screen reader hears."""
        try:
            hand.wait_until(lambda: self.hear() == words, "")
        except AssertionError:
            self.assertEqual(self.hear(), words)

    def hear(self):
        self.canvas.clear_cache()
        return self.canvas.get_description()

    def test_the_graph_is_told_as_one_goes_through_it(self):
        self.assert_told("graph with 5 nodes; output: multiply f, value −12.00, gradient 1.00")
        hand.press("Tab")
        self.assert_told("input x, value −2.00, gradient −4.00")
        hand.press("alt+Right")
        self.assert_told("add q, value 3.00, gradient −4.00")
        hand.press("alt+Right")
        self.assert_told("multiply f, value −12.00, gradient 1.00")
        hand.press("alt+Left")
        self.assert_told("add q, value 3.00, gradient −4.00")

    def test_a_wire_is_made_by_keys(self):
        hand.press("Tab", "Return")  # x is an input: Return edits it
        hand.press("Escape", "w")
        hand.wait_until(lambda: self.hear().startswith("wire x to "), "a wire that is offered")
        self.assertIn("; 1 of ", self.hear())
        hand.press("Down")
        hand.wait_until(lambda: "; 2 of " in self.hear(), "the next port")
        hand.press("Return")
        self.program.wait_for_title("• (x + y) z – Chainrule")
        hand.press("ctrl+z")
        self.program.wait_for_title("(x + y) z – Chainrule")

    def test_actions_run_from_outside(self):
        self.assertNotIn("canvas.align-left", list_actions(self.canvas))  # nothing is selected
        act(self.canvas, "canvas.select-all")
        self.assert_told("5 nodes selected")
        hand.wait_until(lambda: "canvas.align-left" in list_actions(self.canvas), "what can be done with a selection")
        act(self.canvas, "canvas.align-left")
        self.program.wait_for_title("• (x + y) z – Chainrule")
        act(self.canvas, "canvas.select-none")
        hand.press("Tab")
        self.assertNotIn("canvas.align-left", list_actions(self.canvas))

    def test_the_outline_is_its_twin(self):
        act(find(self.window, "page tab", "Outline"), "click")
        hand.wait_until(lambda: len(self.find_rows()) == 5, "a row for every node")
        hand.press("Tab")
        self.assert_told("input x, value −2.00, gradient −4.00")
        hand.wait_until(lambda: [row for row in self.find_rows() if row.get_state_set().contains(Atspi.StateType.SELECTED)], "the row of x")

    def find_rows(self):
        """Those of the nodes; that of the headings has no cells."""
        return [row for row in find_all(find(self.window, "tree table", "Nodes"), "table row") if find_all(row, "table cell")]

    def test_commands_are_searched(self):
        hand.press("Tab", "ctrl+shift+p")
        hand.write("all of the same")
        hand.press("Return")
        self.assert_told("3 nodes selected")

    def test_what_can_be_pressed_has_a_name(self):
        for role in ("push button", "toggle button", "page tab", "text", "combo box", "check box", "slider"):
            for thing in find_all(self.window, role):
                name = thing.get_name()
                if not thing.get_state_set().contains(Atspi.StateType.FOCUSABLE) or name == "GtkToggleButton" and thing.get_parent().get_name():
                    continue  # the toolkit's own button in a drop-down, which has the name
                self.assertTrue(name and not name.startswith(("Gtk", "Adw", "Cr")), 
                                f"a {role} is called {name!r}: {thing.get_description()}, in {thing.get_parent().get_parent().get_name()!r}")


def main():
    os.environ.pop("NO_AT_BRIDGE", None)
    bus = accessible_bus.start()
    if bus is None:
        print("at-spi2-core is not installed")
        sys.exit(77)
    try:
        result = unittest.main(exit=False).result
    finally:
        bus.terminate()
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
