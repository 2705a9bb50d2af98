# SPDX-License-Identifier: GPL-3.0-or-later
"""A hand and an eye for the real program: pointer and keys by xdotool, pictures by ImageMagick's import. Whatever it does it waits for: until the
program, the X server and the window manager have nothing more to do."""
import os
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from stillness import PATIENCE, settle, wait_until  # noqa: E402

BUILD = Path(os.environ["CHAINRULE_BUILD"])

# From libadwaita 1.5 on a question or the preferences are no window of their own, but lie over their window, which is dimmed.
DIALOGS_ARE_WINDOWS = subprocess.run(["pkg-config", "--max-version=1.4.99", "libadwaita-1"], check=False).returncode == 0
BLACK = 200  # red, green and blue: what is darker has not been painted yet
GROUND = (300, 20)  # of the header bar, at 1280×800: there is nothing


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=PATIENCE, **options)


class Picture:
    """What is on the screen: rows of red, green, blue."""

    def __init__(self):
        data = subprocess.run(["import", "-window", "root", "-depth", "8", "ppm:-"], capture_output=True, check=True, timeout=PATIENCE).stdout
        _, size, _, self.pixels = data.split(b"\n", 3)
        self.width, self.height = (int(number) for number in size.split())

    def get(self, x, y):
        at = 3 * (y * self.width + x)
        return tuple(self.pixels[at:at + 3])

    def crop(self, left, top, width, height):
        return b"".join(self.pixels[3 * (y * self.width + left):3 * (y * self.width + left + width)] for y in range(top, top + height))

    def count(self, color, left=0, top=0, width=None, height=None):
        """Pixels of exactly that colour."""
        part = self.crop(left, top, width or self.width - left, height or self.height - top)
        wanted = bytes(color)
        return sum(part[i:i + 3] == wanted for i in range(0, len(part), 3))

    def has(self, color):
        """Whether a pixel of that colour is anywhere; quick."""
        at = self.pixels.find(bytes(color))
        while at >= 0 and at % 3:
            at = self.pixels.find(bytes(color), at + 1)
        return at >= 0

    def find_box(self, color, least):
        """Left, top, right, bottom of all pixels of that colour that lie in a level run of @least or more; None where there are none."""
        run_of = bytes(color) * least
        rows = [(y, self.crop(0, y, self.width, 1)) for y in range(self.height)]
        rows = [(y, row) for y, row in rows if run_of in row]
        spots = []
        for y, row in rows:
            x = 0
            while x < self.width:
                end = x
                while end < self.width and row[3 * end:3 * end + 3] == bytes(color):
                    end += 1
                if end - x >= least:
                    spots += [(x, y), (end - 1, y)]
                x = end + 1
        if not spots:
            return None
        return min(x for x, _ in spots), min(y for _, y in spots), max(x for x, _ in spots), max(y for _, y in spots)


class Program:
    """The program, started anew."""

    def __init__(self, *arguments, place=True, settings=True, **options):
        """With @place it fills 1280×800 pixels at the top left; without @settings it finds no description of what it may remember; @options are
        Popen's."""
        environment = dict(os.environ, GSETTINGS_SCHEMA_DIR=str(BUILD / "data" if settings else "/nonexistent"))
        self.process = subprocess.Popen([str(BUILD / "src/app/chainrule"), *map(str, arguments)], env=environment, **options)
        self.window = wait_until(self.find_window, "the window")
        settle()
        if place:
            run("xdotool", "windowmove", self.window, 0, 0)
            run("xdotool", "windowsize", self.window, 1280, 800)
            run("xdotool", "windowfocus", self.window)
            settle()

    def find_windows(self):
        return set(run("xdotool", "search", "--onlyvisible", "--pid", self.process.pid).stdout.split())

    def open_by_key(self, key):
        """Presses a key that opens a window of its own; gives that window."""
        before = self.find_windows()
        press(key)
        new = wait_until(lambda: self.find_windows() - before, f"a window after {key}")
        settle()  # it has the focus
        return new.pop()

    def wait_until_gone(self, window):
        wait_until(lambda: window not in self.find_windows(), "a window to go")
        settle()

    def look_for_dialogs(self):
        """What a dialog that opens changes; for the three below."""
        if DIALOGS_ARE_WINDOWS:
            return self.find_windows()
        return wait_until(lambda: max(sum(Picture().get(*GROUND)) - BLACK, 0), "a window that is painted")

    def has_dialog(self, before):
        """Whether a question, or the preferences, has opened since look_for_dialogs() said @before."""
        now = self.look_for_dialogs()
        return bool(now - before) if DIALOGS_ARE_WINDOWS else now < 0.9 * before

    def wait_for_dialog(self, before, what="a dialog"):
        wait_until(lambda: self.has_dialog(before), what)
        settle()  # it has the focus

    def wait_until_no_dialog(self, before):
        wait_until(lambda: not self.has_dialog(before), "a dialog to go")
        settle()

    def open_dialog_by_key(self, key):
        """Presses a key that opens one; gives what wait_until_no_dialog() asks for."""
        before = self.look_for_dialogs()
        press(key)
        self.wait_for_dialog(before, f"a dialog after {key}")
        return before

    def find_window(self):
        assert self.process.poll() is None, "the program has ended"
        windows = self.find_windows()
        return windows.pop() if windows else None

    def get_title(self):
        return run("xdotool", "getwindowname", self.window).stdout.strip()

    def wait_for_title(self, title):
        try:
            wait_until(lambda: self.get_title() == title, f"the title {title!r}")
        except AssertionError as error:
            raise AssertionError(f"{error}, it is {self.get_title()!r}") from None

    def wait_for_end(self):
        return self.process.wait(timeout=PATIENCE)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def do(*words):
    """One thing that xdotool does, and what becomes of it."""
    run("xdotool", *words)
    settle()


def move(x, y):
    do("mousemove", round(x), round(y))


def click(x, y, times=1):
    move(x, y)
    do("click", "--repeat", times, "--delay", 60, 1)


def press(*keys):
    for key in keys:
        do("key", key)


def press_unrested(*keys):
    """While something runs, that does not come to rest, or begins to."""
    for key in keys:
        run("xdotool", "key", key)


def write(text):
    do("type", "--delay", 15, "--", text)


def drag(x0, y0, x1, y1):
    """Button down, a few short moves that a toolkit takes for a drag, larger ones, button up."""
    move(x0, y0)
    do("mousedown", 1)
    step_x = 8 if x1 >= x0 else -8
    for i in range(1, 7):
        move(x0 + i * step_x, y0)
    for i in range(1, 5):
        move(x0 + 6 * step_x + (x1 - x0 - 6 * step_x) * i / 4, y0 + (y1 - y0) * i / 4)
    do("mouseup", 1)
