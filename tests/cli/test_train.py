# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli train, surface and new: what they print and write, how they stop, what they refuse."""

import csv
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import tempfile
import unittest

from program import Case, graph, run

POINTS = [[1, 2, 1], [2, 1, -1], [-1, 1, 1], [-2, -1, -1], [0.5, 0.5, 1], [1.5, -1, -1]]
LINEAR = [
    {"id": "x", "gate": "input", "feature": ["x1", "x2"]},
    {"id": "y", "gate": "input", "feature": "label"},
    {"id": "p", "gate": "dense", "inputs": ["x"], "units": 1, "weights": [[0.5, -0.5]], "bias": [0]},
    {"id": "L", "gate": "squared_error", "inputs": ["p", "y"]},
]


def net(**training):
    return graph(*LINEAR, output="L", training={"dataset": {"points": POINTS}, "shuffle": False, "epochs": 3, **training})


class Folder(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def train(self, text, *arguments, check=0):
        """What `train --json` says, and the graph that it wrote (None where it wrote none)."""
        out = self.folder / "out.chainrule"
        result = run("train", "-", "--json", "-o", out, *arguments, text=text, check=check)
        return json.loads(result.stdout), json.loads(out.read_text()) if out.exists() else None


class Train(Folder):
    def test_what_it_prints(self):
        said, _ = self.train(net())
        self.assertEqual(list(said), ["epochs", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "steps", "seconds"])
        self.assertEqual((said["epochs"], said["steps"]), (3, 3))
        text = run("train", "-", text=net(), check=0).stdout
        self.assertIn("3 epochs, 3 steps", text)
        self.assertIn("accuracy", text)

    def test_one_step_by_hand(self):
        said, written = self.train(net(train_fraction=1), "--epochs", 1)
        w, b = [0.5, -0.5], 0
        errors = [w[0] * x1 + w[1] * x2 + b - y for x1, x2, y in POINTS]
        w = [w[i] - 0.03 * sum(2 * e * row[i] for e, row in zip(errors, POINTS)) / 6 for i in (0, 1)]
        b = b - 0.03 * sum(2 * e for e in errors) / 6
        nodes = {node["id"]: node for node in written["nodes"]}
        self.assert_near(nodes["p"]["weights"], [w], 1e-15)
        self.assert_near(nodes["p"]["bias"], [b], 1e-15)
        self.assert_near(said["train_loss"], sum((w[0] * x1 + w[1] * x2 + b - y) ** 2 for x1, x2, y in POINTS) / 6, 1e-14)
        self.assertIsNone(said["test_loss"])
        self.assertIsNone(said["test_accuracy"])
        self.assertEqual(written["training"]["initial"], {"p": {"weights": [[0.5, -0.5]], "bias": [0]}})

    def test_accuracy(self):
        said, _ = self.train(net(train_fraction=0.5), "--epochs", 0)
        right = [(0.5 * x1 - 0.5 * x2 > 0) == (y > 0) for x1, x2, y in POINTS]
        self.assertEqual(said["train_accuracy"], sum(right[:3]) / 3)
        self.assertEqual(said["test_accuracy"], sum(right[3:]) / 3)

    def test_the_log(self):
        log = self.folder / "loss.csv"
        said, _ = self.train(net(), "--log", log)
        lines = log.read_text().splitlines()
        self.assertEqual(lines[0], "epoch,train_loss,test_loss,train_accuracy,test_accuracy")
        rows = list(csv.DictReader(lines))
        self.assertEqual([row["epoch"] for row in rows], ["1", "2", "3"])
        for name in ("train_loss", "test_loss", "train_accuracy", "test_accuracy"):
            self.assertEqual(float(rows[-1][name]), said[name])

    def test_without_data(self):
        text = graph({"id": "w", "gate": "parameter", "value": 1}, {"id": "L", "gate": "square", "inputs": ["w"]})
        log = self.folder / "loss.csv"
        said, written = self.train(text, "--epochs", 2, "--log", log)
        self.assert_near(said["train_loss"], 0.94 ** 4, 1e-15)
        self.assertEqual((said["steps"], said["test_loss"], said["train_accuracy"]), (2, None, None))
        self.assertTrue(log.read_text().splitlines()[-1].endswith(",,,"))
        self.assertEqual(written["training"]["initial"], {"w": {"value": 1}})

    def test_the_seed(self):
        text = run("new", "network", check=0).stdout
        results = [self.train(text, "--epochs", 5, "--seed", seed) for seed in (1, 1, 2)]
        for said, _ in results:
            del said["seconds"]
        self.assertEqual(results[0], results[1])
        self.assertNotEqual(results[0][0]["train_loss"], results[2][0]["train_loss"])
        self.assertEqual(results[0][1]["training"]["seed"], 1)

    def test_stop_conditions(self):
        text = run("new", "network", check=0).stdout
        document = json.loads(text)
        document["training"]["stop"] = {"accuracy": 0.9}
        said, _ = self.train(json.dumps(document))
        self.assertLess(said["epochs"], 100)
        self.assertGreaterEqual(said["train_accuracy"], 0.9)
        document["training"]["stop"] = {"patience": 1}
        document["training"]["optimizer"] = {"method": "sgd", "learning_rate": 0}
        self.assertEqual(self.train(json.dumps(document))[0]["epochs"], 2)

    def test_it_says_why_it_stopped(self):
        for stop, reason in (({"loss": 1e9}, "loss reached after"), ({"accuracy": 0}, "accuracy reached after"),
                             ({"patience": 1}, "no better for a while")):
            with self.subTest(reason):
                text = net(stop=stop, optimizer={"method": "sgd", "learning_rate": 0})
                self.assertIn(reason, run("train", "-", text=text, check=0).stdout)
                result = run("train", "-", "--json", text=text, check=0)
                self.assertIn(reason, result.stderr)
                json.loads(result.stdout)
        self.assertEqual(run("train", "-", "--json", text=net(), check=0).stderr, "")

    def test_where_it_cannot_write_it_does_not_train(self):
        log = self.folder / "loss.csv"
        for out in ("/nonexistent/a.chainrule", self.folder):
            with self.subTest(out):
                result = run("train", "-", "-o", out, "--log", log, text=net(epochs=10**9), check=2)
                self.assertIn(str(out), result.stderr)
                self.assertFalse(log.exists())

    def test_what_is_not_a_number_is_not_right(self):
        nodes = [dict(node) for node in LINEAR]
        nodes[2:3] = [{"id": "q", "gate": "dense", "inputs": ["x"], "units": 1, "weights": [[0.5, -0.5]]},
                      {"id": "p", "gate": "log", "inputs": ["q"]}]
        text = graph(*nodes, output="L", training={"dataset": {"points": [[-1, 1, -1], [-2, 1, -1]]}, "shuffle": False})
        said = run("train", "-", "--epochs", 0, text=text).stdout
        self.assertIn("loss nan", said)
        self.assertNotIn("-nan", said)
        self.assertNotIn("accuracy", said)
        self.assertEqual(json.loads(run("train", "-", "--epochs", 0, "--json", text=text).stdout)["train_accuracy"], 0)

    def test_what_is_not_finite_is_not_written(self):
        out = self.folder / "out.chainrule"
        result = run("train", "-", "-o", out, text=net(optimizer={"method": "sgd", "learning_rate": 1e200}), check=1)
        self.assertRegex(result.stderr, r"stopped before step \d+: .* [pL] ")
        written = json.loads(out.read_text())
        self.assertTrue(all(abs(w) < 1e308 for w in written["nodes"][2]["weights"][0]))
        run("validate", out, check=0)

    def test_which_gate_spoils_a_gradient(self):
        """√0 is 0, its slope is infinite: the gradient of w is lost at the root."""
        text = graph({"id": "p", "gate": "parameter", "value": 0}, {"id": "w", "gate": "scale", "inputs": ["p"], "factor": 2},
                     {"id": "root", "gate": "sqrt", "inputs": ["w"]}, output="root", training={})
        self.assertIn("stopped before step 1: the gradient that w gets from root is not finite", run("train", "-", text=text, check=1).stderr)

    def test_several_losses_have_no_accuracy(self):
        """Only where the loss depends on one loss gate is it told whose prediction is meant."""
        second = {"id": "H", "gate": "hinge", "inputs": ["p", "y"]}
        total = {"id": "T", "gate": "add", "inputs": ["L", "H"]}
        for loss, expected in (("T", [None, None]), ("L", [float, float])):
            document = json.loads(net(loss=loss))
            document["nodes"] += [second, total]
            said, _ = self.train(json.dumps(document))
            for name, kind in zip(("train_accuracy", "test_accuracy"), expected):
                self.assertEqual(said[name] is None, kind is None)

    def test_what_nothing_has_changed_is_not_written(self):
        """No step: no "initial", and what is drawn from the seed stays so."""
        text = graph({"id": "w", "gate": "parameter", "init": {"distribution": "normal", "shape": [2, 1], "scale": 1}},
                     {"id": "L", "gate": "sumsq", "inputs": ["w"]}, output="L", training={"epochs": 2})
        _, written = self.train(text, "--epochs", 0)
        self.assertEqual(written["nodes"], json.loads(text)["nodes"])
        self.assertNotIn("initial", written["training"])
        _, written = self.train(text)
        self.assertIn("value", written["nodes"][0])
        self.assertIn("w", written["training"]["initial"])

    def test_the_sum_of_equal_losses(self):
        """A loss that depends on no data is that of each example: a sum of seven is seven times as steep."""
        def step(**training):
            text = graph({"id": "v", "gate": "parameter", "value": [3, 5]}, {"id": "L", "gate": "sumsq", "inputs": ["v"]}, output="L",
                         training={"epochs": 1, "batch_size": 7, "optimizer": {"method": "sgd", "learning_rate": 0.01}, **training})
            return self.train(text)[1]["nodes"][0]["value"]

        points = {"points": [[1, 1, 1]] * 7}
        self.assert_near(step(reduction="sum"), [3 - 0.06, 5 - 0.1], 1e-12)
        self.assert_near(step(reduction="mean", dataset=points, train_fraction=1), [3 - 0.06, 5 - 0.1], 1e-12)
        self.assert_near(step(reduction="sum", dataset=points, train_fraction=1), [3 - 0.42, 5 - 0.7], 1e-12)

    def test_an_error_elsewhere(self):
        """What the loss does not need does not keep it from training; it is told of all the same, as of every command."""
        document = json.loads(net())
        document["nodes"] += [{"id": "a", "gate": "input", "value": [1, 2]}, {"id": "b", "gate": "input", "value": [1, 2, 3]},
                              {"id": "wrong", "gate": "add", "inputs": ["a", "b"]}]
        said, written = self.train(json.dumps(document), check=1)
        self.assertEqual(said["epochs"], 3)
        self.assertIn("initial", written["training"])
        self.assertIn("wrong", run("train", "-", text=json.dumps(document), check=1).stderr)

    def test_the_graph_alone_on_standard_output(self):
        result = run("train", "-", "-o", "-", text=net(), check=0)
        self.assertEqual(json.loads(result.stdout)["format"], "chainrule")
        self.assertIn("3 epochs", result.stderr)

    def test_what_cannot_be_trained(self):
        for text, expected in ((graph(), "output"), (graph({"id": "x", "gate": "input", "value": 1}), "nothing to train"),
                               (net(train_fraction=0), "training")):
            with self.subTest(expected):
                self.assertIn(expected, run("train", "-", text=text, check=1).stderr)
        for arguments in (["--epochs", "-1"], ["--epochs", "x"], ["--seed", "-1"], ["--log", "/nonexistent/x.csv"], ["-", "-"]):
            with self.subTest(arguments):
                run("train", "-", *arguments, text=net(), check=2)

    def test_data_in_a_file(self):
        (self.folder / "data.csv").write_text("".join(f"{a},{b},{y}\n" for a, b, y in POINTS))
        file = self.folder / "net.chainrule"
        document = json.loads(net())
        document["training"]["dataset"] = {"file": "data.csv"}
        file.write_text(json.dumps(document))
        (self.folder / "below").mkdir()
        run("train", file, "-o", self.folder / "beside.chainrule", check=0)
        run("train", self.folder / "beside.chainrule", check=0)
        with tempfile.TemporaryDirectory() as elsewhere:
            out = pathlib.Path(elsewhere) / "out.chainrule"
            run("train", file, "-o", out, check=0)
            run("train", out, "--allow-path", check=0)  # it still names its data
            run("layout", file, "-o", out, check=0)
            run("train", out, "--allow-path", check=0)
            run("expand", file, "p", "-o", out, check=0)
            run("train", out, "--allow-path", check=0)


class Interrupt(Folder):
    def start(self):
        """A training that goes on, on a terminal, of which some epochs are over."""
        file = self.folder / "net.chainrule"
        run("new", "network", "-o", file, check=0)
        terminal, theirs = pty.openpty()
        self.addCleanup(os.close, terminal)
        process = subprocess.Popen([os.environ["CHAINRULE_CLI"], "train", file, "--json", "-o", self.folder / "out.chainrule", "--epochs",
                                    "1000000000"], stdout=subprocess.PIPE, stderr=theirs)
        os.close(theirs)
        self.addCleanup(process.kill)
        bars = ""
        while not re.search(r"\r\[-+\] epoch [1-9]\d*/1000000000, batch loss 0\.\d+", bars):
            bars += os.read(terminal, 1000).decode()
        return process

    def test_it_stops_and_writes(self):
        process = self.start()
        process.send_signal(signal.SIGINT)
        said = json.loads(process.communicate(timeout=60)[0])
        self.assertEqual(process.returncode, 130)
        self.assertGreater(said["steps"], 0)
        run("train", self.folder / "out.chainrule", "--epochs", 1, check=0)


class Surface(Folder):
    def draw(self, text, *arguments, check=0):
        """The size of the picture that it draws, and its bytes."""
        out = self.folder / "out.png"
        result = run("surface", "-", "-o", out, *arguments, text=text, check=check)
        if check != 0:
            self.assertFalse(out.exists())
            return result.stderr
        data = out.read_bytes()
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        return (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")), data

    def test_the_answer_and_any_node(self):
        text = run("new", "network", check=0).stdout
        size, answer = self.draw(text)
        self.assertEqual(size, (400, 400))
        self.assertEqual(answer, self.draw(text, "--node", "out")[1])
        size, unit = self.draw(text, "--node", "h1_1", "--size", 100)
        self.assertEqual(size, (100, 100))
        self.assertNotEqual(unit, self.draw(text, "--node", "h1_2", "--size", 100)[1])
        self.draw(run("new", "network", "--layers", "2,4,3", "--dataset", "blobs", check=0).stdout)
        self.draw(graph({"id": "x", "gate": "input", "feature": "x1"}, {"id": "f", "gate": "square", "inputs": ["x"]}))

    def test_what_it_refuses(self):
        text = net()
        self.assertIn("“z”", self.draw(text, "--node", "z", check=2))
        self.assertIn("--size", self.draw(text, "--size", 3, check=2))
        run("surface", "-", text=text, check=2)
        self.assertIn("--node", self.draw(graph(), check=1))
        self.assertIn("neither x1 nor x2", self.draw(graph({"id": "x", "gate": "input", "value": 2}, {"id": "f", "gate": "neg", "inputs": ["x"]}),
                                                     check=1))
        self.assertIn(".png", run("surface", "-", "-o", self.folder / "out.jpg", text=text, check=2).stderr)
        self.assertFalse((self.folder / "out.jpg").exists())
        self.assertIn("no value", self.draw(graph({"id": "f", "gate": "neg", "inputs": [None]}, output="f"), "--node", "f", check=1))
        self.assertIn("2×2", self.draw(graph({"id": "f", "gate": "input", "value": [[1, 2], [3, 4]]}), "--node", "f", check=1))


class New(Folder):
    def make(self, *arguments, check=0):
        result = run("new", *arguments, check=check)
        return json.loads(result.stdout) if check == 0 else result.stderr

    def test_the_letter(self):
        document = self.make("network", "--layers", "2,8,8,1", "--activation", "tanh", "--loss", "squared_error", "--dataset", "spiral")
        gates = [node["gate"] for node in document["nodes"]]
        self.assertEqual((gates.count("neuron"), gates.count("input"), gates.count("squared_error")), (17, 3, 1))
        self.assertEqual(document["training"]["dataset"]["generator"], "spiral")
        for node in document["nodes"]:
            self.assertIn("at", node)
            if node["gate"] == "neuron":
                self.assertEqual(len(node["weights"]), len(node["inputs"]))
                self.assertEqual(node["activation"], "tanh")
        self.train(json.dumps(document), "--epochs", 2)

    def test_both_forms_compute_the_same(self):
        layers = self.make("network", "--as", "layers", "--layers", "2,3,1")
        neurons = self.make("network", "--as", "neurons", "--layers", "2,3,1")
        of = {node["id"]: node for node in layers["nodes"]}
        for node in neurons["nodes"]:
            if node["id"].startswith("h1_"):
                node["weights"] = of["h1"]["weights"][int(node["id"][3:]) - 1]
            if node["id"] == "out":
                node["weights"] = of["out"]["weights"][0]
        a, b = (self.train(json.dumps(document), "--epochs", 20)[0] for document in (layers, neurons))
        self.assert_near(a["train_loss"], b["train_loss"], 1e-12)

    def test_several_classes(self):
        document = self.make("network", "--layers", "2,6,3", "--dataset", "blobs")
        self.assertEqual(document["nodes"][-1]["gate"], "cross_entropy")
        self.assertEqual(document["training"]["dataset"]["classes"], 3)
        self.train(json.dumps(document), "--epochs", 2)

    def test_features_are_gates(self):
        document = self.make("network", "--layers", "3,2,1", "--features", "x1^2,x1*x2,sin(x2)")
        self.assertLessEqual({"square", "mul", "sin"}, {node["gate"] for node in document["nodes"]})
        self.train(json.dumps(document), "--epochs", 2)

    def test_what_does_not_fit(self):
        for arguments, expected in ((["--layers", "2,4,1", "--loss", "cross_entropy"], "a unit for each"),
                                    (["--layers", "2,4,3", "--loss", "squared_error"], "1 unit"),
                                    (["--layers", "2,4,3", "--dataset", "circle"], "at most 2 classes"),
                                    (["--layers", "2,4,1", "--dataset", "plane", "--loss", "hinge"], "real numbers"),
                                    (["--layers", "2"], "--layers"), (["--layers", "2,x,1"], "“x”"), (["--layers", "2,0,1"], "“0”"),
                                    (["--layers", "9,4,1"], "inputs"), (["--layers", "3,4,1"], "--features"),
                                    (["--activation", "mul"], "“mul”"), (["--loss", "add"], "“add”"),
                                    (["--dataset", "nonsense"], "circle, xor"), (["--as", "x"], "neurons or layers")):
            with self.subTest(arguments):
                self.assertIn(expected, self.make("network", *arguments, check=2))
        self.assertIn("nonsense", self.make("nonsense", check=2))
        self.make("recurrent", "--steps", "0", check=2)
        self.assertIn("--steps", self.make("network", "--steps=3", check=2))
        self.assertIn("--layers", self.make("recurrent", "--layers", "2,3,1", check=2))

    def test_recurrent(self):
        document = self.make("recurrent", "--steps", "50", "--units", "20")
        self.assertEqual(sum(node["gate"] == "tanh" for node in document["nodes"]), 50)
        before = self.train(json.dumps(document), "--epochs", 0)[0]["train_loss"]
        self.assertLess(self.train(json.dumps(document), "--epochs", 100)[0]["train_loss"], before / 10)


if __name__ == "__main__":
    unittest.main()
