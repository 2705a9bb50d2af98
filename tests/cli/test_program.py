# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli itself: help, version, unknown commands, ^C, output that cannot be written."""

import json
import os
import signal
import subprocess
import unittest
from pathlib import Path

from program import EXAMPLES, Case, run

COMMANDS = ("eval", "validate", "check", "explain", "jacobian", "train", "surface", "new", "render", "expand", "layout", "grade", "gates", "examples")


class Program(Case):
    def test_help(self):
        result = run("--help", check=0)
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", result.stdout)
        self.assertEqual(result.stderr, "")

    def test_help_on_every_command(self):
        for command in COMMANDS:
            with self.subTest(command):
                self.assertIn(f"chainrule-cli {command}", run(command, "--help", check=0).stdout)

    def test_every_rule_is_derived(self):
        text = (Path(__file__).parents[2] / "docs" / "MATH.md").read_text(encoding="utf-8")
        for gate in json.loads(run("gates", "--json", check=0).stdout):
            if gate["category"] != "sources":
                self.assertIn(f"`{gate['name']}`", text)

    def test_version_names_the_linear_algebra(self):
        lines = run("--version", check=0).stdout.splitlines()
        self.assertRegex(lines[0], r"^chainrule-cli \d+\.\d+\.\d+$")
        self.assertRegex(lines[1], r"^GSL \S+ on ")
        if os.environ.get("CHAINRULE_BLAS") == "openblas":
            self.assertIn("OpenBLAS", lines[1])
        else:
            self.assertNotIn("OpenBLAS", lines[1])

    def test_a_wrong_call(self):
        for arguments in ([], ["nonsense"], ["--nonsense"], ["EVAL"]):
            with self.subTest(arguments):
                result = run(*arguments, check=2)
                self.assertEqual(result.stdout, "")
                self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)

    def test_interrupt(self):
        process = subprocess.Popen([os.environ["CHAINRULE_CLI"], "eval", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(b'{"format": ')
        process.stdin.flush()
        self.wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        process.stdin.close()
        process.stdout.close()

    def wait_until_it_reads(self, process):
        """Until the program waits in read(): then it has taken what was written and wants more."""
        for _ in range(2000):
            with open(f"/proc/{process}/wchan", encoding="ascii") as channel, open(f"/proc/{process}/stat", encoding="utf-8") as stat:
                if "pipe" in channel.read() or stat.read().split(") ")[1].startswith("S"):
                    return
            os.sched_yield()

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([os.environ["CHAINRULE_CLI"], "eval", EXAMPLES / "xyz.chainrule"], stdout=full,
                                    stderr=subprocess.PIPE, encoding="utf-8")
        self.assertEqual(result.returncode, 2)
        self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)


if __name__ == "__main__":
    unittest.main()
