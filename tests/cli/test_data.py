# SPDX-License-Identifier: GPL-3.0-or-later
"""Inputs bound to data: eval --example, validate, data files and where they may be."""

import json
import math
import os
import pathlib
import tempfile
import unittest

from program import Case, evaluate, graph, run

POINTS = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [0.5, 0.25, 1]]

# L = (w · x − y)²
NODES = [
    {"id": "x", "gate": "input", "feature": ["x1", "x2"], "value": [7, 8]},
    {"id": "y", "gate": "input", "feature": "label"},
    {"id": "w", "gate": "parameter", "value": [1, 2]},
    {"id": "s", "gate": "dot", "inputs": ["w", "x"]},
    {"id": "L", "gate": "squared_error", "inputs": ["s", "y"]},
]


def trained(dataset, *nodes, **training):
    """The text of a graph with that data set, not shuffled, all of it for training."""
    return graph(*(nodes or NODES), training={"dataset": dataset, "shuffle": False, "train_fraction": 1, **training})


def nodes_of(answer):
    return {node["id"]: node for node in answer["nodes"]}


class Labels(Case):
    NODES = [{"id": "s", "gate": "input", "feature": ["x1", "x2"]}, {"id": "y", "gate": "input", "feature": "label"},
             {"id": "L", "gate": "cross_entropy", "inputs": ["s", "y"]}]

    def test_a_class_out_of_range_in_an_example_that_is_not_shown(self):
        for n, row in ((3, 1), (700, 300)):
            points = [[0.1 * i, 1, i % 2] for i in range(n)]
            run("eval", "-", text=trained({"points": points}, *self.NODES), check=0)
            points[row][2] = 2
            text = trained({"points": points}, *self.NODES, train_fraction=0.25)
            result = run("eval", "-", "--json", text=text, check=1)
            message = f"example {row} of the data: the class 2 is not one of 0 … 1"
            self.assertEqual(result.stderr, f'chainrule-cli: -: node "L": {message}\n')
            answer = json.loads(result.stdout)
            self.assertEqual(answer["errors"], [{"id": "L", "message": message}])
            self.assert_near(answer["value"], math.log(1 + math.e), 1e-15)

    def test_in_the_example_that_is_shown(self):
        result = run("eval", "-", "--json", text=trained({"points": [[0, 1, 2], [0, 1, 7]]}, *self.NODES), check=1)
        answer = json.loads(result.stdout)
        self.assertEqual(answer["errors"], [{"id": "L", "message": "the class 2 is not one of 0 … 1"}])
        self.assertIn('node "L": the class 2 is not one of 0 … 1\n', result.stderr)
        self.assertNotIn("example", result.stderr)


