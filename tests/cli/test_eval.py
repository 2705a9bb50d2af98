# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli eval: JSON, table, --set, messages, exit statuses."""

import json
import math
import unittest

from program import EXAMPLES, HERE, Case, evaluate, graph, run

XYZ = EXAMPLES / "xyz.chainrule"
NEURON = EXAMPLES / "sigmoid-neuron.chainrule"
MATRIX = EXAMPLES / "norm-squared.chainrule"


def source(name, value, gate="input"):
    return {"id": name, "gate": gate, "value": value}


def gate(name, kind, *operands, **attributes):
    return {"id": name, "gate": kind, "inputs": list(operands), **attributes}


class Json(Case):
    def test_the_form(self):
        result = run("eval", XYZ, "--json", check=0)
        self.assertEqual(result.stderr, "")
        self.assertEqual(json.loads(result.stdout), {
            "output": "f", "value": -12, "nodes": [
                {"id": "x", "gate": "input", "shape": [1, 1], "value": -2, "gradient": -4},
                {"id": "y", "gate": "input", "shape": [1, 1], "value": 5, "gradient": -4},
                {"id": "z", "gate": "input", "shape": [1, 1], "value": -4, "gradient": 3},
                {"id": "q", "gate": "add", "shape": [1, 1], "value": 3, "gradient": -4},
                {"id": "f", "gate": "mul", "shape": [1, 1], "value": -12, "gradient": 1},
            ], "errors": []})

    def test_options_may_stand_anywhere(self):
        expected = run("eval", XYZ, "--json", check=0).stdout
        self.assertEqual(run("eval", "--json", XYZ, check=0).stdout, expected)

    def test_standard_input(self):
        self.assertEqual(evaluate("-", text=XYZ.read_text()), evaluate(XYZ))

    def test_shapes_and_nested_arrays(self):
        nodes = {node["id"]: node for node in evaluate(MATRIX)["nodes"]}
        self.assertEqual([nodes[name]["shape"] for name in "Wxqf"], [[2, 2], [2, 1], [2, 1], [1, 1]])
        self.assertEqual(nodes["W"]["value"], [[0.1, 0.5], [-0.3, 0.8]])
        self.assertEqual(nodes["x"]["value"], [0.2, 0.4])

    def test_all_digits(self):
        for number in (0.1, 1 / 3, 1e300, 5e-324, -1.7976931348623157e308, 2**53 - 1.0, 123456789.123456789):
            with self.subTest(number):
                answer = evaluate("-", text=graph(source("x", number), gate("f", "neg", "x")))
                self.assertEqual(answer["nodes"][0]["value"], number)
                self.assertEqual(answer["value"], -number)

    def test_infinite_and_undefined_entries_are_strings_and_change_no_status(self):
        answer = evaluate("-", text=graph(source("x", [1, -1, 0, 4]), gate("r", "log", "x"), gate("f", "sum", "r"), output="f"))
        r = answer["nodes"][1]
        self.assertEqual(r["value"], [0, "nan", "-inf", math.log(4)])
        self.assertEqual(answer["value"], "nan")
        answer = evaluate("-", text=graph(source("x", 0), gate("f", "reciprocal", "x")))
        self.assertEqual((answer["value"], answer["nodes"][0]["gradient"]), ("inf", "-inf"))

    def test_long_sums_are_right_to_the_last_digits(self):
        x = [math.sin(i) * 10 ** (i % 9) for i in range(4000)]
        y = [math.cos(i) for i in range(4000)]
        answer = evaluate("-", text=graph(source("x", x), source("y", y), gate("sum", "sum", "x"), gate("mean", "mean", "x"),
                                          gate("sumsq", "sumsq", "x"), gate("norm", "norm", "x"), gate("dot", "dot", "x", "y"),
                                          gate("s", "squared_error", "x", "y"), gate("a", "absolute_error", "x", "y"), output="sum"))
        values = {node["id"]: node["value"] for node in answer["nodes"]}
        squares = math.fsum(a * a for a in x)
        expected = {"sum": math.fsum(x), "mean": math.fsum(x) / 4000, "sumsq": squares, "norm": math.sqrt(squares),
                    "dot": math.fsum(a * b for a, b in zip(x, y)), "s": math.fsum((a - b) ** 2 for a, b in zip(x, y)),
                    "a": math.fsum(abs(a - b) for a, b in zip(x, y))}
        for name, number in expected.items():
            self.assertLessEqual(abs(values[name] - number), 4e-16 * abs(number), name)

    def test_the_first_undefined_node_is_named(self):
        text = graph(source("x", -1), gate("l", "log", "x"), gate("r", "reciprocal", "l"), source("z", 0), gate("q", "reciprocal", "z"),
                     gate("f", "add", "r", "q"))
        for arguments in ((), ("--json",)):
            result = run("eval", "-", *arguments, text=text, check=0)
            self.assertEqual(result.stderr, 'chainrule-cli: -: node "l": the first value that is not defined arose here. '
                                            "Step 1, forward: ln(−1.00) is not a number. It asks for x > 0.\n")

    def test_the_first_undefined_gradient_is_named(self):
        # √x at 0 is 0, and its slope has no bound; 10²⁰⁰ · 10²⁰⁰ is past the largest number, though 0 times it is 0.
        text = graph(source("x", 0), gate("r", "sqrt", "x"), gate("d", "scale", "r", factor=2), gate("f", "exp", "d"))
        result = run("eval", "-", text=text, check=0)
        self.assertEqual(result.stderr, 'chainrule-cli: -: node "r": the first gradient that is not defined arose here. Step 7, backward: '
                                        "What goes back to x, 2.00 · ∞, is infinite. The slope of √x has no bound there.\n")
        text = graph(source("x", 0), gate("a", "scale", "x", factor=1e200), gate("f", "scale", "a", factor=1e200))
        result = run("eval", "-", text=text, check=0)
        self.assertIn('node "a": the first gradient that is not defined arose here. Step 5, backward', result.stderr)

    def test_topological_order_and_file_order_among_the_ready(self):
        answer = evaluate("-", text=graph(gate("f", "add", "q", "z"), source("z", 1), gate("q", "mul", "y", "x"), source("y", 2),
                                          source("x", 3)))
        names = [node["id"] for node in answer["nodes"]]
        self.assertEqual(sorted(names), ["f", "q", "x", "y", "z"])
        self.assertEqual(names[0], "z")
        for node in ("z", "q"):
            self.assertLess(names.index(node), names.index("f"))
        for node in ("x", "y"):
            self.assertLess(names.index(node), names.index("q"))
        self.assertLess(names.index("y"), names.index("x"))

    def test_a_constant_has_no_gradient_and_what_the_output_does_not_see_has_zeros(self):
        text = graph(source("x", [1, 2]), source("c", 3, "constant"), source("y", 5), gate("f", "mul", "y", "c"), output="f")
        gradients = {node["id"]: node["gradient"] for node in evaluate("-", text=text)["nodes"]}
        self.assertEqual(gradients, {"x": [0, 0], "c": None, "y": 3, "f": 1})

    def test_units_tell_the_gradients_of_their_weights(self):
        neuron = gate("f", "neuron", "x", "y", weights=[2, -3], bias=1, activation="tanh")
        answer = evaluate("-", text=graph(source("x", 0.5), source("y", 0.25), neuron))
        f = answer["nodes"][2]
        value = math.tanh(2 * 0.5 - 3 * 0.25 + 1)
        slope = 1 - value * value
        self.assertEqual(list(f), ["id", "gate", "shape", "value", "gradient", "weights_gradient", "bias_gradient"])
        self.assert_near(f["value"], value, 1e-15)
        self.assert_near(f["weights_gradient"], [0.5 * slope, 0.25 * slope], 1e-15)
        self.assert_near(f["bias_gradient"], slope, 1e-15)
        self.assert_near([node["gradient"] for node in answer["nodes"][:2]], [2 * slope, -3 * slope], 1e-15)

    def test_one_weight_is_still_a_list(self):
        answer = evaluate("-", text=graph(source("x", 4), gate("f", "neuron", "x", weights=[3])))
        self.assertEqual(answer["nodes"][1]["weights_gradient"], [4])


