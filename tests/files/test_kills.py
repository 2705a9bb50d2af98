# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a program that edits and saves, at random moments, also while it saves: the last saved file is whole each time, and what was edited
three seconds before is there again. CHAINRULE_KILLS says how many times in all (24)."""

import concurrent.futures
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from stillness import Stalls  # noqa: E402

VICTIM = os.environ["DRAFT_VICTIM"]
KILLS = int(os.environ.get("CHAINRULE_KILLS", "24"))
LANES = 8
MOST_LOST = 3  # seconds of edits
GRAPH = '{"format": "chainrule", "version": 1, "title": "0", "nodes": [%s]}'


def read_log(text):
    """(word, number, seconds) of each whole line."""
    events = []
    for line in text.splitlines(keepends=True):
        if line.endswith("\n"):
            word, number, microseconds = line.split()
            events.append((word, int(number), int(microseconds) / 1e6))
    return events


class Lane:
    """One file and its drafts, through many kills."""

    def __init__(self, folder, seed, stalls):
        self.random = random.Random(seed)
        self.drafts, self.file = folder / "drafts", folder / "graph.chainrule"
        nodes = ", ".join(f'{{"id": "x{i}", "gate": "input", "value": {i}}}' for i in range(self.random.choice((0, 20, 3000))))
        self.file.write_text(GRAPH % nodes)
        self.stalls = stalls
        self.during_a_save = 0
        self.with_draft = 0

    def look(self):
        result = subprocess.run([VICTIM, self.drafts, self.file], capture_output=True, encoding="utf-8", timeout=600)
        assert result.returncode == 0, result.stderr
        return {word: number for word, number, _ in read_log(result.stdout)}

    def kill_once(self):
        between_saves = self.random.choice((1, 700, 5000))
        process = subprocess.Popen([VICTIM, self.drafts, self.file, str(between_saves)], stdout=subprocess.PIPE, encoding="utf-8")
        time.sleep(self.random.uniform(0.05, 4.5))
        end = time.monotonic()
        process.send_signal(signal.SIGKILL)
        events = read_log(process.communicate()[0])
        found = self.look()
        saved = max((number for word, number, _ in events if word == "saved"), default=0)
        begun = max((number for word, number, _ in events if word == "saving"), default=0)
        late = end - MOST_LOST - self.stalls.get_longest(end - 2 * MOST_LOST, end)
        old = max((number for word, number, when in events if word in ("edit", "found") and when < late), default=0)
        assert found["file"] >= saved, f"saved {saved}, but the file has {found['file']}"
        assert found["found"] >= old, f"edited {old} more than {end - late:.1f} s before, but {found['found']} came back"
        assert found["found"] >= saved, f"saved {saved}, but {found['found']} came back"
        self.during_a_save += begun > saved
        self.with_draft += found["found"] > found["file"]

    def run(self, kills):
        for _ in range(kills):
            self.kill_once()


class Kills(unittest.TestCase):
    def test_nothing_is_lost(self):
        with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(LANES) as pool:
            stalls = Stalls(folder)
            lanes = []
            for seed in range(LANES):
                (pathlib.Path(folder) / str(seed)).mkdir()
                lanes.append(Lane(pathlib.Path(folder) / str(seed), seed, stalls))
            for done in [pool.submit(lane.run, KILLS // LANES) for lane in lanes]:
                done.result()
            stalls.stop()
            print(f"{KILLS} kills, {sum(lane.during_a_save for lane in lanes)} during a save, "
                  f"{sum(lane.with_draft for lane in lanes)} with unsaved changes that came back")
            # Among few kills none may hit a save by chance.
            if KILLS >= 100:
                self.assertGreater(sum(lane.during_a_save for lane in lanes), 0)
                self.assertGreater(sum(lane.with_draft for lane in lanes), 0)


if __name__ == "__main__":
    unittest.main()
