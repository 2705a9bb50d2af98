# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli check, explain and jacobian: gradients measured, explained and taken apart."""

import json
import math
import unittest

from program import EXAMPLES, Case, graph, run

XYZ = EXAMPLES / "xyz.chainrule"
NEURON = EXAMPLES / "sigmoid-neuron.chainrule"
BRANCHES = EXAMPLES / "branches.chainrule"
MATRIX = EXAMPLES / "norm-squared.chainrule"
ERROR = [{"id": "a", "gate": "input", "value": [1, 2]}, {"id": "b", "gate": "input", "value": [1, 2, 3]},
         {"id": "s", "gate": "add", "inputs": ["a", "b"]}, {"id": "x", "gate": "input", "value": 3},
         {"id": "f", "gate": "square", "inputs": ["x"]}]


def ask(*arguments, text=None, check=0):
    return json.loads(run(*arguments, "--json", text=text, check=check).stdout)


class Check(Case):
    def test_the_examples_pass(self):
        for path in sorted(EXAMPLES.glob("*.chainrule")):
            if path.stem == "two-layer-net":  # 101,000 weights, each moved twice: minutes; test_nets has its gradients
                continue
            with self.subTest(path.name):
                answer = ask("check", path)
                self.assertLess(answer["worst"], 1e-6)
                self.assertGreater(len(answer["entries"]), 0)

    def test_the_largest_example_by_its_second_matrix(self):
        """A loss of 45,000 from 640 squares, whose differences are lost where it is not summed exactly."""
        net = json.loads((EXAMPLES / "two-layer-net.chainrule").read_text())
        for node in net["nodes"]:
            if node["id"] == "W1":
                node["gate"] = "constant"
        answer = ask("check", "-", text=json.dumps(net))
        self.assertEqual(len(answer["entries"]), 1000)
        self.assertLess(answer["worst"], 1e-6)

    def test_the_form(self):
        answer = ask("check", XYZ)
        self.assertEqual(list(answer), ["step", "tolerance", "worst", "kinks", "entries"])
        self.assertEqual((answer["step"], answer["tolerance"], answer["kinks"]), (6e-6, 1e-6, 0))
        self.assertEqual([list(entry) for entry in answer["entries"]],
                         [["id", "member", "row", "column", "analytic", "numeric", "error", "kink", "step"]] * 3)
        self.assertEqual([(entry["id"], entry["member"], entry["analytic"]) for entry in answer["entries"]],
                         [("x", "value", -4), ("y", "value", -4), ("z", "value", 3)])
        self.assertEqual(answer["worst"], max(entry["error"] for entry in answer["entries"]))

    def test_every_entry_of_a_matrix_and_of_a_unit(self):
        self.assertEqual([(entry["id"], entry["row"], entry["column"]) for entry in ask("check", MATRIX)["entries"]],
                         [("W", 0, 0), ("W", 0, 1), ("W", 1, 0), ("W", 1, 1), ("x", 0, 0), ("x", 1, 0)])
        neuron = graph({"id": "x", "gate": "input", "value": 1}, {"id": "y", "gate": "input", "value": 2},
                       {"id": "f", "gate": "neuron", "inputs": ["x", "y"], "weights": [3, 4], "activation": "tanh"})
        self.assertEqual([(entry["id"], entry["member"], entry["row"]) for entry in ask("check", "-", text=neuron)["entries"]],
                         [("x", "value", 0), ("y", "value", 0), ("f", "weights", 0), ("f", "weights", 1), ("f", "bias", 0)])

    def test_the_table_ends_with_the_worst(self):
        lines = run("check", MATRIX, check=0).stdout.splitlines()
        self.assertEqual([line.split()[0] for line in lines[1:-1]], ["W[0][0]", "W[0][1]", "W[1][0]", "W[1][1]", "x[0]", "x[1]"])
        self.assertTrue(lines[-1].startswith("worst: "), lines[-1])

    def test_past_the_tolerance(self):
        answer = ask("check", NEURON, "--tolerance", "0", check=1)
        self.assertEqual(answer["tolerance"], 0)
        self.assertGreater(answer["worst"], 0)

    def test_a_coarse_step_is_a_coarse_measure(self):
        answer = ask("check", NEURON, "--step", "0.5", check=1)
        self.assertEqual(answer["step"], 0.5)
        self.assertGreater(answer["worst"], 1e-3)

    def test_a_kink_is_told_and_is_no_failure(self):
        text = graph({"id": "x", "gate": "input", "value": 0}, {"id": "f", "gate": "relu", "inputs": ["x"]})
        answer = ask("check", "-", text=text)
        self.assertEqual((answer["kinks"], [entry["kink"] for entry in answer["entries"]]), (1, [True]))
        self.assertIn("kink", run("check", "-", text=text, check=0).stdout)

    def test_constants_are_left_out(self):
        text = graph({"id": "x", "gate": "input", "value": 2}, {"id": "c", "gate": "constant", "value": 3},
                     {"id": "f", "gate": "mul", "inputs": ["x", "c"]})
        self.assertEqual([entry["id"] for entry in ask("check", "-", text=text)["entries"]], ["x"])

    def test_undefined_values_alone_are_no_failure(self):
        for gate, value in (("log", -1), ("reciprocal", 0), ("sqrt", 0)):
            with self.subTest(gate):
                text = graph({"id": "x", "gate": "input", "value": value}, {"id": "f", "gate": gate, "inputs": ["x"]})
                answer = ask("check", "-", text=text)
                self.assertEqual((answer["worst"], answer["entries"][0]["error"]), (0, "nan"))
                shown = run("check", "-", text=text, check=0).stdout
                self.assertIn("not defined", shown)
                self.assertNotIn("-nan", shown)

    def test_near_the_border_of_the_domain(self):
        text = graph({"id": "x", "gate": "input", "value": 1e-6}, {"id": "f", "gate": "log", "inputs": ["x"]})
        answer = ask("check", "-", text=text)
        self.assert_near(answer["entries"][0]["numeric"], 1e6, 1)
        self.assertLess(answer["worst"], 1e-6)
        self.assertLess(answer["entries"][0]["step"], 1e-7)
        self.assertIn("by step 6e-", run("check", "-", text=text, check=0).stdout)

    def test_what_could_not_be_checked_is_told_and_fails(self):
        text = graph({"id": "x", "gate": "input", "value": 1e-6}, {"id": "f", "gate": "log", "inputs": ["x"]})
        for step in ("1e-5", "1e-300"):
            with self.subTest(step):
                answer = ask("check", "-", "--step", step, text=text, check=1)
                self.assertEqual((answer["worst"], answer["entries"][0]["numeric"], answer["entries"][0]["error"]), ("nan", "nan", "nan"))
                result = run("check", "-", "--step", step, text=text, check=1)
                self.assertIn("could not be checked", result.stdout)
                self.assertEqual(result.stdout.splitlines()[-1], "worst: nan at x (tolerance 1e-06)")
                self.assertTrue(result.stderr.startswith("chainrule-cli: -: 1 entry could not be checked"), result.stderr)

    def test_the_worst_stands_last_always(self):
        for nodes in ([{"id": "x", "gate": "input", "value": 0}, {"id": "f", "gate": "relu", "inputs": ["x"]}],
                      [{"id": "x", "gate": "constant", "value": 2}, {"id": "f", "gate": "relu", "inputs": ["x"]}],
                      [{"id": "x", "gate": "input", "value": -1}, {"id": "f", "gate": "log", "inputs": ["x"]}]):
            with self.subTest(nodes):
                self.assertEqual(run("check", "-", text=graph(*nodes), check=0).stdout.splitlines()[-1], "worst: 0 (tolerance 1e-06)")

    def test_a_kink_is_an_entrys_own(self):
        text = graph({"id": "x", "gate": "input", "value": [0, 1, -1]}, {"id": "r", "gate": "relu", "inputs": ["x"]},
                     {"id": "f", "gate": "sum", "inputs": ["r"]})
        answer = ask("check", "-", text=text)
        self.assertEqual((answer["kinks"], [entry["kink"] for entry in answer["entries"]]), (1, [True, False, False]))

    def test_a_kink_between_the_samples(self):
        text = graph({"id": "x", "gate": "input", "value": 0}, {"id": "a", "gate": "shift", "inputs": ["x"], "offset": -1e-6},
                     {"id": "b", "gate": "shift", "inputs": ["x"], "offset": -4e-6}, {"id": "m", "gate": "mul", "inputs": ["a", "b"]},
                     {"id": "f", "gate": "relu", "inputs": ["m"]})
        self.assertEqual(ask("check", "-", text=text)["kinks"], 1)

    def test_smooth_functions_that_bend_pass(self):
        for nodes in ([{"id": "x", "gate": "input", "value": 0}, {"id": "f", "gate": "elu", "inputs": ["x"]}],
                      [{"id": "x", "gate": "input", "value": [1e-5, -2e-5]}, {"id": "f", "gate": "norm", "inputs": ["x"]}]):
            with self.subTest(nodes):
                answer = ask("check", "-", text=graph(*nodes))
                self.assertEqual(answer["kinks"], 0)
                self.assertLess(answer["worst"], 1e-6)

    def test_no_answer(self):
        self.assertTrue(run("check", "-", text=graph(), check=1).stderr.startswith("chainrule-cli: -: "))
        self.assertIn('node "s": ', run("check", "-", text=graph(*ERROR, output="f"), check=1).stderr)
        run("check", "-", text="{", check=1)

    def test_a_wrong_call(self):
        for arguments in ([], [XYZ, "--step", "-1"], [XYZ, "--step", "0"], [XYZ, "--step", "nan"], [XYZ, "--tolerance", "-1"], [XYZ, "--step", "x"], [XYZ, XYZ]):
            with self.subTest(arguments):
                self.assertTrue(run("check", *arguments, check=2).stderr.startswith("chainrule-cli: "))


