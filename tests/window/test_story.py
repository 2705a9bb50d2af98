# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, end to end, as a stranger does it: open the lecture's sigmoid neuron from the start page, see values and gradients, change a
weight and see both change, drag a gate from the palette, wire it, undo, redo, save, and open the file again."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import hand

CLI = hand.BUILD / "src/cli/chainrule-cli"
EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
VALUE, GRADIENT, INK = (0x1A, 0x5F, 0xB4), (0xC6, 0x46, 0x00), (0x2E, 0x2E, 0x2E)

# The middle of a card of the start page, and of two tiles of the palette, at 1280×800 (mockups start.png and main.png).
SIGMOID_CARD = (497, 240)
MULTIPLY_TILE = (158, 280)

# In the example's own coordinates: the output's flag, from which all others are reckoned; the number in the tag of w₁; ports.
FLAG = (962, 312)
W1_VALUE = (253 + 26, 360 - 8)
X0_OUTPUT = (253 + 49, 264)


class Canvas:
    """Where things of the graph are on the screen, at 100 %."""

    def __init__(self):
        hand.press("ctrl+0")
        hand.move(960, 700)
        left, top, right, bottom = hand.Picture().find_box(INK, 16)  # the output's flag
        assert right - left < 30 and bottom - top < 30, f"more than the flag: {left, top, right, bottom}"
        self.x = (left + right + 1) / 2 - FLAG[0]
        self.y = (top + bottom + 1) / 2 - FLAG[1]

    def at(self, point):
        return self.x + point[0], self.y + point[1]


def look(left, top, width, height):
    return hand.Picture().crop(round(left), round(top), round(width), round(height))


def evaluate(path):
    result = hand.run(CLI, "eval", "--json", path)
    return {node["id"]: node for node in json.loads(result.stdout)["nodes"]}