class Example(Case):
    def test_numbers_by_hand(self):
        for number, (x1, x2, y) in enumerate(POINTS):
            with self.subTest(number):
                nodes = nodes_of(evaluate("-", "--example", number, text=trained({"points": POINTS})))
                s = x1 + 2 * x2
                slope = 2 * (s - y)
                self.assertEqual(nodes["x"]["value"], [x1, x2])
                self.assertEqual(nodes["y"]["value"], y)
                self.assertEqual(nodes["s"]["value"], s)
                self.assertEqual(nodes["L"]["value"], (s - y) ** 2)
                self.assertEqual(nodes["w"]["gradient"], [slope * x1, slope * x2])
                self.assertEqual(nodes["x"]["gradient"], [slope, 2 * slope])
                self.assertEqual(nodes["x"]["shape"], [2, 1])

    def test_a_neuron_and_a_class(self):
        # tanh(0.5·4 − 1·1 − 1) = 0 and its slope is 1; two scores 0 and 0 give −ln ½.
        nodes = [{"id": "a", "gate": "input", "feature": "x1"}, {"id": "b", "gate": "input", "feature": "x2"},
                 {"id": "class", "gate": "input", "feature": "label"},
                 {"id": "h", "gate": "neuron", "inputs": ["a", "b"], "activation": "tanh", "weights": [0.5, -1], "bias": -1},
                 {"id": "zero", "gate": "constant", "value": 0}, {"id": "scores", "gate": "concat", "inputs": ["h", "zero"]},
                 {"id": "L", "gate": "cross_entropy", "inputs": ["scores", "class"]}]
        answer = evaluate("-", text=trained({"points": [[4, 1, 1]]}, *nodes))
        found = nodes_of(answer)
        self.assert_near(found["h"]["value"], 0, 1e-15)
        self.assert_near(answer["value"], 0.6931471805599453, 1e-15)
        self.assert_near(found["h"]["gradient"], 0.5, 1e-15)
        self.assert_near(found["h"]["weights_gradient"], [2, 0.5], 1e-15)
        self.assertIsNone(found["class"]["gradient"])

    def test_the_first_is_shown_where_none_is_named(self):
        text = trained({"points": POINTS})
        self.assertEqual(evaluate("-", text=text), evaluate("-", "--example", "0", text=text))

    def test_the_table_shows_the_same(self):
        shown = run("eval", "-", "--example", "1", text=trained({"points": POINTS}), check=0).stdout
        self.assertRegex(shown, r"(?m)^x +input +2×1 +\[4, 5\] +\[16, 32\]$")

    def test_only_training_examples_count(self):
        text = trained({"points": POINTS}, train_fraction=0.75)
        self.assertEqual(nodes_of(evaluate("-", "--example", "2", text=text))["y"]["value"], 9)
        result = run("eval", "-", "--example", "3", text=text, check=2)
        self.assertEqual(result.stderr, "chainrule-cli: -: there is no example 3: 3 are for training, counted from 0\n")
        self.assertEqual(result.stdout, "")

    def test_every_command_about_one_example(self):
        # At example 2, x = (7, 8) and y = 9: s = 23, ∂L/∂s = 28, ∂L/∂w = 28 (7, 8).
        text = trained({"points": POINTS})
        checked = json.loads(run("check", "-", "--json", "--example", "2", text=text, check=0).stdout)
        gradients = {(entry["id"], entry["row"]): entry["analytic"] for entry in checked["entries"]}
        self.assertEqual([gradients["w", 0], gradients["w", 1]], [196, 224])
        explained = json.loads(run("explain", "-", "w", "--json", "--example", "2", text=text, check=0).stdout)
        self.assertEqual(explained["gradient"], [196, 224])
        jacobian = json.loads(run("jacobian", "-", "s", "w", "--json", "--example", "2", text=text, check=0).stdout)
        self.assertEqual(jacobian["matrix"], [[7, 8]])
        for command in (["check", "-"], ["explain", "-", "w"], ["jacobian", "-", "s", "w"], ["render", "-", "-o", "x.svg"]):
            with self.subTest(command[0]):
                result = run(*command, "--example", "4", text=text, check=2)
                self.assertEqual(result.stderr, "chainrule-cli: -: there is no example 4: 4 are for training, counted from 0\n")
                self.assertIn("counts from 0", run(*command, "--example", "-1", text=text, check=2).stderr)

    def test_half_rounds_up(self):
        text = trained({"points": POINTS[:3]}, train_fraction=0.5)
        run("eval", "-", "--example", "1", text=text, check=0)
        run("eval", "-", "--example", "2", text=text, check=2)

    def test_shuffling_takes_every_point_once_and_the_same_again(self):
        text = trained({"points": POINTS}, shuffle=True, seed=4)
        labels = [nodes_of(evaluate("-", "--example", i, text=text))["y"]["value"] for i in range(4)]
        self.assertEqual(sorted(labels), [1, 3, 6, 9])
        again = [nodes_of(evaluate("-", "--example", i, text=text))["y"]["value"] for i in range(4)]
        self.assertEqual(labels, again)

    def test_generators(self):
        for name in ("circle", "xor", "gauss", "spiral", "moons", "rings", "blobs", "checkerboard", "plane", "multi_gauss"):
            with self.subTest(name):
                text = trained({"generator": name, "points": 20, "noise": 0.1, "seed": 5})
                answer = evaluate("-", "--example", "19", text=text)
                self.assertEqual(answer, evaluate("-", "--example", "19", text=text))
                self.assertLessEqual(abs(nodes_of(answer)["y"]["value"]), 1.2)
                run("eval", "-", "--example", "20", text=text, check=2)

    def test_named_features(self):
        nodes = [{"id": "x", "gate": "input", "feature": "x3"}]
        text = trained({"features": ["x1", "x3"], "points": POINTS}, *nodes)
        self.assertEqual(evaluate("-", "--example", "2", text=text)["value"], 8)

    def test_without_data_the_own_value_is_shown(self):
        nodes = nodes_of(evaluate("-", text=graph(*NODES)))
        self.assertEqual((nodes["x"]["value"], nodes["y"]["value"]), ([7, 8], 0))
        run("eval", "-", "--example", "1", text=graph(*NODES), check=2)

    def test_a_value_that_is_set_takes_the_place_of_the_data(self):
        nodes = nodes_of(evaluate("-", "--set", "x=[1, 1]", text=trained({"points": POINTS})))
        self.assertEqual((nodes["x"]["value"], nodes["y"]["value"]), ([1, 1], 3))


