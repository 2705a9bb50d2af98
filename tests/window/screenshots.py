# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the window as a user sees it, one a function; run by tools/screenshots. The pointer goes where a user's would."""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import hand

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
SIZE = "1280x800+0+0"


def start(example, title, dark=False):
    """The program on an example, its window alone on the screen."""
    os.environ["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark" if dark else "prefer-light"
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(dir=os.environ["HOME"])  # without drafts of the one before
    program = hand.Program(EXAMPLES / f"{example}.chainrule", place=False)
    program.wait_for_title(f"{title} – Chainrule")
    hand.run("xdotool", "windowsize", program.window, 1280, 800)
    hand.run("xdotool", "windowmove", program.window, 0, 0)
    hand.do("windowfocus", program.window)
    return program


def keep(path):
    """With a palette of 256 colours: half the size, and nobody sees it."""
    command = ["import", "-window", "root", "-crop", SIZE, "+repage", "-strip", "+dither", "-colors", "256", f"PNG8:{path}"]
    subprocess.run(command, check=True)


def show_wire_card(folder, dark):
    """The sigmoid neuron, and why the gradient of its first weight is what it is."""
    program = start("sigmoid-neuron", "Sigmoid neuron", dark)
    hand.click(323, 285)
    hand.move(640, 680)
    time.sleep(1)
    keep(folder / ("card-dark.png" if dark else "card.png"))
    program.end()


def show_training(folder):
    """A circle of points around a disc of others, learned."""
    program = start("circle", "Circle, tanh 4-2")
    hand.press_unrested("F6")
    time.sleep(6)
    hand.press("F6")
    keep(folder / "training.png")
    program.end()


def show_step(folder):
    """One step of the backward pass."""
    program = start("patterns", "Patterns in backward flow")
    hand.click(640, 690)
    hand.press("Home", *["Page_Down"] * 6)
    time.sleep(1)
    keep(folder / "step.png")
    program.end()


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    show_wire_card(folder, dark=False)
    show_wire_card(folder, dark=True)
    show_training(folder)
    show_step(folder)


if __name__ == "__main__":
    main()