class Faults(Case):
    def test_an_error_at_a_node_leaves_the_rest(self):
        text = graph(source("a", [1, 2]), source("b", [1, 2, 3]), gate("s", "add", "a", "b"), gate("t", "neg", "s"),
                     source("x", 3), gate("f", "square", "x"), output="f")
        result = run("eval", "-", "--json", text=text, check=1)
        answer = json.loads(result.stdout)
        nodes = {node["id"]: node for node in answer["nodes"]}
        self.assertEqual((answer["value"], nodes["x"]["gradient"]), (9, 6))
        self.assertEqual([nodes[name]["value"] for name in "st"], [None, None])
        self.assertEqual([nodes[name]["shape"] for name in "st"], [None, None])
        self.assertEqual([error["id"] for error in answer["errors"]], ["s"])
        self.assertIn("2×1", answer["errors"][0]["message"])
        self.assertIn("3×1", answer["errors"][0]["message"])
        self.assertTrue(result.stderr.startswith("chainrule-cli: -: "), result.stderr)

    def test_messages_name_the_shapes_of_all_operands_in_their_order(self):
        column, pair, matrix, number = [1, 2, 3], [1, 2], [[1, 2], [3, 4]], 1
        for kind, operands, shapes in (
                ("add", (column, pair), ("3×1", "2×1")), ("div", (pair, column), ("2×1", "3×1")), ("max", (number, matrix, column), ("2×2", "3×1")),
                ("matmul", (matrix, column), ("2×2", "3×1")), ("dot", (matrix, pair), ("2×2", "2×1")), ("dot", (pair, matrix), ("2×1", "2×2")),
                ("dot", (pair, column), ("2×1", "3×1")), ("concat", (pair, matrix), ("2×1", "2×2")), ("pick", (matrix, pair), ("2×2", "2×1")),
                ("neuron", (number, pair), ("1×1", "2×1")), ("maxout", (pair, number), ("2×1", "1×1")), ("squared_error", (pair, column), ("2×1", "3×1")),
                ("absolute_error", (column, pair), ("3×1", "2×1")), ("binary_cross_entropy", (pair, number), ("2×1", "1×1")),
                ("hinge", (number, pair), ("1×1", "2×1")), ("cross_entropy", (matrix, number), ("2×2", "1×1")),
                ("svm", (column, pair), ("3×1", "2×1")), ("softmax", (matrix,), ("2×2",)), ("dense", (matrix,), ("2×2",))):
            with self.subTest(kind, operands=operands):
                sources = [source(f"x{i}", value) for i, value in enumerate(operands)]
                text = graph(*sources, gate("y", kind, *(node["id"] for node in sources)))
                error, = evaluate("-", text=text, check=1)["errors"]
                places = [error["message"].rfind(shape) for shape in shapes]
                self.assertTrue(0 <= places[0] and places == sorted(places), error["message"])

    def test_the_sign_of_zero(self):
        """People see none; programs get the number that was computed, as a graph file has it: 1/x tells the two zeros apart."""
        text = graph(source("x", 5), gate("r", "reciprocal", "x"))
        answer = run("eval", "-", "--json", "--set", "x=-0.0", text=text, check=0).stdout
        self.assertRegex(answer, r'"id": "x", [^}]*"value": -0,')
        self.assertRegex(answer, r'"id": "r", [^}]*"value": "-inf"')
        text = graph(source("x", [-1, 0]), gate("n", "relu", "x"), gate("m", "neg", "n"), gate("f", "sum", "m"))
        self.assertNotIn("-0", run("eval", "-", text=text, check=0).stdout)

    def test_a_label_that_is_nearly_one_is_told_with_its_digits(self):
        for kind, value, message in (("cross_entropy", [1, 2, 3], "the class 1.0000001 is not one of 0 … 2"),
                                     ("svm", [1, 2, 3], "the class 1.0000001 is not one of 0 … 2"),
                                     ("pick", [1, 2, 3], "row 1.0000001 is not one of 0 … 2 of 3×1"),
                                     ("hinge", 2, "the label 1.0000001 is neither 1 nor −1")):
            with self.subTest(kind):
                text = graph(source("s", value), source("y", 1.0000001), gate("L", kind, "s", "y"))
                self.assertEqual(evaluate("-", text=text, check=1)["errors"], [{"id": "L", "message": message}])

    def test_an_open_operand(self):
        for inputs in (["x", None], ["x"]):
            with self.subTest(inputs):
                answer = evaluate("-", text=graph(source("x", 3), gate("s", "add", *inputs), gate("f", "neg", "s")), check=1)
                self.assertEqual([node["value"] for node in answer["nodes"]], [3, None, None])
                self.assertEqual([error["id"] for error in answer["errors"]], ["s"])

    def test_an_open_operand_aside_leaves_the_output(self):
        answer = evaluate("-", text=graph(source("x", 3), gate("f", "neg", "x"), gate("s", "exp", None), output="f"), check=1)
        self.assertEqual((answer["value"], answer["nodes"][0]["gradient"]), (-3, -1))

    def test_no_output(self):
        text = graph(source("x", 3), gate("f", "neg", "x"), gate("g", "exp", "x"))
        result = run("eval", "-", "--json", text=text, check=1)
        answer = json.loads(result.stdout)
        self.assertEqual((answer["output"], answer["value"]), (None, None))
        self.assertEqual([node["gradient"] for node in answer["nodes"]], [None] * 3)
        self.assertEqual(answer["nodes"][1]["value"], -3)
        self.assertTrue(result.stderr.startswith("chainrule-cli: -: "), result.stderr)

    def test_an_output_that_is_no_number(self):
        answer = evaluate("-", text=graph(source("x", [1, 2]), gate("f", "neg", "x"), output="f"), check=1)
        self.assertEqual((answer["output"], answer["value"]), ("f", [-1, -2]))
        self.assertEqual([node["gradient"] for node in answer["nodes"]], [None, None])

    def test_an_empty_graph(self):
        self.assertEqual(evaluate("-", text=graph(), check=1), {"output": None, "value": None, "nodes": [], "errors": []})

    def test_a_file_that_is_refused(self):
        for text in ("", "{", "[]", '{"format": "chainrule"}', graph(gate("f", "nonsense")), graph(gate("f", "neg", "f"))):
            with self.subTest(text):
                result = run("eval", "-", "--json", text=text, check=1)
                self.assertEqual(result.stdout, "")
                self.assertTrue(result.stderr.startswith("chainrule-cli: -: "), result.stderr)

    def test_a_file_that_is_not_there(self):
        result = run("eval", HERE / "nothing.chainrule", check=2)
        self.assertTrue(result.stderr.startswith(f"chainrule-cli: {HERE / 'nothing.chainrule'}: "), result.stderr)


