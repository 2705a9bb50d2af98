# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dragged in: a file from another program's window is opened, by a real drag between two processes; a gate that Escape leaves is not added."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import hand

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"


class Drop(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "dropped.chainrule"
        self.program = hand.Program()
        self.addCleanup(self.program.end)

    def drag_in(self, at):
        """From another window, below ours, to @at."""
        source = subprocess.Popen([os.environ["FILE_DRAG_SOURCE"], str(self.path)])
        self.addCleanup(source.wait)
        self.addCleanup(source.kill)
        window = hand.wait_until(
            lambda: hand.run("xdotool", "search", "--onlyvisible", "--pid", source.pid).stdout.split(), "the other window")[0]
        hand.settle()
        hand.do("windowmove", window, 40, 820)
        hand.drag(120, 850, *at)

    def test_on_the_start_page(self):
        shutil.copy(EXAMPLES / "branches.chainrule", self.path)
        self.drag_in((640, 400))
        self.program.wait_for_title("Branches add – Chainrule")

    def test_on_the_canvas(self):
        shutil.copy(EXAMPLES / "branches.chainrule", self.path)
        hand.press("ctrl+n")
        self.drag_in((600, 500))
        hand.wait_until(lambda: any("Branches add" in hand.run("xdotool", "getwindowname", window).stdout
                                    for window in self.program.find_windows()), "a window of the file")

    def test_data_on_the_canvas(self):
        self.path = self.path.with_suffix(".csv")
        self.path.write_text("x1,x2,label\n1,2,1\n-1,0.5,-1\n")
        hand.press("ctrl+n")
        self.drag_in((600, 500))
        hand.wait_until(lambda: "•" in "".join(hand.run("xdotool", "getwindowname", window).stdout
                                               for window in self.program.find_windows()), "an edited graph")

    def test_escape_leaves_a_drag_from_the_palette(self):
        hand.press("ctrl+n")
        title = self.program.get_title()
        hand.move(100, 280)
        hand.do("mousedown", 1)
        for i in range(1, 12):
            hand.move(100 + 40 * i, 280 + 20 * i)
        hand.press("Escape")
        hand.do("mouseup", 1)
        self.assertEqual(self.program.get_title(), title)
        hand.drag(100, 280, 540, 500)
        self.program.wait_for_title(f"• {title}")  # the next one is dropped


if __name__ == "__main__":
    unittest.main()
