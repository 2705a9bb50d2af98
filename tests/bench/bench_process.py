# SPDX-License-Identifier: GPL-3.0-or-later
"""How long chainrule-cli takes as a whole process, from start to end, on the five nodes of (x + y) z."""

import os
import pathlib
import statistics
import subprocess
import time

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "data" / "examples" / "xyz.chainrule"
RUNS = 200


def measure(*command):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times), min(times)


for name, command in (("chainrule-cli eval of five nodes (target 15 ms)", [os.environ["CHAINRULE_CLI"], "eval", EXAMPLE]),
                      ("true: what starting any process costs here", ["true"])):
    median, fastest = measure(*command)
    print(f"{name:52} {median:12.2f} ms median {fastest:12.2f} ms fastest  ({RUNS} runs)")
