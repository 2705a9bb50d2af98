# SPDX-License-Identifier: GPL-3.0-or-later
"""Records what PyTorch computes for nets on given weights, points and order: tests/learning/pytorch.json, which test_pytorch.py compares
chainrule-cli with. To be run again (with torch 1.13 or later) only to record other cases:

    python3 tests/learning/record_pytorch.py
"""

import json
import math
import pathlib

import torch

torch.set_default_dtype(torch.float64)
OUT = pathlib.Path(__file__).parent / "pytorch.json"
EPOCHS = 12
BATCH = 3


def number(i, size=1.0):
    """Numbers with no pattern, the same everywhere: fractions of multiples of an irrational one, in −size … size."""
    return round(size * (2 * math.modf(i * 0.6180339887498949)[0] - 1), 6)


def points(labels):
    """Eight points, so that the last batch of three is smaller."""
    return [[number(3 * i + 1, 2), number(3 * i + 2, 2), label] for i, label in enumerate(labels)]


SIGNS = [1, -1, -1, 1, 1, -1, 1, -1]
CLASSES = [0, 2, 1, 1, 0, 2, 2, 0]
REALS = [0.5, -0.25, 1.5, -1, 0.125, 2, -0.75, 0.3]


def matrix(rows, columns, first):
    return [[number(first + i * columns + j) for j in range(columns)] for i in range(rows)]


def make_graph(loss, labels, outputs, activation, training):
    """A graph file: 2 inputs, a dense layer of 3, a dense layer of outputs, the loss."""
    nodes = [
        {"id": "x", "gate": "input", "feature": ["x1", "x2"]},
        {"id": "y", "gate": "input", "feature": "label"},
        {"id": "h", "gate": "dense", "inputs": ["x"], "units": 3, "weights": matrix(3, 2, 100), "bias": [number(120 + i) for i in range(3)],
         "activation": activation},
        {"id": "p", "gate": "dense", "inputs": ["h"], "units": outputs, "weights": matrix(outputs, 3, 140),
         "bias": [number(170 + i) for i in range(outputs)]},
        {"id": "L", "gate": loss, "inputs": ["p", "y"]},
    ]
    return {"format": "chainrule", "version": 1, "nodes": nodes, "output": "L",
            "training": {"dataset": {"points": points(labels)}, "train_fraction": 1, "batch_size": BATCH, "shuffle": False,
                         "epochs": EPOCHS, **training}}


def svm(scores, labels):
    margins = torch.clamp(scores - scores.gather(1, labels[:, None]) + 1, min=0)
    return margins.sum(1) - 1


LOSSES = {
    "squared_error": lambda p, y: (p[:, 0] - y) ** 2,
    "absolute_error": lambda p, y: (p[:, 0] - y).abs(),
    "binary_cross_entropy": lambda p, y: torch.nn.functional.binary_cross_entropy_with_logits(p[:, 0], (y > 0) * 1.0, reduction="none"),
    "hinge": lambda p, y: torch.clamp(1 - y * p[:, 0], min=0),
    "cross_entropy": lambda p, y: torch.nn.functional.cross_entropy(p, y.long(), reduction="none"),
    "svm": lambda p, y: svm(p, y.long()),
}
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid, "elu": torch.nn.functional.elu,
               "silu": torch.nn.functional.silu, "gelu": torch.nn.functional.gelu, "softplus": torch.nn.functional.softplus,
               "leaky_relu": lambda x: torch.nn.functional.leaky_relu(x, 0.1)}  # the slope that the gate has by default


def make_optimizer(parameters, optimizer):
    rate = optimizer["learning_rate"]
    method = optimizer["method"]
    if method == "sgd":
        return torch.optim.SGD(parameters, lr=rate)
    if method == "momentum":
        return torch.optim.SGD(parameters, lr=rate, momentum=optimizer.get("momentum", 0.9))
    if method == "rmsprop":
        return torch.optim.RMSprop(parameters, lr=rate, alpha=optimizer.get("decay", 0.99), eps=optimizer.get("epsilon", 1e-8))
    return torch.optim.Adam(parameters, lr=rate, betas=(optimizer.get("beta1", 0.9), optimizer.get("beta2", 0.999)),
                            eps=optimizer.get("epsilon", 1e-8))


def penalty(weights, regularization):
    rate = regularization.get("rate", 0)
    if regularization.get("kind") == "l1":
        return rate * sum(w.abs().sum() for w in weights)
    if regularization.get("kind") == "l2":
        return rate / 2 * sum((w ** 2).sum() for w in weights)
    return 0


def record(name, graph):
    """Trains the net as the graph says, and says what came of it."""
    training = graph["training"]
    hidden, last, loss_node = graph["nodes"][2:5]
    activation, loss = ACTIVATIONS[hidden["activation"]], LOSSES[loss_node["gate"]]
    w1, b1, w2, b2 = (torch.tensor(v, requires_grad=True, dtype=torch.float64)
                      for v in (hidden["weights"], hidden["bias"], last["weights"], last["bias"]))
    data = torch.tensor(training["dataset"]["points"])
    optimizer = make_optimizer([w1, b1, w2, b2], training.get("optimizer", {"method": "sgd", "learning_rate": 0.03}))
    losses = []

    def run(rows):
        return loss(activation(rows[:, :2] @ w1.T + b1) @ w2.T + b2, rows[:, 2])

    for _ in range(EPOCHS):
        for at in range(0, len(data), BATCH):
            values = run(data[at:at + BATCH])
            total = values.sum() if training.get("reduction") == "sum" else values.mean()
            optimizer.zero_grad()
            (total + penalty([w1, w2], training.get("regularization", {}))).backward()
            optimizer.step()
        losses.append(run(data).mean().item())
    return {"name": name, "graph": graph, "losses": losses,
            "parameters": {"h": {"weights": w1.tolist(), "bias": b1.tolist()}, "p": {"weights": w2.tolist(), "bias": b2.tolist()}}}


def make_cases():
    labels = {"cross_entropy": CLASSES, "svm": CLASSES, "squared_error": REALS, "absolute_error": REALS}
    for loss in LOSSES:
        outputs = 3 if loss in ("cross_entropy", "svm") else 1
        yield f"loss {loss}", make_graph(loss, labels.get(loss, SIGNS), outputs, "tanh", {})
    for activation in ACTIVATIONS:
        yield f"activation {activation}", make_graph("squared_error", SIGNS, 1, activation, {})
    methods = [
        {"method": "sgd", "learning_rate": 0.05},
        {"method": "momentum", "learning_rate": 0.02, "momentum": 0.8},
        {"method": "rmsprop", "learning_rate": 0.01, "decay": 0.95, "epsilon": 1e-6},
        {"method": "adam", "learning_rate": 0.02, "beta1": 0.85, "beta2": 0.99, "epsilon": 1e-7},
        {"method": "momentum", "learning_rate": 0.01},
        {"method": "rmsprop", "learning_rate": 0.005},
        {"method": "adam", "learning_rate": 0.01},
    ]
    for i, optimizer in enumerate(methods):
        for kind in ("none", "l1", "l2") if i < 4 else ("none",):
            for reduction in ("mean", "sum"):
                training = {"optimizer": optimizer, "reduction": reduction}
                if kind != "none":
                    training["regularization"] = {"kind": kind, "rate": 0.01}
                yield (f"{optimizer['method']} {i} {kind} {reduction}",
                       make_graph("squared_error", SIGNS, 1, "tanh", training))


def main():
    cases = [record(name, graph) for name, graph in make_cases()]
    with open(OUT, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    print(f"{len(cases)} cases recorded with PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
