# SPDX-License-Identifier: GPL-3.0-or-later
"""Losses and weights of a run are those of PyTorch on the same weights, points and order: numbers recorded by record_pytorch.py."""

import csv
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

CASES = json.loads((pathlib.Path(__file__).parent / "pytorch.json").read_text())
TOLERANCE = 1e-9


def flatten(value):
    return [number for part in value for number in flatten(part)] if isinstance(value, list) else [value]


class Agreement(unittest.TestCase):
    def train(self, graph):
        with tempfile.TemporaryDirectory() as folder:
            file, out, log = (pathlib.Path(folder) / name for name in ("in.chainrule", "out.chainrule", "loss.csv"))
            file.write_text(json.dumps(graph))
            subprocess.run([os.environ["CHAINRULE_CLI"], "train", file, "-o", out, "--log", log], check=True, capture_output=True, timeout=600)
            with open(log, encoding="utf-8") as lines:
                losses = [float(row["train_loss"]) for row in csv.DictReader(lines)]
            return json.loads(out.read_text()), losses

    def assert_near(self, actual, expected, what):
        self.assertEqual(len(actual), len(expected), what)
        for a, b in zip(actual, expected):
            self.assertLessEqual(abs(a - b), TOLERANCE * max(1, abs(b)), what)

    def test_losses_and_weights(self):
        for case in CASES:
            with self.subTest(case["name"]):
                trained, losses = self.train(case["graph"])
                nodes = {node["id"]: node for node in trained["nodes"]}
                self.assert_near(losses, case["losses"], "losses")
                for node, parameters in case["parameters"].items():
                    for name, value in parameters.items():
                        self.assert_near(flatten(nodes[node][name]), flatten(value), f"{node}.{name}")

    def test_there_are_all_of_them(self):
        names = " ".join(case["name"] for case in CASES)
        for word in ("sgd", "momentum", "rmsprop", "adam", "l1", "l2", "mean", "sum", "squared_error", "absolute_error",
                     "binary_cross_entropy", "hinge", "cross_entropy", "svm", "tanh", "relu", "leaky_relu", "sigmoid", "elu", "silu", "gelu",
                     "softplus"):
            self.assertIn(word, names.split())


if __name__ == "__main__":
    unittest.main()