class Story(unittest.TestCase):
    def setUp(self):
        shutil.rmtree(Path(os.environ["XDG_STATE_HOME"]) / "chainrule", ignore_errors=True)  # what a test before this one left unsaved
        (Path(os.environ["XDG_DATA_HOME"]) / "recently-used.xbel").unlink(missing_ok=True)  # recent files stand before the examples
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name) / "mine.chainrule"
        self.program = None

    def tearDown(self):
        outcome = self._outcome.result
        if (outcome.errors or outcome.failures) and "CHAINRULE_SHOTS" in os.environ:
            hand.run("import", "-window", "root", Path(os.environ["CHAINRULE_SHOTS"]) / f"{self.id()}.png")
        if self.program is not None:
            self.program.end()

    def start(self, *arguments, **options):
        self.program = hand.Program(*arguments, **options)
        return self.program

    def test_main_job(self):
        program = self.start()
        program.wait_for_title("Chainrule")

        # Open the sigmoid neuron from the start page, and see values and gradients.
        hand.wait_until(lambda: hand.Picture().count(VALUE) > 0, "the cards")
        hand.click(*SIGMOID_CARD)
        program.wait_for_title("Sigmoid neuron – Chainrule")
        canvas = Canvas()
        picture = hand.Picture()
        self.assertGreater(picture.count(VALUE, 200, 60, 780, 700), 300)
        self.assertGreater(picture.count(GRADIENT, 200, 60, 780, 700), 300)

        # Change w₁ in place: the output's value and gradients of others follow.
        value_area = (*canvas.at((FLAG[0] - 60, FLAG[1] - 20)), 46, 18)
        gradient_area = (*canvas.at((660, 314)), 46, 18)
        value_before, gradient_before = look(*value_area), look(*gradient_area)
        hand.click(*canvas.at(W1_VALUE), times=2)
        hand.press("ctrl+a")
        hand.write("-2.5")
        hand.press("Return")
        program.wait_for_title("• Sigmoid neuron – Chainrule")
        hand.wait_until(lambda: look(*value_area) != value_before, "another value")
        hand.wait_until(lambda: look(*gradient_area) != gradient_before, "another gradient")

        # Drag a gate from the palette, and wire x₀ to it.
        gate = (600, 504)
        hand.drag(*MULTIPLY_TILE, *canvas.at(gate))
        wire_area = (*canvas.at((470, 480)), 80, 40)
        without_wire = look(*wire_area)
        hand.drag(*canvas.at(X0_OUTPUT), *canvas.at((gate[0] - 17, gate[1] - 6)))
        hand.move(960, 700)  # where no tooltip comes
        hand.wait_until(lambda: look(*wire_area) != without_wire, "the wire")
        with_wire = look(*wire_area)

        # Undo takes the wire away, redo brings it back.
        hand.press("ctrl+z")
        hand.wait_until(lambda: look(*wire_area) == without_wire, "no wire any more")
        hand.press("ctrl+shift+z")
        hand.wait_until(lambda: look(*wire_area) == with_wire, "the wire again")

        # Save under a name.
        self.choose_file("ctrl+s", self.path, "ctrl+a")
        hand.wait_until(self.path.exists, "the saved file")
        program.wait_for_title("Sigmoid neuron – Chainrule")
        self.check_file()

        # Leave without a question, and open the file again.
        hand.press("ctrl+w")
        self.assertEqual(program.wait_for_end(), 0)
        program = self.start(self.path)
        program.wait_for_title("Sigmoid neuron – Chainrule")
        Canvas()

    def choose_file(self, key, path, *keys_before):
        """Opens the file chooser by @key and types the path; @keys_before lead to the entry for it."""
        chooser = self.program.open_by_key(key)
        hand.press(*keys_before)
        hand.write(str(path))
        hand.press("shift+End", "Delete", "Return")  # without what newer choosers complete while it is written
        self.program.wait_until_gone(chooser)

    def check_file(self):
        nodes = evaluate(self.path)
        self.assertEqual(nodes["w1"]["value"], -2.5)
        self.assertEqual(nodes["f"]["value"], 0.5)
        graph = json.loads(self.path.read_text())
        added = [node for node in graph["nodes"] if node["gate"] == "mul" and node["id"] not in ("p", "q")]
        self.assertEqual(len(added), 1)
        self.assertIn("x0", added[0]["inputs"])

    def test_bad_file_keeps_what_is_open(self):
        bad = Path(self.folder.name) / "bad.chainrule"
        bad.write_text('{"format": "chainrule", "version": 1, "nodes": [}')
        program = self.start(EXAMPLES / "xyz.chainrule")
        program.wait_for_title("(x + y) z – Chainrule")
        before = program.look_for_dialogs()
        self.choose_file("ctrl+o", bad, "ctrl+l", "ctrl+a")
        program.wait_for_dialog(before, "the error")
        hand.press("Escape")
        program.wait_until_no_dialog(before)
        program.wait_for_title("(x + y) z – Chainrule")

    def test_without_settings(self):
        """A program that was only built, not installed, works all the same; it remembers nothing."""
        program = self.start(EXAMPLES / "xyz.chainrule", settings=False)
        program.wait_for_title("(x + y) z – Chainrule")
        hand.press("ctrl+w")
        self.assertEqual(program.wait_for_end(), 0)

    def test_export(self):
        begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
        program = self.start(EXAMPLES / "xyz.chainrule")
        program.wait_for_title("(x + y) z – Chainrule")
        for ending, begin in begins.items():
            path = Path(self.folder.name) / f"picture.{ending}"
            self.choose_file("ctrl+e", path, "ctrl+a")
            hand.wait_until(lambda: path.exists() and path.read_bytes().startswith(begin), f"the {ending}")

    def test_export_program(self):
        """A net on data: the program that the menu writes holds the example that the window shows, and runs."""
        program = self.start(EXAMPLES / "circle.chainrule")
        program.wait_for_title("Circle, tanh 4-2 – Chainrule")
        path = Path(self.folder.name) / "circle.py"
        hand.press("F10", "e", "Down", "Down")
        self.choose_file("Return", path, "ctrl+a")
        hand.wait_until(path.exists, "the program")
        subprocess.run([sys.executable, path], check=True, capture_output=True, timeout=60)
        self.assertIn("numpy", path.read_text())

    def test_unsaved_changes(self):
        program = self.start(EXAMPLES / "xyz.chainrule")
        program.wait_for_title("(x + y) z – Chainrule")
        hand.press("ctrl+a", "Right")
        program.wait_for_title("• (x + y) z – Chainrule")
        before = program.open_dialog_by_key("ctrl+w")
        hand.press("Escape")
        program.wait_until_no_dialog(before)
        self.assertIsNone(program.process.poll())
        program.open_dialog_by_key("ctrl+w")
        hand.press("alt+d")
        self.assertEqual(program.wait_for_end(), 0)


if __name__ == "__main__":
    unittest.main()
