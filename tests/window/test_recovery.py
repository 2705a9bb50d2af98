# SPDX-License-Identifier: GPL-3.0-or-later
"""Unsaved changes survive whatever ends the program: a crash, a signal; and are gone when the user gives them up. The real program is killed;
CHAINRULE_KILLS says how many times more it is killed at random moments, also while it saves."""
import json
import os
import random
import shutil
import signal
import tempfile
import time
import unittest
from pathlib import Path

import hand
from stillness import Stalls

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "examples" / "xyz.chainrule"
DRAFTS = Path(os.environ["XDG_STATE_HOME"]) / "chainrule" / "drafts"
KILLS = int(os.environ.get("CHAINRULE_KILLS", "2"))
TITLE = "(x + y) z – Chainrule"
MOST_LOST = 3  # seconds of edits
STEP = 12  # by an arrow key


def places(path):
    return [node["at"] for node in json.loads(path.read_text())["nodes"]]


def find_drafts():
    return sorted(DRAFTS.glob("*/*.draft"))


class Recovery(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name) / "mine.chainrule"
        shutil.copy(EXAMPLE, self.path)
        self.before = places(self.path)
        self.program = None
        self.addCleanup(self.end)

    def end(self):
        if self.program is not None:
            self.program.end()
        shutil.rmtree(DRAFTS, ignore_errors=True)

    def start(self, *arguments):
        self.program = hand.Program(*arguments)
        return self.program

    def start_and_edit(self):
        program = self.start(self.path)
        program.wait_for_title(TITLE)
        hand.press("ctrl+a", "Right")
        program.wait_for_title("• " + TITLE)
        return program

    def assert_comes_back(self):
        """With the next start; and can be saved over the file that it came from."""
        program = self.start()
        program.wait_for_title("• " + TITLE)
        hand.press("ctrl+s")
        program.wait_for_title(TITLE)
        self.assertNotEqual(places(self.path), self.before)
        hand.wait_until(lambda: not find_drafts(), "the draft to go")
        hand.press("ctrl+q")
        self.assertEqual(program.wait_for_end(), 0)
        self.assertEqual(list(DRAFTS.iterdir()), [])

    def test_after_a_kill(self):
        program = self.start_and_edit()
        hand.wait_until(find_drafts, "a draft")
        program.process.send_signal(signal.SIGKILL)
        program.process.wait()
        self.assertEqual(places(self.path), self.before)
        self.assert_comes_back()

    def test_after_a_signal_to_end(self):
        program = self.start_and_edit()
        program.process.send_signal(signal.SIGTERM)
        self.assertEqual(program.wait_for_end(), 0)
        self.assertEqual(places(self.path), self.before)
        self.assert_comes_back()

    def test_with_the_file_itself(self):
        """The file is opened by name: then the window with its unsaved changes is that window."""
        program = self.start_and_edit()
        program.process.send_signal(signal.SIGTERM)
        program.wait_for_end()
        program = self.start(self.path)
        program.wait_for_title("• " + TITLE)
        hand.settle()
        self.assertEqual(len(program.find_windows()), 1)

    def test_not_after_a_discard(self):
        program = self.start_and_edit()
        hand.wait_until(find_drafts, "a draft")
        program.open_dialog_by_key("ctrl+w")
        hand.press("alt+d")
        self.assertEqual(program.wait_for_end(), 0)
        self.assertEqual(find_drafts(), [])
        program = self.start()
        program.wait_for_title("Chainrule")

    def test_random_kills(self):
        dice = random.Random(7)
        elsewhere = tempfile.TemporaryDirectory()  # the program looks after its file's own folder
        self.addCleanup(elsewhere.cleanup)
        stalls = Stalls(elsewhere.name)
        self.addCleanup(stalls.stop)
        for _ in range(KILLS):
            before = places(self.path)
            program = self.start(self.path)
            hand.wait_until(lambda: program.get_title().endswith(TITLE), "the graph")
            hand.press("ctrl+a")
            n_pressed, done = self.edit_until(time.monotonic() + dice.uniform(0.5, 6), dice)
            program.process.send_signal(signal.SIGKILL)
            now = time.monotonic()
            late = now - MOST_LOST - stalls.get_longest(now - 2 * MOST_LOST, now)
            program.process.wait()
            self.assertEqual(len(places(self.path)), len(before))  # it is whole
            program = self.start(self.path)
            hand.wait_until(lambda: program.get_title().endswith(TITLE), "the graph")
            if program.get_title().startswith("•"):
                hand.press("ctrl+s")
                program.wait_for_title(TITLE)
            program.end()
            moved = (places(self.path)[0][0] - before[0][0]) / STEP
            self.assertGreaterEqual(moved, max(steps for when, steps in done if when < late))
            self.assertLessEqual(moved, n_pressed)

    def edit_until(self, end, dice):
        """Moves everything again and again, and saves now and then; how many times, and when how many of these had arrived."""
        n_pressed, done = 0, [(0, 0)]
        while time.monotonic() < end:
            hand.press_unrested("Right")
            n_pressed += 1
            if dice.random() < 0.15:
                hand.press_unrested("ctrl+s")
            if dice.random() < 0.15:
                hand.settle()
                done.append((time.monotonic(), n_pressed))
        return n_pressed, done


if __name__ == "__main__":
    unittest.main()
