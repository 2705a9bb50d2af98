# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli validate: good files, bad files, several files, and where it says that the fault is."""

import pathlib
import tempfile
import unittest

from program import EXAMPLES, Case, graph, run

X = {"id": "x", "gate": "input"}

# what is wrong: (the text, what the message must name)
REFUSED = {
    "no JSON": ("{", ["line 1"]),
    "wrong JSON in line 3": ('{\n "format": "chainrule",\n "version": 1,,\n "nodes": []}', ["line 3"]),
    "another format": ('{"format": "other", "version": 1, "nodes": []}', ["format"]),
    "another version": ('{"format": "chainrule", "version": 2, "nodes": []}', ["version", "1"]),
    "an unknown gate": (graph({"id": "f", "gate": "nonsense"}), ["f", "nonsense"]),
    "an id twice": (graph(X, X), ["x"]),
    "a malformed id": (graph({"id": "1x", "gate": "input"}), ["1x"]),
    "an unknown operand": (graph({"id": "f", "gate": "neg", "inputs": ["y"]}), ["f", "y"]),
    "a loop": (graph({"id": "f", "gate": "neg", "inputs": ["g"]}, {"id": "g", "gate": "exp", "inputs": ["f"]}), ["f", "g"]),
    "too many operands": (graph(X, {"id": "f", "gate": "neg", "inputs": ["x", "x"]}), ["f"]),
    "an unknown output": (graph(X, output="y"), ["y"]),
    "rows of different lengths": (graph({"id": "x", "gate": "input", "value": [[1], [2, 3]]}), ["x", "value"]),
    "a number too large": ('{"format": "chainrule", "version": 1, "nodes": [{"id": "x", "gate": "input", "value": 1e999}]}', ["line 1"]),
}


class Validate(Case):
    def test_good_files(self):
        for path in sorted(EXAMPLES.glob("*.chainrule")):
            with self.subTest(path.name):
                result = run("validate", path, check=0)
                self.assertEqual(result.stderr, "")

    def test_refused_files(self):
        for what, (text, names) in REFUSED.items():
            with self.subTest(what):
                result = run("validate", "-", text=text, check=1)
                self.assertTrue(result.stderr.startswith("chainrule-cli: -: "), result.stderr)
                for name in names:
                    self.assertIn(name, result.stderr)

    def test_an_error_at_a_node(self):
        text = graph({"id": "x", "gate": "input", "value": [1, 2]}, {"id": "y", "gate": "input", "value": [1, 2, 3]},
                     {"id": "f", "gate": "add", "inputs": ["x", "y"]})
        self.assertIn('node "f": ', run("validate", "-", text=text, check=1).stderr)

    def test_open_operands_and_undefined_values_are_fine(self):
        run("validate", "-", text=graph({"id": "f", "gate": "neg", "inputs": [None]}), check=0)
        run("validate", "-", text=graph({"id": "x", "gate": "input", "value": -1}, {"id": "f", "gate": "log", "inputs": ["x"]}), check=0)

    def test_several_files(self):
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder) / "bad.chainrule"
            bad.write_text("{", encoding="utf-8")
            result = run("validate", EXAMPLES / "xyz.chainrule", bad, EXAMPLES / "patterns.chainrule", bad, check=1)
        self.assertEqual(result.stderr.count(f"chainrule-cli: {bad}: "), 2)

    def test_a_wrong_call(self):
        self.assertTrue(run("validate", check=2).stderr.startswith("chainrule-cli: "))
        self.assertTrue(run("validate", "/nonexistent/x", check=2).stderr.startswith("chainrule-cli: /nonexistent/x: "))

    def test_a_class_out_of_range_in_any_example(self):
        nodes = [{"id": "s", "gate": "input", "feature": ["x1", "x2"]}, {"id": "y", "gate": "input", "feature": "label"},
                 {"id": "L", "gate": "cross_entropy", "inputs": ["s", "y"]}]
        points = [[0.1 * i, 1, i % 2] for i in range(9)]
        training = {"dataset": {"points": points}, "shuffle": False}
        run("validate", "-", text=graph(*nodes, training=training), check=0)
        for row in (8, 5):
            points[row][2] = 7
            result = run("validate", "-", text=graph(*nodes, training=training), check=1)
            self.assertEqual(result.stderr, f'chainrule-cli: -: node "L": example {row} of the data: the class 7 is not one of 0 … 1\n')
            points[row][2] = 0


if __name__ == "__main__":
    unittest.main()
