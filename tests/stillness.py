# SPDX-License-Identifier: GPL-3.0-or-later
"""How tests wait for other programs: for a state, never for a time; and how long the machine itself kept them waiting.

How this works: the programs on a display of with-display are known by a variable of their environment. Such a program has nothing to do when
each of its threads sleeps and has not been woken meanwhile, which the kernel counts. One that waits for its turn on a busy machine does not
sleep, and what one tells another wakes that at once: so between what a hand does and what becomes of it there is always one that is awake.
"""
import os
import threading
import time
from pathlib import Path

PATIENCE = 60  # seconds, for whatever comes at once where the machine has nothing else to do
REST = 0.06    # seconds: more than three frames, for which a program sleeps in between
MARK = "WITH_DISPLAY"


def wait_until(is_so, what):
    """Polls until @is_so gives something true, and returns it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        result = is_so()
        if result:
            return result
        time.sleep(0.02)
    raise AssertionError(f"waited in vain: {what}")


def find_programs():
    """The processes of all programs on the test's display, the X server and the window manager too, but for the test itself."""
    mark = f"{MARK}={os.environ[MARK]}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) != os.getpid() and mark in (process / "environ").read_bytes().split(b"\0"):
                yield process
        except OSError:  # it has ended, or is somebody else's
            pass


def look():
    """The state of each thread and how often it has been put to sleep; one that is awake is never twice the same."""
    threads = {}
    for process in find_programs():
        for thread in process.glob("task/*"):
            try:
                status = (thread / "status").read_text()
            except OSError:
                continue
            fields = dict(line.split(":", 1) for line in status.splitlines())
            is_asleep = fields["State"].strip()[0] in "SZ"
            threads[thread] = (fields["Name"].strip(), fields["voluntary_ctxt_switches"], fields["nonvoluntary_ctxt_switches"],
                               None if is_asleep else object())
    return threads


def find_awake(patience=PATIENCE):
    """Waits until all programs on the display have done what they have to do; names of those that have not within so many seconds."""
    end = time.monotonic() + patience
    now = look()
    while True:
        before = now
        time.sleep(REST)
        now = look()
        awake = sorted({now[thread][0] for thread in now if now[thread] != before.get(thread)})
        if (not awake and now.keys() == before.keys()) or time.monotonic() > end:
            return awake


def settle():
    awake = find_awake()
    assert not awake, f"never at rest: {', '.join(awake)}"


class Stalls:
    """How long the machine kept programs waiting: a thread that again and again writes a byte to a disk and rests a little."""

    PAUSE = 0.02

    def __init__(self, folder):
        self.path = Path(folder) / "stalls"
        self.times = []  # (begin, end) of each round
        self.begin = time.monotonic()
        self.is_over = False
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.is_over:
            with open(self.path, "w", encoding="ascii") as file:
                file.write("x")
                file.flush()
                os.fsync(file.fileno())
            time.sleep(self.PAUSE)
            end = time.monotonic()
            self.times.append((self.begin, end))
            self.begin = end

    def get_longest(self, begin, end):
        """The longest of its rounds between these two times, in seconds, beyond its own rest."""
        rounds = [*self.times, (self.begin, time.monotonic())]
        return max(min(last, end) - first for first, last in rounds if last > begin and first < end) - self.PAUSE

    def stop(self):
        self.is_over = True
        self.thread.join()
