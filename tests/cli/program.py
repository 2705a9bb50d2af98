# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs chainrule-cli for the tests beside this file; its path stands in CHAINRULE_CLI."""

import json
import os
import pathlib
import subprocess
import unittest

HERE = pathlib.Path(__file__).parent
EXAMPLES = HERE.parent.parent / "data" / "examples"
FILES = HERE / "files"


def run(*arguments, text=None, check=None, **options):
    """Runs the program. text: what it reads as standard input. check: the exit status that it must have."""
    result = subprocess.run([os.environ["CHAINRULE_CLI"], *map(str, arguments)], input=text, capture_output=True, encoding="utf-8",
                            timeout=600, **options)
    if check is not None and result.returncode != check:
        raise AssertionError(f"{arguments} ended with {result.returncode}, not {check}:\n{result.stdout}{result.stderr}")
    return result


def evaluate(file, *arguments, text=None, check=0):
    """What `eval --json` says of a file."""
    return json.loads(run("eval", file, "--json", *arguments, text=text, check=check).stdout)


def graph(*nodes, **members):
    """The text of a graph file with these nodes."""
    return json.dumps({"format": "chainrule", "version": 1, "nodes": list(nodes), **members})


class Case(unittest.TestCase):
    maxDiff = None

    def assert_near(self, actual, expected, tolerance, name=""):
        """Numbers, or nested lists of them, that differ by no more than the tolerance, entry by entry."""
        if isinstance(expected, list):
            self.assertIsInstance(actual, list, name)
            self.assertEqual(len(actual), len(expected), name)
            for i, entry in enumerate(expected):
                self.assert_near(actual[i], entry, tolerance, f"{name}[{i}]")
        else:
            self.assertIsInstance(actual, (int, float), name)
            self.assertLessEqual(abs(actual - expected), tolerance, f"{name}: {actual} is not {expected}")