class Flags(Case):
    def test_a_flag_takes_no_value(self):
        for arguments in (["check", XYZ, "--json=false"], ["eval", XYZ, "--json="], ["explain", XYZ, "x", "--json=1"],
                          ["render", XYZ, "-o", "x.png", "--dark=no"], ["expand", XYZ, "--all=yes"], ["gates", "--json=0"],
                          ["eval", XYZ, "--allow-path=1"]):
            with self.subTest(arguments):
                result = run(*arguments, check=2)
                self.assertIn("takes no value", result.stderr)
                self.assertEqual(result.stdout, "")


class Explain(Case):
    def test_one_use(self):
        self.assertEqual(ask("explain", XYZ, "x"), {"id": "x", "gradient": -4, "terms": [
            {"gate": "q", "operand": 0, "local": 1, "upstream": -4, "product": -4}]})

    def test_every_term_multiplies_and_they_add_up(self):
        answer = ask("explain", BRANCHES, "x")
        slope = math.exp(-1) / (1 + math.exp(-1)) ** 2
        self.assertEqual([(term["gate"], term["operand"]) for term in answer["terms"]], [("a", 0), ("b", 0)])
        self.assert_near([term["local"] for term in answer["terms"]], [2, slope], 1e-15)
        self.assert_near([term["product"] for term in answer["terms"]], [2, slope], 1e-15)
        self.assert_near(answer["gradient"], 2 + slope, 1e-15)

    def test_one_node_as_two_operands_of_one_gate(self):
        text = graph({"id": "x", "gate": "input", "value": 3}, {"id": "f", "gate": "mul", "inputs": ["x", "x"]})
        answer = ask("explain", "-", "x", text=text)
        self.assertEqual([(term["operand"], term["product"]) for term in answer["terms"]], [(0, 3), (1, 3)])
        self.assertEqual(answer["gradient"], 6)

    def test_matrices_have_no_number_as_local(self):
        answer = ask("explain", MATRIX, "W")
        term, = answer["terms"]
        self.assertIsNone(term["local"])
        self.assert_near(term["upstream"], [0.44, 0.52], 1e-15)
        self.assert_near(term["product"], [[0.088, 0.176], [0.104, 0.208]], 1e-15)
        self.assertEqual(answer["gradient"], term["product"])

    def test_the_output(self):
        self.assertEqual(ask("explain", XYZ, "f"), {"id": "f", "gradient": 1, "terms": []})

    def test_the_text(self):
        self.assertEqual(run("explain", XYZ, "x", check=0).stdout, "∂f/∂x = -4\n  by q (add), operand 0: local 1 · upstream -4 = -4\n")

    def test_no_answer(self):
        self.assertTrue(run("explain", "-", "x", text=graph({"id": "x", "gate": "input", "value": [1, 2]}), check=1).stderr)
        self.assertIn('node "s": ', run("explain", "-", "x", text=graph(*ERROR, output="f"), check=1).stderr)
        run("explain", "-", "x", text="{", check=1)

    def test_a_node_without_a_gradient(self):
        text = graph({"id": "c", "gate": "constant", "value": 3}, {"id": "f", "gate": "neg", "inputs": ["c"]})
        self.assertIn('node "c": ', run("explain", "-", "c", text=text, check=1).stderr)

    def test_a_wrong_call(self):
        for arguments in ([XYZ], [XYZ, "nothing"], [XYZ, "x", "y"], []):
            with self.subTest(arguments):
                self.assertTrue(run("explain", *arguments, check=2).stderr.startswith("chainrule-cli: "))


