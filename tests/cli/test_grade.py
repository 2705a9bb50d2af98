# SPDX-License-Identifier: GPL-3.0-or-later
"""chainrule-cli grade: a learner's answers against the exercise, all numbers computed anew."""

import json
import tempfile
import unittest
from pathlib import Path

from program import EXAMPLES, Case, graph, run

XYZ = json.loads((EXAMPLES / "xyz.chainrule").read_text())  # (x + y) z at -2, 5, -4: the lecture's first graph


class Grade(Case):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, **members):
        path = self.folder / name
        path.write_text(json.dumps({**XYZ, **members}))
        return path

    def exercise(self, hide={"values": ["q"], "gradients": ["x", "q"]}, **members):
        return self.write("exercise.chainrule", exercises=[{"kind": "predict", "hide": hide, **members}])

    def hand_in(self, *answers, **members):
        return self.write("answers.chainrule", **members,
                          answers=[{"node": node, "what": what, "value": value} for node, what, value in answers])

    def grade(self, exercise, answers, check):
        return json.loads(run("grade", exercise, answers, "--json", check=check).stdout)

    def test_all_right(self):
        answers = self.hand_in(("q", "value", 3), ("q", "gradient", -4), ("x", "gradient", -4.0001))
        graded = self.grade(self.exercise(), answers, check=0)
        self.assertEqual(graded, {"questions": 3, "right": 3, "answers": [
            {"node": "q", "what": "value", "verdict": "right", "reason": None, "answer": 3, "expected": 3},
            {"node": "q", "what": "gradient", "verdict": "right", "reason": None, "answer": -4, "expected": -4},
            {"node": "x", "what": "gradient", "verdict": "right", "reason": None, "answer": -4.0001, "expected": -4}]})
        self.assertTrue(run("grade", self.exercise(), answers, check=0).stdout.endswith("3 of 3 right\n"))

    def test_wrong_and_missing(self):
        graded = self.grade(self.exercise(), self.hand_in(("q", "gradient", 4), ("x", "gradient", 1)), check=1)
        self.assertEqual(graded["right"], 0)
        self.assertEqual([(answer["node"], answer["verdict"], answer["reason"]) for answer in graded["answers"]],
                         [("q", "missing", None), ("q", "wrong", "sign"), ("x", "wrong", "upstream")])
        text = run("grade", self.exercise(), self.hand_in(("q", "gradient", 4)), check=1).stdout
        self.assertIn("q, value: not answered, it is 3\n", text)
        self.assertIn("q, gradient: 4 is wrong, it is -4. The right size, with the wrong sign.\n", text)
        self.assertIn("0 of 3 right\n", text)

    def test_the_exercise_counts_not_what_was_handed_in(self):
        """Who changes x, hides nothing, or allows any error is still asked what the teacher asks."""
        nodes = [{**node, "value": 7} if node["id"] == "x" else node for node in XYZ["nodes"]]
        answers = self.hand_in(("q", "value", 12), nodes=nodes,
                               exercises=[{"kind": "predict", "hide": {"values": ["q"]}, "tolerance": 100}])
        graded = self.grade(self.exercise(), answers, check=1)
        self.assertEqual(graded["answers"][0], {"node": "q", "what": "value", "verdict": "wrong", "reason": None, "answer": 12, "expected": 3})

    def test_tolerance(self):
        answers = self.hand_in(("q", "value", 3.2))
        self.assertEqual(self.grade(self.exercise({"values": ["q"]}), answers, check=1)["answers"][0]["verdict"], "wrong")
        self.assertEqual(self.grade(self.exercise({"values": ["q"]}, tolerance=0.1), answers, check=0)["answers"][0]["verdict"], "right")

    def test_all_and_single_nodes(self):
        """"all" is all that is computed; a node's own hide asks too; the last of two answers counts."""
        graded = self.grade(self.exercise({"values": "all"}), self.hand_in(("q", "value", 5), ("q", "value", 3), ("f", "value", -12)), check=0)
        self.assertEqual([answer["node"] for answer in graded["answers"]], ["q", "f"])
        nodes = [{**node, "hide": ["gradient"]} if node["id"] == "z" else node for node in XYZ["nodes"]]
        graded = self.grade(self.write("exercise.chainrule", nodes=nodes), self.hand_in(("z", "gradient", 3)), check=0)
        self.assertEqual([(answer["node"], answer["what"]) for answer in graded["answers"]], [("z", "gradient")])

    def test_several_exercises(self):
        """All of them ask, each with its tolerance; the first that asks for a number says how exact it must be."""
        exercise = self.write("exercise.chainrule", exercises=[
            {"kind": "predict", "hide": {"gradients": "all"}, "tolerance": 0.5},
            {"kind": "fault", "fault": "sign"},
            {"kind": "predict", "hide": {"values": ["q", "f"], "gradients": ["q"]}}])
        answers = self.hand_in(("q", "value", 3.2), ("f", "value", -12), ("f", "gradient", 1), ("q", "gradient", -5), ("x", "gradient", -4),
                               ("y", "gradient", -4), ("z", "gradient", 3))
        graded = self.grade(exercise, answers, check=1)
        self.assertEqual(graded["questions"], 7)
        self.assertEqual([answer["node"] for answer in graded["answers"] if answer["verdict"] != "right"], ["q"])

    def test_a_group_means_what_is_in_it(self):
        groups = [{"id": "inner", "members": ["q"]}, {"id": "outer", "members": ["inner", "z"]}]
        exercise = self.write("exercise.chainrule", groups=groups,
                              exercises=[{"kind": "predict", "hide": {"values": ["outer"], "gradients": ["outer", "q"]}}])
        graded = self.grade(exercise, self.hand_in(("q", "value", 3), ("z", "value", -4), ("q", "gradient", -4), ("z", "gradient", 3)), check=0)
        self.assertEqual([(answer["node"], answer["what"]) for answer in graded["answers"]],
                         [("z", "value"), ("q", "value"), ("q", "gradient"), ("z", "gradient")])

    def test_matrices(self):
        """∇x = Wᵀ∇q: the lecture's vectors."""
        net = json.loads((EXAMPLES / "norm-squared.chainrule").read_text())
        exercise, answers = self.folder / "exercise.chainrule", self.folder / "answers.chainrule"
        exercise.write_text(json.dumps({**net, "exercises": [{"kind": "predict", "hide": {"gradients": ["x", "W"]}}]}))
        answers.write_text(json.dumps({**net, "answers": [
            {"node": "x", "what": "gradient", "value": [-0.112, 0.636]},
            {"node": "W", "what": "gradient", "value": [[0.088, 0.104], [0.176, 0.208]]}]}))
        graded = self.grade(exercise, answers, check=1)
        self.assertEqual({answer["node"]: (answer["verdict"], answer["reason"]) for answer in graded["answers"]},
                         {"x": ("right", None), "W": ("wrong", "transposed")})

    def test_nodes_that_the_exercise_does_not_have(self):
        nodes = [*XYZ["nodes"], {"id": "extra", "gate": "input", "value": 1}]
        result = run("grade", self.exercise({"values": ["q"]}), self.hand_in(("extra", "value", 1), ("q", "value", 3), nodes=nodes), check=0)
        self.assertIn('answer 0: the exercise has no node "extra"', result.stderr)

    def test_nothing_to_grade(self):
        answers = self.hand_in()
        self.assertIn("hides no number", run("grade", EXAMPLES / "xyz.chainrule", answers, check=1).stderr)
        self.assertIn("no output", run("grade", "-", answers, check=1, text=graph(
            {"id": "x", "gate": "input", "value": 1}, {"id": "y", "gate": "square", "inputs": ["x"], "hide": ["gradient"]},
            {"id": "z", "gate": "exp", "inputs": ["x"]})).stderr)
        run("grade", self.exercise(), check=2)
        run("grade", self.exercise(), self.folder / "missing", check=2)
        (self.folder / "bad").write_text("{")
        run("grade", self.exercise(), self.folder / "bad", check=1)


if __name__ == "__main__":
    unittest.main()
