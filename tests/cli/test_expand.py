# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli expand: the graphs that it writes compute the same."""

import json
import pathlib
import tempfile
import unittest

from program import EXAMPLES, Case, evaluate, graph, run

UNITS = ("neuron", "maxout", "dense")
NET = EXAMPLES / "net-3-4-4-1.chainrule"

SCORES = graph(
    {"id": "s", "gate": "input", "value": [3.2, 5.1, -1.7]},
    {"id": "y", "gate": "constant", "value": 0},
    {"id": "L", "gate": "cross_entropy", "inputs": ["s", "y"], "at": [200, 100]},
)
LAYER = graph(
    {"id": "x", "gate": "input", "value": [1, -2, 0.5]},
    {"id": "h", "gate": "dense", "inputs": ["x"], "units": 2, "activation": "tanh", "bias": [0.5, -1]},
    {"id": "f", "gate": "sumsq", "inputs": ["h"]},
)


def expand(file, *arguments, text=None):
    """The nodes that `expand` writes, by id, and the text itself."""
    written = run("expand", file, *arguments, text=text, check=0).stdout
    return {node["id"]: node for node in json.loads(written)["nodes"]}, written


class Expand(Case):
    def assert_same(self, before, text):
        after = {node["id"]: node for node in evaluate("-", text=text)["nodes"]}
        for node in before["nodes"]:
            for what in ("value", "gradient"):
                if node[what] is not None:
                    self.assert_near(after[node["id"]][what], node[what], 1e-12, node["id"])

    def test_every_unit_of_every_example(self):
        with_units = [file for file in sorted(EXAMPLES.glob("*.chainrule"))
                      if any(node["gate"] in UNITS for node in json.loads(file.read_text())["nodes"])]
        self.assertGreaterEqual(len(with_units), 3)
        for file in with_units:
            for options in ((), ("--neurons",)):
                with self.subTest(file.stem, options=options):
                    nodes, text = expand(file, "--all", *options)
                    self.assertFalse([node for node in nodes.values() if node["gate"] in UNITS])
                    self.assert_same(evaluate(file), text)

    def test_a_layer_into_neurons_and_those_into_gates(self):
        nodes, text = expand("-", "--all", "--neurons", text=LAYER)
        self.assert_same(evaluate("-", text=LAYER), text)
        self.assertEqual(nodes["h_1_w2"]["gate"], "parameter")
        groups = {group["id"]: group["members"] for group in json.loads(text)["groups"]}
        self.assertIn("h_0_gates", groups["h_gates"])

    def test_a_layer_into_gates_and_into_neurons(self):
        before = evaluate("-", text=LAYER)
        gates, text = expand("-", "h", text=LAYER)
        self.assert_same(before, text)
        self.assertEqual([gates[id]["gate"] for id in ("h_W", "h_product", "h_b", "h_sum", "h")],
                         ["parameter", "matmul", "parameter", "add", "tanh"])
        self.assertEqual(gates["h_b"]["decay"], False)
        neurons, text = expand("-", "h", "--neurons", text=LAYER)
        self.assert_same(before, text)
        self.assertEqual([neurons[id]["gate"] for id in ("h_x0", "h_0", "h_1", "h")], ["pick", "neuron", "neuron", "concat"])

    def test_a_composite_gate_named_by_its_id(self):
        nodes, text = expand("-", "L", text=SCORES)
        self.assertEqual([nodes[id]["gate"] for id in ("L_ln", "L_chosen", "L")], ["log_softmax", "pick", "neg"])
        self.assertLess(nodes["L_ln"]["at"][0], nodes["L_chosen"]["at"][0])
        self.assert_same(evaluate("-", text=SCORES), text)
        self.assertEqual(json.loads(text)["groups"][0]["members"], ["L_ln", "L_chosen", "L"])

    def test_all_leaves_composite_gates_alone(self):
        nodes, _ = expand("-", "--all", text=SCORES)
        self.assertEqual(nodes["L"]["gate"], "cross_entropy")

    def test_drawn_weights_keep_their_numbers(self):
        text = graph({"id": "x", "gate": "input", "value": 2}, {"id": "h", "gate": "neuron", "inputs": ["x"], "activation": "relu"},
                     training={"seed": 9})
        _, expanded = expand("-", "h", text=text)
        self.assertEqual(evaluate("-", text=text)["value"], evaluate("-", text=expanded)["value"])

    def test_an_id_twice_is_one_node(self):
        self.assertEqual(expand("-", "L", "L", text=SCORES)[1], expand("-", "L", text=SCORES)[1])

    def test_into_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "gates.chainrule"
            self.assertEqual(run("expand", NET, "--all", "-o", out, check=0).stdout, "")
            self.assert_near(evaluate(out)["value"], evaluate(NET)["value"], 1e-12)

    def test_what_the_format_says_of_each_gate(self):
        text = (EXAMPLES.parent.parent / "docs" / "FORMAT.md").read_text()
        listed = text.split("| gate | unfolds into |\n| --- | --- |\n")[1].split("\n\n")[0].splitlines()
        gates = json.loads(run("gates", "--json", check=0).stdout)
        self.assertEqual(sorted(listed), sorted(f"| `{gate['name']}` | {gate['unfolds_into']} |" for gate in gates if gate["unfolds_into"]))
        self.assertIn("unfolds    scale −1, exp, shift 1, reciprocal", run("gates", "sigmoid", check=0).stdout)

    def test_groups_fold_back(self):
        for before, name in ((LAYER, "h"), (SCORES, "L")):
            with self.subTest(name):
                _, text = expand("-", name, text=before)
                group, = json.loads(text)["groups"]
                for ids in ([], [group["id"]]):
                    folded = run("expand", "-", "--fold", *ids, text=text, check=0).stdout
                    self.assertEqual({node["id"]: node["gate"] for node in json.loads(folded)["nodes"]},
                                     {node["id"]: node["gate"] for node in json.loads(before)["nodes"]})
                    self.assert_same(evaluate("-", text=before), folded)

    def test_groups_that_do_not_fold(self):
        text = graph({"id": "x", "gate": "input", "value": 2}, {"id": "f", "gate": "exp", "inputs": ["x"]}, groups=[{"id": "g", "members": ["x", "f"]}])
        result = run("expand", "-", "--fold", text=text, check=0)
        self.assertEqual(json.loads(result.stdout)["groups"][0]["id"], "g")
        self.assertIn('group "g" is left alone: no unit and no gate is made of these gates', result.stderr)
        self.assertIn('group "g": ', run("expand", "-", "--fold", "g", text=text, check=1).stderr)
        self.assertIn("nobody", run("expand", "-", "--fold", "nobody", text=text, check=2).stderr)
        run("expand", "-", "--fold", "--all", text=text, check=2)

    def test_a_group_on_a_shape_that_the_gate_does_not_take(self):
        """A softmax is of a column; these are its gates on a matrix, beside the same on a column."""
        nodes, groups = [], []
        for name, value in (("m", [[0.3, 0.1], [0.2, 0.4]]), ("c", [0.3, 0.1])):
            nodes += [{"id": f"{name}x", "gate": "input", "value": value}, {"id": f"{name}e", "gate": "exp", "inputs": [f"{name}x"]},
                      {"id": f"{name}s", "gate": "sum", "inputs": [f"{name}e"]},
                      {"id": f"{name}y", "gate": "div", "inputs": [f"{name}e", f"{name}s"]},
                      {"id": f"{name}f", "gate": "sumsq", "inputs": [f"{name}y"]}]
            groups.append({"id": f"{name}_group", "members": [f"{name}e", f"{name}s", f"{name}y"]})
        text = graph(*nodes, {"id": "f", "gate": "add", "inputs": ["mf", "cf"]}, groups=groups)
        reason = "these gates are wired like softmax, which does not take such shapes: the operand is 2×2, where a column n×1 is needed"
        before = {node["id"]: node for node in evaluate("-", text=text)["nodes"]}
        folded = run("expand", "-", "--fold", text=text, check=0)
        self.assertEqual(folded.stderr, f'chainrule-cli: -: group "m_group" is left alone: {reason}\n')
        self.assertEqual([group["id"] for group in json.loads(folded.stdout)["groups"]], ["m_group"])
        for node in evaluate("-", text=folded.stdout)["nodes"]:
            self.assert_near(node["value"], before[node["id"]]["value"], 1e-12, node["id"])
            self.assert_near(node["gradient"], before[node["id"]]["gradient"], 1e-12, node["id"])
        named = run("expand", "-", "--fold", "c_group", "m_group", text=text, check=1)
        self.assertEqual((named.stdout, named.stderr), ("", f'chainrule-cli: -: group "m_group": {reason}\n'))

    def test_what_does_not_unfold(self):
        result = run("expand", "-", "L", "s", text=SCORES, check=1)
        self.assertIn("s does not unfold", result.stderr)
        self.assertEqual(result.stdout, "")

    def test_a_wrong_call(self):
        self.assertIn("nobody", run("expand", NET, "nobody", check=2).stderr)
        run("expand", NET, check=2)
        run("expand", NET, "h", "--all", check=2)
        run("expand", check=2)
        run("expand", "-", "--all", text="{", check=1)


if __name__ == "__main__":
    unittest.main()
