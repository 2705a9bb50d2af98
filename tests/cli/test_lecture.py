# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples against the lecture: every value and every gradient, in two ways that do not know our engine.

LECTURE holds the numbers as the lecture prints them (docs/LECTURE.md), rounded there to two decimals where it rounds.
The functions named after the examples compute the same numbers in plain Python, from the formulas, to the last digits.
"""

import json
import math
import re
import unittest

from program import EXAMPLES, Case, evaluate
from test_nets import NETS

# example: (tolerance, {node: (value, gradient)}), as the lecture says.
LECTURE = {
    "xyz": (0, {
        "x": (-2, -4), "y": (5, -4), "z": (-4, 3), "q": (3, -4), "f": (-12, 1),
    }),
    "sigmoid-neuron": (0.005, {
        "w0": (2, -0.20), "x0": (-1, 0.39), "w1": (-3, -0.39), "x1": (-2, -0.59), "w2": (-3, 0.20),
        "p": (-2, 0.20), "q": (6, 0.20), "r": (4, 0.20), "s": (1, 0.20),
        "a": (-1, -0.20), "b": (0.37, -0.53), "c": (1.37, -0.53), "f": (0.73, 1),
    }),
    "patterns": (0, {
        "x": (3, -8), "y": (-4, 6), "z": (2, 2), "w": (-1, 0),
        "p": (-12, 2), "m": (2, 2), "s": (-10, 2), "f": (-20, 1),
    }),
    "branches": (0.005, {
        "x": (1, 2.20), "a": (1, 1), "b": (0.73, 1), "f": (1.73, 1),
    }),
    "norm-squared": (1e-15, {
        "W": ([[0.1, 0.5], [-0.3, 0.8]], [[0.088, 0.176], [0.104, 0.208]]),
        "x": ([0.2, 0.4], [-0.112, 0.636]), "q": ([0.22, 0.26], [0.44, 0.52]), "f": (0.116, 1),
    }),
}


def xyz():
    x, y, z = -2, 5, -4
    q = x + y
    return {"x": (x, z), "y": (y, z), "z": (z, q), "q": (q, z), "f": (q * z, 1)}


def sigmoid_neuron():
    w0, x0, w1, x1, w2 = 2, -1, -3, -2, -3
    s = w0 * x0 + w1 * x1 + w2
    f = 1 / (1 + math.exp(-s))
    df = (1 - f) * f  # the sigmoid gate of row 4, in one piece
    dc = -f * f
    return {
        "w0": (w0, x0 * df), "x0": (x0, w0 * df), "w1": (w1, x1 * df), "x1": (x1, w1 * df), "w2": (w2, df),
        "p": (w0 * x0, df), "q": (w1 * x1, df), "r": (w0 * x0 + w1 * x1, df), "s": (s, df),
        "a": (-s, -df), "b": (math.exp(-s), dc), "c": (1 + math.exp(-s), dc), "f": (f, 1),
    }


def patterns():
    x, y, z, w = 3, -4, 2, -1
    return {
        "x": (x, 2 * y), "y": (y, 2 * x), "z": (z, 2), "w": (w, 0),
        "p": (x * y, 2), "m": (max(z, w), 2), "s": (x * y + max(z, w), 2), "f": (2 * (x * y + max(z, w)), 1),
    }


def branches():
    x = 1
    s = 1 / (1 + math.exp(-x))
    return {"x": (x, 2 * x + s * (1 - s)), "a": (x * x, 1), "b": (s, 1), "f": (x * x + s, 1)}


def norm_squared():
    W, x = [[0.1, 0.5], [-0.3, 0.8]], [0.2, 0.4]
    q = [sum(w * v for w, v in zip(row, x)) for row in W]
    return {
        "W": (W, [[2 * qi * xj for xj in x] for qi in q]),
        "x": (x, [sum(2 * W[i][j] * q[i] for i in range(2)) for j in range(2)]),
        "q": (q, [2 * qi for qi in q]), "f": (sum(qi * qi for qi in q), 1),
    }


EXACT = {"xyz": xyz, "sigmoid-neuron": sigmoid_neuron, "patterns": patterns, "branches": branches, "norm-squared": norm_squared}


class Lecture(Case):
    def assert_numbers(self, example, expected, tolerance):
        answer = evaluate(EXAMPLES / f"{example}.chainrule")
        nodes = {node["id"]: node for node in answer["nodes"]}
        self.assertEqual(set(nodes), set(expected), "every node is compared")
        for name, (value, gradient) in expected.items():
            self.assert_near(nodes[name]["value"], value, tolerance, f"{example}: value of {name}")
            self.assert_near(nodes[name]["gradient"], gradient, tolerance, f"{example}: gradient of {name}")
        self.assertEqual(answer["output"], "f")
        self.assertEqual(answer["value"], nodes["f"]["value"])
        self.assertEqual(answer["errors"], [])

    def test_every_example_is_compared(self):
        # Those that have data are held to what they learn: tests/learning/test_examples.py.
        shipped = {path.stem for path in EXAMPLES.glob("*.chainrule") if '"dataset"' not in path.read_text()}
        self.assertEqual(shipped, set(LECTURE) | set(NETS))
        self.assertEqual(shipped, set(EXACT) | set(NETS))

    def test_as_the_lecture_prints_them(self):
        for example, (tolerance, expected) in LECTURE.items():
            with self.subTest(example):
                self.assert_numbers(example, expected, tolerance)

    def test_to_the_last_digits(self):
        for example, compute in EXACT.items():
            with self.subTest(example):
                self.assert_numbers(example, compute(), 1e-12)


def flatten(number):
    return [entry for row in number for entry in flatten(row)] if isinstance(number, list) else [number] if number is not None else []


class Scenes(Case):
    """The examples of the lecture's rows are prepared lectures, and what their slides say is so."""

    def load(self, example):
        return json.loads((EXAMPLES / f"{example}.chainrule").read_text(encoding="utf-8"))

    def test_every_row_has_scenes(self):
        for example in set(LECTURE) | set(NETS):
            with self.subTest(example):
                scenes = self.load(example).get("scenes", [])
                self.assertGreaterEqual(len(scenes), 3)
                self.assertTrue(all(scene.get("title") for scene in scenes))
                self.assertTrue(any("text" in scene for scene in scenes))

    def test_numbers_in_texts(self):
        for example in set(LECTURE) | set(NETS):
            answer = evaluate(EXAMPLES / f"{example}.chainrule")
            numbers = [entry for node in answer["nodes"] for what in ("value", "gradient") for entry in flatten(node[what])]
            numbers += [math.exp(number) for number in numbers if number < 0]  # probabilities out of their logarithms
            numbers += [1 - 0.731, 0.25, 0.01, 0.04, 0.0001]  # of 1 − σ, σ′(0), "raise y by 0.01", and a learning rate
            printed = {text for number in numbers for text in (f"{number:.2f}", f"{number:.4f}")}
            for scene in self.load(example)["scenes"]:
                for text in re.findall(r"[−-]?\d+\.\d{2,}", scene.get("text", "")):
                    with self.subTest(example, text=text):
                        plain = text.replace("−", "-")
                        self.assertTrue(plain in printed or plain.lstrip("-") in printed, f"no number of {example} is {text}")


if __name__ == "__main__":
    unittest.main()
