# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of classifiers and nets against NumPy: every value and every gradient, forward and backward written out by hand."""

import json
import unittest

import numpy as np

from program import EXAMPLES, Case, evaluate


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def linear_classifier():
    W, x, y = np.array([[0.6, 1.3], [1.1, 2], [0.3, -1]]), np.array([1.0, 2]), 0
    return W, x, y, W @ x, np.sum(W * W)


def svm_loss():
    W, x, y, s, penalty = linear_classifier()
    d = s - s[y]
    h = np.maximum(0, d + 1)
    dm = (d + 1 > 0) * 1.0
    ds = dm.copy()
    ds[y] -= dm.sum()
    data = h.sum() - 1
    assert abs(data - 2.9) < 1e-12  # the loss of the cat among car and frog in the course's lecture 3
    return {
        "W": (W, np.outer(ds, x) + 2 * W), "x": (x, W.T @ ds), "y": (y, None), "s": (s, ds), "right": (s[y], -dm.sum()),
        "d": (d, dm), "m": (d + 1, dm), "h": (h, np.ones(3)), "n": (h.sum(), 1), "data": (data, 1), "R": (penalty, 1),
        "L": (data + penalty, 1),
    }


def softmax_loss():
    W, x, y, s, penalty = linear_classifier()
    log_p = s - np.log(np.sum(np.exp(s)))
    right = np.zeros(3)
    right[y] = 1
    ds = np.exp(log_p) - right
    return {
        "W": (W, np.outer(ds, x) + 2 * W), "x": (x, W.T @ ds), "y": (y, None), "s": (s, ds), "logp": (log_p, -right),
        "right": (log_p[y], -1), "data": (-log_p[y], 1), "R": (penalty, 1), "L": (penalty - log_p[y], 1),
    }


def two_layer_function():
    x, W1, W2 = np.array([1.0, -2]), np.array([[0.5, -1], [1, 0.5], [-0.5, 0.25]]), np.array([[1, -2, 0.5]])
    a = W1 @ x
    h = np.maximum(0, a)
    dh = W2[0]
    da = dh * (a > 0)
    return {
        "x": (x, W1.T @ da), "W1": (W1, np.outer(da, x)), "W2": (W2, h[None, :]), "a": (a, da), "h": (h, dh),
        "f": (float((W2 @ h)[0]), 1),
    }


def neuron():
    x, w, b = np.array([-1.0, -2]), np.array([2.0, -3]), -3
    f = sigmoid(w @ x + b)
    slope = f * (1 - f)
    return {"x0": (x[0], w[0] * slope), "x1": (x[1], w[1] * slope), "f": (f, 1), "f.weights": slope * x, "f.bias": slope}


def activations():
    x = 0.5
    s, t = sigmoid(x), np.tanh(x)
    values = {"a": s, "b": t, "c": x, "d": x, "e": x, "m": max(x, -0.5 * x + 0.25)}
    slopes = s * (1 - s) + (1 - t * t) + 1 + 1 + 1 + 1
    return {"x": (x, slopes), **{name: (value, 1) for name, value in values.items()}, "f": (sum(values.values()), 1),
            "m.weights": np.array([[x], [0]]), "m.bias": np.array([1, 0])}


def net_3_4_4_1():
    """The weights are the file's; the net is two matrix products with sigmoids and a linear output."""
    nodes = {node["id"]: node for node in json.loads((EXAMPLES / "net-3-4-4-1.chainrule").read_text())["nodes"]}
    layers = [["a1", "a2", "a3", "a4"], ["b1", "b2", "b3", "b4"], ["f"]]
    W = [np.array([nodes[unit]["weights"] for unit in layer]) for layer in layers]
    b = [np.array([nodes[unit]["bias"] for unit in layer]) for layer in layers]
    x = np.array([nodes[name]["value"] for name in ("x1", "x2", "x3")])
    h1 = sigmoid(W[0] @ x + b[0])
    h2 = sigmoid(W[1] @ h1 + b[1])
    f = W[2] @ h2 + b[2]
    d2 = W[2][0]
    n2 = d2 * h2 * (1 - h2)
    d1 = W[1].T @ n2
    n1 = d1 * h1 * (1 - h1)
    expected = {f"x{i + 1}": (x[i], (W[0].T @ n1)[i]) for i in range(3)}
    expected["f"] = (f[0], 1)
    expected["f.weights"], expected["f.bias"] = h2, 1
    for names, value, gradient, net, below in (layers[0], h1, d1, n1, x), (layers[1], h2, d2, n2, h1):
        for i, name in enumerate(names):
            expected[name] = (value[i], gradient[i])
            expected[f"{name}.weights"], expected[f"{name}.bias"] = net[i] * below, net[i]
    return expected


NETS = {
    "svm-loss": svm_loss, "softmax-loss": softmax_loss, "two-layer-function": two_layer_function, "neuron": neuron,
    "activations": activations, "net-3-4-4-1": net_3_4_4_1, "two-layer-net": None,
}


class Nets(Case):
    def assert_close(self, number, expected, message, tolerance=1e-12):
        self.assertTrue(np.allclose(number, expected, rtol=tolerance, atol=tolerance), f"{message}: {number}, not {expected}")

    def test_every_number(self):
        for example, compute in NETS.items():
            if compute is None:
                continue
            with self.subTest(example):
                answer = evaluate(EXAMPLES / f"{example}.chainrule")
                nodes, expected = {node["id"]: node for node in answer["nodes"]}, compute()
                self.assertEqual(set(nodes), {name for name in expected if "." not in name}, "every node is compared")
                for name, node in nodes.items():
                    value, gradient = expected[name]
                    self.assert_close(node["value"], value, f"value of {name}")
                    if gradient is None:
                        self.assertIsNone(node["gradient"], f"gradient of {name}")
                    else:
                        self.assert_close(node["gradient"], gradient, f"gradient of {name}")
                    for member in ("weights", "bias"):
                        self.assertEqual(f"{member}_gradient" in node, f"{name}.{member}" in expected)
                        if f"{name}.{member}" in expected:
                            self.assert_close(node[f"{member}_gradient"], expected[f"{name}.{member}"], f"{member} of {name}")

    def test_the_twenty_lines(self):
        """64×1000×100×10, from the very numbers that the program drew; they are standard normal and the same each time."""
        nodes = {node["id"]: node for node in evaluate(EXAMPLES / "two-layer-net.chainrule")["nodes"]}
        x, y, W1, W2 = (np.array(nodes[name]["value"]) for name in ("x", "y", "W1", "W2"))
        self.assertEqual([a.shape for a in (x, y, W1, W2)], [(64, 1000), (64, 10), (1000, 100), (100, 10)])
        for a in (x, y, W1, W2):
            self.assertLess(abs(a.mean()), 5 / np.sqrt(a.size))
            self.assertLess(abs(a.std() - 1), 5 / np.sqrt(a.size))
        h = sigmoid(x @ W1)
        p = h @ W2
        dp = 2 * (p - y)
        self.assert_close(nodes["L"]["value"], np.sum((p - y) ** 2), "loss", 1e-10)
        self.assert_close(nodes["W2"]["gradient"], h.T @ dp, "gradient of W2", 1e-9)
        self.assert_close(nodes["W1"]["gradient"], x.T @ ((dp @ W2.T) * h * (1 - h)), "gradient of W1", 1e-9)
        again = {node["id"]: node for node in evaluate(EXAMPLES / "two-layer-net.chainrule")["nodes"]}
        self.assertEqual(again["L"]["value"], nodes["L"]["value"])


if __name__ == "__main__":
    unittest.main()
