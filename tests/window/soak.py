# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window for minutes on end:  soak.py MINUTES  (by tools/soak, which brings the display)

One program, round after round: open a file in a window of its own, edit, wire, step, zoom, undo, save, train, time travel, close. After every
round it stands where it stood before, so memory and file handles have to be flat: the least of the last third of the rounds is held against
the least of the second third (the first third fills caches). Every line that the program says on its standard error is a fault.
"""
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import hand

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
ROUND = ("sigmoid-neuron", "circle", "patterns", "spiral-3", "net-3-4-4-1", "moons-by-hand")
TRAINED = ("circle", "spiral-3", "moons-by-hand")
GROWTH = 1.03  # of memory, between the two thirds
MULTIPLY_TILE = (158, 280)
# What GTK 4.8 says of the arrows beside the path in its own file chooser, which stands in where no portal has one.
OF_CHOOSER = "Trying to snapshot GtkButton"


class Watched(hand.Program):
    """A program of whose memory, handles and complaints one keeps count."""

    def __init__(self, *arguments):
        self.complaints = []
        self.is_choosing = False
        super().__init__(*arguments, stderr=subprocess.PIPE, encoding="utf-8")
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stderr:
            if not line.strip() or (self.is_choosing and OF_CHOOSER in line):
                continue
            self.complaints.append(line.rstrip())
            print("said:", line.rstrip(), flush=True)

    def get_memory(self):
        """Resident, in kB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])

    def count_handles(self):
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


def open_file(program, path):
    """In a window of its own."""
    before = program.find_windows()
    program.is_choosing = True
    chooser = program.open_by_key("ctrl+o")
    hand.press("ctrl+l", "ctrl+a")
    hand.write(str(path))
    hand.press("Return")
    program.wait_until_gone(chooser)
    window = hand.wait_until(lambda: program.find_windows() - before, "the file's window").pop()
    program.is_choosing = False
    hand.do("windowmove", window, 0, 0, "windowsize", window, 1280, 800, "windowfocus", window)
    return window


def work(program, dice, trains):
    """What people do, in no order that anybody thought of."""
    hand.press("ctrl+9", "ctrl+a")
    hand.press(*dice.choices(("Left", "Right", "Up", "Down"), k=4))
    hand.drag(*MULTIPLY_TILE, dice.randrange(300, 900), dice.randrange(520, 640))
    for _ in range(4):
        hand.drag(*(dice.randrange(250, 950) if i % 2 == 0 else dice.randrange(120, 680) for i in range(4)))
    hand.move(600, 400)
    for button in dice.choices((4, 5), k=8):
        hand.do("keydown", "ctrl", "click", button, "keyup", "ctrl")
    hand.press("ctrl+0", "Home", "Page_Down", "Page_Down")
    hand.press_unrested("space", "ctrl+c", "ctrl+v", "ctrl+d")
    hand.press_unrested(*["ctrl+z"] * 5, *["ctrl+shift+z"] * 3, "ctrl+l")
    if trains:
        hand.press_unrested("F6")
        time.sleep(2)
        hand.press_unrested("F6", "F7", "F7", "F8", "ctrl+F6", "F6")
        time.sleep(1)
        hand.press_unrested("F6")
    hand.press("ctrl+s")


def close(program, window):
    hand.press("Escape")
    before = program.find_windows()
    hand.press("ctrl+w")
    hand.wait_until(lambda: program.find_windows() != before, "the window to go, or a question")
    if window in program.find_windows():
        hand.settle()  # the question has the focus
        hand.press("alt+d")
        program.wait_until_gone(window)


def run_round(program, folder, dice):
    for name in ROUND:
        path = Path(shutil.copy(EXAMPLES / f"{name}.chainrule", folder))
        window = open_file(program, path)
        work(program, dice, name in TRAINED)
        close(program, window)


def is_flat(name, counts, growth):
    third = len(counts) // 3
    middle, last = min(counts[third:2 * third]), min(counts[2 * third:])
    print(f"{name}: {middle} in the second third, {last} in the last; median {statistics.median(counts)}")
    return last <= middle * growth


def main(minutes):
    dice = random.Random(1)
    program = Watched(EXAMPLES / "xyz.chainrule")
    memory, handles = [], []
    end = time.monotonic() + 60 * minutes
    try:
        with tempfile.TemporaryDirectory() as folder:
            while time.monotonic() < end or len(memory) < 3:
                run_round(program, folder, dice)
                memory.append(program.get_memory())
                handles.append(program.count_handles())
                print(f"round {len(memory)}: {memory[-1]} kB, {handles[-1]} handles", flush=True)
        hand.press("ctrl+q")
        status = program.wait_for_end()
    finally:
        program.end()
    fine = [is_flat("memory in kB", memory, GROWTH), is_flat("handles", handles, 1), status == 0, not program.complaints]
    print("flat, and not a word" if all(fine) else f"not well: status {status}, {len(program.complaints)} complaints")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
