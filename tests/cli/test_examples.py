# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli examples and gates: what comes with the program, from any folder."""

import json
import pathlib
import tempfile
import unittest

from program import EXAMPLES, Case, run


class Examples(Case):
    def names(self):
        return run("examples", check=0, cwd="/").stdout.split()

    def test_the_list(self):
        self.assertEqual(self.names(), [
            "xyz", "sigmoid-neuron", "patterns", "branches", "norm-squared", "svm-loss", "softmax-loss", "neuron", "activations",
            "two-layer-function", "net-3-4-4-1", "two-layer-net", "linear-regression", "circle", "xor", "spiral", "spiral-3",
            "moons-by-hand", "regularization", "dead-relu"])

    def test_each_is_the_file_in_the_tree(self):
        for name in self.names():
            with self.subTest(name):
                self.assertEqual(run("examples", name, check=0, cwd="/").stdout, (EXAMPLES / f"{name}.chainrule").read_text())

    def test_each_is_valid_and_as_the_program_would_write_it(self):
        for name in self.names():
            with self.subTest(name):
                run("validate", EXAMPLES / f"{name}.chainrule", check=0)
                self.assertIn("title", json.loads(run("examples", name, check=0).stdout))

    def test_into_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "mine.chainrule"
            self.assertEqual(run("examples", "xyz", "-o", out, check=0).stdout, "")
            self.assertEqual(out.read_text(), (EXAMPLES / "xyz.chainrule").read_text())

    def test_a_wrong_call(self):
        for arguments in (["nonsense"], ["../examples/xyz"], [""], ["xyz", "patterns"], ["-o", "x"],
                          ["xyz", "-o", "/nonexistent/folder/x"]):
            with self.subTest(arguments):
                result = run("examples", *arguments, check=2)
                self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)


class Gates(Case):
    # Those of the first landing; the table may hold more.
    GATES = """input parameter constant
        add sub mul div max min neg scale shift reciprocal square power sqrt exp log abs sin cos
        sigmoid tanh relu leaky_relu elu softplus silu gelu
        matmul sum sumsq neuron squared_error""".split()

    def test_the_catalogue(self):
        gates = json.loads(run("gates", "--json", check=0).stdout)
        names = [gate["name"] for gate in gates]
        self.assertEqual(len(names), len(set(names)))
        self.assertLessEqual(set(self.GATES), set(names))
        for gate in gates:
            with self.subTest(gate["name"]):
                self.assertTrue(gate["title"] and gate["forward"] and gate["symbol"])
                self.assertEqual(json.loads(run("gates", gate["name"], "--json", check=0).stdout), gate)

    def test_the_list_names_each(self):
        text = run("gates", check=0).stdout
        for name in self.GATES:
            self.assertRegex(text, rf"(?m)^  {name} ")

    def test_the_list_stands_in_columns(self):
        lines = run("gates", check=0).stdout.splitlines()
        starts = [lines[0].index(head) for head in ("gate", "operands", "forward", "backward")]
        rows = [line for line in lines[1:] if line.startswith("  ")]
        gates = {gate["name"]: gate for gate in json.loads(run("gates", "--json", check=0).stdout)}
        self.assertEqual(len(rows), len(gates))
        for row in rows:
            gate = gates[row.split()[0]]
            self.assertEqual(row[starts[1]], str(gate["minimum_operands"]), row)
            self.assertTrue(row[starts[2]:].startswith(gate["forward"]), row)
            if gate["backward"] is not None and len(gate["forward"]) <= starts[3] - starts[2]:
                self.assertEqual(row[starts[3]:], gate["backward"], row)

    def test_one_gate(self):
        text = run("gates", "leaky_relu", check=0).stdout
        self.assertIn("alpha", text)
        self.assertIn("0.1", text)

    def test_defaults(self):
        gates = {gate["name"]: gate for gate in json.loads(run("gates", "--json", check=0).stdout)}
        for gate, expected in (("parameter", {"value": 0, "decay": True}), ("leaky_relu", {"alpha": 0.1}), ("scale", {"factor": 1}),
                               ("neuron", {"bias": 0, "activation": "linear", "alpha": None, "weights": None}), ("dense", {"bias": 0})):
            defaults = {attribute["name"]: attribute["default"] for attribute in gates[gate]["attributes"]}
            self.assertEqual({name: defaults[name] for name in expected}, expected, gate)

    def test_a_wrong_call(self):
        for arguments in (["nonsense"], ["add", "mul"], ["--nonsense"]):
            result = run("gates", *arguments, check=2)
            self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)


if __name__ == "__main__":
    unittest.main()