class Set(Case):
    def test_another_value(self):
        answer = evaluate(XYZ, "--set", "x=1", "--set", "z=-0.5")
        self.assertEqual([node["value"] for node in answer["nodes"]], [1, 5, -0.5, 6, -3])
        self.assertEqual([node["gradient"] for node in answer["nodes"]], [-0.5, -0.5, 6, -0.5, 1])

    def test_the_last_one_counts(self):
        self.assertEqual(evaluate(XYZ, "--set", "x=1", "--set", "x=2")["value"], -28)

    def test_another_shape(self):
        answer = evaluate(MATRIX, "--set", "W=[[1, 2, 3]]", "--set", "x=[1,1,1]")
        self.assertEqual(answer["value"], 36)
        self.assertEqual(answer["nodes"][0]["gradient"], [[12, 12, 12]])

    def test_a_shape_that_does_not_fit_is_an_error_at_the_node(self):
        answer = evaluate(MATRIX, "--set", "x=[1, 2, 3]", check=1)
        self.assertEqual([error["id"] for error in answer["errors"]], ["q"])

    def test_in_place_of_a_random_value(self):
        drawn = {"id": "x", "gate": "input", "init": {"distribution": "normal", "shape": [1, 1]}}
        self.assertEqual(evaluate("-", "--set", "x=3", text=graph(drawn, gate("f", "neg", "x")))["value"], -3)

    def test_an_attribute(self):
        self.assertEqual(evaluate(NEURON, "--set", "a.factor=0")["value"], 0.5)
        neuron = graph(source("x", 4), gate("f", "neuron", "x", weights=[3], bias=1))
        self.assertEqual(evaluate("-", "--set", "f.weights=[2]", "--set", "f.bias=0", text=neuron)["value"], 8)

    def test_what_cannot_be_set(self):
        for assignment in ("x", "x=", "x=one", "x=[1,", "x=[[1],[2,3]]", "x=[]", "x=1e999", "x=NaN", 'x="1"', "x=1 2", "x=null",
                           "nothing=1", "=1", "q=1", "x.nothing=1", "q.value=1"):
            with self.subTest(assignment):
                result = run("eval", XYZ, "--set", assignment, check=2)
                self.assertEqual(result.stdout, "")
                self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)


