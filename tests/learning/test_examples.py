# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of training learn what they are said to learn, as their files have it."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

EXAMPLES = pathlib.Path(__file__).parent.parent.parent / "data" / "examples"


def cli(*arguments):
    result = subprocess.run([os.environ["CHAINRULE_CLI"], *map(str, arguments)], capture_output=True, check=True, text=True, timeout=600)
    return json.loads(result.stdout) if "--json" in arguments else result.stdout


class Learning(unittest.TestCase):
    def train(self, name):
        """What `train --json` says of the example, and its trained nodes by id."""
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out.chainrule"
            said = cli("train", EXAMPLES / f"{name}.chainrule", "--json", "-o", out)
            return said, {node["id"]: node for node in json.loads(out.read_text())["nodes"]}

    def test_classifiers(self):
        for name, train, test in (("circle", 0.99, 0.98), ("xor", 0.98, 0.95), ("spiral", 0.97, 0.88), ("spiral-3", 0.97, 0.88),
                                  ("moons-by-hand", 0.99, 0.99)):
            with self.subTest(name):
                said, _ = self.train(name)
                self.assertGreaterEqual(said["train_accuracy"], train)
                self.assertGreaterEqual(said["test_accuracy"], test)

    def test_the_moons_have_no_unit(self):
        gates = {node["gate"] for node in json.loads((EXAMPLES / "moons-by-hand.chainrule").read_text())["nodes"]}
        self.assertFalse(gates & {"neuron", "dense", "maxout"})

    def test_linear_regression_is_the_least_squares_line(self):
        _, nodes = self.train("linear-regression")
        points = json.loads((EXAMPLES / "linear-regression.chainrule").read_text())["training"]["dataset"]["points"]
        n = len(points)
        x, y = sum(p[0] for p in points) / n, sum(p[1] for p in points) / n
        slope = sum((p[0] - x) * (p[1] - y) for p in points) / sum((p[0] - x) ** 2 for p in points)
        self.assertAlmostEqual(nodes["w"]["value"], slope, places=3)
        self.assertAlmostEqual(nodes["b"]["value"], y - slope * x, places=3)

    def test_the_penalty_keeps_weights_small_and_serves_the_test(self):
        document = json.loads((EXAMPLES / "regularization.chainrule").read_text())
        held, of_held = self.train("regularization")
        del document["training"]["regularization"]
        with tempfile.TemporaryDirectory() as folder:
            path, out = pathlib.Path(folder) / "free.chainrule", pathlib.Path(folder) / "out.chainrule"
            for seed in range(3):  # of the data: with any points
                document["training"]["dataset"]["seed"] = seed
                path.write_text(json.dumps(document))
                free = cli("train", path, "--json", "-o", out)
                with_penalty = {**document, "training": {**document["training"], "regularization": {"kind": "l2", "rate": 0.03}}}
                path.write_text(json.dumps(with_penalty))
                other = cli("train", path, "--json")
                self.assertLess(free["train_loss"], other["train_loss"])
                self.assertGreater(free["test_loss"], 1.3 * other["test_loss"])
                if seed == 0:
                    self.assertEqual(other["test_loss"], held["test_loss"])
                    of_free = {node["id"]: node for node in json.loads(out.read_text())["nodes"]}
                    self.assertLess(*(sum(w * w for node in nodes.values() for w in node.get("weights", ())) for nodes in (of_held, of_free)))

    def test_the_dead_unit_stays_dead_and_the_leaky_one_learns(self):
        before = {node["id"]: node for node in json.loads((EXAMPLES / "dead-relu.chainrule").read_text())["nodes"]}
        _, nodes = self.train("dead-relu")
        self.assertEqual((nodes["h1"]["weights"], nodes["h1"]["bias"]), (before["h1"]["weights"], before["h1"]["bias"]))
        points = json.loads((EXAMPLES / "dead-relu.chainrule").read_text())["training"]["dataset"]["points"]

        def answer(x, alpha, hidden, last):
            net = hidden["weights"][0] * x + hidden["bias"]
            return last["weights"][0] * max(net, alpha * net) + last["bias"]

        dead = sum((answer(x, 0, nodes["h1"], nodes["p1"]) - y) ** 2 for x, y in points) / len(points)
        alive = sum((answer(x, 0.1, nodes["h2"], nodes["p2"]) - y) ** 2 for x, y in points) / len(points)
        self.assertGreater(dead, 0.9)
        self.assertLess(alive, 0.02)

    def test_the_two_layer_net_learns_too(self):
        said, _ = self.train("two-layer-net")
        self.assertLess(said["train_loss"], 0.9 * cli("train", EXAMPLES / "two-layer-net.chainrule", "--epochs", 0, "--json")["train_loss"])


if __name__ == "__main__":
    unittest.main()
