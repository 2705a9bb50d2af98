# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts: shellcheck finds nothing, what is to be run can be run, and the tests are counted right."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from tree import TOP, files, read

COUNT = TOP / "tools" / "count-tests"


def is_shell(name):
    return name.suffix == ".sh" or read(name).startswith(("#!/bin/sh", "#!/usr/bin/env bash", "#!/bin/bash"))


class Scripts(unittest.TestCase):
    def test_the_two_commands_can_be_run(self):
        for name in ("tools/run", "tools/test", ".ci/run"):
            self.assertTrue((TOP / name).stat().st_mode & 0o111, name)

    def test_shellcheck_finds_nothing(self):
        scripts = [name for name in files("*", under="tools") + files("*", under=".ci") + files("*.sh") if is_shell(name)]
        self.assertGreaterEqual(len(scripts), 4)
        result = subprocess.run(["shellcheck", "-x", *map(str, scripts)], cwd=TOP, capture_output=True, encoding="utf-8")
        self.assertEqual(result.stdout + result.stderr, "")

    def test_each_package_has_a_user_and_a_purpose(self):
        names = []
        for line in read("tools/packages").splitlines():
            if line.startswith("#"):
                continue
            name, use, purpose = line.split(maxsplit=2)
            self.assertIn(use, ("run", "test", "torch", "fuzz", "coverage", "sanitize", "package", "debian"), line)
            self.assertTrue(purpose, line)
            names.append(name)
        self.assertEqual(len(names), len(set(names)))


class Count(unittest.TestCase):
    """tools/count-tests, on logs made up here."""

    def count(self, *results):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
            for i, result in enumerate(results):
                log.write(json.dumps({"name": f"t{i}", "result": result}) + "\n")
            log.flush()
            return self.run_on(log.name)

    def run_on(self, *logs):
        result = subprocess.run([sys.executable, COUNT, *logs], capture_output=True, encoding="utf-8")
        return result.stdout.splitlines()[-1], result.returncode

    def test_counts(self):
        self.assertEqual(self.count("OK", "OK"), ("2 passed, 0 failed", 0))
        self.assertEqual(self.count("OK", "FAIL"), ("1 passed, 1 failed", 1))
        self.assertEqual(self.count("OK", "TIMEOUT", "ERROR"), ("1 passed, 2 failed", 1))

    def test_what_was_skipped_has_not_passed(self):
        self.assertEqual(self.count("OK", "SKIP"), ("1 passed, 0 failed", 0))
        self.assertEqual(self.count("SKIP"), ("0 passed, 0 failed", 1))

    def test_what_never_ran_is_a_failure(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "testlog.json"
            log.write_text(json.dumps({"name": "a / one", "result": "OK"}) + "\n")
            (Path(folder) / "expected-tests.txt").write_text("a / one\na / two\n")
            self.assertEqual(self.run_on(str(log)), ("1 passed, 1 failed", 1))
            (Path(folder) / "expected-tests.txt").write_text("a / one\n")
            self.assertEqual(self.run_on(str(log)), ("1 passed, 0 failed", 0))

    def test_no_test_is_a_failure(self):
        self.assertEqual(self.count(), ("0 passed, 0 failed", 1))

    def test_a_missing_log_is_a_failure(self):
        self.assertEqual(self.run_on("/nonexistent/testlog.json"), ("0 passed, 1 failed", 1))


if __name__ == "__main__":
    unittest.main()