class Call(Case):
    def test_a_wrong_call(self):
        for arguments in ([], ["--nonsense", XYZ], [XYZ, XYZ], ["--set"], ["--example", "-1", XYZ], ["--example", "one", XYZ],
                          ["--example", "1", XYZ]):
            with self.subTest(arguments):
                result = run("eval", *arguments, check=2)
                self.assertEqual(result.stdout, "")
                self.assertTrue(result.stderr.startswith("chainrule-cli: "), result.stderr)

    def test_help(self):
        result = run("eval", "--help", check=0)
        for option in ("--set", "--example", "--json"):
            self.assertIn(option, result.stdout)


class Table(Case):
    def test_as_expected(self):
        for example in ("sigmoid-neuron", "norm-squared"):
            with self.subTest(example):
                expected = (HERE / "expected" / f"eval-{example}.txt").read_text()
                self.assertEqual(run("eval", EXAMPLES / f"{example}.chainrule", check=0).stdout, expected)

    def test_large_matrices_are_cut(self):
        table = run("eval", "-", text=graph(source("x", list(range(100))), gate("f", "sum", "x")), check=0).stdout
        self.assertIn("100×1  [0, 1, 2, 3, …]", table)

    def test_what_is_not_computed_is_no_number(self):
        result = run("eval", "-", text=graph(source("x", 3), gate("s", "add", "x", None), gate("f", "neg", "s")), check=1)
        self.assertEqual([line.split()[-1] for line in result.stdout.splitlines()[1:]], ["3", "open", "waiting"])

    def test_undefined_and_infinite(self):
        text = graph(source("x", 0), gate("r", "reciprocal", "x"), gate("f", "sub", "r", "r"))
        lines = run("eval", "-", text=text, check=0).stdout.splitlines()
        self.assertEqual([line.split()[3] for line in lines[1:]], ["0", "inf", "nan"])

    def test_the_locale_changes_no_number(self):
        expected = run("eval", NEURON, check=0).stdout
        for locale in ("C", "de_DE.UTF-8"):
            self.assertEqual(run("eval", NEURON, check=0, env={"LC_ALL": locale, "LANGUAGE": "C"}).stdout, expected)


if __name__ == "__main__":
    unittest.main()