class Jacobian(Case):
    def test_a_node_that_is_used_twice(self):
        """By its id both uses add up; by a number it is the one."""
        for gate, whole, first in (("mul", 6, 3), ("sub", 0, 1), ("add", 2, 1)):
            text = graph({"id": "a", "gate": "input", "value": 3}, {"id": "m", "gate": gate, "inputs": ["a", "a"]})
            self.assertEqual(ask("jacobian", "-", "m", "a", text=text)["diagonal"], [whole])
            self.assertEqual(ask("jacobian", "-", "m", "0", text=text)["diagonal"], [first])
        text = graph({"id": "A", "gate": "input", "value": [[1, 2], [3, 4]]}, {"id": "m", "gate": "matmul", "inputs": ["A", "A"]},
                     {"id": "f", "gate": "sum", "inputs": ["m"]})
        answer = ask("jacobian", "-", "m", "A", text=text)
        self.assertEqual(answer["structure"], "dense")
        self.assertEqual(answer["matrix"], [[2, 3, 2, 0], [2, 5, 0, 2], [3, 0, 5, 3], [0, 3, 2, 8]])

    def test_a_diagonal(self):
        text = graph({"id": "x", "gate": "input", "value": [-1, 0, 2]}, {"id": "r", "gate": "relu", "inputs": ["x"]})
        self.assertEqual(ask("jacobian", "-", "r", "0", text=text),
                         {"rows": 3, "columns": 3, "structure": "diagonal", "diagonal": [0, 0, 1]})

    def test_the_lectures_4096_by_4096(self):
        column = [(-1) ** i * (i + 1) for i in range(4096)]
        text = graph({"id": "x", "gate": "input", "value": column}, {"id": "r", "gate": "relu", "inputs": ["x"]})
        answer = ask("jacobian", "-", "r", "x", text=text)
        self.assertEqual((answer["rows"], answer["columns"], answer["structure"]), (4096, 4096, "diagonal"))
        self.assertEqual(answer["diagonal"], [float(x > 0) for x in column])

    def test_a_matrix(self):
        answer = ask("jacobian", MATRIX, "q", "1")
        self.assertEqual((answer["rows"], answer["columns"]), (2, 2))
        self.assertEqual(answer["matrix"], [[0.1, 0.5], [-0.3, 0.8]])
        self.assertEqual(answer["structure"], "dense")
        self.assertEqual(ask("jacobian", MATRIX, "q", "x"), answer)
        answer = ask("jacobian", MATRIX, "q", "W")
        self.assertEqual(answer["matrix"], [[0.2, 0.4, 0, 0], [0, 0, 0.2, 0.4]])
        self.assertEqual(answer["structure"], "block")

    def test_by_a_constant(self):
        for gate, x, k, matrix in (("mul", 3, 2, [[3]]), ("div", 3, 2, [[-0.75]]), ("sub", 3, 2, [[-1]]), ("max", 1, 2, [[1]]),
                                   ("dot", [3, 4], [1, 2], [[3, 4]]), ("squared_error", 3, 2, [[-2]])):
            with self.subTest(gate):
                text = graph({"id": "x", "gate": "input", "value": x}, {"id": "k", "gate": "constant", "value": k},
                             {"id": "y", "gate": gate, "inputs": ["x", "k"]})
                answer = ask("jacobian", "-", "y", "k", text=text)
                self.assertEqual(answer.get("matrix", [answer.get("diagonal")]), matrix)
        text = graph({"id": "k", "gate": "constant", "value": [0, 1]}, {"id": "y", "gate": "exp", "inputs": ["k"]}, {"id": "f", "gate": "sum", "inputs": ["y"]})
        self.assert_near(ask("jacobian", "-", "y", "k", text=text)["diagonal"], [1, math.e], 1e-15)

    def test_one_row(self):
        answer = ask("jacobian", MATRIX, "f", "0")
        self.assert_near(answer["matrix"], [[0.44, 0.52]], 1e-15)

    def test_no_answer(self):
        self.assertTrue(run("jacobian", "-", "s", "0", text=graph(*ERROR, output="f"), check=1).stderr)
        open_operand = graph({"id": "x", "gate": "input"}, {"id": "y", "gate": "mul", "inputs": ["x", None]},
                             {"id": "f", "gate": "neg", "inputs": ["y"]}, {"id": "g", "gate": "neg", "inputs": [None]})
        for node in ("y", "f"):
            message = run("jacobian", "-", node, "0", text=open_operand, check=1).stderr
            self.assertIn('node "y": operand 1 is open', message)
            self.assertNotIn('node "g"', message)
        run("jacobian", "-", "x", "0", text="{", check=1)

    def test_a_wrong_call(self):
        for arguments in ([XYZ, "f"], [XYZ, "nothing", "0"], [XYZ, "f", "2"], [XYZ, "f", "-1"], [XYZ, "f", "x"], [XYZ, "x", "0"]):
            with self.subTest(arguments):
                self.assertTrue(run("jacobian", *arguments, check=2).stderr.startswith("chainrule-cli: "))


if __name__ == "__main__":
    unittest.main()