class Errors(Case):
    def test_a_missing_feature_is_an_error_at_its_node(self):
        nodes = [*NODES, {"id": "z", "gate": "input", "feature": ["x1", "x9"]}, {"id": "n", "gate": "neg", "inputs": ["z"]}]
        answer = evaluate("-", text=graph(*nodes, output="L", training={"dataset": {"points": POINTS}, "shuffle": False}), check=1)
        self.assertEqual([error["id"] for error in answer["errors"]], ["z"])
        self.assertIn("x9", answer["errors"][0]["message"])
        self.assertEqual(answer["value"], 4)
        self.assertIsNone(nodes_of(answer)["n"]["value"])
        self.assertEqual(nodes_of(answer)["w"]["gradient"], [4, 8])

    def test_what_a_generator_cannot_make(self):
        for dataset in ({"generator": "circle", "classes": 3}, {"generator": "plane", "classes": 2}):
            with self.subTest(dataset):
                answer = evaluate("-", text=trained(dataset), check=1)
                self.assertEqual([error["id"] for error in answer["errors"]], ["x", "y"])
                self.assertEqual(nodes_of(answer)["w"]["value"], [1, 2])

    def test_no_example_for_training(self):
        text = trained({"points": POINTS}, train_fraction=0)
        answer = evaluate("-", text=text, check=1)
        self.assertEqual([error["id"] for error in answer["errors"]], ["x", "y"])
        run("eval", "-", "--example", "1", text=text, check=2)

    def test_validate_says_the_same(self):
        result = run("validate", "-", text=trained({"generator": "xor", "classes": 4}), check=1)
        self.assertIn('node "x": xor makes at most 2 classes, not 4', result.stderr)
        run("validate", "-", text=trained({"points": POINTS}), check=0)

    def test_a_label_that_is_no_class(self):
        nodes = [{"id": "s", "gate": "input", "feature": ["x1", "x2"]}, {"id": "y", "gate": "input", "feature": "label"},
                 {"id": "L", "gate": "cross_entropy", "inputs": ["s", "y"]}]
        text = trained({"points": [[1, 2, 0], [1, 2, 2]]}, *nodes)
        run("eval", "-", text=text, check=1)
        answer = evaluate("-", "--example", "1", text=text, check=1)
        self.assertEqual([error["id"] for error in answer["errors"]], ["L"])


class Files(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "graphs").mkdir()
        self.file = self.folder / "graphs" / "g.chainrule"

    def put(self, data, text="1,2,3\n4,5,6\n", name="points.csv"):
        """A graph file that names that data file, and a data file."""
        self.file.write_text(trained({"file": data}))
        (self.folder / "graphs" / name).write_text(text)
        return self.file

    def refuse(self, file, expected):
        answer = evaluate(file, check=1)
        self.assertEqual([error["id"] for error in answer["errors"]], ["x", "y"])
        for error in answer["errors"]:
            self.assertIn(expected, error["message"])
        self.assertEqual(nodes_of(answer)["w"]["value"], [1, 2])
        self.assertIn(expected, run("validate", file, check=1).stderr)

    def test_beside_the_graph_wherever_the_program_runs(self):
        file = self.put("points.csv")
        self.assertEqual(nodes_of(evaluate(file, "--example", "1"))["x"]["value"], [4, 5])
        result = run("eval", "g.chainrule", "--json", check=0, cwd=self.folder / "graphs")
        self.assertIn('"value": [1, 2]', result.stdout)
        run("eval", "graphs/g.chainrule", check=0, cwd=self.folder)

    def test_standard_input_has_the_current_folder(self):
        text = self.put("points.csv").read_text()
        run("eval", "-", text=text, check=0, cwd=self.folder / "graphs")
        run("eval", "-", text=text, check=1, cwd=self.folder)

    def test_a_folder_below(self):
        (self.folder / "graphs" / "data").mkdir()
        self.put("data/points.csv", name="data/points.csv")
        run("eval", self.file, check=0)

    def test_semicolons_and_a_header(self):
        self.put("points.csv", "label;x1;x2\n1;2,5;3\n")
        nodes = nodes_of(evaluate(self.file))
        self.assertEqual((nodes["x"]["value"], nodes["y"]["value"]), ([2.5, 3], 1))

    def test_missing(self):
        self.refuse(self.put("other.csv"), "“other.csv”: there is no such file")

    def test_bad(self):
        self.refuse(self.put("points.csv", "1,2,3\n1,two,3\n"), "line 2: field 2: expected a finite number, found “two”")

    def test_too_few_columns_for_the_graph(self):
        self.put("points.csv", "1,2\n")
        answer = evaluate(self.file, check=1)
        self.assertEqual([error["id"] for error in answer["errors"]], ["x"])

    def test_a_folder_is_no_data_file(self):
        self.refuse(self.put("."), "it is no regular file")

    def test_a_pipe_is_no_data_file(self):
        file = self.put("pipe")
        os.mkfifo(self.folder / "graphs" / "pipe")
        self.refuse(file, "it is no regular file")

    def test_a_device_is_no_data_file(self):
        file = self.put("zero")
        os.symlink("/dev/zero", self.folder / "graphs" / "zero")
        self.refuse(file, "it is no regular file")

    def test_a_large_file_is_refused_unread(self):
        file = self.put("large.csv")
        with open(self.folder / "graphs" / "large.csv", "wb") as large:
            large.truncate(64 * 1024 * 1024 + 1)
        self.refuse(file, "64 MiB")

    def test_elsewhere_needs_permission(self):
        (self.folder / "points.csv").write_text("7,8,9\n")
        for name in ("../points.csv", "../graphs/../points.csv", str(self.folder / "points.csv")):
            with self.subTest(name):
                self.refuse(self.put(name), "--allow-path")
                self.assertEqual(nodes_of(evaluate(self.file, "--allow-path"))["x"]["value"], [7, 8])
                run("validate", "--allow-path", self.file, check=0)

    def test_dots_in_a_name_are_no_way_out(self):
        run("eval", self.put("..points.csv", name="..points.csv"), check=0)
        run("eval", self.put("./points.csv"), check=0)


if __name__ == "__main__":
    unittest.main()
