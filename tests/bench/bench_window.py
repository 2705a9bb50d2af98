# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the desktop program takes from its start until it shows an example's numbers, on a display in memory."""
import os
import statistics
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "window"))
import hand  # noqa: E402

VALUE = (0x1A, 0x5F, 0xB4)
EXAMPLE = TESTS.parent / "data" / "examples" / "sigmoid-neuron.chainrule"


def measure():
    """Milliseconds until the window is there, and until the canvas shows numbers (a look at the screen takes some 50 of them)."""
    begin = time.monotonic()
    program = hand.Program(EXAMPLE, place=False)
    there = time.monotonic()
    hand.wait_until(lambda: hand.Picture().has(VALUE), "the numbers")
    shown = time.monotonic()
    program.end()
    return 1000 * (there - begin), 1000 * (shown - begin)


def main():
    runs = [measure() for _ in range(int(os.environ.get("RUNS", "5")))]
    for name, times in zip(("window on the screen", "numbers on the screen"), zip(*runs)):
        print(f"{name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms of {len(times)} starts")


if __name__ == "__main__":
    main()
