#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the canvas with a real pointer and real keys (xdotool), and reads from the demo window what became of the document.

Usage: test_canvas_by_hand.py CANVAS-DEMO GRAPH-FILE, on a display of its own (tests/with-display)."""

import pathlib
import shutil
import subprocess
import sys
import threading

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from stillness import settle, wait_until  # noqa: E402

PALETTE = 100  # the demo's left column; the file's view puts the graph's origin at the canvas's corner


class Demo:
    """The window, what it has printed, and the hand."""

    def __init__(self, program, graph):
        self.process = subprocess.Popen([program, graph], stdout=subprocess.PIPE, text=True)
        self.lines = []
        threading.Thread(target=self._read, daemon=True).start()
        wait_until(self._is_there, "the window")
        settle()

    def _is_there(self):
        return subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                              capture_output=True, check=False).stdout.split()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def close(self):
        assert self.process.poll() is None, "the window has died"
        self.process.terminate()
        self.process.wait()

    def do(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True)
        settle()

    def to(self, x, y):
        self.do("mousemove", x + PALETTE, y)

    def pull(self, start, end, button=1):
        """Button down, small moves, large moves; the button stays down."""
        self.to(*start)
        self.do("mousedown", button)
        length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
        for way in [i * 8 / length for i in range(1, 7) if i * 8 < length] + [0.5, 0.8, 1]:
            self.to(round(start[0] + (end[0] - start[0]) * way), round(start[1] + (end[1] - start[1]) * way))

    def drag(self, start, end, button=1):
        self.pull(start, end, button)
        self.do("mouseup", button)

    def click(self, x, y, times=1, button=1):
        self.to(x, y)
        self.do("click", "--repeat", times, "--delay", 60, button)

    def key(self, *keys):
        self.do("key", *keys)

    def type(self, text):
        self.do("type", text)

    def last(self):
        return self.lines[-1] if self.lines else None

    def expect(self, wanted):
        try:
            wait_until(lambda: self.last() == wanted, "")
        except AssertionError:
            raise AssertionError(f"expected {wanted!r}, got {self.last()!r}; all: {self.lines}") from None

    def expect_nothing(self):
        """Nothing has changed since the lines were last cleared."""
        assert not self.lines, f"expected nothing, got {self.lines}"


# Where things are, in graph coordinates.
X, X_VALUE, X_OUTPUT = (64, 72), (126, 62), (145, 72)
Y_OUTPUT, Z_OUTPUT = (145, 168), (145, 264)
Q, Q_OUTPUT, F, F_OUTPUT = (264, 120), (282, 120), (408, 192), (426, 192)
NOWHERE = (600, 450)
START = "-; 5 nodes; 4 wires; -12"


def test_move(demo):
    demo.drag(Q, (300, 96))
    demo.expect("Move q; 5 nodes; 4 wires; -12")
    demo.key("ctrl+z")
    demo.expect(START)


def test_escape_in_a_move(demo):
    demo.pull(Q, (320, 60))
    demo.key("Escape")
    demo.do("mouseup", 1)
    assert demo.last() in (None, START), demo.last()
    demo.drag(Q, (300, 96))  # it is where it was
    demo.expect("Move q; 5 nodes; 4 wires; -12")
    demo.key("ctrl+z")
    demo.expect(START)


def test_scrub(demo):
    demo.drag(X_VALUE, (X_VALUE[0] + 120, X_VALUE[1]))
    assert demo.last() is not None and demo.last().startswith("Change x; 5 nodes; 4 wires; -"), demo.lines
    demo.key("ctrl+z")
    demo.expect(START)


def test_edit_in_place(demo):
    demo.click(*X_VALUE, times=2)
    demo.type("abc")
    demo.key("Return")
    demo.expect_nothing()
    demo.key("ctrl+a")
    demo.type("3")
    demo.key("Return")
    demo.expect("Change x; 5 nodes; 4 wires; -32")
    demo.key("ctrl+z")
    demo.expect(START)


def test_edit_by_keys_and_escape(demo):
    demo.click(*X)
    demo.key("Return")
    demo.type("9")
    demo.key("Escape")
    demo.expect_nothing()
    demo.key("F2")
    demo.type("1")
    demo.key("Return")
    demo.expect("Change x; 5 nodes; 4 wires; -24")
    demo.key("ctrl+z")
    demo.expect(START)


def test_arrow_keys(demo):
    demo.click(*X_VALUE)
    demo.key("Up")
    demo.expect("Change x; 5 nodes; 4 wires; -12.4")
    demo.key("ctrl+z")
    demo.click(*Q)
    demo.key("Right")
    demo.expect("Move q; 5 nodes; 4 wires; -12")
    demo.key("ctrl+z")
    demo.expect(START)


def test_wire(demo):
    demo.drag(Y_OUTPUT, F)
    demo.expect("Wire y to f; 5 nodes; 5 wires; -60")
    demo.key("ctrl+z")
    demo.expect(START)


def test_a_loop_is_refused(demo):
    demo.drag(F_OUTPUT, Q)
    demo.expect_nothing()


def test_detach(demo):
    demo.drag((395, 206), NOWHERE)  # where z's wire enters f
    demo.expect("Detach z from f; 5 nodes; 3 wires; 0")
    demo.key("ctrl+z")
    demo.expect(START)


def test_rubber_band_and_delete(demo):
    demo.drag((20, 20), (200, 220))
    demo.key("Delete")
    demo.expect("Delete 2 nodes; 3 nodes; 2 wires; 0")
    demo.key("ctrl+z")
    demo.expect(START)


def test_copy_and_paste(demo):
    demo.click(*Q)
    demo.key("ctrl+c")
    demo.key("ctrl+v")
    demo.expect("Paste q_2; 6 nodes; 4 wires; -12")
    demo.key("ctrl+z")
    demo.key("ctrl+shift+v")
    demo.expect("Paste q_2; 6 nodes; 6 wires; -12")
    demo.key("ctrl+z")
    demo.key("ctrl+a")
    demo.key("ctrl+d")
    demo.expect("Duplicate 5 nodes; 10 nodes; 8 wires; -12")
    demo.key("ctrl+z")
    demo.expect(START)


def test_a_drop_from_the_palette(demo):
    demo.drag((-50, 66), (500, 400))
    demo.expect("Add r; 6 nodes; 4 wires; -12")
    demo.key("ctrl+z")
    demo.expect(START)


def test_pan_and_zoom_leave_the_document(demo):
    demo.drag(NOWHERE, (650, 480), button=2)
    demo.drag((650, 480), NOWHERE, button=2)
    demo.do("keydown", "space")
    demo.drag(Q, (300, 150))
    demo.drag((300, 150), Q)
    demo.do("keyup", "space")
    demo.to(*Q)
    demo.do("click", 4, "click", 4, "click", 5, "click", 5)
    demo.expect_nothing()
    demo.drag(Q, (288, 120))  # all is where it was
    demo.expect("Move q; 5 nodes; 4 wires; -12")
    demo.key("ctrl+z")
    demo.expect(START)


def main():
    if shutil.which("xdotool") is None:
        print("1..0 # SKIP xdotool is missing")
        return 77
    tests = [function for name, function in globals().items() if name.startswith("test_")]
    demo = Demo(*sys.argv[1:])
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        demo.lines.clear()
        try:
            test(demo)
            print(f"ok {number} {test.__name__}")
        except AssertionError as error:
            failed += 1
            print(f"not ok {number} {test.__name__}: {error}")
    demo.close()
    return 1 if failed else 0


sys.exit(main())
